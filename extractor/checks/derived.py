"""Columns (or rows) that follow from others, cell by cell: shares, growth, differences.

What follows from what is not said in so many words, so it is found: a relation is a claim where at least three cells
bear it out and hardly any does not. Written for columns; rows are columns of the transposed table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.arithmetic import is_rounded
from extractor.checks.messages import Setting
from extractor.checks.misprints import misprint
from extractor.checks.wording import equation, is_percentage, term
from extractor.interval import Interval, interval
from extractor.layout import Layout, row_kind
from extractor.record import CellRef, Finding, Verdict
from extractor.relation import RELATIONS, Kind
from extractor.table import Cell, Table

_LEAST = 3
"""Cells that must bear a relation out."""
_SURE = 5
"""Cells that must bear it out before one that does not is called wrong."""
_NEAR = 40
"""Lines that are tried as operands on either side: a column beside its share, not the other end of a matrix."""


@dataclass(frozen=True, slots=True)
class Lines:
    """A table along one axis: `cells[i][k]` is the k-th cell of line i, a column or a row.

    `spans` are what the cells may stand for, `totals` the positions k of cells in a total.
    """

    table: Table
    across: bool
    cells: tuple[tuple[Cell, ...], ...]
    spans: tuple[tuple[Interval, ...], ...]
    names: tuple[str, ...]
    percent: tuple[bool, ...]
    totals: tuple[int, ...]

    def ref(self, line: int, at: int) -> CellRef:
        row, column = (line, at) if self.across else (at, line)
        return CellRef(table=self.table.id, row=row, column=column)


@dataclass(frozen=True, slots=True)
class _Option:
    """A way to make a line from others: `first` and `second` are lines, `fixed` the position of a fixed second."""

    kind: Kind
    first: int
    second: int
    fixed: int | None = None

    def operands(self, at: int) -> tuple[tuple[int, int], tuple[int, int]]:
        return (self.first, at), (self.second, at if self.fixed is None else self.fixed)


def derived(table: Table, setting: Setting) -> list[Finding]:
    """A finding for each cell of a column or row that follows from others by a share, growth or difference."""
    found: list[Finding] = []
    for lines in (columns_of(table), rows_of(table, setting.layout)):
        for line in range(len(lines.cells)):
            option = _best(lines, line, setting.layout)
            if option is not None:
                found += _findings(lines, line, option, setting)
    unique: dict[CellRef, Finding] = {}
    for finding in found:
        assert isinstance(finding.target, CellRef)
        unique.setdefault(finding.target, finding)
    return list(unique.values())


def columns_of(table: Table) -> Lines:
    """The table's columns as lines."""
    count = range(len(table.columns))
    rounded = [is_rounded(table, c) for c in count]
    return Lines(
        table,
        False,
        tuple(tuple(row.cells[c] for row in table.rows) for c in count),
        tuple(tuple(interval(row.cells[c], rounded=rounded[c]) for row in table.rows) for c in count),
        tuple(" ".join(column.path) for column in table.columns),
        tuple(is_percentage(table, c) for c in count),
        tuple(r for r, row in enumerate(table.rows) if row.kind in ("total", "subtotal")),
    )


def rows_of(table: Table, layout: Layout) -> Lines:
    """The table's rows as lines; `layout` tells which columns say total."""
    leaves = [column.path[-1] if column.path else "" for column in table.columns]
    return Lines(
        table,
        True,
        tuple(row.cells for row in table.rows),
        tuple(zip(*columns_of(table).spans, strict=True)) or tuple(() for _ in table.rows),
        tuple(" ".join(row.label) for row in table.rows),
        tuple(_is_percent(row.cells) for row in table.rows),
        tuple(c for c, leaf in enumerate(leaves) if row_kind(leaf, layout)),
    )


def _is_percent(cells: Sequence[Cell]) -> bool:
    known = [cell for cell in cells if cell.value is not None]
    return bool(known) and 2 * sum(cell.unit == "%" for cell in known) > len(known)


def _best(lines: Lines, line: int, layout: Layout) -> _Option | None:
    """The relation that most cells bear out, the nearest operands first."""
    known = [k for k, cell in enumerate(lines.cells[line]) if cell.value is not None]
    says = any(word in lines.names[line].casefold() for word in layout.difference_words)
    if len(known) < 2 or not (lines.percent[line] or says):
        return None
    best: tuple[int, _Option] | None = None
    for option in _options(lines, line, says):
        held, failed = _score(lines, line, option, known)
        enough = held >= _LEAST or (says and held == len(known) == 2)
        if enough and 4 * failed <= held and (best is None or held - 4 * failed > best[0]):
            best = (held - 4 * failed, option)
    return best[1] if best else None


def _options(lines: Lines, line: int, says: bool) -> Iterator[_Option]:
    near = [i for i in range(max(0, line - _NEAR), min(len(lines.cells), line + _NEAR + 1)) if i != line]
    near.sort(key=lambda i: abs(i - line))
    alike = [i for i in near if lines.percent[i] == lines.percent[line]]
    others = [i for i in near if not lines.percent[i]]
    if lines.percent[line]:
        pairs = sorted(
            ((a, b) for a in others for b in others if a != b), key=lambda p: abs(p[0] - line) + abs(p[1] - line)
        )
        yield from (_Option("share", a, b) for a, b in pairs)
        yield from (_Option("share", a, a, fixed) for a in others for fixed in lines.totals)
        yield from (_Option("growth", a, b) for a, b in pairs)
    if says:
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


def _findings(lines: Lines, line: int, option: _Option, setting: Setting) -> Iterator[Finding]:
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
        reason = None
        if outcome == "mismatch":
            sure = held >= _SURE and failed == 1
            reason = _doubt(option.kind, target, cells, computed) or (None if sure else "own base")
        terms = [text for text in map(term, cells) if text]
        yield Finding(
            kind=option.kind,
            table=lines.table.id,
            target=lines.ref(line, at),
            addends=tuple(lines.ref(i, k) for i, k in places),
            printed=target.value,
            computed=computed,
            difference=target.value - computed,
            verdict="unread" if reason else "match" if computed == target.value else outcome,
            arithmetic=equation(setting, option.kind, terms, target.value, computed),
            explanations=(setting.say(reason),) if reason else (),
            readings=lines.table.readings,
        )


def _computed(kind: Kind, cells: Sequence[Cell], printed: Decimal) -> Decimal:
    """The result of the operands' printed values, with two decimals more than are printed where it is a quotient."""
    values = [Interval(cell.value, cell.value) for cell in cells]
    result = RELATIONS[kind](values)
    assert result is not None and result.low is not None
    if kind == "difference":
        return result.low
    return round(result.low, max(0, -int(printed.as_tuple().exponent)) + 2)


def _doubt(kind: Kind, target: Cell, cells: Sequence[Cell], computed: Decimal) -> str | None:
    """Why one cell that does not follow the others is not called wrong; None where nothing explains it but an error."""
    assert target.value is not None
    if any(cell.alternative is not None for cell in (target, *cells)):
        return "ambiguous"
    if kind in ("share", "growth") and abs(target.value - computed) <= (target.quantum or Decimal(1)):
        return "cut off"
    if kind == "difference" and abs(target.value - computed) <= 1:
        return "rounded"
    shown = computed.quantize(target.quantum) if target.quantum and target.quantum <= 1 else computed
    return None if misprint(target.value, shown) in ("digit", "swap", "sign") else "own base"
