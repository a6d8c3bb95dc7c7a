"""One file, from bytes to Report."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypedDict

from parsers import containers
from parsers.doubts import doubt_blank_rows, doubt_misread
from parsers.errors import Refused
from parsers.formats import doc, docx, html, office, plain, wordxml
from parsers.formats.ocr import INSTALL, can_read_scans, read_scan, read_scans
from parsers.formats.pdf import read_pdf
from parsers.model import Document, Figure, Grid, Hint, Paragraph, Problem, Report, Section, Status
from parsers.prose import check_prose, read_quotes
from parsers.relations import check_report
from parsers.sections import read_sections
from parsers.sniff import GIF, JPEG, OLE, PDF, PLAIN, PNG, TIFF, sniff
from parsers.tables import NAMES, Tables, read_tables
from parsers.textual import read_text_tables
from parsers.titles import Title, find_year, is_look_alike, read_title

MAX_BYTES = 64 << 20
"""The longest published report met has 30 MB of page images."""

READERS: dict[str, Callable[[bytes], Document]] = {
    html.MEDIA_TYPE: html.read_html,
    docx.MEDIA_TYPE: docx.read_docx,
    doc.MEDIA_TYPE: doc.read_doc,
    OLE: doc.read_doc,
    PDF: read_pdf,
    plain.MEDIA_TYPE: plain.read_plain,
    wordxml.MEDIA_TYPE: wordxml.read_wordxml,
}
_BINARY = (docx.MEDIA_TYPE, doc.MEDIA_TYPE, PDF)
_PICTURES = (JPEG, PNG, GIF, TIFF)
_BLOCK_PAGE = re.compile(
    r"__jsl_clearance|\$_ts|_\$ts|puzzle-vcode|acw_sc__v2|安全验证|访问过于频繁|创宇盾|电信云堤|网站防火墙|请稍候"
)
_PERIOD = re.compile(r"统计(?:数据)?的?(?:期限|时限|数据)?.{0,10}?(20\d{2})年?1月1日")
TITLE_LINES = 12
"""How many lines from the top a title may stand: below a page's own head and a table of metadata."""


def parse_body(body: bytes, claimed: str | None, hint: Hint, pictures: Sequence[bytes] = ()) -> Report:
    """See ``parsers.parse``."""
    sha256 = hashlib.sha256(body).hexdigest()
    media_type = sniff(body)
    try:
        if hint.picture_of:
            raise Refused("page-of-report", f"a page of {hint.picture_of}, read there with the others")
        document = _shown(body, pictures) if pictures else _read(body, media_type, claimed)
    except Refused as refusal:
        title = _title_of(None, hint)
        return Report(sha256, media_type, "refused", refusal.reason, **_names(title, hint), problems=_why(refusal))
    return _report(sha256, document, hint)


def _why(refusal: Refused) -> tuple[Problem, ...]:
    return (Problem(refusal.reason, refusal.message),)


def _read(body: bytes, media_type: str, claimed: str | None) -> Document:
    if not body[:1024].strip() and not body.strip():
        raise Refused("empty", "the file has no bytes" if not body else "the file holds only white space")
    if len(body) > MAX_BYTES:
        raise Refused("too-large", f"{len(body)} bytes, more than {MAX_BYTES}")
    if media_type in containers.MEDIA_TYPES:
        inside = containers.unpack(body, media_type)
        if inside.media_type in containers.MEDIA_TYPES:
            raise Refused("unsupported", f"a {media_type} inside a {media_type}")
        return replace(_read(inside.body, inside.media_type, None), media_type=media_type)
    if media_type in office.MEDIA_TYPES:
        return office.read_office(body, media_type)
    if media_type in _PICTURES:
        return _read_looks(body, media_type, Refused("no-text", f"a picture ({media_type})"))
    reader = READERS.get(media_type)
    named = (claimed or "").split(";")[0].strip()
    if named in READERS and (reader is None or (media_type == PLAIN and named in _BINARY)):
        raise Refused("damaged", f"the server says {claimed}, and the bytes are nothing of the kind")
    if reader is None:
        raise Refused("unsupported", f"no reader for {media_type}")
    try:
        return _with_pictures(reader(body), body)
    except Refused as refusal:
        if refusal.reason in ("needs-converter", "unsupported"):
            return office.read_office(body, media_type)
        if refusal.reason != "no-text":
            raise
        return _read_looks(body, media_type, refusal)


def _read_looks(body: bytes, media_type: str, refusal: Refused) -> Document:
    """Pages without text, read as pictures where the packages for that are installed."""
    if can_read_scans():
        return read_scan(body, media_type)
    raise Refused(refusal.reason, f"{refusal.message}; {INSTALL}")


