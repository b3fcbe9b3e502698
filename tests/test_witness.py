"""A mismatch stands only where a second reader saw the same ink."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractor.checks import Setting, confirm
from extractor.layouts import LAYOUTS
from extractor.page import Page, Word
from extractor.record import Finding, ProseRef
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
    (found,) = confirm([wrong], [table], {1: _page(words)}.get, "pdfplumber", 1, Setting(LAYOUTS["flanders"]))
    assert found.witness == witness
    assert found.verdict == ("mismatch" if witness.endswith("same") else "unread")


@pytest.mark.parametrize("guessed", [0, 2])
def test_one_guess_of_an_ocr_engine_among_the_figures_and_nobody_is_accused(guessed: int) -> None:
    rows = (row(["Gent"], ["12"], at=0), row(["Aalst"], ["135"], at=1), row(["Totaal"], ["148"], kind="total", at=2))
    table = Table(id="t1", pages=(1,), header_rows=0, grid=(), columns=(Column(path=()),), rows=rows)
    wrong = finding(table, (2, 0), [(0, 0), (1, 0)], "mismatch", "12 + 135 = 147; printed 148")
    words = [_word(each.cells[0], each.cells[0].text or "") for each in rows]
    words[guessed] = replace(words[guessed], ocr=True)
    (found,) = confirm([wrong], [table], {1: _page(words)}.get, "pdfplumber", 1, Setting(LAYOUTS["flanders"]))
    assert (found.verdict, found.witness) == ("unread", "pdfplumber: ocr")
    assert found.explanations == ("these figures come from an OCR layer over a picture: nothing can be said",)


@pytest.mark.parametrize(
    ("printed", "ocr", "verdict"), [("12", False, "mismatch"), ("12", True, "unread"), ("13", False, "unread")]
)
def test_a_sentence_accuses_where_it_is_printed(printed: str, ocr: bool, verdict: str) -> None:
    said = ProseRef(answer="1", text="12 fietsen")
    wrong = Finding(
        kind="prose", table=None, target=said, addends=(), printed=Decimal(12), computed=Decimal(13),
        difference=Decimal(-1), verdict="mismatch", arithmetic="12 + 1 = 13; printed 12",
    )  # fmt: skip
    words = [Word(50, 50, 60, 60, printed, 58, 10, "F", ocr=ocr), Word(63, 50, 90, 60, "fietsen", 58, 10, "F", ocr=ocr)]
    (found,) = confirm([wrong], [], {1: _page(words)}.get, "pdfplumber", 1, Setting(LAYOUTS["flanders"]))
    assert found.verdict == verdict


def _page(words: list[Word]) -> Page:
    return Page(1, 600, 800, tuple(words))


def _word(cell: Cell, text: str) -> Word:
    (box,) = cell.boxes
    return Word(box.x0, box.top, box.x1, box.bottom, text, box.bottom - 2, 10, "F")
