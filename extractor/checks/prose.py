"""Sentences that give a total: held against the tables of the same answer, against bullets, or their own parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from extractor.checks.case import Case
from extractor.checks.misprints import misprint
from extractor.claim import CellRef, ProseRef, claimed
from extractor.document import Answer
from extractor.figure import Figure, numbers_in, parse, scale
from extractor.interval import Interval, interval
from extractor.language import pattern
from extractor.record import Verdict
from extractor.table import Cell, Table

_SENTENCE = regex.compile(r"[^.!?]*(?:[.!?](?!\s|$)[^.!?]*)*[.!?]?\s*")
_IN_TOTAL = regex.compile(
    r"\bin\s+totaal\b|\b(?:een\s+)?totaal(?:\s?bedrag)?\s+van\b|\bau\s+total\b|\bin\s+total\b|\ba\s+total\s+of\b",
    regex.IGNORECASE,
)
_OF_WHICH = regex.compile(r"\b(?:waarvan|hiervan|daarvan|dont|of which)\b", regex.IGNORECASE)
_BULLET = regex.compile(r"(?:^|(?<=[\s:;]))[-–•▪●o]\s+(?=\p{L}|\d)")
_NOUN = regex.compile(r"\s*(?P<noun>\p{L}[\p{L}-]+)")
_SMALL = 10
"""A total below is found again in any table."""
_LEAST_DIGITS = 4
"""Digits that a number must have before one wrong digit in it is more than another small number."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A number in a sentence: its literal text, its figure, and the noun after it."""

    text: str
    figure: Figure
    noun: str

    @property
    def value(self) -> Decimal:
        assert self.figure.value is not None
        return self.figure.value


def prose_totals(answers: Sequence[Answer], tables: Sequence[Table]) -> list[Case]:
    """A case for each sentence whose total can be found again: in a table, in bullets, in its own parts.

    A total that stands nowhere else is no claim that can be judged, and is left alone.
    """
    found: list[Case] = []
    for answer in answers:
        own = [t for t in tables if t.id in answer.tables]
        lead, *bullets = _BULLET.split(answer.text)
        if len(bullets) > 1:
            found += _bullets(answer.label, lead, bullets)
        sentences = _SENTENCE.findall(answer.text)
        for before, sentence in zip(["", *sentences], sentences, strict=False):
            found += _in_total(answer.label, sentence, own)
            found += _of_which(answer.label, before, sentence)
    return found


def _said(text: str) -> list[_Said]:
    """The numbers of a text that have a value, each with the noun after it."""
    out: list[_Said] = []
    at = 0
    for literal, figure in numbers_in(text):
        at = text.index(literal, at) + len(literal)
        noun = _NOUN.match(text, at)
        if figure.value is not None:
            out.append(_Said(literal, figure, noun["noun"].casefold() if noun else ""))
    return out


def _in_total(label: str | None, sentence: str, tables: Sequence[Table]) -> Iterator[Case]:
    """'in totaal 443 miljoen euro' against the totals of the answer's tables."""
    match = _IN_TOTAL.search(sentence)
    if not match:
        return
    numbers = _said(sentence[match.end() :])[:1] or _said(sentence[: match.start()])[-1:]
    if not numbers or numbers[0].value < _SMALL:
        yield from _approximately(label, sentence[match.end() :], tables)
        return
    said = numbers[0]
    totals = list(_totals(tables))
    for table, ref, cell in totals:
        verdict = _compared(said.figure, table, ref, cell)
        if verdict is not None:
            yield _against(label, said, ref, cell, verdict, table)
            return
    if len(totals) == 1 and _is_slip(said, totals[0][2]):
        table, ref, cell = totals[0]
        yield _against(label, said, ref, cell, "mismatch", table)


def _approximately(label: str | None, text: str, tables: Sequence[Table]) -> Iterator[Case]:
    """'in totaal circa 440': a claim that can hold, never one that fails."""
    match = regex.search(rf"(?i:{pattern('approximate').pattern})\s*(?P<number>\d[\d.,]*\d)", text)
    figure = parse(match["number"]) if match else None
    if match is None or figure is None or not figure.value:
        return
    for table, ref, cell in _totals(tables):
        value = cell.value
        if value is not None and abs(value - figure.value) <= figure.value / 20 and value >= _SMALL:
            yield _against(label, _Said(match["number"], figure, ""), ref, cell, "rounding", table)
            return


