"""Columns from white space: what a gutter must part, and what ink it may cut for it.

Lines are drawn in type sizes, and read in small type and in large.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractor.page import Word
from extractor.tables.grid import bands_of
from extractor.tables.propose.gutters import gutters
from tests.drawing import line, sheet

SIZES = pytest.mark.parametrize("size", [7.0, 10.0, 16.0])


def columns(*lines: Sequence[Word], size: float, least: float = 1.0) -> int:
    return 1 + len(gutters(bands_of(sheet(*lines, size=size).words), size, least=least))


def row(y: int, *texts: tuple[str, float], at: str = "left") -> list[Word]:
    """Texts on one line, two type sizes from the next."""
    return [word for text, x in texts for word in line(text, x, 10 + 2 * y, at=at)]


@SIZES
@pytest.mark.parametrize(
    ("white", "rows", "found"), [(0.5, 4, 1), (0.7, 3, 2), (0.8, 2, 2), (0.8, 1, 1), (0.55, 3, 1), (1.3, 2, 2)]
)
def test_white_between_texts_parts_columns_by_its_width_and_how_many_lines_have_it(
    white: float, rows: int, found: int, size: float
) -> None:
    lines = [row(y, ("water", 5), ("lucht", 7.5 + white)) for y in range(rows)]
    assert columns(*lines, size=size) == found


def test_two_figures_are_two_cells_however_close() -> None:
    lines = [row(y, ("1234", 5), ("5678", 7.6)) for y in range(2)]
    assert columns(*lines, size=10) == 2


def test_what_stands_after_a_row_of_dots_is_another_cell() -> None:
    lines = [line("water en lucht ..... ja", 5, 10 + 2 * y, space=0.4) for y in range(2)]
    assert columns(*lines, size=10) == 2


@SIZES
@pytest.mark.parametrize(("titles", "found"), [(6, 2), (7, 1)])
def test_lines_of_one_text_decide_little_about_the_columns_below_them(titles: int, found: int, size: float) -> None:
    lone = [row(y, ("overalwaterenlucht", 5)) for y in range(titles)]
    figures = [row(titles + y, ("water", 5), ("lucht", 9)) for y in range(2)]
    assert columns(*lone, *figures, size=size) == found


@SIZES
@pytest.mark.parametrize(("heads", "found"), [(6, 3), (7, 2)])
def test_texts_of_a_header_over_two_columns_decide_less_than_their_figures(heads: int, found: int, size: float) -> None:
    upper = [row(y, ("Stad", 5), ("overbeidekolommen", 13)) for y in range(heads)]
    lower = [row(heads + y, ("Gent", 5), ("13", 14), ("11", 19)) for y in range(3)]
    assert columns(*upper, *lower, size=size) == found


@SIZES
@pytest.mark.parametrize(("labels", "found"), [(6, 3), (7, 2)])
def test_a_gutter_may_run_between_two_words_of_a_label(labels: int, found: int, size: float) -> None:
    """Labels that run up to what stands in the next column, as ink between whose words there is little."""
    wide = [row(3 + y, ("13", 30)) + line("water lucht", 5, 16 + 2 * y, space=0.4) for y in range(labels)]
    short = [row(y, ("ja", 5), ("lucht", 7.9), ("13", 30)) for y in range(3)]
    assert columns(*short, *wide, size=size) == found


@SIZES
@pytest.mark.parametrize(("pairs", "found"), [(3, 1), (5, 2)])
def test_a_figure_is_cut_for_nothing_but_many_others(pairs: int, found: int, size: float) -> None:
    lines = [row(y, ("13", 5), ("11", 9)) for y in range(pairs)]
    assert columns(*lines, row(pairs, ("1.234.567.890", 5)), size=size) == found


@SIZES
@pytest.mark.parametrize(("longer", "parted"), [(0.5, True), (0.9, True), (1.1, False), (1.5, False)])
def test_a_label_is_cut_from_its_figure_where_a_longer_one_begins_little_further_left(
    longer: float, parted: bool, size: float
) -> None:
    label = line("lange naam met 12", 5, 10, space=0.4)
    figures = [
        Word(label[-1].x0 - longer, y - 0.8, label[-1].x1, y + 0.2, "12345", y, 1.0, "Draw") for y in (12, 14, 16)
    ]
    page = sheet(label, *([*line("kort", 5, each.baseline), each] for each in figures), size=size)
    (edge,) = gutters(bands_of(page.words), size, least=1.0)
    assert (label[-2].x1 < edge / size < label[-1].x0) is parted


@SIZES
@pytest.mark.parametrize(("lower", "found"), [(0.8, 2), (1.0, 1)])
def test_figures_half_a_line_off_stand_beside_their_labels(lower: float, found: int, size: float) -> None:
    labels = [row(y, ("water", 5)) for y in range(4)]
    figures = [line("lucht", 9, 10 + 2 * y + lower) for y in range(4)]
    assert columns(*labels, *figures, size=size) == found


def dotted(y: float, *, white: float) -> list[Word]:
    """A label with three narrow dots and a word after them."""
    label, after = line("water", 5, y), line("ja", 8.25 + 2 * white, y)
    return [*label, Word(7.5 + white, y - 0.8, 8.25 + white, y + 0.2, "...", y, 1.0, "Draw"), *after]


def test_three_narrow_dots_part_as_surely_as_wide_white() -> None:
    lines = [dotted(10, white=0.15), dotted(12, white=0.15)]
    assert columns(*lines, size=10, least=1.8) == 2


def test_dots_that_run_right_up_to_the_figures_are_no_ink_that_a_gutter_cuts() -> None:
    lines = [dotted(10 + 2 * y, white=0.0) for y in range(3)]
    assert columns(*lines, size=10) == 2
