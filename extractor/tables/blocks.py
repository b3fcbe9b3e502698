"""Blocks of a page: what stands beside other text without belonging to its lines is read apart.

A page with two columns of text, or with text beside a table, is cut at its gutters, again and again (recursive X-Y cut,
Nagy and Seth 1984, with gutters as tall empty rectangles). A table has gutters too: they part nothing, since the lines
on both sides stand on the same baselines.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractor.geometry import BBox
from extractor.page import Word
from extractor.tables.measure import LEVEL, WIDE, WRAPPED, Measure

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

GUTTER = 0.8
"""Type sizes: LaTeX sets columns of text one type size apart, and words at most 0.6 in justified lines."""
ALONE = 2.6
"""Type sizes from the last line of a side to ink across the gutter below it: more is white between two things."""
FEW = 3
"""Lines that a side needs: fewer are a heading or a label, whatever stands beside them."""
BESIDE = 1.0
"""Type sizes within which a line of one side has one of the other beside it; with none there, the cell is blank."""
FEWER = 0.4
"""Share of the lines of one side that the other has too where each is a text of its own: labels of groups, set in the
middle of their rows, are fewer."""
STANDS_OUT = 1.3
"""A step this many times the usual one parts two things."""
AGREE = 0.65
"""Share of the lines of one side that stand level with lines of the other in a table; wrapped cells may stand half a
line off, and labels may have more lines than figures."""
FULL = 0.85
"""Share of the side's width that a line of prose fills."""
NARROW = 10.0
"""Type sizes: the narrowest column of running text that is set; cells of text are narrower, or their lines fewer."""
PROSE = 0.5
"""Share of a side's lines that are full where the side is prose: each paragraph ends in a line that is not."""


@dataclass(frozen=True, slots=True)
class Gutter:
    """An empty rectangle between two sides of a region, in points."""

    x: float
    top: float
    bottom: float


