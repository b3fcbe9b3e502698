"""Columns from white space: the gutters that part the most neighbours on a line and cut the least ink.

The best set of gutters is found in one pass over the x axis (optimal segmentation by dynamic programming), so that no
row is the measure of the others: a line with a blank cell, a spanning header or a heading of rows costs a little and
decides nothing.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractor.figure import looks_numeric
from extractor.page import Word
from extractor.tables.grid import Atom, Band, is_dots, is_leader
from extractor.tables.measure import PIXEL, TIGHT, WIDE

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

NARROW = 0.3
"""Type sizes: white of a word's space says nothing."""
REACH = 5
"""Steps by which a long figure may begin left of the others of its column."""
LONE = 0.15
"""What ink costs that a gutter cuts in a line of one atom: a heading of rows, a title over the columns."""
HEAD = 0.3
"""What it costs above the first row of figures, where headers span columns."""
SPACE = 0.3
"""Share of that cost in the white between two words of one atom: a label may run up to its figure."""
FIGURE = 3.0
"""What it costs to cut a figure: no figure stands in two columns."""


def gutters(bands: Sequence[Band], size: float, *, least: float) -> list[float]:
    """The x of the gutters between columns, from left to right, in points.

    `least` is what a gutter must part to be worth it: 1 is a pair of neighbours that stand clearly apart.
    """
    return gutter_sets(bands, size, leasts=(least,))[0]


