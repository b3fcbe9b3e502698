"""How many rows a header has where texts stand above the first figure: levels of a header, or rows that list texts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.geometry import BBox
from extractor.layouts import LAYOUTS
from extractor.table import Table
from extractor.tables.build import header_depth, label_columns, table_of
from extractor.tables.grid import Grid, Placed
from extractor.tables.slots import Line, Slot
from tests.drawing import boxed, draw, line
from tests.test_tables import read_all, read_one

LIST = [["Nummer", "A 12"], ["Soort", "Subsidie"], ["Stand", "Lopend"], ["Bedrag", "1.200"], ["Betaald", "300"]]
WORDS = [["Dossier", "Stand", "Bedrag"], ["A 12", "lopend", "geen"], ["A 13", "lopend", "geen"], ["A 14", "af", "12"]]


def row(*texts: str, bold: bool = False) -> Line:
    return {column: Slot(text, bold=bold) for column, text in enumerate(texts) if text}


def depth(*lines: Line) -> int:
    """The header's rows above a row of figures, of three columns, the first for labels."""
    return header_depth([*lines, row("Gent", "13", "11")], [0, 1, 2], 1)


def test_a_list_of_names_and_what_they_are_has_no_header() -> None:
    assert read_one(boxed(LIST)).header_rows == 0
    assert read_one(boxed(LIST[1:])).header_rows == 2  # two rows may be the levels of a header


@pytest.mark.parametrize(("names", "head"), [(2, 2), (3, 0)])
def test_nor_has_a_list_between_white_space(names: int, head: int) -> None:
    rows = [*LIST[:names], *LIST[3:]]
    cells = [Placed(r, c, tuple(line(text, 10 * c, r))) for r, row in enumerate(rows) for c, text in enumerate(row)]
    bands = [(r - 0.8, r + 0.2) for r in range(len(rows))]
    grid = Grid(1, BBox(0, -0.8, 20, len(rows)), [0, 10, 20], bands, cells, "white", header_rows=names)
    table = table_of((grid,), LAYOUTS["flanders"], (), caption=None, number=1)
    assert table is not None
    assert table.header_rows == head


def test_texts_above_the_first_figure_are_rows_where_a_label_and_all_columns_have_them() -> None:
    assert read_one(boxed(WORDS)).header_rows == 1
    page = boxed(WORDS)
    assert read_one(replace(page, words=tuple(replace(w, bold=w.baseline < 85) for w in page.words))).header_rows == 1


def test_of_a_list_the_bold_rows_are_the_header() -> None:
    bold = [row("Dossier", "Stand", "Bedrag", bold=True), row("nummer", "nu", "raming", bold=True)]
    assert depth(*bold, row("A 12", "lopend", "geen")) == 2
    assert depth(*bold, row("A 12", "lopend", "geen", bold=True)) == 1


def test_three_lines_of_a_header_without_labels_stay_its_levels() -> None:
    assert depth(row("", "Aantal", "Bedrag"), row("", "dossiers", "in duizend"), row("Stad", "nieuw", "euro")) == 3
    assert depth(row("Stad", "Aantal"), row("in", "dossiers"), row("2018", "nieuw", "euro")) == 3


def test_texts_over_several_columns_or_rows_are_levels_of_a_header() -> None:
    wide = {0: Slot("Stad"), 1: Slot("Dossiers", column_span=2), 2: Slot("")}
    assert depth(wide, row("en", "nieuw", "oud"), row("deel", "met", "zonder")) == 3


def test_a_text_that_fills_the_first_row_names_the_table_and_heads_no_column() -> None:
    rows = [["Stad", "2018", "2019"], ["Gent", "13", "11"], ["Lier", "12", "9"]]

    def titled(title: str, *, to: int = 3, label: str | None = None) -> Table:
        page = boxed([[title, *[None] * (to - 1)], *rows], width=150)
        gone = [rule for rule in page.rules if not rule.horizontal and 60 < rule.x_mid < 60 + 150 * to]
        kept = [replace(r, top=80.0) if r in gone else r for r in page.rules]
        return read_one(replace(page, rules=tuple(kept)))

    table = titled("Aantal inwoners (in duizend euro)")
    assert (table.lead_in, table.unit, table.header_rows) == ("Aantal inwoners (in duizend euro)", "duizend EUR", 2)
    assert [column.path for column in table.columns] == [("2018",), ("2019",)]
    assert table.stub == ("Stad",)
    parts = boxed([["Aantal inwoners", None, None], *rows, ["Zonder de dorpen", None, None], rows[2]], width=150)
    tall = [rule for rule in parts.rules if not rule.horizontal and 60 < rule.x_mid < 500]
    inner = [replace(r, top=80.0, bottom=140.0) for r in tall] + [replace(r, top=160.0) for r in tall]
    table = read_one(replace(parts, rules=(*(r for r in parts.rules if r not in tall), *inner)))
    assert (table.lead_in, table.columns[0].path) == (None, ("Aantal inwoners", "2018"))
    beside = titled("Aantal inwoners", to=2)
    assert (beside.lead_in, beside.stub) == (None, ("Aantal inwoners Stad",))


