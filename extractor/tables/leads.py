"""The lead-in of a table: the sentence or the line of text that names it, where no caption word does.

'Aantal inschrijvingen voor de vijf webinars:' stands in the text and announces what follows; so does a lone line above
each of several tables, as their heading ('Antwerpen'), or a title in bold or larger type.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

import regex

from extractor.lines import PAGE_NUMBER, paragraph
from extractor.page import Rule
from extractor.tables.captions import ENDED, SHORT, TITLE, unit_line
from extractor.tables.grid import Band
from extractor.tables.measure import LEVEL, ONE_BLANK_LINE, WIDE, WRAPPED

SENTENCE = regex.compile(r"(?<=[.!?)])\s+(?=\p{Lu})")
"""Between two sentences; after the number of an answer, too."""
ASIDE = regex.compile(r"[*†‡]|\(.*\)$")
"""A line that begins with the mark of a note, or stands in brackets as a whole, explains and names nothing."""
LARGER = 1.15
"""Times the table's type size: titles are set one size larger at least (14 on 12 points); where a page has more than
`TITLE` lines of a size, it is that of its text."""


def lead_in(bands: Sequence[Band], top: float, *, x0: float, x1: float) -> str | None:
    """The sentence that ends with a colon right above `top` (points), or the short line that stands alone there.

    `bands` are those of the text, `x0` to `x1` is where the table stands; a line that announces a unit may stand between.
    """
    lines, _ = _above(bands, top, x0, x1)
    return _sentence(lines, (x0 + x1) / 2) if lines else None


def title_above(bands: Sequence[Band], top: float, *, x0: float, x1: float, size: float) -> str | None:
    """The lines right above `top` (points) that are bold, or larger than the table's type, of `size`, and than the text's.

    A line that explains may stand below them: '* situatie op 31 december'.
    """
    lines, edge = _above(bands, top, x0, x1)
    if not lines:
        return None
    sizes = Counter(round(band.size) for band in bands)
    larger = [band for band in lines if band.size >= LARGER * size and sizes[round(band.size)] <= TITLE]
    found = _title(lines, edge, larger)
    if found is None and not lines[0].bold and not ENDED.search(lines[0].text):
        found = _title(lines[1:], lines[0].top, [band for band in larger if band.size >= LARGER * lines[0].size])
    return found


def below_rules(bands: Sequence[Band], rules: Sequence[Rule], top: float, *, x0: float, x1: float) -> list[Band]:
    """The bands but those above a rule over x0 to x1 that stands above the caption at `top`: it ends a running head."""
    heights = [rule.y_mid for rule in rules if rule.horizontal and rule.x0 < x1 and rule.x1 > x0]
    lowest = max((y for y in heights if y < top), default=0.0)
    return [band for band in bands if band.bottom > lowest]


def _above(bands: Sequence[Band], top: float, x0: float, x1: float) -> tuple[list[Band], float]:
    """The lines above `top`, from the lowest up, and the top of what they stand on; none where the lowest is far off."""
    above = [b for b in bands if b.bottom < top and b.atoms[0].x0 < x1 and b.atoms[-1].x1 > x0 and not b.turned]
    lines = sorted((b for b in above if not PAGE_NUMBER.fullmatch(b.text)), key=lambda b: -b.baseline)
    while lines and unit_line(lines[0].text) and top - lines[0].bottom < ONE_BLANK_LINE * lines[0].size:
        top = lines.pop(0).top
    near = lines and top - lines[0].bottom <= ONE_BLANK_LINE * lines[0].size
    return (lines if near else []), top


def _sentence(lines: Sequence[Band], middle: float) -> str | None:
    """The sentence that the lines, from the lowest up, end with where it announces something; or the lone short line.

    What begins right of the table's `middle` (points) is a unit or a date, of a title, too.
    """
    wrapped = itertools.takewhile(
        lambda p: p[0].baseline - p[1].baseline < WRAPPED * p[0].size, itertools.pairwise(lines)
    )
    text = paragraph([band.text for band in reversed([lines[0], *(above for _, above in wrapped)])]).strip()
    if text.endswith(":"):
        return str(SENTENCE.split(text)[-1])
    alone = len(lines) == 1 or lines[1].baseline < lines[0].baseline - WRAPPED * lines[0].size
    first, *others = lines[0].atoms
    apart = all(other.x0 > middle for other in others)
    if others:
        text = first.text
    named = apart and first.x0 < middle and not first.numeric and any(map(str.isalpha, text))
    return text if alone and named and len(text) <= SHORT and _is_name(text) else None


def _title(lines: Sequence[Band], top: float, larger: Sequence[Band]) -> str | None:
    """The lines right above `top`, from the lowest up, that are bold or among those in larger type than any text."""
    title: list[Band] = []
    for band in lines:
        apart = WRAPPED - 1 if title else ONE_BLANK_LINE  # white below its lines, and below it
        like = not title or (band.bold == title[0].bold and abs(band.size - title[0].size) < LEVEL * band.size)
        if not (band.bold or band in larger) or not like or top - band.bottom > apart * band.size:
            break
        title.append(band)
        top = band.top
    text = " ".join(map(_first_text, reversed(title)))
    return text if any(map(str.isalpha, text)) and len(title) <= TITLE and _is_name(text) else None


def _is_name(text: str) -> bool:
    return not ENDED.search(text) and not ASIDE.match(text)


def _first_text(band: Band) -> str:
    """The text that a line begins with: beside a title a date or a unit may stand at the other side of the page."""
    apart = (i for i, (a, b) in enumerate(itertools.pairwise(band.atoms), 1) if b.x0 - a.x1 > WIDE * band.size)
    return " ".join(atom.text for atom in band.atoms[: next(apart, None)])
