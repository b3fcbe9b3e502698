"""Processes that read, each document within limits; a process that ends is replaced, and so is a pool that breaks."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

from pebble import ProcessPool

from extractor.ingest.worker import Job, Reading, limit_memory, read_job


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: `seconds`, `megabytes` of memory, `pages`; and `workers` at once."""

    workers: int = 2
    seconds: float = 120.0
    megabytes: int = 2048
    pages: int = 2000


class Readers:
    """A pool of processes that read."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._pool = self._new()

    def _new(self) -> Any:
        context = get_context("spawn")
        limits = self.limits
        return ProcessPool(limits.workers, context=context, initializer=limit_memory, initargs=[limits.megabytes])

    def schedule(self, job: Job) -> Future[Reading]:
        """The reading to come. A pool breaks where a process ends that reads nothing yet; another takes its place."""
        if not self._pool.active:
            self._end()
            self._pool = self._new()
        future: Future[Reading] = self._pool.schedule(read_job, args=[job], timeout=self.limits.seconds)
        return future

    def finish(self) -> None:
        """End the processes once they have read what they have."""
        self._pool.close()
        self._pool.join()

    def stop(self) -> None:
        """End the processes now."""
        self._end()

    def _end(self) -> None:
        self._pool.stop()
        self._pool.join()
