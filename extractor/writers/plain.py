"""Values as text: plain decimals, boxes, and text that no spreadsheet runs as a formula."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from extractor.figure import parse
from extractor.model import Box
from extractor.table import Table

# What Excel, LibreOffice or Google Sheets take as the start of a formula, their full-width forms too.
_STARTS = tuple("=+-@＝＋－＠")
_CONTROLS = ("\t", "\r", "\n")


def decimal_text(value: Decimal, decimal: Literal["point", "comma"] = "point") -> str:
    """'1234.50' or '1234,50': no exponent, no thousands mark, the printed decimals kept."""
    text = format(value, "f")
    return text.replace(".", ",") if decimal == "comma" else text


def neutral(text: str) -> str:
    """`text`, with an apostrophe before it if a spreadsheet would run it as a formula.

    Numbers ('-5', '+3,2 %') and the lone mark '-' are no formulas and stay as printed.
    """
    bare = text.lstrip()
    if not (text.startswith(_CONTROLS) or bare.startswith(_STARTS)):
        return text
    if text == bare and not text.startswith("=") and parse(text).status in ("number", "none"):
        return text
    return f"'{text}"


def box_text(box: Box) -> str:
    """'x0 top x1 bottom' in points from the page's top left."""
    return " ".join(f"{edge:.2f}" for edge in (box.x0, box.top, box.x1, box.bottom))


def unplaced_texts(table: Table) -> list[str]:
    """A line for each page of a table with words that fit in no cell: 'not placed in a cell, page 2: 3.1 3.2'."""
    pages = dict.fromkeys(word.box.page for word in table.unplaced)
    return [
        f"not placed in a cell, page {page}: {' '.join(w.text for w in table.unplaced if w.box.page == page)}"
        for page in pages
    ]
