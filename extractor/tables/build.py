"""From printed rows to tables: header paths, label columns, row kinds, figures."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence

from extractor.figure import DUTCH, NumberFormat, infer, is_year, looks_numeric, parse, scale, unit_of
from extractor.layout import Layout, row_kind
from extractor.page import box_around
from extractor.table import Area, Cell, Column, Mark, Row, RowKind, Table, Unplaced
from extractor.tables.captions import unit_line
from extractor.tables.grid import Grid
from extractor.tables.heads import numbers_columns
from extractor.tables.slots import Line, Slot, is_cut, printed_lines, rejoined, without_repeat

LISTED = 3
"""Rows with a label and a text in each column above the first figure: headers have two such levels at most."""


def table_of(
    parts: Sequence[Grid],
    layout: Layout,
    vocabulary: Collection[str],
    *,
    caption: str | None,
    number: int,
    unit: str | None = None,
    lead_in: str | None = None,
    format: NumberFormat = DUTCH,
) -> Table | None:
    """The table that the grids make together; None where too little is left of it.

    `unit` is what a line above the table announces, `lead_in` the text that names it, `format` the document's numbers.
    """
    first, *more = [printed_lines(part, vocabulary) for part in parts]
    used = used_columns([line for part in (first, *more) for line in part])
    if len(used) < 2 or not first:
        return None
    head = parts[0].header_rows
    labels = label_columns([line for part in (first, *more) for line in part], used, head=head or 1)
    head = header_depth(first, used, labels) if head is None else _without_list(first[:head], used, labels)
    heads, body = first[:head], first[head:]
    for before, grid, part in zip(parts, parts[1:], more, strict=False):
        lines = without_repeat(part, heads)
        cut = grid.method == "ruled" and grid.page > before.page
        if body and lines and cut and is_cut(body[-1], lines[0], set(used[labels:])):
            body[-1], lines = rejoined(body[-1], lines[0]), lines[1:]
        body += lines
    if not body:
        return None
    table = _assemble(
        heads, body, used, labels, layout, name=f"t{number}", caption=caption, announced=unit, format=format
    )
    return table.model_copy(
        update={
            "lead_in": lead_in or table.lead_in,
            "pages": tuple(dict.fromkeys(part.page for part in parts)),
            "unplaced": tuple(
                Unplaced(text=word.text, box=box_around(part.page, [word])) for part in parts for word in part.unplaced
            ),
            "readings": max(part.readings for part in parts),
        }
    )


def table_of_lines(
    lines: Sequence[Line], layout: Layout, *, name: str, caption: str | None, unit: str | None
) -> Table | None:
    """The table of printed rows that stand on no page; None where too little is left of it.

    `name` is its id, `unit` what a line above it announces.
    """
    used = used_columns(lines)
    if len(used) < 2:
        return None
    labels = label_columns(lines, used)
    head = header_depth(lines, used, labels)
    if head == len(lines):
        return None
    return _assemble(lines[:head], lines[head:], used, labels, layout, name=name, caption=caption, announced=unit)


def used_columns(lines: Sequence[Line]) -> list[int]:
    """The columns in which a text begins, from the left."""
    return sorted({column for line in lines for column in line})


def label_columns(lines: Sequence[Line], used: Sequence[int], *, head: int = 1) -> int:
    """How many of the used columns, from the left, hold labels: the first always, then those of text.

    `head` rows at the top are its header as far as that is known.
    """
    count = 0
    for position, column in enumerate(used[:-1]):
        slots = [line[column].text for line in lines[head:] if column in line]
        texts = sum(not looks_numeric(t) for t in slots)
        if position == 0 or 2 * texts > len(slots) + (1 if not slots else 0):
            count = position + 1
        else:
            break
    last = [line[used[-1]].text for line in lines[head:] if used[-1] in line]
    if count == len(used) - 1 and last and 2 * sum(map(looks_numeric, last)) < len(last):
        return 1
    return count


def header_depth(lines: Sequence[Line], used: Sequence[int], labels: int) -> int:
    """Rows before the first that has a figure which is no year."""
    figures = set(used[labels:])
    depth = 0
    for line in lines:
        slots = [slot for column, slot in line.items() if column in figures]
        words = sum(not looks_numeric(s.text) for s in slots)
        digits = any(looks_numeric(s.text) and not is_year(s.text) and any(map(str.isdigit, s.text)) for s in slots)
        # 'x' beside 'man' and 'vrouw' is a word; alone in its row it stands for a figure
        numbered = numbers_columns([slot.text for _, slot in sorted(line.items())])
        if not numbered and (digits or (slots and not words and not all(is_year(s.text) for s in slots))):
            break
        own = [(column, slot) for column, slot in line.items() if column in figures]
        if depth and own and all(_is_headed(c, slot, lines[:depth], alone=len(figures) == 1) for c, slot in own):
            break
        depth += 1
    else:
        return _text_header(lines)
    while depth > 1 and not any(column in figures for column in lines[depth - 1]):
        if any(slot.row_span > 1 for slot in lines[depth - 1].values()):
            break
        depth -= 1
    if depth == 1 and not any(column in figures for column in lines[0]):
        return 0 if len(used) > 1 and lines[0][min(lines[0])].column_span == 1 else 1
    return _without_list(lines[:depth], used, labels)


def _without_list(lines: Sequence[Line], used: Sequence[int], labels: int) -> int:
    """How many of the rows above the first figure are the header: all, unless they list texts as the rows below list
    figures. Then it is the bold ones, or the first; where the only column says what each name is ('Stand: lopend'), none.
    """
    if sum(_is_labelled(line, used, labels) for line in lines) < LISTED:
        return len(lines)
    return _bold_rows(lines) or (1 if len(used) > 2 else 0)


def _is_headed(column: int, slot: Slot, above: Sequence[Line], *, alone: bool) -> bool:
    """True for a year below a text of its own column, or, in the only column, below any header: a figure after all."""
    heads = [line[column] for line in above if column in line]
    return is_year(slot.text) and any(h.column_span == 1 and (alone or not is_year(h.text)) for h in heads)


def _is_labelled(line: Line, used: Sequence[int], labels: int) -> bool:
    """True for a row with a label and a text in each of the other columns, each of one place, as no header has thrice."""
    whole = all(slot.row_span == slot.column_span == 1 for slot in line.values())
    return whole and used[0] in line and all(column in line for column in used[labels:])


def _text_header(lines: Sequence[Line]) -> int:
    """The header of a table of words: its bold rows, else its first."""
    return _bold_rows(lines) or min(1, len(lines) - 1)


def _bold_rows(lines: Sequence[Line]) -> int:
    """How many rows above others are bold; 0 where all are."""
    return next((i for i, line in enumerate(lines) if not all(slot.bold for slot in line.values())), 0)


def _assemble(
    heads: Sequence[Line],
    body: Sequence[Line],
    used: Sequence[int],
    labels: int,
    layout: Layout,
    *,
    name: str,
    caption: str | None,
    announced: str | None,
    format: NumberFormat = DUTCH,
) -> Table:
    figures = used[labels:]
    texts = [[line[c].text if c in line else None for c in figures] for line in body]
    default = infer([t for row in texts for t in row if t], default=format)
    formats = [infer([row[i] or "" for row in texts], default=default) for i in range(len(figures))]
    parted = any(_is_whole(line, used) for line in body)  # then such a row names the part below it
    titles = [] if parted else _titles(heads, used)
    levels = heads[len(titles) :]
    paths = [_path(levels, c) for c in figures]
    stub = tuple(" ".join(_path(levels, c, own=True)) for c in used[:labels])
    title = " ".join(titles) or None
    unit = unit_of(caption) or announced or unit_of(title) or next(filter(None, map(unit_line, stub)), None)
    units = [_column_unit(path, [row[i] for row in texts], unit) for i, path in enumerate(paths)]
    rows = _rows(body, used, labels, formats, units, layout)
    return Table(
        id=name,
        caption=caption,
        lead_in=title,
        unit=unit,
        pages=(),
        header_rows=len(heads),
        grid=tuple(tuple(line[c].text if c in line else None for c in used) for line in [*heads, *body]),
        areas=(*_areas(heads, body, used), *_group_areas(len(heads), body, used, rows)),
        marks=tuple(
            Mark(row=row, column=column, text=text)
            for row, line in enumerate([*heads, *body])
            for column, c in enumerate(used)
            if c in line and (text := line[c].marker)
        ),
        columns=tuple(Column(path=p, unit=u) for p, u in zip(paths, units, strict=True)),
        stub=stub,
        rows=rows,
    )


def _areas(heads: Sequence[Line], body: Sequence[Line], used: Sequence[int]) -> Iterator[Area]:
    """The places of the grid that one text fills."""
    place = {column: i for i, column in enumerate(used)}
    for row, line in enumerate([*heads, *body]):
        for start, slot in line.items():
            columns = [place[c] for c in range(start, start + slot.column_span) if c in place]
            rows = slot.row_span
            if columns and (rows > 1 or len(columns) > 1):
                yield Area(row=row, column=columns[0], rows=rows, columns=len(columns))


def _group_areas(head: int, body: Sequence[Line], used: Sequence[int], rows: Sequence[Row]) -> Iterator[Area]:
    """The places of the labels of groups: down to the last row that has the same one."""
    for i in range(max(len(rows[0].label) - 1, 0)):
        first = 0
        for row in range(1, len(rows) + 1):
            if row < len(rows) and used[i] not in body[row] and rows[row].label[i] == rows[first].label[i]:
                continue
            slot = body[first].get(used[i])
            if slot is not None and row - first > 1 and slot.row_span == slot.column_span == 1:
                yield Area(row=head + first, column=i, rows=row - first, columns=1)
            first = row


def _titles(heads: Sequence[Line], used: Sequence[int]) -> list[str]:
    """The texts of the first rows that each fill a whole row, labels and all: they head no column, but name the table."""
    whole = itertools.takewhile(lambda line: _is_whole(line, used), heads)
    return [line[used[0]].text for line in whole]


def _is_whole(line: Line, used: Sequence[int]) -> bool:
    first = line.get(used[0])
    return first is not None and used[0] + first.column_span > used[-1]


def _path(heads: Sequence[Line], column: int, *, own: bool = False) -> tuple[str, ...]:
    """The header texts over a column; with `own` only those of cells that start in it."""
    path: list[str] = []
    for line in heads:
        for start, slot in line.items():
            inside = start == column if own else start <= column < start + slot.column_span
            if inside and slot.text:
                path.append(slot.text)
    return tuple(path)


def _column_unit(path: Sequence[str], texts: Sequence[str | None], table_unit: str | None) -> str | None:
    """The unit that the header gives, else the one that all its figures carry, else the table's."""
    for text in reversed(path):
        unit = unit_of(text)
        if unit:
            return unit
    own = {parse(t).unit for t in texts if t and looks_numeric(t) and any(ch.isdigit() for ch in t)}
    if len(own) == 1 and None not in own:
        return _scaled(own.pop(), table_unit)
    return table_unit if all(_scaled(unit, table_unit) == table_unit for unit in own) else None


