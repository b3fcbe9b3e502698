"""Grids from white space: bands of figures that stand in the same columns."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Callable, Sequence

from extractor.geometry import median, overlap
from extractor.page import Rule
from extractor.tables.columns import (
    LEADING,
    LIST_LABEL,
    Interval,
    Region,
    fits,
    is_lone_figure,
    is_seed,
    is_years,
    join_columns,
    merge,
    parted,
    same_box,
    step,
)
from extractor.tables.credible import is_credible
from extractor.tables.grid import Band
from extractor.tables.heads import header_above


def regions(
    page: int,
    bands: Sequence[Band],
    rules: Sequence[Rule],
    *,
    is_caption: Callable[[str], bool],
    inherited: Sequence[Interval] = (),
) -> list[Region]:
    """The regions of figures among the bands of a page, top to bottom.

    `inherited` are the columns of a table that ended the page before: one row may be enough to go on with it.
    """
    found: list[Region] = []
    start = 0
    while start < len(bands):
        label = _lines_around(bands, start)
        if not label and (not is_seed(bands[start]) or is_years(bands[start])):
            start += 1
            continue
        body, columns = _grow(bands, start, label, rules, is_caption)
        floor = _after(bands, found[-1].body[-1]) if found else 0
        at_top = bool(inherited) and not found
        header, lead = header_above(bands, start, floor, columns, rules, is_caption, body, at_top)
        region = _region(page, header, [*lead, *body], columns)
        if region is not None and is_credible(region, rules, inherited if not found else ()):
            found.append(region)
            start = _after(bands, body[-1])
        else:
            start += 1
    return found


def _after(bands: Sequence[Band], last: Band) -> int:
    """Index of the first band below another."""
    return bisect_right(bands, last.baseline, key=lambda band: band.baseline)


def _lines_around(bands: Sequence[Band], index: int) -> list[Band]:
    """The lines of a label half a line above and below a row that has only figures; none where it is no such row."""
    if not 0 < index < len(bands) - 1 or not all(a.numeric and not a.year for a in bands[index].atoms):
        return []
    above, band, below = bands[index - 1 : index + 2]
    label = [line for line in (above, below) if len(line.atoms) == 1 and line.atoms[0].x1 < band.atoms[0].x0]
    near = max(step(above, band), step(band, below)) < 0.9 * band.size
    return label if near and len(label) == 2 else []


def _grow(
    bands: Sequence[Band],
    start: int,
    label: Sequence[Band],
    rules: Sequence[Rule],
    is_caption: Callable[[str], bool],
) -> tuple[list[Band], list[Interval]]:
    """The bands from a first row of figures downwards, and the columns that they share with the lines of its label."""
    body = [bands[start]]
    columns = merge((a.x0, a.x1) for band in (bands[start], *label) for a in band.atoms)
    pending: list[Band] = []
    widest = 0.0
    for band in bands[start + 1 :]:
        last = pending[-1] if pending else body[-1]
        gap = step(last, band)
        band = parted(band, columns)
        pitch = _pitch(body)
        widest = max([step(a, b) for a, b in itertools.pairwise(body)], default=0.0)
        loose = gap > max(3.2 * band.size, 2.4 * pitch)
        boxed = same_box(last, band, rules, bands)
        if loose and not boxed:
            break
        if is_caption(band.text):
            break
        beside = is_lone_figure(band, columns) and gap < 0.9 * band.size
        if beside or (is_seed(band) and (not is_years(band) or _is_row(band, columns, gap, pitch))):
            joined = join_columns(columns, band, body)
            if joined is None or any(not fits(p, joined) for p in pending):
                break
            columns = merge([*joined, *((a.x0, a.x1) for b in pending for a in b.atoms)])
            body += [*pending, band]
            pending = []
        elif _may_stand_between(band, columns, gap, pitch, widest, boxed=boxed):
            pending.append(band)
        else:
            break
    while pending and _wraps_on(body[-1], pending[0], columns, widest):
        body.append(pending.pop(0))
    return body, columns


def _is_row(band: Band, columns: Sequence[Interval], gap: float, pitch: float) -> bool:
    """True where a band of years is data after all: labelled, and no further away than any row."""
    first = band.atoms[0]
    return not first.numeric and first.x0 <= columns[0][1] and gap <= max(1.1 * pitch, LEADING * band.size)


def _pitch(body: Sequence[Band]) -> float:
    """The usual step between rows, in points; 0 while there is one row."""
    return median([step(a, b) for a, b in itertools.pairwise(body)])


def _may_stand_between(
    band: Band, columns: Sequence[Interval], gap: float, pitch: float, widest: float, *, boxed: bool
) -> bool:
    """True for a band without figures that a table may hold: a wrapped label, a heading of rows."""
    if pitch and gap > max(1.45 * pitch, 1.1 * widest) and not boxed:
        return False
    item = LIST_LABEL.fullmatch(band.atoms[0].text) and band.atoms[0].x1 < columns[0][0] - 0.3 * band.size
    return fits(band, columns) and (boxed or not band.text.endswith(":")) and not item


def _wraps_on(last: Band, band: Band, columns: Sequence[Interval], widest: float) -> bool:
    """True for the next line of the last row's label: closer than the widest step between rows, in its columns."""
    gap = step(last, band)
    return gap < min(LEADING * band.size, 0.93 * widest if widest else 99.0) and fits(band, columns)


def _region(page: int, header: list[Band], body: list[Band], columns: list[Interval]) -> Region | None:
    if len(columns) < 2:
        return None
    labels = 0
    for low, high in columns:
        atoms = [a for b in body for a in b.atoms if overlap(a.x0, a.x1, low, high) > 0]
        texts = sum(not a.numeric for a in atoms)
        if labels < len(columns) - 1 and 2 * texts >= len(atoms):
            labels += 1
        else:
            break
    return Region(page, tuple(header), tuple(body), tuple(columns), max(1, labels))
