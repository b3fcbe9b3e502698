"""CSV files: figures.csv for all documents, and one clean file a table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date as Date
from decimal import Decimal
from pathlib import Path

from extractor.characters import whole
from extractor.record import Extraction
from extractor.table import Cell, Table
from extractor.writers.options import FIGURES_CSV, Options, distinct, folder_names, safe_name
from extractor.writers.plain import decimal_text, neutral
from extractor.writers.rows import COLUMNS, JOIN, figure_rows

BOM = b"\xef\xbb\xbf"
"""Without it Excel reads UTF-8 as the code page of the machine."""


def write_figures(extractions: Sequence[Extraction], out_dir: Path, options: Options) -> list[Path]:
    """The path of figures.csv, written: the figures of all documents."""
    rows = figure_rows(distinct(extractions))
    lines = ([field_text(getattr(row, name), options) for name in COLUMNS] for row in rows)
    return [write_csv(out_dir / FIGURES_CSV, csv_text([COLUMNS, *lines], options))]


def write_tables(extractions: Sequence[Extraction], out_dir: Path, options: Options) -> list[Path]:
    """The paths of the files, written: one a table, in a folder a document."""
    kept = distinct(extractions)
    return [
        write_csv(out_dir / folder / f"table-{safe_name(table.id)}.csv", csv_text(table_lines(table, options), options))
        for folder, extraction in zip(folder_names(kept), kept, strict=True)
        for table in extraction.tables
    ]


def table_lines(table: Table, options: Options) -> list[list[str]]:
    """Header and rows: label columns first, header levels joined, numbers as plain decimals."""
    width = label_width(table)
    stub = [*table.stub, *[""] * width][:width]
    header = [neutral(text) for text in [*stub, *(JOIN.join(column.path) for column in table.columns)]]
    body = [[*map(neutral, row.label), *(cell_field(cell, options) for cell in row.cells)] for row in table.rows]
    return [header, *body]


def label_width(table: Table) -> int:
    """How many label columns a table has."""
    return len(table.rows[0].label) if table.rows else len(table.stub)


def cell_field(cell: Cell, options: Options) -> str:
    """A number as a plain decimal, anything else as printed, a blank as nothing."""
    if cell.status == "number" and cell.value is not None:
        return decimal_text(cell.value, options.decimal)
    return neutral(cell.text or "")


def field_text(value: str | int | Decimal | Date | None, options: Options) -> str:
    """One value as the text of a CSV field."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return decimal_text(value, options.decimal)
    if isinstance(value, Date):
        return value.isoformat()
    return neutral(value) if isinstance(value, str) else str(value)


def csv_text(lines: Iterable[Sequence[str]], options: Options) -> str:
    """The text of a CSV file: fields parted by a comma, or by ';' where the comma is decimal."""
    buffer = io.StringIO(newline="")
    delimiter = ";" if options.decimal == "comma" else ","
    # The writer quotes the line feed that ends its own lines, and no carriage return, at which readers end a line too.
    kept = ([re.sub("\r\n?", "\n", field) for field in line] for line in lines)
    csv.writer(buffer, delimiter=delimiter, lineterminator="\n").writerows(kept)
    return whole(buffer.getvalue())


def write_csv(path: Path, text: str) -> Path:
    """The path, written as UTF-8 with the mark that Excel needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(BOM + text.encode("utf-8"))
    return path
