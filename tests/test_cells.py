"""What is one cell's text: raised and lowered type, marks of footnotes, dots that lead on, words that stand close."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.page import Word
from extractor.tables.cells import cell_text, split_marks
from extractor.tables.grid import atoms_of, bands_of
from tests.drawing import line, sheet

SIZES = pytest.mark.parametrize("size", [7.0, 10.0, 16.0])


def printed(*lines: list[Word], size: float = 10.0) -> list[Word]:
    return list(sheet(*lines, size=size).words)


def raised(text: str, x: float, *, up: float = 0.4, size: float = 0.6) -> list[Word]:
    """Small type above the baseline at 10, in type sizes."""
    return [replace(word, superscript=True) for word in line(text, x, 10 - up, size=size)]


@SIZES
@pytest.mark.parametrize(("small", "read"), [(0.8, "x 1 y z"), (0.9, "x y 1 z")])
def test_smaller_type_below_a_line_is_an_index_and_type_nearly_as_large_a_line(
    small: float, read: str, size: float
) -> None:
    words = printed(
        line("x", 5, 10), line("1", 5.6, 10.6, size=small), line("y", 6.6, 10), line("z", 5, 11.8), size=size
    )
    assert cell_text(words) == read


@SIZES
@pytest.mark.parametrize(("low", "read"), [(0.6, "x 1 y z"), (0.9, "x y 1 z")])
def test_an_index_stands_within_the_height_of_its_line(low: float, read: str, size: float) -> None:
    words = printed(
        line("x", 5, 10), line("1", 5.6, 10 + low, size=0.6), line("y", 6.6, 10), line("z", 5, 12.4), size=size
    )
    assert cell_text(words) == read


@SIZES
@pytest.mark.parametrize(
    ("base", "exponent"),
    [("m", True), ("km", True), ("kmh", False), ("Gent", False), ("10", True), ("56", False), ("(km", True)],
)
def test_a_raised_figure_at_a_symbol_of_two_letters_or_at_ten_is_its_exponent(
    base: str, exponent: bool, size: float
) -> None:
    words = printed(line(base, 5, 10), raised("2", 5 + 0.5 * len(base) + 0.05), size=size)
    text, mark = split_marks(words)
    assert (cell_text(text), mark) == ((f"{base} 2", None) if exponent else (base, "2"))


@SIZES
@pytest.mark.parametrize(
    ("off", "exponent"),
    [(-0.12, False), (-0.08, True), (0.0, True), (0.2, True), (0.26, True), (0.34, False), (0.6, False)],
)
def test_an_exponent_is_tied_to_what_it_stands_at(off: float, exponent: bool, size: float) -> None:
    _, mark = split_marks(printed(line("km", 5, 10), raised("2", 6 + off), size=size))
    assert mark == (None if exponent else "2")


def test_letters_and_stars_are_no_exponents() -> None:
    assert [split_marks(printed(line("km", 5, 10), raised(text, 6.05)))[1] for text in "2a*"] == [None, "a", "*"]


@SIZES
@pytest.mark.parametrize(("up", "exponent"), [(-0.3, False), (0.3, True), (0.9, True), (1.1, False)])
def test_an_exponent_stands_above_the_baseline_of_its_own_line(up: float, exponent: bool, size: float) -> None:
    """A word below or on another line is not what it stands at."""
    _, mark = split_marks(printed(line("km", 5, 10), raised("2", 6.05, up=up), size=size))
    assert mark == (None if exponent else "2")


@SIZES
@pytest.mark.parametrize(("gap", "inside"), [(0.0, True), (0.07, True), (0.14, False), (0.4, False)])
def test_a_raised_figure_that_letters_follow_without_white_is_part_of_a_formula(
    gap: float, inside: bool, size: float
) -> None:
    words = printed(line("CaCO", 5, 10), raised("3", 7.05), line("MgO", 7.35 + gap, 10), size=size)
    assert split_marks(words)[1] == (None if inside else "3")


def test_a_mark_alone_in_its_cell_is_its_text() -> None:
    words = printed(raised("2", 5))
    assert split_marks(words) == (words, None)


@SIZES
@pytest.mark.parametrize(("white", "atoms"), [(0.25, 1), (0.4, 1), (0.5, 2), (1.0, 2)])
def test_words_of_one_cell_stand_closer_than_half_their_type_size(white: float, atoms: int, size: float) -> None:
    assert len(atoms_of(printed(line("Gent zuid", 5, 10, space=white), size=size))) == atoms


@SIZES
@pytest.mark.parametrize(
    ("text", "white", "atoms"),
    [
        ("13 11", 0.3, 2),
        ("1 234", 0.3, 1),
        ("12 (3)", 0.8, 1),
        ("12 (3)", 1.0, 2),
        ("Gent (3)", 0.8, 2),
        ("€ 13", 1.8, 1),
        ("€ 13", 7.0, 1),
        ("€ 13", 9.0, 2),
        ("Gent ...", 1.8, 1),
        ("Gent ...", 2.2, 2),
        ("... 13", 0.3, 2),
        (". . . 13", 0.4, 2),
        (". . 13", 0.4, 1),
    ],
)
def test_figures_stand_apart_and_what_belongs_to_a_figure_with_it(
    text: str, white: float, atoms: int, size: float
) -> None:
    assert len(atoms_of(printed(line(text, 5, 10, space=white), size=size))) == atoms


@SIZES
@pytest.mark.parametrize(
    ("text", "ink"),
    [
        ("Gent ......", 1),
        ("Gent en zuid . . .", 3),
        ("Gent … …", 1),
        ("Gent ..", 2),
        ("Gent e.a.", 2),
        ("......", 1),
    ],
)
def test_dots_that_lead_on_are_no_ink_of_their_text(text: str, ink: int, size: float) -> None:
    """So many of its words are."""
    words = printed(line(text, 5, 10), size=size)
    (atom,) = atoms_of(words)
    assert (atom.text, atom.x1) == (text, words[ink - 1].x1)


def turned(text: str, x: float, top: float, bottom: float) -> list[Word]:
    """A word that reads upwards between two heights, in type sizes."""
    return [Word(x, top, x + 1, bottom, text, x + 0.8, 1.0, "Draw", angle=270)]


@SIZES
@pytest.mark.parametrize(("baseline", "bands"), [(9.85, 2), (9.93, 1), (12.0, 1), (16.1, 1), (16.3, 2)])
def test_a_lone_upright_text_beside_turned_words_is_of_their_row(baseline: float, bands: int, size: float) -> None:
    """It stands between their head and a line below their foot."""
    words = printed(
        turned("Antwerpen", 10, 10, 15), turned("Limburg", 12, 10, 15), line("Jaar", 5, baseline), size=size
    )
    assert len(bands_of(words)) == bands


def test_two_texts_beside_turned_words_are_a_row_of_their_own() -> None:
    words = printed(turned("Antwerpen", 15, 10, 15), line("Jaar", 5, 12), line("Stad", 9, 12))
    assert len(bands_of(words)) == 2


@pytest.mark.parametrize(
    ("second", "known", "text"),
    [
        ("ningen tot mei", {"vereffeningen"}, "Vereffeningen tot mei"),
        ("ningen tot mei", set(), "Vereffe-ningen tot mei"),
        ("Ningen tot mei", {"vereffeningen"}, "Vereffe-Ningen tot mei"),
        ("ningen, tot mei", {"vereffeningen"}, "Vereffeningen, tot mei"),
    ],
)
def test_a_hyphen_at_a_line_s_end_goes_where_the_document_prints_the_word_whole(
    second: str, known: set[str], text: str
) -> None:
    words = sheet(line("Vereffe-", 5, 10), line(second, 5, 11.2)).words
    assert cell_text(words, known) == text


@SIZES
@pytest.mark.parametrize(
    ("label", "space", "read"),
    [
        ("Gent . . .", 0.3, "Gent"),
        ("Gent .", 0.3, "Gent"),
        ("Gent ..", 0.3, "Gent"),
        ("etc. ..", 0.3, "etc."),
        ("Gent .", 0.05, "Gent ."),  # the period after a formula
        ("Gent ...", 0.3, "Gent ..."),
        (".", 0.3, "."),
        ("..", 0.3, ".."),
        (". . .", 0.3, ". . ."),
    ],
)
def test_a_rest_of_a_leader_is_no_text_of_its_label(label: str, space: float, read: str, size: float) -> None:
    assert cell_text(printed(line(label, 5, 10, space=space), size=size)) == read


@SIZES
def test_a_leader_ends_a_line_of_a_label_wherever_it_stands(size: float) -> None:
    words = printed(line("Gent .....", 5, 10), line("en Mol ......", 5, 11.2), line("......", 5, 12.4), size=size)
    assert cell_text(words) == "Gent en Mol"
