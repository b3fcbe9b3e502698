"""Tables under each other that a caption or a numbered paragraph parts, however near their lines stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.tables.grid import bands_of
from extractor.tables.parted import parted
from tests.drawing import draw

ABOVE = """
                2018    2019
Antwerpen         13      11
Limburg           12       9
"""
BELOW = """
                2018    2019
Gent               4       5
Aalst              6       7
"""


def parts(art: str, *, before: int = 0) -> list[list[str]]:
    """The texts of the lines of each part, of a run that begins after some lines of its block."""
    lines = bands_of(draw(art).words)
    return [[band.text for band in part] for part in parted(lines[before:], lines)]


FIRST = ["2018 2019", "Antwerpen 13 11", "Limburg 12 9"]
SECOND = ["2018 2019", "Gent 4 5", "Aalst 6 7"]


@pytest.mark.parametrize(
    "text",
    [
        "2.  De cijfers staan hieronder.",
        "2. De cijfers staan hieronder.",
        "2)  Zie onderstaande tabel.",
        "(2)  Is er een verschil?",
        "2.  De cijfers van de steden staan\n    hieronder, per jaar.",
    ],
)
def test_a_numbered_sentence_parts_two_tables_and_is_of_neither(text: str) -> None:
    assert parts(f"{ABOVE}{text}{BELOW}") == [FIRST, SECOND]


def test_a_caption_parts_two_tables_and_stands_at_the_top_of_its_own() -> None:
    assert parts(f"{ABOVE}Tabel 2: steden{BELOW}") == [FIRST, ["Tabel 2: steden", *SECOND]]


def test_a_paragraph_and_its_caption_part_once() -> None:
    art = f"{ABOVE}2.  De cijfers staan hieronder.\nTabel 2: steden{BELOW}"
    assert parts(art) == [FIRST, ["Tabel 2: steden", *SECOND]]


def test_a_paragraph_that_the_table_below_was_given_is_no_row_of_it() -> None:
    assert parts(f"2.  De cijfers staan hieronder.{BELOW}") == [SECOND]


def test_a_number_that_counts_on_from_a_paragraph_outside_parts_without_the_end_of_a_sentence() -> None:
    art = f"1.  Per provincie zijn dit:{ABOVE}2.  Per stad zijn dit:{BELOW}"
    assert parts(art, before=1) == [FIRST, SECOND]
    third = f"{art}3.  Per land zijn dit:{BELOW}"
    assert parts(third, before=1) == [FIRST, SECOND, SECOND]


@pytest.mark.parametrize("first", ["3.  Per provincie zijn dit:", "   1.  Per provincie zijn dit:", "Per provincie:"])
def test_a_numbered_heading_of_rows_stays_where_nothing_counts_on_to_it(first: str) -> None:
    assert len(parts(f"{first}{ABOVE}2.  Uitgaven{BELOW}", before=1)) == 1


def test_numbered_headings_within_one_table_part_nothing() -> None:
    rows = "1.  Ontvangsten\nGent  4  5\n2.  Uitgaven\nAalst  6  7"
    assert len(parts(f"        2018  2019\n{rows}")) == 1


@pytest.mark.parametrize(
    "row",
    [
        "2.  De steden.    4    5",
        "2.  De steden.    Gent",
        "2.  Gent    De steden.",
        "2020",
        "2.",
        "12  De steden.",
        "2.5  De steden.",
        "2.  7",
    ],
)
def test_a_row_with_more_than_a_number_and_a_sentence_is_a_row(row: str) -> None:
    assert len(parts(f"{ABOVE}{row}{BELOW}")) == 1


@pytest.mark.parametrize("row", ["Tabel 2: steden    4    5", "Tabel 2: steden    zie bijlage", "Tabellen 2: steden"])
def test_a_row_that_begins_like_a_caption_and_has_more_stays(row: str) -> None:
    assert len(parts(f"{ABOVE}{row}{BELOW}")) == 1


def test_a_list_of_tables_or_of_sentences_does_not_fall_to_pieces() -> None:
    assert len(parts("Nr.  Wat\nTabel 1: steden\nTabel 2: wegen\nTabel 3: bruggen")) == 1
    assert len(parts("Nr.  Wat\n1.  De steden.\n2.  De wegen.\n3.  De bruggen.")) == 1


def test_what_stands_above_has_figures() -> None:
    assert len(parts(f"Nr.    Wat\nGent    Stad\nTabel 2: steden{BELOW}")) == 1


def test_a_figure_beside_a_number_is_no_paragraph_that_counts_on() -> None:
    assert len(parts(f"1.  Per provincie zijn dit:{ABOVE}2.  7{BELOW}", before=1)) == 1


def test_notes_below_a_table_part_nothing() -> None:
    assert len(parts(f"{ABOVE}(1)  Zonder de steden.\n(2)  Met de wegen.\nen de bruggen.")) == 1


def test_a_sentence_goes_on_over_lines_below_its_text_only() -> None:
    aside = f"{ABOVE}2.  De cijfers van de steden staan\n         hieronder.{BELOW}"
    assert len(parts(aside)) == 1


def test_a_header_that_stands_below_a_sentence_is_no_line_of_it() -> None:
    assert parts(f"{ABOVE}2.  De cijfers.\n    Steden{BELOW}") == [FIRST, ["Steden", *SECOND]]


@pytest.mark.parametrize("row", ["    Gent    4    5", "    4"])
def test_a_sentence_does_not_go_on_over_a_row_with_a_figure(row: str) -> None:
    assert len(parts(f"{ABOVE}2.  Uitgaven\n{row}\n    zonder de wegen.{BELOW}")) == 1


@given(st.lists(st.sampled_from(["Gent  4  5", "2.  De cijfers.", "Tabel 2: steden", "Aalst"]), min_size=1, max_size=9))
def test_no_line_is_lost_but_paragraphs(rows: list[str]) -> None:
    lines = bands_of(draw("\n".join(rows)).words)
    kept = [band.text for part in parted(lines, lines) for band in part]
    assert [text for text in kept if text != "2. De cijfers."] == [b.text for b in lines if b.text != "2. De cijfers."]


def test_a_numbered_question_above_rows_without_a_header_heads_rows_of_the_table() -> None:
    assert len(parts(f"{ABOVE}2.  Bent u tevreden?\nGent    4    5\nAalst    6    7")) == 1
