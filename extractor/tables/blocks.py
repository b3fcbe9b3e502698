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
from extractor.tables.measure import Measure

Floats = NDArray[np.float64]

GUTTER = 0.8
"""Type sizes: LaTeX sets columns of text one type size apart, and words at most 0.6 in justified lines."""
ALONE = 2.6
"""Type sizes from the last line of a side to ink across the gutter below it: more is white between two things."""
FEW = 3
"""Lines that a side needs: fewer are a heading or a label, whatever stands beside them."""
LEVEL = 0.1
"""Type sizes within which two baselines are one."""
WRAPPED = 1.45
"""Type sizes from line to line at most where they are lines of one cell."""
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
WIDE = 1.2
"""Type sizes of white that no justified line has between two words."""
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
    stack: list[NDArray[np.intp]] = [np.arange(len(words))]
    while stack:
        part = stack.pop()
        gutter = ink.gutter(part)
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
class _Ink:
    """The words of a page as arrays, and the boxes (rules, fills) that no gutter may cross."""

    x0: Floats
    x1: Floats
    y: Floats
    height: Floats
    baseline: Floats
    upright: NDArray[np.bool_]
    size: float
    across: Floats
    """Rules and fills, one row each: x0, x1, top, bottom."""

    @staticmethod
    def of(words: Sequence[Word], measure: Measure) -> _Ink:
        boxes: list[BBox] = [*measure.across, *measure.fills]
        return _Ink(
            np.array([w.x0 for w in words]),
            np.array([w.x1 for w in words]),
            np.array([w.y_mid for w in words]),
            np.array([w.height for w in words]),
            np.array([w.baseline for w in words]),
            np.array([w.angle == 0 and not w.superscript for w in words]),
            measure.size,
            np.array([(b.x0, b.x1, b.top, b.bottom) for b in boxes]).reshape(-1, 4),
        )

    def gutter(self, part: NDArray[np.intp]) -> Gutter | None:
        """The tallest gutter that parts these words; None where none does."""
        best: tuple[float, Gutter] | None = None
        for x in self._candidates(part):
            for top, bottom in self._empty(part, x):
                if best is not None and bottom - top <= best[0]:
                    continue
                gutter = self._parting(part, x, top, bottom)
                if gutter is not None:
                    best = bottom - top, gutter
        return best[1] if best else None

    def _candidates(self, part: NDArray[np.intp]) -> list[float]:
        """The x at which wide white begins right of words, each once: a gutter lies right of a ragged left side."""
        starts = np.sort(self.x0[part])
        found: list[float] = []
        # the right side of a gutter is set flush: many words begin at its x
        edges, counts = np.unique(np.round(starts / (0.25 * self.size)), return_counts=True)
        for edge in edges[counts >= FEW]:
            x = float(starts[np.round(starts / (0.25 * self.size)) == edge].min()) - 0.5 * GUTTER * self.size
            if not found or x - found[-1] > 0.25 * self.size:
                found.append(x)
        return found

    def _empty(self, part: NDArray[np.intp], x: float) -> list[tuple[float, float]]:
        """The y intervals (points) in which no word, rule or fill comes near x."""
        room = 0.5 * GUTTER * self.size
        near = part[(self.x0[part] < x + room - 1e-6) & (self.x1[part] > x - room + 1e-6)]
        tops, bottoms = self.y[near] - self.height[near] / 2, self.y[near] + self.height[near] / 2
        # a drawing counts where it goes on on both sides: a rule of one side may end in the gutter
        wide = self.across[(self.across[:, 0] < x - self.size) & (self.across[:, 1] > x + self.size)]
        tops, bottoms = np.concatenate([tops, wide[:, 2]]), np.concatenate([bottoms, wide[:, 3]])
        order = np.argsort(tops)
        edges: list[tuple[float, float]] = []
        last = float("-inf")
        for top, bottom in zip(tops[order].tolist(), bottoms[order].tolist(), strict=True):
            if top - last > FEW * self.size:
                edges.append((last, top))
            last = max(last, bottom)
        return [*edges, (last, float("inf"))]

    def _parting(self, part: NDArray[np.intp], x: float, top: float, bottom: float) -> Gutter | None:
        """The gutter at x where both sides have lines that do not go together; None where they do."""
        inside = part[(self.y[part] > top) & (self.y[part] < bottom) & self.upright[part]]
        left, right = inside[self.x1[inside] <= x], inside[self.x1[inside] > x]
        if len(left) < FEW or len(right) < FEW:
            return None
        one, other = self._lines(left), self._lines(right)
        shared = max(one[0][0], other[0][0]), min(one[-1][0], other[-1][0])
        here = [line for line in one if shared[0] - self.size < line[0] < shared[1] + self.size]
        there = [line for line in other if shared[0] - self.size < line[0] < shared[1] + self.size]
        if min(len(here), len(there)) < FEW:
            return None
        if (_is_prose(here, self.size) and _is_prose(there, self.size)) or self._apart(here, there):
            return Gutter(x, self._end(one, other, top, -1.0), self._end(one, other, bottom, 1.0))
        return None

    def _end(
        self, one: Sequence[tuple[float, ...]], other: Sequence[tuple[float, ...]], edge: float, sign: float
    ) -> float:
        """Where a gutter ends at one end (`sign` -1: top): no further than the lines of what lies beyond it.

        A gutter runs on between the lines of what follows until ink crosses it: where one side goes on alone and
        close to that ink, the gutter ends at the widest step after both sides.
        """
        sides = [sorted(sign * line[0] for line in side) for side in (one, other)]
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
        return sign * ((low + high) / 2)

    def _lines(self, part: NDArray[np.intp]) -> list[tuple[float, float, float, int, float]]:
        """The lines of one side: baseline, x0, x1, words, widest white within (points)."""
        order = part[np.argsort(self.baseline[part], kind="stable")]
        starts = np.flatnonzero(np.diff(self.baseline[order], prepend=-1e9) > LEVEL * self.size)
        lines = []
        for group in np.split(order, starts[1:]):
            across = group[np.argsort(self.x0[group], kind="stable")]
            gaps = self.x0[across][1:] - np.maximum.accumulate(self.x1[across])[:-1]
            lines.append(
                (
                    float(self.baseline[group[0]]),
                    float(self.x0[across[0]]),
                    float(self.x1[group].max()),
                    len(group),
                    float(gaps.max(initial=0.0)),
                )
            )
        return lines

    def _apart(self, one: Sequence[tuple[float, ...]], other: Sequence[tuple[float, ...]]) -> bool:
        """True where the lines of two sides stand on baselines of their own."""
        few, many = sorted(
            (np.array([line[0] for line in one]), np.array([line[0] for line in other])), key=lambda side: len(side)
        )
        if len(few) < FEWER * len(many):
            return False
        level = np.abs(few[:, None] - many[None, :]).min(axis=1) < LEVEL * self.size
        # a cell beside one of two or four lines is set half way between two of them
        after = np.clip(np.searchsorted(many, few), 1, len(many) - 1)
        above, below = many[after - 1], many[after]
        between = (np.abs(above + below - 2 * few) < 2 * LEVEL * self.size) & (below - above < WRAPPED * self.size)
        level |= between
        return bool(level.mean() < AGREE)


def _is_prose(lines: Sequence[tuple[float, float, float, int, float]], size: float) -> bool:
    """True where most lines run from the left to the right of their side, without wide white in them."""
    low, high = min(line[1] for line in lines), max(line[2] for line in lines)
    if high - low < NARROW * size:
        return False
    full = [line[2] - line[1] > FULL * (high - low) and line[3] >= 4 and line[4] < WIDE * size for line in lines]
    return sum(full) > PROSE * len(lines)
