"""Totals of columns and rows: what is claimed, and whether it holds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from extractor.arithmetic import HOLDS, Sum, add_up, at, column_sets, is_figure, row_sets, total_rows
from extractor.checks.axes import Axes
from extractor.checks.case import Case
from extractor.checks.doubts import counts_persons_twice, doubt
from extractor.checks.hierarchy import parts_of_others
from extractor.checks.wording import is_average, is_percentage, why_not_additive
from extractor.claim import CellRef, claimed
from extractor.relation import Kind
from extractor.table import Table

HUNDRED = Decimal(100)


def column_totals(axes: Axes) -> list[Case]:
    """A case for each figure in a row that says total."""
    table = axes.table
    cases: list[Case] = []
    columns = [c for c in range(len(table.columns)) if any(is_figure(row.cells[c]) for row in table.rows)]
    plain = [c for c in columns if not is_percentage(table, c) and not is_average(table, c)]
    totals = total_rows(table.rows)
    parts = parts_of_others(table, plain) if totals else ()
    for total in totals:
        options = _options(table, parts, total)
        if not options:
            continue
        rows = _rows_of(table, plain, total, options)
        sums = _sums(table, columns, total, rows, least=2)
        for judged in (
            [s for s in sums if s.target[1] in plain],
            [s for s in sums if is_percentage(table, s.target[1]) and s.printed == HUNDRED],
        ):
            for found in judged:
                labels = [*table.rows[total].label, *table.columns[found.target[1]].path]
                cases.append(_case("column_total", table, found, labels, judged))
        done = {(ref.row, ref.column) for case in cases if isinstance(ref := case.claim.target, CellRef)}
        for found in sums:
            if found.target not in done and found.outcome in HOLDS and found.open_cells == 0:
                cases.append(_case("column_total", table, found, (), ()))
    return cases


def _options(table: Table, parts: Collection[int], total: int) -> list[tuple[int, ...]]:
    """The rows that a total may take together, the likeliest first: last without those that are parts of others."""
    options = row_sets(table.rows, total)
    whole = [tuple(row for row in rows if row not in parts) for rows in options]
    return list(dict.fromkeys([*options, *(rows for rows in whole if len(rows) >= 2)]))


def _rows_of(table: Table, columns: Sequence[int], total: int, options: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """Of the rows that a total may take together those with which most columns hold, else the likeliest.

    A column with one figure counts here too: without it a longer list would hold where a shorter is not asked.
    """

    def score(rows: tuple[int, ...]) -> tuple[int, int]:
        outcomes = [s.outcome for s in _sums(table, columns, total, rows, least=1)]
        return sum(outcome in HOLDS for outcome in outcomes), outcomes.count("consistent")

    return max(options, key=lambda rows: (*score(rows), -options.index(rows)))


def _sums(table: Table, columns: Sequence[int], total: int, rows: Sequence[int], *, least: int) -> list[Sum]:
    """The sum of each column that has at least so many figures in the rows."""
    found = []
    for column in columns:
        places = [(row, column) for row in rows]
        if sum(is_figure(at(table, place)) for place in places) >= least:
            found.append(add_up(table, (total, column), places))
    return [s for s in found if s is not None]


def row_totals(axes: Axes) -> list[Case]:
    """A case for each figure in a column that says total, where that column holds in most rows.

    A column that holds in no row is no claim: '#totaal' beside '# Limburg' counts something wider.
    """
    table = axes.table
    cases: list[Case] = []
    summable = [c for c in range(len(table.columns)) if not is_percentage(table, c) and not is_average(table, c)]
    for total in axes.rows.totals:
        if total not in summable:
            continue
        best: list[Sum] = []
        for option in column_sets(table, total, summable):
            sums = _across(table, total, option)
            if _held(sums) > _held(best):
                best = sums
        held, failed = _held(best), sum(s.outcome == "mismatch" for s in best)
        if not held or held < failed or held == failed == 1:
            continue
        for found in best:
            labels = [table.columns[total].path[-1], *table.rows[found.target[0]].label]
            cases.append(_case("row_total", table, found, labels, best))
    return cases


def _across(table: Table, total: int, columns: Sequence[int]) -> list[Sum]:
    sums = []
    for r in range(len(table.rows)):
        places = [(r, c) for c in columns]
        if sum(is_figure(at(table, p)) for p in places) >= 1:
            sums.append(add_up(table, (r, total), places))
    return [s for s in sums if s is not None]


def _held(sums: Sequence[Sum]) -> int:
    return sum(s.outcome in HOLDS and bool(s.computed and s.printed) for s in sums)


def _case(kind: Kind, table: Table, found: Sum, labels: Sequence[str], beside: Sequence[Sum]) -> Case:
    addends = [_ref(table, place) for place in found.addends if at(table, place).text]
    claim = claimed(kind, _ref(table, found.target), addends, found.printed, found.computed, table.readings)
    if found.outcome == "consistent":
        return Case(claim, "consistent", "hidden", {"count": str(found.open_cells)})
    if found.outcome == "unread":
        return Case(claim, "unread", "no figure")
    if found.outcome != "mismatch":
        return Case(claim, found.outcome)
    if said := why_not_additive(table, labels):
        return Case(claim, "non_additive", "says", said)
    if counts_persons_twice(table, found, beside):
        return Case(claim, "non_additive", "persons")
    reason = doubt(table, found, beside)
    return Case(claim, "unread" if reason else "mismatch", reason)


def _ref(table: Table, place: tuple[int, int]) -> CellRef:
    return CellRef(table=table.id, row=place[0], column=place[1])
