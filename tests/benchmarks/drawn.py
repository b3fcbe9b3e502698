"""Tables and pages drawn by chance: what wrapping, padding, centring, groups, rules and fills look like on their own.

The corpora hold few kinds of print each, and what they do not hold a learnt decision cannot know: headings between
rows, labels in the middle of their group, headers over several levels, lists, charts and forms that are no tables.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from tests.benchmarks.typesetting import HEIGHT, WIDTH, Canvas, Cell, Drawn, Line, Style, length, typeset, wrapped

NAMES = (
    "opvang", "water", "brug", "natuur", "zorg", "voor", "jonge", "kinderen", "met", "een", "beperking", "in", "de",
    "stad", "Gent", "Aalst", "Brugge", "Vlaams-Brabant", "Limburg", "West-Vlaanderen", "subsidie", "aan", "gemeenten",
    "nieuwe", "projecten", "totaal", "onderwijs", "deeltijds", "volwassenen", "aanvragen", "of", "niet", "p", "x", "Kn",
)  # fmt: skip
MARGIN, FOOT = 60.0, 120.0
"""Points beside the text, and above the end of the page where no piece begins."""

Words = tuple[str, ...]


def drawn(count: int, seed: int) -> Iterator[Drawn]:
    """Pages of one table each, drawn by chance, the same for the same seed."""
    rng = random.Random(seed)
    for _ in range(count):
        canvas = Canvas()
        table = by_chance(rng, WIDTH - 2 * MARGIN)
        table.draw(canvas, 0, MARGIN, 80.0)
        yield canvas.page(table.header)


def drawn_pages(count: int, seed: int) -> Iterator[Drawn]:
    """Pages of tables and of what is none, under each other, in one column of text or in two."""
    rng = random.Random(seed)
    for _ in range(count):
        canvas = Canvas()
        columns = 2 if rng.random() < 0.2 else 1
        width = (WIDTH - 2 * MARGIN - 24.0 * (columns - 1)) / columns
        number = 0
        for column in range(columns):
            number = _column(rng, canvas, MARGIN + column * (width + 24.0), width, number)
        if rng.random() < 0.5:
            canvas.line([str(rng.randint(1, 99))], rng.choice([MARGIN, WIDTH / 2, WIDTH - MARGIN]), HEIGHT - 40, 9.0)
        yield canvas.page()


def _column(rng: random.Random, canvas: Canvas, left: float, width: float, number: int) -> int:
    """Draws the pieces of one column of a page; the number of tables so far."""
    size = rng.choice([9.0, 10.0, 11.0, 12.0])
    y = 60.0
    while y < HEIGHT - FOOT:
        if rng.random() < 0.8:
            y = rng.choices(PIECES, PIECE_WEIGHTS)[0](rng, canvas, left, width, y, size) + rng.uniform(0.2, 2.0) * size
        if rng.random() < 0.65:
            table = by_chance(rng, width)
            y = table.draw(canvas, number, left + table.shift, y) + rng.uniform(0.3, 2.5) * size
            number += 1
            if rng.random() < 0.3:
                y = _note(rng, canvas, left + table.shift, width, y - size, size)
    return number


# ---------------------------------------------------------------------------------------------- tables


@dataclass(frozen=True, slots=True)
class Table:
    """A table ready to be set: its rows, how many are headers, its style, the edges of its columns from 0 on."""

    rows: tuple[Line, ...]
    header: int
    style: Style
    edges: tuple[float, ...]
    gap: float
    shift: float
    """Points from the left of the text to the table."""

    def draw(self, canvas: Canvas, number: int, left: float, top: float) -> float:
        """Draws the table; y of its bottom."""
        return typeset(canvas, self.rows, self.style, [left + e for e in self.edges], self.gap, number, top)


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: `fill` makes the words of a cell, `side` as in Cell."""

    kind: str
    fill: Callable[[random.Random], Words]
    width: float
    """Type sizes."""
    side: float


