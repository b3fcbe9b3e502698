"""The project's own documents: what is printed in them is what is read; bad input says what is wrong."""

from __future__ import annotations

import io
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import pytest

import extractor

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


TRUTHS = sorted(path.name.removesuffix(".truth.json") for path in FIXTURES.glob("*.truth.json"))


@pytest.mark.parametrize("glyphs", ["pdfium", "pdfplumber"])
@pytest.mark.parametrize("name", TRUTHS)
def test_a_fixture_is_read_as_its_truth_says(name: str, glyphs: str) -> None:
    truth = json.loads((FIXTURES / f"{name}.truth.json").read_text(encoding="utf-8"))
    extraction = extractor.read(FIXTURES / f"{name}.pdf", glyphs=glyphs)
    document = extraction.document
    assert document.number == truth["number"]
    assert [q.label for q in document.questions] == truth["questions"]
    assert [a.label for a in document.answers] == truth["answers"]
    read = [
        {
            "columns": [list(column.path) for column in table.columns],
            "rows": [[*row.label, *(cell.text for cell in row.cells)] for row in table.rows],
        }
        for table in extraction.tables
    ]
    assert read == truth["tables"]
    assert Counter(f.verdict for f in extraction.findings) == truth["verdicts"]


def test_a_coordinated_answer_keeps_the_minister_of_the_head_first() -> None:
    ministers = extractor.read(FIXTURES / "joint-answers.pdf").document.ministers
    assert [(m.name, m.number) for m in ministers] == [("Tom D'Herde", 11), ("Jan Jambon", 142)]


def test_a_wrong_total_is_located_and_confirmed_by_the_other_reader() -> None:
    extraction = extractor.read(FIXTURES / "wrong-total.pdf")
    (finding,) = [f for f in extraction.findings if f.verdict == "mismatch"]
    assert (finding.printed, finding.computed, finding.difference) == (2410650, 2400650, 10000)
    assert finding.witness == "pdfplumber: same"
    assert finding.repairs[0].changes[0].value == Decimal(2400650)


def test_a_wrong_total_in_an_ocr_layer_accuses_nobody() -> None:
    extraction = extractor.read(_as_scanned(FIXTURES / "wrong-total.pdf"))
    (finding,) = [f for f in extraction.findings if f.verdict == "unread"]
    assert (finding.printed, finding.computed, finding.witness) == (2410650, 2400650, "pdfplumber: ocr")
    assert not [f for f in extraction.findings if f.verdict == "mismatch"]
    assert [(notice.code, notice.page) for notice in extraction.notices] == [("ocr-layer", 1), ("ocr-layer", 2)]


