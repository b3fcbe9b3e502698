"""The whole Extraction as JSON: Decimals as strings, dates in ISO 8601."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extractor.record import Extraction
from extractor.writers.options import Options, distinct, folder_names


def extraction_json(extraction: Extraction, *, indent: int | None = 2) -> str:
    """The JSON text of an extraction; on one line where `indent` is None."""
    return extraction.model_dump_json(indent=indent)


def write_json(extractions: Sequence[Extraction], out_dir: Path, options: Options) -> list[Path]:
    """The paths of document.json, written: one a document."""
    del options
    kept = distinct(extractions)
    paths = []
    for folder, extraction in zip(folder_names(kept), kept, strict=True):
        path = out_dir / folder / "document.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(extraction_json(extraction).encode("utf-8") + b"\n")
        paths.append(path)
    return paths
