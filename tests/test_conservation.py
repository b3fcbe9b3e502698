"""Every word of a page ends in exactly one place: a table's cell, its leftovers, a caption, a note, or the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.geometry import BBox
from extractor.layouts import LAYOUTS
from extractor.page import Page
from extractor.tables import Grid, Reader, build, regions
from extractor.tables.account import with_leftovers
from extractor.tables.build import table_of
from extractor.tables.propose import ruled
from tests.benchmarks.conservation import Count, counted
from tests.benchmarks.corpora import FOLDERS
from tests.drawing import boxed, draw
from tests.pdfs import pdf, text, turned
from tests.test_corpus import SHARED

FIXTURE = Path(__file__).parents[1] / "fixtures" / "question-1027.pdf"
PAGES = 4
"""Pages of a document that are counted: enough of each kind, and soon done; `conservation.py` counts all."""
EVERY = {"sv": 1, "icdar": 1, "reports": 1, "parsebench": 2, "wild": 1, "typesetters": 4, "unjudged": 4}
"""Of each set one document in so many."""
MOST_UNPLACED = 0.005


@pytest.mark.skipif(not SHARED.exists(), reason="the shared corpus is not here")
@pytest.mark.parametrize("name", FOLDERS)
def test_no_word_of_a_set_is_lost_or_doubled(name: str) -> None:
    total = Count()
    for path in sorted(p for p in FOLDERS[name].glob("*.pdf") if "scan" not in p.stem)[:: EVERY[name]]:
        total += counted(path, PAGES)
    assert total.numbers > 1000
    assert (total.lost, total.twice, total.astray) == ([], [], 0)
    assert total.unplaced <= MOST_UNPLACED * total.within


@pytest.mark.skipif(not SHARED.exists(), reason="the shared corpus is not here")
@pytest.mark.parametrize("path", sorted(FOLDERS["sv"].glob("*__grid.pdf")), ids=lambda path: path.stem)
def test_every_number_of_a_question_s_text_is_in_one_of_its_parts(path: Path) -> None:
    total = counted(path)
    assert (total.lost, total.twice) == ([], [])
    assert total.places["text"] and not total.places["told lost"]


def test_text_of_a_question_that_no_part_has_is_told_with_its_page_and_box() -> None:
    head = ["Kabinet, 1000 Brussel", "SCHRIFTELIJKE VRAAG", "nr. 12", "datum: 4 oktober 2021", "aan HILDE CREVITS"]
    asked = [*head, "1. Hoeveel waren er in 2020?", "ANTWOORD", "1. Er waren er 31."]
    lines = "".join(text(80, 700 - 20 * i, line) for i, line in enumerate(asked))
    found = extractor.read(pdf(lines + turned(40, 300, "DOC 56/1468", "0 1 -1 0"))).notices
    told = {notice.code: notice for notice in found}
    for code, words, x0 in (("unread-line", "Kabinet, 1000 Brussel", 80), ("turned-text", "DOC 56/1468", 32)):
        notice = told[code]
        assert words in notice.message
        assert notice.page == 1 and notice.box is not None and abs(notice.box.x0 - x0) < 1


def test_a_word_in_the_box_of_a_table_and_in_no_cell_of_it_is_left_over_with_its_place() -> None:
    page = draw("""
        Regio            2018    2019
        Antwerpen          13      11
        Limburg            12       9
        Brabant            11       3
    """)
    (grid,) = (grid for found in _read(page).found for grid in found.grids)
    stamp = replace(page.words[0], x0=120, top=75, x1=124, bottom=85, baseline=83, text="ontwerp")
    (kept,) = with_leftovers([grid], [*page.words, stamp, replace(stamp, x0=20, x1=24)])
    assert kept.unplaced == [stamp]
    table = table_of([kept], LAYOUTS["flanders"], (), caption=None, number=1)
    assert table is not None
    (left,) = table.unplaced
    assert (left.text, left.box.page, left.box.x0, left.box.top) == ("ontwerp", 1, 120, 75)


def test_a_word_in_two_boxes_is_left_over_in_the_smaller() -> None:
    page = boxed([["Regio", "2018"], ["Antwerpen", "13"], ["Limburg", "12"]])
    (grid,) = (grid for found in _read(page).found for grid in found.grids)
    frame = replace(grid, box=BBox(0, 0, 595, 842), cells=[])
    stamp = replace(page.words[0], text="ontwerp")
    assert [g.unplaced for g in with_leftovers([frame, grid], [stamp])] == [[], [stamp]]


def test_a_frame_with_one_column_of_ink_is_text() -> None:
    page = boxed([["Personeel", None], ["Werking", None], ["Overdrachten", None]])
    reader = Reader(LAYOUTS["flanders"])
    assert reader.add(page) == page.words
    assert not reader.found and not reader.breaches


def _read(page: Page) -> Reader:
    reader = Reader(LAYOUTS["flanders"])
    reader.add(page)
    return reader


@pytest.fixture
def spoilt(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Grid], Grid]], None]:
    """Spoils each grid after its words were placed."""

    def spoil(change: Callable[[Grid], Grid]) -> None:
        for module in (regions, ruled):
            place = module.place
            monkeypatch.setattr(module, "place", lambda *given, place=place: change(place(*given)))

    return spoil


def without_a_word(grid: Grid) -> Grid:
    last = grid.cells[-1]
    return replace(
        grid, cells=[*grid.cells[:-1], replace(last, words=last.words[:-1])] if len(last.words) > 1 else grid.cells[:-1]
    )


def with_a_word_twice(grid: Grid) -> Grid:
    first, *cells = grid.cells
    return replace(grid, cells=[replace(first, words=(*first.words, first.words[0])), *cells])


def notices(code: str) -> list[Any]:
    return [notice for notice in extractor.read(FIXTURE).notices if notice.code == code]


def test_a_whole_reading_has_no_notice_of_lost_words() -> None:
    assert not [n for n in extractor.read(FIXTURE).notices if n.code.endswith("-words")]


def test_a_word_that_is_put_in_no_cell_is_told_with_its_page_and_box(spoilt: Any) -> None:
    plain = extractor.read(FIXTURE)
    spoilt(without_a_word)
    found = notices("unplaced-words")
    assert found
    boxes = [b for table in plain.tables for row in table.rows for c in row.cells for b in c.boxes]
    for notice in found:
        word = notice.message.rpartition(" ")[2]
        assert word and any((b.page, b.top) == (notice.page, notice.box.top) for b in boxes), notice


def test_a_word_that_is_put_in_two_places_is_told_with_its_page_and_box(spoilt: Any) -> None:
    spoilt(with_a_word_twice)
    found = notices("doubled-words")
    assert found and all(notice.page == notice.box.page and notice.box.x1 > notice.box.x0 for notice in found)
    assert counted(FIXTURE).twice


def test_a_row_that_is_left_out_of_its_table_is_told_with_its_page_and_box(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = build.printed_lines
    monkeypatch.setattr(build, "printed_lines", lambda grid, vocabulary: whole(grid, vocabulary)[:-1])
    found = notices("lost-words")
    assert any("2822" in notice.message for notice in found)
    assert all(notice.page == notice.box.page for notice in found)
    assert counted(FIXTURE).lost
