"""Lines that the chain takes for a table's and that are by convention none: captions above, notes below, and what stands
outside the rules that a table begins and ends with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.geometry import clusters, median, overlap
from extractor.page import Rule
from extractor.tables.captions import CAPTION, TITLE, unit_line
from extractor.tables.footnotes import begins_note, names_note
from extractor.tables.grid import Band
from extractor.tables.measure import TOUCH, Measure

SIDES = 2.0
"""Type sizes from the ends of its rules within which a table's text begins and ends."""


def trimmed(lines: Sequence[Band]) -> list[Band]:
    """The lines from the one below the last caption line at their top to the one above the first note."""
    first, last = 0, len(lines)
    for i, line in enumerate(lines[:TITLE]):
        numbered = _is_title(line)
        announces = all(unit_line(atom.text) for atom in line.atoms)
        if numbered or (announces and (first or len(line.atoms) == 1)):
            first = i + 1
        elif not first or any(atom.numeric and not atom.year for atom in line.atoms):
            break
    for i in range(first + 2, last):
        if _ends_with_note(lines[first:i], lines[i:]):
            last = i
            break
    return list(lines[first:last])


def _is_title(line: Band) -> bool:
    """True where each text of a line begins a caption, or one does and its title is set off from the number."""
    first, *others = line.atoms
    begun = CAPTION.match(first.text) is not None
    apart = len(others) == 1 and not others[0].numeric and CAPTION.fullmatch(first.text) is not None
    return begun and (apart or all(CAPTION.match(atom.text) for atom in others))


def _ends_with_note(table: Sequence[Band], rest: Sequence[Band]) -> bool:
    """True where the rest of the lines are a note: one text each, or a note's word with its text set off from it."""
    if all(len(band.atoms) == 1 for band in rest):
        return not rest[0].atoms[0].numeric and begins_note(rest[0], table)
    figures = any(atom.numeric for band in rest for atom in band.atoms)
    return not figures and all(len(band.atoms) <= 2 for band in rest) and names_note(rest[0].text)


def within_rules(lines: Sequence[Band], measure: Measure) -> list[Band]:
    """The lines without titles and units above the rule that the table begins with, and text below the one it ends with.

    A table with a rule above its header begins there: what stands alone above it, or flush with both of its sides, names
    the table or says its unit. Below the last rule a total may stand, but no row without a figure where the others have.
    """
    rules = rules_of(lines, measure)
    heights = [(band.top + band.bottom) / 2 for band in lines]
    inside = [i for i, y in enumerate(heights) if rules and rules[0].y_mid < y < rules[-1].y_mid]
    if len(inside) < 2:
        return list(lines)
    first, last = inside[0], inside[-1] + 1
    header = lines[first]
    told = len(header.atoms) > 1 and not has_figure([header])
    if not told or not all(_stands_outside(band, rules[0], header) for band in lines[:first]):
        first = 0
    if not has_figure(lines[inside[0] : last]) or has_figure(lines[last:]) or _runs_on(rules, lines[last:], measure):
        last = len(lines)
    return list(lines[first:last])


def rules_of(lines: Sequence[Band], measure: Measure) -> list[Rule]:
    """The rules of one extent, as wide as most of the lines, that are most, top to bottom; none where fewer than two."""
    near = SIDES * measure.size
    x0, x1 = median([band.atoms[0].x0 for band in lines]), median([band.atoms[-1].x1 for band in lines])
    top, bottom = lines[0].top - near, lines[-1].bottom + near
    wide = [r for r in measure.across if top < r.y_mid < bottom and r.x0 < x0 + near and r.x1 > x1 - near]
    piles = [
        pile
        for left in clusters(wide, lambda r: r.x0, gap=TOUCH * measure.size)
        for pile in clusters(left, lambda r: r.x1, gap=TOUCH * measure.size)
    ]
    most = max(piles, key=len, default=[])
    return sorted(most, key=lambda r: r.y_mid) if len(most) > 1 else []


def _runs_on(rules: Sequence[Rule], lines: Sequence[Band], measure: Measure) -> bool:
    """True where borders between columns run on beside lines below the last rule: the page's end cuts their row."""
    near = TOUCH * measure.size
    left, right = rules[0].x0 - near, rules[0].x1 + near
    y = max(((band.top + band.bottom) / 2 for band in lines), default=0.0)
    return any(left < r.x_mid < right and r.top < y < r.bottom for r in measure.down)


def _stands_outside(band: Band, rule: Rule, header: Band) -> bool:
    """True for a line of one text, or of two above more: a title flush left, and a unit over the last column."""
    first, last = band.atoms[0], band.atoms[-1]
    end = header.atoms[-1]
    near = SIDES * band.size
    sides = (
        len(band.atoms) == 2 < len(header.atoms)
        and first.x0 - rule.x0 < near
        and overlap(last.x0, last.x1, end.x0, end.x1) > 0
    )
    return (len(band.atoms) == 1 or sides) and not has_figure([band])


def has_figure(lines: Iterable[Band]) -> bool:
    """True where lines have a figure that is no year."""
    return any(atom.numeric and not atom.year for band in lines for atom in band.atoms)
