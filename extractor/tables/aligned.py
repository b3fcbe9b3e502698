"""Grids from white space: bands of figures that stand in the same columns."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from extractor.figure import is_year, looks_numeric, parse
from extractor.geometry import BBox, median, overlap
from extractor.page import Rule
from extractor.tables.grid import Atom, Band, atom_of

Interval = tuple[float, float]

LIST_LABEL = regex.compile(r"\(?(?:\d{1,2}|[a-z])[.)]")
FLUSH = 2.0
"""Points by which a header may stand off the edge of the column that it is flush with."""
LEADING = 1.3
"""Lines of one cell follow each other within this many type sizes; rows of a padded table do not."""


@dataclass(frozen=True, slots=True)
class Region:
    """Bands of one table on one page: the header's, and the body's; `columns` are the ink's x intervals.

    `labels` is the number of leading columns without figures.
    """

    page: int
    header: tuple[Band, ...]
    body: tuple[Band, ...]
    columns: tuple[Interval, ...]
    labels: int

    @property
    def bands(self) -> tuple[Band, ...]:
        return self.header + self.body

    @property
    def box(self) -> BBox:
        atoms = [atom for band in self.bands for atom in band.atoms]
        return BBox(
            min(a.x0 for a in atoms),
            min(a.top for a in atoms),
            max(a.x1 for a in atoms),
            max(a.bottom for a in atoms),
        )


def is_seed(band: Band) -> bool:
    """True for a row of figures: at least half of what follows the first atom is a figure."""
    rest = band.atoms[1:]
    figures = sum(atom.numeric for atom in rest)
    return (
        bool(rest)
        and 2 * figures >= len(rest)
        and any(any(ch.isdigit() for ch in a.text) or len(rest) > 0 for a in rest)
    )


def is_years(band: Band) -> bool:
    """True where all figures of a band are years, in order, each once: a header, not data."""
    figures = [atom.text for atom in band.atoms if atom.numeric]
    ordered = sorted(set(figures))
    return bool(figures) and all(map(is_year, figures)) and figures in (ordered, ordered[::-1])


def is_lone_figure(band: Band, columns: Sequence[Interval]) -> bool:
    """True for a figure between the lines of its label, which stand half a line above and below it."""
    atom = band.atoms[0]
    right = [i for i in touched(atom, columns) if i > 0]
    return len(band.atoms) == 1 and bool(right) and atom.numeric and not atom.year and any(map(str.isdigit, atom.text))


def merge(intervals: Iterable[Interval]) -> list[Interval]:
    """Disjoint intervals that cover the same points."""
    out: list[Interval] = []
    for low, high in sorted(intervals):
        if out and low <= out[-1][1] + 0.5:
            out[-1] = (out[-1][0], max(out[-1][1], high))
        else:
            out.append((low, high))
    return out


def touched(atom: Atom, columns: Sequence[Interval]) -> list[int]:
    """Indexes of the columns that an atom overlaps."""
    return [i for i, (low, high) in enumerate(columns) if overlap(atom.x0, atom.x1, low, high) > 0]


def fits(band: Band, columns: Sequence[Interval]) -> bool:
    """True where each atom stands in a column of its own."""
    homes = [touched(atom, columns) for atom in band.atoms]
    taken = [home[0] for home in homes if home]
    return len(band.atoms) <= len(columns) and all(len(h) <= 1 for h in homes) and len(taken) == len(set(taken))


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
        if not is_seed(bands[start]) or is_years(bands[start]):
            start += 1
            continue
        body, columns = _grow(bands, start, rules, is_caption)
        floor = _after(bands, found[-1].body[-1]) if found else 0
        at_top = bool(inherited) and not found
        header, lead = header_above(bands, start, floor, columns, rules, is_caption, body, at_top)
        region = _region(page, header, [*lead, *body], columns)
        if region is not None and _credible(region, rules, inherited if not found else ()):
            found.append(region)
            start = _after(bands, body[-1])
        else:
            start += 1
    return found


def _after(bands: Sequence[Band], last: Band) -> int:
    """Index of the first band below another."""
    return bisect_right(bands, last.baseline, key=lambda band: band.baseline)


def _grow(
    bands: Sequence[Band], start: int, rules: Sequence[Rule], is_caption: Callable[[str], bool]
) -> tuple[list[Band], list[Interval]]:
    """The bands from a first row of figures downwards, and the columns that they share."""
    body = [bands[start]]
    columns = merge((a.x0, a.x1) for a in bands[start].atoms)
    pending: list[Band] = []
    widest = 0.0
    for band in bands[start + 1 :]:
        last = pending[-1] if pending else body[-1]
        gap = step(last, band)
        band = parted(band, columns)
        pitch = _pitch(body)
        widest = max([step(a, b) for a, b in itertools.pairwise(body)], default=0.0)
        loose = gap > max(3.2 * band.size, 2.4 * pitch)
        boxed = _same_box(last, band, rules, bands)
        if loose and not boxed:
            break
        if is_caption(band.text):
            break
        beside = is_lone_figure(band, columns) and gap < 0.9 * band.size
        if beside or (is_seed(band) and (not is_years(band) or _is_row(band, columns, gap, pitch))):
            joined = _join_columns(columns, band, body)
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


def parted(band: Band, columns: Sequence[Interval]) -> Band:
    """The band with each label that runs into a figure cut off from it, where the figure's column begins."""
    atoms: list[Atom] = []
    for atom in band.atoms:
        cut = _figure_in(atom, columns)
        atoms += [atom] if cut is None else [atom_of(atom.words[:cut]), atom_of(atom.words[cut:])]
    return band if len(atoms) == len(band.atoms) else Band(band.baseline, tuple(atoms))


