"""Columns from white space, header levels, labels of groups, blocks: each on lines drawn by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.page import Page, Word
from extractor.tables.blocks import blocks_of
from extractor.tables.cells import cell_text, split_marks
from extractor.tables.grid import bands_of
from extractor.tables.heads import numbers_columns, partition
from extractor.tables.measure import measure
from extractor.tables.propose.gutters import gutters
from tests.drawing import boxed, draw
from tests.test_tables import labels, read_one, texts


def columns(art: str) -> int:
    page = draw(art)
    return 1 + len(gutters(bands_of(page.words), measure(page).size, least=1.0))


def test_a_gutter_runs_through_blanks_and_under_a_header_over_several_columns() -> None:
    art = """
                       Aantal dossiers per jaar
                       2018      2019      2020
        Antwerpen        13                  11
        Limburg                    12         9
        Totaal           13        12        20
    """
    assert columns(art) == 4


def test_words_of_one_column_that_stand_apart_once_make_no_gutter() -> None:
    once = """
        Antwerpen en omgeving     13
        Limburg   zuid            12
        Oost-Vlaanderen noord     20
    """
    assert columns(once) == 2
    assert columns(once.replace("Antwerpen en", "Antwerpen  en  ")) == 2


def test_the_blank_of_a_header_over_two_columns_moves_no_gutter_into_their_figures() -> None:
    page = draw("""
                       w Obje Lists     wo Obje List
        DN-PETR        0.139 0.324      0.419 0.507
        QDN-PETR       0.491 0.526      0.287 0.404
        SMCA-QDN       0.550 0.569      0.299 0.416
    """)
    bands = bands_of(page.words)
    found = gutters(bands, measure(page).size, least=1.0)
    figures = [a for band in bands[1:] for a in band.atoms]
    assert len(found) == 4
    assert not [(x, a.text) for x in found for a in figures if a.x0 < x < a.x1]


@pytest.mark.parametrize(
    ("row", "counted"),
    [
        (["(1)", "(2)", "(3)"], True),
        (["(1)", "(2)"], True),
        (["(5)", "(9)"], False),
        (["1", "2", "3", "4"], True),
        (["1", "2", "3"], False),
        (["(7)", "(8)"], False),
    ],
)
def test_a_row_that_counts_the_columns_is_no_row_of_figures(row: list[str], counted: bool) -> None:
    assert numbers_columns(row) is counted


def heads(art: str) -> list[tuple[str, ...]]:
    return [column.path for column in read_one(draw(art)).columns]


def test_a_header_between_columns_heads_both_and_one_over_a_column_that_alone() -> None:
    art = """
                      2018              2019
        Post      sess    deeln     sess    deeln
        Aalst       13      536       11      382
        Boom        12      331        9      249
    """
    assert heads(art) == [("2018", "sess"), ("2018", "deeln"), ("2019", "sess"), ("2019", "deeln")]
    wrapped = """
                  Aantal            Bedrag
        Post      dossiers          in euro
        Aalst       13                11
        Boom        12                 9
    """
    assert heads(wrapped) == [("Aantal dossiers",), ("Bedrag in euro",)]


def test_a_text_set_over_its_first_column_heads_the_group_where_the_columns_repeat() -> None:
    art = """
                  2018              2019
        Post      sess    deeln     sess    deeln
        Aalst       13      536       11      382
        Boom        12      331        9      249
    """
    assert heads(art) == [("2018", "sess"), ("2018", "deeln"), ("2019", "sess"), ("2019", "deeln")]


def atom(x0: float, x1: float) -> object:
    word = Word(x0, 0, x1, 10, "w", 8, 10, "Draw")
    return bands_of([word])[0].atoms[0]


def test_groups_of_columns_are_even_unless_the_places_say_otherwise() -> None:
    ink = [(0.0, 20.0), (40.0, 60.0), (80.0, 100.0), (120.0, 140.0)]
    assert partition([atom(20, 40), atom(100, 120)], ink, (), 10.0) == [(0, 2), (2, 2)]  # type: ignore[list-item]
    assert partition([atom(0, 20), atom(62, 118)], ink, (), 10.0) == [(0, 1), (1, 3)]  # type: ignore[list-item]


def test_a_label_in_the_middle_of_its_rows_stands_in_the_first() -> None:
    art = """
        Provincie  Stad         Aantal
                   Aalst            13
        Oost       Gent             12
                   Ronse            20
                   Brugge           11
        West       Ieper             9
                   Torhout           7
    """
    table = read_one(draw(art))
    assert [row.label for row in table.rows] == [
        ("Oost", "Aalst"), ("Oost", "Gent"), ("Oost", "Ronse"), ("West", "Brugge"), ("West", "Ieper"), ("West", "Torhout"),
    ]  # fmt: skip
    assert (table.grid[1][0], table.grid[2][0]) == ("Oost", None)
    assert [(a.row, a.rows) for a in table.areas if a.column == 0] == [(1, 3), (4, 3)]


def test_a_label_on_the_first_line_of_its_group_stays_there() -> None:
    art = """
        Provincie  Stad         Aantal
        Oost       Aalst            13
                   Gent             12
        West       Ronse            20
                   Brugge           11
    """
    assert [row.label[0] for row in read_one(draw(art)).rows] == ["Oost", "Oost", "West", "West"]


def test_two_columns_of_text_are_two_blocks_and_a_table_is_one() -> None:
    left = "de minister antwoordt dat het geld"
    prose = "\n".join(f"{left:<40}{left}" for _ in range(8))
    assert len(blocks_of(measure(draw(prose)))) == 2
    table = "\n".join(f"{name:<40}{n}" for n, name in enumerate(["Aalst", "Boom", "Gent", "Ieper", "Lier", "Mol"], 10))
    assert len(blocks_of(measure(draw(table)))) == 1


def test_text_beside_a_table_on_lines_of_its_own_is_a_block() -> None:
    table = draw(
        "\n".join(f"{name:<12}{n}" for n, name in enumerate(["Aalst", "Boom", "Gent", "Ieper", "Lier"] * 2, 10))
    )
    beside = draw("\n".join(["de minister antwoordt"] * 8), left=260.0, top=64.0, leading=15.5)
    assert len(blocks_of(measure(replace(table, words=(*table.words, *beside.words))))) == 2


def word(text: str, x: float, baseline: float, size: float, *, raised: bool = False) -> Word:
    return Word(x, baseline - size, x + 5 * len(text), baseline, text, baseline, size, "Draw", superscript=raised)


def test_an_exponent_stays_in_the_text_and_a_footnote_mark_does_not() -> None:
    metres = [word("km", 0, 100, 10), word("2", 10.5, 96, 6, raised=True)]
    town = [word("Gent", 0, 100, 10), word("2", 20.5, 96, 6, raised=True)]
    assert cell_text(split_marks(metres)[0]) == "km 2"
    assert split_marks(metres)[1] is None
    assert (cell_text(split_marks(town)[0]), split_marks(town)[1]) == ("Gent", "2")


def test_an_index_follows_what_it_stands_at() -> None:
    words = [word("5.90", 0, 100, 10), word("+0.1", 21, 95, 6), word("-0.2", 21, 104, 6), word("m", 40, 100, 10)]
    assert cell_text(words) == "5.90 +0.1 -0.2 m"


def test_rules_win_over_white_where_they_enclose_every_cell() -> None:
    page = boxed([["Post", "Bedrag"], ["Eerste", "tweede  derde"], ["Vierde", "vijfde  zesde"], ["Zesde", "12"]])
    table = read_one(page)
    assert (len(table.grid), len(table.grid[0])) == (4, 2)


def test_dots_that_lead_to_a_figure_are_no_text_and_part_no_label() -> None:
    art = "\n".join(
        f"{name} {'.' * (30 - len(name))} {n:>4}"
        for n, name in ((9, "Energie"), (1439, "Zorg en welzijn"), (67, "Sport"))
    )
    table = read_one(draw(art))
    assert table.grid == (("Energie", "9"), ("Zorg en welzijn", "1439"), ("Sport", "67"))


def test_a_line_that_announces_a_unit_is_no_row_and_gives_the_unit() -> None:
    art = """
        (in duizend euro)
        Post         2018    2019
        Aalst          13      11
        Boom           12       9
    """
    table = read_one(draw(art))
    assert table.unit == "duizend EUR"
    assert labels(table) == ["Aalst", "Boom"]
    assert texts(table)[0] == ["13", "11"]


def test_pages_without_ink_have_no_blocks() -> None:
    assert blocks_of(measure(Page(1, 100.0, 100.0, ()))) == []


def test_a_heading_in_the_middle_of_two_rows_of_the_header_fills_both_and_one_on_a_line_its_own() -> None:
    page = draw("""
                      2018              2019

        Post      sess    deeln     sess    deeln
        Aalst       13      536       11      382
        Boom        12      331        9      249
    """)
    post = next(w for w in page.words if w.text == "Post")
    upper = next(w for w in page.words if w.text == "2018").baseline
    step = (upper - post.baseline) / 2
    middle = replace(post, top=post.top + step, bottom=post.bottom + step, baseline=post.baseline + step)
    centred = replace(page, words=tuple(middle if w is post else w for w in page.words))
    areas = [[(a.row, a.rows) for a in read_one(p).areas if a.column == 0] for p in (page, centred)]
    assert areas == [[], [(0, 2)]]
