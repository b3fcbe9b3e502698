"""Running heads and feet: what a page prints where the page before prints it is no text of either, nor what stands turned
in its margin.

A page number may stand among the words of a foot ('6/9/2020 - Page 1 of 9'), so figures of feet need not be the same;
above a table they must, for a table of 2019 may follow one of 2018.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import regex

from extractor.geometry import median
from extractor.lines import PAGE_NUMBER
from extractor.page import Page
from extractor.tables.grid import Band

MARGIN = 2.25
"""Type sizes from all level words to turned ones that stand in the margin: folios and heads of turned pages, stamps of
archives and signatures stand 2.7 off at least, turned labels of a table's rows 1.8 at most."""
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


def without_margins(page: Page) -> Page:
    """The page without the turned words in its margins: they would be rows and columns of the tables beside them."""
    level = [word for word in page.words if word.angle == 0]
    if not level or len(level) == len(page.words):
        return page
    apart = MARGIN * median([word.size for word in level])
    left, right = min(word.x0 for word in level) - apart, max(word.x1 for word in level) + apart
    return replace(page, words=tuple(w for w in page.words if w.x1 > left and w.x0 < right))
