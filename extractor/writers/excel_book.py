"""A workbook with the same bytes each time: formats, text that never runs, safe sheet names."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from datetime import date as Date
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from extractor.characters import whole
from extractor.figure import parse

MOST_CHARACTERS = 32_000
"""An Excel cell holds 32767 halves of UTF-16, and a longer text is cut without a word: split before that."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f'\ufffe\uffff]+")
"""What Excel allows in no sheet name, or XML nowhere: XlsxWriter escapes the latter in cells only."""
_LONGEST_NAME = 31
"""Halves of UTF-16 too."""
_GROUPED = re.compile(r"\d[.,\s\u00a0\u2007\u2009\u202f'’]\d{3}(?!\d)")

Style = dict[str, str | int | float | bool]

TITLE: Style = {"bold": True, "font_size": 14}
HEAD: Style = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#EDEDED"}
QUIET: Style = {"font_color": "#666666"}
WRAPPED: Style = {"text_wrap": True, "valign": "top"}


class Book:
    """An open workbook; formats are made once each, sheet names kept apart."""

    def __init__(self, path: Path, created: Date | None) -> None:
        # A fixed day in place of the clock: the same input gives the same bytes.
        day = created or Date(1980, 1, 1)
        options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
        self._book = Workbook(str(path), options)
        self._book.set_properties({"created": datetime(day.year, day.month, day.day)})
        self._formats: dict[tuple[tuple[str, str | int | float | bool], ...], Format] = {}
        self._names: set[str] = {"history"}  # Excel keeps this name for itself

    def sheet(self, wanted: str) -> Worksheet:
        """A new sheet, named as wanted as far as Excel allows and no other sheet has the name."""
        name = self._free_name(head(_FORBIDDEN.sub(" ", whole(wanted)).strip(), _LONGEST_NAME).strip() or "Sheet")
        self._names.add(name.casefold())
        sheet = self._book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def _free_name(self, name: str) -> str:
        count, free = 1, name
        while free.casefold() in self._names:
            count += 1
            free = f"{head(name, _LONGEST_NAME - len(str(count)) - 1)} {count}"
        return free

    def style(self, *styles: Style) -> Format:
        """The format that the styles make together, a later one over an earlier."""
        merged = {key: value for style in styles for key, value in style.items()}
        key = tuple(sorted(merged.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(merged)
        return self._formats[key]

    def close(self) -> None:
        """Write the file."""
        self._book.close()


def head(text: str, most: int) -> str:
    """The beginning of a text, as much as `most` halves of UTF-16 hold: what Excel counts as characters."""
    if 2 * len(text) <= most:
        return text
    return text[:most].encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


def chunks(text: str) -> list[str]:
    """The text in pieces that an Excel cell can hold; one empty piece for no text."""
    pieces: list[str] = []
    rest = whole(text)
    while rest or not pieces:
        pieces.append(head(rest, MOST_CHARACTERS))
        rest = rest[len(pieces[-1]) :]
    return pieces


def row_height(text: str, width: int) -> float:
    """Points that the text takes when wrapped at `width` characters; Excel has no row above 409."""
    # LibreOffice leaves a row without a height at one line, and the next text lies over it.
    lines = sum(len(textwrap.wrap(line, width - 4)) or 1 for line in text.split("\n"))
    return min(409.0, 15.0 * max(1, lines))


def fit(text: str | None) -> str:
    """The text as one cell takes it, cut with '…' where it is too long; document.json has it whole."""
    text = whole(text or "")
    held = head(text, MOST_CHARACTERS)
    if len(held) < len(text):
        return f"{held}…"
    # XlsxWriter takes '<r>…</r>' for XML of its own: the text would be lost, or the file broken.
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def address(row: int, column: int, *, sheet: str | None = None) -> str:
    """'C7', or "'t2 Leerlingen'!C7" for a cell of another sheet."""
    cell = str(xl_rowcol_to_cell(row, column))
    return f"{quote_sheetname(sheet)}!{cell}" if sheet else cell


def write_line(sheet: Worksheet, row: int, texts: Sequence[str | None], *formats: Format) -> None:
    """Write texts as text beside each other; the last format serves those that follow."""
    for column, text in enumerate(texts):
        cell_format = formats[min(column, len(formats) - 1)] if formats else None
        sheet.write_string(row, column, fit(text), cell_format)


def as_float(value: Decimal) -> float | None:
    """The number as Excel keeps it; None where its 15 digits would not give the printed value back."""
    number = float(value)
    return number if Decimal(f"{number:.15g}") == value else None


def number_format(value: Decimal, text: str | None) -> str:
    """The Excel format that shows the value as it was printed: its decimals, groups and unit."""
    places = decimals(value)
    digits = "#,##0" if text and _GROUPED.search(text) else "0"
    digits += f".{'0' * places}" if places else ""
    unit = parse(text).unit if text else None
    if unit == "EUR":
        return f'"€ "{digits};-"€ "{digits}'
    # The printed 10,97% keeps the value 10.97: '%' in quotes is a letter, not Excel's times a hundred.
    return digits + (f'"{unit}"' if unit == "%" else f'" {unit}"' if unit else "")


def plain_format(places: int) -> Style:
    """A number with so many decimals."""
    return {"num_format": f"0.{'0' * places}" if places else "0"}


def decimals(value: Decimal) -> int:
    """How many decimals a number is written with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


__all__ = [
    "HEAD",
    "QUIET",
    "TITLE",
    "WRAPPED",
    "Book",
    "Format",
    "Style",
    "Worksheet",
    "address",
    "as_float",
    "chunks",
    "decimals",
    "fit",
    "head",
    "number_format",
    "plain_format",
    "row_height",
    "write_line",
]
