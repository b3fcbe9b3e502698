"""Error localisation: the smallest changes after which the failing claims of a document would hold.

After Fellegi and Holt (1976): change as few figures as possible so that all claims together hold; of equally few the
likeliest slip of the hand first (Scholtus, 2016). A figure that other claims bear out is not where the error lies, so
a change is weighed by every claim that it settles or breaks, over all tables. Nothing is ever changed.

A claim that fails but was doubted ('this row may have another base') is a mismatch after all where one wrong digit
settles it together with a claim of another kind: two errors of such different make do not agree by chance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.claims import Sheet, cells_of, is_on_cells
from extractor.checks.messages import Setting
from extractor.checks.misprints import SLIPS, misprint, slips
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
_DOUBTED = ("alone", "unproven", "own base", "other measure", "gap")
"""Reasons of doubt that another claim can lift; a rounding, say, shows in every claim on a cell."""
_SLIPS = ("digit", "swap")
_SUMS: tuple[Kind, ...] = ("column_total", "row_total", "restated", "annex", "prose")
_TOTALS: tuple[Kind, ...] = ("column_total", "row_total")
_RANK: dict[RepairKind, int] = {kind: i for i, kind in enumerate((*SLIPS, "exchanged", "shift", "left out", "value"))}


def _fails(finding: Finding) -> bool:
    return finding.verdict == "mismatch" or (finding.verdict == "unread" and finding.reason in _DOUBTED)


@dataclass(frozen=True, slots=True)
class _Candidate:
    kind: RepairKind
    changes: tuple[Change, ...]
    weight: int


class _Claims:
    """All claims that were judged, by the cells that they are about."""

    def __init__(self, findings: Sequence[Finding], tables: Sequence[Table]) -> None:
        self.sheet = Sheet(tables)
        judged = [f for f in findings if (f.verdict in ("match", "rounding") or _fails(f)) and is_on_cells(f)]
        self.failing = [f for f in judged if _fails(f)]
        self._of: dict[CellRef, list[Finding]] = defaultdict(list)
        for finding in judged:
            for ref in dict.fromkeys(cells_of(finding)):
                self._of[ref].append(finding)

    def weighed(self, candidate: _Candidate) -> Repair:
        """The candidate with the number of claims that it settles and breaks."""
        values = {change.cell: change.value for change in candidate.changes}
        touched = {id(f): f for ref in values for f in self._of[ref]}.values()
        after = [(_fails(f), self.sheet.holds(f, values)) for f in touched]
        settles, breaks = after.count((True, True)), after.count((False, False))
        return Repair(kind=candidate.kind, changes=candidate.changes, settles=settles, breaks=breaks)

    def broken_by(self, candidate: _Candidate) -> set[CellRef]:
        """The cells of the claims that no longer hold with a change."""
        values = {change.cell: change.value for change in candidate.changes}
        broken = [f for ref in values for f in self._of[ref] if not _fails(f) and not self.sheet.holds(f, values)]
        return {ref for f in broken for ref in cells_of(f)}

    def kinds_settled(self, repair: Repair) -> set[Kind]:
        """The kinds of the failing claims that hold after a repair, both directions of a sum being one."""
        values = {change.cell: change.value for change in repair.changes}
        settled = [f for ref in values for f in self._of[ref] if _fails(f) and self.sheet.holds(f, values)]
        return {"column_total" if f.kind == "row_total" else f.kind for f in settled}


def repaired(findings: Sequence[Finding], tables: Sequence[Table], setting: Setting) -> list[Finding]:
    """The findings, each mismatch with its likeliest repairs, at most three, and these in words."""
    whole = _with_blanks(findings)
    claims = _Claims(whole, tables)
    if not claims.failing:
        return list(findings)
    singles = {id(f): list(_candidates(f, claims)) for f in claims.failing}
    told = [_explained(f, singles, claims, setting) if id(f) in singles else f for f in whole]
    return [new.model_copy(update={"addends": old.addends}) for new, old in zip(told, findings, strict=True)]


def _with_blanks(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, totals with the blank cells among their addends too: a figure may belong there."""
    lines: dict[tuple[str | None, Kind, int], set[int]] = defaultdict(set)
    for f in findings:
        if f.kind in _TOTALS and isinstance(f.target, CellRef):
            lines[_group(f, f.target)] |= {_along(f.kind, ref) for ref in f.addends if isinstance(ref, CellRef)}
    out: list[Finding] = []
    for f in findings:
        if f.kind in _TOTALS and isinstance(f.target, CellRef):
            axis = "row" if f.kind == "column_total" else "column"
            full = [f.target.model_copy(update={axis: at}) for at in sorted(lines[_group(f, f.target)])]
            f = f.model_copy(update={"addends": tuple(full)})
        out.append(f)
    return out


def _group(finding: Finding, target: CellRef) -> tuple[str | None, Kind, int]:
    """The table, the direction, and the row or column of totals that a total stands in."""
    return target.table, finding.kind, target.row if finding.kind == "column_total" else target.column


def _along(kind: Kind, ref: CellRef) -> int:
    return ref.row if kind == "column_total" else ref.column


def _explained(finding: Finding, singles: dict[int, list[_Candidate]], claims: _Claims, setting: Setting) -> Finding:
    if any(claims.sheet.cell(ref).value is None for ref in cells_of(finding) if claims.sheet.cell(ref).text):
        return _bounded(finding, claims, setting)
    options = [(claims.weighed(c), c.weight) for c in singles[id(finding)]]
    if finding.verdict == "unread":
        if not any(_is_proof(repair, claims) for repair, _ in options):
            return finding
        finding = finding.model_copy(update={"verdict": "mismatch", "reason": None, "explanations": ()})
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


def _is_proof(repair: Repair, claims: _Claims) -> bool:
    """True for one wrong digit that settles claims of two kinds, and breaks none."""
    if repair.kind not in _SLIPS or repair.settles < 2 or repair.breaks:
        return False
    return len(claims.kinds_settled(repair)) > 1 or repair.settles > 2


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
    """Changes of two cells that settle this claim and another one, the second where the first broke something."""
    others = [c for f in claims.failing if f is not finding for c in singles[id(f)][:_PAIRS] if len(c.changes) == 1]
    for a in singles[id(finding)][:_PAIRS]:
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


def _candidates(finding: Finding, claims: _Claims) -> Iterator[_Candidate]:
    """Every change of one figure that settles the claim; for sums also rows left out, exchanged or moved."""
    for position, ref in enumerate(cells_of(finding)):
        cell = claims.sheet.cell(ref)
        meant = _meant(finding, position, claims.sheet)
        if position and finding.kind in ("share", "growth"):
            yield from _digits_of(finding, ref, claims)
            continue
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


def _digits_of(finding: Finding, ref: CellRef, claims: _Claims) -> Iterator[_Candidate]:
    """One digit of an operand of a quotient: its value follows within rounding only, so every slip is tried."""
    value = claims.sheet.cell(ref).value
    for meant in slips(value) if value is not None else ():
        if claims.sheet.holds(finding, {ref: meant}):
            kind = misprint(value, meant) if value is not None else None
            yield _Candidate(kind or "digit", (Change(cell=ref, value=meant),), 2)


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
