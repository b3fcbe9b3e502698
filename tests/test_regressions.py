"""Floors under what the other data sets showed: a change that loses tables is seen before it lands."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest

from tests.benchmarks.grids import SETS, SHARED, invented, predictions, read_all
from tests.benchmarks.mutants import CORPUS, work

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the shared corpus is not here")


def scorer(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"{name}_score", SHARED / "bench" / name / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tables_of_the_competition_are_read_as_well_as_before() -> None:
    folder, _ = SETS["icdar"]
    read, score = read_all(folder), scorer("icdar")
    summary = score.summarise(score.score_documents(predictions(read), score.read_truth(split="eu")))
    assert summary["avg_f1"] >= 0.985
    _, taken = invented(read, folder)
    assert taken <= 1


def test_as_many_printed_totals_verify_as_before() -> None:
    folder, _ = SETS["reports"]
    count = sum(
        scorer("reports").column_totals(table["rows"])[0]
        for tables in predictions(read_all(folder)).values()
        for table in tables
    )
    assert count >= 465


@pytest.mark.parametrize("name", ["9001__grid-rects", "9017__grid-rects", "1027-2021__plain"])
def test_a_wrong_digit_in_a_real_document_accuses_nobody_else(name: str) -> None:
    outcomes = work((str(CORPUS / f"{name}.pdf"), 5, 7))
    assert len(outcomes) == 5
    assert sum(outcome.false_alarms for outcome in outcomes) == 0
    assert sum(outcome.seen for outcome in outcomes) >= 3
