"""The values that the table stages hand to each other: atoms, bands and grids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from extractor.figure import CURRENCY, is_year, looks_numeric
from extractor.geometry import BBox, clusters, median
from extractor.lines import baselines
from extractor.page import Word
from extractor.tables.measure import LEVEL

DOTS = ".\u2026_"
JOIN = 0.45
"""Words of one cell stand closer than this share of the type size; cell margins are wider."""
BLANK = 1.5
"""Letters of white in type of one width: a blank between words is one, between columns two."""


@dataclass(frozen=True)  # no slots: what is asked again and again is kept
class Atom(BBox):
    """Words on one baseline that belong together: a figure with its unit, or a run of text."""

    words: tuple[Word, ...]
    text: str
    numeric: bool

    @cached_property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @cached_property
    def year(self) -> bool:
        return is_year(self.text)


@dataclass(frozen=True)
class Band:
    """The atoms on one baseline, left to right."""

    baseline: float
    atoms: tuple[Atom, ...]

    @cached_property
    def top(self) -> float:
        return min(atom.top for atom in self.atoms)

    @cached_property
    def bottom(self) -> float:
        return max(atom.bottom for atom in self.atoms)

    @cached_property
    def size(self) -> float:
        return max(atom.size for atom in self.atoms)

    @cached_property
    def text(self) -> str:
        return " ".join(atom.text for atom in self.atoms)

    @property
    def bold(self) -> bool:
        return all(word.bold for atom in self.atoms for word in atom.words)

    @property
    def turned(self) -> bool:
        return any(word.angle for atom in self.atoms for word in atom.words)


@dataclass(frozen=True, slots=True)
class Placed:
    """A grid's cell: its words in reading order, and how many places it fills."""

    row: int
    column: int
    words: tuple[Word, ...]
    row_span: int = 1
    column_span: int = 1
    width: float = 0.0


@dataclass
class Grid:
    """One reading of a region: where rows and columns lie, and the words in each cell.

    `edges` are the x of the column borders (one more than columns), `bands` the (top, bottom) of each row.
    `header_rows` is what the reading knows of its header (None: decide by the figures).
    """

    page: int
    box: BBox
    edges: list[float]
    bands: list[tuple[float, float]]
    cells: list[Placed]
    method: str
    unplaced: list[Word] = field(default_factory=list)
    readings: int = 1
    header_rows: int | None = None

    @property
    def columns(self) -> int:
        return len(self.edges) - 1

    @property
    def rows(self) -> int:
        return len(self.bands)

    @cached_property
    def size(self) -> float:
        """The usual type size in points; that of ten-point type where there are no words."""
        return median([word.size for word in self.words if not word.superscript], 10.0)

    @cached_property
    def padding(self) -> float:
        """The smallest distance between a ruled cell's border and its ink, in points."""
        if self.method != "ruled":
            return 0.0
        level = [cell for cell in self.cells if cell.words and cell.words[0].angle == 0]
        gaps = [min(w.x0 for w in cell.words) - self.edges[cell.column] for cell in level]
        return max(0.0, min(gaps, default=0.0))

    @property
    def words(self) -> list[Word]:
        return [word for cell in self.cells for word in cell.words] + self.unplaced


def is_dots(text: str) -> bool:
    """True for dots and nothing else: a part of a leader, which leads to what stands at the end of the line."""
    return text[0] in DOTS and not text.strip(DOTS)


def is_leader(words: Sequence[Word]) -> bool:
    """True where the words end in a row of dots."""
    last = words[-1].text
    return is_dots(last) and (len(last) > 2 or (len(words) > 2 and is_dots(words[-2].text)))


def _joins(left: Sequence[Word], right: Word) -> bool:
    """True where a word goes on the atom before it on the line."""
    last = left[-1]
    gap = right.x0 - last.x1
    size = max(last.size, right.size)
    if gap > 2 * size and last.text not in CURRENCY:
        return False
    dotted = is_dots(right.text)
    if dotted or is_leader(left):
        return dotted and gap < 2 * size
    near = gap <= max(JOIN * size, BLANK * right.pitch)
    if len(left) == 1 and last.text in CURRENCY and looks_numeric(right.text):
        return gap < 8 * size
    bracket = right.text.startswith("(")
    if not (near or bracket):
        return False
    if not looks_numeric(right.text):
        return near
    text = " ".join(word.text for word in left)
    if bracket and looks_numeric(text) and looks_numeric(f"{text} {right.text}"):
        return gap < 2 * JOIN * size
    if looks_numeric(text) and not right.superscript:
        return near and looks_numeric(f"{text} {right.text}")
    return near


