"""Spreadsheets that belong to a document, read to tables of the same model; cells say their sheet and address.

A spreadsheet has its grid already: what is read is where a table begins (blank rows part tables), and which lone texts
above and below are its caption and notes. Headers, labels and rows are told as those of a page's table are.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from extractor.characters import whole
from extractor.errors import BrokenSheet, MissingFile
from extractor.figure import Figure
from extractor.layout import Layout
from extractor.table import Table
from extractor.tables.build import table_of_lines
from extractor.tables.captions import unit_line
from extractor.tables.footnotes import is_note, plain_marks
from extractor.tables.slots import Line, Slot

Value = int | float | str | bool | datetime.date | datetime.time | datetime.timedelta
Row = tuple[int, list[Value]]
"""A row's number in its sheet, from 0, and its values; '' is blank."""
Place = tuple[int, int]
"""Row and column in a sheet, from 0."""
FIGURES = ("number", "suppressed")


def tables_of(source: Path | bytes, layout: Layout, *, name: str = "", first: int = 1) -> list[Table]:
    """The tables of all visible sheets of an xlsx, xls, xlsb or ods file, with ids 'a1', 'a2', … from `first`.

    Raises:
        MissingFile: no such file. BrokenSheet: no spreadsheet, or a damaged one.
    """
    name = name or (str(source) if isinstance(source, Path) else "the given bytes")
    try:
        data = source.read_bytes() if isinstance(source, Path) else source
    except OSError as error:
        raise MissingFile(name, "no such file, or it cannot be opened", "Check the path") from error
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        found: list[Table] = []
        for sheet in map(book.get_sheet_by_name, book.sheet_names):
            for block in _blocks(sheet):
                table = _table(block, sheet, layout, f"a{first + len(found)}", whole(Path(name).name))
                if table is not None:
                    found.append(table)
        return found
    except CalamineError as error:
        raise BrokenSheet(name, f"no spreadsheet that can be read ({error})", "Save it again as .xlsx") from error


def _blocks(sheet: CalamineSheet) -> Iterator[list[Row]]:
    """The rows that stand together, without the blank rows between."""
    block: list[Row] = []
    for number, values in enumerate(sheet.to_python(skip_empty_area=False)):
        if any(value != "" for value in values):
            block.append((number, list(values)))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _table(block: Sequence[Row], sheet: CalamineSheet, layout: Layout, name: str, file: str) -> Table | None:
    """The table of a block; None for one without figures."""
    spans = dict(sheet.merged_cell_ranges or ())
    lines = [_line(row, spans, last=block[-1][0]) for row in block]
    left = min(min(line) for line in lines)
    # a lone text further right heads its column
    first = next((i for i, line in enumerate(lines) if len(line) > 1 or min(line) > left), len(lines) - 1)
    captions = [text for line in lines[:first] for text in _texts(line)]
    end, notes = _notes(lines, first)
    caption = " ".join(captions) or None
    announced = next((unit for unit in map(unit_line, captions) if unit), None)
    table = table_of_lines(lines[first:end], layout, name=name, caption=caption, unit=announced)
    if table is None or not any(cell.status in FIGURES for row in table.rows for cell in row.cells):
        return None
    return table.model_copy(
        update={"caption": caption or sheet.name, "footnotes": notes, "sheet": f"{file} > {sheet.name}"}
    )


def _line(row: Row, spans: Mapping[Place, Place], *, last: int) -> Line:
    """The texts of a row; a merged cell fills its places as far as the block's `last` row."""
    number, values = row
    line: Line = {}
    for column, value in enumerate(values):
        text = _text(value)
        if text is not None:
            bottom, right = spans.get((number, column), (number, column))
            line[column] = Slot(
                text=text,
                row_span=min(bottom, last) - number + 1,
                column_span=right - column + 1,
                address=f"{column_letters(column)}{number + 1}",
                figure=_figure(value, text),
            )
    return line


def _notes(lines: Sequence[Line], first: int) -> tuple[int, tuple[str, ...]]:
    """Where the table ends that begins at `first`, and the notes below it: lone texts, from one that begins a note."""
    alone = next((i for i in reversed(range(len(lines))) if len(lines[i]) > 1), len(lines)) + 1
    texts = [text for line in lines[first:alone] for text in _texts(line)]
    marks = plain_marks(texts)
    notes: list[str] = []
    for end in range(max(alone, first + 1), len(lines)):
        (text,) = _texts(lines[end])
        if notes or is_note(text, marks, texts):
            notes.append(text)
    return len(lines) - len(notes), tuple(notes)


def _texts(line: Line) -> list[str]:
    return [slot.text for slot in line.values()]


def _figure(value: Value, text: str) -> Figure | None:
    """A number exactly as the file has it; None for what the grammar of printed numbers must tell."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return None
    exact = Decimal(repr(value)) if isinstance(value, float) and value % 1 else Decimal(int(value))
    return Figure(text=text, status="number", value=exact, low=exact, high=exact)


def _text(value: Value) -> str | None:
    """The value as text: whole numbers without a point, dates in ISO 8601; None for a blank."""
    if value == "":
        return None
    if isinstance(value, float) and value % 1 == 0:
        return str(int(value))
    if isinstance(value, float):
        return repr(value).replace(".", ",")
    return " ".join(str(value).split()) or None


def column_letters(index: int) -> str:
    """'A' for 0, 'Z' for 25, 'AA' for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
