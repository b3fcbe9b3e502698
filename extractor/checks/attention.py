"""What deserves a person's look, from 0 to 1, among the claims that fail but are not called wrong."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.checks.case import Case
from extractor.checks.misprints import misprint
from extractor.claim import CellRef
from extractor.record import Reason

SURE = 1.0
"""Of a mismatch."""
WEIGHTS: dict[Reason, float] = {
    "own base": 0.3,
    "alone": 0.1,
    "unproven": 0.15,
    "nested": 0.05,
    "ambiguous": 0.1,
    "rounded": 0.02,
    "gap": 0.1,
    "cut off": 0.02,
    "weighted": 0.02,
    "other measure": 0.2,
    "says": 0.02,
    "persons": 0.02,
    "of which": 0.1,
    "tangled": 0.1,
    "differs": 0.1,
    "guessed": 0.05,
    "impossible": 0.3,
    "no figure": 0.02,
}
"""How likely an error is where only this speaks against it."""
SLIP = 4.0
"""How much likelier an error is where one slip of the hand makes the figure: of two other numbers few differ so."""
ABOVE = 6.0
"""How much likelier where parts exceed their whole: parts that are not all named lie below it."""
AMONG = 3.0
"""How much likelier where it fails alone among claims of its row or column that hold."""


def attention(case: Case, cases: Sequence[Case]) -> float:
    """1 for a mismatch, 0 for a claim that holds, else by odds: what the reason leaves, times what speaks for an error."""
    if case.verdict == "mismatch":
        return SURE
    if case.reason not in WEIGHTS or not case.claim.difference:
        return 0.0
    chance = WEIGHTS[case.reason]
    odds = chance / (1 - chance)
    claim = case.claim
    if claim.computed is not None and misprint(claim.printed, claim.computed) in ("digit", "swap"):
        odds *= SLIP
    if case.reason == "of which" and claim.difference is not None and claim.difference < 0:
        odds *= ABOVE
    held = sum(_beside(case, other) for other in cases)
    if held > 1:
        odds *= AMONG
    return round(odds / (1 + odds), 3)


def _beside(case: Case, other: Case) -> bool:
    """True for a claim of the same kind on the same row or column of totals that holds."""
    here, there = case.claim.target, other.claim.target
    if not isinstance(here, CellRef) or not isinstance(there, CellRef):
        return False
    along = here.row == there.row if case.claim.kind == "column_total" else here.column == there.column
    return case.claim.kind == other.claim.kind and here.table == there.table and along and other.verdict == "match"
