"""The printed rows of a table over several pages: what is printed again, and which row a page's end cuts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.geometry import BBox
from extractor.tables.grid import Grid, Placed
from extractor.tables.slots import Line, Slot, is_cut, printed_lines, rejoined, without_repeat
from tests.drawing import line, sheet

SIZES = pytest.mark.parametrize("size", [7.0, 10.0, 16.0])


def row(*texts: str) -> Line:
    return {column: Slot(text) for column, text in enumerate(texts) if text}


def figure(text: str, *, room: float = 0.0, off: float = 0.0, size: float = 10.0) -> Slot:
    """A figure in a cell with so much room, in digits, beyond its own; its last word stands so much lower."""
    words = sheet(line(text, 5, 10), size=size).words
    low = words[-1]
    low = replace(low, baseline=low.baseline + off * size, top=low.top + off * size, bottom=low.bottom + off * size)
    words = (*words[:-1], low)
    width = words[-1].x1 - words[0].x0
    return Slot(text, words=words, room=width + room * 0.5 * size)


HEADS = [row("", "2018", "2019"), row("Stad", "km", "km")]


def test_a_header_printed_again_on_a_further_page_is_no_row() -> None:
    rows = [row("Gent", "13", "11"), row("Mol", "7", "4")]
    assert without_repeat([*HEADS, *rows], HEADS) == rows


def test_a_further_page_that_begins_as_the_header_does_keeps_all_its_rows() -> None:
    rows = [HEADS[0], row("Gent", "13", "11")]
    assert without_repeat(rows, HEADS) == rows
    assert without_repeat(HEADS[:1], HEADS) == HEADS[:1]


@SIZES
@pytest.mark.parametrize(("room", "cut"), [(0.0, True), (0.9, True), (1.5, False)])
def test_a_figure_that_leaves_no_room_for_a_digit_goes_on_on_the_next_page(room: float, cut: bool, size: float) -> None:
    last, first = (
        {0: Slot("Oost- en"), 1: figure("5801", room=room, size=size)},
        {0: Slot("westkust"), 1: figure("67", size=size)},
    )
    assert is_cut(last, first, {1}) is cut
    assert rejoined(last, first)[1].text == ("580167" if cut else "5801 67")


@SIZES
@pytest.mark.parametrize(("off", "cut"), [(0.0, True), (0.08, True), (0.13, False)])
def test_a_figure_fills_its_cell_by_all_words_of_its_last_line(off: float, cut: bool, size: float) -> None:
    """The last word of '5 801' stands so much below the first."""
    last, first = {0: Slot("Gent"), 1: figure("5 801", off=off, size=size)}, {1: figure("676", size=size)}
    last[1] = replace(last[1], text="5801")
    assert is_cut(last, first, {1}) is cut


def test_a_row_that_begins_with_a_capital_is_cut_by_no_page_s_end() -> None:
    last = {0: Slot("Oost- en"), 1: figure("5801")}
    assert not is_cut(last, {0: Slot("Westkust"), 1: figure("67")}, {1})


def test_a_label_that_goes_on_in_small_letters_is_one_with_its_row() -> None:
    last = {0: Slot("Oost- en"), 1: figure("5801")}
    assert is_cut(last, {0: Slot("westkust")}, {1})
    assert not is_cut(last, {0: Slot("Westkust")}, {1})
    assert rejoined(last, {0: Slot("westkust")})[0].text == "Oost- en westkust"


def test_a_cell_fills_as_many_rows_as_have_ink() -> None:
    words = [sheet(line(text, x, y)).words for text, x, y in (("Oost", 5, 12), ("Gent", 15, 10), ("Mol", 15, 14))]
    cells = [Placed(0, 0, words[0], 3), Placed(0, 1, words[1]), Placed(2, 1, words[2])]
    grid = Grid(1, BBox(0, 0, 250, 200), [0, 100, 250], [(0, 50), (50, 100), (100, 150)], cells, "ruled")
    lines = printed_lines(grid, ())
    assert [{c: (s.text, s.row_span) for c, s in each.items()} for each in lines] == [
        {0: ("Oost", 2), 1: ("Gent", 1)},
        {1: ("Mol", 1)},
    ]
