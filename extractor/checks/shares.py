"""Percentages of one column over another."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractor.arithmetic import at
from extractor.checks.wording import dutch, is_percentage
from extractor.layout import Layout
from extractor.record import CellRef, Finding, Verdict
from extractor.table import Cell, Table

HUNDRED = Decimal(100)


def shares(table: Table, layout: Layout) -> list[Finding]:
    """A finding for each row of a percentage column that is one count column over another.

    The pair is a claim only where at least three rows bear it out and at most one does not.
    """
    del layout
    findings: list[Finding] = []
    counts = [c for c in range(len(table.columns)) if not is_percentage(table, c)]
    for column in range(len(table.columns)):
        if not is_percentage(table, column):
            continue
        pair = _pair(table, column, counts)
        if pair is not None:
            findings += _findings(table, column, *pair)
    return findings


def _pair(table: Table, column: int, counts: Sequence[int]) -> tuple[int, int] | None:
    """The (part, whole) columns that explain a percentage column, nearest first."""
    options = [(p, w) for p in counts for w in counts if p != w]
    options.sort(key=lambda o: abs(o[0] - column) + abs(o[1] - column))
    for part, whole in options:
        outcomes = [_holds(row.cells[column], row.cells[part], row.cells[whole]) for row in table.rows]
        held, failed = outcomes.count(True), outcomes.count(False)
        if held >= 3 and failed <= 1 and held > 3 * failed:
            return part, whole
    return None


def _holds(share: Cell, part: Cell, whole: Cell) -> bool | None:
    """Whether a printed share is part over whole within its own rounding; None where it cannot be said."""
    if share.value is None or part.value is None or not whole.value:
        return None
    return abs(share.value - HUNDRED * part.value / whole.value) <= _tolerance(share.value)


def _tolerance(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(min(exponent, 0)) / 2 * Decimal("1.0001")


def _findings(table: Table, column: int, part: int, whole: int) -> list[Finding]:
    findings = []
    for r, row in enumerate(table.rows):
        held = _holds(row.cells[column], row.cells[part], row.cells[whole])
        share, of, over = at(table, (r, column)), at(table, (r, part)), at(table, (r, whole))
        if held is None or share.value is None or of.value is None or over.value is None:
            continue
        exact = HUNDRED * of.value / over.value
        computed = round(exact, max(0, -int(share.value.as_tuple().exponent)) + 2)
        verdict: Verdict = "rounding" if held else "unread"
        if held and exact == share.value:
            verdict = "match"
        findings.append(
            Finding(
                kind="share",
                table=table.id,
                target=CellRef(table=table.id, row=r, column=column),
                addends=(
                    CellRef(table=table.id, row=r, column=part),
                    CellRef(table=table.id, row=r, column=whole),
                ),
                printed=share.value,
                computed=computed,
                difference=share.value - computed,
                verdict=verdict,
                arithmetic=f"{dutch(of.value)} / {dutch(over.value)} = {dutch(computed)} %; printed {dutch(share.value)} %",
                explanations=() if held else ("this row alone does not follow the share that the others follow",),
                readings=table.readings,
            )
        )
    return findings
