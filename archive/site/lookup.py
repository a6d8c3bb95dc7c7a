"""What several pages look up, and how they word it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from archive.site import words
from archive.site.printed import check_id

if TYPE_CHECKING:
    from archive.site.instance import Site

Row = dict[str, Any]
CHANGES = """
SELECT c.id, c.at, c.kind, c.report_id, c.before, c.after, c.detail, r.organ, r.year, r.title, r.place_code, r.province
FROM changes c JOIN reports r ON r.id = c.report_id
"""


async def find_report(site: Site, name: str) -> Row | None:
    """The row of ``reports``, or None."""
    found = await site.rows("SELECT * FROM reports WHERE id = :id", id=name)
    return found[0] if found else None


async def of_report(site: Site, table: str, report: str, order: str) -> list[Row]:
    """The rows of ``table`` that are about a report."""
    return await site.rows(f'SELECT * FROM "{table}" WHERE report_id = :id ORDER BY {order}', id=report)


async def trail(site: Site, code: str | None) -> list[Row]:
    """The division ``code`` and those above it, from the province down."""
    steps: list[Row] = []
    # Three levels at most; the bound keeps a circle in the table from becoming one here.
    while code and len(steps) < 4:
        found = await site.rows("SELECT code, name, parent, level FROM places WHERE code = :code", code=code)
        if not found:
            break
        steps.insert(0, found[0])
        code = found[0]["parent"]
    return steps


async def remember(site: Site, name: str, sql: str, **params: object) -> list[Row]:
    """Rows that are the same for as long as the snapshot lives."""
    if name not in site.memo:
        site.memo[name] = await site.rows(sql, **params)
    rows: list[Row] = site.memo[name]
    return rows


def describe_check(check: Row) -> Row:
    """A check with the words the page shows; ``used`` are (other report or empty, key)."""
    zh, en, formula, formula_en = words.RULES.get(check["rule"], (check["rule"], check["rule"], "", ""))
    keys = json.loads(check["cells"])
    return {
        **check,
        "id": check_id(check),
        "name": (zh, en),
        "formula": (formula, formula_en),
        "about": words.subject(check["subject"]),
        "strict": check["rule"] in words.STRICT_RULES,
        "used": [key.rpartition("#")[::2] for key in keys],
    }


def describe_change(change: Row) -> Row:
    """A change with the figures it lists, each under its name."""
    name = words.CHANGES.get(change["kind"], (change["kind"], change["kind"]))
    return {**change, "name": name, **read_detail(change["detail"])}


def read_detail(detail: str | None) -> Row:
    """What archive/history.py noted: figures before and after as printed, numbers of chapters, the new address.

    >>> read_detail('{"chapters": [1]}')
    {'figures': [], 'chapters': [1], 'replaced_by': None}
    """
    noted = json.loads(detail) if detail else {}
    figures = [{**one, "label": words.figure(one["key"])} for one in noted.get("figures", [])]
    return {"figures": figures, "chapters": noted.get("chapters", []), "replaced_by": noted.get("replaced_by")}