def _parted_header(band: Band, columns: Sequence[Interval]) -> Band:
    """The band with each text cut that is several headers: its words begin, or end, as the columns below do."""
    atoms: list[Atom] = []
    for atom in band.atoms:
        held = [columns[i] for i in touched(atom, columns)]
        if len(held) < 2:
            atoms.append(atom)
            continue
        begins = [next((i for i, w in enumerate(atom.words) if abs(w.x0 - low) < FLUSH), -1) for low, _ in held]
        ends = [next((i + 1 for i, w in enumerate(atom.words) if abs(w.x1 - high) < FLUSH), -1) for _, high in held]
        if begins[0] == 0 and -1 not in begins and begins == sorted(set(begins)):
            cuts = [*begins, len(atom.words)]
        elif ends[-1] == len(atom.words) and -1 not in ends and ends == sorted(set(ends)):
            cuts = [0, *ends]
        else:
            cuts = [0, len(atom.words)]
        atoms += [atom_of(atom.words[a:b]) for a, b in itertools.pairwise(cuts)]
    return Band(band.baseline, tuple(atoms))


def shared_columns(bands: Sequence[Band]) -> list[Interval]:
    """The columns that rows of figures share; a row that would glue two of them is left out."""
    columns: list[Interval] = []
    for band in sorted((b for b in bands if is_seed(b)), key=lambda b: -len(b.atoms)):
        columns = _join_columns(columns, band, []) or columns
    return columns


def _figure_in(atom: Atom, columns: Sequence[Interval]) -> int | None:
    """The index of the first word of a figure that stands at an atom's end in a column of its own."""
    if len(touched(atom, columns)) != 2:
        return None
    low, high = columns[touched(atom, columns)[1]]
    first = next((i for i, w in enumerate(atom.words) if overlap(w.x0, w.x1, low, high) > 0), 0)
    figure = atom.words[first:]
    within = first > 0 and atom.words[first - 1].x1 < low
    return first if within and looks_numeric(" ".join(w.text for w in figure)) else None


def _is_row(band: Band, columns: Sequence[Interval], gap: float, pitch: float) -> bool:
    """True where a band of years is data after all: labelled, and no further away than any row."""
    first = band.atoms[0]
    return not first.numeric and first.x0 <= columns[0][1] and gap <= max(1.1 * pitch, LEADING * band.size)


def step(above: Band, below: Band) -> float:
    """Points from one band to the next, as between baselines of single lines: blocks count by their edges."""
    return below.top - above.bottom + min(above.size, below.size)


def _pitch(body: Sequence[Band]) -> float:
    """The usual step between rows, in points; 0 while there is one row."""
    return median([step(a, b) for a, b in itertools.pairwise(body)])


