"""A table along both its axes: what is written for columns serves rows too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.arithmetic import is_rounded
from extractor.checks.wording import is_percentage
from extractor.claim import CellRef
from extractor.interval import Interval, interval
from extractor.layout import Layout, row_kind
from extractor.table import Cell, Table


@dataclass(frozen=True, slots=True)
class Lines:
    """A table along one axis: `cells[i][k]` is the k-th cell of line i, a column or a row.

    `spans` are what the cells may stand for, `totals` the positions k of cells in a total.
    """

    table: Table
    across: bool
    cells: tuple[tuple[Cell, ...], ...]
    spans: tuple[tuple[Interval, ...], ...]
    names: tuple[str, ...]
    percent: tuple[bool, ...]
    totals: tuple[int, ...]

    def ref(self, line: int, at: int) -> CellRef:
        row, column = (line, at) if self.across else (at, line)
        return CellRef(table=self.table.id, row=row, column=column)


@dataclass(frozen=True, slots=True)
class Axes:
    """A table, its columns as lines and its rows as lines."""

    table: Table
    columns: Lines
    rows: Lines

    @property
    def both(self) -> tuple[Lines, Lines]:
        return self.columns, self.rows


def axes_of(table: Table, layout: Layout) -> Axes:
    """The table along both its axes; `layout` tells which columns say total."""
    columns = _columns(table)
    return Axes(table, columns, _rows(table, columns, layout))


def _columns(table: Table) -> Lines:
    count = range(len(table.columns))
    rounded = [is_rounded(table, c) for c in count]
    return Lines(
        table,
        False,
        tuple(tuple(row.cells[c] for row in table.rows) for c in count),
        tuple(tuple(interval(row.cells[c], rounded=rounded[c]) for row in table.rows) for c in count),
        tuple(" ".join(column.path) for column in table.columns),
        tuple(is_percentage(table, c) for c in count),
        tuple(r for r, row in enumerate(table.rows) if row.kind in ("total", "subtotal")),
    )


def _rows(table: Table, columns: Lines, layout: Layout) -> Lines:
    leaves = [column.path[-1] if column.path else "" for column in table.columns]
    return Lines(
        table,
        True,
        tuple(row.cells for row in table.rows),
        tuple(zip(*columns.spans, strict=True)) or tuple(() for _ in table.rows),
        tuple(" ".join(row.label) for row in table.rows),
        tuple(_is_percent(row.cells) for row in table.rows),
        tuple(c for c, leaf in enumerate(leaves) if row_kind(leaf, layout)),
    )


def _is_percent(cells: Sequence[Cell]) -> bool:
    known = [cell for cell in cells if cell.value is not None]
    return bool(known) and 2 * sum(cell.unit == "%" for cell in known) > len(known)
