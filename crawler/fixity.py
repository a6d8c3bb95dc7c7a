"""The rolling fixity check: every night a thirtieth of the store is hashed again, so all of it in a month of nights."""

from __future__ import annotations

from crawler.rawstore import Damage, Fixity, RawStore, now

SHARE = 30


def check_next(store: RawStore, run: str) -> tuple[int, tuple[Damage, ...]]:
    """Hash the thirtieth after the one checked last, and record the result; (bodies checked, what is damaged)."""
    last = store.last_fixity()
    names = store.next_hashes(last.until if last else "", SHARE)
    damages = tuple(damage for damage in map(store.check_body, names) if damage is not None)
    if names:
        store.record_fixity(
            Fixity(run=run, at=now(), until=names[-1], bodies=len(names), damaged=tuple(d.sha256 for d in damages))
        )
    return len(names), damages
