"""Pages composed anew of the tables of the corpus: under each other, with a title, a note or prose between.

Training on them taught the chain more than any feature: where a table ends is seen best where another begins.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from extractor.geometry import BBox
from extractor.page import Fill, Page, Rule, Word
from extractor.tables.measure import measure
from tests.benchmarks.labels import LabelledDocument, LabelledPage

WIDTH, HEIGHT, MARGIN, EDGE = 595.0, 842.0, 50.0, 8.0
"""Points: of a page, around its text, and around tables that are wider."""
MOST = 14
"""Pieces on a page."""
KNOWN = 0.9
"""Share of a table's letters that the labels must have found."""
Ink = tuple[tuple[Word, int | None], ...]
Drawing = TypeVar("Drawing", Rule, Fill)


@dataclass(frozen=True, slots=True)
class Piece:
    """Ink cut out of a page: words with the table that they are of (None: prose), rules, fills; leading in points."""

    words: Ink
    rules: tuple[Rule, ...]
    fills: tuple[Fill, ...]
    box: BBox
    leading: float


def composed(documents: Sequence[LabelledDocument], count: int, seed: int) -> list[LabelledPage]:
    """Pages of tables and prose of one source, put together by chance; the same for the same seed."""
    rng = random.Random(seed)
    pages = [page for d in documents for page in d.pages if all(d.tables[t].coverage >= KNOWN for t in page.tables)]
    tables = [piece for page in pages for piece in tables_of(page)]
    prose = [piece for page in pages for piece in prose_of(page)]
    if not tables:
        return []
    source = documents[0].source
    return [_page(source, number, _stack(tables, prose, rng), rng) for number in range(count)]


# ---------------------------------------------------------------------------------------------- pieces of pages


def tables_of(page: LabelledPage) -> Iterator[Piece]:
    """The tables of a page as pieces, those that share lines with other ink left out."""
    own = measure(page.page)
    near = 0.6 * own.size
    cells = list(zip(page.page.words, page.cells, strict=True))
    for table in page.tables:
        inside = [w for w, cell in cells if cell and cell[0] == table]
        if len(inside) < 4:
            continue
        box = _box(inside)
        around = [cell for w, cell in cells if box.top - 1 < w.y_mid < box.bottom + 1]
        if any(cell is None or cell[0] != table for cell in around):
            continue
        rules = [r for r in page.page.rules if box.top - 2 * near < r.y_mid < box.bottom + 2 * near]
        if any(not r.horizontal and (r.top < box.top - 3 * near or r.bottom > box.bottom + 3 * near) for r in rules):
            continue
        fills = [f for f in page.page.fills if f.top > box.top - 2 * near and f.bottom < box.bottom + 2 * near]
        words = tuple((w, table) for w in inside)
        yield Piece(words, tuple(rules), tuple(fills), _box([*inside, *rules, *fills]), own.leading)


def prose_of(page: LabelledPage) -> Iterator[Piece]:
    """Runs of lines in no table, as they stand below each other."""
    own = measure(page.page)
    lines: dict[int, list[Word]] = {}
    for word, cell in zip(page.page.words, page.cells, strict=True):
        if cell is None and word.angle == 0:
            lines.setdefault(round(word.baseline), []).append(word)
    run: list[Word] = []
    last = -HEIGHT
    for y in sorted(lines):
        if run and y - last > 2.2 * own.leading:
            yield _prose(run, own.leading)
            run = []
        run += lines[y]
        last = y
    if run:
        yield _prose(run, own.leading)


def _prose(words: Sequence[Word], leading: float) -> Piece:
    return Piece(tuple((w, None) for w in words), (), (), _box(words), leading)


# ---------------------------------------------------------------------------------------------- parts of pieces


def _part(piece: Piece, rng: random.Random, *, head: bool) -> Piece:
    """The first lines of a table, as a page's end leaves them, or the last, as the next page has them."""
    lines = sorted({round(w.baseline) for w, _ in piece.words if w.angle == 0})
    if len(lines) < 4:
        return piece
    at = rng.randint(2, min(len(lines) - 1, 6)) if head else rng.randint(max(1, len(lines) - 8), len(lines) - 2)
    edge = (lines[at - 1] + lines[at]) / 2
    foot = [w.baseline if w.angle == 0 else w.bottom for w, _ in piece.words]
    words = tuple(pair for pair, y in zip(piece.words, foot, strict=True) if (y < edge) == head)
    if len(words) < 4:
        return piece
    kept = [w for w, _ in words]
    low, high = min(w.top for w in kept) - 4, max(w.bottom for w in kept) + 4
    across = [r for r in piece.rules if r.bottom >= low and r.top <= high]
    rules = tuple(r if r.horizontal else _between(r, low, high) for r in across)
    fills = tuple(_between(f, low, high) for f in piece.fills if f.bottom > low + 4 and f.top < high - 4)
    return Piece(words, rules, fills, _box([*kept, *rules, *fills]), piece.leading)


