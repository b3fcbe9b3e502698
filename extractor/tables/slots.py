"""The printed rows of a table, from whatever form: what stands in each cell, and rows that a page's end cuts.

Pages and spreadsheets both give these rows; headers, labels and figures are told from them alone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from extractor.figure import Figure, looks_numeric
from extractor.model import Box
from extractor.page import Word, box_around
from extractor.tables.cells import cell_text, split_marks
from extractor.tables.grid import Grid
from extractor.tables.measure import LEVEL


@dataclass(frozen=True, slots=True)
class Slot:
    """What is printed in a cell: its text, how many places it fills, a footnote mark, and where it stands.

    A page's has boxes, its words, and the `room` between its margins in points; a spreadsheet's an `address` ('B5'),
    and the figure that the file has where that says more than the text.
    """

    text: str
    row_span: int = 1
    column_span: int = 1
    bold: bool = False
    marker: str | None = None
    boxes: tuple[Box, ...] = ()
    words: tuple[Word, ...] = ()
    room: float = 0.0
    address: str | None = None
    figure: Figure | None = None


Line = dict[int, Slot]
"""One printed row: the slot that starts at each column."""


def printed_lines(grid: Grid, vocabulary: Collection[str]) -> list[Line]:
    """The grid's rows that have ink, with spans that count these alone."""
    rows: dict[int, Line] = {}
    inked = {placed.row for placed in grid.cells}
    for placed in grid.cells:
        words, marker = split_marks(placed.words)
        room = placed.width - 2 * grid.padding
        rows.setdefault(placed.row, {})[placed.column] = Slot(
            text=cell_text(words, vocabulary, width=room, ruled=grid.method == "ruled"),
            row_span=sum(placed.row <= row < placed.row + placed.row_span for row in inked),
            column_span=placed.column_span,
            bold=all(word.bold for word in placed.words),
            marker=marker,
            boxes=(box_around(grid.page, placed.words),),
            words=placed.words,
            room=room,
        )
    return [rows[r] for r in sorted(rows)]


def without_repeat(lines: list[Line], heads: Sequence[Line]) -> list[Line]:
    """The rows of a further page without the header that is printed again."""
    same = 0
    for line, head in zip(lines, heads, strict=False):
        if {c: s.text for c, s in line.items()} != {c: s.text for c, s in head.items()}:
            break
        same += 1
    return lines[same:] if same == len(heads) else lines


def is_cut(last: Line, first: Line, figures: Collection[int]) -> bool:
    """True where a row is cut by the page's end: its label goes on in small letters, or its figures do."""
    shared = figures & first.keys()
    if not shared:
        return all(slot.text[:1].islower() for slot in first.values())
    goes_on = all(first[c].text[:1].islower() for c in first.keys() - figures)
    if goes_on and all(c in last and _fills(last[c], first[c]) for c in shared):
        return True
    return any(
        c in last and not looks_numeric(last[c].text) and looks_numeric(_joined(last[c], first[c])) for c in shared
    )


def rejoined(last: Line, first: Line) -> Line:
    """A row with its rest from the next page."""
    line = dict(last)
    for column, slot in first.items():
        if column in line:
            start = line[column]
            marker = " ".join(mark for mark in (start.marker, slot.marker) if mark) or None
            line[column] = replace(start, text=_joined(start, slot), marker=marker, boxes=(*start.boxes, *slot.boxes))
        else:
            line[column] = slot
    return line


def _fills(slot: Slot, rest: Slot) -> bool:
    """True where a figure left no room for the first digit of its rest, with which it makes one figure."""
    baseline = max(word.baseline for word in slot.words)
    line = [word for word in slot.words if word.baseline > baseline - LEVEL * word.size]
    digit = rest.words[0].width / len(rest.words[0].text)
    full = slot.room - (max(w.x1 for w in line) - min(w.x0 for w in line)) < 1.2 * digit
    return full and looks_numeric(slot.text + rest.text)


def _joined(slot: Slot, rest: Slot) -> str:
    """A cell's text with its rest: without a space where that makes a number."""
    whole = slot.text + rest.text
    one = looks_numeric(whole) and (not looks_numeric(slot.text) or _fills(slot, rest))
    return whole if one else f"{slot.text} {rest.text}"
