"""What a glyph source hands over: glyphs, drawn lines and pictures of one page."""

from __future__ import annotations

from typing import NamedTuple

from extractor.geometry import BBox
from extractor.page import Fill, Rule

BOLD_NAMES = ("bold", "black", "heavy")


class Glyph(NamedTuple):
    """One character (or ligature) with its origin in the page's frame; all lengths in points."""

    text: str
    x: float
    y: float
    advance: float
    angle: int
    size: float
    font: str
    bold: bool
    hidden: bool


MADE_SPACE = Glyph("", 0, 0, 0, 0, 0, "", False, False)
"""Stands where PDFium drops a printed space and makes up another of its own."""


class Ink(NamedTuple):
    """All that a glyph source saw on a page, in the frame that the page's /Rotate gives; `unseen` glyphs were left out."""

    width: float
    height: float
    glyphs: list[Glyph]
    rules: list[Rule]
    fills: list[Fill]
    images: list[BBox]
    unseen: int = 0


def font_name(name: str) -> str:
    """The font's name without the tag of an embedded subset ('ABCDEF+')."""
    return name[7:] if name[6:7] == "+" and name[:6].isalpha() else name


def is_bold(font: str) -> bool:
    """Whether the font's name says so."""
    name = font.lower()
    return any(part in name for part in BOLD_NAMES)
