"""The same figures in two tables: a column again, or the sum of columns that another table splits it into.

Same labels never make two tables one claim: only agreement of a whole column does. One cell may differ by a slip of
the hand; that is called wrong in an annex, since the document itself says that it holds the figures, and elsewhere
only where another claim bears it out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from extractor.checks.case import Case
from extractor.checks.misprints import misprint
from extractor.checks.wording import is_percentage
from extractor.claim import CellRef, claimed
from extractor.record import Verdict
from extractor.relation import Kind
from extractor.table import Cell, Table

_LEAST = 3
"""Rows that two tables must share."""
_EVIDENCE = 8
"""Digits that must agree: below, two columns of small counts agree by chance."""
_SURE = 5

Labels = Mapping[str, int]


def restated(tables: Sequence[Table], annexes: Sequence[Table] = ()) -> list[Case]:
    """A case for each figure that another table of the document, or an annex, has again."""
    labels = {table.id: _labels(table) for table in (*tables, *annexes)}
    found: list[Case] = []
    for table in tables:
        for other in tables:
            if table is not other:
                found += _between(table, other, labels, "restated")
        for annex in annexes:
            found += _between(table, annex, labels, "annex")
    return _once(found)


def _labels(table: Table) -> Labels:
    """The rows by their label, those only that no other row shares."""
    rows: dict[str, list[int]] = defaultdict(list)
    for r, row in enumerate(table.rows):
        rows[" ".join(" ".join(row.label).casefold().split())].append(r)
    return {label: at[0] for label, at in rows.items() if label and len(at) == 1}


def _between(table: Table, other: Table, labels: Mapping[str, Labels], kind: Kind) -> Iterator[Case]:
    shared = [label for label in labels[table.id] if label in labels[other.id]]
    if len(shared) < _LEAST:
        return
    pairs = [(labels[table.id][label], labels[other.id][label]) for label in shared]
    # A column again is told once, by the later table; a sum is told by the table that has it.
    again = kind == "annex" or _number(other.id) < _number(table.id)
    single = [(c,) for c in range(len(other.columns))] if again else []
    for column in range(len(table.columns)):
        heading = table.columns[column].path[-1:]
        alike = sorted(single, key=lambda parts: other.columns[parts[0]].path[-1:] != heading)
        for parts in (*alike, *_splits(other)):
            if _agrees(table, column, other, parts, pairs, kind):
                yield from _cases(table, column, other, parts, pairs, kind)
                break


def _number(table_id: str) -> int:
    return int("".join(ch for ch in table_id if ch.isdigit()) or 0)


def _splits(table: Table) -> list[tuple[int, ...]]:
    """Columns that carry the same inner header under different groups: the parts of one measure."""
    groups: dict[str, list[int]] = defaultdict(list)
    for c, column in enumerate(table.columns):
        if len(column.path) > 1 and not is_percentage(table, c):
            groups[column.path[-1].casefold()].append(c)
    return [tuple(columns) for columns in groups.values() if len(columns) > 1]


def _sum(cells: Sequence[Cell]) -> Decimal | None:
    if any(cell.status not in ("number", "blank", "none") for cell in cells):
        return None
    values = [cell.value for cell in cells if cell.value is not None]
    return sum(values, Decimal(0)) if values else None


def _agrees(
    table: Table,
    column: int,
    other: Table,
    parts: Sequence[int],
    pairs: Sequence[tuple[int, int]],
    kind: Kind,
) -> bool:
    """True where all shared rows agree, and with enough digits; one cell may differ by a slip."""
    if table.columns[column].unit != other.columns[parts[0]].unit and kind != "annex":
        return False
    agreed: set[Decimal] = set()
    rows = failed = slips = 0
    for row, there in pairs:
        value = table.rows[row].cells[column].value
        again = _sum([other.rows[there].cells[c] for c in parts])
        if value is None or again is None:
            if (value is None) != (again is None):
                return False
            continue
        if _is_same(table.rows[row].cells[column], value, again, kind):
            rows += 1
            agreed.add(value)
        else:
            failed += 1
            slips += misprint(value, again) is not None
            if failed > 1:
                return False
    digits = sum(len(str(abs(int(value)))) for value in agreed if value)
    return rows >= (_SURE if failed else _LEAST) and digits >= _EVIDENCE and failed == slips


def _is_same(cell: Cell, value: Decimal, again: Decimal, kind: Kind) -> bool:
    """True for the same figure; that of an annex may have more decimals than are printed."""
    return value == again or (kind == "annex" and abs(value - again) <= (cell.quantum or Decimal(0)) / 2)


def _cases(
    table: Table,
    column: int,
    other: Table,
    parts: Sequence[int],
    pairs: Sequence[tuple[int, int]],
    kind: Kind,
) -> Iterator[Case]:
    for row, there in pairs:
        value = table.rows[row].cells[column].value
        cells = [other.rows[there].cells[c] for c in parts]
        computed = _sum(cells)
        if value is None or computed is None:
            continue
        same = _is_same(table.rows[row].cells[column], value, computed, kind)
        verdict: Verdict = "match" if value == computed else "rounding" if same else "mismatch"
        doubted = verdict == "mismatch" and kind != "annex"
        target = CellRef(table=table.id, row=row, column=column)
        addends = [CellRef(table=other.id, row=there, column=c) for c in parts if other.rows[there].cells[c].text]
        claim = claimed(kind, target, addends, value, computed, table.readings)
        yield Case(claim, "unread", "other measure") if doubted else Case(claim, verdict)


def _once(cases: Sequence[Case]) -> list[Case]:
    """One case for the same cells, whichever table told it."""
    kept: dict[tuple[object, ...], Case] = {}
    for case in cases:
        kept.setdefault((case.claim.target, case.claim.addends), case)
    return list(kept.values())
