"""The tables of one page: the runs of lines that the chain finds in each block, and the nets of rules beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from extractor.page import Page, Word
from extractor.table import Table
from extractor.tables.arrays import lines_of
from extractor.tables.blocks import blocks_of
from extractor.tables.chain import Chain, Scores, solved
from extractor.tables.choose import choose
from extractor.tables.credible import is_credible
from extractor.tables.extend import extended
from extractor.tables.features import described
from extractor.tables.grid import Band, Grid, bands_of
from extractor.tables.hypothesis import Aligned
from extractor.tables.measure import Measure, measure
from extractor.tables.place import place
from extractor.tables.propose.ruled import lattices
from extractor.tables.propose.white import by_white
from extractor.tables.spans import spread
from extractor.tables.split import cut, parting
from extractor.tables.trim import Trim
from extractor.tables.weights import scorer, weights

PART = 0.6
"""Share of a run's words that a net of rules holds where the net is the table: else it rules a part, as a header."""


@dataclass(frozen=True, slots=True)
class Seeker:
    """Finds the grids of pages; `trim` leaves captions and notes out, `table_of` makes a grid's table for its sums."""

    trim: Trim
    table_of: Callable[[Grid], Table | None]

    def grids(self, page: Page) -> list[Grid]:
        """The grids of one page, top to bottom."""
        own = measure(page)
        runs = [run for block in blocks_of(own) for run in runs_of(block, own)]
        nets = [readings for readings in lattices(own) if not self._is_part(readings[0], runs)]
        taken = {id(w) for readings in nets for w in readings[0].words}
        grids: list[Grid] = []
        for readings in nets:
            free = [w for w in _words(_most_shared(readings[0], runs)) if id(w) not in taken]
            lines = self.trim(bands_of(free)) if free else []
            grid = choose([extended(reading, lines, own) for reading in readings], self.table_of)
            grids.append(grid)
            taken |= {id(w) for w in grid.words}
        for run in runs:
            words = _words(run)
            free = [w for w in words if id(w) not in taken]
            if len(free) >= PART * len(words):
                grids += self._by_white(own, bands_of(free) if len(free) < len(words) else run)
        return sorted(grids, key=lambda g: (g.box.top, g.box.x0))

    @staticmethod
    def _is_part(net: Grid, runs: Sequence[list[Band]]) -> bool:
        """True where rules enclose a part of a table only, as its header."""
        inside = {id(w) for w in net.words}
        held = {id(w) for w in _words(_most_shared(net, runs))}
        return len(inside & held) > 0.9 * len(inside) and len(inside & held) < PART * len(held)

    def _by_white(self, own: Measure, lines: Sequence[Band]) -> list[Grid]:
        """The grids of a run of lines; tables side by side are read apart."""
        bands = self.trim(lines)
        found = by_white(own.page.number, bands, own) if len(bands) > 1 else []
        if not found or not is_credible(found[0]):
            return []
        edge = parting(found[0])
        if edge is not None:
            return [grid for side in cut(bands, edge) for grid in self._by_white(own, side)]
        return [choose([_placed(one, own) for one in found], self.table_of)]


def _placed(hypothesis: Aligned, own: Measure) -> Grid:
    return spread(place(hypothesis, ()), hypothesis.labels, own.size)


def runs_of(words: Sequence[Word], own: Measure) -> list[list[Band]]:
    """The lines of each table in a block."""
    bands = bands_of(words)
    return [bands[first:last] for first, last in chain_of(bands, own).tables]


def chain_of(bands: Sequence[Band], own: Measure) -> Chain:
    """The chain over the lines of a block."""
    line, step = described(lines_of(bands, own), own)
    around = np.hstack([line[:-1], line[1:], step])
    learnt = weights("chain")
    return solved(
        Scores(scorer("chain", "line")(line)[:, 0], scorer("chain", "step")(around), learnt["first"], learnt["last"])
    )


def _words(run: Sequence[Band]) -> list[Word]:
    return [word for band in run for atom in band.atoms for word in atom.words]


def _most_shared(grid: Grid, runs: Sequence[list[Band]]) -> list[Band]:
    """The run that has most words with a grid in common; none where no run has any."""
    inside = {id(w) for w in grid.words}
    best = max(runs, key=lambda run: sum(id(w) in inside for w in _words(run)), default=[])
    return best if any(id(w) in inside for w in _words(best)) else []
