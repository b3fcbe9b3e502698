"""What the document claims about its own figures: each check yields findings and alters nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractor.checks.prose import prose_totals
from extractor.checks.shares import shares
from extractor.checks.totals import column_totals, row_totals
from extractor.checks.witness import confirm
from extractor.document import Answer
from extractor.layout import Layout
from extractor.record import Finding
from extractor.table import Table

CHECKS: dict[str, Callable[[Table, Layout], list[Finding]]] = {
    "column_totals": column_totals,
    "row_totals": row_totals,
    "shares": shares,
}
"""The checks of one table, by name."""


def check(tables: Sequence[Table], answers: Sequence[Answer], layout: Layout) -> list[Finding]:
    """Every finding on the tables, in their order, then those on sentences."""
    findings = [f for table in tables for verify in CHECKS.values() for f in verify(table, layout)]
    return findings + prose_totals(answers, tables)


__all__ = ["CHECKS", "check", "confirm"]
