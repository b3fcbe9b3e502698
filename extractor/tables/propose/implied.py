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
from extractor.tables.grid import Band, bands_of, count_bands
from extractor.tables.hypothesis import Interval
from extractor.tables.measure import CENTRED, LEVEL, Measure
from extractor.tables.propose.gutters import gutters
from extractor.tables.rows import grouped

MARGIN = 0.8
"""Type sizes that a cell's margin is at most: ink further in is set right or centred, and lines that run on further past
the last border have a cell there."""
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
    cells = _cells(borders, words)
    cuts = [
        edge
        for c, (left, right) in enumerate(itertools.pairwise(borders.xs))
        if _holds_several([row[c] for row in cells], left, right, measure)
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


def _cells(borders: Borders, words: Sequence[Word]) -> list[list[list[Word]]]:
    """The words at each place between borders, row by row."""
    return [_columns(borders.xs, strip) for strip in _strips(borders.ys, words)]


def _columns(xs: Sequence[float], strip: Sequence[Word]) -> list[list[Word]]:
    """The words of a row between each two borders, left to right."""
    columns: list[list[Word]] = [[] for _ in range(len(xs) - 1)]
    for word in strip:
        column = bisect_right(xs, word.x_mid) - 1
        if 0 <= column < len(columns):
            columns[column].append(word)
    return columns


def _holds_several(cells: Sequence[Sequence[Word]], left: float, right: float, measure: Measure) -> bool:
    """True where most lines of a ruled column stand in cells with several figures; a broken figure is one."""
    inside = [w.x0 - left for cell in cells for w in cell if left < w.x0 < left + MARGIN * measure.size]
    room = right - left - 2 * min(inside, default=0.0)
    several = sum(count_bands(cell) for cell in cells if _several(cell, room))
    return several > 0 and 2 * several >= sum(map(count_bands, cells))


def _several(cell: Sequence[Word], room: float) -> bool:
    if len(cell) < 2 or sum(looks_numeric(w.text) for w in cell) < 2:
        return False
    figures = sum(a.numeric for band in bands_of(cell) for a in band.atoms)
    return figures > 1 and not looks_numeric(cell_text(cell, width=room))


def without_slivers(borders: Borders, areas: Sequence[Sequence[int]], words: Sequence[Word]) -> Borders:
    """The borders but those between columns that are one: merged in a row with ink, and never both filled.

    Such borders come from rules of one line that do not quite meet from row to row.
    """
    kept = [0]
    strips = _strips(borders.ys, words)
    filled = [[bool(cell) for cell in _columns(borders.xs, strip)] for strip in strips]
    for i in range(1, len(borders.xs) - 1):
        beside = [(any(row[kept[-1] : i]), row[i]) for row in filled]
        both = (strip for strip, sides in zip(strips, beside, strict=True) if all(sides))
        parted = any(not any(w.x0 < borders.xs[i] < w.x1 for w in strip) for strip in both)
        if parted or not any(any(sides) and row[i - 1] == row[i] for row, sides in zip(areas, beside, strict=True)):
            kept.append(i)
    kept.append(len(borders.xs) - 1)
    return Borders([borders.xs[i] for i in kept], borders.ys, [borders.down[i] for i in kept], borders.across)


def with_rows(borders: Borders, words: Sequence[Word], measure: Measure) -> Borders:
    """The borders and those between rows of figures that share one ruled row."""
    lines = list(zip(borders.ys, borders.across, strict=True))
    for strip in _strips(borders.ys, words):
        cells = _columns(borders.xs, strip)
        rows = _rows(strip, cells, borders, measure)
        merged = _merged(cells, measure) if len(rows) > 1 else set()
        for above, below in itertools.pairwise(rows):
            y = (max(b.bottom for b in above) + min(b.top for b in below)) / 2
            spans = enumerate(itertools.pairwise(borders.xs))
            lines.append((y, [span for i, span in spans if i not in merged and _may_cut(cells[i], y)]))
    lines.sort(key=lambda line: line[0])
    return Borders(borders.xs, [y for y, _ in lines], borders.down, [spans for _, spans in lines])


def _rows(
    strip: Sequence[Word], cells: Sequence[Sequence[Word]], borders: Borders, measure: Measure
) -> list[list[Band]]:
    """The rows in a ruled row; one where no column of figures has several figures beside as many labels."""
    figures = [_figure_lines(cell) if len(cell) > 1 else 0 for cell in cells]  # one word is no two rows
    first = next((i for i, count in enumerate(figures) if i and count > 1), None)
    if first is None:
        return []
    columns = list(zip(cells, itertools.pairwise(borders.xs), strict=True))[first:]
    if not any(_holds_several([cell], *column, measure) for cell, column in columns):
        return []
    if count_bands(w for w in strip if w.x_mid < borders.xs[first]) < max(figures[first:]):
        return []
    return grouped(bands_of(strip), borders.xs[1:-1], measure)


def _merged(cells: Sequence[Sequence[Word]], measure: Measure) -> set[int]:
    """The columns left of the figures whose only text stands in the middle of a ruled row of several lines.

    A label of its first line alone would stand at the top.
    """
    found = set()
    top, bottom = min(w.top for cell in cells for w in cell), max(w.bottom for cell in cells for w in cell)
    for column, cell in enumerate(cells):
        if any(looks_numeric(w.text) for w in cell):
            break
        if not cell:
            continue
        above, below = min(w.top for w in cell) - top, bottom - max(w.bottom for w in cell)
        if above > 0.5 * measure.size and abs(above - below) / 2 < CENTRED * measure.size:
            found.add(column)
    return found


def _figure_lines(cell: Sequence[Word]) -> int:
    """How many lines of a cell have figures."""
    return sum(any(a.numeric and not a.year for a in band.atoms) for band in bands_of(cell))


def _may_cut(cell: Sequence[Word], y: float) -> bool:
    """True where a new line may run through a cell: between its words, or where it has none."""
    return not any(w.top + LEVEL * w.size < y < w.bottom - LEVEL * w.size for w in cell)


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
            if not any(a.x0 + LEVEL * a.size < borders.xs[i] < a.x1 - LEVEL * a.size for a in atoms)
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
