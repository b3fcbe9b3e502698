"""The rules, nets and fills among the lines of a block."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from extractor.geometry import BBox
from extractor.tables.arrays import Flags, Floats, Ints, Lines, ends, shifted
from extractor.tables.measure import Measure


@dataclass(frozen=True, slots=True)
class Ruling:
    """The rules and fills near the lines of a block, by the gap between two lines (0: above the first)."""

    gap: Ints
    """Of each horizontal rule, the number of lines above it."""
    x0: Floats
    x1: Floats
    pile: Ints
    """Of each horizontal rule, the number of its pile: rules of equal extent."""
    net: Ints
    """Of each line, the number of the net of rules that it stands in; -1 for none."""
    frame: Floats
    fill: Ints
    """Of each line, the number of the smallest fill behind most of it; -1 for none."""

    @staticmethod
    def of(lines: Lines, measure: Measure) -> Ruling:
        near = 0.5 * lines.size
        first, last = ends(lines)
        rules = [r for r in measure.across if r.x1 > lines.x0 and r.x0 < lines.x1]
        edges = lines.baseline - 0.1 * lines.size
        gap = np.searchsorted(edges, [r.y_mid for r in rules]).astype(np.intp) if rules else np.zeros(0, np.intp)
        piles: list[tuple[float, float]] = []
        number = []
        for rule in rules:
            same = next(
                (i for i, p in enumerate(piles) if abs(p[0] - rule.x0) < near and abs(p[1] - rule.x1) < near), None
            )
            if same is None:
                piles.append((rule.x0, rule.x1))
                same = len(piles) - 1
            number.append(same)
        middle = (lines.top + lines.bottom) / 2
        net, frame = np.full(lines.count, -1), np.zeros(lines.count)
        for index, one in enumerate(n for n in measure.nets if n.closed):
            held = _within(one.box, middle, first, last, near)
            if one.parted:
                net[held] = index
            else:
                frame[held] = 1.0
        fill = np.full(lines.count, -1)
        for index, area in sorted(enumerate(measure.fills), key=lambda f: -f[1].width * f[1].height):
            behind = (area.top - 0.2 * lines.size < middle) & (middle < area.bottom + 0.2 * lines.size)
            shared = np.minimum(last, area.x1) - np.maximum(first, area.x0)
            fill[behind & (shared > 0.5 * (last - first)) & (area.height > 0.6 * lines.size)] = index
        return Ruling(
            gap,
            np.array([r.x0 for r in rules]),
            np.array([r.x1 for r in rules]),
            np.array(number, dtype=np.intp),
            net,
            frame,
            fill,
        )

    def line(self, lines: Lines) -> dict[str, Floats]:
        first, last = ends(lines)
        enclosed, near, size = np.zeros(lines.count), np.zeros(lines.count), np.zeros(lines.count)
        beside = np.zeros(lines.count)
        begin, end = self._extents()
        for pile in np.unique(self.pile[begin < end]):
            mine = self.pile == pile
            gaps = np.sort(self.gap[mine])
            x0, x1 = self.x0[mine].min(), self.x1[mine].max()
            held = slice(int(gaps[0]), int(gaps[-1]))
            fits = (first[held] > x0 - lines.size) & (last[held] < x1 + lines.size)
            enclosed[held] = np.maximum(enclosed[held], fits)
            beside[held] = np.maximum(beside[held], ~fits)
            for above, below in itertools.pairwise(gaps):
                inner = slice(int(above), int(below))
                near[inner] = np.maximum(
                    near[inner], fits[above - gaps[0] : below - gaps[0]] * np.exp(-(below - above) / 6)
                )
            size[held] = np.maximum(size[held], fits * np.minimum(len(np.unique(gaps)), 8) / 4)
        above, wide_above = self._at(lines, self.gap, first, last)
        below, wide_below = self._at(lines, self.gap - 1, first, last)
        net = (self.net >= 0).astype(float)
        return {
            "enclosed": enclosed,
            "enclosed near": near,
            "pile": size,
            "net": net,
            "net above": np.maximum(shifted(net, 1) - net, 0),
            "net below": np.maximum(shifted(net, -1) - net, 0),
            "rule above": above,
            "rule below": below,
            "wide rule above": wide_above,
            "wide rule below": wide_below,
            "filled": (self.fill >= 0).astype(float),
            "beside rules": beside,
            "frame": self.frame,
        }

    def _at(self, lines: Lines, line: Ints, first: Floats, last: Floats) -> tuple[Floats, Floats]:
        """Whether each line has a rule, and one as wide as its ink; `line` is that of each rule, `first` and `last` say
        where the ink of each line begins and ends."""
        ruled, wide = np.zeros(len(first)), np.zeros(len(first))
        inside = (line >= 0) & (line < len(first))
        at, x0, x1 = line[inside], self.x0[inside], self.x1[inside]
        ruled[at] = 1
        wide[at[(x0 < first[at] + lines.size) & (x1 > last[at] - lines.size)]] = 1
        return ruled, wide

    def _extents(self) -> tuple[Ints, Ints]:
        """Of each rule, the gaps of the first and the last rule of its pile."""
        piles = self.pile.max(initial=-1) + 1
        begin, end = np.full(piles, np.iinfo(np.intp).max), np.full(piles, -1)
        np.minimum.at(begin, self.pile, self.gap)
        np.maximum.at(end, self.pile, self.gap)
        return begin[self.pile], end[self.pile]

    def pair(self, lines: Lines, own: dict[str, Floats]) -> dict[str, Floats]:
        count = lines.count - 1
        first, last = ends(lines)
        low, high = np.minimum(first[:-1], first[1:]), np.maximum(last[:-1], last[1:])
        rule, wide = self._at(lines, self.gap - 1, low, high)
        begin, end = self._extents()
        among = (begin < end) & (self.gap > 0) & (self.gap <= count)
        first_of, last_of, parted = (np.zeros(count) for _ in range(3))
        first_of[self.gap[among & (self.gap == begin)] - 1] = 1
        last_of[self.gap[among & (self.gap == end)] - 1] = 1
        parted[self.gap[among & (begin < self.gap) & (self.gap < end)] - 1] = 1
        a, b = self.net[:-1], self.net[1:]
        f, g = self.fill[:-1], self.fill[1:]
        return {
            "rule": rule,
            "wide rule": wide,
            "rule ends pile": last_of,
            "rule starts pile": first_of,
            "same net": ((a == b) & (a >= 0)).astype(float),
            "net begins": ((a != b) & (b >= 0)).astype(float),
            "net ends": ((a != b) & (a >= 0)).astype(float),
            "enclosed both": own["enclosed"][:-1] * own["enclosed"][1:],
            "enclosed parted": parted,
            "fill begins": ((f != g) & (g >= 0)).astype(float),
            "fill ends": ((f != g) & (f >= 0)).astype(float),
            "same fill": ((f == g) & (f >= 0)).astype(float),
        }


def _within(box: BBox, middle: Floats, first: Floats, last: Floats, near: float) -> Flags:
    """The lines whose ink lies in a box."""
    level = (middle > box.top - near / 2) & (middle < box.bottom + near / 2)
    return level & (last > box.x0) & (first < box.x1)
