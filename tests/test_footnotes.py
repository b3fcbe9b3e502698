"""Notes below a table: to their table, and what is no note stays text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.geometry import BBox
from extractor.page import Page
from extractor.tables import Reader
from extractor.tables.footnotes import notes_of
from extractor.tables.grid import Grid, Placed, bands_of
from extractor.tidy import records
from tests.drawing import draw, line, sheet
from tests.test_tables import FLANDERS, read_one

TABLE = """
                2018    2019
    Antwerpen     13      11*
    Limburg       12    n.b.
"""


def rest_of(page: Page) -> str:
    return " ".join(word.text for word in Reader(FLANDERS).add(page))


def test_a_note_with_a_mark_of_the_table_is_its_footnote_and_the_definition_of_the_marked_figure() -> None:
    page = draw(TABLE + "    * voorlopig cijfer\n\n\n    De cijfers volgen later.")
    table = read_one(page)
    assert table.footnotes == ("* voorlopig cijfer",)
    assert rest_of(page) == "De cijfers volgen later."
    definitions = {r.provenance.text: r.definition for r in records([table], "", FLANDERS)}
    assert definitions["11*"] == "* voorlopig cijfer"
    assert definitions["13"] is None


@pytest.mark.parametrize(("mark", "note"), [("¹", "¹ voorlopig"), ("¹", "(1) voorlopig"), ("²", "²voorlopig")])
def test_a_superscript_character_is_a_mark_and_no_digit(mark: str, note: str) -> None:
    table = read_one(draw(TABLE.replace("11*", f"11{mark}") + f"    {note}"))
    cell = table.rows[0].cells[1]
    assert (cell.value, cell.marker, cell.text) == (11, mark, f"11{mark}")
    assert table.footnotes == (note,)
    assert [r.definition for r in records([table], "", FLANDERS)][1] == note


def test_a_power_is_no_mark() -> None:
    page = draw(
        TABLE.replace("Limburg  ", "ha of km²").replace("11*", "10³") + "    (2) Dat is de reden.\n    (3) En dat."
    )
    assert read_one(page).footnotes == ()


def test_a_sign_is_explained_below_its_table() -> None:
    table = read_one(draw(TABLE + "    n.b. = niet beschikbaar"))
    assert table.footnotes == ("n.b. = niet beschikbaar",)
    assert [r.definition for r in records([table], "", FLANDERS)][-1] == "n.b. = niet beschikbaar"


def test_the_source_of_a_table_is_its_note() -> None:
    assert read_one(draw(TABLE + "    Bron: eigen telling")).footnotes == ("Bron: eigen telling",)


def test_a_mark_that_the_table_does_not_have_begins_no_note() -> None:
    page = draw(TABLE + "    (1) Dat is de eerste reden.")
    assert read_one(page).footnotes == ()
    assert rest_of(page) == "(1) Dat is de eerste reden."


def test_a_sentence_right_below_is_text() -> None:
    page = draw(TABLE + "    In 2019 daalde het aantal sessies in Antwerpen.")
    assert read_one(page).footnotes == ()


def test_smaller_type_right_below_is_a_note_and_far_below_is_not() -> None:
    def small(art: str) -> Page:
        page = draw(art)
        words = tuple(replace(w, size=7.0) if w.top > 86 else w for w in page.words)
        return replace(page, words=words)

    assert read_one(small(TABLE + "    Zonder de webinars.")).footnotes == ("Zonder de webinars.",)
    assert read_one(small(TABLE + "\n\n\n\n    Zonder de webinars.")).footnotes == ()


def test_a_raised_mark_finds_its_note_at_the_foot_of_the_page() -> None:
    page = draw(
        TABLE.replace("13      11*", "13 1    11*") + "\n\n\n\n    Tekst die volgt.\n\n\n    1 Inclusief Brussel."
    )
    words = tuple(replace(w, size=6.0, superscript=True) if w.text == "1" else w for w in page.words)
    table = read_one(replace(page, words=words))
    assert table.footnotes == ("1 Inclusief Brussel.",)
    assert table.rows[0].cells[0].marker == "1"


SIZES = pytest.mark.parametrize("size", [7.0, 10.0, 16.0])


def notes(*lines: tuple[str, float, float], size: float, marked: bool = True, text: float = float("inf")) -> list[str]:
    """The notes of a table whose ink ends at 20: texts with their baselines and type, on a page 20 type sizes wide."""
    words = sheet(line("Gent", 5, 19.8), line("13*" if marked else "13", 22, 19.8), size=size).words
    cells = [Placed(0, i, (word,)) for i, word in enumerate(words)]
    box = BBox(5 * size, 10 * size, 25 * size, 20 * size)
    grid = Grid(1, box, [5 * size, 15 * size, 25 * size], [(10 * size, 20 * size)], cells, "white")
    wide = line("n" * 40, 5, 60)
    page = sheet(*(line(each, 5, y, size=type_) for each, y, type_ in lines), wide, size=size)
    found = notes_of(bands_of(page.words), grid, text=text)
    return [" / ".join(band.text for band in note) for note in found]


@SIZES
@pytest.mark.parametrize(("type_", "note"), [(0.7, True), (0.9, True), (0.96, False), (1.0, False)])
def test_type_a_little_smaller_than_the_table_s_right_below_it_is_a_note_s(
    type_: float, note: bool, size: float
) -> None:
    assert bool(notes(("zonder de dorpen", 21.2, type_), size=size)) is note


@SIZES
@pytest.mark.parametrize(("white", "note"), [(1.5, True), (1.7, False)])
def test_a_note_stands_closer_to_its_table_than_after_a_blank_line(white: float, note: bool, size: float) -> None:
    assert bool(notes(("* voorlopig", 20.8 + white, 1.0), size=size)) is note


@SIZES
@pytest.mark.parametrize(("white", "count"), [(1.5, 2), (1.7, 1)])
def test_a_note_stands_closer_to_the_one_above_than_after_a_blank_line(white: float, count: int, size: float) -> None:
    found = notes(("* voorlopig", 21.2, 1.0), ("Bron: telling", 21.4 + white + 0.8, 1.0), size=size)
    assert len(found) == count


@pytest.mark.parametrize(("text", "type_", "note"), [("* voorlopig", 1.0, True), ("zonder de dorpen", 0.8, False)])
def test_below_a_line_of_text_a_mark_of_the_table_begins_a_note_and_smaller_type_does_not(
    text: str, type_: float, note: bool
) -> None:
    assert notes(("Dit is tekst", 20.85, 1.0), (text, 21.8, type_), size=10) == ([text] if note else [])


def test_a_mark_below_a_blank_line_of_the_text_below_a_table_begins_no_note() -> None:
    assert notes(("Dit is tekst", 20.85, 1.0), ("* voorlopig", 23.6, 1.0), size=10) == []


FULL = "* voorlopig cijfer over dertien maan"
"""A note of 16.7 type sizes, with room for three letters more."""


@SIZES
@pytest.mark.parametrize(("white", "lines"), [(0.7, 2), (0.9, 1)])
def test_the_lines_of_a_note_stand_close(white: float, lines: int, size: float) -> None:
    found = notes((FULL, 21.2, 1.0), ("gemeenten en steden", 21.4 + white + 0.8, 1.0), size=size)
    assert found == [f"{FULL} / gemeenten en steden" if lines == 2 else FULL]


@SIZES
@pytest.mark.parametrize(("word", "lines"), [("gemeenten", 2), ("stad", 1)])
def test_a_note_goes_on_where_its_line_has_no_room_for_the_next_word(word: str, lines: int, size: float) -> None:
    found = notes((FULL, 21.2, 1.0), (word, 22.4, 1.0), size=size)
    assert found == [f"{FULL} / {word}" if lines == 2 else FULL]


@SIZES
@pytest.mark.parametrize(("type_", "lines"), [(0.95, 2), (1.0, 2), (1.05, 2), (1.12, 1)])
def test_the_lines_of_a_note_are_in_one_type(type_: float, lines: int, size: float) -> None:
    found = notes((FULL, 21.2, 1.0), ("gemeenten en steden", 22.4, type_), size=size)
    assert len(found) == 1 and found[0].count("/") == lines - 1


@SIZES
@pytest.mark.parametrize(("text", "note"), [(0.85, False), (1.0, True)])
def test_smaller_type_is_a_note_s_where_it_is_smaller_than_the_running_text_too(
    text: float, note: bool, size: float
) -> None:
    """A table in larger type than the text around it has text below it."""
    assert bool(notes(("de cijfers van mei", 21.2, 0.85), size=size, text=text * size)) is note
