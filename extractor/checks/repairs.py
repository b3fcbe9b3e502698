"""Error localisation: the smallest changes after which the failing claims of a document would hold.

After Fellegi and Holt (1976): change as few figures as possible so that all claims together hold; of equally few the
likeliest slip of the hand first (Scholtus, 2016). A figure that other claims bear out is not where the error lies, so
a change is weighed by every claim that it settles or breaks, over all tables. Nothing is ever changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.claims import Sheet, cells_of, is_on_cells
from extractor.checks.messages import Setting
from extractor.checks.misprints import SLIPS, misprint
from extractor.checks.wording import dutch, place_name
from extractor.record import CellRef, Change, Finding, Repair, RepairKind
from extractor.relation import RELATIONS, Kind
from extractor.table import Table

_MOST = 3
"""Repairs that are told."""
_PAIRS = 60
"""Candidates of a claim that are tried together with those of another."""
_MANY = 8
"""Failing claims from here on are not tried in pairs: no two figures settle so many."""
_SUMS: tuple[Kind, ...] = ("column_total", "row_total", "restated", "annex", "prose")
_RANK: dict[RepairKind, int] = {kind: i for i, kind in enumerate((*SLIPS, "exchanged", "shift", "left out", "value"))}


@dataclass(frozen=True, slots=True)
class _Candidate:
    kind: RepairKind
    changes: tuple[Change, ...]
    weight: int


class _Claims:
    """All claims that were judged, by the cells that they are about."""

    def __init__(self, findings: Sequence[Finding], tables: Sequence[Table]) -> None:
        self.sheet = Sheet(tables)
        judged = [f for f in findings if f.verdict in ("match", "rounding", "mismatch") and is_on_cells(f)]
        self.failing = [f for f in judged if f.verdict == "mismatch"]
        self._of: dict[CellRef, list[Finding]] = defaultdict(list)
        for finding in judged:
            for ref in dict.fromkeys(cells_of(finding)):
                self._of[ref].append(finding)

    def weighed(self, candidate: _Candidate) -> Repair:
        """The candidate with the number of claims that it settles and breaks."""
        values = {change.cell: change.value for change in candidate.changes}
        touched = {id(f): f for ref in values for f in self._of[ref]}.values()
        after = [(f.verdict == "mismatch", self.sheet.holds(f, values)) for f in touched]
        settles, breaks = after.count((True, True)), after.count((False, False))
        return Repair(kind=candidate.kind, changes=candidate.changes, settles=settles, breaks=breaks)


def repaired(findings: Sequence[Finding], tables: Sequence[Table], setting: Setting) -> list[Finding]:
    """The findings, each mismatch with its likeliest repairs, at most three, and these in words."""
    claims = _Claims(findings, tables)
    if not claims.failing:
        return list(findings)
    singles = {id(f): list(_candidates(f, claims)) for f in claims.failing}
    return [_explained(f, singles, claims, setting) if id(f) in singles else f for f in findings]


def _explained(finding: Finding, singles: dict[int, list[_Candidate]], claims: _Claims, setting: Setting) -> Finding:
    if any(claims.sheet.cell(ref).value is None for ref in cells_of(finding) if claims.sheet.cell(ref).text):
        return _bounded(finding, claims, setting)
    options = [(claims.weighed(c), c.weight) for c in singles[id(finding)]]
    options = [(repair, weight) for repair, weight in options if repair.settles]
    if len(claims.failing) < _MANY and all(repair.breaks for repair, _ in options):
        options += list(_pairs(finding, singles, claims))
    best = sorted(options, key=_order)
    slips = [o for o in best if o[0].kind != "value" or o[0].settles > 1]
    kept: list[Repair] = []
    for repair, _ in slips or best:
        if repair.breaks == best[0][0].breaks and repair not in kept:
            kept.append(repair)
    kept = kept[:_MOST]
    texts = tuple(_text(repair, claims.sheet, setting) for repair in kept)
    return finding.model_copy(update={"repairs": tuple(kept), "explanations": (*finding.explanations, *texts)})


def _bounded(finding: Finding, claims: _Claims, setting: Setting) -> Finding:
    """With hidden figures among the operands: how far the sum can reach, which is all that can be said."""
    span = RELATIONS[finding.kind]([claims.sheet.interval(ref, {}) for ref in cells_of(finding)[1:]])
    if span is None or span.low is None:
        return finding
    low = dutch(span.low)
    text = (
        setting.say("reach", low=low, high=dutch(span.high))
        if span.high is not None
        else setting.say("reach up", low=low)
    )
    return finding.model_copy(update={"explanations": (*finding.explanations, text)})


def _order(option: tuple[Repair, int]) -> tuple[int, int, int, int, int]:
    repair, weight = option
    return repair.breaks, -repair.settles, len(repair.changes), _RANK[repair.kind], weight


def _pairs(finding: Finding, singles: dict[int, list[_Candidate]], claims: _Claims) -> Iterator[tuple[Repair, int]]:
    """Changes of two cells that settle this claim and another one."""
    own = singles[id(finding)][:_PAIRS]
    for other in claims.failing:
        if other is finding:
            continue
        for a in own:
            for b in singles[id(other)][:_PAIRS]:
                if len(a.changes) == len(b.changes) == 1 and a.changes[0].cell != b.changes[0].cell:
                    # One slip and a figure that was reckoned from it: the slip is what counts.
                    slip = min(a.kind, b.kind, key=_RANK.__getitem__)
                    repair = claims.weighed(_Candidate(slip, (*a.changes, *b.changes), 0))
                    if repair.settles > 1:
                        yield repair, a.weight + b.weight


def _candidates(finding: Finding, claims: _Claims) -> Iterator[_Candidate]:
    """Every change of one figure that settles the claim; for sums also rows left out, exchanged or moved."""
    for position, ref in enumerate(cells_of(finding)):
        cell = claims.sheet.cell(ref)
        meant = _meant(finding, position, claims.sheet)
        if cell.value is None or meant is None or meant == cell.value:
            continue
        kind = misprint(cell.value, meant) or "value"
        # A figure that may be read in two ways comes first, then the total: its error is the one that was claimed.
        weight = 0 if cell.alternative is not None else 1 if position == 0 else 2
        yield _Candidate(kind, (Change(cell=ref, value=meant),), weight)
        if position and finding.kind in _SUMS and finding.difference == -cell.value:
            yield _Candidate("left out", (Change(cell=ref, value=None),), weight)
    if finding.kind == "column_total":
        yield from _exchanged(finding, claims)
        yield from _shifted(finding, claims)


def _meant(finding: Finding, position: int, sheet: Sheet) -> Decimal | None:
    """The value of the target (position 0) or of an operand with which the claim holds; None where it has none."""
    printed, computed, cells = finding.printed, finding.computed, cells_of(finding)
    if computed is None:
        return None
    quantum = sheet.cell(cells[position]).quantum or Decimal(1)
    old = sheet.cell(cells[position]).value
    if position == 0:
        return computed if finding.kind in (*_SUMS, "difference") else computed.quantize(quantum)
    if finding.kind in _SUMS:
        return None if old is None else old + printed - computed
    first, second = (sheet.cell(ref).value for ref in cells[1:3])
    if first is None or second is None:
        return None
    if finding.kind == "difference":
        return printed + second if position == 1 else first - printed
    if finding.kind == "share" and printed:
        exact = printed * second / 100 if position == 1 else 100 * first / printed
        return exact.quantize(quantum)
    return None


def _exchanged(finding: Finding, claims: _Claims) -> Iterator[_Candidate]:
    """Two figures of one row exchanged, which settles two totals at once."""
    target = cells_of(finding)[0]
    for other in claims.failing:
        beside = cells_of(other)[0]
        if other.kind != finding.kind or (beside.table, beside.row) != (target.table, target.row) or other is finding:
            continue
        for ref in cells_of(finding)[1:]:
            there = ref.model_copy(update={"column": beside.column})
            one, two = claims.sheet.cell(ref).value, claims.sheet.cell(there).value
            if one is not None and two is not None and two - one == finding.difference and one != two:
                changes = (Change(cell=ref, value=two), Change(cell=there, value=one))
                yield _Candidate("exchanged", changes, 0)


def _shifted(finding: Finding, claims: _Claims) -> Iterator[_Candidate]:
    """A row whose figures stand one column too far to the left or to the right."""
    if sum(f.kind == "column_total" for f in claims.failing) < 2:
        return
    for ref in cells_of(finding)[1:]:
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


def _text(repair: Repair, sheet: Sheet, setting: Setting) -> str:
    """The repair in words, with what else it settles or breaks."""

    def place(change: Change) -> str:
        table = sheet.tables[change.cell.table]
        name = place_name(table, (change.cell.row, change.cell.column))
        return f"{table.id} {name}" if len({c.cell.table for c in repair.changes}) > 1 else name

    def old(change: Change) -> str:
        return str(sheet.cell(change.cell).text or "")

    first, last = repair.changes[0], repair.changes[-1]
    if repair.kind == "shift":
        row = sheet.tables[first.cell.table].rows[first.cell.row]
        text = setting.say("shift", place=" ".join(part for part in row.label if part) or str(first.cell.row + 1))
    elif repair.kind == "exchanged":
        text = setting.say("exchanged", first=place(first), old=old(first), second=place(last), new=old(last))
    elif repair.kind == "left out" and len(repair.changes) == 1:
        text = setting.say("left out", place=place(first), old=old(first))
    else:
        parts = [
            setting.say("left out part", place=place(c))
            if c.value is None
            else setting.say("change", place=place(c), new=dutch(c.value), old=old(c))
            for c in repair.changes
        ]
        text = setting.say("repair", changes=f" {setting.say('and')} ".join(parts), why=setting.say(repair.kind))
    if repair.settles > 1:
        text += f"; {setting.say('settles', count=repair.settles - 1)}"
    if repair.breaks:
        text += f"; {setting.say('breaks', count=repair.breaks)}"
    return text
