"""The levels of a header: which lines make one row of it, and which columns each of its texts heads.

A text over several columns is known by the rule under it, else by its place: centred over its group, or flush with it
on one side, as all texts of its row.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence

import numpy as np
import regex

from extractor.geometry import overlap
from extractor.page import Rule
from extractor.tables.arrays import Floats, Ints
from extractor.tables.grid import Atom, Band, block
from extractor.tables.hypothesis import Interval, Level, Span
from extractor.tables.measure import CENTRED, LEVEL, TIGHT, WRAPPED

Edge = Floats | float
NUMBERING = regex.compile(r"\(?(?P<number>\d{1,2})\)?")
"""Statistical tables number their columns below the header."""
APART = 2.0
"""Type sizes at most from a level of a header to a text in the middle between it and the next: a rule with its white
stands between levels."""
SKIPPED = 0.8
"""Type sizes that a column without a text over it counts for."""
UNEVEN = 0.4
"""Type sizes that a column more or less than in the first group counts for: groups are mostly alike."""
PLACED = {"middle": 0.0, "left": 0.3, "right": 0.3, "first": 0.5}
"""Type sizes that each way to set a text over several columns counts for: most are centred, some flush with one side,
some set over the first column alone, as a cell that was never merged."""


def numbers_columns(texts: Sequence[str]) -> bool:
    """True where the texts of a row count its columns: '(1) (2) (3)', or '1 2 3' over at least four."""
    found = [NUMBERING.fullmatch(text) for text in texts]
    numbers = [int(match["number"]) for match in found if match]
    bracketed = all(text.startswith("(") for text in texts)
    counted = len(numbers) == len(texts) and all(b - a == 1 for a, b in itertools.pairwise(numbers))
    return counted and numbers[0] <= 3 and len(texts) >= (2 if bracketed else 4)


def header_levels(
    header: Sequence[Band], floor: float, columns: Sequence[Interval], labels: int, rules: Sequence[Rule], size: float
) -> list[Level]:
    """The levels of a header's lines, outer level first.

    `floor` is the first baseline below the header, `columns` are the ink of the body, `labels` of them without figures,
    `rules` the page's horizontal ones.
    """
    levels: list[Level] = []
    for row in reversed(_unwrapped(_rows(header, rules, size), rules, size)):
        ceiling = max(band.baseline for band in row)
        under = [r for r in rules if ceiling - LEVEL * size < r.y_mid < floor - LEVEL * size]
        blocks = block(atom for band in row for atom in band.atoms)
        spans = _spans(blocks, columns, labels, levels, under, size)
        levels.insert(0, Level(tuple(row), tuple(zip(blocks, spans, strict=True))))
        floor = min(band.baseline for band in row)
    return levels


def _unwrapped(rows: Sequence[list[Band]], rules: Sequence[Rule], size: float) -> list[list[Band]]:
    """The rows with those put together that are lines of the same texts, from the lowest up: there each column has one."""
    out: list[list[Band]] = []
    for row in reversed(rows):
        if out and _goes_on(row, out[0], rules, size):
            out[0] = [*row, *out[0]]
        else:
            out.insert(0, list(row))
    return out


def _goes_on(upper: Sequence[Band], lower: Sequence[Band], rules: Sequence[Rule], size: float) -> bool:
    """True where each text of one row stands right over or under one of the other: lines of wrapped cells.

    The texts of a level over another stand over several texts, or over texts that are printed again group by group.
    """
    above, below = upper[-1], lower[0]
    if below.baseline - above.baseline > WRAPPED * max(above.size, below.size) and not above.turned:
        return False
    if any(_parts(rule, above, below, size) for rule in rules):
        return False
    tops = block(atom for band in upper for atom in band.atoms)
    feet = block(atom for band in lower for atom in band.atoms)
    few, many = (tops, feet) if len(tops) <= len(feet) else (feet, tops)
    homes = [[m for m in many if overlap(a.x0, a.x1, m.x0, m.x1) > 0] for a in few]
    if any(
        len(home) != 1 or _misplaced((a.x0, a.x1), home[0].x0, home[0].x1, "any") > 0.5 * size
        for a, home in zip(few, homes, strict=True)
    ):
        return False
    return len(tops) >= len(feet) or not repeats([a.text for a in feet])


def repeats(texts: Sequence[str]) -> bool:
    """True where a block of two or more texts is printed again right after itself."""
    return any(
        texts[i : i + n] == texts[i + n : i + 2 * n] and len(set(texts[i : i + n])) > 1
        for n in range(2, len(texts) // 2 + 1)
        for i in range(len(texts) - 2 * n + 1)
    )


def _rows(bands: Sequence[Band], rules: Sequence[Rule], size: float) -> list[list[Band]]:
    """The lines in rows: a text set between the lines of others is of their row, the lower one if it may choose."""
    rows: list[list[Band]] = []
    for i in reversed(range(len(bands))):
        near = bool(rows) and rows[0][0].baseline - bands[i].baseline < TIGHT * size
        if rows and (near or _is_between(bands, i, rows[0], rules, size)) and not _collide([bands[i], *rows[0]]):
            rows[0].insert(0, bands[i])
        else:
            rows.insert(0, [bands[i]])
    return rows


def _is_between(bands: Sequence[Band], index: int, below: Sequence[Band], rules: Sequence[Rule], size: float) -> bool:
    """True for a line in the middle between two others, with no text or rule under it there: of cells over two rows."""
    if not index:
        return False
    above, band = bands[index - 1], bands[index]
    middle = (above.baseline + below[0].baseline) / 2
    beside = not any(
        overlap(a.x0, a.x1, b.x0, b.x1) > 0 for a in band.atoms for other in (above, *below) for b in other.atoms
    )
    if any(_is_under(rule, band, below[0], size) for rule in rules):
        return False
    return beside and abs(band.baseline - middle) < CENTRED * size and middle - above.baseline < APART * size


def _parts(rule: Rule, above: Band, below: Band, size: float) -> bool:
    """True for a rule between two lines."""
    return above.baseline < rule.y_mid < below.baseline - 0.3 * size


def _is_under(rule: Rule, band: Band, below: Band, size: float) -> bool:
    """True for a rule between two lines, under a text of the upper one."""
    over = any(overlap(atom.x0, atom.x1, rule.x0, rule.x1) > 0 for atom in band.atoms)
    return over and _parts(rule, band, below, size)


def _collide(bands: Sequence[Band]) -> bool:
    """True where a text of one line stands over or under two of another: levels of a header."""
    for group in block(atom for band in bands for atom in band.atoms):
        held = {id(word) for word in group.words}
        if any(sum(id(atom.words[0]) in held for atom in band.atoms) > 1 for band in bands):
            return True
    return False


def _spans(
    atoms: Sequence[Atom],
    columns: Sequence[Interval],
    labels: int,
    lower: Sequence[Level],
    rules: Sequence[Rule],
    size: float,
) -> list[Span]:
    """The columns of each text of a row of the header; `lower` are the levels below it."""
    extents = _extents(columns, lower)
    edge = (extents[labels - 1][1] + extents[labels][0]) / 2 if labels < len(extents) else float("inf")
    over = [a for a in atoms if a.x_mid >= edge or overlap(a.x0, a.x1, *extents[labels]) > 0.5 * size]
    found: dict[int, Span] = {id(a): (_nearest(a, extents[:labels]), 1) for a in atoms if a not in over}
    ruled = _by_rules(over, extents, labels, rules, size)
    if ruled is not None:
        spans = ruled
    else:
        inner = {c - labels for level in lower for first, n in level.wide for c in range(first + 1, first + n)}
        placed = partition(over, extents[labels:], inner, size)
        spans = [(labels + first, count) for first, count in placed]
    found |= {id(a): span for a, span in zip(over, spans, strict=True)}
    return [found[id(a)] for a in atoms]


def _extents(columns: Sequence[Interval], lower: Sequence[Level]) -> list[Interval]:
    """The columns' ink, with the texts of the levels below that stand over one column."""
    extents = list(columns)
    for level in lower:
        for atom, (column, count) in level.heads:
            if count == 1:
                extents[column] = (min(extents[column][0], atom.x0), max(extents[column][1], atom.x1))
    return extents


