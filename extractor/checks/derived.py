"""Columns (or rows) that follow from others, cell by cell: shares, growth, differences.

What follows from what is not said in so many words, so it is found: a relation is a claim where at least three cells
bear it out and hardly any does not. Written for columns; rows are columns of the transposed table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.axes import Axes, Lines
from extractor.checks.case import Case
from extractor.checks.misprints import misprint, slips
from extractor.claim import CellRef, ProseRef, claimed
from extractor.interval import Interval
from extractor.language import says
from extractor.record import Reason, Verdict
from extractor.relation import RELATIONS, Kind
from extractor.table import Cell

_LEAST = 3
"""Cells that must bear a relation out."""
_SURE = 5
"""Cells that must bear it out before one that does not is called wrong."""
_DIGITS = 3
"""Digits that a share must have: below, some wrong digit in an operand explains any share."""
_NEAR = 40
"""Lines that are tried as operands on either side: a column beside its share, not the other end of a matrix."""


@dataclass(frozen=True, slots=True)
class _Option:
    """A way to make a line from others: `first` and `second` are lines, `fixed` the position of a fixed second."""

    kind: Kind
    first: int
    second: int
    fixed: int | None = None

    def operands(self, at: int) -> tuple[tuple[int, int], tuple[int, int]]:
        return (self.first, at), (self.second, at if self.fixed is None else self.fixed)


def derived(axes: Axes) -> list[Case]:
    """A case for each cell of a column or row that follows from others by a share, growth or difference."""
    found: list[Case] = []
    for lines in axes.both:
        for line in range(len(lines.cells)):
            option = _best(lines, line)
            if option is not None:
                found += _cases(lines, line, option)
    unique: dict[CellRef | ProseRef, Case] = {}
    for case in found:
        unique.setdefault(case.claim.target, case)
    return list(unique.values())


def _best(lines: Lines, line: int) -> _Option | None:
    """The relation that most cells bear out, the nearest operands first."""
    known = [k for k, cell in enumerate(lines.cells[line]) if cell.value is not None]
    named = says(lines.names[line], "difference") is not None
    if len(known) < 2 or not (lines.percent[line] or named):
        return None
    best: tuple[int, _Option] | None = None
    for option in _options(lines, line, named):
        held, failed = _score(lines, line, option, known)
        enough = held >= _LEAST or (named and held == len(known) == 2)
        if enough and 4 * failed <= held and (best is None or held - 4 * failed > best[0]):
            best = (held - 4 * failed, option)
    return best[1] if best else None


def _options(lines: Lines, line: int, named: bool) -> Iterator[_Option]:
    near = [i for i in range(max(0, line - _NEAR), min(len(lines.cells), line + _NEAR + 1)) if i != line]
    near.sort(key=lambda i: abs(i - line))
    alike = [i for i in near if lines.percent[i] == lines.percent[line]]
    others = [i for i in near if not lines.percent[i]]
    if lines.percent[line]:
        pairs = sorted(
            ((a, b) for a in others for b in others if a != b), key=lambda p: abs(p[0] - line) + abs(p[1] - line)
        )
        growth = (_Option("growth", a, b) for a, b in pairs)
        if named:  # growth is a share too, of the difference: '+10 on 40'
            yield from growth
        yield from (_Option("share", a, b) for a, b in pairs)
        yield from (_Option("share", a, a, fixed) for a in others for fixed in lines.totals)
        yield from growth
    if named:
        yield from (_Option("difference", a, b) for a in alike for b in alike if a != b)


def _score(lines: Lines, line: int, option: _Option, known: Sequence[int]) -> tuple[int, int]:
    """Cells that bear the option out, and cells that do not; what would hold anyhow counts for neither."""
    held = failed = 0
    for at in known:
        outcome = _outcome(lines, line, option, at)
        if outcome == "mismatch":
            failed += 1
            if 4 * failed > len(known) - failed:
                break
        elif outcome == "rounding" and _tells(lines, line, option, at):
            held += 1
    return held, failed


def _tells(lines: Lines, line: int, option: _Option, at: int) -> bool:
    """False for 0 of 20 and for a difference with nothing: they bear out too many relations."""
    operands = [lines.cells[i][k].value for i, k in option.operands(at)]
    return bool(lines.cells[line][at].value) and all(operands) and at != option.fixed


def _outcome(lines: Lines, line: int, option: _Option, at: int) -> Verdict | None:
    """Whether the claim on one cell holds within rounding; None where a figure is missing."""
    target = lines.cells[line][at]
    places = option.operands(at)
    if target.value is None or any(lines.cells[i][k].value is None for i, k in places):
        return None
    result = RELATIONS[option.kind]([lines.spans[i][k] for i, k in places])
    if result is None:
        return None
    if not result.meets(lines.spans[line][at]):
        return "mismatch"
    return "rounding"


def _cases(lines: Lines, line: int, option: _Option) -> Iterator[Case]:
    outcomes = [_outcome(lines, line, option, at) for at in range(len(lines.cells[line]))]
    held = outcomes.count("rounding")
    failed = outcomes.count("mismatch")
    for at, outcome in enumerate(outcomes):
        target = lines.cells[line][at]
        if outcome is None or target.value is None:
            continue
        places = option.operands(at)
        cells = [lines.cells[i][k] for i, k in places]
        computed = _computed(option.kind, cells, target.value)
        reason: Reason | None = None
        if outcome == "mismatch":
            sure = held >= _SURE and failed == 1
            reason = _doubt(lines, line, at, option, computed) or (None if sure else "own base")
        addends = [lines.ref(i, k) for i, k in places]
        claim = claimed(option.kind, lines.ref(line, at), addends, target.value, computed, lines.table.readings)
        yield Case(claim, "unread" if reason else "match" if computed == target.value else outcome, reason)


def _computed(kind: Kind, cells: Sequence[Cell], printed: Decimal) -> Decimal:
    """The result of the operands' printed values, with two decimals more than are printed where it is a quotient."""
    values = [Interval(cell.value, cell.value) for cell in cells]
    result = RELATIONS[kind](values)
    assert result is not None and result.low is not None
    if kind == "difference":
        return result.low
    return round(result.low, max(0, -int(printed.as_tuple().exponent)) + 2)


