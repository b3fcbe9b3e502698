"""Why a sum that fails accuses nobody: what else the table may mean by its total.

A failing total is a mismatch only where the table itself shows what its totals take together, and nothing as simple
explains the difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractor.arithmetic import HOLDS, Place, Sum, at, one_digit_off
from extractor.table import Table

LARGE = 10_000
"""Whole amounts from here on are often printed rounded without a word; small counts are not."""


def doubt(table: Table, found: Sum, beside: Sequence[Sum]) -> str | None:
    """The reason not to believe in a failing sum; None where it is beyond doubt.

    `beside` are the sums of the same kind in the table's other columns (or rows), the failing one among them.
    """
    others = [s for s in beside if s.target != found.target and s.outcome != "unread"]
    held = sum(s.outcome in HOLDS and s.computed != 0 for s in others)
    failed = 1 + sum(s.outcome == "mismatch" for s in others)
    if others and held < failed:
        return "no other total shows that these figures are taken together"
    if not others and not _is_plain(table, found):
        return "nothing else in the table shows that these figures are taken together"
    if _is_nested(table, found.addends):
        return "some rows are parts of others"
    if _is_ambiguous(table, found):
        return "a figure here may be read in two ways"
    if abs(found.difference) <= Decimal(len(found.addends) + 1) / 2 and _is_large(table, found):
        return "a difference this small may come from rounding"
    gaps = _gaps(table, found)
    proven = any(_gaps(table, s) for s in others if s.outcome in HOLDS)
    filled = any(abs(found.difference - rest) <= rest / 50 for rest in gaps)
    if gaps and found.difference > 0 and (filled or not proven):
        return "a blank cell may stand for the difference"
    return None


def _is_plain(table: Table, found: Sum) -> bool:
    """True for a list of at least three figures and its total at the end, of the size that they would make."""
    rows = [place[0] for place in found.addends]
    kinds = [row.kind for row in table.rows]
    values = [at(table, place).value for place in found.addends]
    known = [value for value in values if value is not None]
    last = found.target[0] == len(kinds) - 1 and kinds.count("total") + kinds.count("subtotal") == 1
    whole = rows == [i for i, kind in enumerate(kinds) if kind == "body"]
    near = abs(found.difference) <= abs(found.computed) / 2 or one_digit_off(found.printed, found.computed)
    return last and whole and near and len(known) >= 3 and min(known) >= 0 and found.printed >= max(known)


def _is_nested(table: Table, addends: Sequence[Place]) -> bool:
    """True where an addend is the sum of those right below it, or the same as the next in every column."""
    rows = sorted({row for row, _ in addends})
    columns = range(len(table.columns)) if len({column for _, column in addends}) == 1 else ()
    for i, parent in enumerate(rows[:-1]):
        values = [table.rows[parent].cells[c].value for c in columns]
        if sum(bool(value) for value in values) >= 2 and values == [
            table.rows[rows[i + 1]].cells[c].value for c in columns
        ]:
            return True
        for end in range(i + 3, len(rows) + 1):
            if _makes(table, parent, rows[i + 1 : end], columns):
                return True
    return False


def _makes(table: Table, parent: int, children: Sequence[int], columns: Sequence[int]) -> bool:
    """True where rows add up to another in each column that has figures."""
    judged = 0
    for column in columns:
        whole = table.rows[parent].cells[column].value
        parts = [table.rows[child].cells[column].value for child in children]
        known = [part for part in parts if part is not None]
        if not whole or sum(bool(part) for part in known) < 2:
            continue
        if sum(known, Decimal(0)) != whole:
            return False
        judged += 1
    return judged > 0


def _is_ambiguous(table: Table, found: Sum) -> bool:
    return any(at(table, place).alternative is not None for place in (found.target, *found.addends))


def _is_large(table: Table, found: Sum) -> bool:
    unit = table.columns[found.target[1]].unit or ""
    return "EUR" in unit or abs(found.printed) >= LARGE


def _gaps(table: Table, found: Sum) -> list[Decimal]:
    """For each blank addend in a row with figures the sum of these: what a column of totals leaves out."""
    rows = [table.rows[place[0]] for place in found.addends if at(table, place).status == "blank"]
    values = [[cell.value for cell in row.cells if cell.value is not None] for row in rows]
    return [sum(known, Decimal(0)) for known in values if known]
