"""What a reading yields: records, findings and notices, together one Extraction."""

from __future__ import annotations

from datetime import date as Date
from decimal import Decimal
from typing import Literal

from extractor.claim import Box, Claim
from extractor.document import Document
from extractor.figure import Figure, Status
from extractor.relation import Kind
from extractor.table import Table

Verdict = Literal["match", "rounding", "consistent", "non_additive", "mismatch", "unread"]
RepairKind = Literal[
    "digit", "swap", "missing digit", "extra digit", "sign", "thousand mark",
    "left out", "exchanged", "shift", "value",
]  # fmt: skip
"""How a figure may have gone wrong; 'left out': the total does not count the cell."""


class Provenance(Claim):
    """Where a figure is printed: document (SHA-256), answer, table, page, boxes, literal text.

    In a spreadsheet: `sheet` ('bijlage.xlsx > 2021') and `address` ('B5') in place of page and boxes.
    """

    document: str
    answer: str | None
    table: str
    row: int
    column: int
    page: int | None
    boxes: tuple[Box, ...]
    text: str | None
    sheet: str | None = None
    address: str | None = None


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


class Change(Claim):
    """Another value for one cell; `value` is null for a cell that the claim does not count."""

    cell: CellRef
    value: Decimal | None


class Repair(Claim):
    """Changes after which a failing claim would hold: a suggestion, never applied.

    `settles` failing claims of the document hold after it, `breaks` others no longer do.
    """

    kind: RepairKind
    changes: tuple[Change, ...]
    settles: int
    breaks: int


class Bound(Claim):
    """What a hidden figure must lie between, from all claims on its table together."""

    cell: CellRef
    low: Decimal | None
    high: Decimal | None


class Finding(Claim):
    """One claim of the document and the verdict on it; `difference` is printed minus computed.

    `kind` says how the target follows from the `addends`: their sum ('column_total', 'row_total', 'restated',
    'annex', 'prose'), the first less the second ('difference'), the first in percent of the second ('share'), the
    second over the first ('growth'), their mean ('average').
    `reason` is the code of why a claim that fails accuses nobody, null for any other.
    `arithmetic` is the sum written out, `sentence` says the whole finding; `explanations` say why it need not or may
    not hold; `repairs` are the explanations of a mismatch as values, the likeliest first;
    `witness` names the second glyph source and what it saw: 'same', 'differs', or 'ocr' (words that an engine guessed).
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
    sentence: str = ""
    reason: str | None = None
    explanations: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    bounds: tuple[Bound, ...] = ()
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
