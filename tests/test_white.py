"""A region read by its white space: where its header ends, which texts are cut, how many ways there are to read it.

Lines are drawn in type sizes, and read in small type and in large.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractor.page import Word
from extractor.tables.grid import bands_of
from extractor.tables.hypothesis import Aligned
from extractor.tables.measure import measure
from extractor.tables.propose.white import by_white
from tests.drawing import line, sheet

SIZES = pytest.mark.parametrize("size", [7.0, 10.0, 16.0])
Texts = Sequence[str]
NAMES = ["Gent", "Aalst", "Olen", "Mol", "Geel", "Lier"]


def ways(*lines: Sequence[Word], size: float = 10.0) -> list[Aligned]:
    page = sheet(*lines, size=size)
    return by_white(1, bands_of(page.words), measure(page))


def rows(*texts: Texts, at: str = "right", pitch: float = 10.0) -> list[list[Word]]:
    """Rows of texts, two type sizes apart; the first begins its column, the others end theirs. A blank is left out."""
    lines = []
    for y, row in enumerate(texts):
        words = line(row[0], 5, 10 + 2 * y) if row[0] else []
        for c, text in enumerate(row[1:], start=1):
            if text:
                x = 5 + pitch * c
                words += line(text, x + 5 if at == "right" else x, 10 + 2 * y, at=at)
        lines.append(words)
    return lines


def figures(names: Texts, columns: int) -> list[Texts]:
    return [[name, *[str(13 + 7 * i + c) for c in range(columns)]] for i, name in enumerate(names)]


def below(lines: Sequence[Sequence[Word]], *more: Texts, pitch: float = 10.0) -> list[list[Word]]:
    """The lines and rows of texts under them."""
    blank: list[Texts] = [[""]] * len(lines)
    return [*map(list, lines), *rows(*blank, *more, pitch=pitch)[len(lines) :]]


def header(*lines: Sequence[Word], size: float = 10.0) -> int:
    """How many lines the first reading takes for the header."""
    return sum(len(level.bands) for level in ways(*lines, size=size)[0].header)


@SIZES
@pytest.mark.parametrize(("x", "lines"), [(21.5, 1), (23.0, 1), (27.0, 2), (29.0, 2)])
def test_a_text_in_the_middle_of_the_table_below_its_header_heads_rows_and_one_over_the_figures_columns(
    x: float, lines: int, size: float
) -> None:
    """The ink goes from 5 to 40, that of the figures from 18 on."""
    head = rows(["Stad", "2018", "2019", "2020"])
    lone = line("Wegen", x, 12, at="middle")
    assert header(*below([*head, lone], *figures(NAMES, 3)), size=size) == lines


def test_a_text_in_the_middle_below_a_header_that_leaves_a_column_blank_is_of_the_header() -> None:
    head = rows(["Stad", "2018", "", "2020"])
    assert header(*below([*head, line("Wegen", 22, 12, at="middle")], *figures(NAMES, 3))) == 2


def test_two_texts_below_a_header_are_of_it_though_the_first_is_in_the_middle() -> None:
    head = rows(["Stad", "2018", "2019", "2020"])
    two = [*line("Wegen", 22, 12, at="middle"), *line("km", 35, 12, at="right")]
    assert header(*below([*head, two], *figures(NAMES, 3))) == 2


def test_headings_over_labels_alone_head_rows() -> None:
    assert header(*rows(["Stad", "2018", "2019"], ["Noorden"], *figures(NAMES, 2))) == 1
    assert header(*rows(["Stad", "2018", "2019"], ["Noorden"], ["Kempen"], *figures(NAMES, 2))) == 1


@pytest.mark.parametrize(
    ("first", "lines"),
    [
        (["", "2018", "2019", "2018", "2019"], 2),
        (["", "2018", "2019", "2020", "2021"], 2),
        (["Lier", "2018", "2018", "2018", "2018"], 1),
        (["Stad", "man", "vrouw", "65", "samen"], 2),
        (["", "(1)", "(2)", "(3)", "(4)"], 2),
        (["", "1", "2", "3", "4"], 2),
        (["Lier", "1", "3", "2", "4"], 1),
    ],
)
def test_years_and_numbers_of_columns_are_a_header_and_figures_below_a_header_are_none(
    first: Texts, lines: int
) -> None:
    assert header(*rows(["Stad", "noord", "oost", "zuid", "west"], first, *figures(NAMES, 4))) == lines


def test_a_year_beside_a_label_in_the_only_column_is_a_count() -> None:
    assert header(*rows(["Stad", "Aantal"], ["Gent", "1946"], *figures(NAMES[1:], 1))) == 1


def atoms(lines: Sequence[Sequence[Word]], at: int, size: float) -> list[str]:
    """The texts of one of the lines, in the first reading."""
    band = ways(*lines, size=size)[0].bands[at]
    return [atom.text for atom in band.atoms]


def close(white: float) -> tuple[list[Word], list[list[Word]]]:
    """A header of two texts with so much white between them, and rows of figures that have theirs there too."""
    body = []
    for y, name in enumerate(NAMES, start=1):
        left, right = line("13", 19.2 - white / 2, 10 + 2 * y, at="right"), line("11", 20.8 + white / 2, 10 + 2 * y)
        body.append([*line(name, 5, 10 + 2 * y), *left, *right])
    return line("wegen paden", 17.5 - white / 2, 10, space=white), body


@SIZES
@pytest.mark.parametrize(("white", "parted"), [(0.33, False), (0.4, True)])
def test_texts_of_a_header_with_more_than_a_word_s_space_between_them_are_two(
    white: float, parted: bool, size: float
) -> None:
    """They neither begin nor end with the columns below them."""
    head, body = close(white)
    stad = line("Stad", 5, 10)
    expected = ["Stad", "wegen", "paden"] if parted else ["Stad", "wegen paden"]
    assert atoms([[*stad, *head], *body], 0, size) == expected


def test_a_text_alone_on_its_line_is_one_whatever_its_spaces() -> None:
    head, body = close(0.4)
    assert atoms([head, *body], 0, 10) == ["wegen paden"]


@SIZES
@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize(("off", "parted"), [(0.0, True), (0.15, True), (0.25, False)])
def test_texts_of_a_header_that_all_begin_or_end_with_their_columns_are_parted(
    side: str, off: float, parted: bool, size: float
) -> None:
    """They stand a word's space apart, over figures that are far less wide."""
    ends = [17.0, 19.8] if side == "left" else [19.5, 22.3]
    head = [*line("Stad", 5, 10), *line("wegen paden", 17 + (-off if side == "left" else off), 10)]
    body = [
        [*line(name, 5, 10 + 2 * y), *(word for x in ends for word in line("13", x, 10 + 2 * y, at=side))]
        for y, name in enumerate(NAMES, start=1)
    ]
    expected = ["Stad", "wegen", "paden"] if parted else ["Stad", "wegen paden"]
    assert atoms([head, *body], 0, size) == expected


