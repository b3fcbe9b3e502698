"""The sheet 'Controle': every finding and every notice."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from extractor.claim import CellRef, ProseRef
from extractor.language import Tongue
from extractor.record import Extraction, Finding, Notice
from extractor.table import Table
from extractor.writers.excel_book import (
    HEAD,
    Book,
    Style,
    Worksheet,
    as_float,
    decimals,
    fit,
    plain_format,
    write_line,
)
from extractor.writers.excel_checks import ORANGE, RED
from extractor.writers.plain import box_text
from extractor.writers.saying import arithmetic, explanations
from extractor.writers.verdicts import cell_names

_HEAD = ("verdict", "kind", "table", "row", "column")
_NUMBERS = ("printed", "computed", "difference")
_TEXTS = ("arithmetic", "explanations", "attention")
_WIDTHS = ((0, 1, 14), (2, 2, 8), (3, 4, 28), (5, 7, 12), (8, 9, 60), (10, 10, 10))


def write_control(book: Book, extraction: Extraction, tables: Mapping[str, Table], tongue: Tongue) -> None:
    """Write the sheet: a line a finding, then a line a notice."""
    sheet = book.sheet("Controle")
    write_line(sheet, 0, [tongue.say(f"head {code}") for code in (*_HEAD, *_NUMBERS, *_TEXTS)], book.style(HEAD))
    for row, finding in enumerate(extraction.findings, start=1):
        _write_finding(book, sheet, row, finding, tables, tongue)
    for first, last, width in _WIDTHS:
        sheet.set_column(first, last, width)
    sheet.freeze_panes(1, 0)
    below = len(extraction.findings) + 2
    heads = [tongue.say(f"head {code}") for code in ("notice", "page", "message", "box")]
    write_line(sheet, below, heads, book.style(HEAD))
    for row, notice in enumerate(extraction.notices, start=below + 1):
        _write_notice(sheet, row, notice)


def _write_finding(
    book: Book, sheet: Worksheet, row: int, finding: Finding, tables: Mapping[str, Table], tongue: Tongue
) -> None:
    fill: Style = {"mismatch": RED, "rounding": ORANGE}.get(finding.verdict, {})
    place = _place(finding.target, tables, tongue)
    verdict = tongue.say(f"count {finding.verdict}")
    write_line(sheet, row, [verdict, finding.kind, finding.table, *place], book.style(fill), book.style())
    for column, value in enumerate((finding.printed, finding.computed, finding.difference), start=5):
        _write_decimal(book, sheet, row, column, value)
    sheet.write_string(row, 8, fit(arithmetic(finding, tables, tongue)))
    sheet.write_string(row, 9, fit("; ".join(explanations(finding, tables, tongue))))
    sheet.write_number(row, 10, finding.attention)


def _write_notice(sheet: Worksheet, row: int, notice: Notice) -> None:
    sheet.write_string(row, 0, fit(notice.code))
    if notice.page is not None:
        sheet.write_number(row, 1, notice.page)
    sheet.write_string(row, 2, fit(notice.message))
    if notice.box is not None:
        sheet.write_string(row, 3, box_text(notice.box))


def _place(target: CellRef | ProseRef, tables: Mapping[str, Table], tongue: Tongue) -> tuple[str, str]:
    if isinstance(target, ProseRef):
        return tongue.say("answer", label=target.answer) if target.answer else tongue.say("text"), target.text
    return cell_names(tables[target.table], target.row, target.column)


def _write_decimal(book: Book, sheet: Worksheet, row: int, column: int, value: Decimal | None) -> None:
    number = as_float(value) if value is not None else None
    if value is not None and number is not None:
        sheet.write_number(row, column, number, book.style(plain_format(decimals(value))))
    elif value is not None:
        sheet.write_string(row, column, format(value, "f"))
