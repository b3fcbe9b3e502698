"""Heads and feet that pages have in common, and the tables that go on between them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.page import Page
from extractor.tables.running import without_margins
from tests.drawing import draw, line, sheet
from tests.test_tables import labels, read_all, read_one

HEAD = "JOURNAL OFFICIEL    Texte 133 sur 157"
UPPER = """
                2018    2019
    Antwerpen     13      11
    Limburg       12       9
"""
LOWER = """
    Brabant        7       4
    Totaal        32      24
"""


def page(table: str, number: int, *, head: str = HEAD, foot: str = "6/9/2020    Page {} of 2", white: int = 1) -> str:
    return f"{head}\n\n\n{table}{chr(10) * white}{foot.format(number)}"


def test_a_table_goes_on_over_a_foot_and_a_head_that_both_pages_have() -> None:
    first, second = page(UPPER, 1, white=3), page(LOWER, 2, white=4)  # both feet on one height
    table = read_one(draw(first), draw(second, number=2))
    assert labels(table) == ["Antwerpen", "Limburg", "Brabant", "Totaal"]


def test_a_head_of_other_words_or_figures_begins_a_table_anew() -> None:
    for head in ("Een andere tekst", HEAD.replace("133", "134")):
        pages = draw(page(UPPER, 1, white=3)), draw(page(LOWER, 2, head=head, white=4), number=2)
        assert len(read_all(*pages)) == 2


def test_a_text_below_a_table_that_only_one_page_has_ends_it() -> None:
    pages = draw(page(UPPER, 1, white=3, foot="Dit zijn cijfers van mei")), draw(page(LOWER, 2, white=4), number=2)
    assert len(read_all(*pages)) == 2


def test_the_caption_at_a_foot_is_found_above_a_running_foot() -> None:
    text = f"{HEAD}\n\nTabel 2: Steun\n\n\n\n\n\n\n6/9/2020    Page 1 of 2"
    table = read_one(draw(text), draw(page(UPPER, 2, white=2), number=2))
    assert table.caption == "Tabel 2: Steun"


@pytest.mark.parametrize("size", [7.0, 10.0, 16.0])
@pytest.mark.parametrize(("off", "kept"), [(-2.5, False), (-2.0, True), (2.0, True), (2.5, False)])
def test_what_stands_turned_in_a_margin_is_no_text_of_a_table_beside_it(off: float, kept: bool, size: float) -> None:
    level = line("Antwerpen 13", 10, 20)
    x0 = level[-1].x1 + off if off > 0 else 10 + off - 1
    turned = replace(line("54", x0, 20)[0], x0=x0, x1=x0 + 1, angle=90)
    page = without_margins(sheet(level, [turned], size=size))
    assert [word.text for word in page.words] == ["Antwerpen", "13", *(["54"] if kept else [])]


def test_a_page_of_nothing_but_turned_words_keeps_them() -> None:
    page = sheet([replace(word, angle=90) for word in line("Antwerpen 13", 10, 20)])
    assert without_margins(page) == page


def test_a_folio_in_the_margin_is_no_row_and_no_column_of_the_table_beside_it() -> None:
    art = draw(UPPER)
    folio = replace(art.words[0], x0=250.0, x1=258.0, top=66.0, bottom=80.0, text="54", baseline=258.0, angle=90)
    table = read_one(Page(1, 595.0, 842.0, (*art.words, folio), ()))
    assert [len(row) for row in table.grid] == [3, 3, 3]
