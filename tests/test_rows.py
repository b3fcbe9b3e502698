"""Rows of tables without rules: which lines make one row."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.page import Page, Word
from extractor.tables.grid import bands_of
from extractor.tables.measure import measure
from extractor.tables.rows import FEATURES, described, filled, grouped
from tests.drawing import draw, line, sheet
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
        for i, text in enumerate(lines):
            words += [word(part, 60 + 70 * k, y + 12 * i) for k, part in enumerate(text.split())]
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


def wrapped(stacked: int, *, first: str = "", group: bool = False) -> list[int]:
    """How many lines each of four rows of wrapped labels has, where so many columns have figures on both lines of the
    second, far from the others; `first` is what these print on the first line, if no figure; a `group`'s label stands
    between the two lines."""
    lines, gutters = [], [120.0, *(10.0 * (21 + 5 * c) for c in range(7))]
    for r in range(4):
        y = 10 + 5.1 * r
        own = [first if first and r == 1 and c < stacked else str(13 + r + c) for c in range(8)]
        figures = [w for c, text in enumerate(own) for w in line(text, 20 + 5 * c, y, at="right")]
        more = [w for c in range(stacked if r == 1 else 0) for w in line(str(41 + c), 20 + 5 * c, y + 1.1, at="right")]
        between = [line("Dorp", 1, y + 0.55)] if group and r == 1 else []
        lines += [line("Steun aan", 5, y) + figures, *between, line("de dorpen", 5, y + 1.1) + more]
    page = sheet(*lines)
    return [len(row) for row in grouped(bands_of(page.words), gutters, measure(page))]


def test_two_lines_with_figures_in_two_columns_are_two_rows_however_close() -> None:
    assert wrapped(0) == wrapped(1) == [2, 2, 2, 2]
    assert wrapped(2) == wrapped(3) == [2, 1, 1, 2, 2]


def test_dashes_over_figures_may_be_their_signs() -> None:
    assert wrapped(2, first="-") == [2, 2, 2, 2]


def test_lines_with_figures_are_rows_though_all_else_says_one_and_a_label_stands_between_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("extractor.tables.rows.scorer", lambda *_: lambda features: -np.ones((len(features), 1)))
    assert wrapped(1, group=True) == [2, 3, 2, 2]
    assert wrapped(2, group=True) == [2, 2, 1, 2, 2]


TURNED = [("Steun aan alle", ""), ("dorpen", "13"), ("Andere", "14")]


@pytest.mark.parametrize("size", [7.0, 10.0, 16.0])
@pytest.mark.parametrize(
    ("printed", "rows"),
    [
        (TURNED, [2, 1]),
        ([*TURNED, ("Rest", "15"), ("", "en meer 2")], [2, 1, 1, 1]),
        ([TURNED[0], ("Dorpen", "13"), ("Andere", "14")], [1, 1, 1]),
        ([("Steun aan alle", "circa"), *TURNED[1:]], [1, 1, 1]),
        ([TURNED[0], ("dorpen", ""), ("Andere", "14")], [1, 1, 1]),
        ([*TURNED[:2], ("Andere en heel kleine", "14")], [1, 1, 1]),
        ([*TURNED, ("kleine", "15")], [1, 1, 1, 1]),
        ([*TURNED, ("kleine", "")], [1, 1, 1, 1]),
    ],
)
def test_a_full_label_goes_on_with_a_small_letter_where_no_row_begins_with_one(
    printed: list[tuple[str, str]], rows: list[int], size: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All else says that each line is a row."""
    monkeypatch.setattr("extractor.tables.rows.scorer", lambda *_: lambda features: np.ones((len(features), 1)))
    lines = [[*line(label, 5, 10 + 1.2 * i), *line(text, 20, 10 + 1.2 * i)] for i, (label, text) in enumerate(printed)]
    page = sheet(*lines, size=size)
    assert [len(row) for row in grouped(bands_of(page.words), [18 * size], measure(page))] == rows


def said(name: str, *lines: list[Word], size: float) -> list[float]:
    """What a feature says of each line and the next, of labels left of 12 type sizes and figures right of them."""
    page = sheet(*lines, size=size)
    table = filled(bands_of(page.words), [12 * size], measure(page))
    return described(table, measure(page))[:, FEATURES.index(name)].tolist()


@pytest.mark.parametrize("size", [7.0, 10.0, 16.0])
@pytest.mark.parametrize(("more", "tells"), [(0.12, False), (0.18, True)])
def test_white_between_rows_tells_where_it_is_clearly_wider_than_within_them(
    more: float, tells: bool, size: float
) -> None:
    lines, y = [], 10.0
    for r in range(4):
        lines += [[*line("Steun", 5, y), *line(str(13 + r), 20, y)], line("de dorpen", 5, y + 1.2)]
        y += 2.4 + more
    expected = [0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0] if tells else [0.0] * 7
    assert said("by space: new", *lines, size=size) == expected


@pytest.mark.parametrize("size", [7.0, 10.0, 16.0])
@pytest.mark.parametrize(("lower", "tells"), [(0.0, True), (0.12, True), (0.18, False), (-0.06, True), (-0.09, False)])
def test_figures_in_the_middle_of_their_labels_lines_tell_the_rows(lower: float, tells: bool, size: float) -> None:
    lines = []
    for r in range(4):
        y = 10 + 2.4 * r
        lines += [line("Steun aan", 5, y), line(str(13 + r), 20, y + 0.6 + lower), line("de dorpen", 5, y + 1.2)]
    expected = [*[0.0, 0.0, 1.0] * 3, 0.0, 0.0] if tells else [0.0] * 11
    assert said("centred: new", *lines, size=size) == expected
