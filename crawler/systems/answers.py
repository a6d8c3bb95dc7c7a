"""Answers of a CMS's own interfaces: JSON as portals send it, and safe steps into it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

_WRAPPED = re.compile(r"^\s*[\w.$]+\s*\((.*)\)\s*;?\s*$", re.S)  # JSONP, behind blank lines on one platform


def json_of(text: str) -> Mapping[str, object] | None:
    """The object an answer holds; None where it holds none. Raw control characters inside strings are common."""
    start = text.lstrip("\ufeff \t\r\n")
    wrapped = None if start.startswith("{") else _WRAPPED.match(start)
    try:
        found = json.loads(wrapped.group(1) if wrapped else start, strict=False)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def at(answer: object, *names: str) -> object:
    """What lies under these names, one after the other; None where one is missing."""
    for name in names:
        answer = answer.get(name) if isinstance(answer, Mapping) else None
    return answer


def text_at(answer: object, *names: str) -> str:
    found = at(answer, *names)
    return found.strip() if isinstance(found, str) else ""


def number_at(answer: object, *names: str) -> int | None:
    """A count, whether sent as a number or as its digits; None for anything else.

    >>> number_at({"total": "61"}, "total"), number_at({"total": -1}, "total"), number_at({}, "total")
    (61, None, None)
    """
    found = at(answer, *names)
    if isinstance(found, str) and found.isdecimal() and len(found) < 10:
        found = int(found)
    return found if isinstance(found, int) and not isinstance(found, bool) and found >= 0 else None


def items_at(answer: object, *names: str) -> Sequence[Mapping[str, object]]:
    """The objects of a list; () where there is no list."""
    found = at(answer, *names)
    return [item for item in found if isinstance(item, Mapping)] if isinstance(found, list) else ()
