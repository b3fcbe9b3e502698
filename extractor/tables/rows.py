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
from extractor.tables.arrays import Flags, Floats, side_by_side
from extractor.tables.grid import Atom, Band
from extractor.tables.measure import Measure
from extractor.tables.weights import scorer

HYPHENS = frozenset("-/\u00ad,")
"""What a text ends in that goes on."""
LEVEL = 0.15
"""Type sizes within which two steps, or two baselines, are one."""
STACKED = 2
"""Columns in which two lines have figures, from which they are two rows: figures of one row do not wrap together, nor
do they where the label of their group stands on a line between them."""
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
    ink = _Ink.of(table)
    found = {
        **_white(table),
        **_drawn(table.bands, measure),
        **_filling(ink),
        **_figures(ink),
        **_wrapping(table, ink),
        **_letters(ink),
        **_type(table.bands),
        **_size(ink),
        **_agreeing(table, ink),
    }
    return side_by_side([found[name] for name in FEATURES])


@dataclass(frozen=True, slots=True)
class _Ink:
    """The atoms of each line (row) and column as arrays: which there are, which are figures, where they lie (points)."""

    leads: tuple[Atom, ...]
    """Of each line its first atom."""
    present: Flags
    figure: Flags
    figured: Flags
    """Of each line whether it has figures right of the first column."""
    first: int
    """The first line with a figure there that is no year; the number of lines where none has one."""
    x0: Floats
    x1: Floats
    word: Floats
    """The width of the atom's first word."""

    @staticmethod
    def of(table: Filled) -> _Ink:
        shape = len(table.cells), len(table.cells[0])
        present, figure = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
        x0, x1, word = (np.zeros(shape) for _ in range(3))
        held = [(i, c, a) for i, row in enumerate(table.cells) for c, a in enumerate(row) if a is not None]
        at = np.array([i for i, _, _ in held]), np.array([c for _, c, _ in held])
        present[at] = True
        figure[at] = [a.numeric for _, _, a in held]
        x0[at] = [a.x0 for _, _, a in held]
        x1[at] = [a.x1 for _, _, a in held]
        word[at] = [a.words[0].width for _, _, a in held]
        first = next((i for i, c, a in held if c and a.numeric and not a.year), len(table.cells))
        leads = tuple(next(a for a in row if a is not None) for row in table.cells)
        return _Ink(leads, present, figure, figure[:, 1:].sum(axis=1) > 0, first, x0, x1, word)


Features = dict[str, Floats]


def _white(table: Filled) -> Features:
    """The step from line to line against those of the whole table, those before and after, and the page's leading."""
    step = np.array([b.baseline - a.baseline for a, b in itertools.pairwise(table.bands)])
    step = np.maximum(step, 0.05 * table.size)
    ordered = np.sort(step)
    ratio = np.clip(np.log(step[1:] / step[:-1]), -1.5, 1.5)
    back = np.clip(np.log(step[:-1] / step[1:]), -1.5, 1.5)
    alike = np.searchsorted(ordered, step * 1.04) - np.searchsorted(ordered, step * 0.96, side="right")
    return {
        "clear": np.minimum(_clear(table.bands) / table.size, 4.0),
        "over least": np.log(step / ordered[0]),
        "over median": np.log(step / np.median(step)),
        "under most": np.log(ordered[-1] / step),
        "rank": np.searchsorted(ordered, step * 0.97) / len(step),
        "alike": alike / len(step),
        "over before": np.concatenate([[0.0], ratio]),
        "over after": np.concatenate([back, [0.0]]),
        "leading": np.minimum(step / table.leading, 3.0),
    }


def _clear(bands: Sequence[Band]) -> Floats:
    """Points between the feet of each line's letters and the heads of the next's, with the type size between them."""
    return np.array([b.top - a.bottom + min(a.size, b.size) for a, b in itertools.pairwise(bands)])


def _drawn(bands: Sequence[Band], measure: Measure) -> Features:
    """Rules and changes of colour between the lines: where some rows are parted by them, all are."""
    ruled, fills = _ruled(bands, measure), _fills(bands, measure)
    other, same = (fills > 0).astype(float), (fills < 0).astype(float)
    rules, changes = np.full(len(ruled), np.mean(ruled)), np.full(len(ruled), np.mean(other))
    return {
        "rule": ruled,
        "rules": rules,
        "rule and rules": ruled * rules,
        "unruled among rules": (1 - ruled) * rules,
        "fill changes": other,
        "fills": changes,
        "fill changes among fills": other * changes,
        "same fill among fills": same * changes,
    }


