"""The command line: `extractor read FILE…` and `extractor schema`.

Exit codes: 0 no mismatch; 1 at least one mismatch; 2 at least one file could not be read (wins over 1);
64 wrong usage, an output folder that cannot be written too.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from rich.console import Console

from extractor.debug import draw_pages
from extractor.errors import ExtractorError, UsageError
from extractor.pipeline import read
from extractor.record import Extraction
from extractor.schema import SCHEMAS, schema_text
from extractor.writers import Options, write
from extractor.writers.document_json import extraction_json
from extractor.writers.terminal import show

OK, MISMATCH, UNREADABLE, USAGE = 0, 1, 2, 64
_EPILOG = "exit codes: 0 no mismatch, 1 at least one mismatch, 2 at least one file not read, 64 wrong usage"


class _Parser(argparse.ArgumentParser):
    """Leaves with 64 on wrong usage; argparse's own 2 means here that a file could not be read."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")


def run() -> NoReturn:
    """Leave the process with the exit code of the command line."""
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:  # `extractor read … | head`: the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = OK
    except Exception:  # Python's own exit code for a crash is 1, which would say that a sum is wrong
        traceback.print_exc()
        code = UNREADABLE
    sys.exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code, after doing what the arguments (or else the command line) ask."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A PDF has letters that a terminal's code page may lack; JSON is UTF-8 whatever the terminal says.
        as_json = options.command == "schema" or options.json
        sys.stdout.reconfigure(encoding="utf-8" if as_json else None, errors="replace")
    if options.command == "schema":
        print(schema_text(options.name))
        return OK
    for name, folder in (("--out", options.out), ("--debug", options.debug)):
        if folder is not None and not _is_writable(folder):
            parser.error(f"{name} {folder}: no folder can be made there")
    try:
        return _read_all(options)
    except UsageError as error:
        parser.error(str(error))


def _parser() -> _Parser:
    parser = _Parser(prog="extractor", description=__doc__.split("\n")[0], epilog=_EPILOG)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    reading = commands.add_parser("read", help="read PDFs, check their sums, print or write the data", epilog=_EPILOG)
    reading.add_argument("files", nargs="+", metavar="FILE", type=Path, help="a PDF")
    reading.add_argument(
        "--json",
        action="store_true",
        help="print JSON: one object for one FILE, one object a line for several",
    )
    reading.add_argument("--out", metavar="DIR", type=Path, help="write CSV, Excel and JSON into DIR")
    reading.add_argument(
        "--decimal", choices=("point", "comma"), default="point", help="in CSV: '.' and ',' or ',' and ';'"
    )
    reading.add_argument(
        "--glyphs", choices=("pdfium", "pdfplumber"), default="pdfium", help="the library that reads the ink"
    )
    reading.add_argument(
        "--debug", metavar="DIR", type=Path, help="draw words, rules and cells over each page as PNG into DIR"
    )
    reading.add_argument("--password", help="for encrypted PDFs")
    schema = commands.add_parser("schema", help="print the JSON Schema of --json, or of figures.csv")
    schema.add_argument("name", nargs="?", choices=tuple(SCHEMAS), default="extraction")
    return parser


def _is_writable(folder: Path) -> bool:
    """True where the output folder exists, or could be made: better known before an hour of reading."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def _read_all(options: argparse.Namespace) -> int:
    """The exit code after reading and printing each file, then writing all; a bad file stops no other."""
    console = _console()
    kept: list[Extraction] = []
    codes = {OK}
    for file in options.files:
        extraction = _read_one(file, options)
        if extraction is None:
            codes.add(UNREADABLE)
            continue
        if any(finding.verdict == "mismatch" for finding in extraction.findings):
            codes.add(MISMATCH)
        if options.out is not None:
            kept.append(extraction)
        _print(extraction, file, options, console)
    if kept and not _write(kept, options):
        return USAGE
    return max(codes)


def _read_one(file: Path, options: argparse.Namespace) -> Extraction | None:
    """The extraction; None, and the reason on stderr, where the file cannot be read."""
    try:
        extraction = read(file, glyphs=options.glyphs, password=options.password)
        if options.debug is not None:
            draw_pages(file, options.debug, password=options.password)
        return extraction
    except UsageError:
        raise
    except ExtractorError as error:
        print(f"extractor: {error}", file=sys.stderr)
    except Exception:  # a defect of this program: it must not cost a batch its other files
        print(f"extractor: {file}: an error in the program itself. Please report it with this:", file=sys.stderr)
        traceback.print_exc()
    return None


def _print(extraction: Extraction, file: Path, options: argparse.Namespace, console: Console) -> None:
    several = len(options.files) > 1
    if options.json:
        print(extraction_json(extraction, indent=None if several else 2), flush=True)
        return
    if several:
        console.rule(str(file))
    show(extraction, console)


def _write(kept: Sequence[Extraction], options: argparse.Namespace) -> bool:
    """True once everything is in the output folder; else the reason is on stderr."""
    try:
        paths = write(kept, options.out, Options(decimal=options.decimal))
    except OSError as error:
        print(f"extractor: {options.out}: cannot be written ({error})", file=sys.stderr)
        return False
    if not options.json:
        print("Written:", *paths, sep="\n  ")
    return True


def _console() -> Console:
    """A console as wide as the terminal, 100 where there is none; plain text where it is no terminal."""
    return Console(width=shutil.get_terminal_size((100, 24)).columns, highlight=False, markup=False, emoji=False)
