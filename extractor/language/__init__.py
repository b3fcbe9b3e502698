"""The languages that documents mix, and what a text says in any of them: another language is one file and one line."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import regex

from extractor.language import de, en, fr, nl
from extractor.language.tongue import Tongue
from extractor.language.words import Words, form

LANGUAGES: dict[str, Words] = {"nl": nl.WORDS, "fr": fr.WORDS, "en": en.WORDS, "de": de.WORDS}
Language = Literal["nl", "en", "fr"]
TONGUES: dict[Language, Tongue] = {"nl": nl.TONGUE, "en": en.TONGUE, "fr": fr.TONGUE}
"""The languages that findings are said in."""
Marker = Literal[
    "total", "subtotal", "grand", "lone_total", "average", "mean", "not_additive", "difference", "person", "count",
    "approximate", "caption", "note",
]  # fmt: skip


def words(marker: Marker) -> tuple[str, ...]:
    """The words of all languages that say it, as `Words` writes them down."""
    return tuple(dict.fromkeys(word for language in LANGUAGES.values() for word in getattr(language, marker)))


@lru_cache
def pattern(marker: Marker) -> regex.Pattern[str]:
    """Matches each of the words, in any capitals."""
    return regex.compile("|".join(map(form, words(marker))), regex.IGNORECASE)


def says(text: str, marker: Marker) -> str | None:
    """The first word of a text that says it; None where no word does."""
    found = pattern(marker).search(text)
    return found.group() if found else None


def begins(text: str, marker: Marker) -> bool:
    """True where a text begins with a word that says it."""
    return pattern(marker).match(text) is not None


__all__ = ["LANGUAGES", "TONGUES", "Language", "Marker", "Tongue", "Words", "begins", "pattern", "says", "words"]
