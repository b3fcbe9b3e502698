"""What a reading costs: a sum of few terms, each a fact of print that a right reading does not show.

The weights are fitted by `tests/benchmarks/fit_cost.py` over all corpora; it prints what they give when one corpus is
left out.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from extractor.figure import looks_numeric
from extractor.tables.cells import cell_text
from extractor.tables.grid import Band, Grid, Placed, bands_of, count_bands, is_dots
from extractor.tables.measure import LEVEL, Measure, Net
from extractor.tables.propose.gutters import apart

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to read a region: its grids, the region's lines, and what was measured on the page."""

    grids: tuple[Grid, ...]
    lines: int
    measure: Measure


@dataclass(frozen=True)  # no slots: what is asked again and again is kept
class Inked:
    """A cell and whether its text is a figure, once for all terms."""

    cell: Placed
    numeric: bool

    @cached_property
    def bands(self) -> list[Band]:
        """The cell's lines."""
        return bands_of(self.cell.words)


def inked(grid: Grid) -> list[Inked]:
    """The cells of a grid with what is printed in them."""
    found = []
    for cell in grid.cells:
        text = cell_text(cell.words, width=cell.width - 2 * grid.padding)
        found.append(Inked(cell, looks_numeric(text)))
    return found


Term = Callable[[Grid, Sequence[Inked], Measure], float]


def beside(grid: Grid, cells: Sequence[Inked], measure: Measure) -> float:
    """Texts beside each other on a line of one cell, where white as between columns runs through its whole column."""
    columns: dict[tuple[int, int], list[Inked]] = defaultdict(list)
    for each in cells:
        columns[each.cell.column, each.cell.column_span].append(each)
    return sum((value for held in columns.values() for value in _beside(held, measure.size)), start=0.0)


def _beside(cells: Sequence[Inked], size: float) -> Iterator[float]:
    """The same for each pair in one column: it counts by the share of the lines around it that are white there."""
    several = [each for each in cells if not each.numeric and len(each.cell.words) > 1]
    pairs = [pair for each in several for band in each.bands for pair in itertools.pairwise(band.atoms)]
    pairs = [(a, b) for a, b in pairs if a.x1 < b.x0]  # OCR boxes texts over each other
    if not pairs:
        return
    bands = [band for each in cells for band in each.bands]
    lines = [[word for atom in band.atoms for word in atom.words] for band in bands]
    x = np.array([[(a.x1 + b.x0) / 2] for a, b in pairs])
    around = (np.array([b.atoms[0].x0 for b in bands]) < x) & (x < np.array([b.atoms[-1].x1 for b in bands]))
    ink = (np.array([w.x0 for line in lines for w in line]) < x) & (
        x < np.array([w.x1 for line in lines for w in line])
    )
    first = np.cumsum([0, *map(len, lines[:-1])])
    clear = around & ~np.logical_or.reduceat(ink, first, axis=1)
    counts = zip(clear.sum(axis=1).tolist(), around.sum(axis=1).tolist(), strict=True)
    for (a, b), (white, count) in zip(pairs, counts, strict=True):
        yield apart(a, b, size) ** 2 * white / count


def stacked(grid: Grid, cells: Sequence[Inked], measure: Measure) -> float:
    """Figures under each other in one cell: rows that were taken for one."""
    several = [each for each in cells if not each.numeric and len(each.cell.words) > 1]
    lines = [sum(any(a.numeric and not a.year for a in band.atoms) for band in each.bands) for each in several]
    return float(sum(max(count - 1, 0) for count in lines))


def over(grid: Grid, cells: Sequence[Inked], measure: Measure) -> float:
    """Figures over several columns: no figure stands in two."""
    return float(sum(each.numeric and each.cell.column_span > 1 and not _year(each) for each in cells))


