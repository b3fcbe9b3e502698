"""The ink that a reader sees, turned so that the page reads upright: what both glyph sources share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from extractor.geometry import BBox
from extractor.glyphs.ink import MADE_SPACE, Glyph, Ink
from extractor.page import Fill, Remark, Rule

TURNED = 0.8
"""Share of a page's letters that makes their direction the page's."""
LEAST_SIZE = 0.5
"""Points below which type cannot be seen."""
COVERED = 0.6
"""Share of the page that its images cover when the hidden text over them is their OCR; some scanners cut strips."""


def seen(ink: Ink) -> tuple[list[Glyph], list[Remark]]:
    """The glyphs that a reader sees, and a remark for each kind left out."""
    kept: list[Glyph] = []
    left: Counter[str] = Counter({"covered-text": ink.unseen} if ink.unseen else {})
    ocr = sum(box.width * box.height for box in ink.images) >= COVERED * ink.width * ink.height
    for glyph in ink.glyphs:
        if glyph is MADE_SPACE:
            kept.append(glyph)
            continue
        fault = _fault(glyph, ink.width, ink.height, ocr)
        if not fault:
            kept += [glyph] if len(glyph.text) == 1 else _pieces(glyph)
        elif glyph.text.strip():
            left[fault] += 1
    return kept, [Remark(code, f"{count} characters left out: {WHY[code]}") for code, count in sorted(left.items())]


WHY = {
    "text-without-size": "their size is zero",
    "text-outside-page": "they stand outside the page",
    "hidden-text": "they are invisible, and no picture of the page lies under them",
    "covered-text": "the page looks the same without them: they are covered, cut off, or in the colour behind them",
    "slanted-text": "they are set at a slant, as a watermark is",
}


def _fault(glyph: Glyph, width: float, height: float, ocr: bool) -> str:
    if glyph.size < LEAST_SIZE:
        return "text-without-size"
    if not (-1 <= glyph.x <= width + 1 and -1 <= glyph.y <= height + 1):
        return "text-outside-page"
    if glyph.hidden and not ocr:
        return "hidden-text"
    return "slanted-text" if glyph.angle % 90 else ""


def _pieces(glyph: Glyph) -> list[Glyph]:
    """The glyph; in even parts where white space is among its characters, as an ActualText may have it."""
    count = len(glyph.text)
    if glyph.text.isspace() or not any(part.isspace() for part in glyph.text):
        return [glyph]
    step = glyph.advance / count
    turn = math.radians(glyph.angle)
    return [
        glyph._replace(
            text=part, x=glyph.x + k * step * math.cos(turn), y=glyph.y + k * step * math.sin(turn), advance=step
        )
        for k, part in enumerate(glyph.text)
    ]


def direction(glyphs: Sequence[Glyph]) -> int:
    """The angle of nearly all text on the page; 0 where there is none."""
    counts = Counter(glyph.angle for glyph in glyphs if glyph.text.strip())
    if not counts:
        return 0
    angle, count = counts.most_common(1)[0]
    return angle if count >= TURNED * counts.total() else 0


def turned(ink: Ink, angle: int) -> Ink:
    """The page turned so that text of this angle is level."""
    glyphs = []
    for glyph in ink.glyphs:
        if glyph is MADE_SPACE:
            glyphs.append(glyph)
            continue
        x, y = turned_point(glyph.x, glyph.y, ink.width, ink.height, angle)
        glyphs.append(glyph._replace(x=x, y=y, angle=(glyph.angle - angle) % 360))
    rules = [Rule(*_turned_box(rule, ink, angle)) for rule in ink.rules]
    fills = [Fill(*_turned_box(fill, ink, angle), fill.grey) for fill in ink.fills]
    images = [BBox(*_turned_box(image, ink, angle)) for image in ink.images]
    width, height = (ink.width, ink.height) if angle == 180 else (ink.height, ink.width)
    return Ink(width, height, glyphs, rules, fills, images, ink.unseen)


def turned_point(x: float, y: float, width: float, height: float, angle: int) -> tuple[float, float]:
    """The point after the page (of this width and height) is turned back by `angle` clockwise degrees."""
    if angle == 90:
        return y, width - x
    if angle == 180:
        return width - x, height - y
    return (height - y, x) if angle == 270 else (x, y)


def _turned_box(box: BBox, ink: Ink, angle: int) -> tuple[float, float, float, float]:
    xa, ya = turned_point(box.x0, box.top, ink.width, ink.height, angle)
    xb, yb = turned_point(box.x1, box.bottom, ink.width, ink.height, angle)
    return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)
