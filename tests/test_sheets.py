"""Spreadsheets that belong to a document: their tables, and the PDF held against them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

import extractor
from extractor.errors import BrokenSheet, MissingFile
from extractor.language import TONGUES
from extractor.layouts import LAYOUTS
from extractor.sheets import column_letters, tables_of
from extractor.writers.saying import sentence
from tests.drawing import boxed
from tests.test_tables import read_one

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
FLANDERS = LAYOUTS["flanders"]


def book(path: Path, sheets: dict[str, Sequence[Sequence[object]]], merged: str | None = None) -> Path:
    workbook = Workbook()
    workbook.remove(workbook.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if merged:
            sheet.merge_cells(merged)
    workbook.save(path)
    return path


def test_a_sheet_is_a_table_with_its_addresses(tmp_path: Path) -> None:
    rows = [["Bijlage 1"], [], ["Gemeente", 2020, 2021], ["Aalst", 12, 0.1], ["Gent", "<5", None], ["Totaal", 14, 0.3]]
    (table,) = tables_of(book(tmp_path / "a.xlsx", {"per jaar": rows}), FLANDERS)
    assert (table.id, table.sheet, table.caption) == ("a1", "a.xlsx > per jaar", "per jaar")
    assert [column.path for column in table.columns] == [("2020",), ("2021",)]
    assert [(row.label, row.kind) for row in table.rows] == [
        (("Aalst",), "body"),
        (("Gent",), "body"),
        (("Totaal",), "total"),
    ]
    cells = table.rows[0].cells
    assert [(cell.value, cell.address) for cell in cells] == [(Decimal(12), "B4"), (Decimal("0.1"), "C4")]
    assert [cell.status for cell in table.rows[1].cells] == ["suppressed", "blank"]


def test_a_merged_header_heads_all_its_columns(tmp_path: Path) -> None:
    rows = [["Gemeente", "2020", None], [None, "man", "vrouw"], ["Aalst", 1, 2], ["Gent", 3, 4]]
    (table,) = tables_of(book(tmp_path / "a.xlsx", {"x": rows}, merged="B1:C1"), FLANDERS)
    assert [column.path for column in table.columns] == [("2020", "man"), ("2020", "vrouw")]


def test_blank_rows_part_tables_and_every_sheet_is_read(tmp_path: Path) -> None:
    block = [["a", "n"], ["x", 1], ["y", 2]]
    tables = tables_of(book(tmp_path / "a.xlsx", {"een": [*block, [], *block], "twee": block}), FLANDERS)
    assert [(table.id, table.sheet) for table in tables] == [
        ("a1", "a.xlsx > een"),
        ("a2", "a.xlsx > een"),
        ("a3", "a.xlsx > twee"),
    ]


def test_what_is_no_spreadsheet_is_told(tmp_path: Path) -> None:
    (tmp_path / "page.xlsx").write_text("<html>niet gevonden</html>")
    with pytest.raises(BrokenSheet, match=r"page\.xlsx.*no spreadsheet"):
        tables_of(tmp_path / "page.xlsx", FLANDERS)
    with pytest.raises(MissingFile, match=r"none\.xlsx"):
        tables_of(tmp_path / "none.xlsx", FLANDERS)


def annex_of(path: Path, table: extractor.Extraction, change: tuple[int, int] | None = None) -> Path:
    """The first table of an extraction as a spreadsheet, at will with one digit changed."""
    first = table.tables[0]
    rows: list[list[object]] = [["", *(" ".join(column.path) for column in first.columns)]]
    for r, row in enumerate(first.rows):
        values = [None if cell.value is None else float(cell.value) for cell in row.cells]
        if change and change[0] == r:
            values[change[1]] = (values[change[1]] or 0) + 100
        rows.append([" ".join(row.label), *values])
    return book(path, {"cijfers": rows})


def test_a_pdf_is_held_against_its_annex(tmp_path: Path) -> None:
    pdf = FIXTURES / "question-1027.pdf"
    plain = extractor.read(pdf)
    same = extractor.read(pdf, annexes=[annex_of(tmp_path / "a.xlsx", plain)])
    held = [f for f in same.findings if f.kind == "annex"]
    assert len(held) > 20 and {f.verdict for f in held} == {"match"}
    assert [t.id for t in same.tables] == [*(t.id for t in plain.tables), "a1"]
    assert {r.provenance.address for r in same.records if r.provenance.sheet} > {"B2", "C3"}

    other = extractor.read(pdf, annexes=[annex_of(tmp_path / "b.xlsx", plain, (0, 1))])
    (wrong,) = [f for f in other.findings if f.kind == "annex" and f.verdict == "mismatch"]
    assert (wrong.target.row, wrong.target.column) == (0, 1)  # type: ignore[union-attr]
    said = sentence(wrong, {table.id: table for table in other.tables}, TONGUES["en"])
    assert "in the annex 636 = 636 (b.xlsx > cijfers)" in said
    assert wrong.witness == "pdfplumber: same"


def test_columns_have_letters() -> None:
    assert [column_letters(i) for i in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_headers_labels_and_kinds_are_told_as_those_of_a_page_are(tmp_path: Path) -> None:
    """A sheet and a ruled page with the same cells make the same table."""
    rows: list[list[str | None]] = [
        ["Provincie", "Gemeente", "Aantal", "Bedrag"],
        ["Antwerpen", "Mechelen", "12", "1.561"],
        [None, "Lier", "<5", "-"],
        [None, "Totaal", "14", "1.561"],
        ["Limburg", "Genk", "7", "30"],
        [None, "Tongeren", None, "x"],
        ["Algemeen totaal", None, "21", "1.591"],
    ]
    page = read_one(boxed(rows))
    (sheet,) = tables_of(book(tmp_path / "a.xlsx", {"x": rows}), FLANDERS)
    for told in ("header_rows", "grid", "stub"):
        assert getattr(sheet, told) == getattr(page, told)
    assert [c.path for c in sheet.columns] == [c.path for c in page.columns]
    assert [(row.label, row.kind) for row in sheet.rows] == [(row.label, row.kind) for row in page.rows]
    assert sheet.rows[1].label == ("Antwerpen", "Lier")
    values = [[(cell.status, cell.value, cell.high) for cell in row.cells] for row in sheet.rows]
    assert values == [[(cell.status, cell.value, cell.high) for cell in row.cells] for row in page.rows]


def test_a_merged_label_stands_on_each_of_its_rows_and_tells_its_places(tmp_path: Path) -> None:
    rows = [["Provincie", "Soort", 2020], ["Antwerpen", "man", 1], [None, "vrouw", 2], ["Gent", "man", 3]]
    (table,) = tables_of(book(tmp_path / "a.xlsx", {"x": rows}, merged="A2:A3"), FLANDERS)
    assert [row.label for row in table.rows] == [("Antwerpen", "man"), ("Antwerpen", "vrouw"), ("Gent", "man")]
    assert [(a.row, a.column, a.rows, a.columns) for a in table.areas] == [(1, 0, 2, 1)]


def test_a_row_that_numbers_the_columns_is_header(tmp_path: Path) -> None:
    rows = [["Regio", "man", "vrouw", "x", "totaal"], [1, 2, 3, 4, 5], ["Aalst", 9, 8, 7, 24]]
    (table,) = tables_of(book(tmp_path / "a.xlsx", {"x": rows}), FLANDERS)
    assert table.header_rows == 2
    assert [row.label for row in table.rows] == [("Aalst",)]


def test_lone_texts_above_are_caption_and_unit_and_notes_stand_below(tmp_path: Path) -> None:
    rows = [
        ["Steun per gemeente"],
        ["(in duizend euro)"],
        ["Gemeente", "2020"],
        ["Aalst", "12*"],
        ["Wegen", None],
        ["Gent", 8],
        ["* voorlopig"],
        ["cijfer van mei"],
        ["Bron: Statbel"],
    ]
    (table,) = tables_of(book(tmp_path / "a.xlsx", {"x": rows}), FLANDERS)
    assert (table.caption, table.unit) == ("Steun per gemeente (in duizend euro)", "duizend EUR")
    assert table.footnotes == ("* voorlopig", "cijfer van mei", "Bron: Statbel")
    assert [(row.label, row.kind) for row in table.rows][1:] == [(("Wegen",), "section"), (("Gent",), "body")]
    assert (table.rows[0].cells[0].marker, table.rows[0].cells[0].unit) == ("*", "duizend EUR")


def test_a_lone_text_over_a_column_heads_it(tmp_path: Path) -> None:
    (table,) = tables_of(book(tmp_path / "a.xlsx", {"x": [[None, "Bedrag"], ["Aalst", 12], ["Gent", 8]]}), FLANDERS)
    assert [column.path for column in table.columns] == [("Bedrag",)]


def test_a_sheet_of_words_is_no_table(tmp_path: Path) -> None:
    rows = [["Begrip", "Uitleg"], ["Gemeente", "waar men woont"], ["Jaar", "waarover het gaat"]]
    assert tables_of(book(tmp_path / "a.xlsx", {"x": rows}), FLANDERS) == []
