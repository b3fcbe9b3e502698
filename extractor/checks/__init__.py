"""What the document claims about its own figures: each check yields findings and alters nothing.

`check` finds and judges the claims, `confirm` reads the page of each mismatch again, `worded` says them in a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractor.checks.averages import averages
from extractor.checks.axes import Axes, axes_of
from extractor.checks.claims import cells_of
from extractor.checks.derived import derived
from extractor.checks.messages import Language, Setting
from extractor.checks.prose import prose_totals
from extractor.checks.ranges import ranged
from extractor.checks.repairs import repaired
from extractor.checks.restated import restated
from extractor.checks.sentences import worded
from extractor.checks.tangled import untangled
from extractor.checks.totals import column_totals, row_totals
from extractor.checks.unlabelled import unlabelled_totals
from extractor.checks.witness import confirm, pages_of
from extractor.document import Answer
from extractor.record import CellRef, Finding
from extractor.table import Table

CHECKS: dict[str, Callable[[Axes, Setting], list[Finding]]] = {
    "column_totals": column_totals,
    "row_totals": row_totals,
    "derived": derived,
    "averages": averages,
}
"""The checks of one table, by name."""


def check(
    tables: Sequence[Table], answers: Sequence[Answer], setting: Setting, annexes: Sequence[Table] = ()
) -> list[Finding]:
    """Every finding on the tables, in their order, then those between tables, then those on sentences."""
    found: list[Finding] = []
    for table in (*tables, *annexes):
        axes = axes_of(table, setting.layout)
        own = [finding for verify in CHECKS.values() for finding in verify(axes, setting)]
        own = _told_once(own)
        known = {f.target for f in own if isinstance(f.target, CellRef)}
        found += own + unlabelled_totals(axes, setting, known)
    found += restated(tables, setting, annexes)
    found += prose_totals(answers, tables, setting)
    everything = (*tables, *annexes)
    return ranged(repaired(untangled(found, tables, setting), everything, setting), everything, setting)


def _told_once(findings: Sequence[Finding]) -> list[Finding]:
    """Without differences that only turn a total round: 'Saldo = Totaal - Voorschot' beside the total itself."""
    totals = {frozenset(cells_of(f)) for f in findings if f.kind in ("column_total", "row_total")}
    return [f for f in findings if f.kind != "difference" or frozenset(cells_of(f)) not in totals]


__all__ = ["CHECKS", "Language", "Setting", "check", "confirm", "pages_of", "worded"]
