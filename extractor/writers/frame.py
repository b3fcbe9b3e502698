"""Tables and figures as pandas DataFrames, Decimals kept exact."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pandas as pd

from extractor.record import Extraction
from extractor.table import Cell, Table
from extractor.writers.rows import COLUMNS, figure_rows
from extractor.writers.tables_csv import label_width


def to_frame(table: Table) -> pd.DataFrame:
    """The table as a DataFrame: header paths as columns, row labels as index, Decimals or text as values.

    Several header levels or label columns become a MultiIndex, shorter paths padded with ''. A blank cell is
    None; a section heading is a row of None. A table without a header has its columns numbered from 0.
    """
    values = [[_value(cell) for cell in row.cells] for row in table.rows]
    frame = pd.DataFrame(values, dtype=object, columns=range(len(table.columns)))
    frame.columns = _columns(table)
    frame.index = _index(table)
    return frame


def figures(extractions: Iterable[Extraction]) -> pd.DataFrame:
    """The tidy DataFrame: one row a figure, the columns of figures.csv, None where nothing is known."""
    rows = [[getattr(row, name) for name in COLUMNS] for row in figure_rows(extractions)]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def _value(cell: Cell) -> Decimal | str | None:
    return cell.value if cell.status == "number" else cell.text


def _columns(table: Table) -> pd.Index:
    depth = max((len(column.path) for column in table.columns), default=0)
    if depth == 0:
        return pd.RangeIndex(len(table.columns))
    if depth == 1:
        return pd.Index([column.path[0] if column.path else "" for column in table.columns], dtype=object)
    padding = [""] * depth
    return pd.MultiIndex.from_tuples([(*column.path, *padding)[:depth] for column in table.columns])


def _index(table: Table) -> pd.Index:
    width = label_width(table)
    names = [name or None for name in [*table.stub, *[""] * width][:width]]
    if width == 0:
        return pd.RangeIndex(len(table.rows))
    if width == 1:
        return pd.Index([row.label[0] for row in table.rows], name=names[0], dtype=object)
    return pd.MultiIndex.from_tuples([row.label for row in table.rows], names=names)
