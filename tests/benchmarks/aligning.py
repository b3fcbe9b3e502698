"""Says of the words of pages which cell of which known grid they print; of the grids only the texts are known.

Three steps for a table: its rows are laid on the pages' lines, in order (`laying`); what then stands in the lines says
where the columns lie (`edges`); each column's words are matched with its cells down the column, letter by letter
(`matched`). What no cell's text explains goes where row and column say (`implied`).
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

import numpy as np

from extractor.geometry import overlap
from extractor.page import Page
from tests.benchmarks.edges import OUTSIDE, columns
from tests.benchmarks.laying import Found, Ink, Letters, Place, Truth, cells_of, placed, reading_order

Labels = dict[tuple[int, int], tuple[int, int, int]]
"""By page and word, both from 0: table, row and column."""
Weight = Callable[[Ink, Place], float]
"""What a letter of a word is worth in a cell: 0 where it cannot belong to it."""
ABOVE, BELOW = 8, 4
"""Lines around the rows found in which further cells are looked for."""
WHOLE, PART = 0.05, 1.0
"""What it costs to leave out a cell's text, and a letter within a text."""
NEAR = 0.45
"""Words of one cell stand closer than this share of the type size."""
REPEATED = 0.6
"""Share of the header's letters that makes lines on a further page a repeated header."""


def align(pages: Sequence[Page], truths: Sequence[Truth], letters: Letters) -> tuple[Labels, list[float]]:
    """The (table, row, column) of words by (page, index), and each table's share of letters found.

    The table that fits best is laid first and takes its words; where two fit alike, the first in the document.
    """
    inks = reading_order(pages, letters)
    labels: Labels = {}
    coverage = [0.0] * len(truths)
    laid = [placed(truth, inks, letters) for truth in truths]
    queue = [(-found.score, number, 0) for number, found in enumerate(laid)]
    heapq.heapify(queue)
    while queue:
        _, number, taken = heapq.heappop(queue)
        free = [ink for ink in inks if ink.key not in labels]
        if taken != len(labels):
            laid[number] = placed(truths[number], free, letters)
            heapq.heappush(queue, (-laid[number].score, number, len(labels)))
            continue
        found = laid[number]
        fill(truths[number], found, free, letters)
        labels |= {key: (number, *place) for key, place in found.words.items()}
        total = sum(len(text) for text in cells_of(truths[number], letters).values())
        coverage[number] = min(1.0, found.covered.total() / total) if total else 0.0
    return labels, coverage


def fill(truth: Truth, found: Found, free: Sequence[Ink], letters: Letters) -> None:
    """Gives the table its words, step by step."""
    if not found.lines:
        return
    found.edges = columns(truth, found, free, letters)
    down_columns(truth, found, free, letters)
    left_over(truth, found, free, letters)
    repeated(truth, found, free, letters)
    implied(truth, found, free)


# ---------------------------------------------------------------------------------------------- words in cells


Pair = tuple[Ink, Place, int, float]
"""A word, the cell whose text it prints, how many letters of it, and what they are worth where they stand."""


def matched(cells: Sequence[tuple[Place, str]], inks: Iterable[Ink], weight: Weight) -> list[Pair]:
    """The words that print the cells' texts, both in order; a letter left out inside a text costs, a whole text hardly."""
    skipped: list[tuple[float, Any]] = [(-WHOLE * k, ()) for k in range(len(cells) + 1)]
    inside: list[dict[int, tuple[float, Any]]] = [{} for _ in cells]
    spots: dict[str, list[tuple[int, int, int]]] = {}
    for ink in inks:
        if not ink.letters:
            continue
        if ink.letters not in spots:
            spots[ink.letters] = [(k, *at) for k, (_, text) in enumerate(cells) for at in _spots(ink.letters, text)]
        fresh = []
        for k, start, end in spots[ink.letters]:
            from_inside = ((value - PART * (start - o), trail) for o, (value, trail) in inside[k].items() if o <= start)
            value, trail = max([(skipped[k][0] - PART * start, skipped[k][1]), *from_inside], key=lambda b: b[0])
            share = weight(ink, cells[k][0])
            if share <= 0:
                continue
            pair = ink, cells[k][0], end - start, (end - start) * share
            fresh.append((k, end, value + (end - start) * share, (pair, trail)))
        for k, end, value, trail in fresh:
            if value > inside[k].get(end, (-np.inf,))[0]:
                inside[k][end] = value, trail
            value -= PART * (len(cells[k][1]) - end)
            for after in range(k + 1, len(skipped)):
                if value <= skipped[after][0]:
                    break
                skipped[after] = value, trail
                value -= WHOLE
    pairs, trail = [], skipped[-1][1]
    while trail:
        pair, trail = trail
        pairs.append(pair)
    return pairs[::-1]