def _nearest(atom: Atom, columns: Sequence[Interval]) -> int:
    return max(range(len(columns)), key=lambda c: (overlap(atom.x0, atom.x1, *columns[c]), -c))


def _by_rules(
    atoms: Sequence[Atom], extents: Sequence[Interval], labels: int, rules: Sequence[Rule], size: float
) -> list[Span] | None:
    """The columns under the rules below the texts; None where no rule is a group's, or two texts would share one."""
    width = extents[-1][1] - extents[labels][0]
    own = [r for r in rules if r.width < 0.9 * width]
    spans: list[Span] = []
    for atom in atoms:
        under = [r for r in own if r.x0 - size < atom.x0 and atom.x1 < r.x1 + size and r.width > 0.5 * atom.width]
        if under:
            rule = min(under, key=lambda r: (r.y_mid, r.width))
            held = [c for c in range(labels, len(extents)) if rule.x0 < sum(extents[c]) / 2 < rule.x1]
        else:
            held = [labels + _nearest(atom, extents[labels:])]
        spans.append((held[0], len(held)) if held else (labels + _nearest(atom, extents[labels:]), 1))
    if all(count == 1 for _, count in spans):
        return None
    if any(a[0] + a[1] > b[0] for a, b in itertools.pairwise(spans)):
        return None
    return spans


