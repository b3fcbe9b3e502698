"""Wholes printed above their parts, with no word that says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.checks.hierarchy import FAR, parts_of_others
from tests.test_doubts import table, verdicts


def whole(art: str) -> list[str]:
    """The labels of the rows that are part of no other."""
    one = table(art)
    parts = parts_of_others(one, range(len(one.columns)))
    return [row.label[0] for r, row in enumerate(one.rows) if r not in parts]


def test_parts_do_not_reach_over_a_row_that_says_total() -> None:
    assert whole("Land 12 9\nGent 7 4\nSubtotaal 7 4\nAalst 5 5") == ["Land", "Gent", "Subtotaal", "Aalst"]
    assert whole("Land 12 9\nGent 7 4\nAalst 5 5\nSubtotaal 9 9\nZee 3 3\nMol 1 1\nGeel 2 2") == [
        "Land", "Subtotaal", "Zee",
    ]  # fmt: skip


def test_a_row_that_its_next_rows_add_up_to_is_their_whole() -> None:
    assert whole("Land 12 9\nGent 7 4\nAalst 5 5\nZee 8 3\nOostende 2 1\nKnokke 6 2") == ["Land", "Zee"]


def test_parts_may_have_parts() -> None:
    art = "Alles 20 12\nLand 12 9\nGent 7 4\nAalst 5 5\nZee 8 3\nOostende 2 1\nKnokke 6 2\nBuiten 3 3"
    assert whole(art) == ["Alles", "Buiten"]


def test_a_wrong_figure_in_one_of_two_columns_hides_no_whole_and_more_do() -> None:
    assert whole("Land 12 99\nGent 7 4\nAalst 5 5\nZee 8 3") == ["Land", "Zee"]
    assert whole("Land 12 99 99\nGent 7 4 4\nAalst 5 5 5\nZee 8 3 3") == ["Land", "Gent", "Aalst", "Zee"]


def test_one_row_that_repeats_another_is_no_part_of_it() -> None:
    assert whole("Land 12 9\nGent 12 9\nZee 8 3") == ["Land", "Gent", "Zee"]
    assert whole("Land 12 9\nGent 12 9\nLeeg _ 0\nZee 8 3") == ["Land", "Gent", "Leeg", "Zee"]


def test_a_blank_or_a_nought_is_a_whole_of_nothing() -> None:
    assert whole("Land 0 _\nGent 7 4\nAalst -7 -4\nZee 8 3") == ["Land", "Gent", "Aalst", "Zee"]


def test_no_more_rows_are_parts_than_need_be() -> None:
    assert whole("Land 12\nGent 7\nAalst 5\nNergens 0\nZee 8") == ["Land", "Nergens", "Zee"]


@pytest.mark.parametrize(("count", "parts"), [(FAR, FAR), (FAR + 1, 0)])
def test_a_row_takes_some_forty_together_at_most(count: int, parts: int) -> None:
    rows = "\n".join(f"Stad{i} 1 2" for i in range(count))
    assert len(whole(f"Land {count} {2 * count}\n{rows}\nZee 8 3")) == 2 + count - parts


@given(st.lists(st.lists(st.integers(1, 999), min_size=2, max_size=5), min_size=2, max_size=5))
def test_wholes_over_their_parts_are_found(groups: list[list[int]]) -> None:
    rows = [line for i, own in enumerate(groups) for line in (f"Deel{i} {sum(own)}", *(f"stad {n}" for n in own))]
    assert set(whole("\n".join(rows))) >= {"Deel0"}
    total = sum(map(sum, groups))
    assert "mismatch" not in verdicts("\n".join([*rows, f"Totaal {total}"]))


NESTED = "Land 12 9 5\nGent 7 4 3\nAalst 5 5 2\nZee 8 3 9\nOostende 2 1 4\nKnokke 6 2 5\nTotaal {}"


@pytest.mark.parametrize(
    ("totals", "expected"),
    [
        ("20 12 14", ["match", "match", "match"]),
        ("20 12 17", ["match", "match", "mismatch"]),
        ("20 12 99", ["match", "match", "mismatch"]),  # two totals show what all take together
        ("20 12 _", ["match", "match"]),
    ],
)
def test_a_total_takes_wholes_and_not_their_parts(totals: str, expected: list[str]) -> None:
    assert verdicts(NESTED.format(totals)) == expected


@pytest.mark.parametrize(("printed", "expected"), [("17", "mismatch"), ("21", "mismatch"), ("99", "unread")])
def test_by_one_total_wholes_are_told_from_parts_where_a_slip_of_the_hand_explains_the_other(
    printed: str, expected: str
) -> None:
    two = "Land 12 9\nGent 7 4\nAalst 5 5\nZee 8 3\nOostende 2 1\nKnokke 6 2\nTotaal 20 {}"
    assert verdicts(two.format(printed)) == ["match", expected]


def test_a_total_that_equals_a_wrong_part_is_called_wrong_where_two_others_hold() -> None:
    art = "Aalst 5 5 50\nGent 6 7 10\nTotaal 11 12 50"
    assert verdicts(art) == ["match", "match", "mismatch"]


def test_parts_below_the_last_whole_are_left_out_too() -> None:
    assert verdicts("Land 12 9\nZee 8 3\nOostende 2 1\nKnokke 6 2\nTotaal 20 99") == ["match", "unread"]


def test_a_total_of_subtotals_leaves_no_parts_out() -> None:
    art = "Aalst 5 5\nGent 6 6\nSubtotaal 11 11\nIeper 2 2\nMol 3 3\nSubtotaal 5 5\nTotaal 16 29"
    assert verdicts(art)[-2:] == ["match", "mismatch"]


def test_a_total_accuses_by_wholes_that_its_own_column_has_too() -> None:
    chance = "Aalst 30 30 31\nGent 10 10 10\nMol 20 20 20\nGeel 50 50 50\nTotaal 80 80 {}"
    assert verdicts(chance.format(83)) == ["match", "match", "unread"]
    # the first is wrong by as much as the total: 30, not 31
    assert verdicts(chance.format(80)) == ["match", "match", "mismatch"]