def _same_box(above: Band, below: Band, rules: Sequence[Rule], bands: Sequence[Band]) -> bool:
    """True where two horizontal rules of equal extent enclose both bands, and little else than rows of figures."""
    upper = [r for r in rules if r.horizontal and r.y_mid < above.top + 2]
    lower = [r for r in rules if r.horizontal and r.y_mid > below.bottom - 2]
    if not upper or not lower:
        return False
    top, bottom = max(upper, key=lambda r: r.y_mid), min(lower, key=lambda r: r.y_mid)
    if abs(top.x0 - bottom.x0) > 3 or abs(top.x1 - bottom.x1) > 3:
        return False
    if any(above.baseline < r.y_mid < below.top + 1 and overlap(r.x0, r.x1, top.x0, top.x1) > 0 for r in upper + lower):
        return False
    near = bottom.y_mid - top.y_mid < 12 * below.size
    return near or is_tabular([band for band in bands if top.y_mid < band.baseline < bottom.y_mid])


def is_tabular(bands: Sequence[Band]) -> bool:
    """True where lines are rows of figures and labels beside them: at least two rows, and no line of prose across."""
    rows = [band for band in bands if is_seed(band)]
    left = min((a.x0 for band in rows for a in band.atoms[1:] if a.numeric), default=0.0)
    prose = [band for band in bands if len(band.atoms) == 1 and band.atoms[0].x0 < left < band.atoms[0].x1 - 0.5]
    return len(rows) >= 2 and not prose


def _join_columns(columns: Sequence[Interval], band: Band, body: Sequence[Band]) -> list[Interval] | None:
    """The columns with a further row in them; None where the row would glue two of them.

    Labels set left in one row and right in another are one column: no row has both.
    """
    merged = merge([*columns, *((a.x0, a.x1) for a in band.atoms)])
    for low, high in merged:
        glued = sum(c[0] >= low - 0.1 and c[1] <= high + 0.1 for c in columns) > 1
        held = [[a for a in b.atoms if a.x0 >= low - 0.1 and a.x1 <= high + 0.1] for b in [band, *body]]
        if len(held[0]) > 1:
            return None
        if glued and any(len(atoms) > 1 or any(a.numeric for a in atoms) for atoms in held):
            return None
    return merged


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


def header_above(
    bands: Sequence[Band],
    start: int,
    floor: int,
    columns: Sequence[Interval],
    rules: Sequence[Rule],
    is_caption: Callable[[str], bool],
    body: Sequence[Band],
    at_top: bool,
) -> tuple[list[Band], list[Band]]:
    """The bands above the first row of figures that head its columns, and those between that stand over labels only.

    The latter begin the body: a heading of rows, or the first line of a wrapped label. `at_top`: the page goes
    on with a table, and a blank row may follow its repeated header.
    """
    header: list[Band] = []
    pending: list[Band] = []
    lead: list[Band] = []
    below = bands[start]
    for line in reversed(bands[floor:start]):
        band = _parted_header(line, columns)
        far = band.turned or below.turned or at_top or _ruled_off(band, below, rules)
        room = (5.5 if far else 2.3) * max(band.size, below.size)
        if (step(band, below) > room and not _same_box(band, below, rules, bands)) or is_caption(band.text):
            break
        kind = _header_kind(band, columns)
        if kind == "none":
            break
        pending.append(band)
        if is_lone_figure(band, columns) and not header:
            lead, pending = lead + pending, []
        elif kind == "sure":
            if not header:
                own = [b for b in pending[:-1] if b is not pending[-2] or not _heads(b, band, body)]
                lead += own
                pending = [b for b in pending if b not in own]
            header += pending
            pending = []
        below = band
        if len(header) + len(pending) > 9:
            break
    else:
        if at_top and not header:
            lead += pending
    rows = _rows_of_years(header)
    return list(reversed(header[len(rows) :])), list(reversed(lead + rows))


def _rows_of_years(header: Sequence[Band]) -> list[Band]:
    """The bands at the foot of a header (listed upwards) that are rows: a label and one count that looks like a year."""
    rows = []
    for band, above in itertools.pairwise(header):
        labelled = len(band.atoms) == 2 and not band.atoms[0].numeric and band.atoms[1].year
        if not (labelled and above.atoms[-1].x1 > band.atoms[1].x0):
            break
        rows.append(band)
    return rows


