"""What is printed on a page: words, rules and fills, in points from the page's top left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.geometry import BBox
from extractor.model import Box

ASCENT, DESCENT = 0.8, 0.2
"""Share of the type size above and below the baseline: both glyph sources derive boxes from them."""


@dataclass(frozen=True, slots=True)
class Word(BBox):
    """Ink without white space in it.

    `baseline` is y of the line that the letters stand on (x of it for a word turned by 90 or 270).
    `angle` is the clockwise turn in degrees against the page: 0, 90, 180 or 270 (270: read upwards).
    `space` is the width of the white space before the word on its line, in points.
    `pitch` is the width of every letter in points where the font has one for all, as a typewriter's; else 0.
    `ocr` words are invisible text over a picture of the page: an engine's guess, not print.
    """

    text: str
    baseline: float
    size: float
    font: str
    bold: bool = False
    angle: int = 0
    superscript: bool = False
    pitch: float = 0.0
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Rule(BBox):
    """A drawn line along one axis, stroked or as a thin filled rectangle; the box holds its width.

    A `typed` one is a row of dashes or a pile of bars: where it runs across it takes a line of its own.
    """

    typed: bool = False

    @property
    def horizontal(self) -> bool:
        return self.width >= self.height


@dataclass(frozen=True, slots=True)
class Fill(BBox):
    """A filled area that is no rule, with its grey value (0 black to 1 white)."""

    grey: float


@dataclass(frozen=True, slots=True)
class Remark:
    """What a glyph source left out or doubted, for the notices."""

    code: str
    message: str
    box: BBox | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one upright frame; `number` counts from 1."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
    fills: tuple[Fill, ...] = ()
    remarks: tuple[Remark, ...] = ()
    images: int = 0


def box_around(number: int, ink: Sequence[BBox]) -> Box:
    """The box around ink of one page, to a hundredth of a point; `number` counts from 1."""
    return Box(
        page=number,
        x0=round(min([each.x0 for each in ink]), 2),
        top=round(min([each.top for each in ink]), 2),
        x1=round(max([each.x1 for each in ink]), 2),
        bottom=round(max([each.bottom for each in ink]), 2),
    )
