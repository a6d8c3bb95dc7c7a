"""Files that people edit (organs.toml, the findings in reviews/): rows of TOML, and what is wrong with one in words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

Row = TypeVar("Row")
_TYPES: dict[str, tuple[type, str]] = {
    "str": (str, "a text in quotation marks"),
    "int": (int, "a whole number"),
    "int | None": (int, "a whole number"),
    "date": (date, "a day, written 2026-11-21 without quotation marks"),
}


class DataFileError(ValueError):
    """A row that cannot be used: which file, which row, which field, and what is wrong with it."""

    def __init__(self, file: str, row: str, field: str, what: str) -> None:
        super().__init__(f"{file}: {row}: {field}: {what}")


def read_toml(path: Path, kinds: Iterable[str]) -> dict[str, Any]:
    """The file as TOML; DataFileError where it is none, or holds something else than rows of ``kinds``."""
    known = tuple(kinds)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataFileError(path.name, "file", "TOML", str(error)) from error
    for name in data:
        if name not in known:
            raise DataFileError(path.name, "file", name, "only " + ", ".join(f"[[{kind}]]" for kind in known))
    return data


def rows(path: Path, data: Mapping[str, Any], kind: str, shape: type[Row]) -> Iterator[tuple[str, Row]]:
    """The rows of ``[[kind]]``, each a ``shape`` (a dataclass), with what to call it in a message."""
    tables = data.get(kind, [])
    if not isinstance(tables, list):
        raise DataFileError(path.name, "file", kind, f"write [[{kind}]], one for each row")
    for number, table in enumerate(tables, 1):
        name = f"[[{kind}]] number {number}"
        if not isinstance(table, dict):
            raise DataFileError(path.name, name, "row", "write it as a table of fields")
        _check(path, name, table, shape)
        yield name, shape(**table)


def _check(path: Path, row: str, table: Mapping[str, object], shape: type[Any]) -> None:
    known = {field.name: field for field in fields(shape)}
    for name in table.keys() - known.keys():
        raise DataFileError(path.name, row, name, "no such field; known are " + ", ".join(known))
    for name, field in known.items():
        if name not in table:
            if field.default is MISSING:
                raise DataFileError(path.name, row, name, "is missing")
            continue
        wanted, words = _TYPES[str(field.type)]
        value = table[name]
        if not isinstance(value, wanted) or isinstance(value, bool):
            raise DataFileError(path.name, row, name, f"{value!r}: write {words}")
        if value == "":
            raise DataFileError(path.name, row, name, "is empty; leave the line out")
