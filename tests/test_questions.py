"""The forms of a written question that PARLIAMENT.md describes, each drawn as its page prints it."""

from __future__ import annotations

from datetime import date
from string import ascii_uppercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.layouts import LAYOUTS
from extractor.lines import furniture, lines_of, paragraph
from extractor.names import as_printed, name_in_normal_capitals, title_in_normal_capitals
from extractor.questions import Parts, read, zittingsjaar
from tests.drawing import draw

HEAD = """
SCHRIFTELIJKE VRAAG
nr. 256
van MAAIKE DE VREESE
datum: 4 oktober 2021

aan HILDE CREVITS
VICEMINISTER-PRESIDENT VAN DE VLAAMSE REGERING, VLAAMS
MINISTER VAN ECONOMIE, INNOVATIE EN WERK

[Digitale] [transformatie] [-] [Evaluatie] [van] [het]
[project] [(2)]

Het project loopt af.
1.  Hoeveel sessies waren er?
    a) per jaar
    b) per provincie
2.  Wat kostte dat?
Graag ook in een rekenblad.
"""
ANSWER = """
HILDE CREVITS
VICEMINISTER-PRESIDENT VAN DE VLAAMSE REGERING, VLAAMS
MINISTER VAN ECONOMIE, INNOVATIE EN WERK

ANTWOORD
op vraag nr. 256 van 4 oktober 2021
van MAAIKE DE VREESE
"""


def parts(*pages: str) -> Parts:
    drawn = [lines_of(draw(page, number=i + 1)) for i, page in enumerate(pages)]
    return read([line for lines in drawn for line in lines], LAYOUTS["flanders"])


def test_the_head_gives_number_author_date_minister_and_a_title_over_two_lines() -> None:
    found = parts(HEAD)
    assert (found.number, found.author, found.date) == (256, "Maaike De Vreese", date(2021, 10, 4))
    assert found.zittingsjaar == "2021-2022"
    assert found.title == "Digitale transformatie - Evaluatie van het project (2)"
    (minister,) = found.ministers
    assert minister.name == "Hilde Crevits"
    assert minister.title == (
        "viceminister-president van de Vlaamse Regering, Vlaams minister van Economie, Innovatie en Werk"
    )


def test_sub_items_stay_in_their_question_and_a_line_at_the_margin_closes() -> None:
    found = parts(HEAD)
    assert [(q.label, q.text) for q in found.questions] == [
        ("1", "Hoeveel sessies waren er? a) per jaar b) per provincie"),
        ("2", "Wat kostte dat?"),
    ]
    assert found.introduction == "Het project loopt af."
    assert found.closing == "Graag ook in een rekenblad."


def test_a_question_without_an_answer_has_none_and_says_so() -> None:
    found = parts(HEAD)
    assert found.answers == ()
    assert "no-answer" in dict(found.notices)


def test_a_joint_answer_carries_both_labels() -> None:
    found = parts(HEAD, ANSWER + "\nVooraf.\n1, 2.  Er waren er 30.\n        Ze kostten niets.\n")
    assert [(a.label, a.text) for a in found.answers] == [("1, 2", "Er waren er 30. Ze kostten niets.")]
    assert found.preamble == "Vooraf."


@pytest.mark.parametrize("label", ["1-2.", "1 en 2.", "1. en 2.", "1 & 2.", "1.-2.", "1., 2."])
def test_a_joint_label_is_read_in_each_of_its_spellings(label: str) -> None:
    found = parts(HEAD, ANSWER + f"\n{label}  Er waren er 30.\n")
    assert [(a.label, a.text) for a in found.answers] == [("1, 2", "Er waren er 30.")]


def test_an_answer_without_a_number_is_one_answer() -> None:
    found = parts(HEAD, ANSWER + "\nDe cijfers zijn niet\nbeschikbaar.\n")
    assert [(a.label, a.text) for a in found.answers] == [(None, "De cijfers zijn niet beschikbaar.")]


def test_a_list_inside_an_answer_is_no_answer() -> None:
    found = parts(HEAD, ANSWER + "\n1.  Er zijn drie stappen:\n    1. vragen\n    2. wachten\n2.  Niets.\n")
    assert [(a.label, a.text) for a in found.answers] == [
        ("1", "Er zijn drie stappen: 1. vragen 2. wachten"),
        ("2", "Niets."),
    ]


def test_a_coordinated_answer_names_the_other_ministers_with_their_numbers() -> None:
    page = ANSWER.replace("ANTWOORD", "GECOÖRDINEERD ANTWOORD") + (
        "\nDeze vraag werd gesteld aan de ministers Jan Jambon (142),\nHilde Crevits (256), Bart Somers (73).\n1.  Dertig.\n"
    )
    found = parts(HEAD, page)
    assert [(m.name, m.number) for m in found.ministers] == [
        ("Hilde Crevits", 256),
        ("Jan Jambon", 142),
        ("Bart Somers", 73),
    ]
    assert [a.label for a in found.answers] == ["1"]