def blocks_of(measure: Measure) -> list[tuple[Word, ...]]:
    """The words of the page in blocks, in reading order: above the gutter, left of it, right, below."""
    words = measure.page.words
    if not words:
        return []
    ink = _Ink.of(words, measure)
    order: list[tuple[Word, ...]] = []
    stack: list[Ints] = [np.arange(len(words))]
    while stack:
        part = stack.pop()
        gutter = ink.of_part(part).gutter()
        if gutter is None:
            order.append(tuple(words[i] for i in part))
            continue
        middle = ink.y[part]
        inside = (middle > gutter.top) & (middle < gutter.bottom)
        left = ink.x1[part] <= gutter.x
        parts = (part[~inside & (middle <= gutter.top)], part[inside & left], part[inside & ~left])
        below = part[~inside & (middle >= gutter.bottom)]
        stack += [each for each in (below, *reversed(parts)) if len(each)]
    return order


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of one side, top to bottom: where each stands, begins and ends; `words` line by line, `ends` of each."""

    baseline: Floats
    x0: Floats
    x1: Floats
    words: Ints
    ends: Ints

    def within(self, top: float, bottom: float) -> slice:
        """The lines whose baselines lie between two heights."""
        return slice(int(self.baseline.searchsorted(top, "right")), int(self.baseline.searchsorted(bottom)))


@dataclass(frozen=True, slots=True)
class _Ink:
    """The words of a page as arrays, and the boxes (rules, fills) that no gutter may cross."""

    x0: Floats
    x1: Floats
    y: Floats
    top: Floats
    bottom: Floats
    baseline: Floats
    upright: NDArray[np.bool_]
    worded: NDArray[np.bool_]
    """Which are words of letters."""
    size: float
    across: Floats
    """Rules and fills, one row each: x0, x1, top, bottom."""

    @staticmethod
    def of(words: Sequence[Word], measure: Measure) -> _Ink:
        y, half = np.array([w.y_mid for w in words]), np.array([w.height for w in words]) / 2
        boxes: list[BBox] = [*measure.across, *measure.fills]
        return _Ink(
            np.array([w.x0 for w in words]),
            np.array([w.x1 for w in words]),
            y,
            y - half,
            y + half,
            np.array([w.baseline for w in words]),
            np.array([w.angle == 0 and not w.superscript for w in words]),
            np.array([any(map(str.isalpha, w.text)) for w in words]),
            measure.size,
            np.array([(b.x0, b.x1, b.top, b.bottom) for b in boxes]).reshape(-1, 4),
        )

    def of_part(self, part: Ints) -> _Ink:
        """The same for a part of the words, by their tops."""
        words = (self.x0, self.x1, self.y, self.top, self.bottom, self.baseline)
        order = part[self.top[part].argsort(kind="stable")]
        x0, x1, y, top, bottom, baseline = (values[order] for values in words)
        return _Ink(x0, x1, y, top, bottom, baseline, self.upright[order], self.worded[order], self.size, self.across)

    def gutter(self) -> Gutter | None:
        """The gutter that parts the words along the most height on which both its sides have lines; None where none does."""
        best: tuple[float, Gutter] | None = None
        level = np.flatnonzero(self.upright)
        level = level[self.y[level].argsort(kind="stable")]
        y, x1 = self.y[level], self.x1[level]
        for x in self._candidates():
            tops, bottoms = self._empty(x)
            first, last = y.searchsorted(tops, "right"), y.searchsorted(bottoms)
            left = np.concatenate([[0], (x1 <= x).cumsum()])
            inside = left[last] - left[first]
            for i in ((inside >= FEW) & (last - first - inside >= FEW)).nonzero()[0]:
                top, bottom = float(tops[i]), float(bottoms[i])
                if best is not None and bottom - top <= best[0]:
                    continue
                found = self._parting(level[first[i] : last[i]], x, top, bottom)
                if found is not None and (best is None or found[0] > best[0]):
                    best = found
        return best[1] if best else None

    def _candidates(self) -> list[float]:
        """The x in wide white beside words that are set flush, each once: right of a left side, or left of a right one."""
        near, step = 0.25 * self.size, 0.5 * GUTTER * self.size
        found: list[float] = []
        # one side of a gutter is set flush: many words begin at its x, or justified text ends (as figures do in a table)
        for edges, side in ((self.x0, -1.0), (self.x1[self.worded], 1.0)):
            outer = -side * np.sort(-side * edges)  # of edges that are level the one nearest to the white first
            _, index, counts = np.unique(np.round(outer / near), return_index=True, return_counts=True)
            found += [edge + side * step for edge in outer[index[counts >= FEW]].tolist()]
        apart: list[float] = []
        for x in sorted(found):
            if not apart or x - apart[-1] > near:
                apart.append(x)
        return apart

    def _empty(self, x: float) -> tuple[Floats, Floats]:
        """The y intervals (tops and bottoms, points) in which no word, rule or fill comes near x."""
        room = 0.5 * GUTTER * self.size
        near = (self.x0 < x + room - 1e-6) & (self.x1 > x - room + 1e-6)
        tops, bottoms = self.top[near], self.bottom[near]
        if len(self.across):
            # a drawing counts where it goes on on both sides: a rule of one side may end in the gutter
            wide = self.across[(self.across[:, 0] < x - self.size) & (self.across[:, 1] > x + self.size)]
            tops, bottoms = np.concatenate([tops, wide[:, 2]]), np.concatenate([bottoms, wide[:, 3]])
            order = tops.argsort()
            tops, bottoms = tops[order], bottoms[order]
        above = np.concatenate([[-np.inf], np.maximum.accumulate(bottoms)])
        below = np.concatenate([tops, [np.inf]])
        high = below - above > FEW * self.size
        return above[high], below[high]

    def _parting(self, words: Ints, x: float, top: float, bottom: float) -> tuple[float, Gutter] | None:
        """The gutter at x, with the height on which both its sides have lines; None where these go together."""
        left = self.x1[words] <= x
        one, other = self._lines(words[left]), self._lines(words[~left])
        low = max(one.baseline[0], other.baseline[0]) - self.size
        high = min(one.baseline[-1], other.baseline[-1]) + self.size
        here, there = one.within(low, high), other.within(low, high)
        if min(here.stop - here.start, there.stop - there.start) < FEW:
            return None
        if (self._is_prose(one, here) and self._is_prose(other, there)) or self._apart(
            one.baseline[here], other.baseline[there]
        ):
            return high - low, Gutter(x, self._end(one, other, top, -1.0), self._end(one, other, bottom, 1.0))
        return None

    def _end(self, one: _Lines, other: _Lines, edge: float, sign: float) -> float:
        """Where a gutter ends at one end (`sign` -1: top): no further than the lines of what lies beyond it.

        A gutter runs on between the lines of what follows until ink crosses it: where one side goes on alone and
        close to that ink, the gutter ends at the widest step after both sides.
        """
        sides = [sorted((sign * side.baseline).tolist()) for side in (one, other)]
        short, long = sorted(sides, key=lambda side: side[-1])
        tail = [y for y in long if y >= short[-1] - 0.5 * self.size]
        beyond = [y for y in long if y < short[-1] - 0.5 * self.size][-1:]
        if len(tail) < 2 and not beyond:
            return edge
        if sign * edge - tail[-1] > ALONE * self.size or tail[-1] - short[-1] < self.size:
            return edge
        chain = [*([short[-1]] if tail[0] > short[-1] + 0.5 * self.size else []), *tail]
        steps = [(b - a, a, b) for a, b in itertools.pairwise(chain)]
        widest, low, high = max(steps)
        usual = sorted(b - a for a, b in itertools.pairwise(long))
        if not usual or widest < STANDS_OUT * usual[len(usual) // 2]:
            return edge
        return float(sign * (low + high) / 2)

    def _lines(self, part: Ints) -> _Lines:
        """The lines of one side."""
        words = part[self.baseline[part].argsort(kind="stable")]
        baseline, x0, x1 = self.baseline[words], self.x0[words], self.x1[words]
        first = np.concatenate([[0], np.flatnonzero(baseline[1:] - baseline[:-1] > LEVEL * self.size) + 1])
        ends = np.concatenate([first[1:], [len(words)]])
        return _Lines(baseline[first], np.minimum.reduceat(x0, first), np.maximum.reduceat(x1, first), words, ends)

    def _apart(self, one: Floats, other: Floats) -> bool:
        """True where the lines of two sides, by their baselines, stand on baselines of their own."""
        few, many = sorted((one, other), key=len)
        if len(few) < FEWER * len(many):
            return False
        return max(self._level(few, many), self._level(many, few)) < AGREE

    def _level(self, own: Floats, other: Floats) -> float:
        """The share of one side's lines that stand level with lines of the other, or half way between two of one cell."""
        after = np.minimum(np.maximum(other.searchsorted(own), 1), len(other) - 1)
        above, below = other[after - 1], other[after]
        level = np.minimum(np.abs(own - above), np.abs(own - below)) < LEVEL * self.size
        # a cell beside one of two or four lines is set half way between two of them
        level |= (np.abs(above + below - 2 * own) < 2 * LEVEL * self.size) & (below - above < WRAPPED * self.size)
        beside = level | (np.minimum(np.abs(own - above), np.abs(own - below)) < BESIDE * self.size)
        return float(level.sum()) / max(int(beside.sum()), FEW)

    def _is_prose(self, lines: _Lines, held: slice) -> bool:
        """True where most of these lines run from the left to the right of their side, without wide white in them."""
        x0, x1 = lines.x0[held], lines.x1[held]
        width = x1.max() - x0.min()
        if width < NARROW * self.size:
            return False
        first = np.concatenate([[0], lines.ends[:-1]])[held]
        long = np.flatnonzero((x1 - x0 > FULL * width) & (lines.ends[held] - first >= 4))
        if len(long) <= PROSE * len(x0):
            return False
        full = [self._widest(lines.words[first[i] : lines.ends[held][i]]) < WIDE * self.size for i in long]
        return sum(full) > PROSE * len(x0)

    def _widest(self, line: Ints) -> float:
        """The widest white between two words of a line."""
        across = line[self.x0[line].argsort(kind="stable")]
        gaps = self.x0[across][1:] - np.maximum.accumulate(self.x1[across])[:-1]
        return float(gaps.max(initial=0.0))
