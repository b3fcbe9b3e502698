"""What the words around a figure say about it."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.language import says
from extractor.table import Table


def is_percentage(table: Table, column: int) -> bool:
    """True for a column of percentages: they add up only by chance, or to 100."""
    if table.columns[column].unit == "%":
        return True
    cells = [row.cells[column] for row in table.rows if row.cells[column].value is not None]
    return bool(cells) and 2 * sum(cell.unit == "%" for cell in cells) > len(cells)


def is_average(table: Table, column: int) -> bool:
    """True where the header says average, rate or rank."""
    return says(" ".join(table.columns[column].path), "average") is not None


def why_not_additive(table: Table, labels: Sequence[str]) -> dict[str, str] | None:
    """The document's own `word` that a total need not be the sum and the `text` with it; None where it says nothing."""
    places = [*labels, table.caption or "", *table.footnotes, *(t for row in table.rows for t in row.label)]
    for text in places:
        if word := says(text, "not_additive"):
            return {"word": word, "text": text}
    return None
