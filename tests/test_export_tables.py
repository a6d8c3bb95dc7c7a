"""Exports of tables: complete, typed, described, as printed, and harmless where a spreadsheet would calculate."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from archive.cli import main
from archive.columns import Table, integer, text
from archive.export_tables import THINGS, write_csv
from archive.export_xlsx import CUT, LONGEST, write_xlsx
from archive.manifest import current, read_only, snapshots_path
from archive.publish import publish
from tests.archive_support import RECEIVED, Night, page

TINY = Table(
    "tiny", "小表", "A small table", (text("name", "名", "Name"), integer("number", "数", "Number")), ("name",)
)
NIANBAO = Path(sys.executable).with_name("nianbao")
FORMULA = "=HYPERLINK(1)"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A snapshot in which a printed cell looks like a formula, and a text holds what breaks lazy CSV."""
    night = Night(tmp_path_factory.mktemp("export") / "data")
    night.fetch("http://wuzhong.example/1", page(figures={RECEIVED: FORMULA}, text='说“无”，“"”。\n第二行,逗号'))
    night.fetch("http://wuzhong.example/2", page(year=2023, published="2024-05-02"))
    night.healthy()
    night.build()
    publish(night.data)
    night.close()
    return night.data


@pytest.fixture(scope="module")
def db(data: Path) -> Iterator[sqlite3.Connection]:
    name = current(data)
    assert name is not None
    with closing(read_only(snapshots_path(data) / name / "archive.db")) as opened:
        yield opened


def export(data: Path, *arguments: str | Path, code: int = 0) -> str:
    done = CliRunner().invoke(main, ["export", *map(str, arguments), "--data", os.fspath(data)])
    assert done.exit_code == code, done.output
    return done.output


def expected(db: sqlite3.Connection, name: str) -> list[tuple[Any, ...]]:
    return sorted(db.execute(f"SELECT * FROM {name}").fetchall(), key=repr)