def _ruled_off(above: Band, below: Band, rules: Sequence[Rule]) -> bool:
    """True where a rule as wide as a row parts two bands: a header and its rows may then stand further apart."""
    left, right = below.atoms[0].x0, below.atoms[-1].x1
    return any(
        r.horizontal
        and above.baseline < r.y_mid < below.baseline
        and overlap(r.x0, r.x1, left, right) > 0.9 * (right - left)
        for r in rules
    )


def _heads(band: Band, above: Band, body: Sequence[Band]) -> bool:
    """True where a band over labels only belongs to the header above it, not to the rows below.

    It stands at the foot of turned words; or it is as bold as the header, and no other label alone is.
    """
    if above.turned:
        return True
    others = [b for b in body if len(b.atoms) == 1 and b.bold]
    return band.bold and above.bold and not body[0].bold and not others and step(above, band) < LEADING * band.size


def _header_kind(band: Band, columns: Sequence[Interval]) -> str:
    """'sure' for a band over figure columns, 'maybe' for one over labels only, 'none' for prose."""
    item = LIST_LABEL.fullmatch(band.atoms[0].text) is not None
    if len(band.atoms) > len(columns) or (band.text.endswith((":", ".", ";")) and len(band.atoms) == 1 + item):
        return "none"
    label_edge = columns[0][1]
    crossing = [a for a in band.atoms if a.x0 < label_edge - 1 and len(touched(a, columns)) > 1]
    if crossing:
        return "none"
    over = [a for a in band.atoms if any(i > 0 for i in touched(a, columns)) or a.x0 >= label_edge]
    if any(a.x1 > columns[-1][1] + 12 * band.size for a in over):
        return "none"
    return "sure" if over else "maybe"


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


def _credible(region: Region, rules: Sequence[Rule], inherited: Sequence[Interval]) -> bool:
    """True where enough speaks for a table: two aligned rows, or one under a header or between rules.

    Figures without a word or a year beside them are no table, nor is the scale of a chart.
    """
    if not inherited and (not _is_named(region) or _is_scale(region)):
        return False
    seeds = [b for b in region.body if is_seed(b)]
    if len(seeds) >= 2:
        first = region.columns[region.labels :]
        deep = [
            sum(any(i + region.labels in touched(a, region.columns) and a.numeric for a in b.atoms) for b in seeds)
            for i in range(len(first))
        ]
        return max(deep, default=0) >= 2
    if inherited and len(inherited) == len(region.columns):
        return all(overlap(a[0], a[1], b[0], b[1]) > 0 for a, b in zip(inherited, region.columns, strict=True))
    box = region.box
    framed = [
        r
        for r in rules
        if r.horizontal
        and overlap(r.x0, r.x1, box.x0, box.x1) > 0.8 * box.width
        and box.top - 12 <= r.y_mid <= box.bottom + 12
    ]
    return len(framed) >= 2 and bool(region.header)


def _is_named(region: Region) -> bool:
    """True where words stand beside or over the figures, or years beside them."""
    atoms = [atom for band in region.bands for atom in band.atoms]
    first = [band.atoms[0].text for band in region.body]
    return any(ch.isalpha() for atom in atoms for ch in atom.text) or all(map(is_year, first))


def _is_scale(region: Region) -> bool:
    """True where each column with figures rises or falls by the same step: the scales beside a chart."""
    words = sorted((w for b in region.bands for a in b.atoms for w in a.words), key=lambda w: w.baseline)
    held = [[parse(w.text).value for w in words if overlap(w.x0, w.x1, *c) > 0] for c in region.columns]
    figures = [values for values in held if any(value is not None for value in values)]
    return bool(figures) and all(map(_is_progression, figures))


def _is_progression(values: Sequence[Decimal | None]) -> bool:
    known = [value for value in values if value is not None]
    steps = {b - a for a, b in itertools.pairwise(known)}
    return len(known) == len(values) >= 3 and len(steps) == 1 and Decimal(0) not in steps
