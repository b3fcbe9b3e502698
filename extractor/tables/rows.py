"""Which lines of a table make one row: a wrapped label, a cell over several lines, a figure between the lines of its label.

For each line and the next it is decided whether a new row begins, by weights learnt on all corpora
(`tests/benchmarks/train_rows.py`): no single measure of leading, rules or filled columns tells it in every table.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractor.geometry import overlap
from extractor.page import Rule
from extractor.tables.grid import Atom, Band
from extractor.tables.measure import Measure
from extractor.tables.weights import scorer

Floats = NDArray[np.float64]

LEVEL = 0.15
"""Type sizes within which two steps, or two baselines, are one."""
FEATURES = (
    "clear", "over least", "over median", "under most", "rank", "alike", "over before", "over after", "leading",
    "rule", "rules", "rule and rules", "unruled among rules", "fill changes", "fills", "fill changes among fills",
    "same fill among fills", "filled above", "filled below", "shared", "only above", "only below", "first above",
    "first below", "label alone below", "label alone above", "figures above", "figures below", "figures both",
    "figures share column", "full", "full first", "room", "small letter", "capital", "hyphen", "figure first",
    "larger", "smaller", "bolder", "lighter", "header", "header ends", "first", "last", "lines", "columns",
    "figure lines", "full lines", "turned", "indent", "outdent", "texts share column", "shared all", "by space: new", "by space: same", "centred: new",
    "centred: same",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands where: for each line and column the atom, None where the line has none there."""

    bands: tuple[Band, ...]
    cells: tuple[tuple[Atom | None, ...], ...]
    edges: tuple[float, ...]
    size: float
    leading: float


def filled(bands: Sequence[Band], gutters: Sequence[float], measure: Measure) -> Filled:
    """The atoms of each line in the columns between gutters; one that crosses a gutter counts in its first column."""
    columns = len(gutters) + 1
    cells: list[tuple[Atom | None, ...]] = []
    for band in bands:
        row: list[Atom | None] = [None] * columns
        for atom in band.atoms:
            column = bisect_right(gutters, min(atom.x0 + 0.3 * measure.size, atom.x_mid))
            if row[column] is None:
                row[column] = atom
        cells.append(tuple(row))
    left = min(b.atoms[0].x0 for b in bands)
    right = max(b.atoms[-1].x1 for b in bands)
    return Filled(tuple(bands), tuple(cells), (left, *gutters, right), measure.size, measure.leading)


