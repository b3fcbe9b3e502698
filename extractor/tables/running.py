"""Running heads and feet: what a page prints where the page before prints it is no text of either.

A page number may stand among the words of a foot ('6/9/2020 - Page 1 of 9'), so figures of feet need not be the same;
above a table they must, for a table of 2019 may follow one of 2018.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

from extractor.lines import PAGE_NUMBER
from extractor.tables.grid import Band

DIGITS = regex.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Running:
    """The lines of a page outside tables, by their texts and heights (whole points); `feet` with '#' for figures."""

    heads: frozenset[tuple[str, int]] = frozenset()
    feet: frozenset[tuple[str, int]] = frozenset()

    @staticmethod
    def of(bands: Iterable[Band]) -> Running:
        heads = frozenset((band.text, round(band.top)) for band in bands)
        return Running(heads, frozenset((DIGITS.sub("#", text), top) for text, top in heads))

    def without_heads(self, bands: Sequence[Band]) -> list[Band]:
        """The bands but page numbers and what stands here too."""
        return [b for b in bands if not PAGE_NUMBER.fullmatch(b.text) and (b.text, round(b.top)) not in self.heads]

    def without_feet(self, bands: Sequence[Band]) -> list[Band]:
        """The same, whatever the figures."""
        return [
            b
            for b in bands
            if not PAGE_NUMBER.fullmatch(b.text) and (DIGITS.sub("#", b.text), round(b.top)) not in self.feet
        ]
