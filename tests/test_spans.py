"""Which cells of a table without rules fill several places: only the middle that a printer sets a text in tells."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from extractor.geometry import BBox
from extractor.tables.grid import Grid, Placed
from extractor.tables.spans import spread
from tests.drawing import line, sheet

SIZES = pytest.mark.parametrize("size", [7.0, 10.0, 16.0])
PITCH = 10.0
"""Type sizes from column to column."""
LEAD = 1.2
"""Type sizes from row to row."""
Lines = Sequence[tuple[str, float, float]]
"""Texts with the middle of each and its baseline, in type sizes."""


def y(row: float) -> float:
    """The baseline of a row."""
    return 10 + LEAD * row


def cell(row: int, column: int, lines: Lines, size: float, *, wide: int = 1) -> Placed:
    words = sheet(*(line(text, x, at, at="middle") for text, x, at in lines), size=size).words
    return Placed(row, column, words, 1, wide)


def plain(row: int, column: int, text: str, size: float) -> Placed:
    """A text in the middle of its column, on its row's line."""
    return cell(row, column, [(text, PITCH * (column + 0.5), y(row))], size)


def areas(
    cells: Sequence[Placed], *, columns: int, head: int = 0, labels: int = 1, size: float = 10.0
) -> dict[str, tuple[int, int, int, int]]:
    """Of each text that fills several places or was moved: row, column, rows, columns."""
    rows = 1 + max(c.row for c in cells)
    edges = [size * PITCH * c for c in range(columns + 1)]
    box = BBox(0, size * (y(0) - 0.8), edges[-1], size * (y(rows - 1) + 0.2))
    bands = [(size * (y(r) - 0.8), size * (y(r) + 0.2)) for r in range(rows)]
    grid = Grid(1, box, edges, bands, list(cells), "white", header_rows=head)
    before = {id(c.words): c for c in cells}
    return {
        " ".join(w.text for w in c.words): (c.row, c.column, c.row_span, c.column_span)
        for c in spread(grid, labels, size).cells
        if (c.row, c.column, c.row_span, c.column_span)
        != ((own := before[id(c.words)]).row, own.column, own.row_span, own.column_span)
    }


def body(first: int, rows: int, columns: range, size: float) -> list[Placed]:
    return [plain(r, c, "13", size) for r in range(first, first + rows) for c in columns]


@SIZES
@pytest.mark.parametrize(("off", "found"), [(0.0, True), (0.28, True), (-0.28, True), (0.33, False), (-0.33, False)])
def test_a_header_in_the_middle_of_two_rows_fills_both(off: float, found: bool, size: float) -> None:
    texts = [plain(r, c, "kop", size) for r in range(2) for c in (1, 2)]
    stad = cell(1, 0, [("Stad", 5, (y(0) + y(1)) / 2 + off)], size)
    expected = {"Stad": (0, 0, 2, 1)} if found else {}
    assert areas([*texts, stad, *body(2, 2, range(3), size)], columns=3, head=2, size=size) == expected


def test_a_header_is_in_the_middle_of_the_highest_and_the_lowest_line_of_its_rows() -> None:
    """A wrapped text of the upper row reaches down to the lower one."""
    wrapped = cell(0, 1, [("kop", 15, y(0)), ("van", 15, y(1)), ("drie", 15, y(2))], 10)
    upper, lower = plain(0, 2, "kop", 10), [cell(1, c, [("onder", 5 + 10 * c, y(3))], 10) for c in (1, 2)]
    stad = cell(1, 0, [("Stad", 5, y(1.5))], 10)
    assert areas([wrapped, upper, *lower, stad], columns=3, head=2) == {"Stad": (0, 0, 2, 1)}


def groups(offs: Sequence[float], size: float, *, rows: int = 6) -> list[Placed]:
    """Two label columns: of each three rows one label, so far off their middle, beside towns and figures."""
    labels = [cell(3 * i + 1, 0, [(("noord", "zuid")[i], 5, y(3 * i + 1) + off)], size) for i, off in enumerate(offs)]
    return [*labels, *(plain(r, 1, "stad", size) for r in range(rows)), *body(0, rows, range(2, 3), size)]


@SIZES
@pytest.mark.parametrize(("off", "found"), [(0.0, True), (0.28, True), (-0.28, True), (0.33, False), (-0.33, False)])
def test_a_label_in_the_middle_of_three_rows_is_that_of_all_three(off: float, found: bool, size: float) -> None:
    expected = {"noord": (0, 0, 3, 1), "zuid": (3, 0, 3, 1)} if found else {}
    assert areas(groups([off, 0.0], size), columns=3, labels=2, size=size) == expected


@SIZES
def test_a_label_half_a_line_off_is_in_the_middle_of_two_rows(size: float) -> None:
    labels = [cell(2 * i, 0, [(text, 5, y(2 * i + 0.5))], size) for i, text in enumerate(["noord", "zuid"])]
    rows = [*(plain(r, 1, "stad", size) for r in range(4)), *body(0, 4, range(2, 3), size)]
    expected = {"noord": (0, 0, 2, 1), "zuid": (2, 0, 2, 1)}
    assert areas([*labels, *rows], columns=3, labels=2, size=size) == expected


