"""The second reading: a mismatch stands only where another glyph source saw the same ink.

An OCR layer is no ink: both sources read the same guess of the same engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from extractor.checks.messages import Setting
from extractor.claim import Box
from extractor.page import Page, Word
from extractor.record import CellRef, Finding, ProseRef
from extractor.table import Cell, Table

Seen = Literal["same", "ocr", "differs"]
Reread = Callable[[int], Page | None]
"""Gives a page (counted from 1) as the other source sees it; None where that fails."""


def pages_of(finding: Finding, tables: Sequence[Table], count: int) -> set[int]:
    """The pages, of `count`, that a second reading must see: of its cells; all where a sentence takes part."""
    refs = (finding.target, *finding.addends)
    if any(isinstance(ref, ProseRef) for ref in refs):
        return set(range(1, count + 1))
    own = {ref.table for ref in refs if isinstance(ref, CellRef)}
    return {page for table in tables if table.id in own for page in table.pages}


def confirm(
    findings: Sequence[Finding], tables: Sequence[Table], reread: Reread, name: str, count: int, setting: Setting
) -> list[Finding]:
    """The findings, each mismatch either confirmed by the other source or turned into 'unread'.

    `name` is that source's, `count` the number of pages of the document.
    """
    by_id = {table.id: table for table in tables}
    pages: dict[int, Page | None] = {}

    def page(number: int) -> Page | None:
        if number not in pages:
            pages[number] = reread(number)
        return pages[number]

    return [_confirmed(f, by_id, page, name, count, setting) if f.verdict == "mismatch" else f for f in findings]


def _confirmed(
    finding: Finding, tables: dict[str, Table], page: Reread, name: str, count: int, setting: Setting
) -> Finding:
    # A cell of a spreadsheet has no ink that could be read otherwise.
    refs = [r for r in (finding.target, *finding.addends) if isinstance(r, CellRef) and r.table in tables]
    cells = [tables[ref.table].rows[ref.row].cells[ref.column] for ref in refs]
    said = [ref.text for ref in (finding.target, *finding.addends) if isinstance(ref, ProseRef)]
    saw = {_cell_seen(cell, page) for cell in cells} | {_text_seen(text, page, count) for text in said}
    if saw <= {"same"}:
        return finding.model_copy(update={"witness": f"{name}: same"})
    what = "differs" if "differs" in saw else "ocr"
    why = setting.say("differs", source=name) if what == "differs" else setting.say("guessed")
    update = {"verdict": "unread", "witness": f"{name}: {what}", "repairs": (), "explanations": (why,)}
    return finding.model_copy(update=update)


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
