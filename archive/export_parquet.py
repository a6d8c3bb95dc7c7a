"""A table as Parquet: typed columns that carry their meanings."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from archive.columns import Column, Table, View

_TYPES = {"TEXT": pa.string(), "INTEGER": pa.int64(), "REAL": pa.float64()}


def write_parquet(
    db: sqlite3.Connection, thing: Table | View, batches: Iterable[list[tuple[Any, ...]]], path: Path
) -> int:
    """Write every row; the number of rows. What a text and a number share is written as text, as SQLite prints it."""
    fields = [_field(db, thing.name, column) for column in thing.columns]
    schema = pa.schema(fields, metadata={"title": thing.zh, "description": thing.en})
    texts = {position for position, field in enumerate(fields) if field.type == pa.string()}
    count = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in batches:
            columns = [
                pa.array([_text(value) for value in values] if position in texts else values, field.type)
                for position, (field, values) in enumerate(zip(fields, zip(*batch, strict=True), strict=True))
            ]
            writer.write_batch(pa.record_batch(columns, schema=schema))
            count += len(batch)
    return count


def _field(db: sqlite3.Connection, table: str, column: Column) -> pa.Field:
    meaning = {"title": column.zh, "description": column.en, **({"unit": column.unit} if column.unit else {})}
    return pa.field(column.name, _TYPES.get(column.type) or _type_found(db, table, column.name), metadata=meaning)


def _type_found(db: sqlite3.Connection, table: str, column: str) -> pa.DataType:
    """The narrowest type that holds every value of a column of mixed type."""
    found = {row[0] for row in db.execute(f'SELECT DISTINCT typeof("{column}") FROM {table}')} - {"null"}
    return pa.string() if "text" in found else pa.float64() if "real" in found else pa.int64()


def _text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else repr(value)
