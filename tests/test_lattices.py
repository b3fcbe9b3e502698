"""Ruled tables whose rules are not all there, or are of something else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.page import Page
from extractor.tables.extend import extended
from extractor.tables.grid import bands_of
from extractor.tables.measure import measure
from extractor.tables.propose.ruled import lattices
from tests.drawing import boxed, draw, lined
from tests.test_tables import labels, read_all, read_one, texts

OPEN = """
                2018    2019
    Antwerpen     13      11
    Limburg       12       9
    Totaal        25      20
"""


def test_a_table_without_borders_at_its_sides_keeps_its_outer_columns() -> None:
    page = lined(draw(OPEN), across=[(r, -1, 26) for r in range(5)], down=[(11, 0, 4), (19, 0, 4)])
    table = read_one(page)
    assert labels(table) == ["Antwerpen", "Limburg", "Totaal"]
    assert texts(table) == [["13", "11"], ["12", "9"], ["25", "20"]]


def test_rows_that_nobody_ruled_are_rows() -> None:
    page = lined(draw(OPEN), across=[(0, -1, 26), (1, -1, 26), (4, -1, 26)], down=[(c, 0, 4) for c in (-1, 11, 19, 26)])
    table = read_one(page)
    assert texts(table) == [["13", "11"], ["12", "9"], ["25", "20"]]
    assert table.header_rows == 1


def test_columns_that_only_the_header_has_ruled_are_columns() -> None:
    down = [(-1, 0, 4), (26, 0, 4), (11, 0, 1), (19, 0, 1)]
    table = read_one(lined(draw(OPEN), across=[(r, -1, 26) for r in range(5)], down=down))
    assert texts(table) == [["13", "11"], ["12", "9"], ["25", "20"]]


def test_a_lone_figure_in_an_open_row_stays_under_its_own_header() -> None:
    art = OPEN.replace("13      11", "        11")
    down = [(-1, 0, 4), (26, 0, 4), (11, 0, 1), (19, 0, 1), (11, 2, 4), (19, 2, 4)]
    table = read_one(lined(draw(art), across=[(r, -1, 26) for r in range(5)], down=down))
    assert texts(table)[0] == [None, "11"]


def test_a_header_above_and_a_total_below_the_rules_belong_to_the_table() -> None:
    page = lined(draw(OPEN), across=[(r, -1, 26) for r in (1, 2, 3)], down=[(c, 1, 3) for c in (-1, 11, 19, 26)])
    table = read_one(page)
    assert [c.path for c in table.columns] == [("2018",), ("2019",)]
    assert labels(table) == ["Antwerpen", "Limburg", "Totaal"]


def test_a_rule_that_misses_its_neighbour_by_some_points_makes_no_column() -> None:
    down = [(-1, 0, 4), (26, 0, 4), (11, 0, 4), (19, 0, 1), (20, 1, 2), (19, 2, 4)]
    table = read_one(lined(draw(OPEN), across=[(r, -1, 26) for r in range(5)], down=down))
    assert texts(table) == [["13", "11"], ["12", "9"], ["25", "20"]]


def test_an_underlined_label_divides_no_row() -> None:
    page = lined(draw(OPEN), across=[(r, -1, 26) for r in range(5)], down=[(c, 0, 4) for c in (-1, 11, 19, 26)])
    word = next(w for w in page.words if w.text == "Antwerpen")
    line = replace(page.rules[0], x0=word.x0, x1=word.x1, top=word.baseline + 1.5, bottom=word.baseline + 2)
    assert read_one(replace(page, rules=(*page.rules, line))) == read_one(page)


def test_an_amount_that_is_broken_in_its_cell_is_one_figure() -> None:
    page = boxed([["", "2018"], ["Antwerpen", "3.157.011,"], ["Limburg", "12"]], width=66.0)
    amount = next(w for w in page.words if w.text == "3.157.011,")
    rest = replace(
        amount, text="23", x1=amount.x0 + 12, baseline=amount.baseline + 9, top=amount.top + 9, bottom=amount.bottom + 9
    )
    table = read_one(replace(page, words=(*page.words, rest)))
    assert texts(table)[0] == ["3.157.011,23"]


def test_a_row_cut_by_the_end_of_a_page_is_put_together_again() -> None:
    first = boxed([["", "2018", "2019"], ["Antwerpen", "13", "11"], ["Oost- en", "5.801.69", "4"]], number=1)
    second = boxed([["westkust", "6,77", None], ["Limburg", "12", "9"]], number=2)
    table = read_one(first, second)
    assert labels(table) == ["Antwerpen", "Oost- en westkust", "Limburg"]
    assert texts(table)[1] == ["5.801.696,77", "4"]
    assert [box.page for box in table.rows[1].cells[0].boxes] == [1, 2]


def test_the_panels_and_the_scale_of_a_chart_are_no_tables() -> None:
    scale = draw("""
        Sessies
          400
          300
          200
          100
    """)
    beside = draw("""
        400      400
        300      300
        200      200
    """)
    panels = Page(
        1, 595.0, 842.0, boxed([["Gent", "Aalst"], ["Brugge", "Ieper"]], height=12.0).words,
        boxed([["Gent", "Aalst"], ["Brugge", "Ieper"]], height=60.0).rules,
    )  # fmt: skip
    tall = lined(panels, across=[(0, 0, 30)])
    assert read_all(scale) == read_all(beside) == []
    assert len(read_all(tall)) <= 1


@pytest.mark.parametrize(("line", "rows"), [
    ("Stand in mei", 0), ("Steden      jaar    jaar", 1), ("ja  nee", 0), ("              Voorjaar", 1),
    ("                Per honderd", 0), ("                   honderd", 0),
])  # fmt: skip
def test_a_lone_text_above_rules_that_hold_a_header_is_none_of_its_rows(line: str, rows: int) -> None:
    art = f"    {line}\n" + OPEN.lstrip("\n").replace("                2018    2019", "    Stad        2018    2019")
    page = lined(draw(art), across=[(r, -1, 26) for r in range(1, 6)], down=[(c, 1, 5) for c in (-1, 11, 19, 26)])
    own = measure(page)
    grid = lattices(own)[0][0]
    above = bands_of([word for word in page.words if word.bottom < grid.box.top])
    assert above
    assert extended(grid, above, own).rows == grid.rows + rows


@pytest.mark.parametrize(("figures", "below", "rows"), [
    (True, "Zonder de dorpen", 0), (True, "Totaal        25      20", 1), (False, "Zonder de dorpen", 1),
])  # fmt: skip
def test_text_below_a_frame_of_figures_is_none_of_its_rows(figures: bool, below: str, rows: int) -> None:
    grid_of = [["Stad", "2018", "2019"], ["Gent", "13", "11"], ["Lier", "12", "9"]]
    frame = boxed(grid_of if figures else [["Stad", "dit", "dat"], ["Gent", "open", "dicht"]])
    own = measure(frame)
    grid = lattices(own)[0][0]
    lines = bands_of(draw(below, top=grid.box.bottom + 16).words)
    assert extended(grid, lines, own).rows == grid.rows + rows


def test_a_total_below_the_second_of_two_frames_is_no_row_of_the_first() -> None:
    upper = boxed([["Stad", "2018", "2019", "2020"], ["Gent", "13", "11", "4"], ["Lier", "12", "9", "5"]], width=60)
    lower = boxed([["Dorp", "2021", "2022"], ["Mol", "13", "11"], ["Olen", "12", "9"]], width=80, top=132.0)
    total = draw("Totaal       25           20", top=204.0, left=64.0)
    page = Page(1, 595.0, 842.0, (*upper.words, *lower.words, *total.words), (*upper.rules, *lower.rules))
    assert [len(table.grid) for table in read_all(page)] == [3, 4]
