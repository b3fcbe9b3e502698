"""The lead-in of a table: the sentence or the line of text that names it, where no caption word does.

'Aantal inschrijvingen voor de vijf webinars:' stands in the text and announces what follows; so does a lone line above
each of several tables, as their heading ('Antwerpen').
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import regex

from extractor.lines import PAGE_NUMBER, paragraph
from extractor.tables.captions import SHORT, unit_line
from extractor.tables.grid import Band
from extractor.tables.measure import ONE_BLANK_LINE, WRAPPED

SENTENCE = regex.compile(r"(?<=[.!?)])\s+(?=\p{Lu})")
"""Between two sentences; after the number of an answer, too."""
ENDED = regex.compile(r"[.,;!?]\W*$")


def lead_in(bands: Sequence[Band], top: float, *, x0: float, x1: float) -> str | None:
    """The sentence that ends with a colon right above `top` (points), or the short line that stands alone there.

    `bands` are those of the text, `x0` to x1` is where the table stands; a line that announces a unit may stand between.
    """
    above = [b for b in bands if b.bottom < top and b.atoms[0].x0 < x1 and b.atoms[-1].x1 > x0 and not b.turned]
    lines = sorted((b for b in above if not PAGE_NUMBER.fullmatch(b.text)), key=lambda b: -b.baseline)
    while lines and unit_line(lines[0].text) and top - lines[0].bottom < ONE_BLANK_LINE * lines[0].size:
        top = lines.pop(0).top
    if not lines or top - lines[0].bottom > ONE_BLANK_LINE * lines[0].size:
        return None
    wrapped = itertools.takewhile(
        lambda p: p[0].baseline - p[1].baseline < WRAPPED * p[0].size, itertools.pairwise(lines)
    )
    text = paragraph([band.text for band in reversed([lines[0], *(above for _, above in wrapped)])]).strip()
    if text.endswith(":"):
        return str(SENTENCE.split(text)[-1])
    alone = len(lines) == 1 or lines[1].baseline < lines[0].baseline - WRAPPED * lines[0].size
    named = len(lines[0].atoms) == 1 and not lines[0].atoms[0].numeric and any(map(str.isalpha, text))
    return text if alone and named and len(text) <= SHORT and not ENDED.search(text) else None
