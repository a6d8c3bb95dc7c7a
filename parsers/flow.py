"""What HTML and DOCX have in common: text and tables nested in each other, to be flattened into blocks.

A reader of such a format turns its markup into ``Text`` and ``Table`` nodes; ``flatten`` decides which tables hold
data and which only lay out the page, lays out merged cells, and numbers the tables in reading order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers.errors import Refused
from parsers.model import Block, Cell, Grid, Paragraph, Place

# The widest published form has 16 columns; padded ones were seen with 30 (VARIATIONS.md F).
MAX_COLUMNS = 200
# A report has some 40 rows; a page of a whole city's figures some thousands.
MAX_SLOTS = 400_000
MAX_DEPTH = 60


@dataclass(slots=True)
class Text:
    """A paragraph; lines parted by ``\\n``. ``level`` as in model.Paragraph."""

    text: str
    level: int = 0


@dataclass(slots=True)
class TableCell:
    """``colspan`` and ``rowspan`` as declared; ``rowspan`` 0 means down to the last row."""

    nodes: list[Node] = field(default_factory=list)
    colspan: int = 1
    rowspan: int = 1


@dataclass(slots=True)
class Table:
    """Rows of cells in source order; ``skip`` gives, a row, the empty slots before its first cell."""

    rows: list[list[TableCell]] = field(default_factory=list)
    skip: dict[int, int] = field(default_factory=dict)


Node = Text | Table


def flatten(nodes: list[Node]) -> tuple[Block, ...]:
    """Blocks in reading order. Raises Refused(too-large) when tables are nested too deep or unfold too far."""
    return tuple(_Flattener().blocks(nodes))


class _Flattener:
    def __init__(self) -> None:
        self.tables = 0
        self.slots = 0

    def blocks(self, nodes: list[Node], depth: int = 0) -> Iterator[Block]:
        if depth > MAX_DEPTH:
            raise Refused("too-large", f"tables are nested more than {MAX_DEPTH} deep")
        for node in nodes:
            if isinstance(node, Text):
                if node.text.strip():
                    yield Paragraph(node.text.strip(), level=node.level)
            elif is_layout(node):
                for row in node.rows:
                    for cell in row:
                        yield from self.blocks(cell.nodes, depth + 1)
            else:
                yield self.grid(node)

    def grid(self, table: Table) -> Grid:
        """Lay the cells out as HTML does (and Word agrees): each in the first free slots of its row."""
        self.tables += 1
        rows = len(table.rows)
        taken: list[set[int]] = [set() for _ in range(rows)]
        cells: list[Cell] = []
        columns = 0
        for number, row in enumerate(table.rows):
            column = table.skip.get(number, 0)
            for cell in row:
                while column in taken[number]:
                    column += 1
                if column >= MAX_COLUMNS:
                    raise Refused("too-large", f"table {self.tables} has more than {MAX_COLUMNS} columns")
                width = max(1, min(cell.colspan, MAX_COLUMNS - column))
                height = rows - number if cell.rowspan == 0 else max(1, min(cell.rowspan, rows - number))
                self.slots += width * height
                if self.slots > MAX_SLOTS:
                    raise Refused("too-large", f"the tables unfold to more than {MAX_SLOTS} slots")
                for below in range(number, number + height):
                    taken[below].update(range(column, column + width))
                place = Place(table=self.tables, row=number + 1, column=column + 1)
                cells.append(Cell(text_of(cell.nodes), number, column, height, width, place))
                column += width
                columns = max(columns, column)
        return Grid(tuple(cells), rows, columns, Place(table=self.tables))


def is_layout(table: Table) -> bool:
    """Does this table only arrange the page? It does if it has one column, or if the tables inside it are its point."""
    if all(len(row) <= 1 for row in table.rows):
        return True
    own = sum(1 for row in table.rows for cell in row if text_of(cell.nodes).strip() and not _tables(cell.nodes))
    inner = sum(
        len(row) for cells in table.rows for cell in cells for inside in _tables(cell.nodes) for row in inside.rows
    )
    return inner > own


def _tables(nodes: list[Node]) -> list[Table]:
    return [node for node in nodes if isinstance(node, Table)]


def text_of(nodes: list[Node], depth: int = 0) -> str:
    """All the text of a cell, paragraphs parted by ``\\n``."""
    if depth > MAX_DEPTH:
        raise Refused("too-large", f"tables are nested more than {MAX_DEPTH} deep")
    parts = []
    for node in nodes:
        if isinstance(node, Text):
            parts.append(node.text)
        else:
            parts.extend(text_of(cell.nodes, depth + 1) for row in node.rows for cell in row)
    return "\n".join(part for part in parts if part.strip())
