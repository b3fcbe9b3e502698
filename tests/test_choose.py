"""Which of several readings of the same ink is kept, and what speaks against one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from extractor.page import Page
from extractor.table import Column, Table
from extractor.tables.choose import choose, totals_of
from extractor.tables.cost import Reading, terms_of
from extractor.tables.grid import Grid, bands_of, count_bands
from extractor.tables.measure import Measure, measure
from extractor.tables.place import place
from extractor.tables.propose.ruled import lattices
from extractor.tables.propose.white import by_white
from tests.drawing import draw, lined
from tests.factories import row
from tests.test_tables import read_all, texts

JUSTIFIED = """
             Number    of     firms
    North    twenty  as  reported
    South    forty   or     fifty
    East     sixty   or     eighty
"""
FRAMED = """
    North      12    13      EU
    South      40    51      Rights
    East       60    71      Youth
"""


def by_rules(page: Page) -> Reading:
    own = measure(page)
    return _reading(lattices(own)[0][-1], own)


def by_space(page: Page) -> Reading:
    own = measure(page)
    return _reading(place(by_white(1, bands_of(page.words), own)[0], ()), own)


def _reading(grid: Grid, own: Measure) -> Reading:
    return Reading((grid,), count_bands(own.page.words), own)


def test_justified_words_of_a_framed_cell_are_no_columns() -> None:
    page = lined(draw(JUSTIFIED), across=[(r, -1, 31) for r in range(5)], down=[(c, 0, 4) for c in (-1, 8, 31)])
    ruled, spaced = by_rules(page), by_space(page)
    assert terms_of(spaced)["undrawn"] > 0 == terms_of(ruled)["undrawn"]


def test_columns_without_rules_are_no_fault_where_no_frame_closes_them() -> None:
    page = lined(draw(JUSTIFIED), across=[(r, -1, 31) for r in range(5)], down=[(8, 0, 4)])
    assert terms_of(by_space(page))["undrawn"] == 0


def test_a_frame_between_texts_of_one_line_parts_two_tables() -> None:
    across, down = [(r, -1, 19) for r in range(4)], [(c, 0, 3) for c in (-1, 8, 14, 19)]
    framed = lined(draw(FRAMED), across=across, down=down)
    assert terms_of(by_space(framed))["beyond"] == 1.0  # one text a line
    assert [texts(table) for table in read_all(framed)] == [[["12", "13"], ["40", "51"], ["60", "71"]]]


def test_a_net_that_is_open_at_its_side_shuts_nothing_out() -> None:
    across, down = [(r, -1, 19) for r in range(4)], [(c, 0, 3) for c in (-1, 8, 14)]
    assert terms_of(by_space(lined(draw(FRAMED), across=across, down=down)))["beyond"] == 0


def table_of(**totals: int) -> Callable[[Grid], Table | None]:
    """Makes the table of each grid: two rows of 10 and what is printed as their total, by the name of the grid's kind."""

    def made(grid: Grid) -> Table | None:
        rows = (row(["a"], ["10"]), row(["b"], ["10"]), row(["Totaal"], [str(totals[grid.method])], kind="total"))
        return Table(id="t1", pages=(1,), header_rows=0, grid=(), columns=(Column(path=("n",)),), rows=rows)

    return made


def kept(left_over: int, **totals: int) -> str:
    """The kind of the reading that is kept of two, the second with words left over in so many of 40 lines."""
    page = lined(draw(FRAMED), across=[(r, -1, 19) for r in range(4)], down=[(c, 0, 3) for c in (-1, 8, 14, 19)])
    own = measure(page)
    (grid, *_), *_ = lattices(own)
    first = replace(grid, method="first")
    other = replace(grid, method="other", unplaced=list(page.words[:left_over]), cells=grid.cells[:-1])
    return choose([Reading((first,), 40, own), Reading((other,), 40, own)], table_of(**totals))[0].method


def test_totals_that_hold_decide_between_readings_that_cost_nearly_the_same() -> None:
    assert kept(2, first=21, other=20) == "other"
    assert kept(2, first=20, other=21) == "first"
    assert kept(2, first=20, other=20) == "first"


def test_a_clearly_better_reading_is_kept_whatever_its_totals_say() -> None:
    assert kept(6, first=21, other=20) == "first"


def test_totals_are_counted_by_whether_some_sum_makes_them() -> None:
    assert totals_of(table_of(ruled=20)(lattices(measure(_net()))[0][0])) == (1, 0)
    assert totals_of(table_of(ruled=21)(lattices(measure(_net()))[0][0])) == (0, 1)
    assert totals_of(None) == (0, 0)


def _net() -> Page:
    return lined(draw(FRAMED), across=[(r, -1, 19) for r in range(4)], down=[(c, 0, 3) for c in (-1, 8, 14, 19)])
