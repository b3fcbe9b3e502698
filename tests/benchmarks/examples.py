"""What the reader's weights are learnt from: blocks of lines with the tables in them, tables with the rows in them.

The features come from the reader's own functions, over the reader's own blocks and lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np
from numpy.typing import NDArray

from extractor.figure import is_year, looks_numeric
from extractor.page import Page, Word
from extractor.tables.arrays import lines_of
from extractor.tables.blocks import blocks_of
from extractor.tables.features import around
from extractor.tables.features import described as described_lines
from extractor.tables.grid import Band, bands_of
from extractor.tables.measure import Measure, measure
from extractor.tables.propose.gutters import gutters
from extractor.tables.rows import described as described_rows
from extractor.tables.rows import filled
from tests.benchmarks.compose import composed
from tests.benchmarks.drawn import drawn, drawn_pages
from tests.benchmarks.labels import NAMES, LabelledDocument, LabelledPage, TruthTable, labelled

Floats = NDArray[np.float64]
Cell = tuple[int, int, int]
Corpus = Mapping[str, Sequence[LabelledDocument]]
"""By a source's name: its documents."""
Labels = dict[int, Cell | None]
"""By a word's id: table, row and column; None: in no table."""

GENERATED = "drawn"
"""The source of drawn pages, which takes part whatever source is left out."""
COMPOSED = {"icdar": 150, "sv": 80, "typesetters": 120, "wild": 20, "parsebench": 150}
"""Pages that are composed of the tables of each source."""
DRAWN_PAGES, DRAWN_TABLES = 250, 800
SEEDS = {"composed": 7, "pages": 11, "tables": 3}
MADE = 0.7
"""What a block of a made page counts against one of a real page."""
FOUND, WELL_FOUND = 0.6, 0.9
"""Share of a truth table's letters that labels must have found for its page to be judged, for its rows to be learnt."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block's lines as the chain sees them, with the tables that stand in them."""

    source: str
    page: tuple[str, int]
    lines: Floats
    steps: Floats
    """From each line to the next."""
    tables: tuple[tuple[int, int], ...]
    """First line, and the line after the last."""
    torn: frozenset[int]
    """Those of the tables of which the page's blocks hold a part only, by their place in `tables`."""
    made: bool

    @property
    def count(self) -> int:
        return len(self.lines)

    @property
    def around(self) -> Floats:
        """What each step is scored by: the features of a line, of the next, and of the two."""
        return around(self.lines, self.steps)


@dataclass(frozen=True, slots=True)
class Boundaries:
    """The lines of a table as the decision on rows sees them, with what is true."""

    source: str
    features: Floats
    """One row for each line and the next."""
    begins: Floats
    """1 where a new row begins."""
    counts: Floats
    """1 where it matters, 0 between two lines of the header."""


def blocks(documents: Sequence[LabelledDocument]) -> Iterator[Block]:
    """The blocks of all pages of the documents but those of which the labels miss a table."""
    for document in documents:
        for page in document.pages:
            if _is_known(document, page):
                yield from blocks_on(page, made=False)


def made_blocks(documents: Sequence[LabelledDocument]) -> Iterator[Block]:
    """The blocks of pages that are composed of one source's tables."""
    for page in composed(documents, COMPOSED[documents[0].source], SEEDS["composed"]):
        yield from blocks_on(page, made=True)


def drawn_blocks() -> Iterator[Block]:
    """The blocks of pages of drawn tables."""
    for number, one in enumerate(drawn_pages(DRAWN_PAGES, SEEDS["pages"])):
        cells = tuple(None if t is None else (t, r, 0) for t, r in zip(one.tables, one.rows, strict=True))
        tables = tuple(sorted({t for t in one.tables if t is not None}))
        yield from blocks_on(LabelledPage(GENERATED, f"drawn-{number}", one.page, cells, tables), made=True)


def corpus() -> Corpus:
    """The labelled documents of every source."""
    return {source: list(labelled(source)) for source in NAMES}


def all_blocks(documents: Corpus) -> list[Block]:
    """The blocks that the chain is learnt from, and judged by."""
    found = list(drawn_blocks())
    for own in documents.values():
        found += [*blocks(own), *made_blocks(own)]
    return found


def all_boundaries(documents: Corpus) -> list[Boundaries]:
    """The tables that the decision on rows is learnt from, and judged by."""
    found = list(drawn_boundaries())
    for own in documents.values():
        found += boundaries(own)
    return found


def _is_known(document: LabelledDocument, page: LabelledPage) -> bool:
    return all(document.tables[t].coverage >= FOUND for t in page.tables)


# ---------------------------------------------------------------------------------------------- lines of tables


