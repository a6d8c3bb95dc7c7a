"""How ``cells`` and ``checks`` lie in the file: two hundred and fifty rows a report, a few bytes each.

Both are views with the contract's columns over tables of integers. A row names its report by ``reports.number``, its
key by ``cell_keys.id``, its relation by ``check_relations.id``; a print that is the number itself, and the sides of a
box in hundredths of a point, take no text. What a relation uses of the year before is written ``-1#<key>`` there.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache

from archive.columns import Column, Table, integer, text
from archive.rows import Row, Value, stored
from parsers.forms import APPLICANTS, DISCLOSURE_FORMS, REQUEST_FORMS, RESULTS, ROUTES
from parsers.forms.statistics import STATISTICS
from parsers.model import Figure

KINDS = ("number", "blank", "mark", "text")
VERDICTS = ("holds", "not_assessable", "fails")
_BEFORE = '"-1#'


@lru_cache(256)
def number_of(report_id: str) -> int:
    """The number a report goes by inside the file: made from its id, so that no order of input changes it.

    Its place comes first, so that what belongs together lies together; 49 bits of hash keep the reports of one
    prefecture apart (one chance in ten million that two of 200,000 meet, and then the build says so).
    """
    prefecture = int(report_id[:4]) if report_id[:4].isdigit() and report_id[:4].isascii() else 0
    digest = hashlib.sha256(report_id.encode()).digest()
    return prefecture << 49 | int.from_bytes(digest[:7], "big") >> 7


def _keys() -> Iterator[str]:
    """Every key a figure can have, in the order of the forms."""
    for form in DISCLOSURE_FORMS.values():
        for item in form.items:
            yield from (f"disclosure.{item.key}.{measure.key}" for measure in item.measures)
    for requests in REQUEST_FORMS.values():
        for row in requests.rows:
            yield from (f"requests.{row.key}.{applicant.key}" for applicant in APPLICANTS)
    for route in ROUTES:
        yield from (f"reviews.{route.key}.{result.key}" for result in RESULTS)
    yield from (f"statistics.{item.key}" for item in STATISTICS)


KEYS = {key: number for number, key in enumerate(dict.fromkeys(_keys()))}
_KIND_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
_VERDICT_NUMBERS = {verdict: number for number, verdict in enumerate(VERDICTS)}


def _cases(column: str, names: Iterable[str]) -> str:
    whens = " ".join(f"WHEN {number} THEN '{name}'" for number, name in enumerate(names))
    return f"CASE {column} {whens} END"


def _part(name: str, column: str) -> str:
    return f"coalesce(', {name} ' || c.{column}, '')"


_PLACE = " || ".join(
    _part(name, column) for name, column in (("page", "page"), ("table", "grid"), ("row", "row"), ("column", "col"))
)
CELLS_SQL = f"""SELECT r.id AS report_id, r.sha256 AS sha256, k.key AS key,
  coalesce(c.printed, CASE c.kind WHEN 0 THEN CAST(c.value AS TEXT) ELSE '' END) AS printed,
  {_cases("c.kind", KINDS)} AS kind,
  c.value AS value, c.unit AS unit, c.page AS page,
  '[' || (c.x0 / 100.0) || ', ' || (c.y0 / 100.0) || ', ' || (c.x1 / 100.0) || ', ' || (c.y1 / 100.0) || ']' AS box,
  ltrim({_PLACE}, ', ') AS place, c.doubt AS doubt, c.ocr AS ocr
FROM reports r JOIN packed_cells c ON c.report = r.number JOIN cell_keys k ON k.id = c.key"""
CHECK_CELLS = f"""replace(k.cells, '{_BEFORE}', '"' || r.organ_id || '-' || (r.year - 1) || '#')"""
"""The keys a relation uses: ``k`` is its row of check_relations, ``r`` that of the report."""
CHECKS_SQL = f"""SELECT r.id AS report_id, k.rule AS rule, k.subject AS subject, v.verdict AS verdict,
  c."left" AS "left", c."right" AS "right", coalesce(c.difference, c."left" - c."right") AS difference,
  {CHECK_CELLS} AS cells
