"""Says where the columns of a known grid lie, once it is known on which lines its rows lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from extractor.page import Word
from tests.benchmarks.laying import Found, Ink, Letters, Truth, parts_of

FAR = 0.004
"""What a point between two words of a row costs, in letters."""
OUTSIDE = 50
"""Points beyond the outer columns in which words of theirs may stand."""
STRAY, FEW = 40, 0.2
"""Words of an outer column that stand this far off, and are no more than this share of it, are not the column's."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A word that one cell of its row explains."""

    column: int
    word: Word
    weight: float


def columns(truth: Truth, found: Found, free: Sequence[Ink], letters: Letters) -> list[float]:
    """The x of the columns' edges, one more than columns."""
    by_line: dict[int, list[Ink]] = defaultdict(list)
    for ink in free:
        by_line[ink.line].append(ink)
    body: list[Hit] = []
    head: list[Hit] = []
    for r, block in found.lines.items():
        words = [ink for line in block for ink in by_line[line] if ink.letters]
        hits = row_hits(truth.rows[r], words, letters)
        (head if r < (truth.header_rows or 0) else body).extend(hits)
    hits: list[Hit] = []
    for heavy, some in ((True, body), (True, head), (False, body), (False, head)):
        known = {hit.column for hit in hits}
        hits += [hit for hit in some if hit.column not in known and (hit.weight >= 1.0 or not heavy)]
    first, last = min(b.start for b in found.lines.values()), max(b.stop for b in found.lines.values())
    hits += _between_rows(truth, hits, [ink for line in range(first, last) for ink in by_line[line]], letters)
    return _edges(hits, truth.width, head)


def _between_rows(truth: Truth, hits: Sequence[Hit], inks: Sequence[Ink], letters: Letters) -> list[Hit]:
    """Words of columns of which no row has a word on its own lines: cells that span rows stand between them."""
    found = []
    for c in set(range(truth.width)) - {hit.column for hit in hits}:
        left = max((hit.word.x1 for hit in hits if hit.column < c), default=-np.inf)
        right = min((hit.word.x0 for hit in hits if hit.column > c), default=np.inf)
        texts = [letters(row[c] or "") for row in truth.rows if c < len(row)]
        for ink in inks:
            if left <= ink.word.x_mid <= right and ink.letters:
                whole = ink.letters in texts
                if whole or (len(ink.letters) >= 3 and any(ink.letters in text for text in texts)):
                    found.append(Hit(c, ink.word, 2.0 if whole else 1.0))
    return found


def row_hits(row: Sequence[str | None], inks: Sequence[Ink], letters: Letters) -> list[Hit]:
    """The words of a row's lines that its cells explain, columns in order of x."""
    cells = [(c, letters(text), parts_of(text, letters)) for c, text in enumerate(row) if text and letters(text)]
    # two states a cell: more words may come (even), or its text is complete (odd)
    best: list[tuple[float, Any]] = [(0.0, ())] + [(-1.0, ())] * (2 * len(cells))
    for ink in sorted(inks, key=lambda ink: ink.word.x_mid):
        fresh: list[tuple[int, float, Any]] = []
        for k, (c, text, parts) in enumerate(cells):
            whole = ink.letters == text
            if not whole and ink.letters not in parts and (ink.letters not in text or len(ink.letters) < 3):
                continue
            room = len(text) - len(ink.letters)
            before = ((v, t) for v, t in best[: 2 * k + (1 if whole else 2)] if _used(c, t) <= room)
            value, trail = max(((v - _far(ink, t), t) for v, t in before), key=lambda b: b[0])
            gain = len(ink.letters) + 0.5 if whole else 0.8 * len(ink.letters)
            fresh.append((2 * k + (2 if whole else 1), value + gain, ((c, ink, whole), trail)))
        for state, value, trail in fresh:
            if value >= best[state][0]:  # of two that are equal the later one: nearer to what follows
                best[state] = value, trail
    hits, trail = [], max(best, key=lambda b: b[0])[1]
    while trail:
        (c, ink, whole), trail = trail
        spanning = c + 1 < len(row) and not row[c + 1]
        hits.append(Hit(c, ink.word, (2.0 if whole else 1.0) * (0.2 if spanning else 1.0)))
    return hits