def _doubt(lines: Lines, line: int, at: int, option: _Option, computed: Decimal) -> Reason | None:
    """Why one cell that does not follow the others is not called wrong; None where one slip of the hand explains it."""
    target = lines.cells[line][at]
    cells = [lines.cells[i][k] for i, k in option.operands(at)]
    assert target.value is not None
    if any(cell.alternative is not None for cell in (target, *cells)):
        return "ambiguous"
    if option.kind != "difference" and abs(target.value - computed) <= (target.quantum or Decimal(1)):
        return "cut off"
    if option.kind == "difference" and abs(target.value - computed) <= 1:
        return "rounded"
    shown = computed.quantize(target.quantum) if target.quantum and target.quantum <= 1 else computed
    if misprint(target.value, shown) in ("digit", "swap", "sign"):
        return None
    exact = len(target.value.as_tuple().digits) >= _DIGITS
    return None if exact and _one_slip(lines, line, at, option) else "own base"


def _one_slip(lines: Lines, line: int, at: int, option: _Option) -> bool:
    """True where one wrong digit in an operand explains a target that does not follow."""
    places = option.operands(at)
    spans = [lines.spans[i][k] for i, k in places]
    for position, (i, k) in enumerate(places):
        value = lines.cells[i][k].value
        assert value is not None
        for meant in slips(value):
            others = [Interval(meant, meant) if p == position else span for p, span in enumerate(spans)]
            result = RELATIONS[option.kind](others)
            if result is not None and result.meets(lines.spans[line][at]):
                return True
    return False
