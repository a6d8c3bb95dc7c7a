"""The tables of ``fetches.db``, and how an older store comes by what was added since it was made."""

from __future__ import annotations

import sqlite3

_TABLES = """
CREATE TABLE IF NOT EXISTS run(
  id TEXT PRIMARY KEY, command TEXT NOT NULL, started TEXT NOT NULL, finished TEXT, exit_code INTEGER,
  summary TEXT NOT NULL DEFAULT '', software TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE IF NOT EXISTS portal_run(
  run TEXT NOT NULL REFERENCES run(id), portal TEXT NOT NULL, requests INTEGER NOT NULL, ok INTEGER NOT NULL,
  unchanged INTEGER NOT NULL, failed INTEGER NOT NULL, blocked INTEGER NOT NULL, bytes INTEGER NOT NULL,
  listed INTEGER NOT NULL, new_files INTEGER NOT NULL, complete INTEGER NOT NULL, health TEXT NOT NULL,
  reasons TEXT NOT NULL, PRIMARY KEY(run, portal)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fetch(
  id INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES run(id), portal TEXT, kind TEXT NOT NULL, url TEXT NOT NULL,
  final_url TEXT NOT NULL, at TEXT NOT NULL, status INTEGER NOT NULL, headers TEXT NOT NULL,
  request_headers TEXT NOT NULL, sha256 TEXT, bytes INTEGER NOT NULL, wire_sha256 TEXT, wire_bytes INTEGER NOT NULL,
  content_encoding TEXT NOT NULL, media_type TEXT NOT NULL, etag TEXT NOT NULL, last_modified TEXT NOT NULL,
  ip TEXT NOT NULL, flags TEXT NOT NULL, found_on TEXT NOT NULL, title TEXT NOT NULL, listed_on TEXT,
  organ TEXT NOT NULL, year INTEGER) STRICT;
CREATE INDEX IF NOT EXISTS fetch_url ON fetch(url, id);
CREATE INDEX IF NOT EXISTS fetch_sha256 ON fetch(sha256);
CREATE INDEX IF NOT EXISTS fetch_attachment ON fetch(found_on) WHERE kind = 'attachment';
CREATE TABLE IF NOT EXISTS listed(
  portal TEXT NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL, listed_on TEXT, found_on TEXT NOT NULL,
  first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, last_run TEXT NOT NULL,
  PRIMARY KEY(portal, url)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS checked(
  url TEXT PRIMARY KEY, at TEXT NOT NULL, run TEXT NOT NULL, sha256 TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS manifest(
  run TEXT PRIMARY KEY REFERENCES run(id), sha256 TEXT NOT NULL, last_fetch INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS fixity(
  run TEXT PRIMARY KEY REFERENCES run(id), at TEXT NOT NULL, until TEXT NOT NULL, bodies INTEGER NOT NULL,
  damaged TEXT NOT NULL) STRICT;
"""
# Columns that came later: a store made before them gets them when it is opened; its old rows keep the empty value.
_ADDED = {
    "fetch": {
        "certificate": "TEXT NOT NULL DEFAULT ''",
        "certificate_verdict": "TEXT NOT NULL DEFAULT ''",
        "method": "TEXT NOT NULL DEFAULT ''",
        "request_body": "TEXT NOT NULL DEFAULT ''",
    }
}


def bring_up_to_date(db: sqlite3.Connection) -> None:
    """Make the tables, or add what is missing in those that an older program made."""
    db.executescript(_TABLES)
    missing = [
        (table, name, kind)
        for table, columns in _ADDED.items()
        for name, kind in columns.items()
        if name not in {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
    ]
    for table, name, kind in missing:
        db.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind}")