def cut(grid: Grid, cells: Sequence[Inked], measure: Measure) -> float:
    """Words that a border cuts."""
    near = LEVEL * measure.size
    count = 0
    for each in cells:
        low = grid.edges[each.cell.column]
        high = grid.edges[each.cell.column + each.cell.column_span]
        level = [w for w in each.cell.words if w.angle == 0 and not is_dots(w.text)]
        count += sum(w.x0 < low - near or w.x1 > high + near for w in level)
    return float(count)


def foreign(grid: Grid, cells: Sequence[Inked], measure: Measure) -> float:
    """Words among the figures of a column, and figures among its words."""
    count = 0
    for held in _bodies(cells):
        figures = sum(each.numeric for each in held)
        count += min(figures, len(held) - figures)
    return float(count)


def thin(grid: Grid, cells: Sequence[Inked], measure: Measure) -> float:
    """Columns with ink in one row at most: words of one column that stand apart by chance."""
    filled: dict[int, set[int]] = defaultdict(set)
    for each in cells:
        if each.cell.column_span == 1:
            filled[each.cell.column].add(each.cell.row)
    if count_bands(grid.words) <= 3:  # lines, not rows: a reading that puts rows together is judged alike
        return 0.0
    return float(sum(len(filled[c]) <= 1 for c in range(grid.columns)))


def bare(grid: Grid, cells: Sequence[Inked], measure: Measure) -> float:
    """Rows without ink right of the labels: lines of one row that were taken for two, or text that is none."""
    right = {each.cell.row for each in cells if each.cell.column + each.cell.column_span > 1}
    return float(len({each.cell.row for each in cells} - right))


def unnamed(grid: Grid, cells: Sequence[Inked], measure: Measure) -> float:
    """Rows of figures without a label: a table's first column names its rows."""
    named = {each.cell.row for each in cells if each.cell.column == 0}
    return float(len({each.cell.row for each in cells} - named))


def crossed(grid: Grid, cells: Sequence[Inked], measure: Measure) -> float:
    """Drawn rules that run through a cell, between its words: what is ruled off is another cell."""
    box, near = grid.box, LEVEL * measure.size
    across = [r for r in measure.across if box.top < r.y_mid < box.bottom and r.x0 < box.x1 and r.x1 > box.x0]
    down = [r for r in measure.down if box.x0 < r.x_mid < box.x1 and r.top < box.bottom and r.bottom > box.top]
    level = [[w for w in each.cell.words if w.angle == 0] for each in cells if len(each.cell.words) > 1]
    several = [words for words in level if len(words) > 1]
    if not several or not (across or down):
        return 0.0
    top = np.array([[min([w.baseline for w in words]) + near] for words in several])
    bottom = np.array([[max([w.baseline for w in words]) - measure.size + near] for words in several])
    x0 = np.array([[min([w.x1 for w in words]) - near] for words in several])
    x1 = np.array([[max([w.x0 for w in words]) + near] for words in several])
    return float(
        _through((x0 + x1) / 2, top, bottom, [(r.y_mid, r.x0, r.x1) for r in across])
        + _through((top + bottom) / 2, x0, x1, [(r.x_mid, r.top, r.bottom) for r in down])
    )


def _through(middle: Floats, low: Floats, high: Floats, rules: Sequence[tuple[float, float, float]]) -> int:
    """How often a rule (where it lies, begins and ends) runs between the lowest and highest word of a cell."""
    at, begin, end = np.array(rules).reshape(-1, 3).T
    return int(((low < at) & (at < high) & (begin < middle) & (middle < end)).sum())


def undrawn(grid: Grid, cells: Sequence[Inked], measure: Measure) -> float:
    """Texts beside each other in two columns of a framed net with no rule between them: who rules columns rules all of them."""
    near = LEVEL * measure.size
    count = 0
    for net in _framed(grid, measure):
        down = [r for r in net.rules if not r.horizontal]
        inside = [each.cell for each in cells if _stands_in(each.cell, net)]
        pairs = [(a, b) for a, b in itertools.pairwise(inside) if a.row == b.row]
        if not pairs:
            continue
        x0 = np.array([[max([w.x1 for w in a.words]) - near] for a, _ in pairs])
        x1 = np.array([[min([w.x0 for w in b.words]) + near] for _, b in pairs])
        y = np.array([[a.words[0].y_mid] for a, _ in pairs])
        at, begin, end = np.array([(r.x_mid, r.top, r.bottom) for r in down]).T
        drawn = (x0 < at) & (at < x1) & (begin - near < y) & (y < end + near)
        count += int((~drawn.any(axis=1)).sum())
    return float(count)


