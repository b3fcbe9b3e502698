"""Invents tables whose claims hold by construction, and puts one error in: for properties of the checker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Literal

from extractor.checks import check
from extractor.claim import CellRef
from extractor.figure import parse
from extractor.layouts import LAYOUTS
from extractor.record import Finding
from extractor.table import Cell, Column, Row, RowKind, Table

PLACES = (
    "Aalst",
    "Beernem",
    "Diest",
    "Eeklo",
    "Gent",
    "Hasselt",
    "Ieper",
    "Kortrijk",
    "Lommel",
    "Mol",
    "Ronse",
    "Zele",
)
Slip = Literal["digit", "swap", "missing digit", "sign"]


@dataclass
class Invented:
    """A table as texts: `texts[r][c]`, with the kind of each row and the header and unit of each column.

    `claims` lists for each claim the places (row, column) of its target and operands.
    """

    labels: list[str]
    kinds: list[RowKind]
    heads: list[tuple[str, ...]]
    units: list[str | None]
    texts: list[list[str | None]]
    claims: list[list[tuple[int, int]]]

    def table(self) -> Table:
        rows = tuple(
            Row(
                label=(label,),
                kind=kind,
                cells=tuple(cell(text, unit) for text, unit in zip(texts, self.units, strict=True)),
            )
            for label, kind, texts in zip(self.labels, self.kinds, self.texts, strict=True)
        )
        columns = tuple(Column(path=path, unit=unit) for path, unit in zip(self.heads, self.units, strict=True))
        return Table(id="t1", pages=(1,), header_rows=1, grid=(), columns=columns, rows=rows)

    def findings(self) -> list[Finding]:
        return check([self.table()], [], LAYOUTS["flanders"])

    def claims_on(self, place: tuple[int, int]) -> int:
        return sum(place in claim for claim in self.claims)


def cell(text: str | None, unit: str | None) -> Cell:
    figure = parse(text)
    return Cell(**(figure.model_dump() | {"unit": figure.unit or (unit if figure.value is not None else None)}))


def printed(value: Decimal) -> str:
    """1234.5 as '1.234,5'."""
    return f"{value:,f}".replace(",", "\0").replace(".", ",").replace("\0", ".")


def rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def invent(rng: Random, *, exact: bool = False) -> Invented:
    """A table with a total row, at random subtotals, a total column, a share, a difference, hidden figures, rounding.

    `exact`: whole numbers above 0 only, nothing hidden or rounded, at least three columns and a total of each row.
    """
    count = rng.randint(4, 10)
    measures = rng.randint(3, 4) if exact else rng.randint(1, 4)
    size = rng.choice((30, 900, 4000))
    groups = _groups(rng, count)
    places = 0 if exact else rng.choice((0, 0, 0, 1, 2))
    unit = None if places == 0 else rng.choice((None, "miljoen EUR"))
    if not exact and places == 0 and rng.random() < 0.2:
        unit = "duizend EUR"
    true = [[Decimal(rng.randint(0, size * 1000)) / 1000 for _ in range(measures)] for _ in range(count)]
    if places == 0 and unit is None:
        true = [[Decimal(int(value) + exact) for value in row] for row in true]
    hide = not exact and places == 0 and unit is None and rng.random() < 0.4
    made = Invented([], [], [(f"maat {i + 1}",) for i in range(measures)], [unit] * measures, [], [])
    kept: list[list[Decimal]] = []
    members: list[int] = []
    subtotals: list[int] = []
    for number, group in enumerate(groups):
        first = len(made.texts)
        for index in group:
            made.labels.append(PLACES[index])
            made.kinds.append("body")
            made.texts.append([_text(rng, value, places, hide) for value in true[index]])
            kept.append(true[index])
            members.append(len(made.texts) - 1)
        if len(groups) > 1:
            sums = [sum((row[m] for row in kept[first:]), Decimal(0)) for m in range(measures)]
            _add_total(made, f"Subtotaal {number + 1}", "subtotal", sums, places, range(first, len(kept)))
            kept.append(sums)
            subtotals.append(len(made.texts) - 1)
    sums = [sum((row[m] for row in true), Decimal(0)) for m in range(measures)]
    _add_total(made, "Totaal", "total", sums, places, subtotals or members)
    kept.append(sums)
    if measures > 1 and (exact or rng.random() < 0.5):
        _add_column(made, ("Totaal",), unit, [sum(row, Decimal(0)) for row in kept], places, range(measures))
    if measures > 1 and not hide and rng.random() < 0.4:
        _add_share(made, kept)
    return made


def _groups(rng: Random, count: int) -> list[list[int]]:
    indexes = list(range(count))
    if count < 6 or rng.random() < 0.6:
        return [indexes]
    cut = rng.randint(2, count - 2)
    return [indexes[:cut], indexes[cut:]]


def _text(rng: Random, value: Decimal, places: int, hide: bool) -> str | None:
    if hide and 0 < value < 5:
        return "<5"
    if value == 0 and places == 0:
        return rng.choice(("0", "-", None))
    return printed(rounded(value, places))


def _add_total(
    made: Invented, label: str, kind: RowKind, sums: Sequence[Decimal], places: int, rows: Sequence[int]
) -> None:
    made.labels.append(label)
    made.kinds.append(kind)
    made.texts.append([printed(rounded(value, places)) for value in sums])
    at = len(made.texts) - 1
    made.claims += [[(at, column), *((row, column) for row in rows)] for column in range(len(sums))]


def _add_column(
    made: Invented,
    head: tuple[str, ...],
    unit: str | None,
    values: Sequence[Decimal],
    places: int,
    parts: Sequence[int],
) -> None:
    made.heads.append(head)
    made.units.append(unit)
    at = len(made.heads) - 1
    for r, value in enumerate(values):
        made.texts[r].append(printed(rounded(value, places)))
        made.claims.append([(r, at), *((r, part) for part in parts)])
    for claim in [c for c in made.claims if all(column == 0 for _, column in c)]:
        made.claims.append([(row, at) for row, _ in claim])


def _add_share(made: Invented, kept: Sequence[Sequence[Decimal]]) -> None:
    """The first measure in percent of the second, of the figures as they are printed."""
    made.heads.append(("% maat 1",))
    made.units.append("%")
    at = len(made.heads) - 1
    for r in range(len(kept)):
        part, whole = (parse(text).value for text in made.texts[r][:2])
        text = printed(rounded(100 * part / whole, 2)) if part is not None and whole else None
        made.texts[r].append(text)
        if text:
            made.claims.append([(r, at), (r, 0), (r, 1)])


def misprint(rng: Random, text: str, slip: Slip) -> str | None:
    """The number with one slip; None where that leaves the same number, or none that anybody types."""
    digits = [i for i, ch in enumerate(text) if ch.isdigit()]
    value = parse(text).value
    assert value is not None
    plain = str(int(value))
    if slip == "digit":
        at = rng.choice(digits)
        other = rng.choice([d for d in "0123456789" if d != text[at]])
        wrong = text[:at] + other + text[at + 1 :]
    elif slip == "swap" and len(plain) > 1:
        at = rng.randrange(len(plain) - 1)
        wrong = printed(Decimal(plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]))
    elif slip == "missing digit" and len(plain) > 2:
        at = rng.randrange(len(plain))
        wrong = printed(Decimal(plain[:at] + plain[at + 1 :]))
    elif slip == "sign":
        wrong = f"-{text}"
    else:
        return None
    figure = parse(wrong)
    return wrong if figure.status == "number" and figure.value != value else None


def spoilt(rng: Random, made: Invented, slip: Slip) -> tuple[tuple[int, int], Decimal] | None:
    """Put the slip into a cell that two claims or more are about; its place and true value, None where none fits."""
    places = [
        (r, c)
        for r, row in enumerate(made.texts)
        for c, text in enumerate(row)
        if text and parse(text).value and made.units[c] != "%" and made.claims_on((r, c)) > 1
    ]
    rng.shuffle(places)
    for r, c in places:
        text = made.texts[r][c] or ""
        wrong = misprint(rng, text, slip)
        value = parse(text).value
        if wrong is not None and value is not None:
            made.texts[r][c] = wrong
            return (r, c), value
    return None


def names(finding: Finding, place: tuple[int, int], value: Decimal) -> list[bool]:
    """For each repair of a mismatch, whether it is the true one."""
    ref = CellRef(table="t1", row=place[0], column=place[1])
    return [
        any(change.cell == ref and change.value == value for change in repair.changes) for repair in finding.repairs
    ]
