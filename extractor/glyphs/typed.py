"""Rules that were typed: rows of dashes, equals signs or underscores, and bars below each other, are lines to a reader.

A typewriter has no other rules, and OCR reads drawn ones so. What stands alone in a cell ('-', '--') stands for a value
and stays a word: only a line of nothing but marks is a rule, and only bars at one x on lines that follow each other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.geometry import clusters
from extractor.lines import baselines
from extractor.page import Rule, Word

LEVEL_MARKS = "-=_\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u2501\u2550"
BAR_MARKS = "|\u00a6\u2502\u2503\u2551"
JOINTS = (
    BAR_MARKS
    + "+:\u250c\u2510\u2514\u2518\u251c\u2524\u252c\u2534\u253c\u2554\u2557\u255a\u255d\u2560\u2563\u2566\u2569\u256c"
)
PIECE = re.compile(rf"[{re.escape(LEVEL_MARKS + JOINTS)}]+")
ROW = re.compile(rf"([{re.escape(LEVEL_MARKS)}])\1\1")
"""Marks in a row from which they are a line: two dashes are a dash, or a cell without a value."""
JOINT = re.compile(rf"[{re.escape(JOINTS)}]")
BAR = re.compile(rf"[{re.escape(BAR_MARKS)}]")
LIKE_BARS = frozenset("Iilj![]{}")
"""What OCR reads a bar as: a letter alone at the x of bars above and below it is one of them."""
DOTTED = 5
"""Single marks set apart ('- - - - -') from which they are a line: fewer may be the cells of a row without a label."""
CLOSE = 0.8
"""Type sizes between such marks at most: a typewriter's blank is 0.6 wide, and columns stand further apart."""
HIGH, LOW = 0.25, -0.1
"""Type sizes above the baseline at which dashes stand, and underscores."""
THIN = 0.05
"""Thickness of a typed rule in type sizes."""
SAME = 0.25
"""Type sizes within which bars stand at one x: OCR boxes each a little differently."""
BARS = 3
"""Bars below each other from which they are a line: two may stand so by chance, in the foot of a web page."""
MOSTLY = 3
"""A third of a pile of bars at least must be printed as bars where OCR read others as letters."""
NEXT = 3.2
"""Type sizes from line to line at most within one bar: double spacing, as typewriters do it."""
HALF = 0.13
"""Type sizes from the edge of a word to the middle of a bar there in proportional type: a bar is a quarter wide."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in a word: the place of its letter and its x.

    `free` where it stands at the edge of a text, between columns, and in no formula; `sure` but for a letter that only
    looks like one.
    """

    word: Word
    index: int
    x: float
    free: bool = True
    sure: bool = True


def with_typed_rules(words: Sequence[Word]) -> tuple[list[Word], list[Rule]]:
    """The words that are no rules, and the rules that were typed."""
    level = [word for word in words if word.angle == 0]
    if not any(PIECE.fullmatch(word.text) or BAR.search(word.text) for word in level):
        return list(words), []
    lines = [sorted(line, key=lambda w: w.x0) for line in baselines(level)]
    ruled = [line for line in lines if _is_rule(line)]
    across = [rule for line in ruled for rule in _across(line)]
    gone = {id(word) for line in ruled for word in line}
    piles = _piles([bar for word in level if id(word) not in gone for bar in _bars(word)], across)
    cut: dict[int, list[int]] = defaultdict(list)
    for bar in (bar for pile in piles for bar in pile):
        cut[id(bar.word)].append(bar.index)
    kept = [part for word in words if id(word) not in gone for part in _without(word, cut.get(id(word), ()))]
    return kept, [*across, *map(_down, piles)]


def _is_rule(line: Sequence[Word]) -> bool:
    """True for a line of nothing but marks, some in a row, or single ones at even, narrow steps."""
    if not all(PIECE.fullmatch(word.text) for word in line):
        return False
    return any(ROW.search(word.text) for word in line) or _is_dotted(line)


