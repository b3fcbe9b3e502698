"""What stands above a table: its caption, its title, the unit of its figures, and no line of it.

Bands are drawn in type sizes, and read in small type and in large.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extractor.geometry import BBox
from extractor.layouts import LAYOUTS
from extractor.page import Fill
from extractor.table import Table
from extractor.tables import trim
from extractor.tables.captions import beside, caption_above, caption_beside, unit_above, upper_edge
from extractor.tables.grid import Band, bands_of
from tests.drawing import across, boxed, draw, line, sheet
from tests.test_tables import labels, read_all, read_one

FLANDERS = LAYOUTS["flanders"]
SIZES = pytest.mark.parametrize("size", [7.0, 10.0, 16.0])


def bands(size: float, *lines: tuple[str, float, float]) -> list[Band]:
    """Bands of texts at x and y, in type sizes."""
    return bands_of(sheet(*(line(*each) for each in lines), size=size).words)


def caption(size: float, *lines: tuple[str, float, float]) -> str:
    """The caption of a table whose ink begins at 20 type sizes from the top, between 5 and 25 from the left."""
    found = caption_above(bands(size, *lines), 20 * size, x0=5 * size, x1=25 * size)
    return " / ".join(band.text for band in found)


@SIZES
@pytest.mark.parametrize(("white", "own"), [(1.4, True), (1.8, False)])
def test_a_caption_stands_closer_to_its_table_than_a_blank_line(white: float, own: bool, size: float) -> None:
    assert bool(caption(size, ("Tabel 1: Wegen", 5, 19.8 - white))) is own


@SIZES
@pytest.mark.parametrize(("white", "own"), [(1.4, True), (1.8, False)])
def test_the_lines_of_a_caption_stand_closer_than_a_blank_line(white: float, own: bool, size: float) -> None:
    assert bool(caption(size, ("Tabel 1: Wegen", 5, 18 - white), ("en paden", 5, 19))) is own


@SIZES
@pytest.mark.parametrize(("further", "own"), [(3, True), (4, False)])
def test_a_caption_has_four_lines_at_most(further: int, own: bool, size: float) -> None:
    lines = [("wegen en paden", 5, 19.5 - 1.2 * i) for i in range(further)]
    first = ("Tabel 1: Alle", 5, 19.5 - 1.2 * further)
    expected = " / ".join(["Tabel 1: Alle", *["wegen en paden"] * further]) if own else ""
    assert caption(size, *lines, first) == expected


def test_a_line_between_a_caption_and_its_table_that_stands_beside_them_is_not_read() -> None:
    assert caption(10, ("Tabel 1: Wegen", 5, 18.3), ("Noot", 30, 19.5)) == "Tabel 1: Wegen"


@SIZES
@pytest.mark.parametrize(
    ("texts", "own"),
    [
        ([("Tabel 2", 5), ("Tabel 3", 18)], ["Tabel 2"]),
        ([("Tabel 2", 5)], []),
        ([("Tabel 2 over alle wegen", 5), ("Noot", 28)], ["Tabel 2 over alle wegen"]),
        ([("Tabel 2 over alle wegen en paden samen", 5), ("Noot", 28)], []),
    ],
)
def test_a_line_over_two_tables_is_the_caption_of_one_where_another_part_stands_over_the_other(
    texts: list[tuple[str, float]], own: list[str], size: float
) -> None:
    """A text that runs on over the table beside it is the caption of neither."""
    left, right = BBox(5 * size, 20 * size, 15 * size, 30 * size), BBox(18 * size, 20 * size, 30 * size, 30 * size)
    found = caption_beside(bands(size, *((text, x, 19) for text, x in texts)), left, [right])
    assert [b.text for b in found] == own


@pytest.mark.parametrize(("line_above", "text"), [(17.6, "Tabel 2"), (19, "Dat is zo."), (17.6, "In, in")])
def test_the_last_line_of_a_text_in_two_columns_is_no_caption_of_tables_side_by_side(
    line_above: float, text: str
) -> None:
    left, right = BBox(50, 200, 150, 300), BBox(180, 200, 300, 300)
    over = (("Tekst", 5, line_above), ("Tekst", 18, line_above)) if line_above < 19 else ()
    assert caption_beside(bands(10, *over, (text, 5, 19), ("Tabel 3", 18, 19)), left, [right]) == []


@SIZES
@pytest.mark.parametrize(
    ("gap", "parts"), [(1.1, ["Tabel 1: Wegen en paden Noot"]), (1.3, ["Tabel 1: Wegen en paden"])]
)
def test_text_of_another_column_is_none_of_a_table(gap: float, parts: list[str], size: float) -> None:
    own, box = line("Tabel 1: Wegen en paden", 5, 19), BBox(5 * size, 20 * size, 12 * size, 30 * size)
    page = sheet(line("Zo", 2, 19), own, line("Noot", own[-1].x1 + gap, 19), line("Elders", 40, 20), size=size)
    assert [band.text for band in beside(bands_of(page.words), box)] == parts


def test_a_caption_and_a_unit_are_read_without_the_text_of_the_column_beside_them() -> None:
    frame = boxed([["Stad", "2018", "2019"], ["Gent", "13", "11"], ["Lier", "12", "9"]], top=100.0, width=60)

    def found(*lines: str) -> Table:
        over = draw("\n".join(f"{each:36}Dit is tekst ernaast" for each in lines), top=96.0 - 12 * len(lines))
        return read_one(replace(frame, words=(*over.words, *frame.words)))

    assert found("Tabel 1: Wegen", "(in duizend euro)").caption == "Tabel 1: Wegen (in duizend euro)"
    assert found("(in duizend euro)").unit == "duizend EUR"


@SIZES
@pytest.mark.parametrize(("rule", "top"), [(18.2, 18.2), (17.9, 20.0), (20.5, 20.0)])
def test_a_table_begins_with_the_rule_above_its_first_line(rule: float, top: float, size: float) -> None:
    box = BBox(5 * size, 20 * size, 25 * size, 30 * size)
    over, beside = (
        sheet(size=size, rules=[across(rule, 4, 26)]).rules,
        sheet(size=size, rules=[across(rule, 26, 40)]).rules,
    )
    assert upper_edge(box, over, [], size) == pytest.approx(top * size, abs=0.03 * size)
    assert upper_edge(box, beside, [], size) == 20 * size


@SIZES
@pytest.mark.parametrize(("bottom", "top"), [(22.0, 19.0), (19.9, 20.0), (31.2, 20.0)])
def test_a_table_begins_with_the_colour_behind_its_first_line(bottom: float, top: float, size: float) -> None:
    """A colour that goes on below the table is the page's."""
    box, fill = (
        BBox(5 * size, 20 * size, 25 * size, 30 * size),
        Fill(4 * size, 19 * size, 15 * size, bottom * size, 0.8),
    )
    assert upper_edge(box, [], [fill], size) == top * size


