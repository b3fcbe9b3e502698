"""Words that say something, in the languages that documents mix."""

from __future__ import annotations

from dataclasses import fields

import pytest

from extractor.language import LANGUAGES, Marker, Words, begins, pattern, says, words
from extractor.layout import row_kind
from extractor.layouts import LAYOUTS

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
