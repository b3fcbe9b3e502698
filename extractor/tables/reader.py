"""Reads the tables of a document page by page: grids with their captions and notes, put together where one goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractor.figure import document_format
from extractor.geometry import overlap
from extractor.layout import Layout
from extractor.page import Page, Word
from extractor.table import Table
from extractor.tables.account import Breach, breaches_in, breaches_on, columns_inked, with_leftovers
from extractor.tables.build import table_of
from extractor.tables.captions import (
    beside,
    caption_above,
    caption_at_foot,
    caption_beside,
    own_part,
    unit_above,
    unit_line,
    upper_edge,
)
from extractor.tables.cells import WORD, whole_words
from extractor.tables.footnotes import note_text, notes_of
from extractor.tables.grid import Band, Grid, bands_of
from extractor.tables.join import goes_on, is_below, is_piece
from extractor.tables.leads import below_rules, lead_in, title_above
from extractor.tables.measure import LEVEL, letters_of
from extractor.tables.regions import Seeker
from extractor.tables.running import Running


@dataclass(frozen=True, slots=True)
class Found:
    """A table on the page where it begins, `top` in points, all grids that it is made of, its notes, its unit line's unit,
    its lead-in.

    `told` are the words of its caption and its notes.
    """

    page: int
    top: float
    grids: tuple[Grid, ...]
    caption: str | None = None
    notes: tuple[str, ...] = ()
    unit: str | None = None
    told: tuple[Word, ...] = ()
    lead_in: str | None = None


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
    """Whether the page before ends with a table."""
    _before: Running = field(default_factory=Running)
    """The lines of the page before."""
    _letters: Counter[float] = field(default_factory=Counter)
    """The letters of the text so far by their size."""
    _foot: list[Band] = field(default_factory=list)
    """The text below the last table of the page before."""
    _seeker: Seeker = field(init=False)

    def __post_init__(self) -> None:
        self._seeker = Seeker(self._table_of)

    def add(self, page: Page) -> tuple[Word, ...]:
        """Takes the tables from a page; the words that stand in none of them, captions and notes left out."""
        # a frame with one column of ink is no table: its words are text
        grids = [grid for grid in self._seeker.grids(page) if columns_inked(grid) > 1]
        grids = sorted(with_leftovers(grids, page.words), key=lambda g: (round(g.box.top), g.box.x0))
        taken = {id(word) for grid in grids for word in grid.words}
        loose = [word for word in page.words if id(word) not in taken]
        bands = bands_of(loose)
        here = Running.of(bands)
        self._foot = here.without_feet(self._foot)
        self._open = self._open and not self._foot
        top = min((grid.box.top for grid in grids), default=0.0)
        over = [band for band in bands if band.bottom < top]
        letters = self._letters + letters_of(_words(over))
        text = max(letters, key=lambda size: (letters[size], size), default=float("inf"))
        leads = not self._before.without_heads(over)  # what names the first table may end the page before
        told: list[Word] = []
        for grid in grids:
            free = _without(bands, {id(word) for word in told})
            told += self._take(page, grid, grids, free, loose, text=text, leads=leads and grid is grids[0])
        own = {id(word) for word in told}
        rest = tuple(word for word in loose if id(word) not in own)
        self.breaches += breaches_on(page, [*(w for grid in grids for w in grid.words), *told, *rest])
        self._learn(rest)
        bottom = max((grid.box.bottom for grid in grids), default=0.0)
        self._open, self._before = bool(grids), here
        self._foot = bands_of([word for word in rest if word.baseline > bottom])
        return rest

    def _take(
        self,
        page: Page,
        grid: Grid,
        grids: Sequence[Grid],
        bands: Sequence[Band],
        loose: Sequence[Word],
        *,
        text: float,
        leads: bool,
    ) -> list[Word]:
        """Takes one table of a page among the bands that no other has; the words of its caption and its notes.

        `text` is the usual size of the running text; `leads` tells that nothing but heads stands above the table.
        """
        own = beside(bands, grid.box)
        notes = notes_of(_until_next(own, grid, grids), grid, text=text)
        texts, words = tuple(map(note_text, notes)), [w for note in notes for w in _words(note)]
        home = self._home(grid, bands, loose)
        if home is not None:
            last = self.found[home]
            self.found[home] = replace(
                last, grids=(*last.grids, grid), notes=(*last.notes, *texts), told=(*last.told, *words)
            )
            return words
        lines = self._caption(_without(bands, {id(word) for word in words}), page, grid, grids)
        top = min([grid.box.top, *(band.top for band in lines)])
        unit = unit_above(own, top, x0=grid.box.x0, x1=grid.box.x1)
        edge = min([upper_edge(grid.box, page.rules, page.fills, grid.size), top])
        rest = _without(own, {id(word) for word in (*words, *_words(lines))})
        if lines:
            rest = below_rules(rest, page.rules, top, x0=grid.box.x0, x1=grid.box.x1)
        lead = lead_in(rest, edge, x0=grid.box.x0, x1=grid.box.x1)
        if not lines and lead is None:
            lead = title_above(rest, edge, x0=grid.box.x0, x1=grid.box.x1, size=grid.size)
        words += _words(lines)
        if leads:
            lines, unit, lead = self._ahead(grid)
        caption = " ".join(b.text for b in lines) or None
        self.found.append(Found(page.number, top, (grid,), caption, texts, unit, tuple(words), lead))
        return words

    def _ahead(self, grid: Grid) -> tuple[list[Band], str | None, str | None]:
        """The caption, the unit and the lead-in that the page before ends with; they stand in its text, too."""
        lines = caption_at_foot(self._foot)
        unit = next((each for band in lines if (each := unit_line(band.text))), None)
        foot = max((band.bottom for band in self._foot), default=0.0) + LEVEL * grid.size
        over = [band for band in self._foot if band not in lines]
        edge = min([foot, *(band.top for band in lines)])
        return lines, unit, lead_in(over, edge, x0=float("-inf"), x1=float("inf"))

    def finish(self) -> list[tuple[Found, Table]]:
        """The tables in reading order, numbered t1, t2, …"""
        tables: list[tuple[Found, Table]] = []
        cells = [cell for found in self.found for grid in found.grids for cell in grid.cells]
        for cell in cells:
            self.vocabulary |= whole_words(cell.words)
        format = document_format([" ".join(word.text for word in cell.words) for cell in cells])
        for found in self.found:
            table = table_of(
                found.grids,
                self.layout,
                self.vocabulary,
                caption=found.caption,
                number=len(tables) + 1,
                unit=found.unit,
                lead_in=found.lead_in,
                format=format,
            )
            self.breaches += breaches_in(found.grids, table)
            if table is not None:
                tables.append((found, table.model_copy(update={"footnotes": found.notes})))
        return tables

    def _table_of(self, grid: Grid) -> Table | None:
        return table_of((grid,), self.layout, self.vocabulary, caption=None, number=1)

    def _learn(self, words: Sequence[Word]) -> None:
        self._letters += letters_of(words)
        for word in words:
            match = WORD.search(word.text)
            if match:
                self.vocabulary.add(match.group().casefold())

    def _home(self, grid: Grid, bands: Sequence[Band], loose: Sequence[Word]) -> int | None:
        """The index in `found` of the table that a grid goes on, from the page before or on its own; else None."""
        for index in reversed(range(len(self.found))):
            last = self.found[index].grids[-1]
            if last.page < grid.page:
                first = index == len(self.found) - 1
                return (
                    index if first and self._open and goes_on(last, grid, self._before.without_heads(bands)) else None
                )
            if is_piece(last, grid, loose):
                return index
        return None

    def _caption(self, bands: Sequence[Band], page: Page, grid: Grid, grids: Sequence[Grid]) -> list[Band]:
        """The caption's bands: by its word; over one of two tables side by side, any line right above."""
        others = [
            g.box
            for g in grids
            if g is not grid and overlap(g.box.top, g.box.bottom, grid.box.top, grid.box.bottom) > 0
        ]
        top = upper_edge(grid.box, page.rules, page.fills, grid.size)
        own = [part for band in beside(bands, grid.box) if (part := own_part(band, grid.box, others)) is not None]
        found = caption_above(own, top, x0=grid.box.x0, x1=grid.box.x1)
        return found or (caption_beside(bands, replace(grid.box, top=top), others) if others else [])


def _words(bands: Sequence[Band]) -> list[Word]:
    return [word for band in bands for atom in band.atoms for word in atom.words]


def _without(bands: Sequence[Band], own: set[int]) -> list[Band]:
    """The bands without the atoms whose words are among those of the ids."""
    left = [replace(b, atoms=tuple(a for a in b.atoms if id(a.words[0]) not in own)) for b in bands]
    return [band for band in left if band.atoms]


def _until_next(bands: Sequence[Band], grid: Grid, grids: Sequence[Grid]) -> list[Band]:
    """The bands above the next table below a grid."""
    lower = [g.box.top for g in grids if is_below(g, grid)]
    return [band for band in bands if band.baseline < min(lower, default=1e9)]
