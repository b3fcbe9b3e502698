"""What people paste: the page of a question, its open data, or a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs, urlsplit

import regex

from extractor.errors import AddressError
from extractor.parliament.settings import Settings

_PAGE = regex.compile(r"/schriftelijke-vragen/(?:[\w-]+/)*(?P<id>\d+)/?$")
_OPENDATA = regex.compile(r"/opendata/schv/(?P<id>\d+)/?$")
_FILE = regex.compile(r"/pfile/?$")


@dataclass(frozen=True, slots=True)
class Address:
    """A question by its open-data id ('schv'), or a file by its own ('pfile'): two different numbers."""

    kind: Literal["schv", "pfile"]
    id: int

    def url(self, settings: Settings) -> str:
        """The address that answers."""
        if self.kind == "schv":
            return f"{settings.opendata}/{self.id}"
        return f"{settings.files}?id={self.id}"


def address_of(text: str, settings: Settings) -> Address:
    """What an address points to.

    Raises:
        AddressError: another address, or none.
    """
    parts = urlsplit(text.strip())
    known = {*settings.hosts, *(urlsplit(base).hostname for base in (settings.files, settings.page))}
    if parts.scheme in ("http", "https") and parts.hostname in known:
        for pattern in (_PAGE, _OPENDATA):
            match = pattern.search(parts.path)
            if match:
                return Address("schv", int(match["id"]))
        number = parse_qs(parts.query).get("id", [""])[0]
        if _FILE.search(parts.path) and number.isdigit():
            return Address("pfile", int(number))
    raise AddressError(
        text.strip(), "not an address of a written question or its file", "Paste the address of its page or its PDF"
    )
