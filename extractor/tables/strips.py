"""Tables with horizontal rules only: what stands between two rules is a row, however many lines it has."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from extractor.figure import looks_numeric
from extractor.geometry import BBox
from extractor.page import Rule, Word
from extractor.tables.cells import cell_text
from extractor.tables.columns import is_tabular, parted, shared_columns, step
from extractor.tables.grid import Atom, Band, bands_of, block

SAME = 3.0
"""Points by which the ends of the rules of one table may differ."""
BESIDE = 30.0
"""Points left of a pile in which a number or a bullet of a list may stand; further off is another column of the page."""
AROUND = 4
"""Lines above the first rule that may belong to the table."""


def piles(rules: Sequence[Rule], words: Sequence[Word]) -> list[list[Rule]]:
    """Horizontal rules with the same ends, top to bottom, in runs without prose between them."""
    stacked: list[list[Rule]] = []
    for rule in sorted(_joined(rules), key=lambda r: r.y_mid):
        for pile in stacked:
            if abs(pile[-1].x0 - rule.x0) < SAME and abs(pile[-1].x1 - rule.x1) < SAME:
                pile.append(rule)
                break
        else:
            stacked.append([rule])
    runs: list[list[Rule]] = []
    for pile in stacked:
        runs.append([pile[0]])
        for above, below in itertools.pairwise(pile):
            if _prose_between(above, below, words):
                runs.append([])
            runs[-1].append(below)
    return [run for run in runs if len(run) > 1]


def _prose_between(above: Rule, below: Rule, words: Sequence[Word]) -> bool:
    """True where lines between two rules are wider than the rules, or run through from side to side."""
    left, right = above.x0 - BESIDE, above.x1 + SAME
    strip = [w for w in words if above.y_mid <= w.y_mid < below.y_mid and w.x1 > left and w.x0 < right]
    lines = bands_of(strip)
    if is_tabular(lines):
        return False
    wide = [len(b.atoms) == 1 and b.atoms[0].width > 0.6 * above.width for b in lines]
    if any(a and b for a, b in itertools.pairwise(wide)) or (any(wide) and len(lines) > 3):
        return True
    for band in lines:
        for atom in band.atoms:
            if atom.x0 < above.x0 - SAME < atom.x1 or atom.x0 < above.x1 + SAME < atom.x1:
                return True
            if above.x0 - 3 * band.size < atom.x1 <= above.x0:
                return True
    return len(lines) > 1 and all(len(b.atoms) == 1 for b in lines) and below.y_mid - above.y_mid > 4 * lines[0].size


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Horizontal rules, pieces of one line put together."""
    out: list[Rule] = []
    for rule in sorted((r for r in rules if r.horizontal), key=lambda r: (round(r.y_mid), r.x0)):
        last = out[-1] if out else None
        if last and abs(last.y_mid - rule.y_mid) < 1.5 and last.x0 <= rule.x0 < last.x1 + SAME:
            out[-1] = Rule(last.x0, min(last.top, rule.top), max(last.x1, rule.x1), max(last.bottom, rule.bottom))
        else:
            out.append(rule)
    return out


def pile_bands(pile: Sequence[Rule], words: Sequence[Word], others: Sequence[Rule]) -> list[Band]:
    """The bands in and around a pile of rules, none where it holds no figures beside labels.

    A row of several lines is one band. `others` are rules that end the surroundings.
    """
    left, right = pile[0].x0 - SAME, pile[0].x1 + SAME
    inside = [w for w in words if left <= w.x0 < right - SAME]  # a figure may run over the end of its rules
    bands: list[Band] = []
    tables = False
    columns = shared_columns(bands_of(w for w in inside if pile[0].y_mid < w.y_mid < pile[-1].y_mid))
    for above, below in itertools.pairwise(pile):
        box = BBox(left, above.y_mid, right, below.y_mid)
        strip = bands_of(w for w in inside if box.top <= w.y_mid < box.bottom)
        rows = row_of([parted(band, columns) for band in strip])
        tables = tables or any(len(band.atoms) > 1 and any(a.numeric for a in band.atoms) for band in rows)
        bands += rows
    if not tables:
        return []
    ceiling = max((r.y_mid for r in others if r.y_mid < pile[0].y_mid - SAME), default=0.0)
    floor = min((r.y_mid for r in others if r.y_mid > pile[-1].y_mid + SAME), default=1e9)
    over = bands_of(w for w in inside if ceiling < w.y_mid < pile[0].y_mid)[-AROUND:]
    lower = bands_of(w for w in words if pile[-1].y_mid < w.y_mid < floor and left - BESIDE < w.x1 and w.x0 < right)
    under = list(itertools.takewhile(lambda b: left <= b.atoms[0].x0 and b.atoms[-1].x0 < right, lower))
    return [*over, *bands, *under]


def row_of(strip: Sequence[Band]) -> list[Band]:
    """The lines between two rules as one band of blocks; as they are where they are several rows.

    Several rows: two lines with a label and a figure. A header of several levels: two texts of one line
    under one text of another.
    """
    if len(strip) < 2:
        return list(strip)
    left = min(band.atoms[0].x0 for band in strip)
    full = [b for b in strip if b.atoms[0].x0 < left + 2 * b.size and any(a.numeric for a in b.atoms[1:])]
    blocks = block(atom for band in strip for atom in band.atoms)
    lines = [[b for b in strip for a in b.atoms if a.words[0] in group.words] for group in blocks]
    stacked = any(len(held) != len({id(b) for b in held}) for held in lines)
    levels = not any(a.numeric and not a.year for b in strip for a in b.atoms) and all(
        step(a, b) > 0.9 * b.size for a, b in itertools.pairwise(strip)
    )
    if not _one_row(blocks, len(strip)) and (len(full) > 1 or stacked or levels):
        return list(strip)
    return [Band(strip[len(strip) // 2].baseline, tuple(blocks))]


def _one_row(blocks: Sequence[Atom], lines: int) -> bool:
    """True where figures that take several lines are broken, and other figures take one line of several."""
    figures = [b for b in blocks if any(looks_numeric(w.text) for w in b.words)]
    tall = [b for b in figures if len({round(w.baseline) for w in b.words}) > 1]
    broken = all(looks_numeric(cell_text(b.words, width=b.width)) for b in tall)
    return bool(tall) and broken and len(tall) < len(figures) and lines > 1
