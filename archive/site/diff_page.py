"""``/report/<id>/diff``: two versions of a report, figure by figure and word by word.

``?from=`` and ``?to=`` are the first characters of the SHA-256 of two of its files; without them the two newest.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from archive.site import words
from archive.site.difference import Piece, compare, shortened
from archive.site.lookup import Row, find_report, of_report, trail
from archive.site.page import not_found, render
from archive.site.source import CannotRead, stored_report

if TYPE_CHECKING:
    from archive.site.instance import Site

_SHORTEST = 8


async def diff(datasette: Site, request: Any) -> Any:
    """The view."""
    row = await find_report(datasette, request.url_vars["id"])
    if row is None:
        return await not_found(datasette, request, "没有这份报告", "There is no such report")
    versions = await of_report(datasette, "versions", row["id"], "role DESC, first_seen, sha256")
    main = [version for version in versions if version["role"] == "main"] or versions
    old = _chosen(versions, request.args.get("from"), main[-2] if len(main) > 1 else None)
    new = _chosen(versions, request.args.get("to"), main[-1] if main else None)
    if old is None or new is None:
        return await not_found(datasette, request, "没有可比较的两个版本", "There are no two versions to compare")
    try:
        before = await stored_report(datasette, old["sha256"], old["media_type"])
        after = await stored_report(datasette, new["sha256"], new["media_type"])
    except CannotRead:
        figures, chapters, read = [], [], False
    else:
        figures = changed_figures(before["figures"], after["figures"])
        chapters = await asyncio.to_thread(changed_chapters, before["sections"], after["sections"])
        read = True
    context: Row = {
        "old": old,
        "new": new,
        "versions": versions,
        "figures": figures,
        "chapters": chapters,
        "read": read,
    }
    context["trail"] = await trail(datasette, row["place_code"])
    return await render(datasette, request, "diff.html", report=row, **context)


def _chosen(versions: list[Row], asked: str | None, otherwise: Row | None) -> Row | None:
    """The version whose hash begins with ``asked``, or None; ``otherwise`` where nothing was asked."""
    if not asked:
        return otherwise
    if len(asked) < _SHORTEST:
        return None
    return next((version for version in versions if version["sha256"].startswith(asked)), None)


def changed_figures(before: dict[str, list[str]], after: dict[str, list[str]]) -> list[Row]:
    """Every figure that is printed otherwise, in the order of the form; None where a version lacks it.

    >>> changed_figures({"a": ["1", "number"]}, {"a": ["1", "number"], "b": ["", "blank"]})
    [{'key': 'b', 'label': ('b', 'b'), 'before': None, 'after': ''}]
    """
    order = {key: number for number, key in enumerate(words.FIGURES)}
    keys = sorted(before.keys() | after.keys(), key=lambda key: (order.get(key, len(order)), key))
    return [
        {"key": key, "label": words.figure(key), "before": _printed(before, key), "after": _printed(after, key)}
        for key in keys
        if before.get(key) != after.get(key)
    ]


def _printed(figures: dict[str, list[str]], key: str) -> str | None:
    return figures[key][0] if key in figures else None


def changed_chapters(before: list[Any], after: list[Any]) -> list[tuple[str, list[Piece]]]:
    """Heading and pieces of every chapter whose text reads otherwise; chapters are paired by their number."""
    old, new = _texts(before), _texts(after)
    found: list[tuple[str, list[Piece]]] = []
    for number in sorted(old.keys() | new.keys()):
        (_, left), (heading, right) = old.get(number, ("", "")), new.get(number) or (old[number][0], "")
        if left != right:
            found.append((heading, shortened(compare(left, right))))
    return found


def _texts(sections: list[Any]) -> dict[int, tuple[str, str]]:
    """By number: the first heading, and all text that stands under it."""
    texts: dict[int, tuple[str, str]] = {}
    for number, heading, text in sections:
        known = texts.get(number)
        texts[number] = (known[0], f"{known[1]}\n{text}") if known else (heading, text)
    return texts
