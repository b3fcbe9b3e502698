"""A finding in words: where, what is claimed, how it comes out and why, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

import regex

from extractor.claim import CellRef, ProseRef, is_on_cells
from extractor.language import TONGUES, Language, Tongue
from extractor.record import Bound, Change, Extraction, Finding, Repair
from extractor.relation import Kind
from extractor.table import Cell, Table

_MOST_TERMS = 24
_PERCENT: tuple[Kind, ...] = ("share", "growth")
_NAME = regex.compile(r"\p{Lu}\p{L}+\.?\s+[\dIVX]+(?:[.\-]?\d+)*\s?[a-z]?\b")
"""The name that a caption gives its table: 'Tabel 2b'."""

Tables = Mapping[str, Table]
"""The tables of a document by id."""


def sentence(finding: Finding, tables: Tables, tongue: Tongue) -> str:
    """'Tabel 2b, kolom X > #totaal: gedrukt totaal 1.986, som 503 + 382 = 1.981, verschil 5. Klopt niet.'"""
    percent = " %" if finding.kind in _PERCENT else ""
    printed = f"{tongue.number(finding.printed)}{percent}"
    terms = _computation(finding, tables, tongue, most=_MOST_TERMS)
    claim = tongue.say(f"kind {finding.kind}", printed=printed, terms=terms)
    if finding.difference and not percent:
        claim += f", {tongue.say('difference', value=finding.difference)}"
    verdict = tongue.say(f"verdict {finding.verdict}")
    reasons = "; ".join(explanations(finding, tables, tongue)) if finding.verdict != "mismatch" else ""
    return f"{place(finding, tables, tongue)}: {claim}. {verdict[:1].upper()}{verdict[1:]}{reasons and ': '}{reasons}."


def arithmetic(finding: Finding, tables: Tables, tongue: Tongue) -> str:
    """'12 + <5 + 8 = 20 and 1 unknown; printed 21, difference 1'."""
    text = _computation(finding, tables, tongue)
    if not finding.difference:
        return text
    if finding.kind in _PERCENT:
        return f"{text}; {tongue.say('printed', value=f'{tongue.number(finding.printed)} %')}"
    difference = tongue.say("difference", value=finding.difference)
    return f"{text}; {tongue.say('printed', value=finding.printed)}, {difference}"


def explanations(finding: Finding, tables: Tables, tongue: Tongue) -> list[str]:
    """Why a claim need not hold or what would settle it: the reason, the repairs, what hidden figures lie between."""
    return [
        *_reasons(finding, tongue),
        *(_repair(repair, tables, tongue) for repair in finding.repairs),
        *(_bound(bound, tables, tongue) for bound in finding.bounds),
    ]


def place(finding: Finding, tables: Tables, tongue: Tongue) -> str:
    """The table, row and column of the target; a column alone for the only total row of a table."""
    if isinstance(finding.target, ProseRef):
        label = finding.target.answer
        return tongue.say("answer", label=label) if label else tongue.say("text")
    table, row, column = tables[finding.target.table], finding.target.row, finding.target.column
    label = " > ".join(part for part in table.rows[row].label if part)
    heading = " > ".join(table.columns[column].path)
    parts = [_table_name(table, tongue)]
    only = finding.kind == "column_total" and sum(r.kind != "body" for r in table.rows) == 1
    if label and not only:
        parts.append(tongue.say("row", name=label))
    if heading:
        parts.append(tongue.say("column", name=heading))
    return ", ".join(parts)


def _table_name(table: Table, tongue: Tongue) -> str:
    """'Tabel 2b' where the caption says so, else 'table t3 (p. 2)', or the sheet of a spreadsheet."""
    if table.sheet:
        return table.sheet
    match = _NAME.match(table.caption or "")
    return match.group() if match else tongue.say("table", id=table.id, page=table.pages[0])


def _computation(finding: Finding, tables: Tables, tongue: Tongue, most: int | None = None) -> str:
    """'12 + <5 + 8 = 20 and 1 unknown', with the tables of the operands where they are others than the target's.

    Of more than `most` terms the first and last and how many there are.
    """
    refs = [ref for ref in finding.addends if isinstance(ref, CellRef)]
    cells = [_cell(ref, tables) for ref in refs]
    said = [ref.text for ref in finding.addends if isinstance(ref, ProseRef)]
    terms = [text for text in (_term(cell, tongue) for cell in cells) if text] + said
    if most is not None and len(terms) > most:
        terms = [*terms[:3], "…", f"{terms[-1]} ({tongue.say('figures', count=len(terms))})"]
    text = f"{_formula(finding.kind, terms)} = {tongue.number(finding.computed or Decimal(0))}"
    if finding.kind in _PERCENT:
        text += " %"
    hidden = sum(cell.status in ("suppressed", "not_available") for cell in cells)
    if hidden and is_on_cells(finding):
        text += f" {tongue.say('and')} {tongue.say('unknown', count=hidden)}"
    others = dict.fromkeys(ref.table for ref in refs if ref.table != finding.table)
    names = ", ".join(_table_name(tables[name], tongue) for name in others)
    return f"{text} ({names})" if names else text


def _formula(kind: Kind, terms: Sequence[str]) -> str:
    """The operation of a claim on its operands: '12 + 8', '5 / 20', '(12 - 8) / 8', '(3 + 5) / 2'."""
    if kind == "difference":
        return " - ".join(terms)
    if kind == "share":
        return " / ".join(terms)
    if kind == "growth":
        return f"({terms[1]} - {terms[0]}) / {terms[0]}"
    if kind == "average":
        return f"({' + '.join(terms)}) / {len(terms)}"
    return " + ".join(terms)


def _term(cell: Cell, tongue: Tongue) -> str | None:
    """A cell as a sum names it: '12', '(-5)', '<5'; None for one that adds nothing."""
    if cell.status == "number" and cell.value is not None:
        return f"({tongue.number(cell.value)})" if cell.value < 0 else tongue.number(cell.value)
    return str(cell.text) if cell.status in ("suppressed", "not_available", "text") else None


def _reasons(finding: Finding, tongue: Tongue) -> list[str]:
    if finding.reason is None:
        return []
    if finding.reason == "reach":
        ends = {name: Decimal(value) for name, value in finding.arguments.items()}
        return [tongue.say("reach" if "high" in ends else "reach up", **ends)]
    source = (finding.witness or "").split(":")[0]
    return [tongue.say(finding.reason, **({"source": source} | finding.arguments))]


def _repair(repair: Repair, tables: Tables, tongue: Tongue) -> str:
    """A repair in words, with what else it settles or breaks."""
    several = len({change.cell.table for change in repair.changes}) > 1
    text = _changes(repair, tables, tongue, lambda change: _cell_place(change.cell, tables, with_table=several))
    if repair.settles > 1:
        text += f"; {tongue.say('settles', count=repair.settles - 1)}"
    if repair.breaks:
        text += f"; {tongue.say('breaks', count=repair.breaks)}"
    return text


def _changes(repair: Repair, tables: Tables, tongue: Tongue, where: Callable[[Change], str]) -> str:
    first, last = repair.changes[0], repair.changes[-1]

    def old(change: Change) -> str:
        return str(_cell(change.cell, tables).text or "")

    if repair.kind == "shift":
        row = tables[first.cell.table].rows[first.cell.row]
        return tongue.say("shift", place=" ".join(part for part in row.label if part) or str(first.cell.row + 1))
    if repair.kind == "exchanged":
        return tongue.say("exchanged", first=where(first), old=old(first), second=where(last), new=old(last))
    if repair.kind == "left out" and len(repair.changes) == 1:
        return tongue.say("left out", place=where(first), old=old(first))
    parts = [
        tongue.say("left out part", place=where(change))
        if change.value is None
        else tongue.say("change", place=where(change), new=change.value, old=old(change))
        for change in repair.changes
    ]
    return tongue.say("repair", changes=f" {tongue.say('and')} ".join(parts), why=tongue.say(repair.kind))


def _bound(bound: Bound, tables: Tables, tongue: Tongue) -> str:
    where = f"{_cell_place(bound.cell, tables)} ({_cell(bound.cell, tables).text})"
    low = bound.low if bound.low is not None else Decimal(0)
    if bound.high is None:
        return tongue.say("at least", place=where, low=low)
    if bound.low == bound.high:
        return tongue.say("exactly", place=where, low=low)
    return tongue.say("between", place=where, low=low, high=bound.high)


def _cell(ref: CellRef, tables: Tables) -> Cell:
    return tables[ref.table].rows[ref.row].cells[ref.column]


def _cell_place(ref: CellRef, tables: Tables, *, with_table: bool = False) -> str:
    """A cell's row and column in words."""
    table = tables[ref.table]
    row = " ".join(part for part in table.rows[ref.row].label if part)
    column = " > ".join(table.columns[ref.column].path)
    name = " / ".join(part for part in (row, column) if part) or f"row {ref.row + 1}"
    return f"{table.id} {name}" if with_table else name


def say(extraction: Extraction, finding: Finding, language: Language = "en") -> str:
    """A finding of an extraction in one sentence."""
    return sentence(finding, {table.id: table for table in extraction.tables}, TONGUES[language])
