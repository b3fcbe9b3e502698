"""What a language's words say around a figure, and how their forms are written down."""

from __future__ import annotations

from dataclasses import dataclass

import regex


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, by what they say; matched whatever their capitals.

    A word stands whole: 'ratio' is not in 'Libération', nor 'rang' in 'Orange'. A star before it stands for the
    letters that a compound puts before its head ('*gemiddelde' is in 'jaargemiddelde'; '?*graad' has one or more, and is
    not in 'tweede graad'), one after it for an ending ('overlap*' is in 'overlappingen').

    `total`, `subtotal`, `grand`: labels that begin so are totals; `lone_total` says total only as a whole label ('tot'
    before a date means until). `average`: what is no addend and has no sum (means, rates, ranks, extremes); `mean` begins the
    name of a line that is the mean of the others. `not_additive`: the document's own word that a total need not be the
    sum. `person`: those who may be counted twice. `count`: what was counted, not measured. `caption` and `note` begin
    a caption and a note.
    """

    total: tuple[str, ...] = ()
    subtotal: tuple[str, ...] = ()
    grand: tuple[str, ...] = ()
    lone_total: tuple[str, ...] = ()
    average: tuple[str, ...] = ()
    mean: tuple[str, ...] = ()
    not_additive: tuple[str, ...] = ()
    difference: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    count: tuple[str, ...] = ()
    approximate: tuple[str, ...] = ()
    caption: tuple[str, ...] = ()
    note: tuple[str, ...] = ()


def form(word: str) -> str:
    """The pattern of a word as `Words` writes it down."""
    bare = word.strip("?*")
    # A compound is sought from its first letter only: at each of a run without blanks, long ones would take for ever.
    start = (
        r"(?<!\p{L})" + (r"\p{L}*" if word[0] == "*" else r"\p{L}+") if word[0] in "?*" else rf"(?<!{_kind(bare[0])})"
    )
    end = r"\p{L}*" if word.endswith("*") else rf"(?!{_kind(bare[-1])})"
    return start + r"\s+".join(map(regex.escape, bare.split())) + end


def _kind(edge: str) -> str:
    """What may not stand beside a word's first or last character: a mark may follow a letter ('Totaal1'), no letter."""
    return r"\p{L}" if edge.isalpha() else r"\d" if edge.isdigit() else r"(?!)"