def atoms_of(words: Iterable[Word]) -> tuple[Atom, ...]:
    """The atoms of the words on one baseline."""
    runs: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.x0):
        if runs and _joins(runs[-1], word):
            runs[-1].append(word)
        else:
            runs.append([word])
    return tuple(atom_of(run) for run in runs)


def atom_of(run: Sequence[Word]) -> Atom:
    """Words as one atom; a row of dots at its end leads the eye, as a rule does, and is no ink of it."""
    if len(run) == 1:
        word = run[0]
        return Atom(word.x0, word.top, word.x1, word.bottom, (word,), word.text, looks_numeric(word.text))
    texts = [word.text for word in run]
    end = len(run)
    while end > 1 and is_leader(run) and is_dots(texts[end - 1]):
        end -= 1
    plain = [word.text for word in run if not word.superscript]
    return Atom(
        min([w.x0 for w in run]),
        min([w.top for w in run]),
        max([w.x1 for w in run[:end]]),
        max([w.bottom for w in run]),
        tuple(run),
        " ".join(texts),
        looks_numeric(" ".join(plain or texts)),
    )


def bands_of(words: Iterable[Word]) -> list[Band]:
    """The bands of words, top to bottom; a superscript joins the line beside it.

    Turned words that stand beside each other make one band, with an upright line at their height or foot.
    """
    listed = list(words)
    level = [word for word in listed if word.angle == 0]
    bands = [Band(min([w.baseline for w in line]), atoms_of(line)) for line in baselines(level)]
    if len(level) == len(listed):
        return bands
    return sorted(_with_turned(bands, listed), key=lambda band: band.baseline)


def count_bands(words: Iterable[Word]) -> int:
    """How many bands the words make."""
    listed = list(words)
    level = all(word.angle == 0 for word in listed)
    return len(baselines(listed)) if level else len(bands_of(listed))


def _with_turned(bands: list[Band], words: Sequence[Word]) -> list[Band]:
    """The bands and those of turned words."""
    turned = sorted((w for w in words if w.angle in (90, 270)), key=lambda w: w.top)
    rows: list[list[Word]] = []
    for word in turned:
        if rows and word.top < max(w.bottom for w in rows[-1]):
            rows[-1].append(word)
        else:
            rows.append([word])
    for row in rows:
        top, bottom = min(w.top for w in row), max(w.bottom for w in row)
        left, right = min(w.x0 for w in row), max(w.x1 for w in row)
        size = row[0].size
        beside = [
            b
            for b in bands
            if top - LEVEL * size <= b.baseline <= bottom + 1.2 * size
            and len(b.atoms) == 1
            and not left <= b.atoms[0].x_mid <= right
        ]
        bands = [b for b in bands if b not in beside]
        lines = [atom_of(_reading_order(g)) for g in clusters(row, lambda w: w.x_mid, gap=0.4 * size)]
        upright = block(atom for band in beside for atom in band.atoms) if beside else []
        atoms = sorted([*lines, *upright], key=lambda a: a.x0)
        bands.append(Band(bottom, tuple(atoms)))
    return bands


def _reading_order(line: Sequence[Word]) -> list[Word]:
    """The words of one turned line, first word first."""
    return sorted(line, key=lambda w: w.top, reverse=line[0].angle == 270)


def block(atoms: Iterable[Atom]) -> list[Atom]:
    """Atoms on several lines as one atom for each group that overlaps in x: the lines of one cell."""
    groups: list[list[Atom]] = []
    right = 0.0
    for atom in sorted(atoms, key=lambda a: a.x0):
        if groups and atom.x0 < right:
            groups[-1].append(atom)
            right = max(right, atom.x1)
        else:
            groups.append([atom])
            right = atom.x1
    return [atom_of([w for a in sorted(g, key=lambda a: a.top) for w in a.words]) for g in groups]
