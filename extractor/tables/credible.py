"""Whether a region of lines is a table at all: words beside its figures, no scale of a chart."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal

from extractor.figure import is_year, parse
from extractor.geometry import overlap
from extractor.tables.hypothesis import Aligned


def is_credible(table: Aligned) -> bool:
    """True where words, or years, stand beside or over the figures, and these are not the scales beside a chart."""
    words = [word for band in table.bands for atom in band.atoms for word in atom.words if word.angle == 0]
    first = [row[0].atoms[0].text for row in table.rows]
    named = any(ch.isalpha() for word in words for ch in word.text) or all(map(is_year, first))
    return named and not _is_scale(table)


def _is_scale(table: Aligned) -> bool:
    """True where each column of figures rises or falls by the same step."""
    words = sorted(
        (w for b in table.bands for a in b.atoms for w in a.words if w.angle == 0), key=lambda word: word.baseline
    )
    found = False
    for column in table.columns:
        held = [parse(w.text).value for w in words if overlap(w.x0, w.x1, *column) > 0]
        if 2 * sum(value is not None for value in held) > len(held):
            if not _is_progression(held):
                return False
            found = True
    return found


def _is_progression(values: Sequence[Decimal | None]) -> bool:
    known = [value for value in values if value is not None]
    steps = {b - a for a, b in itertools.pairwise(known)}
    return len(known) == len(values) >= 3 and len(steps) == 1 and Decimal(0) not in steps
