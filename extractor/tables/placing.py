"""A region's words in the cells of a grid: rows from bands, columns from intervals, header spans."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection, Sequence

from extractor.geometry import BBox, overlap
from extractor.page import Page, Rule, Word
from extractor.tables.columns import LEADING, Region, step, touched
from extractor.tables.grid import Atom, Band, Grid, Placed

Span = tuple[int, int]
"""First column and number of columns."""


def grid_of(page: Page, region: Region) -> Grid:
    """The grid of a region; a word that fits in no column is kept in `unplaced`."""
    separators = row_rules(page.rules, region.box)
    levels = header_levels(region, separators)
    rows = body_rows(region, separators)
    cells: list[Placed] = []
    bands: list[tuple[float, float]] = []
    for level in levels:
        held: dict[Span, list[Word]] = defaultdict(list)
        for band, spans in level:
            for atom, span in zip(band.atoms, spans, strict=True):
                held[span].extend(atom.words)
        cells += _cells(len(bands), held, region)
        bands.append((level[0][0].top, level[-1][0].bottom))
    for row in rows:
        held = defaultdict(list)
        for band in row:
            for atom, span in zip(band.atoms, columns_of(band, region), strict=True):
                held[span].extend(atom.words)
        cells += _cells(len(bands), held, region)
        bands.append((min(b.top for b in row), max(b.bottom for b in row)))
    edges = column_edges(region)
    return Grid(page.number, region.box, edges, bands, cells, "aligned", header_rows=len(levels))


def _cells(row: int, held: dict[Span, list[Word]], region: Region) -> list[Placed]:
    return [
        Placed(
            row,
            first,
            tuple(words),
            1,
            count,
            region.columns[first + count - 1][1] - region.columns[first][0],
        )
        for (first, count), words in sorted(held.items())
    ]


def column_edges(region: Region) -> list[float]:
    """Borders half way between the ink of neighbouring columns."""
    inner = [(a[1] + b[0]) / 2 for a, b in zip(region.columns, region.columns[1:], strict=False)]
    return [region.box.x0, *inner, region.box.x1]


def row_rules(rules: Sequence[Rule], box: BBox) -> list[float]:
    """y of the horizontal rules that cross most of a box."""
    return sorted(
        r.y_mid
        for r in rules
        if r.horizontal
        and box.top - 8 <= r.y_mid <= box.bottom + 8
        and overlap(r.x0, r.x1, box.x0, box.x1) > 0.6 * box.width
    )


def columns_of(band: Band, region: Region) -> list[Span]:
    """The column of each atom of a body row: the one that it overlaps, else the nearest free one."""
    spans: list[Span] = []
    for atom in band.atoms:
        homes = touched(atom, region.columns)
        if not homes:
            homes = [min(range(len(region.columns)), key=lambda i: _distance(atom, region.columns[i]))]
        spans.append((homes[0], 1))
    return spans


def _distance(atom: Atom, column: tuple[float, float]) -> float:
    return -overlap(atom.x0, atom.x1, column[0], column[1])


def body_rows(region: Region, separators: Sequence[float]) -> list[list[Band]]:
    """The body's bands in rows: by the rules between them, else by leading."""
    bands = region.body
    figures = [any(i >= region.labels for a in b.atoms for i in touched(a, region.columns)) for b in bands]
    ruled = _by_rules(bands, separators)
    if ruled is not None and all(sum(figures[bands.index(b)] for b in row) <= 1 for row in ruled):
        return ruled
    steps = [step(a, b) for a, b, f, g in zip(bands, bands[1:], figures, figures[1:], strict=False) if f and g]
    tight = bool(steps) and min(steps) <= LEADING * bands[0].size
    centred = _centred(bands, figures, region)
    if centred is not None:
        return centred
    spaced = _spaced(bands, figures)
    if spaced is not None:
        return spaced
    rows: list[list[Band]] = []
    filled = False
    for band, figure in zip(bands, figures, strict=True):
        close = bool(rows) and step(rows[-1][-1], band) <= LEADING * band.size
        joins = close and not figure and band.text[:1].islower() if tight else close and not (figure and filled)
        if joins:
            rows[-1].append(band)
            filled = filled or figure
        else:
            rows.append([band])
            filled = figure
    return rows


