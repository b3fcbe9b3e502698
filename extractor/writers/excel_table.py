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
    _write_header(book, sheet, table, depth)
    _write_body(book, table, where, verdicts)
    _set_widths(sheet, table, [cell_name(table, r, c) for table_id, r, c in verdicts if table_id == table.id])
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


def _write_body(book: Book, table: Table, where: Spot, verdicts: dict[Place, tuple[Verdict, ...]]) -> None:
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(table.rows):
        for column, text in enumerate(row.label):
            _write_label(book, where, (where.top + r, column), text, _KINDS[row.kind])
        for c, cell in enumerate(row.cells):
            area = _merged_area(table, r, c, taken)
            taken.update(area)
            worst = verdicts.get((table.id, r, c), ())
            style = {**_KINDS[row.kind], **(_FILLS.get(worst[0], {}) if worst else {})}
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


def _set_widths(sheet: Worksheet, table: Table, claims: Sequence[str]) -> None:
    """Wide enough for the texts of the table, and for the claims that stand under it."""
    left = label_width(table)
    for column in range(left):
        # The claims stand in the first column, and reach over the other label columns where there are any.
        names = claims if left == 1 else ()
        sheet.set_column(column, column, _width([*(row.label[column] for row in table.rows), *names], 12, 60))
    for c, heading in enumerate(table.columns):
        words = [word for text in heading.path for word in text.split()]
        texts = [_text(row, c) for row in table.rows]
        sheet.set_column(left + c, left + c, _width([*words, *texts], 13, 32))
    if claims:
        sheet.set_column(left + len(table.columns), left + max(len(table.columns), 4), 13)


def _text(row: Row, column: int) -> str:
    cell = row.cells[column] if column < len(row.cells) else Cell()
    return (cell.text or "") if cell.column_span == 1 else ""


def _width(texts: Sequence[str], least: int, most: int) -> int:
    return min(most, max([least, *(len(text) + 2 for text in texts)]))