def _filling(ink: _Ink) -> Features:
    """The columns that each line fills, and the next: lines of one row fill few, and others than the first does."""
    above, below = ink.present[:-1], ink.present[1:]
    columns = ink.present.shape[1]
    shared = above & below
    own, other, both = above.sum(axis=1), below.sum(axis=1), shared.sum(axis=1)
    return {
        "filled above": own / columns,
        "filled below": other / columns,
        "shared": both / np.maximum(np.minimum(own, other), 1),
        "only above": (own - both) / columns,
        "only below": (other - both) / columns,
        "first above": above[:, 0].astype(float),
        "first below": below[:, 0].astype(float),
        "label alone below": (below[:, 0] & (other == 1)).astype(float),
        "label alone above": (above[:, 0] & (own == 1)).astype(float),
        "shared all": shared.all(axis=1).astype(float),
    }


def _figures(ink: _Ink) -> Features:
    """Figures on both lines: two figures of one column are two rows; lines above the first figure are a header's."""
    above, below = ink.figure[:-1], ink.figure[1:]
    columns = ink.figure.shape[1]
    following = np.arange(1, len(ink.figure))
    return {
        "figures above": above.sum(axis=1) / columns,
        "figures below": below.sum(axis=1) / columns,
        "figures both": (above.any(axis=1) & below.any(axis=1)).astype(float),
        "figures share column": (above & below).sum(axis=1) / columns,
        "header": (following < ink.first).astype(float),
        "header ends": (following == ink.first).astype(float),
        "figure lines": np.full(len(above), np.mean(ink.figured)),
    }


def _wrapping(table: Filled, ink: _Ink) -> Features:
    """Texts under each other: whether the line had room for the next one's first word, and how far that is indented.

    Where no text stands under another, half of them are said to have had room.
    """
    shared = ink.present[:-1] & ink.present[1:]
    texts = shared & ~ink.figure[:-1] & ~ink.figure[1:]
    right = np.where(ink.present, ink.x1, -np.inf).max(axis=0)
    room = np.clip((right - ink.x1[:-1] - ink.word[1:]) / table.size - 0.25, -3.0, 5.0)
    count, wrapped = texts.sum(axis=1), texts & (room < 0)
    least = np.where(texts, room, np.inf).min(axis=1)
    indent = np.where(shared[:, 0], (ink.x0[1:, 0] - ink.x0[:-1, 0]) / table.size, 0.0)
    return {
        "full": np.where(count > 0, wrapped.sum(axis=1) / np.maximum(count, 1), -0.5),
        "full first": np.where(texts[:, 0], wrapped[:, 0].astype(float), -0.5),
        "room": np.where(count > 0, least, 0.0),
        "indent": np.clip(indent, 0, 3),
        "outdent": np.clip(-indent, 0, 3),
        "texts share column": count / texts.shape[1],
    }


def _letters(ink: _Ink) -> Features:
    """How the first text of a line ends and that of the next begins: a small letter goes on, a hyphen is followed."""
    begin = [atom.text[:1] for atom in ink.leads[1:]]
    return {
        "small letter": np.array([float(letter.islower()) for letter in begin]),
        "capital": np.array([float(letter.isupper()) for letter in begin]),
        "hyphen": np.array([float(atom.text[-1:] in HYPHENS) for atom in ink.leads[:-1]]),
        "figure first": np.array([float(atom.numeric) for atom in ink.leads[1:]]),
    }


def _type(bands: Sequence[Band]) -> Features:
    """Changes of type: lines of one cell are set alike."""
    size = np.array([band.size for band in bands])
    bold = np.array([band.bold for band in bands])
    turned = np.array([band.turned for band in bands])
    return {
        "larger": np.maximum(np.log(size[1:] / size[:-1]), 0),
        "smaller": np.maximum(np.log(size[:-1] / size[1:]), 0),
        "bolder": (bold[1:] & ~bold[:-1]).astype(float),
        "lighter": (bold[:-1] & ~bold[1:]).astype(float),
        "turned": (turned[:-1] | turned[1:]).astype(float),
    }


def _size(ink: _Ink) -> Features:
    """Where in the table the line stands, how large that is, and how many of its lines are full."""
    lines, columns = ink.present.shape
    count = lines - 1
    number = np.arange(count)
    return {
        "first": (number == 0).astype(float),
        "last": (number == count - 1).astype(float),
        "lines": np.full(count, min(count, 30) / 15),
        "columns": np.full(count, min(columns, 12) / 6),
        "full lines": np.full(count, np.mean(ink.present.mean(axis=1) > 0.8)),
    }


