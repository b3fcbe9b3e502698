"""Sentences that give a total: held against the tables of the same answer, or against their own parts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import regex

from extractor.checks.wording import dutch
from extractor.document import Answer
from extractor.figure import numbers_in
from extractor.record import CellRef, Finding, ProseRef
from extractor.table import Table

SENTENCE = regex.compile(r"[^.!?]*(?:[.!?](?!\s|$)[^.!?]*)*[.!?]?\s*")
IN_TOTAL = regex.compile(r"\bin\s+totaal\b|\bau\s+total\b|\bin\s+total\b", regex.IGNORECASE)
OF_WHICH = regex.compile(r"\bwaarvan\b|\bhiervan\b|\bdont\b|\bof which\b", regex.IGNORECASE)


def prose_totals(answers: Sequence[Answer], tables: Sequence[Table]) -> list[Finding]:
    """A finding for each sentence whose total can be found again: in a table's cell, or in its own parts.

    A total that stands nowhere else is no claim that can be judged, and is left alone.
    """
    findings: list[Finding] = []
    for answer in answers:
        own = [t for t in tables if t.id in answer.tables]
        for sentence in SENTENCE.findall(answer.text):
            findings += _in_total(answer.label, sentence, own)
            findings += _of_which(answer.label, sentence)
    return findings


def _in_total(label: str | None, sentence: str, tables: Sequence[Table]) -> list[Finding]:
    match = IN_TOTAL.search(sentence)
    if not match:
        return []
    after = numbers_in(sentence[match.end() :])
    if not after or after[0][1].value is None:
        return []
    text, figure = after[0]
    value = figure.value
    if value is None or value < 10:
        return []
    for table in tables:
        for r, row in enumerate(table.rows):
            for c, cell in enumerate(row.cells):
                if row.kind == "total" and cell.value == value:
                    place = CellRef(table=table.id, row=r, column=c)
                    return [_match(label, text, value, (place,), f"{cell.text} in table {table.id}")]
    return []


def _of_which(label: str | None, sentence: str) -> list[Finding]:
    """'71 projects, of which 33, 14 and 24': a claim only where the parts add up to the whole."""
    match = OF_WHICH.search(sentence)
    if not match:
        return []
    before, after = numbers_in(sentence[: match.start()]), numbers_in(sentence[match.end() :])
    parts = [(t, f.value) for t, f in after if f.value is not None]
    if not before or len(parts) < 2 or before[-1][1].value is None:
        return []
    total = before[-1][1].value
    if sum((v for _, v in parts), Decimal(0)) != total:
        return []
    sums = " + ".join(dutch(v) for _, v in parts)
    refs = tuple(ProseRef(answer=label, text=t) for t, _ in parts)
    return [_match(label, before[-1][0], total, refs, f"{sums} = {dutch(total)}")]


def _match(
    label: str | None, text: str, value: Decimal, addends: tuple[CellRef | ProseRef, ...], arithmetic: str
) -> Finding:
    return Finding(
        kind="prose",
        table=None,
        target=ProseRef(answer=label, text=text),
        addends=addends,
        printed=value,
        computed=value,
        difference=Decimal(0),
        verdict="match",
        arithmetic=arithmetic,
    )
