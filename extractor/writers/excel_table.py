"""One sheet a table: merged headers, real numbers, and under it each claim as a live formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.record import Verdict
from extractor.table import Cell, Row, Table
from extractor.writers.excel_book import (
    HEAD,
    QUIET,
    TITLE,
    Book,
    Format,
    Style,
    Worksheet,
    as_float,
    fit,
    number_format,
    row_height,
    write_line,
)
from extractor.writers.plain import unplaced_texts
from extractor.writers.tables_csv import label_width
from extractor.writers.verdicts import Place, cell_name

_FILLS: dict[Verdict, Style] = {
    "mismatch": {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
}
_KINDS: dict[str, Style] = {
    "total": {"bold": True, "top": 1},
    "subtotal": {"bold": True},
    "section": {"bold": True, "italic": True},
    "body": {},
}
CAPTION_ROWS = 3
_LEAST_WIDTH = 13
"""Characters that a column of figures has at least: '1.234.567,89' with its sign."""
_ROOM = 2
"""Characters of a column's width that its text may use, of the four that running text leaves free."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a table stands on its sheet: first body row, first figure column, first free row."""

    sheet: Worksheet
    top: int
    left: int
    below: int


@dataclass(frozen=True, slots=True)
class Block:
    """A header text over columns `first` to `last` and levels `level` to `bottom`."""

    level: int
    bottom: int
    first: int
    last: int
    text: str


def header_blocks(table: Table) -> list[Block]:
    """The header texts, each over the columns that share it; a short path reaches down to the rows."""
    depth = header_depth(table)
    blocks: list[Block] = []
    for level in range(depth):
        run: list[int] = []
        for column, heading in enumerate(table.columns):
            if run and not _shares(table, column, level):
                blocks.append(_block(table, run, level, depth))
                run = []
            if len(heading.path) > level:
                run.append(column)
        if run:
            blocks.append(_block(table, run, level, depth))
    return blocks


def header_depth(table: Table) -> int:
    """How many header levels the sheet needs; 0 for a table without a header."""
    return max([len(column.path) for column in table.columns] + [1 if any(table.stub) else 0], default=0)


def _block(table: Table, run: Sequence[int], level: int, depth: int) -> Block:
    ends = all(len(table.columns[column].path) == level + 1 for column in run)
    text = table.columns[run[0]].path[level]
    return Block(level, depth - 1 if ends else level, run[0], run[-1], text)


def _shares(table: Table, column: int, level: int) -> bool:
    """True where a column stands under the header text of the one before, and does not repeat it."""
    before, path = table.columns[column - 1].path, table.columns[column].path
    if len(path) <= level or path[: level + 1] != before[: level + 1]:
        return False
    at = label_width(table) + column
    return all(at >= len(line) or line[at] != path[level] for line in table.grid[: table.header_rows])


def write_table(book: Book, table: Table, verdicts: dict[Place, tuple[Verdict, ...]]) -> Spot:
    """Where the table stands on a sheet of its own, written."""
    sheet = book.sheet(f"{table.id} {table.title or ''}")
    left, depth = label_width(table), header_depth(table)
    top = CAPTION_ROWS + depth
    notes = [*table.footnotes, *unplaced_texts(table)]
    where = Spot(sheet, top, left, top + len(table.rows) + len(notes))
    sheet.write_string(0, 0, fit(table.title or table.id), book.style(TITLE))
    sheet.write_string(1, 0, fit(_about(table)), book.style(QUIET))
    claims = [cell_name(table, r, c) for table_id, r, c in verdicts if table_id == table.id]
    widths = _widths(table, claims)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    if claims:
        sheet.set_column(len(widths), max(len(widths), left + 4), _LEAST_WIDTH)
    for row, height in enumerate([*_header_heights(table, widths, depth), *_body_heights(table, widths)], CAPTION_ROWS):
        sheet.set_row(row, height)
    _write_header(book, sheet, table, depth)
    _write_body(book, table, where, verdicts, widths)
    sheet.freeze_panes(top, left)
    for row, note in enumerate(notes, start=top + len(table.rows)):
        write_line(sheet, row, [note], book.style(QUIET))
    return where


def _about(table: Table) -> str:
    parts = [
        f"answer {table.answer}" if table.answer else "",
        table.sheet or f"page {', '.join(map(str, table.pages))}",
        f"unit: {table.unit}" if table.unit else "",
        table.lead_in if table.caption and table.lead_in else "",
    ]
    return " · ".join(part for part in parts if part)


def _write_header(book: Book, sheet: Worksheet, table: Table, depth: int) -> None:
    left = label_width(table)
    head = book.style(HEAD)
    for level in range(depth):
        for column in range(left + len(table.columns)):
            sheet.write_blank(CAPTION_ROWS + level, column, None, head)
    for column, text in enumerate(table.stub[:left]):
        if depth:
            _write_merged(sheet, (CAPTION_ROWS, column, CAPTION_ROWS + depth - 1, column), text, head)
    centred = book.style(HEAD, {"align": "center"})
    for block in header_blocks(table):
        area = (
            CAPTION_ROWS + block.level,
            left + block.first,
            CAPTION_ROWS + block.bottom,
            left + block.last,
        )
        _write_merged(sheet, area, block.text, centred)


