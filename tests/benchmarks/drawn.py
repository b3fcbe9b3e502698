"""Tables drawn by chance, with the row of each line: what wrapping, padding and centring look like alone.

The corpora have few tables of one column, of two rows, or of rows set apart by white alone; a learnt decision on rows
knows them from here.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.page import Page, Rule, Word

NAMES = (
    "opvang", "water", "brug", "natuur", "zorg", "voor", "jonge", "kinderen", "met", "een", "beperking", "in", "de",
    "stad", "Gent", "Aalst", "Brugge", "Vlaams-Brabant", "Limburg", "West-Vlaanderen", "subsidie", "aan", "gemeenten",
    "nieuwe", "projecten", "totaal", "onderwijs", "deeltijds", "volwassenen", "aanvragen",
)  # fmt: skip
HEADINGS = ("Aantal", "Bedrag", "2019", "2020", "Totaal")
WIDTH, HEIGHT, LEFT = 842.0, 1400.0, 60.0
FOOT = 560.0
"""No table begins further down."""
LETTER, SPACE = 0.5, 0.25
"""Type sizes of a letter's width, and of the white between two words."""
COLUMN, FIRST, AFTER = 60.0, 50.0, 10.0
"""Points from column to column, from the labels to where the first column's figures end, from the last to a remark."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page; of each word its table (None: text) and its row; and how many rows are headers."""

    page: Page
    tables: tuple[int | None, ...]
    rows: tuple[int, ...]
    header: int


@dataclass(frozen=True, slots=True)
class Canvas:
    """What is drawn so far: words with their table and row, and rules."""

    ink: list[tuple[Word, int | None, int]] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)

    def word(self, text: str, x: float, y: float, size: float, table: int | None, row: int, *, bold: bool) -> float:
        """Draws a word from x to the right on the baseline y; the x at which it ends."""
        x1 = x + LETTER * size * len(text)
        word = Word(x, y - 0.8 * size, x1, y + 0.2 * size, text, y, size, "Drawn", bold)
        self.ink.append((word, table, row))
        return x1

    def page(self, header: int) -> Drawn:
        """The page with its words in reading order."""
        ink = sorted(self.ink, key=lambda item: (round(item[0].bottom, 1), item[0].x0))
        words, tables, rows = zip(*ink, strict=True)
        return Drawn(Page(1, WIDTH, HEIGHT, words, tuple(self.rules)), tables, rows, header)


def drawn(count: int, seed: int) -> Iterator[Drawn]:
    """Pages of one table each, drawn by chance, the same for the same seed."""
    rng = random.Random(seed)
    for _ in range(count):
        canvas = Canvas()
        _, header = Table.by_chance(rng).draw(rng, canvas, 0, 100.0)
        yield canvas.page(header)


def drawn_pages(count: int, seed: int) -> Iterator[Drawn]:
    """Pages of tables and paragraphs under each other."""
    rng = random.Random(seed)
    for _ in range(count):
        canvas = Canvas()
        y, number = 80.0, 0
        while y < FOOT:
            if rng.random() < 0.7:
                y = _paragraph(rng, canvas, y) + rng.uniform(4, 24)
            y += rng.uniform(0, 16)
            y, _ = Table.by_chance(rng).draw(rng, canvas, number, y)
            y += rng.uniform(4, 24)
            number += 1
        if rng.random() < 0.6:
            _paragraph(rng, canvas, y)
        yield canvas.page(0)


def _paragraph(rng: random.Random, canvas: Canvas, y: float) -> float:
    """Draws lines of running text, or one line of a title; y of the next line."""
    size, right = rng.choice([9.0, 10.0, 11.0]), rng.uniform(420, 560)
    left = LEFT + rng.choice([0.0, 0.0, 12.0, 24.0])
    for last in [*(False for _ in range(rng.randint(0, 5))), True]:
        x = left
        end = rng.uniform(left + 60, right) if last else right
        while x < end - 30:
            text = rng.choice(NAMES)
            if x + LETTER * size * len(text) > right:
                break
            x = canvas.word(text, x, y, size, None, 0, bold=False) + rng.uniform(0.25, 0.4) * size
        y += 1.2 * size
    return y


