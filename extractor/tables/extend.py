"""Lines of a ruled table outside its rules: a header on a coloured band above, a total below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from extractor.figure import is_year, looks_numeric
from extractor.geometry import BBox
from extractor.page import Word
from extractor.tables.grid import Band, Grid, bands_of
from extractor.tables.heads import header_levels
from extractor.tables.hypothesis import Aligned, Interval
from extractor.tables.measure import CENTRED, Measure
from extractor.tables.place import place
from extractor.tables.rows import grouped
from extractor.tables.trim import has_figure


def extended(grid: Grid, lines: Sequence[Band], measure: Measure) -> Grid:
    """The grid with the lines of its region above and below its rules, in its own columns."""
    columns = _ink(grid)
    above = [band for band in lines if (band.top + band.bottom) / 2 < grid.box.top]
    below = [band for band in lines if (band.top + band.bottom) / 2 > grid.box.bottom]
    if all(_tells(band, grid) for band in above) and _is_headed(grid):
        above = []  # a title, or the unit of the figures: the header stands inside
    if has_figure(bands_of(grid.words)) and not has_figure(below):
        below = []  # a total stands below its frame, or a note
    if above:
        first = bands_of(grid.words)[0].baseline
        levels = header_levels(above, first, columns, 1, measure.across, measure.size)
        grid = _joined(place(Aligned(grid.method, grid.page, columns, 1, tuple(levels), ()), ()), grid, own=grid)
        grid = replace(grid, header_rows=len(levels))
    if below:
        rows = grouped(below, grid.edges[1:-1], measure)
        grid = _joined(
            grid, place(Aligned(grid.method, grid.page, columns, 1, (), tuple(map(tuple, rows))), ()), own=grid
        )
    return grid


def _tells(band: Band, grid: Grid) -> bool:
    """True for texts over the first column alone, or one that stands in the middle of no columns right of it."""
    if band.atoms[-1].x0 < grid.edges[1]:
        return True
    middles = [(left + grid.edges[-1]) / 2 for left in grid.edges[1:-2]]
    centred = any(abs(band.atoms[0].x_mid - middle) < CENTRED * band.size for middle in middles)
    return len(band.atoms) == 1 and not centred


def _is_headed(grid: Grid) -> bool:
    """True where the first row between the rules has texts over several columns, and no figure but years."""
    texts = [" ".join(w.text for w in cell.words) for cell in grid.cells if cell.row == 0]
    return len(texts) > 1 and not any(looks_numeric(text) and not is_year(text) for text in texts)


def _ink(grid: Grid) -> tuple[Interval, ...]:
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
    return tuple(columns)


def _joined(upper: Grid, lower: Grid, *, own: Grid) -> Grid:
    """Two grids of the same columns, one under the other; borders and kind are those of `own`."""
    widths = [b - a for a, b in zip(own.edges, own.edges[1:], strict=False)]
    cells = [
        *upper.cells,
        *(replace(cell, row=cell.row + upper.rows) for cell in lower.cells),
    ]
    cells = [replace(c, width=sum(widths[c.column : c.column + c.column_span])) for c in cells]
    box = BBox(min(upper.box.x0, lower.box.x0), upper.box.top, max(upper.box.x1, lower.box.x1), lower.box.bottom)
    return replace(
        own, box=box, bands=[*upper.bands, *lower.bands], cells=cells, unplaced=[*upper.unplaced, *lower.unplaced]
    )
