"""Characters beyond the basic plane, private-use ones and codes that are none: no writer stumbles over them."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from extractor import read
from extractor.characters import joined, whole
from extractor.claim import ProseRef
from extractor.glyphs import SOURCES
from extractor.layouts import LAYOUTS
from extractor.model import Box
from extractor.record import Extraction, Notice
from extractor.sheets import tables_of
from extractor.table import Cell, Column, Row, Table, Unplaced
from extractor.writers import Options, write
from extractor.writers.document_json import extraction_json
from extractor.writers.excel_book import MOST_CHARACTERS, chunks, fit, head
from extractor.writers.findings import findings_json
from extractor.writers.plain import neutral
from tests.factories import extraction
from tests.pdfs import pdf, text
from tests.test_writers import FOLDER, drawn

EVERY_SOURCE = pytest.mark.parametrize("source", sorted(SOURCES))
CODES = {0xA1: "D835DC65", 0xA2: "F0FC", 0xA3: "D800", 0xA4: "0001", 0xA5: "D83DDE00", 0xA6: "D835DFCF"}
ROWS = (("Jaar", "Som \xa5"), ("\xa1", "120"), ("\xa2 b", "130"), ("c\xa3", "140"), ("d\xa4", "\xa6"))
PRINTED = [("Jaar", "Som 😀"), ("𝑥", "120"), ("\uf0fc b", "130"), ("c\ufffd", "140"), ("d\ufffd", "𝟏")]


def odd_pdf() -> bytes:
    """A ruled table with a character of every sort."""
    rules = "".join(f"50 {y} m 350 {y} l S " for y in range(600, 701, 20))
    rules += "".join(f"{x} 600 m {x} 700 l S " for x in (50, 200, 350))
    words = "".join(
        text(60 + 150 * c, 685 - 20 * r, one, font="U") for r, line in enumerate(ROWS) for c, one in enumerate(line)
    )
    return pdf("1 w " + rules + words, unicode=CODES)


def with_text(given_text: str) -> Extraction:
    """An extraction that has the text wherever a document's own words stand."""
    whole_one = extraction()
    table = Table(
        id="t1",
        answer="3",
        caption=given_text,
        unit=given_text,
        pages=(1,),
        header_rows=1,
        grid=((given_text, given_text), (given_text, given_text)),
        columns=(Column(path=(given_text,)),),
        stub=(given_text,),
        rows=(Row(label=(given_text,), kind="body", cells=(Cell(text=given_text, status="text"),)),),
        footnotes=(given_text,),
        unplaced=(Unplaced(text=given_text, box=Box(page=1, x0=1, top=1, x1=2, bottom=2)),),
    )
    answer = whole_one.document.answers[0].model_copy(update={"text": given_text, "tables": ("t1",)})
    document = whole_one.document.model_copy(update={"title": given_text, "answers": (answer,)})
    notice = Notice(code="unplaced-words", message=given_text)
    claim = whole_one.findings[0].model_copy(
        update={
            "table": None,
            "target": ProseRef(answer="3", text=given_text),
            "addends": (),
            "arithmetic": given_text,
            "sentence": given_text,
            "explanations": (given_text,),
        }
    )
    return Extraction(document=document, tables=(table,), findings=(claim,), notices=(notice,))


@EVERY_SOURCE
def test_every_writer_takes_a_pdf_with_such_characters(source: str, tmp_path: Path) -> None:
    found = read(odd_pdf(), glyphs=source)
    (table,) = found.tables
    assert [(row.label[0], row.cells[0].text) for row in table.rows] == PRINTED[1:]
    (notice,) = (notice for notice in found.notices if notice.code == "text-without-unicode")
    assert notice.message.startswith("2 characters")
    assert Extraction.model_validate_json(found.model_dump_json()) == found
    write([found], tmp_path, Options())
    (path,) = tmp_path.rglob("table-t1.csv")
    assert list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))[1:] == [*map(list, PRINTED[1:])]
    (path,) = tmp_path.rglob("*.xlsx")
    sheet = load_workbook(path)[load_workbook(path).sheetnames[1]]
    cells = {str(one.value) for line in sheet for one in line if one.value is not None}
    assert cells >= {one for line in PRINTED for one in line}
    shown = drawn(found)
    assert all(one in shown for line in PRINTED for one in line)


