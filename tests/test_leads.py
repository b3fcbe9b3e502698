"""The sentence or line above a table that names it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.drawing import draw, line, lined, sheet
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
    "line",
    ["Dit zijn de cijfers.", "Vraag 3, deel twee;", "(in duizend euro)", "(raming)", "* raming", "- 4 -", "n" * 61],
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


@pytest.mark.parametrize(("row", "x0", "named"), [(1.2, 0, None), (1.2, 60, "Cijfers"), (0.95, 0, "Cijfers")])
def test_a_line_above_a_rule_above_a_caption_is_a_running_head(row: float, x0: float, named: str | None) -> None:
    """A rule at 0.95 underlines it."""
    page = draw(f"Cijfers\n\n\nTabel 2: Webinars\n{TABLE}")
    assert read_one(lined(page, across=[(row, x0, x0 + 30), (8, 0, 30)])).lead_in == named


def test_a_line_above_the_rule_of_a_table_without_a_caption_names_it() -> None:
    assert read_one(lined(draw(f"Cijfers\n{TABLE}"), across=[(1.2, 0, 30)])).lead_in == "Cijfers"


def test_the_last_line_of_a_page_names_the_table_that_the_next_begins_with() -> None:
    assert read_one(draw(f"En dan dit.\n\n{SENTENCE}"), draw(TABLE, number=2)).lead_in == SENTENCE
    assert read_one(draw(f"{SENTENCE}\n\nTabel 2: Webinars"), draw(TABLE, number=2)).title == "Tabel 2: Webinars"
    assert read_one(draw(SENTENCE), draw(f"Nog iets.\n\n{TABLE}", number=2)).lead_in is None


def test_what_begins_in_the_right_half_of_a_table_names_nothing() -> None:
    assert read_one(draw(f"{'Antwerpen':>24}\n\n{TABLE}")).lead_in == "Antwerpen"
    assert read_one(draw(f"{'Per honderd':>34}\n\n{TABLE}")).lead_in is None


def test_a_unit_at_the_other_side_of_a_line_is_no_part_of_its_name() -> None:
    assert read_one(draw(f"    Antwerpen{'Per honderd':>25}\n\n{TABLE}")).lead_in == "Antwerpen"
    assert read_one(draw(f"    Antwerpen   Gent\n\n{TABLE}")).lead_in is None


def test_a_line_beside_the_text_of_another_column_names_its_table() -> None:
    assert read_one(draw(f"    Antwerpen{60 * ' '}Dit is tekst die voortgaat.\n\n{TABLE}")).lead_in == "Antwerpen"


def titled(
    title: str, *, size: float = 1.2, above: int = 0, white: float = 1.0, below: str = "", bold: bool = False
) -> str | None:
    """The lead-in of a table below a title in `size`, with lines of text in that size above it and one line below."""
    texts = [line("Dit is een regel van de tekst zelf.", 5, 2 + 3 * i, size=size) for i in range(above)]
    heading = [replace(word, bold=bold) for word in line(title, 5, 20, size=size)]
    note = [line(below, 5, 22)] if below else []
    y = (22.2 if below else 20 + 0.2 * size) + white
    rows = [
        [w for text, x in zip(row, (5, 20, 26), strict=True) for w in line(text, x, y + 1 + 1.6 * i)]
        for i, row in enumerate([("Provincie", "2018", "2019"), ("Antwerpen", "13", "11"), ("Limburg", "12", "9")])
    ]
    return read_one(sheet(*texts, heading, *note, *rows)).lead_in


TITLE = "Aantal dossiers dat elke provincie in de loop van beide jaren kreeg en wat ervan kwam"


def test_a_title_in_larger_type_or_in_bold_names_the_table_below_it() -> None:
    assert titled(TITLE, size=1.2) == TITLE
    assert titled(TITLE, size=1.1) is None
    assert titled(TITLE, size=1.0, bold=True) == TITLE
    assert titled(f"{TITLE}.", size=1.0, bold=True) is None


def test_type_in_which_a_page_has_more_than_four_lines_is_its_text_s() -> None:
    assert titled(TITLE, above=3) == TITLE
    assert titled(TITLE, above=4) is None


def test_a_title_stands_within_a_blank_line_of_its_table_or_of_the_line_that_explains_it() -> None:
    assert titled(TITLE, white=3.3) == TITLE
    assert titled(TITLE, white=3.5) is None
    assert titled(TITLE, below="* toestand op het einde van het jaar") == TITLE
    assert titled(TITLE, below="Dit is de toestand op het einde van het jaar.") is None


EXPLAINS = "Dit is de toestand op het einde van het jaar zonder wat nog op een besluit wacht"


def test_a_title_stands_out_from_the_line_that_explains_it() -> None:
    assert named(("Aantal dossiers", 1.2, False), (EXPLAINS, 1.0, False), step=2.5) == "Aantal dossiers"
    assert named(("Aantal dossiers", 1.2, False), (EXPLAINS, 1.1, False), step=2.5) is None


def named(*title: tuple[str, float, bool], step: float = 1.4, white: float = 2.0) -> str | None:
    """The lead-in of a table below lines, each a text in a size, bold or not."""
    size = title[0][1]
    lines = [
        [replace(word, bold=bold) for word in line(text, 5, 10 + step * size * i, size=own)]
        for i, (text, own, bold) in enumerate(title)
    ]
    top = max(word.bottom for each in lines for word in each) + white
    rows = [
        [w for text, x in zip(row, (5, 30, 36), strict=True) for w in line(text, x, top + 1 + 1.6 * i)]
        for i, row in enumerate([("Provincie", "2018", "2019"), ("Antwerpen", "13", "11"), ("Limburg", "12", "9")])
    ]
    return read_one(sheet(*lines, *rows)).lead_in


PARTS = ["Aantal dossiers dat elke provincie", "in de loop van beide jaren kreeg", "en wat er nadien van kwam"]
PARTS = [*PARTS, "volgens de stand van eind mei", "zonder wat nog wacht op een besluit"]
LARGE = [(text, 1.2, False) for text in PARTS]


def test_the_lines_of_a_title_stand_close() -> None:
    assert named(*LARGE[:2], step=1.4) == " ".join(PARTS[:2])
    assert named((TITLE, 1.2, False), (TITLE, 1.2, False), step=1.5) == TITLE


def test_a_title_has_four_lines_at_most() -> None:
    bold = [(text, 1.2, True) for text, *_ in LARGE]
    assert named(*bold[:4]) == " ".join(PARTS[:4])
    assert named(*bold) is None


def test_the_lines_of_a_title_are_of_one_size_and_all_bold_or_none() -> None:
    assert named(("Subsidies", 1.2, False), ("Aantal dossiers", 1.2, True)) == "Aantal dossiers"
    assert named(("Subsidies", 1.35, False), (TITLE, 1.2, False), step=1.2) == TITLE
    assert named(("Subsidies", 1.25, False), ("Aantal dossiers", 1.2, False), step=1.3) == "Subsidies Aantal dossiers"


def test_a_heading_above_a_caption_names_no_table() -> None:
    assert named((TITLE, 1.2, True), ("Tabel 2: Dossiers", 1.0, False), step=2.5, white=1.0) is None


@pytest.mark.parametrize(("white", "name"), [(1.1, "Aantal dossiers mei 2021"), (1.3, "Aantal dossiers")])
def test_a_date_at_the_other_side_of_the_page_is_no_part_of_a_title(white: float, name: str) -> None:
    words = line("Aantal dossiers", 5, 20, size=1.2)
    words += line("mei 2021", words[-1].x1 + 1.2 * white, 20, size=1.2)
    rows = [
        [w for text, x in zip(row, (5, 30, 36), strict=True) for w in line(text, x, 23 + 1.6 * i)]
        for i, row in enumerate([("Provincie", "2018", "2019"), ("Antwerpen", "13", "11"), ("Limburg", "12", "9")])
    ]
    assert read_one(sheet(words, *rows)).lead_in == name
