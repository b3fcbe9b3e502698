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
    region_words=("vlaanderen", "vlaams gewest", "het vlaamse gewest"),
    licence="Modellicentie Gratis Hergebruik v1.0, bron: Vlaams Parlement",
)  # fmt: skip
