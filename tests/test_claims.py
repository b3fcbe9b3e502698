"""Properties of the checker: what holds by construction is never accused, one error is found and named."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.claim import CellRef
from tests.claims import Slip, invent, names, spoilt

SLIPS: tuple[Slip, ...] = ("digit", "swap", "missing digit", "sign")
OFTEN = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
NIGHTLY = settings(max_examples=2500, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def accused(rng: Random) -> list[str]:
    return [finding.model_dump_json() for finding in invent(rng).findings() if finding.verdict == "mismatch"]


@OFTEN
@given(st.randoms(use_true_random=False))
def test_nobody_is_accused_where_all_claims_hold(rng: Random) -> None:
    assert accused(rng) == []


@pytest.mark.nightly
@NIGHTLY
@given(st.randoms(use_true_random=False))
def test_nobody_is_accused_where_all_claims_hold_in_thousands_of_tables(rng: Random) -> None:
    assert accused(rng) == []


@OFTEN
@given(st.randoms(use_true_random=False))
def test_every_claim_that_holds_by_construction_is_found(rng: Random) -> None:
    made = invent(rng, exact=True)
    judged = {(f.target.row, f.target.column) for f in made.findings() if isinstance(f.target, CellRef)}
    wanted = {claim[0] for claim in made.claims if made.units[claim[0][1]] != "%"}
    assert wanted <= judged


def rates(seeds: range) -> dict[Slip, Counter[str]]:
    """How often one slip is a mismatch, and its true value the first repair, or among three."""
    counts: dict[Slip, Counter[str]] = {slip: Counter() for slip in SLIPS}
    for seed in seeds:
        rng = Random(seed)
        made, slip = invent(rng, exact=True), SLIPS[seed % len(SLIPS)]
        found = spoilt(rng, made, slip)
        if found is None:
            continue
        place, value = found
        wrong = [f for f in made.findings() if f.verdict == "mismatch"]
        hits = [names(f, place, value) for f in wrong]
        counts[slip]["all"] += 1
        counts[slip]["found"] += bool(wrong)
        counts[slip]["first"] += any(hit[:1] == [True] for hit in hits)
        counts[slip]["among"] += any(map(any, hits))
    return counts


def test_one_slip_in_a_cell_of_two_claims_is_found_and_named_first() -> None:
    for slip, count in rates(range(400)).items():
        assert count["all"] > 50, slip
        assert count["found"] >= 0.95 * count["all"], (slip, count)
        assert count["first"] >= 0.8 * count["all"], (slip, count)


@pytest.mark.nightly
def test_slips_are_found_and_named_in_thousands_of_tables() -> None:
    for slip, count in rates(range(4000)).items():
        assert count["found"] >= 0.95 * count["all"], (slip, count)
        assert count["first"] >= 0.8 * count["all"], (slip, count)


@pytest.mark.parametrize("seed", range(40))
def test_a_row_left_out_of_the_table_is_no_accusation_of_a_cell_that_stands(seed: int) -> None:
    rng = Random(seed)
    made = invent(rng, exact=True)
    gone = rng.choice([i for i, kind in enumerate(made.kinds) if kind == "body"])
    for rows in (made.labels, made.kinds, made.texts):
        del rows[gone]  # type: ignore[attr-defined]
    # every column total is off: the table no longer shows what its totals take together, so nothing is said
    wrong = [f for f in made.findings() if f.verdict == "mismatch"]
    assert all(f.kind == "column_total" for f in wrong)
