"""Where the services are, and the manners of a polite client; every address is a setting."""

from __future__ import annotations

from dataclasses import dataclass

CONTACT = "https://github.com/extractor; open an issue"


@dataclass(frozen=True, slots=True)
class Settings:
    """Addresses and limits; `pause` (seconds) is kept between two requests to one host, `most_bytes` a file.

    `hosts` are the only ones that are asked, redirects included. `private` allows hosts on this machine or network,
    for tests.
    """

    search: str = "https://ws.vlpar.be/api/search/query"
    opendata: str = "https://ws.vlpar.be/e/opendata/schv"
    files: str = "https://docs.vlaamsparlement.be/pfile"
    page: str = "https://www.vlaamsparlement.be/parlementaire-documenten/schriftelijke-vragen"
    hosts: tuple[str, ...] = ("ws.vlpar.be", "docs.vlaamsparlement.be", "www.vlaamsparlement.be")
    private: bool = False
    pause: float = 0.3
    connections: int = 2
    timeout: float = 60.0
    attempts: int = 5
    longest_wait: float = 120.0
    most_bytes: int = 200 * 1024 * 1024
    contact: str = CONTACT
    hits_a_page: int = 100
    most_hits: int = 10_000
