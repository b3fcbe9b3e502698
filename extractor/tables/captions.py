"""The caption of a table: the lines right above it that begin with a caption word."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import regex

from extractor.figure import is_unit, unit_of
from extractor.geometry import BBox
from extractor.language import words
from extractor.page import Fill, Rule
from extractor.tables.grid import Atom, Band
from extractor.tables.measure import CLOSE, LEVEL, WIDE, WRAPPED

NUMBERED = r"\s*(?:nr\.?\s*)?(?:[0-9]+(?:[.\-][0-9]+)*(?:\s?[a-z])?|[IVX]+|[A-Z])\b"

ENDED = regex.compile(r"[.,;!?]\W*$")
"""The end of a sentence, or of a part: no title ends so."""
TITLE = 4
"""Lines at most of a title with its number and its unit, printed once or in two languages beside each other."""
EDGE = 2.0
"""Type sizes at most from a table's first line up to the rule that it begins with: the padding of a cell."""


_NAMES = "|".join(regex.escape(form) for word in words("caption") for form in (word, word.upper()))
CAPTION = regex.compile(rf"(?:{_NAMES})(?:{NUMBERED})?+\s*(?:[.:–—-]|$|\s(?=[\p{{Lu}}(0-9]))")
"""The beginning of a caption: 'Tabel 2a.', 'Tabel 1:', 'Tabel 3 Uitgaven'; 'Tabel 3a geeft …' is a sentence: a small
letter follows the number."""


def caption_above(bands: Sequence[Band], top: float, *, x0: float, x1: float) -> list[Band]:
    """The bands of the caption that ends right above `top` (points) within x0 to x1; else none."""
    lines: list[Band] = []
    edge = top
    for band in sorted(bands, key=lambda b: -b.baseline):
        if band.baseline > top + LEVEL * band.size:
            continue
        if edge - band.bottom > CLOSE * band.size or len(lines) >= TITLE:
            break
        if band.atoms[0].x0 > x1 or band.atoms[-1].x1 < x0:
            continue
        lines.append(band)
        edge = band.top
        if CAPTION.match(band.text):
            return list(reversed(lines))
    return []


def caption_beside(bands: Sequence[Band], box: BBox, others: Sequence[BBox]) -> list[Band]:
    """The part of the line right above a box that stands over it, where another part stands over another box."""
    above = [b for b in bands if b.baseline <= box.top + LEVEL * b.size and own_part(b, box, others) is not None]
    line = max(above, key=lambda b: b.baseline, default=None)
    if line is None or box.top - line.bottom > CLOSE * line.size:
        return []
    own = own_part(line, box, others)
    in_text = any(0 < line.baseline - b.baseline < WRAPPED * line.size for b in above)
    if own is None or own == line or in_text or ENDED.search(own.text):
        return []
    crossing = any(a.x1 > other.x0 and a.x0 < box.x1 for a in own.atoms for other in others if other.x0 > box.x0)
    return [] if crossing else [own]


def caption_at_foot(bands: Sequence[Band]) -> list[Band]:
    """The bands of the caption that the text of a page ends with: its table begins the next page."""
    foot = max((band.bottom for band in bands), default=0.0)
    found = caption_above(bands, foot, x0=float("-inf"), x1=float("inf"))
    pairs = itertools.pairwise(found)
    whole = all(b.baseline - a.baseline < WRAPPED * a.size or unit_line(b.text) for a, b in pairs)
    return found if whole else []


def beside(bands: Sequence[Band], box: BBox) -> list[Band]:
    """The parts of lines that stand above or below a box, with what goes on from there: no text of another column."""
    return [part for band in bands if (part := _column_part(band, box)) is not None]


def _column_part(band: Band, box: BBox) -> Band | None:
    breaks = [i for i, (a, b) in enumerate(itertools.pairwise(band.atoms), 1) if b.x0 - a.x1 > WIDE * band.size]
    parts = [band.atoms[i:k] for i, k in itertools.pairwise([0, *breaks, len(band.atoms)])]
    own = [atom for part in parts if part[0].x0 < box.x1 and part[-1].x1 > box.x0 for atom in part]
    return replace(band, atoms=tuple(own)) if own else None


def own_part(band: Band, box: BBox, others: Sequence[BBox]) -> Band | None:
    """The texts of a line that stand over a box, or begin nearer to its left side than to that of any other."""

    def off(text: Atom, each: BBox) -> tuple[bool, float]:
        return not each.x0 <= text.x_mid <= each.x1, abs(text.x0 - each.x0)

    own = tuple(a for a in band.atoms if all(off(a, box) < off(a, other) for other in others))
    return Band(band.baseline, own) if own else None


def upper_edge(box: BBox, rules: Sequence[Rule], fills: Sequence[Fill], size: float) -> float:
    """The top of a table's ink, or of the fill behind its first line, or of the rule above it (points)."""
    top = box.top
    for fill in fills:
        if fill.x0 < box.x1 and fill.x1 > box.x0 and fill.top < box.top < fill.bottom < box.bottom + size:
            top = min(top, max(fill.top, box.top - EDGE * size))
    for rule in rules:
        if rule.horizontal and rule.x0 < box.x1 and rule.x1 > box.x0 and top - EDGE * size < rule.y_mid < top:
            top = rule.top
    return top


SHORT = 60
"""Letters that a line which announces a unit has at most: 'Bedragen in duizend euro, tenzij anders vermeld'."""


def unit_above(bands: Sequence[Band], top: float, *, x0: float, x1: float) -> str | None:
    """The unit that a line of its own announces right above `top` (points) within x0 to x1."""
    above = [b for b in bands if b.baseline <= top + LEVEL * b.size and b.atoms[0].x0 < x1 and b.atoms[-1].x1 > x0]
    edge = top
    for band in sorted(above, key=lambda b: -b.baseline)[:TITLE]:
        if edge - band.bottom > 2 * band.size:
            return None
        unit = unit_line(band.text)
        if unit:
            return unit
        edge = band.top
    return None


def unit_line(line: str) -> str | None:
    """The unit of a line that does nothing but announce it: '(in miljoen EUR)', 'bedragen in duizend euro'."""
    text = line.strip()
    alone = (text[:1] in "([" and text[-1:] in ")]") or _ANNOUNCES.match(text) or is_unit(text)
    return unit_of(text) if alone and len(text) <= SHORT else None


_ANNOUNCES = regex.compile(
    r"(?i:(?:(?:all|alle|tous\sles)\s)?(?:bedragen|cijfers|montants|chiffres|amounts|figures|numbers|values)|in|en)\b"
)