def by_chance(rng: random.Random, width: float) -> Table:
    """A table of a width at most."""
    size = rng.choice([7.0, 8.0, 9.0, 10.0, 11.0])
    gap = rng.choice([rng.uniform(0.9, 1.6), rng.uniform(1.2, 3.0)]) * size
    columns = _columns(rng, width, size, gap)
    widths = [column.width * size + gap for column in columns]
    stretch = width / sum(widths) if rng.random() < 0.5 else 1.0
    edges = [0.0]
    for each in widths:
        edges.append(edges[-1] + each * stretch)
    spare = max(width - edges[-1], 0.0)
    structure = rng.choices(
        ["plain", "headings", "merged", "indented"],
        [0.5, 0.18, 0.16 if columns[1].kind in ("label", "text") else 0.02, 0.16],
    )[0]
    head = _header(rng, columns)
    body = STRUCTURES[structure](rng, columns)
    if rng.random() < 0.4 and any(c.kind == "figure" for c in columns):
        body = [*body, _total(rng, columns)]
    rows, style = _dressed(rng, size, columns, head, body)
    return Table(tuple(rows), len(head), style, tuple(edges), gap, rng.choice([0.0, spare / 2, spare * rng.random()]))


def _columns(rng: random.Random, width: float, size: float, gap: float) -> list[Column]:
    """Two columns or more that fit in a width: a label first, then figures, at times words."""
    of_words = rng.random() < 0.15
    most = rng.choice([3, 5, 8, 14])
    longest = rng.choice([2, 3, 6])
    columns = [Column("label", lambda r: _words(r, 1, longest), rng.uniform(6, 20), 0.0)]
    for _ in range(rng.choices([0, 1, 2], [0.75, 0.2, 0.05])[0]):
        columns.append(Column("label", lambda r: _words(r, 1, 2), rng.uniform(5, 11), 0.0))
    figure = _figure_column(rng)
    while len(columns) < most:
        chance = rng.random()
        if chance < (0.7 if of_words else 0.08):
            long = rng.randint(2, 12)
            column = Column("text", lambda r, n=long: _words(r, 1, n), rng.uniform(5, 14), rng.choice([0, 0, 0.5]))
        elif chance < 0.85:
            column = figure
        else:
            column = _figure_column(rng)
        if sum(c.width * size + gap for c in [*columns, column]) > width and len(columns) > 1:
            break
        columns.append(column)
    return columns


def _figure_column(rng: random.Random) -> Column:
    """A column of figures of one kind."""
    places = rng.randint(1, 7)

    def figure(r: random.Random) -> str:
        return str(r.randint(0, 10 ** r.randint(1, places)))

    kinds: list[tuple[Callable[[random.Random], Words], float]] = [
        (lambda r: (figure(r),), 0.5 * places + 0.5),
        (lambda r: (f"{int(figure(r)):,}".replace(",", "."),), 0.7 * places),
        (lambda r: (f"{figure(r)},{r.randint(0, 99):02}",), 0.5 * places + 1.5),
        (lambda r: (f"{r.randint(0, 99)},{r.randint(0, 9)}", "%"), 3.2),
        (lambda r: (f"{r.randint(0, 99)}.{r.randint(0, 99):02}",), 2.6),
        (lambda r: ("€", f"{figure(r)}"), 0.5 * places + 1.2),
        (lambda r: (f"{r.randint(0, 9)}.{r.randint(0, 9)}", f"({r.randint(0, 9)}.{r.randint(0, 9)})"), 4.4),
        (lambda r: (f"-{figure(r)}" if r.random() < 0.3 else figure(r),), 0.5 * places + 0.6),
    ]
    fill, width = rng.choices(kinds, [6, 4, 3, 2, 3, 1, 1, 1])[0]
    return Column("figure", fill, max(width, 1.5) + rng.choice([0.0, rng.uniform(0, 3)]), rng.choice([1, 1, 1, 0.5, 0]))


def _header(rng: random.Random, columns: Sequence[Column]) -> list[Line]:
    """The rows of a header, none at times: headings over several columns above those of single ones."""
    levels = rng.choices([0, 1, 2, 3], [0.12, 0.55, 0.27, 0.06])[0]
    if not levels:
        return []
    bold = rng.random() < 0.5
    middle = rng.random() < 0.4
    groups = _groups(rng, len(columns)) if levels > 1 else []
    grouped = {column for first, wide in groups for column in range(first, first + wide)}
    rows: list[list[Cell]] = [[] for _ in range(levels)]
    longest = rng.choice([1, 1, 2, 4, 6])
    for number, column in enumerate(columns):
        words = (str(rng.randint(2010, 2025)),) if rng.random() < 0.15 else _words(rng, 1, longest, capital=True)
        if number == 0 and rng.random() < 0.2:
            continue
        side = 0.5 if middle else column.side
        at = levels - 1 if number in grouped else rng.choice([0, levels - 1]) if levels > 1 else 0
        rows[at].append(Cell(words, number, tall=levels - at, side=side, bold=bold))
    for first, wide in groups:
        at = levels - 2
        rows[at].append(
            Cell(_words(rng, 1, 3, capital=True), first, wide=wide, side=rng.choice([0.5, 0.5, 0.5, 0]), bold=bold)
        )
    if levels == 3 and groups:
        first, last = groups[0][0], groups[-1][0] + groups[-1][1]
        rows[0] = [c for c in rows[0] if not first <= c.column < last]
        rows[0].append(Cell(_words(rng, 1, 4, capital=True), first, wide=last - first, side=0.5, bold=bold))
    under = rng.random() < 0.6
    return [Line(tuple(sorted(r, key=lambda c: c.column)), header=True, underlined=under) for r in rows if r]


