"""Records of a table: each figure with the label of its row, also where a list is printed in parts beside each other."""

from __future__ import annotations

import pytest

from extractor.layouts import LAYOUTS
from extractor.tidy import records
from tests.drawing import boxed
from tests.test_tables import read_one

Rows = list[list[str | None]]


def said(rows: Rows) -> list[tuple[tuple[str, ...], tuple[str, ...], str | None]]:
    found = records([read_one(boxed(rows))], "", LAYOUTS["flanders"])
    return [(record.row_path, record.column_path, record.figure.text) for record in found]


def test_a_list_printed_in_three_parts_is_one_list() -> None:
    rows: Rows = [
        ["Leeftijd", "Aantal", "Leeftijd", "Aantal", "Leeftijd", "Aantal"],
        ["0 jaar", "13", "2 jaar", "17", "4 jaar", "12"],
        ["1 jaar", "11", "3 jaar", None, None, None],
    ]
    assert said(rows) == [
        (("0 jaar",), ("Aantal",), "13"),
        (("2 jaar",), ("Aantal",), "17"),
        (("4 jaar",), ("Aantal",), "12"),
        (("1 jaar",), ("Aantal",), "11"),
        (("3 jaar",), ("Aantal",), None),
    ]


def test_a_figure_without_a_label_in_its_part_is_no_other_rows() -> None:
    head: list[str | None] = ["Jaar", "Man", "Vrouw", "Jaar", "Man", "Vrouw"]
    found = said([head, ["A", "1", "2", "C", "5", "6"], ["B", "3", "4", None, "7", "8"]])
    assert found[-2:] == [((), ("Man",), "7"), ((), ("Vrouw",), "8")]


@pytest.mark.parametrize(
    "head",
    [
        ["Jaar", "Man", "Vrouw", "Jaar", "Man", "Kind"],
        ["Jaar", "Man", "Jaar", "Man", "Jaar", "Vrouw"],
        ["Man", "Man", "Man", "Man", "Man", "Man"],
        [None, "Man", "Vrouw", None, "Man", "Vrouw"],
    ],
)
def test_a_header_that_does_not_begin_again_is_one_table(head: list[str | None]) -> None:
    found = said([head, ["A", "1", "2", "C", "5", "6"], ["B", "3", "4", "D", "7", "8"]])
    assert {path for path, _, _ in found} == {("A",), ("B",)}
    assert len(found) == 10
