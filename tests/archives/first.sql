BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'archive','0001_tables_and_views','2026-11-21 12:02:51.231629+00:00');
CREATE TABLE cells (
  report_id TEXT NOT NULL REFERENCES reports(id),
  sha256 TEXT NOT NULL,
  key TEXT NOT NULL,
  printed TEXT NOT NULL,
  kind TEXT NOT NULL,
  value ANY,
  unit TEXT,
  page INTEGER,
  box TEXT,
  place TEXT NOT NULL,
  doubt TEXT,
  ocr REAL,
  PRIMARY KEY (report_id, sha256, key)
) STRICT, WITHOUT ROWID;
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','disclosure.coercion.decisions','0','number',0,NULL,NULL,NULL,'table 1, row 11, column 2',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','disclosure.fees.amount','0','number',0,'万元',NULL,NULL,'table 1, row 14, column 2',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','disclosure.licences.decisions','0','number',0,NULL,NULL,NULL,'table 1, row 7, column 2',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','disclosure.normative.in_force','0','number',0,NULL,NULL,NULL,'table 1, row 4, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','disclosure.normative.issued','0','number',0,NULL,NULL,NULL,'table 1, row 4, column 2',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','disclosure.normative.repealed','0','number',0,NULL,NULL,NULL,'table 1, row 4, column 3',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','disclosure.penalties.decisions','0','number',0,NULL,NULL,NULL,'table 1, row 10, column 2',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','disclosure.rules.in_force','0','number',0,NULL,NULL,NULL,'table 1, row 3, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','disclosure.rules.issued','0','number',0,NULL,NULL,NULL,'table 1, row 3, column 2',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','disclosure.rules.repealed','0','number',0,NULL,NULL,NULL,'table 1, row 3, column 3',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.carried_in.business','0','number',0,NULL,NULL,NULL,'table 2, row 4, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.carried_in.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 4, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.carried_in.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 4, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.carried_in.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 4, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.carried_in.research','0','number',0,NULL,NULL,NULL,'table 2, row 4, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.carried_in.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 4, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.carried_in.total','0','number',0,NULL,NULL,NULL,'table 2, row 4, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.carried_out.business','0','number',0,NULL,NULL,NULL,'table 2, row 27, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.carried_out.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 27, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.carried_out.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 27, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.carried_out.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 27, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.carried_out.research','0','number',0,NULL,NULL,NULL,'table 2, row 27, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.carried_out.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 27, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.carried_out.total','0','number',0,NULL,NULL,NULL,'table 2, row 27, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.concluded.business','0','number',0,NULL,NULL,NULL,'table 2, row 26, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.concluded.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 26, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.concluded.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 26, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.concluded.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 26, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.concluded.research','0','number',0,NULL,NULL,NULL,'table 2, row 26, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.concluded.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 26, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.concluded.total','0','number',0,NULL,NULL,NULL,'table 2, row 26, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_administrative_query.business','0','number',0,NULL,NULL,NULL,'table 2, row 14, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_administrative_query.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 14, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_administrative_query.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 14, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_administrative_query.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 14, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_administrative_query.research','0','number',0,NULL,NULL,NULL,'table 2, row 14, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_administrative_query.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 14, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_administrative_query.total','0','number',0,NULL,NULL,NULL,'table 2, row 14, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_deliberative.business','0','number',0,NULL,NULL,NULL,'table 2, row 12, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_deliberative.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 12, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_deliberative.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 12, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_deliberative.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 12, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_deliberative.research','0','number',0,NULL,NULL,NULL,'table 2, row 12, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_deliberative.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 12, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_deliberative.total','0','number',0,NULL,NULL,NULL,'table 2, row 12, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_enforcement_file.business','0','number',0,NULL,NULL,NULL,'table 2, row 13, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_enforcement_file.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 13, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_enforcement_file.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 13, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_enforcement_file.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 13, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_enforcement_file.research','0','number',0,NULL,NULL,NULL,'table 2, row 13, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_enforcement_file.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 13, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_enforcement_file.total','0','number',0,NULL,NULL,NULL,'table 2, row 13, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_forbidden_by_law.business','0','number',0,NULL,NULL,NULL,'table 2, row 8, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_forbidden_by_law.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 8, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_forbidden_by_law.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 8, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_forbidden_by_law.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 8, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_forbidden_by_law.research','0','number',0,NULL,NULL,NULL,'table 2, row 8, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_forbidden_by_law.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 8, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_forbidden_by_law.total','0','number',0,NULL,NULL,NULL,'table 2, row 8, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_internal_affairs.business','0','number',0,NULL,NULL,NULL,'table 2, row 11, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_internal_affairs.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 11, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_internal_affairs.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 11, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_internal_affairs.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 11, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_internal_affairs.research','0','number',0,NULL,NULL,NULL,'table 2, row 11, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_internal_affairs.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 11, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_internal_affairs.total','0','number',0,NULL,NULL,NULL,'table 2, row 11, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_public_security.business','0','number',0,NULL,NULL,NULL,'table 2, row 9, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_public_security.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 9, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_public_security.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 9, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_public_security.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 9, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_public_security.research','0','number',0,NULL,NULL,NULL,'table 2, row 9, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_public_security.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 9, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_public_security.total','0','number',0,NULL,NULL,NULL,'table 2, row 9, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_state_secret.business','0','number',0,NULL,NULL,NULL,'table 2, row 7, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_state_secret.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 7, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_state_secret.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 7, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_state_secret.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 7, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_state_secret.research','0','number',0,NULL,NULL,NULL,'table 2, row 7, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_state_secret.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 7, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_state_secret.total','0','number',0,NULL,NULL,NULL,'table 2, row 7, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_third_party.business','0','number',0,NULL,NULL,NULL,'table 2, row 10, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_third_party.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 10, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_third_party.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 10, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_third_party.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 10, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_third_party.research','0','number',0,NULL,NULL,NULL,'table 2, row 10, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_third_party.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 10, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.denied_third_party.total','0','number',0,NULL,NULL,NULL,'table 2, row 10, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_confirmation.business','0','number',0,NULL,NULL,NULL,'table 2, row 22, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_confirmation.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 22, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_confirmation.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 22, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_confirmation.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 22, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_confirmation.research','0','number',0,NULL,NULL,NULL,'table 2, row 22, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_confirmation.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 22, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_confirmation.total','0','number',0,NULL,NULL,NULL,'table 2, row 22, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_excessive.business','0','number',0,NULL,NULL,NULL,'table 2, row 21, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_excessive.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 21, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_excessive.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 21, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_excessive.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 21, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_excessive.research','0','number',0,NULL,NULL,NULL,'table 2, row 21, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_excessive.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 21, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_excessive.total','0','number',0,NULL,NULL,NULL,'table 2, row 21, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_petition.business','0','number',0,NULL,NULL,NULL,'table 2, row 18, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_petition.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 18, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_petition.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 18, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_petition.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 18, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_petition.research','0','number',0,NULL,NULL,NULL,'table 2, row 18, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_petition.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 18, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_petition.total','0','number',0,NULL,NULL,NULL,'table 2, row 18, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_publication.business','0','number',0,NULL,NULL,NULL,'table 2, row 20, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_publication.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 20, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_publication.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 20, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_publication.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 20, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_publication.research','0','number',0,NULL,NULL,NULL,'table 2, row 20, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_publication.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 20, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_publication.total','0','number',0,NULL,NULL,NULL,'table 2, row 20, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_repeat.business','0','number',0,NULL,NULL,NULL,'table 2, row 19, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_repeat.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 19, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_repeat.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 19, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_repeat.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 19, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_repeat.research','0','number',0,NULL,NULL,NULL,'table 2, row 19, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_repeat.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 19, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.dismissed_repeat.total','0','number',0,NULL,NULL,NULL,'table 2, row 19, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.granted.business','0','number',0,NULL,NULL,NULL,'table 2, row 5, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.granted.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 5, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.granted.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 5, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.granted.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 5, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.granted.research','0','number',0,NULL,NULL,NULL,'table 2, row 5, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.granted.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 5, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.granted.total','0','number',0,NULL,NULL,NULL,'table 2, row 5, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.other_fee_unpaid.business','0','number',0,NULL,NULL,NULL,'table 2, row 24, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.other_fee_unpaid.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 24, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.other_fee_unpaid.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 24, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.other_fee_unpaid.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 24, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.other_fee_unpaid.research','0','number',0,NULL,NULL,NULL,'table 2, row 24, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.other_fee_unpaid.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 24, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.other_fee_unpaid.total','0','number',0,NULL,NULL,NULL,'table 2, row 24, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.other_not_corrected.business','0','number',0,NULL,NULL,NULL,'table 2, row 23, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.other_not_corrected.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 23, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.other_not_corrected.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 23, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.other_not_corrected.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 23, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.other_not_corrected.research','0','number',0,NULL,NULL,NULL,'table 2, row 23, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.other_not_corrected.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 23, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.other_not_corrected.total','0','number',0,NULL,NULL,NULL,'table 2, row 23, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.other_rest.business','0','number',0,NULL,NULL,NULL,'table 2, row 25, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.other_rest.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 25, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.other_rest.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 25, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.other_rest.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 25, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.other_rest.research','0','number',0,NULL,NULL,NULL,'table 2, row 25, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.other_rest.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 25, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.other_rest.total','0','number',0,NULL,NULL,NULL,'table 2, row 25, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.partly_granted.business','0','number',0,NULL,NULL,NULL,'table 2, row 6, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.partly_granted.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 6, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.partly_granted.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 6, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.partly_granted.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 6, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.partly_granted.research','0','number',0,NULL,NULL,NULL,'table 2, row 6, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.partly_granted.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 6, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.partly_granted.total','0','number',0,NULL,NULL,NULL,'table 2, row 6, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.received.business','0','number',0,NULL,NULL,NULL,'table 2, row 3, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.received.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 3, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.received.natural_person','5','number',5,NULL,NULL,NULL,'table 2, row 3, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.received.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 3, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.received.research','0','number',0,NULL,NULL,NULL,'table 2, row 3, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.received.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 3, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.received.total','0','number',0,NULL,NULL,NULL,'table 2, row 3, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.unavailable_not_compiled.business','0','number',0,NULL,NULL,NULL,'table 2, row 16, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.unavailable_not_compiled.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 16, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.unavailable_not_compiled.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 16, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.unavailable_not_compiled.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 16, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.unavailable_not_compiled.research','0','number',0,NULL,NULL,NULL,'table 2, row 16, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.unavailable_not_compiled.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 16, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.unavailable_not_compiled.total','0','number',0,NULL,NULL,NULL,'table 2, row 16, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.unavailable_not_held.business','0','number',0,NULL,NULL,NULL,'table 2, row 15, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.unavailable_not_held.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 15, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.unavailable_not_held.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 15, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.unavailable_not_held.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 15, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.unavailable_not_held.research','0','number',0,NULL,NULL,NULL,'table 2, row 15, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.unavailable_not_held.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 15, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.unavailable_not_held.total','0','number',0,NULL,NULL,NULL,'table 2, row 15, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.unavailable_unclear.business','0','number',0,NULL,NULL,NULL,'table 2, row 17, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.unavailable_unclear.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 17, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.unavailable_unclear.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 17, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.unavailable_unclear.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 17, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.unavailable_unclear.research','0','number',0,NULL,NULL,NULL,'table 2, row 17, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.unavailable_unclear.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 17, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','requests.unavailable_unclear.total','0','number',0,NULL,NULL,NULL,'table 2, row 17, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','reviews.litigation_after.corrected','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 12',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','reviews.litigation_after.other','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 13',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','reviews.litigation_after.pending','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 14',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','reviews.litigation_after.total','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 15',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','reviews.litigation_after.upheld','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 11',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','reviews.litigation_direct.corrected','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','reviews.litigation_direct.other','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','reviews.litigation_direct.pending','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','reviews.litigation_direct.total','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','reviews.litigation_direct.upheld','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','reviews.reconsideration.corrected','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 2',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','reviews.reconsideration.other','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 3',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','reviews.reconsideration.pending','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','reviews.reconsideration.total','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','reviews.reconsideration.upheld','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 1',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','disclosure.coercion.decisions','0','number',0,NULL,NULL,NULL,'table 1, row 11, column 2',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','disclosure.fees.amount','0','number',0,'万元',NULL,NULL,'table 1, row 14, column 2',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','disclosure.licences.decisions','0','number',0,NULL,NULL,NULL,'table 1, row 7, column 2',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','disclosure.normative.in_force','0','number',0,NULL,NULL,NULL,'table 1, row 4, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','disclosure.normative.issued','0','number',0,NULL,NULL,NULL,'table 1, row 4, column 2',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','disclosure.normative.repealed','0','number',0,NULL,NULL,NULL,'table 1, row 4, column 3',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','disclosure.penalties.decisions','0','number',0,NULL,NULL,NULL,'table 1, row 10, column 2',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','disclosure.rules.in_force','0','number',0,NULL,NULL,NULL,'table 1, row 3, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','disclosure.rules.issued','0','number',0,NULL,NULL,NULL,'table 1, row 3, column 2',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','disclosure.rules.repealed','0','number',0,NULL,NULL,NULL,'table 1, row 3, column 3',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.carried_in.business','0','number',0,NULL,NULL,NULL,'table 2, row 4, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.carried_in.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 4, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.carried_in.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 4, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.carried_in.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 4, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.carried_in.research','0','number',0,NULL,NULL,NULL,'table 2, row 4, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.carried_in.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 4, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.carried_in.total','0','number',0,NULL,NULL,NULL,'table 2, row 4, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.carried_out.business','0','number',0,NULL,NULL,NULL,'table 2, row 27, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.carried_out.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 27, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.carried_out.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 27, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.carried_out.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 27, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.carried_out.research','0','number',0,NULL,NULL,NULL,'table 2, row 27, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.carried_out.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 27, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.carried_out.total','0','number',0,NULL,NULL,NULL,'table 2, row 27, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.concluded.business','0','number',0,NULL,NULL,NULL,'table 2, row 26, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.concluded.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 26, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.concluded.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 26, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.concluded.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 26, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.concluded.research','0','number',0,NULL,NULL,NULL,'table 2, row 26, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.concluded.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 26, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.concluded.total','0','number',0,NULL,NULL,NULL,'table 2, row 26, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_administrative_query.business','0','number',0,NULL,NULL,NULL,'table 2, row 14, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_administrative_query.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 14, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_administrative_query.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 14, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_administrative_query.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 14, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_administrative_query.research','0','number',0,NULL,NULL,NULL,'table 2, row 14, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_administrative_query.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 14, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_administrative_query.total','0','number',0,NULL,NULL,NULL,'table 2, row 14, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_deliberative.business','0','number',0,NULL,NULL,NULL,'table 2, row 12, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_deliberative.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 12, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_deliberative.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 12, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_deliberative.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 12, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_deliberative.research','0','number',0,NULL,NULL,NULL,'table 2, row 12, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_deliberative.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 12, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_deliberative.total','0','number',0,NULL,NULL,NULL,'table 2, row 12, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_enforcement_file.business','0','number',0,NULL,NULL,NULL,'table 2, row 13, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_enforcement_file.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 13, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_enforcement_file.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 13, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_enforcement_file.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 13, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_enforcement_file.research','0','number',0,NULL,NULL,NULL,'table 2, row 13, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_enforcement_file.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 13, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_enforcement_file.total','0','number',0,NULL,NULL,NULL,'table 2, row 13, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_forbidden_by_law.business','0','number',0,NULL,NULL,NULL,'table 2, row 8, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_forbidden_by_law.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 8, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_forbidden_by_law.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 8, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_forbidden_by_law.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 8, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_forbidden_by_law.research','0','number',0,NULL,NULL,NULL,'table 2, row 8, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_forbidden_by_law.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 8, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_forbidden_by_law.total','0','number',0,NULL,NULL,NULL,'table 2, row 8, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_internal_affairs.business','0','number',0,NULL,NULL,NULL,'table 2, row 11, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_internal_affairs.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 11, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_internal_affairs.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 11, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_internal_affairs.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 11, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_internal_affairs.research','0','number',0,NULL,NULL,NULL,'table 2, row 11, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_internal_affairs.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 11, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_internal_affairs.total','0','number',0,NULL,NULL,NULL,'table 2, row 11, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_public_security.business','0','number',0,NULL,NULL,NULL,'table 2, row 9, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_public_security.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 9, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_public_security.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 9, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_public_security.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 9, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_public_security.research','0','number',0,NULL,NULL,NULL,'table 2, row 9, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_public_security.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 9, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_public_security.total','0','number',0,NULL,NULL,NULL,'table 2, row 9, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_state_secret.business','0','number',0,NULL,NULL,NULL,'table 2, row 7, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_state_secret.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 7, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_state_secret.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 7, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_state_secret.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 7, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_state_secret.research','0','number',0,NULL,NULL,NULL,'table 2, row 7, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_state_secret.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 7, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_state_secret.total','0','number',0,NULL,NULL,NULL,'table 2, row 7, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_third_party.business','0','number',0,NULL,NULL,NULL,'table 2, row 10, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_third_party.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 10, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_third_party.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 10, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_third_party.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 10, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_third_party.research','0','number',0,NULL,NULL,NULL,'table 2, row 10, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_third_party.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 10, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.denied_third_party.total','0','number',0,NULL,NULL,NULL,'table 2, row 10, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_confirmation.business','0','number',0,NULL,NULL,NULL,'table 2, row 22, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_confirmation.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 22, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_confirmation.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 22, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_confirmation.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 22, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_confirmation.research','0','number',0,NULL,NULL,NULL,'table 2, row 22, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_confirmation.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 22, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_confirmation.total','0','number',0,NULL,NULL,NULL,'table 2, row 22, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_excessive.business','0','number',0,NULL,NULL,NULL,'table 2, row 21, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_excessive.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 21, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_excessive.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 21, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_excessive.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 21, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_excessive.research','0','number',0,NULL,NULL,NULL,'table 2, row 21, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_excessive.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 21, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_excessive.total','0','number',0,NULL,NULL,NULL,'table 2, row 21, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_petition.business','0','number',0,NULL,NULL,NULL,'table 2, row 18, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_petition.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 18, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_petition.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 18, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_petition.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 18, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_petition.research','0','number',0,NULL,NULL,NULL,'table 2, row 18, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_petition.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 18, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_petition.total','0','number',0,NULL,NULL,NULL,'table 2, row 18, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_publication.business','0','number',0,NULL,NULL,NULL,'table 2, row 20, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_publication.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 20, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_publication.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 20, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_publication.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 20, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_publication.research','0','number',0,NULL,NULL,NULL,'table 2, row 20, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_publication.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 20, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_publication.total','0','number',0,NULL,NULL,NULL,'table 2, row 20, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_repeat.business','0','number',0,NULL,NULL,NULL,'table 2, row 19, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_repeat.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 19, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_repeat.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 19, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_repeat.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 19, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_repeat.research','0','number',0,NULL,NULL,NULL,'table 2, row 19, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_repeat.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 19, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.dismissed_repeat.total','0','number',0,NULL,NULL,NULL,'table 2, row 19, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.granted.business','0','number',0,NULL,NULL,NULL,'table 2, row 5, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.granted.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 5, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.granted.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 5, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.granted.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 5, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.granted.research','0','number',0,NULL,NULL,NULL,'table 2, row 5, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.granted.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 5, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.granted.total','0','number',0,NULL,NULL,NULL,'table 2, row 5, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.other_fee_unpaid.business','0','number',0,NULL,NULL,NULL,'table 2, row 24, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.other_fee_unpaid.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 24, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.other_fee_unpaid.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 24, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.other_fee_unpaid.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 24, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.other_fee_unpaid.research','0','number',0,NULL,NULL,NULL,'table 2, row 24, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.other_fee_unpaid.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 24, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.other_fee_unpaid.total','0','number',0,NULL,NULL,NULL,'table 2, row 24, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.other_not_corrected.business','0','number',0,NULL,NULL,NULL,'table 2, row 23, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.other_not_corrected.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 23, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.other_not_corrected.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 23, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.other_not_corrected.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 23, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.other_not_corrected.research','0','number',0,NULL,NULL,NULL,'table 2, row 23, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.other_not_corrected.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 23, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.other_not_corrected.total','0','number',0,NULL,NULL,NULL,'table 2, row 23, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.other_rest.business','0','number',0,NULL,NULL,NULL,'table 2, row 25, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.other_rest.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 25, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.other_rest.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 25, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.other_rest.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 25, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.other_rest.research','0','number',0,NULL,NULL,NULL,'table 2, row 25, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.other_rest.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 25, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.other_rest.total','0','number',0,NULL,NULL,NULL,'table 2, row 25, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.partly_granted.business','0','number',0,NULL,NULL,NULL,'table 2, row 6, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.partly_granted.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 6, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.partly_granted.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 6, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.partly_granted.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 6, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.partly_granted.research','0','number',0,NULL,NULL,NULL,'table 2, row 6, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.partly_granted.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 6, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.partly_granted.total','0','number',0,NULL,NULL,NULL,'table 2, row 6, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.received.business','0','number',0,NULL,NULL,NULL,'table 2, row 3, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.received.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 3, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.received.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 3, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.received.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 3, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.received.research','0','number',0,NULL,NULL,NULL,'table 2, row 3, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.received.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 3, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.received.total','0','number',0,NULL,NULL,NULL,'table 2, row 3, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.unavailable_not_compiled.business','0','number',0,NULL,NULL,NULL,'table 2, row 16, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.unavailable_not_compiled.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 16, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.unavailable_not_compiled.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 16, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.unavailable_not_compiled.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 16, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.unavailable_not_compiled.research','0','number',0,NULL,NULL,NULL,'table 2, row 16, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.unavailable_not_compiled.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 16, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.unavailable_not_compiled.total','0','number',0,NULL,NULL,NULL,'table 2, row 16, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.unavailable_not_held.business','0','number',0,NULL,NULL,NULL,'table 2, row 15, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.unavailable_not_held.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 15, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.unavailable_not_held.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 15, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.unavailable_not_held.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 15, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.unavailable_not_held.research','0','number',0,NULL,NULL,NULL,'table 2, row 15, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.unavailable_not_held.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 15, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.unavailable_not_held.total','0','number',0,NULL,NULL,NULL,'table 2, row 15, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.unavailable_unclear.business','0','number',0,NULL,NULL,NULL,'table 2, row 17, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.unavailable_unclear.legal_service','0','number',0,NULL,NULL,NULL,'table 2, row 17, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.unavailable_unclear.natural_person','0','number',0,NULL,NULL,NULL,'table 2, row 17, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.unavailable_unclear.other_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 17, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.unavailable_unclear.research','0','number',0,NULL,NULL,NULL,'table 2, row 17, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.unavailable_unclear.social_organisation','0','number',0,NULL,NULL,NULL,'table 2, row 17, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','requests.unavailable_unclear.total','0','number',0,NULL,NULL,NULL,'table 2, row 17, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','reviews.litigation_after.corrected','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 12',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','reviews.litigation_after.other','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 13',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','reviews.litigation_after.pending','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 14',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','reviews.litigation_after.total','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 15',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','reviews.litigation_after.upheld','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 11',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','reviews.litigation_direct.corrected','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 7',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','reviews.litigation_direct.other','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 8',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','reviews.litigation_direct.pending','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 9',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','reviews.litigation_direct.total','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 10',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','reviews.litigation_direct.upheld','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 6',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','reviews.reconsideration.corrected','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 2',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','reviews.reconsideration.other','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 3',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','reviews.reconsideration.pending','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 4',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','reviews.reconsideration.total','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 5',NULL,NULL);
INSERT INTO "cells" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','reviews.reconsideration.upheld','0','number',0,NULL,NULL,NULL,'table 3, row 4, column 1',NULL,NULL);
CREATE TABLE changes (
  id TEXT NOT NULL,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  report_id TEXT NOT NULL REFERENCES reports(id),
  before TEXT,
  after TEXT,
  detail TEXT,
  PRIMARY KEY (id)
) STRICT;
INSERT INTO "changes" VALUES('6a26f6d61880e047','2026-11-21T00:01:00.000000+00:00','new','640300-renminzhengfu-2022',NULL,'f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50',NULL);
INSERT INTO "changes" VALUES('77968c62f21e0a6a','2026-11-21T00:02:00.000000+00:00','new','640300-renminzhengfu-2023',NULL,'83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc',NULL);
CREATE TABLE checks (
  report_id TEXT NOT NULL REFERENCES reports(id),
  rule TEXT NOT NULL,
  subject TEXT NOT NULL,
  verdict TEXT NOT NULL,
  left ANY,
  right ANY,
  difference ANY,
  cells TEXT NOT NULL,
  PRIMARY KEY (report_id, rule, subject)
) STRICT, WITHOUT ROWID;
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','balance','business','holds',0,0,0,'["requests.received.business", "requests.carried_in.business", "requests.concluded.business", "requests.carried_out.business"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','balance','legal_service','holds',0,0,0,'["requests.received.legal_service", "requests.carried_in.legal_service", "requests.concluded.legal_service", "requests.carried_out.legal_service"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','balance','natural_person','fails',5,0,5,'["requests.received.natural_person", "requests.carried_in.natural_person", "requests.concluded.natural_person", "requests.carried_out.natural_person"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','balance','other_organisation','holds',0,0,0,'["requests.received.other_organisation", "requests.carried_in.other_organisation", "requests.concluded.other_organisation", "requests.carried_out.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','balance','research','holds',0,0,0,'["requests.received.research", "requests.carried_in.research", "requests.concluded.research", "requests.carried_out.research"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','balance','social_organisation','holds',0,0,0,'["requests.received.social_organisation", "requests.carried_in.social_organisation", "requests.concluded.social_organisation", "requests.carried_out.social_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','balance','total','holds',0,0,0,'["requests.received.total", "requests.carried_in.total", "requests.concluded.total", "requests.carried_out.total"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','late','published_on','not_assessable',NULL,NULL,NULL,'[]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','results_sum','business','holds',0,0,0,'["requests.concluded.business", "requests.granted.business", "requests.partly_granted.business", "requests.denied_state_secret.business", "requests.denied_forbidden_by_law.business", "requests.denied_public_security.business", "requests.denied_third_party.business", "requests.denied_internal_affairs.business", "requests.denied_deliberative.business", "requests.denied_enforcement_file.business", "requests.denied_administrative_query.business", "requests.unavailable_not_held.business", "requests.unavailable_not_compiled.business", "requests.unavailable_unclear.business", "requests.dismissed_petition.business", "requests.dismissed_repeat.business", "requests.dismissed_publication.business", "requests.dismissed_excessive.business", "requests.dismissed_confirmation.business", "requests.other_not_corrected.business", "requests.other_fee_unpaid.business", "requests.other_rest.business"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','results_sum','legal_service','holds',0,0,0,'["requests.concluded.legal_service", "requests.granted.legal_service", "requests.partly_granted.legal_service", "requests.denied_state_secret.legal_service", "requests.denied_forbidden_by_law.legal_service", "requests.denied_public_security.legal_service", "requests.denied_third_party.legal_service", "requests.denied_internal_affairs.legal_service", "requests.denied_deliberative.legal_service", "requests.denied_enforcement_file.legal_service", "requests.denied_administrative_query.legal_service", "requests.unavailable_not_held.legal_service", "requests.unavailable_not_compiled.legal_service", "requests.unavailable_unclear.legal_service", "requests.dismissed_petition.legal_service", "requests.dismissed_repeat.legal_service", "requests.dismissed_publication.legal_service", "requests.dismissed_excessive.legal_service", "requests.dismissed_confirmation.legal_service", "requests.other_not_corrected.legal_service", "requests.other_fee_unpaid.legal_service", "requests.other_rest.legal_service"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','results_sum','natural_person','holds',0,0,0,'["requests.concluded.natural_person", "requests.granted.natural_person", "requests.partly_granted.natural_person", "requests.denied_state_secret.natural_person", "requests.denied_forbidden_by_law.natural_person", "requests.denied_public_security.natural_person", "requests.denied_third_party.natural_person", "requests.denied_internal_affairs.natural_person", "requests.denied_deliberative.natural_person", "requests.denied_enforcement_file.natural_person", "requests.denied_administrative_query.natural_person", "requests.unavailable_not_held.natural_person", "requests.unavailable_not_compiled.natural_person", "requests.unavailable_unclear.natural_person", "requests.dismissed_petition.natural_person", "requests.dismissed_repeat.natural_person", "requests.dismissed_publication.natural_person", "requests.dismissed_excessive.natural_person", "requests.dismissed_confirmation.natural_person", "requests.other_not_corrected.natural_person", "requests.other_fee_unpaid.natural_person", "requests.other_rest.natural_person"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','results_sum','other_organisation','holds',0,0,0,'["requests.concluded.other_organisation", "requests.granted.other_organisation", "requests.partly_granted.other_organisation", "requests.denied_state_secret.other_organisation", "requests.denied_forbidden_by_law.other_organisation", "requests.denied_public_security.other_organisation", "requests.denied_third_party.other_organisation", "requests.denied_internal_affairs.other_organisation", "requests.denied_deliberative.other_organisation", "requests.denied_enforcement_file.other_organisation", "requests.denied_administrative_query.other_organisation", "requests.unavailable_not_held.other_organisation", "requests.unavailable_not_compiled.other_organisation", "requests.unavailable_unclear.other_organisation", "requests.dismissed_petition.other_organisation", "requests.dismissed_repeat.other_organisation", "requests.dismissed_publication.other_organisation", "requests.dismissed_excessive.other_organisation", "requests.dismissed_confirmation.other_organisation", "requests.other_not_corrected.other_organisation", "requests.other_fee_unpaid.other_organisation", "requests.other_rest.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','results_sum','research','holds',0,0,0,'["requests.concluded.research", "requests.granted.research", "requests.partly_granted.research", "requests.denied_state_secret.research", "requests.denied_forbidden_by_law.research", "requests.denied_public_security.research", "requests.denied_third_party.research", "requests.denied_internal_affairs.research", "requests.denied_deliberative.research", "requests.denied_enforcement_file.research", "requests.denied_administrative_query.research", "requests.unavailable_not_held.research", "requests.unavailable_not_compiled.research", "requests.unavailable_unclear.research", "requests.dismissed_petition.research", "requests.dismissed_repeat.research", "requests.dismissed_publication.research", "requests.dismissed_excessive.research", "requests.dismissed_confirmation.research", "requests.other_not_corrected.research", "requests.other_fee_unpaid.research", "requests.other_rest.research"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','results_sum','social_organisation','holds',0,0,0,'["requests.concluded.social_organisation", "requests.granted.social_organisation", "requests.partly_granted.social_organisation", "requests.denied_state_secret.social_organisation", "requests.denied_forbidden_by_law.social_organisation", "requests.denied_public_security.social_organisation", "requests.denied_third_party.social_organisation", "requests.denied_internal_affairs.social_organisation", "requests.denied_deliberative.social_organisation", "requests.denied_enforcement_file.social_organisation", "requests.denied_administrative_query.social_organisation", "requests.unavailable_not_held.social_organisation", "requests.unavailable_not_compiled.social_organisation", "requests.unavailable_unclear.social_organisation", "requests.dismissed_petition.social_organisation", "requests.dismissed_repeat.social_organisation", "requests.dismissed_publication.social_organisation", "requests.dismissed_excessive.social_organisation", "requests.dismissed_confirmation.social_organisation", "requests.other_not_corrected.social_organisation", "requests.other_fee_unpaid.social_organisation", "requests.other_rest.social_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','results_sum','total','holds',0,0,0,'["requests.concluded.total", "requests.granted.total", "requests.partly_granted.total", "requests.denied_state_secret.total", "requests.denied_forbidden_by_law.total", "requests.denied_public_security.total", "requests.denied_third_party.total", "requests.denied_internal_affairs.total", "requests.denied_deliberative.total", "requests.denied_enforcement_file.total", "requests.denied_administrative_query.total", "requests.unavailable_not_held.total", "requests.unavailable_not_compiled.total", "requests.unavailable_unclear.total", "requests.dismissed_petition.total", "requests.dismissed_repeat.total", "requests.dismissed_publication.total", "requests.dismissed_excessive.total", "requests.dismissed_confirmation.total", "requests.other_not_corrected.total", "requests.other_fee_unpaid.total", "requests.other_rest.total"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','review_sum','litigation_after','holds',0,0,0,'["reviews.litigation_after.total", "reviews.litigation_after.upheld", "reviews.litigation_after.corrected", "reviews.litigation_after.other", "reviews.litigation_after.pending"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','review_sum','litigation_direct','holds',0,0,0,'["reviews.litigation_direct.total", "reviews.litigation_direct.upheld", "reviews.litigation_direct.corrected", "reviews.litigation_direct.other", "reviews.litigation_direct.pending"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','review_sum','reconsideration','holds',0,0,0,'["reviews.reconsideration.total", "reviews.reconsideration.upheld", "reviews.reconsideration.corrected", "reviews.reconsideration.other", "reviews.reconsideration.pending"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','row_sum','carried_in','holds',0,0,0,'["requests.carried_in.total", "requests.carried_in.natural_person", "requests.carried_in.business", "requests.carried_in.research", "requests.carried_in.social_organisation", "requests.carried_in.legal_service", "requests.carried_in.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','row_sum','carried_out','holds',0,0,0,'["requests.carried_out.total", "requests.carried_out.natural_person", "requests.carried_out.business", "requests.carried_out.research", "requests.carried_out.social_organisation", "requests.carried_out.legal_service", "requests.carried_out.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','row_sum','concluded','holds',0,0,0,'["requests.concluded.total", "requests.concluded.natural_person", "requests.concluded.business", "requests.concluded.research", "requests.concluded.social_organisation", "requests.concluded.legal_service", "requests.concluded.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','row_sum','denied_administrative_query','holds',0,0,0,'["requests.denied_administrative_query.total", "requests.denied_administrative_query.natural_person", "requests.denied_administrative_query.business", "requests.denied_administrative_query.research", "requests.denied_administrative_query.social_organisation", "requests.denied_administrative_query.legal_service", "requests.denied_administrative_query.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','row_sum','denied_deliberative','holds',0,0,0,'["requests.denied_deliberative.total", "requests.denied_deliberative.natural_person", "requests.denied_deliberative.business", "requests.denied_deliberative.research", "requests.denied_deliberative.social_organisation", "requests.denied_deliberative.legal_service", "requests.denied_deliberative.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','row_sum','denied_enforcement_file','holds',0,0,0,'["requests.denied_enforcement_file.total", "requests.denied_enforcement_file.natural_person", "requests.denied_enforcement_file.business", "requests.denied_enforcement_file.research", "requests.denied_enforcement_file.social_organisation", "requests.denied_enforcement_file.legal_service", "requests.denied_enforcement_file.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','row_sum','denied_forbidden_by_law','holds',0,0,0,'["requests.denied_forbidden_by_law.total", "requests.denied_forbidden_by_law.natural_person", "requests.denied_forbidden_by_law.business", "requests.denied_forbidden_by_law.research", "requests.denied_forbidden_by_law.social_organisation", "requests.denied_forbidden_by_law.legal_service", "requests.denied_forbidden_by_law.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','row_sum','denied_internal_affairs','holds',0,0,0,'["requests.denied_internal_affairs.total", "requests.denied_internal_affairs.natural_person", "requests.denied_internal_affairs.business", "requests.denied_internal_affairs.research", "requests.denied_internal_affairs.social_organisation", "requests.denied_internal_affairs.legal_service", "requests.denied_internal_affairs.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','row_sum','denied_public_security','holds',0,0,0,'["requests.denied_public_security.total", "requests.denied_public_security.natural_person", "requests.denied_public_security.business", "requests.denied_public_security.research", "requests.denied_public_security.social_organisation", "requests.denied_public_security.legal_service", "requests.denied_public_security.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','row_sum','denied_state_secret','holds',0,0,0,'["requests.denied_state_secret.total", "requests.denied_state_secret.natural_person", "requests.denied_state_secret.business", "requests.denied_state_secret.research", "requests.denied_state_secret.social_organisation", "requests.denied_state_secret.legal_service", "requests.denied_state_secret.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','row_sum','denied_third_party','holds',0,0,0,'["requests.denied_third_party.total", "requests.denied_third_party.natural_person", "requests.denied_third_party.business", "requests.denied_third_party.research", "requests.denied_third_party.social_organisation", "requests.denied_third_party.legal_service", "requests.denied_third_party.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','row_sum','dismissed_confirmation','holds',0,0,0,'["requests.dismissed_confirmation.total", "requests.dismissed_confirmation.natural_person", "requests.dismissed_confirmation.business", "requests.dismissed_confirmation.research", "requests.dismissed_confirmation.social_organisation", "requests.dismissed_confirmation.legal_service", "requests.dismissed_confirmation.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','row_sum','dismissed_excessive','holds',0,0,0,'["requests.dismissed_excessive.total", "requests.dismissed_excessive.natural_person", "requests.dismissed_excessive.business", "requests.dismissed_excessive.research", "requests.dismissed_excessive.social_organisation", "requests.dismissed_excessive.legal_service", "requests.dismissed_excessive.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','row_sum','dismissed_petition','holds',0,0,0,'["requests.dismissed_petition.total", "requests.dismissed_petition.natural_person", "requests.dismissed_petition.business", "requests.dismissed_petition.research", "requests.dismissed_petition.social_organisation", "requests.dismissed_petition.legal_service", "requests.dismissed_petition.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','row_sum','dismissed_publication','holds',0,0,0,'["requests.dismissed_publication.total", "requests.dismissed_publication.natural_person", "requests.dismissed_publication.business", "requests.dismissed_publication.research", "requests.dismissed_publication.social_organisation", "requests.dismissed_publication.legal_service", "requests.dismissed_publication.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','row_sum','dismissed_repeat','holds',0,0,0,'["requests.dismissed_repeat.total", "requests.dismissed_repeat.natural_person", "requests.dismissed_repeat.business", "requests.dismissed_repeat.research", "requests.dismissed_repeat.social_organisation", "requests.dismissed_repeat.legal_service", "requests.dismissed_repeat.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','row_sum','granted','holds',0,0,0,'["requests.granted.total", "requests.granted.natural_person", "requests.granted.business", "requests.granted.research", "requests.granted.social_organisation", "requests.granted.legal_service", "requests.granted.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','row_sum','other_fee_unpaid','holds',0,0,0,'["requests.other_fee_unpaid.total", "requests.other_fee_unpaid.natural_person", "requests.other_fee_unpaid.business", "requests.other_fee_unpaid.research", "requests.other_fee_unpaid.social_organisation", "requests.other_fee_unpaid.legal_service", "requests.other_fee_unpaid.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','row_sum','other_not_corrected','holds',0,0,0,'["requests.other_not_corrected.total", "requests.other_not_corrected.natural_person", "requests.other_not_corrected.business", "requests.other_not_corrected.research", "requests.other_not_corrected.social_organisation", "requests.other_not_corrected.legal_service", "requests.other_not_corrected.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','row_sum','other_rest','holds',0,0,0,'["requests.other_rest.total", "requests.other_rest.natural_person", "requests.other_rest.business", "requests.other_rest.research", "requests.other_rest.social_organisation", "requests.other_rest.legal_service", "requests.other_rest.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','row_sum','partly_granted','holds',0,0,0,'["requests.partly_granted.total", "requests.partly_granted.natural_person", "requests.partly_granted.business", "requests.partly_granted.research", "requests.partly_granted.social_organisation", "requests.partly_granted.legal_service", "requests.partly_granted.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','row_sum','received','fails',0,5,-5,'["requests.received.total", "requests.received.natural_person", "requests.received.business", "requests.received.research", "requests.received.social_organisation", "requests.received.legal_service", "requests.received.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','row_sum','unavailable_not_compiled','holds',0,0,0,'["requests.unavailable_not_compiled.total", "requests.unavailable_not_compiled.natural_person", "requests.unavailable_not_compiled.business", "requests.unavailable_not_compiled.research", "requests.unavailable_not_compiled.social_organisation", "requests.unavailable_not_compiled.legal_service", "requests.unavailable_not_compiled.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','row_sum','unavailable_not_held','holds',0,0,0,'["requests.unavailable_not_held.total", "requests.unavailable_not_held.natural_person", "requests.unavailable_not_held.business", "requests.unavailable_not_held.research", "requests.unavailable_not_held.social_organisation", "requests.unavailable_not_held.legal_service", "requests.unavailable_not_held.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2022','row_sum','unavailable_unclear','holds',0,0,0,'["requests.unavailable_unclear.total", "requests.unavailable_unclear.natural_person", "requests.unavailable_unclear.business", "requests.unavailable_unclear.research", "requests.unavailable_unclear.social_organisation", "requests.unavailable_unclear.legal_service", "requests.unavailable_unclear.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','balance','business','holds',0,0,0,'["requests.received.business", "requests.carried_in.business", "requests.concluded.business", "requests.carried_out.business"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','balance','legal_service','holds',0,0,0,'["requests.received.legal_service", "requests.carried_in.legal_service", "requests.concluded.legal_service", "requests.carried_out.legal_service"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','balance','natural_person','holds',0,0,0,'["requests.received.natural_person", "requests.carried_in.natural_person", "requests.concluded.natural_person", "requests.carried_out.natural_person"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','balance','other_organisation','holds',0,0,0,'["requests.received.other_organisation", "requests.carried_in.other_organisation", "requests.concluded.other_organisation", "requests.carried_out.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','balance','research','holds',0,0,0,'["requests.received.research", "requests.carried_in.research", "requests.concluded.research", "requests.carried_out.research"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','balance','social_organisation','holds',0,0,0,'["requests.received.social_organisation", "requests.carried_in.social_organisation", "requests.concluded.social_organisation", "requests.carried_out.social_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','balance','total','holds',0,0,0,'["requests.received.total", "requests.carried_in.total", "requests.concluded.total", "requests.carried_out.total"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','carry_over','business','holds',0,0,0,'["640300-renminzhengfu-2022#requests.carried_out.business", "requests.carried_in.business"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','carry_over','legal_service','holds',0,0,0,'["640300-renminzhengfu-2022#requests.carried_out.legal_service", "requests.carried_in.legal_service"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','carry_over','natural_person','holds',0,0,0,'["640300-renminzhengfu-2022#requests.carried_out.natural_person", "requests.carried_in.natural_person"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','carry_over','other_organisation','holds',0,0,0,'["640300-renminzhengfu-2022#requests.carried_out.other_organisation", "requests.carried_in.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','carry_over','research','holds',0,0,0,'["640300-renminzhengfu-2022#requests.carried_out.research", "requests.carried_in.research"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','carry_over','social_organisation','holds',0,0,0,'["640300-renminzhengfu-2022#requests.carried_out.social_organisation", "requests.carried_in.social_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','carry_over','total','holds',0,0,0,'["640300-renminzhengfu-2022#requests.carried_out.total", "requests.carried_in.total"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','in_force','normative','holds',0,0,0,'["disclosure.normative.in_force", "640300-renminzhengfu-2022#disclosure.normative.in_force", "disclosure.normative.issued", "disclosure.normative.repealed"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','in_force','rules','holds',0,0,0,'["disclosure.rules.in_force", "640300-renminzhengfu-2022#disclosure.rules.in_force", "disclosure.rules.issued", "disclosure.rules.repealed"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','late','published_on','not_assessable',NULL,NULL,NULL,'[]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','results_sum','business','holds',0,0,0,'["requests.concluded.business", "requests.granted.business", "requests.partly_granted.business", "requests.denied_state_secret.business", "requests.denied_forbidden_by_law.business", "requests.denied_public_security.business", "requests.denied_third_party.business", "requests.denied_internal_affairs.business", "requests.denied_deliberative.business", "requests.denied_enforcement_file.business", "requests.denied_administrative_query.business", "requests.unavailable_not_held.business", "requests.unavailable_not_compiled.business", "requests.unavailable_unclear.business", "requests.dismissed_petition.business", "requests.dismissed_repeat.business", "requests.dismissed_publication.business", "requests.dismissed_excessive.business", "requests.dismissed_confirmation.business", "requests.other_not_corrected.business", "requests.other_fee_unpaid.business", "requests.other_rest.business"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','results_sum','legal_service','holds',0,0,0,'["requests.concluded.legal_service", "requests.granted.legal_service", "requests.partly_granted.legal_service", "requests.denied_state_secret.legal_service", "requests.denied_forbidden_by_law.legal_service", "requests.denied_public_security.legal_service", "requests.denied_third_party.legal_service", "requests.denied_internal_affairs.legal_service", "requests.denied_deliberative.legal_service", "requests.denied_enforcement_file.legal_service", "requests.denied_administrative_query.legal_service", "requests.unavailable_not_held.legal_service", "requests.unavailable_not_compiled.legal_service", "requests.unavailable_unclear.legal_service", "requests.dismissed_petition.legal_service", "requests.dismissed_repeat.legal_service", "requests.dismissed_publication.legal_service", "requests.dismissed_excessive.legal_service", "requests.dismissed_confirmation.legal_service", "requests.other_not_corrected.legal_service", "requests.other_fee_unpaid.legal_service", "requests.other_rest.legal_service"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','results_sum','natural_person','holds',0,0,0,'["requests.concluded.natural_person", "requests.granted.natural_person", "requests.partly_granted.natural_person", "requests.denied_state_secret.natural_person", "requests.denied_forbidden_by_law.natural_person", "requests.denied_public_security.natural_person", "requests.denied_third_party.natural_person", "requests.denied_internal_affairs.natural_person", "requests.denied_deliberative.natural_person", "requests.denied_enforcement_file.natural_person", "requests.denied_administrative_query.natural_person", "requests.unavailable_not_held.natural_person", "requests.unavailable_not_compiled.natural_person", "requests.unavailable_unclear.natural_person", "requests.dismissed_petition.natural_person", "requests.dismissed_repeat.natural_person", "requests.dismissed_publication.natural_person", "requests.dismissed_excessive.natural_person", "requests.dismissed_confirmation.natural_person", "requests.other_not_corrected.natural_person", "requests.other_fee_unpaid.natural_person", "requests.other_rest.natural_person"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','results_sum','other_organisation','holds',0,0,0,'["requests.concluded.other_organisation", "requests.granted.other_organisation", "requests.partly_granted.other_organisation", "requests.denied_state_secret.other_organisation", "requests.denied_forbidden_by_law.other_organisation", "requests.denied_public_security.other_organisation", "requests.denied_third_party.other_organisation", "requests.denied_internal_affairs.other_organisation", "requests.denied_deliberative.other_organisation", "requests.denied_enforcement_file.other_organisation", "requests.denied_administrative_query.other_organisation", "requests.unavailable_not_held.other_organisation", "requests.unavailable_not_compiled.other_organisation", "requests.unavailable_unclear.other_organisation", "requests.dismissed_petition.other_organisation", "requests.dismissed_repeat.other_organisation", "requests.dismissed_publication.other_organisation", "requests.dismissed_excessive.other_organisation", "requests.dismissed_confirmation.other_organisation", "requests.other_not_corrected.other_organisation", "requests.other_fee_unpaid.other_organisation", "requests.other_rest.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','results_sum','research','holds',0,0,0,'["requests.concluded.research", "requests.granted.research", "requests.partly_granted.research", "requests.denied_state_secret.research", "requests.denied_forbidden_by_law.research", "requests.denied_public_security.research", "requests.denied_third_party.research", "requests.denied_internal_affairs.research", "requests.denied_deliberative.research", "requests.denied_enforcement_file.research", "requests.denied_administrative_query.research", "requests.unavailable_not_held.research", "requests.unavailable_not_compiled.research", "requests.unavailable_unclear.research", "requests.dismissed_petition.research", "requests.dismissed_repeat.research", "requests.dismissed_publication.research", "requests.dismissed_excessive.research", "requests.dismissed_confirmation.research", "requests.other_not_corrected.research", "requests.other_fee_unpaid.research", "requests.other_rest.research"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','results_sum','social_organisation','holds',0,0,0,'["requests.concluded.social_organisation", "requests.granted.social_organisation", "requests.partly_granted.social_organisation", "requests.denied_state_secret.social_organisation", "requests.denied_forbidden_by_law.social_organisation", "requests.denied_public_security.social_organisation", "requests.denied_third_party.social_organisation", "requests.denied_internal_affairs.social_organisation", "requests.denied_deliberative.social_organisation", "requests.denied_enforcement_file.social_organisation", "requests.denied_administrative_query.social_organisation", "requests.unavailable_not_held.social_organisation", "requests.unavailable_not_compiled.social_organisation", "requests.unavailable_unclear.social_organisation", "requests.dismissed_petition.social_organisation", "requests.dismissed_repeat.social_organisation", "requests.dismissed_publication.social_organisation", "requests.dismissed_excessive.social_organisation", "requests.dismissed_confirmation.social_organisation", "requests.other_not_corrected.social_organisation", "requests.other_fee_unpaid.social_organisation", "requests.other_rest.social_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','results_sum','total','holds',0,0,0,'["requests.concluded.total", "requests.granted.total", "requests.partly_granted.total", "requests.denied_state_secret.total", "requests.denied_forbidden_by_law.total", "requests.denied_public_security.total", "requests.denied_third_party.total", "requests.denied_internal_affairs.total", "requests.denied_deliberative.total", "requests.denied_enforcement_file.total", "requests.denied_administrative_query.total", "requests.unavailable_not_held.total", "requests.unavailable_not_compiled.total", "requests.unavailable_unclear.total", "requests.dismissed_petition.total", "requests.dismissed_repeat.total", "requests.dismissed_publication.total", "requests.dismissed_excessive.total", "requests.dismissed_confirmation.total", "requests.other_not_corrected.total", "requests.other_fee_unpaid.total", "requests.other_rest.total"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','review_sum','litigation_after','holds',0,0,0,'["reviews.litigation_after.total", "reviews.litigation_after.upheld", "reviews.litigation_after.corrected", "reviews.litigation_after.other", "reviews.litigation_after.pending"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','review_sum','litigation_direct','holds',0,0,0,'["reviews.litigation_direct.total", "reviews.litigation_direct.upheld", "reviews.litigation_direct.corrected", "reviews.litigation_direct.other", "reviews.litigation_direct.pending"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','review_sum','reconsideration','holds',0,0,0,'["reviews.reconsideration.total", "reviews.reconsideration.upheld", "reviews.reconsideration.corrected", "reviews.reconsideration.other", "reviews.reconsideration.pending"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','row_sum','carried_in','holds',0,0,0,'["requests.carried_in.total", "requests.carried_in.natural_person", "requests.carried_in.business", "requests.carried_in.research", "requests.carried_in.social_organisation", "requests.carried_in.legal_service", "requests.carried_in.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','row_sum','carried_out','holds',0,0,0,'["requests.carried_out.total", "requests.carried_out.natural_person", "requests.carried_out.business", "requests.carried_out.research", "requests.carried_out.social_organisation", "requests.carried_out.legal_service", "requests.carried_out.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','row_sum','concluded','holds',0,0,0,'["requests.concluded.total", "requests.concluded.natural_person", "requests.concluded.business", "requests.concluded.research", "requests.concluded.social_organisation", "requests.concluded.legal_service", "requests.concluded.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','row_sum','denied_administrative_query','holds',0,0,0,'["requests.denied_administrative_query.total", "requests.denied_administrative_query.natural_person", "requests.denied_administrative_query.business", "requests.denied_administrative_query.research", "requests.denied_administrative_query.social_organisation", "requests.denied_administrative_query.legal_service", "requests.denied_administrative_query.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','row_sum','denied_deliberative','holds',0,0,0,'["requests.denied_deliberative.total", "requests.denied_deliberative.natural_person", "requests.denied_deliberative.business", "requests.denied_deliberative.research", "requests.denied_deliberative.social_organisation", "requests.denied_deliberative.legal_service", "requests.denied_deliberative.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','row_sum','denied_enforcement_file','holds',0,0,0,'["requests.denied_enforcement_file.total", "requests.denied_enforcement_file.natural_person", "requests.denied_enforcement_file.business", "requests.denied_enforcement_file.research", "requests.denied_enforcement_file.social_organisation", "requests.denied_enforcement_file.legal_service", "requests.denied_enforcement_file.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','row_sum','denied_forbidden_by_law','holds',0,0,0,'["requests.denied_forbidden_by_law.total", "requests.denied_forbidden_by_law.natural_person", "requests.denied_forbidden_by_law.business", "requests.denied_forbidden_by_law.research", "requests.denied_forbidden_by_law.social_organisation", "requests.denied_forbidden_by_law.legal_service", "requests.denied_forbidden_by_law.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','row_sum','denied_internal_affairs','holds',0,0,0,'["requests.denied_internal_affairs.total", "requests.denied_internal_affairs.natural_person", "requests.denied_internal_affairs.business", "requests.denied_internal_affairs.research", "requests.denied_internal_affairs.social_organisation", "requests.denied_internal_affairs.legal_service", "requests.denied_internal_affairs.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','row_sum','denied_public_security','holds',0,0,0,'["requests.denied_public_security.total", "requests.denied_public_security.natural_person", "requests.denied_public_security.business", "requests.denied_public_security.research", "requests.denied_public_security.social_organisation", "requests.denied_public_security.legal_service", "requests.denied_public_security.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','row_sum','denied_state_secret','holds',0,0,0,'["requests.denied_state_secret.total", "requests.denied_state_secret.natural_person", "requests.denied_state_secret.business", "requests.denied_state_secret.research", "requests.denied_state_secret.social_organisation", "requests.denied_state_secret.legal_service", "requests.denied_state_secret.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','row_sum','denied_third_party','holds',0,0,0,'["requests.denied_third_party.total", "requests.denied_third_party.natural_person", "requests.denied_third_party.business", "requests.denied_third_party.research", "requests.denied_third_party.social_organisation", "requests.denied_third_party.legal_service", "requests.denied_third_party.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','row_sum','dismissed_confirmation','holds',0,0,0,'["requests.dismissed_confirmation.total", "requests.dismissed_confirmation.natural_person", "requests.dismissed_confirmation.business", "requests.dismissed_confirmation.research", "requests.dismissed_confirmation.social_organisation", "requests.dismissed_confirmation.legal_service", "requests.dismissed_confirmation.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','row_sum','dismissed_excessive','holds',0,0,0,'["requests.dismissed_excessive.total", "requests.dismissed_excessive.natural_person", "requests.dismissed_excessive.business", "requests.dismissed_excessive.research", "requests.dismissed_excessive.social_organisation", "requests.dismissed_excessive.legal_service", "requests.dismissed_excessive.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','row_sum','dismissed_petition','holds',0,0,0,'["requests.dismissed_petition.total", "requests.dismissed_petition.natural_person", "requests.dismissed_petition.business", "requests.dismissed_petition.research", "requests.dismissed_petition.social_organisation", "requests.dismissed_petition.legal_service", "requests.dismissed_petition.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','row_sum','dismissed_publication','holds',0,0,0,'["requests.dismissed_publication.total", "requests.dismissed_publication.natural_person", "requests.dismissed_publication.business", "requests.dismissed_publication.research", "requests.dismissed_publication.social_organisation", "requests.dismissed_publication.legal_service", "requests.dismissed_publication.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','row_sum','dismissed_repeat','holds',0,0,0,'["requests.dismissed_repeat.total", "requests.dismissed_repeat.natural_person", "requests.dismissed_repeat.business", "requests.dismissed_repeat.research", "requests.dismissed_repeat.social_organisation", "requests.dismissed_repeat.legal_service", "requests.dismissed_repeat.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','row_sum','granted','holds',0,0,0,'["requests.granted.total", "requests.granted.natural_person", "requests.granted.business", "requests.granted.research", "requests.granted.social_organisation", "requests.granted.legal_service", "requests.granted.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','row_sum','other_fee_unpaid','holds',0,0,0,'["requests.other_fee_unpaid.total", "requests.other_fee_unpaid.natural_person", "requests.other_fee_unpaid.business", "requests.other_fee_unpaid.research", "requests.other_fee_unpaid.social_organisation", "requests.other_fee_unpaid.legal_service", "requests.other_fee_unpaid.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','row_sum','other_not_corrected','holds',0,0,0,'["requests.other_not_corrected.total", "requests.other_not_corrected.natural_person", "requests.other_not_corrected.business", "requests.other_not_corrected.research", "requests.other_not_corrected.social_organisation", "requests.other_not_corrected.legal_service", "requests.other_not_corrected.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','row_sum','other_rest','holds',0,0,0,'["requests.other_rest.total", "requests.other_rest.natural_person", "requests.other_rest.business", "requests.other_rest.research", "requests.other_rest.social_organisation", "requests.other_rest.legal_service", "requests.other_rest.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','row_sum','partly_granted','holds',0,0,0,'["requests.partly_granted.total", "requests.partly_granted.natural_person", "requests.partly_granted.business", "requests.partly_granted.research", "requests.partly_granted.social_organisation", "requests.partly_granted.legal_service", "requests.partly_granted.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','row_sum','received','holds',0,0,0,'["requests.received.total", "requests.received.natural_person", "requests.received.business", "requests.received.research", "requests.received.social_organisation", "requests.received.legal_service", "requests.received.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','row_sum','unavailable_not_compiled','holds',0,0,0,'["requests.unavailable_not_compiled.total", "requests.unavailable_not_compiled.natural_person", "requests.unavailable_not_compiled.business", "requests.unavailable_not_compiled.research", "requests.unavailable_not_compiled.social_organisation", "requests.unavailable_not_compiled.legal_service", "requests.unavailable_not_compiled.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','row_sum','unavailable_not_held','holds',0,0,0,'["requests.unavailable_not_held.total", "requests.unavailable_not_held.natural_person", "requests.unavailable_not_held.business", "requests.unavailable_not_held.research", "requests.unavailable_not_held.social_organisation", "requests.unavailable_not_held.legal_service", "requests.unavailable_not_held.other_organisation"]');
INSERT INTO "checks" VALUES('640300-renminzhengfu-2023','row_sum','unavailable_unclear','holds',0,0,0,'["requests.unavailable_unclear.total", "requests.unavailable_unclear.natural_person", "requests.unavailable_unclear.business", "requests.unavailable_unclear.research", "requests.unavailable_unclear.social_organisation", "requests.unavailable_unclear.legal_service", "requests.unavailable_unclear.other_organisation"]');
CREATE TABLE disclosure (
  report_id TEXT NOT NULL REFERENCES reports(id),
  rules_made INTEGER,
  rules_published INTEGER,
  rules_published_total INTEGER,
  normative_made INTEGER,
  normative_published INTEGER,
  normative_published_total INTEGER,
  licences_items_before INTEGER,
  licences_change INTEGER,
  licences_decisions INTEGER,
  other_services_items_before INTEGER,
  other_services_change INTEGER,
  other_services_decisions INTEGER,
  penalties_items_before INTEGER,
  penalties_change INTEGER,
  penalties_decisions INTEGER,
  coercion_items_before INTEGER,
  coercion_change INTEGER,
  coercion_decisions INTEGER,
  fees_items_before INTEGER,
  fees_change INTEGER,
  procurement_items INTEGER,
  procurement_amount REAL,
  rules_issued INTEGER,
  rules_repealed INTEGER,
  rules_in_force INTEGER,
  normative_issued INTEGER,
  normative_repealed INTEGER,
  normative_in_force INTEGER,
  fees_amount REAL,
  PRIMARY KEY (report_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "disclosure" VALUES('640300-renminzhengfu-2022',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,0,NULL,NULL,NULL,NULL,0,0,0,0,0,0,0.0);
INSERT INTO "disclosure" VALUES('640300-renminzhengfu-2023',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,0,NULL,NULL,NULL,NULL,0,0,0,0,0,0,0.0);
CREATE TABLE fetches (
  id INTEGER NOT NULL,
  run TEXT NOT NULL REFERENCES runs(id),
  portal TEXT REFERENCES portals(id),
  kind TEXT NOT NULL,
  url TEXT NOT NULL,
  final_url TEXT NOT NULL,
  at TEXT NOT NULL,
  status INTEGER NOT NULL,
  sha256 TEXT,
  bytes INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  etag TEXT NOT NULL,
  last_modified TEXT NOT NULL,
  flags TEXT NOT NULL,
  found_on TEXT NOT NULL,
  title TEXT NOT NULL,
  PRIMARY KEY (id)
) STRICT;
INSERT INTO "fetches" VALUES(1,'20261121T120248Z-c6c6ea','wuzhong','article','http://wuzhong.example/2022','','2026-11-21T00:01:00.000000+00:00',200,'f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50',6505,'','','','[]','','');
INSERT INTO "fetches" VALUES(2,'20261121T120248Z-c6c6ea','wuzhong','article','http://wuzhong.example/2023','','2026-11-21T00:02:00.000000+00:00',200,'83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc',6505,'','','','[]','','');
CREATE TABLE files (
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  status TEXT NOT NULL,
  reason TEXT,
  parser TEXT NOT NULL,
  report_id TEXT REFERENCES reports(id),
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  PRIMARY KEY (sha256)
) STRICT;
INSERT INTO "files" VALUES('83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc',6505,'text/html','read',NULL,'1','640300-renminzhengfu-2023','','http://wuzhong.example/2023');
INSERT INTO "files" VALUES('f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50',6505,'text/html','read',NULL,'1','640300-renminzhengfu-2022','','http://wuzhong.example/2022');
CREATE TABLE organs (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  place_code TEXT REFERENCES places(code),
  kind TEXT NOT NULL,
  portal_id TEXT REFERENCES portals(id),
  PRIMARY KEY (id)
) STRICT;
INSERT INTO "organs" VALUES('640300-renminzhengfu','吴忠市人民政府','640300','government','wuzhong');
CREATE TABLE places (
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  level TEXT NOT NULL,
  parent TEXT REFERENCES places(code),
  province TEXT NOT NULL,
  prefecture TEXT,
  county TEXT,
  PRIMARY KEY (code)
) STRICT;
INSERT INTO "places" VALUES('640000','宁夏回族自治区','province',NULL,'宁夏回族自治区',NULL,NULL);
INSERT INTO "places" VALUES('640300','吴忠市','prefecture','640000','宁夏回族自治区','吴忠市',NULL);
CREATE TABLE portals (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  place_code TEXT REFERENCES places(code),
  home_url TEXT,
  list_url TEXT NOT NULL,
  system TEXT NOT NULL,
  last_good_run TEXT REFERENCES runs(id),
  health TEXT,
  health_reasons TEXT,
  PRIMARY KEY (id)
) STRICT;
INSERT INTO "portals" VALUES('wuzhong','吴忠市人民政府','640300',NULL,'http://wuzhong.example/zfxxgknb/','trs','20261121T120248Z-c6c6ea','ok','');
CREATE TABLE problems (
  id TEXT NOT NULL,
  since TEXT NOT NULL,
  stage TEXT NOT NULL,
  kind TEXT NOT NULL,
  message TEXT NOT NULL,
  url TEXT,
  sha256 TEXT,
  report_id TEXT REFERENCES reports(id),
  portal_id TEXT REFERENCES portals(id),
  PRIMARY KEY (id)
) STRICT;
CREATE TABLE reports (
  id TEXT NOT NULL,
  organ_id TEXT NOT NULL REFERENCES organs(id),
  organ TEXT NOT NULL,
  province TEXT,
  prefecture TEXT,
  county TEXT,
  place_code TEXT REFERENCES places(code),
  year INTEGER NOT NULL,
  title TEXT NOT NULL,
  published_on TEXT,
  index_number TEXT,
  url TEXT,
  portal_id TEXT REFERENCES portals(id),
  status TEXT NOT NULL,
  reason TEXT,
  form2 TEXT,
  form3 TEXT,
  media_type TEXT NOT NULL,
  pages INTEGER,
  sha256 TEXT NOT NULL,
  first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL,
  versions INTEGER NOT NULL,
  gone_since TEXT,
  PRIMARY KEY (id)
) STRICT;
INSERT INTO "reports" VALUES('640300-renminzhengfu-2022','640300-renminzhengfu','吴忠市人民政府','宁夏回族自治区','吴忠市',NULL,'640300',2022,'吴忠市人民政府2022年政府信息公开工作年度报告',NULL,NULL,'http://wuzhong.example/2022','wuzhong','read',NULL,'2021','2021','text/html',NULL,'f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','2026-11-21T00:01:00.000000+00:00','2026-11-21T00:01:00.000000+00:00',1,NULL);
INSERT INTO "reports" VALUES('640300-renminzhengfu-2023','640300-renminzhengfu','吴忠市人民政府','宁夏回族自治区','吴忠市',NULL,'640300',2023,'吴忠市人民政府2023年政府信息公开工作年度报告',NULL,NULL,'http://wuzhong.example/2023','wuzhong','read',NULL,'2021','2021','text/html',NULL,'83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','2026-11-21T00:02:00.000000+00:00','2026-11-21T00:02:00.000000+00:00',1,NULL);
CREATE TABLE requests (
  report_id TEXT NOT NULL REFERENCES reports(id),
  applicant TEXT NOT NULL,
  received INTEGER,
  carried_in INTEGER,
  granted INTEGER,
  partly_granted INTEGER,
  denied_state_secret INTEGER,
  denied_forbidden_by_law INTEGER,
  denied_public_security INTEGER,
  denied_third_party INTEGER,
  denied_internal_affairs INTEGER,
  denied_deliberative INTEGER,
  denied_enforcement_file INTEGER,
  denied_administrative_query INTEGER,
  unavailable_not_held INTEGER,
  unavailable_not_compiled INTEGER,
  unavailable_unclear INTEGER,
  dismissed_petition INTEGER,
  dismissed_repeat INTEGER,
  dismissed_publication INTEGER,
  dismissed_excessive INTEGER,
  dismissed_confirmation INTEGER,
  other INTEGER,
  concluded INTEGER,
  carried_out INTEGER,
  other_not_corrected INTEGER,
  other_fee_unpaid INTEGER,
  other_rest INTEGER,
  PRIMARY KEY (report_id, applicant)
) STRICT, WITHOUT ROWID;
INSERT INTO "requests" VALUES('640300-renminzhengfu-2022','business',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,NULL,0,0,0,0,0);
INSERT INTO "requests" VALUES('640300-renminzhengfu-2022','legal_service',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,NULL,0,0,0,0,0);
INSERT INTO "requests" VALUES('640300-renminzhengfu-2022','natural_person',5,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,NULL,0,0,0,0,0);
INSERT INTO "requests" VALUES('640300-renminzhengfu-2022','other_organisation',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,NULL,0,0,0,0,0);
INSERT INTO "requests" VALUES('640300-renminzhengfu-2022','research',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,NULL,0,0,0,0,0);
INSERT INTO "requests" VALUES('640300-renminzhengfu-2022','social_organisation',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,NULL,0,0,0,0,0);
INSERT INTO "requests" VALUES('640300-renminzhengfu-2022','total',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,NULL,0,0,0,0,0);
INSERT INTO "requests" VALUES('640300-renminzhengfu-2023','business',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,NULL,0,0,0,0,0);
INSERT INTO "requests" VALUES('640300-renminzhengfu-2023','legal_service',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,NULL,0,0,0,0,0);
INSERT INTO "requests" VALUES('640300-renminzhengfu-2023','natural_person',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,NULL,0,0,0,0,0);
INSERT INTO "requests" VALUES('640300-renminzhengfu-2023','other_organisation',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,NULL,0,0,0,0,0);
INSERT INTO "requests" VALUES('640300-renminzhengfu-2023','research',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,NULL,0,0,0,0,0);
INSERT INTO "requests" VALUES('640300-renminzhengfu-2023','social_organisation',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,NULL,0,0,0,0,0);
INSERT INTO "requests" VALUES('640300-renminzhengfu-2023','total',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,NULL,0,0,0,0,0);
CREATE TABLE reviews (
  report_id TEXT NOT NULL REFERENCES reports(id),
  route TEXT NOT NULL,
  upheld INTEGER,
  corrected INTEGER,
  other INTEGER,
  pending INTEGER,
  total INTEGER,
  PRIMARY KEY (report_id, route)
) STRICT, WITHOUT ROWID;
INSERT INTO "reviews" VALUES('640300-renminzhengfu-2022','litigation_after',0,0,0,0,0);
INSERT INTO "reviews" VALUES('640300-renminzhengfu-2022','litigation_direct',0,0,0,0,0);
INSERT INTO "reviews" VALUES('640300-renminzhengfu-2022','reconsideration',0,0,0,0,0);
INSERT INTO "reviews" VALUES('640300-renminzhengfu-2023','litigation_after',0,0,0,0,0);
INSERT INTO "reviews" VALUES('640300-renminzhengfu-2023','litigation_direct',0,0,0,0,0);
INSERT INTO "reviews" VALUES('640300-renminzhengfu-2023','reconsideration',0,0,0,0,0);
CREATE TABLE runs (
  id TEXT NOT NULL,
  command TEXT NOT NULL,
  started TEXT NOT NULL,
  finished TEXT,
  exit_code INTEGER,
  summary TEXT NOT NULL,
  PRIMARY KEY (id)
) STRICT;
INSERT INTO "runs" VALUES('20261121T120248Z-c6c6ea','crawl','2026-11-21T12:02:48.874939+00:00','2026-11-21T12:02:49.083641+00:00',0,'well');
CREATE TABLE sections (
  id INTEGER NOT NULL,
  report_id TEXT NOT NULL REFERENCES reports(id),
  number INTEGER NOT NULL,
  heading TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (id)
) STRICT;
INSERT INTO "sections" VALUES(1314959860233790,'640300-renminzhengfu-2023',6,'六、其他需要报告的事项','无。');
INSERT INTO "sections" VALUES(1361190880466348,'640300-renminzhengfu-2023',2,'二、主动公开政府信息情况','');
INSERT INTO "sections" VALUES(1762980495352594,'640300-renminzhengfu-2022',3,'三、收到和处理政府信息公开申请情况','');
INSERT INTO "sections" VALUES(2118191968022182,'640300-renminzhengfu-2022',2,'二、主动公开政府信息情况','');
INSERT INTO "sections" VALUES(2366839324983947,'640300-renminzhengfu-2022',1,'一、总体情况','全年主动公开政府信息一百余条。');
INSERT INTO "sections" VALUES(2900323751954748,'640300-renminzhengfu-2022',6,'六、其他需要报告的事项','无。');
INSERT INTO "sections" VALUES(4115453471015822,'640300-renminzhengfu-2023',1,'一、总体情况','全年主动公开政府信息一百余条。');
INSERT INTO "sections" VALUES(4566395756774898,'640300-renminzhengfu-2023',5,'五、存在的主要问题及改进情况','公开内容还不够丰富。');
INSERT INTO "sections" VALUES(5236651894830607,'640300-renminzhengfu-2023',0,'','吴忠市人民政府2023年政府信息公开工作年度报告
浏览次数：1');
INSERT INTO "sections" VALUES(6157698581953461,'640300-renminzhengfu-2022',4,'四、政府信息公开行政复议、行政诉讼情况','');
INSERT INTO "sections" VALUES(6176249610761108,'640300-renminzhengfu-2023',4,'四、政府信息公开行政复议、行政诉讼情况','');
INSERT INTO "sections" VALUES(6299820118473468,'640300-renminzhengfu-2023',3,'三、收到和处理政府信息公开申请情况','');
INSERT INTO "sections" VALUES(7261452732860702,'640300-renminzhengfu-2022',5,'五、存在的主要问题及改进情况','公开内容还不够丰富。');
INSERT INTO "sections" VALUES(8854476943381009,'640300-renminzhengfu-2022',0,'','吴忠市人民政府2022年政府信息公开工作年度报告
浏览次数：1');
CREATE TABLE versions (
  report_id TEXT NOT NULL REFERENCES reports(id),
  sha256 TEXT NOT NULL,
  first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL,
  url TEXT NOT NULL,
  media_type TEXT NOT NULL,
  status TEXT NOT NULL,
  parser TEXT NOT NULL,
  role TEXT NOT NULL,
  changed TEXT,
  PRIMARY KEY (report_id, sha256)
) STRICT, WITHOUT ROWID;
INSERT INTO "versions" VALUES('640300-renminzhengfu-2022','f09e8a4ecc7dd737cd93766185fbc003810c4c2f81888adcb08457f26af77a50','2026-11-21T00:01:00.000000+00:00','2026-11-21T00:01:00.000000+00:00','http://wuzhong.example/2022','text/html','read','1','main',NULL);
INSERT INTO "versions" VALUES('640300-renminzhengfu-2023','83da3a1cffe2668452eb7520f98b3f57ae9279f134a8a93dec7e00e3e3f2c9bc','2026-11-21T00:02:00.000000+00:00','2026-11-21T00:02:00.000000+00:00','http://wuzhong.example/2023','text/html','read','1','main',NULL);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX places_parent ON places (parent);
CREATE INDEX runs_started_id ON runs (started, id);
CREATE INDEX organs_place_code ON organs (place_code);
CREATE INDEX organs_portal_id ON organs (portal_id);
CREATE INDEX reports_organ_id_year ON reports (organ_id, year);
CREATE INDEX reports_year_id ON reports (year, id);
CREATE INDEX reports_place_code ON reports (place_code);
CREATE INDEX reports_province_prefecture_year ON reports (province, prefecture, year);
CREATE INDEX reports_sha256 ON reports (sha256);
CREATE INDEX versions_sha256 ON versions (sha256);
CREATE INDEX requests_applicant ON requests (applicant);
CREATE INDEX cells_key ON cells (key);
CREATE INDEX sections_report_id_number ON sections (report_id, number);
CREATE INDEX checks_verdict_rule ON checks (verdict, rule);
CREATE INDEX changes_at_id ON changes (at, id);
CREATE INDEX changes_report_id ON changes (report_id);
CREATE INDEX changes_kind ON changes (kind);
CREATE INDEX problems_kind ON problems (kind);
CREATE INDEX problems_report_id ON problems (report_id);
CREATE INDEX problems_portal_id ON problems (portal_id);
CREATE INDEX problems_sha256 ON problems (sha256);
CREATE INDEX fetches_sha256 ON fetches (sha256);
CREATE INDEX fetches_url_id ON fetches (url, id);
CREATE INDEX fetches_run ON fetches (run);
CREATE INDEX fetches_portal ON fetches (portal);
CREATE INDEX files_status_reason ON files (status, reason);
CREATE INDEX files_report_id ON files (report_id);
CREATE VIEW report_totals AS
SELECT r.id AS report_id, r.organ, r.province, r.prefecture, r.county, r.year,
  t.received, t.carried_in, t.granted, t.partly_granted, t.denied_state_secret + t.denied_forbidden_by_law + t.denied_public_security + t.denied_third_party + t.denied_internal_affairs + t.denied_deliberative + t.denied_enforcement_file + t.denied_administrative_query AS denied, t.concluded, t.carried_out,
  CASE WHEN t.concluded > 0 AND t.denied_state_secret + t.denied_forbidden_by_law + t.denied_public_security + t.denied_third_party + t.denied_internal_affairs + t.denied_deliberative + t.denied_enforcement_file + t.denied_administrative_query BETWEEN 0 AND t.concluded
    THEN round(1.0 * (t.denied_state_secret + t.denied_forbidden_by_law + t.denied_public_security + t.denied_third_party + t.denied_internal_affairs + t.denied_deliberative + t.denied_enforcement_file + t.denied_administrative_query) / t.concluded, 4) END AS refusal_rate,
  CASE WHEN t.received > 0 AND n.received BETWEEN 0 AND t.received
    THEN round(1.0 * n.received / t.received, 4) END AS natural_person_share,
  v1.total AS reconsiderations, v2.total AS lawsuits_direct, v3.total AS lawsuits_after,
  (SELECT count(*) FROM checks c WHERE c.report_id = r.id AND c.verdict = 'fails'
    AND c.rule IN ('balance', 'results_sum', 'row_sum', 'review_sum', 'carry_over')) AS failing_checks,
  r.url
FROM reports r
LEFT JOIN requests t ON t.report_id = r.id AND t.applicant = 'total'
LEFT JOIN requests n ON n.report_id = r.id AND n.applicant = 'natural_person'
LEFT JOIN reviews v1 ON v1.report_id = r.id AND v1.route = 'reconsideration'
LEFT JOIN reviews v2 ON v2.report_id = r.id AND v2.route = 'litigation_direct'
LEFT JOIN reviews v3 ON v3.report_id = r.id AND v3.route = 'litigation_after';
CREATE VIEW carry_over_gaps AS
SELECT r.id AS report_id, r.organ, r.province, r.prefecture, r.county, r.year, c.subject AS applicant, c.left AS carried_out_before, c.right AS carried_in, c.difference,
  b.id AS report_id_before
FROM checks c JOIN reports r ON r.id = c.report_id
JOIN reports b ON b.organ_id = r.organ_id AND b.year = r.year - 1
WHERE c.rule = 'carry_over' AND c.verdict = 'fails';
CREATE VIEW failing_checks AS
SELECT r.id AS report_id, r.organ, r.province, r.prefecture, r.county, r.year, c.rule, c.subject, c.left, c.right, c.difference, c.cells, r.url
FROM checks c JOIN reports r ON r.id = c.report_id WHERE c.verdict = 'fails';
CREATE VIEW missing_reports AS
WITH RECURSIVE crawled AS (
  SELECT o.id AS organ_id, o.name, o.kind, o.place_code, substr(run.started, 1, 10) AS as_of
  FROM organs o JOIN portals ON portals.id = o.portal_id JOIN runs run ON run.id = portals.last_good_run),
years(organ_id, year, as_of) AS (
  SELECT c.organ_id, min(r.year) + 1, c.as_of
  FROM crawled c JOIN reports r ON r.organ_id = c.organ_id GROUP BY c.organ_id
  UNION ALL SELECT organ_id, year + 1, as_of FROM years WHERE year < CAST(substr(as_of, 1, 4) AS INTEGER)),
due AS (SELECT c.*, y.year, CASE WHEN y.year >= 2019 AND c.kind IN ('department', 'office')
    THEN (y.year + 1) || '-01-31' ELSE (y.year + 1) || '-03-31' END AS due_on
  FROM years y JOIN crawled c ON c.organ_id = y.organ_id)
SELECT due.organ_id, due.name AS organ, p.province, p.prefecture, p.county, due.year, due.due_on,
  (SELECT max(b.year) FROM reports b WHERE b.organ_id = due.organ_id AND b.year < due.year) AS last_year_before,
  due.as_of
FROM due LEFT JOIN places p ON p.code = due.place_code
WHERE due.due_on < due.as_of
  AND NOT EXISTS (SELECT 1 FROM reports r WHERE r.organ_id = due.organ_id AND r.year = due.year);
CREATE VIEW late_reports AS
SELECT r.id AS report_id, r.organ, r.province, r.prefecture, r.county, r.year, c.left AS published_on, c.right AS due_on, c.difference AS days_late, r.url
FROM checks c JOIN reports r ON r.id = c.report_id WHERE c.rule = 'late' AND c.verdict = 'fails';
CREATE VIEW altered_reports AS
SELECT r.id AS report_id, r.organ, r.province, r.prefecture, r.county, r.year, c.at, c.kind, c.before, c.after, c.detail, r.url
FROM changes c JOIN reports r ON r.id = c.report_id WHERE c.kind <> 'new';
CREATE VIEW league AS
WITH place_year AS (
  SELECT r.province, r.prefecture, r.year, count(*) AS reports, sum(r.status IN ('read', 'ocr')) AS reports_read,
    sum(EXISTS (SELECT 1 FROM checks c WHERE c.report_id = r.id AND c.verdict = 'fails'
      AND c.rule IN ('balance', 'results_sum', 'row_sum', 'review_sum', 'carry_over'))) AS reports_failing,
    sum(EXISTS (SELECT 1 FROM checks c WHERE c.report_id = r.id AND c.verdict = 'fails' AND c.rule = 'late'))
      AS reports_late
  FROM reports r WHERE r.province IS NOT NULL GROUP BY r.province, r.prefecture, r.year),
governments AS (
  SELECT r.id, r.province, r.prefecture, r.year FROM reports r
  JOIN organs o ON o.id = r.organ_id AND o.kind = 'government'
  JOIN places p ON p.code = o.place_code AND p.level IN ('province', 'prefecture'))
SELECT y.province, y.prefecture, y.year, y.reports, y.reports_read, y.reports_failing, y.reports_late,
  t.received, t.concluded, t.denied, t.refusal_rate, t.natural_person_share, g.id AS report_id
FROM place_year y
LEFT JOIN governments g ON g.province = y.province AND g.prefecture IS y.prefecture AND g.year = y.year
LEFT JOIN report_totals t ON t.report_id = g.id;
COMMIT;