def _scaled(own: str | None, announced: str | None) -> str | None:
    """The unit of a figure under that of its column or table: '€ 5' where 'in miljoen euro' is announced is millions."""
    if own is None or announced is None:
        return own or announced
    words = announced.split()
    return " ".join((words[0], own)) if scale(words[0]) > 1 and words[1:] in ([], [own]) else own


def _rows(
    body: Sequence[Line],
    used: Sequence[int],
    labels: int,
    formats: Sequence[NumberFormat],
    units: Sequence[str | None],
    layout: Layout,
) -> tuple[Row, ...]:
    rows: list[Row] = []
    groups: list[str] = [""] * labels
    spans: list[int] = [0] * labels
    for line in body:
        own = [line[c].text if c in line else "" for c in used[:labels]]
        cells = tuple(_cell(line.get(c), formats[i], units[i]) for i, c in enumerate(used[labels:]))
        kind = _kind(own, cells, layout)
        label = list(own)
        for i in range(labels - 1):
            if own[i]:
                groups[i] = own[i]
                groups[i + 1 :] = [""] * (labels - i - 1)
                spans[i] = line[used[i]].row_span
            elif _in_group(own, i, kind, spans[i]):
                label[i] = groups[i]
            spans[i] -= 1
        rows.append(Row(label=tuple(label), kind=kind, cells=cells))
    return tuple(rows)


def _in_group(own: Sequence[str], index: int, kind: RowKind, rows_left: int) -> bool:
    """True where a blank label belongs to the group above: inside its merged cell, or no grand total."""
    if rows_left > 0:
        return True
    return kind != "total" and any(own[index + 1 :])


def _kind(own: Sequence[str], cells: Sequence[Cell], layout: Layout) -> RowKind:
    if all(cell.text is None for cell in cells):
        return "section"
    found = [kind for kind in (row_kind(text, layout) for text in own if text) if kind]
    if not found:
        return "body"
    return "subtotal" if found[-1] == "subtotal" else "total"


def _cell(slot: Slot | None, format: NumberFormat, unit: str | None) -> Cell:
    if slot is None or not slot.text:
        return Cell()
    figure = slot.figure or parse(slot.text, format)
    number = figure.status in ("number", "suppressed")
    return Cell(
        **figure.model_dump(exclude={"unit", "marker"}),
        unit=_scaled(figure.unit, unit) if number else None,
        marker=slot.marker or figure.marker,
        boxes=slot.boxes,
        column_span=slot.column_span,
        row_span=slot.row_span,
        address=slot.address,
    )
