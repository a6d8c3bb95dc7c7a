"""Tables and views of a snapshot as CSV, Parquet or XLSX with their descriptions, and the data package that names them.

Every row is written, in a fixed order, as it stands: nothing is rounded, cut or made harmless by changing it; but a
text that no cell of Excel can hold is cut there, visibly (export_xlsx.py). What a snapshot has not is NotExportable.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal

from archive.columns import Column, Table, View
from archive.manifest import Manifest, read_manifest, read_only, snapshots_path
from archive.schema import TABLES, VIEWS

Form = Literal["csv", "parquet", "xlsx"]
Thing = Table | View
Values = tuple[Any, ...]
Tell = Callable[[str, int, int], None]

THINGS: dict[str, Thing] = {thing.name: thing for thing in (*TABLES, *VIEWS)}
BATCH = 5_000
MEDIA_TYPES = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_TYPES = {"TEXT": "string", "INTEGER": "integer", "REAL": "number", "ANY": "any"}


class NotExportable(Exception):
    """A table that the snapshot has not, or has with other columns."""


@dataclass(frozen=True, slots=True)
class Written:
    """One file of an export."""

    thing: Thing
    path: Path
    rows: int

    def resource(self, form: Form, there: set[str]) -> dict[str, Any]:
        """Its entry in datapackage.json; ``there`` are the tables it may refer to."""
        with self.path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return {
            "name": self.thing.name,
            "path": self.path.name,
            "format": form,
            "mediatype": MEDIA_TYPES[form],
            **({"encoding": "utf-8", "profile": "tabular-data-resource"} if form == "csv" else {}),
            "title": self.thing.zh,
            "description": self.thing.en,
            "bytes": self.path.stat().st_size,
            "hash": f"sha256:{digest}",
            "rows": self.rows,
            "schema": schema(self.thing, there),
        }


def schema(thing: Thing, there: set[str]) -> dict[str, Any]:
    """The Table Schema of a table or view: types, meanings, keys; references to what is ``there``."""
    described: dict[str, Any] = {
        "fields": [_field(column) for column in thing.columns],
        # An empty text is written "" and null is nothing at all; readers that know no difference take both for null.
        "missingValues": [""],
    }
    if isinstance(thing, Table):
        described["primaryKey"] = list(thing.primary_key)
        keys = [(column.name, *column.references.split(".")) for column in thing.columns if column.references]
        described["foreignKeys"] = [
            # A data package writes a reference to the table itself as the empty name.
            {"fields": name, "reference": {"resource": "" if table == thing.name else table, "fields": field}}
            for name, table, field in keys
            if table in there
        ]
    return described


def _field(column: Column) -> dict[str, Any]:
    described = {"name": column.name, "type": _TYPES[column.type], "title": column.zh, "description": column.en}
    return described | ({"unit": column.unit} if column.unit else {})


def export(
    data: Path, snapshot: str, names: Iterable[str], form: Form, out: Path, bom: bool, tell: Tell
) -> list[Written]:
    """Write ``names`` of ``snapshot`` (none: all it has) into the folder ``out``, a datapackage.json last.

    KeyError for a name that is neither table nor view, NotExportable for what the snapshot has not. ``bom`` puts a
    byte order mark before CSV, without which Excel on Windows takes Chinese for another encoding.
    """
    out.mkdir(parents=True, exist_ok=True)
    (out / "datapackage.json").unlink(missing_ok=True)
    written: list[Written] = []
    with closing(read_only(snapshots_path(data) / snapshot / "archive.db")) as db:
        things = _chosen(db, [THINGS[name] for name in names], snapshot)
        for done, thing in enumerate(things, 1):
            path = out / f"{thing.name}.{form}"
            part = path.with_name(f"{path.name}.open")
            try:
                rows = _write(db, thing, form, part, bom)
                part.replace(path)
            finally:
                part.unlink(missing_ok=True)
            written.append(Written(thing, path, rows))
            tell("exporting", done, len(things))
    there = {each.thing.name for each in written}
    package = data_package(read_manifest(data, snapshot), [each.resource(form, there) for each in written], form)
    (out / "datapackage.json").write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return written


def _chosen(db: sqlite3.Connection, things: list[Thing], snapshot: str) -> list[Thing]:
    """The things asked for, or all; one that an older nianbao did not have yet is left out only of all."""
    there = {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
    for thing in things:
        if thing.name not in there:
            raise NotExportable(f"{thing.name} is not in {snapshot}, which an older nianbao made")
    return things or [thing for thing in THINGS.values() if thing.name in there]


def data_package(manifest: Manifest, resources: list[dict[str, Any]], form: Form) -> dict[str, Any]:
    """The descriptor of a Data Package (frictionless, version 1)."""
    caution = (
        " Texts stand as they were printed and may begin with =, +, - or @: import them as text, do not open the file"
        " in a spreadsheet without saying so."
    )
    return {
        "profile": "tabular-data-package" if form == "csv" else "data-package",
        "name": f"nianbao-{manifest.snapshot.lower()}",
        "title": "政府信息公开工作年度报告：数字与依据",
        "description": "Figures of annual reports on government information disclosure, as printed, with the evidence."
        + (caution if form == "csv" else ""),
        "version": manifest.snapshot,
        "created": manifest.made,
        "sources": [{"title": f"nianbao snapshot {manifest.snapshot}, SHA-256 of its database {manifest.sha256}"}],
        "resources": resources,
    }


def _write(db: sqlite3.Connection, thing: Thing, form: Form, path: Path, bom: bool) -> int:
    if form == "csv":
        with path.open("wb") as file:
            return write_csv(thing, read(db, thing), file, bom)
    if form == "parquet":
        from archive.export_parquet import write_parquet

        return write_parquet(db, thing, read(db, thing), path)
    from archive.export_xlsx import write_xlsx

    return write_xlsx(thing, read(db, thing), path)


def read(db: sqlite3.Connection, thing: Thing) -> Iterator[list[Values]]:
    """Every row in a fixed order, in batches: by primary key, or for a view by all its columns.

    NotExportable where the snapshot has not all the columns of today.
    """
    order = thing.primary_key if isinstance(thing, Table) else [column.name for column in thing.columns]
    columns = ", ".join(f'"{column.name}"' for column in thing.columns)
    by = ", ".join(f'"{name}"' for name in order)
    try:
        rows = db.execute(f"SELECT {columns} FROM {thing.name} ORDER BY {by}")
    except sqlite3.OperationalError as error:
        raise NotExportable(f"{thing.name} is another one in this snapshot: {error}") from error
    while batch := rows.fetchmany(BATCH):
        yield batch


def write_csv(thing: Thing, batches: Iterable[list[Values]], out: BinaryIO, bom: bool) -> int:
    """RFC 4180 in UTF-8: texts in quotation marks, numbers without, null as nothing between the commas."""
    out.write((b"\xef\xbb\xbf" if bom else b"") + _line([column.name for column in thing.columns]))
    count = 0
    for batch in batches:
        out.write(b"".join(_line(row) for row in batch))
        count += len(batch)
    return count


def _line(values: Iterable[Any]) -> bytes:
    return (",".join(_quoted(value) for value in values) + "\r\n").encode()


def _quoted(value: Any) -> str:
    """One field.

    >>> ",".join(map(_quoted, ("无", "", None, 0, 33.99)))
    '"无","",,0,33.99'
    """
    if value is None:
        return ""
    return '"' + value.replace('"', '""') + '"' if isinstance(value, str) else repr(value)
