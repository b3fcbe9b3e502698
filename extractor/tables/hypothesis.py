"""What a proposer says of a region: where columns and rows lie, and which texts head several columns.

It says nothing of words: `place` puts them.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from extractor.geometry import BBox, overlap
from extractor.tables.grid import Atom, Band

Interval = tuple[float, float]
Span = tuple[int, int]
"""First column and number of columns."""


@dataclass(frozen=True, slots=True)
class Level:
    """One row of a header: its lines, and each of its texts with the columns that it heads."""

    bands: tuple[Band, ...]
    heads: tuple[tuple[Atom, Span], ...]

    @property
    def wide(self) -> list[Span]:
        return [span for _, span in self.heads if span[1] > 1]


@dataclass(frozen=True, slots=True)
class Aligned:
    """A region whose columns are intervals of ink and whose rows are groups of lines; `labels` columns hold no figures.

    `kind` names the evidence; `page` counts from 1.
    """

    kind: str
    page: int
    columns: tuple[Interval, ...]
    labels: int
    header: tuple[Level, ...]
    rows: tuple[tuple[Band, ...], ...]

    @property
    def bands(self) -> list[Band]:
        return [band for part in (*(level.bands for level in self.header), *self.rows) for band in part]

    def texts(self) -> list[list[Atom]]:
        """The texts of the body that touch the ink of each column, top to bottom."""
        ends = [high for _, high in self.columns]
        held: list[list[Atom]] = [[] for _ in self.columns]
        for atom in (a for row in self.rows for band in row for a in band.atoms):
            for column in range(bisect_right(ends, atom.x0), len(ends)):
                low, high = self.columns[column]
                if low >= atom.x1:
                    break
                if overlap(atom.x0, atom.x1, low, high) > 0:
                    held[column].append(atom)
        return held


@dataclass(frozen=True, slots=True)
class Lattice:
    """A region between borders: x of the columns', y of the rows', and the number of the area at each place.

    Places with one number are one cell; the number is that of its first place, row by row.
    """

    kind: str
    page: int
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    areas: tuple[tuple[int, ...], ...]

    @property
    def box(self) -> BBox:
        return BBox(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])
