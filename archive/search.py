"""Chinese full text: one function cuts texts, another cuts queries the same way, so words of any length are found.

FTS5's own tokenizers lose Chinese: ``unicode61`` takes a whole sentence for one word, ``trigram`` misses every word
of two characters. Overlapping pairs of characters with a phrase query find every string exactly, with the stock
tokenizer, so that the published file can be searched by any SQLite.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import pairwise

from parsers.text import normalise

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(f"([{_HAN}]+)|((?:(?![{_HAN}])[^\\W_])+)")
_BETWEEN_HAN = re.compile(f"(?<=[{_HAN}])\\s+(?=[{_HAN}])")
_TERM = re.compile(r'["“”]([^"“”]*)["“”]|([^\s"“”]+)')
# SQLite's unicode61 knows Unicode 6.1: a younger character is no letter to it, so such a one is spelt as its number.
_YOUNG = re.compile("[\u4db6-\u4dbf\u9fcd-\u9fff\ufada-\ufaff\U00020000-\U0003ffff]")
# Whoever types 雲南省 means 云南省. Only characters that simplified writing does not use are folded, so that nothing
# becomes ambiguous (docs/decisions/0011-traditional-characters.md).
_SIMPLIFIED: dict[int, str] = str.maketrans(
    {pair[0]: pair[1] for pair in (files("archive") / "data" / "traditional.txt").read_text(encoding="utf-8").split()}
)

FTS = {
    "reports_fts": "reports",
    "sections_fts": "sections",
}
"""Full-text table -> the table it indexes: its rowid is ``reports.number``, ``sections.id``."""
_SECTIONS = "SELECT id AS number, heading || char(10) || text AS text FROM sections"
_REPORTS = """SELECT r.number AS number, r.title || char(10) || r.organ || char(10) ||
  coalesce((SELECT group_concat(s.heading || char(10) || s.text, char(10)) FROM (SELECT heading, text
  FROM sections WHERE report_id = r.id ORDER BY number, id) s), '') AS text FROM reports r"""
Texts = list[tuple[int, str]]


def bigrams(text: str) -> str:
    """What goes into the index for ``text``: every pair of neighbouring Han characters, and each run's last one.

    White space between Han characters is dropped: PDFs break words over lines. Traditional characters become
    simplified ones.

    >>> bigrams("行政复 议2020年")
    '行政 政复 复议 议 2020 年'
    >>> bigrams("雲南省") == bigrams("云南省")
    True
    """
    tokens: list[str] = []
    for han, other in _RUN.findall(_prepared(text)):
        tokens += [*_pairs(han), _spelt(han[-1])] if han else [other]
    return " ".join(tokens)


def match_query(text: str) -> str:
    """The FTS5 query for what somebody typed: all its terms, each as an exact phrase.

    >>> match_query("行政复议 疫")
    '"行政 政复 复议" "疫" *'
    >>> match_query("，")
    '""'
    """
    return " ".join(filter(None, (_phrase(term) for term in terms(text)))) or '""'


def terms(query: str) -> list[str]:
    """The terms of a query: what stands in quotation marks, or between white space."""
    return [quoted or word for quoted, word in _TERM.findall(query)]


def find_spans(text: str, query: str) -> list[tuple[int, int]]:
    """Where the terms of ``query`` stand in ``text``, in order, without overlaps.

    >>> find_spans("依法公 开，不予公开", "公开")
    [(2, 5), (8, 10)]
    """
    letters, positions = _letters(text)
    spans: list[tuple[int, int]] = []
    for term in terms(query):
        wanted, _ = _letters(term)
        at = letters.find(wanted) if wanted else -1
        while at >= 0:
            spans.append((positions[at], positions[at + len(wanted) - 1] + 1))
            at = letters.find(wanted, at + len(wanted))
    return _merged(spans)


def snippet(text: str, query: str, *, marks: tuple[str, str] = ("【", "】"), width: int = 60) -> str:
    """About ``width`` characters of ``text`` around the first hit, every hit in it between ``marks``.

    The text itself is returned as it is: escape it before it goes into HTML.

    >>> snippet("依法公开政府信息", "公开")
    '依法【公开】政府信息'
    """
    spans = find_spans(text, query)
    start = max(0, spans[0][0] - width // 3) if spans else 0
    end = min(len(text), start + width)
    pieces = ["…" if start else ""]
    at = start
    for left, right in spans:
        if left >= at and right <= end:
            pieces += [text[at:left], marks[0], text[left:right], marks[1]]
            at = right
    return "".join((*pieces, text[at:end], "…" if end < len(text) else ""))


def create_index(db: sqlite3.Connection) -> None:
    """Make and fill the full-text tables, where they are not there yet; they hold no text, only its index."""
    if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'reports_fts'").fetchone():
        return
    for name, table in FTS.items():
        # The comment lets Datasette see which table this one indexes.
        db.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5(text, content='' /* content=\"{table}\" */,"
            " tokenize='unicode61 remove_diacritics 0')"
        )
    db.create_function("bigrams", 1, bigrams, deterministic=True)
    # In order of the rowid, or FTS5 writes a segment for each row.
    for name, select in (("sections_fts", _SECTIONS), ("reports_fts", _REPORTS)):
        db.execute(f"INSERT INTO {name}(rowid, text) SELECT number, bigrams(text) FROM ({select} ORDER BY 1)")
        db.execute(f"INSERT INTO {name}({name}) VALUES ('optimize')")


@dataclass(slots=True)
class Index:
    """Keeps the full text of an archive up: what is to leave it and what is to come in, in order of their rowids."""

    db: sqlite3.Connection
    leaving: dict[str, Texts] = field(default_factory=lambda: {name: [] for name in FTS})
    coming: set[str] = field(default_factory=set)

    def leave(self, report_id: str) -> None:
        """Note what the index holds of a report that is about to be erased: FTS5 forgets only what it is told again."""
        if report_id in self.coming:
            # It never came in.
            self.coming.discard(report_id)
            return
        for name, texts in _texts(self.db, report_id).items():
            self.leaving[name] += texts

    def come(self, report_id: str) -> None:
        """Note that a report was written."""
        self.coming.add(report_id)

    def write(self) -> None:
        """Bring the index up to date."""
        coming: dict[str, Texts] = {name: [] for name in FTS}
        for report_id in self.coming:
            for name, texts in _texts(self.db, report_id).items():
                coming[name] += texts
        for name in FTS:
            gone = ((rowid, bigrams(text)) for rowid, text in sorted(self.leaving[name]))
            self.db.executemany(f"INSERT INTO {name}({name}, rowid, text) VALUES ('delete', ?, ?)", gone)
            new = ((rowid, bigrams(text)) for rowid, text in sorted(coming[name]))
            self.db.executemany(f"INSERT INTO {name}(rowid, text) VALUES (?, ?)", new)
            self.leaving[name].clear()
        self.coming.clear()


def _texts(db: sqlite3.Connection, report_id: str) -> dict[str, Texts]:
    """What each full-text table holds of a report."""
    return {
        "sections_fts": db.execute(f"{_SECTIONS} WHERE report_id = ?", (report_id,)).fetchall(),
        "reports_fts": db.execute(f"{_REPORTS} WHERE r.id = ?", (report_id,)).fetchall(),
    }


def _prepared(text: str) -> str:
    return _BETWEEN_HAN.sub("", _folded(text))


def _folded(text: str) -> str:
    return normalise(text).lower().translate(_SIMPLIFIED)


def _pairs(han: str) -> Iterator[str]:
    for left, right in pairwise(han):
        yield _spelt(left + right)


def _spelt(han: str) -> str:
    return _YOUNG.sub(lambda char: f"u{ord(char[0]):x}", han)


def _phrase(term: str) -> str:
    runs = _RUN.findall(_prepared(term))
    tokens: list[str] = []
    for position, (han, other) in enumerate(runs, 1):
        last = position == len(runs)
        if not han:
            tokens.append(other)
        elif last and len(han) > 1:
            tokens += _pairs(han)
        else:
            tokens += [*_pairs(han), _spelt(han[-1])]
    if not tokens:
        return ""
    # One character at the end may begin any pair.
    prefix = " *" if len(runs[-1][0]) == 1 else ""
    return f'"{" ".join(tokens)}"{prefix}'


def _letters(text: str) -> tuple[str, list[int]]:
    """``text`` normalised, without white space, and where in ``text`` each letter comes from."""
    letters: list[str] = []
    positions: list[int] = []
    for position, char in enumerate(text):
        for letter in _folded(char):
            if not letter.isspace():
                letters.append(letter)
                positions.append(position)
    return "".join(letters), positions


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for left, right in sorted(spans):
        if not merged or left >= merged[-1][1]:
            merged.append((left, right))
        elif right > merged[-1][1]:
            merged[-1] = (merged[-1][0], right)
    return merged
