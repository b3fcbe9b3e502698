"""A mismatch stands only where a second reader saw the same ink."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractor.checks import Second
from extractor.checks.case import Case
from extractor.checks.judge import judge
from extractor.claim import Claim, ProseRef, claimed
from extractor.page import Page, Word
from extractor.record import Finding
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
    wrong = finding(table, (2, 0), [(0, 0), (1, 0)], "mismatch")
    found = _judged(wrong, words, table)
    assert found.witness == witness
    assert found.verdict == ("mismatch" if witness.endswith("same") else "unread")


@pytest.mark.parametrize("guessed", [0, 2])
def test_one_guess_of_an_ocr_engine_among_the_figures_and_nobody_is_accused(guessed: int) -> None:
    rows = (row(["Gent"], ["12"], at=0), row(["Aalst"], ["135"], at=1), row(["Totaal"], ["148"], kind="total", at=2))
    table = Table(id="t1", pages=(1,), header_rows=0, grid=(), columns=(Column(path=()),), rows=rows)
    wrong = finding(table, (2, 0), [(0, 0), (1, 0)], "mismatch")
    words = [_word(each.cells[0], each.cells[0].text or "") for each in rows]
    words[guessed] = replace(words[guessed], ocr=True)
    found = _judged(wrong, words, table)
    assert (found.verdict, found.witness) == ("unread", "pdfplumber: ocr")
    assert found.reason == "guessed"


@pytest.mark.parametrize(
    ("printed", "ocr", "verdict"), [("12", False, "mismatch"), ("12", True, "unread"), ("13", False, "unread")]
)
def test_a_sentence_accuses_where_it_is_printed(printed: str, ocr: bool, verdict: str) -> None:
    said = ProseRef(answer="1", text="12 fietsen")
    wrong = claimed("prose", said, [], Decimal(12), Decimal(13))
    words = [Word(50, 50, 60, 60, printed, 58, 10, "F", ocr=ocr), Word(63, 50, 90, 60, "fietsen", 58, 10, "F", ocr=ocr)]
    found = _judged(wrong, words)
    assert found.verdict == verdict


def _judged(wrong: Claim, words: list[Word], *tables: Table) -> Finding:
    """The claim, which fails, judged with a second reader that sees the words."""
    second = Second("pdfplumber", 1, lambda wanted: {1: _page(words)})
    names = Claim.model_fields
    claim = Claim(**{name: getattr(wrong, name) for name in names})
    (found,) = judge([Case(claim, "mismatch")], tables, second=second)
    return found


def _page(words: list[Word]) -> Page:
    return Page(1, 600, 800, tuple(words))


def _word(cell: Cell, text: str) -> Word:
    (box,) = cell.boxes
    return Word(box.x0, box.top, box.x1, box.bottom, text, box.bottom - 2, 10, "F")