def _totals(tables: Sequence[Table]) -> Iterator[tuple[Table, CellRef, Cell]]:
    """The figures in rows of totals; of a table with subtotals the grand total first."""
    for table in tables:
        for r, row in reversed(list(enumerate(table.rows))):
            if row.kind == "total":
                for c, cell in enumerate(row.cells):
                    if cell.value is not None:
                        yield table, CellRef(table=table.id, row=r, column=c), cell


def _compared(said: Figure, table: Table, ref: CellRef, cell: Cell) -> Verdict | None:
    """`match` or `rounding` where a sentence's number is the cell's, in its own unit; else None."""
    if said.value is None or cell.value is None:
        return None
    unit = cell.unit or table.columns[ref.column].unit
    if (said.unit == "%") != (unit == "%"):
        return None
    own, there = scale(said.unit), scale(unit)
    if said.value * own == cell.value * there:
        return "match"
    if own == there == 1:
        return None
    a, b = _scaled(interval(said, rounded=False), own), _scaled(interval(cell, rounded=there > 1), there)
    return "rounding" if a.meets(b) else None


def _scaled(span: Interval, factor: Decimal) -> Interval:
    return Interval(None if span.low is None else span.low * factor, None if span.high is None else span.high * factor)


def _is_slip(said: _Said, cell: Cell) -> bool:
    """True where the two are one number with one slip of the hand, and large enough for that to mean something."""
    value = cell.value
    if value is None or (said.figure.unit or "") not in ("", cell.unit or "") or cell.alternative is not None:
        return False
    long = min(len(str(int(said.value))), len(str(abs(int(value))))) >= _LEAST_DIGITS
    return long and misprint(said.value, value) in ("digit", "swap")


def _against(label: str | None, said: _Said, ref: CellRef, cell: Cell, verdict: Verdict, table: Table) -> Case:
    value = cell.value or Decimal(0)
    computed = value * scale(cell.unit or table.columns[ref.column].unit) / scale(said.figure.unit)
    return Case(claimed("prose", ProseRef(answer=label, text=said.text), [ref], said.value, computed), verdict)


def _of_which(label: str | None, before: str, sentence: str) -> Iterator[Case]:
    """'71 projects, of which 33, 14 and 24': it holds, or need not, since nothing says that the parts are complete."""
    match = _OF_WHICH.search(sentence)
    if not match:
        return
    wholes = _said(sentence[: match.start()]) or (_said(before) if match.start() < 3 else [])
    parts = [said for said in _said(sentence[match.end() :]) if said.figure.unit != "%"]
    if not wholes or len(parts) < 2 or wholes[-1].figure.unit == "%":
        return
    whole, computed = wholes[-1], sum((part.value for part in parts), Decimal(0))
    if computed == whole.value:
        yield _in_parts(label, whole, parts)
    elif abs(computed - whole.value) <= whole.value / 10:
        claim = _in_parts(label, whole, parts).claim
        yield Case(claim, "non_additive", "of which", {"word": match.group().casefold()})


def _bullets(label: str | None, lead: str, bullets: Sequence[str]) -> Iterator[Case]:
    """A sentence's total over the bullets below it, each noun ('woongelegenheden') apart; only what holds is told."""
    said = [_said(bullet) for bullet in bullets]
    for whole in _said(_SENTENCE.findall(lead.rstrip())[-2] if lead.strip() else ""):
        first = [numbers[0] for numbers in said if numbers]
        named = [number for numbers in said for number in numbers if number.noun and number.noun == whole.noun]
        for parts in (named, first):
            if len(parts) > 1 and sum((part.value for part in parts), Decimal(0)) == whole.value:
                yield _in_parts(label, whole, parts)
                break


def _in_parts(label: str | None, whole: _Said, parts: Sequence[_Said]) -> Case:
    """That the parts make the whole: it holds."""
    target, *addends = (ProseRef(answer=label, text=said.text) for said in (whole, *parts))
    computed = sum((part.value for part in parts), Decimal(0))
    return Case(claimed("prose", target, addends, whole.value, computed), "match")
