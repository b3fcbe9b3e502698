"""Everything that an Extraction can be written as; each writer returns the paths that it wrote."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from extractor.record import Extraction
from extractor.writers.document_json import write_json
from extractor.writers.excel import write_excel
from extractor.writers.findings import write_findings
from extractor.writers.options import Options
from extractor.writers.tables_csv import write_figures, write_tables

Writer = Callable[[Sequence[Extraction], Path, Options], list[Path]]

WRITERS: dict[str, Writer] = {
    "figures": write_figures,
    "findings": write_findings,
    "tables": write_tables,
    "json": write_json,
    "excel": write_excel,
}


def write(extractions: Sequence[Extraction], out_dir: Path, options: Options) -> list[Path]:
    """The paths of all files, written by every writer; the same input gives the same bytes."""
    out_dir.mkdir(parents=True, exist_ok=True)
    return [path for writer in WRITERS.values() for path in writer(extractions, out_dir, options)]


__all__ = ["WRITERS", "Options", "Writer", "write"]
