"""The lines of a block as arrays, for what is counted over all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractor.tables.grid import Band
from extractor.tables.measure import Measure, taken

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a block as arrays: one entry a line, or one an atom (`of` says in which line it stands)."""

    size: float
    leading: float
    x0: float
    x1: float
    baseline: Floats
    taken: Floats
    """Of each line and the next, the points between them that typed rules fill."""
    top: Floats
    bottom: Floats
    type: Floats
    bold: Floats
    turned: Floats
    of: Ints
    left: Floats
    right: Floats
    figure: Floats
    words: Floats

    @property
    def count(self) -> int:
        return len(self.baseline)


def lines_of(bands: Sequence[Band], measure: Measure) -> Lines:
    """The arrays of the lines of one block."""
    atoms = [(i, atom) for i, band in enumerate(bands) for atom in band.atoms]
    left = np.array([a.x0 for _, a in atoms])
    right = np.array([a.x1 for _, a in atoms])
    return Lines(
        measure.size,
        measure.leading,
        float(left.min()),
        float(right.max()),
        np.array([b.baseline for b in bands]),
        taken([b.baseline for b in bands], measure),
        np.array([b.top for b in bands]),
        np.array([b.bottom for b in bands]),
        np.array([b.size for b in bands]),
        np.array([float(b.bold) for b in bands]),
        np.array([float(b.turned) for b in bands]),
        np.array([i for i, _ in atoms], dtype=np.intp),
        left,
        right,
        np.array([float(a.numeric) for _, a in atoms]),
        np.array([float(len(a.words)) for _, a in atoms]),
    )


def side_by_side(columns: Sequence[Floats]) -> Floats:
    """Features as the columns of one array, one row a line."""
    return np.ascontiguousarray(np.array(columns).T)


def shifted(values: Floats, by: int) -> Floats:
    """The values of the line `by` lines above each; 0 beyond the block."""
    out = np.zeros_like(values)
    if by > 0:
        out[by:] = values[:-by]
    else:
        out[:by] = values[-by:]
    return out


def per_line(lines: Lines, values: Floats) -> Floats:
    """The sum of atoms' values in each line."""
    return np.bincount(lines.of, weights=values, minlength=lines.count).astype(np.float64)


def ends(lines: Lines) -> tuple[Floats, Floats]:
    """Where the ink of each line begins and ends."""
    first = np.full(lines.count, np.inf)
    last = np.full(lines.count, -np.inf)
    np.minimum.at(first, lines.of, lines.left)
    np.maximum.at(last, lines.of, lines.right)
    return first, last