@SIZES
@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("bedragen in duizend euro", "duizend EUR"),
        ("Bedragen in duizend euro, tenzij het anders is vermeld", "duizend EUR"),
        ("Bedragen in duizend euro, tenzij anders vermeld in de toelichting bij de tabel", None),
        ("Hieronder staan bedragen in duizend euro", None),
        ("All numbers in thousands", "duizend"),
        ("Yen (millions)", "miljoen ¥"),
        ("Per cent", "%"),
        ("单位：元", "元"),
        ("Percent voor de stad", None),
        ("%", None),
        ("ha", None),
    ],
)
def test_a_short_line_that_does_nothing_but_announce_a_unit_announces_it(
    text: str, unit: str | None, size: float
) -> None:
    assert unit_above(bands(size, (text, 5, 19)), 20 * size, x0=5 * size, x1=25 * size) == unit


@SIZES
@pytest.mark.parametrize(("white", "unit"), [(1.8, "duizend EUR"), (2.2, None)])
def test_a_unit_is_announced_less_than_two_lines_above(white: float, unit: str | None, size: float) -> None:
    above = bands(size, ("(in duizend euro)", 5, 19.8 - white))
    assert unit_above(above, 20 * size, x0=5 * size, x1=25 * size) == unit


@SIZES
@pytest.mark.parametrize(("between", "unit"), [(3, "duizend EUR"), (4, None)])
def test_a_unit_is_announced_among_the_four_lines_above(between: int, unit: str | None, size: float) -> None:
    lines = [("Wegen en paden", 5.0, 19.5 - 1.2 * i) for i in range(between)]
    above = bands(size, *lines, ("(in duizend euro)", 5, 19.5 - 1.2 * between))
    assert unit_above(above, 20 * size, x0=5 * size, x1=25 * size) == unit


def trimmed(*rows: Sequence[str]) -> list[str]:
    """The lines that trimming leaves of rows of texts, ten type sizes apart."""
    lines = [line(text, 5 + 12 * c, 10 + 1.2 * r) for r, row in enumerate(rows) for c, text in enumerate(row) if text]
    return [band.text for band in trim.trimmed(bands_of(sheet(*lines).words))]


BODY = [("Gent", "13", "11"), ("Aalst", "12", "9"), ("Olen", "10", "7")]
READ = [" ".join(row) for row in BODY]


def test_a_title_in_two_languages_is_cut_off_with_all_its_lines() -> None:
    head = ("", "2018", "2019")
    title = [("Tabel 1: Wegen", "Tableau 1: Voiries"), ("(in duizend euro)", "(en milliers d'euros)")]
    assert trimmed(*title, head, *BODY) == ["2018 2019", *READ]
    wrapped = [title[0], ("en paden", "et sentiers"), ("van de steden", "des villes"), title[1]]
    assert trimmed(*wrapped, *BODY) == READ


