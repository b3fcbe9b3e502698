"""What goes on over the page, what is one table in pieces, and whose caption a line is: on each side of each threshold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.geometry import BBox
from extractor.layouts import LAYOUTS
from extractor.page import Page
from extractor.tables import Grid, Reader
from extractor.tables.captions import caption_above, caption_beside, unit_above
from extractor.tables.grid import Band, bands_of
from extractor.tables.join import goes_on, is_below, is_headed, is_piece
from extractor.tables.running import Running
from tests.drawing import SIZE, boxed, draw
from tests.test_tables import labels, read_all, read_one

FLANDERS = LAYOUTS["flanders"]
WHITE = """
    Regio            2018    2019
    Antwerpen          13      11
    Limburg            12       9
    Brabant            11       3
"""
REST = """
    Gent               12       9
    Aalst             111       3
    Totaal            148      35
"""


def shifted(page: Page, x: float = 0.0, y: float = 0.0) -> Page:
    """The page with all of its ink elsewhere."""
    words = tuple(
        replace(w, x0=w.x0 + x, x1=w.x1 + x, top=w.top + y, bottom=w.bottom + y, baseline=w.baseline + y)
        for w in page.words
    )
    rules = tuple(replace(r, x0=r.x0 + x, x1=r.x1 + x, top=r.top + y, bottom=r.bottom + y) for r in page.rules)
    return replace(page, words=words, rules=rules)


def together(*pages: Page) -> Page:
    return replace(pages[0], words=tuple(w for page in pages for w in page.words))


def grid_of(page: Page) -> Grid:
    reader = Reader(FLANDERS)
    reader.add(page)
    ((grid,),) = (found.grids for found in reader.found)
    return grid


def band(text: str, x0: float, baseline: float) -> Band:
    (one,) = bands_of(shifted(draw(text), x0 - 60, baseline - 60).words)
    return one


@pytest.mark.parametrize(("off", "same"), [(0.36, True), (0.44, False)])
def test_drawn_borders_may_be_rounded_anew_on_the_next_page_and_no_more(off: float, same: bool) -> None:
    first = boxed([["Regio", "2018", "2019"], ["Gent", "13", "11"], ["Aalst", "12", "9"]])
    second = shifted(boxed([["Brugge", "1", "2"], ["Totaal", "26", "22"]], number=2), off * SIZE)
    assert goes_on(grid_of(first), grid_of(second), ()) is same
    assert len(read_all(first, second)) == (1 if same else 2)


def test_columns_without_rules_go_on_where_their_borders_may_stand_in_white_of_both() -> None:
    first, second = draw(WHITE), draw(REST, number=2)
    assert labels(read_one(first, second))[-2:] == ["Aalst", "Totaal"]
    assert len(read_all(first, shifted(second, 30.0))) == 2


def test_dots_that_lead_to_a_figure_are_no_ink_of_their_column() -> None:
    first = draw("""
        Gent ..............    1.234
        Aalst .............    5.678
        Brugge ............    9.012
    """)
    second = draw(
        """
        Totaal ....................... 7
        Waarvan ...................... 2
        Andere ....................... 5
    """,
        number=2,
    )
    assert goes_on(grid_of(first), grid_of(second), ())


def test_a_text_above_begins_a_table_anew_and_a_page_number_does_not() -> None:
    first, second = grid_of(draw(WHITE)), grid_of(draw(REST, number=2))
    assert goes_on(first, second, Running().without_heads([band("12", 300, 30)]))
    assert not goes_on(first, second, Running().without_heads([band("In Gent:", 60, 30)]))
    assert not goes_on(first, replace(second, page=3), ())


@pytest.mark.parametrize(("gap", "one"), [(2.85, True), (3.15, False)])
def test_a_piece_after_a_blank_line_goes_on_and_one_farther_down_does_not(gap: float, one: bool) -> None:
    upper, lower = grid_of(draw(WHITE)), grid_of(draw(REST))
    down = upper.box.bottom - lower.box.top + gap * SIZE
    assert is_piece(upper, grid_of(shifted(draw(REST), y=down)), ()) is one


def test_a_piece_with_a_header_a_text_before_it_or_other_columns_is_a_table_of_its_own() -> None:
    upper, lower = grid_of(draw(WHITE)), shifted(draw(REST), y=60.0)
    assert is_piece(upper, grid_of(lower), ())
    assert not is_piece(upper, grid_of(lower), band("En nu:", 60, 106).atoms[0].words)
    assert is_piece(upper, grid_of(lower), band("Noot", 400, 106).atoms[0].words)
    assert not is_piece(upper, grid_of(shifted(lower, 30.0)), ())
    assert is_headed(upper) and not is_piece(upper, grid_of(shifted(draw(WHITE), y=60.0)), ())


def test_a_frame_that_is_closed_ends_its_table() -> None:
    upper = grid_of(boxed([["Regio", "2018"], ["Gent", "13"], ["Aalst", "12"]]))
    lower = grid_of(boxed([["Brugge", "1"], ["Totaal", "26"]], top=130.0))
    assert not is_piece(upper, lower, ())
    assert is_piece(replace(upper, method="white"), replace(lower, method="white"), ())


@pytest.mark.parametrize(("into", "below"), [(0.09, True), (0.11, False)])
def test_a_grid_is_below_another_where_only_tight_lines_overlap(into: float, below: bool) -> None:
    upper = grid_of(draw(WHITE))
    box = replace(upper.box, top=upper.box.bottom - into * SIZE, bottom=upper.box.bottom + 50)
    assert is_below(replace(upper, box=box), upper) is below


LEFT, RIGHT = BBox(100, 100, 200, 200), BBox(300, 100, 400, 200)


@pytest.mark.parametrize(
    ("x", "baseline", "own"),
    [
        (202.0, 90.0, True),
        (198.0, 90.0, False),
        (300, 100 + 0.09 * SIZE, True),
        (300, 100 + 0.11 * SIZE, False),
        (300, 98 - 1.55 * SIZE, True),
        (300, 98 - 1.65 * SIZE, False),
    ],
)
def test_a_line_over_one_of_two_tables_is_its_caption_where_it_stands_right_above(
    x: float, baseline: float, own: bool
) -> None:
    line = Band(baseline, (*band("Gent", 100, baseline).atoms, *band("Aalst", x, baseline).atoms))
    assert [b.text for b in caption_beside([line], RIGHT, [LEFT])] == (["Aalst"] if own else [])


@pytest.mark.parametrize(
    ("baseline", "own"),
    [
        (100 + 0.09 * SIZE, True),
        (100 + 0.11 * SIZE, False),
        (98 - 1.44 * SIZE, True),
        (98 - 1.76 * SIZE, False),
    ],
)
def test_a_caption_stands_right_above_its_table(baseline: float, own: bool) -> None:
    line = band("Tabel 1: Steun", 100, baseline)
    assert bool(caption_above([line], 100, x0=100, x1=200)) is own


@pytest.mark.parametrize(("off", "unit"), [(0.09, "duizend EUR"), (0.11, None)])
def test_a_unit_is_announced_above_its_table(off: float, unit: str | None) -> None:
    assert unit_above([band("(in duizend euro)", 100, 100 + off * SIZE)], 100, x0=100, x1=200) == unit


@pytest.mark.parametrize("higher", ["left", "right"])
def test_two_captions_on_one_line_go_each_to_its_table(higher: str) -> None:
    """Whichever table begins higher up: a word is in one caption only."""
    art = """
        Gent      2018   2019
        Elst        13     11
        Mere        12      9
        Olen        10      7
    """
    left, right = draw(art, top=80), draw(art, left=330, top=80)
    lower = {"left": "right", "right": "left"}[higher]
    moved = {"left": left, "right": right}
    moved[lower] = shifted(moved[lower], y=3.0)
    captions = together(draw("Tabel 1: Wegen", top=66), draw("Tabel 2: Paden", left=330, top=66))
    reader = Reader(FLANDERS)
    reader.add(together(captions, *moved.values()))
    assert sorted(found.caption or "" for found in reader.found) == ["Tabel 1: Wegen", "Tabel 2: Paden"]
    assert not reader.breaches
