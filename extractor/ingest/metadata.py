"""The metadata of the PDF beside those of the open data: a difference is a notice, and both are kept."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date as Date

from extractor.document import Document
from extractor.parliament import QuestionInfo
from extractor.record import Notice


def differences(info: QuestionInfo, document: Document) -> list[Notice]:
    """A notice for each field that both have and that differs; capitals, accents and spaces apart."""
    return [
        Notice(code="metadata-differs", message=f"{name}: the PDF has '{own}', the open data have '{other}'")
        for name, own, other in _pairs(info, document)
        if own and other and _folded(own) != _folded(other)
    ]


def _pairs(info: QuestionInfo, document: Document) -> Iterator[tuple[str, str, str]]:
    several = len(document.ministers) > 1 or len(info.ministers) > 1
    yield "number", str(document.number or ""), str(info.number or "")
    yield "zittingsjaar", document.zittingsjaar or "", info.zittingsjaar or ""
    yield "author", document.author or "", info.author or ""
    yield "title", document.title or "", info.title or ""
    if not several:
        yield "minister", "".join(m.name for m in document.ministers), "".join(info.ministers)
    yield "date", _day(document.date), _day(info.asked_on)


def _day(day: Date | None) -> str:
    return day.isoformat() if day else ""


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("–", "-").replace("’", "'"))
    return "".join(ch for ch in plain.casefold() if ch.isalnum())
