"""What nobody sees on a page is no text of it; what shows through, is."""

from __future__ import annotations

import pytest

from extractor.glyphs import SOURCES
from extractor.page import Page
from tests.pdfs import pdf, text

WHITE, BLACK, BLUE = "1 1 1 rg\n", "0 0 0 rg\n", "0 0.2 0.5 rg\n"
PICTURE = "q 600 0 0 800 0 0 cm /I Do Q\n"


def read(content: str) -> Page:
    return next(iter(SOURCES["pdfium"](pdf(content), name="try.pdf")))


def seen(content: str) -> list[str]:
    return [word.text for word in read(content).words]


def area(x: float, y: float, width: float = 60, height: float = 16) -> str:
    return f"{x} {y} {width} {height} re f\n"


def clipped(x: float, y: float, width: float, height: float, content: str) -> str:
    return f"q {x} {y} {width} {height} re W n {content} Q\n"


def test_text_in_the_colour_of_the_paper_is_not_seen() -> None:
    page = read(text(100, 700, "Limburg") + WHITE + text(200, 700, "Antwerpen"))
    assert [word.text for word in page.words] == ["Limburg"]
    assert [remark.code for remark in page.remarks] == ["covered-text"]
    assert "9 characters" in page.remarks[0].message


@pytest.mark.parametrize("behind", [BLUE + area(195, 696), PICTURE, "0.5 g 195 696 m 250 696 l 225 720 l f\n"])
def test_white_text_on_a_colour_or_a_picture_is_seen(behind: str) -> None:
    assert seen(behind + WHITE + text(200, 700, "Gent")) == ["Gent"]


def test_text_in_the_colour_of_the_area_behind_it_is_not_seen() -> None:
    assert seen(BLUE + area(195, 696) + text(200, 700, "Gent") + BLACK + text(300, 700, "Mol")) == ["Mol"]


def test_text_under_an_area_painted_later_is_not_seen_and_above_it_is() -> None:
    old, new = text(200, 700, "12"), text(200, 700, "34")
    assert seen(old + WHITE + area(195, 696) + BLACK + new) == ["34"]


def test_text_that_is_cut_off_is_not_seen_though_others_stand_there() -> None:
    long = clipped(100, 696, 62, 16, text(100, 700, "Steun aan de gemeenten en steden"))
    assert seen(long + text(170, 700, "1.234")) == ["Steun", "aan", "de", "1.234"]


def test_a_word_of_which_a_part_is_seen_is_whole() -> None:
    assert seen(clipped(100, 696, 30, 16, text(100, 700, "Antwerpen"))) == ["Antwerpen"]
    assert seen(BLUE + area(95, 696, 30) + WHITE + text(100, 700, "Antwerpen")) == ["Antwerpen"]


def test_text_that_is_printed_in_two_halves_is_seen() -> None:
    """PDFium gives one of the two, which alone paints the upper half of the letters."""
    halves = [clipped(100, y, 60, 5, text(100, 700, "Limburg")) for y in (705, 700)]
    assert seen("".join(halves)) == ["Limburg"]


def test_reading_a_page_that_was_painted_changes_no_width_of_a_later_one() -> None:
    """PDFium's substitutes for fonts that are not embedded keep the weight that they were last painted with."""
    odd = pdf(text(100, 700, "Limburg")).replace(b"/BaseFont/Helvetica/", b"/BaseFont/Zelfmaak/")
    before = next(iter(SOURCES["pdfium"](odd, name="try.pdf")))
    bold = pdf(text(100, 700, "Limburg", font="B") + WHITE + text(200, 700, "Gent"))
    next(
        iter(SOURCES["pdfium"](bold.replace(b"/BaseFont/Helvetica-Bold/", b"/BaseFont/Zelfmaak-Bold/"), name="try.pdf"))
    )
    assert next(iter(SOURCES["pdfium"](odd, name="try.pdf"))) == before


def test_a_page_that_cannot_be_painted_keeps_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.glyphs.painting.PATIENCE", 0.0)
    assert seen(text(100, 700, "Limburg") + WHITE + text(200, 700, "Antwerpen")) == ["Limburg", "Antwerpen"]


@pytest.mark.parametrize(("side", "words"), [(1700, ["Limburg"]), (1800, ["Limburg", "Antwerpen"])])
def test_a_page_too_large_to_be_painted_keeps_its_text(side: int, words: list[str]) -> None:
    content = text(100, 700, "Limburg") + WHITE + text(200, 700, "Antwerpen")
    page = next(iter(SOURCES["pdfium"](pdf(content, box=f"0 0 {side} {side}"), name="try.pdf")))
    assert [word.text for word in page.words] == words
