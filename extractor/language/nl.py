"""Dutch."""

from __future__ import annotations

from extractor.language.words import Words

_EACH = ("per 1.000", "per 1000", "per inwoner")
_PERSONS = (
    "persoon", "personen", "cliënt", "cliënten", "leerling", "leerlingen", "begunstigde", "begunstigden", "deelnemer",
    "deelnemers", "kinderen", "jongeren", "inwoner", "inwoners", "patiënt", "patiënten", "studenten", "cursisten",
    "gebruikers", "werkzoekenden", "bewoners", "personeel", "personeelsleden", "medewerkers", "vrijwilligers",
)  # fmt: skip

WORDS = Words(
    total=("*totaal", "totale", "totalen"),
    subtotal=("subtotaal", "sub-totaal", "tussentotaal", "deeltotaal"),
    grand=("eindtotaal", "algemeen totaal", "totaal generaal", "algemene totalen"),
    lone_total=("tot", "som", "samen"),
    # 'tweede graad' is a part of a school; a rate is a compound: 'bezettingsgraad'.
    average=(
        "*gemiddeld*", "gem.", "mediaan*", "*ratio", "ratio*", "?*graad", "rang", "rangorde", "rangnummer", "rangschikking",
        "ranking", "*maximum", "maximum*", "maximale", "max.", "*minimum", "minimum*", "minimale", "min.", "hoogste", "laagste",
        "langste", "kortste", "grootste", "kleinste", "oudste", "jongste", "piek*", *_EACH,
    ),
    mean=("gemiddeld", "*gemiddelde", "gem."),
    not_additive=(
        "uniek*", "waarvan", "*overlap*", "dubbeltelling*", "meerdere*", "niet optelbaar", "*gemiddeld*", "exclusief", "< som", "niet opgenomen", "niet weergegeven", "niet getoond",
        "niet inbegrepen",
    ),
    difference=(
        "delta", "Δ", "*evolutie", "*verschil", "*verschillen", "*toename", "*afname", "*stijging", "*daling", "*groei",
        "*saldo", "*wijziging", "+/-",
    ),
    person=tuple(f"*{word}" for word in _PERSONS),
    count=("aantal", "aantallen", "#"),
    approximate=("circa", "ca.", "ongeveer", "zowat", "om en bij", "rond de", "+/-"),
    caption=("Tabel", "Grafiek", "Figuur"),
    note=("bron", "bronnen", "noot", "nota", "opmerking", "opmerkingen", "toelichting", "legende"),
)  # fmt: skip
