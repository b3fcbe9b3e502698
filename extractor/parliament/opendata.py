"""The open data of written questions, JSON or XML: every field may be missing, and what is unknown is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date as Date
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from extractor.errors import FetchError
from extractor.model import Model
from extractor.parliament.client import Client

_BATCH = 50
_JSON = "application/json, application/xml;q=0.5"


class Attachment(Model):
    """A file of a question: the question with its answer, or an annex with its title."""

    url: str
    title: str | None = None
    annex: bool = False


class QuestionInfo(Model):
    """What the open data say of one question; `raw` is everything, known or not.

    `zittingsjaar` is the parliamentary year, `themes` the parliament's own (thema).
    """

    id: int
    number: int | None = None
    title: str | None = None
    zittingsjaar: str | None = None
    themes: tuple[str, ...] = ()
    author: str | None = None
    ministers: tuple[str, ...] = ()
    asked_on: Date | None = None
    answered_on: Date | None = None
    files: tuple[Attachment, ...] = ()
    raw: str = "{}"


def questions(client: Client, ids: Sequence[int]) -> dict[int, QuestionInfo]:
    """The open data of questions by their id, asked in batches; those that the service leaves out are not in it.

    Raises:
        FetchError: the service does not answer, or with something that is neither JSON nor XML.
    """
    found: dict[int, QuestionInfo] = {}
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        base = client.settings.opendata
        url = f"{base}/{batch[0]}" if len(batch) == 1 else f"{base}/lijst?id={','.join(map(str, batch))}"
        answer = client.get(url, accept=_JSON)
        for entry in parsed(answer.data, url):
            info = question_info(entry)
            if info is not None:
                found[info.id] = info
    return found


def parsed(data: bytes, url: str) -> list[Mapping[str, Any]]:
    """The questions of an answer as mappings, whether JSON or XML.

    Raises:
        FetchError: it is neither.
    """
    try:
        text = data.lstrip(b"\xef\xbb\xbf \t\r\n")
        tree = _of_xml(fromstring(text, forbid_dtd=True)) if text[:1] == b"<" else json.loads(text)
    except (ValueError, ParseError, DefusedXmlException) as error:
        raise FetchError(url, f"the open data are neither JSON nor XML ({error})", "Try again later") from error
    return _questions_in(tree)


def _questions_in(tree: Any) -> list[Mapping[str, Any]]:
    """The mappings that have the id and a field of a question, at any depth of lists and wrappers."""
    if isinstance(tree, list):
        return [entry for each in tree for entry in _questions_in(each)]
    if not isinstance(tree, Mapping):
        return []
    if "id" in tree and {"vraagnummer", "titel", "onderwerp", "vraagsteller", "zittingsjaar"} & tree.keys():
        return [tree]
    return [entry for value in tree.values() for entry in _questions_in(value)]


def _of_xml(element: Any) -> Any:
    """An XML element as JSON would have it: a text, or a mapping in which a name that repeats is a list."""
    children = list(element)
    if not children:
        text = (element.text or "").strip()
        return {**element.attrib, "waarde": text} if element.attrib else text
    found: dict[str, Any] = dict(element.attrib)
    for child in children:
        name, value = child.tag.rpartition("}")[2], _of_xml(child)
        if name in found:
            found[name] = [*(found[name] if isinstance(found[name], list) else [found[name]]), value]
        else:
            found[name] = value
    return found


def question_info(entry: Mapping[str, Any]) -> QuestionInfo | None:
    """The known fields of a question; None without an id."""
    identity = _number(entry.get("id"))
    if identity is None:
        return None
    steps = [s for s in _each(entry.get("procedureverloop"), "status", "stap") if isinstance(s, Mapping)]
    return QuestionInfo(
        id=identity,
        number=_number(entry.get("vraagnummer")),
        title=_text(entry.get("titel")) or _text(entry.get("onderwerp")),
        zittingsjaar=_text(entry.get("zittingsjaar")),
        themes=tuple(t for t in map(_text, _each(entry.get("thema") or entry.get("themas"), "thema")) if t),
        author=_person(entry.get("vraagsteller")),
        ministers=tuple(
            p for p in map(_person, _each(entry.get("minister") or entry.get("ministers"), "minister")) if p
        ),
        asked_on=_day_of(steps, "gesteld", "ingediend"),
        answered_on=_day_of(steps, "beantwoord", "antwoord ontvangen"),
        files=tuple(_files(entry)),
        raw=json.dumps(entry, ensure_ascii=False, sort_keys=True),
    )


def _files(entry: Mapping[str, Any]) -> list[Attachment]:
    """The files in their order, each address once: the question with its answer first, then annexes."""
    found: dict[str, Attachment] = {}
    document = entry.get("document")
    first = [document] if isinstance(document, Mapping) and _text(document.get("url")) else []
    for position, item in enumerate(first + _each(entry.get("bestand-ordered"), "URL", "url")):
        url = (
            _text(item.get("url") or item.get("URL") or item.get("waarde"))
            if isinstance(item, Mapping)
            else _text(item)
        )
        if url:
            found.setdefault(url, Attachment(url=url, annex=position > 0 and bool(found)))
    for item in _each(entry.get("bijlage") or entry.get("bijlagen"), "bijlage"):
        if isinstance(item, Mapping) and (url := _text(item.get("url"))):
            title = _text(item.get("titel")) or _text(item.get("bestandsnaam"))
            found[url] = Attachment(url=url, title=title, annex=True)
    return list(found.values())


def _each(value: Any, *names: str) -> list[Any]:
    """The elements of a list, of a single value, or of a wrapper with one of these names ('themas/thema')."""
    if value is None or value == "":
        return []
    if isinstance(value, Mapping):
        for name in names:
            if isinstance(value.get(name), (list, Mapping)) or (len(value) == 1 and name in value):
                return _each(value[name])
        return [value]
    return [part for each in value for part in _each(each, *names)] if isinstance(value, list) else [value]


def _person(value: Any) -> str | None:
    """'Hilde Crevits' of {'voornaam': 'Hilde', 'naam': 'Crevits'}."""
    if not isinstance(value, Mapping):
        return _text(value)
    parts = [_text(value.get("voornaam")), _text(value.get("naam") or value.get("waarde"))]
    return " ".join(part for part in parts if part) or None


def _day_of(steps: Sequence[Mapping[str, Any]], *words: str) -> Date | None:
    """The last day of a step whose status has one of these words: 'Tijdig' and 'Laattijdig beantwoord' alike."""
    days = [
        day
        for step in steps
        if any(word in (_text(step.get("status")) or "").casefold() for word in words)
        and (day := _day(_text(step.get("datum")) or "")) is not None
    ]
    return max(days, default=None)


def _day(text: str) -> Date | None:
    try:
        return Date.fromisoformat(text[:10])
    except ValueError:
        parts = text[:10].replace("/", "-").split("-")
        try:
            return Date(int(parts[2]), int(parts[1]), int(parts[0]))
        except (ValueError, IndexError):
            return None


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, (Mapping, list)):
        return None
    return " ".join(str(value).split()) or None


def _number(value: Any) -> int | None:
    text = _text(value) or ""
    return int(text) if text.isdigit() else None
