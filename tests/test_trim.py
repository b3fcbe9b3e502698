"""Captions and notes that the chain takes for lines of a table, and that are none."""

from __future__ import annotations

import pytest

from extractor.layouts import LAYOUTS
from extractor.tables.grid import bands_of
from extractor.tables.trim import Trim
from tests.drawing import draw

TABLE = """
                2018    2019
    Antwerpen     13      11
    Limburg       12       9
"""


def kept(art: str) -> list[str]:
    """The lines that stay, a text each."""
    return [band.text for band in Trim.of(LAYOUTS["flanders"])(bands_of(draw(art).words))]


@pytest.mark.parametrize("title", ["Tabel 1    Inschrijvingen per provincie", "TABEL 1    INSCHRIJVINGEN"])
def test_a_title_set_off_from_its_number_is_no_row(title: str) -> None:
    assert kept(f"    {title}{TABLE}")[0] == "2018 2019"


def test_a_header_that_begins_like_a_caption_stays_where_figures_or_more_columns_follow() -> None:
    for header in ("Tabel 1    12", "Tabel 1    Mannen    Vrouwen"):
        assert kept(f"    {header}{TABLE}")[0].startswith("Tabel 1")


@pytest.mark.parametrize("word", ["Bron:", "Opmerking:", "Source:"])
def test_a_note_set_off_from_its_word_is_no_row(word: str) -> None:
    assert kept(f"{TABLE}    {word}    Statistiek Vlaanderen\n              cijfers van mei")[-1] == "Limburg 12 9"


def test_a_row_that_begins_with_the_word_of_a_note_stays_where_it_has_figures() -> None:
    assert kept(f"{TABLE}    Bron:         5       6")[-1] == "Bron: 5 6"
    assert kept(f"{TABLE}    Bronnen    Demer    Zwalm")[-1] == "Bronnen Demer Zwalm"