def _spaced(bands: Sequence[Band], figures: Sequence[bool]) -> list[list[Band]] | None:
    """Rows by the white space between them, which is wider than that between the lines of one label.

    The widest space inside a row is the widest that leaves each row one line of figures. None where that parts a
    label from its rest, or where no label wraps.
    """
    steps = [step(a, b) for a, b in itertools.pairwise(bands)]
    for inner in sorted({round(s, 1) for s in steps}, reverse=True):
        rows = [[0]]
        for i, gap in enumerate(steps):
            if gap <= inner + 0.5:
                rows[-1].append(i + 1)
            else:
                rows.append([i + 1])
        if all(sum(figures[i] for i in row) <= 1 for row in rows):
            alone = [bands[row[0]] for row in rows if not any(figures[i] for i in row)]
            if any(band.text[:1].islower() for band in alone) or 3 * len(alone) > len(rows):
                return None
            return [[bands[i] for i in row] for row in rows] if len(rows) < len(bands) else None
    return None


def _centred(bands: Sequence[Band], figures: Sequence[bool], region: Region) -> list[list[Band]] | None:
    """Rows whose figures stand at half the height of their label's lines; None where that does not hold throughout."""
    rows: list[list[Band]] = []
    queue = list(zip(bands, figures, strict=True))
    while queue:
        figure = next((band for band, has in queue if has), None)
        if figure is None:
            return None
        last = 2 * figure.baseline - queue[0][0].baseline
        row = [band for band, _ in queue if band.baseline <= last + 0.15 * band.size]
        lines = [b.baseline for b in row if touched(b.atoms[0], region.columns[: region.labels])]
        if sum(has for band, has in queue if band in row) != 1 or not lines:
            return None
        if abs(lines[0] + lines[-1] - 2 * figure.baseline) > 0.3 * figure.size:
            return None
        rows.append(row)
        queue = queue[len(row) :]
    return rows if any(len(row) > 1 for row in rows) else None


def _by_rules(bands: Sequence[Band], separators: Sequence[float]) -> list[list[Band]] | None:
    """Rows between consecutive rules, where rules part (nearly) all of them."""
    if len(separators) < 3:
        return None
    rows: dict[int, list[Band]] = defaultdict(list)
    for band in bands:
        middle = (band.top + band.bottom) / 2
        rows[sum(1 for y in separators if y < middle)].append(band)
    return [rows[key] for key in sorted(rows)]


Level = list[tuple[Band, list[Span]]]


def header_levels(region: Region, separators: Sequence[float] = ()) -> list[Level]:
    """The header's bands in levels, each atom with the columns that it heads, outer level first.

    A band with an atom over several columns is a level of its own; the lines of wrapped cells are one.
    """
    spans: list[list[Span]] = []
    for k in reversed(range(len(region.header))):
        spans.insert(0, _header_spans(region, k, spans))
    levels: list[Level] = []
    for k, band in enumerate(region.header):
        wide = any(count > 1 for _, count in spans[k])
        if levels and not wide and not _parted(region.header[k - 1], band, levels[-1], separators):
            levels[-1].append((band, spans[k]))
        else:
            levels.append([(band, spans[k])])
    return levels


def _parted(above: Band, band: Band, level: Level, separators: Sequence[float]) -> bool:
    """True where the band starts a new level below the last one."""
    if any(count > 1 for _, spans in level for _, count in spans):
        return True
    if any(above.bottom - 3 < y < band.top + 3 and above.baseline < y < band.baseline for y in separators):
        return True
    return step(above, band) > 1.45 * max(above.size, band.size)


