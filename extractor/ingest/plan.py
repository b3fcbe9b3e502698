"""What a run is about: the questions that sources name, each once, with what the services say of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import regex

from extractor.archive import Blobs, Ledger, Stored
from extractor.archive.ledger import as_list
from extractor.errors import AddressError, FetchError, MissingFile, SourceError
from extractor.parliament import (
    Address,
    Attachment,
    Client,
    Filters,
    Hit,
    QuestionInfo,
    Settings,
    address_of,
    discover,
    kind_of,
    questions,
)

_URL = regex.compile(r"https?://[^\s,;\"'<>]+")
_LISTS = (".txt", ".csv", ".tsv", ".md")


@dataclass(frozen=True, slots=True)
class Item:
    """One question: its key in the ledger, what to note of it, its files, and what tells that it has changed."""

    key: str
    values: dict[str, Any]
    files: tuple[Stored, ...]
    signature: str | None = None


@dataclass
class Plan:
    """What to do: addresses, files on this machine, hits of a search, keys of the ledger; and what was not understood."""

    addresses: list[Address] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    problems: list[SourceError] = field(default_factory=list)


def plan_of(sources: Sequence[str], settings: Settings) -> Plan:
    """The plan for what a user names: addresses, lists of addresses, PDFs, folders of PDFs."""
    plan = Plan()
    for source in sources:
        try:
            if _URL.match(source):
                plan.addresses.append(address_of(source, settings))
            else:
                _add_path(plan, Path(source), settings)
        except SourceError as error:
            plan.problems.append(error)
    plan.addresses = list(dict.fromkeys(plan.addresses))
    plan.paths = list(dict.fromkeys(plan.paths))
    return plan


def _add_path(plan: Plan, path: Path, settings: Settings) -> None:
    if path.is_dir():
        inside = sorted(p for p in path.rglob("*") if p.suffix.casefold() == ".pdf" and p.is_file())
        if not inside:
            raise MissingFile(str(path), "no PDF in this folder", "Name another folder, or the files")
        plan.paths += inside
    elif path.suffix.casefold() in _LISTS:
        _add_list(plan, path, settings)
    elif path.is_file():
        plan.paths.append(path)
    else:
        raise MissingFile(str(path), "no such file", "Check the path, or paste a whole address")


def _add_list(plan: Plan, path: Path, settings: Settings) -> None:
    """Every address in a text or CSV file, wherever it stands."""
    try:
        text = path.read_bytes().decode("utf-8-sig", "replace")
    except OSError as error:
        raise MissingFile(str(path), "no such file, or it cannot be opened", "Check the path") from error
    found = 0
    for number, line in enumerate(text.splitlines(), start=1):
        for url in _URL.findall(line):
            found += 1
            try:
                plan.addresses.append(address_of(url.rstrip(".)]"), settings))
            except AddressError as error:
                plan.problems.append(AddressError(f"{path}, line {number}: {url}", error.problem, error.advice))
    if not found:
        raise AddressError(str(path), "no address in this list", "Put one address on each line")


def plan_of_keys(keys: Sequence[str]) -> Plan:
    """The plan that takes up questions of the ledger again, and asks the services for those that they know."""
    plan = Plan()
    for key in keys:
        kind, _, number = key.partition("/")
        if kind == "schv":
            plan.addresses.append(Address("schv", int(number)))
        elif kind == "pfile":
            plan.addresses.append(Address("pfile", int(number)))
        else:
            plan.keys.append(key)
    return plan


def search(plan: Plan, client: Client, filters: Filters, on_notice: Callable[[str], None]) -> None:
    """Add the questions that the search finds to the plan; what goes wrong is one of its problems."""
    try:
        plan.hits = discover(client, filters, on_notice=on_notice)
    except FetchError as error:
        plan.problems.append(error)


def items(plan: Plan, client: Client, ledger: Ledger, blobs: Blobs, *, again: bool) -> Iterable[Item]:
    """The questions of a plan, those that have not changed since they were read without asking for them again.

    A hit is asked for only where its metatags differ from those of the last run.
    """
    yield from _local(plan.paths, plan.problems, blobs)
    yield from (_file(a, client.settings) for a in plan.addresses if a.kind == "pfile")
    hits = {hit.schv: hit for hit in plan.hits}
    changed = [hit.schv for hit in plan.hits if again or not _is_known(hit, ledger)]
    named = [a.id for a in plan.addresses if a.kind == "schv" and a.id not in hits]
    batch: list[int] = []
    for schv in [*changed, *named]:
        batch.append(schv)
        if len(batch) == _BATCH:
            yield from _asked(batch, hits, client, plan.problems)
            batch = []
    if batch:
        yield from _asked(batch, hits, client, plan.problems)


_BATCH = 50
"""Questions that are asked for at once."""


def _is_known(hit: Hit, ledger: Ledger) -> bool:
    entry = ledger.entry(f"schv/{hit.schv}")
    return entry is not None and entry.signature == hit.signature


def _local(paths: Sequence[Path], problems: list[SourceError], blobs: Blobs) -> Iterable[Item]:
    for path in paths:
        try:
            data = path.read_bytes()
        except OSError as error:
            problems.append(
                MissingFile(str(path), f"cannot be opened ({error.strerror})", "Check that you may read it")
            )
            continue
        sha256 = blobs.put(data)
        file = Stored(f"file:{path.name}", annex=False, title=path.name, sha256=sha256, kind=kind_of(data))
        yield Item(f"file/{sha256}", {"title": path.stem}, (file,))


def _file(address: Address, settings: Settings) -> Item:
    return Item(f"pfile/{address.id}", {}, (Stored(address.url(settings), annex=False),))


def _asked(ids: Sequence[int], hits: dict[int, Hit], client: Client, problems: list[SourceError]) -> Iterable[Item]:
    """The items of a batch by the open data, or where these fail by the search alone."""
    try:
        known = questions(client, ids)
    except FetchError as error:
        known = {}
        problems += [error] if any(schv not in hits for schv in ids) else []
    for schv in ids:
        hit, info = hits.get(schv), known.get(schv)
        if info is None and hit is None:
            if known:
                url = f"{client.settings.opendata}/{schv}"
                problems.append(FetchError(url, "the open data have no such question", "Check the address"))
            continue
        yield _item(schv, hit, info, client.settings)


def _item(schv: int, hit: Hit | None, info: QuestionInfo | None, settings: Settings) -> Item:
    attachments = list(info.files) if info else []
    listed = {number for number in map(_file_number, (a.url for a in attachments)) if number is not None}
    if hit:
        for pfile, role in sorted(hit.files.items()):
            if pfile not in listed:
                annex = bool(attachments) and "bijlage" in role.casefold()
                attachments.append(Attachment(url=f"{settings.files}?id={pfile}", annex=annex))
    attachments.sort(key=lambda a: a.annex)
    files = tuple(Stored(a.url, annex=a.annex or position > 0, title=a.title) for position, a in enumerate(attachments))
    # Without the open data the question is asked for again next time, whatever the search says.
    signature = hit.signature if hit and info else None
    return Item(f"schv/{schv}", _values(schv, hit, info), files, signature)


def _file_number(url: str) -> int | None:
    match = regex.search(r"[?&]id=(\d+)", url)
    return int(match[1]) if match else None


def _values(schv: int, hit: Hit | None, info: QuestionInfo | None) -> dict[str, Any]:
    """What the ledger notes of a question: the open data first, then the search."""

    def tag(*names: str) -> str | None:
        texts = hit.texts(*names) if hit else []
        return texts[0] if texts else None

    def person(text: str) -> str:
        last, comma, first = text.partition(",")
        return f"{first.strip()} {last.strip()}" if comma else text

    author = (info.author if info else None) or tag("vraagsteller")
    ministers = list(info.ministers) if info and info.ministers else hit.texts("minister") if hit else []
    number = str((info.number if info else None) or tag("nummer", "volgnummer") or "")
    return {
        "schv": schv,
        "number": int(number) if number.isdigit() else None,
        "zittingsjaar": (info.zittingsjaar if info else None) or tag("zittingsjaar"),
        "title": (info.title if info else None) or tag("documenttitel", "titel", "onderwerp"),
        "author": person(author) if author else None,
        "ministers": as_list([person(name) for name in ministers]),
        "themes": as_list(list(info.themes) if info and info.themes else hit.texts("thema") if hit else []),
        "asked_on": _day(info.asked_on if info else None, tag("themadatum")),
        "answered_on": _day(info.answered_on if info else None, tag("statusdatumSchvBeantwoord")),
        "published_on": _day(None, tag("publicatiedatum", "datum")),
        "info": info.model_dump_json() if info else None,
        "signature": None,
    }


def _day(day: Any, text: str | None) -> str | None:
    if day is not None:
        return str(day.isoformat())
    return text[:10] if text and regex.match(r"\d{4}-\d\d-\d\d", text) else None
