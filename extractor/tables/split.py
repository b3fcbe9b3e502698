"""Two tables that stand side by side on the same baselines, parted."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.geometry import overlap
from extractor.tables.aligned import Interval, Region, touched
from extractor.tables.grid import Band


def side_by_side(region: Region) -> list[Region]:
    """The tables in a region: split before a column of labels that follows a column of figures.

    The gap before it must be wider than any other gap, and both sides must hold figures.
    """
    kinds = [_is_text(region, column) for column in region.columns]
    gaps = [b[0] - a[1] for a, b in zip(region.columns, region.columns[1:], strict=False)]
    for i in range(max(2, region.labels + 1), len(kinds) - 1):
        if kinds[i] and not kinds[i - 1] and not all(kinds[i:]) and gaps[i - 1] >= 0.8 * max(gaps[region.labels :], default=0):
            left = _part(region, 0, i)
            right = _part(region, i, len(kinds))
            return [left, *side_by_side(right)]
    return [region]


def _is_text(region: Region, column: Interval) -> bool:
    atoms = [a for b in region.body for a in b.atoms if overlap(a.x0, a.x1, *column) > 0]
    return 2 * sum(not a.numeric for a in atoms) > len(atoms)


def _part(region: Region, first: int, end: int) -> Region:
    """The region's columns from `first` up to `end`, with the atoms over them."""
    edge = (region.columns[first - 1][1] + region.columns[first][0]) / 2 if first else -1e9
    limit = (region.columns[end - 1][1] + region.columns[end][0]) / 2 if end < len(region.columns) else 1e9

    def cut(bands: Sequence[Band]) -> tuple[Band, ...]:
        kept = []
        for band in bands:
            atoms = tuple(a for a in band.atoms if edge <= a.x_mid < limit)
            if atoms:
                kept.append(Band(band.baseline, atoms))
        return tuple(kept)

    columns = region.columns[first:end]
    part = Region(region.page, cut(region.header), cut(region.body), columns, 1)
    labels = 0
    for column in columns[:-1]:
        if not _is_text(part, column):
            break
        labels += 1
    return Region(part.page, part.header, part.body, columns, max(1, labels))


__all__ = ["side_by_side", "touched"]
