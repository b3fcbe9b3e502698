"""Borders of a lattice, drawn and not: which rules meet, which stretches are open, what the ink between them implies.

All is drawn in type sizes, and read in small type and in large.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractor.page import Fill, Rule, Word
from extractor.tables.grid import Grid
from extractor.tables.measure import measure
from extractor.tables.propose.ruled import lattices
from tests.drawing import across, down, line, sheet

SIZES = pytest.mark.parametrize("size", [7.0, 10.0, 16.0])
Cells = dict[str, tuple[int, int, int, int]]


def lattice(words: Sequence[Sequence[Word]], rules: Sequence[Rule], size: float = 10.0, reading: int = 0) -> Grid:
    """The only lattice of a page: with the borders that the ink implies, or (1) as drawn."""
    (readings,) = lattices(measure(sheet(*words, size=size, rules=rules)))
    return readings[reading]


def places(grid: Grid) -> Cells:
    """Of each text its row, its column, and how many of both it fills."""
    return {" ".join(w.text for w in c.words): (c.row, c.column, c.row_span, c.column_span) for c in grid.cells}


def frame(xs: Sequence[float], ys: Sequence[float]) -> list[Rule]:
    """All rules of a lattice."""
    return [*(across(y, xs[0], xs[-1]) for y in ys), *(down(x, ys[0], ys[-1]) for x in xs)]


def text(words: str, x: float, y: float) -> list[Word]:
    """A text that begins a margin right of a border."""
    return line(words, x + 0.5, y)


XS, YS = [5.0, 15.0, 25.0], [10.0, 12.0, 14.0]
FOUR = [text("Stad", 5, 11.3), text("2018", 15, 11.3), text("Gent", 5, 13.3), text("13", 15, 13.3)]


@SIZES
@pytest.mark.parametrize(("short", "found"), [(0.25, 1), (0.35, 0)])
def test_rules_that_stop_little_short_of_those_across_meet_them(short: float, found: int, size: float) -> None:
    pieces = [across(y, a + short + 0.025, b - short - 0.025) for y in YS for a, b in ((5, 15), (15, 25))]
    page = sheet(*FOUR, size=size, rules=[*pieces, *(down(x, 9.9, 14.1) for x in XS)])
    assert len(lattices(measure(page))) == found


@SIZES
@pytest.mark.parametrize(("lower", "rows"), [(0.25, 2), (0.35, 3)])
def test_pieces_of_a_border_may_stand_little_off_each_other(lower: float, rows: int, size: float) -> None:
    middle = [across(12, 5, 14.6), across(12 + lower, 15, 25)]
    rules = [across(10, 5, 25), across(14, 5, 25), *middle, *(down(x, 10, 14) for x in XS)]
    assert lattice(FOUR, rules, size).rows == rows


@SIZES
@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize(("past", "columns"), [(0.7, 2), (0.9, 3)])
def test_lines_that_run_on_past_the_last_border_by_more_than_a_margin_have_a_column_there(
    side: str, past: float, columns: int, size: float
) -> None:
    x0, x1 = (5 - past, 25) if side == "left" else (5, 25 + past)
    rules = [*(across(y, x0, x1) for y in YS), *(down(x, 10, 14) for x in XS)]
    assert lattice(FOUR, rules, size).columns == columns


def test_one_line_that_runs_on_alone_makes_no_column() -> None:
    rules = [across(10, 5, 31), *(across(y, 5, 25) for y in YS[1:]), *(down(x, 10, 14) for x in XS)]
    assert lattice(FOUR, rules).columns == 2


@SIZES
@pytest.mark.parametrize(("share", "merged"), [(0.6, True), (0.8, False)])
def test_a_border_of_which_a_third_is_not_drawn_is_open(share: float, merged: bool, size: float) -> None:
    words = [*FOUR[:2], text("Gent", 5, 13.3)]
    rules = [*(across(y, 5, 25) for y in YS), down(5, 10, 14), down(25, 10, 14), down(15, 10, 12 + 2 * share)]
    assert places(lattice(words, rules, size))["Gent"] == (1, 0, 1, 2 if merged else 1)


@SIZES
@pytest.mark.parametrize(("height", "found"), [(5.5, 1), (6.5, 0)])
def test_a_frame_whose_blank_rows_are_higher_than_those_with_text_is_a_chart(
    height: float, found: int, size: float
) -> None:
    """Three rows have text, two type sizes high each."""
    ys = [10, 12, 14, 16, 16 + height]
    words = [*FOUR, text("Mol", 5, 15.3), text("7", 15, 15.3)]
    assert len(lattices(measure(sheet(*words, size=size, rules=frame(XS, ys))))) == found


THREE = [5.0, 15.0, 25.0, 35.0]
TOWNS = ["Gent", "Mol", "Lier"]


def open_rows(label: float, *, lead: float = 1.4) -> list[list[Word]]:
    """A header, and a ruled row of three lines: towns and figures, and one label whose baseline is `label`."""
    head = [text(t, x, 11.3) for t, x in zip(["Streek", "Stad", "2018"], THREE, strict=False)]
    rows = [
        w for i, t in enumerate(TOWNS) for w in (text(t, 15, 13.3 + lead * i), text(str(13 + i), 25, 13.3 + lead * i))
    ]
    return [*head, *rows, text("Oost", 5, label)]


OPEN = frame(THREE, [10, 12, 17])


def test_figures_beside_as_many_labels_in_one_ruled_row_are_rows() -> None:
    found = places(lattice(open_rows(13.3), OPEN))
    assert {t: found[t] for t in TOWNS} == {"Gent": (1, 1, 1, 1), "Mol": (2, 1, 1, 1), "Lier": (3, 1, 1, 1)}
    assert found["Oost"][:3] == (1, 0, 1)
    assert lattice(open_rows(13.3), OPEN, reading=1).rows == 2


@SIZES
@pytest.mark.parametrize(("off", "rows"), [(0.0, 3), (0.25, 3), (0.36, 1)])
def test_a_label_in_the_middle_of_the_lines_of_a_ruled_row_is_that_of_all(off: float, rows: int, size: float) -> None:
    assert places(lattice(open_rows(14.7 + off), OPEN, size))["Oost"][2] == rows


def test_labels_on_every_line_of_a_ruled_row_are_each_its_own() -> None:
    words = [*open_rows(13.3), text("Noord", 5, 14.7), text("Zuid", 5, 16.1)]
    assert [places(lattice(words, OPEN))[t] for t in ("Oost", "Noord", "Zuid")] == [(r, 0, 1, 1) for r in (1, 2, 3)]


def test_a_text_right_of_the_figures_in_the_middle_of_their_lines_is_of_the_line_that_it_stands_on() -> None:
    four = [*THREE, 45.0]
    words = [*open_rows(14.7), text("Nota", 35, 11.3), text("nieuw", 35, 14.7)]
    assert places(lattice(words, frame(four, [10, 12, 17])))["nieuw"] == (2, 3, 1, 1)


def test_figures_beside_fewer_labels_are_lines_of_one_row() -> None:
    words = [w for w in open_rows(13.3) if w[0].text not in ("Mol", "Lier")]
    assert lattice(words, OPEN).rows == 2


@SIZES
@pytest.mark.parametrize(("over", "rows"), [(0.08, 1), (0.13, 2)])
def test_a_new_border_runs_between_words_whose_boxes_touch_it_and_through_none(
    over: float, rows: int, size: float
) -> None:
    """The label stands lower than the first line, and reaches so far over the middle between it and the second."""
    words = open_rows(13.7 + 2 * over)
    assert places(lattice(words, OPEN, size))["Oost"][2] == rows


def test_two_columns_of_figures_in_one_ruled_column_are_two() -> None:
    words = [text("Stad", 5, 11.3), text("Aantal", 15, 11.3)]
    for i, town in enumerate(TOWNS):
        words += [text(town, 5, 13.3 + 2 * i), text("13", 15, 13.3 + 2 * i), text("11", 20, 13.3 + 2 * i)]
    rules = frame(XS, [10, 12, 14, 16, 18])
    assert lattice(words, rules).columns == 3
    assert lattice(words, rules, reading=1).columns == 2


@pytest.mark.parametrize(("pairs", "columns"), [(2, 2), (3, 3)])
def test_half_of_the_cells_of_two_columns_have_several_figures(pairs: int, columns: int) -> None:
    """Of a header and five rows."""
    words = [text("Stad", 5, 11.3), text("Aantal", 15, 11.3)]
    for i, town in enumerate([*TOWNS, "Geel", "Olen"]):
        words += [text(town, 5, 13.3 + 2 * i), text("13", 15, 13.3 + 2 * i)]
        words += [text("11", 20, 13.3 + 2 * i)] if i < pairs else []
    assert lattice(words, frame(XS, [10, 12, 14, 16, 18, 20, 22])).columns == columns


@SIZES
@pytest.mark.parametrize(("margin", "rows"), [(0.7, 2), (0.9, 3)])
def test_a_figure_that_fills_its_cell_between_the_margins_goes_on_below(margin: float, rows: int, size: float) -> None:
    """Ink further in than any margin is set right, and has room left of it: then it is two figures."""
    words = [text("Stad", 5, 11.3), line("Jaar", 15 + margin, 11.3), text("Gent", 5, 13.3), text("Mol", 5, 14.7)]
    words += [line("6204023", 15 + margin, 13.3), line("55", 15 + margin, 14.7)]
    xs = [5.0, 15.0, 15.0 + 3.5 + 2 * margin + 0.4]
    assert lattice(words, frame(xs, [10, 12, 15.4]), size).rows == rows


@SIZES
@pytest.mark.parametrize(("over", "columns"), [(0.07, 1), (0.14, 2)])
def test_texts_of_a_merged_cell_that_do_not_run_over_its_inner_border_are_two(
    over: float, columns: int, size: float
) -> None:
    words = [*FOUR[:2], line("Gent", 13 + over, 13.3), line("13", 22, 13.3)]
    rules = [*(across(y, 5, 25) for y in YS), down(5, 10, 14), down(25, 10, 14), down(15, 10, 12)]
    found = places(lattice(words, rules, size))
    assert found.get("Gent") == ((1, 0, 1, 1) if columns == 1 else None)


@pytest.mark.parametrize(
    ("word", "x", "columns"),
    [("13", 9.0, 1), ("13", 14.0, 2), ("2018", 9.0, 2), ("Gent", 9.0, 2), ("13", 15.5, 2), ("13", 21.0, 1)],
)
def test_a_lone_figure_at_one_side_of_a_merged_cell_is_of_the_column_there(word: str, x: float, columns: int) -> None:
    words = [*FOUR[:2], line(word, x - 0.25 * len(word), 13.3)]
    rules = [*(across(y, 5, 25) for y in YS), down(5, 10, 14), down(25, 10, 14), down(15, 10, 12)]
    found = [c for c in lattice(words, rules).cells if c.row == 1]
    assert [c.column_span for c in found] == [columns]


def test_rules_of_one_border_that_miss_each_other_from_row_to_row_make_no_column() -> None:
    words = [*FOUR, text("Mol", 5, 15.3), text("7", 15.6, 15.3)]
    ys = [10, 12, 14, 16]
    pieces = [down(15, 10, 14), down(15.6, 14, 16)]
    assert lattice(words, [*(across(y, 5, 25) for y in ys), down(5, 10, 16), down(25, 10, 16), *pieces]).columns == 2


def test_a_narrow_column_that_is_filled_beside_another_is_one() -> None:
    words = [*FOUR, line("x", 15.1, 15.3), text("7", 16, 15.3), text("Mol", 5, 15.3)]
    ys = [10, 12, 14, 16]
    pieces = [down(15, 10, 16), down(16, 14, 16)]
    assert lattice(words, [*(across(y, 5, 25) for y in ys), down(5, 10, 16), down(25, 10, 16), *pieces]).columns == 3


@pytest.mark.parametrize(("grey", "found"), [(0.5, 1), (0.97, 1), (0.99, 0), (1.0, 0)])
def test_a_fill_lighter_than_any_tint_is_paper(grey: float, found: int) -> None:
    assert len(measure(sheet(*FOUR, fills=[Fill(5, 10, 25, 12, grey)])).fills) == found


def test_a_fill_over_most_of_the_page_is_its_ground() -> None:
    fills = [Fill(0, 0, 60, height, 0.9) for height in (45, 60)]
    assert [len(measure(sheet(*FOUR, fills=[fill])).fills) for fill in fills] == [1, 0]


@SIZES
@pytest.mark.parametrize(("lower", "rules"), [(-0.13, 1), (-0.07, 0), (0.2, 0), (0.4, 1)])
def test_a_rule_as_wide_as_a_word_right_below_it_underlines_it(lower: float, rules: int, size: float) -> None:
    word = text("Gent", 5, 13.3)
    page = sheet(*FOUR[:2], word, size=size, rules=[across(13.3 + lower, word[0].x0, word[0].x1)])
    assert len(measure(page).across) == rules
