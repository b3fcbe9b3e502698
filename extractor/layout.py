"""What a parliament prints and how, beside the words of its languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from functools import lru_cache
from typing import Literal

import regex

from extractor.language import begins, pattern

Total = Literal["total", "subtotal", "grand"]


@dataclass(frozen=True, slots=True)
class Layout:
    """Words and patterns, all in small letters unless a pattern says otherwise.

    `number`, `author`, `date`, `to`, `answered` are patterns for whole lines of the heads, with a group 'value'.
    `region_words` are whole labels that stand for the sum of all others: the parliament's own region.
    """

    question_headings: tuple[str, ...]
    answer_headings: tuple[str, ...]
    annex_headings: tuple[str, ...]
    months: tuple[str, ...]
    number: regex.Pattern[str]
    author: regex.Pattern[str]
    date: regex.Pattern[str]
    to: regex.Pattern[str]
    answered: regex.Pattern[str]
    several: regex.Pattern[str]
    reference: regex.Pattern[str]
    region_words: tuple[str, ...]
    licence: str


@lru_cache(maxsize=1 << 14)
def row_kind(label: str, layout: Layout) -> Total | None:
    """Whether a label says total, subtotal or grand total; None for any other label."""
    text = _NUMBERING.sub("", label.casefold())
    for kind in ("subtotal", "grand", "total"):
        if begins(text, kind):
            return kind
    alone = text.rstrip(" :.")
    return "total" if alone in layout.region_words or pattern("lone_total").fullmatch(alone) else None


_NUMBERING = regex.compile(r"^[^\p{L}\d]*(?:\d{1,2}[.)]\s*)?")


def date_in(text: str, layout: Layout) -> Date | None:
    """The first written-out date in a text, '10 september 2021'."""
    months = "|".join(layout.months)
    match = regex.search(rf"\b(\d{{1,2}})\s+({months})\s+(\d{{4}})\b", text, regex.IGNORECASE)
    if not match:
        return None
    try:
        return Date(int(match[3]), layout.months.index(match[2].casefold()) + 1, int(match[1]))
    except ValueError:
        return None
