"""What a user may choose about the output, and where each document's files go."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.language import TONGUES, Language, Tongue
from extractor.record import Extraction

FIGURES_CSV, FINDINGS_CSV = "figures.csv", "findings.csv"
_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Options:
    """`decimal`: 'comma' writes decimal commas and ';' between fields, for Dutch-language Excel; `language` is that of
    the sentences and of the workbook's labels."""

    decimal: Literal["point", "comma"] = "point"
    language: Language = "en"

    @property
    def tongue(self) -> Tongue:
        """The language's phrases and numbers."""
        return TONGUES[self.language]


def distinct(extractions: Iterable[Extraction]) -> list[Extraction]:
    """The extractions in their order, the same document (its SHA-256) once."""
    return list({extraction.document.sha256: extraction for extraction in extractions}.values())


def folder_names(extractions: Sequence[Extraction]) -> list[str]:
    """A folder name a document: its id, with the start of its SHA-256 where two documents share an id."""
    # Two printings of one question have the same id and other bytes; neither may overwrite the other.
    ids = [safe_name(extraction.document.id) for extraction in extractions]
    # Folders also meet these files, and file systems that ignore case.
    count = Counter(name.casefold() for name in [*ids, FIGURES_CSV, FINDINGS_CSV])
    return [
        name if count[name.casefold()] == 1 else f"{name}-{extraction.document.sha256[:8]}"
        for name, extraction in zip(ids, extractions, strict=True)
    ]


def safe_name(text: str) -> str:
    """`text` as a file name: letters, digits, '.', '_' and '-'; never empty, never a dot file."""
    return _UNSAFE.sub("-", text).strip(".-")[:100] or "document"
