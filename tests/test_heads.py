"""The levels of a header: which of its lines are one row, and which columns each of its texts heads.

All is drawn in type sizes, and read in small type and in large.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractor.page import Rule
from extractor.tables.grid import Atom, bands_of
from extractor.tables.heads import header_levels, partition
from tests.drawing import across, draw, line, sheet
from tests.test_tables import read_one

SIZES = pytest.mark.parametrize("size", [7.0, 10.0, 16.0])
Text = tuple[str, float, float]
"""A text, its middle, its baseline, in type sizes."""
INK = [(5.0, 10.0), (15.0, 17.0), (21.0, 23.0), (27.0, 29.0), (33.0, 35.0)]
"""Labels, and four columns of figures: two type sizes wide, four apart."""


def levels(
    *texts: Text,
    size: float = 10.0,
    rules: Sequence[Rule] = (),
    ink: Sequence[tuple[float, float]] = INK,
    floor: float = 20,
) -> list[dict[str, tuple[int, int]]]:
    """Each level of the header of figures whose first line stands at 20: its texts with their columns."""
    page = sheet(*(line(text, x, y, at="middle") for text, x, y in texts), size=size, rules=rules)
    columns = [(size * low, size * high) for low, high in ink]
    found = header_levels(bands_of(page.words), size * floor, columns, 1, page.rules, size)
    return [{atom.text: span for atom, span in level.heads} for level in found]


def words(*texts: str, y: float) -> list[Text]:
    """A text over each column from the second on."""
    return [(text, (low + high) / 2, y) for text, (low, high) in zip(texts, INK[1:], strict=False)]


@SIZES
@pytest.mark.parametrize(("step", "count"), [(1.3, 1), (1.6, 2)])
def test_lines_of_a_wrapped_text_stand_closer_than_levels(step: float, count: int, size: float) -> None:
    texts = [*words("aan", "aan", "aan", "aan", y=18 - step), *words("tal", "deel", "som", "rest", y=18)]
    assert len(levels(*texts, size=size)) == count


def test_a_rule_between_two_lines_parts_levels() -> None:
    texts = [*words("aan", "aan", "aan", "aan", y=16.8), *words("tal", "deel", "som", "rest", y=18)]
    assert len(levels(*texts, rules=[across(17.1, 14, 36)])) == 2
    assert len(levels(*texts, rules=[across(17.9, 14, 36)])) == 1


def test_texts_printed_again_group_by_group_are_a_level_under_those_over_them() -> None:
    upper = [("noord", 16, 16.8), ("oost", 22, 16.8), ("zuid", 28, 16.8), ("west", 34, 16.8)]
    assert len(levels(*upper, *words("a", "b", "c", "d", y=18))) == 1
    assert len(levels(*upper[:2], *words("a", "b", "a", "b", y=18))) == 2
    assert len(levels(*upper, *words("a", "b", "a", "b", y=18))) == 1


@SIZES
@pytest.mark.parametrize(("off", "count"), [(0.4, 1), (0.6, 2)])
def test_the_lines_of_a_wrapped_text_begin_or_end_or_have_their_middle_together(
    off: float, count: int, size: float
) -> None:
    upper = [(text, x + off, y) for text, x, y in words("van", "van", "van", "van", y=16.8)]
    assert len(levels(*upper, *words("tal", "som", "dag", "uur", y=18), size=size)) == count


def test_a_text_over_two_others_is_a_level_of_its_own_however_close() -> None:
    texts = [("samengenomen", 19, 16.9), ("apartgehouden", 31, 16.9), *words("tal", "deel", "som", "rest", y=18)]
    assert levels(*texts)[0] == {"samengenomen": (1, 2), "apartgehouden": (3, 2)}


@SIZES
@pytest.mark.parametrize(("step", "count"), [(0.8, 1), (1.0, 2)])
def test_texts_set_so_close_that_their_letters_would_touch_are_one_row(step: float, count: int, size: float) -> None:
    texts = [("Stad", 7, 18 - step), *words("tal", "deel", "som", "rest", y=18)]
    assert len(levels(*texts, size=size)) == count


def test_texts_under_each_other_are_no_row_however_close() -> None:
    texts = [("allessamengenomen", 25, 17.2), *words("tal", "deel", "som", "rest", y=18)]
    assert len(levels(*texts)) == 2


@SIZES
@pytest.mark.parametrize(("off", "count"), [(0.0, 2), (0.28, 2), (-0.28, 2), (0.33, 3), (-0.33, 3)])
def test_a_text_in_the_middle_between_two_levels_is_of_the_lower_one(off: float, count: int, size: float) -> None:
    upper = [("samen", 19, 15.0), ("apart", 31, 15.0)]
    lower = words("tal", "deel", "som", "rest", y=18)
    assert len(levels(*upper, ("Stad", 7, 16.5 + off), *lower, size=size)) == count


@SIZES
@pytest.mark.parametrize(("half", "count"), [(1.8, 2), (2.2, 3)])
def test_a_text_between_two_levels_that_stand_far_apart_is_of_neither(half: float, count: int, size: float) -> None:
    upper = [("samen", 19, 18 - 2 * half), ("apart", 31, 18 - 2 * half)]
    lower = words("tal", "deel", "som", "rest", y=18)
    assert len(levels(*upper, ("Stad", 7, 18 - half), *lower, size=size)) == count


def test_a_rule_under_a_text_in_the_middle_between_two_levels_makes_it_a_level() -> None:
    texts = [("alle", 25, 16.2), ("noord", 19, 17.9), ("zuid", 31, 17.9), *words("tal", "deel", "tal", "deel", y=19.6)]
    assert len(levels(*texts, floor=22)) == 2
    ruled = levels(*texts, rules=[across(18.4, 14, 36)], floor=22)
    assert ruled[1] == {"noord": (1, 2), "zuid": (3, 2)}
    for elsewhere in ([across(18.4, 14, 17), across(18.4, 21.5, 24)], [across(16.8, 14, 36)]):
        assert len(levels(*texts, rules=elsewhere, floor=22)) == 2


def test_a_text_in_the_middle_between_two_levels_that_stands_under_one_is_a_level() -> None:
    upper = [("samen", 19, 15.0), ("apart", 31, 15.0)]
    assert len(levels(*upper, ("alle", 19, 16.5), *words("tal", "deel", "som", "rest", y=18))) == 3


PLACED = [("samen", 19, 16.0), ("los", 33.5, 16.0), *words("tal", "deel", "som", "rest", y=18)]
"""By its place the first text heads two columns."""


def test_a_rule_under_a_text_says_which_columns_it_heads() -> None:
    assert levels(*PLACED)[0]["samen"] == (1, 2)
    assert levels(*PLACED, rules=[across(16.5, 14, 30), across(16.5, 32, 36)])[0] == {"samen": (1, 3), "los": (4, 1)}


def test_a_rule_over_the_whole_table_is_no_group_s() -> None:
    texts = [("samen", 22, 16.0), *words("tal", "deel", "som", "rest", y=18)]
    assert levels(*texts, rules=[across(16.5, 14, 36)])[0] == levels(*texts)[0] == {"samen": (1, 3)}
    assert levels(*texts, rules=[across(16.5, 14, 24)])[0] == {"samen": (1, 2)}


def test_a_rule_under_a_part_of_a_text_is_no_group_s() -> None:
    """Its word is underlined."""
    group = [across(16.5, 14, 30), across(16.5, 32, 36)]
    assert levels(*PLACED, rules=[across(16.3, 18.5, 19.5), *group])[0]["samen"] == (1, 3)


def test_two_texts_over_one_rule_have_each_its_own_columns() -> None:
    texts = [*words("een", "twee", y=16.0), ("ander", 31, 16.0), *words("tal", "deel", "som", "rest", y=18)]
    found = levels(*texts, rules=[across(16.5, 14, 24), across(16.5, 26, 36)])[0]
    assert found == {"een": (1, 1), "twee": (2, 1), "ander": (3, 2)}


@SIZES
@pytest.mark.parametrize(("y", "count"), [(15.92, 3), (15.84, 2)])
def test_a_rule_stands_under_a_text_from_little_above_its_baseline_on(y: float, count: int, size: float) -> None:
    found = levels(*PLACED, rules=[across(y, 14, 30), across(y, 32, 36)], size=size)
    assert found[0]["samen"] == (1, count)


@SIZES
@pytest.mark.parametrize(("y", "count"), [(19.88, 3), (19.92, 2)])
def test_a_rule_level_with_the_first_line_of_figures_is_no_header_s(y: float, count: int, size: float) -> None:
    found = levels(("samen", 19, 18.0), ("los", 33.5, 18.0), rules=[across(y, 14, 30), across(y, 32, 36)], size=size)
    assert found[0]["samen"] == (1, count)


def atom(x0: float, x1: float, size: float) -> Atom:
    letters = round((x1 - x0) / 0.5)
    assert letters * 0.5 == pytest.approx(x1 - x0)
    (band,) = bands_of(sheet(line("n" * letters, x0, 10), size=size).words)
    return band.atoms[0]


def heads(
    texts: Sequence[tuple[float, float]], ink: Sequence[tuple[float, float]], size: float, inner: Sequence[int] = ()
) -> list[tuple[int, int]]:
    """The first column, and how many, of each text by where it begins and ends."""
    columns = [(size * low, size * high) for low, high in ink]
    return partition([atom(*each, size) for each in texts], columns, inner, size)


@SIZES
@pytest.mark.parametrize(
    ("texts", "ink", "groups"),
    [
        pytest.param([(13.5, 19.5)], [(15, 18), (21.5, 23.5)], [(0, 2)], id="over the first of two"),
        pytest.param([(16, 20)], [(17, 18), (20, 22), (24.5, 26)], [(0, 2)], id="in the middle of two of three"),
        pytest.param(
            [(22, 24), (33.5, 36)], [(16, 18), (22, 24), (28, 30), (34.5, 36)], [(0, 2), (2, 2)], id="flush right twice"
        ),
        pytest.param(
            [(21.5, 23), (27, 29.5)], [(15, 16), (21, 23), (27, 28.5)], [(0, 2), (2, 1)], id="flush right once"
        ),
        pytest.param(
            [(14.5, 22.5), (33, 36)],
            [(15, 18), (21, 22), (27, 28), (33, 35.5)],
            [(0, 2), (3, 1)],
            id="a column without a header",
        ),
        pytest.param([(16.9, 24.9)], [(17, 18), (22.5, 24)], [(0, 2)], id="flush left, and longer than both"),
        pytest.param(
            [(19, 27)], [(15.5, 17.5), (20, 21), (23, 26)], [(1, 2)], id="in the middle, and longer than both"
        ),
        pytest.param(
            [(15, 21), (23, 25.5)], [(15, 16.5), (19, 20.5), (23, 25)], [(0, 2), (2, 1)], id="up to the next column"
        ),
        pytest.param([(21.5, 26.5)], [(15.75, 17.25), (20.5, 22.5), (25.5, 27.5)], [(1, 2)], id="over the ink of two"),
        pytest.param([(21.5, 22.5)], [(15, 18), (22, 24.5)], [(0, 2)], id="in the middle of cells set left"),
        pytest.param([(14, 22)], [(16, 18), (21, 22)], [(0, 2)], id="in the middle of cells set right"),
        pytest.param(
            [(16.1, 17.1), (24.8, 27.8)], [(16, 17), (20, 23), (25.25, 27.75)], [(0, 2), (2, 1)], id="short, then long"
        ),
        pytest.param([(20, 22)], [(16, 18), (19.5, 22)], [(0, 2)], id="flush right over two"),
    ],
)
def test_a_text_heads_the_columns_in_whose_middle_or_at_whose_side_it_is_set(
    texts: Sequence[tuple[float, float]],
    ink: Sequence[tuple[float, float]],
    groups: list[tuple[int, int]],
    size: float,
) -> None:
    assert heads(texts, ink, size) == groups


@SIZES
@pytest.mark.parametrize(
    ("texts", "ink", "inner", "groups", "free"),
    [
        (
            [(20.6, 22.1), (23.6, 25.6)],
            [(15.25, 17.75), (19, 22), (23.5, 25.5), (27.75, 29.25)],
            1,
            [(0, 2), (2, 1)],
            [(1, 1), (2, 2)],
        ),
        (
            [(18, 22), (31, 34)],
            [(15, 18), (19, 22), (25, 26), (28.5, 30), (31, 34)],
            2,
            [(0, 3), (4, 1)],
            [(0, 2), (2, 3)],
        ),
    ],
)
def test_no_group_begins_or_ends_inside_a_group_of_the_level_below(
    texts: Sequence[tuple[float, float]],
    ink: Sequence[tuple[float, float]],
    inner: int,
    groups: list[tuple[int, int]],
    free: list[tuple[int, int]],
    size: float,
) -> None:
    """Without that level the place alone tells otherwise."""
    assert heads(texts, ink, size, inner=[inner]) == groups
    assert heads(texts, ink, size) == free


def test_a_text_clearly_over_two_columns_is_so_though_the_level_below_groups_them_otherwise() -> None:
    assert heads([(17.25, 18.75)], [(16, 18), (23, 24), (27.5, 30)], 10, inner=[2]) == [(0, 2)]


@SIZES
@pytest.mark.parametrize(("end", "column"), [(15.4, 0), (15.6, 1)])
def test_a_text_that_reaches_well_over_the_first_column_of_figures_heads_it(
    end: float, column: int, size: float
) -> None:
    """Most of it stands over the labels."""
    (level,) = levels(("n" * 20, end - 5, 18), *words("", "deel", "som", "rest", y=18)[1:], size=size)
    assert level["n" * 20] == (column, 1)


@SIZES
def test_a_text_over_a_group_is_in_the_middle_of_the_headers_below_it_rather_than_of_their_figures(size: float) -> None:
    ink = [(5.0, 10.0), (15.0, 16.0), (22.0, 23.0), (36.0, 37.0), (43.0, 44.0)]
    lower = [("a" * 10, 17.5, 18), ("b" * 24, 28, 18), ("c" * 10, 38.5, 18), ("d" * 34, 51.5, 18)]
    found = levels(("samen", 24.5, 16), ("apart", 48, 16), *lower, ink=ink, size=size)
    assert found[0] == {"samen": (1, 2), "apart": (3, 2)}


def test_a_wrapped_text_of_more_lines_than_its_neighbours_is_no_level_over_them() -> None:
    """Its first line stands off the second, and in the middle of the whole text."""
    table = read_one(
        draw("""
                              Conv.
                            SJF
                    Total   Sentenced
        County      Others  to State
        Anderson       138         21
        Andrews         35          5
    """)
    )
    assert [column.path for column in table.columns] == [("Total Others",), ("Conv. SJF Sentenced to State",)]
