"""Tables as typewriters and line printers set them, drawn by chance with their truth: `python -m tests.benchmarks.plain [COUNT] [SEED]`.

Each kind is one way of print: columns parted by blanks alone, rules and boxes typed as characters, leaders, the same
columns side by side. Each page is a PDF in Courier with a paragraph above and one below.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap as fold

import extractor
from tests.pdfs import pdf, text

SIZE, LEADING = 9.0, 11.0
"""Points: a Courier of this size has 5.4 points to a letter, 88 on a line."""
NAMES = (
    "Aalst", "Antwerpen", "Brugge", "Gent", "Heist-op-den-Berg", "Leuven", "Lier en omgeving", "Mechelen", "Mol",
    "Oostende", "Roeselare", "Sint-Niklaas", "Turnhout", "Vilvoorde", "Bree", "De Haan", "De Panne", "Nieuwpoort",
    "Overige gemeenten", "Hasselt", "Genk", "Tongeren", "Ieper", "Kortrijk", "Menen", "Deinze", "Eeklo", "Ninove",
)  # fmt: skip
HEADS = ("Aantal", "Bedrag", "Mannen", "Vrouwen", "Totaal", "2018", "2019", "2020", "Dossiers", "Rest")
TWO = ("Aantal dossiers", "Bedrag euro", "Mannen ouder", "Vrouwen ouder", "Netto totaal", "Bruto som")
PROSE = "De minister antwoordt dat de volgende cijfers door de administratie werden verzameld over de jaren heen."
Grid = list[list[str | None]]


@dataclass(frozen=True, slots=True)
class Typed:
    """The lines of a table as typed, and the grid that a reader sees in them."""

    lines: tuple[str, ...]
    grid: Grid


def typed_pdf(lines: Sequence[str], *, size: float = SIZE, leading: float = LEADING, left: float = 56.0) -> bytes:
    """A PDF of one page with these lines in Courier."""
    return pdf("".join(_typed(line, left, 760 - leading * i, size) for i, line in enumerate(lines)))


def _typed(line: str, x: float, y: float, size: float) -> str:
    escaped = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return text(x, y, escaped, size=size, font="C") if line.strip() else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a table says: header texts, label column first, and rows of texts; `widths` in letters."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]

    @staticmethod
    def by_chance(rng: random.Random, *, columns: tuple[int, int] = (1, 5), heads: Sequence[str] = HEADS) -> Sheet:
        count = rng.randint(*columns)
        places = [rng.choice([1, 2, 3, 3, 4, 5]) for _ in range(count)]
        blank = rng.choice([0.0, 0.0, 0.12])
        rows = []
        for name in rng.sample(NAMES, rng.randint(4, 12)):
            rows.append((name, *(_figure(rng, n, blank) for n in places)))
        chosen = ("Gemeente", *rng.sample(heads, count))
        return Sheet.of(chosen, rows)

    @staticmethod
    def of(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Sheet:
        lines = [[_wrapped_head(head) for head in heads], *([[each] for each in row] for row in rows)]
        widths = tuple(max(len(part) for line in lines for part in line[c]) for c in range(len(heads)))
        return Sheet(tuple(heads), tuple(map(tuple, rows)), widths)

    def grid(self) -> Grid:
        return [[each or None for each in row] for row in (self.heads, *self.rows)]

    def set(self, row: Sequence[str], gap: str, *, heads: bool = False) -> str:
        """A line: the label flush left, figures flush right."""
        first, *rest = row
        return gap.join(
            [first.ljust(self.widths[0]), *(t.rjust(w) for t, w in zip(rest, self.widths[1:], strict=True))]
        )

    def head_lines(self, gap: str) -> list[str]:
        """The header, a text of two words on two lines."""
        parts = [_wrapped_head(head) for head in self.heads]
        tall = max(map(len, parts))
        return [self.set([([""] * (tall - len(p)) + p)[i] for p in parts], gap) for i in range(tall)]

    def body(self, gap: str) -> list[str]:
        return [self.set(row, gap) for row in self.rows]


def _wrapped_head(head: str) -> list[str]:
    return head.split(" ")


def _figure(rng: random.Random, places: int, blank: float) -> str:
    if rng.random() < blank:
        return rng.choice(["", "-", ""])
    return str(rng.randint(1, 10 ** rng.randint(1, places)))


# ------------------------------------------------------------------------------------------- ways of print


def blanks(rng: random.Random) -> Typed:
    """Columns parted by two blanks or more."""
    sheet, gap = Sheet.by_chance(rng, heads=HEADS + TWO), " " * rng.choice([2, 2, 3])
    return Typed((*sheet.head_lines(gap), *sheet.body(gap)), sheet.grid())


def one_blank(rng: random.Random) -> Typed:
    """Columns parted by a single blank, as words are."""
    sheet = Sheet.by_chance(rng, heads=HEADS + TWO)
    return Typed((*sheet.head_lines(" "), *sheet.body(" ")), sheet.grid())


def wrapped(rng: random.Random) -> Typed:
    """Labels wrapped in a narrow column, the further lines indented at times; the figures on the first line or the last."""
    sheet, gap = Sheet.by_chance(rng), " " * rng.choice([2, 3])
    width, indent = rng.randint(18, 24), " " * rng.choice([0, 2])
    wide = Sheet(sheet.heads, sheet.rows, (width, *sheet.widths[1:]))
    last = rng.random() < 0.5
    grid: Grid = [list(sheet.heads)]
    lines = []
    for row in sheet.rows:
        label = f"{row[0]} met alle deelgemeenten" if rng.random() < 0.4 else row[0]
        grid.append([label, *(each or None for each in row[1:])])
        parts = fold(label, width, subsequent_indent=indent)
        at = len(parts) - 1 if last else 0
        lines += [wide.set((part, *row[1:]), gap) if i == at else part for i, part in enumerate(parts)]
    return Typed((*wide.head_lines(gap), *lines), grid)


def ruled(rng: random.Random) -> Typed:
    """Rows of dashes, equals signs or underscores, whole or of marks set apart."""
    sheet, gap = Sheet.by_chance(rng, heads=HEADS + TWO), " " * rng.choice([2, 3])
    width = sum(sheet.widths) + len(gap) * (len(sheet.widths) - 1)
    mark = rng.choice(["-", "=", "_", "- "])
    rule = (mark * width)[:width].rstrip()
    body = sheet.body(gap)
    if rng.random() < 0.4:
        body.insert(len(body) - 1, rule)
    ends = rng.random() < 0.7
    return Typed((*([rule] * ends), *sheet.head_lines(gap), rule, *body, *([rule] * ends)), sheet.grid())


def broken(rng: random.Random) -> Typed:
    """A rule broken at each column, columns one or two blanks apart."""
    sheet, gap = Sheet.by_chance(rng, heads=HEADS + TWO), " " * rng.choice([1, 2])
    rule = gap.join(rng.choice("-=") * w for w in sheet.widths)
    ends = rng.random() < 0.4
    return Typed((*([rule] * ends), *sheet.head_lines(gap), rule, *sheet.body(gap), *([rule] * ends)), sheet.grid())


def braced(rng: random.Random) -> Typed:
    """Two columns under each head, a rule typed below it over both."""
    sheet = Sheet.by_chance(rng, columns=(2, 2))
    figures = [[str(rng.randint(1, 999)) for _ in range(4)] for _ in sheet.rows]
    under = ("man", "vrouw") * 2
    uppers = rng.sample(("Leerlingen", "Leraren", "Anderen"), 2)
    width = max(map(len, [row[0] for row in sheet.rows]))
    lines = [" " * width + "".join(f"   {upper:^13}" for upper in uppers)]
    lines.append(" " * width + "".join("   " + "-" * 13 for _ in uppers))
    lines.append(" " * width + "".join(f"  {each:>6}" for each in under))
    lines += [
        f"{row[0]:<{width}}" + "".join(f"  {f:>6}" for f in own) for row, own in zip(sheet.rows, figures, strict=True)
    ]
    grid: Grid = [[None, uppers[0], None, uppers[1], None], [None, *under]]
    grid += [[row[0], *own] for row, own in zip(sheet.rows, figures, strict=True)]
    return Typed(tuple(lines), grid)


def bars(rng: random.Random) -> Typed:
    """Bars between columns, a typed rule below the header."""
    sheet = Sheet.by_chance(rng, heads=HEADS + TWO)
    gap = rng.choice([" | ", "|"])
    joint = rng.choice(["-+-", "-|-", "---"]) if gap == " | " else rng.choice("+-|")
    rule = joint.join("-" * w for w in sheet.widths)
    lines = [*sheet.head_lines(gap), rule, *sheet.body(gap)]
    if rng.random() < 0.4:
        edge = "|" + " " * rng.randint(0, 1)
        lines = [f"{edge}{line}{edge[::-1]}" for line in lines]
    return Typed(tuple(lines), sheet.grid())


def boxed(rng: random.Random) -> Typed:
    """A box typed with '+', '-' and '|', rules below every row or below the header alone."""
    sheet = Sheet.by_chance(rng, heads=HEADS + TWO)
    rule = "+" + "+".join("-" * (w + 2) for w in sheet.widths) + "+"
    lines = [rule, *(f"| {line} |" for line in sheet.head_lines(" | ")), rule]
    every = rng.random() < 0.5
    for line in sheet.body(" | "):
        lines += [f"| {line} |", *([rule] * every)]
    return Typed((*lines, *([rule] * (not every))), sheet.grid())


def leaders(rng: random.Random) -> Typed:
    """Dots from each label to its first figure, in tables of one column or several."""
    sheet = Sheet.by_chance(rng)
    gap, dot = " " * rng.choice([2, 3]), rng.choice([".", " ."])
    width = sheet.widths[0] + 8
    lines = []
    for row in sheet.rows:
        dots = (dot * 99)[: width - len(row[0]) - 1]
        rest = [t.rjust(w) for t, w in zip(row[1:], sheet.widths[1:], strict=True)]
        lines.append(gap.join([f"{row[0]} {dots}", *rest]))
    wide = Sheet(sheet.heads, sheet.rows, (width, *sheet.widths[1:]))
    return Typed((*wide.head_lines(gap), *lines), sheet.grid())


def led_across(rng: random.Random) -> Typed:
    """Dots between all columns; a blank cell is dots alone."""
    sheet = Sheet.by_chance(rng, columns=(2, 4))
    width = sheet.widths[0] + 4
    lines = []
    for row in sheet.rows:
        line = f"{row[0]} ".ljust(width, ".")
        for each, w in zip(row[1:], sheet.widths[1:], strict=True):
            line += "...." + (f" {each} " if each else "").rjust(w + 2, ".")
        lines.append(line)
    head = "Gemeente".ljust(width) + "".join(
        " " * 4 + f"{h} ".rjust(w + 2) for h, w in zip(sheet.heads[1:], sheet.widths[1:], strict=True)
    )
    return Typed((head, *lines), sheet.grid())


def beside(rng: random.Random) -> Typed:
    """The same columns two or three times side by side; one table, whose rows go on in the next columns."""
    blocks = rng.choice([2, 2, 3])
    count = rng.choice([1, 1, 2]) if blocks == 2 else 1
    rows = rng.sample(NAMES, rng.randint(3 * blocks, min(8 * blocks, len(NAMES))))
    filled = [(name, *(str(rng.randint(1, 999)) for _ in range(count))) for name in rows]
    sheet = Sheet.of(("Gemeente", *rng.sample(HEADS, count)), filled)
    tall = -(-len(filled) // blocks)
    gap, wide = "  ", " " * rng.choice([3, 4, 6])
    columns = [sheet.body(gap)[i * tall : (i + 1) * tall] for i in range(blocks)]
    empty = " " * len(sheet.body(gap)[0])
    lines = [wide.join(c[i] if i < len(c) else empty for c in columns).rstrip() for i in range(tall)]
    head = sheet.head_lines(gap)
    return Typed((*(wide.join([h] * blocks) for h in head), *lines), sheet.grid())


KINDS: dict[str, Callable[[random.Random], Typed]] = {
    "blanks": blanks,
    "one_blank": one_blank,
    "wrapped": wrapped,
    "ruled": ruled,
    "broken": broken,
    "braced": braced,
    "bars": bars,
    "boxed": boxed,
    "leaders": leaders,
    "led_across": led_across,
    "beside": beside,
}


def by_chance(kind: str, count: int, seed: int) -> Iterator[Typed]:
    """Tables of one kind, the same for the same seed."""
    rng = random.Random(f"{kind} {seed}")
    for _ in range(count):
        yield KINDS[kind](rng)


def page_of(table: Typed) -> list[str]:
    """The lines of a page with the table between two paragraphs."""
    half = PROSE.rfind(" ", 0, 80)
    prose = [PROSE[:half], PROSE[half + 1 :]]
    return [*prose, "", *table.lines, "", *prose]


def is_whole(table: Typed) -> bool:
    """True where the page gives this table and no other."""
    tables = extractor.read(typed_pdf(page_of(table))).tables
    return len(tables) == 1 and [list(row) for row in tables[0].grid] == table.grid


def main() -> None:
    count, seed = (int(each) for each in [*sys.argv[1:], "40", "1"][:2])
    total = 0
    for kind in KINDS:
        whole = sum(map(is_whole, by_chance(kind, count, seed)))
        total += whole
        print(f"{kind:12} {whole:4} of {count} whole")
    print(f"{'all':12} {total:4} of {count * len(KINDS)}")


if __name__ == "__main__":
    main()
