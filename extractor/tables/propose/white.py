"""A region read by its white space: columns between gutters, the header above the first row of figures."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from extractor.geometry import overlap
from extractor.page import Word
from extractor.tables.grid import Atom, Band, atom_of, is_dots
from extractor.tables.heads import header_levels, numbers_columns, repeats
from extractor.tables.hypothesis import Aligned, Interval
from extractor.tables.measure import Measure
from extractor.tables.propose.gutters import gutter_sets
from extractor.tables.rows import grouped

SPACED = 0.36
"""Type sizes of white that is wider than a word's space, which is at most a third."""


GUTTERS = (1.0, 0.5, 2.0)
"""What a gutter must part: a pair of neighbours that stand clearly apart; less, for columns that few rows fill; more,
for words that stand apart by chance."""


def by_white(page: int, bands: Sequence[Band], measure: Measure) -> list[Aligned]:
    """The hypotheses for a region's lines by white space, the likeliest gutters first."""
    ways = dict.fromkeys(map(tuple, gutter_sets(bands, measure.size, leasts=GUTTERS)))
    found = [_hypothesis(page, bands, edges, measure) for edges in ways if edges]
    return [one for one in found if one is not None]


def _hypothesis(page: int, bands: Sequence[Band], edges: Sequence[float], measure: Measure) -> Aligned | None:
    groups = grouped(bands, edges, measure)
    first = _first_row(groups, edges)
    ink = _columns([band for group in groups[first:] for band in group], edges)
    parted = [
        tuple(_parted(band, edges, ink, measure.size, body=i >= first) for band in group)
        for i, group in enumerate(groups)
    ]
    columns = _columns([band for group in parted for band in group], edges)
    if len(columns) < 2:
        return None
    body = [band for group in parted[first:] for band in group]
    labels = 0
    for low, high in columns[:-1]:
        atoms = [a for b in body for a in b.atoms if overlap(a.x0, a.x1, low, high) > 0]
        if 2 * sum(not a.numeric for a in atoms) < len(atoms):
            break
        labels += 1
    labels = max(1, labels)
    header = [band for group in parted[:first] for band in group]
    floor = body[0].baseline if body else float("inf")
    # A text over two columns stands between the figures of both, and says nothing of where either is.
    below = _columns(body, edges)
    below = below if len(below) == len(columns) else columns
    levels = header_levels(header, floor, below, labels, measure.across, measure.size)
    return Aligned("white", page, tuple(columns), labels, tuple(levels), tuple(parted[first:]))


def _first_row(groups: Sequence[Sequence[Band]], edges: Sequence[float]) -> int:
    """The index of the first row of figures; of the second row where none has any.

    A row of years is a header's, but one year beside a label, below a row over it, is a count.
    """
    for i, group in enumerate(groups):
        atoms = [a for band in group for a in band.atoms if a.x0 >= edges[0]]
        figures = [a for a in atoms if a.numeric]
        labelled = any(a.x0 < edges[0] for band in group for a in band.atoms)
        texts = [a.text for a in figures]
        years = all(a.year for a in figures) and (len(set(texts)) == len(texts) or repeats(texts))
        years = years and not (i and labelled and len(edges) == 1)
        numbered = numbers_columns([a.text for band in group for a in band.atoms])
        if figures and not years and not numbered and 2 * len(figures) >= len(atoms):
            return _after_header(groups, i, edges)
    return min(1, len(groups) - 1)


def _after_header(groups: Sequence[Sequence[Band]], row: int, edges: Sequence[float]) -> int:
    """The index of the first row below the header: rows above the figures that stand over labels only head rows.

    So does a lone text in the middle of the table below rows that head each of its columns.
    """
    first = row
    while first > 1 and all(a.x0 < edges[0] for band in groups[first - 1] for a in band.atoms):
        first -= 1
    if first > 1 and _is_over_all(groups[first - 1], groups[: first - 1], edges):
        first -= 1
    return first


def _is_over_all(group: Sequence[Band], above: Sequence[Sequence[Band]], edges: Sequence[float]) -> bool:
    """True for one text nearer to the middle of all columns than of those right of the labels, headed above."""
    if len(group) != 1 or len(group[0].atoms) != 1:
        return False
    atoms = [a for one in above for band in one for a in band.atoms]
    headed = {bisect_right(edges, a.x_mid) for a in atoms}
    left, right = min(a.x0 for a in atoms), max(a.x1 for a in atoms)
    x = group[0].atoms[0].x_mid
    nearer = abs(x - (left + right) / 2) < abs(x - (edges[0] + right) / 2)
    return nearer and headed >= set(range(1, len(edges) + 1))


def _parted(band: Band, edges: Sequence[float], columns: Sequence[Interval], size: float, *, body: bool) -> Band:
    """The band with each atom cut where a gutter runs through the white between two of its words.

    A text over several columns has gutters below it: in a header that white must be wider than between words, or the
    parts begin, or end, as the columns below do; a line of one text in the body is a heading of rows, and stays whole.
    """
    atoms: list[Atom] = []
    for atom in band.atoms:
        crossed = edges[bisect_right(edges, atom.x0) : bisect_left(edges, atom.x1)]
        if not crossed:
            atoms.append(atom)
            continue
        whites = list(itertools.pairwise(atom.words))
        clear = [x for x in crossed if any(a.x1 <= x <= b.x0 for a, b in whites)]
        wide = [x for x in clear if any(a.x1 <= x <= b.x0 and b.x0 - a.x1 > SPACED * size for a, b in whites)]
        groups: dict[int, list[Word]] = {}
        for word in atom.words:
            leads = is_dots(word.text) and bool(groups)  # dots lead on from the text before them
            groups.setdefault(max(groups) if leads else bisect_right(clear, word.x_mid), []).append(word)
        parts = [atom_of(group) for _, group in sorted(groups.items())]
        lone = len(band.atoms) == 1
        flush = not body and _are_flush(parts, columns, size)
        cut = crossed and len(clear) == len(crossed)
        if cut and (flush or (not lone and (body or len(wide) == len(crossed)))):
            atoms += parts
        else:
            atoms.append(atom)
    return band if len(atoms) == len(band.atoms) else Band(band.baseline, tuple(atoms))


def _are_flush(parts: Sequence[Atom], columns: Sequence[Interval], size: float) -> bool:
    """True where all texts begin, or all end, where the columns do that they stand over."""
    homes = [max(columns, key=lambda c: overlap(a.x0, a.x1, *c), default=(0.0, 0.0)) for a in parts]
    near = 0.2 * size
    return all(abs(a.x0 - low) < near for a, (low, _) in zip(parts, homes, strict=True)) or all(
        abs(a.x1 - high) < near for a, (_, high) in zip(parts, homes, strict=True)
    )


def _columns(bands: Sequence[Band], edges: Sequence[float]) -> list[Interval]:
    """Where the ink of each column between gutters lies, that of atoms in one column."""
    spans: list[list[float]] = [[] for _ in range(len(edges) + 1)]
    for band in bands:
        for atom in band.atoms:
            first, last = bisect_right(edges, atom.x0), bisect_right(edges, atom.x1 - 1e-6)
            if first == last:
                spans[first] += [atom.x0, atom.x1]
    return [(min(s), max(s)) for s in spans if s]
