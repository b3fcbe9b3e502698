"""A small typesetter: rows of cells and lines of text become the words, rules and fills of a page.

What it sets knows the truth: each word its table and row. Lengths are points unless said otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.page import ASCENT, DESCENT, Fill, Page, Rule, Word

WIDTH, HEIGHT = 595.0, 842.0
"""Of a page (A4)."""
LETTER, SPACE = 0.5, 0.25
"""Type sizes of a letter's width, and of the white between two words."""
HAIR = 0.5
"""Thickness of a rule."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page; of each word its table (None: text) and its row; and how many rows of the first table are headers."""

    page: Page
    tables: tuple[int | None, ...]
    rows: tuple[int, ...]
    header: int


@dataclass(frozen=True, slots=True)
class Canvas:
    """What is drawn so far: words with their table and row, rules, fills."""

    ink: list[tuple[Word, int | None, int]] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)

    def line(
        self,
        words: Sequence[str],
        x: float,
        y: float,
        size: float,
        *,
        table: int | None = None,
        row: int = 0,
        bold: bool = False,
        space: float = SPACE,
    ) -> float:
        """Draws words from x to the right on the baseline y, `space` type sizes apart; the x at which they end."""
        for text in words:
            x1 = x + LETTER * size * len(text)
            word = Word(x, y - ASCENT * size, x1, y + DESCENT * size, text, y, size, "Drawn", bold)
            self.ink.append((word, table, row))
            x = x1 + space * size
        return x - space * size

    def across(self, x0: float, x1: float, y: float) -> None:
        """Draws a rule from left to right."""
        self.rules.append(Rule(x0, y - HAIR / 2, x1, y + HAIR / 2))

    def down(self, x: float, top: float, bottom: float) -> None:
        """Draws a rule from top to bottom."""
        self.rules.append(Rule(x - HAIR / 2, top, x + HAIR / 2, bottom))

    def page(self, header: int = 0) -> Drawn:
        """The page with its words in reading order."""
        ink = sorted(self.ink, key=lambda item: (round(item[0].bottom, 1), item[0].x0))
        words, tables, rows = zip(*ink, strict=True)
        return Drawn(Page(1, WIDTH, HEIGHT, words, tuple(self.rules), tuple(self.fills)), tables, rows, header)


def length(words: Sequence[str], size: float) -> float:
    """How wide words are."""
    return LETTER * size * sum(map(len, words)) + SPACE * size * max(len(words) - 1, 0)


def wrapped(words: Sequence[str], width: float, size: float) -> list[list[str]]:
    """Words in lines of a width at most; a longer word has a line of its own."""
    lines: list[list[str]] = []
    for word in words:
        if lines and length([*lines[-1], word], size) <= width:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell from a column on, over `wide` columns and `tall` rows; `side` is where its lines stand in its width.

    `side`: 0 at the left, 0.5 in the middle, 1 at the right.
    """

    words: tuple[str, ...]
    column: int
    wide: int = 1
    tall: int = 1
    side: float = 0.0
    indent: float = 0.0
    """Type sizes."""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its cells, and what is drawn with it."""

    cells: tuple[Cell, ...]
    header: bool = False
    ruled: bool = False
    """A rule below the whole row."""
    underlined: bool = False
    """Rules below those of its cells that span columns."""
    fill: float | None = None
    room: float = 0.0
    """Type sizes of white above, more than between other rows."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a table is set."""

    size: float
    leading: float
    padding: float
    """Above and below a row's lines, together."""
    place: float
    """Where a cell of few lines stands in its row: 0 at the top, 0.5 in the middle, 1 at the bottom."""
    head_place: float
    """The same in the header."""
    group_place: float
    """The same of a cell over several rows."""
    top: bool
    frame: bool
    borders: tuple[int, ...]
    """Columns with a vertical rule at their left."""


def lines_of(cell: Cell, edges: Sequence[float], gap: float, size: float) -> list[list[str]]:
    """A cell's lines between the edges of its columns."""
    width = edges[cell.column + cell.wide] - edges[cell.column] - gap - cell.indent * size
    return wrapped(cell.words, width, size)


def typeset(
    canvas: Canvas, rows: Sequence[Line], style: Style, edges: Sequence[float], gap: float, table: int, y: float
) -> float:
    """Draws a table with its top at y; `edges` are those of its columns, `gap` the white between two. Its bottom."""
    size, leading = style.size, style.leading
    heights = [_height(row, style, edges, gap) for row in rows]
    tops = [y]
    for row, height in zip(rows, heights, strict=True):
        tops.append(tops[-1] + height + row.room * size)
    if style.top or style.frame:
        canvas.across(edges[0], edges[-1], y)
    for number, row in enumerate(rows):
        top, bottom = tops[number] + row.room * size, tops[number + 1]
        if row.fill is not None:
            canvas.fills.append(Fill(edges[0], top, edges[-1], bottom, row.fill))
        for cell in row.cells:
            foot = tops[number + cell.tall]
            lines = lines_of(cell, edges, gap, size)
            spare = foot - top - style.padding - leading * len(lines)
            place = style.head_place if row.header else style.group_place if cell.tall > 1 else style.place
            baseline = top + style.padding / 2 + place * spare + (leading + (ASCENT - DESCENT) * size) / 2
            _set(canvas, cell, lines, edges, gap, style, table, number, baseline)
            if row.underlined and cell.wide > 1:
                canvas.across(edges[cell.column] + gap / 4, edges[cell.column + cell.wide] - gap / 4, bottom)
        if row.ruled:
            _rule_below(canvas, rows, number, edges, bottom)
    bottom = tops[-1]
    if style.frame:
        canvas.across(edges[0], edges[-1], bottom)
    for column in style.borders:
        canvas.down(edges[column], y, bottom)
    return bottom


def _height(row: Line, style: Style, edges: Sequence[float], gap: float) -> float:
    """A row's height: that of its cells of one row."""
    counts = [len(lines_of(cell, edges, gap, style.size)) for cell in row.cells if cell.tall == 1]
    return style.leading * max(counts, default=1) + style.padding


def _set(
    canvas: Canvas,
    cell: Cell,
    lines: Sequence[Sequence[str]],
    edges: Sequence[float],
    gap: float,
    style: Style,
    table: int,
    row: int,
    baseline: float,
) -> None:
    """Draws the lines of a cell from a baseline down."""
    left = edges[cell.column] + gap / 2 + cell.indent * style.size
    right = edges[cell.column + cell.wide] - gap / 2
    for number, words in enumerate(lines):
        x = left + cell.side * max(right - left - length(words, style.size), 0.0)
        canvas.line(
            words, x, baseline + style.leading * number, style.size, table=table, row=row, bold=cell.bold
        )  # fmt: skip


def _rule_below(canvas: Canvas, rows: Sequence[Line], number: int, edges: Sequence[float], y: float) -> None:
    """Draws a rule below a row but through cells that go on below it."""
    going = {
        column
        for above, row in enumerate(rows[: number + 1])
        for cell in row.cells
        if above + cell.tall > number + 1
        for column in range(cell.column, cell.column + cell.wide)
    }
    for first, last in _runs([c for c in range(len(edges) - 1) if c not in going]):
        canvas.across(edges[first], edges[last + 1], y)


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of numbers that follow each other."""
    begins = [n for n in numbers if n - 1 not in numbers]
    ends = [n for n in numbers if n + 1 not in numbers]
    yield from zip(begins, ends, strict=True)
