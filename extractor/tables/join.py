"""Which grids are one table: over the page's end, and in pieces on one page.

The columns tell: a table is set again on each page by the same widths, and its pieces stand under each other. Where
borders are drawn they stand where those of the other piece do; where none are, each stands in white of both.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.figure import is_year, looks_numeric
from extractor.page import Word
from extractor.tables.grid import Band, Grid, is_dots
from extractor.tables.hypothesis import Interval
from extractor.tables.measure import ONE_BLANK_LINE, TIGHT

REDRAWN = 0.4
"""Type sizes by which a drawn border may stand off that of the page before: widths are rounded anew on each page, and
a border drawn as a rectangle stops half its width short."""


def goes_on(last: Grid, grid: Grid, bands: Sequence[Band]) -> bool:
    """True where the first grid of a page goes on the one that ended the page before.

    `bands` are the lines of its page outside tables, running heads apart: a text above it begins anew.
    """
    above = any(band.baseline < grid.box.top for band in bands)
    return not above and last.page == grid.page - 1 and same_columns(last, grid)


def is_piece(upper: Grid, lower: Grid, loose: Sequence[Word]) -> bool:
    """True where a grid without a header of its own goes on one above it, with nothing but white between.

    `loose` are the words of their page that stand in no table. A frame that is closed ends its table.
    """
    top, bottom = upper.box.bottom, lower.box.top
    if "ruled" in (upper.method, lower.method):
        return False
    if not is_below(lower, upper) or bottom - top > ONE_BLANK_LINE * lower.size or is_headed(lower):
        return False
    x0, x1 = min(upper.box.x0, lower.box.x0), max(upper.box.x1, lower.box.x1)
    between = any(top < word.y_mid < bottom and x0 < word.x_mid < x1 for word in loose)
    return not between and same_columns(upper, lower)


def is_below(grid: Grid, other: Grid) -> bool:
    """True where a grid begins below another: at most as far up in it as lines may be set tight."""
    return grid.box.top > other.box.bottom - (1 - TIGHT) * other.size


def is_headed(grid: Grid) -> bool:
    """True where the first row of a grid has no figure but years: it is a header."""
    first = min((cell.row for cell in grid.cells), default=0)
    texts = [" ".join(word.text for word in cell.words) for cell in grid.cells if cell.row == first and cell.column]
    return not any(looks_numeric(text) and not is_year(text) and any(map(str.isdigit, text)) for text in texts)


def same_columns(a: Grid, b: Grid) -> bool:
    """True where each border of one grid may be that of the other."""
    if a.columns != b.columns:
        return False
    near = REDRAWN * max(a.size, b.size)
    return all(
        low - near < other_high and other_low - near < high
        for (low, high), (other_low, other_high) in zip(borders(a), borders(b), strict=True)
    )


def borders(grid: Grid) -> list[Interval]:
    """Where each border at the sides and between columns may stand: on its line, else in the white between their ink."""
    if grid.method == "ruled":
        return [(edge, edge) for edge in grid.edges]
    ink: dict[int, list[Word]] = {column: [] for column in range(grid.columns)}
    for cell in grid.cells:
        if cell.column_span == 1:
            ink[cell.column] += [word for word in cell.words if not is_dots(word.text)]
    lefts = [min((w.x0 for w in ink[c]), default=grid.edges[c + 1]) for c in range(grid.columns)]
    rights = [max((w.x1 for w in ink[c]), default=grid.edges[c]) for c in range(grid.columns)]
    # a long text may reach over the next column: the border runs through it
    inner = [(min(pair), max(pair)) for pair in zip(rights, lefts[1:], strict=False)]
    return [(float("-inf"), lefts[0]), *inner, (rights[-1], float("inf"))]