def gutter_sets(bands: Sequence[Band], size: float, *, leasts: Sequence[float]) -> list[list[float]]:
    """The gutters for each of several `least`."""
    pairs = [(a, b, apart(a, b, size)) for a, b in _neighbours(bands, size)]
    if not pairs:
        return [[] for _ in leasts]
    left = min(band.atoms[0].x0 for band in bands)
    step = PIXEL * size
    width = int((max(band.atoms[-1].x1 for band in bands) - left) / step) + 2
    starts = np.array([int((a.x1 - left) / step + 0.7) for a, _, _ in pairs])
    ends = np.maximum(np.array([int((b.x0 - left) / step - 0.7) for _, b, _ in pairs]), starts)
    weights = np.array([w for *_, w in pairs])
    places = np.unique(np.concatenate([starts, ends, (starts + ends) // 2]))
    places = places[(places > 0) & (places < width - 1)]
    at = np.concatenate([[-1], places, [int(max(ends.max(), places.max(initial=0))) + 1]])
    missed, cut = _missed(at, starts, ends, weights), _cut(bands, left, step, width)[places]
    chosen = [places[_best(missed, cut + least)].tolist() for least in leasts]
    middles = {place: _between(left + step * place, bands, step) for place in set().union(*chosen)}
    return [[middles[place] for place in each] for each in chosen]


def _neighbours(bands: Sequence[Band], size: float) -> list[tuple[Atom, Atom]]:
    """Atoms beside each other: on one line, or on two lines so close that they are of one row (a cell set in the
    middle of its row stands half a line off)."""
    pairs = [pair for band in bands for pair in itertools.pairwise(band.atoms)]
    for above, below in itertools.pairwise(bands):
        if below.baseline - above.baseline < TIGHT * size:
            ordered = sorted([*above.atoms, *below.atoms], key=lambda a: a.x0)
            own = {id(a) for a in above.atoms}
            pairs += [
                (a, b) for a, b in itertools.pairwise(ordered) if (id(a) in own) != (id(b) in own) and a.x1 <= b.x0
            ]
    return pairs


def apart(left: Atom, right: Atom, size: float) -> float:
    """How surely two neighbours on a line stand in two columns: 0 to 1."""
    if (left.numeric and right.numeric) or is_leader(left.words):
        return 1.0  # a figure's groups of digits are one atom: two figures are two cells
    gap = (right.x0 - left.x1) / size
    share = (gap - NARROW) / (WIDE - NARROW)
    return float(min(max(share, 0.1), 1.0))


def _cut(bands: Sequence[Band], left: float, step: float, width: int) -> Floats:
    """What a gutter at each place costs for the ink that it cuts."""
    first = next((i for i, b in enumerate(bands) if any(a.numeric and not a.year for a in b.atoms[1:])), 0)
    cost = np.zeros(width + 1)
    for i, band in enumerate(bands):
        for atom in band.atoms:
            if atom.numeric and not atom.year:
                weight = FIGURE
            elif len(band.atoms) == 1:
                weight = LONE
            else:
                weight = HEAD if i < first else 1.0
            for x0, x1, share in [
                (atom.x0, atom.x1, SPACE),
                *((w.x0, w.x1, 1 - SPACE) for w in atom.words if not is_dots(w.text)),
            ]:
                low, high = int((x0 - left) / step + 0.7), int((x1 - left) / step + 0.3)
                cost[low] += weight * share
                cost[max(high, low + 1)] -= weight * share
    return np.cumsum(cost)[:width]


def _missed(at: Ints, starts: Ints, ends: Ints, weights: Floats) -> Floats:
    """The weights of the pairs that no gutter parts, by the places of two neighbouring gutters (right one, left one).

    These are the pairs whose white lies strictly between the two.
    """
    begins = np.searchsorted(at, starts, side="right")  # number of places at or left of the start of the white
    begins -= np.isin(starts, at).astype(np.intp)
    finish = np.searchsorted(at, ends, side="right")
    table = np.zeros((len(at) + 2, len(at) + 2))
    np.add.at(table, (finish, begins), weights)
    missed: Floats = np.cumsum(np.cumsum(table[:, ::-1], axis=1)[:, ::-1], axis=0)[:-2, 1:-1]
    return missed


def _best(missed: Floats, cost: Floats) -> list[int]:
    """The cheapest set of gutters, as indices of places: what each costs, and what they leave unparted."""
    own = np.concatenate([cost, [0.0]])
    best = np.zeros(len(missed))
    origin = [0] * len(missed)
    for j in range(1, len(missed)):
        total = best[:j] + missed[j, :j] + own[j - 1]
        origin[j] = int(total.argmin())
        best[j] = total[origin[j]]
    chosen: list[int] = []
    j = origin[-1]
    while j > 0:
        chosen.append(j - 1)
        j = origin[j]
    return chosen[::-1]


def _between(x: float, bands: Sequence[Band], step: float) -> float:
    """The middle of the white around x, over all lines that have ink on both sides and none across.

    Where texts run across it, the white between their words that most of them share, the last if several are; unless
    ink of other lines is there, for the blank of a header over two columns may stand over the figures of one. The places
    of gutters are rounded to a `step` (points): ink ends up to a step further on.
    """
    low, high = -np.inf, np.inf
    across: list[Atom] = []
    for band in bands:
        crossing = [a for a in band.atoms if a.x0 + step < x < a.x1 - step]
        across += crossing
        if crossing:
            continue
        low = max([low, *(a.x1 for a in band.atoms if a.x1 <= x + step)])
        high = min([high, *(a.x0 for a in band.atoms if a.x0 >= x - step)])
    if low == -np.inf or high == np.inf or low > high:
        return x
    middle = float(low + high) / 2
    whites = [pair for atom in across for pair in itertools.pairwise(atom.words)]
    near = [(a.x1, b) for a, b in whites if low <= a.x1 and b.x0 <= high + REACH * step]
    if not near:
        return middle
    words = [word for band in bands for atom in band.atoms for word in atom.words]
    most = _cuts(words, middle)
    # a label runs up to its figure; other whites must lie as clear of all ink as the middle does
    whole = [((end + b.x0) / 2, looks_numeric(b.text)) for end, b in near]
    places = [p for p, figure in whole if figure or _cuts(words, p) <= most]
    # of all whites of a label the last one parts it from its figure
    return max(places, key=lambda p: (sum(a.x1 < p < b.x0 for a, b in whites), -abs(p - high)), default=middle)


def _cuts(words: Sequence[Word], x: float) -> int:
    return sum(word.x0 < x < word.x1 for word in words)
