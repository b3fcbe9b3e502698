"""Borders that nobody drew: what the ink inside a lattice says about further rows and columns.

A printer rules the header and leaves the body open, or rules the columns and not the rows. Figures that stand below
each other in one ruled cell, or beside each other, are rows and columns all the same.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.figure import looks_numeric
from extractor.page import Word
from extractor.tables.cells import cell_text
from extractor.tables.grid import Band, bands_of
from extractor.tables.hypothesis import Interval
from extractor.tables.measure import Measure
from extractor.tables.propose.gutters import gutters
from extractor.tables.rows import grouped

MARGIN = 0.8
"""Type sizes that a cell's margin is at most; ink further in is set right or centred."""
Segments = list[list[Interval]]
"""For each line the intervals along it that are drawn."""


@dataclass(frozen=True, slots=True)
class Borders:
    """The lines of a lattice: `xs` and `ys` where they lie, `down` and `across` how far each is drawn (points)."""

    xs: list[float]
    ys: list[float]
    down: Segments
    across: Segments


def with_columns(borders: Borders, words: Sequence[Word], measure: Measure) -> Borders:
    """The borders and those between columns of figures that share one ruled column."""
    strips = _strips(borders.ys, words)
    cuts = [
        edge
        for left, right in itertools.pairwise(borders.xs)
        if _holds_several(strips, left, right, measure)
        for edge in gutters(bands_of(w for w in words if left <= w.x_mid < right), measure.size, least=1.0)
    ]
    if not cuts:
        return borders
    lines = sorted([*zip(borders.xs, borders.down, strict=True), *((x, []) for x in cuts)], key=lambda line: line[0])
    return Borders([x for x, _ in lines], borders.ys, [spans for _, spans in lines], borders.across)


def _strips(ys: Sequence[float], words: Sequence[Word]) -> list[list[Word]]:
    """The words between each two borders, top to bottom."""
    strips: list[list[Word]] = [[] for _ in range(len(ys) - 1)]
    for word in words:
        row = bisect_right(ys, word.y_mid) - 1
        if 0 <= row < len(strips):
            strips[row].append(word)
    return strips


def _holds_several(strips: Sequence[Sequence[Word]], left: float, right: float, measure: Measure) -> bool:
    """True where most lines of a ruled column stand in cells with several figures; a broken figure is one."""
    cells = [[w for w in strip if left <= w.x_mid < right] for strip in strips]
    inside = [w.x0 - left for cell in cells for w in cell if left < w.x0 < left + MARGIN * measure.size]
    room = right - left - 2 * min(inside, default=0.0)
    lines = [len(bands_of(cell)) for cell in cells]
    several = sum(count for cell, count in zip(cells, lines, strict=True) if _several(cell, room))
    return several > 0 and 2 * several >= sum(lines)


def _several(cell: Sequence[Word], room: float) -> bool:
    if sum(looks_numeric(w.text) for w in cell) < 2:
        return False
    figures = sum(a.numeric for band in bands_of(cell) for a in band.atoms)
    return figures > 1 and not looks_numeric(cell_text(cell, width=room))


def without_slivers(borders: Borders, areas: Sequence[Sequence[int]], words: Sequence[Word]) -> Borders:
    """The borders but those between columns that are one: merged in a row with ink, and never both filled.

    Such borders come from rules of one line that do not quite meet from row to row.
    """
    kept = [0]
    strips = _strips(borders.ys, words)
    for i in range(1, len(borders.xs) - 1):
        merged = parted = False
        for row, strip in enumerate(strips):
            left = any(borders.xs[kept[-1]] <= w.x_mid < borders.xs[i] for w in strip)
            right = any(borders.xs[i] <= w.x_mid < borders.xs[i + 1] for w in strip)
            merged = merged or (areas[row][i - 1] == areas[row][i] and (left or right))
            parted = parted or (left and right and not any(w.x0 < borders.xs[i] < w.x1 for w in strip))
        if parted or not merged:
            kept.append(i)
    kept.append(len(borders.xs) - 1)
    return Borders([borders.xs[i] for i in kept], borders.ys, [borders.down[i] for i in kept], borders.across)


