"""What hidden figures must lie between, from all claims on their table together: linear programming.

Each hidden cell ('<5', 'n.b.', 'x') is a variable within what it prints; each sum that it takes part in is a pair of
inequalities; the least and the greatest value of each variable are found by HiGHS, through SciPy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.case import Case
from extractor.checks.sheet import Sheet
from extractor.claim import CellRef, Claim, cells_of, is_on_cells
from extractor.record import Bound
from extractor.relation import Kind

_HIDDEN = ("suppressed", "not_available")
_SUMS: tuple[Kind, ...] = ("column_total", "row_total", "restated")
_SLACK = 1e-6
"""The solver's own tolerance: far below the three decimals of a bound."""
_MANY = 400
"""Hidden cells of one table from here on are not bounded: two programs a cell would take longer than the reading."""


@dataclass(frozen=True, slots=True)
class Ranges:
    """What the hidden cells lie between, and the tables of which no values satisfy all claims."""

    bounds: Mapping[CellRef, Bound]
    impossible: frozenset[str]

    def of(self, claim: Claim, sheet: Sheet, *, disclose: bool) -> tuple[Bound, ...]:
        """The bounds of a claim's hidden cells that say more than is printed.

        A figure that the rest gives away exactly is left out unless `disclose`.
        """
        told: list[Bound] = []
        for ref in cells_of(claim):
            bound = self.bounds.get(ref)
            if bound is None or (bound.low is not None and bound.low == bound.high and not disclose):
                continue
            printed = sheet.interval(ref, {})
            if (bound.low, bound.high) != (printed.low, printed.high):
                told.append(bound)
        return tuple(told)


def ranges(cases: Sequence[Case], sheet: Sheet) -> Ranges:
    """What the hidden figures must lie between where a claim holds for some values of them."""
    claims: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        claim = case.claim
        if claim.kind in _SUMS and claim.table and is_on_cells(claim) and case.verdict != "non_additive":
            claims[claim.table].append(case)
    bounds: dict[CellRef, Bound] = {}
    impossible: set[str] = set()
    for table, own in claims.items():
        if not any(case.verdict == "consistent" for case in own):
            continue
        solved = _bounds([case.claim for case in own if case.verdict not in ("mismatch", "unread")], sheet)
        if solved is None:
            impossible.add(table)
        else:
            bounds |= solved
    return Ranges(bounds, frozenset(impossible))


def _bounds(claims: Sequence[Claim], sheet: Sheet) -> dict[CellRef, Bound] | None:
    """The bounds of each hidden cell of the claims; None where no values satisfy them all."""
    hidden = list(dict.fromkeys(r for f in claims for r in cells_of(f) if sheet.cell(r).status in _HIDDEN))
    if not hidden or len(hidden) > _MANY:
        return {}
    from scipy.optimize import linprog  # half a second to import, and few documents hide figures

    index = {ref: i for i, ref in enumerate(hidden)}
    matrix: list[list[float]] = []
    limits: list[float] = []
    for claim in claims:
        target, *addends = cells_of(claim)
        row = [0.0] * len(hidden)
        low = high = Decimal(0)
        for ref, sign in [(target, -1), *((a, 1) for a in addends)]:
            if ref in index:
                row[index[ref]] += sign
                continue
            span = sheet.interval(ref, {})
            if span.low is None or span.high is None:
                break
            low, high = (low + span.low, high + span.high) if sign > 0 else (low - span.high, high - span.low)
        else:
            matrix += [row, [-x for x in row]]
            limits += [-float(low) + _SLACK, float(high) + _SLACK]
    if not matrix:
        return {}
    printed = [sheet.interval(ref, {}) for ref in hidden]
    box = [(None if s.low is None else float(s.low), None if s.high is None else float(s.high)) for s in printed]
    found: dict[CellRef, Bound] = {}
    for ref in hidden:
        ends: list[float | None] = []
        for sign in (1, -1):
            goal = [0.0] * len(hidden)
            goal[index[ref]] = sign
            solution = linprog(goal, A_ub=matrix, b_ub=limits, bounds=box, method="highs")
            if solution.status == 2:
                return None
            ends.append(None if solution.fun is None else sign * float(solution.fun))
        low_end, high_end = ends
        found[ref] = Bound(cell=ref, low=_decimal(low_end), high=_decimal(high_end))
    return found


def _decimal(value: float | None) -> Decimal | None:
    """The bound as a Decimal with three decimals at most: the solver's tolerance is far below."""
    return None if value is None else Decimal(str(round(value, 3) + 0.0)).normalize() + 0
