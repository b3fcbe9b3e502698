"""The sentence or line above a table that names it."""

from __future__ import annotations

import pytest

from tests.drawing import draw
from tests.test_tables import read_all, read_one

TABLE = """
                2018    2019
    Antwerpen     13      11
    Limburg       12       9
"""
SENTENCE = "Aantal inschrijvingen voor de vijf webinars:"


@pytest.mark.parametrize("blank", ["", "\n"])
def test_a_sentence_that_ends_with_a_colon_names_the_table_below_it(blank: str) -> None:
    assert read_one(draw(f"{SENTENCE}{blank}{TABLE}")).lead_in == SENTENCE


def test_of_a_paragraph_the_last_sentence_names_the_table() -> None:
    art = f"1. De webinars liepen in mei. Het aantal\ninschrijvingen voor de vijf webinars:\n{TABLE}"
    assert read_one(draw(art)).lead_in == "Het aantal inschrijvingen voor de vijf webinars:"


def test_a_short_line_alone_above_each_table_tells_tables_with_the_same_labels_apart() -> None:
    tables = read_all(draw(f"Webinars\n{TABLE}\n\n\nOpnames\n{TABLE}"))
    assert [table.lead_in for table in tables] == ["Webinars", "Opnames"]


@pytest.mark.parametrize(
    "line", ["Dit zijn de cijfers.", "Vraag 3, deel twee;", "(in duizend euro)", "- 4 -", "n" * 61]
)
def test_other_lines_name_nothing(line: str) -> None:
    assert read_one(draw(f"{line}\n{TABLE}")).lead_in is None


def test_a_line_further_off_than_a_blank_line_names_nothing() -> None:
    assert read_one(draw(f"{SENTENCE}\n\n\n\n{TABLE}")).lead_in is None


def test_a_unit_and_a_caption_may_stand_between() -> None:
    table = read_one(draw(f"{SENTENCE}\nTabel 2: Webinars\n{TABLE}"))
    assert (table.lead_in, table.caption) == (SENTENCE, "Tabel 2: Webinars")
    table = read_one(draw(f"{SENTENCE}\n(in duizend euro)\n{TABLE}"))
    assert (table.lead_in, table.unit) == (SENTENCE, "duizend EUR")


def test_the_last_line_of_a_page_names_the_table_that_the_next_begins_with() -> None:
    assert read_one(draw(f"En dan dit.\n\n{SENTENCE}"), draw(TABLE, number=2)).lead_in == SENTENCE
    assert read_one(draw(f"{SENTENCE}\n\nTabel 2: Webinars"), draw(TABLE, number=2)).title == "Tabel 2: Webinars"
    assert read_one(draw(SENTENCE), draw(f"Nog iets.\n\n{TABLE}", number=2)).lead_in is None
