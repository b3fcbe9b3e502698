"""`extractor read FILE…`: everything that PDFs say, in the terminal, as JSON, or as files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extractor.cli.common import (
    EPILOG,
    USAGE,
    add_language,
    add_reading_options,
    console,
    language_of,
    read_each,
    reading_options,
    require_folders,
)
from extractor.debug import draw_pages
from extractor.language import TONGUES
from extractor.pipeline import read
from extractor.record import Extraction
from extractor.writers import Options, write
from extractor.writers.document_json import extraction_json
from extractor.writers.terminal import show


def add(commands: Any) -> None:
    """Add the command to the parser's."""
    parser = commands.add_parser("read", help="read PDFs, check their sums, print or write the data", epilog=EPILOG)
    parser.add_argument("files", nargs="+", metavar="FILE", type=Path, help="a PDF")
    parser.add_argument(
        "--json", action="store_true", help="print JSON: one object for one FILE, one object a line for several"
    )
    parser.add_argument("--out", metavar="DIR", type=Path, help="write CSV, Excel and JSON into DIR")
    parser.add_argument(
        "--decimal", choices=("point", "comma"), default="point", help="in CSV: '.' and ',' or ',' and ';'"
    )
    parser.add_argument(
        "--debug", metavar="DIR", type=Path, help="draw words, rules and cells over each page as PNG into DIR"
    )
    add_reading_options(parser)
    add_language(parser)


def execute(options: argparse.Namespace) -> int:
    """The exit code after reading and printing each file, then writing all."""
    require_folders([("--out", options.out), ("--debug", options.debug)])
    terminal, several = console(), len(options.files) > 1
    kept: list[Extraction] = []

    def read_one(file: Path) -> Extraction:
        extraction = read(file, **reading_options(options))
        if options.debug is not None:
            draw_pages(file, options.debug, password=options.password)
        return extraction

    def tell(file: Path, extraction: Extraction) -> None:
        if options.out is not None:
            kept.append(extraction)
        if options.json:
            print(extraction_json(extraction, indent=None if several else 2), flush=True)
            return
        if several:
            terminal.rule(str(file))
        show(extraction, terminal, TONGUES[language_of(options)])

    code = read_each(options.files, read_one, tell)
    return USAGE if kept and not _write(kept, options) else code


def _write(kept: Sequence[Extraction], options: argparse.Namespace) -> bool:
    """True once everything is in the output folder; else the reason is on stderr."""
    try:
        paths = write(kept, options.out, Options(decimal=options.decimal, language=language_of(options)))
    except OSError as error:
        print(f"extractor: {options.out}: cannot be written ({error})", file=sys.stderr)
        return False
    if not options.json:
        print("Written:", *paths, sep="\n  ")
    return True