def _shown(body: bytes, pictures: Sequence[bytes]) -> Document:
    """An article whose report is the pictures it shows: its own lines, then what is written on them."""
    article = html.read_html(body)
    if read_tables(article).figures:
        return article
    if not can_read_scans():
        raise Refused("no-text", f"its {len(pictures)} pages are pictures; {INSTALL}")
    scan = read_scans(pictures)
    return replace(
        article,
        blocks=article.blocks + scan.blocks,
        metadata=article.metadata | scan.metadata,
        problems=article.problems + scan.problems,
        pages=scan.pages,
    )


def _with_pictures(document: Document, body: bytes) -> Document:
    """Single pages that are pictures, or whose fonts say nothing, read like scans and put in their places."""
    unread = [problem for problem in document.problems if problem.kind == "no-text"]
    if not unread or not can_read_scans():
        return document
    pages = {int(problem.place.removeprefix("page ")) for problem in unread}
    try:
        scan = read_scan(body, document.media_type, pages)
    except Refused as refusal:
        # What is written on the other pages stands; that these are unread is said already, and now why.
        return replace(document, problems=(*document.problems, *_why(refusal)))
    written = [block for block in document.blocks if block.place.page not in pages]
    return replace(
        document,
        blocks=tuple(sorted((*written, *scan.blocks), key=lambda block: block.place.page or 0)),
        metadata=document.metadata | scan.metadata,
        problems=tuple(problem for problem in document.problems if problem not in unread),
    )


def _report(sha256: str, document: Document, hint: Hint) -> Report:
    tables, noticed = _tables(document)
    sections = read_sections(document.blocks)
    title = _title_of(document, hint)
    report = Report(
        sha256,
        document.media_type,
        "read",
        None,
        **_names(title, hint, document),
        pages=document.pages,
        published_on=_published_on(document),
        index_number=document.metadata.get("index-number"),
    )
    refusal = _refusal(document, tables, sections, title)
    if refusal is not None:
        return replace(report, status="refused", reason=refusal.reason, problems=document.problems + _why(refusal))
    figures = doubt_misread(_doubt_unproven(tables), tables.form3)
    if document.pages is not None:
        figures = doubt_blank_rows(figures, tables.problems)
    by_key = {figure.key: figure for figure in figures}
    quotes = read_quotes(sections, report.organ, report.year)
    stated = check_prose(quotes, by_key, tables.form3)
    status, reason = _status(document, tables, figures)
    return replace(
        report,
        status=status,
        reason=reason,
        form2=tables.form2,
        form3=tables.form3,
        figures=figures,
        sections=sections,
        checks=check_report(by_key, tables.form3) + stated,
        quotes=quotes,
        problems=document.problems + noticed + tables.problems + _text_cells(figures),
    )


def _tables(document: Document) -> tuple[Tables, tuple[Problem, ...]]:
    """The prescribed tables; those that are no tables in the file are looked for in its text.

    Not in PDF: there lines of text are what is left of a table whose rules were not understood.
    """
    tables = read_tables(document)
    grids = _text_grids(document, tables)
    if not grids:
        return tables, ()
    noticed = Problem("text-table", f"{len(grids)} tables stand in the file as lines of text")
    return read_tables(replace(document, blocks=(*document.blocks, *grids))), (noticed,)


def _text_grids(document: Document, tables: Tables) -> list[Grid]:
    if not tables.absent or document.pages is not None:
        return []
    return read_text_tables(document.blocks, tables.absent)


def read_document(body: bytes, claimed: str | None = None) -> Document:
    """The file as blocks in reading order, with every grid that the place of a figure may name. Raises Refused."""
    document = _read(body, sniff(body), claimed)
    return replace(document, blocks=(*document.blocks, *_text_grids(document, read_tables(document))))


class _Names(TypedDict):
    title: str
    organ: str
    year: int | None


def _names(title: Title | None, hint: Hint, document: Document | None = None) -> _Names:
    """Title, organ and year: as the document says; where it is silent, as it was linked to or handed in."""
    linked = read_title(hint.title)
    organ = (title.organ if title else "") or (linked.organ if linked else "") or hint.organ
    year = (title.year if title else None) or (_period(document) if document else None)
    if year is None:
        year = (linked.year if linked else None) or hint.year or find_year(hint.title)
    return {"title": title.text if title else hint.title.strip(), "organ": organ, "year": year}


def _title_of(document: Document | None, hint: Hint) -> Title | None:
    """The fullest title found: meta tag, first lines, head of the file, the link that led to it."""
    found: list[Title] = []
    for text in [*_candidates(document), hint.title]:
        title = read_title(text) if text else None
        if title is not None:
            found.append(title)
    return max(found, key=lambda title: (bool(title.organ) + (title.year is not None), bool(title.organ)), default=None)


