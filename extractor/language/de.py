"""German, as the third language of Belgium and the columns of its reports print it."""

from __future__ import annotations

from extractor.language.words import Words

WORDS = Words(
    total=("gesamt", "gesamtsumme", "insgesamt"),
    subtotal=("zwischensumme",),
    grand=("gesamtsumme",),
    lone_total=("summe",),
    average=("*durchschnitt", "durchschnittlich*", "mittelwert"),
    mean=("durchschnitt", "durchschnittlich*"),
    difference=("*veränderung", "*veränderungen", "differenz*"),
    count=("anzahl",),
    caption=("Tabelle",),
    note=("quelle", "anmerkung"),
)