def with_rows(borders: Borders, words: Sequence[Word], measure: Measure) -> Borders:
    """The borders and those between rows of figures that share one ruled row."""
    lines = list(zip(borders.ys, borders.across, strict=True))
    for strip in _strips(borders.ys, words):
        rows = _rows(strip, borders, measure)
        merged = _merged(strip, borders, measure) if len(rows) > 1 else set()
        for above, below in itertools.pairwise(rows):
            y = (max(b.bottom for b in above) + min(b.top for b in below)) / 2
            open_columns = [i for i in range(len(borders.xs) - 1) if i not in merged and _may_cut(strip, borders, i, y)]
            lines.append((y, [(borders.xs[i], borders.xs[i + 1]) for i in open_columns]))
    lines.sort(key=lambda line: line[0])
    return Borders(borders.xs, [y for y, _ in lines], borders.down, [spans for _, spans in lines])


def _rows(strip: Sequence[Word], borders: Borders, measure: Measure) -> list[list[Band]]:
    """The rows in a ruled row; one where no column of figures has several figures beside as many labels."""
    columns = list(itertools.pairwise(borders.xs))
    held = [bands_of(w for w in strip if left <= w.x_mid < right) for left, right in columns]
    figures = [sum(any(a.numeric and not a.year for a in band.atoms) for band in bands) for bands in held]
    first = next((i for i, count in enumerate(figures) if i and count > 1), None)
    if first is None or not any(_holds_several([strip], *column, measure) for column in columns[first:]):
        return []
    labels = bands_of(w for w in strip if w.x_mid < columns[first][0])
    if len(labels) < max(figures[first:]):
        return []
    return grouped(bands_of(strip), borders.xs[1:-1], measure)


def _merged(strip: Sequence[Word], borders: Borders, measure: Measure) -> set[int]:
    """The columns left of the figures whose only text stands in the middle of a ruled row of several lines.

    A label of its first line alone would stand at the top.
    """
    found = set()
    top, bottom = min(w.top for w in strip), max(w.bottom for w in strip)
    for column, (left, right) in enumerate(itertools.pairwise(borders.xs)):
        own = [w for w in strip if left <= w.x_mid < right]
        if any(looks_numeric(w.text) for w in own):
            break
        if not own:
            continue
        above, below = min(w.top for w in own) - top, bottom - max(w.bottom for w in own)
        if above > 0.5 * measure.size and abs(above - below) < 0.6 * measure.size:
            found.add(column)
    return found


def _may_cut(strip: Sequence[Word], borders: Borders, column: int, y: float) -> bool:
    """True where a new line may run through a column: it has ink above and below, or none at all in the row."""
    left, right = borders.xs[column], borders.xs[column + 1]
    inside = [w for w in strip if left <= w.x_mid < right]
    return not any(w.top + 1 < y < w.bottom - 1 for w in inside)


def with_parted_cells(borders: Borders, areas: Sequence[Sequence[int]], words: Sequence[Word]) -> Borders:
    """The borders and those inside merged cells whose texts stand apart, or whose only figure stands at one side."""
    down = [list(spans) for spans in borders.down]
    columns = len(borders.xs) - 1
    strips = _strips(borders.ys, words)
    for number in sorted({n for row in areas for n in row}):
        row, column = divmod(number, columns)
        wide = areas[row].count(number)
        if wide < 2:
            continue
        tall = sum(1 for line in areas if line[column] == number)
        top, bottom = borders.ys[row], borders.ys[row + tall]
        left, right = borders.xs[column], borders.xs[column + wide]
        inside = [w for strip in strips[row : row + tall] for w in strip if left <= w.x_mid < right]
        atoms = [atom for band in bands_of(inside) for atom in band.atoms]
        free = [
            i
            for i in range(column + 1, column + wide)
            if not any(a.x0 + 0.5 < borders.xs[i] < a.x1 - 0.5 for a in atoms)
        ]
        parted = [
            i
            for i in free
            if any(a.x_mid < borders.xs[i] for a in atoms) and any(a.x_mid > borders.xs[i] for a in atoms)
        ]
        lone = len(atoms) == 1 and atoms[0].numeric and not atoms[0].year
        if parted or (lone and abs(atoms[0].x_mid - (left + right) / 2) > (right - left) / 4):
            for i in free:
                down[i].append((top, bottom))
    return Borders(borders.xs, borders.ys, down, borders.across)
