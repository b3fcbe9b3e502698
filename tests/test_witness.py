"""A mismatch stands only where a second reader saw the same ink."""

from __future__ import annotations

import pytest

from extractor.checks import Setting, confirm
from extractor.layouts import LAYOUTS
from extractor.page import Page, Word
from extractor.table import Cell, Column, Table
from tests.factories import finding, row


@pytest.mark.parametrize(
    ("marker", "seen", "witness"),
    [
        (None, "135", "pdfplumber: same"),
        (None, "136", "pdfplumber: differs"),
        (None, "1351", "pdfplumber: differs"),
        ("1", "135", "pdfplumber: same"),
        ("1", "1351", "pdfplumber: differs"),
    ],
)
def test_where_the_second_reader_takes_a_raised_mark_for_a_digit_nobody_is_accused(
    marker: str | None, seen: str, witness: str
) -> None:
    rows = (row(["Gent"], ["12"], at=0), row(["Aalst"], ["135"], at=1), row(["Totaal"], ["148"], kind="total", at=2))
    marked: Cell = rows[1].cells[0].model_copy(update={"marker": marker})
    rows = (rows[0], rows[1].model_copy(update={"cells": (marked,)}), rows[2])
    table = Table(id="t1", pages=(1,), header_rows=0, grid=(), columns=(Column(path=()),), rows=rows)
    words = [_word(each.cells[0], text) for each, text in zip(rows, ("12", seen, "148"), strict=True)]
    wrong = finding(table, (2, 0), [(0, 0), (1, 0)], "mismatch", "12 + 135 = 147; printed 148")
    page = Page(1, 600, 800, tuple(words))
    (found,) = confirm([wrong], [table], {1: page}.get, "pdfplumber", 1, Setting(LAYOUTS["flanders"]))
    assert found.witness == witness
    assert found.verdict == ("mismatch" if witness.endswith("same") else "unread")


def _word(cell: Cell, text: str) -> Word:
    (box,) = cell.boxes
    return Word(box.x0, box.top, box.x1, box.bottom, text, box.bottom - 2, 10, "F")
