"""What speaks against a reading, and how much dearer one may be whose sums hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extractor.geometry import BBox
from extractor.page import Rule, Word
from extractor.table import Table
from extractor.tables.choose import choose
from extractor.tables.cost import Reading, cost, terms_of
from extractor.tables.grid import Grid, Placed
from extractor.tables.measure import measure
from extractor.tables.regions import Seeker
from tests.drawing import across, down, draw, line, sheet
from tests.test_tables import read_one

SIZES = pytest.mark.parametrize("size", [7.0, 10.0, 16.0])


def reading(*cells: Sequence[list[Word]], size: float = 10.0, rules: Sequence[Rule] = (), lines: int = 1) -> Reading:
    """A grid of two columns with a border at 15 type sizes, row by row; each cell is some lines of text."""
    page = sheet(*(text for cell in cells for text in cell), size=size, rules=rules)
    words = iter(page.words)
    placed = [
        Placed(i // 2, i % 2, tuple(next(words) for text in cell for _ in text), width=10 * size)
        for i, cell in enumerate(cells)
    ]
    box = BBox(5 * size, 8 * size, 25 * size, 20 * size)
    edges = [5 * size, 15 * size, 25 * size]
    bands = [(8.0 * size, 20 * size)] * ((len(cells) + 1) // 2)
    return Reading((Grid(1, box, edges, bands, placed, "white"),), lines, measure(page))


@SIZES
@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize(("over", "cut"), [(0.08, 0), (0.13, 1)])
def test_a_word_that_reaches_over_a_border_by_more_than_its_width_is_cut(
    side: str, over: float, cut: int, size: float
) -> None:
    word = line("Gent", 15 + over, 10, at="right") if side == "right" else line("Gent", 5 - over, 10)
    assert terms_of(reading([word], [line("13", 20, 10)], size=size))["cut"] == cut


@SIZES
@pytest.mark.parametrize(("y", "crossed"), [(10.07, 0), (10.13, 1), (10.6, 1), (11.07, 1), (11.13, 0)])
def test_a_rule_between_two_lines_of_a_cell_parts_them_and_one_at_their_letters_does_not(
    y: float, crossed: int, size: float
) -> None:
    """The letters of the second line begin at 11."""
    made = reading([line("Gent", 6, 10), line("Mol", 6, 12)], [line("13", 20, 10)], size=size, rules=[across(y, 5, 15)])
    assert terms_of(made)["crossed"] == crossed


@SIZES
@pytest.mark.parametrize(("x", "crossed"), [(7.93, 1), (7.87, 0), (8.47, 1), (8.63, 0)])
def test_a_rule_between_two_words_of_a_cell_parts_them_though_it_touches_one(
    x: float, crossed: int, size: float
) -> None:
    made = reading([line("Gent Mol", 6, 10, space=0.5)], [line("13", 20, 10)], size=size, rules=[down(x, 8.5, 11)])
    assert terms_of(made)["crossed"] == crossed


@SIZES
def test_figures_printed_over_each_other_in_a_cell_do_not_stand_beside_each_other(size: float) -> None:
    """OCR boxes a text within another at times."""
    both = [*line("12345678", 6, 10), *line("2,5", 6.5, 10)]
    assert terms_of(reading([both], [line("13", 20, 10)], size=size))["beside"] == 0


def said(total: int) -> Table:
    return read_one(
        draw(f"""
        Stad       Aantal
        Gent           13
        Mol            11
        Totaal         {total}
    """)
    )


@pytest.mark.parametrize(("apart", "right"), [(0.09, True), (0.12, False)])
def test_sums_decide_between_readings_that_cost_nearly_the_same_and_between_no_others(
    apart: float, right: bool
) -> None:
    """The dearer reading leaves a word out; its total holds, that of the other does not. `apart` is for each line."""
    cheap = reading([line("Gent", 6, 10)], [line("13", 20, 10)], [line("Mol", 6, 12)], [line("11", 20, 12)])
    (grid,) = cheap.grids
    dear = replace(cheap, grids=(replace(grid, cells=grid.cells[:-1], unplaced=list(grid.cells[-1].words)),))
    lines = round((cost(dear) - cost(cheap)) / apart)
    both = [replace(each, lines=lines) for each in (cheap, dear)]
    (chosen,) = choose(both, lambda grid: said(24 if grid.unplaced else 25))
    assert bool(chosen.unplaced) is right
    assert chosen.readings == 2


@SIZES
@pytest.mark.parametrize(("columns", "grids"), [(2, 1), (4, 2)])
def test_a_table_beside_a_net_of_rules_is_read_where_it_has_most_of_the_words(
    columns: int, grids: int, size: float
) -> None:
    """The net has two columns."""
    lines = []
    for i, town in enumerate(["Stad", "Gent", "Mol", "Lier", "Olen"]):
        y = 11.3 + 2 * i
        right = ["noord", "oost", "zuid", "west"] if not i else [str(17 + 3 * i + c) for c in range(4)]
        words = [*line(town, 5.5, y), *line(str(13 + 7 * i) if i else "2018", 15.5, y)]
        lines.append([*words, *(w for c in range(columns) for w in line(right[c], 30 + 7 * c, y, at="right"))])
    rules = [*(across(10 + 2 * i, 5, 20) for i in range(6)), *(down(x, 10, 20) for x in (5, 15, 20))]
    seeker = Seeker(lambda grid: None)
    (readings,) = seeker.regions(measure(sheet(*lines, size=size, rules=rules)))
    assert len(readings[0].grids) == grids
