"""Why a sum that fails accuses nobody: what else the table may mean by its total.

A failing total is a mismatch only where the table itself shows what its totals take together, and nothing as simple
explains the difference.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from decimal import Decimal
from functools import partial

import regex

from extractor.arithmetic import HOLDS, Place, Sum, at
from extractor.checks.misprints import misprint
from extractor.language import says
from extractor.record import Reason
from extractor.table import Table

LARGE = 10_000
"""Whole amounts from here on are often printed rounded without a word; small counts are not."""
MEASURED = regex.compile(r"\((?=[^()]*\p{L})[^()\s]{1,6}\)$")
"""A short word in brackets at the end of a header is a unit, known or not."""
SHOWN = 2
"""Other totals that hold: with them what the totals take together is beyond doubt, by one it may be chance."""
CHANCE = 0.05
"""Likelihood below which nobody believes in chance: the usual level of a test."""
ONE_SIDED = 3
"""Further totals that fail to the same side: what they leave out is no slip of the hand, which goes either way."""


def doubt(table: Table, found: Sum, beside: Sequence[Sum]) -> Reason | None:
    """The code of the reason not to believe in a failing sum; None where it is beyond doubt.

    `beside` are the sums of the same kind in the table's other columns (or rows), the failing one among them.
    """
    others = [s for s in beside if s.target != found.target and s.outcome != "unread"]
    held = sum(s.outcome in HOLDS and bool(s.computed and s.printed) for s in others)  # '0' for 0,21 proves nothing
    failing = [s for s in others if s.outcome == "mismatch"]
    if others and held < 1 + len(failing):
        return "alone"
    if len(failing) >= ONE_SIDED and len({s.difference > 0 for s in (found, *failing)}) == 1:
        return "alone"
    if sum(bool(cell.value) or cell.status == "suppressed" for cell in map(partial(at, table), found.addends)) < 2:
        return "unproven"
    if not others and not _is_plain(table, found):
        return "unproven"
    if _is_nested(table, found.addends) or _is_its_largest_part(table, found, held):
        return "nested"
    if _leaves_parts_out(table, found) and not (_parts_agree(table, found) and (held >= SHOWN or _is_slip(found))):
        return "nested"
    if _is_ambiguous(table, found):
        return "ambiguous"
    if abs(found.difference) <= Decimal(len(found.addends) + 1) / 2 and _may_be_rounded(table, found, others):
        return "rounded"
    gaps = _gaps(table, found)
    proven = any(_gaps(table, s) for s in others if s.outcome in HOLDS)
    filled = any(abs(found.difference - rest) <= rest / 50 for rest in gaps)
    again = any(_gaps(table, s) and s.difference > 0 for s in failing)
    if gaps and found.difference > 0 and (filled or again or not proven):
        return "gap"
    return None


def counts_persons_twice(table: Table, found: Sum, beside: Sequence[Sum]) -> bool:
    """True where totals of persons lie below their sums and not below any part, and none holds: that is no error.

    A person who lives in two places in one year, or takes two courses, stands in two rows and once in the total.
    """
    headers = [word for column in table.columns for word in column.path]
    texts = [table.caption or "", *table.stub, *headers, *table.rows[found.target[0]].label]
    if not says(" ".join(texts), "person"):
        return False
    judged = [s for s in beside if s.outcome in (*HOLDS, "mismatch")]
    return all(s.outcome == "mismatch" and _is_between(table, s) for s in judged) and len(judged) >= 2


def _is_between(table: Table, found: Sum) -> bool:
    values = [at(table, place).value or Decimal(0) for place in found.addends]
    return max(values) <= found.printed < found.computed


def _is_plain(table: Table, found: Sum) -> bool:
    """True for a list of at least three figures and its total at the end, of the size that they would make."""
    rows = [place[0] for place in found.addends]
    kinds = [row.kind for row in table.rows]
    values = [at(table, place).value for place in found.addends]
    known = [value for value in values if value is not None]
    last = found.target[0] == len(kinds) - 1 and kinds.count("total") + kinds.count("subtotal") == 1
    whole = rows == [i for i, kind in enumerate(kinds) if kind == "body"]
    near = abs(found.difference) <= abs(found.computed) / 2 or _is_slip(found)
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


def _is_slip(found: Sum) -> bool:
    """True where one slip of the hand makes the printed total of the sum."""
    return misprint(found.printed, found.computed) in ("digit", "swap")


def _leaves_parts_out(table: Table, found: Sum) -> bool:
    """True for a total of rows among which others stand that it does not take: parts of them, as their sums say."""
    rows = {row for row, _ in found.addends}
    reach = (*rows, found.target[0])
    bodies = [row for row in range(min(reach), max(reach)) if table.rows[row].kind == "body"]
    return any(table.rows[row].kind == "body" for row in rows) and not rows.issuperset(bodies)


def _parts_agree(table: Table, found: Sum) -> bool:
    """True where the parts that a total leaves out make the rows above them in its own column too.

    Or where but one does not, by as much as the total fails: that row's figure is wrong.
    """
    column = found.target[1]
    taken = sorted({row for row, _ in found.addends})
    off: list[Decimal] = []
    for row, end in zip(taken, [*taken[1:], len(table.rows)], strict=True):
        below = itertools.takewhile(lambda r: table.rows[r].kind == "body", range(row + 1, end))
        parts = [table.rows[part].cells[column].value for part in below]
        whole = table.rows[row].cells[column].value
        if any(parts) and whole is not None:
            off.append(sum((part for part in parts if part), Decimal(0)) - whole)
    wrong = [each for each in off if each]
    return not wrong or wrong == [found.difference]


def _is_its_largest_part(table: Table, found: Sum, held: int) -> bool:
    """True where the total is one of its addends, to the digit: the others are parts of that one, or under its cap.

    Not where others show what the totals take together, and a slip of the hand made the addend: a maximum has none.
    """
    values = [value for place in found.addends if (value := at(table, place).value)]
    if len(values) < 2 or found.printed != max(values):
        return False
    meant = found.printed + found.difference
    return held < SHOWN or misprint(found.printed, meant) not in ("digit", "swap")


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


def _may_be_rounded(table: Table, found: Sum, others: Sequence[Sum]) -> bool:
    """True for large or measured amounts without decimals: totals beside it that are exact prove nothing, others are not.

    What has a unit was measured and rounded, unlike what was counted: euros, 'Puissance (MWc)'. Large counts may be
    estimates, whose totals differ by their rounding too; not where large totals of many rows beside them are exact.
    """
    values = [at(table, place).value for place in (found.target, *found.addends)]
    column = table.columns[found.target[1]]
    measured = column.unit not in (None, "", "%") or any(map(MEASURED.search, column.path))
    decimals = any(value is not None and value % 1 for value in values)
    if decimals or (not measured and abs(found.printed) < LARGE):
        return False
    counted = not measured and says(" ".join(column.path), "count") is not None
    return not (counted and _chance_of_exact(table, others) < CHANCE)


def _chance_of_exact(table: Table, others: Sequence[Sum]) -> float:
    """How likely the large totals of whole figures that hold exactly would do so, were all figures rounded.

    Of n + 1 figures rounded to the unit the errors add up to a normal one of variance (n + 1) / 12, by the central limit.
    """
    chance = 1.0
    for found in others:
        values = [value for place in found.addends if (value := at(table, place).value)]
        whole = not any(value % 1 for value in values)
        if found.outcome == "match" and abs(found.printed) >= LARGE and whole:
            chance *= min(1.0, (2 * math.pi * (len(values) + 1) / 12) ** -0.5)
    return chance


def _gaps(table: Table, found: Sum) -> list[Decimal]:
    """For each blank addend in a row with figures the sum of these: what a column of totals leaves out."""
    rows = [table.rows[place[0]] for place in found.addends if at(table, place).status == "blank"]
    values = [[cell.value for cell in row.cells if cell.value is not None] for row in rows]
    return [sum(known, Decimal(0)) for known in values if known]
