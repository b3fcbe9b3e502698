"""Reads the tables of a document page by page: captions, notes, and what goes on over the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import regex

from extractor.geometry import BBox, overlap
from extractor.layout import Layout
from extractor.lines import PAGE_NUMBER
from extractor.page import Page, Word
from extractor.table import Table
from extractor.tables.account import Breach, breaches_in, breaches_on, columns_inked, with_leftovers
from extractor.tables.build import table_of
from extractor.tables.captions import caption_above, caption_start, unit_above
from extractor.tables.cells import WORD, whole_words
from extractor.tables.footnotes import note_text, notes_of
from extractor.tables.grid import Band, Grid, bands_of
from extractor.tables.regions import Seeker
from extractor.tables.trim import Trim


@dataclass(frozen=True, slots=True)
class Found:
    """A table on the page where it begins, `top` in points, all grids that it is made of, its notes, its unit line's unit.

    `told` are the words of its caption and its notes.
    """

    page: int
    top: float
    grids: tuple[Grid, ...]
    caption: str | None = None
    notes: tuple[str, ...] = ()
    unit: str | None = None
    told: tuple[Word, ...] = ()


@dataclass(slots=True)
class Reader:
    """Reads tables page by page; `finish` builds them when the document's words are known.

    `breaches` are the words that conservation misses, complete after `finish`.
    """

    layout: Layout
    found: list[Found] = field(default_factory=list)
    breaches: list[Breach] = field(default_factory=list)
    vocabulary: set[str] = field(default_factory=set)
    _open: bool = False
    _pattern: regex.Pattern[str] = field(init=False)
    _seeker: Seeker = field(init=False)

    def __post_init__(self) -> None:
        self._pattern = caption_start(self.layout)
        self._seeker = Seeker(Trim.of(self.layout), self._table_of)

    def add(self, page: Page) -> tuple[Word, ...]:
        """Takes the tables from a page; the words that stand in none of them, captions and notes left out."""
        # a frame with one column of ink is no table: its words are text
        grids = [grid for grid in self._seeker.grids(page) if columns_inked(grid) > 1]
        grids = with_leftovers(grids, page.words)
        taken = {id(word) for grid in grids for word in grid.words}
        loose = [word for word in page.words if id(word) not in taken]
        bands = bands_of(loose)
        told: list[Word] = []
        own: set[int] = set()
        for index, grid in enumerate(sorted(grids, key=lambda g: (round(g.box.top), g.box.x0))):
            free = [band for band in bands if id(band.atoms[0].words[0]) not in own]
            notes = notes_of(_until_next(free, grid, grids), grid, self.layout)
            texts = tuple(note_text(note) for note in notes)
            words = [w for note in notes for w in _words(note)]
            own |= set(map(id, words))
            told += words
            if index == 0 and self._continues(grid, bands):
                last = self.found[-1]
                self.found[-1] = replace(
                    last, grids=(*last.grids, grid), notes=(*last.notes, *texts), told=(*last.told, *words)
                )
                continue
            lines = self._caption(free, grid, grids)
            own |= {id(w) for w in _words(lines)}
            told += _words(lines)
            top = min([grid.box.top, *(band.top for band in lines)])
            caption = " ".join(b.text for b in lines) or None
            unit = unit_above(free, top, x0=grid.box.x0, x1=grid.box.x1)
            self.found.append(Found(page.number, top, (grid,), caption, texts, unit, (*words, *_words(lines))))
        rest = tuple(word for word in loose if id(word) not in own)
        self.breaches += breaches_on(page, [*(w for grid in grids for w in grid.words), *told, *rest])
        self._learn(rest)
        self._open = bool(grids) and not self._text_below(rest, max(g.box.bottom for g in grids))
        return rest

    def finish(self) -> list[tuple[Found, Table]]:
        """The tables in reading order, numbered t1, t2, …"""
        tables: list[tuple[Found, Table]] = []
        for found in self.found:
            for grid in found.grids:
                for cell in grid.cells:
                    self.vocabulary |= whole_words(cell.words)
        for found in self.found:
            table = table_of(
                found.grids,
                self.layout,
                self.vocabulary,
                caption=found.caption,
                number=len(tables) + 1,
                unit=found.unit,
            )
            self.breaches += breaches_in(found.grids, table)
            if table is not None:
                tables.append((found, table.model_copy(update={"footnotes": found.notes})))
        return tables

    def _table_of(self, grid: Grid) -> Table | None:
        return table_of((grid,), self.layout, self.vocabulary, caption=None, number=1)

    def _learn(self, words: Sequence[Word]) -> None:
        for word in words:
            match = WORD.search(word.text)
            if match:
                self.vocabulary.add(match.group().casefold())

    def _continues(self, grid: Grid, bands: Sequence[Band]) -> bool:
        """True where the page's first grid goes on the table that ended the page before."""
        if not self._open or not self.found:
            return False
        last = self.found[-1].grids[-1]
        above = [b for b in bands if b.baseline < grid.box.top and not PAGE_NUMBER.fullmatch(b.text)]
        if above or last.page != grid.page - 1 or last.columns != grid.columns:
            return False
        pairs = list(
            zip(
                zip(last.edges, last.edges[1:], strict=False),
                zip(grid.edges, grid.edges[1:], strict=False),
                strict=True,
            )
        )
        if last.method == grid.method == "ruled":
            return all(abs(a[0] - b[0]) < 4 and abs(a[1] - b[1]) < 4 for a, b in pairs)
        return all(overlap(*a, *b) > 0.5 * min(a[1] - a[0], b[1] - b[0]) for a, b in pairs)

    def _text_below(self, words: Sequence[Word], bottom: float) -> bool:
        """True where something else than a page number follows the last table."""
        below = bands_of([word for word in words if word.baseline > bottom])
        return any(not PAGE_NUMBER.fullmatch(band.text) for band in below)

    def _caption(self, bands: Sequence[Band], grid: Grid, grids: Sequence[Grid]) -> list[Band]:
        """The caption's bands: by its word; over one of two tables side by side, any line right above."""
        beside = [
            g for g in grids if g is not grid and overlap(g.box.top, g.box.bottom, grid.box.top, grid.box.bottom) > 0
        ]
        if beside:
            own = _bands_over(bands, grid.box, [g.box for g in beside])
            if own:
                return own
        return caption_above(bands, grid.box.top, self._pattern, x0=grid.box.x0, x1=grid.box.x1)


def _words(bands: Sequence[Band]) -> list[Word]:
    return [word for band in bands for atom in band.atoms for word in atom.words]


def _until_next(bands: Sequence[Band], grid: Grid, grids: Sequence[Grid]) -> list[Band]:
    """The bands above the next table below a grid."""
    lower = [g.box.top for g in grids if g.box.top > grid.box.bottom - 1]
    return [band for band in bands if band.baseline < min(lower, default=1e9)]


def _bands_over(bands: Sequence[Band], box: BBox, others: Sequence[BBox]) -> list[Band]:
    """The part of the line right above a box that stands over it, where another part stands over another."""
    for band in sorted(bands, key=lambda b: -b.baseline):
        if band.baseline > box.top + 1 or box.top - band.bottom > 1.8 * band.size:
            continue
        own = [a for a in band.atoms if box.x0 - 6 <= a.x0 <= box.x1]
        others_too = [a for a in band.atoms if a not in own]
        crossing = any(a.x1 > other.x0 and a.x0 < box.x1 for a in own for other in others if other.x0 > box.x0)
        if own and others_too and not crossing:
            return [Band(band.baseline, tuple(own))]
        return []
    return []
