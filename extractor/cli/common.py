"""What the commands share: exit codes, options on how to read, and reading one file of a batch."""

from __future__ import annotations

import argparse
import locale
import os
import shutil
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn, cast

from rich.console import Console

from extractor.errors import ExtractorError, UsageError
from extractor.language import TONGUES, Language
from extractor.record import Extraction

OK, MISMATCH, UNREADABLE, USAGE, INTERRUPTED = 0, 1, 2, 64, 130
EPILOG = "exit codes: 0 no mismatch, 1 at least one mismatch, 2 at least one file not read, 64 wrong usage"


class Parser(argparse.ArgumentParser):
    """Leaves with 64 on wrong usage; argparse's own 2 means here that a file could not be read."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")


def add_reading_options(parser: argparse.ArgumentParser) -> None:
    """The options on how a PDF is read, the same for every command."""
    parser.add_argument(
        "--glyphs", choices=("pdfium", "pdfplumber"), default="pdfium", help="the library that reads the ink"
    )
    parser.add_argument("--password", help="for encrypted PDFs")
    parser.add_argument(
        "--disclose",
        action="store_true",
        help="name a hidden figure ('<5') whose exact value follows from the rest: mind privacy",
    )
    parser.add_argument(
        "--annex",
        metavar="XLSX",
        type=Path,
        action="append",
        default=[],
        help="a spreadsheet that belongs to the PDF: its tables are read too, and held against the PDF's",
    )


def reading_options(options: argparse.Namespace) -> dict[str, Any]:
    """The keyword arguments of `extractor.read` that the options ask for."""
    return {
        "glyphs": options.glyphs,
        "password": options.password,
        "disclose": options.disclose,
        "annexes": tuple(options.annex),
    }


def add_language(parser: argparse.ArgumentParser) -> None:
    """The option in which language things are said, the same for every command that says anything about a claim."""
    parser.add_argument(
        "--language", choices=tuple(TONGUES), default=None, help="of what is said about a claim; default: the locale's"
    )


def language_of(options: argparse.Namespace) -> Language:
    """The language that the options ask for, else that of the locale, else English."""
    if options.language:
        return cast(Language, options.language)
    name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    name = (name or locale.getlocale()[0] or "").casefold()
    return "nl" if name.startswith(("nl", "dutch")) else "fr" if name.startswith(("fr", "french")) else "en"


def read_each(
    files: Iterable[Path], read_one: Callable[[Path], Extraction], show: Callable[[Path, Extraction], None]
) -> int:
    """The exit code after reading and showing each file; a bad file is told on stderr and stops no other."""
    codes = {OK}
    for file in files:
        extraction = _try(file, read_one)
        if extraction is None:
            codes.add(UNREADABLE)
            continue
        if any(finding.verdict == "mismatch" for finding in extraction.findings):
            codes.add(MISMATCH)
        show(file, extraction)
    return max(codes)


def _try(file: Path, read_one: Callable[[Path], Extraction]) -> Extraction | None:
    try:
        return read_one(file)
    except UsageError:
        raise
    except ExtractorError as error:
        print(f"extractor: {error}", file=sys.stderr)
    except Exception:  # a defect of this program: it must not cost a batch its other files
        print(f"extractor: {file}: an error in the program itself. Please report it with this:", file=sys.stderr)
        traceback.print_exc()
    return None


def require_folders(folders: Sequence[tuple[str, Path | None]]) -> None:
    """Make the folders that options name: better known before an hour of reading.

    Raises:
        UsageError: no folder can be made there.
    """
    for name, folder in folders:
        if folder is not None and not _is_writable(folder):
            raise UsageError(f"{name} {folder}: no folder can be made there")


def _is_writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def console() -> Console:
    """A console as wide as the terminal, 100 where there is none; plain text where it is no terminal."""
    return Console(width=shutil.get_terminal_size((100, 24)).columns, highlight=False, markup=False, emoji=False)
