"""A polite and careful HTTP client: few connections, pauses, retries, caps, and no host but those allowed."""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from extractor.errors import FetchError
from extractor.parliament.settings import Settings

_TRANSIENT = frozenset((408, 425, 429, 500, 502, 503, 504))
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_MOST_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Attempt:
    """One request as it went: `status` is null where no answer came."""

    url: str
    status: int | None
    milliseconds: int
    bytes: int
    problem: str | None


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: `status` 304 has no data, since what the caller has is still good."""

    url: str
    status: int
    data: bytes
    content_type: str
    etag: str | None
    last_modified: str | None


class _Transient(Exception):
    """A failure that may pass; `wait` is what the server asks for, in seconds."""

    def __init__(self, problem: str, wait: float | None = None) -> None:
        super().__init__(problem)
        self.wait = wait


class Client:
    """Asks allowed hosts only; may be shared by threads. `on_attempt` hears of every request."""

    def __init__(self, settings: Settings, on_attempt: Callable[[Attempt], None] | None = None) -> None:
        self.settings = settings
        self._on_attempt = on_attempt
        self._turn: dict[str, threading.Lock] = {}
        self._last: dict[str, float] = {}
        self._guard = threading.Lock()
        limits = httpx.Limits(max_connections=settings.connections * len(settings.hosts))
        agent = f"extractor/{program_version()} ({settings.contact})"
        self._http = httpx.Client(limits=limits, timeout=settings.timeout, headers={"User-Agent": agent})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._http.close()

    def get(
        self, url: str, *, accept: str = "*/*", etag: str | None = None, last_modified: str | None = None
    ) -> Fetched:
        """The answer to a GET, after redirects and retries; 304 where what the caller has is still good.

        Raises:
            FetchError: the host is not allowed, the answer is an error, too large, or none comes.
        """
        headers = {"Accept": accept}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        retrying = Retrying(
            retry=retry_if_exception_type(_Transient),
            stop=stop_after_attempt(self.settings.attempts),
            wait=self._wait,
            reraise=True,
        )
        try:
            return retrying(self._follow, url, headers)
        except _Transient as error:
            advice = "The service may be down: try again later ('extractor retry')"
            raise FetchError(url, f"{error} ({self.settings.attempts} attempts)", advice) from error

    def _wait(self, state: RetryCallState) -> float:
        """Seconds until the next attempt: what the server asks for, else at random up to twice as long each time."""
        error = state.outcome.exception() if state.outcome else None
        asked = error.wait if isinstance(error, _Transient) else None
        if asked is None:
            unit = max(self.settings.pause, 0.01)
            return wait_random_exponential(multiplier=2 * unit, max=self.settings.longest_wait)(state)
        return min(asked, self.settings.longest_wait)

    def _follow(self, url: str, headers: dict[str, str]) -> Fetched:
        at = url
        for _ in range(_MOST_REDIRECTS + 1):
            self._allow(at)
            answer, location = self._ask(at, headers)
            if location is None:
                return answer
            at = urljoin(at, location)
        raise FetchError(url, "more redirects than any page needs", "Open it in a browser, and report it")

    def _allow(self, url: str) -> None:
        """Refuse every host but the settings', and addresses of this machine or network.

        Raises:
            FetchError: not allowed.
        """
        parts = urlsplit(url)
        host = parts.hostname or ""
        if host not in self.settings.hosts or parts.scheme not in ("http", "https"):
            raise FetchError(url, f"the host '{host}' is not allowed", "Add it to the setting 'hosts' if you trust it")
        if self.settings.private:
            return
        if parts.scheme != "https":
            raise FetchError(url, "no encrypted address", "Use https")
        try:
            found = {entry[4][0] for entry in socket.getaddrinfo(host, parts.port or 443)}
        except OSError as error:
            raise _Transient(f"the name '{host}' cannot be looked up ({error})") from error
        for address in found:
            if not ipaddress.ip_address(address).is_global:
                raise FetchError(url, f"'{host}' is at {address}, on a private network", "Check your network's names")

    def _ask(self, url: str, headers: dict[str, str]) -> tuple[Fetched, str | None]:
        """One request: the answer, and where a redirect leads."""
        host = urlsplit(url).netloc
        self._take_turn(host)
        start = time.monotonic()
        status: int | None = None
        size = 0
        problem: str | None = None
        try:
            with self._http.stream("GET", url, headers=headers) as response:
                status = response.status_code
                if status in _REDIRECTS and "location" in response.headers:
                    return _fetched(url, response, b""), response.headers["location"]
                self._judge(url, response)
                data = b"" if status == 304 else self._body(url, response)
                size = len(data)
                return _fetched(url, response, data), None
        except httpx.HTTPError as error:
            problem = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            raise _Transient(f"no whole answer ({problem})") from error
        except (_Transient, FetchError) as error:
            problem = str(error)
            raise
        finally:
            if self._on_attempt is not None:
                self._on_attempt(Attempt(url, status, int(1000 * (time.monotonic() - start)), size, problem))

    def _take_turn(self, host: str) -> None:
        """Wait until the pause since the last request to the host is over."""
        with self._guard:
            lock = self._turn.setdefault(host, threading.Lock())
        with lock:
            wait = self._last.get(host, -1e9) + self.settings.pause - time.monotonic()
            if wait > 0:
                time.sleep(wait)
            self._last[host] = time.monotonic()

    def _judge(self, url: str, response: httpx.Response) -> None:
        """Raise what the status means, unless it is an answer."""
        status = response.status_code
        if status in _TRANSIENT:
            raise _Transient(f"the service answers {status}", retry_after(response.headers.get("retry-after")))
        if status == 403:
            raise FetchError(url, "access refused (403)", "Try from another network: some are blocked")
        if status == 404:
            raise FetchError(url, "no such document (404)", "Check the address; it may have been withdrawn")
        if status != 304 and not 200 <= status < 300:
            raise FetchError(url, f"the service answers {status}", "Open the address in a browser, and report it")

    def _body(self, url: str, response: httpx.Response) -> bytes:
        """The decoded body, read no further than the cap: it may be a bomb."""
        most = self.settings.most_bytes
        announced = response.headers.get("content-length", "")
        if announced.isdigit() and int(announced) > most:
            raise _too_large(url, most)
        chunks: list[bytes] = []
        size = 0
        for chunk in response.iter_bytes(1 << 16):
            size += len(chunk)
            if size > most:
                raise _too_large(url, most)
            chunks.append(chunk)
        return b"".join(chunks)


def _too_large(url: str, most: int) -> FetchError:
    return FetchError(url, f"larger than {most // 1024 // 1024} MB", "Fetch it by hand, and ingest the file")


def _fetched(url: str, response: httpx.Response, data: bytes) -> Fetched:
    of = response.headers.get
    return Fetched(url, response.status_code, data, of("content-type", ""), of("etag"), of("last-modified"))


def retry_after(value: str | None) -> float | None:
    """The seconds that a Retry-After header asks for: a number, or a date."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except ValueError:
        return None


def program_version() -> str:
    """The version of this program, as the User-Agent and the ledger have it."""
    try:
        return version("extractor")
    except PackageNotFoundError:
        return "0+unknown"