def _write_merged(sheet: Worksheet, area: tuple[int, int, int, int], text: str, cell_format: Format) -> None:
    if area[0] != area[2] or area[1] != area[3]:
        sheet.merge_range(*area, "", cell_format)
    if text:
        sheet.write_string(area[0], area[1], fit(text), cell_format)
    else:
        sheet.write_blank(area[0], area[1], None, cell_format)


def _write_body(
    book: Book, table: Table, where: Spot, verdicts: dict[Place, tuple[Verdict, ...]], widths: Sequence[int]
) -> None:
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(table.rows):
        for column, text in enumerate(row.label):
            style = {**_KINDS[row.kind], **_wrapped(text, widths[column])}
            _write_label(book, where, (where.top + r, column), text, style)
        for c, cell in enumerate(row.cells):
            area = _merged_area(table, r, c, taken)
            taken.update(area)
            worst = verdicts.get((table.id, r, c), ())
            wrapped = _wrapped(_text(row, c), widths[where.left + c])
            style = {**_KINDS[row.kind], **wrapped, **(_FILLS.get(worst[0], {}) if worst else {})}
            at = (where.top + r, where.left + c)
            if len(area) > 1:
                last_row, last_column = max(area)
                end = (where.top + last_row, where.left + last_column)
                where.sheet.merge_range(*at, *end, "", book.style(style))
            _write_cell(book, where.sheet, at, cell, style)


def _write_label(book: Book, where: Spot, at: tuple[int, int], text: str, style: Style) -> None:
    if text:
        where.sheet.write_string(*at, fit(text), book.style(style))
    elif style:
        where.sheet.write_blank(*at, None, book.style(style))


def _merged_area(table: Table, r: int, c: int, taken: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """The places that a merged cell takes; none where another text or merged cell stands in its way."""
    cell = table.rows[r].cells[c]
    area = {(r + down, c + right) for down in range(cell.row_span) for right in range(cell.column_span)}
    for row, column in area - {(r, c)}:
        inside = row < len(table.rows) and column < len(table.rows[row].cells)
        if not inside or (row, column) in taken or table.rows[row].cells[column].text is not None:
            return set()
    return area if (r, c) not in taken else set()


def _write_cell(book: Book, sheet: Worksheet, at: tuple[int, int], cell: Cell, style: Style) -> None:
    number = as_float(cell.value) if cell.status == "number" and cell.value is not None else None
    if cell.value is not None and number is not None:
        shown = book.style(style, {"num_format": number_format(cell.value, cell.text), "align": "right"})
        sheet.write_number(*at, number, shown)
    elif cell.text:
        align: Style = {} if cell.status == "text" else {"align": "right"}
        sheet.write_string(*at, fit(cell.text), book.style(style, align))


def _widths(table: Table, claims: Sequence[str]) -> list[int]:
    """Characters of each column, enough for the texts of the table and for the claims that stand under it."""
    left = label_width(table)
    # The claims stand in the first column, and reach over the other label columns where there are any.
    names = claims if left == 1 else ()
    widths = [_width([*(row.label[column] for row in table.rows), *names], 12, 60) for column in range(left)]
    for c, heading in enumerate(table.columns):
        words = [word for text in heading.path for word in text.split()]
        widths.append(_width([*words, *(_text(row, c) for row in table.rows)], _LEAST_WIDTH, 32))
    return widths


def _header_heights(table: Table, widths: Sequence[int], depth: int) -> list[float]:
    """Points of each header row; a text over several takes what it needs more from the last of them.

    No program makes room for the wrapped text of a merged cell, and LibreOffice for none under a row without a height.
    """
    left = label_width(table)
    heights = [row_height("", _LEAST_WIDTH)] * depth
    stub = [Block(0, depth - 1, column - left, column - left, text) for column, text in enumerate(table.stub[:left])]
    for block in [*header_blocks(table), *(stub if depth else [])]:
        room = sum(widths[left + block.first : left + block.last + 1])
        needed = row_height(block.text, room + _ROOM)
        heights[block.bottom] += max(0.0, needed - sum(heights[block.level : block.bottom + 1]))
    return heights


def _body_heights(table: Table, widths: Sequence[int]) -> list[float]:
    """Points of each body row: what its longest text takes."""
    left = label_width(table)
    return [
        max(row_height(text, width + _ROOM) for text, width in zip(texts, widths, strict=True))
        for row in table.rows
        for texts in [[*row.label[:left], *(_text(row, c) for c in range(len(table.columns)))]]
    ]


def _wrapped(text: str, width: int) -> Style:
    """The style of a text that its column is too narrow for; Excel would cut it where the next cell is filled."""
    return {"text_wrap": True} if len(text) > width else {}


def _text(row: Row, column: int) -> str:
    cell = row.cells[column] if column < len(row.cells) else Cell()
    return (cell.text or "") if cell.column_span == 1 else ""


def _width(texts: Sequence[str], least: int, most: int) -> int:
    return min(most, max([least, *(len(text) + 2 for text in texts)]))