def described(table: Filled, measure: Measure) -> Floats:
    """The features of each line and the next (n - 1 by FEATURES)."""
    bands = table.bands
    n = len(bands) - 1
    size = table.size
    step = np.array([b.baseline - a.baseline for a, b in itertools.pairwise(bands)])
    step = np.maximum(step, 0.05 * size)
    clear = np.array([(b.top - a.bottom + min(a.size, b.size)) / size for a, b in itertools.pairwise(bands)])
    ruled = _ruled(bands, measure)
    fills = _fills(bands, measure)
    rules, changes = float(np.mean(ruled)), float(np.mean(fills > 0))
    figures = np.array([[a is not None and a.numeric for a in row] for row in table.cells])
    present = np.array([[a is not None for a in row] for row in table.cells])
    data = [any(a is not None and a.numeric and not a.year for a in row[1:]) for row in table.cells]
    first = data.index(True) if True in data else len(bands)
    right_ink = [
        max((row[c].x1 for row in table.cells if row[c] is not None), default=0.0)  # type: ignore[union-attr]
        for c in range(present.shape[1])
    ]
    columns = present.shape[1]
    with_figures = np.array([row[1:].any() for row in figures])
    spaced, centred = _by_space(bands, with_figures), _by_centre(table, with_figures)
    rows = []
    for i in range(n):
        above, below = present[i], present[i + 1]
        fa, fb = figures[i], figures[i + 1]
        shared = above & below
        texts = shared & ~fa & ~fb
        fit = [
            _room(table.cells[i][c], table.cells[i + 1][c], right_ink[c], size)  # type: ignore[arg-type]
            for c in np.flatnonzero(texts)
        ]
        lead = next((a for a in table.cells[i + 1] if a is not None), None)
        begin = lead.text[:1] if lead else ""
        end = next((a.text[-1:] for a in table.cells[i] if a is not None), "")
        a, b = bands[i], bands[i + 1]
        la, lb = table.cells[i][0], table.cells[i + 1][0]
        indent = (lb.x0 - la.x0) / size if la is not None and lb is not None else 0.0
        rows.append(
            (
                min(clear[i], 4.0),
                np.log(step[i] / step.min()),
                np.log(step[i] / np.median(step)),
                np.log(step.max() / step[i]),
                float(np.mean(step < step[i] * 0.97)),
                float(np.mean(np.abs(step / step[i] - 1) < 0.04)),
                np.clip(np.log(step[i] / step[i - 1]), -1.5, 1.5) if i else 0.0,
                np.clip(np.log(step[i] / step[i + 1]), -1.5, 1.5) if i + 1 < n else 0.0,
                min(step[i] / table.leading, 3.0),
                ruled[i],
                rules,
                ruled[i] * rules,
                (1 - ruled[i]) * rules,
                float(fills[i] > 0),
                changes,
                (fills[i] > 0) * changes,
                (fills[i] < 0) * changes,
                above.sum() / columns,
                below.sum() / columns,
                shared.sum() / max(min(above.sum(), below.sum()), 1),
                (above & ~below).sum() / columns,
                (below & ~above).sum() / columns,
                float(above[0]),
                float(below[0]),
                float(below[0] and below.sum() == 1),
                float(above[0] and above.sum() == 1),
                fa.sum() / columns,
                fb.sum() / columns,
                float(fa.any() and fb.any()),
                (fa & fb).sum() / columns,
                float(np.mean([f < 0 for f in fit])) if fit else -0.5,
                float(fit[0] < 0) if fit and texts[0] else -0.5,
                min(fit) if fit else 0.0,
                float(begin.islower()),
                float(begin.isupper()),
                float(end in "-/\u00ad,") if end else 0.0,
                float(lead.numeric) if lead else 0.0,
                max(np.log(b.size / a.size), 0),
                max(np.log(a.size / b.size), 0),
                float(b.bold and not a.bold),
                float(a.bold and not b.bold),
                float(i + 1 < first),
                float(i + 1 == first),
                float(i == 0),
                float(i == n - 1),
                min(n, 30) / 15,
                min(columns, 12) / 6,
                float(np.mean(figures[:, 1:].any(axis=1))) if columns > 1 else 0.0,
                float(np.mean(present.mean(axis=1) > 0.8)),
                float(a.turned or b.turned),
                np.clip(indent, 0, 3),
                np.clip(-indent, 0, 3),
                texts.sum() / columns,
                float(shared.all()),
                float(spaced[i] > 0),
                float(spaced[i] < 0),
                float(centred[i] > 0),
                float(centred[i] < 0),
            )
        )
    return np.array(rows, dtype=float).reshape(n, len(FEATURES))


def grouped(bands: Sequence[Band], gutters: Sequence[float], measure: Measure) -> list[list[Band]]:
    """The lines in rows."""
    rows = [[bands[0]]]
    if len(bands) < 2:
        return rows
    scores = scorer("rows", "row")(described(filled(bands, gutters, measure), measure))[:, 0]
    for band, score in zip(bands[1:], scores, strict=True):
        if score > 0:
            rows.append([band])
        else:
            rows[-1].append(band)
    return rows


