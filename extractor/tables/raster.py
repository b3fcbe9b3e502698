"""Ink, white and edges of the lines of a block on steps of the x axis: how far gutters run, which edges line up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from extractor.tables.arrays import Flags, Floats, Ints, Lines, per_line
from extractor.tables.measure import PIXEL

REACH = 4
"""Lines up and down among which edges are compared."""
FAR = 8
"""Lines after which a gutter is as long as any."""


@dataclass(frozen=True, slots=True)
class Raster:
    """Ink and edges on steps of the x axis: one row a line, one column a PIXEL."""

    ink: Flags
    inside: Flags
    lefts: Floats
    rights: Floats
    middles: Floats
    left: Ints
    right: Ints
    middle: Ints
    first: Ints
    last: Ints

    @staticmethod
    def of(lines: Lines) -> Raster:
        step = PIXEL * lines.size
        width = int((lines.x1 - lines.x0) / step) + 4
        left = np.clip(np.rint((lines.left - lines.x0) / step).astype(np.intp) + 1, 0, width - 2)
        right = np.clip(np.rint((lines.right - lines.x0) / step).astype(np.intp) + 1, 1, width - 1)
        right = np.maximum(right, left + 1)
        marks = np.zeros((lines.count, width + 1))
        np.add.at(marks, (lines.of, left), 1)
        np.add.at(marks, (lines.of, right), -1)
        ink = np.cumsum(marks, axis=1)[:, :width] > 0
        first = ink.argmax(axis=1)
        last = width - 1 - ink[:, ::-1].argmax(axis=1)
        across = np.arange(width)
        inside = (across >= first[:, None]) & (across <= last[:, None])
        middle = (left + right) // 2
        lefts, rights, middles = (_marked(lines, at, width) for at in (left, right, middle))
        return Raster(ink, inside, lefts, rights, middles, left, right, middle, first, last)

    def line(self, lines: Lines) -> dict[str, Floats]:
        """How far the white in a line goes on up and down, and how many lines near have its edges."""
        up, down = self._runs(), self._runs(reverse=True)[::-1]
        white = self.inside & ~self.ink
        run = np.where(white, np.minimum(up + down, FAR), 0) / FAR
        long = np.where(white, (up + down >= 2), False)
        starts, gaps = _begins(long), _begins(white)
        above, below = self._aligned(lines)
        return {
            "gutter up": np.where(white, np.minimum(up, FAR), 0).max(axis=1) / FAR,
            "gutter down": np.where(white, np.minimum(down, FAR), 0).max(axis=1) / FAR,
            "gutters": np.minimum(starts.sum(axis=1), 6) / 3,
            "gutter share": starts.sum(axis=1) / np.maximum(gaps.sum(axis=1), 1) * (run.max(axis=1) > 0),
            "aligned up": above[0],
            "aligned down": below[0],
            "aligned left up": above[1],
            "aligned left down": below[1],
        }

    def _runs(self, *, reverse: bool = False) -> Ints:
        """For each line and step, how many lines in a row above have white there between ink (below if reversed)."""
        ink, inside = (self.ink[::-1], self.inside[::-1]) if reverse else (self.ink, self.inside)
        runs = np.zeros((len(ink) + 1, ink.shape[1]), dtype=np.intp)
        np.cumsum(inside, axis=0, out=runs[1:])
        ended = np.maximum.accumulate(np.where(ink, runs[1:], 0), axis=0)
        runs[1:] -= ended
        return runs[:-1]

    def _aligned(self, lines: Lines) -> list[tuple[Floats, Floats]]:
        """The mean over a line's atoms of the share of near lines that have one of its edges; the same of left edges.

        First among the lines above, then among those below.
        """
        index, count = lines.of, lines.count
        spans = ((np.maximum(index - REACH, 0), index), (index + 1, np.minimum(index + 1 + REACH, count)))
        shares = []
        for layer, at in ((self.lefts, self.left), (self.rights, self.right), (self.middles, self.middle)):
            total = np.zeros((count + 1, layer.shape[1]))
            np.cumsum(layer, axis=0, out=total[1:])
            shares.append([(total[last, at] - total[first, at]) / REACH for first, last in spans])
        pieces = np.bincount(index, minlength=count)
        return [
            (per_line(lines, np.max(near, axis=0)) / pieces, per_line(lines, near[0]) / pieces)
            for near in zip(*shares, strict=True)
        ]

    def pair(self, lines: Lines) -> dict[str, Floats]:
        """Gutters that two lines share, and edges."""
        a, b = slice(None, -1), slice(1, None)
        white = self.inside & ~self.ink
        both = white[a] & white[b]
        pieces = np.bincount(lines.of, minlength=lines.count).astype(float)
        fewer = np.minimum(pieces[a], pieces[b])
        crossed = (white[a] & self.ink[b]).sum(axis=1) + (white[b] & self.ink[a]).sum(axis=1)
        shared = []
        for layer, at in ((self.lefts, self.left), (self.rights, self.right), (self.middles, self.middle)):
            below = np.clip(lines.of + 1, 0, lines.count - 1)
            held = layer[below, at] * (lines.of < lines.count - 1)
            shared.append(per_line(lines, held)[a] / np.maximum(fewer, 1))
        extent = np.minimum(self.last[a], self.last[b]) - np.maximum(self.first[a], self.first[b])
        union = np.maximum(self.last[a], self.last[b]) - np.minimum(self.first[a], self.first[b])
        return {
            "shared gutters": np.minimum(_begins(both).sum(axis=1), 6) / 3,
            "crossed gutters": np.minimum(crossed * PIXEL / 10, 2),
            "aligned left": np.minimum(shared[0], 1),
            "aligned right": np.minimum(shared[1], 1),
            "aligned middle": np.minimum(shared[2], 1),
            "aligned all": np.minimum(np.max(shared, axis=0), 1),
            "overlap": np.clip(extent / np.maximum(union, 1), 0, 1),
            "wider": np.clip(np.log((self.last[b] - self.first[b] + 1) / (self.last[a] - self.first[a] + 1)), 0, 2),
            "narrower": np.clip(np.log((self.last[a] - self.first[a] + 1) / (self.last[b] - self.first[b] + 1)), 0, 2),
        }


def _marked(lines: Lines, at: Ints, width: int) -> Floats:
    """1 where an atom of a line has its edge, or one step off: that is the same edge."""
    layer = np.zeros((lines.count, width))
    for near in (-1, 0, 1):
        layer[lines.of, np.clip(at + near, 0, width - 1)] = 1
    return layer


def _begins(layer: Flags) -> Flags:
    """Where runs begin from left to right."""
    before = np.concatenate([np.zeros((len(layer), 1), bool), layer[:, :-1]], axis=1)
    found: Flags = layer & ~before
    return found
