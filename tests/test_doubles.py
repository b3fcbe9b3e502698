"""Letters printed again a little aside, glyph by glyph: what is one letter, and what is the next."""

from __future__ import annotations

import pytest

from extractor.glyphs.doubles import without_doubles
from extractor.glyphs.ink import Glyph


def letter(
    text: str, along: float, across: float = 0.0, *, size: float = 10, wide: float = 1.0, angle: int = 0
) -> Glyph:
    """A letter so many ems of ten points along its line and across it."""
    x, y = (10 * along, 10 * across) if angle % 180 == 0 else (10 * across, 10 * along)
    return Glyph(text, x, y, wide * size, angle, size, "F", False, False)


def left(*glyphs: Glyph) -> str:
    return "".join(glyph.text for glyph in without_doubles(glyphs))


@pytest.mark.parametrize("angle", [0, 90])
@pytest.mark.parametrize(("along", "across", "wide", "found"), [
    (0.19, 0, 1.0, "l"), (0.22, 0, 1.0, "ll"), (0.1, 0, 0.22, "l"), (0.12, 0, 0.22, "ll"),
    (0, 0.35, 1.0, "l"), (0, 0.37, 1.0, "ll"),
])  # fmt: skip
def test_one_letter_alone_is_printed_again_where_no_next_one_has_room(
    along: float, across: float, wide: float, found: str, angle: int
) -> None:
    assert left(letter("l", 0, wide=wide, angle=angle), letter("l", along, across, wide=wide, angle=angle)) == found


@pytest.mark.parametrize(
    ("printed", "found"),
    [("iln", "iln"), ("il", "iill"), ("iii", "iiiiii"), ("iil", "iil")],
)
def test_a_wider_shift_is_proven_by_three_letters_of_two_kinds(printed: str, found: str) -> None:
    pairs = [letter(text, 2 * i + aside) for i, text in enumerate(printed) for aside in (0, 0.25)]
    assert left(*pairs) == found


def test_another_size_or_direction_is_another_letter() -> None:
    assert left(letter("1", 0), letter("1", 0.1, size=9.9)) == "1"
    assert left(letter("1", 0), letter("1", 0.1, size=9)) == "11"
    assert left(letter("1", 0), letter("1", 0, angle=90)) == "11"


@pytest.mark.parametrize(("aside", "bold"), [(0.0, False), (0.005, False), (0.02, True)])
def test_only_a_second_print_aside_makes_bold(aside: float, bold: bool) -> None:
    (found,) = without_doubles([letter("l", 0), letter("l", aside)])
    assert found.bold is bold


def test_letters_as_far_apart_as_their_second_print_stay_two() -> None:
    places = [("n", 0.0), ("l", 0.6), ("l", 0.85), ("i", 1.2), ("a", 1.5)]
    assert left(*(letter(t, x + d, wide=0.5) for d in (0, 0.24) for t, x in places)) == "nllia"


def test_of_two_shifts_the_commoner_is_the_reprint_so_that_each_letter_stays_in_its_first_place() -> None:
    places = [x + d for x in (0.0, 0.55, 2.0, 2.55, 4.0, 4.55) for d in (0, 0.25)]
    digits = "111122223333"
    found = without_doubles([letter(text, x, wide=0.7) for text, x in zip(digits, places, strict=True)])
    assert [glyph.x for glyph in found] == pytest.approx([0, 5.5, 20, 25.5, 40, 45.5])
