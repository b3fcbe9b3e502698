"""Conservation: every word of a page ends in one place, and what does not is told.

The places are the cells of a table, its leftovers, its caption, its notes, and the text that no table takes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from typing import Literal

from extractor.page import Page, Word
from extractor.table import Table
from extractor.tables.cells import lines_of, split_marks
from extractor.tables.grid import Grid, Placed

FOLDED = frozenset("-\u00ad.\u2026_")
"""What comes and goes where lines are joined: hyphens at their ends, and dots that lead to a figure."""


@dataclass(frozen=True, slots=True)
class Breach:
    """Words of one page that stand nowhere in what was read ('lost-words'), or in several places ('doubled-words')."""

    code: Literal["lost-words", "doubled-words"]
    page: int
    words: tuple[Word, ...]


def columns_inked(grid: Grid) -> int:
    """How many columns of a grid have a text of their own."""
    return len({cell.column for cell in grid.cells if cell.words})


def with_leftovers(grids: Sequence[Grid], words: Iterable[Word]) -> list[Grid]:
    """The grids with each word that stands in the box of one and in no grid in its `unplaced`.

    In several boxes the smallest takes it: a table in a frame lies in the box of its frame.
    """
    taken = {id(word) for grid in grids for word in grid.words}
    left: dict[int, list[Word]] = {}
    for word in words:
        around = [g for g in grids if g.box.x0 <= word.x_mid <= g.box.x1 and g.box.top <= word.y_mid <= g.box.bottom]
        if around and id(word) not in taken:
            home = min(around, key=lambda g: g.box.width * g.box.height)
            left.setdefault(id(home), []).append(word)
    return [replace(g, unplaced=[*g.unplaced, *left[id(g)]]) if id(g) in left else g for g in grids]


def breaches_on(page: Page, held: Iterable[Word]) -> list[Breach]:
    """The words of a page that are not among those `held`, or there more than once."""
    count = Counter(map(id, held))
    lost = tuple(word for word in page.words if not count[id(word)])
    twice = tuple(word for word in page.words if count[id(word)] > 1)
    return [*_breach("lost-words", page.number, lost), *_breach("doubled-words", page.number, twice)]


def breaches_in(grids: Sequence[Grid], table: Table | None) -> list[Breach]:
    """The words of grids that their table does not say, page by page; all where there is no table."""
    if table is None:
        return [b for grid in grids for b in _breach("lost-words", grid.page, tuple(grid.words))]
    unsaid = unsaid_cells(grids, table)
    return [
        breach
        for page in dict.fromkeys(page for page, _ in unsaid)
        for breach in _breach("lost-words", page, tuple(w for at, cell in unsaid if at == page for w in cell.words))
    ]


def unsaid_cells(grids: Sequence[Grid], table: Table) -> list[tuple[int, Placed]]:
    """The cells of grids, with their pages, whose text or mark stands in no place of their table's grid.

    A header printed again on a further page stands in the header that it repeats; a cell cut by the page's end makes
    one text with its rest.
    """
    said = Counter(_letters(text) for row in table.grid for text in row if text)
    heads = {_letters(text) for row in table.grid[: table.header_rows] for text in row if text}
    marks = {mark for each in table.marks for mark in each.text.split()}
    left: dict[int, tuple[str, int, Placed]] = {}
    for number, grid in enumerate(grids):
        for cell in grid.cells:
            words, marker = split_marks(cell.words)
            text = _letters("".join(word.text for line in lines_of(words) for word in line))
            marked = marker is None or marks.issuperset(marker.split())
            if marked and (not text or (number and text in heads and not said[text])):
                continue
            if marked and said[text]:
                said[text] -= 1
            else:
                left[len(left)] = (text, grid.page, cell)
    for first, rest in permutations(tuple(left), 2):
        if first in left and rest in left and said[left[first][0] + left[rest][0]]:
            said[left.pop(first)[0] + left.pop(rest)[0]] -= 1
    return [(page, cell) for _, page, cell in left.values()]


def _letters(text: str) -> str:
    return "".join(ch for ch in text if not ch.isspace() and ch not in FOLDED)


def _breach(code: Literal["lost-words", "doubled-words"], page: int, words: tuple[Word, ...]) -> list[Breach]:
    return [Breach(code, page, words)] if words else []
