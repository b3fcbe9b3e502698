"""The rows of figures.csv: one row a figure, each column described where it is declared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date as Date
from decimal import Decimal

from pydantic import Field

from extractor.figure import Status
from extractor.model import Model
from extractor.record import Extraction, Record
from extractor.table import Table
from extractor.writers.plain import box_text
from extractor.writers.verdicts import covered, verdicts_by_cell

JOIN = " > "


class FigureRow(Model):
    """One printed figure with everything needed to cite it. In the CSV an absent value is an empty field."""

    question_number: int | None = Field(description="Number of the question; empty in another document.")
    zittingsjaar: str | None = Field(description="Parliamentary year of the question: '2020-2021'.")
    author: str | None = Field(description="Who asked the question.")
    date: Date | None = Field(description="Day of the question, ISO 8601.")
    minister: str | None = Field(description="Who answered; several names are joined with '; '.")
    document_title: str | None = Field(description="Title of the question.")
    answer: str | None = Field(description="Label of the answer around the table: '3', or '8, 9' if joint.")
    table: str = Field(description="Id of the table within its document: 't1'.")
    caption: str | None = Field(description="Printed caption of the table.")
    lead_in: str | None = Field(description="Sentence or line of the text right above that names the table.")
    row_path: str = Field(description="Section heading and row labels, outer to inner, joined with ' > '.")
    column_path: str = Field(description="Column headers, outer to inner, joined with ' > '.")
    value: Decimal | None = Field(description="The number, in `unit`; empty unless `status` is 'number'.")
    low: Decimal | None = Field(description="Lowest value that the text allows: 0 for '<5'; empty is open.")
    high: Decimal | None = Field(description="Highest value that the text allows: 4 for '<5'; empty is open.")
    unit: str | None = Field(description="Unit of the value: 'EUR', 'duizend EUR', '%'; empty is a count.")
    status: Status = Field(
        description="number; text; blank (nothing printed); none ('-'); not_applicable ('/', 'nvt'); "
        "not_available ('n.b.'); suppressed ('<5', 'x')."
    )
    printed_text: str | None = Field(description="The cell as printed, footnote marks included.")
    reference_date: Date | None = Field(description="Day that the caption gives to the figures, ISO 8601.")
    page: int | None = Field(description="Page of the PDF, from 1.")
    box: str | None = Field(
        description="'x0 top x1 bottom' in points from the page's top left; several are joined with ' | '."
    )
    sheet: str | None = Field(description="File and sheet of a figure from a spreadsheet: 'bijlage.xlsx > 2021'.")
    address: str | None = Field(description="Cell of a figure from a spreadsheet: 'B5'.")
    verdict: str = Field(
        description="Verdicts of the claims (totals, shares) that the figure takes part in, worst first, "
        "joined with a space: mismatch, unread, non_additive, consistent, rounding, match; empty if none."
    )
    source_address: str | None = Field(description="Address of the PDF, else of its page; empty for a local file.")
    licence: str | None = Field(description="Terms of use of the document.")
    sha256: str = Field(description="SHA-256 of the PDF's bytes.")
    key: str = Field(description="Id, the same for the same bytes: start of the SHA-256, table, row, column (from 0).")


COLUMNS = tuple(FigureRow.model_fields)
"""The columns of figures.csv in their order."""


def figure_rows(extractions: Iterable[Extraction]) -> Iterator[FigureRow]:
    """A row for each record, blank cells too; a place under a merged cell has none."""
    for extraction in extractions:
        tables = {table.id: table for table in extraction.tables}
        hidden = {table.id: covered(table) for table in extraction.tables}
        verdicts = verdicts_by_cell(extraction.findings)
        for record in extraction.records:
            at = record.provenance
            if (at.row, at.column) not in hidden.get(at.table, ()):
                verdict = " ".join(verdicts.get((at.table, at.row, at.column), ()))
                yield _row(extraction, record, tables.get(at.table), verdict)


def _row(extraction: Extraction, record: Record, table: Table | None, verdict: str) -> FigureRow:
    document, figure, at = extraction.document, record.figure, record.provenance
    return FigureRow(
        question_number=document.number,
        zittingsjaar=document.zittingsjaar,
        author=document.author,
        date=document.date,
        minister="; ".join(minister.name for minister in document.ministers) or None,
        document_title=document.title,
        answer=at.answer,
        table=at.table,
        caption=table.caption if table else None,
        lead_in=table.lead_in if table else None,
        row_path=JOIN.join(record.row_path),
        column_path=JOIN.join(record.column_path),
        value=figure.value,
        low=figure.low,
        high=figure.high,
        unit=figure.unit,
        status=record.status,
        printed_text=at.text,
        reference_date=record.reference_date,
        page=at.page,
        box=" | ".join(map(box_text, at.boxes)) or None,
        sheet=at.sheet,
        address=at.address,
        verdict=verdict,
        source_address=document.url or document.page_url,
        licence=document.licence,
        sha256=document.sha256,
        key=f"{document.sha256[:16]}/{at.table}/{at.row}/{at.column}",
    )
