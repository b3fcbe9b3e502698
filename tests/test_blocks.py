"""What is read apart on a page: two texts beside each other are two blocks, the columns of a table are one.

All is drawn in type sizes, and read in small type and in large.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.page import Fill, Page, Rule, Word
from extractor.tables.blocks import blocks_of
from extractor.tables.measure import measure
from tests.drawing import across, line, sheet

SIZES = pytest.mark.parametrize("size", [7.0, 10.0, 16.0])
Lines = Sequence[list[Word]]


def count(*sides: Lines, size: float = 10.0, rules: Sequence[Rule] = (), fills: Sequence[Fill] = ()) -> int:
    return len(
        blocks_of(measure(sheet(*(each for side in sides for each in side), size=size, rules=rules, fills=fills)))
    )


def texts(page: Page) -> list[str]:
    """The words of each block as they stand below each other."""
    return [" ".join(w.text for w in sorted(b, key=lambda w: (w.baseline, w.x0))) for b in blocks_of(measure(page))]


def side(x: float, baselines: Sequence[float], letters: int = 8, at: str = "left") -> list[list[Word]]:
    """One word on each baseline."""
    return [line("n" * letters, x, y, at=at) for y in baselines]


def steps(first: float, step: float, lines: int) -> list[float]:
    return [first + step * i for i in range(lines)]


def own_steps(x: float) -> list[list[Word]]:
    """Lines at x that stand on other baselines than those of `steps(10, 1.2, 9)`."""
    return side(x, steps(10.3, 1.55, 7))


@SIZES
@pytest.mark.parametrize(("white", "blocks"), [(0.7, 1), (0.9, 2)])
def test_texts_stand_apart_where_white_wider_than_any_between_words_runs_down_between_them(
    white: float, blocks: int, size: float
) -> None:
    assert count(side(5, steps(10, 1.2, 9)), own_steps(9 + white), size=size) == blocks


@SIZES
@pytest.mark.parametrize(("text", "blocks"), [("nnnnnn", 2), ("123456", 1)])
def test_texts_that_end_flush_part_from_centred_lines_beside_them_and_figures_do_not(
    text: str, blocks: int, size: float
) -> None:
    # the ends of justified lines differ by a hair
    left = [line(text[: 3 + i % 4], 10 + 0.1 * (i % 2), y, at="right") for i, y in enumerate(steps(10, 1.2, 12))]
    right = [line("n" * (3 + i), 16, y, at="middle") for i, y in enumerate(steps(10.3, 1.55, 9))]
    assert count(left, right, size=size) == blocks


@SIZES
@pytest.mark.parametrize(("lines", "blocks"), [(2, 1), (3, 2)])
def test_two_lines_beside_a_text_are_a_label_and_three_a_text(lines: int, blocks: int, size: float) -> None:
    assert count(side(5, steps(10, 1.2, 6)), side(12, steps(11.7, 1.7, lines)), size=size) == blocks


@SIZES
@pytest.mark.parametrize(("off", "blocks"), [(0.09, 1), (0.11, 2)])
def test_lines_that_stand_a_tenth_of_their_type_off_each_other_are_level(off: float, blocks: int, size: float) -> None:
    assert count(side(5, steps(10, 1.2, 9)), side(12, steps(10 + off, 1.2, 9)), size=size) == blocks


@SIZES
@pytest.mark.parametrize(("level", "blocks"), [(9, 1), (7, 2)])
def test_the_columns_of_a_table_have_two_lines_of_three_level(level: int, blocks: int, size: float) -> None:
    """The other lines stand where nothing is beside them."""
    right = [*steps(10, 1.7, level), *steps(10 + 1.7 * level + 0.4, 1.7, 12 - level)]
    assert count(side(5, steps(10, 1.7, 12)), side(12, right), size=size) == blocks


def test_blank_cells_on_both_sides_do_not_make_two_texts_of_a_table() -> None:
    rows = steps(10, 1.1, 18)
    left = [y for i, y in enumerate(rows) if i % 3 != 0]
    right = [y for i, y in enumerate(rows) if i % 3 != 1]
    assert count(side(5, left), side(12, right)) == 1


def test_lines_that_stand_almost_level_with_those_beside_them_are_of_another_text() -> None:
    left = steps(10, 2.4, 12)
    right = [y if i < 3 else y + 0.92 for i, y in enumerate(left)]
    assert count(side(5, left), side(12, right)) == 2


@SIZES
@pytest.mark.parametrize(("beside", "blocks"), [((0, 3, 6, 9, 12, 15, 19), 1), ((0, 2, 4, 6, 8, 10, 12, 15, 19), 2)])
def test_labels_in_the_middle_of_their_rows_are_few_and_a_text_beside_has_more_lines(
    beside: Sequence[int], blocks: int, size: float
) -> None:
    """None is level with the twenty lines beside them."""
    rows = steps(10, 1.7, 20)
    assert count(side(5, [rows[i] + 0.6 for i in beside]), side(12, rows), size=size) == blocks


@SIZES
@pytest.mark.parametrize(("pitch", "blocks"), [(1.35, 1), (1.6, 2)])
def test_a_figure_half_way_between_two_lines_of_its_label_is_level_and_one_between_two_rows_is_not(
    pitch: float, blocks: int, size: float
) -> None:
    labels = steps(10, pitch, 12)
    assert (
        count(
            side(5, labels), side(12, [(a + b) / 2 for a, b in zip(labels[::2], labels[1::2], strict=True)]), size=size
        )
        == blocks
    )


def prose(x: float, widths: Sequence[float], *, white: float = 0.3, words: int = 6) -> list[list[Word]]:
    """Lines of so many words; the white between two of them is `white` once, elsewhere in each line."""
    found = []
    for i, width in enumerate(widths):
        letters = (width - white - 0.3 * (words - 2)) / words
        y, left, line = 10 + 1.2 * i, x, []
        for k in range(words):
            line.append(Word(left, y - 0.8, left + letters, y + 0.2, "tekst", y, 1.0, "Draw"))
            left += letters + (white if k == 1 + i % 3 else 0.3)
        found.append(line)
    return found


def columns(widths: Sequence[float], *, white: float = 0.3, words: int = 6) -> list[list[list[Word]]]:
    """Two columns of text on the same baselines."""
    right = 5 + max(widths) + 1.5
    return [prose(5, widths, white=white, words=words), prose(right, widths, white=white, words=words)]


@SIZES
@pytest.mark.parametrize(("share", "blocks"), [(0.8, 1), (0.9, 2)])
def test_lines_of_prose_fill_their_column(share: float, blocks: int, size: float) -> None:
    assert count(*columns([16, 16 * share, 16 * share] * 3 + [16]), size=size) == blocks


@SIZES
@pytest.mark.parametrize(("width", "blocks"), [(9, 1), (11, 2), (16, 2)])
def test_a_column_narrower_than_any_of_running_text_is_a_table_s(width: float, blocks: int, size: float) -> None:
    assert count(*columns([width] * 10), size=size) == blocks


@SIZES
@pytest.mark.parametrize(("full", "blocks"), [(9, 1), (11, 2), (16, 2)])
def test_more_than_half_of_the_lines_of_prose_are_full(full: int, blocks: int, size: float) -> None:
    assert count(*columns([16] * full + [9] * (20 - full)), size=size) == blocks


@SIZES
@pytest.mark.parametrize(("white", "blocks"), [(1.1, 2), (1.3, 1)])
def test_a_justified_line_has_no_white_as_wide_as_between_columns(white: float, blocks: int, size: float) -> None:
    assert count(*columns([16] * 10, white=white), size=size) == blocks


@pytest.mark.parametrize(("words", "blocks"), [(3, 1), (4, 2)])
def test_a_full_line_of_three_words_may_be_a_label(words: int, blocks: int) -> None:
    assert count(*columns([16] * 10, words=words)) == blocks


def test_a_table_beside_prose_on_the_same_baselines_is_not_parted_from_it() -> None:
    assert count(prose(5, [16] * 10), side(23, steps(10, 1.2, 10))) == 1


def runs_on(step: float, white: float, size: float) -> list[str]:
    """The blocks where two texts stand beside each other, the left one has two more lines after a step of so many times
    the usual one, and a line runs over both, so much white below."""
    left = side(5, steps(10, 1.2, 9))
    tail = [line("staart", 5, 19.6 + 1.2 * step), line("staart", 5, 20.8 + 1.2 * step)]
    right = side(10, steps(10.3, 1.55, 6))
    over = [line("over alles heen", 5, 20.8 + 1.2 * step + white + 0.8, space=1.0)]
    return texts(sheet(*left, *tail, *right, *over, size=size))


@SIZES
def test_lines_after_a_wide_step_are_of_what_follows_close_below(size: float) -> None:
    assert runs_on(1.5, 2.4, size)[-1] == "staart staart over alles heen"
    assert runs_on(1.5, 2.9, size)[-1] == "over alles heen"


@SIZES
def test_lines_after_a_usual_step_are_of_what_stands_above(size: float) -> None:
    assert runs_on(1.15, 2.4, size)[-1] == "over alles heen"


def test_a_last_line_level_with_the_other_side_s_ends_with_it() -> None:
    """One line more, less than a type size on, is the rest of the text."""
    left, right = side(5, steps(10, 1.2, 9)), side(10, [*steps(10.3, 1.2, 5), 17.0, 18.6])
    over = [line("over alles heen", 5, 21.0, space=1.0)]
    blocks = texts(sheet(*left, *right, *over))
    assert len(blocks) == 3 and blocks[-1] == "over alles heen"


def test_a_rule_that_goes_on_on_both_sides_ends_a_gutter_and_one_that_ends_in_it_does_not() -> None:
    left, right = side(5, steps(10, 1.2, 12)), side(10.5, steps(10.3, 1.55, 9))
    assert count(left, right, rules=[across(y, 5, 14.5) for y in steps(12, 2.4, 5)]) == 1
    assert count(left, right, rules=[across(y, 5, 9.8) for y in steps(12, 2.4, 5)]) == 2


def test_a_fill_behind_both_sides_parts_nothing() -> None:
    left, right = side(5, steps(10, 1.2, 12)), side(10.5, steps(10.3, 1.55, 9))
    assert count(left, right, fills=[Fill(4, 9, 15, 24, 0.9)]) == 1


def test_the_tallest_gutter_parts_first() -> None:
    """Text runs down the right, between two lines over the page; beside it a text is set in two columns, higher up."""
    head, foot = line("een regel over de hele bladzijde", 5, 8), line("een regel over de hele bladzijde", 5, 30)
    one, two = side(5, steps(10, 1.9, 6)), side(10.5, steps(10.75, 3, 4))
    below = [line("onder beide kolommen", 5, y) for y in steps(22, 1.2, 6)]
    long = [line("rechts", 17, y) for y in steps(10.4, 1.2, 15)]
    blocks = texts(sheet(head, *one, *two, *below, *long, foot))
    assert [block.split()[0] for block in blocks] == ["een", "nnnnnnnn", "nnnnnnnn", "onder", "rechts", "een"]
    assert blocks[-2] == " ".join(["rechts"] * 15)


@pytest.mark.parametrize("first", [0, 7, 14])
def test_a_short_text_beside_a_long_one_is_compared_with_the_lines_beside_it(first: int) -> None:
    long = steps(10, 1.55, 20)
    assert count(side(5, steps(long[first] + 0.3, 1.2, 6)), side(12, long)) == 2


def test_labels_of_two_tight_lines_stand_level_with_their_figures() -> None:
    """Half of the labels' lines are level with a figure, but each figure with a label."""
    figures = steps(10, 3.0, 10)
    labels = [y for i in (0, 1, 2, 3, 8) for y in (figures[i], figures[i] + 0.95)][:9]
    assert count(side(5, labels), side(12, figures)) == 1


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 20), st.integers(1, 12)), min_size=1, max_size=40),
    st.sampled_from([7.0, 10.0, 16.0]),
)
def test_each_word_of_a_page_stands_in_one_block(placed: list[tuple[int, int, int]], size: float) -> None:
    page = sheet(*(line("n" * letters, 5 + x, 10 + 0.8 * y) for x, y, letters in placed), size=size)
    found = [id(word) for block in blocks_of(measure(page)) for word in block]
    assert sorted(found) == sorted(map(id, page.words))


def test_a_gutter_inside_one_of_two_columns_does_not_cut_the_other() -> None:
    """Left two short columns stand over a wide text; right of all runs one long column. No line is above."""
    left = [*side(5, steps(10, 1.2, 5)), *side(12, steps(10.4, 1.55, 4)), *side(5, steps(18, 1.2, 8), letters=22)]
    long = side(22, steps(10.2, 1.4, 13))
    assert count(left, long) == 4