def partition(atoms: Sequence[Atom], columns: Sequence[Interval], inner: Collection[int], size: float) -> list[Span]:
    """The group of consecutive columns of each text, by their places: the cheapest over all ways to group.

    No group begins or ends at the columns of `inner`: they lie inside a group of the level below. A text that finds no
    group of its own gets the nearest column.
    """
    options = [_grouped(atoms, columns, inner, size, side) for side in PLACED]
    options += [_grouped(atoms, columns, (), size, "middle")] if inner else []
    best = min((o for o in options if o is not None), key=lambda o: o[0], default=None)
    return best[1] if best else [(_nearest(a, columns), 1) for a in atoms]


def _grouped(
    atoms: Sequence[Atom], columns: Sequence[Interval], inner: Collection[int], size: float, side: str
) -> tuple[float, list[Span]] | None:
    """The cost (type sizes) and the groups where texts over several columns are set by one side, or the middle.

    For each number of columns that the first group may have, the others are found from the last to the first.
    """
    n, m = len(columns), len(atoms)
    if not m or m > n:
        return None if m else (SKIPPED * n, [])
    counts = np.arange(n)[None, :] - np.arange(n)[:, None] + 1.0
    own = _off(atoms, columns, side) / size + PLACED[side] * (counts > 1)
    own[:, counts < 1] = np.inf
    begun = [c for c in inner if 0 < c < n]
    own[:, begun, :] = np.inf
    own[:, :, [c - 1 for c in begun]] = np.inf
    skipped = SKIPPED * np.arange(n + 1.0)
    best: tuple[float, list[Span]] | None = None
    for usual in range(1, n - m + 2):
        uneven = UNEVEN * np.abs(counts - usual)
        after = SKIPPED * n - skipped
        chosen = []
        for a in reversed(range(m)):
            cost = own[a] + (uneven if a else np.where(counts == usual, 0.0, np.inf)) + after[None, 1:]
            last = cost.argmin(axis=1)
            reached = cost[np.arange(n), last] + skipped[:-1]
            first = n - 1 - _last_least(reached[::-1])[::-1]
            after = np.append(reached[first], np.inf) - skipped
            chosen.append((first, last))
        if after[0] < np.inf and (best is None or after[0] < best[0]):
            spans, c = [], 0
            for first, last in reversed(chosen):
                begin = int(first[c])
                c = int(last[begin]) + 1
                spans.append((begin, c - begin))
            best = float(after[0]), spans
    return best


def _last_least(values: Floats) -> Ints:
    """Of each place the last up to it that holds the least value up to it."""
    least = np.minimum.accumulate(values)
    found: Ints = np.maximum.accumulate(np.where(values == least, np.arange(len(values)), 0))
    return found


def _off(atoms: Sequence[Atom], columns: Sequence[Interval], side: str) -> Floats:
    """Points by which each text stands off its place over a group of columns, over their ink or over their cells: texts
    by first by last column."""
    begin, end = np.array(columns).T
    texts = np.array([[[a.x0]] for a in atoms]), np.array([[[a.x1]] for a in atoms])
    low, high = begin[None, :, None], end[None, None, :]
    single = np.eye(len(columns), dtype=bool)[None]
    alone = _misplaced(texts, low, high, "any")
    if side == "first":
        several = _misplaced(texts, low, end[None, :, None], "any") + np.maximum(0.0, texts[1] - high)
        return np.where(single, alone, several)
    middles = (end[:-1] + begin[1:]) / 2
    left, right = np.append(begin[0], middles), np.append(middles, end[-1])
    cells = [(low, high), (left[None, :, None], right[None, None, :])]
    if side == "middle" and len(columns) > 1:
        # cells of texts set left begin with their ink and end where the next begins; of those set right, the mirror
        after = np.append(begin[1:], 2 * begin[-1] - begin[-2])
        before = np.append(2 * end[0] - end[1], end[:-1])
        cells += [(low, after[None, None, :]), (before[None, :, None], high)]
    return np.where(single, alone, np.min([_misplaced(texts, *cell, side) for cell in cells], axis=0))


def _misplaced(texts: tuple[Edge, Edge], low: Edge, high: Edge, side: str) -> Floats:
    """Points by which texts (where they begin, and end) stand off their place over an interval, and out of it."""
    x0, x1 = texts
    sides = {"middle": np.abs((x0 + x1) / 2 - (low + high) / 2), "left": np.abs(x0 - low), "right": np.abs(x1 - high)}
    if side == "any":
        return np.minimum(np.minimum(sides["middle"], sides["left"]), sides["right"])
    # a long text may stand out of a narrow column, but hardly out of its group
    return sides[side] + 0.5 * (np.maximum(0.0, low - x0) + np.maximum(0.0, x1 - high))