def _agreeing(table: Filled, ink: _Ink) -> Features:
    """What white alone, and centring alone, say of the whole table where one of them explains all of it."""
    spaced, centred = _by_space(table.bands, ink.figured), _by_centre(table, ink.figured)
    return {
        "by space: new": (spaced > 0).astype(float),
        "by space: same": (spaced < 0).astype(float),
        "centred: new": (centred > 0).astype(float),
        "centred: same": (centred < 0).astype(float),
    }


def grouped(bands: Sequence[Band], gutters: Sequence[float], measure: Measure) -> list[list[Band]]:
    """The lines in rows."""
    rows = [[bands[0]]]
    if len(bands) < 2:
        return rows
    table = filled(bands, gutters, measure)
    scores = np.where(_turned_over(table), -1.0, scorer("rows", "row")(described(table, measure))[:, 0])
    figures = np.array([[atom is not None and _counts(atom) for atom in row] for row in table.cells])
    held = figures[0]
    for band, score, own in zip(bands[1:], scores, figures[1:], strict=True):
        if score > 0 or (held & own).sum() >= STACKED:
            rows.append([band])
            held = own
        else:
            rows[-1].append(band)
            held = held | own
    return rows


def _turned_over(table: Filled) -> Flags:
    """Of each line and the next, whether a label alone goes on before its figures: full, and followed by a small letter.

    Where a small letter stands below a line with figures it begins rows ('vapec', '𝑘𝑇'), and says nothing.
    """
    ink = _Ink.of(table)
    small = (_letters(ink)["small letter"] > 0) & ink.present[1:, 0]
    if (small & ink.figured[:-1]).any():
        return np.zeros(len(small), dtype=bool)
    alone = ~ink.present[:-1, 1:].any(axis=1)
    goes_on: Flags = small & alone & ink.figured[1:] & (_wrapping(table, ink)["full first"] > 0)
    return goes_on


def _counts(atom: Atom) -> bool:
    """True for a figure with digits: a dash may be the sign of the figure on the next line."""
    return atom.numeric and not atom.year and any(map(str.isdigit, atom.text))


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
    step = _clear(bands)[start:]
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


def _ruled(bands: Sequence[Band], measure: Measure) -> Floats:
    """The share of the table's width that rules cover between each line and the next."""
    low, high = min(b.atoms[0].x0 for b in bands), max(b.atoms[-1].x1 for b in bands)
    top, bottom = bands[0].top, bands[-1].bottom
    near = [r for r in measure.across if top < r.y_mid < bottom and overlap(r.x0, r.x1, low, high) > 0]
    heights = np.array([r.y_mid for r in near])
    order = np.argsort(heights)
    feet = np.array([band.baseline - 0.1 * band.size for band in bands])
    first = np.searchsorted(heights, feet[:-1], side="right", sorter=order)
    last = np.searchsorted(heights, feet[1:], side="left", sorter=order)
    covers = [overlap(r.x0, r.x1, low, high) for r in near]
    covered = [sum(covers[i] for i in sorted(order[a:b])) for a, b in zip(first, last, strict=True)]
    return np.minimum(np.array(covered, dtype=float) / max(high - low, 1.0), 1.0)


def _fills(bands: Sequence[Band], measure: Measure) -> Floats:
    """1 where the coloured area behind the next line is another, -1 where the same area is behind both, else 0."""
    if not measure.fills:
        return np.zeros(len(bands) - 1)
    areas = [(round(f.top), round(f.bottom)) for f in measure.fills]
    x0, x1 = np.array([f.x0 for f in measure.fills]), np.array([f.x1 for f in measure.fills])
    top, bottom = np.array([f.top for f in measure.fills]), np.array([f.bottom for f in measure.fills])
    own = []
    for band in bands:
        middle, near = (band.top + band.bottom) / 2, 0.1 * band.size
        level = (top - near < middle) & (middle < bottom + near)
        behind = level & (np.minimum(x1, band.atoms[-1].x1) > np.maximum(x0, band.atoms[0].x0))
        own.append(frozenset(areas[i] for i in np.flatnonzero(behind)))
    return np.array([0.0 if not (a or b) else (-1.0 if a == b else 1.0) for a, b in itertools.pairwise(own)])
