"""English."""

from __future__ import annotations

from extractor.language.words import Words

WORDS = Words(
    total=("total", "totals"),
    subtotal=("subtotal", "sub-total"),
    grand=("grand total",),
    average=(
        "average*",
        "mean",
        "median*",
        "ratio",
        "ratios",
        "rank",
        "rate",
        "rates",
        "maximum",
        "minimum",
        "highest",
        "lowest",
        "longest",
        "shortest",
        "peak",
    ),
    mean=("average", "mean"),
    not_additive=("of which", "average*", "unique*", "not shown"),
    difference=("difference", "differences", "change", "changes", "growth"),
    person=("person", "persons", "pupils", "students", "patients", "beneficiaries", "inhabitants"),
    count=("number", "numbers", "count"),
    approximate=("about",),
    caption=("Table",),
    note=("source", "sources", "note", "notes"),
)
