"""The verdicts: each claim as its check found it, weighed with all that speaks for and against an error.

Nothing else gives a verdict. A claim that fails is a mismatch only where the table shows what its figures take
together, no other table stands among them, and a second reader saw the same ink.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor.checks.attention import attention
from extractor.checks.case import Case
from extractor.checks.ranges import Ranges, ranges
from extractor.checks.repairs import Mended, mended
from extractor.checks.sheet import Sheet
from extractor.checks.tangled import tangled
from extractor.checks.witness import Second, pages_of, seen
from extractor.claim import Claim, cells_of, is_on_cells
from extractor.page import Page
from extractor.record import Finding
from extractor.relation import RELATIONS
from extractor.table import Table


def judge(
    cases: Sequence[Case], tables: Sequence[Table], *, disclose: bool = False, second: Second | None = None
) -> list[Finding]:
    """A finding for each case, in their order; without a `second` reader the ink is taken as it was read."""
    sheet = Sheet(tables)
    doubted = tangled(tables)
    cases = [_untangled(case, doubted) for case in cases]
    repairs = mended(cases, tables)
    cases = [_proven(case, own) for case, own in zip(cases, repairs, strict=True)]
    hidden = ranges(cases, sheet)
    cases = [_possible(case, hidden, sheet) for case in cases]
    witnesses = _witnesses(cases, tables, sheet, second)
    cases = [_read_twice(case, saw) for case, saw in zip(cases, witnesses, strict=True)]
    return [
        Finding(
            **dict(case.claim),
            verdict=case.verdict,
            attention=attention(case, cases),
            reason=case.reason,
            arguments=dict(case.arguments),
            repairs=own.repairs if case.verdict == "mismatch" else (),
            bounds=hidden.of(case.claim, sheet, disclose=disclose) if case.verdict == "consistent" else (),
            witness=saw,
        )
        for case, own, saw in zip(cases, repairs, witnesses, strict=True)
    ]


def _untangled(case: Case, doubted: set[str]) -> Case:
    """A printed page holds one table beside, above or below another: of two in each other one is read wrongly."""
    if case.verdict == "mismatch" and doubted & {ref.table for ref in cells_of(case.claim)}:
        return Case(case.claim, "unread", "tangled")
    return case


def _proven(case: Case, own: Mended) -> Case:
    return Case(case.claim, "mismatch") if case.verdict == "unread" and own.proves else case


def _possible(case: Case, hidden: Ranges, sheet: Sheet) -> Case:
    """With hidden figures: a claim of a table where no values satisfy all is no claim; what fails says how far it can reach."""
    if case.verdict == "consistent" and case.claim.table in hidden.impossible:
        return Case(case.claim, "unread", "impossible")
    if case.verdict == "mismatch" and (reach := _reach(case.claim, sheet)):
        return replace(case, reason="reach", arguments=reach)
    return case


def _reach(claim: Claim, sheet: Sheet) -> dict[str, str]:
    """What the sum of a claim with hidden figures lies between; nothing for a claim without."""
    refs = cells_of(claim)
    if not any(sheet.cell(ref).text and sheet.cell(ref).value is None for ref in refs) or not is_on_cells(claim):
        return {}
    span = RELATIONS[claim.kind]([sheet.interval(ref, {}) for ref in refs[1:]])
    ends = {"low": span.low, "high": span.high} if span is not None else {}
    return {name: format(value, "f") for name, value in ends.items() if value is not None}


def _witnesses(cases: Sequence[Case], tables: Sequence[Table], sheet: Sheet, second: Second | None) -> list[str | None]:
    """For each mismatch the second reader's name and what it saw; None for any other case, or without one."""
    failing = [case for case in cases if case.verdict == "mismatch"]
    if second is None or not failing:
        return [None] * len(cases)
    wanted = {page for case in failing for page in pages_of(case.claim, tables, second.pages)}
    pages: Mapping[int, Page] = second.read(wanted)
    return [
        f"{second.name}: {seen(case.claim, sheet, pages.get, second.pages)}" if case.verdict == "mismatch" else None
        for case in cases
    ]


def _read_twice(case: Case, witness: str | None) -> Case:
    if witness is None or witness.endswith(": same"):
        return case
    return Case(case.claim, "unread", "differs" if witness.endswith(": differs") else "guessed")
