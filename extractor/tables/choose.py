"""Which of several readings of the same ink is kept: the cheapest; arithmetic decides between equals only.

A reading is never mended to please a sum, and how many were weighed goes with the table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from extractor.arithmetic import HOLDS, add_up, is_figure, row_sets, total_rows
from extractor.table import Table
from extractor.tables.cost import Reading, cost
from extractor.tables.grid import Grid

EQUAL = 0.02
"""Costs a line that are one: geometry cannot tell such readings apart."""


def choose(readings: Sequence[Reading], table_of: Callable[[Grid], Table | None]) -> tuple[Grid, ...]:
    """The grids of the reading that costs least; between those that cost nearly the same the one whose totals fail
    least, a total that no reading of its rows makes, then the first.

    `table_of` makes the table of a grid.
    """
    distinct = list({tuple(map(_shape, reading.grids)): reading for reading in reversed(readings)}.values())[::-1]
    if len(distinct) == 1:
        return distinct[0].grids
    costs = [cost(reading) for reading in distinct]
    near = [reading for reading, own in zip(distinct, costs, strict=True) if own <= min(costs) + EQUAL]
    chosen = near[0]
    if len(near) > 1:
        chosen = min(near, key=lambda reading: sum(_failing(table_of(grid)) for grid in reading.grids))
    return tuple(replace(grid, readings=len(distinct)) for grid in chosen.grids)


def _shape(grid: Grid) -> tuple[tuple[int, ...], ...]:
    return tuple((c.row, c.column, c.row_span, c.column_span, *map(id, c.words)) for c in grid.cells)


def _failing(table: Table | None) -> int:
    """The printed totals that no reading of their rows makes; a reading without a table fails most."""
    if table is None:
        return 1 << 30
    count = 0
    for total in total_rows(table.rows):
        for column, cell in enumerate(table.rows[total].cells):
            sums = [add_up(table, (total, column), [(r, column) for r in rows]) for rows in row_sets(table.rows, total)]
            if is_figure(cell) and sums and not any(s is not None and s.outcome in HOLDS for s in sums):
                count += 1
    return count
