"""How far a batch is: a bar in a terminal, a plain line now and then elsewhere, nothing when quiet."""

from __future__ import annotations

import sys
import time
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

_EVERY = 10.0
"""Seconds between two plain lines."""


class Progress:
    """Hears what a run does, and shows it on stderr."""

    def __init__(self, *, quiet: bool) -> None:
        self._counts = dict.fromkeys(("found", "fetched", "read", "pages", "claims", "mismatches", "failures"), 0)
        self._start = self._last = time.monotonic()
        self._quiet = quiet
        console = Console(stderr=True)
        self._bar: Bar | None = None
        self._task = TaskID(0)
        if not quiet and console.is_terminal:
            columns = (BarColumn(20), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
            self._bar = Bar(*columns, console=console)
            self._task = self._bar.add_task("", total=0)

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(self, *exception: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def found(self, count: int) -> None:
        """More questions to do."""
        self._add(found=count)

    def fetched(self) -> None:
        """A question's files are in the archive."""
        self._add(fetched=1)

    def read(self, pages: int, claims: int, mismatches: int) -> None:
        """A question was read."""
        self._add(read=1, pages=pages, claims=claims, mismatches=mismatches)

    def failed(self) -> None:
        """A question could not go on."""
        self._add(failures=1)

    def notice(self, text: str) -> None:
        """Something that a person should know."""
        print(f"extractor: {text}", file=sys.stderr)

    def _add(self, **more: int) -> None:
        for name, count in more.items():
            self._counts[name] += count
        now = time.monotonic()
        if self._bar is not None:
            done = self._counts["read"] + self._counts["failures"]
            self._bar.update(self._task, description=self._line(now), total=self._counts["found"], completed=done)
        elif not self._quiet and now - self._last >= _EVERY:
            self._last = now
            print(self._line(now), file=sys.stderr)

    def _line(self, now: float) -> str:
        counts = ", ".join(f"{count} {name}" for name, count in self._counts.items() if count or name == "found")
        return f"{counts}, {self._counts['pages'] / max(now - self._start, 0.001):.1f} pages/s"
