"""Rows that are parts of another: a list may print a whole above its parts, with no word or indent that says so."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal

from extractor.table import Table

FAR = 40
"""Rows that one row may take together; more are parts of totals that say so."""
_NONE = Decimal(0)


def parts_of_others(table: Table, columns: Sequence[int]) -> frozenset[int]:
    """The body rows that are part of another, of those between two rows that say total, or head a group.

    A row is the whole of two or more right below it where they add up to it in at least as many columns as they do not;
    parts may have parts.
    """
    runs = itertools.groupby(range(len(table.rows)), key=lambda row: table.rows[row].kind == "body")
    bodies = [list(rows) for body, rows in runs if body]
    return frozenset(row for rows in bodies for row in rows).difference(
        *(_outermost(table, rows, columns) for rows in bodies)
    )


def _outermost(table: Table, rows: Sequence[int], columns: Sequence[int]) -> tuple[int, ...]:
    """The rows that are part of no other of them."""
    left = list(rows)
    while True:
        kept: list[int] = []
        at = 0
        while at < len(left):
            kept.append(left[at])
            at += 1 + _parts(table, left[at:], columns)
        if kept == left:
            return tuple(left)
        left = kept


def _parts(table: Table, rows: Sequence[int], columns: Sequence[int]) -> int:
    """How many rows right below the first are its parts: as most columns say, and no more than need be."""
    values = [[table.rows[row].cells[column].value or _NONE for row in rows[: FAR + 1]] for column in columns]
    sums = [list(itertools.accumulate(own[1:])) for own in values]
    counts = [list(itertools.accumulate(map(bool, own[1:]))) for own in values]
    best, most = 0, -1
    for at in range(1, min(len(rows), FAR + 1) - 1):
        told = [
            own[0] == total[at]
            for own, total, count in zip(values, sums, counts, strict=True)
            if own[0] and count[at] >= 2
        ]
        surplus = 2 * told.count(True) - len(told)
        if any(told) and surplus > most:
            best, most = at + 1, surplus
    return best
