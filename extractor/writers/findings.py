"""Findings as data: findings.csv, and JSON for a pipe."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from pydantic import Field

from extractor.characters import whole
from extractor.claim import CellRef, ProseRef
from extractor.language import Tongue
from extractor.model import Model
from extractor.record import Extraction, Finding, Verdict
from extractor.relation import Kind
from extractor.writers import saying
from extractor.writers.options import FINDINGS_CSV, Options, distinct
from extractor.writers.tables_csv import csv_text, field_text, write_csv
from extractor.writers.verdicts import WORST_FIRST, cell_names


class FindingRow(Model):
    """One claim of a document and the verdict on it. In the CSV an absent value is an empty field."""

    document: str = Field(description="Id of the document.")
    verdict: Verdict = Field(description="mismatch, unread, non_additive, consistent, rounding or match.")
    kind: Kind = Field(description="What is claimed: a total, share, growth, difference, average, the same elsewhere.")
    answer: str | None = Field(description="Label of the answer that makes the claim in a sentence.")
    table: str | None = Field(description="Id of the table that makes the claim; empty for a sentence.")
    row: str | None = Field(description="Row of the figure that is claimed.")
    column: str | None = Field(description="Column of the figure that is claimed.")
    page: int | None = Field(description="Page of the figure that is claimed, from 1.")
    printed: Decimal = Field(description="The figure that is claimed, as printed.")
    computed: Decimal | None = Field(description="What the other figures make.")
    difference: Decimal | None = Field(description="Printed minus computed.")
    attention: float = Field(description="How much it deserves a look, from 0 to 1: a mismatch has 1.")
    reason: str | None = Field(description="The code of what the verdict rests on beside the figures.")
    sentence: str = Field(description="The finding in a sentence.")
    arithmetic: str = Field(description="The whole computation.")
    explanations: str = Field(description="Why it need not hold, or what would repair it, joined with ' | '.")
    witness: str | None = Field(
        description="The second PDF reader and whether it saw the same ink; 'ocr': there is none, but an engine's guess."
    )
    sha256: str = Field(description="SHA-256 of the PDF's bytes.")


FINDING_COLUMNS = tuple(FindingRow.model_fields)
"""The columns of findings.csv in their order."""


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, the worst verdict first, of equal ones what most deserves a look, else in their order."""
    return sorted(findings, key=lambda finding: (WORST_FIRST.index(finding.verdict), -finding.attention))


def write_findings(extractions: Sequence[Extraction], out_dir: Path, options: Options) -> list[Path]:
    """The path of findings.csv, written: the claims of all documents."""
    text = findings_csv([(each, each.findings) for each in distinct(extractions)], options)
    return [write_csv(out_dir / FINDINGS_CSV, text)]


def findings_csv(told: Iterable[tuple[Extraction, Sequence[Finding]]], options: Options) -> str:
    """The findings of several documents as the text of one CSV file."""
    rows = (row for extraction, findings in told for row in finding_rows(extraction, findings, options.tongue))
    lines = ([field_text(getattr(row, name), options) for name in FINDING_COLUMNS] for row in rows)
    return csv_text([FINDING_COLUMNS, *lines], options)


def findings_json(extraction: Extraction, findings: Sequence[Finding]) -> str:
    """One line of JSON: the document's id and address, and the findings whole, without words."""
    document = extraction.document
    head = {"document": document.id, "url": document.url, "sha256": document.sha256}
    return whole(json.dumps(head | {"findings": [f.model_dump(mode="json") for f in findings]}, ensure_ascii=False))


def finding_rows(extraction: Extraction, findings: Sequence[Finding], tongue: Tongue) -> Iterator[FindingRow]:
    """A row for each finding, said in a language."""
    tables = {table.id: table for table in extraction.tables}
    for finding in findings:
        target = finding.target
        row = column = page = None
        if isinstance(target, CellRef):
            row, column = cell_names(tables[target.table], target.row, target.column)
            boxes = tables[target.table].rows[target.row].cells[target.column].boxes
            page = boxes[0].page if boxes else None
        yield FindingRow(
            document=extraction.document.id,
            verdict=finding.verdict,
            kind=finding.kind,
            answer=target.answer if isinstance(target, ProseRef) else None,
            table=finding.table,
            row=row,
            column=column,
            page=page,
            printed=finding.printed,
            computed=finding.computed,
            difference=finding.difference,
            attention=finding.attention,
            reason=finding.reason,
            sentence=saying.sentence(finding, tables, tongue),
            arithmetic=saying.arithmetic(finding, tables, tongue),
            explanations=" | ".join(saying.explanations(finding, tables, tongue)),
            witness=finding.witness,
            sha256=extraction.document.sha256,
        )
