"""Each claim on a table as a live formula beside the printed figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.claim import CellRef
from extractor.language import Tongue
from extractor.record import Finding
from extractor.table import Cell, Table
from extractor.writers.excel_book import (
    HEAD,
    QUIET,
    TITLE,
    Book,
    Style,
    Worksheet,
    address,
    as_float,
    decimals,
    fit,
    plain_format,
)
from extractor.writers.excel_table import Spot
from extractor.writers.saying import arithmetic
from extractor.writers.verdicts import cell_name

RED: Style = {"bg_color": "#FFC7CE", "font_color": "#9C0006", "bold": True}
ORANGE: Style = {"bg_color": "#FFE0B2", "font_color": "#7F4F00"}
_MOST_ARGUMENTS = 200
_BESIDE = ("verdict", "printed", "computed", "difference", "arithmetic")


@dataclass(frozen=True, slots=True)
class Desk:
    """An open workbook whose tables are written: what a formula needs to point at their cells."""

    book: Book
    tables: Mapping[str, Table]
    tongue: Tongue
    spots: Mapping[str, Spot]

    def cell(self, ref: CellRef) -> Cell:
        """The cell that a reference points at."""
        return self.tables[ref.table].rows[ref.row].cells[ref.column]

    def address(self, ref: CellRef, home: str) -> str:
        """Its address as a formula on the sheet of table `home` writes it."""
        spot = self.spots[ref.table]
        sheet = None if ref.table == home else str(spot.sheet.get_name())
        return address(spot.top + ref.row, spot.left + ref.column, sheet=sheet)


def write_checks(desk: Desk, table: Table, findings: Sequence[Finding]) -> None:
    """Below the table, a line a claim: the printed cell, the sum as a formula, and their difference."""
    claims = [(f, f.target) for f in findings if isinstance(f.target, CellRef) and f.target.table == table.id]
    if not claims:
        return
    spot, style = desk.spots[table.id], desk.book.style
    row, left = spot.below + 1, max(1, spot.left)
    spot.sheet.write_string(row, 0, desk.tongue.say("checks"), style(TITLE))
    heads = [desk.tongue.say(f"head {code}") for code in ("claim", *_BESIDE)]
    for column, text in enumerate([heads[0], *[""] * (left - 1), *heads[1:]]):
        spot.sheet.write_string(row + 1, column, text, style(HEAD))
    for at, (finding, target) in enumerate(claims, start=row + 2):
        name = cell_name(table, target.row, target.column)
        spot.sheet.write_string(at, 0, fit(name))
        spot.sheet.write_string(at, left, desk.tongue.say(f"count {finding.verdict}"))
        _write_sums(desk, finding, target, at, left + 1)
        spot.sheet.write_string(
            at, left + 4, fit(arithmetic(finding, desk.tables, desk.tongue)), style(QUIET, {"indent": 1})
        )


def _write_sums(desk: Desk, finding: Finding, target: CellRef, row: int, column: int) -> None:
    """Printed, computed and difference in three cells; a value that no formula gives stands as a number."""
    sheet, printed, computed = desk.spots[target.table].sheet, as_float(finding.printed), finding.computed
    if printed is None:
        sheet.write_string(row, column, format(finding.printed, "f"))
        return
    places = max(decimals(finding.printed), decimals(computed) if computed is not None else 0)
    shown = desk.book.style(plain_format(places))
    sheet.write_formula(row, column, f"={desk.address(target, target.table)}", shown, printed)
    if computed is None or finding.difference is None:
        return
    formula = sum_formula(desk, finding, target.table)
    if formula:
        sheet.write_formula(row, column + 1, formula, shown, float(computed))
    else:
        sheet.write_number(row, column + 1, float(computed), shown)
    # Rounded to the printed decimals: 0.1 + 0.2 is not 0.3 in a spreadsheet, and must not turn red for it.
    difference = f"=ROUND({address(row, column)}-{address(row, column + 1)},{places})"
    sheet.write_formula(row, column + 2, difference, shown, float(finding.difference))
    _colour(desk.book, sheet, finding, row, column + 2)


def _colour(book: Book, sheet: Worksheet, finding: Finding, row: int, column: int) -> None:
    """Red where the difference is not zero; orange as far as rounding or hidden cells explain it."""
    if finding.verdict not in ("match", "mismatch") and finding.difference:
        here = address(row, column)
        rule = f"=AND({here}<>0,ABS({here})<={abs(finding.difference):f})"
        orange = {"type": "formula", "criteria": rule, "format": book.style(ORANGE), "stop_if_true": True}
        sheet.conditional_format(row, column, row, column, orange)
    red = {"type": "cell", "criteria": "!=", "value": 0, "format": book.style(RED)}
    sheet.conditional_format(row, column, row, column, red)


def sum_formula(desk: Desk, finding: Finding, home: str) -> str | None:
    """'=SUM(B5:B9)' or '=ROUND(100*B5/C5,2)' if it gives what was computed; None if no formula does."""
    refs = [ref for ref in finding.addends if isinstance(ref, CellRef) and ref.table in desk.spots]
    if not refs or len(refs) != len(finding.addends) or finding.computed is None:
        return None
    known = [value for value in (desk.cell(ref).value for ref in refs) if value is not None]
    if any(as_float(value) is None for value in known):
        return None
    if finding.kind == "share":
        if len(refs) != 2 or len(known) != 2 or not known[1]:
            return None
        part, whole = (desk.address(ref, home) for ref in refs)
        return f"=ROUND(100*{part}/{whole},{decimals(finding.computed)})"
    return f"={_sum(_runs(desk, refs, home))}" if sum(known, Decimal(0)) == finding.computed else None


def _sum(arguments: Sequence[str]) -> str:
    if len(arguments) <= _MOST_ARGUMENTS:
        return f"SUM({','.join(arguments)})"
    parts = [arguments[i : i + _MOST_ARGUMENTS] for i in range(0, len(arguments), _MOST_ARGUMENTS)]
    return f"SUM({','.join(map(_sum, parts))})"


def _runs(desk: Desk, refs: Sequence[CellRef], home: str) -> list[str]:
    """The addresses in order, neighbours of one column or row joined: ['B5:B9', 'D5']."""
    runs: list[list[CellRef]] = []
    for ref in refs:
        if runs and _follows(runs[-1], ref):
            runs[-1].append(ref)
        else:
            runs.append([ref])
    return [
        desk.address(run[0], home) + (f":{desk.address(run[-1], run[-1].table)}" if len(run) > 1 else "")
        for run in runs
    ]


def _follows(run: Sequence[CellRef], ref: CellRef) -> bool:
    """True where a cell goes on below or to the right of a run, in the run's own direction."""
    last = run[-1]
    step = (ref.row - last.row, ref.column - last.column)
    if ref.table != last.table or step not in ((1, 0), (0, 1)):
        return False
    return len(run) == 1 or step == (last.row - run[-2].row, last.column - run[-2].column)
