"""The command line: one document (`read`, `check`), an archive of many (`ingest`, `status`, `retry`, `export`), `schema`.

Exit codes: 0 no mismatch; 1 at least one mismatch; 2 at least one file could not be read (wins over 1);
64 wrong usage, an output folder that cannot be written too; 130 after Ctrl-C.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import NoReturn

from extractor.cli import checking, ingesting, reading
from extractor.cli.common import EPILOG, INTERRUPTED, OK, UNREADABLE, Parser
from extractor.errors import UsageError
from extractor.schema import SCHEMAS, schema_text

_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "read": reading.execute,
    "check": checking.execute,
    "ingest": ingesting.execute_ingest,
    "retry": ingesting.execute_retry,
    "status": ingesting.execute_status,
    "export": ingesting.execute_export,
    "schema": lambda options: _schema(options.name),
}


def run() -> NoReturn:
    """Leave the process with the exit code of the command line."""
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:  # `extractor read … | head`: the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = OK
    except KeyboardInterrupt:
        code = INTERRUPTED
    except Exception:  # Python's own exit code for a crash is 1, which would say that a sum is wrong
        traceback.print_exc()
        code = UNREADABLE
    sys.exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code, after doing what the arguments (or else the command line) ask."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A PDF has letters that a terminal's code page may lack; data is UTF-8 whatever the terminal says.
        as_data = options.command == "schema" or getattr(options, "json", False) or getattr(options, "csv", False)
        sys.stdout.reconfigure(encoding="utf-8" if as_data else None, errors="replace")
    try:
        return _COMMANDS[options.command](options)
    except UsageError as error:
        parser.error(str(error))


def _parser() -> Parser:
    parser = Parser(prog="extractor", description=(__doc__ or "").split("\n")[0], epilog=EPILOG)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    reading.add(commands)
    checking.add(commands)
    ingesting.add(commands)
    schema = commands.add_parser("schema", help="print the JSON Schema of --json, or of a CSV file")
    schema.add_argument("name", nargs="?", choices=tuple(SCHEMAS), default="extraction")
    return parser


def _schema(name: str) -> int:
    print(schema_text(name))
    return OK