def _groups(rng: random.Random, columns: int) -> list[tuple[int, int]]:
    """First column and number of columns of groups from some column on, each of the same number or as chance has it."""
    usual = rng.randint(2, 4)
    at, found = rng.choice([1, 1, 2]), []
    while at + 1 < columns:
        wide = min(usual if rng.random() < 0.8 else rng.randint(2, 5), columns - at)
        if wide > 1:
            found.append((at, wide))
        at += wide
    return found


# ---------------------------------------------------------------------------------------------- rows


def _row(rng: random.Random, columns: Sequence[Column], blank: float, *, bold: bool = False, first: int = 0) -> Line:
    """A row of cells by chance from a column on."""
    mark = rng.random() < 0.5
    cells = []
    for number, column in enumerate(columns):
        if number < first:
            continue
        if number and rng.random() < blank:
            if mark:
                cells.append(Cell(("-",), number, side=column.side))
            continue
        cells.append(Cell(column.fill(rng), number, side=column.side, bold=bold))
    return Line(tuple(cells))


def _blanks(rng: random.Random) -> float:
    return rng.choice([0.0, 0.0, 0.05, 0.2, 0.5])


def _plain(rng: random.Random, columns: Sequence[Column]) -> list[Line]:
    """Rows alike."""
    blank = _blanks(rng)
    return [_row(rng, columns, blank) for _ in range(rng.choice([rng.randint(1, 4), rng.randint(3, 20)]))]


def _headings(rng: random.Random, columns: Sequence[Column]) -> list[Line]:
    """Rows under headings of their own, over the labels or over the whole width."""
    blank, bold = _blanks(rng), rng.random() < 0.6
    wide, side = (len(columns), rng.choice([0.0, 0.5])) if rng.random() < 0.5 else (1, 0.0)
    indent = rng.choice([0.0, 0.0, 1.0])
    room = rng.choice([0.0, 0.0, 0.5, 1.0])
    rows = []
    for number in range(rng.randint(2, 4)):
        heading = Cell(_words(rng, 1, 4, capital=True), 0, wide=wide, side=side, bold=bold)
        rows.append(Line((heading,), room=room if number else 0.0))
        rows += [_indented(_row(rng, columns, blank), indent) for _ in range(rng.randint(1, 6))]
        if rng.random() < 0.3:
            rows.append(_row(rng, columns, blank, bold=bold))
    return rows


def _merged(rng: random.Random, columns: Sequence[Column]) -> list[Line]:
    """Rows in groups that share the cell of the first column."""
    blank, rows = _blanks(rng), []
    ruled, room = rng.random() < 0.4, rng.choice([0.0, 0.0, 0.5])
    for group in range(rng.randint(2, 5)):
        tall = rng.randint(1, 5)
        label = Cell(_words(rng, 1, 3, capital=True), 0, tall=tall)
        for number in range(tall):
            row = _row(rng, columns, blank, first=1)
            row = replace(row, cells=(label, *row.cells)) if not number else row
            last = number == tall - 1
            rows.append(replace(row, ruled=ruled and last, room=room if group and not number else 0.0))
    return rows


def _stepped(rng: random.Random, columns: Sequence[Column]) -> list[Line]:
    """Rows with parts that are indented."""
    blank, bold, indent = _blanks(rng), rng.random() < 0.4, rng.uniform(0.6, 2.0)
    rows = []
    for _ in range(rng.randint(2, 5)):
        rows.append(_row(rng, columns, blank, bold=bold))
        rows += [_indented(_row(rng, columns, blank), indent) for _ in range(rng.randint(1, 5))]
    return rows


STRUCTURES = {"plain": _plain, "headings": _headings, "merged": _merged, "indented": _stepped}


def _indented(row: Line, indent: float) -> Line:
    """A row with its label further to the right."""
    return replace(row, cells=tuple(replace(c, indent=indent) if c.column == 0 else c for c in row.cells))