def test_labels_on_the_first_lines_of_their_groups_stay_though_the_total_above_them_has_none() -> None:
    """The first of them stands in the middle between the total and its own second row."""
    labels = [cell(r, 0, [(text, 5, y(r))], 10) for r, text in ((1, "noord"), (3, "oost"), (4, "zuid"))]
    rows = [*(plain(r, 1, "stad", 10) for r in range(5)), *body(0, 5, range(2, 3), 10)]
    assert areas([*labels, *rows], columns=3, labels=2) == {}


def test_a_label_on_two_lines_is_in_the_middle_of_its_rows_where_both_lines_are() -> None:
    labels = [
        cell(3 * i, 0, [(f"de {name}", 5, y(3 * i + 0.5)), ("streek", 5, y(3 * i + 1.5))], 10)
        for i, name in enumerate(["ene", "andere"])
    ]
    rows = [*(plain(r, 1, "stad", 10) for r in range(6)), *body(0, 6, range(2, 3), 10)]
    found = areas([*labels, *rows], columns=3, labels=2)
    assert found == {"de ene streek": (0, 0, 3, 1), "de andere streek": (3, 0, 3, 1)}


def test_labels_stay_where_they_stand_when_rows_are_left_without_one() -> None:
    assert areas(groups([0.0, 0.0], 10, rows=8), columns=3, labels=2) == {}


def test_a_heading_between_two_groups_is_in_neither() -> None:
    labels = [cell(r, 0, [(text, 5, y(r))], 10) for r, text in ((1, "noord"), (5, "zuid"))]
    towns = [plain(r, 1, "stad", 10) for r in (0, 1, 2, 4, 5, 6)]
    heading = cell(3, 1, [("waarvan", 15, y(3))], 10)
    figures = [plain(r, 2, "13", 10) for r in (0, 1, 2, 4, 5, 6)]
    found = areas([*labels, *towns, heading, *figures], columns=3, labels=2)
    assert found == {"noord": (0, 0, 3, 1), "zuid": (4, 0, 3, 1)}


def test_ten_groups_over_a_hundred_columns_are_soon_found() -> None:
    cells = [cell(3 * i + 1, 0, [(f"groep{i}", 5, y(3 * i + 1))], 10) for i in range(10)]
    cells += [plain(r, c, "13", 10) for r in range(30) for c in range(1, 101)]
    start = time.perf_counter()
    found = areas(cells, columns=101)
    assert found == {f"groep{i}": (3 * i, 0, 3, 1) for i in range(10)}
    assert time.perf_counter() - start < 2.0


@SIZES
@pytest.mark.parametrize(("middle", "over"), [(20.0, True), (19.2, True), (20.8, True), (18.8, False), (21.2, False)])
def test_a_lone_text_in_the_middle_of_the_table_is_over_all_columns(middle: float, over: bool, size: float) -> None:
    """Of four columns no text in the middle is that of one."""
    rows = body(0, 1, range(4), size) + body(2, 1, range(4), size)
    lone = cell(1, int(middle - 1) // 10, [("Stad", middle, y(1))], size)
    expected = {"Stad": (1, 0, 1, 4)} if over else {}
    assert areas([*rows, lone], columns=4, size=size) == expected


def test_a_lone_text_over_the_middle_column_is_that_column_s() -> None:
    rows = body(1, 2, range(3), 10)
    assert areas([cell(0, 1, [("Stad", 15.1, y(0))], 10), *rows], columns=3, head=1) == {}


@SIZES
@pytest.mark.parametrize(("letters", "over"), [(15, False), (21, True)])
def test_a_lone_text_that_a_row_begins_with_is_a_heading_where_it_runs_on_over_the_next_column(
    letters: int, over: bool, size: float
) -> None:
    """Ten type sizes wide is the first column, of four, so that its text is not in the middle of the table."""
    rows = body(0, 1, range(4), size) + body(2, 1, range(4), size)
    lone = cell(1, 0, [("n" * letters, letters / 4, y(1))], size)
    expected = {"n" * letters: (1, 0, 1, 4)} if over else {}
    assert areas([*rows, lone], columns=4, size=size) == expected


def test_a_text_of_a_header_or_right_of_the_first_column_may_be_longer_than_its_column() -> None:
    rows = body(1, 2, range(4), 10)
    assert areas([cell(0, 0, [("n" * 21, 5.25, y(0))], 10), *rows], columns=4, head=1) == {}
    assert areas([*rows, cell(3, 1, [("n" * 21, 16, y(3))], 10)], columns=4) == {}


def test_a_lone_figure_stays_in_its_column_wherever_it_stands() -> None:
    rows = body(0, 1, range(4), 10)
    assert areas([*rows, cell(1, 1, [("1.234", 19.5, y(1))], 10)], columns=4) == {}


def test_a_text_before_the_figures_of_its_row_alone_is_the_row_s_name() -> None:
    rows = body(0, 2, range(4), 10)
    named = [cell(2, 2, [("Samen", 27, y(2))], 10), plain(2, 3, "13", 10)]
    assert areas([*rows, *named], columns=4) == {"Samen": (2, 0, 1, 3)}
    texts = [cell(2, 2, [("Samen", 27, y(2))], 10), plain(2, 3, "veel", 10)]
    assert areas([*rows, *texts], columns=4) == {}
