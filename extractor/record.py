"""What a reading yields: records, findings and notices, together one Extraction."""

from __future__ import annotations

from datetime import date as Date
from decimal import Decimal
from typing import Literal

from extractor.claim import Box, Claim
from extractor.document import Document
from extractor.figure import Figure, Status
from extractor.table import Table

Verdict = Literal["match", "rounding", "consistent", "non_additive", "mismatch", "unread"]
Kind = Literal["column_total", "row_total", "share", "prose"]


class Provenance(Claim):
    """Where a figure is printed: document (SHA-256), answer, table, page, boxes, literal text."""

    document: str
    answer: str | None
    table: str
    row: int
    column: int
    page: int | None
    boxes: tuple[Box, ...]
    text: str | None


class Record(Claim):
    """One figure, tidy: the row's and the column's path, and what is known of it."""

    row_path: tuple[str, ...]
    column_path: tuple[str, ...]
    figure: Figure
    reference_date: Date | None = None
    definition: str | None = None
    status: Status
    provenance: Provenance


class CellRef(Claim):
    """A cell: `row` and `column` are indexes into the table's `rows` and `columns`."""

    table: str
    row: int
    column: int


class ProseRef(Claim):
    """A figure in a sentence of an answer, by its literal text."""

    answer: str | None
    text: str


class Finding(Claim):
    """One claim of the document and the verdict on it; `difference` is printed minus computed.

    `arithmetic` is the sum written out; `explanations` say why it need not or may not hold;
    `witness` names the second glyph source and what it saw ('same' or 'differs').
    """

    kind: Kind
    table: str | None
    target: CellRef | ProseRef
    addends: tuple[CellRef | ProseRef, ...]
    printed: Decimal
    computed: Decimal | None
    difference: Decimal | None
    verdict: Verdict
    arithmetic: str
    explanations: tuple[str, ...] = ()
    readings: int = 1
    witness: str | None = None


class Notice(Claim):
    """Something that a person should know: what was left out, doubted or not found."""

    code: str
    message: str
    page: int | None = None
    box: Box | None = None


class Extraction(Claim):
    """Everything read from one document."""

    document: Document
    tables: tuple[Table, ...] = ()
    records: tuple[Record, ...] = ()
    findings: tuple[Finding, ...] = ()
    notices: tuple[Notice, ...] = ()
