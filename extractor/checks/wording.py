"""What the words around a figure say about it, and a sum written out for a reader."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractor.arithmetic import Place, Sum, at
from extractor.layout import Layout
from extractor.table import Table


def is_percentage(table: Table, column: int) -> bool:
    """True for a column of percentages: they add up only by chance, or to 100."""
    if table.columns[column].unit == "%":
        return True
    cells = [row.cells[column] for row in table.rows if row.cells[column].value is not None]
    return bool(cells) and 2 * sum(cell.unit == "%" for cell in cells) > len(cells)


def is_average(table: Table, column: int, layout: Layout) -> bool:
    """True where the header says average, rate or rank."""
    words = " ".join(table.columns[column].path).casefold()
    return any(word in words for word in layout.average_words)


def why_not_additive(table: Table, labels: Sequence[str], layout: Layout) -> str | None:
    """The document's own words that a total need not be the sum; None where it says nothing."""
    places = [*labels, table.caption or "", *table.footnotes, *(t for row in table.rows for t in row.label)]
    for text in places:
        folded = text.casefold()
        for word in layout.non_additive_words:
            if word in folded:
                return f"the document says '{word}' ('{text}')"
    return None


def place_name(table: Table, place: Place) -> str:
    """A cell's row and column in words."""
    row = " ".join(part for part in table.rows[place[0]].label if part)
    column = " ".join(table.columns[place[1]].path)
    return " / ".join(part for part in (row, column) if part) or f"row {place[0] + 1}"


def dutch(value: Decimal) -> str:
    """A number as these documents print it: 1.234,5."""
    return f"{value:,f}".replace(",", "\0").replace(".", ",").replace("\0", ".")


def equation(table: Table, found: Sum) -> str:
    """'12 + <5 + 8 = 20, printed 21, difference 1'; blank cells are left out."""
    terms = []
    for place in found.addends:
        cell = at(table, place)
        if cell.status == "number" and cell.value is not None:
            terms.append(f"({dutch(cell.value)})" if cell.value < 0 else dutch(cell.value))
        elif cell.status in ("suppressed", "not_available", "text"):
            terms.append(str(cell.text))
    text = f"{' + '.join(terms)} = {dutch(found.computed)}"
    if found.open_cells:
        text += f" and {found.open_cells} unknown"
    if found.difference:
        text += f"; printed {dutch(found.printed)}, difference {dutch(found.difference)}"
    return text
