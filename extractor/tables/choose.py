"""Which of several readings of the same ink is kept: geometry decides, arithmetic only where it cannot.

A reading is never mended to please a sum, and how many were weighed goes with the table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import dropwhile

from extractor.arithmetic import HOLDS, add_up, is_figure, row_sets, total_rows
from extractor.figure import looks_numeric
from extractor.table import Table
from extractor.tables.cells import cell_text
from extractor.tables.grid import Grid, bands_of


def choose(readings: Sequence[Grid], table_of: Callable[[Grid], Table | None]) -> Grid:
    """The reading with the fewest faults, then the fewest words left over.

    Between readings that geometry cannot tell apart the one with the fewest totals that fail is kept, then the
    first. `table_of` makes the table of a grid.
    """
    distinct = list({_shape(grid): grid for grid in reversed(readings)}.values())[::-1]
    if len(distinct) == 1:
        return distinct[0]
    ranks = [(faults(grid), len(grid.unplaced)) for grid in distinct]
    best = [grid for grid, rank in zip(distinct, ranks, strict=True) if rank == min(ranks)]
    chosen = best[0] if len(best) == 1 else min(best, key=lambda grid: _failing(table_of(grid)))
    return replace(chosen, readings=len(distinct))


def faults(grid: Grid) -> int:
    """What no reading should have: figures that share a cell, a figure over several columns, words among figures."""
    count = 0
    columns: dict[int, list[bool]] = defaultdict(list)
    for cell in grid.cells:
        atoms = [atom for band in bands_of(cell.words) for atom in band.atoms]
        numeric = looks_numeric(cell_text(cell.words, width=cell.width - 2 * grid.padding))
        figures = sum(atom.numeric and not atom.year for atom in atoms)
        if figures and not numeric:
            count += len(atoms) - 1
        if numeric and figures and cell.column_span > 1:
            count += 1
        columns[cell.column].append(numeric)
    for held in columns.values():
        body = list(dropwhile(lambda numeric: not numeric, held))
        if 2 * sum(body) > len(body):
            count += body.count(False)
    return count


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
