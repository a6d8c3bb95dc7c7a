"""When a page that is stored is asked for again: portals correct their reports silently.

Every stored page gets a second look within 90 days, its day spread by a hash of its address so that a first crawl does
not come back all on one night. Reports of last year, the season's, are looked at weekly until the end of May.
"""

from __future__ import annotations

import zlib
from datetime import date, timedelta
from typing import Literal

from parsers.titles import find_year

Recheck = Literal["due", "all", "none"]
_SHORTEST, _LONGEST = 30, 90


def is_due(recheck: Recheck, url: str, title: str, last_asked: str, today: date) -> bool:
    """Whether the page at ``url``, last asked for at ``last_asked`` (ISO), is to be asked for again today."""
    if recheck != "due":
        return recheck == "all"
    age = today - date.fromisoformat(last_asked[:10])
    return age >= _period(url, title, today)


def _period(url: str, title: str, today: date) -> timedelta:
    if find_year(title) == today.year - 1 and today.month <= 5:
        return timedelta(days=7)
    spread = zlib.crc32(url.encode()) % (_LONGEST - _SHORTEST + 1)
    return timedelta(days=_SHORTEST + spread)
