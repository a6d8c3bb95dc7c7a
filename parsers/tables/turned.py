"""Tables three and four that lie on their side: the form's columns stand in rows, and its rows in columns."""

from __future__ import annotations

from dataclasses import replace

from parsers.forms import APPLICANTS, RESULTS
from parsers.labels import core
from parsers.model import Block, Cell, Grid
from parsers.tables.request_rows import CORES

LEAST = 6
"""Applicants below each other in one column: as many as a table without 总计 has."""
_APPLICANTS = {core(label) for applicant in APPLICANTS for label in (applicant.label, *applicant.aliases)}
_FIRST_ROWS = {label for cores in CORES.values() for label, key in cores.items() if key in ("received", "carried_in")}
_RESULTS = {core(result.label) for result in RESULTS}


def upright(block: Block) -> Block:
    """``block`` itself, or, where it is a table three or four lying on its side, the same turned upright.

    The cells keep the places that they have in the document.
    """
    if not isinstance(block, Grid) or not (_is_table_three(block) or _is_table_four(block)):
        return block
    return replace(block, cells=_turned(block.cells), rows=block.columns, columns=block.rows, edges=())


def _turned(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    turned = (
        replace(cell, row=cell.column, column=cell.row, rowspan=cell.colspan, colspan=cell.rowspan) for cell in cells
    )
    return tuple(sorted(turned, key=lambda cell: (cell.row, cell.column)))


def _is_table_three(grid: Grid) -> bool:
    if grid.columns <= grid.rows:
        return False
    firsts = {cell.row for cell in grid.cells if core(cell.text) in _FIRST_ROWS}
    down = _down(grid, _APPLICANTS)
    return len(firsts) == 1 and len(_across(grid, _FIRST_ROWS)) > 1 and len(down) >= LEAST


def _is_table_four(grid: Grid) -> bool:
    return len(_down(grid, _RESULTS)) == 3 * len(RESULTS) and not _down(grid, _APPLICANTS - _RESULTS)


def _across(grid: Grid, labels: set[str]) -> list[str]:
    return [text for cell in grid.cells if (text := core(cell.text)) in labels]


def _down(grid: Grid, labels: set[str]) -> list[str]:
    """The labels that stand below each other in the column that has most of them, each in a row of its own."""
    columns: dict[int, dict[int, str]] = {}
    for cell in grid.cells:
        text = core(cell.text)
        if text in labels:
            columns.setdefault(cell.column, {})[cell.row] = text
    return list(max(columns.values(), key=len).values()) if columns else []
