"""A finding in one sentence that a reader can redo by hand."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.checks.claims import Sheet, is_on_cells
from extractor.checks.messages import Setting
from extractor.checks.wording import computation, dutch, table_name, term
from extractor.record import CellRef, Finding, ProseRef
from extractor.table import Table

_MOST_TERMS = 24


def worded(findings: Sequence[Finding], tables: Sequence[Table], setting: Setting) -> list[Finding]:
    """The findings, each with its sentence."""
    sheet = Sheet(tables)
    return [f.model_copy(update={"sentence": _sentence(f, sheet, setting)}) for f in findings]


def _sentence(finding: Finding, sheet: Sheet, setting: Setting) -> str:
    """'Tabel 2b, kolom X > #totaal: gedrukt totaal 1.986, som 503 + 382 = 1.981, verschil 5.'"""
    percent = " %" if finding.kind in ("share", "growth") else ""
    printed = f"{dutch(finding.printed)}{percent}"
    claim = setting.say(f"kind {finding.kind}", printed=printed, terms=_terms(finding, sheet, setting))
    if finding.difference and finding.kind not in ("share", "growth"):
        claim += f", {setting.say('difference', value=dutch(finding.difference))}"
    verdict = setting.say(f"verdict {finding.verdict}")
    reasons = f": {'; '.join(finding.explanations)}" if finding.explanations and finding.verdict != "mismatch" else ""
    return f"{_place(finding, sheet, setting)}: {claim}. {verdict[:1].upper()}{verdict[1:]}{reasons}."


def _terms(finding: Finding, sheet: Sheet, setting: Setting) -> str:
    """The computation, with the tables of the operands where they are others than the target's."""
    if not is_on_cells(finding) or finding.computed is None:
        return finding.arithmetic.split(";")[0]
    refs = [ref for ref in finding.addends if isinstance(ref, CellRef)]
    cells = [sheet.cell(ref) for ref in refs]
    hidden = sum(cell.status in ("suppressed", "not_available") for cell in cells)
    terms = [text for text in map(term, cells) if text]
    text = computation(setting, finding.kind, _shortened(terms, setting), finding.computed, hidden)
    others = dict.fromkeys(ref.table for ref in refs if ref.table != finding.table)
    names = ", ".join(table_name(sheet.tables[name], setting) for name in others)
    return f"{text} ({names})" if names else text


def _shortened(terms: list[str], setting: Setting) -> list[str]:
    """The first and last of many terms and how many there are; `arithmetic` has them all."""
    if len(terms) <= _MOST_TERMS:
        return terms
    return [*terms[:3], "…", f"{terms[-1]} ({setting.say('figures', count=len(terms))})"]


def _place(finding: Finding, sheet: Sheet, setting: Setting) -> str:
    """The table, row and column of the target; a column alone for the only total row of a table."""
    if isinstance(finding.target, ProseRef):
        label = finding.target.answer
        return setting.say("answer", label=label) if label else setting.say("text")
    table, row, column = sheet.tables[finding.target.table], finding.target.row, finding.target.column
    label = " > ".join(part for part in table.rows[row].label if part)
    heading = " > ".join(table.columns[column].path)
    parts = [table_name(table, setting)]
    only = finding.kind == "column_total" and sum(r.kind != "body" for r in table.rows) == 1
    if label and not only:
        parts.append(setting.say("row", name=label))
    if heading:
        parts.append(setting.say("column", name=heading))
    return ", ".join(parts)
