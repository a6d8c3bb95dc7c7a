"""Which portals are walked tonight, and which report a column should hold by now.

Departments publish by 31 January, governments by 31 March (article 49 of the regulation); published days seen run from
13 January to 31 March, with stragglers. So the full set is walked every night from 5 January to 15 April, and every
portal once a week otherwise, its night told by a hash of its id so that the load spreads over the week.
"""

from __future__ import annotations

import zlib
from datetime import date, timedelta

_FIRST, _LAST = (1, 5), (4, 15)
_WEEK = timedelta(days=7)


def in_season(today: date) -> bool:
    """Whether new reports are to be expected any night.

    >>> [in_season(date(2026, *day)) for day in ((1, 4), (1, 5), (4, 15), (4, 16))]
    [False, True, True, False]
    """
    return _FIRST <= (today.month, today.day) <= _LAST


def is_night_of(portal: str, today: date, last_walk: str | None) -> bool:
    """Whether the portal with this id is walked tonight; ``last_walk`` is when it was last (ISO), None for never.

    One that was never walked, or whose night was missed, does not wait for its night.
    """
    if in_season(today) or last_walk is None:
        return True
    if today - date.fromisoformat(last_walk[:10]) >= _WEEK:
        return True
    return zlib.crc32(portal.encode()) % _WEEK.days == today.toordinal() % _WEEK.days


def expected_year(today: date) -> int:
    """The year whose reports should all be there: last year's once the season is over.

    >>> expected_year(date(2026, 4, 15)), expected_year(date(2026, 4, 16))
    (2024, 2025)
    """
    return today.year - 1 if (today.month, today.day) > _LAST else today.year - 2
