"""One Excel workbook a document: its text, its tables, its checks, its source."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extractor.document import Document
from extractor.language import Tongue
from extractor.record import Extraction
from extractor.writers.excel_book import HEAD, TITLE, WRAPPED, Book, chunks, fit, row_height, write_line
from extractor.writers.excel_checks import Desk, write_checks
from extractor.writers.excel_control import write_control
from extractor.writers.excel_table import write_table
from extractor.writers.options import Options, distinct, folder_names
from extractor.writers.verdicts import verdicts_by_cell

TEXT_WIDTH = 110
"""Characters of text in a line of the sheet 'Document'."""


def write_excel(extractions: Sequence[Extraction], out_dir: Path, options: Options) -> list[Path]:
    """The paths of the workbooks, written: one a document, named like its folder."""
    kept = distinct(extractions)
    paths = []
    for folder, extraction in zip(folder_names(kept), kept, strict=True):
        path = out_dir / folder / f"{folder}.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_workbook(extraction, path, options.tongue)
        paths.append(path)
    return paths


def write_workbook(extraction: Extraction, path: Path, tongue: Tongue) -> None:
    """Write one workbook: 'Document', a sheet a table, 'Controle', 'Bron'; Excel shows decimals by its own setting."""
    document = extraction.document
    book = Book(path, document.date)
    _write_document(book, document, tongue)
    tables = {table.id: table for table in extraction.tables}
    verdicts = verdicts_by_cell(extraction.findings, targets_only=True)
    spots = {table.id: write_table(book, table, verdicts) for table in extraction.tables}
    for table in extraction.tables:
        write_checks(Desk(book, tables, tongue, spots), table, extraction.findings)
    write_control(book, extraction, tables, tongue)
    _write_source(book, document, tongue)
    book.close()


def _write_document(book: Book, document: Document, tongue: Tongue) -> None:
    sheet = book.sheet("Document")
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, TEXT_WIDTH)
    sheet.write_string(0, 0, fit(document.title or document.id), book.style(TITLE))
    name_style, text_style = book.style({"bold": True, "valign": "top"}), book.style(WRAPPED)
    row = 2
    for name, text in document_lines(document, tongue):
        sheet.set_row(row, row_height(text, TEXT_WIDTH))
        write_line(sheet, row, [name, text], name_style, text_style)
        row += 1
    for heading, items in document_parts(document, tongue):
        write_line(sheet, row + 1, [heading, ""], book.style(HEAD))
        row += 2
        for label, piece in ((label, piece) for label, text in items for piece in chunks(text)):
            sheet.set_row(row, row_height(piece, TEXT_WIDTH))
            write_line(sheet, row, [label, piece], name_style, text_style)
            row += 1


def document_parts(document: Document, tongue: Tongue) -> list[tuple[str, list[tuple[str | None, str]]]]:
    """Headings with their labelled texts, in the order of the document; those without text are left out."""
    parts: list[tuple[str, list[tuple[str | None, str | None]]]] = [
        ("introduction", [(None, document.introduction)]),
        ("question", [(question.label, question.text) for question in document.questions]),
        ("preamble", [(None, document.preamble)]),
        ("answer heading", [(answer.label, answer.text) for answer in document.answers]),
        ("closing", [(None, document.closing)]),
    ]
    kept = [(heading, [(label, text) for label, text in items if text]) for heading, items in parts]
    return [(tongue.say(heading), items) for heading, items in kept if items]


def document_lines(document: Document, tongue: Tongue) -> list[tuple[str, str]]:
    """The metadata as names and texts, those that the document does not give left out."""
    ministers = [", ".join(part for part in (minister.name, minister.title) if part) for minister in document.ministers]
    lines = [
        ("number", str(document.number or "")),
        ("zittingsjaar", document.zittingsjaar or ""),
        ("author", document.author or ""),
        ("date", tongue.day(document.date) if document.date else ""),
        *(("minister", text) for text in ministers),
        ("title", document.title or ""),
        ("answered on", tongue.day(document.answered_on) if document.answered_on else ""),
        ("themes", ", ".join(document.themes)),
        ("annexes", "; ".join(annex.title for annex in document.annexes)),
        ("references", "; ".join(reference.text for reference in document.references)),
    ]
    return [(tongue.say(name), text) for name, text in lines if text]


def _write_source(book: Book, document: Document, tongue: Tongue) -> None:
    """The sheet 'Bron'. The day is the document's own: the clock of the machine would change the bytes."""
    sheet = book.sheet("Bron")
    day = document.answered_on or document.date
    which = "day of the answer" if document.answered_on else "day of the question"
    lines = [
        ("document", document.id),
        ("address", document.url),
        ("page", document.page_url),
        ("licence", document.licence),
        ("SHA-256", document.sha256),
        ("pages", str(document.pages)),
        ("read with", document.glyphs),
        (which, tongue.day(day) if day else None),
    ]
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 80)
    for row, (name, text) in enumerate(lines):
        shown = [tongue.say(name), text or tongue.say("not known")]
        write_line(sheet, row, shown, book.style({"bold": True}), book.style())
