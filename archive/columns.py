"""How the archive describes itself: a column, a table, a view, each with its meaning in Chinese and English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SqlType = Literal["TEXT", "INTEGER", "REAL", "ANY"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``references`` is ``table.column``; ``unit`` is shown beside the numbers."""

    name: str
    type: SqlType
    zh: str
    en: str
    null: bool = True
    unit: str = ""
    references: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table; ``indexes`` are tuples of columns. Every table is STRICT.

    ``view`` is the SELECT of a table that lies packed in others (packed.py): then ``primary_key`` names its rows all
    the same, and there is no index to make. ``unique`` are columns no two rows share.
    """

    name: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    indexes: tuple[tuple[str, ...], ...] = ()
    without_rowid: bool = False
    view: str = ""
    unique: tuple[str, ...] = ()

    def sql(self) -> str:
        """The CREATE TABLE statement, or CREATE VIEW for what lies packed."""
        if self.view:
            return f"CREATE VIEW {self.name} AS\n{self.view}"
        lines = [
            f"  {column.name} {column.type}{'' if column.null else ' NOT NULL'}"
            + (" REFERENCES {}({})".format(*column.references.split(".")) if column.references else "")
            for column in self.columns
        ]
        lines += [f"  UNIQUE ({name})" for name in self.unique]
        lines.append(f"  PRIMARY KEY ({', '.join(self.primary_key)})")
        suffix = "STRICT, WITHOUT ROWID" if self.without_rowid else "STRICT"
        return f"CREATE TABLE {self.name} (\n" + ",\n".join(lines) + f"\n) {suffix}"


@dataclass(frozen=True, slots=True)
class View:
    """A view that answers a usual question; ``sql`` is its SELECT."""

    name: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    sql: str


def text(name: str, zh: str, en: str, *, null: bool = True, references: str = "") -> Column:
    return Column(name, "TEXT", zh, en, null, references=references)


def integer(name: str, zh: str, en: str, *, null: bool = True, unit: str = "") -> Column:
    return Column(name, "INTEGER", zh, en, null, unit)


def report_id(null: bool = False) -> Column:
    return text("report_id", "报告编号", "The report: reports.id", null=null, references="reports.id")
