"""Which of several readings of the same ink is kept: the cheapest; arithmetic decides between those that cost nearly
the same. A reading is never mended to please a sum, and how many were weighed goes with the table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from extractor.arithmetic import HOLDS, add_up, is_figure, row_sets, total_rows
from extractor.table import Table
from extractor.tables.cost import Reading, cost
from extractor.tables.grid import Grid

EQUAL = 0.02
"""Costs a line that are one: such readings stand in the order of how likely their kind is."""
NEAR = 0.1
"""Costs a line between which geometry hardly tells, a fault in one line of ten: there the printed totals decide."""


def choose(readings: Sequence[Reading], table_of: Callable[[Grid], Table | None]) -> tuple[Grid, ...]:
    """The grids of the reading that costs least; of those that cost nearly the same the one with most printed totals
    that hold and fewest that no sum of its rows makes, then the cheapest; of equals the first.

    `table_of` makes the table of a grid.
    """
    distinct, near = weighed(readings)
    chosen = near[0] if len(near) == 1 else min(near, key=lambda reading: _against(reading, table_of))
    return tuple(replace(grid, readings=len(distinct)) for grid in chosen.grids)


def weighed(readings: Sequence[Reading]) -> tuple[list[Reading], list[Reading]]:
    """The readings that differ, in the order proposed; and those of them that cost nearly the least, cheapest first."""
    distinct = list({tuple(map(_shape, reading.grids)): reading for reading in reversed(readings)}.values())[::-1]
    if len(distinct) == 1:
        return distinct, distinct
    costs = [(cost(reading), reading) for reading in distinct]
    least = min(own for own, _ in costs)
    ranked = sorted((max(own - least, EQUAL), i) for i, (own, _) in enumerate(costs))
    return distinct, [distinct[i] for over, i in ranked if over <= NEAR]


def _shape(grid: Grid) -> tuple[tuple[int, ...], ...]:
    return tuple((c.row, c.column, c.row_span, c.column_span, *map(id, c.words)) for c in grid.cells)


def _against(reading: Reading, table_of: Callable[[Grid], Table | None]) -> tuple[int, int]:
    """The totals that hold, as a minus, and those that fail."""
    totals = [totals_of(table_of(grid)) for grid in reading.grids]
    return -sum(held for held, _ in totals), sum(failing for _, failing in totals)


def totals_of(table: Table | None) -> tuple[int, int]:
    """How many printed totals of a table some sum of their rows makes, and how many none does."""
    held = failing = 0
    if table is None:
        return 0, 0
    for total in total_rows(table.rows):
        for column, cell in enumerate(table.rows[total].cells):
            sums = [add_up(table, (total, column), [(r, column) for r in rows]) for rows in row_sets(table.rows, total)]
            if is_figure(cell) and sums:
                holds = any(s is not None and s.outcome in HOLDS for s in sums)
                held, failing = held + holds, failing + (not holds)
    return held, failing