def _some(piece: Piece, rng: random.Random, most: int) -> Piece:
    """At most some lines of a run of prose."""
    lines = sorted({round(w.baseline) for w, _ in piece.words})
    start = rng.randrange(len(lines))
    kept = set(lines[start : start + rng.randint(1, most)])
    words = tuple((w, t) for w, t in piece.words if round(w.baseline) in kept)
    return replace(piece, words=words, box=_box([w for w, _ in words]))


def _between(drawing: Drawing, low: float, high: float) -> Drawing:
    """The part of a rule or fill between two heights."""
    return replace(drawing, top=max(drawing.top, low), bottom=min(drawing.bottom, high))


# ---------------------------------------------------------------------------------------------- pages of pieces


def _stack(tables: Sequence[Piece], prose: Sequence[Piece], rng: random.Random) -> list[tuple[Piece, float]]:
    """The pieces of a page with the leadings of white above each: tables with or without text between.

    Perhaps the end of a table comes first, and the head of one last.
    """
    stack: list[tuple[Piece, float]] = []
    if rng.random() < 0.35:
        stack.append((_part(rng.choice(tables), rng, head=False), 0.0))
    while True:
        between = rng.random()
        pieces = [(rng.choice(tables), rng.uniform(0.2, 1.8))]
        if prose and between < 0.7:
            pieces.insert(0, (_some(rng.choice(prose), rng, 1 if between < 0.35 else 6), rng.uniform(0.2, 1.6)))
        height = sum(piece.box.height + 2 * piece.leading for piece, _ in (*stack, *pieces))
        if height > HEIGHT - 2 * MARGIN or len(stack) > MOST:
            break
        stack += pieces
    if rng.random() < 0.35:
        stack.append((_part(rng.choice(tables), rng, head=True), rng.uniform(0.5, 2.0)))
    return stack


def _page(source: str, number: int, stack: Sequence[tuple[Piece, float]], rng: random.Random) -> LabelledPage:
    """The pieces under each other, in the middle of the page or from a left edge on."""
    words: list[tuple[Word, int | None]] = []
    rules: list[Rule] = []
    fills: list[Fill] = []
    y, table = MARGIN, 0
    left = rng.choice([None, MARGIN])
    for piece, room in stack:
        if rng.random() < 0.2:
            left = rng.choice([None, MARGIN, MARGIN + rng.uniform(0, 60)])
        y += room * piece.leading
        x = (WIDTH - piece.box.width) / 2 if left is None else left
        x = max(EDGE, min(x, WIDTH - EDGE - piece.box.width))
        dx, dy = x - piece.box.x0, y - piece.box.top
        words += [(_word_moved(w, dx, dy), table if t is not None else None) for w, t in piece.words]
        rules += [_moved(r, dx, dy) for r in piece.rules]
        fills += [_moved(f, dx, dy) for f in piece.fills]
        y += piece.box.height
        table += any(t is not None for _, t in piece.words)
    words.sort(key=lambda pair: (round(pair[0].bottom, 1), pair[0].x0))
    page = Page(1, WIDTH, HEIGHT, tuple(w for w, _ in words), tuple(rules), tuple(fills))
    cells = tuple(None if t is None else (t, 0, 0) for _, t in words)
    return LabelledPage(source, f"composed-{number}", page, cells, tuple(range(table)))


def _word_moved(word: Word, dx: float, dy: float) -> Word:
    baseline = word.baseline + (dx if word.angle in (90, 270) else dy)
    x0, x1, top, bottom = word.x0 + dx, word.x1 + dx, word.top + dy, word.bottom + dy
    return replace(word, x0=x0, x1=x1, top=top, bottom=bottom, baseline=baseline)


def _moved(drawing: Drawing, dx: float, dy: float) -> Drawing:
    x0, x1, top, bottom = drawing.x0 + dx, drawing.x1 + dx, drawing.top + dy, drawing.bottom + dy
    return replace(drawing, x0=x0, x1=x1, top=top, bottom=bottom)


def _box(items: Sequence[BBox]) -> BBox:
    return BBox(
        min(i.x0 for i in items), min(i.top for i in items), max(i.x1 for i in items), max(i.bottom for i in items)
    )
