"""The second reading: a mismatch stands only where another glyph source saw the same ink."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractor.checks.messages import Setting
from extractor.claim import Box
from extractor.page import Page
from extractor.record import CellRef, Finding, ProseRef
from extractor.table import Cell, Table

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
    if all(_same(cell, page) for cell in cells) and all(_stands(text, page, count) for text in said):
        return finding.model_copy(update={"witness": f"{name}: same"})
    return finding.model_copy(
        update={
            "verdict": "unread",
            "witness": f"{name}: differs",
            "repairs": (),
            "explanations": (setting.say("differs", source=name),),
        }
    )


def _same(cell: Cell, page: Reread) -> bool:
    """True where the other source's ink in the cell's boxes is the cell's text, white space apart.

    A source that knows no outlines reads a mark that the font draws small and high as one more digit.
    """
    seen = sorted(ch for box in cell.boxes for ch in _ink(box, page) if ch != "\u00ad")
    text, mark = "".join((cell.text or "").split()), "".join((cell.marker or "").split())
    return seen == sorted(text) or (mark.isdecimal() and seen == sorted(text + mark))


def _stands(text: str, page: Reread, count: int) -> bool:
    """True where the other source has the literal text on some page, white space apart."""
    wanted = "".join(text.split())
    for number in range(1, count + 1):
        found = page(number)
        if found is not None and wanted in "".join("".join(word.text.split()) for word in found.words):
            return True
    return False


def _ink(box: Box, page: Reread) -> str:
    found = page(box.page)
    if found is None:
        return "\0"
    inside = [
        w
        for w in found.words
        if box.x0 - 1 <= w.x_mid <= box.x1 + 1 and box.top - 1 <= w.y_mid <= box.bottom + 1 and not w.superscript
    ]
    return "".join(word.text for word in inside)
