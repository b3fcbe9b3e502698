"""Claims evaluated again with other values in some cells: what repairs and ranges ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from extractor.arithmetic import is_rounded
from extractor.claim import CellRef, Claim, cells_of
from extractor.interval import Interval, interval
from extractor.relation import RELATIONS
from extractor.table import Cell, Table

NOTHING = Interval(Decimal(0), Decimal(0))
Values = Mapping[CellRef, Decimal | None]
"""Other values for cells; None for a cell that a sum does not count."""


class Sheet:
    """The cells of all tables of a document, found by reference."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self.tables = {table.id: table for table in tables}
        self._intervals: dict[CellRef, Interval] = {}

    def cell(self, ref: CellRef) -> Cell:
        """The cell that a reference points at."""
        return self.tables[ref.table].rows[ref.row].cells[ref.column]

    def interval(self, ref: CellRef, values: Values) -> Interval:
        """What the cell may stand for, or what its other value may, printed with as many decimals."""
        if ref in values:
            value = values[ref]
            if value is None:
                return NOTHING
            changed = self.cell(ref).model_copy(
                update={"status": "number", "value": value, "low": value, "high": value}
            )
            return interval(changed, rounded=is_rounded(self.tables[ref.table], ref.column))
        if ref not in self._intervals:
            rounded = is_rounded(self.tables[ref.table], ref.column)
            self._intervals[ref] = interval(self.cell(ref), rounded=rounded)
        return self._intervals[ref]

    def holds(self, claim: Claim, values: Values) -> bool:
        """True where the claim holds with the other values in their cells."""
        target, *operands = cells_of(claim)
        result = RELATIONS[claim.kind]([self.interval(ref, values) for ref in operands])
        return result is not None and result.meets(self.interval(target, values))
