"""Whether a region of lines is a table at all: words beside its figures, no scale of a chart."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal

import regex

from extractor.figure import is_year, parse
from extractor.geometry import overlap
from extractor.lines import PAGE_OF_PAGES, baselines
from extractor.page import Word
from extractor.tables.grid import Band, is_leader
from extractor.tables.hypothesis import Aligned, Interval
from extractor.tables.measure import LEVEL

ENTRIES = 5
"""Page numbers that never fall from which they are no chance: of five figures in a list one order in 120 rises."""
PAGE = regex.compile(r"[1-9]\d{0,3}")
EVEN = 4
"""Figures that stand alone, at even steps in value and in height, from which they are the scale of a chart."""
ALONE = 0.6
"""Share of the lines along a scale that hold nothing else: the labels of curves stand on few of them."""


def is_credible(table: Aligned, *, ruled: bool = False) -> bool:
    """True where words, or years, stand beside or over the figures, and these are no scales of a chart and no pages.

    `ruled` tells that rules as wide as the lines stand among them: two lines of words are a table then.
    """
    lines = baselines([w for band in table.bands for atom in band.atoms for w in atom.words if w.angle == 0])
    first = [row[0].atoms[0].text for row in table.rows]
    named = any(ch.isalpha() for line in lines for word in line for ch in word.text) or all(map(is_year, first))
    printed = _has_rows(table.bands, ruled=ruled) and not _is_contents(table.bands)
    return named and printed and not _are_scales(lines, table.columns) and not _is_axis(lines)


def _has_rows(bands: Sequence[Band], *, ruled: bool) -> bool:
    """True for lines with a figure that is no year and counts no pages, or for more than two: less is a title or a foot."""
    counted = PAGE_OF_PAGES.search(bands[-1].text) is not None
    own = bands[:-1] if counted else bands
    figures = any(atom.numeric and not atom.year for band in own for atom in band.atoms)
    return figures or len(own) > 2 or (ruled and not counted)


def _are_scales(lines: Sequence[Sequence[Word]], columns: Sequence[Interval]) -> bool:
    """True where each column of figures rises or falls by the same step."""
    words = [[w for line in lines for w in line if overlap(w.x0, w.x1, *column) > 0] for column in columns]
    figured = [held for held in words if 2 * sum(_value(w) is not None for w in held) > len(held)]
    return bool(figured) and all(_is_progression([_value(w) for w in held]) for held in figured)


def _is_axis(lines: Sequence[Sequence[Word]]) -> bool:
    """True for figures under each other at even steps in value and in height, with hardly a word beside them."""
    alone = [i for i, line in enumerate(lines) if len(line) == 1 and _value(line[0]) is not None]
    figures = [lines[i][0] for i in alone]
    if len(figures) < EVEN or len(figures) < ALONE * (alone[-1] + 1 - alone[0]):
        return False
    steps = [b.baseline - a.baseline for a, b in itertools.pairwise(figures)]
    under = all(overlap(a.x0, a.x1, b.x0, b.x1) > 0 for a, b in itertools.pairwise(figures))
    even = max(steps) - min(steps) < 2 * LEVEL * figures[0].size
    return under and even and _is_progression([_value(word) for word in figures])


def _is_contents(bands: Sequence[Band]) -> bool:
    """True for a list of contents: dots lead to page numbers, which never fall from line to line."""
    led = [band.atoms[-1] for band in bands if len(band.atoms) > 1 and is_leader(band.atoms[-2].words)]
    pages = [int(atom.text) for atom in led if PAGE.fullmatch(atom.text)]
    rises = all(a <= b for a, b in itertools.pairwise(pages))
    return len(pages) >= ENTRIES and len(pages) == len(led) and 2 * len(pages) > len(bands) and rises


def _value(word: Word) -> Decimal | None:
    return parse(word.text).value


def _is_progression(values: Sequence[Decimal | None]) -> bool:
    known = [value for value in values if value is not None]
    steps = {b - a for a, b in itertools.pairwise(known)}
    return len(known) == len(values) >= 3 and len(steps) == 1 and Decimal(0) not in steps
