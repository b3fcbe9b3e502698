"""English."""

from __future__ import annotations

from extractor.language.words import Words

WORDS = Words(
    total=("total", "totals"),
    subtotal=("subtotal", "sub-total"),
    grand=("grand total",),
    average=("average", "averages", "mean", "median", "ratio", "ratios", "rank", "rate", "rates"),
    mean=("average", "mean"),
    not_additive=("of which", "average", "not shown"),
    difference=("difference", "differences", "change", "changes", "growth"),
    person=("person", "persons", "pupils", "students", "patients", "beneficiaries", "inhabitants"),
    count=("number", "numbers", "count"),
    approximate=("about",),
    caption=("Table",),
    note=("source", "sources", "note", "notes"),
)
