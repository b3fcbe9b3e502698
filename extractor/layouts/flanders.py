"""The Flemish Parliament's written questions (schriftelijke vragen)."""

from __future__ import annotations

import regex

from extractor.layout import Layout

FLANDERS = Layout(
    question_headings=("schriftelijke vraag",),
    answer_headings=("antwoord", "gecoördineerd antwoord", "aanvullend antwoord", "gezamenlijk antwoord"),
    annex_headings=("bijlage", "bijlagen"),
    months=(
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
        "november", "december",
    ),
    number=regex.compile(r"nr\.?\s*(?P<value>\d+)", regex.IGNORECASE),
    author=regex.compile(r"van\s+(?P<value>\p{Lu}[\p{Lu}\s.'’-]+)"),
    date=regex.compile(r"datum\s*:?\s*(?P<value>.+)", regex.IGNORECASE),
    to=regex.compile(r"aan\s+(?P<value>\p{Lu}.*)", regex.IGNORECASE),
    answered=regex.compile(
        r"op\s+(?:de\s+)?(?:schriftelijke\s+)?vraag\s+nr\.?\s*(?P<value>\d+).*", regex.IGNORECASE
    ),
    several=regex.compile(
        r"(?:deze|dezelfde)\s+vraag\s+werd\s+(?:ook\s+)?gesteld\s+aan\s+(?P<value>[^.]*\(\d+\)[^.]*)", regex.IGNORECASE
    ),
    reference=regex.compile(
        r"(?:schriftelijke\s+vra(?:ag|gen)|\bSV)\s*(?:nr\.?|nrs\.?)?\s*(?P<number>\d{1,5})"
        r"(?:\s*\(\s*(?P<zittingsjaar>\d{4}-\d{4})\s*\))?",
        regex.IGNORECASE,
    ),
    caption_words=("Tabel", "TABEL", "Table", "Tableau", "Tabelle", "Grafiek", "Figuur"),
    note_words=("bron", "bronnen", "noot", "nota", "opmerking", "opmerkingen", "toelichting", "legende", "source", "sources",
                "note", "notes", "remarque", "quelle", "anmerkung"),
    total_words=(
        "totaal", "totale", "totalen", "total", "totals", "totaux", "gesamt", "gesamtsumme", "insgesamt",
    ),
    subtotal_words=("subtotaal", "sub-totaal", "tussentotaal", "deeltotaal", "subtotal", "sous-total", "sous-totaux",
                    "sub-total", "zwischensumme"),
    grand_words=("eindtotaal", "algemeen totaal", "totaal generaal", "grand total", "total général", "total general",
                 "algemene totalen", "gesamtsumme"),
    lone_total_words=("tot", "som", "samen", "ensemble", "summe"),
    region_words=("vlaanderen", "vlaams gewest", "het vlaamse gewest"),
    average_words=("gemiddeld", "gem.", "mediaan", "moyenne", "average", "mean", "ratio", "graad", "rang", "per 1.000",
                   "per 1000", "per inwoner"),
    non_additive_words=("uniek", "waarvan", "overlap", "dubbeltelling", "meerdere", "niet optelbaar", "gemiddeld",
                        "dont ", "of which", "exclusief", "moyenne", "average", "< som", "niet opgenomen",
                        "niet weergegeven", "niet getoond", "niet inbegrepen", "non repris", "not shown"),
    mean_words=("gemiddeld", "gem.", "moyenne", "average", "mean", "durchschnitt"),
    difference_words=("delta", "Δ", "evolutie", "verschil", "toename", "afname", "stijging", "daling", "groei", "saldo",
                      "wijziging", "aangroei", "différence", "évolution", "variation", "écart", "croissance",
                      "difference", "change", "growth", "veränderung", "differenz", "+/-"),
    person_words=("person", "cliënt", "leerling", "begunstigde", "deelnemer", "kinderen", "jongeren", "inwoner",
                  "patiënt", "studenten", "cursisten", "gebruikers", "werkzoekenden", "bewoners", "élèves", "bénéficiaires"),
    approximate_words=("circa", "ca.", "ongeveer", "zowat", "om en bij", "environ", "about", "rond de", "+/-"),
    licence="Modellicentie Gratis Hergebruik v1.0, bron: Vlaams Parlement",
)  # fmt: skip
