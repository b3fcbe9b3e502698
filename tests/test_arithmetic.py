"""Sums in interval arithmetic: what holds by construction is never accused, what is broken is found."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.arithmetic import add_up, row_sets
from extractor.figure import parse
from extractor.table import Cell, Column, Row, Table


def cell(text: str | None) -> Cell:
    return Cell(**parse(text).model_dump())


def column(*texts: str | None, unit: str | None = None, total: str = "total") -> Table:
    rows = [Row(label=(f"r{i}",), kind="body", cells=(cell(t),)) for i, t in enumerate(texts[:-1])]
    rows.append(Row(label=("Totaal",), kind="total", cells=(cell(texts[-1]),)))
    return Table(
        id="t1",
        pages=(1,),
        header_rows=1,
        grid=(),
        columns=(Column(path=("n",), unit=unit),),
        rows=tuple(rows),
    )


def outcome(*texts: str | None, unit: str | None = None) -> str:
    table = column(*texts, unit=unit)
    found = add_up(table, (len(texts) - 1, 0), [(i, 0) for i in range(len(texts) - 1)])
    assert found is not None
    return found.outcome


def test_blank_and_dash_add_nothing() -> None:
    assert outcome("12", None, "-", "/", "nvt", "8", "20") == "match"


def test_suppressed_cells_allow_a_range() -> None:
    assert outcome("12", "<5", "8", "<5", "21", "46") == "consistent"
    assert outcome("12", "<5", "8", "<5", "21", "50") == "mismatch"
    assert outcome("<5", "<5", "12") == "mismatch"


def test_an_unavailable_cell_may_hold_anything_but_less_than_nothing() -> None:
    assert outcome("71", "n.b.", "85") == "consistent"
    assert outcome("71", "n.b.", "70") == "mismatch"


def test_rounding_is_allowed_as_far_as_the_printed_digits_go() -> None:
    assert outcome("14,26", "3,71", "0,88", "18,9") == "rounding"
    assert outcome("14,26", "3,71", "0,88", "19,2") == "mismatch"
    assert outcome("1.204", "988", "301", "250", "2.745") == "mismatch"
    assert outcome("1.204", "988", "301", "250", "2.745", unit="duizend EUR") == "rounding"


def test_a_text_among_the_addends_cannot_be_judged() -> None:
    assert outcome("12", "zie boven", "14") == "unread"


def dutch(value: int) -> str:
    return f"{value:,}".replace(",", ".")


@given(st.lists(st.integers(0, 10**7), min_size=2, max_size=30))
def test_a_true_total_matches(values: list[int]) -> None:
    assert outcome(*map(dutch, values), dutch(sum(values))) == "match"


@given(st.lists(st.integers(0, 10**7), min_size=2, max_size=30), st.integers(1, 10**6))
def test_a_false_total_of_whole_numbers_is_a_mismatch(values: list[int], error: int) -> None:
    assert outcome(*map(dutch, values), dutch(sum(values) + error)) == "mismatch"


@given(st.lists(st.decimals(0, 10**5, places=6, allow_nan=False), min_size=2, max_size=20), st.integers(0, 3))
def test_rounded_parts_of_a_true_sum_are_never_accused(values: list[Decimal], places: int) -> None:
    quantum = Decimal(1).scaleb(-places)
    shown = [str(v.quantize(quantum)).replace(".", ",") for v in [*values, sum(values, Decimal(0))]]
    unit = "miljoen EUR" if places == 0 else None
    assert outcome(*shown, unit=unit) in {"match", "rounding"}


def test_a_total_of_its_own_name_above_is_no_part_of_it() -> None:
    labels = ("a", "b", "Totaal", "c", "d", "Subtotaal", "e", "f", "Subtotaal", "Totaal")
    kinds = {"Totaal": "total", "Subtotaal": "subtotal"}
    rows = [Row(label=(each,), kind=kinds.get(each, "body"), cells=(cell("1"),)) for each in labels]
    assert (5, 8) in row_sets(rows, 9)


@pytest.mark.parametrize(
    ("part", "total", "claims"),
    [(("7", "5"), ("7", "5"), False), (("7", "5"), ("7", "6"), True), (("0", "0"), ("0", "0"), True)],
)
def test_a_subtotal_of_a_group_of_one_repeats_it_and_claims_nothing(
    part: tuple[str, str], total: tuple[str, str], claims: bool
) -> None:
    rows = [
        Row(label=("a",), kind=kind, cells=tuple(map(cell, texts)))
        for kind, texts in (("body", ("1", "1")), ("subtotal", ("1", "1")), ("body", part), ("subtotal", total))
    ]
    assert bool(row_sets(rows, 3)) is claims
