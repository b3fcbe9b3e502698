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
        for r, row in enumerate(table.rows):
            label = tuple(part for part in row.label if part)
            if row.kind == "section":
                heading = label
                continue
            path = (*heading, *label)
            for c, cell in enumerate(row.cells):
                found.append(_record(table, r, c, cell, path, sha256, day))
            if row.kind != "body":
                heading = ()
    return found


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
