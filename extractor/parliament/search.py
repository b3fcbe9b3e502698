"""Discovery: the questions that a search finds, whole and once each, whatever the service does."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Date
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import regex

from extractor.errors import FetchError
from extractor.parliament.client import Client

_ID = regex.compile(r"/(?P<schv>\d+)/pfls/(?P<pfile>\d+)")
_OPENDATA = regex.compile(r"/schv/(?P<schv>\d+)")
_PFILE = regex.compile(r"[?&]id=(?P<pfile>\d+)")
_REQUIRED = "aggregaattype:Schriftelijke%20vraag"
_REREADS = 3
"""Times that a range is read again because its count changed while its pages were read."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What is wanted of the questions; texts match anywhere, capitals or not."""

    since: Date
    until: Date
    theme: str | None = None
    minister: str | None = None
    author: str | None = None
    query: str | None = None


@dataclass
class Hit:
    """One question, of all the hits on its files: `metatags` has every value of each name."""

    schv: int
    files: dict[int, str] = field(default_factory=dict)
    metatags: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def texts(self, *names: str) -> list[str]:
        """All values of the metatags with these names, in order."""
        return sorted(value for name in names for value in self.metatags.get(name, ()))

    @property
    def signature(self) -> str:
        """The same for the same hits: what changes it is a late answer, a new file, another title."""
        tags = {name: sorted(values) for name, values in sorted(self.metatags.items())}
        return json.dumps([self.schv, sorted(self.files), tags], ensure_ascii=False)


def discover(client: Client, filters: Filters, *, on_notice: Callable[[str], None] = lambda _: None) -> list[Hit]:
    """The questions published in a period, by their id; a question comes once for all its files.

    A period with more hits than the service gives is cut in two until each part is below.

    Raises:
        FetchError: the service does not answer, or with something else than a list of hits.
    """
    found: dict[int, Hit] = {}
    for result in _results(client, filters, filters.since, filters.until, on_notice):
        _add(found, result)
    return [hit for _, hit in sorted(found.items()) if _matches(hit, filters)]


def _results(
    client: Client, filters: Filters, since: Date, until: Date, on_notice: Callable[[str], None]
) -> Iterator[Mapping[str, Any]]:
    """The results of a range of days, each id once, read again where it changed meanwhile."""
    seen: dict[str, Mapping[str, Any]] = {}
    for _ in range(_REREADS):
        first = _page(client, filters, since, until, 1)
        count = _number(first.get("count"))
        if count > client.settings.most_hits and since < until:
            middle = since + (until - since) // 2
            yield from _results(client, filters, since, middle, on_notice)
            yield from _results(client, filters, middle + timedelta(days=1), until, on_notice)
            return
        if count > client.settings.most_hits:
            on_notice(f"{since}: the search has {count} hits on one day and gives {client.settings.most_hits} at most")
        last = _read_pages(client, filters, since, until, first, seen)
        if last == count:
            break
    else:
        on_notice(f"{since} to {until}: the search went on changing while it was read; run it again later")
    yield from seen.values()


def _read_pages(
    client: Client,
    filters: Filters,
    since: Date,
    until: Date,
    page: Mapping[str, Any],
    seen: dict[str, Mapping[str, Any]],
) -> int:
    """Collect the results of all pages into `seen`; the count that the last page tells."""
    number = 1
    while True:
        results = _list(page.get("result"))
        for result in results:
            if isinstance(result, Mapping):
                seen.setdefault(str(result.get("id") or json.dumps(result, sort_keys=True)), result)
        count, last = _number(page.get("count")), _number(page.get("lastindex"))
        reached = last >= min(count, client.settings.most_hits)
        if not results or reached or number * client.settings.hits_a_page >= client.settings.most_hits:
            return count
        number += 1
        page = _page(client, filters, since, until, number)


def _page(client: Client, filters: Filters, since: Date, until: Date, number: int) -> Mapping[str, Any]:
    query = f"inmeta:publicatiedatum:daterange:{since.isoformat()}..{until.isoformat()}"
    if filters.query:
        query = f"{quote(filters.query, safe='')}+{query}"
    size = client.settings.hits_a_page
    url = (
        f"{client.settings.search}/{query}?collection=vp_collection&requiredfields={_REQUIRED}"
        f"&page={number}&max={size}&sort=date"
    )
    data = client.get(url, accept="application/json").data
    try:
        page = json.loads(data)
    except ValueError as error:
        raise FetchError(url, "the search answers with something else than JSON", "Try again later") from error
    if not isinstance(page, Mapping):
        raise FetchError(url, "the search answers with something else than hits", "Try again later")
    return page


def _add(found: dict[int, Hit], result: Mapping[str, Any]) -> None:
    """Merge a result into the hit of its question; what is no written question leaks through the filter."""
    tags: dict[str, set[str]] = defaultdict(set)
    for tag in _list((result.get("metatags") or {}).get("metatag")):
        if isinstance(tag, Mapping) and tag.get("name"):
            for value in _list(tag.get("value")):
                tags[str(tag["name"])].add(str(value))
    if "Schriftelijke vraag" not in tags["aggregaattype"] and "SCHV" not in tags["soort"]:
        return
    places = [str(result.get("id") or ""), *tags["opendata"], *tags["document"], str(result.get("url") or "")]
    schv = _first((_ID, _OPENDATA), places, "schv")
    if schv is None:
        return
    hit = found.setdefault(schv, Hit(schv))
    pfile = _first((_ID, _PFILE), places, "pfile")
    if pfile is not None:
        hit.files[pfile] = next(iter(sorted(tags["documenttype"])), "")
    for name, values in tags.items():
        hit.metatags.setdefault(name, set()).update(values)


def _first(patterns: Iterable[regex.Pattern[str]], texts: Sequence[str], group: str) -> int | None:
    """The number that the first pattern finds in any of the texts, else the next pattern."""
    for pattern in patterns:
        for text in texts:
            match = pattern.search(text)
            if match:
                return int(match[group])
    return None


def _matches(hit: Hit, filters: Filters) -> bool:
    wanted = ((filters.theme, ("thema",)), (filters.minister, ("minister",)), (filters.author, ("vraagsteller",)))
    return all(text is None or any(_has(value, text) for value in hit.texts(*names)) for text, names in wanted)


def _has(value: str, text: str) -> bool:
    """True where every word of a text stands in a value: 'Hilde Crevits' in 'Crevits, Hilde'."""
    folded = value.casefold()
    return all(word in folded for word in text.casefold().replace(",", " ").split())


def _list(value: Any) -> list[Any]:
    """A list as it is, nothing as none, anything else as the only element."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _number(value: Any) -> int:
    """A count, printed as a number or as a string; 0 for anything else."""
    text = str(value if value is not None else "").strip()
    return int(text) if text.isdigit() else 0
