"""The written questions of the shared corpus, where it is there: nothing that was right may get worse."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import extractor

SHARED = Path(__file__).resolve().parents[2] / "shared"
CORPUS = SHARED / "corpus" / "sv"
pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus is not here")


def entries() -> list[dict[str, Any]]:
    manifest = CORPUS / "manifest.json"
    return json.loads(manifest.read_text(encoding="utf-8")) if manifest.exists() else []


@cache
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sv_score", SHARED / "bench" / "sv" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("entry", [e for e in entries() if e["kind"] != "scan"], ids=lambda e: Path(e["path"]).stem)
def test_a_written_question_is_read_exactly_and_nobody_is_accused(entry: dict[str, Any]) -> None:
    truth = json.loads((CORPUS / entry["truth"]).read_text(encoding="utf-8"))
    extraction = extractor.read(CORPUS / entry["path"])
    count: Counter[str]
    count, errors = scorer().judge(truth, json.loads(extraction.model_dump_json()))
    assert not errors
    assert count["accused"] == 0
    assert count["extra"] == 0
    assert count["perfect"] == count["tables"] == len(truth["tables"])
    assert count["totals_right"] == count["totals"]


@pytest.mark.parametrize("entry", [e for e in entries() if e["document"] == "177-2026"], ids=lambda e: e["variant"])
def test_the_two_wrong_totals_of_the_real_document_are_the_only_mismatches(entry: dict[str, Any]) -> None:
    findings = extractor.read(CORPUS / entry["path"]).findings
    printed = sorted(int(f.printed) for f in findings if f.verdict == "mismatch")
    assert printed == [1986, 2643]
    assert all(f.witness == "pdfplumber: same" for f in findings if f.verdict == "mismatch")


@pytest.mark.parametrize("entry", [e for e in entries() if e["kind"] == "scan"], ids=lambda e: e["variant"])
def test_a_scan_says_so(entry: dict[str, Any]) -> None:
    with pytest.raises(extractor.ScannedPdf, match="scan"):
        extractor.read(CORPUS / entry["path"])


@pytest.mark.parametrize("entry", [e for e in entries() if e["kind"] != "scan"], ids=lambda e: Path(e["path"]).stem)
def test_every_number_of_a_page_is_in_a_table_or_in_the_text(entry: dict[str, Any]) -> None:
    """Conservation: what the glyph source saw comes back, repeated headers and page numbers apart."""
    extraction = extractor.read(CORPUS / entry["path"])
    document = extraction.document
    said = " ".join(
        [
            *(text for table in extraction.tables for row in table.grid for text in row if text),
            *(table.caption or "" for table in extraction.tables),
            *(item.text for item in (*document.questions, *document.answers)),
            *(t or "" for t in (document.introduction, document.preamble, document.closing, document.title)),
            *(annex.title for annex in document.annexes),
        ]
    )
    lost = [
        word.text
        for page in extractor.pipeline.SOURCES["pdfium"](CORPUS / entry["path"])
        for word in page.words
        if sum(ch.isdigit() for ch in word.text) > 2 and word.text.strip(".,:;()") not in said
    ]
    head = {str(document.number), str(document.date.year) if document.date else ""}
    assert not [text for text in lost if text not in head]
