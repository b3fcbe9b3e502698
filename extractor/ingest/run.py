"""One run of a batch: fetching while others are read, each step a transaction that may be repeated.

Fetching is in threads (the network waits), reading in processes (PDFium is not thread-safe, and a document may hang or
eat the memory: its worker is then ended, and the batch goes on). Only this thread writes to the ledger.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ThreadPoolExecutor, wait
from concurrent.futures import TimeoutError as ReadingTimeout
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from pebble import ProcessExpired

from extractor.archive import Blobs, Ledger, Stored
from extractor.errors import FetchError, SourceError, UsageError
from extractor.ingest.interrupt import heeded
from extractor.ingest.plan import Plan, items
from extractor.ingest.pool import Limits, Readers
from extractor.ingest.worker import Job, Reading
from extractor.parliament import Attempt, Client, kind_of
from extractor.parliament.client import program_version

_LIVES = 2
"""Workers that a document may take along before it is put into quarantine: the first may have died of something else."""
_MOST_BROKEN = 40
"""Readings in a row that a broken pool may cost before the run ends: nothing can be read then."""
_HEED = 0.2
"""Seconds between two looks whether Ctrl-C was pressed, while nothing comes: a person takes less for 'at once'."""


class Observer(Protocol):
    """Hears what happens, for a progress bar."""

    def found(self, count: int) -> None: ...
    def fetched(self) -> None: ...
    def read(self, pages: int, claims: int, mismatches: int) -> None: ...
    def failed(self) -> None: ...
    def notice(self, text: str) -> None: ...


@dataclass
class Summary:
    """How a run went; `problems` are what could not be understood, found or fetched before a question was known."""

    found: int = 0
    fetched: int = 0
    read: int = 0
    unchanged: int = 0
    failed: int = 0
    pages: int = 0
    claims: int = 0
    mismatches: int = 0
    seconds: float = 0.0
    interrupted: bool = False
    problems: list[SourceError] = field(default_factory=list)


class Attempts:
    """Requests as they went, kept until the thread that writes takes them."""

    def __init__(self) -> None:
        self._kept: list[Attempt] = []
        self._lock = threading.Lock()

    def add(self, attempt: Attempt) -> None:
        """Keep one; called by any thread."""
        with self._lock:
            self._kept.append(attempt)

    def take(self) -> list[dict[str, Any]]:
        """All that were kept, as rows."""
        with self._lock:
            kept, self._kept = self._kept, []
        return [
            {"url": a.url, "status": a.status, "milliseconds": a.milliseconds, "bytes": a.bytes, "problem": a.problem}
            for a in kept
        ]


def ingest(
    plan: Plan,
    client: Client,
    ledger: Ledger,
    blobs: Blobs,
    observer: Observer,
    *,
    limits: Limits,
    attempts: Attempts,
    again: bool = False,
) -> Summary:
    """Bring every question of a plan as far as it goes; Ctrl-C ends cleanly, and the same call goes on from there."""
    return _Run(client, ledger, blobs, observer, limits, attempts, again).through(plan)


class _Run:
    def __init__(
        self,
        client: Client,
        ledger: Ledger,
        blobs: Blobs,
        observer: Observer,
        limits: Limits,
        attempts: Attempts,
        again: bool,
    ) -> None:
        self.client, self.ledger, self.blobs = client, ledger, blobs
        self.observer, self.limits, self.attempts, self.again = observer, limits, attempts, again
        self.program = program_version()
        self.summary = Summary()
        self.lives: dict[str, int] = {}
        self.broken = 0
        self.asked = threading.Event()

    def through(self, plan: Plan) -> Summary:
        start = time.monotonic()
        self.blobs.clean()
        threads = ThreadPoolExecutor(self.client.settings.connections)
        readers = Readers(self.limits)
        try:
            with heeded() as self.asked:
                self._work(self._wanted(plan), threads, readers)
            readers.finish()
        except KeyboardInterrupt:
            self.summary.interrupted = True
            readers.stop()
        except BaseException:
            readers.stop()
            raise
        finally:
            threads.shutdown(cancel_futures=True)
            self._note_attempts()
        self.summary.problems = plan.problems
        self.summary.seconds = time.monotonic() - start
        return self.summary

    def _heed(self) -> None:
        if self.asked.is_set():
            raise KeyboardInterrupt

    def _wanted(self, plan: Plan) -> Iterator[str]:
        """The keys of the questions that need work, noted in the ledger; those of the plan that wait since before too."""
        told: set[str] = set()
        for item in items(plan, self.client, self.ledger, self.blobs, again=self.again):
            self._heed()
            entry = self.ledger.entry(item.key)
            told.add(item.key)
            if entry is not None and entry.state == "quarantined" and not self.again:
                self._leave()
                continue
            self.ledger.find(item.key, {**item.values, "signature": item.signature}, item.files)
            self._count(1)
            yield item.key
        rest = plan.keys + [f"schv/{hit.schv}" for hit in plan.hits if f"schv/{hit.schv}" not in told]
        for key in rest:
            self._heed()
            self._count(1)
            entry = self.ledger.entry(key)
            if entry is None or entry.state == "quarantined":
                self._leave()
                continue
            if entry.state == "read" and self._is_read(key):
                self.summary.unchanged += 1
            else:
                yield key

    def _leave(self) -> None:
        """A question in quarantine: only `again` or a retry takes it out."""
        self.summary.failed += 1
        self.observer.failed()

    def _count(self, count: int) -> None:
        self.summary.found += count
        self.observer.found(count)

    def _work(self, keys: Iterable[str], threads: ThreadPoolExecutor, readers: Readers) -> None:
        """Keep both pools busy, neither far ahead of the other, until nothing is left."""
        wanted = iter(keys)
        fetching: dict[Future[list[Stored]], str] = {}
        reading: dict[Future[Reading], Job] = {}
        ready: deque[Job] = deque()
        more = True
        while more or fetching or reading or ready:
            self._heed()
            while (
                more and len(fetching) < 2 * self.client.settings.connections and len(ready) < 4 * self.limits.workers
            ):
                key = next(wanted, None)
                if key is None:
                    more = False
                else:
                    fetching[threads.submit(self._fetch, key, self.ledger.files(key))] = key
            while ready and len(reading) < 2 * self.limits.workers:
                job = ready.popleft()
                reading[readers.schedule(job)] = job
            if not fetching and not reading:
                continue
            pending: list[Future[Any]] = [*fetching, *reading]
            done, _ = wait(pending, _HEED, FIRST_COMPLETED)
            for finished in done:
                if finished in fetching:
                    ready += self._after_fetch(fetching.pop(finished), finished)
                else:
                    ready += self._after_read(reading.pop(finished), finished)

    def _fetch(self, key: str, files: list[Stored]) -> list[Stored]:
        """The files of a question with their bytes in the archive; an annex that fails stays without."""
        got: list[Stored] = []
        for file in files:
            if file.url.startswith("file:"):
                got.append(file)
                continue
            try:
                got.append(self._fetch_file(file))
            except FetchError:
                if not file.annex:
                    raise
                got.append(replace(file, sha256=None, kind=None, etag=None, last_modified=None))
        return got

    def _fetch_file(self, file: Stored) -> Stored:
        kept = file.sha256 is not None and self.blobs.has(file.sha256)
        etag, since = (file.etag, file.last_modified) if kept else (None, None)
        answer = self.client.get(file.url, etag=etag, last_modified=since)
        if answer.status == 304 and kept:
            return file
        kind = kind_of(answer.data, answer.content_type)
        if not answer.data:
            raise FetchError(file.url, "the answer is empty", "Try again later")
        if kind == "html":
            raise FetchError(file.url, "an HTML page in place of the file", "Open the address in a browser")
        sha256 = self.blobs.put(answer.data)
        return replace(file, sha256=sha256, kind=kind, etag=answer.etag, last_modified=answer.last_modified)

    def _after_fetch(self, key: str, future: Future[list[Stored]]) -> list[Job]:
        self._note_attempts()
        try:
            files = future.result()
        except FetchError as error:
            self._fail(key, "failed", error.problem, error.advice)
            return []
        self.ledger.fetched(key, files)
        self.summary.fetched += 1
        self.observer.fetched()
        job = self._job(key, files)
        if job is None:
            return []
        if not self.again and self._is_read(key):
            self.ledger.settle(key)
            self.summary.unchanged += 1
            return []
        return [job]

    def _job(self, key: str, files: list[Stored]) -> Job | None:
        """What to read of a question: its first PDF, with the spreadsheets among its annexes."""
        main = next((f for f in files if f.kind == "pdf" and f.sha256), None)
        if main is None or main.sha256 is None:
            kinds = ", ".join(sorted({f.kind or "nothing" for f in files})) or "no file"
            self._fail(
                key, "failed", f"no PDF among its files ({kinds})", "Open the question's page; it may come later"
            )
            return None
        annexes = tuple(
            (self.blobs.path(f.sha256), f.title or f"annex-{number}.{f.kind}")
            for number, f in enumerate(files)
            if f.kind in ("xlsx", "xls") and f.sha256
        )
        schv = key.removeprefix("schv/") if key.startswith("schv/") else None
        return Job(
            key,
            self.blobs.path(main.sha256),
            annexes,
            None if main.url.startswith("file:") else main.url,
            f"{self.client.settings.page}/{schv}" if schv else None,
            self.ledger.info(key),
            tuple(f.url for f in files if f.sha256 is None),
            self.limits.pages,
        )

    def _after_read(self, job: Job, future: Future[Reading]) -> list[Job]:
        try:
            reading = future.result()
        except ReadingTimeout:
            self._fail(job.key, "quarantined", f"reading took more than {self.limits.seconds:g} s", _READ_ALONE)
        except MemoryError:
            self._fail(job.key, "quarantined", f"reading took more than {self.limits.megabytes} MB", _READ_ALONE)
        except BrokenExecutor as error:  # a process ended that read nothing: no document is to blame
            self.broken += 1
            if self.broken > _MOST_BROKEN:
                raise UsageError("the processes that read end before they begin: raise --megabytes") from error
            return [job]
        except ProcessExpired as error:
            self.lives[job.key] = self.lives.get(job.key, 0) + 1
            if self.lives[job.key] < _LIVES:
                return [job]
            self._fail(job.key, "quarantined", f"reading ended its process (exit code {error.exitcode})", _READ_ALONE)
        except Exception as error:  # a defect of this program: it must not cost a batch its other documents
            self._fail(job.key, "quarantined", f"an error in the program itself ({error!r})", "Please report it")
        else:
            self._keep(job, reading)
        return []

    def _keep(self, job: Job, reading: Reading) -> None:
        if reading.reason is not None:
            self._fail(job.key, "failed", reading.reason, reading.advice)
            return
        row = {
            "source": self._source(job.key), "program": self.program, "seconds": reading.seconds,
            "pages": reading.pages, "document": reading.document,
        }  # fmt: skip
        self.ledger.read(job.key, row, reading.figures, reading.findings, reading.values or {})
        self.broken = 0
        self.summary.read += 1
        self.summary.pages += reading.pages
        self.summary.claims += reading.claims
        self.summary.mismatches += reading.mismatches
        self.observer.read(reading.pages, reading.claims, reading.mismatches)

    def _source(self, key: str) -> str:
        """What a reading rests on: the SHA-256 of each file, '-' for an annex that is not there."""
        return "+".join(f.sha256 or "-" for f in self.ledger.files(key))

    def _is_read(self, key: str) -> bool:
        return self.ledger.is_read(key, self._source(key), self.program)

    def _fail(self, key: str, state: Any, reason: str, advice: str) -> None:
        self.ledger.fail(key, state, reason, advice)
        self.summary.failed += 1
        self.observer.failed()

    def _note_attempts(self) -> None:
        self.ledger.attempts(self.attempts.take())


_READ_ALONE = "Read it by itself, with 'extractor read'; 'extractor retry' tries again"
