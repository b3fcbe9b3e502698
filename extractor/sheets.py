"""Spreadsheets that belong to a document, read to tables of the same model; cells say their sheet and address.

A spreadsheet has its grid already: what is read is where a table begins (blank rows part tables), which rows are
headers and which columns labels.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from extractor.characters import whole
from extractor.errors import BrokenSheet, MissingFile
from extractor.figure import Figure, is_year, looks_numeric, parse, unit_of
from extractor.layout import Layout, row_kind
from extractor.table import Cell, Column, Row, RowKind, Table

Value = int | float | str | bool | datetime.date | datetime.time | datetime.timedelta
Line = tuple[int, list[Value]]
"""A row's number in its sheet, from 0, and its values; '' is blank."""


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


def _blocks(sheet: CalamineSheet) -> Iterator[list[Line]]:
    """The rows that stand together, without the blank rows between."""
    block: list[Line] = []
    for number, values in enumerate(sheet.to_python(skip_empty_area=False)):
        if any(value != "" for value in values):
            block.append((number, list(values)))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _table(block: Sequence[Line], sheet: CalamineSheet, layout: Layout, name: str, file: str) -> Table | None:
    """The table of a block; None for one without figures."""
    captions: list[str] = []
    lines = list(block)
    while lines and sum(value != "" for value in lines[0][1]) == 1 and len(lines) > 1:
        captions.append(next(str(value) for value in lines[0][1] if value != ""))
        lines = lines[1:]
    used = [c for c in range(len(lines[0][1])) if any(values[c] != "" for _, values in lines)]
    depth = _header_rows(lines, used)
    body = lines[depth:]
    labels = _label_columns(body, used)
    figures = used[labels:]
    if not body or not figures:
        return None
    spans = {(top, left): right for (top, left), (_, right) in sheet.merged_cell_ranges or ()}
    heads = [_spread(line, spans) for line in lines[:depth]]
    paths = [_path(heads, c) for c in figures]
    caption = " ".join(captions) or None
    units = [next((u for u in map(unit_of, reversed(path)) if u), unit_of(caption)) for path in paths]
    rows = tuple(_row(line, used[:labels], figures, units, layout) for line in body)
    return Table(
        id=name,
        caption=caption or sheet.name,
        unit=unit_of(caption),
        pages=(),
        header_rows=depth,
        grid=tuple(tuple(_text(values[c]) for c in used) for _, values in lines),
        columns=tuple(Column(path=path, unit=unit) for path, unit in zip(paths, units, strict=True)),
        stub=tuple(" ".join(_path(heads, c)) for c in used[:labels]),
        rows=rows,
        sheet=f"{file} > {sheet.name}",
    )


def _header_rows(lines: Sequence[Line], used: Sequence[int]) -> int:
    """Rows before the first that has a number which is no year."""
    for depth, (_, values) in enumerate(lines):
        texts = [_text(values[c]) or "" for c in used[1:]]
        if any(looks_numeric(text) and not is_year(text) for text in texts):
            return depth
    return min(1, len(lines) - 1)


def _label_columns(body: Sequence[Line], used: Sequence[int]) -> int:
    """The first column, and those after it that hold more words than figures."""
    count = 1
    for column in used[1:]:
        texts = [text for _, values in body if (text := _text(values[column]))]
        if not texts or 2 * sum(map(looks_numeric, texts)) >= len(texts):
            break
        count += 1
    return count


def _spread(line: Line, spans: dict[tuple[int, int], int]) -> list[str]:
    """The texts of a header row, that of a merged cell over all its columns."""
    row, values = line
    texts = [_text(value) or "" for value in values]
    for column in range(len(texts)):
        right = spans.get((row, column))
        if right is not None:
            texts[column : right + 1] = [texts[column]] * (right + 1 - column)
    return texts


def _path(heads: Sequence[Sequence[str]], column: int) -> tuple[str, ...]:
    return tuple(head[column] for head in heads if head[column])


def _row(line: Line, labels: Sequence[int], figures: Sequence[int], units: Sequence[str | None], layout: Layout) -> Row:
    number, values = line
    own = tuple(_text(values[c]) or "" for c in labels)
    cells = tuple(
        _cell(values[c], unit, f"{column_letters(c)}{number + 1}") for c, unit in zip(figures, units, strict=True)
    )
    kinds = [kind for kind in (row_kind(text, layout) for text in own if text) if kind]
    kind: RowKind = "body"
    if all(cell.text is None for cell in cells):
        kind = "section"
    elif kinds:
        kind = "subtotal" if kinds[-1] == "subtotal" else "total"
    return Row(label=own, kind=kind, cells=cells)


def _cell(value: Value, unit: str | None, address: str) -> Cell:
    """The cell: a number exactly as the file has it, a text by the grammar of printed numbers."""
    text = _text(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        exact = Decimal(repr(value)) if isinstance(value, float) and value % 1 else Decimal(int(value))
        figure = Figure(text=text, status="number", value=exact, low=exact, high=exact, unit=unit)
    else:
        figure = parse(text)
        figure = figure.model_copy(update={"unit": figure.unit or (unit if figure.status == "number" else None)})
    return Cell(**figure.model_dump(), address=address if text else None)


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