def test_both_sources_read_such_a_pdf_into_equal_tables() -> None:
    one, other = (read(odd_pdf(), glyphs=source) for source in sorted(SOURCES))
    assert one.tables == other.tables
    assert one.notices == other.notices


@settings(max_examples=60)
@given(st.text(st.characters() | st.sampled_from("\x00\x0b\x1b\x7f\x85\u2028\ud835\udc65\ue000\ufffe\uffff😀")))
@example("<r>&</r>")
@example("<r><t>x</t></r>")
@example("a\rb")
@example("\ud800")
@example("a\ufffe\uffff")
@example("𝑥" * 40)
def test_any_text_survives_every_writer(given_text: str) -> None:
    found = with_text(given_text)
    expected = whole(given_text)
    assert Extraction.model_validate_json(extraction_json(found)).tables[0].caption == expected
    findings_json(found, found.findings).encode()
    drawn(found).encode()
    with tempfile.TemporaryDirectory() as folder:
        write([found], Path(folder), Options())
        data = (Path(folder) / FOLDER / "table-t1.csv").read_bytes().decode("utf-8-sig")
        lines = list(csv.reader(io.StringIO(data, newline="")))
        field = neutral(expected).replace("\r\n", "\n").replace("\r", "\n")
        assert lines == [[field, field], [field, field]]
        book = load_workbook(Path(folder) / FOLDER / f"{FOLDER}.xlsx")
    value = book[book.sheetnames[1]]["B5"].value
    if given_text.isprintable():
        assert (value or "").removesuffix(" ") == fit(expected).removesuffix(" ")
    else:
        # openpyxl leaves a control character as Excel's escape for it.
        assert bool(value) == bool(given_text)


def test_json_by_the_long_way_is_the_same_json() -> None:
    plain, odd = with_text("a\ufffdb"), with_text("a\ud800b")
    for indent in (2, None):
        assert extraction_json(odd, indent=indent) == extraction_json(plain, indent=indent)


@given(st.text(st.sampled_from("a𝑥😀é"), max_size=60), st.integers(1, 40))
def test_a_cut_text_has_as_many_halves_as_excel_allows(given_text: str, most: int) -> None:
    cut = head(given_text, most)
    assert given_text.startswith(cut)
    size = len(cut.encode("utf-16-le")) // 2
    assert size <= most
    assert cut == given_text or size >= most - 1


def test_a_long_text_of_another_plane_is_cut_in_no_cell() -> None:
    given_text = "a" + "𝑥" * MOST_CHARACTERS
    pieces = chunks(given_text)
    assert "".join(pieces) == given_text
    assert max(len(piece.encode("utf-16-le")) // 2 for piece in pieces) <= MOST_CHARACTERS
    assert fit(given_text) == pieces[0] + "…"
    assert chunks("") == [""]


def test_a_spreadsheet_whose_name_is_no_unicode_gives_no_half_of_utf16() -> None:
    with tempfile.TemporaryDirectory() as folder:
        write([extraction()], Path(folder), Options())
        book = (Path(folder) / FOLDER / f"{FOLDER}.xlsx").read_bytes()
    tables = tables_of(book, LAYOUTS["flanders"], name="bijlage\udcff.xlsx")
    assert tables
    assert all((table.sheet or "").startswith("bijlage\ufffd.xlsx") for table in tables)


def test_two_halves_make_one_character_in_either_order() -> None:
    assert joined(0xD835, 0xDC65) == joined(0xDC65, 0xD835) == ord("𝑥")
    assert [joined(*pair) for pair in ((0xD835, 0xD835), (0xDC65, 0xDC65), (0xD835, 0x41), (0x41, 0x42))] == [0] * 4
    assert [whole(one) for one in ("𝑥\ue000", "a\ud800b", "\ud835\udc65", "")] == ["𝑥\ue000", "a\ufffdb", "𝑥", ""]