def _used(column: int, trail: Any) -> int:
    """Letters of a column's cell that words have taken."""
    used = 0
    while trail and trail[0][0] == column:
        used += len(trail[0][1].letters)
        trail = trail[1]
    return used


def _far(ink: Ink, trail: Any) -> float:
    """A little for each point between a word and the one before it: of two equal words the nearer one is meant."""
    return FAR * (ink.word.x_mid - trail[0][1].word.x_mid) if trail else 0.0


def _edges(hits: Sequence[Hit], width: int, head: Sequence[Hit]) -> list[float]:
    """Edges with the least weight of hits on their wrong side, in the middle of the white space."""
    if not hits:
        return [0.0] * (width + 1)
    inner = []
    low = -np.inf
    for c in range(width - 1):
        left = [hit for hit in hits if hit.column <= c]
        right = [hit for hit in hits if hit.column > c]
        edge = max(low, _between(left, right, [hit for hit in head if hit.weight >= 1.0], c))
        inner.append(edge)
        low = edge
    first, last = min(hit.column for hit in hits), max(hit.column for hit in hits)
    span = _solid([*hits, *head])
    # a column without a letter anywhere may stand outside
    left_edge, right_edge = span[0] - (OUTSIDE if first else 2), span[1] + (OUTSIDE if last < width - 1 else 2)
    return [left_edge, *(min(max(edge, left_edge), right_edge) for edge in inner), right_edge]


def _between(left: Sequence[Hit], right: Sequence[Hit], head: Sequence[Hit], column: int) -> float:
    """The x that parts the hits of the columns on the left from those on the right; headers stand in the gap."""
    if not left:
        return min(hit.word.x0 for hit in right) - 1
    if not right:
        return max(hit.word.x1 for hit in left) + 1
    events = sorted(
        [(h.word.x_mid, h.weight, h) for h in left] + [(h.word.x_mid, -h.weight, h) for h in right], key=lambda e: e[0]
    )
    wrong = sum(h.weight for h in left)
    best, at = wrong, -1
    for i, (_, weight, _) in enumerate(events):
        wrong -= weight
        if wrong < best - 1e-9:
            best, at = wrong, i
    ids = {id(h) for h in left}
    before = [h.word.x1 for _, _, h in events[: at + 1] if id(h) in ids]
    after = [h.word.x0 for _, _, h in events[at + 1 :] if id(h) not in ids]
    low, high = max(before, default=events[0][0] - 1), min(after, default=events[-1][0] + 1)
    if low > high and 0 <= at < len(events) - 1:
        low, high = events[at][0], events[at + 1][0]
    within = [hit for hit in head if low < hit.word.x_mid < high]
    low = max([low, *(hit.word.x1 for hit in within if hit.column <= column)])
    high = min([high, *(hit.word.x0 for hit in within if hit.column > column)])
    return (low + high) / 2


def _solid(hits: Sequence[Hit]) -> tuple[float, float]:
    """From where to where the outer columns reach, without a few words that stand far off."""
    first, last = min(hit.column for hit in hits), max(hit.column for hit in hits)
    left = sorted((hit.word.x0, hit.weight) for hit in hits if hit.column == first)
    right = sorted(((hit.word.x1, hit.weight) for hit in hits if hit.column == last), reverse=True)
    return _without_strays(left), _without_strays(right)


def _without_strays(ordered: Sequence[tuple[float, float]]) -> float:
    """The first of the values after which no gap comes that leaves hardly anything before it."""
    total, weight, start = sum(w for _, w in ordered), 0.0, 0
    for i, ((a, w), (b, _)) in enumerate(pairwise(ordered)):
        weight += w
        if abs(b - a) > STRAY and weight < FEW * total:
            start = i + 1
    return ordered[start][0]
