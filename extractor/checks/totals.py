"""Totals of columns and rows: what is claimed, and whether it holds."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.arithmetic import HOLDS, Sum, add_up, at, column_sets, is_figure, one_digit_off, row_sets, total_rows
from extractor.checks.doubts import doubt
from extractor.checks.wording import dutch, equation, is_average, is_percentage, place_name, why_not_additive
from extractor.layout import Layout, row_kind
from extractor.record import CellRef, Finding, Kind, Verdict
from extractor.table import Table


def column_totals(table: Table, layout: Layout) -> list[Finding]:
    """A finding for each figure in a row that says total."""
    findings: list[Finding] = []
    columns = [c for c in range(len(table.columns)) if any(is_figure(row.cells[c]) for row in table.rows)]
    for total in total_rows(table.rows):
        options = row_sets(table.rows, total)
        if not options:
            continue
        sums = {option: _sums(table, columns, total, option) for option in options}
        plain = [c for c in columns if not is_percentage(table, c) and not is_average(table, c, layout)]
        best = max(
            options,
            key=lambda o: (
                sum(s.outcome in HOLDS for s in sums[o] if s.target[1] in plain),
                sum(s.outcome == "consistent" for s in sums[o]),
                -options.index(o),
            ),
        )
        judged = [s for s in sums[best] if s.target[1] in plain]
        for found in sums[best]:
            column = found.target[1]
            if column in plain:
                reason = why_not_additive(table, [*table.rows[total].label, *table.columns[column].path], layout)
                finding = _finding("column_total", table, found, reason, judged)
            elif found.outcome in HOLDS and found.open_cells == 0:
                finding = _finding("column_total", table, found, None, judged)
            else:
                continue
            findings.append(finding)
    return findings


def _sums(table: Table, columns: Sequence[int], total: int, rows: Sequence[int]) -> list[Sum]:
    found = []
    for column in columns:
        places = [(row, column) for row in rows]
        if sum(is_figure(at(table, place)) for place in places) >= 2:
            found.append(add_up(table, (total, column), places))
    return [s for s in found if s is not None]


def row_totals(table: Table, layout: Layout) -> list[Finding]:
    """A finding for each figure in a column that says total, where that column holds in most rows.

    A column that holds in no row is no claim: '#totaal' beside '# Limburg' counts something wider.
    """
    findings: list[Finding] = []
    summable = [
        c for c in range(len(table.columns)) if not is_percentage(table, c) and not is_average(table, c, layout)
    ]
    for total in summable:
        leaf = (table.columns[total].path or ("",))[-1]
        if row_kind(leaf, layout) is None:
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
            reason = why_not_additive(table, [leaf, *table.rows[found.target[0]].label], layout)
            findings.append(_finding("row_total", table, found, reason, best))
    return findings


def _across(table: Table, total: int, columns: Sequence[int]) -> list[Sum]:
    sums = []
    for r in range(len(table.rows)):
        places = [(r, c) for c in columns]
        if sum(is_figure(at(table, p)) for p in places) >= 1:
            sums.append(add_up(table, (r, total), places))
    return [s for s in sums if s is not None]


def _held(sums: Sequence[Sum]) -> int:
    return sum(s.outcome in HOLDS and s.computed != 0 for s in sums)


def _finding(kind: Kind, table: Table, found: Sum, reason: str | None, beside: Sequence[Sum]) -> Finding:
    verdict: Verdict = found.outcome
    explanations: list[str] = []
    if verdict == "mismatch":
        if reason:
            verdict = "non_additive"
            explanations.append(reason)
        elif doubted := doubt(table, found, beside):
            verdict = "unread"
            explanations.append(doubted)
        else:
            explanations += suggestions(table, found)
    if verdict == "consistent":
        explanations.append(f"{found.open_cells} suppressed or missing figure(s) may make up the difference")
    return Finding(
        kind=kind,
        table=table.id,
        target=_ref(table, found.target),
        addends=tuple(_ref(table, place) for place in found.addends if at(table, place).text),
        printed=found.printed,
        computed=found.computed,
        difference=found.difference,
        verdict=verdict,
        arithmetic=equation(table, found),
        explanations=tuple(explanations),
        readings=table.readings,
    )


def _ref(table: Table, place: tuple[int, int]) -> CellRef:
    return CellRef(table=table.id, row=place[0], column=place[1])


def suggestions(table: Table, found: Sum) -> list[str]:
    """The smallest changes that would make the sum hold, at most three: a row left out, a digit, a swap."""
    out: list[str] = []
    for place in found.addends:
        cell = at(table, place)
        if cell.value is None:
            continue
        if cell.value == -found.difference:
            out.append(f"it would hold without {place_name(table, place)} ({cell.text})")
        elif one_digit_off(cell.value, cell.value + found.difference):
            out.append(
                f"it would hold if {place_name(table, place)} were {dutch(cell.value + found.difference)} instead of {dutch(cell.value)}"
            )
    if one_digit_off(found.printed, found.computed):
        out.insert(0, f"it would hold if the total were {dutch(found.computed)}: one digit differs, or two are swapped")
    return out[:3]
