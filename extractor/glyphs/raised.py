"""Digits that a font draws small and raised: footnote marks, of which it says that they are plain digits.

'135' and its mark 1 would be 1351, and only the outlines tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractor.geometry import median
from extractor.glyphs.ink import Glyph

DIGITS = range(0x30, 0x3A)
SMALL = 0.8
"""Share of the usual height of its font's digits that a raised one has at most: superiors are drawn at 0.55 to 0.7,
old-style figures, of the height of an x, at 0.65 to 0.7, but they stand on the line."""
RAISED = 0.25
"""Share of that height that a raised digit's foot stands above the line: superiors stand at 0.35 to 0.5, a round or
bouncing digit within 0.05 of it."""


class Outline(NamedTuple):
    """The ink of a glyph, in ems: how far its foot and its head are above the baseline; `font` is the font's own id."""

    font: int
    foot: float
    head: float

    @property
    def height(self) -> float:
        return self.head - self.foot


def with_marks(glyphs: Sequence[Glyph], outlines: Mapping[int, Outline]) -> list[Glyph]:
    """The glyphs, each digit that its font draws raised as the smaller and higher glyph that it looks like.

    `outlines` are those of the digits, by the glyphs' indices. A font none of whose digits stands on the line has no
    measure to tell by, and is left as it is.
    """
    heights: dict[int, list[float]] = defaultdict(list)
    for outline in outlines.values():
        if abs(outline.foot) < RAISED * outline.height:
            heights[outline.font].append(outline.height)
    usual = {font: median(own) for font, own in heights.items()}
    out = list(glyphs)
    for i, outline in outlines.items():
        height = usual.get(outline.font, 0.0)
        if 0 < outline.height <= SMALL * height and outline.foot >= RAISED * height:
            out[i] = _lifted(glyphs[i], outline.foot, outline.height / height)
    return out


def _lifted(glyph: Glyph, rise: float, share: float) -> Glyph:
    """The glyph on a baseline `rise` ems higher, in a share of its size."""
    up = rise * glyph.size
    dx, dy = {0: (0.0, -up), 90: (up, 0.0), 180: (0.0, up), 270: (-up, 0.0)}.get(glyph.angle, (0.0, 0.0))
    return glyph._replace(x=glyph.x + dx, y=glyph.y + dy, size=share * glyph.size)