def _spots(word: str, text: str) -> list[tuple[int, int]]:
    """Where in a text the word stands; a word that holds the whole text and little more covers it."""
    found, at = [], text.find(word)
    while at >= 0:
        found.append((at, at + len(word)))
        at = text.find(word, at + 1)
    bare = word.rstrip("-*†0123456789")
    if not found and len(bare) > 2 and bare != word and not text.startswith(word[: len(bare) + 1]):
        return _spots(bare, text)
    if not found and text in word and len(text) >= max(2, 0.5 * len(word)):
        return [(0, len(text))]
    return found


def _weight(truth: Truth, found: Found, inks: Sequence[Ink], letters: Letters) -> Weight:
    """How well a word's line suits a cell: it is one of its row's, near them, or of a row that the cell may span."""

    share = _shares(truth, inks, letters)

    @cache
    def reach(row: int, column: int) -> tuple[int, int]:
        first, last = row, row
        while first > 0 and _blank(truth, first - 1, column):
            first -= 1
        while last < len(truth.rows) - 1 and _blank(truth, last + 1, column):
            last += 1
        if row not in found.lines:
            above = max((b.start for r, b in found.lines.items() if r < row), default=-1)
            return above, min((b.stop for r, b in found.lines.items() if r > row), default=10**9)
        blocks = [found.lines[r] for r in range(first, last + 1) if r in found.lines]
        return min(b.start for b in blocks) - 2, max(b.stop for b in blocks) + 1

    def weight(ink: Ink, place: Place) -> float:
        if ink.line in found.lines.get(place[0], ()):
            return share[ink.segment]
        low, high = reach(*place)
        return 0.5 * share[ink.segment] if low <= ink.line <= high else 0.0

    return weight


def _shares(truth: Truth, inks: Sequence[Ink], letters: Letters) -> dict[int, float]:
    """By segment, the share of its letters that stand in a text of the table: in prose it is small."""
    texts = "\n".join(letters(text) for row in truth.rows for text in row if text)
    size: Counter[int] = Counter()
    known: Counter[int] = Counter()
    for ink in inks:
        size[ink.segment] += len(ink.letters)
        known[ink.segment] += len(ink.letters) if ink.letters and ink.letters in texts else 0
    return {segment: max(0.2, known[segment] / most) if most else 1.0 for segment, most in size.items()}


def _blank(truth: Truth, row: int, column: int) -> bool:
    return column >= len(truth.rows[row]) or not truth.rows[row][column]


def _take(found: Found, pairs: Iterable[Pair]) -> None:
    for ink, place, count, worth in pairs:
        found.words[ink.key] = place
        found.covered[place] += count
        found.worth[place] += worth


def _release(found: Found, place: Place) -> None:
    found.covered.pop(place, None)
    found.worth.pop(place, None)
    for key in [key for key, cell in found.words.items() if cell == place]:
        del found.words[key]


def _last_column(row: Sequence[str | None], column: int) -> int:
    """The last column that a cell may span: up to the next cell with a text."""
    after = next((c for c in range(column + 1, len(row)) if row[c]), len(row))
    return after - 1


