"""Which cells of a placed grid fill several places: labels of groups, headings of rows, headers over blanks.

A printer who merges cells sets the text in the middle of them; without rules only that middle tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.figure import looks_numeric
from extractor.geometry import median
from extractor.tables.grid import Grid, Placed
from extractor.tables.measure import CENTRED


def spread(grid: Grid, labels: int, size: float) -> Grid:
    """The grid with each text in the first place of those that it fills.

    `labels` columns hold labels, `size` is the usual type size in points.
    """
    head = grid.header_rows or 0
    cells = _headed(grid.cells, head, size)
    for column in range(labels):
        cells = _grouped(cells, column, labels, head, size)
    return replace(grid, cells=sorted(_named(grid, cells, labels, head, size), key=lambda c: (c.row, c.column)))


def _headed(cells: Sequence[Placed], head: int, size: float) -> list[Placed]:
    """The cells with each text of the header that stands in the middle of rows that are blank but for it in all of them.

    A text on the line of one row is of that row alone: what stands above or below it is blank.
    """
    own = [c for c in cells if c.row < head]
    covered = {(c.row, column) for c in own for column in range(c.column, c.column + c.column_span)}
    out = []
    for cell in cells:
        top, bottom = cell.row, cell.row + cell.row_span
        if cell.row < head and cell.column_span == 1:
            while top and (top - 1, cell.column) not in covered:
                top -= 1
            while bottom < head and (bottom, cell.column) not in covered:
                bottom += 1
        lines = [[_line_middle(c) for c in own if c is not cell and c.row == row] for row in (top, bottom - 1)]
        if bottom - top > cell.row_span and all(lines):
            middle = (min(lines[0]) + max(lines[1])) / 2
            if abs(_line_middle(cell) - middle) < CENTRED * cell.words[0].size:
                cell = replace(cell, row=top, row_span=bottom - top)
        out.append(cell)
    return out


def _line_middle(cell: Placed) -> float:
    """The middle of a cell's first and last baseline."""
    return (min(w.baseline for w in cell.words) + max(w.baseline for w in cell.words)) / 2


def _grouped(cells: Sequence[Placed], column: int, labels: int, head: int, size: float) -> list[Placed]:
    """The cells with each label of this column in the first row of its group, where labels are set in the middle.

    Groups follow one another without gaps, and each has one label, in the middle of its rows: the first label fixes
    the rows of the first group, and so on. Where that does not work out throughout, the labels stay.
    """
    own = sorted((c for c in cells if c.column == column and c.row >= head and c.column_span == 1), key=lambda c: c.row)
    filled = sorted({c.row for c in cells if c.column >= labels and c.row >= head})  # headings of rows are in no group
    if len(own) < 2 or set(filled) <= {c.row for c in own}:
        return list(cells)
    middles = {row: _middle(cells, row, labels - 1) for row in filled}
    on_lines = all(c.row in middles and abs(_label_middle(c) - middles[c.row]) < CENTRED * size for c in own)
    if on_lines and (2 * len(own) > len(filled) or own[0].row == filled[0]):
        return list(cells)  # labels on their groups' first lines
    groups: dict[int, tuple[int, int]] = {}
    at = 0
    for label in own:
        y = _label_middle(label)
        for last in range(at, len(filled)):
            if abs((middles[filled[at]] + middles[filled[last]]) / 2 - y) < CENTRED * size:
                groups[id(label)] = (filled[at], filled[last])
                at = last + 1
                break
        else:
            return list(cells)
    if at < len(filled):
        return list(cells)
    return [
        replace(c, row=groups[id(c)][0], row_span=groups[id(c)][1] - groups[id(c)][0] + 1) if id(c) in groups else c
        for c in cells
    ]


def _label_middle(cell: Placed) -> float:
    return median([w.y_mid for w in cell.words]) if len(cell.words) == 1 else _extent_middle(cell)


def _middle(cells: Sequence[Placed], row: int, column: int) -> float:
    """The height of a row's line: of the cells right of a column."""
    return median([_extent_middle(c) for c in cells if c.row == row and c.column > column])


def _extent_middle(cell: Placed) -> float:
    return (min(w.top for w in cell.words) + max(w.bottom for w in cell.words)) / 2


def _named(grid: Grid, cells: Sequence[Placed], labels: int, head: int, size: float) -> list[Placed]:
    """The cells with a lone text in the middle of the table over all its columns, and a row's name in its first.

    Right of the labels a text before the row's figures is the row's name, set over the columns that it leaves blank
    ('Overall accuracy', flush right before the figure that it names).
    """
    rows: dict[int, list[Placed]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    out: list[Placed] = []
    for row, held in rows.items():
        first = min(held, key=lambda c: c.column)
        rest = [c for c in held if c is not first]
        if looks_numeric(_text(first)):
            out += held
        elif not rest:
            over = _is_over_all(grid, first, head, size)
            out.append(replace(first, column=0, column_span=grid.columns) if over else first)
        elif row >= head and first.column >= labels and all(looks_numeric(_text(c)) for c in rest):
            out += [replace(first, column=0, column_span=first.column + first.column_span), *rest]
        else:
            out += held
    return out


def _is_over_all(grid: Grid, cell: Placed, head: int, size: float) -> bool:
    """True for a text in the middle of the table rather than in that of its own columns, and for one that a row of the
    body begins with and that goes on over the next column."""
    left, right = min(w.x0 for w in cell.words), max(w.x1 for w in cell.words)
    end = cell.column + cell.column_span
    if cell.row >= head and cell.column == 0 and end < grid.columns and right > grid.edges[end]:
        return True
    own = (grid.edges[cell.column] + grid.edges[end]) / 2
    off = abs((left + right - grid.box.x0 - grid.box.x1) / 2)
    return off < size and off < abs((left + right) / 2 - own)


def _text(cell: Placed) -> str:
    return " ".join(w.text for w in cell.words)