def test_a_text_of_a_row_that_a_gutter_cuts_through_a_word_is_whole() -> None:
    body = [
        [*line(name, 5, 10 + 2 * y), *(w for x in (18, 21.3, 25) for w in line("13", x, 10 + 2 * y, at="right"))]
        for y, name in enumerate(NAMES)
    ]
    last = [*line("Samen", 5, 22), *line("wegen padenenstraten", 17, 22, space=0.4)]
    assert atoms([*body, last], -1, 10) == ["Samen", "wegen padenenstraten"]


def test_dots_between_a_label_and_its_figure_stay_with_the_label_where_a_column_has_a_gutter_in_them() -> None:
    lines = [
        [*line(name, 5, 10 + 2 * y), *line("ja", 12, 10 + 2 * y), *line("13", 20, 10 + 2 * y)]
        for y, name in enumerate(NAMES)
    ]
    lines.append([*line("Samen . . . . . . . . . .", 5, 24), *line("13", 20, 24)])
    assert atoms(lines, -1, 10) == ["Samen . . . . . . . . . .", "13"]


@pytest.mark.parametrize(
    ("texts", "labels"), [(["ja", "nee", "ja", "nee", "ja", "13"], 2), (["13", "11", "12", "9", "ja", "7"], 1)]
)
def test_a_column_of_labels_is_mostly_words(texts: Texts, labels: int) -> None:
    (first, *_) = ways(*rows(*([name, text, "17"] for name, text in zip(NAMES, texts, strict=True))))
    assert first.labels == labels


def counts(*lines: Sequence[Word], size: float) -> list[int]:
    """The columns of each way to read the lines, the likeliest first."""
    return [len(way.columns) for way in ways(*lines, size=size)]


def apart(white: float, times: int) -> list[list[Word]]:
    """A table of three columns; so many of the words in its second have another so far right of them."""
    lines = []
    for y, name in enumerate(NAMES):
        words = [*line(name, 5, 10 + 2 * y), *line("water", 10, 10 + 2 * y), *line("13", 40, 10 + 2 * y)]
        lines.append([*words, *line("lucht", 12.5 + white, 10 + 2 * y)] if y < times else words)
    return lines


@SIZES
@pytest.mark.parametrize(
    ("white", "times", "found"), [(0.6, 1, [3]), (0.6, 2, [3, 4]), (0.6, 4, [4, 3]), (0.8, 5, [4])]
)
def test_words_that_stand_apart_are_read_in_two_ways_where_they_are_few(
    white: float, times: int, found: list[int], size: float
) -> None:
    """The more of them there are, and the wider their white, the likelier is it a column's."""
    assert counts(*apart(white, times), size=size) == found


@SIZES
def test_a_header_over_two_columns_is_placed_by_the_figures_below_it_though_its_text_reaches_over_one(
    size: float,
) -> None:
    # 'noord' stands in the middle of two columns set left, over the first letters of the second
    header = [*line("noord", 24, 8, at="middle"), *line("zuid", 44, 8, at="middle")]
    names = [*line("tal", 15, 10), *line("deel", 25, 10), *line("tal", 35, 10), *line("deel", 45, 10)]
    body = rows(["", ""], *[[n, "1234", "5678", "1234", "5678"] for n in NAMES], at="left")[1:]
    one = ways(header, names, *body, size=size)[0]
    (upper, _) = one.header
    assert [span for _, span in upper.heads] == [(1, 2), (3, 2)]
