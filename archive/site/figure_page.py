"""``/report/<id>/<key>``: one figure and where it stands in its file."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from archive.site import words
from archive.site.headers import spoil
from archive.site.lookup import Row, describe_check, find_report, of_report, trail
from archive.site.notes import find_findings
from archive.site.page import not_found, render
from archive.site.picture import find_picture
from archive.site.source import CannotRead, SourceCell, stored_table

if TYPE_CHECKING:
    from archive.site.instance import Site

logger = logging.getLogger(__name__)
CELLS = (
    "SELECT key, printed, kind, value, unit, page, box, place, doubt, ocr FROM cells"
    " WHERE report_id = :id AND sha256 = :sha256"
)


async def figure(datasette: Site, request: Any) -> Any:
    """The view."""
    row = await find_report(datasette, request.url_vars["id"])
    key = request.url_vars["key"]
    found: list[Row] = []
    if row is not None and key in words.FIGURES:
        found = await datasette.rows(f"{CELLS} AND key = :key", id=row["id"], sha256=row["sha256"], key=key)
    if row is None or not found:
        return await not_found(datasette, request, "没有这个数字", "There is no such figure")
    cell = found[0]
    checks = await of_report(datasette, "checks", row["id"], "rule, subject")
    findings = await find_findings(datasette, row["id"], ())
    return await render(
        datasette,
        request,
        "figure.html",
        report=row,
        cell=cell,
        label=words.FIGURES[key],
        image=image_path(row, cell),
        picture=await find_picture(datasette, row, cell),
        table=await _table(datasette, row, cell),
        finding=next((one for one in findings if one["key"] == key), None),
        checks=[describe_check(check) for check in checks if key in json.loads(check["cells"])],
        trail=await trail(datasette, row["place_code"]),
    )


async def _table(site: Site, report: Row, cell: Row) -> list[list[SourceCell]] | None:
    """The stored table with the cell marked; None for files with pages, and where the file does not give it again."""
    place = {name: int(number) for name, number in re.findall(r"(table|row|column) (\d+)", cell["place"])}
    if cell["page"] is not None or len(place) != 3:
        return None
    try:
        return await stored_table(site, report["sha256"], report["media_type"], place, cell["printed"])
    except CannotRead as error:
        logger.warning("%s %s: %s", report["id"], cell["key"], error)
        spoil(str(error))
        return None


def image_path(report: Mapping[str, Any], cell: Mapping[str, Any]) -> str | None:
    """The picture of a PDF's page with the cell outlined.

    The box of a figure read from a picture of the page is in that picture's pixels, that of any other in points.
    """
    if report["media_type"] != "application/pdf" or cell["page"] is None:
        return None
    path = f"/page/{report['sha256']}/{cell['page']}.png"
    if cell["box"] is None:
        return path
    unit = "box" if cell["ocr"] is None else "pixels"
    return f"{path}?{unit}={','.join(f'{number:g}' for number in json.loads(cell['box']))}"