def _candidates(document: Document | None) -> list[str]:
    if document is None:
        return []
    lines = [block.text for block in document.blocks[: TITLE_LINES * 2] if isinstance(block, Paragraph)][:TITLE_LINES]
    lines = [line for line in lines if len(line) <= 80]
    # Organ on one line, year and the rest on the next.
    pairs = [f"{first}\n{second}" for first, second in itertools.pairwise(lines)]
    return [document.metadata.get("articletitle", ""), *lines, *pairs, document.title]


_ROW_OF_TABLE_THREE = re.compile(r"一、本年新收政府信息公开申请|二、上年结转政府信息公开申请|四、结转下年度继续办理")


def _letters(document: Document) -> str:
    return "".join("".join(block.text.split()) for block in document.blocks if isinstance(block, Paragraph))


def _period(document: Document) -> int | None:
    match = _PERIOD.search(_letters(document))
    return int(match[1]) if match else None


def _published_on(document: Document) -> str | None:
    """ISO date of publication, from the mandated meta tag or as printed on the page."""
    for key in ("pubdate", "published"):
        match = re.search(r"(20\d{2})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})", document.metadata.get(key, ""))
        if match and 1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31:
            return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
    return None


def _refusal(document: Document, tables: Tables, sections: Sequence[Section], title: Title | None) -> Refused | None:
    """Why this is no report; None if it is one.

    A report has one of the prescribed tables with something in it, or the title and at least three of the chapters.
    """
    if any(figure.kind == "number" for figure in tables.figures):
        return None
    heads = [document.title, document.metadata.get("articletitle", "")]
    chapters = sum(section.number > 0 and bool(section.text) for section in sections)
    if title is not None and chapters >= 3 and not any(is_look_alike(head) for head in heads):
        return None
    letters = _letters(document)
    if len(letters) < 2000 and _BLOCK_PAGE.search(letters + document.title):
        return Refused("blocked-page", "a challenge or error page stands in for the document")
    unread = sum(problem.kind == "no-text" for problem in document.problems)
    if unread:
        return Refused("no-text", f"{unread} of {document.pages} pages say nothing, and the others are no report")
    if title is not None:
        return Refused("not-a-report", "it has a report's title, but neither its tables nor its chapters")
    grids = sum(isinstance(block, Grid) for block in document.blocks)
    return Refused("not-a-report", f"no report's title, chapters or tables ({len(letters)} characters, {grids} tables)")


def _status(document: Document, tables: Tables, figures: Sequence[Figure]) -> tuple[Status, str | None]:
    letters = _letters(document)
    # A row label of table three, with its number, outside any table: it is there, drawn in a way that was not read.
    # The words alone are no proof: chapters quote them ("本年新收政府信息公开申请数量 7 件").
    unread = _ROW_OF_TABLE_THREE.search(letters) is not None
    if len(tables.absent) == len(NAMES) and not unread:
        return "narrative", "no-tables"
    if tables.absent:
        return "partial", "missing-table"
    if tables.missing:
        return "partial", "missing-figures"
    if any(figure.doubt for figure in figures):
        return "partial", "doubtful-figures"
    # What a damaged page held is not known, even where three whole tables were found without it.
    damaged = any(problem.kind in ("damaged", "no-text") for problem in document.problems)
    if damaged:
        return "partial", "damaged-pages"
    return ("ocr" if any(figure.ocr is not None for figure in figures) else "read"), None


def _doubt_unproven(tables: Tables) -> tuple[Figure, ...]:
    """What was put together must add up, or it is in doubt.

    That is a number of two lines, which may be two figures of two rows, and a figure of a table without lines.
    """
    broken = [figure for figure in tables.figures if "\n" in figure.printed and figure.value]
    joined = {figure.key for figure in broken if re.search(r"\d\s*\n\s*\d", figure.printed)}
    unproven = joined | tables.unproven
    if not unproven:
        return tables.figures
    checks = check_report({figure.key: figure for figure in tables.figures}, tables.form3)
    bad = {key for check in checks if check.verdict == "fails" for key in check.cells} & unproven
    held = {key for check in checks if check.verdict == "holds" for key in check.cells}
    bad |= {key for key in joined if not key.startswith("disclosure.")} - held
    reasons = {
        key: "the number stands on two lines and does not add up"
        if key in joined
        else "the table has no lines and its figures do not add up"
        for key in bad
    }
    return tuple(
        replace(figure, doubt=figure.doubt or reasons[figure.key]) if figure.key in bad else figure
        for figure in tables.figures
    )


def _text_cells(figures: Sequence[Figure]) -> tuple[Problem, ...]:
    return tuple(
        Problem("text-cell", f"{figure.key} is printed as {figure.printed!r}", str(figure.place))
        for figure in figures
        if figure.kind == "text"
    )
