"""Failing totals that accuse nobody, and those that do."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

import extractor
from extractor.checks import check
from extractor.checks.axes import axes_of
from extractor.checks.totals import column_totals, row_totals
from extractor.figure import parse
from extractor.layouts import LAYOUTS
from extractor.model import Box
from extractor.table import Cell, Column, Row, Table
from tests.test_corpus import SHARED

REPORTS = sorted((SHARED / "corpus" / "reports").glob("*.pdf")) + sorted(
    (SHARED / "corpus" / "icdar2013").glob("*/*.pdf")
)


def table(art: str, unit: str | None = None) -> Table:
    """A row a line: a label, and figures ('_' is blank); a label that begins with 'Totaal' or 'Subtotaal' says so."""
    rows = []
    for line in art.strip().splitlines():
        label, *texts = line.split()
        kind = "subtotal" if label.startswith("Sub") else "total" if label.startswith("Tot") else "body"
        cells = tuple(Cell(**parse(None if t == "_" else t).model_dump()) for t in texts)
        rows.append(Row(label=(label,), kind=kind, cells=cells))  # type: ignore[arg-type]
    columns = tuple(Column(path=(f"k{i}",), unit=unit) for i in range(len(rows[0].cells)))
    return Table(id="t1", pages=(1,), header_rows=1, grid=(), columns=columns, rows=tuple(rows))


def verdicts(art: str, unit: str | None = None) -> list[str]:
    return [finding.verdict for finding in column_totals(axes_of(table(art, unit), LAYOUTS["flanders"]))]


def test_a_total_that_fails_beside_others_that_hold_is_a_mismatch() -> None:
    assert verdicts("Aalst 5 7\nGent 6 8\nIeper 9 1\nTotaal 20 17") == ["match", "mismatch"]


def test_the_only_total_of_a_plain_list_is_a_mismatch() -> None:
    assert verdicts("Aalst 5\nGent 6\nIeper 9\nTotaal 22") == ["mismatch"]


@pytest.mark.parametrize(
    ("art", "why"),
    [
        ("Aalst 100 98\nGent 90 85\nIeper 120 118\nTotaal 104 99", "no total holds: an index, or an average"),
        ("Aalst 5\nGent 6\nTotaal 40", "two figures alone prove nothing"),
        ("Aalst 5\nGent 6\nIeper 9\nTotaal 99", "far from the sum: it takes something else together"),
        ("Totaal 22\nAalst 5\nGent 6\nIeper 9", "a total that is not at the end"),
        ("Dorp 11 10\nAalst 5 6\nGent 6 4\nIeper 9 1\nTotaal 20 99", "a row that is the sum of the next two"),
        ("Dorp 11 10\nAalst 11 10\nGent 6 4\nTotaal 17 99", "a row that is printed again as its only part"),
        ("Aalst 5 7\nGent 6 _\nIeper 9 1\nTotaal 20 17", "a blank cell in a row with figures"),
        ("Aalst 5 50\nGent 6 10\nTotaal 11 50", "a total that is its largest part"),
        (
            "Aalst 5 7 9 4 4 4\nGent 60 _ _ _ _ _\nIeper 9 1 1 1 1 1\nBree 1 2 3 2 2 2\nTotaal 75 14 17 7 7 7",
            "blanks in all columns that fail",
        ),
        ("Aalst 15.001 12.001\nGent 16.001 13.001\nTotaal 31.002 25.003", "rounding of large amounts"),
    ],
)
def test_a_doubtful_total_is_not_read(art: str, why: str) -> None:
    assert "mismatch" not in verdicts(art), why
    assert "unread" in verdicts(art), why


def test_small_amounts_of_money_may_be_rounded_too() -> None:
    art = "Aalst 15 12\nGent 16 13\nTotaal 31 26"
    assert verdicts(art) == ["match", "mismatch"]
    assert verdicts(art, "EUR") == ["match", "unread"]


def test_totals_that_fail_to_one_side_leave_something_out_and_those_to_both_are_slips() -> None:
    art = "Aalst 5 5 5 5 5 5 5 5 5\nGent 6 6 6 6 6 6 6 6 6\nIeper 9 9 9 9 9 9 9 9 9\nTotaal 20 20 20 20 20 {} {} {} {}"
    assert "mismatch" not in verdicts(art.format(17, 18, 16, 17))
    assert verdicts(art.format(17, 18, 16, 27)).count("mismatch") == 4


def test_a_total_of_one_figure_and_a_dash_accuses_nobody() -> None:
    one = table("Aalst 5 6 11\nGent 7 8 15\nIeper 72 - 74")
    columns = (*one.columns[:2], Column(path=("Totaal",)))
    found = row_totals(axes_of(one.model_copy(update={"columns": columns}), LAYOUTS["flanders"]))
    assert [f.verdict for f in found] == ["match", "match", "unread"]


def test_a_measure_may_be_rounded_and_a_count_may_not() -> None:
    one = table("Aalst 15 12\nGent 16 13\nTotaal 31 26")
    measured = one.model_copy(update={"columns": (Column(path=("Aantal",)), Column(path=("Vermogen (MWp)",)))})
    for given, expected in ((one, "mismatch"), (measured, "unread")):
        found = column_totals(axes_of(given, LAYOUTS["flanders"]))
        assert [f.verdict for f in found] == ["match", expected]


@pytest.mark.parametrize(
    ("head", "unit", "rows", "exact", "verdict"),
    [
        ("Aantal aanvragen", None, 60, 2, "mismatch"),
        ("# dossiers", None, 60, 2, "mismatch"),
        ("Aanvragen", None, 60, 2, "unread"),  # amounts beside counts
        ("Aantal (in ton)", "ton", 60, 2, "unread"),
        ("Aantal aanvragen", None, 60, 1, "unread"),  # by chance one total in five is exact
        ("Aantal aanvragen", None, 6, 4, "unread"),
        ("Aantal aanvragen", None, 6, 12, "mismatch"),
    ],
)
def test_a_large_count_is_not_rounded_where_many_large_figures_beside_it_add_up_exactly(
    head: str, unit: str | None, rows: int, exact: int, verdict: str
) -> None:
    figures = [5001 + i for i in range(rows)]
    body = "\n".join(f"Stad {' '.join([str(figure)] * (exact + 1))}" for figure in figures)
    one = table(f"{body}\nTotaal {sum(figures) + 1} {' '.join([str(sum(figures))] * exact)}")
    columns = (Column(path=(head,), unit=unit), *one.columns[1:])
    found = column_totals(axes_of(one.model_copy(update={"columns": columns}), LAYOUTS["flanders"]))
    assert [f.verdict for f in found] == [verdict, *["match"] * exact]


def test_small_totals_and_those_with_decimals_tell_nothing_of_rounding() -> None:
    figures = [5001 + i for i in range(60)]
    for other, total in (("{small}", "1830"), ("{large},5", "301860,0")):
        rows = [
            f"Stad {n} {other.format(small=n - 5000, large=n)} {other.format(small=n - 5000, large=n)}" for n in figures
        ]
        one = table("\n".join([*rows, f"Totaal {sum(figures) + 1} {total} {total}"]))
        columns = (Column(path=("Aantal aanvragen",)), *one.columns[1:])
        found = column_totals(axes_of(one.model_copy(update={"columns": columns}), LAYOUTS["flanders"]))
        assert [f.verdict for f in found] == ["unread", "match", "match"]


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_no_report_is_accused(path: Path) -> None:
    # each mismatch that a reader of tables has ever spoken here was a misreading of what the total takes together
    mismatches = [f.model_dump_json() for f in extractor.read(path).findings if f.verdict == "mismatch"]
    assert list(itertools.islice(mismatches, 3)) == []


def test_blanks_that_add_nothing_elsewhere_stand_for_nothing() -> None:
    assert verdicts("Aalst 5 7 3\nGent _ 8 4\nIeper 9 _ 2\nTotaal 14 19 9") == ["match", "mismatch", "match"]


def test_a_blank_total_of_a_row_stands_for_the_sum_of_the_row() -> None:
    assert verdicts("Aalst 5 7 12\nGent _ 8 _\nIeper 9 1 10\nTotaal 14 16 30") == ["match", "match", "unread"]


def placed(own: Table, name: str, left: float, top: float) -> Table:
    """The table with a box for each figure, 40 by 10 points apart."""
    rows = tuple(
        row.model_copy(
            update={
                "cells": tuple(
                    cell.model_copy(
                        update={
                            "boxes": (
                                Box(page=1, x0=left + 40 * c, top=top + 10 * r, x1=left + 40 * c + 20, bottom=top + 10 * r + 8),
                            )
                        }
                    )
                    for c, cell in enumerate(row.cells)
                )
            }
        )
        for r, row in enumerate(own.rows)
    )  # fmt: skip
    return own.model_copy(update={"id": name, "rows": rows})


@pytest.mark.parametrize(("top", "verdict"), [(12.0, "unread"), (60.0, "mismatch")])
def test_a_table_among_anothers_figures_silences_both_and_one_below_none(top: float, verdict: str) -> None:
    wrong = "a 5 40\nb 6 50\nc 7 60\nTotaal 19 150"
    tables = [placed(table(wrong), "t1", 100, 0), placed(table("d 1 2\ne 3 4"), "t2", 110, top)]
    found = check(tables, [], LAYOUTS["flanders"])
    assert [f.verdict for f in found if f.kind == "column_total" and f.target.column == 0] == [verdict]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("figures", "verdict"),
    [((21, 59, 19), "mismatch"), ((21, 95, 38), "unread")],  # 19 for 59 is a slip of the hand, 36 for 95 is none
)
def test_a_maximum_is_no_total_and_a_part_that_a_slip_made_equal_to_it_is_wrong(
    figures: tuple[int, int, int], verdict: str
) -> None:
    first, second, third = figures
    art = f"Aalst 5 5 {first}\nGent 6 7 {second}\nMol 1 1 {third}\nTotaal 12 13 {second}"
    assert verdicts(art) == ["match", "match", verdict]