def _header_spans(region: Region, k: int, lower: Sequence[list[Span]]) -> list[Span]:
    """The columns of each atom of the k-th header band; `lower` has those of the bands below it."""
    band = region.header[k]
    below = list(zip(region.header[k + 1 :], lower, strict=True))
    extents = _extents(region, below)
    homes = [[i for i, (low, high) in enumerate(extents) if overlap(a.x0, a.x1, low, high) > 0.5] for a in band.atoms]
    figures = list(range(region.labels, len(extents)))
    over = [i for i, atom in enumerate(band.atoms) if not homes[i] or homes[i][-1] >= region.labels]
    spanning = (
        len(over) < len(figures)
        and over
        and (
            any(len(h) > 1 for h in homes)
            or _groups_by_place(region, band, below, extents, [band.atoms[i] for i in over])
        )
    )
    spans: dict[int, Span] = {}
    if spanning:
        inner = {c - figures[0] for _, under in below for first, n in under for c in range(first + 1, first + n)}
        heads, ink = [band.atoms[i] for i in over], [extents[c] for c in figures]
        groups = partition(heads, ink, inner) or partition(heads, ink)  # levels may cross: then each on its own
        spans = {i: (figures[0] + first, count) for i, (first, count) in zip(over, groups, strict=True)}
    taken: set[int] = set()
    result: list[Span] = []
    for i, atom in enumerate(band.atoms):
        if i in spans:
            span = spans[i]
        else:
            options = homes[i] or sorted(range(len(extents)), key=lambda c: _distance(atom, extents[c]))
            free = [c for c in options if c not in taken] or options
            span = (max(free, key=lambda c: overlap(atom.x0, atom.x1, *extents[c])), 1)
        taken.add(span[0])
        result.append(span)
    return result


Below = Sequence[tuple[Band, list[Span]]]


def _extents(region: Region, below: Below) -> list[tuple[float, float]]:
    """The columns' ink including the header lines below that stand over one column."""
    extents = list(region.columns)
    for band, spans in below:
        for atom, (column, count) in zip(band.atoms, spans, strict=True):
            if count == 1:
                low, high = extents[column]
                extents[column] = (min(low, atom.x0), max(high, atom.x1))
    return extents


def _groups_by_place(
    region: Region, band: Band, below: Below, extents: Sequence[tuple[float, float]], atoms: Sequence[Atom]
) -> bool:
    """True where few atoms head groups of columns without overlapping more than one of each.

    They stand in the middle between columns, or apart from the lines below, or these repeat group by group.
    """
    leaves: dict[int, str] = defaultdict(str)
    for under, spans in below:
        for atom, (column, _) in zip(under.atoms, spans, strict=True):
            leaves[column] += atom.text
    figures = range(region.labels, len(extents))
    if not all(i in leaves for i in figures):
        return False
    if _repeats([leaves[i] for i in figures]):
        return True
    if (below[0][0].turned and not band.turned) or step(band, below[0][0]) > LEADING * band.size:
        return True
    return any(all(overlap(a.x0, a.x1, *extents[i]) <= 0.5 for i in figures) for a in atoms)


def _repeats(texts: Sequence[str]) -> bool:
    """True where a block of two or more texts is printed again right after itself."""
    return any(
        texts[i : i + n] == texts[i + n : i + 2 * n] and len(set(texts[i : i + n])) > 1
        for n in range(2, len(texts) // 2 + 1)
        for i in range(len(texts) - 2 * n + 1)
    )


def partition(atoms: Sequence[Atom], columns: Sequence[tuple[float, float]], inner: Collection[int] = ()) -> list[Span]:
    """Consecutive groups of columns, one an atom, each centred under its atom (or flush with it).

    The groups are disjoint; columns before the first or after the last atom may be left out. No group begins or
    ends at the columns of `inner`: they lie inside a group of the level below. Empty where that cannot be.
    """
    n, m = len(columns), len(atoms)
    best: dict[tuple[int, int], tuple[float, list[Span]]] = {}

    def cost(atom: Atom, first: int, last: int) -> float:
        low, high = columns[first][0], columns[last][1]
        flush = min(abs(atom.x0 - low), abs(atom.x1 - high)) + 1.0
        outside = max(0.0, low - atom.x0) + max(0.0, atom.x1 - high)
        return min(abs(atom.x_mid - (low + high) / 2), flush) + outside

    def solve(a: int, c: int) -> tuple[float, list[Span]]:
        if a == m:
            return 6.0 * (n - c), []
        if (a, c) in best:
            return best[a, c]
        options: list[tuple[float, list[Span]]] = []
        for first in range(c, n - (m - a) + 1):
            for last in range(first, n - (m - a) + 1):
                if first in inner or last + 1 in inner:
                    continue
                rest, spans = solve(a + 1, last + 1)
                score = cost(atoms[a], first, last) + 6.0 * (first - c) + rest
                options.append((score, [(first, last - first + 1), *spans]))
        best[a, c] = min(options, key=lambda o: o[0], default=(1e9, []))
        return best[a, c]

    spans = solve(0, 0)[1]
    return spans if len(spans) == m else []
