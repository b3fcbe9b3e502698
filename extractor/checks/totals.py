"""Totals of columns and rows: what is claimed, and whether it holds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from extractor.arithmetic import HOLDS, Sum, add_up, at, column_sets, is_figure, row_sets, total_rows
from extractor.checks.axes import Axes
from extractor.checks.doubts import counts_persons_twice, doubt
from extractor.checks.hierarchy import parts_of_others
from extractor.checks.messages import Setting
from extractor.checks.wording import equation, is_average, is_percentage, term, why_not_additive
from extractor.layout import row_kind
from extractor.record import CellRef, Finding, Verdict
from extractor.relation import Kind
from extractor.table import Table

HUNDRED = Decimal(100)


def column_totals(axes: Axes, setting: Setting) -> list[Finding]:
    """A finding for each figure in a row that says total."""
    table = axes.table
    findings: list[Finding] = []
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
                findings.append(_finding("column_total", table, found, labels, judged, setting))
        done = {(f.target.row, f.target.column) for f in findings if isinstance(f.target, CellRef)}
        for found in sums:
            if found.target not in done and found.outcome in HOLDS and found.open_cells == 0:
                findings.append(_finding("column_total", table, found, (), (), setting))
    return findings


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


def row_totals(axes: Axes, setting: Setting) -> list[Finding]:
    """A finding for each figure in a column that says total, where that column holds in most rows.

    A column that holds in no row is no claim: '#totaal' beside '# Limburg' counts something wider.
    """
    table = axes.table
    findings: list[Finding] = []
    summable = [c for c in range(len(table.columns)) if not is_percentage(table, c) and not is_average(table, c)]
    for total in summable:
        leaf = (table.columns[total].path or ("",))[-1]
        if row_kind(leaf, setting.layout) is None:
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
            labels = [leaf, *table.rows[found.target[0]].label]
            findings.append(_finding("row_total", table, found, labels, best, setting))
    return findings


def _across(table: Table, total: int, columns: Sequence[int]) -> list[Sum]:
    sums = []
    for r in range(len(table.rows)):
        places = [(r, c) for c in columns]
        if sum(is_figure(at(table, p)) for p in places) >= 1:
            sums.append(add_up(table, (r, total), places))
    return [s for s in sums if s is not None]


def _held(sums: Sequence[Sum]) -> int:
    return sum(s.outcome in HOLDS and bool(s.computed and s.printed) for s in sums)


def _finding(
    kind: Kind, table: Table, found: Sum, labels: Sequence[str], beside: Sequence[Sum], setting: Setting
) -> Finding:
    verdict: Verdict = found.outcome
    code: str | None = None
    reasons: list[str] = []
    if verdict == "mismatch":
        if reason := why_not_additive(table, labels, setting):
            verdict, code, reasons = "non_additive", "says", [reason]
        elif counts_persons_twice(table, found, beside):
            verdict, code, reasons = "non_additive", "persons", [setting.say("persons")]
        elif code := doubt(table, found, beside):
            verdict, reasons = "unread", [setting.say(code)]
    if verdict == "consistent":
        reasons = [setting.say("hidden", count=found.open_cells)]
    terms = [text for text in (term(at(table, place)) for place in found.addends) if text]
    return Finding(
        kind=kind,
        table=table.id,
        target=_ref(table, found.target),
        addends=tuple(_ref(table, place) for place in found.addends if at(table, place).text),
        printed=found.printed,
        computed=found.computed,
        difference=found.difference,
        verdict=verdict,
        arithmetic=equation(setting, kind, terms, found.printed, found.computed, found.open_cells),
        reason=code,
        explanations=tuple(reasons),
        readings=table.readings,
    )


def _ref(table: Table, place: tuple[int, int]) -> CellRef:
    return CellRef(table=table.id, row=place[0], column=place[1])
