"""Floors under what the other data sets showed: a change that loses tables is seen before it lands."""

from __future__ import annotations

import importlib.util
from functools import cache
from types import ModuleType
from typing import Any

import pytest

from tests.benchmarks.corpora import FOLDERS, SHARED, invented, predictions, read
from tests.benchmarks.mutants import CORPUS, work

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the shared corpus is not here")


@cache
def said(name: str) -> dict[str, dict[str, Any]]:
    """What each document of a set says, by its stem."""
    return {stem: one for stem, one, _ in map(read, sorted(FOLDERS[name].glob("*.pdf"))) if one is not None}


def scorer(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"{name}_score", SHARED / "bench" / name / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tables_of_the_competition_are_read_as_well_as_before() -> None:
    score = scorer("icdar")
    summary = score.summarise(score.score_documents(predictions(said("icdar")), score.read_truth(split="eu")))
    assert summary["avg_f1"] >= 0.985
    _, taken = invented(said("icdar"))
    assert taken == 0


def test_as_many_printed_totals_verify_as_before() -> None:
    count = sum(
        scorer("reports").column_totals(table["grid"])[0] for one in said("reports").values() for table in one["tables"]
    )
    assert count >= 465


@pytest.mark.parametrize("name", ["9001__grid-rects", "9017__grid-rects", "1027-2021__plain"])
def test_a_wrong_digit_in_a_real_document_accuses_nobody_else(name: str) -> None:
    outcomes = work((str(CORPUS / f"{name}.pdf"), 5, 7))
    assert len(outcomes) == 5
    assert sum(outcome.false_alarms for outcome in outcomes) == 0
    assert sum(outcome.seen for outcome in outcomes) >= 3
