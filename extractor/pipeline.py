"""One document in, one Extraction out: the only module that knows every stage."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from extractor.checks import Second, check
from extractor.document import Answer, Document
from extractor.errors import LongPdf, MissingFile, ScannedPdf, SourceError, UsageError
from extractor.geometry import BBox
from extractor.glyphs import SOURCES
from extractor.layouts import LAYOUTS
from extractor.lines import Line, furniture, lines_of, paragraph
from extractor.model import Box
from extractor.page import Page, Word, box_around
from extractor.questions import Parts
from extractor.questions import read as read_parts
from extractor.record import Extraction, Notice
from extractor.sheets import tables_of
from extractor.table import Table
from extractor.tables import Breach, Found, Reader
from extractor.tables.cells import lines_of as printed_lines
from extractor.tidy import records

Source = Path | str | bytes | BinaryIO
OTHER = {"pdfium": "pdfplumber", "pdfplumber": "pdfium"}
"""The witness of each glyph source: another parser, another code path."""
FIRST_PAGES = 3
"""A written question shows its heading within these pages; another document's text is not kept in memory."""


@dataclass(frozen=True, slots=True)
class _Input:
    """The bytes of a document, its name, and how to read it."""

    data: bytes
    name: str
    glyphs: str
    password: str | None

    def pages(self, source: str | None = None) -> Iterator[Page]:
        return SOURCES[source or self.glyphs](self.data, password=self.password, name=self.name)

    def again(self, wanted: Collection[int]) -> dict[int, Page]:
        """Some pages as the other source sees them; none where it cannot read the document."""
        seen: dict[int, Page] = {}
        try:
            for page in self.pages(OTHER[self.glyphs]):
                if page.number in wanted:
                    seen[page.number] = page
                if page.number >= max(wanted):
                    break
        except SourceError:
            return {}
        return seen


def read(
    source: Source,
    *,
    glyphs: str = "pdfium",
    password: str | None = None,
    layout: str = "flanders",
    disclose: bool = False,
    annexes: Sequence[Path | tuple[Path, str]] = (),
    most_pages: int | None = None,
) -> Extraction:
    """Everything that a PDF says: metadata, questions, answers, tables, figures, findings, notices.

    `source` is a path, bytes, or an open binary file; `disclose` names
    a hidden figure ('<5') whose exact value follows from the rest; `annexes` are spreadsheets that belong to the
    document: their tables are added, and held against the document's; a pair gives a file's printed name too. A
    document of more than `most_pages` is not read.

    Raises:
        MissingFile, NotAPdf, BrokenPdf, EncryptedPdf, ScannedPdf, LongPdf, BrokenSheet: what is wrong with the input.
        UsageError: no such glyph source or layout.
    """
    if glyphs not in SOURCES:
        raise UsageError(f"no glyph source is called '{glyphs}': take one of {', '.join(SOURCES)}")
    if layout not in LAYOUTS:
        raise UsageError(f"no layout is called '{layout}': take one of {', '.join(LAYOUTS)}")
    data, name = _load(source)
    given = _Input(data, name, glyphs, password)
    chosen = LAYOUTS[layout]
    reader = Reader(chosen)
    kept: list[list[Line]] = []
    turned: list[tuple[int, Word]] = []
    notices: list[Notice] = []
    count, images, words = 0, 0, 0
    for page in given.pages():
        count += 1
        if most_pages is not None and count > most_pages:
            raise LongPdf(name, f"more than {most_pages} pages", "Read it by itself, with 'extractor read'")
        images += page.images
        words += len(page.words)
        rest = reader.add(page)
        notices += _page_notices(page)
        keep = count <= FIRST_PAGES or _is_question(kept, chosen.question_headings)
        kept.append(lines_of(_with_words(page, rest)) if keep else [])
        turned += [(page.number, word) for word in rest if word.angle and keep]
    if not words:
        raise ScannedPdf(
            name,
            f"a scan: none of its {count} pages has text" if images else f"none of its {count} pages has text",
            "Add a text layer with OCRmyPDF ('pip install extractor[ocr]', then 'ocrmypdf -l nld IN OUT')",
        )
    found = reader.finish()
    parts = read_parts(_body(kept), chosen)
    notices += [Notice(code=code, message=message) for code, message in parts.notices]
    if parts.answer_starts or parts.questions:
        notices += _text_notices(parts.left, turned)
    tables, answers = _bind(found, parts)
    notices += [*_table_notices(tables), *map(_breach_notice, reader.breaches)]
    sha256 = hashlib.sha256(data).hexdigest()
    sheets: list[Table] = []
    for annex in annexes:
        path, title = annex if isinstance(annex, tuple) else (annex, str(annex))
        sheets += tables_of(path, chosen, name=title, first=len(sheets) + 1)
    second = Second(OTHER[given.glyphs], count, given.again)
    findings = check(tables, answers, chosen, annexes=sheets, disclose=disclose, second=second)
    everything = [*tables, *sheets]
    return Extraction(
        document=_document(given, sha256, count, parts, answers, chosen.licence),
        tables=tuple(everything),
        records=tuple(records(everything, sha256, chosen)),
        findings=tuple(findings),
        notices=tuple(notices),
    )