def _by_space(bands: Sequence[Band], figures: NDArray[np.bool_]) -> NDArray[np.intp]:
    """What the white between lines says: 1 a new row, -1 the same row, 0 where it says nothing.

    The widest white inside a row is the widest that leaves each row one line of figures; lines above the first figure
    are a header's but for the first line of a label.
    """
    said = np.zeros(len(bands) - 1, dtype=np.intp)
    if not figures.any():
        return said
    first = int(figures.argmax())
    start = first - 1 if first and len(bands[first - 1].atoms) == 1 else first
    step = np.array([b.top - a.bottom + min(a.size, b.size) for a, b in itertools.pairwise(bands)])[start:]
    for inner in sorted({round(float(s), 1) for s in step}, reverse=True):
        row = np.concatenate([[0], np.cumsum(step > inner + LEVEL * bands[first].size)])
        held = np.bincount(row, weights=figures[start:])
        if held.max() <= 1:
            if len(held) < len(row) and 3 * int((held == 0).sum()) <= len(held):
                said[start:] = np.where(np.diff(row) > 0, 1, -1)
            return said
    return said


def _by_centre(table: Filled, figures: NDArray[np.bool_]) -> NDArray[np.intp]:
    """What figures in the middle of their label's lines say: 1 a new row, -1 the same row, 0 nothing."""
    bands = table.bands
    said = np.zeros(len(bands) - 1, dtype=np.intp)
    lines = np.flatnonzero(figures)
    if len(lines) < 2:
        return said
    start = int(lines[0])
    while start and table.cells[start - 1][0] is not None and len(bands[start - 1].atoms) == 1:
        start -= 1
    row, queue = np.zeros(len(bands), dtype=np.intp), start
    number = 0
    while queue < len(bands):
        figure = next((i for i in range(queue, len(bands)) if figures[i]), None)
        if figure is None:
            return said
        foot = 2 * bands[figure].baseline - bands[queue].baseline
        end = queue
        while end < len(bands) and bands[end].baseline <= foot + LEVEL * table.size:
            end += 1
        labels = [bands[i].baseline for i in range(queue, end) if table.cells[i][0] is not None]
        if figures[queue:end].sum() != 1 or not labels:
            return said
        if abs(labels[0] + labels[-1] - 2 * bands[figure].baseline) > 2 * LEVEL * table.size:
            return said
        row[queue:end] = number
        number, queue = number + 1, end
    if number < len(bands) - start:
        said[start:] = np.where(np.diff(row[start:]) > 0, 1, -1)
    return said


def _room(above: Atom, below: Atom, right: float, size: float) -> float:
    """Type sizes by which the next line's first word would have fitted at the end of a line; below 0: it would not."""
    word = below.words[0]
    return float(np.clip((right - above.x1 - (word.x1 - word.x0)) / size - 0.25, -3.0, 5.0))


def _ruled(bands: Sequence[Band], measure: Measure) -> Floats:
    """The share of the table's width that rules cover between each line and the next."""
    low, high = min(b.atoms[0].x0 for b in bands), max(b.atoms[-1].x1 for b in bands)
    top, bottom = bands[0].top, bands[-1].bottom
    near: list[Rule] = [r for r in measure.across if top < r.y_mid < bottom and overlap(r.x0, r.x1, low, high) > 0]
    out = []
    for a, b in itertools.pairwise(bands):
        between = [r for r in near if a.baseline - 0.1 * a.size < r.y_mid < b.baseline - 0.1 * b.size]
        covered = sum(max(overlap(r.x0, r.x1, low, high), 0) for r in between)
        out.append(min(covered / max(high - low, 1.0), 1.0))
    return np.array(out)


def _fills(bands: Sequence[Band], measure: Measure) -> Floats:
    """1 where the coloured area behind the next line is another, -1 where the same area is behind both, else 0."""
    own = []
    for band in bands:
        middle = (band.top + band.bottom) / 2
        behind = [
            i
            for i, f in enumerate(measure.fills)
            if f.top - 0.1 * band.size < middle < f.bottom + 0.1 * band.size
            and overlap(f.x0, f.x1, band.atoms[0].x0, band.atoms[-1].x1) > 0
        ]
        own.append(frozenset((round(measure.fills[i].top), round(measure.fills[i].bottom)) for i in behind))
    return np.array([0.0 if not (a or b) else (-1.0 if a == b else 1.0) for a, b in itertools.pairwise(own)])
