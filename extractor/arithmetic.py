"""Which cells add up to which, judged in exact interval arithmetic.

A printed number stands for an interval: half a unit of its last decimal on each side where it has decimals
or is said to be rounded, nothing for a whole number. A sum of intervals holds where it meets the total's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractor.interval import Interval, interval
from extractor.table import Cell, Row, Table

Place = tuple[int, int]
"""A cell's row and column, as indexes into a table's rows and columns."""

Outcome = Literal["match", "rounding", "consistent", "mismatch", "unread"]
HOLDS = frozenset({"match", "rounding"})
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Sum:
    """A total, the cells that should make it, and how that comes out.

    `computed` is the sum of the addends that have a value, `difference` printed minus computed.
    """

    target: Place
    addends: tuple[Place, ...]
    printed: Decimal
    computed: Decimal
    difference: Decimal
    outcome: Outcome
    open_cells: int = 0


def add_up(table: Table, target: Place, addends: Sequence[Place]) -> Sum | None:
    """The sum of the addends held against the target; None where the target has no value.

    Blank cells and the marks '-', '/' and 'nvt' add nothing; suppressed and unavailable cells add a range.
    """
    total = at(table, target)
    if total.value is None:
        return None
    rounded = is_rounded(table, target[1])
    cells = [at(table, place) for place in addends]
    open_cells = sum(cell.status in ("suppressed", "not_available") for cell in cells)
    computed = sum((cell.value for cell in cells if cell.value is not None), ZERO)
    difference = total.value - computed
    possible = Interval(ZERO, ZERO)
    for cell in cells:
        possible += interval(cell, rounded=rounded)
    if any(cell.status == "text" for cell in cells):
        outcome: Outcome = "unread"
    elif not possible.meets(interval(total, rounded=rounded)):
        outcome = "mismatch"
    elif open_cells:
        outcome = "consistent"
    else:
        outcome = "match" if difference == 0 else "rounding"
    return Sum(target, tuple(addends), total.value, computed, difference, outcome, open_cells)


def at(table: Table, place: Place) -> Cell:
    """The cell at a place."""
    return table.rows[place[0]].cells[place[1]]


def is_rounded(table: Table, column: int) -> bool:
    """True where the figures of a column are said to be rounded: in thousands, millions, 'afgerond'."""
    unit = table.columns[column].unit or ""
    words = " ".join([*table.columns[column].path, table.caption or ""]).casefold()
    return unit.startswith(("duizend", "miljoen", "miljard")) or "afgerond" in words


def is_figure(cell: Cell) -> bool:
    """True for a number, or a mark that stands for one."""
    return cell.status in ("number", "suppressed", "not_available")


def total_rows(rows: Sequence[Row]) -> list[int]:
    """Indexes of the rows that say total or subtotal."""
    return [i for i, row in enumerate(rows) if row.kind in ("total", "subtotal")]


def row_sets(rows: Sequence[Row], total: int) -> list[tuple[int, ...]]:
    """The rows that may make a total row, the most likely reading first; at least two rows each.

    Upwards to the previous total or heading; all body rows above; the subtotals above; downwards. A row above of the
    total's own label is no part of it: it ends another group. A subtotal of a group of one repeats it, and claims
    nothing.
    """
    kind = rows[total].kind
    body = [i for i, row in enumerate(rows) if row.kind == "body"]
    parts = [i for i in range(total) if rows[i].kind in ("subtotal", "total")]
    edge = max([i for i in range(total) if rows[i].kind != "body"], default=-1)
    run = tuple(i for i in body if edge < i < total)
    if kind == "subtotal" and len(run) == 1 and edge >= 0 and _repeats(rows[total], rows[run[0]]):
        return []
    above = tuple(i for i in body if i < total)
    nested = tuple(parts)
    group = _group_rows(rows, total)
    same = max([i for i in parts if rows[i].label == rows[total].label], default=-1)
    own = [tuple(i for i in parts if i > same), tuple(i for i in body if same < i < total)]
    after = total + 1
    while after < len(rows) and rows[after].kind == "body":
        after += 1
    below = tuple(range(total + 1, after))
    rest = tuple(i for i in body if i > total)
    if kind == "subtotal" or not parts:
        options = [run, group, above, nested, below, rest]
    elif run:
        options = [run, nested, (*nested, *run), above, below, rest]
    else:
        options = [nested, _outermost(rows, parts), above, below, rest]
    return list(dict.fromkeys(o for o in (*options, *own) if len(o) >= 2))


def _repeats(total: Row, row: Row) -> bool:
    """True where each figure of a total is that of the row; a nought proves nothing."""
    pairs = [(cell.value, other.value) for cell, other in zip(total.cells, row.cells, strict=True) if is_figure(cell)]
    return all(value == own for value, own in pairs) and any(value for value, _ in pairs)


def _group_rows(rows: Sequence[Row], total: int) -> tuple[int, ...]:
    """Body rows above that share the outer label of a total row."""
    label = rows[total].label
    if len(label) < 2 or not label[0]:
        return ()
    return tuple(i for i in range(total) if rows[i].kind == "body" and rows[i].label[0] == label[0])


def _outermost(rows: Sequence[Row], parts: Sequence[int]) -> tuple[int, ...]:
    """The totals since the last that is called total where the others are subtotals."""
    grand = [i for i in parts if rows[i].kind == "total"]
    return tuple(grand)


def column_sets(table: Table, total: int, summable: Iterable[int]) -> list[tuple[int, ...]]:
    """The columns that may make a total column: its neighbours in the same group, all before, all after."""
    group = table.columns[total].path[:-1]
    same = [c for c in summable if c != total]
    inner = tuple(c for c in same if c < total and table.columns[c].path[:-1] == group)
    before = tuple(c for c in same if c < total)
    after = tuple(c for c in same if c > total)
    leaf = table.columns[total].path[-1:]
    alike = tuple(c for c in same if table.columns[c].path[-1:] == leaf and c < total)
    following = tuple(c for c in same if c > total and table.columns[c].path[:-1] == group)
    options = [inner, before, alike, following, after]
    return list(dict.fromkeys(o for o in options if len(o) >= 2))