def _total(rng: random.Random, columns: Sequence[Column]) -> Line:
    """The last row: a figure below each column of figures."""
    bold = rng.random() < 0.6
    cells = [Cell(("Totaal",), 0, bold=bold)]
    cells += [Cell(c.fill(rng), n, side=c.side, bold=bold) for n, c in enumerate(columns) if c.kind == "figure"]
    return Line(tuple(cells), fill=rng.choice([None, None, 0.85]), room=rng.choice([0.0, 0.0, 0.4]))


# ---------------------------------------------------------------------------------------------- rules and fills


def _dressed(
    rng: random.Random, size: float, columns: Sequence[Column], head: Sequence[Line], body: Sequence[Line]
) -> tuple[list[Line], Style]:
    """The rows with their rules and fills, and the style."""
    ruled = rng.choices(
        ["none", "header", "booktabs", "rows", "grid", "frame", "columns"], [0.26, 0.1, 0.2, 0.12, 0.18, 0.07, 0.07]
    )[0]
    every = ruled in ("rows", "grid")
    rows = [replace(row, ruled=every, underlined=row.underlined and ruled != "none") for row in (*head, *body)]
    if ruled != "none" and head:
        rows[len(head) - 1] = replace(rows[len(head) - 1], ruled=True)
    if ruled in ("booktabs", "header", "columns") and rng.random() < 0.9:
        rows[-1] = replace(rows[-1], ruled=True)
        if len(rows) > 1 and rng.random() < 0.3:
            rows[-2] = replace(rows[-2], ruled=True)
    for number, row in enumerate(body):
        if row.ruled and ruled != "none":
            rows[len(head) + number] = replace(rows[len(head) + number], ruled=True)
    if rng.random() < 0.3:
        grey = rng.choice([0.2, 0.7, 0.9])
        rows[: len(head)] = [replace(row, fill=grey) for row in rows[: len(head)]]
    if rng.random() < 0.15:
        rows[len(head) :] = [
            replace(r, fill=r.fill or (0.9 if n % 2 else None)) for n, r in enumerate(rows[len(head) :])
        ]
    inner = tuple(range(1, len(columns)))
    borders = {"grid": (0, *inner, len(columns)), "columns": inner, "frame": (0, len(columns))}.get(ruled, ())
    padded = rng.choice([0.0, rng.uniform(0.0, 0.4), rng.uniform(0.2, 1.6)])
    style = Style(
        size=size,
        leading=size * rng.uniform(1.0, 1.3),
        padding=(padded + (0.2 if every else 0.0)) * size,
        place=rng.choice([0.0, 0.0, 0.5, 1.0]),
        head_place=rng.choice([0.0, 0.5, 1.0]),
        group_place=rng.choice([0.0, 0.5]),
        top=ruled in ("booktabs", "rows") or (ruled == "columns" and rng.random() < 0.5),
        frame=ruled in ("grid", "frame"),
        borders=borders,
    )
    return rows, style


# ---------------------------------------------------------------------------------------------- what is no table


def _words(rng: random.Random, least: int, most: int, *, capital: bool | None = None) -> Words:
    """Words by chance, with a capital or as chance has it."""
    words = [rng.choice(NAMES) for _ in range(rng.randint(least, most))]
    if capital or (capital is None and rng.random() < 0.6):
        words[0] = words[0].capitalize()
    return tuple(words)


def _paragraph(rng: random.Random, canvas: Canvas, left: float, width: float, y: float, size: float) -> float:
    """Lines of running text, justified or not; y below them."""
    justified, leading = rng.random() < 0.5, size * rng.uniform(1.1, 1.3)
    lines = wrapped(_words(rng, 3, 90, capital=True), width, size)
    for number, words in enumerate(lines):
        spare = (width - length(words, size)) / size / max(len(words) - 1, 1)
        space = 0.25 + (spare if justified and number + 1 < len(lines) and spare < 0.6 else 0.0)
        y += leading
        canvas.line(words, left, y, size, space=space)
    return y + 0.3 * size


def _title(rng: random.Random, canvas: Canvas, left: float, width: float, y: float, size: float) -> float:
    """A heading or a caption: a line or two, at the left or in the middle."""
    size *= rng.choice([0.9, 1.0, 1.0, 1.2, 1.4])
    lead = rng.choice([(), (f"{rng.randint(1, 9)}.",), ("Tabel", f"{rng.randint(1, 20)}:")])
    middle, bold = rng.random() < 0.3, rng.random() < 0.5
    for words in wrapped([*lead, *_words(rng, 1, 12, capital=True)], width, size):
        y += 1.2 * size
        canvas.line(words, left + (width - length(words, size)) / 2 if middle else left, y, size, bold=bold)
    return y + 0.3 * size