def test_the_texts_of_a_header_make_no_column_of_labels() -> None:
    head = [row("Stad", "Schuld"), row("", "lang"), row("", "van de stad")]
    body = [row("Gent", "13"), row("Lier", "", "5"), row("Mol", "", "9")]
    assert label_columns([*head, *body], [0, 1, 2], head=3) == 1
    texts = [row("Gent", "open"), row("Lier", "", "5"), row("Mol", "", "9")]
    assert label_columns([*head, *texts], [0, 1, 2], head=3) == 2


def test_the_header_that_is_known_of_a_grid_makes_no_column_of_labels() -> None:
    rows = [
        ["Stad", "Schuld", "Kort"],
        ["", "lang", "op"],
        ["", "van 1", "zicht"],
        ["Gent", "13", "5"],
        ["Lier", "", "4"],
    ]
    cells = [
        Placed(r, c, tuple(line(text, 10 * c, r))) for r, row in enumerate(rows) for c, text in enumerate(row) if text
    ]
    bands = [(r - 0.8, r + 0.2) for r in range(len(rows))]
    grid = Grid(1, BBox(0, -0.8, 30, len(rows)), [0, 10, 20, 30], bands, cells, "white", header_rows=3)
    table = table_of((grid,), LAYOUTS["flanders"], (), caption=None, number=1)
    assert table is not None
    assert [r.label for r in table.rows] == [("Gent",), ("Lier",)]


HEADED = """
                 2021
                 Schuld van de stad
                 Lang        Kort        Alle
    Gent         ¥     13    ¥      5    ¥     18
    Lier                            4           4
    Mol                             2           2
    Olen                            6           6
"""


def test_a_column_of_few_figures_below_many_lines_of_header_is_one_of_figures() -> None:
    table = read_one(draw(HEADED.replace("¥", " ")))
    assert [row.label for row in table.rows] == [("Gent",), ("Lier",), ("Mol",), ("Olen",)]


@pytest.mark.parametrize("sign", "€$£¥₹")
def test_the_sign_of_a_currency_stands_with_its_amount(sign: str) -> None:
    table = read_one(draw(HEADED.replace("¥", sign)))
    assert table.grid[table.header_rows] == ("Gent", f"{sign} 13", f"{sign} 5", f"{sign} 18")


def test_the_figures_of_one_table_tell_what_a_comma_parts_in_the_other() -> None:
    first = boxed([["Stad", "2018"], ["Gent", "2,399,946"], ["Lier", "0.5"]])
    second = boxed([["Dorp", "2018", "2019"], ["Mol", "233,512", "7"], ["Zele", "201,683", "8"]], number=2)
    assert [table.rows[0].cells[0].value for table in read_all(first, second)] == [2399946, 233512]
    assert read_one(second).rows[0].cells[0].value == 233512
    assert read_one(boxed([["Dorp", "2019"], ["Mol", "3,512"], ["Zele", "1,683"]])).rows[0].cells[0].alternative == 3512


@pytest.mark.parametrize(
    ("head", "printed", "unit"),
    [
        ("in miljoen euro", "€ 5", "miljoen EUR"),
        ("in duizend", "€ 5", "duizend EUR"),
        ("in miljoen euro", "5", "miljoen EUR"),
        ("in miljoen euro", "$ 5", "$"),
        ("Aantal (ha)", "5 %", "%"),
    ],
)
def test_a_figure_with_a_sign_counts_in_the_scale_that_its_header_announces(head: str, printed: str, unit: str) -> None:
    table = read_one(boxed([["Stad", head], ["Gent", printed], ["Lier", "6"], ["Mol", "7"]], width=150))
    assert table.rows[0].cells[0].unit == unit


@pytest.mark.parametrize(("sign", "unit"), [("€ ", "miljoen EUR"), ("$ ", "$"), ("", "miljoen EUR")])
def test_so_does_a_column_of_such_figures_under_a_line_that_announces_it(sign: str, unit: str) -> None:
    page = boxed([["(in miljoen euro)", None], ["Stad", "2018"], *([a, f"{sign}{a[-1]}"] for a in ("L 5", "G 6"))])
    assert read_one(page).columns[0].unit == unit
