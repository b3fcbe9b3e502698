"""Rows of figures and the columns that they share: what white space alone says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

from extractor.figure import is_year, looks_numeric
from extractor.geometry import BBox, overlap
from extractor.page import Rule
from extractor.tables.grid import Atom, Band, atom_of

Interval = tuple[float, float]

LIST_LABEL = regex.compile(r"\(?(?:\d{1,2}|[a-z])[.)]")
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


def step(above: Band, below: Band) -> float:
    """Points from one band to the next, as between baselines of single lines: blocks count by their edges."""
    return below.top - above.bottom + min(above.size, below.size)


def parted(band: Band, columns: Sequence[Interval]) -> Band:
    """The band with each label that runs into a figure cut off from it, where the figure's column begins."""
    atoms: list[Atom] = []
    for atom in band.atoms:
        cut = _figure_in(atom, columns)
        atoms += [atom] if cut is None else [atom_of(atom.words[:cut]), atom_of(atom.words[cut:])]
    return band if len(atoms) == len(band.atoms) else Band(band.baseline, tuple(atoms))


def _figure_in(atom: Atom, columns: Sequence[Interval]) -> int | None:
    """The index of the first word of a figure that stands at an atom's end in a column of its own."""
    if len(touched(atom, columns)) != 2:
        return None
    low, high = columns[touched(atom, columns)[1]]
    first = next((i for i, w in enumerate(atom.words) if overlap(w.x0, w.x1, low, high) > 0), 0)
    figure = atom.words[first:]
    within = first > 0 and atom.words[first - 1].x1 < low
    label = " ".join(w.text for w in atom.words[:first])
    return first if within and not looks_numeric(label) and looks_numeric(" ".join(w.text for w in figure)) else None


def shared_columns(bands: Sequence[Band]) -> list[Interval]:
    """The columns that rows of figures share; a row that would glue two of them is left out."""
    columns: list[Interval] = []
    for band in sorted((b for b in bands if is_seed(b)), key=lambda b: -len(b.atoms)):
        columns = join_columns(columns, band, []) or columns
    return columns


def join_columns(columns: Sequence[Interval], band: Band, body: Sequence[Band]) -> list[Interval] | None:
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


def is_tabular(bands: Sequence[Band]) -> bool:
    """True where lines are rows of figures and labels beside them: at least two rows, and no line of prose across."""
    rows = [band for band in bands if is_seed(band)]
    left = min((a.x0 for band in rows for a in band.atoms[1:] if a.numeric), default=0.0)
    prose = [band for band in bands if len(band.atoms) == 1 and band.atoms[0].x0 < left < band.atoms[0].x1 - 0.5]
    return len(rows) >= 2 and not prose


def same_box(above: Band, below: Band, rules: Sequence[Rule], bands: Sequence[Band]) -> bool:
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
