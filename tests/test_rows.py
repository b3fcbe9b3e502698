"""Rows of tables without rules: which lines make one row."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.page import Page, Word
from tests.drawing import draw
from tests.test_tables import labels, read_one, texts

SIZE = 10.0


def word(text: str, x: float, y: float, *, right: bool = False) -> Word:
    width = 5.0 * len(text)
    x0 = x - width if right else x
    return Word(x0, y - 8, x0 + width, y + 2, text, y, SIZE, "Draw")


def typeset(rows: list[tuple[list[str], str | None]], *, place: float, padding: float) -> Page:
    """Labels of one or more lines beside one figure; `place` 0 at the top, 0.5 in the middle, 1 at the foot."""
    words = [word("Aantal", 300, 80, right=True)]
    y = 100.0
    for lines, figure in rows:
        for i, line in enumerate(lines):
            words += [word(part, 60 + 70 * k, y + 12 * i) for k, part in enumerate(line.split())]
        if figure is not None:
            words.append(word(figure, 300, y + 12 * place * (len(lines) - 1), right=True))
        y += 12 * len(lines) + padding
    return Page(1, 595.0, 842.0, tuple(words))


LINES = st.lists(
    st.lists(st.sampled_from(["opvang", "water", "brug", "natuur"]), min_size=1, max_size=3), min_size=3, max_size=7
)


@given(LINES, st.sampled_from([0.0, 0.5, 1.0]), st.integers(6, 10))
def test_wrapped_labels_are_joined_wherever_their_figure_stands(
    drawn: list[list[str]], place: float, padding: int
) -> None:
    rows = [(["Nieuwe", *rest], str(100 + 7 * i)) for i, rest in enumerate(drawn)]
    table = read_one(typeset(rows, place=place, padding=float(padding)))
    assert labels(table) == [" ".join(lines) for lines, _ in rows]
    assert texts(table) == [[figure] for _, figure in rows]


def test_a_label_that_runs_up_to_its_figure_is_cut_from_it() -> None:
    table = read_one(
        draw("""
                                    2018    2019
        Antwerpen                     13      11
        Brusselse rand en Voerstreek 112       9
        Totaal                       125      20
    """)
    )
    assert texts(table)[1] == ["112", "9"]


def test_headers_that_stand_close_are_cut_at_their_columns() -> None:
    art = """
                     Aantal zitjes Aantal deeln
        Antwerpen    13            11
        Limburg      12            9
    """
    table = read_one(draw(art))
    assert [c.path for c in table.columns] == [("Aantal zitjes",), ("Aantal deeln",)]


def test_a_count_that_looks_like_a_year_is_no_header_under_a_header() -> None:
    table = read_one(
        draw("""
                       2024
        Aalst          1946
        Brugge          844
        Totaal         2790
    """)
    )
    assert table.header_rows == 1
    assert texts(table) == [["1946"], ["844"], ["2790"]]
