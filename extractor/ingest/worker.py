"""Reading in another process: one document in, rows for the ledger out."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from extractor.errors import BrokenSheet, SourceError
from extractor.ingest.metadata import differences
from extractor.language import TONGUES
from extractor.parliament import QuestionInfo
from extractor.pipeline import read
from extractor.record import Extraction, Notice
from extractor.writers.rows import figure_rows
from extractor.writers.saying import sentence


@dataclass(frozen=True, slots=True)
class Job:
    """A question to read: its PDF and spreadsheets in the archive, its addresses, and what the open data say."""

    key: str
    pdf: Path
    annexes: tuple[tuple[Path, str], ...]
    url: str | None
    page_url: str | None
    info: str | None
    missing: tuple[str, ...]
    most_pages: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, as rows; or `reason` and `advice`, where it could not be."""

    key: str
    document: str = ""
    pages: int = 0
    seconds: float = 0.0
    figures: tuple[dict[str, Any], ...] = ()
    findings: tuple[dict[str, Any], ...] = ()
    values: dict[str, Any] | None = None
    claims: int = 0
    mismatches: int = 0
    reason: str | None = None
    advice: str = ""


def limit_memory(megabytes: int) -> None:
    """Let this process have no more memory than this: a bomb then ends the reading, not the machine.

    Windows has no such limit for a process from within; there only the limit of time holds.
    """
    if sys.platform != "win32":
        import resource  # there is no such module on Windows

        size = megabytes * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def read_job(job: Job) -> Reading:
    """What was read of a question; never raises but for a defect of the program, or want of memory."""
    start = time.monotonic()
    try:
        extraction = _extraction(job)
    except SourceError as error:
        return Reading(job.key, reason=error.problem, advice=error.advice)
    extraction = _with_sources(extraction, job)
    return replace(_rows(job.key, extraction), seconds=round(time.monotonic() - start, 3))


def _extraction(job: Job) -> Extraction:
    try:
        return read(job.pdf, annexes=job.annexes, most_pages=job.most_pages)
    except BrokenSheet as error:  # the question itself is not lost for it
        extraction = read(job.pdf, most_pages=job.most_pages)
        notice = Notice(code="annex-unread", message=f"no annex was read: {error.problem}")
        return extraction.model_copy(update={"notices": (*extraction.notices, notice)})


def _with_sources(extraction: Extraction, job: Job) -> Extraction:
    """The extraction with its addresses and themes, and notices of what the open data say otherwise."""
    info = QuestionInfo.model_validate_json(job.info) if job.info else None
    notices = [Notice(code="annex-missing", message=f"an annex could not be fetched: {url}") for url in job.missing]
    if info is not None:
        notices += differences(info, extraction.document)
    document = extraction.document.model_copy(
        update={"url": job.url, "page_url": job.page_url, "themes": info.themes if info else ()}
    )
    return extraction.model_copy(update={"document": document, "notices": (*extraction.notices, *notices)})


def _rows(key: str, extraction: Extraction) -> Reading:
    names = (
        "key", "answer", "table", "row_path", "column_path", "value", "unit", "status", "printed_text", "page", "verdict",
    )  # fmt: skip
    figures = []
    for row in figure_rows([extraction]):
        values = {name: getattr(row, name) for name in names}
        figures.append(values | {"value": None if row.value is None else format(row.value, "f")})
    tables = {table.id: table for table in extraction.tables}
    pages = {table.id: table.pages[0] if table.pages else None for table in extraction.tables}
    findings = [
        {
            "verdict": f.verdict,
            "kind": f.kind,
            "table": f.table,
            "page": pages.get(f.table or ""),
            "sentence": sentence(f, tables, TONGUES["nl"]),
        }
        for f in extraction.findings
    ]
    document = extraction.document
    return Reading(
        key,
        document=extraction.model_dump_json(),
        pages=document.pages,
        figures=tuple(figures),
        findings=tuple(findings),
        values={
            "number": document.number,
            "zittingsjaar": document.zittingsjaar,
            "author": document.author,
            "asked_on": document.date.isoformat() if document.date else None,
            "answered_on": document.answered_on.isoformat() if document.answered_on else None,
        },
        claims=len(findings),
        mismatches=sum(f.verdict == "mismatch" for f in extraction.findings),
    )
