"""Tables that stand among each other's figures: one of them is read wrongly, so neither accuses anybody."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence

from extractor.geometry import BBox, overlap
from extractor.model import Box
from extractor.table import Table


def tangled(tables: Sequence[Table]) -> set[str]:
    """The tables of which the figures' box on a page overlaps that of another table."""
    boxes: dict[int, list[tuple[str, BBox]]] = defaultdict(list)
    for table in tables:
        for page, box in _boxes(table).items():
            boxes[page].append((table.id, box))
    found: set[str] = set()
    for held in boxes.values():
        for (a, one), (b, other) in itertools.combinations(held, 2):
            if (
                overlap(one.x0, one.x1, other.x0, other.x1) > 0
                and overlap(one.top, one.bottom, other.top, other.bottom) > 0
            ):
                found |= {a, b}
    return found


def _boxes(table: Table) -> dict[int, BBox]:
    """The box around the figures of a table on each of its pages, in points."""
    by_page: dict[int, list[Box]] = defaultdict(list)
    for row in table.rows:
        for cell in row.cells:
            for box in cell.boxes:
                by_page[box.page].append(box)
    return {
        page: BBox(
            min(b.x0 for b in held), min(b.top for b in held), max(b.x1 for b in held), max(b.bottom for b in held)
        )
        for page, held in by_page.items()
    }
