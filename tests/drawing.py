"""Turns text art into a Page: a letter is 6 points wide, a line 12 high, type size 10."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from textwrap import dedent
from typing import TypeVar

from extractor.geometry import BBox
from extractor.page import Fill, Page, Rule, Word

Box = TypeVar("Box", bound=BBox)

ADVANCE, LEADING, SIZE = 6.0, 12.0, 10.0


def draw(art: str, *, number: int = 1, left: float = 60.0, top: float = 60.0, leading: float = LEADING) -> Page:
    """A page on which every run of letters is a word; a run of three or more '-' alone is a horizontal rule.

    A word in [brackets] is bold. Two spaces part cells, one space words.
    """
    words: list[Word] = []
    rules: list[Rule] = []
    y = top
    for line in dedent(art).strip("\n").splitlines():
        if re.fullmatch(r"\s*-{3,}[-\s]*", line):
            for match in re.finditer(r"-+", line):
                x0, x1 = left + ADVANCE * match.start(), left + ADVANCE * match.end()
                rules.append(Rule(x0, y - 9.5, x1, y - 9.0))
            continue
        for match in re.finditer(r"\S+", line):
            words.append(_word(match.group(), left + ADVANCE * match.start(), y))
        y += leading
    return Page(number, 595.0, 842.0, tuple(words), tuple(rules))


def _word(text: str, x0: float, baseline: float) -> Word:
    bold = text.startswith("[") and text.endswith("]")
    letters = text[1:-1] if bold else text
    # words that stand one space apart are 4 points apart: closer than cells ever are
    x1 = x0 + ADVANCE * len(text) + 2.0
    return Word(x0, baseline - 8, x1, baseline + 2, letters, baseline, SIZE, "Draw", bold)


def boxed(
    rows: Sequence[Sequence[str | None]],
    *,
    width: float = 90.0,
    height: float = 20.0,
    top: float = 60.0,
    number: int = 1,
) -> Page:
    """A page with a fully ruled grid; None leaves a cell blank."""
    left = 60.0
    words: list[Word] = []
    columns = max(map(len, rows))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            x = left + c * width + 4
            for part in (text or "").split():
                words.append(_word(part, x, top + r * height + 13))
                x += ADVANCE * len(part) + 1
    bottom, right = top + len(rows) * height, left + columns * width
    across = [Rule(left, top + r * height - 0.25, right, top + r * height + 0.25) for r in range(len(rows) + 1)]
    down = [Rule(left + c * width - 0.25, top, left + c * width + 0.25, bottom) for c in range(columns + 1)]
    return Page(number, 595.0, 842.0, tuple(words), (*across, *down))


def lined(
    page: Page,
    *,
    across: Sequence[tuple[float, float, float]] = (),
    down: Sequence[tuple[float, float, float]] = (),
    left: float = 60.0,
    top: float = 60.0,
    leading: float = LEADING,
) -> Page:
    """The drawn page with rules: `across` (row, from letter, to letter), `down` (letter, from row, to row).

    Row n is the line above the n-th line of the art.
    """

    def x(letter: float) -> float:
        return left + ADVANCE * letter

    def y(row: float) -> float:
        return top - 9.5 + leading * row

    rules = [Rule(x(a), y(row) - 0.25, x(b), y(row) + 0.25) for row, a, b in across]
    rules += [Rule(x(letter) - 0.25, y(a), x(letter) + 0.25, y(b)) for letter, a, b in down]
    return Page(page.number, page.width, page.height, page.words, (*page.rules, *rules))


SPACE = 0.3
"""Type sizes between two words of a line that `line` sets."""


def line(text: str, x: float, y: float, *, at: str = "left", space: float = SPACE, size: float = 1.0) -> list[Word]:
    """The words of a text on a baseline, all in type sizes of its page: a letter is half as wide as its own size.

    The text begins at x, ends there (`at` "right") or has its middle there; `space` is the white between its words.
    """
    parts = text.split()
    widths = [0.5 * size * len(part) for part in parts]
    whole = sum(widths) + space * (len(parts) - 1)
    left = x - {"left": 0.0, "middle": whole / 2, "right": whole}[at]
    words = []
    for part, width in zip(parts, widths, strict=True):
        words.append(Word(left, y - 0.8 * size, left + width, y + 0.2 * size, part, y, size, "Draw"))
        left += width + space
    return words


def sheet(
    *lines: Sequence[Word],
    size: float = SIZE,
    rules: Sequence[Rule] = (),
    fills: Sequence[Fill] = (),
    number: int = 1,
) -> Page:
    """The page in `size` points of what was drawn in type sizes."""

    def points(box: Box) -> Box:
        return replace(box, x0=size * box.x0, x1=size * box.x1, top=size * box.top, bottom=size * box.bottom)

    words = [replace(points(w), baseline=size * w.baseline, size=size * w.size) for each in lines for w in each]
    rules, fills = [points(r) for r in rules], [points(f) for f in fills]
    return Page(number, 60 * size, 85 * size, tuple(words), tuple(rules), tuple(fills))


def across(y: float, x0: float, x1: float) -> Rule:
    """A thin horizontal rule, in type sizes."""
    return Rule(x0, y - 0.025, x1, y + 0.025)


def down(x: float, y0: float, y1: float) -> Rule:
    """A thin vertical rule, in type sizes."""
    return Rule(x - 0.025, y0, x + 0.025, y1)