def beyond(grid: Grid, cells: Sequence[Inked], measure: Measure) -> float:
    """Texts on the lines of a framed net of rules, left or right of it: what a frame shuts out is of another table."""
    count = 0
    for net in _framed(grid, measure):
        level = [each.cell for each in cells if net.box.top < each.cell.words[0].y_mid < net.box.bottom]
        count += sum(c.words[0].x1 < net.box.x0 or c.words[0].x0 > net.box.x1 for c in level)
    return float(count)


def _framed(grid: Grid, measure: Measure) -> list[Net]:
    """The framed nets with columns of their own that share ground with a grid."""
    box = grid.box
    return [
        net
        for net in measure.nets
        if net.parted
        and net.framed
        and net.box.x0 < box.x1
        and box.x0 < net.box.x1
        and net.box.top < box.bottom
        and box.top < net.box.bottom
    ]


def _stands_in(cell: Placed, net: Net) -> bool:
    word = cell.words[0]
    return net.box.x0 < word.x_mid < net.box.x1 and net.box.top < word.y_mid < net.box.bottom


def left(grid: Grid, cells: Sequence[Inked], measure: Measure) -> float:
    """Words that found no place."""
    return float(len(grid.unplaced))


TERMS: dict[str, Term] = {
    "beside": beside,
    "stacked": stacked,
    "over": over,
    "cut": cut,
    "foreign": foreign,
    "thin": thin,
    "bare": bare,
    "unnamed": unnamed,
    "crossed": crossed,
    "undrawn": undrawn,
    "beyond": beyond,
    "left": left,
}
WEIGHTS: dict[str, float] = {
    "beside": 1.52,
    "stacked": 1.14,
    "over": 1.00,
    "cut": 0.86,
    "foreign": 1.10,
    "thin": 1.12,
    "bare": 0.51,
    "unnamed": 0.27,
    "crossed": 3.01,
    "undrawn": 0.94,
    "beyond": 2.44,
    "left": 1.00,
    "outside": 0.93,
    "torn": 1.02,
    "white": 0.02,
}
"""`outside`: lines of the region in none of its tables; `torn`: its tables but one; `white`: readings without rules."""


def terms_of(reading: Reading) -> dict[str, float]:
    """What the reading shows of each term, a line of the region."""
    total = dict.fromkeys(WEIGHTS, 0.0)
    within = 0
    for grid in reading.grids:
        cells = inked(grid)
        for name, term in TERMS.items():
            total[name] += term(grid, cells, reading.measure)
        within += count_bands(grid.words)
        total["white"] += grid.method != "ruled"
    total["outside"] = float(max(reading.lines - within, 0))
    total["torn"] = float(len(reading.grids) - 1)
    return {name: value / max(reading.lines, 1) for name, value in total.items()}


def cost(reading: Reading) -> float:
    """The sum of the terms by their weights."""
    return sum(WEIGHTS[name] * value for name, value in terms_of(reading).items())


def _bodies(cells: Sequence[Inked]) -> Iterator[list[Inked]]:
    """The cells of each column below its first figure."""
    columns: dict[int, list[Inked]] = defaultdict(list)
    for each in sorted(cells, key=lambda e: e.cell.row):
        if each.cell.column_span == 1:
            columns[each.cell.column].append(each)
    for held in columns.values():
        yield list(itertools.dropwhile(lambda each: not each.numeric, held))


def _year(each: Inked) -> bool:
    return all(a.year for band in each.bands for a in band.atoms)
