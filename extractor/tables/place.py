"""The only code that puts words into cells: each word of a region goes where the hypothesis says, or is left over."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from extractor.geometry import BBox, overlap
from extractor.page import Word
from extractor.tables.grid import Atom, Grid, Placed
from extractor.tables.hypothesis import Aligned, Interval, Lattice, Span


def place(hypothesis: Aligned | Lattice, words: Sequence[Word]) -> Grid:
    """The grid of a hypothesis; what it has no place for is in `unplaced`."""
    return _between(hypothesis, words) if isinstance(hypothesis, Lattice) else _under(hypothesis)


def _between(lattice: Lattice, words: Sequence[Word]) -> Grid:
    """The grid between borders: a word stands where its middle does."""
    held: dict[int, list[Word]] = defaultdict(list)
    left: list[Word] = []
    for word in words:
        row, column = bisect_right(lattice.ys, word.y_mid) - 1, bisect_right(lattice.xs, word.x_mid) - 1
        if 0 <= row < len(lattice.ys) - 1 and 0 <= column < len(lattice.xs) - 1:
            held[lattice.areas[row][column]].append(word)
        else:
            left.append(word)
    columns = len(lattice.xs) - 1
    down = list(zip(*lattice.areas, strict=True))
    cells = []
    for number, inside in held.items():
        row, column = divmod(number, columns)
        wide, tall = _run(lattice.areas[row], column), _run(down[column], row)
        width = lattice.xs[column + wide] - lattice.xs[column]
        cells.append(Placed(row, column, tuple(inside), tall, wide, width))
    return Grid(
        lattice.page,
        lattice.box,
        list(lattice.xs),
        list(itertools.pairwise(lattice.ys)),
        sorted(cells, key=lambda cell: (cell.row, cell.column)),
        lattice.kind,
        left,
    )


def _run(areas: Sequence[int], first: int) -> int:
    """How many places from the first on are of its area."""
    other = (i for i in range(first + 1, len(areas)) if areas[i] != areas[first])
    return next(other, len(areas)) - first


def _under(hypothesis: Aligned) -> Grid:
    """The grid of columns of ink: a text stands in the column that it begins in, a header where its level says."""
    rows: list[dict[Span, list[Word]]] = []
    bands: list[tuple[float, float]] = []
    for level in hypothesis.header:
        held: dict[Span, list[Word]] = defaultdict(list)
        for atom, span in level.heads:
            held[span] += atom.words
        rows.append(held)
        bands.append((min(b.top for b in level.bands), max(b.bottom for b in level.bands)))
    for row in hypothesis.rows:
        held = defaultdict(list)
        for band in row:
            for atom, span in zip(band.atoms, _columns_of(band.atoms, hypothesis.columns), strict=True):
                held[span] += atom.words
        rows.append(held)
        bands.append((min(b.top for b in row), max(b.bottom for b in row)))
    atoms = [atom for band in hypothesis.bands for atom in band.atoms]
    box = BBox(
        min(a.x0 for a in atoms), min(a.top for a in atoms), max(a.x1 for a in atoms), max(a.bottom for a in atoms)
    )
    inner = [(a[1] + b[0]) / 2 for a, b in itertools.pairwise(hypothesis.columns)]
    edges = [min(box.x0, hypothesis.columns[0][0]), *inner, max(box.x1, hypothesis.columns[-1][1])]
    cells = [
        Placed(number, first, tuple(words), 1, count, _width(hypothesis.columns, first, count))
        for number, row in enumerate(rows)
        for (first, count), words in sorted(row.items())
    ]
    return Grid(hypothesis.page, box, edges, bands, cells, hypothesis.kind, [], header_rows=len(hypothesis.header))


def _width(columns: Sequence[Interval], first: int, count: int) -> float:
    return columns[first + count - 1][1] - columns[first][0]


def _columns_of(atoms: Sequence[Atom], columns: Sequence[Interval]) -> list[Span]:
    """The column that each text of a line of the body stands in: the first that it touches.

    A text that touches none, between two columns, stands in the nearer one.
    """
    spans: list[Span] = []
    ends = [high for _, high in columns]
    for atom in atoms:
        near = range(bisect_right(ends, atom.x0), len(columns))
        touched = next((i for i in near if overlap(atom.x0, atom.x1, *columns[i]) > 0), None)
        if touched is None:
            touched = max(range(len(columns)), key=lambda i: overlap(atom.x0, atom.x1, *columns[i]))
        spans.append((touched, 1))
    return spans