def blocks_on(page: LabelledPage, *, made: bool) -> list[Block]:
    """The blocks of a page but those that have a line with words of two tables."""
    own, labels = measure(page.page), _labels(page.page, page.cells)
    parts = [bands_of(words) for words in blocks_of(own)]
    tables = [tables_by_line(bands, labels) for bands in parts]
    held = Counter(t for by_line in tables for t in {t for each in by_line for t in each})
    found = []
    for bands, by_line in zip(parts, tables, strict=True):
        if any(len(each) > 1 for each in by_line):
            continue
        runs = runs_of([each[0] if each else None for each in by_line])
        torn = frozenset(i for i, (t, _, _) in enumerate(runs) if held[t] > 1)
        lines, steps = described_lines(lines_of(bands, own), own)
        where = page.document, page.page.number
        found.append(Block(page.source, where, lines, steps, tuple((a, b) for _, a, b in runs), torn, made))
    return found


def tables_by_line(bands: Sequence[Band], labels: Labels) -> list[list[int]]:
    """The tables of each line, the one with most words first; none where most words are in no table.

    One word of another table is no table: labels err.
    """
    found: list[list[int]] = []
    for band in bands:
        words = _words(band)
        counts = Counter(cell[0] for w in words if (cell := labels[id(w)]) is not None)
        total = counts.total()
        several = [t for t, n in counts.most_common() if n >= 2 or n == total]
        if len(several) > 1:
            found.append(several)
        else:
            found.append([counts.most_common(1)[0][0]] if 2 * total >= len(words) else [])
    return found


def runs_of(by_line: Sequence[int | None]) -> list[tuple[int, int, int]]:
    """The tables in order: which, first line, line after the last; lines of none between its own are a table's too."""
    own = list(by_line)
    for table in dict.fromkeys(t for t in by_line if t is not None):
        at = [i for i, t in enumerate(by_line) if t == table]
        for i in range(at[0], at[-1]):
            own[i] = table if own[i] is None else own[i]
    groups = [(table, list(group)) for table, group in groupby(range(len(own)), own.__getitem__)]
    return [(table, lines[0], lines[-1] + 1) for table, lines in groups if table is not None]


# ---------------------------------------------------------------------------------------------- rows of tables


def boundaries(documents: Sequence[LabelledDocument]) -> Iterator[Boundaries]:
    """The tables of the documents that the labels know well, each as it stands in a block."""
    for document in documents:
        for page in document.pages:
            if _is_known(document, page):
                yield from _tables_on(document, page)


def _tables_on(document: LabelledDocument, page: LabelledPage) -> Iterator[Boundaries]:
    own, labels = measure(page.page), _labels(page.page, page.cells)
    for words in blocks_of(own):
        bands = bands_of(words)
        held = [{cell[0] for w in _words(band) if (cell := labels[id(w)]) is not None} for band in bands]
        for table in sorted(set().union(*held)):
            at = [i for i, tables in enumerate(held) if table in tables]
            lines = [bands[i] for i in range(at[0], at[-1] + 1)]
            if any(
                not held[i] <= {table} for i in range(at[0], at[-1] + 1)
            ):  # beside another, which the reader cuts off
                lines = bands_of([w for w in words if (cell := labels[id(w)]) is not None and cell[0] == table])
            if len(lines) > 1 and document.tables[table].coverage >= WELL_FOUND:
                yield _bounded(document.source, lines, labels, header_rows(document.tables[table]), own)


def drawn_boundaries() -> Iterator[Boundaries]:
    """Drawn tables of two columns or more."""
    for one in drawn(DRAWN_TABLES, SEEDS["tables"]):
        own = measure(one.page)
        bands = bands_of(one.page.words)
        if gutters(bands, own.size, least=1.0):
            labels = _labels(one.page, [(0, row, 0) for row in one.rows])
            yield _bounded(GENERATED, bands, labels, one.header, own)


def _bounded(source: str, bands: Sequence[Band], labels: Labels, header: int, own: Measure) -> Boundaries:
    features = described_rows(filled(bands, gutters(bands, own.size, least=1.0), own), own)
    rows = rows_by_line(bands, labels, header)
    begins = [float(a != b) for a, b in pairwise(rows)]
    counts = [float(a >= header or b >= header) for a, b in pairwise(rows)]
    return Boundaries(source, features, np.array(begins), np.array(counts))


def rows_by_line(bands: Sequence[Band], labels: Labels, header: int) -> list[int]:
    """The row of each line: the last that it has words of, and below the header none above that of the line before.

    A figure in the middle of a label of many lines is of the label's row; cells of a header span rows as they like.
    """
    rows: list[int] = []
    for band in bands:
        row = max((cell[1] for w in _words(band) if (cell := labels[id(w)]) is not None), default=None)
        before = rows[-1] if rows else 0
        rows.append(before if row is None or header <= row < before else row)
    return rows


def header_rows(table: TruthTable) -> int:
    """The header rows of the truth; where it names none, the rows above the first figure beside the labels."""
    if table.header_rows is not None:
        return table.header_rows
    figures = (any(c and looks_numeric(c) and not is_year(c) for c in row[1:]) for row in table.rows)
    return next((i for i, found in enumerate(figures) if found), 1)


def _labels(page: Page, cells: Sequence[Cell | None]) -> Labels:
    return {id(word): cell for word, cell in zip(page.words, cells, strict=True)}


def _words(band: Band) -> list[Word]:
    return [word for atom in band.atoms for word in atom.words]
