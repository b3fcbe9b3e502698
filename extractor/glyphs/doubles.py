"""Glyphs printed again a little aside: some producers make bold type and shadows so. What both glyph sources share.

No two letters of a legible word stand closer than half the width of one, so the same letter there is one letter. A
wider shift moves narrow letters past their own width: it shows where several letters of a line have the same one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from extractor.geometry import clusters, median
from extractor.glyphs.ink import Glyph

HALF = 0.5
"""Share of a letter's advance within which the same letter is no next one: the tightest type that is legible keeps
more ('ll' and '11' at -0.1 em of tracking have 0.55 and 0.82, '11' at -0.2 em 0.64)."""
NARROW = 0.2
"""Ems within which one letter alone is told to be printed again: a font that states one width for all of its letters
has its 'll' at 0.22."""
FARTHEST = 0.36
"""Ems up to which a shift is looked for: shadows reach a third; letters two lines apart are nearly an em away."""
PROOF = 3
"""Letters of a line less than half their width aside by one shift, of two kinds at least, that prove a reprint."""
SAME_SHIFT = 0.02
"""Ems that two shifts of one reprint may differ by, as positions are rounded."""
SAME_SIZE = 0.02
"""Share that two sizes may differ by and be one."""
NO_SHIFT = 0.01
"""Ems within which a second print makes nothing bolder."""


class Pair(NamedTuple):
    """The same letter twice: the indices of the two glyphs, and the second's place seen from the first, in ems along
    the reading direction and across."""

    first: int
    second: int
    along: float
    across: float


def without_doubles(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs in their order, each that was printed again once, in its first place and bold."""
    pairs = _pairs(glyphs)
    gone: dict[int, Pair] = {}
    for group in _shifts(glyphs, pairs):
        left = [pair for pair in group if pair.first not in gone and pair.second not in gone]
        used: set[int] = set()  # each letter is printed again once at one shift: what is left is the next 'l' of 'll'
        for pair in left if _is_reprint(glyphs, left) else ():
            if pair.first not in used and pair.first not in gone and pair.second not in gone:
                gone[pair.second] = pair
                used.add(pair.first)
    for pair in pairs:
        if pair.first not in gone and pair.second not in gone and _is_double(glyphs, pair):
            gone[pair.second] = pair
    bold = {pair.first for pair in gone.values() if max(abs(pair.along), abs(pair.across)) > NO_SHIFT}
    return [glyph._replace(bold=True) if i in bold else glyph for i, glyph in enumerate(glyphs) if i not in gone]


def _pairs(glyphs: Sequence[Glyph]) -> list[Pair]:
    """Each two glyphs of one letter, size and direction that stand close enough to be one."""
    near = sorted(_near(glyphs))
    return [Pair(first, second, *_shift(glyphs[first], glyphs[second])) for second, first in near]


def _near(glyphs: Sequence[Glyph]) -> set[tuple[int, int]]:
    """The indices, the higher first, of the two glyphs of each such pair.

    They are looked for in bands of twice the reach of the largest type, laid twice, one half a band lower, so that each
    two share one.
    """
    own = [i for i, glyph in enumerate(glyphs) if glyph.size and glyph.text.strip()]
    if not own:
        return set()
    texts, xs, ys, _, angles, sizes, *_ = zip(*[glyphs[i] for i in own], strict=True)
    kinds: dict[tuple[str, int], int] = {}
    kind = np.array([kinds.setdefault(each, len(kinds)) for each in zip(texts, angles, strict=True)])
    x, y, size = np.array(xs), np.array(ys), np.array(sizes)
    reach = FARTHEST * size.max()
    found: set[tuple[int, int]] = set()
    for start in (0.0, reach):
        band = (y + start) // (2 * reach)
        order = np.lexsort((x, band, kind))
        for step in range(1, len(own)):
            a, b = order[:-step], order[step:]
            near = (kind[a] == kind[b]) & (band[a] == band[b]) & (x[b] - x[a] <= reach)
            if not near.any():
                break
            a, b = a[near], b[near]
            within = np.maximum(x[b] - x[a], abs(y[b] - y[a])) <= FARTHEST * size[a]
            within &= abs(size[b] - size[a]) <= SAME_SIZE * size[a]
            found.update((max(pair), min(pair)) for pair in zip(a[within].tolist(), b[within].tolist(), strict=True))
    return {(own[second], own[first]) for second, first in found}


def _shift(first: Glyph, second: Glyph) -> tuple[float, float]:
    """The second glyph's place seen from the first, in ems along their reading direction and across it."""
    dx, dy = (second.x - first.x) / first.size, (second.y - first.y) / first.size
    return (dx, dy) if first.angle % 180 == 0 else (dy, dx)


def _advance(glyphs: Sequence[Glyph], pair: Pair) -> float:
    """How wide the letter is, in ems."""
    return max(glyphs[pair.first].advance, glyphs[pair.second].advance) / glyphs[pair.first].size


def _is_double(glyphs: Sequence[Glyph], pair: Pair) -> bool:
    """True for a letter that stands too close to the same one to be the next."""
    return abs(pair.along) < min(HALF * _advance(glyphs, pair), NARROW)


def _shifts(glyphs: Sequence[Glyph], pairs: Sequence[Pair]) -> list[list[Pair]]:
    """The pairs of each line by their shift, the commonest shift first: '11' printed again has more than one."""
    lines: dict[tuple[int, int], list[Pair]] = defaultdict(list)
    for pair in pairs:
        first = glyphs[pair.first]
        lines[first.angle, round(first.y if first.angle % 180 == 0 else first.x)].append(pair)
    groups = []
    for line in lines.values():
        for level in clusters(line, lambda pair: pair.across, gap=SAME_SHIFT):
            groups += clusters(level, lambda pair: pair.along, gap=SAME_SHIFT)
    for group in groups:
        shift = median([pair.along for pair in group])
        group.sort(key=lambda p: (glyphs[p.first].x, glyphs[p.first].y, abs(p.along - shift)))
    return sorted(groups, key=len, reverse=True)


def _is_reprint(glyphs: Sequence[Glyph], pairs: Sequence[Pair]) -> bool:
    """True where letters of one line that lie over one another, all by one shift, are too many for chance."""
    proof = [pair for pair in pairs if abs(pair.along) < HALF * _advance(glyphs, pair)]
    return len(proof) >= PROOF and len({glyphs[pair.first].text for pair in proof}) > 1