def _unit(rng: random.Random, canvas: Canvas, left: float, width: float, y: float, size: float) -> float:
    """A line that says the unit, at the right as a rule."""
    words = rng.choice([("(in", "euro)"), ("in", "duizend", "euro"), ("(in", "%)")])
    x = left + rng.choice([0.0, 1.0, 1.0]) * (width - length(words, size))
    canvas.line(words, x, y + 1.2 * size, size)
    return y + 1.2 * size


def _note(rng: random.Random, canvas: Canvas, left: float, width: float, y: float, size: float) -> float:
    """A note or a source below a table, in small type."""
    small = size * rng.uniform(0.75, 1.0)
    y += rng.uniform(0.0, 0.6) * size
    lead = rng.choice([("Bron:",), ("*",), ("1",), ("Nota:",)])
    for words in wrapped([*lead, *_words(rng, 2, 25)], width, small):
        y += 1.15 * small
        canvas.line(words, left, y, small)
    return y + size


def _list(rng: random.Random, canvas: Canvas, left: float, width: float, y: float, size: float) -> float:
    """Points or numbers with texts beside them, wrapped under each other."""
    hang, leading = rng.uniform(1.2, 2.5) * size, 1.2 * size
    numbered, room = rng.random() < 0.5, rng.choice([0.0, 0.4]) * size
    for number in range(rng.randint(2, 7)):
        for i, words in enumerate(wrapped(_words(rng, 2, 25), width - hang, size)):
            y += leading
            if not i:
                canvas.line([f"{number + 1}." if numbered else rng.choice("-•")], left, y, size)
            canvas.line(words, left + hang, y, size)
        y += room
    return y + 0.3 * size


def _letterhead(rng: random.Random, canvas: Canvas, left: float, width: float, y: float, size: float) -> float:
    """Lines at the left and at the right: names, numbers, dates."""
    middle = left + width * rng.uniform(0.5, 0.75)
    for _ in range(rng.randint(1, 4)):
        y += 1.25 * size
        if rng.random() < 0.8:
            canvas.line(_words(rng, 1, 4), left, y, size)
        if rng.random() < 0.8:
            canvas.line(rng.choice([("nr.", str(rng.randint(1, 999))), _words(rng, 1, 3)]), middle, y, size)
    return y + 0.5 * size


def _chart(rng: random.Random, canvas: Canvas, left: float, width: float, y: float, size: float) -> float:
    """The texts of a chart: figures along its axes, names below or beside."""
    small, height = 0.8 * size, rng.uniform(80, 180)
    ticks, bars = rng.randint(3, 8), rng.randint(3, 12)
    framed = rng.random() < 0.4
    inner = left + 3 * size
    for tick in range(ticks):
        at = y + size + height * tick / (ticks - 1)
        canvas.line([str((ticks - 1 - tick) * 10)], left, at, small)
        if rng.random() < 0.5:
            canvas.across(inner, left + width, at - 0.3 * small)
    for bar in range(bars):
        x = inner + (width - 3 * size) * (bar + 0.3) / bars
        canvas.line([str(2000 + bar)], x, y + height + 2.4 * size, small)
        if rng.random() < 0.5:
            canvas.line([str(rng.randint(1, 99))], x, y + size + height * rng.random(), small)
    if rng.random() < 0.6:
        x = left + 0.2 * width
        for _ in range(rng.randint(1, 3)):
            x = canvas.line(_words(rng, 1, 2), x, y + height + 4 * size, small) + 2 * size
    if framed:
        canvas.across(inner, left + width, y + height + size)
        canvas.down(inner, y + size, y + height + size)
    return y + height + 5 * size


def _formula(rng: random.Random, canvas: Canvas, left: float, width: float, y: float, size: float) -> float:
    """A formula in the middle of a line, with its number at the right."""
    y += 1.6 * size
    canvas.line(("x", "=", "a", "+", "b"), left + width * rng.uniform(0.3, 0.4), y, size)
    if rng.random() < 0.7:
        canvas.line((f"({rng.randint(1, 30)})",), left + width - 2 * size, y, size)
    return y + 0.8 * size


PIECES = (_paragraph, _title, _unit, _list, _letterhead, _chart, _formula)
PIECE_WEIGHTS = (10.0, 7.0, 1.5, 2.0, 1.0, 1.0, 0.7)
