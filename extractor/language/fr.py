"""French."""

from __future__ import annotations

from extractor.language.words import Words

WORDS = Words(
    total=("total", "totaux"),
    subtotal=("sous-total", "sous-totaux"),
    grand=("total général", "total general"),
    lone_total=("ensemble",),
    average=("moyenne*", "médiane*", "ratio", "ratios", "rang", "taux", "maximum", "maximal*", "minimum", "minimal*"),
    mean=("moyenne",),
    not_additive=("dont", "moyenne*", "unique*", "non repris"),
    difference=(
        "différence", "différences", "évolution", "évolutions", "variation", "variations", "écart", "écarts", "croissance",
    ),
    person=("personne", "personnes", "élèves", "bénéficiaires", "patients", "étudiants", "habitants"),
    count=("nombre", "nombres"),
    approximate=("environ",),
    caption=("Tableau",),
    note=("source", "sources", "note", "notes", "remarque", "remarques"),
)  # fmt: skip
