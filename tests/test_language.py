"""Words that say something, in the languages that documents mix."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import get_args

import pytest

from extractor.language import LANGUAGES, TONGUES, Language, Marker, Words, begins, pattern, says, words
from extractor.layout import row_kind
from extractor.layouts import LAYOUTS
from extractor.record import Reason, Verdict
from extractor.relation import Kind

FLANDERS = LAYOUTS["flanders"]
MARKERS = [field.name for field in fields(Words)]


@pytest.mark.parametrize(
    ("text", "marker", "word"),
    [
        ("Jaargemiddelde 2019", "average", "Jaargemiddelde"),
        ("Gemiddelde prijs", "average", "Gemiddelde"),
        ("bezettingsgraad (%)", "average", "bezettingsgraad"),
        ("Vaccinatiegraad", "average", "Vaccinatiegraad"),
        ("Mediaanprijs", "average", "Mediaanprijs"),
        ("Langste wachttijd", "average", "Langste"),
        ("(unieken)", "not_additive", "unieken"),
        ("Hoogste score", "average", "Hoogste"),
        ("Maximumprijs", "average", "Maximumprijs"),
        ("Ratiowaarde", "average", "Ratiowaarde"),
        ("gegevensoverlap", "not_additive", "gegevensoverlap"),
        ("leerlingenratio", "average", "leerlingenratio"),
        ("Kosten per  inwoner", "average", "per  inwoner"),
        ("Taux de chômage", "average", "Taux"),
        ("unieke leerlingen", "not_additive", "unieke"),
        ("overlappingen mogelijk", "not_additive", "overlappingen"),
        ("loten < som", "not_additive", "< som"),
        ("loten< som", "not_additive", "< som"),
        ("gem.prijs", "average", "gem."),
        ("dont femmes", "not_additive", "dont"),
        ("Δ 2020", "difference", "Δ"),
        ("verschil (+/-)", "difference", "verschil"),
        ("huurprijsstijging", "difference", "huurprijsstijging"),
        ("# leerlingen", "person", "leerlingen"),
        ("# dossiers", "count", "#"),
        ("Aantal aanvragen", "count", "Aantal"),
        ("kleinkinderen", "person", "kleinkinderen"),
    ],
)
def test_a_word_says_it_alone_and_as_the_head_of_a_compound(text: str, marker: Marker, word: str) -> None:
    assert says(text, marker) == word


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("Libération", "average"),
        ("Opération", "average"),
        ("Orange", "average"),
        ("Gerangschikte projecten", "average"),
        ("2de graad", "average"),
        ("Corporate", "average"),
        ("Meaningful", "average"),
        ("personenwagens", "person"),
        ("Personeelskosten", "person"),
        ("per 10000", "average"),
        ("Dontaal", "not_additive"),
        ("communautaire", "not_additive"),
        ("exchange", "difference"),
        ("saldoteken", "difference"),
    ],
)
def test_letters_within_another_word_say_nothing(text: str, marker: Marker) -> None:
    assert says(text, marker) is None


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Totaal", "total"),
        ("TOTAUX 2019", "total"),
        ("Totaal1", "total"),
        ("Totaal(1)", "total"),
        ("Jaartotaal", "total"),
        ("Subtotaal", "subtotal"),
        ("Sous-total A", "subtotal"),
        ("Algemeen  totaal", "grand"),
        ("3. Totaal", "total"),
        ("tot", "total"),
        ("Summe:", "total"),
        ("Vlaanderen", "total"),
        ("tot 2019", None),
        ("Totaalverwarming", None),
        ("Ensemblespel", None),
        ("Aantal totaal", None),
    ],
)
def test_a_label_says_total_as_a_whole_word_at_its_beginning(label: str, kind: str | None) -> None:
    assert row_kind(label, FLANDERS) == kind


def test_every_language_is_asked() -> None:
    for language in LANGUAGES.values():
        for marker in MARKERS:
            for word in getattr(language, marker):
                text = word.replace("?*", "x").strip("*")
                assert pattern(marker).fullmatch(text), word
                assert begins(text.upper(), marker), word
                assert word in words(marker)


def test_every_language_says_everything_with_the_same_values() -> None:
    phrases = [tongue.phrases for tongue in TONGUES.values()]
    names = [{code: sorted(re.findall(r"{(\w+)", text)) for code, text in each.items()} for each in phrases]
    assert names[0] == names[1] == names[2]
    codes = {*get_args(Reason), *(f"verdict {v}" for v in get_args(Verdict)), *(f"kind {k}" for k in get_args(Kind))}
    assert codes - {"reach"} <= set(phrases[0])


@pytest.mark.parametrize(
    ("language", "text"), [("nl", "-1.234.567,50"), ("en", "-1,234,567.50"), ("fr", "-1\u202f234\u202f567,50")]
)
def test_a_number_has_the_marks_of_the_language(language: Language, text: str) -> None:
    assert TONGUES[language].number(Decimal("-1234567.50")) == text
    assert TONGUES[language].day(date(2024, 5, 3)).startswith("3 ")