def _is_dotted(line: Sequence[Word]) -> bool:
    same = len({word.text for word in line}) == 1 and line[0].text in LEVEL_MARKS
    return same and len(line) >= DOTTED and max(b.x0 - a.x1 for a, b in pairwise(line)) <= CLOSE * line[0].size


def _across(line: Sequence[Word]) -> list[Rule]:
    """The rules of a line: one over its joints or its single marks, else one for each row of marks."""
    size = line[0].size
    low = all(set(word.text) == {"_"} for word in line)
    y = line[0].baseline - (LOW if low else HIGH) * size
    whole = _is_dotted(line) or any(JOINT.search(word.text) for word in line)
    spans = [(line[0].x0, line[-1].x1)] if whole else [(word.x0, word.x1) for word in line]
    return [Rule(x0, y - THIN * size / 2, x1, y + THIN * size / 2, typed=True) for x0, x1 in spans]


def _bars(word: Word) -> list[Bar]:
    """The bars in a word; one between letters counts in type of one width, where lines cannot lack the room for white."""
    if word.text in LIKE_BARS:
        return [Bar(word, 0, word.x_mid, sure=False)]
    last = len(word.text) - 1
    places = [match.start() for match in BAR.finditer(word.text)]
    if word.pitch or not last:
        step = word.width / len(word.text)
        return [Bar(word, i, word.x0 + (i + 0.5) * step, free=i in (0, last)) for i in places]
    free = places[:1] != [0] or places[-1] < last  # '|V|' is a formula
    middle = {0: word.x0 + HALF * word.size, last: word.x1 - HALF * word.size}
    return [Bar(word, i, middle[i], free=free) for i in places if i in middle]


def _piles(bars: Sequence[Bar], across: Sequence[Rule]) -> list[list[Bar]]:
    """The bars below each other that make lines."""
    if not bars:
        return []
    size = min(bar.word.size for bar in bars)
    columns = clusters(bars, lambda bar: bar.x, gap=SAME * size)
    return [pile for column in columns for pile in _runs(column, across) if _is_line(pile)]


def _is_line(pile: Sequence[Bar]) -> bool:
    sure = [bar for bar in pile if bar.sure]
    enough = len(sure) >= BARS and MOSTLY * len(sure) >= len(pile)
    return enough and 2 * sum(bar.free for bar in sure) >= len(sure)


def _runs(bars: Iterable[Bar], across: Sequence[Rule]) -> list[list[Bar]]:
    """Bars of one x in runs without a line left out, a typed rule between them counted as one."""
    runs: list[list[Bar]] = []
    for bar in sorted(bars, key=lambda b: b.word.baseline):
        if runs and _follows(runs[-1][-1], bar, across):
            runs[-1].append(bar)
        else:
            runs.append([bar])
    return runs


def _follows(upper: Bar, lower: Bar, across: Sequence[Rule]) -> bool:
    top, bottom, size = upper.word.baseline, lower.word.baseline, lower.word.size
    between = [r.y_mid for r in across if top < r.y_mid < bottom and r.x0 - size < lower.x < r.x1 + size]
    return max(b - a for a, b in pairwise([top, *sorted(between), bottom])) <= NEXT * size


def _down(pile: Sequence[Bar]) -> Rule:
    """The rule that bars make, as far as their letters."""
    first, last = pile[0].word, pile[-1].word
    x = sum(bar.x for bar in pile) / len(pile)
    half = THIN * first.size / 2
    return Rule(x - half, first.top, x + half, last.bottom, typed=True)


def _without(word: Word, gone: Sequence[int]) -> list[Word]:
    """The parts of a word between its bars."""
    if not gone:
        return [word]
    step = word.width / len(word.text)
    return [
        replace(word, text=word.text[a + 1 : b], x0=word.x0 + (a + 1) * step, x1=word.x0 + b * step)
        for a, b in pairwise([-1, *sorted(gone), len(word.text)])
        if b - a > 1
    ]