FROM reports r JOIN packed_checks c ON c.report = r.number JOIN check_relations k ON k.id = c.relation
JOIN check_verdicts v ON v.id = c.verdict"""

_KEYS_TABLE = Table(
    "cell_keys",
    "指标代码表",
    "Keys of figures and their numbers",
    (integer("id", "序号", "Number", null=False), text("key", "指标", "Key of the figure", null=False)),
    ("id",),
    unique=("key",),
)
_CELLS_TABLE = Table(
    "packed_cells",
    "cells 的存储形式",
    "How cells are stored; ask cells",
    (
        integer("report", "reports.number", "reports.number", null=False),
        Column("key", "INTEGER", "cell_keys.id", "cell_keys.id", null=False, references="cell_keys.id"),
        text("printed", "原文所印；空为数值本身", "As printed; null where it is the number, or nothing"),
        integer("kind", "0 数字 1 空白 2 符号 3 文字", "0 number, 1 blank, 2 mark, 3 text", null=False),
        Column("value", "ANY", "数值", "The number"),
        text("unit", "单位", "Printed unit"),
        integer("page", "页码", "Page"),
        integer("grid", "表", "Table"),
        integer("row", "行", "Row"),
        integer("col", "列", "Column"),
        *(integer(side, "百分之一点", "Hundredths of a point") for side in ("x0", "y0", "x1", "y1")),
        text("doubt", "存疑的原因", "Why in doubt"),
        Column("ocr", "REAL", "置信度", "Confidence"),
    ),
    ("report", "key"),
    (("key",),),
    without_rowid=True,
)
_VERDICTS_TABLE = Table(
    "check_verdicts",
    "核对结论代码表",
    "Verdicts and their numbers",
    (integer("id", "序号", "Number", null=False), text("verdict", "结论", "Verdict", null=False)),
    ("id",),
    unique=("verdict",),
)
_RELATIONS_TABLE = Table(
    "check_relations",
    "勾稽关系：规则、对象及所用指标",
    "Relations: rule, subject and the keys they use",
    (
        integer("id", "序号", "Number, made from the other columns", null=False),
        text("rule", "规则", "Rule", null=False),
        text("subject", "对象", "Subject", null=False),
        text("cells", "所用指标（JSON），-1# 指上一年度", "Keys used, JSON; -1# is the year before", null=False),
    ),
    ("id",),
    (("rule", "subject"),),
)
_CHECKS_TABLE = Table(
    "packed_checks",
    "checks 的存储形式",
    "How checks are stored; ask checks",
    (
        integer("report", "reports.number", "reports.number", null=False),
        Column("relation", "INTEGER", "关系", "check_relations.id", null=False, references="check_relations.id"),
        Column("verdict", "INTEGER", "结论", "check_verdicts.id", null=False, references="check_verdicts.id"),
        Column("left", "ANY", "左边", "Left side"),
        Column("right", "ANY", "右边", "Right side"),
        Column("difference", "ANY", "差；空为左减右", "Difference where it is not left minus right"),
    ),
    ("report", "relation"),
    (("verdict", "relation"),),
    without_rowid=True,
)
PACKED = (_KEYS_TABLE, _CELLS_TABLE, _VERDICTS_TABLE, _RELATIONS_TABLE, _CHECKS_TABLE)
"""The tables behind ``cells`` and ``checks``."""

COUNTED = {"cells": "packed_cells", "checks": "packed_checks"}
"""What to count instead of a view: the same number of rows without its joins."""

_CELL = f"INSERT INTO packed_cells VALUES ({', '.join('?' * len(_CELLS_TABLE.columns))})"
_CHECK = "INSERT INTO packed_checks VALUES (?, ?, ?, ?, ?, ?)"
_RELATION = "INSERT OR IGNORE INTO check_relations VALUES (?, ?, ?, ?)"


def fill_names(db: sqlite3.Connection) -> None:
    """The rows that are the same in every archive."""
    db.executemany("INSERT INTO cell_keys VALUES (?, ?)", ((number, key) for key, number in KEYS.items()))
    db.executemany("INSERT INTO check_verdicts VALUES (?, ?)", enumerate(VERDICTS))


def insert_cells(db: sqlite3.Connection, report_id: str, figures: Iterable[Figure]) -> None:
    """Store the figures of a report; KeyError for a key that no form has."""
    number = number_of(report_id)
    db.executemany(_CELL, (_cell(number, figure) for figure in figures))


def _cell(number: int, figure: Figure) -> tuple[Value, ...]:
    value, place = stored(figure.value), figure.place
    is_plain = figure.printed == (str(value) if figure.kind == "number" and isinstance(value, int) else "")
    sides = (None, None, None, None) if place.box is None else tuple(round(100 * side) for side in place.box)
    return (
        number,
        KEYS[figure.key],
        None if is_plain and (value is not None) == (figure.kind == "number") else figure.printed,
        _KIND_NUMBERS[figure.kind],
        value,
        figure.unit,
        place.page,
        place.table,
        place.row,
        place.column,
        *sides,
        figure.doubt,
        figure.ocr,
    )


def insert_checks(db: sqlite3.Connection, entries: Iterable[Row]) -> None:
    """Store rows of ``checks`` as the contract has them."""
    checks: list[tuple[Value, ...]] = []
    relations: list[tuple[Value, ...]] = []
    for row in entries:
        report = str(row["report_id"])
        cells = str(row["cells"])
        if "#" in cells:
            organ, _, year = report.rpartition("-")
            cells = cells.replace(f'"{organ}-{int(year) - 1}#', _BEFORE)
        relation = (str(row["rule"]), str(row["subject"]), cells)
        identity = _relation_id(relation)
        relations.append((identity, *relation))
        left, right, difference = row["left"], row["right"], row["difference"]
        if isinstance(left, int) and isinstance(right, int) and difference == left - right:
            difference = None
        verdict = _VERDICT_NUMBERS[str(row["verdict"])]
        checks.append((number_of(report), identity, verdict, left, right, difference))
    db.executemany(_RELATION, relations)
    db.executemany(_CHECK, checks)


@lru_cache(4096)
def _relation_id(relation: tuple[str, str, str]) -> int:
    """47 bits, six bytes in the file: of ten thousand relations two meet once in three million archives."""
    digest = hashlib.sha256(json.dumps(relation).encode()).digest()
    return int.from_bytes(digest[:6], "big") >> 1
