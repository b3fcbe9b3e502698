"""`extractor ingest`, `status`, `retry` and `export`: an archive of many questions."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date as Date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from extractor.archive import Blobs, Ledger
from extractor.cli.common import INTERRUPTED, MISMATCH, OK, UNREADABLE, USAGE, add_language, language_of
from extractor.cli.progress import Progress
from extractor.errors import UsageError
from extractor.ingest import Attempts, Limits, Plan, Summary, ingest, plan_of, plan_of_keys, search
from extractor.parliament import Client, Filters, settings_from
from extractor.record import Extraction
from extractor.writers import WRITERS, Options

_FORMATS = {"csv": ("figures", "findings", "tables"), "xlsx": ("excel",), "json": ("json",)}


def add(commands: Any) -> None:
    """Add the commands to the parser's."""
    taking = commands.add_parser("ingest", help="fetch, archive and read many questions; the same command goes on")
    taking.add_argument(
        "sources", nargs="*", metavar="SOURCE", help="an address, a list of addresses (.txt, .csv), a PDF, a folder"
    )
    _add_filters(taking)
    taking.add_argument("--query", help="words to search for")
    taking.add_argument("--again", action="store_true", help="read everything again, changed or not")
    _add_running(taking)
    again = commands.add_parser("retry", help="try again what failed, was put in quarantine, or lacks an annex")
    _add_running(again)
    status = commands.add_parser("status", help="what is in the archive, and what failed, with what to do")
    status.add_argument("--verify", action="store_true", help="hash every file again")
    _add_archive(status)
    giving = commands.add_parser("export", help="write the data of the archive")
    giving.add_argument("--format", choices=tuple(_FORMATS), default="csv")
    giving.add_argument("--out", metavar="DIR", type=Path, required=True)
    giving.add_argument("--decimal", choices=("point", "comma"), default="point")
    add_language(giving)
    _add_filters(giving)
    _add_archive(giving)


def _add_archive(parser: argparse.ArgumentParser) -> None:
    default = Path(os.environ.get("EXTRACTOR_ARCHIVE") or "archive")
    parser.add_argument("--archive", metavar="DIR", type=Path, default=default, help="default: ./archive")
    parser.add_argument(
        "--database", metavar="URL", help="another ledger than the archive's SQLite, as SQLAlchemy has it"
    )


def _add_running(parser: argparse.ArgumentParser) -> None:
    limits = Limits()
    _add_archive(parser)
    parser.add_argument("--settings", metavar="TOML", type=Path, help="other addresses, hosts, pauses")
    parser.add_argument("--workers", type=_at_least(1), default=max(1, os.cpu_count() or 1), help="processes that read")
    parser.add_argument("--seconds", type=_at_least(1), default=int(limits.seconds), help="a document may take")
    parser.add_argument(
        "--megabytes", type=_at_least(512), default=limits.megabytes, help="of memory a document may take"
    )
    parser.add_argument("--pages", type=_at_least(1), default=limits.pages, help="a document may have")
    parser.add_argument("--quiet", action="store_true", help="no progress")


def _add_filters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="since", metavar="DAY", type=_day, help="published from this day, 2021-09-01")
    parser.add_argument("--to", dest="until", metavar="DAY", type=_day, help="published up to this day")
    for name in ("theme", "minister", "author"):
        parser.add_argument(f"--{name}", help="words of it, in any order")


