"""The rules, nets and fills among the lines of a block."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractor.geometry import BBox
from extractor.tables.arrays import Flags, Floats, Ints, Lines, ends, shifted
from extractor.tables.measure import Measure, nets


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
        for index, (box, inner) in enumerate(nets_of(measure)):
            held = _within(box, middle, first, last, near)
            if inner:
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
        for pile in np.unique(self.pile):
            mine = self.pile == pile
            gaps = np.sort(self.gap[mine])
            x0, x1 = self.x0[mine].min(), self.x1[mine].max()
            if len(gaps) < 2 or gaps[0] == gaps[-1]:
                continue
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
        above, below, wide_above, wide_below = (np.zeros(lines.count) for _ in range(4))
        for gap, x0, x1 in zip(self.gap, self.x0, self.x1, strict=True):
            if gap < lines.count:
                above[gap] = 1
                wide_above[gap] = max(wide_above[gap], x0 < first[gap] + lines.size and x1 > last[gap] - lines.size)
            if gap > 0:
                below[gap - 1] = 1
                wide_below[gap - 1] = max(
                    wide_below[gap - 1], x0 < first[gap - 1] + lines.size and x1 > last[gap - 1] - lines.size
                )
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

    def pair(self, lines: Lines, own: dict[str, Floats]) -> dict[str, Floats]:
        count = lines.count - 1
        rule, wide, last_of, first_of, parted = (np.zeros(count) for _ in range(5))
        first, last = ends(lines)
        extent = {p: (self.gap[self.pile == p].min(), self.gap[self.pile == p].max()) for p in np.unique(self.pile)}
        for gap, x0, x1, pile in zip(self.gap, self.x0, self.x1, self.pile, strict=True):
            if not 0 < gap <= count:
                continue
            i = gap - 1
            rule[i] = 1
            low, high = min(first[i], first[gap]), max(last[i], last[gap])
            wide[i] = max(wide[i], x0 < low + lines.size and x1 > high - lines.size)
            begin, end = extent[pile]
            if begin < end:
                first_of[i] = max(first_of[i], float(gap == begin))
                last_of[i] = max(last_of[i], float(gap == end))
                parted[i] = max(parted[i], float(begin < gap < end))
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


def nets_of(measure: Measure) -> list[tuple[BBox, bool]]:
    """The boxes of the nets of rules, each with whether rules part it inside from left to right."""
    found: list[tuple[BBox, bool]] = []
    for net in nets(measure):
        down = sorted({round(r.x_mid / (0.5 * measure.size)) for r in net if not r.horizontal})
        across = [r for r in net if r.horizontal]
        if not down or not across:
            continue
        box = BBox(min(r.x0 for r in net), min(r.top for r in net), max(r.x1 for r in net), max(r.bottom for r in net))
        found.append((box, len(down) > 2 or (len(down) > 0 and _inside(net, box, measure.size))))
    return found


def _inside(net: Sequence[BBox], box: BBox, size: float) -> bool:
    """True where a vertical rule stands between the sides of its net."""
    return any(r.width < r.height and box.x0 + size < r.x_mid < box.x1 - size for r in net)
