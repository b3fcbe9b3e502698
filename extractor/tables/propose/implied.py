"""Borders that nobody drew: what the ink inside a lattice says about further rows and columns.

A printer rules the header and leaves the body open, or rules the columns and not the rows. Figures that stand below
each other in one ruled cell, or beside each other, are rows and columns all the same.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.figure import looks_numeric
from extractor.geometry import overlap
from extractor.page import Word
from extractor.tables.cells import cell_text
from extractor.tables.grid import Atom, Band, bands_of
from extractor.tables.hypothesis import Interval
from extractor.tables.measure import Measure
from extractor.tables.rows import grouped

MARGIN = 8.0
"""Points that a cell's margin is at most; ink further in is set right or centred."""
Segments = list[list[Interval]]
"""For each line the intervals along it that are drawn."""


@dataclass(frozen=True, slots=True)
class Borders:
    """The lines of a lattice: `xs` and `ys` where they lie, `down` and `across` how far each is drawn (points)."""

    xs: list[float]
    ys: list[float]
    down: Segments
    across: Segments


def with_columns(borders: Borders, words: Sequence[Word]) -> Borders:
    """The borders and those between columns of figures that share one ruled column."""
    cuts = [
        edge
        for left, right in itertools.pairwise(borders.xs)
        if _holds_several(borders, words, left, right)
        for edge in _channels([w for w in words if left <= w.x_mid < right])
    ]
    if not cuts:
        return borders
    lines = sorted([*zip(borders.xs, borders.down, strict=True), *((x, []) for x in cuts)], key=lambda line: line[0])
    return Borders([x for x, _ in lines], borders.ys, [spans for _, spans in lines], borders.across)


def _holds_several(borders: Borders, words: Sequence[Word], left: float, right: float) -> bool:
    """True where most lines of a ruled column stand in cells with several figures; a broken figure is one."""
    column = [w for w in words if left <= w.x_mid < right]
    margin = min((w.x0 - left for w in column if left < w.x0 < left + MARGIN), default=0.0)
    cells = [[w for w in column if top <= w.y_mid < bottom] for top, bottom in itertools.pairwise(borders.ys)]
    several = sum(len(bands_of(cell)) for cell in cells if _several(cell, right - left - 2 * margin))
    return several > 0 and 2 * several >= len(bands_of(column))


def _several(cell: Sequence[Word], room: float) -> bool:
    if sum(looks_numeric(w.text) for w in cell) < 2:
        return False
    figures = sum(a.numeric for band in bands_of(cell) for a in band.atoms)
    return figures > 1 and not looks_numeric(cell_text(cell, width=room))


def _channels(words: Sequence[Word]) -> list[float]:
    """x between the columns of figures among the words of one ruled column."""
    bands = bands_of(words)
    rows = [band for band in bands if len(band.atoms) > 1 and any(a.numeric for a in band.atoms)]
    columns = _merge((a.x0, a.x1) for row in rows for a in row.atoms)
    held = [[a for row in rows for a in row.atoms if overlap(a.x0, a.x1, *c) > 0] for c in columns]
    if len(columns) < 2 or any(len(atoms) < 2 for atoms in held) or not all(_fits(row, columns) for row in rows):
        return []
    if not any(2 * sum(a.numeric for a in atoms) > len(atoms) for atoms in held):
        return []
    return [(a[1] + b[0]) / 2 for a, b in itertools.pairwise(columns)]


def without_slivers(borders: Borders, areas: Sequence[Sequence[int]], words: Sequence[Word]) -> Borders:
    """The borders but those between columns that are one: merged in a row with ink, and never both filled.

    Such borders come from rules of one line that do not quite meet from row to row.
    """
    kept = [0]
    for i in range(1, len(borders.xs) - 1):
        merged = parted = False
        for row, (top, bottom) in enumerate(itertools.pairwise(borders.ys)):
            strip = [w for w in words if top <= w.y_mid < bottom]
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
    for top, bottom in itertools.pairwise(borders.ys):
        strip = [w for w in words if top <= w.y_mid < bottom]
        rows = _rows(strip, borders, measure)
        for above, below in itertools.pairwise(rows):
            y = (max(b.bottom for b in above) + min(b.top for b in below)) / 2
            open_columns = [i for i in range(len(borders.xs) - 1) if _may_cut(strip, borders, i, y, top, bottom)]
            lines.append((y, [(borders.xs[i], borders.xs[i + 1]) for i in open_columns]))
    lines.sort(key=lambda line: line[0])
    return Borders(borders.xs, [y for y, _ in lines], borders.down, [spans for _, spans in lines])


def _rows(strip: Sequence[Word], borders: Borders, measure: Measure) -> list[list[Band]]:
    """The rows in a ruled row; one where no column of figures has several figures beside as many labels."""
    columns = list(itertools.pairwise(borders.xs))
    held = [bands_of(w for w in strip if left <= w.x_mid < right) for left, right in columns]
    figures = [sum(any(a.numeric and not a.year for a in band.atoms) for band in bands) for bands in held]
    first = next((i for i, count in enumerate(figures) if i and count > 1), None)
    if first is None or not any(_holds_several(borders, strip, *column) for column in columns[first:]):
        return []
    labels = bands_of(w for w in strip if w.x_mid < columns[first][0])
    if len(labels) < max(figures[first:]):
        return []
    return grouped(bands_of(strip), borders.xs[1:-1], measure)


def _may_cut(strip: Sequence[Word], borders: Borders, column: int, y: float, top: float, bottom: float) -> bool:
    """True where a new line may run through a column: it has ink above and below, or none at all in the row."""
    left, right = borders.xs[column], borders.xs[column + 1]
    inside = [w for w in strip if left <= w.x_mid < right]
    return not any(w.top + 1 < y < w.bottom - 1 for w in inside)


def with_parted_cells(borders: Borders, areas: Sequence[Sequence[int]], words: Sequence[Word]) -> Borders:
    """The borders and those inside merged cells whose texts stand apart, or whose only figure stands at one side."""
    down = [list(spans) for spans in borders.down]
    columns = len(borders.xs) - 1
    for number in sorted({n for row in areas for n in row}):
        row, column = divmod(number, columns)
        wide = sum(1 for n in areas[row] if n == number)
        if wide < 2:
            continue
        tall = sum(1 for line in areas if line[column] == number)
        top, bottom = borders.ys[row], borders.ys[row + tall]
        left, right = borders.xs[column], borders.xs[column + wide]
        inside = [w for w in words if left <= w.x_mid < right and top <= w.y_mid < bottom]
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


def _merge(intervals: Iterable[Interval]) -> list[Interval]:
    """Disjoint intervals that cover the same points."""
    out: list[Interval] = []
    for low, high in sorted(intervals):
        if out and low <= out[-1][1] + 0.5:
            out[-1] = (out[-1][0], max(out[-1][1], high))
        else:
            out.append((low, high))
    return out


def _touched(atom: Atom, columns: Sequence[Interval]) -> list[int]:
    """Indexes of the columns that an atom overlaps."""
    return [i for i, (low, high) in enumerate(columns) if overlap(atom.x0, atom.x1, low, high) > 0]


def _fits(band: Band, columns: Sequence[Interval]) -> bool:
    """True where each atom stands in a column of its own."""
    homes = [_touched(atom, columns) for atom in band.atoms]
    taken = [home[0] for home in homes if home]
    return len(band.atoms) <= len(columns) and all(len(h) <= 1 for h in homes) and len(taken) == len(set(taken))