def _window(found: Found, free: Sequence[Ink], truth: Truth) -> list[Ink]:
    """The words on the table's lines, and on a few lines above and below them on the same pages."""
    first, last = min(b.start for b in found.lines.values()), max(b.stop for b in found.lines.values())
    ends = {ink.page for ink in free if ink.line in (first, last - 1)}
    above = ABOVE if truth.header_rows is None or min(found.lines) < max(1, truth.header_rows) else 2 * ABOVE
    return [ink for ink in free if first - above <= ink.line < last + BELOW and min(ends) <= ink.page <= max(ends)]


def by_columns(
    cells: Iterable[tuple[Place, str]], inks: Sequence[Ink], edges: Sequence[float], weight: Weight
) -> list[Pair]:
    """The words that print the cells, each column by itself."""
    stacks: dict[int, list[tuple[Place, str]]] = defaultdict(list)
    for place, text in cells:
        stacks[place[1]].append((place, text))
    pairs: list[Pair] = []
    for c, stack in stacks.items():
        within = [ink for ink in inks if edges[c] <= ink.word.x_mid < edges[c + 1]]
        pairs += matched(stack, within, weight)
    return pairs


def down_columns(truth: Truth, found: Found, free: Sequence[Ink], letters: Letters) -> None:
    """Matches each column's words with its cells."""
    texts, window = cells_of(truth, letters), _window(found, free, truth)
    _take(found, by_columns(texts.items(), window, found.edges, _weight(truth, found, window, letters)))
    for (r, c), text in texts.items():
        if found.covered[r, c] < len(text) and _last_column(truth.rows[r], c) > c:
            _release(found, (r, c))


def left_over(truth: Truth, found: Found, free: Sequence[Ink], letters: Letters) -> None:
    """Looks for cells that were not found whole beyond their column: those that span columns or rows."""
    window = _window(found, free, truth)
    weight = _weight(truth, found, window, letters)
    lines = {ink.key: ink.line for ink in window}
    for place, text in cells_of(truth, letters).items():
        before = found.worth[place]
        if before >= 0.99 * len(text):
            continue
        r, c = place
        own = {key for key, cell in found.words.items() if cell == place}
        column = [(cell[0], lines[key]) for key, cell in found.words.items() if cell[1] == c and key in lines]
        low = max((line for row, line in column if row < r), default=-1)
        high = min((line for row, line in column if row > r), default=10**9)
        last = _last_column(truth.rows[r], c)
        left, right = _midst(found.edges, c, -1), _midst(found.edges, last + 1, 1)
        near = [
            ink
            for ink in window
            if low <= ink.line <= high
            and left <= ink.word.x_mid <= right
            and (ink.key in own or ink.key not in found.words)
        ]
        pairs = matched([(place, text)], near, _inside(found.edges[c], found.edges[last + 1], weight))
        if sum(worth for *_, worth in pairs) > before + 0.01:
            _release(found, place)
            _take(found, pairs)


def _midst(edges: Sequence[float], edge: int, step: int) -> float:
    """The middle of the column beyond an edge; some way off where there is none."""
    return (edges[edge] + edges[edge + step]) / 2 if 0 <= edge + step < len(edges) else edges[edge] + step * OUTSIDE


def _inside(left: float, right: float, weight: Weight) -> Weight:
    """The weight, a little less for words that stand outside."""
    return lambda ink, place: weight(ink, place) * (1.0 if left <= ink.word.x_mid <= right else 0.9)


