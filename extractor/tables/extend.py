"""Rows of a ruled table outside its rules: a header on a coloured band above, a total below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from extractor.geometry import BBox
from extractor.page import Page, Word
from extractor.tables.columns import Interval, Region, fits, is_seed, is_years, step
from extractor.tables.grid import Band, Grid, Placed, bands_of
from extractor.tables.heads import header_above
from extractor.tables.placing import columns_of, header_levels

NEAR = 2.0
"""A total below the last rule stands within this many type sizes."""


def extended(page: Page, grid: Grid, loose: Sequence[Word], is_caption: Callable[[str], bool]) -> Grid:
    """The grid with the header above and the rows of figures below it that fit its columns.

    `loose` are the page's words in no grid. A grid that begins with its own header gets no other.
    """
    if not grid.cells:
        return grid
    columns = _ink(grid)
    inside = [w for w in loose if grid.box.x0 - 3 <= w.x_mid <= grid.box.x1 + 3]
    above = bands_of(w for w in inside if w.y_mid < grid.box.top)
    below = bands_of(w for w in inside if w.y_mid > grid.box.bottom)
    body = bands_of(grid.words)
    first = _first_row(grid)
    if any(is_seed(b) and not is_years(b) for b in first):
        header, _ = header_above([*above, first[0]], len(above), 0, columns, page.rules, is_caption, body, False)
        grid = _with_header(grid, header, columns)
    return _with_rows(grid, _rows_below(below, body[-1], columns, is_caption), columns)


def _first_row(grid: Grid) -> list[Band]:
    row = min(cell.row for cell in grid.cells)
    return bands_of(w for cell in grid.cells if cell.row == row for w in cell.words)


def _ink(grid: Grid) -> list[Interval]:
    """Where the ink of each column lies; the middle of a column without any."""
    held: dict[int, list[Word]] = defaultdict(list)
    for cell in grid.cells:
        if cell.column_span == 1:
            held[cell.column] += cell.words
    columns = []
    for c in range(grid.columns):
        low, high = grid.edges[c], grid.edges[c + 1]
        words = [w for w in held[c] if w.x1 > low and w.x0 < high]
        if words:
            columns.append((max(low, min(w.x0 for w in words)), min(high, max(w.x1 for w in words))))
        else:
            columns.append(((2 * low + high) / 3, (low + 2 * high) / 3))
    return columns


def _rows_below(
    bands: Sequence[Band], last: Band, columns: Sequence[Interval], is_caption: Callable[[str], bool]
) -> list[Band]:
    """The rows of figures that follow without a gap."""
    rows: list[Band] = []
    for band in bands:
        near = step(last, band) <= NEAR * band.size
        if not (near and is_seed(band) and fits(band, columns)) or is_caption(band.text):
            break
        rows.append(band)
        last = band
    return rows


def _with_header(grid: Grid, header: Sequence[Band], columns: Sequence[Interval]) -> Grid:
    if not header:
        return grid
    region = Region(grid.page, tuple(header), (), tuple(columns), 1)
    levels = header_levels(region)
    cells: list[Placed] = []
    for row, level in enumerate(levels):
        held: dict[tuple[int, int], list[Word]] = defaultdict(list)
        for band, spans in level:
            for atom, span in zip(band.atoms, spans, strict=True):
                held[span].extend(atom.words)
        cells += [Placed(row, c, tuple(words), 1, n, _width(grid, c, n)) for (c, n), words in sorted(held.items())]
    moved = [replace(cell, row=cell.row + len(levels)) for cell in grid.cells]
    bands = [(level[0][0].top, level[-1][0].bottom) for level in levels]
    box = BBox(grid.box.x0, bands[0][0], grid.box.x1, grid.box.bottom)
    return replace(grid, box=box, bands=[*bands, *grid.bands], cells=[*cells, *moved], header_rows=len(levels))


def _with_rows(grid: Grid, rows: Sequence[Band], columns: Sequence[Interval]) -> Grid:
    if not rows:
        return grid
    region = Region(grid.page, (), tuple(rows), tuple(columns), 1)
    cells = [
        Placed(grid.rows + i, c, atom.words, 1, n, _width(grid, c, n))
        for i, band in enumerate(rows)
        for atom, (c, n) in zip(band.atoms, columns_of(band, region), strict=True)
    ]
    bands = [(band.top, band.bottom) for band in rows]
    box = BBox(grid.box.x0, grid.box.top, grid.box.x1, bands[-1][1])
    return replace(grid, box=box, bands=[*grid.bands, *bands], cells=[*grid.cells, *cells])


def _width(grid: Grid, column: int, count: int) -> float:
    return grid.edges[column + count] - grid.edges[column]
