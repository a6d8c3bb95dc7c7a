"""``/report/<id>``: everything about one report; ``/report/<id>/<key>``: one figure and where it stands."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from archive.site import words
from archive.site.page import not_found, render
from archive.site.printed import Figures, check_id, layouts

if TYPE_CHECKING:
    from archive.site.instance import Site

Row = dict[str, Any]
_CELLS = (
    "SELECT key, printed, kind, value, unit, page, box, place, doubt, ocr FROM cells"
    " WHERE report_id = :id AND sha256 = :sha256"
)
_YEARS = """
SELECT r.id, r.year, r.status, t.received, t.concluded, t.denied, t.refusal_rate, t.carried_in, t.carried_out,
       t.failing_checks, r.published_on, r.gone_since, r.title
FROM reports r LEFT JOIN report_totals t ON t.report_id = r.id WHERE r.organ_id = :organ ORDER BY r.year
"""


async def report(datasette: Site, request: Any) -> Any:
    """The report page."""
    row = await find_report(datasette, request.url_vars["id"])
    if row is None:
        return await not_found(datasette, request, "没有这份报告", "There is no such report")
    cells = await datasette.rows(_CELLS, id=row["id"], sha256=row["sha256"])
    checks = [
        describe_check(check) for check in await datasette.rows(_by_report("checks", "rule, subject"), id=row["id"])
    ]
    failing = [check for check in checks if check["verdict"] == "fails"]
    tables = layouts(Figures(cells, failing), row["form2"], row["form3"], failing)
    years = await datasette.rows(_YEARS, organ=row["organ_id"])
    return await render(
        datasette,
        request,
        "report.html",
        report=row,
        tables=tables,
        checks=checks,
        failing=failing,
        sections=await datasette.rows(_by_report("sections", "number, id"), id=row["id"]),
        versions=[
            {**version, **read_detail(version["changed"])}
            for version in await datasette.rows(_by_report("versions", "role DESC, first_seen, sha256"), id=row["id"])
        ],
        changes=[
            describe_change(change) for change in await datasette.rows(_by_report("changes", "at, id"), id=row["id"])
        ],
        problems=await datasette.rows(_by_report("problems", "since, id"), id=row["id"]),
        years=years,
        totals=next(year for year in years if year["id"] == row["id"]),
        most=max((year["received"] or 0 for year in years), default=0),
        trail=await trail(datasette, row["place_code"]),
    )


async def figure(datasette: Site, request: Any) -> Any:
    """One figure: what is printed, and the page or the table it is printed in."""
    row = await find_report(datasette, request.url_vars["id"])
    key = request.url_vars["key"]
    found: list[Row] = []
    if row is not None and key in words.FIGURES:
        found = await datasette.rows(f"{_CELLS} AND key = :key", id=row["id"], sha256=row["sha256"], key=key)
    if row is None or not found:
        return await not_found(datasette, request, "没有这个数字", "There is no such figure")
    cell = found[0]
    checks = await datasette.rows(_by_report("checks", "rule, subject"), id=row["id"])
    used = [describe_check(check) for check in checks if key in json.loads(check["cells"])]
    return await render(
        datasette,
        request,
        "figure.html",
        report=row,
        cell=cell,
        label=words.FIGURES[key],
        image=image_path(row, cell),
        checks=used,
        trail=await trail(datasette, row["place_code"]),
    )


def _by_report(table: str, order: str) -> str:
    return f'SELECT * FROM "{table}" WHERE report_id = :id ORDER BY {order}'


async def find_report(site: Site, name: str) -> Row | None:
    """The report with its organ, or None."""
    found = await site.rows("SELECT * FROM reports WHERE id = :id", id=name)
    return found[0] if found else None


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


def image_path(report: Mapping[str, Any], cell: Mapping[str, Any]) -> str | None:
    """The picture of the page with the cell outlined, for a PDF whose text was read from glyphs.

    The box of a figure read from a picture is in that picture's pixels, not in points: there the whole page is shown.
    """
    if report["media_type"] != "application/pdf" or cell["page"] is None:
        return None
    path = f"/page/{report['sha256']}/{cell['page']}.png"
    if cell["box"] is None or cell["ocr"] is not None:
        return path
    return f"{path}?box={','.join(f'{number:g}' for number in json.loads(cell['box']))}"


def describe_check(check: Row) -> Row:
    """A check with the words the page shows."""
    zh, en, formula = words.RULES.get(check["rule"], (check["rule"], check["rule"], ""))
    keys = json.loads(check["cells"])
    return {
        **check,
        "id": check_id(check),
        "zh": zh,
        "en": en,
        "formula": formula,
        "about": words.subject(check["rule"], check["subject"]),
        "strict": check["rule"] in words.STRICT_RULES,
        "used": [key.rpartition("#")[::2] for key in keys],
    }


def describe_change(change: Row) -> Row:
    """A change with the figures it lists, each under its name."""
    zh, en = words.CHANGES.get(change["kind"], (change["kind"], change["kind"]))
    return {**change, "zh": zh, "en": en, **read_detail(change["detail"])}


def read_detail(detail: str | None) -> Row:
    """What archive/history.py noted: figures before and after as printed, numbers of chapters, the new address.

    >>> read_detail('{"chapters": [1]}')
    {'figures': [], 'chapters': [1], 'replaced_by': None}
    """
    noted = json.loads(detail) if detail else {}
    figures = [{**one, "label": words.FIGURES.get(one["key"], (one["key"],))[0]} for one in noted.get("figures", [])]
    return {"figures": figures, "chapters": noted.get("chapters", []), "replaced_by": noted.get("replaced_by")}