def _load(source: Source) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        data, name = source, "the given bytes"
    elif isinstance(source, (str, Path)):
        path, name = Path(source), str(source)
        if path.is_dir():
            raise MissingFile(name, "a directory, not a file", "Name the PDF files in it")
        try:
            data = path.read_bytes()
        except FileNotFoundError as error:
            raise MissingFile(name, "no such file", "Check the path") from error
        except OSError as error:
            raise MissingFile(name, f"cannot be opened ({error.strerror})", "Check that you may read it") from error
    else:
        data, name = source.read(), str(getattr(source, "name", "the given file"))
    if not data:
        raise MissingFile(name, "the file is empty", "Fetch it again")
    return data, name


def _with_words(page: Page, words: tuple[Word, ...]) -> Page:
    return Page(page.number, page.width, page.height, words)


def _is_question(kept: Sequence[Sequence[Line]], headings: Sequence[str]) -> bool:
    """True where one of the first pages has the heading of a written question."""
    return any(
        line.text.casefold().startswith(h.casefold())
        for lines in kept[:FIRST_PAGES]
        for line in lines
        for h in headings
    )


def _body(kept: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines in reading order without page numbers and repeated heads and feet."""
    out = furniture(kept)
    return [line for lines in kept for line in lines if line not in out]


def _bind(found: Sequence[tuple[Found, Table]], parts: Parts) -> tuple[list[Table], list[Answer]]:
    """The tables with the label of their answer and their place in its text, and the answers with their tables."""
    tables: list[Table] = []
    held: dict[int, list[str]] = {}
    for place, table in found:
        index = None
        for page, top, answer in parts.answer_starts:
            if (page, top) <= (place.page, place.top + 1):
                index = answer
        if index is None:
            tables.append(table)
            continue
        above = [text for line, text in parts.spoken[index] if text and (line.page, line.top) < (place.page, place.top)]
        update = {"answer": parts.answers[index].label, "offset": len(paragraph(above))}
        tables.append(table.model_copy(update=update))
        held.setdefault(index, []).append(table.id)
    answers = [a.model_copy(update={"tables": tuple(held.get(i, ()))}) for i, a in enumerate(parts.answers)]
    return tables, answers


def _page_notices(page: Page) -> list[Notice]:
    notices = []
    for remark in page.remarks:
        box = remark.box
        place = None if box is None else Box(page=page.number, x0=box.x0, top=box.top, x1=box.x1, bottom=box.bottom)
        notices.append(Notice(code=remark.code, message=remark.message, page=page.number, box=place))
    if page.images and not page.words:
        notices.append(Notice(code="scan", message="a page without text: a picture, which needs OCR", page=page.number))
    return notices


def _text_notices(left: Sequence[Line], turned: Sequence[tuple[int, Word]]) -> list[Notice]:
    """Notices of a written question's text that none of its parts has: lines with figures, and turned words."""
    notices = [
        Notice(code="unread-line", message=line.text, page=line.page, box=box_around(line.page, [line]))
        for line in left
        if any(map(str.isdigit, line.text))
    ]
    for page in dict.fromkeys(page for page, _ in turned):
        words = [word for at, word in turned if at == page]
        said = " ".join(word.text for way in (90, 180, 270) for line in _turned_lines(words, way) for word in line)
        message = f"turned text that stands in no table: {said}"
        notices.append(Notice(code="turned-text", message=message, page=page, box=box_around(page, words)))
    return notices


def _turned_lines(words: Sequence[Word], angle: int) -> list[list[Word]]:
    return printed_lines([word for word in words if word.angle == angle])


def _table_notices(tables: Sequence[Table]) -> list[Notice]:
    """A notice for each page of a table that has words in none of its cells."""
    notices = []
    for table in tables:
        for page in dict.fromkeys(word.box.page for word in table.unplaced):
            words = [word for word in table.unplaced if word.box.page == page]
            message = f"table {table.id}: words that fit in no cell: {' '.join(word.text for word in words)}"
            box = box_around(page, [_ink(word.box) for word in words])
            notices.append(Notice(code="unplaced-words", message=message, page=page, box=box))
    return notices


def _ink(box: Box) -> BBox:
    return BBox(box.x0, box.top, box.x1, box.bottom)


def _breach_notice(breach: Breach) -> Notice:
    where = "nowhere in what was read" if breach.code == "lost-words" else "more than once in what was read"
    message = f"words that stand {where}: {' '.join(word.text for word in breach.words)}"
    return Notice(code=breach.code, message=message, page=breach.page, box=box_around(breach.page, breach.words))


def _document(
    given: _Input, sha256: str, count: int, parts: Parts, answers: Sequence[Answer], licence: str
) -> Document:
    question = parts.number is not None
    return Document(
        id=f"sv-{parts.number}-{parts.zittingsjaar}" if question and parts.zittingsjaar else sha256[:12],
        sha256=sha256,
        pages=count,
        glyphs=given.glyphs,
        number=parts.number,
        author=parts.author,
        date=parts.date,
        zittingsjaar=parts.zittingsjaar,
        title=parts.title,
        ministers=parts.ministers,
        answered_on=parts.answered_on,
        questions=parts.questions,
        answers=tuple(answers),
        introduction=parts.introduction,
        closing=parts.closing,
        preamble=parts.preamble,
        annexes=parts.annexes,
        references=parts.references,
        licence=licence if question else None,
    )
