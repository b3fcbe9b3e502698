"""What the document claims about its own figures: each check finds cases and alters nothing, `judge` gives the verdicts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractor.checks.averages import averages
from extractor.checks.axes import Axes, axes_of
from extractor.checks.case import Case
from extractor.checks.derived import derived
from extractor.checks.judge import judge
from extractor.checks.prose import prose_totals
from extractor.checks.restated import restated
from extractor.checks.totals import column_totals, row_totals
from extractor.checks.unlabelled import unlabelled_totals
from extractor.checks.witness import Second
from extractor.claim import CellRef, cells_of
from extractor.document import Answer
from extractor.layout import Layout
from extractor.record import Finding
from extractor.table import Table

CHECKS: dict[str, Callable[[Axes], list[Case]]] = {
    "column_totals": column_totals,
    "row_totals": row_totals,
    "derived": derived,
    "averages": averages,
}
"""The checks of one table, by name."""


def check(
    tables: Sequence[Table],
    answers: Sequence[Answer],
    layout: Layout,
    *,
    annexes: Sequence[Table] = (),
    disclose: bool = False,
    second: Second | None = None,
) -> list[Finding]:
    """Every finding on the tables, in their order, then those between tables, then those on sentences."""
    cases = [*claims_of(tables, layout, annexes), *prose_totals(answers, tables)]
    return judge(cases, [*tables, *annexes], disclose=disclose, second=second)


def claims_of(tables: Sequence[Table], layout: Layout, annexes: Sequence[Table] = ()) -> list[Case]:
    """The claims that tables make, as they come out where they are found."""
    found: list[Case] = []
    for table in (*tables, *annexes):
        axes = axes_of(table, layout)
        own = _told_once([case for verify in CHECKS.values() for case in verify(axes)])
        known = {case.claim.target for case in own if isinstance(case.claim.target, CellRef)}
        found += own + unlabelled_totals(axes, known)
    return found + restated(tables, annexes)


def _told_once(cases: Sequence[Case]) -> list[Case]:
    """Without differences that only turn a total round: 'Saldo = Totaal - Voorschot' beside the total itself."""
    totals = {frozenset(cells_of(c.claim)) for c in cases if c.claim.kind in ("column_total", "row_total")}
    return [c for c in cases if c.claim.kind != "difference" or frozenset(cells_of(c.claim)) not in totals]


__all__ = ["CHECKS", "Second", "check", "claims_of"]
