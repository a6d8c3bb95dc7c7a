"""Write the demo portals' documents, their catalogue and the truth about them: ``python -m crawler.demo.generate``.

Run by hand after a change of this package, with the dev dependencies and the Noto CJK fonts installed; what it writes
is committed. The same code and fonts write the same files.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from crawler.demo.content import Figures, Report
from crawler.demo.decoys import DECOYS, Decoy
from crawler.demo.figures import invent_series, seed_figures
from crawler.demo.markup import fragment
from crawler.demo.oddities import odd_figures, silently_changed
from crawler.demo.plan import ORGANS, PLACES, Issue, Organ
from crawler.demo.prose import Quoted, chapters, preamble
from crawler.demo.typeset import pdf
from crawler.demo.word import docx

HERE = Path(__file__).parent
MEDIA_TYPES = {
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def reports() -> list[Report]:
    """Every invented report, by organ and year; a silently replaced one is followed by its second state."""
    made = [report for organ in ORGANS for report in _reports_of(organ)]
    first = next(report for report in made if report.id == "yunling-gov-2021")
    second = replace(first, id=f"{first.id}-v2", figures=silently_changed(first.figures), state=2, replaces=first.id)
    made.insert(made.index(first) + 1, second)
    return made


def _reports_of(organ: Organ) -> list[Report]:
    fixed = {issue.year: seed_figures(issue.seed) for issue in organ.issues if issue.seed}
    forms = {issue.year: issue.forms for issue in organ.issues}
    series = invent_series(organ.key, organ.size, forms, fixed, organ.gap_before)
    made = []
    for issue in organ.issues:
        report_id = f"{organ.key}-{issue.year}"
        made.append(_report(organ, issue, report_id, odd_figures(report_id, series[issue.year])))
    return made


def _report(organ: Organ, issue: Issue, report_id: str, figures: Figures) -> Report:
    form2, form3 = issue.forms
    quoted = Quoted.of(figures)
    if report_id == "yunling-health-2021":
        quoted = replace(quoted, granted=quoted.granted + 3)
    return Report(
        id=report_id,
        portal=organ.portal,
        organ=organ.name,
        place=organ.place,
        year=issue.year,
        title=issue.title.format(organ=organ.name, year=issue.year),
        published_on=issue.published_on,
        group=organ.group,
        form2=form2,
        form3=form3,
        figures=figures,
        preamble=(preamble(organ.name, issue.year),),
        chapters=chapters(organ.key, issue.year, quoted, issue.style),
        style=issue.style,
        paper=issue.paper,
        body=issue.body,
        attachment=issue.attachment,
        row=issue.row,
        state=issue.state,
        gone_in=issue.gone_in,
    )


def text_files(made: list[Report]) -> dict[str, bytes]:
    """Path (below this folder) -> content, of all that needs no typesetting."""
    files = {
        "catalogue.json": _json([_entry(report) for report in made] + [_decoy_entry(decoy) for decoy in DECOYS]),
        "places.json": _json(PLACES),
    }
    for decoy in DECOYS:
        files[f"documents/{decoy.id}.html"] = decoy.html.encode()
    for report in made:
        files[f"expected/{report.id}.json"] = _truth(report)
        if report.body:
            files[f"documents/{report.id}.html"] = fragment(report).encode()
        if "docx" in (report.attachment, report.row):
            files[f"documents/{report.id}.docx"] = docx(report)
    return files


def pdf_files(made: list[Report]) -> dict[str, bytes]:
    return {f"documents/{report.id}.pdf": pdf(report) for report in made if "pdf" in (report.attachment, report.row)}


def _entry(report: Report) -> dict[str, object]:
    roles = (("body", "html" if report.body else None), ("attachment", report.attachment), ("row", report.row))
    files = [_file(report.id, role, suffix) for role, suffix in roles if suffix]
    entry = _common(report, "report", files)
    for name in ("state", "replaces", "gone_in"):
        value = getattr(report, name)
        if value is not None:
            entry[name] = value
    return entry


def _decoy_entry(decoy: Decoy) -> dict[str, object]:
    return _common(decoy, "decoy", [_file(decoy.id, "body", "html")])


def _common(item: Report | Decoy, kind: str, files: list[dict[str, str]]) -> dict[str, object]:
    names = ("id", "portal", "organ", "place", "year", "title", "published_on", "group")
    return {name: getattr(item, name) for name in names} | {"kind": kind, "files": files}


def _file(item_id: str, role: str, suffix: str) -> dict[str, str]:
    return {"path": f"documents/{item_id}.{suffix}", "role": role, "media_type": MEDIA_TYPES[suffix]}


def _truth(report: Report) -> bytes:
    """One figure a line, so that a changed figure is one changed line."""
    head = {"organ": report.organ, "year": report.year, "form2": report.form2, "form3": report.form3}
    lines = [f"  {_line(key)}: {_line(entry.as_json())}" for key, entry in report.figures.items()]
    figures = ",\n".join(lines)
    return f'{_line(head)[:-1]},\n "figures": {{\n{figures}\n}}}}\n'.encode()


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def main() -> None:
    made = reports()
    files = text_files(made) | pdf_files(made)
    for folder in ("documents", "expected"):
        for old in (HERE / folder).glob("*"):
            old.unlink()
        (HERE / folder).mkdir(exist_ok=True)
    for path, content in files.items():
        (HERE / path).write_bytes(content)
    print(f"{len(files)} files, {sum(map(len, files.values()))} bytes, {len(made)} reports")


if __name__ == "__main__":
    main()
