"""What the words around a figure say about it, and a claim written out for a reader."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import regex

from extractor.arithmetic import Place
from extractor.checks.messages import Setting
from extractor.language import says
from extractor.relation import Kind
from extractor.table import Cell, Table

_NAME = regex.compile(r"\p{Lu}\p{L}+\.?\s+[\dIVX]+(?:[.\-]?\d+)*\s?[a-z]?\b")
"""The name that a caption gives its table: 'Tabel 2b'."""


def is_percentage(table: Table, column: int) -> bool:
    """True for a column of percentages: they add up only by chance, or to 100."""
    if table.columns[column].unit == "%":
        return True
    cells = [row.cells[column] for row in table.rows if row.cells[column].value is not None]
    return bool(cells) and 2 * sum(cell.unit == "%" for cell in cells) > len(cells)


def is_average(table: Table, column: int) -> bool:
    """True where the header says average, rate or rank."""
    return says(" ".join(table.columns[column].path), "average") is not None


def why_not_additive(table: Table, labels: Sequence[str], setting: Setting) -> str | None:
    """The document's own words that a total need not be the sum; None where it says nothing."""
    places = [*labels, table.caption or "", *table.footnotes, *(t for row in table.rows for t in row.label)]
    for text in places:
        if word := says(text, "not_additive"):
            return setting.say("says", word=word, text=text)
    return None


def place_name(table: Table, place: Place) -> str:
    """A cell's row and column in words."""
    row = " ".join(part for part in table.rows[place[0]].label if part)
    column = " > ".join(table.columns[place[1]].path)
    return " / ".join(part for part in (row, column) if part) or f"row {place[0] + 1}"


def table_name(table: Table, setting: Setting) -> str:
    """'Tabel 2b' where the caption says so, else 'table t3 (p. 2)', or the sheet of a spreadsheet."""
    if table.sheet:
        return table.sheet
    match = _NAME.match(table.caption or "")
    return match.group() if match else setting.say("table", id=table.id, page=table.pages[0])


def dutch(value: Decimal) -> str:
    """A number as these documents print it: 1.234,5."""
    return f"{value:,f}".replace(",", "\0").replace(".", ",").replace("\0", ".")


def term(cell: Cell) -> str | None:
    """A cell as a sum names it: '12', '(-5)', '<5'; None for one that adds nothing."""
    if cell.status == "number" and cell.value is not None:
        return bracketed(cell.value)
    return str(cell.text) if cell.status in ("suppressed", "not_available", "text") else None


def bracketed(value: Decimal) -> str:
    """'12', '(-5)'."""
    return f"({dutch(value)})" if value < 0 else dutch(value)


def formula(kind: Kind, terms: Sequence[str]) -> str:
    """The operation of a claim on its operands: '12 + 8', '5 / 20', '(12 - 8) / 8', '(3 + 5) / 2'."""
    if kind == "difference":
        return " - ".join(terms)
    if kind == "share":
        return " / ".join(terms)
    if kind == "growth":
        return f"({terms[1]} - {terms[0]}) / {terms[0]}"
    if kind == "average":
        return f"({' + '.join(terms)}) / {len(terms)}"
    return " + ".join(terms)


def equation(
    setting: Setting, kind: Kind, terms: Sequence[str], printed: Decimal, computed: Decimal, open_cells: int = 0
) -> str:
    """'12 + <5 + 8 = 20 and 1 unknown; printed 21, difference 1'."""
    text = computation(setting, kind, terms, computed, open_cells)
    if kind in ("share", "growth"):
        shown = setting.say("printed", value=f"{dutch(printed)} %")
        return f"{text}; {shown}" if printed != computed else text
    if printed == computed:
        return text
    difference = setting.say("difference", value=dutch(printed - computed))
    return f"{text}; {setting.say('printed', value=dutch(printed))}, {difference}"


def computation(setting: Setting, kind: Kind, terms: Sequence[str], computed: Decimal, open_cells: int = 0) -> str:
    """'12 + <5 + 8 = 20 and 1 unknown'."""
    text = f"{formula(kind, terms)} = {dutch(computed)}"
    if kind in ("share", "growth"):
        text += " %"
    if open_cells:
        text += f" {setting.say('and')} {setting.say('unknown', count=open_cells)}"
    return text