def test_annexes_are_listed_by_their_names() -> None:
    found = parts(
        HEAD, ANSWER + "\n1.  Zie bijlage.\n\nBIJLAGEN\nOverzicht per straat\n- Toelichting bij de\nregistratie\n"
    )
    assert [a.title for a in found.annexes] == ["Overzicht per straat", "Toelichting bij de registratie"]
    assert found.answers[0].text == "Zie bijlage."


def test_references_to_other_questions_are_found() -> None:
    page = ANSWER + "\n1.  Zie uw SV 1033 en schriftelijke vraag nr. 629 (2020-2021).\n"
    assert [(r.number, r.zittingsjaar) for r in parts(HEAD, page).references] == [(1033, None), (629, "2020-2021")]


def test_another_document_has_no_parts_and_a_notice() -> None:
    found = parts("Jaarverslag 2024\n1.  Inleiding\n")
    assert found.number is None
    assert found.questions == ()
    assert dict(found.notices).keys() == {"no-written-question"}


def test_a_sentence_that_begins_with_the_heading_s_words_is_no_heading() -> None:
    note = "Verslag\nSchriftelijke vraag nr. 12 van 2020 ging hierover.\nDe kost was 711 euro.\n"
    assert parts(note).questions == ()
    assert parts(note, HEAD).number == 256


def test_lines_that_no_part_has_are_told() -> None:
    found = parts(
        "Kabinet, 1000 Brussel\n\n" + HEAD.replace("nr. 256", "nr. 256\nRef. 2021/7"), ANSWER + "\ndatum: 3/4/2021\n"
    )
    assert [line.text for line in found.left] == ["Kabinet, 1000 Brussel", "Ref. 2021/7", "datum: 3/4/2021"]
    assert not parts(HEAD, ANSWER).left


@pytest.mark.parametrize(
    "name",
    ["Maaike De Vreese", "Jan Van den Driessche", "Frank Vandenbroucke", "Tom IJzermans", "Annelore Van der Auwermeulen",
     "Hannelore Cools-De Ridder", "Özlem Karadag", "Jos D'Haese", "Jean-Marie Opdebeeck", "Allessia Claes"],
)  # fmt: skip
def test_names_get_normal_capitals(name: str) -> None:
    assert name_in_normal_capitals(name.upper()) == name
    assert name_in_normal_capitals(name) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dank aan Tine van der Vloet, die dit vroeg.", "Tine van der Vloet"),
        ("Dank aan Tine van\nder Vloet.", "Tine van der Vloet"),
        ("van TINE VAN DER VLOET", "Tine Van der Vloet"),
        ("Augustine van der Vloeten", "Tine Van der Vloet"),
    ],
)
def test_a_name_is_written_as_the_text_prints_it_in_mixed_letters(text: str, name: str) -> None:
    assert as_printed(name_in_normal_capitals("TINE VAN DER VLOET"), text) == name


@given(st.text(alphabet=ascii_uppercase + " -'", min_size=1, max_size=30))
def test_capitals_are_made_normal_without_a_letter_lost(name: str) -> None:
    assert name_in_normal_capitals(name).upper().split() == name.split()
    assert "".join(title_in_normal_capitals(name).upper().split()) == "".join(name.split())


@pytest.mark.parametrize(
    ("day", "year"), [((2021, 9, 10), "2020-2021"), ((2021, 9, 27), "2021-2022"), ((2026, 1, 19), "2025-2026")]
)
def test_a_parliamentary_year_opens_on_the_fourth_monday_of_september(day: tuple[int, int, int], year: str) -> None:
    assert zittingsjaar(date(*day)) == year


def test_a_hyphen_at_a_lines_end_joins_and_a_soft_one_goes() -> None:
    assert paragraph(["de e-", "commerce van 2020-", "2021 is onder\u00ad", "zocht -", "en goed"]) == (
        "de e-commerce van 2020-2021 is onderzocht - en goed"
    )


def test_page_numbers_and_repeated_heads_are_furniture_and_a_last_row_is_not() -> None:
    first = lines_of(draw("Kop van elke bladzijde\ntekst een\nTotaal 3673\n1", number=1))
    second = lines_of(draw("Kop van elke bladzijde\ntekst twee\nslot\n2", number=2))
    out = {line.text for line in furniture([first, second])}
    assert out == {"Kop van elke bladzijde", "1", "2"}