def repeated(truth: Truth, found: Found, free: Sequence[Ink], letters: Letters) -> None:
    """Gives header rows that are printed again on further pages the header's cells."""
    head = {place: text for place, text in cells_of(truth, letters).items() if place[0] < (truth.header_rows or 0)}
    own = [ink for ink in free if ink.key in found.words]
    pages = sorted({ink.page for ink in own})
    header_lines = {ink.line for ink in own if found.words[ink.key][0] < (truth.header_rows or 0)}
    for page in pages[1:] if head else ():
        top = min(ink.line for ink in own if ink.page == page)
        most = max(header_lines, default=0) - min(header_lines, default=0) + 4
        near = [ink for ink in free if ink.page == page and top - most <= ink.line < top]
        copy = Found(1.0, {}, found.edges)
        _take(copy, by_columns(head.items(), near, found.edges, lambda *_: 1.0))
        for (r, c), text in head.items():
            if copy.covered[r, c] < len(text):
                _release(copy, (r, c))
                left = _midst(found.edges, c, -1)
                right = _midst(found.edges, _last_column(truth.rows[r], c) + 1, 1)
                rest = [i for i in near if i.key not in copy.words and left <= i.word.x_mid <= right]
                _take(copy, matched([((r, c), text)], rest, lambda *_: 1.0))
        if copy.covered.total() >= REPEATED * sum(map(len, head.values())):
            found.words |= copy.words


# ---------------------------------------------------------------------------------------------- words without text


def implied(truth: Truth, found: Found, free: Sequence[Ink]) -> None:
    """Gives words that no text explains the cell that they touch, or that of their row and column.

    A grid that is exact has every text: only marks are missing there.
    """
    by_line: dict[int, list[Ink]] = defaultdict(list)
    for ink in free:
        by_line[ink.line].append(ink)
    rows = {line: {found.words[i.key][0] for i in inks if i.key in found.words} for line, inks in by_line.items()}
    rows = {line: some for line, some in rows.items() if some}
    for page in {key[0] for key in found.words}:
        own = sorted({ink.line for ink in free if ink.page == page and ink.key in found.words})
        beside = [ink for ink in free if ink.page == page and ink.key in found.words]
        prose = _prose([ink for ink in free if ink.page == page], found)
        for line in range(own[0], own[-1] + 1):
            row = _row_of(line, rows, own)
            for ink in by_line[line]:
                known = ink.key in found.words or ink.segment in prose
                if known or (truth.exact and sum(map(str.isalnum, ink.letters)) > 2):
                    continue
                place = _touched(ink, beside, found) or _crossing(ink, row, truth, found)
                if place:
                    found.words[ink.key] = place


def _prose(inks: Sequence[Ink], found: Found) -> set[int]:
    """Segments with more letters that no cell explains than such that one does."""
    balance: Counter[int] = Counter()
    for ink in inks:
        if len(ink.letters) > 2 and any(map(str.isalnum, ink.letters)):
            balance[ink.segment] += len(ink.letters) if ink.key not in found.words else -len(ink.letters)
    return {segment for segment, surplus in balance.items() if surplus > 0}


def _row_of(line: int, rows: dict[int, set[int]], own: Sequence[int]) -> int | None:
    """The one row that a line can belong to."""
    if line in rows:
        return min(rows[line]) if len(rows[line]) == 1 else None
    above = rows[max(other for other in own if other < line)]
    below = rows[min(other for other in own if other > line)]
    if above & below:
        return min(above & below) if len(above & below) == 1 else None
    return max(above) + 1 if min(below) - max(above) == 2 else None


def _touched(ink: Ink, others: Sequence[Ink], found: Found) -> Place | None:
    """The cell of a word so near beside it that both are one text."""
    gaps = []
    for other in others:
        a, b = ink.word, other.word
        gap = max(b.x0 - a.x1, a.x0 - b.x1)
        level = overlap(a.top, a.bottom, b.top, b.bottom) > 0.4 * min(a.height, b.height)
        if level and gap < NEAR * max(a.size, b.size) and a.angle == b.angle:
            gaps.append((gap, found.words[other.key]))
    return min(gaps)[1] if gaps else None


def _crossing(ink: Ink, row: int | None, truth: Truth, found: Found) -> Place | None:
    """The cell at the row and the word's column, where there is one."""
    edges = found.edges
    if row is None or not edges[0] <= ink.word.x_mid <= edges[-1]:
        return None
    column = max(c for c in range(truth.width) if edges[c] <= ink.word.x_mid)
    blank = column >= len(truth.rows[row]) or not truth.rows[row][column]
    return None if truth.exact and blank else (row, column)
