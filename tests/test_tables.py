"""Layout cases of tables, each drawn where one reads it."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from extractor.figure import is_year
from extractor.layouts import LAYOUTS
from extractor.page import Page
from extractor.table import Table
from extractor.tables import Reader
from tests.drawing import boxed, draw

FLANDERS = LAYOUTS["flanders"]


def read_all(*pages: Page) -> list[Table]:
    reader = Reader(FLANDERS)
    for page in pages:
        reader.add(page)
    return [table for _, table in reader.finish()]


def read_one(*pages: Page) -> Table:
    tables = read_all(*pages)
    assert len(tables) == 1, [t.grid for t in tables]
    return tables[0]


def texts(table: Table) -> list[list[str | None]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def labels(table: Table) -> list[str]:
    return [" ".join(part for part in row.label if part) for row in table.rows]


def test_a_blank_cell_stays_blank_in_its_own_column() -> None:
    table = read_one(
        draw("""
        Regio            2018    2019    2020
        Antwerpen          13      11       4
        Limburg            12               5
        Brabant            11       3
    """)
    )
    assert texts(table) == [["13", "11", "4"], ["12", None, "5"], ["11", "3", None]]
    assert [c.path for c in table.columns] == [("2018",), ("2019",), ("2020",)]
    assert table.stub == ("Regio",)


def test_figures_without_a_header_are_a_table_with_labels() -> None:
    table = read_one(
        draw("""
        Hoe de zaak zichtbaar is              760
        Verkopen met een winkel               829
        Verkopen zonder                     1.106
    """)
    )
    assert texts(table) == [["760"], ["829"], ["1.106"]]
    assert table.header_rows == 0
    assert labels(table)[0] == "Hoe de zaak zichtbaar is"


def test_a_label_that_wraps_under_its_figures_stays_one_label() -> None:
    table = read_one(
        draw(
            """
        Vlaams-              12    30

        Limburg               7     9

        Brussel               5     6
        Hoofdstad

        Totaal               24    45
    """,
            leading=11.0,
        )
    )
    assert labels(table)[:2] == ["Vlaams-", "Limburg"]
    assert labels(table)[2] == "Brussel Hoofdstad"


def test_a_header_over_several_columns_begins_their_paths() -> None:
    table = read_one(
        draw("""
                         2018              2019
                     sess   deeln      sess   deeln
        Antwerpen      13     536        11     382
        Limburg        12     331         9     249
    """)
    )
    assert [c.path for c in table.columns] == [
        ("2018", "sess"),
        ("2018", "deeln"),
        ("2019", "sess"),
        ("2019", "deeln"),
    ]


def test_a_heading_of_rows_is_a_section_and_no_row_of_figures() -> None:
    table = read_one(
        draw("""
                              2021    2022
        Provincie Antwerpen
        Sporthallen             31      28
        Zwembaden                9       9
        Provincie Limburg
        Sporthallen             22      24
        Zwembaden                7       6
    """)
    )
    assert [row.kind for row in table.rows] == ["section", "body", "body", "section", "body", "body"]


def test_prose_with_numbers_is_no_table() -> None:
    assert not read_all(
        draw("""
        In 2024 ontvingen 36 ondernemingen steun, samen 1.250 euro meer dan in 2023,
        terwijl 12 andere in 2022 niets vroegen. Van die 36 waren er 14 in de zorg en
        22 in de bouw. De 394 overige dossiers worden in 2025 verwerkt.
    """)
    )


def test_two_tables_side_by_side_are_two() -> None:
    tables = read_all(
        draw("""
        Provincie       Aantal           Provincie       Aantal
        Antwerpen          210           Antwerpen          233
        Limburg             98           Limburg             91
        Brabant            121           Brabant            130
    """)
    )
    assert [texts(t) for t in tables] == [[["210"], ["98"], ["121"]], [["233"], ["91"], ["130"]]]


def test_a_caption_belongs_to_its_table_and_a_sentence_does_not() -> None:
    page = """
        {}
        Jaar          Aantal    Bedrag
        2020              70       688
        2021              48       531
    """
    assert read_one(draw(page.format("Tabel 1: steun per jaar"))).caption == "Tabel 1: steun per jaar"
    assert read_one(draw(page.format("Tabel 3a geeft de evolutie weer."))).caption is None


def test_a_table_over_two_pages_is_one_and_its_repeated_header_is_left_out() -> None:
    head = [["Gemeente", "Aantal", "Bedrag"]]
    first = boxed([*head, ["Aalst", "10", "250"], ["Boom", "20", "350"]], top=700)
    second = boxed([*head, ["Gent", "30", "450"], ["Totaal", "60", "1.050"]], number=2)
    table = read_one(first, second)
    assert table.pages == (1, 2)
    assert labels(table) == ["Aalst", "Boom", "Gent", "Totaal"]


def test_a_ruled_cell_may_be_blank() -> None:
    table = read_one(boxed([["Jaar", "# Limburg", "% Limburg"], ["2022", "4", "33,33%"], ["2023", None, "0,00%"]]))
    assert texts(table) == [["4", "33,33%"], [None, "0,00%"]]
    assert table.columns[1].unit == "%"


NUMBERS = st.integers(min_value=1, max_value=9999).map(str)


@given(st.lists(st.lists(st.none() | NUMBERS, min_size=3, max_size=3), min_size=2, max_size=8))
def test_every_word_of_a_ruled_grid_ends_in_its_cell(body: list[list[str | None]]) -> None:
    rows = [["label", "a", "b", "c"], *[[f"rij{chr(97 + i)}", *row] for i, row in enumerate(body)]]
    page = boxed(rows)
    tables = read_all(page)
    used = [c for c in range(3) if any(row[c] for row in body)]
    if not used:
        return
    table = tables[0]
    assert texts(table) == [[row[c] for c in range(3)] for row in body]
    printed = sorted(word.text for word in page.words)
    read = sorted(w for row in table.grid for text in row if text for w in text.split())
    assert read == printed


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=2, max_size=9))
def test_figures_in_plain_columns_keep_their_rows(rows: list[tuple[str, str]]) -> None:
    # a first row of nothing but different years reads as a header: no layout tells them apart
    assume(not all(map(is_year, rows[0])) or len(set(rows[0])) == 1)
    art = "Naam              eerste     tweede\n" + "\n".join(
        f"rij {chr(97 + i):<12}{a:>8}{b:>11}" for i, (a, b) in enumerate(rows)
    )
    table = read_one(draw(art))
    assert texts(table) == [[a, b] for a, b in rows]
