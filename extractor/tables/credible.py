"""Whether a region of figures is a table at all: enough rows, words beside them, no scale of a chart."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal

from extractor.figure import is_year, parse
from extractor.geometry import overlap
from extractor.page import Rule
from extractor.tables.columns import Interval, Region, is_lone_figure, is_seed, touched


def is_credible(region: Region, rules: Sequence[Rule], inherited: Sequence[Interval]) -> bool:
    """True where enough speaks for a table: two aligned rows, or one under a header or between rules.

    Figures without a word or a year beside them are no table, nor is the scale of a chart.
    """
    if not inherited and (not _is_named(region) or _is_scale(region)):
        return False
    seeds = [b for b in region.body if is_seed(b) or is_lone_figure(b, region.columns)]
    if len(seeds) >= 2:
        first = region.columns[region.labels :]
        deep = [
            sum(any(i + region.labels in touched(a, region.columns) and a.numeric for a in b.atoms) for b in seeds)
            for i in range(len(first))
        ]
        return max(deep, default=0) >= 2
    if inherited and len(inherited) == len(region.columns):
        return all(overlap(a[0], a[1], b[0], b[1]) > 0 for a, b in zip(inherited, region.columns, strict=True))
    box = region.box
    framed = [
        r
        for r in rules
        if r.horizontal
        and overlap(r.x0, r.x1, box.x0, box.x1) > 0.8 * box.width
        and box.top - 12 <= r.y_mid <= box.bottom + 12
    ]
    return len(framed) >= 2 and bool(region.header)


def _is_named(region: Region) -> bool:
    """True where upright words stand beside or over the figures, or years beside them."""
    words = [word for band in region.bands for atom in band.atoms for word in atom.words if word.angle == 0]
    first = [band.atoms[0].text for band in region.body]
    return any(ch.isalpha() for word in words for ch in word.text) or all(map(is_year, first))


def _is_scale(region: Region) -> bool:
    """True where each column of figures rises or falls by the same step: the scales beside a chart."""
    words = sorted((w for b in region.bands for a in b.atoms for w in a.words), key=lambda w: w.baseline)
    figures = []
    for low, high in region.columns:
        held = [parse(w.text).value for w in words if w.angle == 0 and overlap(w.x0, w.x1, low, high) > 0]
        if 2 * sum(value is not None for value in held) > len(held):
            figures.append(held)
    return bool(figures) and all(map(_is_progression, figures))


def _is_progression(values: Sequence[Decimal | None]) -> bool:
    known = [value for value in values if value is not None]
    steps = {b - a for a, b in itertools.pairwise(known)}
    return len(known) == len(values) >= 3 and len(steps) == 1 and Decimal(0) not in steps