def test_a_title_has_four_lines_at_most() -> None:
    title = [("Tabel 1: Wegen",), ("en paden",), ("van de steden",), ("en de dorpen",), ("(in duizend euro)",)]
    assert trimmed(*title, *BODY)[0] == "en paden"


def test_a_header_under_a_title_stays() -> None:
    assert trimmed(("Tabel 1: Wegen",), ("Stad", "2018", "2019"), *BODY) == ["Stad 2018 2019", *READ]


def test_a_header_whose_columns_announce_their_units_stays() -> None:
    head = ("(in km)", "(in euro)")
    assert trimmed(head, ("13", "11"), ("12", "9")) == ["(in km) (in euro)", "13 11", "12 9"]


def test_a_line_of_which_a_part_looks_like_a_caption_stays() -> None:
    assert trimmed(("Tabel 1", "Aantal", "Deel"), *BODY)[0] == "Tabel 1 Aantal Deel"


def test_a_header_under_a_title_of_which_one_column_announces_its_unit_stays() -> None:
    title = ("Tabel 1: Wegen", "Tableau 1: Voiries")
    assert trimmed(title, ("(in duizend euro)", "Aantal"), *BODY)[0] == "(in duizend euro) Aantal"


def test_nothing_below_the_first_figures_is_a_title() -> None:
    rows = [("Tabel 1: Wegen",), ("Gent", "13"), ("(in duizend euro)",), ("Aalst", "12")]
    assert trimmed(*rows) == ["Gent 13", "(in duizend euro)", "Aalst 12"]
    years = [("Tabel 1: Wegen",), ("", "2018", "2019"), ("(in duizend euro)",), *BODY]
    assert trimmed(*years) == READ


def test_a_unit_after_a_line_that_is_no_title_is_a_row() -> None:
    assert trimmed(("Wegen",), ("(in duizend euro)",), *BODY)[:2] == ["Wegen", "(in duizend euro)"]


def test_notes_below_the_last_row_are_cut_off() -> None:
    assert trimmed(*BODY, ("Bron: eigen telling",)) == READ
    assert trimmed(*BODY, ("Bron: eigen telling",), ("van de steden",)) == READ


def test_what_looks_like_a_note_with_a_row_below_it_is_a_row() -> None:
    assert trimmed(*BODY, ("Bron: eigen telling",), ("Mol", "8", "4"))[3:] == ["Bron: eigen telling", "Mol 8 4"]


def test_a_figure_alone_on_a_line_in_brackets_begins_no_note() -> None:
    assert trimmed(*BODY, ("(12)",))[3:] == ["(12)"]


def test_a_table_has_two_lines_before_its_notes() -> None:
    assert trimmed(BODY[0], ("Bron: eigen telling",), ("Mol",)) == [READ[0], "Bron: eigen telling", "Mol"]


def test_a_page_with_titles_in_two_languages_gives_rows_and_no_title() -> None:
    table = read_one(
        draw("""
        Tabel 1: Wegen              Tableau 1: Voiries
        (in duizend euro)           (en milliers d'euros)
                          2018      2019
        Gent                13        11
        Aalst               12         9
        Totaal              25        20
    """)
    )
    assert labels(table) == ["Gent", "Aalst", "Totaal"]
    assert [c.path for c in table.columns] == [("2018",), ("2019",)]


FOOT = "Wij zonden de cijfers\nvan elke gemeente\n\nTabel 2: Steun (in duizend euro)"
TOP = """
                2018    2019
    Antwerpen     13      11
    Limburg       12       9
"""


def test_a_caption_at_a_page_s_foot_is_that_of_the_table_that_the_next_page_begins_with() -> None:
    table = read_one(draw(FOOT), draw(TOP, number=2))
    assert table.caption == "Tabel 2: Steun (in duizend euro)"


def test_it_is_not_where_text_stands_between() -> None:
    assert read_one(draw(f"{FOOT}\n\nen zo meer"), draw(TOP, number=2)).caption is None
    assert read_one(draw(FOOT), draw(f"en zo meer\n{TOP}", number=2)).caption is None


def test_the_captions_of_tables_side_by_side_are_told_apart_though_a_unit_stands_under_one() -> None:
    page = draw("""
        Tabel 1: Gent             Tabel 2: Aalst
        (in duizend euro)
        Jaar    Aantal    Som     Stad     2018    2019
        2018        13     11     Mere       13      11
        2019        12      9     Hofstade   12       9
    """)
    assert [table.caption for table in read_all(page)] == ["Tabel 1: Gent (in duizend euro)", "Tabel 2: Aalst"]
