"""The project's own documents: what is printed in them is what is read; bad input says what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

import extractor

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


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
