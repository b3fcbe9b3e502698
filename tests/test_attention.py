"""What deserves a look: sentences whose parts exceed their whole high in the list, and none called wrong."""

from __future__ import annotations

import pytest

from extractor.checks import check
from extractor.document import Answer
from extractor.layouts import LAYOUTS
from extractor.record import Finding
from tests.test_checks import found, table


def sentence(text: str) -> Finding:
    (finding,) = check([], [Answer(label="1", text=text, tables=())], LAYOUTS["flanders"])
    return finding


@pytest.mark.parametrize(
    "text",
    [
        "Er werden 812 aanvragen ingediend, waarvan 40 in Gent, 212 in Aalst en 561 in Mol.",
        "In 2023 waren er 97 controles, waarvan 48 op zondag en 50 op zaterdag.",
        "Le service compte 120 agents, dont 61 femmes et 60 hommes.",
    ],
)
def test_parts_that_exceed_their_whole_are_worth_a_look_and_never_called_wrong(text: str) -> None:
    over = sentence(text)
    assert over.verdict == "non_additive" and over.reason == "of which"
    assert over.attention > 0.3


def test_parts_below_their_whole_may_be_some_of_them() -> None:
    assert sentence("Er waren 812 aanvragen, waarvan 40 in Gent, 211 in Aalst en 480 in Mol.").attention <= 0.1


def test_a_mismatch_has_all_attention_and_what_holds_has_none() -> None:
    wrong = found(table("a b\nAalst 5 7\nGent 6 8\nIeper 9 1\nTotaal 21 16"))
    assert [(f.verdict, f.attention) for f in wrong] == [("mismatch", 1.0), ("match", 0.0)]
