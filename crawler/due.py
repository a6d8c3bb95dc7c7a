"""When a page that is stored is asked for again: portals correct their reports silently.

Every stored page gets a second look within 90 days, its day spread by a hash of its address so that a first crawl does
not come back all on one night. Reports of last year, the season's, are looked at weekly until the end of May.

Servers' validators lie: some say 304 whatever happened. So a body is believed to be unchanged for a month, no longer.
"""

from __future__ import annotations

import zlib
from datetime import date, timedelta
from typing import Literal

from crawler.items import Fetch
from parsers.titles import find_year

Recheck = Literal["due", "all", "none"]
_SHORTEST, _LONGEST = 30, 90
_BELIEVED = 27, 33  # days; spread, so that the bodies of a portal's columns do not all come on one night


def is_due(recheck: Recheck, url: str, title: str, last_asked: str, today: date) -> bool:
    """Whether the page at ``url``, last asked for at ``last_asked`` (ISO), is to be asked for again today."""
    if recheck != "due":
        return recheck == "all"
    age = today - date.fromisoformat(last_asked[:10])
    return age >= _period(url, title, today)


def is_stale(known: Fetch, today: date) -> bool:
    """Whether the body of ``known`` was received so long ago that it is asked for whole, without its validators."""
    age = today - date.fromisoformat(known.at[:10])
    return age >= timedelta(days=_spread(known.url, *_BELIEVED))


def _spread(url: str, shortest: int, longest: int) -> int:
    """A number of days from ``shortest`` to ``longest`` that an address always has."""
    return shortest + zlib.crc32(url.encode()) % (longest - shortest + 1)


def _period(url: str, title: str, today: date) -> timedelta:
    if find_year(title) == today.year - 1 and today.month <= 5:
        return timedelta(days=7)
    return timedelta(days=_spread(url, _SHORTEST, _LONGEST))
