"""Values as text for a CSV file: plain decimals, and text that no spreadsheet runs as a formula."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from extractor.figure import parse

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
