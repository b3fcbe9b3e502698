"""Where the services are, and the manners of a polite client; every address is a setting."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path

from extractor.errors import UsageError

CONTACT = "no contact given"
"""Who runs the program is not known to it: the setting 'contact' says so to the parliament."""


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


def settings_from(path: Path | None) -> Settings:
    """The settings, changed by the keys of a TOML file ('pause = 1.0', 'hosts = [...]').

    Raises:
        UsageError: no such file, no TOML, or a key or value that is no setting.
    """
    if path is None:
        return Settings()
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"the settings in {path} cannot be read: {error}") from error
    default = Settings()
    known = {field.name: getattr(default, field.name) for field in fields(Settings)}
    for name, value in given.items():
        if name not in known:
            raise UsageError(f"{path}: '{name}' is no setting; there are {', '.join(known)}")
        if isinstance(value, list):
            given[name] = tuple(map(str, value))
        elif isinstance(known[name], float) and type(value) is int:
            given[name] = float(value)
        if type(given[name]) is not type(known[name]):
            raise UsageError(f"{path}: '{name}' must be like {known[name]!r}, and is {value!r}")
    return replace(default, **given)
