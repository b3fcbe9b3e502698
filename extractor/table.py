"""Tables as values: cells, rows, columns. What reads them is in `tables/`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from extractor.figure import Figure
from extractor.model import Box, Model

RowKind = Literal["body", "section", "subtotal", "total"]


class Cell(Figure):
    """One body cell: its figure, where it is printed, and how many places it fills.

    `marker` is a footnote mark, printed as a plain character or superscript. A cell of a spreadsheet has an `address`
    ('B5') in place of boxes.
    """

    boxes: tuple[Box, ...] = ()
    column_span: int = 1
    row_span: int = 1
    address: str | None = None


class Column(Model):
    """A column right of the labels: header texts from the outer level to the inner, and its unit."""

    path: tuple[str, ...] = ()
    unit: str | None = None


class Row(Model):
    """A row below the header: one label a label column, and the cells right of the labels."""

    label: tuple[str, ...]
    kind: RowKind
    cells: tuple[Cell, ...]


class Area(Model):
    """Places of a grid that one text fills, from its first row and column on.

    The text stands in the first place, or, over blank places of a header, in the lowest.
    """

    row: int
    column: int
    rows: int
    columns: int


class Mark(Model):
    """A raised footnote mark at a place of the grid, whose text has it not: '1', or '1 2'."""

    row: int
    column: int
    text: str


class Unplaced(Model):
    """A word within a table that fits in none of its cells, and where it is printed."""

    text: str
    box: Box


class Table(Model):
    """One table, over as many pages as it takes.

    `grid` has every printed row once, header rows first, one entry a column, label columns first.
    `offset` is how many characters of its answer's text are printed before it, `lead_in` the sentence or line of the text right above that names it. `areas` are the places of the grid that one
    text fills with others, `marks` the raised footnote marks. `unplaced` are the words within its box that fit in no
    cell. `readings` counts the grids that were weighed for it. A table of a spreadsheet has no pages, and a
    `sheet`: the file's name and the sheet's ('bijlage.xlsx > 2021').
    """

    id: str
    answer: str | None = None
    offset: int | None = None
    caption: str | None = None
    lead_in: str | None = None
    unit: str | None = None
    pages: tuple[int, ...]
    header_rows: int
    grid: tuple[tuple[str | None, ...], ...]
    areas: tuple[Area, ...] = ()
    marks: tuple[Mark, ...] = ()
    columns: tuple[Column, ...]
    stub: tuple[str, ...] = ()
    rows: tuple[Row, ...]
    unplaced: tuple[Unplaced, ...] = ()
    footnotes: tuple[str, ...] = ()
    readings: int = Field(default=1, ge=1)
    sheet: str | None = None

    @property
    def title(self) -> str | None:
        """What names the table in print: its caption, else its lead-in."""
        return self.caption or self.lead_in
