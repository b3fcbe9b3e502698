"""One record a figure: row path, column path, and where it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Date

import regex

from extractor.characters import SUPERSCRIPTS, bare
from extractor.figure import Figure
from extractor.layout import Layout, date_in
from extractor.record import Provenance, Record
from extractor.table import Cell, Table


def records(tables: Sequence[Table], sha256: str, layout: Layout) -> list[Record]:
    """A record for every body cell of every table, blank ones too; headings of rows have none."""
    found: list[Record] = []
    for table in tables:
        day = date_in(table.caption or "", layout)
        heading: tuple[str, ...] = ()
        turn = _turn(table)
        for r, row in enumerate(table.rows):
            label = tuple(part for part in row.label if part)
            if row.kind == "section":
                heading = label
                continue
            for c, cell in enumerate(row.cells):
                own = label if turn is None else _label_in_turn(table, r, c, turn)
                if own is not None:
                    found.append(_record(table, r, c, cell, (*heading, *own), sha256, day))
            if row.kind != "body":
                heading = ()
    return found


def _turn(table: Table) -> int | None:
    """After how many columns the header begins again; None where it does not.

    To save paper a long list is printed in two or three parts beside each other: 'age, total, age, total'.
    """
    heads = [*table.stub, *(" ".join(column.path) for column in table.columns)]
    for turn in range(len(table.stub) + 1, len(heads)):
        first = heads[:turn]
        if table.stub and all(first) and len(set(first)) == turn and heads == first * (len(heads) // turn):
            return turn
    return None


def _label_in_turn(table: Table, r: int, c: int, turn: int) -> tuple[str, ...] | None:
    """The label that a cell has in its own part of a list printed in several; None for a label, and below the end."""
    row, count = table.rows[r], len(table.stub)
    place = (count + c) % turn
    if place < count:
        return None
    start = c - place
    texts = row.label if start < 0 else tuple(cell.text for cell in row.cells[start : start + count])
    label = tuple(text for text in texts if text)
    return label if label or row.cells[c].text else None


def _record(table: Table, r: int, c: int, cell: Cell, path: tuple[str, ...], sha256: str, day: Date | None) -> Record:
    figure = Figure(**{name: getattr(cell, name) for name in Figure.model_fields})
    return Record(
        row_path=path,
        column_path=table.columns[c].path,
        figure=figure,
        reference_date=day,
        definition=_definition(table, cell),
        status=cell.status,
        provenance=Provenance(
            document=sha256,
            answer=table.answer,
            table=table.id,
            row=r,
            column=c,
            page=cell.boxes[0].page if cell.boxes else None,
            boxes=cell.boxes,
            text=cell.text,
            sheet=table.sheet,
            address=cell.address,
        ),
    )


def _definition(table: Table, cell: Cell) -> str | None:
    """The footnotes that a cell's marks point to, and the one that explains its sign ('n.b. = …')."""
    own = {bare(mark) for mark in (cell.marker or "").split()}
    if cell.status not in ("number", "text") and cell.text:
        own.add(cell.text)
    notes = [note for note in table.footnotes if own & set(_signs(note))]
    return " ".join(notes) or None


def _signs(note: str) -> list[str]:
    """The marks and signs that a note explains: '*' in '* voorlopig', 'nvt' in 'n.b. = …; nvt = …'."""
    first = note.split(maxsplit=1)[0].strip("().:") if note.strip() else ""
    leading = regex.match(rf"\*+|[†‡]+|[{SUPERSCRIPTS}]+", note)
    return [first, *([bare(leading.group())] if leading else []), *regex.findall(r"(\S+?) ?= ?\p{L}", note)]
