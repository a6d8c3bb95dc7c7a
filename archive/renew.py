"""Tables that each build works out as a whole: only rows that are other than before are written.

So what is published needs to carry no more than these (carry.py).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from archive.columns import Table


def renew(db: sqlite3.Connection, table: Table, rows: Iterable[Sequence[Any]] | str) -> None:
    """Have ``table`` hold ``rows``, given in the order of its columns or as a SELECT, and nothing else."""
    name, key = table.name, ", ".join(table.primary_key)
    db.execute(f"CREATE TEMP TABLE renewed AS SELECT * FROM {name} WHERE false")
    if isinstance(rows, str):
        db.execute(f"INSERT INTO temp.renewed {rows}")
    else:
        db.executemany(f"INSERT INTO temp.renewed VALUES ({', '.join('?' * len(table.columns))})", rows)
    db.execute(
        f"DELETE FROM {name} WHERE ({key}) IN"
        f" (SELECT {key} FROM (SELECT * FROM {name} EXCEPT SELECT * FROM temp.renewed))"
    )
    db.execute(f"INSERT INTO {name} SELECT * FROM temp.renewed EXCEPT SELECT * FROM {name}")
    db.execute("DROP TABLE temp.renewed")
