"""The grids of one page: from nets of rules, from piles of horizontal rules, then from white space alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractor.geometry import BBox
from extractor.page import Page, Word
from extractor.table import Table
from extractor.tables.aligned import regions
from extractor.tables.choose import choose, faults
from extractor.tables.columns import Interval
from extractor.tables.extend import extended
from extractor.tables.grid import Band, Grid, bands_of
from extractor.tables.placing import grid_of
from extractor.tables.ruled import lattices
from extractor.tables.split import cut, parting
from extractor.tables.strips import pile_bands, piles


def page_grids(
    page: Page,
    is_caption: Callable[[str], bool],
    inherited: Sequence[Interval],
    table_of: Callable[[Grid], Table | None],
) -> list[Grid]:
    """The grids of one page: from a net of rules, from piles of rules, then from white space alone."""
    grids: list[Grid] = []
    for readings in lattices(page):
        if 2 * min(map(faults, readings)) > readings[0].rows:  # the rules say little about this table
            alone = _aligned(page, bands_of(readings[0].words), is_caption, ())
            readings += [grid for grid in alone if len(grid.words) == len(readings[0].words)]
        grids.append(choose(readings, table_of))
    for i, grid in enumerate(grids):
        grids[i] = extended(page, grid, _free(page, grids), is_caption)
    runs = piles(page.rules, _free(page, grids))
    ends = [rule for run in runs for rule in (run[0], run[-1])]
    for pile in runs:
        grids += _aligned(page, pile_bands(pile, _free(page, grids), ends), is_caption, inherited)
    for bands in _between(bands_of(_free(page, grids)), [grid.box for grid in grids]):
        grids += _aligned(page, bands, is_caption, inherited)
    return sorted(grids, key=lambda g: (g.box.top, g.box.x0))


def _free(page: Page, grids: Sequence[Grid]) -> list[Word]:
    taken = {id(word) for grid in grids for word in grid.words}
    return [word for word in page.words if id(word) not in taken]


def _aligned(
    page: Page, bands: Sequence[Band], is_caption: Callable[[str], bool], inherited: Sequence[Interval]
) -> list[Grid]:
    """The grids of the regions among some bands; regions side by side are read apart."""
    grids: list[Grid] = []
    for region in regions(page.number, bands, page.rules, is_caption=is_caption, inherited=inherited):
        edge = parting(region)
        if edge is None:
            grids.append(grid_of(page, region))
            continue
        for side in cut(region.bands, edge):
            grids += _aligned(page, side, is_caption, ())
    return grids


def _between(bands: Sequence[Band], boxes: Sequence[BBox]) -> list[list[Band]]:
    """Runs of bands with no grid between them."""
    runs: list[list[Band]] = [[]]
    for band in bands:
        if runs[-1]:
            last = runs[-1][-1].baseline
            if any(last < box.y_mid < band.baseline for box in boxes):
                runs.append([])
        runs[-1].append(band)
    return [run for run in runs if run]
