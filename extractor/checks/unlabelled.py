"""Totals that carry no label: only perfect agreement in every column (or row) makes them a claim."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from extractor.checks.axes import Axes, Lines
from extractor.checks.case import Case
from extractor.claim import CellRef, claimed
from extractor.relation import Kind

_FAR = 40
"""Lines that one total may take together."""
_EVIDENCE = 7
"""Digits of all the sums that hold: below, chance makes such totals too."""


def unlabelled_totals(axes: Axes, known: Collection[CellRef]) -> list[Case]:
    """A `match` for each figure of a line that is the sum of its neighbours wherever it has a figure.

    `known` are the targets of other claims; they are left alone.
    """
    found: list[Case] = []
    for lines in axes.both:
        taken = [i for i in range(len(lines.cells)) if any(lines.ref(i, k) in known for k in _figures(lines, i))]
        if lines.across:
            taken += [i for i, row in enumerate(axes.table.rows) if row.kind != "body"]
        for line in range(len(lines.cells)):
            if line not in taken and not lines.percent[line]:
                run = _run(lines, line, taken)
                found += _cases(lines, line, run) if run else ()
    return found


def _figures(lines: Lines, line: int) -> list[int]:
    return [k for k, cell in enumerate(lines.cells[line]) if cell.value]


def _run(lines: Lines, line: int, taken: Sequence[int]) -> range | None:
    """The lines right before or right after that add up to the line at each of its figures."""
    figures = _figures(lines, line)
    if len(figures) < 2:
        return None
    for step in (-1, 1):
        reach = 0
        partial = Decimal(0)
        while reach < _FAR:
            nearest = line + step * (reach + 1)
            if not 0 <= nearest < len(lines.cells) or nearest in taken or lines.percent[nearest]:
                break
            reach += 1
            partial += lines.cells[nearest][figures[0]].value or Decimal(0)
            whole = lines.cells[line][figures[0]].value
            run = range(line - reach, line) if step < 0 else range(line + 1, line + 1 + reach)
            if reach >= 2 and partial == whole and _holds(lines, line, run, figures):
                return run
    return None


def _holds(lines: Lines, line: int, run: range, figures: Sequence[int]) -> bool:
    """True where all figures are sums, and of more than chance would make."""
    digits = 0
    for at, target in enumerate(lines.cells[line]):
        parts = [lines.cells[i][at] for i in run]
        values = [cell.value for cell in parts if cell.value]
        if target.status not in ("number", "blank", "none") or any(
            cell.status not in ("number", "blank", "none") for cell in parts
        ):
            return False
        if sum(values, Decimal(0)) != (target.value or Decimal(0)):
            return False
        if at in figures and len(values) >= 2 and target.value:
            digits += len(str(abs(int(target.value))))
    return digits >= _EVIDENCE


def _cases(lines: Lines, line: int, run: range) -> Iterator[Case]:
    for at in _figures(lines, line):
        target = lines.cells[line][at].value
        parts = [i for i in run if lines.cells[i][at].text]
        if target is None or len(parts) < 2:
            continue
        kind: Kind = "column_total" if lines.across else "row_total"
        addends = [lines.ref(i, at) for i in parts]
        yield Case(claimed(kind, lines.ref(line, at), addends, target, target, lines.table.readings), "match")
