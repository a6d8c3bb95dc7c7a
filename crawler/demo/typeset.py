"""A report as a PDF, set by Typst (a dev dependency: only ``python -m crawler.demo.generate`` needs it)."""

from __future__ import annotations

import json
from datetime import date

import typst

from crawler.demo.content import Paper, Report
from crawler.demo.grids import Box, Sheet, sheets


def pdf(report: Report) -> bytes:
    """The same report and fonts give the same bytes: nothing in the file comes from the clock."""
    pages = typst.Compiler(source(report).encode()).compile(format="pdf")
    if not isinstance(pages, bytes):
        raise TypeError(f"Typst gave {type(pages).__name__}, not one PDF")
    return pages


def source(report: Report) -> str:
    """The Typst text of a report."""
    paper = report.paper
    lines = [_preamble(report), f"#align(center, text(size: 18pt, {_string(report.title)}))"]
    lines += map(_paragraph, report.preamble)
    for chapter in report.chapters:
        lines.append(f"#block(sticky: true, text(size: 14pt, {_string(chapter.heading)}))")
        lines += map(_paragraph, chapter.before)
        if chapter.table == "requests" and paper.lead:
            lines.append(f"#v({paper.lead}pt)")
        lines += [_table(sheet, paper) for sheet in (sheets(report, chapter.table) if chapter.table else ())]
        lines += map(_paragraph, chapter.after)
    return "\n".join([*lines, f"#align(right, {_string(report.organ)})"]) + "\n"


def _preamble(report: Report) -> str:
    paper = report.paper
    published = date.fromisoformat(report.published_on[:10])
    day = f"datetime(year: {published.year}, month: {published.month}, day: {published.day})"
    # Typst keeps two lines of a paragraph together; a row that is to split between two lines must be allowed to.
    costs = ", costs: (orphan: 0%, widow: 0%)" if paper.split_rows else ""
    flipped = "flipped: true, " if paper.wide else ""
    return "\n".join(
        (
            f"#set document(title: {_string(report.title)}, date: {day})",
            f'#set page(paper: "a4", {flipped}margin: {paper.margin}cm, numbering: "— 1 —")',
            f'#set text(font: "{paper.font}", lang: "zh", region: "cn", size: {paper.size}pt{costs})',
            "#set text(cjk-latin-spacing: none)",
            "#set par(first-line-indent: (amount: 2em, all: true), leading: 0.8em, justify: true)",
            "#set table(stroke: 0.5pt, inset: 4pt)",
            "#show table: set par(first-line-indent: 0em, leading: 0.45em, justify: false)",
        )
    )


def _string(text: str) -> str:
    """Typst strings are written like JSON's, and nothing in them is markup."""
    return json.dumps(text, ensure_ascii=False)


def _paragraph(text: str) -> str:
    return f"#par({_string(text)})"


def _table(sheet: Sheet, paper: Paper) -> str:
    widths = sheet.widths
    if sheet.kind == "requests":
        widths = (*paper.labels[-(len(widths) - 7) :], *widths[-7:])
    columns = ", ".join(f"{width}fr" for width in widths)
    heads = sheet.heads if paper.repeat_heads else 0
    rows = [", ".join(_cell(box, paper) for box in row) for row in sheet.rows]
    parts = [f"table.header(repeat: true, {', '.join(rows[:heads])})"] if heads else []
    parts += rows[heads:]
    body = ",\n  ".join(parts)
    return f"#table(columns: ({columns}), align: center + horizon,\n  {body}\n)"


def _cell(box: Box, paper: Paper) -> str:
    settings = [f"{name}: {span}" for name, span in (("rowspan", box.rowspan), ("colspan", box.colspan)) if span > 1]
    if box.label:
        settings.append("align: left + horizon")
    if box.rowspan == 1 and not paper.split_rows:
        settings.append("breakable: false")
    return f"table.cell({', '.join([*settings, f'[#{_string(box.text)}]'])})"
