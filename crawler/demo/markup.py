"""A report as an HTML fragment, in the two dialects portals carry: clean editor markup and text pasted from Word."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from crawler.demo.content import Report, Table
from crawler.demo.grids import Box, Sheet, sheets

SONG = "font-family:仿宋_GB2312"
BORDER = "border:solid windowtext 1.0pt"


def fragment(report: Report) -> str:
    """The article body of a report whose ``body`` is html, word-html or notice."""
    if report.body == "word-html":
        return _wrap(report, "TRS_Editor", _word(report))
    lines = _notice(report) if report.body == "notice" else _clean(report)
    return _wrap(report, "view TRS_UEDITOR trs_paper_default trs_word", lines)


def _wrap(report: Report, classes: str, lines: list[str]) -> str:
    if report.portal == "trs":
        lines = [f'<div class="{classes}">', *lines, "</div>"]
    return "\n".join(lines) + "\n"


def _notice(report: Report) -> list[str]:
    return [f'<p style="text-indent: 2em;">《{escape(report.title)}》已经发布，全文见附件。</p>']


def _clean(report: Report) -> list[str]:
    lines = [f'<p style="text-align: center;"><strong>{escape(report.title)}</strong></p>']
    lines += map(_plain, report.preamble)
    for chapter in report.chapters:
        lines.append(f'<p style="text-indent: 2em;"><strong>{escape(chapter.heading)}</strong></p>')
        lines += map(_plain, chapter.before)
        lines += _tables(report, chapter.table, _clean_sheet)
        lines += map(_plain, chapter.after)
    return [*lines, f'<p style="text-align: right;">{escape(report.organ)}</p>']


def _plain(text: str) -> str:
    return f'<p style="text-indent: 2em;">{escape(text)}</p>'


def _tables(report: Report, table: Table | None, draw: Callable[[Sheet], str]) -> list[str]:
    return [draw(sheet) for sheet in sheets(report, table)] if table else []


def _clean_sheet(sheet: Sheet) -> str:
    rows = [f"<tr>{''.join(map(_clean_cell, row))}</tr>" for row in sheet.rows]
    body = "\n".join(rows)
    return f'<table border="1" cellspacing="0" cellpadding="0" width="100%"><tbody>\n{body}\n</tbody></table>'


def _clean_cell(box: Box) -> str:
    text = escape(box.text).replace("\n", "<br/>")
    align = "left" if box.label else "center"
    return f'<td{_spans(box)}><p style="text-align: {align};">{text}</p></td>' if text else f"<td{_spans(box)}></td>"


def _spans(box: Box) -> str:
    return (f' rowspan="{box.rowspan}"' if box.rowspan > 1 else "") + (
        f' colspan="{box.colspan}"' if box.colspan > 1 else ""
    )


def _word(report: Report) -> list[str]:
    lines = [_paragraph(report.title, "text-align:center", bold=True)]
    lines += [_paragraph(text) for text in report.preamble]
    for chapter in report.chapters:
        lines.append(_paragraph(chapter.heading, bold=True))
        lines += [_paragraph(text) for text in chapter.before]
        lines += _tables(report, chapter.table, _word_sheet)
        lines += [_paragraph(text) for text in chapter.after]
    return [*lines, _paragraph(report.organ + "\xa0" * 8, "text-align:right")]


def _paragraph(text: str, style: str = "text-indent:32.0pt;line-height:28.0pt", bold: bool = False) -> str:
    inner = _runs(text)
    inner = f"<b>{inner}</b>" if bold else inner
    return f'<p class="MsoNormal" style="{style}">{inner}<o:p></o:p></p>'


def _runs(text: str) -> str:
    """Word gives digits and Latin letters a span of their own."""
    runs = []
    for part in re.findall(r"[\x21-\x7e]+|[^\x21-\x7e]+", text):
        kind = 'lang="EN-US"' if part.isascii() else f'style="{SONG}"'
        runs.append(f"<span {kind}>{escape(part)}</span>")
    return "".join(runs)


def _word_sheet(sheet: Sheet) -> str:
    rows = []
    for index, row in enumerate(sheet.rows):
        cells = "\n".join(map(_word_cell, row))
        rows.append(f'<tr style="mso-yfti-irow:{index};height:15.0pt">\n{cells}\n</tr>')
    body = "\n".join(rows)
    opening = (
        '<table class="MsoNormalTable" border="0" cellspacing="0" cellpadding="0" style="border-collapse:collapse">'
    )
    return f'<div align="center">\n{opening}\n<tbody>\n{body}\n</tbody></table></div>'


def _word_cell(box: Box) -> str:
    """Each line of a cell is a paragraph; an empty cell holds an empty one, with Word's non-breaking space."""
    lines = box.text.split("\n") if box.text else ["\xa0"]
    align = "left" if box.label else "center"
    paragraphs = "".join(f'<p class="MsoNormal" align="{align}">{_runs(line)}<o:p></o:p></p>' for line in lines)
    return f'<td{_spans(box)} style="{BORDER}">{paragraphs}</td>'
