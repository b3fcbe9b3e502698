"""Notes below a table: to their table, and what is no note stays text."""

from __future__ import annotations

from dataclasses import replace

from extractor.page import Page
from extractor.tables import Reader
from extractor.tidy import records
from tests.drawing import draw
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