def _as_scanned(path: Path) -> bytes:
    """The document as OCR leaves it: each page a picture, its text invisible over it."""
    document = pypdfium2.PdfDocument(path)
    for page in document:
        picture = page.render()
        for item in list(page.get_objects(max_depth=1)):
            if item.type == raw.FPDF_PAGEOBJ_TEXT:
                raw.FPDFTextObj_SetTextRenderMode(item, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
            else:
                page.remove_obj(item)
        image = pypdfium2.PdfImage.new(document)
        image.set_bitmap(picture)
        image.set_matrix(pypdfium2.PdfMatrix().scale(*page.get_size()))
        page.insert_obj(image)
        page.gen_content()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_an_encrypted_pdf_asks_for_its_password_and_opens_with_it() -> None:
    path = FIXTURES / "encrypted.pdf"
    with pytest.raises(extractor.EncryptedPdf, match="password"):
        extractor.read(path)
    with pytest.raises(extractor.EncryptedPdf):
        extractor.read(path, password="mis")
    assert len(extractor.read(path, password="geheim").tables) == 1


def test_a_scan_names_the_way_to_read_it() -> None:
    with pytest.raises(extractor.ScannedPdf, match="OCRmyPDF"):
        extractor.read(FIXTURES / "scan.pdf")


def test_the_demo_document_is_read_in_full() -> None:
    extraction = extractor.read(FIXTURES / "question-1027.pdf")
    document = extraction.document
    assert (document.number, document.author, str(document.date)) == (1027, "Maaike De Vreese", "2021-09-10")
    assert document.zittingsjaar == "2020-2021"
    assert [m.name for m in document.ministers] == ["Hilde Crevits"]
    assert [q.label for q in document.questions] == [a.label for a in document.answers] == ["1", "2", "3", "4"]
    assert [a.tables for a in document.answers] == [(), ("t1", "t2", "t3"), ("t4",), ("t5",)]
    assert document.closing == "Graag ook een rekenblad met deze cijfers."
    assert [r.number for r in document.references] == [629]


def test_blank_cells_stay_in_their_columns() -> None:
    table = extractor.read(FIXTURES / "question-1027.pdf").tables[0]
    assert [c.path for c in table.columns][:2] == [("2018", "sess"), ("2018", "deeln")]
    brabant = next(row for row in table.rows if row.label == ("VBR",))
    assert [cell.text for cell in brabant.cells] == ["11", "273", "3", "36", None, None]
    assert [cell.status for cell in brabant.cells][-2:] == ["blank", "blank"]


def test_a_table_over_a_page_break_is_one_and_its_total_holds() -> None:
    extraction = extractor.read(FIXTURES / "question-1027.pdf")
    assert extraction.tables[3].pages == (2, 3)
    assert {f.verdict for f in extraction.findings} == {"match"}
    assert len([f for f in extraction.findings if f.kind == "column_total"]) == 8


def test_both_glyph_sources_read_the_same() -> None:
    one, other = (extractor.read(FIXTURES / "question-1027.pdf", glyphs=g) for g in ("pdfium", "pdfplumber"))
    assert [t.grid for t in one.tables] == [t.grid for t in other.tables]
    assert one.document.answers == other.document.answers


@pytest.mark.parametrize(
    ("name", "data", "error", "says"),
    [
        ("empty.pdf", b"", extractor.MissingFile, "empty"),
        ("page.pdf", b"<!DOCTYPE html><html><body>Niet gevonden</body></html>", extractor.NotAPdf, "HTML"),
    ],
)
def test_bad_input_names_the_file_and_the_problem(
    tmp_path: Path, name: str, data: bytes, error: type[Exception], says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error, match=says) as caught:
        extractor.read(path)
    assert name in str(caught.value)


def test_a_truncated_pdf_is_called_broken(tmp_path: Path) -> None:
    path = tmp_path / "half.pdf"
    path.write_bytes((FIXTURES / "question-1027.pdf").read_bytes()[:9000])
    with pytest.raises(extractor.BrokenPdf, match=r"half\.pdf"):
        extractor.read(path)


def test_a_missing_file_and_a_directory_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(extractor.MissingFile, match="no such file"):
        extractor.read(tmp_path / "none.pdf")
    with pytest.raises(extractor.MissingFile, match="directory"):
        extractor.read(tmp_path)


def test_the_same_bytes_give_the_same_extraction() -> None:
    data = (FIXTURES / "question-1027.pdf").read_bytes()
    assert extractor.read(data).model_dump_json() == extractor.read(data).model_dump_json()


def test_an_unknown_glyph_source_is_refused() -> None:
    with pytest.raises(extractor.UsageError, match="pdfium"):
        extractor.read(FIXTURES / "question-1027.pdf", glyphs="ocr")


@pytest.mark.parametrize("name", ["question-1027", "non-additive", "shares", "side-by-side"])
def test_the_sentence_that_names_a_table_stands_right_before_it_in_its_answer_s_text(name: str) -> None:
    extraction = extractor.read(FIXTURES / f"{name}.pdf")
    texts = {answer.label: answer.text for answer in extraction.document.answers}
    named = [table for table in extraction.tables if (table.lead_in or "").endswith(":")]
    assert named
    for table in named:
        assert texts[table.answer][: table.offset].endswith(table.lead_in or "")
