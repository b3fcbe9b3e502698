"""Words are given the cells of a known grid: where labels wrap, rows repeat, tables stand side by side, prose joins in."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.page import Page
from tests.benchmarks.aligning import align
from tests.benchmarks.labels import letters
from tests.benchmarks.laying import Truth
from tests.drawing import draw

Grid = Sequence[Sequence[str | None]]


def labelled(pages: Sequence[Page], *grids: Grid, header_rows: int = 1) -> list[list[str]]:
    """By page, each word with the table, row and column that it was given: 'Gent 0.1.0', 'prose -'."""
    truths = [Truth(tuple(map(tuple, grid)), header_rows) for grid in grids]
    labels, coverage = align(pages, truths, letters)
    assert coverage == [1.0] * len(grids)
    return [
        [
            f"{word.text} {'.'.join(map(str, labels[p, i])) if (p, i) in labels else '-'}"
            for i, word in enumerate(page.words)
        ]
        for p, page in enumerate(pages)
    ]


def test_the_words_of_a_wrapped_label_are_one_cell() -> None:
    page = draw(
        """
        Measure                    2021   2022
        Support of local           14     22
        governments
        School surroundings        40     38
        """
    )
    grid = [
        ["Measure", "2021", "2022"],
        ["Support of local governments", "14", "22"],
        ["School surroundings", "40", "38"],
    ]
    (words,) = labelled([page], grid)
    assert words[3:9] == ["Support 0.1.0", "of 0.1.0", "local 0.1.0", "14 0.1.1", "22 0.1.2", "governments 0.1.0"]
    assert words[9:] == ["School 0.2.0", "surroundings 0.2.0", "40 0.2.1", "38 0.2.2"]


def test_two_rows_that_are_the_same_keep_their_order() -> None:
    page = draw(
        """
        Town     Sum   Part
        Gent     5     5
        Gent     5     5
        Lier     5     5
        """
    )
    (words,) = labelled([page], [["Town", "Sum", "Part"], ["Gent", "5", "5"], ["Gent", "5", "5"], ["Lier", "5", "5"]])
    assert words[3:9] == ["Gent 0.1.0", "5 0.1.1", "5 0.1.2", "Gent 0.2.0", "5 0.2.1", "5 0.2.2"]


def test_a_repeated_header_is_the_header_and_the_heading_of_the_page_is_not() -> None:
    first = draw(
        """
        Town     Number of files
        Gent     120
        """
    )
    second = draw(
        """
        Question 12 of 2021

        Town     Number of files
        Lier     77
        Genk     31
        """,
        number=2,
    )
    grid = [["Town", "Number of files"], ["Gent", "120"], ["Lier", "77"], ["Genk", "31"]]
    _, words = labelled([first, second], grid)
    assert words[:4] == ["Question -", "12 -", "of -", "2021 -"]
    assert words[4:8] == ["Town 0.0.0", "Number 0.0.1", "of 0.0.1", "files 0.0.1"]
    assert words[8:] == ["Lier 0.2.0", "77 0.2.1", "Genk 0.3.0", "31 0.3.1"]


def test_tables_side_by_side_keep_their_own_labels() -> None:
    page = draw(
        """
        Town     2021            Town     2022
        Gent     12              Gent     15
        Lier     12              Lier     18
        """
    )
    grids = [[["Town", year], ["Gent", a], ["Lier", b]] for year, a, b in (("2021", "12", "12"), ("2022", "15", "18"))]
    (words,) = labelled([page], *grids)
    assert words[:4] == ["Town 0.0.0", "2021 0.0.1", "Town 1.0.0", "2022 1.0.1"]
    assert words[4:8] == ["Gent 0.1.0", "12 0.1.1", "Gent 1.1.0", "15 1.1.1"]
    assert words[8:] == ["Lier 0.2.0", "12 0.2.1", "Lier 1.2.0", "18 1.2.1"]


def test_equal_tables_stand_in_the_order_of_the_truth() -> None:
    art = """
        Town     2021
        Gent     12
        """
    grid = [["Town", "2021"], ["Gent", "12"]]
    first, second = labelled([draw(art), draw(art, number=2)], grid, grid)
    assert first == ["Town 0.0.0", "2021 0.0.1", "Gent 0.1.0", "12 0.1.1"]
    assert second == ["Town 1.0.0", "2021 1.0.1", "Gent 1.1.0", "12 1.1.1"]


def test_prose_that_has_numbers_of_the_table_stays_outside() -> None:
    page = draw(
        """
        In 2021 the town of Gent had 120 files and 14 answers.
        Table 1: Files and answers in Gent and Lier

        Town     Files   Answers
        Gent     120     14
        Lier     77      9

        Of the 120 files in Gent 14 were answered and 77 in Lier.
        """
    )
    (words,) = labelled([page], [["Town", "Files", "Answers"], ["Gent", "120", "14"], ["Lier", "77", "9"]])
    inside = [word for word in words if not word.endswith(" -")]
    assert inside == [
        *("Town 0.0.0", "Files 0.0.1", "Answers 0.0.2"),
        *("Gent 0.1.0", "120 0.1.1", "14 0.1.2"),
        *("Lier 0.2.0", "77 0.2.1", "9 0.2.2"),
    ]


def test_a_label_that_spans_rows_is_its_first_row_wherever_it_stands() -> None:
    page = draw(
        """
        Region    Town     Files
                  Gent     120
        East      Lier     77
                  Genk     31
        """
    )
    grid = [["Region", "Town", "Files"], ["East", "Gent", "120"], [None, "Lier", "77"], [None, "Genk", "31"]]
    (words,) = labelled([page], grid)
    assert words[3:8] == ["Gent 0.1.1", "120 0.1.2", "East 0.1.0", "Lier 0.2.1", "77 0.2.2"]


def test_a_mark_that_the_truth_leaves_out_goes_with_the_figure_that_it_touches() -> None:
    page = draw(
        """
        Town     Files
        Gent     120
        Lier     77
        """
    )
    figure = page.words[3]
    mark = type(figure)(figure.x1, figure.top, figure.x1 + 3, figure.top + 5, "1", figure.top + 4, 5.0, "Draw")
    marked = Page(1, page.width, page.height, (*page.words, mark))
    (words,) = labelled([marked], [["Town", "Files"], ["Gent", "120"], ["Lier", "77"]])
    assert words[-1] == "1 0.1.1"
