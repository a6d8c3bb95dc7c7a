"""A small catalogue for the replica portals: enough for two pages of TRS and two groups of Hanweb, with decoys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

PLACES = {"990000": "示例省", "990100": "青溪市", "990200": "云岭市"}
_TYPES = {".html": "text/html", ".pdf": "application/pdf"}


def write_catalogue(folder: Path) -> Path:
    """Write catalogue.json, places.json and the documents; return the catalogue."""
    (folder / "documents").mkdir(parents=True)
    entries = [_qingxi(folder, number) for number in range(12)] + [_yunling(folder, number) for number in range(14)]
    decoys = ("trs", "青溪市2021年政府网站工作年度报表"), ("trs", "【图解】青溪市2021年政府信息公开工作年度报告")
    for number, (portal, title) in enumerate((*decoys, ("hanweb", "云岭市2021年度政府网站工作年度报表"))):
        entries.append(_entry(folder, f"decoy-{number}", portal, "某市", 2021, title, kind="decoy"))
    replaced = _qingxi(folder, 2, "-v2")
    entries.append({**replaced, "state": 2, "replaces": "qingxi-02"})
    path = folder / "catalogue.json"
    path.write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")
    (folder / "places.json").write_text(json.dumps(PLACES, ensure_ascii=False), encoding="utf-8")
    return path


def _qingxi(folder: Path, number: int, version: str = "") -> dict[str, Any]:
    organ, year = f"青溪市第{number + 1}局", 2020 + number % 3
    roles = {0: ("body", "attachment"), 1: ("row",)}.get(number % 4, ("body",))
    title = f"{organ}{year}年政府信息公开工作年度报告"
    more = {"gone_in": 2} if number == 11 else {}
    group = ("zf", "bm", "xz")[number % 3]
    return _entry(folder, f"qingxi-{number:02}{version}", "trs", organ, year, title, roles, group=group, **more)


def _yunling(folder: Path, number: int) -> dict[str, Any]:
    organ, year = f"云岭市第{number + 1}局", 2019 + number % 4
    roles = ("body", "attachment") if number % 5 == 0 else ("body",)
    return _entry(
        folder, f"yunling-{number:02}", "hanweb", organ, year, f"{organ}{year}年政府信息公开工作年度报告", roles
    )


def _entry(
    folder: Path,
    name: str,
    portal: str,
    organ: str,
    year: int,
    title: str,
    roles: tuple[str, ...] = ("body",),
    **more: Any,
) -> dict[str, Any]:
    files = []
    for role in roles:
        suffix = ".html" if role == "body" else ".pdf"
        (folder / "documents" / f"{name}{suffix}").write_bytes(_body(name, organ, year, suffix))
        files.append({"path": f"documents/{name}{suffix}", "role": role, "media_type": _TYPES[suffix]})
    fields = {
        "id": name,
        "portal": portal,
        "organ": organ,
        "place": "990100" if portal == "trs" else "990200",
        "year": year,
        "title": title,
        "published_on": f"{year + 1}-01-20 10:05",
        "group": "bm",
        "kind": "report",
    }
    return {**fields, **more, "files": files}


def _body(name: str, organ: str, year: int, suffix: str) -> bytes:
    if suffix == ".pdf":
        return b"%PDF-1.4\n% " + name.encode() + b"\n%%EOF\n"
    return f"<p>一、总体情况</p><p>{year}年，{organ}依照条例公开政府信息。</p><p>{name}</p>".encode() * 4
