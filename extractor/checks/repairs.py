"""Error localisation: the smallest changes after which the failing claims of a document would hold.

After Fellegi and Holt (1976): change as few figures as possible so that all claims together hold; of equally few the
likeliest slip of the hand first (Scholtus, 2016). A figure that other claims bear out is not where the error lies, so
a change is weighed by every claim that it settles or breaks, over all tables. Nothing is ever changed.

A claim that fails but was doubted ('this row may have another base') is proven wrong where one wrong digit settles it
together with a claim of another kind: two errors of such different make do not agree by chance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.checks.case import Case
from extractor.checks.misprints import SLIPS, misprint, slips
from extractor.checks.sheet import Sheet
from extractor.claim import CellRef, Claim, cells_of, is_on_cells
from extractor.record import Change, Repair, RepairKind
from extractor.relation import Kind
from extractor.table import Table

_MOST = 3
"""Repairs that are told."""
_PAIRS = 60
"""Candidates of a claim that are tried together with those of another."""
_MANY = 8
"""Failing claims from here on are not tried in pairs: no two figures settle so many."""
_DOUBTED = ("alone", "unproven", "own base", "other measure", "gap")
"""Reasons of doubt that another claim can lift; a rounding, say, shows in every claim on a cell."""
_SLIPS = ("digit", "swap")
_SUMS: tuple[Kind, ...] = ("column_total", "row_total", "restated", "annex", "prose")
_TOTALS: tuple[Kind, ...] = ("column_total", "row_total")
_RANK: dict[RepairKind, int] = {kind: i for i, kind in enumerate((*SLIPS, "exchanged", "shift", "left out", "value"))}


def _fails(case: Case) -> bool:
    return case.verdict == "mismatch" or (case.verdict == "unread" and case.reason in _DOUBTED)


@dataclass(frozen=True, slots=True)
class _Candidate:
    kind: RepairKind
    changes: tuple[Change, ...]
    weight: int


class _Claims:
    """All claims that were judged, by the cells that they are about."""

    def __init__(self, cases: Sequence[Case], tables: Sequence[Table]) -> None:
        self.sheet = Sheet(tables)
        judged = [c for c in cases if (c.verdict in ("match", "rounding") or _fails(c)) and is_on_cells(c.claim)]
        self.failing = [c for c in judged if _fails(c)]
        self._of: dict[CellRef, list[Case]] = defaultdict(list)
        for case in judged:
            for ref in dict.fromkeys(cells_of(case.claim)):
                self._of[ref].append(case)

    def weighed(self, candidate: _Candidate) -> Repair:
        """The candidate with the number of claims that it settles and breaks."""
        values = {change.cell: change.value for change in candidate.changes}
        touched = {id(case): case for ref in values for case in self._of[ref]}.values()
        after = [(_fails(case), self.sheet.holds(case.claim, values)) for case in touched]
        settles, breaks = after.count((True, True)), after.count((False, False))
        return Repair(kind=candidate.kind, changes=candidate.changes, settles=settles, breaks=breaks)

    def broken_by(self, candidate: _Candidate) -> set[CellRef]:
        """The cells of the claims that no longer hold with a change."""
        values = {change.cell: change.value for change in candidate.changes}
        on = [case for ref in values for case in self._of[ref]]
        broken = [case for case in on if not _fails(case) and not self.sheet.holds(case.claim, values)]
        return {ref for case in broken for ref in cells_of(case.claim)}

    def kinds_settled(self, repair: Repair) -> set[Kind]:
        """The kinds of the failing claims that hold after a repair, both directions of a sum being one."""
        values = {change.cell: change.value for change in repair.changes}
        on = [case for ref in values for case in self._of[ref]]
        settled = [case.claim.kind for case in on if _fails(case) and self.sheet.holds(case.claim, values)]
        return {"column_total" if kind == "row_total" else kind for kind in settled}


@dataclass(frozen=True, slots=True)
class Mended:
    """What would settle a claim: `repairs`, the likeliest first; `proves` where they show that it is wrong."""

    repairs: tuple[Repair, ...] = ()
    proves: bool = False


def mended(cases: Sequence[Case], tables: Sequence[Table]) -> list[Mended]:
    """For each claim that fails its likeliest repairs, at most three; nothing for any other."""
    whole = _with_blanks(cases)
    claims = _Claims(whole, tables)
    singles = {id(case): list(_candidates(case, claims)) for case in claims.failing}
    return [_mended(case, singles, claims) if id(case) in singles else Mended() for case in whole]


def _with_blanks(cases: Sequence[Case]) -> list[Case]:
    """The cases, totals with the blank cells among their addends too: a figure may belong there."""
    lines: dict[tuple[str, Kind, int], set[int]] = defaultdict(set)
    for claim in (case.claim for case in cases):
        if claim.kind in _TOTALS and isinstance(claim.target, CellRef):
            lines[_group(claim, claim.target)] |= {_along(claim.kind, ref) for ref in cells_of(claim)[1:]}
    out: list[Case] = []
    for case in cases:
        claim = case.claim
        if claim.kind in _TOTALS and isinstance(claim.target, CellRef):
            axis = "row" if claim.kind == "column_total" else "column"
            full = [claim.target.model_copy(update={axis: at}) for at in sorted(lines[_group(claim, claim.target)])]
            case = replace(case, claim=claim.model_copy(update={"addends": tuple(full)}))
        out.append(case)
    return out


def _group(claim: Claim, target: CellRef) -> tuple[str, Kind, int]:
    """The table, the direction, and the row or column of totals that a total stands in."""
    return target.table, claim.kind, target.row if claim.kind == "column_total" else target.column


def _along(kind: Kind, ref: CellRef) -> int:
    return ref.row if kind == "column_total" else ref.column


def _mended(case: Case, singles: dict[int, list[_Candidate]], claims: _Claims) -> Mended:
    if any(cell.value is None for cell in map(claims.sheet.cell, cells_of(case.claim)) if cell.text):
        return Mended()
    options = [(claims.weighed(c), c.weight) for c in singles[id(case)]]
    proves = any(_is_proof(repair, claims) for repair, _ in options)
    if case.verdict == "unread" and not proves:
        return Mended()
    options = [(repair, weight) for repair, weight in options if repair.settles]
    if len(claims.failing) < _MANY and all(repair.breaks for repair, _ in options):
        options += list(_pairs(case, singles, claims))
    best = sorted(options, key=_order)
    slips = [o for o in best if o[0].kind != "value" or o[0].settles > 1]
    kept: list[Repair] = []
    for repair, _ in slips or best:
        if repair.breaks == best[0][0].breaks and repair not in kept:
            kept.append(repair)
    return Mended(tuple(kept[:_MOST]), proves)


def _is_proof(repair: Repair, claims: _Claims) -> bool:
    """True for one wrong digit that settles claims of two kinds, and breaks none."""
    if repair.kind not in _SLIPS or repair.settles < 2 or repair.breaks:
        return False
    return len(claims.kinds_settled(repair)) > 1 or repair.settles > 2


def _order(option: tuple[Repair, int]) -> tuple[int, int, int, int, int]:
    repair, weight = option
    return repair.breaks, -repair.settles, len(repair.changes), _RANK[repair.kind], weight


def _pairs(case: Case, singles: dict[int, list[_Candidate]], claims: _Claims) -> Iterator[tuple[Repair, int]]:
    """Changes of two cells that settle this claim and another one, the second where the first broke something."""
    others = [c for f in claims.failing if f is not case for c in singles[id(f)][:_PAIRS] if len(c.changes) == 1]
    for a in singles[id(case)][:_PAIRS]:
        if len(a.changes) > 1:
            continue
        affected = claims.broken_by(a)
        for b in others:
            if b.changes[0].cell in affected and b.changes[0].cell != a.changes[0].cell:
                # One slip and a figure that was reckoned from it: the slip is what counts.
                slip = min(a.kind, b.kind, key=_RANK.__getitem__)
                repair = claims.weighed(_Candidate(slip, (*a.changes, *b.changes), 0))
                if repair.settles > 1:
                    yield repair, a.weight + b.weight


def _candidates(case: Case, claims: _Claims) -> Iterator[_Candidate]:
    """Every change of one figure that settles the claim; for sums also rows left out, exchanged or moved."""
    claim = case.claim
    for position, ref in enumerate(cells_of(claim)):
        cell = claims.sheet.cell(ref)
        meant = _meant(claim, position, claims.sheet)
        if position and claim.kind in ("share", "growth"):
            yield from _digits_of(claim, ref, claims)
            continue
        if cell.value is None or meant is None or meant == cell.value:
            continue
        kind = misprint(cell.value, meant) or "value"
        # A figure that may be read in two ways comes first, then the total: its error is the one that was claimed.
        weight = 0 if cell.alternative is not None else 1 if position == 0 else 2
        yield _Candidate(kind, (Change(cell=ref, value=meant),), weight)
        if position and claim.kind in _SUMS and claim.difference == -cell.value:
            yield _Candidate("left out", (Change(cell=ref, value=None),), weight)
    if claim.kind == "column_total":
        yield from _exchanged(case, claims)
        yield from _shifted(claim, claims)


def _digits_of(claim: Claim, ref: CellRef, claims: _Claims) -> Iterator[_Candidate]:
    """One digit of an operand of a quotient: its value follows within rounding only, so every slip is tried."""
    value = claims.sheet.cell(ref).value
    for meant in slips(value) if value is not None else ():
        if claims.sheet.holds(claim, {ref: meant}):
            kind = misprint(value, meant) if value is not None else None
            yield _Candidate(kind or "digit", (Change(cell=ref, value=meant),), 2)


def _meant(claim: Claim, position: int, sheet: Sheet) -> Decimal | None:
    """The value of the target (position 0) or of an operand with which the claim holds; None where it has none."""
    printed, computed, cells = claim.printed, claim.computed, cells_of(claim)
    if computed is None:
        return None
    quantum = sheet.cell(cells[position]).quantum or Decimal(1)
    old = sheet.cell(cells[position]).value
    if position == 0:
        return computed if claim.kind in (*_SUMS, "difference") else computed.quantize(quantum)
    if claim.kind in _SUMS:
        return None if old is None else old + printed - computed
    first, second = (sheet.cell(ref).value for ref in cells[1:3])
    if first is None or second is None:
        return None
    if claim.kind == "difference":
        return printed + second if position == 1 else first - printed
    return None


def _exchanged(case: Case, claims: _Claims) -> Iterator[_Candidate]:
    """Two figures of one row exchanged, which settles two totals at once."""
    target, *addends = cells_of(case.claim)
    for other in claims.failing:
        beside = cells_of(other.claim)[0]
        alike = other.claim.kind == case.claim.kind and (beside.table, beside.row) == (target.table, target.row)
        if not alike or other is case:
            continue
        for ref in addends:
            there = ref.model_copy(update={"column": beside.column})
            one, two = claims.sheet.cell(ref).value, claims.sheet.cell(there).value
            if one is not None and two is not None and two - one == case.claim.difference and one != two:
                changes = (Change(cell=ref, value=two), Change(cell=there, value=one))
                yield _Candidate("exchanged", changes, 0)


def _shifted(claim: Claim, claims: _Claims) -> Iterator[_Candidate]:
    """A row whose figures stand one column too far to the left or to the right."""
    if sum(case.claim.kind == "column_total" for case in claims.failing) < 2:
        return
    for ref in cells_of(claim)[1:]:
        cells = claims.sheet.tables[ref.table].rows[ref.row].cells
        values = [cell.value for cell in cells]
        for moved, lost in (([None, *values[:-1]], values[-1]), ([*values[1:], None], values[0])):
            changes = tuple(
                Change(cell=ref.model_copy(update={"column": c}), value=value)
                for c, value in enumerate(moved)
                if value != values[c]
            )
            if lost is None and len(changes) > 1:
                yield _Candidate("shift", changes, 0)