def _at_least(least: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isdigit() or int(text) < least:
            raise argparse.ArgumentTypeError(f"'{text}' is no whole number from {least}")
        return int(text)

    return number


def _day(text: str) -> Date:
    try:
        return Date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is no day such as 2021-09-01") from error


@contextmanager
def _archive(options: argparse.Namespace, *, new: bool = False) -> Iterator[tuple[Ledger, Blobs]]:
    """The ledger and the files; an archive that is only looked at must exist."""
    folder: Path = options.archive
    if not new and not folder.is_dir():
        raise UsageError(f"{folder}: no archive there; 'extractor ingest' makes one")
    try:
        blobs = Blobs(folder / "files")
        ledger = Ledger(options.database) if options.database else Ledger.at(folder)
    except OSError as error:
        raise UsageError(f"{folder}: no archive can be made there ({error.strerror})") from error
    try:
        yield ledger, blobs
    finally:
        ledger.close()


def execute_ingest(options: argparse.Namespace) -> int:
    """The exit code after a run: 0, 1 with a mismatch, 2 where something failed, 130 after Ctrl-C."""
    settings = settings_from(options.settings)
    filters = _filters(options)
    if not options.sources and filters is None:
        raise UsageError("name a source, or a period with --from and --to")
    plan = plan_of(options.sources, settings)
    with _archive(options, new=True) as (ledger, blobs):
        return _run(options, plan, filters, ledger, blobs)


def execute_retry(options: argparse.Namespace) -> int:
    """The exit code after taking up again all that failed."""
    with _archive(options) as (ledger, blobs):
        ledger.reopen()
        return _run(options, plan_of_keys(ledger.waiting()), None, ledger, blobs)


def _filters(options: argparse.Namespace) -> Filters | None:
    if options.since is None and options.until is None:
        if any((options.theme, options.minister, options.author, options.query)):
            raise UsageError("--theme, --minister, --author and --query need a period: --from and --to")
        return None
    since, until = options.since or options.until, options.until or Date.today()
    if since > until:
        raise UsageError(f"--from {since} is after --to {until}")
    return Filters(since, until, options.theme, options.minister, options.author, options.query)


def _run(options: argparse.Namespace, plan: Plan, filters: Filters | None, ledger: Ledger, blobs: Blobs) -> int:
    attempts = Attempts()
    limits = Limits(options.workers, options.seconds, options.megabytes, options.pages)
    with Client(settings_from(options.settings), attempts.add) as client, Progress(quiet=options.quiet) as progress:
        try:
            if filters is not None:
                search(plan, client, filters, progress.notice)
        except KeyboardInterrupt:
            summary = Summary(interrupted=True)
        else:
            again = bool(getattr(options, "again", False))
            summary = ingest(plan, client, ledger, blobs, progress, limits=limits, attempts=attempts, again=again)
    return _report(summary, ledger)


def _report(summary: Summary, ledger: Ledger) -> int:
    """Print how a run went, then each failure with what to do; the exit code."""
    speed = f", {summary.pages / summary.seconds:.1f} pages/s" if summary.pages and summary.seconds else ""
    print(
        f"{summary.found} found, {summary.fetched} fetched, {summary.read} read ({summary.pages} pages{speed}), "
        f"{summary.unchanged} unchanged, {summary.failed + len(summary.problems)} failed; "
        f"{summary.claims} claims, {summary.mismatches} mismatches"
    )
    for problem in summary.problems:
        print(f"  {problem}", file=sys.stderr)
    _print_stuck(ledger)
    if summary.interrupted:
        print("Interrupted: the same command goes on from here.", file=sys.stderr)
        return INTERRUPTED
    if summary.failed or summary.problems:
        return UNREADABLE
    return MISMATCH if summary.mismatches else OK


def _print_stuck(ledger: Ledger) -> None:
    for entry in ledger.stuck():
        # A file's key is its SHA-256: its name says more.
        title = entry.title or ""
        name = title if title and entry.key.startswith("file/") else f"{entry.key} ({title})" if title else entry.key
        print(f"  {entry.state}: {name}: {entry.reason}. {entry.advice}", file=sys.stderr)
    for key, url in ledger.incomplete():
        print(f"  {key}: an annex could not be fetched: {url}. 'extractor retry' tries again", file=sys.stderr)


def execute_status(options: argparse.Namespace) -> int:
    """The exit code after telling what there is: 2 where something failed, or a file is damaged."""
    with _archive(options) as (ledger, blobs):
        counts = ledger.counts()
        states = ("found", "fetched", "read", "failed", "quarantined")
        print("questions: " + ", ".join(f"{counts.get(state, 0)} {state}" for state in states))
        print(f"figures: {counts['figures']}; mismatches: {counts['mismatches']}")
        _print_stuck(ledger)
        damaged = 0
        if options.verify:
            wrong = [*blobs.verify(), *(f"{sha} is missing" for sha in ledger.kept_files() if not blobs.has(sha))]
            for name in wrong:
                print(f"  damaged: {name}. Remove it, and run 'extractor ingest' again", file=sys.stderr)
            damaged = len(wrong)
            print(f"files: {damaged} damaged" if damaged else "files: all whole")
        return UNREADABLE if damaged or ledger.stuck() else OK


def execute_export(options: argparse.Namespace) -> int:
    """The exit code after writing the archive's data; the same archive gives the same bytes."""
    filters = {
        "since": options.since.isoformat() if options.since else None,
        "until": options.until.isoformat() if options.until else None,
        "theme": options.theme,
        "minister": options.minister,
        "author": options.author,
    }
    with _archive(options) as (ledger, _):
        try:
            extractions = [Extraction.model_validate_json(text) for text in ledger.documents(filters)]
        except ValidationError as error:
            advice = "run 'extractor ingest' again, which reads its files anew"
            raise UsageError(f"{options.archive}: read by another version of this program: {advice}") from error
    if not extractions:
        print("extractor: nothing in the archive answers to that", file=sys.stderr)
        return OK
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        choice = Options(decimal=options.decimal, language=language_of(options))
        count = sum(len(WRITERS[name](extractions, options.out, choice)) for name in _FORMATS[options.format])
    except OSError as error:
        print(f"extractor: {options.out}: cannot be written ({error})", file=sys.stderr)
        return USAGE
    print(f"{len(extractions)} documents, {count} files in {options.out}")
    return OK
