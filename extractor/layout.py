"""What a parliament prints and how: the words by which its documents are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from functools import lru_cache
from typing import Literal

import regex

Total = Literal["total", "subtotal", "grand"]


@dataclass(frozen=True, slots=True)
class Layout:
    """Words and patterns, all in small letters unless a pattern says otherwise.

    `number`, `author`, `date`, `to`, `answered` are patterns for whole lines of the heads, with a group 'value'.
    `lone_total_words` say total only as a whole label ('tot' before a date means until).
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
    caption_words: tuple[str, ...]
    note_words: tuple[str, ...]
    total_words: tuple[str, ...]
    subtotal_words: tuple[str, ...]
    grand_words: tuple[str, ...]
    lone_total_words: tuple[str, ...]
    region_words: tuple[str, ...]
    average_words: tuple[str, ...]
    non_additive_words: tuple[str, ...]
    mean_words: tuple[str, ...]
    difference_words: tuple[str, ...]
    person_words: tuple[str, ...]
    approximate_words: tuple[str, ...]
    licence: str


@lru_cache(maxsize=1 << 14)
def row_kind(label: str, layout: Layout) -> Total | None:
    """Whether a label says total, subtotal or grand total; None for any other label."""
    text = _NUMBERING.sub("", label.casefold())
    for kind, pattern in _totals(layout):
        if pattern.match(text):
            return kind
    if text.rstrip(" :.") in (*layout.region_words, *layout.lone_total_words):
        return "total"
    return None


_NUMBERING = regex.compile(r"^[^\p{L}\d]*(?:\d{1,2}[.)]\s*)?")


@lru_cache
def _totals(layout: Layout) -> tuple[tuple[Total, regex.Pattern[str]], ...]:
    kinds: tuple[tuple[Total, tuple[str, ...]], ...] = (
        ("subtotal", layout.subtotal_words),
        ("grand", layout.grand_words),
        ("total", layout.total_words),
    )
    return tuple(
        (kind, regex.compile(rf"(?:{'|'.join(map(regex.escape, words))})(?!\p{{L}})")) for kind, words in kinds
    )


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