@dataclass(frozen=True, slots=True)
class Table:
    """How a table is set; lengths in points, those of its type among them."""

    size: float
    leading: float
    padding: float
    place: float
    """Where a figure stands beside a label of many lines: 0 at its first, 0.5 in the middle, 1 at its last."""
    width: float
    """Of the labels."""
    columns: int
    remarks: bool
    """Whether wrapped texts stand in a last column."""
    ruled: str
    """Where rules are drawn: 'none', 'header', 'all'."""
    lines: tuple[int, int]
    """How many lines a label has, at least and at most."""
    capital: bool

    @staticmethod
    def by_chance(rng: random.Random) -> Table:
        size = rng.choice([8.0, 9.0, 10.0, 11.0])
        return Table(
            size=size,
            leading=size * rng.uniform(1.1, 1.3),
            padding=rng.choice([0.0, 0.0, rng.uniform(0.2, 1.6)]) * size,
            place=rng.choice([0.0, 0.5, 1.0]),
            width=rng.uniform(8, 24) * size,
            columns=rng.randint(1, 6),
            remarks=rng.random() < 0.25,
            ruled=rng.choice(["none", "none", "none", "header", "all"]),
            lines=rng.choice([(1, 1), (1, 2), (1, 3), (2, 3)]),
            capital=rng.random() < 0.8,
        )

    def draw(self, rng: random.Random, canvas: Canvas, table: int, y: float) -> tuple[float, int]:
        """Draws the table from the baseline y down; the baseline below it, and how many of its rows are headers."""
        head = rng.randint(0, 1)
        if head:
            y = self._header(rng, canvas, table, y)
        for row in range(head, head + rng.randint(3, 14)):
            y = self._row(rng, canvas, table, row, y)
        return y, head

    def _header(self, rng: random.Random, canvas: Canvas, table: int, y: float) -> float:
        """Draws a line of bold headings; the baseline below it."""
        self._line(canvas, ["Post"], LEFT, y, table, 0, bold=True)
        for column in range(self.columns):
            self._ending(canvas, rng.choice(HEADINGS), column, y, table, 0, bold=True)
        y += self.leading + self.padding
        if self.ruled != "none":
            self._rule(canvas, y)
        return y

    def _row(self, rng: random.Random, canvas: Canvas, table: int, row: int, y: float) -> float:
        """Draws a label of one line or more, its figures, perhaps a remark; the baseline below them."""
        label = self._wrapped(rng, rng.randint(*self.lines))
        remark = self._wrapped(rng, rng.randint(1, 3)) if self.remarks and rng.random() < 0.6 else []
        tall = max(len(label), len(remark))
        for lines, x in ((label, LEFT), (remark, LEFT + AFTER + self.width + COLUMN * self.columns)):
            top = y + self.place * self.leading * (tall - len(lines))
            for i, words in enumerate(lines):
                self._line(canvas, words, x, top + self.leading * i, table, row)
        blank = rng.random() < 0.05 and tall == 1
        beside = y + self.place * self.leading * (tall - 1)
        for column in range(self.columns):
            if not blank and rng.random() < 0.93:
                self._ending(canvas, str(rng.randint(1, 9999)), column, beside, table, row)
        y += tall * self.leading + self.padding
        if self.ruled == "all":
            self._rule(canvas, y, self.padding / 2)
        return y

    def _wrapped(self, rng: random.Random, most: int) -> list[list[str]]:
        """Words by chance in lines as wide as the labels, `most` lines at most."""
        lines: list[list[str]] = [[]]
        while True:
            word = rng.choice(NAMES)
            if lines[-1] and self._length([*lines[-1], word]) > self.width - LETTER * self.size:
                if len(lines) == most:
                    break
                lines.append([])
            lines[-1].append(word)
            if len(lines) == most and rng.random() < 0.3:
                break
        lines[0][0] = lines[0][0].capitalize() if self.capital else lines[0][0]
        return lines

    def _line(
        self, canvas: Canvas, words: Sequence[str], x: float, y: float, table: int, row: int, *, bold: bool = False
    ) -> None:
        """Draws words from x to the right."""
        for word in words:
            x = canvas.word(word, x, y, self.size, table, row, bold=bold) + SPACE * self.size

    def _ending(
        self, canvas: Canvas, text: str, column: int, y: float, table: int, row: int, *, bold: bool = False
    ) -> None:
        """Draws a word that ends where the figures of a column do."""
        x = LEFT + FIRST + self.width + COLUMN * column - self._length([text])
        self._line(canvas, [text], x, y, table, row, bold=bold)

    def _length(self, words: Sequence[str]) -> float:
        return LETTER * self.size * sum(map(len, words)) + SPACE * self.size * (len(words) - 1)

    def _rule(self, canvas: Canvas, y: float, above: float = 0.0) -> None:
        """Draws a rule over the table's width, right above what stands on the baseline y or so much higher."""
        right = LEFT + self.width + COLUMN * self.columns + (self.width if self.remarks else 0)
        canvas.rules.append(Rule(LEFT, y - 0.9 * self.size - above, right, y - 0.85 * self.size - above))
