"""Text that nobody sees: under a colour painted later, in the colour behind it, or cut off by what clips it.

Where the drawing commands make it likely, the page is painted twice, with the text and without: what changes nothing is
not seen. That is the definition, and holds whatever blends, masks and pictures a page has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.glyphs.ink import Glyph
from extractor.glyphs.painting import Pixels, painted_without
from extractor.glyphs.scene import UNKNOWN, Scene
from extractor.page import ASCENT, DESCENT

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]

SCALE = 2.0
"""Pixels a point: a letter of the smallest type has some."""
LARGEST = 12_000_000
"""Pixels of a page of 1,732 points square (A1 is larger); one beyond that is not painted, since no memory is sure to hold it."""
SAME = 12
"""Steps of 255 by which two colours may differ that the eye takes for one."""
PAPER = (255, 255, 255, 255)


class Sheet(NamedTuple):
    """A page to be painted: its document, its number in it from 1, its size in points."""

    source: bytes | Path
    password: str | None
    number: int
    size: tuple[float, float]


def unseen(sheet: Sheet, scene: Scene, glyphs: Sequence[Glyph], items: Sequence[int]) -> set[int]:
    """The indices of the glyphs that leave no mark on a page; `items` are their text objects."""
    own = [
        i for i, (glyph, item) in enumerate(zip(glyphs, items, strict=True)) if item in scene.texts and not glyph.hidden
    ]
    width, height = sheet.size
    own = [i for i in own if glyphs[i].text.strip() and 0 <= glyphs[i].x <= width and 0 <= glyphs[i].y <= height]
    if not own:
        return set()
    doubted = _doubted(scene, [glyphs[i] for i in own], [items[i] for i in own])
    suspects = [i for i, each in zip(own, doubted, strict=True) if each]
    if not suspects:
        return set()
    objects = {items[i] for i in suspects}
    shape = max(1, round(SCALE * height)), max(1, round(SCALE * width))
    if shape[0] * shape[1] > LARGEST:
        return set()
    orders = {scene.texts[item].order for item in objects}
    both = painted_without(sheet.source, sheet.password, sheet.number - 1, shape, orders)
    if both is None:
        return set()
    whole, without = both
    changed = np.abs(whole - without).max(axis=2) > SAME
    seen = [glyphs[i] for i in own if items[i] not in objects]
    others = np.array([(*_middle(glyph), glyph.advance, ord(glyph.text[0])) for glyph in seen]).reshape(-1, 4)
    gone = {i for i in suspects if _leaves_nothing(glyphs[i], whole, changed, others)}
    return {i for word in _words(glyphs, items) if gone.issuperset(word) for i in word}


def _leaves_nothing(glyph: Glyph, page: Pixels, changed: Flags, others: Floats) -> bool:
    """True where the page is the same without a glyph, and blank there or printed over by `others` (where the middles
    of glyphs are, their advances, their letters).

    PDFium gives one of several texts printed on one place, each of which may paint a part: ink is left then.
    """
    box = _box_of(glyph)
    if changed[box].any():
        return False
    own = page[box]
    if not own.size or int((own.max(axis=(0, 1)) - own.min(axis=(0, 1))).max()) <= SAME:
        return True
    x, y = _middle(glyph)
    over = np.abs(others[:, 0] - x) < 0.4 * glyph.advance + 0.5 * others[:, 2]
    over &= (np.abs(others[:, 1] - y) < 0.5 * glyph.size) & (others[:, 3] != ord(glyph.text[0]))
    return bool(over.any())


def _words(glyphs: Sequence[Glyph], items: Sequence[int]) -> Iterator[list[int]]:
    """The indices of glyphs printed one after the other: a word of which a part is seen stays whole."""
    word: list[int] = []
    for i, glyph in enumerate(glyphs):
        if word and (items[i] != items[word[-1]] or not glyph.text.strip()):
            yield word
            word = []
        if glyph.text.strip():
            word.append(i)
    yield word


def _doubted(scene: Scene, glyphs: Sequence[Glyph], items: Sequence[int]) -> Flags:
    """Whether the drawing commands make it likely that each glyph is not seen."""
    x, y = np.array([_middle(glyph) for glyph in glyphs]).T
    texts = [scene.texts[item] for item in items]
    painted = np.array([text.order for text in texts])
    colours = np.array([text.colour for text in texts])
    behind = np.tile(np.array(PAPER), (len(glyphs), 1))
    covered = np.zeros(len(glyphs), dtype=bool)
    order = y.argsort(kind="stable")
    level = y[order]
    for area in scene.areas:
        rows = order[level.searchsorted(area.box.top) : level.searchsorted(area.box.bottom)]
        inside = rows[(area.box.x0 < x[rows]) & (x[rows] < area.box.x1)]
        if len(inside):
            before = painted[inside] > area.order
            behind[inside[before]] = area.colour
            covered[inside[~before]] |= area.colour != UNKNOWN
    same = (np.abs(behind - colours)[:, :3].max(axis=1) <= SAME) & (behind[:, 3] == 255)
    cut = np.array(
        [
            text.clip is not None and not (text.clip.x0 <= a <= text.clip.x1 and text.clip.top <= b <= text.clip.bottom)
            for text, a, b in zip(texts, x.tolist(), y.tolist(), strict=True)
        ]
    )
    doubted: Flags = covered | same | cut
    return doubted


def _middle(glyph: Glyph) -> tuple[float, float]:
    """The middle of a glyph's ink."""
    half, up = glyph.advance / 2, (ASCENT - DESCENT) / 2 * glyph.size
    return {
        0: (glyph.x + half, glyph.y - up),
        90: (glyph.x + up, glyph.y + half),
        180: (glyph.x - half, glyph.y + up),
        270: (glyph.x - up, glyph.y - half),
    }.get(glyph.angle, (glyph.x, glyph.y))


def _box_of(glyph: Glyph) -> tuple[slice, slice]:
    """The rows and columns of pixels of a glyph's box."""
    x, y = _middle(glyph)
    along, across = 0.4 * glyph.advance, (ASCENT + DESCENT) / 2 * glyph.size
    wide, high = (along, across) if glyph.angle % 180 == 0 else (across, along)
    left, top = (max(0, int(SCALE * (a - half))) for a, half in ((x, wide), (y, high)))
    return slice(top, int(SCALE * (y + high)) + 2), slice(left, int(SCALE * (x + wide)) + 2)
