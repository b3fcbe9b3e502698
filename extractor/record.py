"""What a reading yields: records, findings and notices, together one Extraction."""

from __future__ import annotations

from datetime import date as Date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from extractor.claim import CellRef, Claim
from extractor.document import Document
from extractor.figure import Figure, Status
from extractor.model import Box, Model
from extractor.table import Table

Verdict = Literal["match", "rounding", "consistent", "non_additive", "mismatch", "unread"]
RepairKind = Literal[
    "digit", "swap", "missing digit", "extra digit", "sign", "thousand mark",
    "left out", "exchanged", "shift", "value",
]  # fmt: skip
"""How a figure may have gone wrong; 'left out': the total does not count the cell."""


class Provenance(Model):
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


class Record(Model):
    """One figure, tidy: the row's and the column's path, and what is known of it."""

    row_path: tuple[str, ...]
    column_path: tuple[str, ...]
    figure: Figure
    reference_date: Date | None = None
    definition: str | None = None
    status: Status
    provenance: Provenance


class Change(Model):
    """Another value for one cell; `value` is null for a cell that the claim does not count."""

    cell: CellRef
    value: Decimal | None


class Repair(Model):
    """Changes after which a failing claim would hold: a suggestion, never applied.

    `settles` failing claims of the document hold after it, `breaks` others no longer do.
    """

    kind: RepairKind
    changes: tuple[Change, ...]
    settles: int
    breaks: int


class Bound(Model):
    """What a hidden figure must lie between, from all claims on its table together."""

    cell: CellRef
    low: Decimal | None
    high: Decimal | None


Reason = Literal[
    "alone", "unproven", "nested", "ambiguous", "rounded", "gap", "cut off", "own base", "weighted", "other measure",
    "says", "persons", "of which", "tangled", "differs", "guessed", "hidden", "impossible", "reach", "no figure",
]  # fmt: skip
"""What a verdict rests on beside the figures; `language/` says each in words."""


class Finding(Claim):
    """A claim of the document and the verdict on it.

    `attention` (0 to 1) ranks what deserves a person's look, and why is for `language/` to say: `reason` is the code,
    `arguments` what stands in its sentence, numbers as decimal strings. `repairs` are the changes after which a mismatch
    would hold, the likeliest first; `bounds` what the hidden figures of a consistent claim lie between; `witness`
    names the second glyph source and what it saw: 'same', 'differs', or 'ocr' (words that an engine guessed).
    """

    verdict: Verdict
    attention: float = 0.0
    reason: Reason | None = None
    arguments: dict[str, str] = Field(default_factory=dict)
    repairs: tuple[Repair, ...] = ()
    bounds: tuple[Bound, ...] = ()
    witness: str | None = None


class Notice(Model):
    """Something that a person should know: what was left out, doubted or not found."""

    code: str
    message: str
    page: int | None = None
    box: Box | None = None


class Extraction(Model):
    """Everything read from one document."""

    document: Document
    tables: tuple[Table, ...] = ()
    records: tuple[Record, ...] = ()
    findings: tuple[Finding, ...] = ()
    notices: tuple[Notice, ...] = ()
