"""The second reading: a mismatch stands only where another glyph source saw the same ink.

An OCR layer is no ink: both sources read the same guess of the same engine.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.checks.sheet import Sheet
from extractor.claim import CellRef, Claim, ProseRef, cells_of
from extractor.model import Box
from extractor.page import Page, Word
from extractor.table import Cell, Table

Seen = Literal["same", "ocr", "differs"]
Reread = Callable[[int], Page | None]
"""Gives a page (counted from 1) as the other source sees it; None where that fails."""


@dataclass(frozen=True, slots=True)
class Second:
    """The second reader: its name, how many pages the document has, and how it reads some of them (counted from 1)."""

    name: str
    pages: int
    read: Callable[[Collection[int]], Mapping[int, Page]]


def pages_of(claim: Claim, tables: Sequence[Table], count: int) -> set[int]:
    """The pages, of `count`, that a second reading must see: of its cells; all where a sentence takes part."""
    refs = (claim.target, *claim.addends)
    if any(isinstance(ref, ProseRef) for ref in refs):
        return set(range(1, count + 1))
    own = {ref.table for ref in refs if isinstance(ref, CellRef)}
    return {page for table in tables if table.id in own for page in table.pages}


def seen(claim: Claim, sheet: Sheet, page: Reread, count: int) -> Seen:
    """Whether the other source saw the same ink at all figures of a claim; `count` is the number of pages."""
    # A cell of a spreadsheet has no ink that could be read otherwise.
    cells = [sheet.cell(ref) for ref in cells_of(claim) if sheet.tables[ref.table].sheet is None]
    said = [ref.text for ref in (claim.target, *claim.addends) if isinstance(ref, ProseRef)]
    saw = {_cell_seen(cell, page) for cell in cells} | {_text_seen(text, page, count) for text in said}
    return "differs" if "differs" in saw else "ocr" if "ocr" in saw else "same"


def _cell_seen(cell: Cell, page: Reread) -> Seen:
    """Whether the other source's ink in the cell's boxes is the cell's text, white space apart, and is print."""
    seen = "".join(_ink(box, page) for box in cell.boxes)
    if sorted("".join((cell.text or "").split())) != sorted("".join(ch for ch in seen if ch != "\u00ad")):
        return "differs"
    return "ocr" if any(word.ocr for box in cell.boxes for word in _words(box, page)) else "same"


def _text_seen(text: str, page: Reread, count: int) -> Seen:
    """Whether the other source has the literal text on some page, white space apart, and where in print."""
    pages = [found for number in range(1, count + 1) if (found := page(number)) is not None]
    wanted = "".join(text.split())
    if any(wanted in _run_on(word for word in found.words if not word.ocr) for found in pages):
        return "same"
    return "ocr" if any(wanted in _run_on(found.words) for found in pages) else "differs"


def _run_on(words: Iterable[Word]) -> str:
    return "".join("".join(word.text.split()) for word in words)


def _ink(box: Box, page: Reread) -> str:
    return "".join(word.text for word in _words(box, page)) if page(box.page) is not None else "\0"


def _words(box: Box, page: Reread) -> list[Word]:
    found = page(box.page)
    return [
        w
        for w in (found.words if found is not None else ())
        if box.x0 - 1 <= w.x_mid <= box.x1 + 1 and box.top - 1 <= w.y_mid <= box.bottom + 1 and not w.superscript
    ]
