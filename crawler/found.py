"""A column that was found, as a row to paste and a saved page."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path

from crawler.discover import Column
from crawler.registry import Portal, where
from crawler.urls import canonical, host_of


@dataclass(frozen=True, slots=True)
class Found:
    """A column as a row to paste, and where its listing page was saved."""

    row: Portal
    column: Column
    fixture: Path


def save(column: Column, row: Portal, folder: Path) -> Found:
    """Write the listing page as a case for tests/listings."""
    case = folder / f"{column.family or 'generic'}-{row.id}"
    case.mkdir(parents=True, exist_ok=True)
    (case / "page.html").write_bytes(column.page.body)
    asked = json.dumps({"asked": {"url": row.list_url}}, ensure_ascii=False, indent=1)
    (case / "expected.json").write_text(asked + "\n", encoding="utf-8")
    return Found(row, column, case)


def row_of(column: Column, tags: Mapping[str, str], start: Portal, today: date) -> Portal:
    """What the row searched for says, and what the pages tell. A site's code begins with its division's
    (国办发〔2017〕47号)."""
    host = host_of(column.page.url)
    code = re.match(r"\d{6}", tags.get("siteidcode", ""))
    name = re.sub(r"[^a-z0-9]+", "-", host.removeprefix("www.").removesuffix(".gov.cn")).strip("-")
    return replace(
        start,
        id=start.id or name,
        name=start.name or tags.get("sitename", ""),
        place=start.place or (code.group() if code else ""),
        kind="column",
        system=column.family or "generic",
        list_url=canonical(column.page.url),
        hub_url="",
        hosts=tuple(dict.fromkeys((*start.hosts, *([] if host.endswith(".gov.cn") else [host])))),
        slot="" if start.slot == host_of(start.home_url) else start.slot,
        source=f"nianbao portals discover followed the portal's links from {where(start)} on {today.isoformat()}.",
        checked="",
        note="Signs: " + "; ".join(column.signs) + ".",
    )


_ALWAYS = ("id", "name", "place", "system", "home_url", "list_url", "source", "checked", "note")


def row_text(row: Portal) -> str:
    """A row as it stands in a registry file. What a person must fill in stands empty: no crawl accepts it so."""
    lines = ["[[portal]]"]
    for column in fields(Portal):
        value = getattr(row, column.name)
        if column.name in _ALWAYS or value != column.default:
            written = list(value) if isinstance(value, tuple) else value
            lines.append(f"{column.name} = {json.dumps(written, ensure_ascii=False)}")
    return "\n".join(lines)


def found_text(found: Found, pages: int) -> str:
    column = found.column
    listed = f"{column.reports} reports and {column.years} year columns on this page" if column.reports + column.years \
        else "nothing on this page by itself: check the row with nianbao portals check"  # fmt: skip
    head = [
        f"# Found after {pages} pages; the page lists {listed}.",
        f"# Family: {column.family or 'none that we recognise; generic is only a try'}.",
        f"# The listing page is saved in {found.fixture}",
    ]
    blank = [name for name in ("name", "place") if not getattr(found.row, name)]
    hint = [f"# Fill in: {', '.join(blank)} (the page does not say)."] if blank else []
    return "\n".join([*head, *hint, row_text(found.row)])


def found_json(found: Found) -> str:
    row = {name: getattr(found.row, name) for name in (*_ALWAYS, "hosts", "slot", "delay")}
    column = found.column
    return json.dumps(
        {"row": row, "family": column.family, "reports": column.reports, "years": column.years,
         "signs": column.signs, "fixture": str(found.fixture)},
        ensure_ascii=False,
    )  # fmt: skip