def test_csv_holds_every_row_of_every_table_and_view(data: Path, db: sqlite3.Connection, tmp_path: Path) -> None:
    told = json.loads(export(data, "csv", "--out", tmp_path / "csv", "--json"))
    assert told["rows"].keys() == THINGS.keys()
    for name, thing in THINGS.items():
        with (tmp_path / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        assert head == [column.name for column in thing.columns]
        wanted = [tuple("" if value is None else str(value) for value in row) for row in expected(db, name)]
        assert sorted(map(tuple, rows)) == sorted(wanted), name
        assert told["rows"][name] == len(rows)
    assert told["rows"]["cells"] == 400
    assert FORMULA in (tmp_path / "csv" / "cells.csv").read_text(encoding="utf-8"), "as printed"


def test_csv_tells_null_from_an_empty_text_and_begins_with_a_mark_where_asked(data: Path, tmp_path: Path) -> None:
    out = io.BytesIO()
    write_csv(TINY, [[("", None), ('他说“"”', -3)]], out, bom=True)
    assert out.getvalue().decode() == '\ufeff"name","number"\r\n"",\r\n"他说“""”",-3\r\n'
    export(data, "csv", "organs", "--bom", "--out", tmp_path)
    assert (tmp_path / "organs.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    export(data, "csv", "organs", "--out", tmp_path)
    assert not (tmp_path / "organs.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def as_text(values: tuple[Any, ...], positions: set[int]) -> tuple[Any, ...]:
    """The row with what stands at ``positions`` as text."""
    return tuple(
        str(value) if position in positions and value is not None else value for position, value in enumerate(values)
    )


def test_parquet_holds_every_row_with_its_types_and_meanings(
    data: Path, db: sqlite3.Connection, tmp_path: Path
) -> None:
    export(data, "parquet", "--out", tmp_path)
    for name, thing in THINGS.items():
        table = pq.read_table(tmp_path / f"{name}.parquet")
        texts = {index for index, field in enumerate(table.schema) if str(field.type) == "string"}
        rows = [tuple(row.values()) for row in table.to_pylist()]
        wanted = [as_text(row, texts) for row in expected(db, name)]
        assert sorted(rows, key=str) == sorted(wanted, key=str), name
        for column in thing.columns:
            found = table.schema.field(column.name)
            assert found.metadata[b"title"].decode() == column.zh
            if column.type != "ANY":
                assert str(found.type) == {"TEXT": "string", "INTEGER": "int64", "REAL": "double"}[column.type]
    # Days and numbers share the sides of a check; the values of cells are numbers alone.
    assert str(pq.read_schema(tmp_path / "checks.parquet").field("left").type) == "string"
    assert str(pq.read_schema(tmp_path / "cells.parquet").field("value").type) in ("int64", "double")


def in_excel(value: Any) -> Any:
    """Excel keeps fifteen digits of a number: longer ones are texts."""
    return str(value) if isinstance(value, int) and value >= 10**15 else value


def test_xlsx_holds_every_row_and_calculates_nothing(data: Path, db: sqlite3.Connection, tmp_path: Path) -> None:
    export(data, "xlsx", "--out", tmp_path)
    for name in ("cells", "sections", "reports", "requests", "failing_checks"):
        book = openpyxl.load_workbook(tmp_path / f"{name}.xlsx")
        assert book.sheetnames == [name, "说明 about"]
        head, *rows = book[name].iter_rows()
        assert [cell.value for cell in head] == [column.name for column in THINGS[name].columns]
        assert {cell.data_type for row in rows for cell in row} <= {"s", "inlineStr", "n"}
        assert not any(cell.hyperlink for row in rows for cell in row)
        found = [tuple(cell.value for cell in row) for row in rows]
        assert sorted(map(str, found)) == sorted(str(tuple(map(in_excel, row))) for row in expected(db, name)), name
        about = {row[0]: row[1] for row in book["说明 about"].iter_rows(values_only=True)}
        assert about[THINGS[name].columns[0].name] == THINGS[name].columns[0].zh
    printed = [row[3].value for row in openpyxl.load_workbook(tmp_path / "cells.xlsx")["cells"].iter_rows()]
    assert FORMULA in printed


def test_a_full_sheet_goes_on_in_the_next(tmp_path: Path) -> None:
    path = tmp_path / "tiny.xlsx"
    assert write_xlsx(TINY, [[(str(number), number) for number in range(5)]], path, rows=3) == 5
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["tiny", "tiny (2)", "tiny (3)", "说明 about"]
    found = [row[1] for name in book.sheetnames[:3] for row in book[name].iter_rows(min_row=2, values_only=True)]
    assert found == [0, 1, 2, 3, 4]
    write_xlsx(TINY, [[("长" * LONGEST, 1)]], path)
    assert openpyxl.load_workbook(path)["tiny"]["A2"].value == "长" * LONGEST


def test_a_text_too_long_for_a_cell_is_cut_there_and_said(tmp_path: Path) -> None:
    path = tmp_path / "tiny.xlsx"
    # Each of these takes two units of UTF-16, as Excel counts; the first is whole, the others are one too long.
    texts = ["𫢸" * (LONGEST // 2), "𫢸" * (LONGEST // 2 + 1), "a" + "𫢸" * (LONGEST // 2) + "b"]
    assert write_xlsx(TINY, [[(text, 1) for text in texts]], path) == 3
    book = openpyxl.load_workbook(path)
    whole, *cut = (book["tiny"][f"A{row}"].value for row in (2, 3, 4))
    assert whole == texts[0]
    for found, given in zip(cut, texts[1:], strict=True):
        assert found.endswith(CUT)
        assert given.startswith(found.removesuffix(CUT))
        assert LONGEST - 1 <= len(found.encode("utf-16-le")) // 2 <= LONGEST
    about = [row[1:3] for row in book["说明 about"].iter_rows(values_only=True)][-1]
    assert about == (
        "name 有 2 格超过 Excel 上限 32767 字，末尾注明截断；全文见 CSV",
        "2 texts of name are too long for a cell (32767 characters) and cut; whole in the CSV",
    )


def test_a_long_chapter_stops_no_export(tmp_path: Path) -> None:
    night = Night(tmp_path / "data")
    night.fetch("http://wuzhong.example/1", page(text="长" * 40_000))
    night.build()
    publish(night.data)
    night.close()
    export(night.data, "xlsx", "--out", tmp_path / "tables")
    assert {path.stem for path in (tmp_path / "tables").glob("*.xlsx")} == set(THINGS)
    book = openpyxl.load_workbook(tmp_path / "tables" / "sections.xlsx")
    assert any(str(row[4]).endswith(CUT) for row in book["sections"].iter_rows(values_only=True))


def test_the_data_package_names_every_file_with_its_hash_types_and_keys(data: Path, tmp_path: Path) -> None:
    export(data, "csv", "reports", "organs", "late_reports", "--out", tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert package["version"] == current(data)
    assert [each["name"] for each in package["resources"]] == ["reports", "organs", "late_reports"]
    for each in package["resources"]:
        body = (tmp_path / each["path"]).read_bytes()
        assert each["hash"] == f"sha256:{hashlib.sha256(body).hexdigest()}"
        assert each["bytes"] == len(body)
        assert each["rows"] == body.count(b"\r\n") - 1
        fields = each["schema"]["fields"]
        assert [field["name"] for field in fields] == [column.name for column in THINGS[each["name"]].columns]
        assert all(field["title"] and field["description"] and field["type"] for field in fields)
    reports = package["resources"][0]["schema"]
    assert reports["primaryKey"] == ["id"]
    assert reports["foreignKeys"] == [{"fields": "organ_id", "reference": {"resource": "organs", "fields": "id"}}], (
        "places and portals are not in this package"
    )


def test_what_cannot_be_exported_is_said(data: Path, tmp_path: Path) -> None:
    assert "nobody" in export(data, "csv", "nobody", code=2)
    assert "there is no snapshot 20200101T000000Z" in export(
        data, "csv", "--snapshot", "20200101T000000Z", "--out", tmp_path, code=3
    )
    assert "run nianbao publish first" in export(tmp_path, "csv", "--out", tmp_path, code=3)


def test_an_export_is_the_same_on_every_machine(data: Path, tmp_path: Path) -> None:
    machines = {"a": ("Pacific/Auckland", "C", "1"), "b": ("Asia/Shanghai", "C.UTF-8", "2")}
    for machine, (zone, locale, seed) in machines.items():
        subprocess.run(
            [NIANBAO, "export", "csv", "--data", data, "--out", tmp_path / machine],
            env={**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        )
    names = [path.name for path in (tmp_path / "a").iterdir()]
    assert len(names) == len(THINGS) + 1
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


_BIG = """
import resource, sys
from pathlib import Path
from archive.export_tables import write_csv
from archive.export_xlsx import write_xlsx
from archive.columns import Table, text

def batches(rows):
    for start in range(0, rows, 5000):
        yield [("机关" * 200, str(number)) for number in range(start, start + 5000)]

table = Table("big", "大表", "A large table", (text("name", "名", "Name"), text("number", "数", "Number")), ("number",))
out = Path(sys.argv[1])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with (out / "big.csv").open("wb") as file:
    assert write_csv(table, batches(100_000), file, False) == 100_000
assert write_xlsx(table, batches(30_000), out / "big.xlsx") == 30_000
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10)
"""


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _BIG, str(tmp_path)],
        cwd=Path(__file__).parent.parent,
        check=True,
        capture_output=True,
        text=True,
    )
    written = (tmp_path / "big.csv").stat().st_size >> 20
    assert written > 100
    assert int(done.stdout) < written / 3, f"{done.stdout} MB more than before"
