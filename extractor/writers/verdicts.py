"""Which verdicts a cell takes part in, worst first."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.claim import CellRef
from extractor.record import Finding, Verdict
from extractor.table import Table

WORST_FIRST: tuple[Verdict, ...] = ("mismatch", "unread", "non_additive", "consistent", "rounding", "match")

MARKS: dict[Verdict, str] = {
    "match": "✓",
    "rounding": "≈",
    "mismatch": "✗",
    "consistent": "?",
    "non_additive": "?",
    "unread": "?",
}

Place = tuple[str, int, int]
"""A cell: table id, index into its rows, index into its columns."""


def place(ref: CellRef) -> Place:
    """The cell that a reference points at."""
    return ref.table, ref.row, ref.column


def verdicts_by_cell(findings: Iterable[Finding], *, targets_only: bool = False) -> dict[Place, tuple[Verdict, ...]]:
    """The distinct verdicts of the claims on each cell, worst first; a target is a claim's printed total."""
    found: dict[Place, set[Verdict]] = {}
    for finding in findings:
        refs = [finding.target] if targets_only else [finding.target, *finding.addends]
        for ref in refs:
            if isinstance(ref, CellRef):
                found.setdefault(place(ref), set()).add(finding.verdict)
    return {cell: tuple(v for v in WORST_FIRST if v in verdicts) for cell, verdicts in found.items()}


def covered(table: Table) -> set[tuple[int, int]]:
    """The (row, column) places under a merged cell, its first place excepted: they are not blank."""
    return {
        (r + down, c + right)
        for r, row in enumerate(table.rows)
        for c, cell in enumerate(row.cells)
        if cell.column_span > 1 or cell.row_span > 1
        for down in range(cell.row_span)
        for right in range(cell.column_span)
        if (down or right) and _is_blank(table, r + down, c + right)
    }


def _is_blank(table: Table, row: int, column: int) -> bool:
    inside = row < len(table.rows) and column < len(table.rows[row].cells)
    return inside and table.rows[row].cells[column].text is None


def cell_names(table: Table, row: int, column: int) -> tuple[str, str]:
    """A cell's row and column in words: ('Antwerpen', '2018 > sess')."""
    label = " > ".join(part for part in table.rows[row].label if part) or f"row {row + 1}"
    return label, " > ".join(table.columns[column].path) or f"column {column + 1}"


def cell_name(table: Table, row: int, column: int) -> str:
    """'Antwerpen / 2018 > sess'."""
    return " / ".join(cell_names(table, row, column))
