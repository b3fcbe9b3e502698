"""Both glyph sources on small PDFs written by hand, and against each other over the corpus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import pytest

from extractor.errors import BrokenPdf, EncryptedPdf, MissingFile, NotAPdf
from extractor.geometry import BBox
from extractor.glyphs import SOURCES
from extractor.glyphs.ink import Glyph
from extractor.glyphs.raised import Outline, with_marks
from extractor.page import Page, Word
from tests.pdfs import pdf, text, turned

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
EVERY_SOURCE = pytest.mark.parametrize("source", sorted(SOURCES))
COVER = "q 600 0 0 800 0 0 cm /I Do Q\n"

KNOWN = {
    "brabant_wallon_prov_ccrek_budget_2026.pdf": "PDFium drops a text object that holds a space alone, and the white "
    "(0.16 of the size) is too narrow to part words without it",
    "be_mtfsp_2025_2029.pdf": "a label that is cut off at its cell, of which pdfplumber reads what nobody sees",
    "ccrek_vl_ba2026.pdf": "a header in white on white, which pdfplumber reads",
    "kamer_1468_entity1_2026.pdf": "figures in white on white, which pdfplumber reads",
    "limburg_mjp_jun2026_a.pdf": "the watermark's font has a CMap of PDFTron's, which pdfminer cannot read; page numbers "
    "under white areas, which pdfplumber reads",
    "eu-016.pdf": "PDFium finds no Unicode for the 'fi' of a font without ToUnicode: its word has U+FFFD and a remark",
    "eu-017.pdf": "as eu-016",
    "eu-019.pdf": "as eu-016; and PDFium gives letters under one ActualText ('the N') no places of their own",
    "eu-020.pdf": "the Symbol font is not embedded: pdfminer knows neither the names nor the widths of its letters",
    "eu-021.pdf": "as eu-020",
    "eu-025.pdf": "as eu-020; and PDFium makes up a space at a gap of 0.14 of the size",
}
"""Files in which the sources see different words, and why."""


def read(data: bytes, source: str, *, password: str | None = None) -> Page:
    """The first page."""
    return next(iter(SOURCES[source](data, password=password, name="try.pdf")))


def texts(page: Page) -> list[str]:
    return [word.text for word in page.words]


@EVERY_SOURCE
def test_a_word_has_its_place_from_the_top_left(source: str) -> None:
    (word,) = read(pdf(text(100, 700, "Limburg")), source).words
    assert (word.text, word.size, word.angle, word.font) == ("Limburg", 10, 0, "Helvetica")
    assert word.baseline == pytest.approx(100)
    assert (word.top, word.bottom) == pytest.approx((92, 102))
    assert (word.x0, word.x1) == pytest.approx((100, 136.12), abs=0.1)


@EVERY_SOURCE
def test_a_space_parts_the_euro_sign_from_its_amount(source: str) -> None:
    page = read(pdf(text(100, 700, "\x80 14.282.612,00")), source)
    assert texts(page) == ["€", "14.282.612,00"]


@EVERY_SOURCE
def test_a_no_break_space_parts_words(source: str) -> None:
    assert texts(read(pdf(text(100, 700, "1\xa0234 op")), source)) == ["1", "234", "op"]


@EVERY_SOURCE
def test_a_gap_parts_words_without_a_space(source: str) -> None:
    cells = "BT /F 10 Tf 100 700 Td [(12) -2000 (34)] TJ ET"
    assert texts(read(pdf(cells), source)) == ["12", "34"]


@EVERY_SOURCE
def test_kerning_parts_nothing(source: str) -> None:
    kerned = "BT /F 10 Tf 100 700 Td [(V) 80 (laam) -60 (s)] TJ ET"
    assert texts(read(pdf(kerned), source)) == ["Vlaams"]


@EVERY_SOURCE
def test_a_letterspaced_word_is_one_word(source: str) -> None:
    assert texts(read(pdf(text(100, 700, "TOTAAL", before="4 Tc")), source)) == ["TOTAAL"]


@EVERY_SOURCE
def test_single_letters_in_columns_stay_apart(source: str) -> None:
    page = read(pdf("".join(text(100 + 40 * k, 700, letter) for k, letter in enumerate("JNJN"))), source)
    assert texts(page) == ["J", "N", "J", "N"]


@EVERY_SOURCE
def test_words_printed_out_of_order_are_joined_by_place(source: str) -> None:
    page = read(pdf(text(116.67, 700, "burg") + text(100, 700, "Lim")), source)
    assert texts(page) == ["Limburg"]


@EVERY_SOURCE
def test_a_row_of_dots_is_a_word_of_its_own(source: str) -> None:
    assert texts(read(pdf(text(100, 700, "Kapitaal........12")), source)) == ["Kapitaal", "........", "12"]
    ligature = pdf(text(100, 700, "\xa1scal....12", font="U"), unicode={0xA1: "00660069"})
    assert texts(read(ligature, source)) == ["fiscal", "....", "12"]


@EVERY_SOURCE
@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_rotated_page_reads_as_shown(source: str, rotate: int) -> None:
    matrix, x, y = {90: ("0 1 -1 0", 100, 50), 180: ("-1 0 0 -1", 550, 100), 270: ("0 -1 1 0", 500, 750)}[rotate]
    page = read(pdf(turned(x, y, "Limburg", matrix), page=f"/Rotate {rotate}"), source)
    (word,) = page.words
    assert (page.width, page.height) == ((600, 800) if rotate == 180 else (800, 600))
    assert (word.angle, word.x0, word.baseline) == (0, pytest.approx(50), pytest.approx(100))


@EVERY_SOURCE
def test_a_turned_header_cell_keeps_the_page_upright(source: str) -> None:
    page = read(pdf(text(100, 700, "Aantal vragen in Limburg") + turned(300, 600, "Jaar", "0 1 -1 0")), source)
    (word,) = (word for word in page.words if word.angle)
    assert (word.text, word.angle, word.baseline) == ("Jaar", 270, pytest.approx(300))
    assert (word.x0, word.x1, word.bottom) == pytest.approx((292, 302, 200))


@EVERY_SOURCE
def test_a_landscape_table_on_a_portrait_page_is_read_upright(source: str) -> None:
    lines = turned(100, 200, "Limburg 12", "0 1 -1 0") + "1 w 110 200 m 110 400 l S"
    page = read(pdf(lines), source)
    assert (page.width, page.height) == (800, 600)
    assert [(word.text, word.angle) for word in page.words] == [("Limburg", 0), ("12", 0)]
    assert page.words[0].x0 == pytest.approx(200)
    assert page.words[0].baseline == pytest.approx(100)
    assert page.rules[0].horizontal


@EVERY_SOURCE
def test_a_crop_box_sets_the_frame(source: str) -> None:
    page = read(pdf(text(150, 650, "Limburg"), page="/CropBox[100 100 500 700]"), source)
    assert (page.width, page.height, page.words[0].x0, page.words[0].baseline) == pytest.approx((400, 600, 50, 50))


@EVERY_SOURCE
def test_words_drawn_twice_for_bold_count_once(source: str) -> None:
    page = read(pdf(text(100, 700, "Totaal 11") + text(100.4, 700, "Totaal 11")), source)
    assert texts(page) == ["Totaal", "11"]
    assert not page.remarks


@EVERY_SOURCE
def test_letters_drawn_twice_one_by_one_count_once_and_are_bold(source: str) -> None:
    letters = ((100, "T"), (106.1, "o"), (111.7, "t"))
    (word,) = read(pdf("".join(text(x + d, 700, letter) for x, letter in letters for d in (0, 0.3))), source).words
    assert word.text == "Tot"
    assert word.bold or source == "pdfium"  # PDFium drops most second prints itself, and does not tell


@EVERY_SOURCE
@pytest.mark.parametrize("size", [6, 10, 24])
@pytest.mark.parametrize(("along", "across"), [(0.03, 0), (0, 0.06), (0.1, 0.1), (-0.1, 0), (0.25, 0), (0.2, -0.3)])
@pytest.mark.parametrize("prints", [2, 3])
def test_a_line_printed_again_aside_counts_once(
    source: str, size: int, along: float, across: float, prints: int
) -> None:
    shifts = [(size * along * k / (prints - 1), size * across * k / (prints - 1)) for k in range(prints)]
    lines = [text(100 + a, 700 + b, "Alle 11 villa's 1.100 kill 00", size=size) for a, b in shifts]
    assert texts(read(pdf("".join(lines)), source)) == ["Alle", "11", "villa's", "1.100", "kill", "00"]


@EVERY_SOURCE
def test_letters_printed_again_line_by_line_count_once(source: str) -> None:
    line = ((100, "v"), (105, "i"), (107.22, "l"), (109.44, "l"), (111.66, "a"), (117.22, "1"), (122.78, "1"))
    page = read(pdf("".join(text(x + d, 700, letter) for d in (0, 1.5) for x, letter in line)), source)
    assert texts(page) == ["villa11"]


@EVERY_SOURCE
@pytest.mark.parametrize(("tracking", "printed"), [(-0.06, "kill 11 00 llii"), (-0.2, "11 00 77")])
def test_doubled_letters_in_tight_type_stay(source: str, tracking: float, printed: str) -> None:
    page = read(pdf(text(100, 700, printed, before=f"{10 * tracking} Tc 5 Tw")), source)
    assert texts(page) == printed.split()


@EVERY_SOURCE
def test_a_pair_of_letters_set_apart_in_ultra_condensed_type_stays(source: str) -> None:
    page = read(pdf(text(100, 700, "112233", before="60 Tz")), source)
    assert texts(page) == ["112233"]


@EVERY_SOURCE
def test_bold_type_is_told_by_its_name_or_its_stroke(source: str) -> None:
    page = read(
        pdf(
            text(50, 700, "een", font="B")
            + text(150, 700, "twee", before="2 Tr")
            + text(250, 700, "drie", before="0 Tr")
        ),
        source,
    )
    assert [word.bold for word in page.words] == [True, True, False]


@EVERY_SOURCE
def test_a_raised_small_figure_is_a_superscript(source: str) -> None:
    page = read(pdf(text(100, 700, "56") + text(111.5, 704, "1", size=6)), source)
    assert {word.text: word.superscript for word in page.words} == {"56": False, "1": True}


SUPERIOR = {0xB9: "0031"}  # the font's 'onesuperior', of which it says that it is a '1'


@pytest.mark.parametrize("matrix", ["1 0 0 1", "0 1 -1 0", "0 -1 1 0", "-1 0 0 -1"])
def test_a_digit_that_its_font_draws_small_and_high_is_a_superscript(matrix: str) -> None:
    level = text(50, 20, "Aantal vragen in Limburg, en meer")  # so that the page is not turned
    page = read(pdf(level + turned(300, 400, "1135\xb9", matrix, font="U"), unicode=SUPERIOR), "pdfium")
    word, mark = sorted((w for w in page.words if w.text.isdigit()), key=lambda w: -len(w.text))
    assert (word.text, mark.text, mark.angle) == ("1135", "1", word.angle)
    assert mark.superscript or mark.angle
    assert mark.size == pytest.approx(6, abs=0.5)


def test_a_digit_is_no_superscript_where_no_other_of_its_font_tells(source: str = "pdfium") -> None:
    page = read(pdf(text(100, 700, "\xb9\xb9", font="U"), unicode=SUPERIOR), source)
    assert [(word.text, word.superscript) for word in page.words] == [("11", False)]


@pytest.mark.parametrize(("foot", "head", "raised"), [
    (0.28, 0.70, True), (0.18, 0.70, True), (0.17, 0.70, False), (0.28, 0.83, True), (0.28, 0.86, False), (0.0, 0.45, False), (-0.2, 0.28, False),
])  # fmt: skip
def test_a_raised_digit_is_smaller_and_its_foot_off_the_line(foot: float, head: float, raised: bool) -> None:
    glyph = Glyph("1", 100, 100, 5, 0, 10, "F", False, False)
    outlines = {0: Outline(1, 0.0, 0.7), 1: Outline(1, -0.01, 0.69), 2: Outline(1, foot, head), 3: Outline(2, 0.0, 0.2)}
    found = with_marks([glyph] * 4, outlines)
    assert [each.size < 10 for each in found] == [False, False, raised, False]
    assert found[2].y == pytest.approx(100 - 10 * foot if raised else 100)


@EVERY_SOURCE
def test_a_superscript_character_stays_in_its_word(source: str) -> None:
    page = read(pdf(text(100, 700, "135\xb9 12\xaa 7\xba m\xb2 10\xb3")), source)
    assert texts(page) == ["135¹", "12ª", "7º", "m²", "10³"]


@EVERY_SOURCE
@pytest.mark.parametrize(("matrix", "dx", "dy"), [("0 1 -1 0", 2, 15), ("0 -1 1 0", -2, -15)])
def test_a_lowered_small_figure_is_of_its_turned_word(source: str, matrix: str, dx: int, dy: int) -> None:
    level = text(50, 20, "Aantal vragen in Limburg")
    page = read(pdf(level + turned(300, 400, "CO", matrix) + turned(300 + dx, 400 + dy, "2", matrix, size=6)), source)
    assert "CO2" in texts(page)


@EVERY_SOURCE
def test_a_lowered_small_figure_is_of_its_word(source: str) -> None:
    page = read(pdf(text(100, 700, "CO") + text(115, 698, "2", size=6)), source)
    assert texts(page) == ["CO2"]


@EVERY_SOURCE
def test_a_soft_hyphen_stays_at_the_end_of_a_word_only(source: str) -> None:
    inside = read(pdf(text(100, 700, "ver\xadkeers", font="S") + text(100, 680, "(12)")), source)
    assert texts(inside)[0] == "verkeers"
    # PDFium has one code, 2, for a plain and a soft hyphen before a line that goes on: it may be printed, so it stays.
    at_end = read(pdf(text(100, 700, "verkeers\xad", font="S") + text(100, 680, "veilig")), source)
    assert texts(at_end) == ["verkeers-" if source == "pdfium" else "verkeers\xad", "veilig"]


@EVERY_SOURCE
def test_a_hyphen_at_the_end_of_a_line_is_a_hyphen(source: str) -> None:
    page = read(pdf(text(100, 700, "Vlaams-") + text(100, 688, "Brabant")), source)
    assert texts(page) == ["Vlaams-", "Brabant"]


@EVERY_SOURCE
@pytest.mark.parametrize("matrix", ["1 0 0 1", "0 1 -1 0"])
@pytest.mark.parametrize(
    ("utf16", "printed"),
    [
        ("D835DC65", "𝑥"),
        ("D835DFCF", "𝟏"),
        ("D83DDE00", "😀"),
        ("E000", "\ue000"),
        ("F0FC", "\uf0fc"),
        ("DB80DC01", "\U000f0001"),
    ],
)
def test_a_character_of_another_plane_or_of_private_use_is_kept(
    source: str, utf16: str, printed: str, matrix: str
) -> None:
    page = read(pdf(turned(100, 400, "a\xa1\xa1b", matrix, font="U"), unicode={0xA1: utf16}), source)
    (word,) = page.words
    assert (word.text, page.remarks) == (f"a{printed}{printed}b", ())
    # One glyph, one advance: four letters of half an em.
    assert word.width == pytest.approx(20)


@EVERY_SOURCE
@pytest.mark.parametrize("utf16", ["D800", "DC65", "0000", "0001", "000B", "0085", "009F", "FDD0", "D83FDFFE"])
def test_a_code_that_names_no_character_is_unknown_and_remarked_on(source: str, utf16: str) -> None:
    page = read(pdf(text(100, 700, "a\xa1b", font="U"), unicode={0xA1: utf16}), source)
    assert texts(page) == ["a\ufffdb"]
    assert [remark.message for remark in page.remarks] == ["1 characters that their font does not name"]


@EVERY_SOURCE
def test_two_halves_of_utf16_at_two_places_are_no_character(source: str) -> None:
    page = read(pdf(text(100, 700, "a\xa1\xa2b", font="U"), unicode={0xA1: "D835", 0xA2: "DC65"}), source)
    assert texts(page) == ["a\ufffd\ufffdb"]
    assert [remark.message for remark in page.remarks] == ["2 characters that their font does not name"]


@EVERY_SOURCE
def test_a_ligature_may_stand_for_characters_of_another_plane(source: str) -> None:
    page = read(pdf(text(100, 700, "a\xa1b", font="U"), unicode={0xA1: "D835DC65D835DC66"}), source)
    assert (texts(page), page.remarks) == (["a𝑥𝑦b"], ())


@EVERY_SOURCE
def test_a_character_of_another_plane_stands_in_text_that_runs_to_the_left(source: str) -> None:
    hebrew = {0xA1: "05D0", 0xA2: "D835DC65", 0xA3: "05D1"}
    page = read(pdf(text(100, 700, "\xa1\xa2\xa3", font="U"), unicode=hebrew), source)
    assert (texts(page), page.remarks) == (["\u05d0𝑥\u05d1"], ())


@EVERY_SOURCE
@pytest.mark.parametrize(("told", "printed"), [("E000", "\ue000"), ("D800", "\ufffd")])
def test_an_actual_text_is_kept_by_the_same_rules(source: str, told: str, printed: str) -> None:
    page = read(pdf(f"/Span<</ActualText<FEFF{told}>>>BDC {text(100, 700, 'q')} EMC"), source)
    assert texts(page) == [printed]


@EVERY_SOURCE
def test_text_outside_the_page_is_left_out_with_one_remark(source: str) -> None:
    page = read(pdf(text(100, 700, "hier") + text(700, 700, "daar") + text(100, -50, "onder")), source)
    assert texts(page) == ["hier"]
    assert [remark.code for remark in page.remarks] == ["text-outside-page"]


@EVERY_SOURCE
def test_hidden_text_is_left_out_with_one_remark(source: str) -> None:
    page = read(pdf(text(100, 700, "hier") + text(100, 600, "weg", before="3 Tr")), source)
    assert texts(page) == ["hier"]
    assert [remark.code for remark in page.remarks] == ["hidden-text"]


@EVERY_SOURCE
def test_hidden_text_over_a_scan_is_its_ocr(source: str) -> None:
    page = read(pdf(COVER + text(100, 600, "gescand", before="3 Tr")), source)
    assert (texts(page), page.images) == (["gescand"], 1)
    assert [word.ocr for word in page.words] == [True]
    assert [remark.code for remark in page.remarks] == ["ocr-layer"]


@EVERY_SOURCE
@pytest.mark.parametrize(("strips", "words"), [(2, ["gescand"]), (1, [])])
def test_a_picture_of_the_page_may_be_cut_in_strips(source: str, strips: int, words: list[str]) -> None:
    cover = "".join(f"q 600 0 0 350 0 {400 * strip} cm /I Do Q\n" for strip in range(strips))
    assert texts(read(pdf(cover + text(100, 600, "gescand", before="3 Tr")), source)) == words


@EVERY_SOURCE
def test_print_over_a_scan_is_no_ocr_and_joins_no_word_of_it(source: str) -> None:
    beside = 50 + 2 * 5.56  # where the two figures end
    page = read(pdf(COVER + text(50, 400, "12", before="3 Tr") + text(beside, 400, "3", before="0 Tr")), source)
    assert [(word.text, word.ocr) for word in page.words] == [("12", True), ("3", False)]


@EVERY_SOURCE
def test_a_scan_without_text_has_images_and_no_words(source: str) -> None:
    page = read(pdf(COVER), source)
    assert (page.words, page.images) == ((), 1)


@EVERY_SOURCE
def test_stroked_lines_and_thin_boxes_are_rules(source: str) -> None:
    page = read(pdf("1 w 100 700 m 300 700 l S 100 600 200 0.5 re f [2 2] 0 d 100 500 m 100 600 l S"), source)
    assert sum(rule.horizontal for rule in page.rules) == 2
    first = page.rules[0]
    assert (first.x0, first.top, first.x1, first.bottom) == pytest.approx((100, 99.5, 300, 100.5))


@EVERY_SOURCE
def test_a_stroked_rectangle_has_four_rules(source: str) -> None:
    assert len(read(pdf("100 100 200 50 re S"), source).rules) == 4


@EVERY_SOURCE
def test_a_filled_rectangle_is_a_fill_and_white_paper_none(source: str) -> None:
    page = read(pdf("1 g 0 0 600 800 re f 0.8 g 100 600 200 20 re f"), source)
    (fill,) = page.fills
    assert (fill.x0, fill.top, fill.x1, fill.bottom, fill.grey) == pytest.approx((100, 180, 300, 200, 0.8), abs=0.01)
    assert not page.rules


@EVERY_SOURCE
def test_white_and_slanted_strokes_are_no_rules(source: str) -> None:
    assert not read(pdf("1 G 100 700 m 300 700 l S 0 G 100 100 m 300 300 l S"), source).rules


@EVERY_SOURCE
def test_a_line_in_a_form_stands_where_its_matrices_put_it(source: str) -> None:
    (rule,) = read(pdf("q 2 0 0 1 0 100 cm /X Do Q"), source).rules
    assert (rule.x0, rule.x1, (rule.top + rule.bottom) / 2) == pytest.approx((20, 200, 650))


@EVERY_SOURCE
def test_pages_come_one_by_one_with_their_numbers(source: str) -> None:
    data = pdf(*(text(100, 700, f"blad{k}") for k in range(3)))
    assert [(page.number, texts(page)) for page in SOURCES[source](data)] == [(k + 1, [f"blad{k}"]) for k in range(3)]


@EVERY_SOURCE
def test_an_encrypted_pdf_needs_its_password(source: str) -> None:
    data = pdf(text(100, 700, "geheim"), password="sleutel")
    with pytest.raises(EncryptedPdf, match="encrypted"):
        read(data, source)
    with pytest.raises(EncryptedPdf, match="does not open"):
        read(data, source, password="fout")
    assert texts(read(data, source, password="sleutel")) == ["geheim"]


@EVERY_SOURCE
def test_bytes_that_are_no_pdf_say_what_they_are(source: str) -> None:
    with pytest.raises(NotAPdf, match="an HTML page"):
        read(b"\n<!DOCTYPE html><title>404</title>", source)
    with pytest.raises(NotAPdf, match="ZIP"):
        read(b"PK\x03\x04rest", source)
    with pytest.raises(MissingFile, match="empty"):
        read(b"", source)


@EVERY_SOURCE
def test_a_truncated_or_damaged_pdf_is_broken(source: str) -> None:
    data = pdf(text(100, 700, "Limburg"))
    with pytest.raises(BrokenPdf, match=r"try\.pdf: the PDF is truncated"):
        read(data[: len(data) // 2], source)
    with pytest.raises(BrokenPdf):
        read(b"%PDF-1.4\nnothing\n%%EOF\n", source)


def corpus(*patterns: str) -> list[Path]:
    return sorted(path for pattern in patterns for path in CORPUS.glob(pattern))


def pairs(path: Path, limit: int | None) -> Iterator[tuple[Page, Page]]:
    """Each page as both sources see it."""
    both = zip(SOURCES["pdfium"](path), SOURCES["pdfplumber"](path), strict=True)
    return islice(both, limit)


def same(one: BBox, other: BBox, *, within: float = 1.0) -> bool:
    sides = ((one.x0, other.x0), (one.top, other.top), (one.x1, other.x1), (one.bottom, other.bottom))
    return all(abs(a - b) <= within for a, b in sides)


def unmatched(page: Page, witness: Page) -> list[Word]:
    """Words of one page without an equal (text, box within a point, baseline, angle) on the other."""
    rest: dict[tuple[str, int], list[Word]] = defaultdict(list)
    for word in witness.words:
        rest[word.text, word.angle].append(word)
    left = []
    for word in page.words:
        equals = rest[word.text, word.angle]
        twin = next((each for each in equals if same(each, word) and abs(each.baseline - word.baseline) <= 1), None)
        if twin is None:
            left.append(word)
        else:
            equals.remove(twin)
    return left + [word for words in rest.values() for word in words]


def lonely(boxes: Sequence[BBox], others: Sequence[BBox]) -> int:
    return sum(not any(same(box, other) for other in others) for box in boxes)


@pytest.mark.parametrize("path", corpus("sv/pdf/*.pdf"), ids=lambda path: path.stem)
def test_both_sources_read_a_written_question_alike(path: Path) -> None:
    for page, witness in pairs(path, None):
        assert [(word.text, word.bold, word.superscript) for word in page.words] == [
            (word.text, word.bold, word.superscript) for word in witness.words
        ]
        assert unmatched(page, witness) == []
        assert lonely(page.rules, witness.rules) == lonely(witness.rules, page.rules) == 0
        assert lonely(page.fills, witness.fills) == lonely(witness.fills, page.fills) == 0
        assert (page.width, page.height) == pytest.approx((witness.width, witness.height))
        assert page.images == witness.images


@pytest.mark.parametrize("path", corpus("reports/*.pdf", "icdar2013/**/*.pdf"), ids=lambda path: path.stem)
def test_both_sources_read_other_documents_alike(path: Path) -> None:
    words = left = 0
    for page, witness in pairs(path, 2):
        words += len(page.words)
        left += len(unmatched(page, witness))
        assert lonely(page.rules, witness.rules) == lonely(witness.rules, page.rules) == 0
    if path.name in KNOWN:
        assert left <= 0.13 * words, KNOWN[path.name]
    else:
        assert left == 0
