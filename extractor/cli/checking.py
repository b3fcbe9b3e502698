"""`extractor check SOURCE…`: what PDFs claim about their own figures: mismatches, then what is worth a look."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from extractor.cli.common import (
    EPILOG,
    add_language,
    add_reading_options,
    console,
    language_of,
    read_each,
    reading_options,
    require_folders,
)
from extractor.errors import MissingFile
from extractor.evidence import draw_evidence
from extractor.language import TONGUES
from extractor.pipeline import read
from extractor.record import Extraction, Finding
from extractor.writers.findings import findings_csv, findings_json, ordered
from extractor.writers.options import Options
from extractor.writers.terminal import show_all_findings, show_findings
from extractor.writers.verdicts import WORST_FIRST


def add(commands: Any) -> None:
    """Add the command to the parser's."""
    parser = commands.add_parser("check", help="check the figures of PDFs, print the findings", epilog=EPILOG)
    parser.add_argument("sources", nargs="+", metavar="SOURCE", type=Path, help="a PDF, or a folder with PDFs")
    parser.add_argument(
        "--only", choices=WORST_FIRST, action="append", metavar="VERDICT", help=f"one of {', '.join(WORST_FIRST)}"
    )
    parser.add_argument("--all", action="store_true", help="print every claim, also those that hold")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object a line for each document")
    form.add_argument("--csv", action="store_true", help="print one table of all findings")
    parser.add_argument(
        "--decimal", choices=("point", "comma"), default="point", help="in CSV: '.' and ',' or ',' and ';'"
    )
    parser.add_argument(
        "--pictures", metavar="DIR", type=Path, help="draw the rows of each mismatch as they are printed, into DIR"
    )
    add_reading_options(parser)
    add_language(parser)


def execute(options: argparse.Namespace) -> int:
    """The exit code after checking each source and printing its findings."""
    require_folders([("--pictures", options.pictures)])
    terminal = console()
    told: list[tuple[Extraction, list[Finding]]] = []

    def read_one(file: Path) -> Extraction:
        if file.is_dir():
            raise MissingFile(str(file), "no PDF in this folder", "Name another folder, or the files")
        extraction = read(file, **reading_options(options))
        if options.pictures is not None:
            draw_evidence(file, extraction, options.pictures, password=options.password)
        return extraction

    def tell(file: Path, extraction: Extraction) -> None:
        tongue = TONGUES[language_of(options)]
        findings = ordered(f for f in extraction.findings if not options.only or f.verdict in options.only)
        if options.json:
            print(findings_json(extraction, findings), flush=True)
        elif options.csv:
            told.append((extraction, findings))
        elif options.all or options.only:
            show_all_findings(str(file), extraction, findings, terminal, tongue)
        else:
            show_findings(str(file), extraction, terminal, tongue)

    code = read_each(_files(options.sources), read_one, tell)
    if options.csv:
        sys.stdout.write(findings_csv(told, Options(decimal=options.decimal, language=language_of(options))))
    return code


def _files(sources: Sequence[Path]) -> Iterator[Path]:
    """The PDFs: files as they are given, those of a folder by name; a folder without any stands for itself."""
    for source in sources:
        if not source.is_dir():
            yield source
            continue
        inside = sorted(path for path in source.rglob("*") if path.suffix.casefold() == ".pdf" and path.is_file())
        yield from inside or [source]
