"""What a page's own measures are: type size, leading, rules and fills that mean something.

All lengths that later stages compare with follow from these values, never from points.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractor.geometry import BBox, median
from extractor.lines import baselines
from extractor.page import Fill, Page, Rule, Word

PIXEL = 0.2
"""Type sizes a step of the raster on which ink, gutters and edges are counted."""
TIGHT = 0.9
"""Type sizes: lines closer than this are no rows of their own, since their letters would touch."""
TOUCH = 0.3
"""Type sizes within which the ends of two rules meet: borders drawn as rectangles stop half their width short."""
LEVEL = 0.1
"""Type sizes within which two edges, or two baselines, are one: rules have a width, and boxes of letters overlap."""
WRAPPED = 1.45
"""Type sizes from line to line at most where they are lines of one cell."""
CLOSE = 1.6
"""Type sizes of white at most between the lines of a caption or the notes of a table, and between these and the table:
less than a blank line's with the white around it, which parts them from other text."""
ONE_BLANK_LINE = 3.0
"""Type sizes between the pieces of one table: a line left blank, and the margins of the cells above and below it."""
WIDE = 1.2
"""Type sizes of white that no two words of one cell, or of a justified line, have between them: LaTeX's narrowest
columns stand that far apart."""
CENTRED = 0.3
"""Type sizes by which a text may stand off the middle of the lines or columns that it is set over."""
WHITE = 0.98
"""Grey from which a fill is the paper's."""


@dataclass(frozen=True, slots=True)
class Net:
    """Rules that touch each other, crossing or end to end.

    `parted` where some part its inside from left to right, `framed` where they close it on both sides.
    """

    rules: tuple[Rule, ...]
    box: BBox
    parted: bool
    framed: bool

    @property
    def closed(self) -> bool:
        """Whether rules of both directions are in it: it has an inside."""
        return any(r.horizontal for r in self.rules) and any(not r.horizontal for r in self.rules)


@dataclass(frozen=True, slots=True)
class Measure:
    """A page with its measures in points: the usual type size, and the usual step from line to line.

    `across` and `down` are the rules without underlines, pieces of one line put together; `fills` the coloured areas
    that are not the whole page; `nets` the rules in groups that touch.
    """

    page: Page
    size: float
    leading: float
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    fills: tuple[Fill, ...]
    nets: tuple[Net, ...] = ()
    typed: tuple[float, ...] = ()
    """The y of the lines that typed rules take, top to bottom."""

    @property
    def rules(self) -> tuple[Rule, ...]:
        return self.across + self.down


def measure(page: Page) -> Measure:
    """The measures of a page; those of ten-point type where it has no words."""
    sizes = letters_of(page.words)
    size = max(sizes, key=lambda s: (sizes[s], s), default=10.0) or 10.0
    lines = [group[0].baseline for group in baselines([w for w in page.words if w.angle == 0])]
    steps = [b - a for a, b in itertools.pairwise(lines) if 0.8 * size < b - a < 3 * size]
    rules = without_underlines(page.rules, page.words)
    across = _joined([rule for rule in rules if rule.horizontal], size)
    down = [_turned(r) for r in _joined([_turned(rule) for rule in rules if not rule.horizontal], size)]
    area = page.width * page.height
    fills = [f for f in page.fills if f.grey < WHITE and f.width * f.height < 0.6 * area]
    nets = tuple(_net(group, size) for group in _touching([*across, *down], TOUCH * size))
    typed = tuple(sorted({rule.y_mid for rule in page.rules if rule.typed and rule.horizontal}))
    return Measure(page, size, median(steps, 1.2 * size), tuple(across), tuple(down), tuple(fills), nets, typed)


def taken(baselines: Sequence[float], measure: Measure) -> NDArray[np.float64]:
    """Points of the step from each line to the next that typed rules fill: where they stand there is no white.

    What is left of the step is a line's usual one at least.
    """
    y = np.asarray(baselines)
    lines = np.diff(np.searchsorted(measure.typed, y)) if measure.typed else np.zeros(len(y) - 1)
    filled: NDArray[np.float64] = np.clip(np.diff(y) - measure.leading, 0.0, lines * measure.leading)
    return filled


def letters_of(words: Iterable[Word]) -> Counter[float]:
    """How many letters each type size has, to a tenth of a point."""
    letters: Counter[float] = Counter()
    for word in words:
        letters[word.size] += len(word.text)
    sizes: Counter[float] = Counter()
    for exact, count in letters.items():
        sizes[round(exact, 1)] += count
    return sizes


def without_underlines(rules: Sequence[Rule], words: Sequence[Word]) -> list[Rule]:
    """The rules but those that underline words: as wide as the words, right below their baseline."""
    if not any(rule.horizontal for rule in rules):
        return list(rules)
    starts: dict[int, list[Word]] = defaultdict(list)
    ends: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        starts[round(word.x0)].append(word)
        ends[round(word.x1)].append(word)

    def beside(by_edge: dict[int, list[Word]], x: float, y: float) -> bool:
        near = (w for at in (round(x) - 1, round(x), round(x) + 1) for w in by_edge[at])
        return any(-LEVEL * w.size < y - w.baseline < 0.35 * w.size for w in near)

    return [r for r in rules if not (r.horizontal and beside(starts, r.x0, r.y_mid) and beside(ends, r.x1, r.y_mid))]


def _touching(rules: Sequence[Rule], near: float) -> list[list[Rule]]:
    """The rules in groups that touch each other."""
    parent = list(range(len(rules)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    order = sorted(range(len(rules)), key=lambda i: rules[i].top)
    active: list[int] = []
    for i in order:
        a = rules[i]
        active = [j for j in active if rules[j].bottom >= a.top - near]
        for j in active:
            b = rules[j]
            if a.x0 <= b.x1 + near and b.x0 <= a.x1 + near:
                parent[root(i)] = root(j)
        active.append(i)
    groups: dict[int, list[Rule]] = defaultdict(list)
    for i in range(len(rules)):
        groups[root(i)].append(rules[i])
    return list(groups.values())


def _net(rules: Sequence[Rule], size: float) -> Net:
    box = BBox(
        min(r.x0 for r in rules), min(r.top for r in rules), max(r.x1 for r in rules), max(r.bottom for r in rules)
    )
    down = [r for r in rules if not r.horizontal]
    near = TOUCH * size
    high = [r for r in down if r.height > box.height - 2 * near]
    framed = any(r.x_mid < box.x0 + near for r in high) and any(r.x_mid > box.x1 - near for r in high)
    places = {round(r.x_mid / (0.5 * size)) for r in down}
    inside = any(box.x0 + size < r.x_mid < box.x1 - size for r in down)
    return Net(tuple(rules), box, len(down) < len(rules) and (len(places) > 2 or inside), framed)


def _joined(rules: Sequence[Rule], size: float) -> list[Rule]:
    """Horizontal rules with the pieces of one line put together: borders are often drawn cell by cell, or twice."""
    near = TOUCH * size
    rows: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: r.y_mid):
        if rows and rule.y_mid - rows[-1][0].y_mid < near:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    out: list[Rule] = []
    for row in rows:
        row.sort(key=lambda r: r.x0)
        last = row[0]
        for rule in row[1:]:
            if rule.x0 <= last.x1 + near:
                last = Rule(last.x0, min(last.top, rule.top), max(last.x1, rule.x1), max(last.bottom, rule.bottom))
            else:
                out.append(last)
                last = rule
        out.append(last)
    return out


def _turned(rule: Rule) -> Rule:
    box = rule.transposed()
    return Rule(box.x0, box.top, box.x1, box.bottom)
