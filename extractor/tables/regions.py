"""The tables of one page: the runs of lines that the chain finds in each block, and the nets of rules beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractor.page import Page, Word
from extractor.table import Table
from extractor.tables.arrays import lines_of
from extractor.tables.blocks import blocks_of
from extractor.tables.captions import TITLE
from extractor.tables.chain import Chain, Scores, solved
from extractor.tables.choose import choose
from extractor.tables.cost import Reading
from extractor.tables.credible import is_credible
from extractor.tables.extend import extended
from extractor.tables.features import around, described
from extractor.tables.grid import Band, Grid, bands_of, count_bands
from extractor.tables.hypothesis import Aligned
from extractor.tables.join import is_below
from extractor.tables.measure import ONE_BLANK_LINE, Measure, measure
from extractor.tables.parted import parted
from extractor.tables.place import place
from extractor.tables.propose.ruled import lattices
from extractor.tables.propose.white import by_white
from extractor.tables.running import without_margins
from extractor.tables.spans import spread
from extractor.tables.split import cut, parting
from extractor.tables.trim import has_figure, rules_of, trimmed, within_rules
from extractor.tables.weights import scorer, weights

PART = 0.6
"""Share of a run's words that a net of rules holds where the net is the table: else it rules a part, as a header."""


@dataclass(frozen=True, slots=True)
class Seeker:
    """Finds the grids of pages; `table_of` makes a grid's table for its sums."""

    table_of: Callable[[Grid], Table | None]

    def grids(self, page: Page) -> list[Grid]:
        """The grids of one page, top to bottom."""
        own = measure(without_margins(page))
        grids = [grid for readings in self.regions(own) for grid in choose(readings, self.table_of)]
        return sorted(grids, key=lambda g: (g.box.top, g.box.x0))

    def regions(self, own: Measure) -> list[list[Reading]]:
        """The readings of each region of a page: by its rules, and by white space, which owes them nothing."""
        runs = [within_rules(run, own) for block in blocks_of(own) for run in runs_of(block, own)]
        nets = lattices(own)
        found: list[list[Reading]] = []
        for part_runs, part_nets in _joined(runs, nets):
            lines = count_bands({id(w): w for w in [*_words_of(part_runs), *_net_words(part_nets)]}.values())
            count = max(map(len, part_nets), default=0)
            ways = [
                self._by_rules(own, part_runs, [net[min(i, len(net) - 1)] for net in part_nets]) for i in range(count)
            ]
            ways += self._by_white(own, part_runs)
            found.append([Reading(tuple(grids), lines, own) for grids in ways if grids])
        return [readings for readings in found if readings]

    def _by_rules(self, own: Measure, runs: Sequence[list[Band]], nets: Sequence[Grid]) -> list[Grid]:
        """The grids between rules, with the lines of their runs outside; further runs by white space."""
        taken = {id(w) for net in nets for w in net.words}
        grids: list[Grid] = []
        for net in nets:
            end = min((n.box.top for n in nets if is_below(n, net)), default=float("inf"))
            free = [w for w in _words(_most_shared(net, runs)) if id(w) not in taken and w.y_mid < end]
            lines = trimmed(bands_of(free)) if free else []
            grids.append(extended(net, lines, own))
            taken |= {id(w) for w in grids[-1].words}
        for run in runs:
            free = [w for w in _words(run) if id(w) not in taken]
            if len(free) >= PART * len(_words(run)):
                grids += next(iter(self._by_white(own, [bands_of(free)])), [])
        return grids

    def _by_white(self, own: Measure, runs: Sequence[list[Band]]) -> list[list[Grid]]:
        """The ways to read some runs of lines by white space, each with the same kind of gutters throughout."""
        read = [self._ways(own, run) for run in runs]
        count = max(map(len, read), default=0)
        return [[grid for ways in read if ways for grid in ways[min(i, len(ways) - 1)]] for i in range(count)]

    def _ways(self, own: Measure, run: Sequence[Band]) -> list[list[Grid]]:
        """The ways to read one run; tables side by side are read apart."""
        bands = trimmed(run)
        found = by_white(own.page.number, bands, own) if len(bands) > 1 else []
        if not found or not is_credible(found[0], ruled=bool(rules_of(bands, own))):
            return []
        edge = parting(found[0])
        if edge is not None:
            sides = [self._ways(own, side) for side in cut(bands, edge)]
            return [[grid for ways in sides if ways for grid in ways[0]]]
        return [[_placed(one, own)] for one in found]


def _placed(hypothesis: Aligned, own: Measure) -> Grid:
    return spread(place(hypothesis, ()), hypothesis.labels, own.size)


def runs_of(words: Sequence[Word], own: Measure) -> list[list[Band]]:
    """The lines of each table in a block."""
    bands = bands_of(words)
    runs: list[list[Band]] = []
    end = 0
    for first, last in chain_of(bands, own).tables:
        if runs and end == first and _is_head_of(runs[-1], bands[first]):
            runs[-1] += bands[first:last]
        else:
            runs.append(bands[first:last])
        end = last
    return [part for run in runs for part in parted(run, bands)]


def _is_head_of(head: Sequence[Band], first: Band) -> bool:
    """True where lines without a figure stand right above a line that has some: the header is set off from its table."""
    white = first.top - head[-1].bottom
    told = len(head) <= TITLE and len(head[-1].atoms) > 1 and not has_figure(head)
    return told and has_figure([first]) and white <= ONE_BLANK_LINE * first.size


def chain_of(bands: Sequence[Band], own: Measure) -> Chain:
    """The chain over the lines of a block."""
    line, step = described(lines_of(bands, own), own)
    learnt = weights("chain")
    return solved(
        Scores(
            scorer("chain", "line")(line)[:, 0],
            scorer("chain", "step")(around(line, step)),
            learnt["first"],
            learnt["last"],
        )
    )


def _joined(runs: Sequence[list[Band]], nets: Sequence[list[Grid]]) -> list[tuple[list[list[Band]], list[list[Grid]]]]:
    """Runs and nets in groups that have words in common."""
    groups: list[tuple[set[int], list[list[Band]], list[list[Grid]]]] = []
    items: list[tuple[set[int], list[list[Band]], list[list[Grid]]]] = [
        *(({id(w) for w in _words(run)}, [run], []) for run in runs),
        *(({id(w) for w in net[0].words}, [], [net]) for net in nets),
    ]
    for words, own_runs, own_nets in items:
        touching = [group for group in groups if group[0] & words]
        groups = [group for group in groups if group not in touching]
        groups.append(
            (
                words.union(*(group[0] for group in touching)),
                [run for group in touching for run in group[1]] + own_runs,
                [net for group in touching for net in group[2]] + own_nets,
            )
        )
    return [(own_runs, own_nets) for _, own_runs, own_nets in groups]


def _words_of(runs: Sequence[Sequence[Band]]) -> list[Word]:
    return [word for run in runs for word in _words(run)]


def _net_words(nets: Sequence[Sequence[Grid]]) -> list[Word]:
    return [word for net in nets for word in net[0].words]


def _words(run: Sequence[Band]) -> list[Word]:
    return [word for band in run for atom in band.atoms for word in atom.words]


def _most_shared(grid: Grid, runs: Sequence[list[Band]]) -> list[Band]:
    """The run that has most words with a grid in common; none where no run has any."""
    inside = {id(w) for w in grid.words}
    best = max(runs, key=lambda run: sum(id(w) in inside for w in _words(run)), default=[])
    return best if any(id(w) in inside for w in _words(best)) else []
