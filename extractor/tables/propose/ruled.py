"""Grids from drawn rules: connected lines become a lattice, missing segments become merged cells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from extractor.geometry import BBox, clusters
from extractor.page import Rule
from extractor.tables.grid import Grid
from extractor.tables.hypothesis import Interval, Lattice
from extractor.tables.measure import TOUCH, Measure, Net
from extractor.tables.place import place
from extractor.tables.propose.implied import (
    MARGIN,
    Borders,
    with_columns,
    with_parted_cells,
    with_rows,
    without_slivers,
)


def lattices(measure: Measure) -> list[list[Grid]]:
    """The readings of each connected net of rules with at least two cells that hold words.

    First with the borders that the ink implies, then as drawn.
    """
    found = [_readings(measure, net) for net in measure.nets]
    return [readings for readings in found if readings and not _is_plot(readings[0])]


def _is_plot(grid: Grid) -> bool:
    """True where the rows without ink are higher than those with it: the panels of a chart."""
    filled = {row for cell in grid.cells for row in range(cell.row, cell.row + cell.row_span)}
    heights = [bottom - top for top, bottom in grid.bands]
    return 2 * sum(height for row, height in enumerate(heights) if row in filled) < sum(heights)


def _positions(rules: Sequence[Rule], near: float, *, horizontal: bool) -> list[float]:
    """Where lines of one direction lie, each line once."""
    mids = [rule.y_mid if horizontal else rule.x_mid for rule in rules]
    return [sum(group) / len(group) for group in clusters(mids, float, gap=near)]


def _segments(
    rules: Sequence[Rule], at: Sequence[float], near: float, *, horizontal: bool
) -> list[list[tuple[float, float]]]:
    """For each line the intervals along it that are drawn, overlaps merged."""
    lines: list[list[tuple[float, float]]] = [[] for _ in at]
    for rule in rules:
        mid = rule.y_mid if horizontal else rule.x_mid
        after = min(max(bisect_left(at, mid), 1), len(at) - 1)
        index = after - 1 if abs(at[after - 1] - mid) <= abs(at[after] - mid) else after
        lines[index].append((rule.x0, rule.x1) if horizontal else (rule.top, rule.bottom))
    merged = []
    for spans in lines:
        out: list[tuple[float, float]] = []
        for low, high in sorted(spans):
            if out and low <= out[-1][1] + near:
                out[-1] = (out[-1][0], max(out[-1][1], high))
            else:
                out.append((low, high))
        merged.append(out)
    return merged


def _open(spans: Sequence[Interval], at: Sequence[float]) -> list[bool]:
    """For each stretch of a line between two borders whether it is not drawn over most of its length."""
    if any(begin <= at[0] and at[-1] <= end for begin, end in spans):
        return [False] * (len(at) - 1)
    low, high = np.array(at[:-1]), np.array(at[1:])
    drawn = np.zeros(len(low))
    for begin, end in spans:
        drawn += np.maximum(0.0, np.minimum(end, high) - np.maximum(begin, low))
    unruled: list[bool] = (drawn < 0.7 * (high - low)).tolist()
    return unruled


def _readings(measure: Measure, net: Net) -> list[Grid]:
    across = [rule for rule in net.rules if rule.horizontal]
    down = [rule for rule in net.rules if not rule.horizontal]
    if not across or not down:
        return []
    near = TOUCH * measure.size
    ys = _positions([*across, *_open_sides(down, across, measure.size, horizontal=True)], near, horizontal=True)
    xs = _positions([*down, *_open_sides(across, down, measure.size, horizontal=False)], near, horizontal=False)
    if len(ys) < 2 or len(xs) < 3:
        return []
    box = BBox(xs[0], ys[0], xs[-1], ys[-1])
    words = [w for w in measure.page.words if box.x0 <= w.x_mid < box.x1 and box.top <= w.y_mid < box.bottom]
    drawn = Borders(xs, ys, _segments(down, xs, near, horizontal=False), _segments(across, ys, near, horizontal=True))
    implied = without_slivers(drawn, _areas(drawn), words)
    implied = with_rows(with_columns(implied, words, measure), words, measure)
    implied = with_parted_cells(implied, _areas(implied), words)
    distinct = dict.fromkeys(
        Lattice("ruled", measure.page.number, tuple(b.xs), tuple(b.ys), tuple(map(tuple, _areas(b))))
        for b in (implied, drawn)
    )
    found = [place(lattice, words) for lattice in distinct]
    return found if len(found[0].cells) > 1 else []


def _open_sides(lines: Sequence[Rule], crossing: Sequence[Rule], size: float, *, horizontal: bool) -> list[Rule]:
    """The borders that are not drawn: where most lines of one direction run on past the last that cross them.

    `horizontal` tells the direction of the missing borders. A line half as long again as the others is no measure.
    """
    if horizontal:
        return [
            _turned(r)
            for r in _open_sides([_turned(r) for r in lines], [_turned(r) for r in crossing], size, horizontal=False)
        ]
    first, last = min(r.x_mid for r in crossing), max(r.x_mid for r in crossing)
    near = TOUCH * size
    groups = clusters(lines, lambda r: r.y_mid, gap=near)
    left = _common([min(r.x0 for r in g) for g in groups], near)
    right = _common([-max(r.x1 for r in g) for g in groups], near)
    found = []
    if left is not None and first - left > MARGIN * size:
        found.append(Rule(left, lines[0].top, left, lines[0].bottom))
    if right is not None and -right - last > MARGIN * size:
        found.append(Rule(-right, lines[0].top, -right, lines[0].bottom))
    return found


def _common(ends: Sequence[float], near: float) -> float | None:
    """The smallest end that two lines share, or a lone line has; None where no two do."""
    enough = min(2, len(ends))
    return next((min(group) for group in clusters(ends, float, gap=near) if len(group) >= enough), None)


def _turned(rule: Rule) -> Rule:
    box = rule.transposed()
    return Rule(box.x0, box.top, box.x1, box.bottom)


def _areas(borders: Borders) -> list[list[int]]:
    """The number of the merged cell at each elementary place; only rectangles are merged."""
    rows, columns = len(borders.ys) - 1, len(borders.xs) - 1
    area = [[r * columns + c for c in range(columns)] for r in range(rows)]
    sides = [_open(spans, borders.ys) for spans in borders.down[1:-1]]
    feet = [_open(spans, borders.xs) for spans in borders.across[1:-1]]

    def right_open(r: int, c: int) -> bool:
        return c + 1 < columns and sides[c][r]

    def below_open(r: int, c: int) -> bool:
        return r + 1 < rows and feet[r][c]

    taken = [[False] * columns for _ in range(rows)]
    for r in range(rows):
        for c in range(columns):
            if taken[r][c] or not (right_open(r, c) or below_open(r, c)):
                continue
            wide = 1
            while right_open(r, c + wide - 1) and not taken[r][c + wide]:
                wide += 1
            tall = 1
            while all(below_open(r + tall - 1, k) for k in range(c, c + wide)) and all(
                right_open(r + tall, k) for k in range(c, c + wide - 1)
            ):
                tall += 1
            for i in range(r, r + tall):
                for k in range(c, c + wide):
                    taken[i][k] = True
                    area[i][k] = r * columns + c
    return area
