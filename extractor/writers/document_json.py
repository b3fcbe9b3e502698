"""The whole Extraction as JSON: Decimals as strings, dates in ISO 8601."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from pydantic_core import PydanticSerializationError

from extractor.characters import whole
from extractor.record import Extraction
from extractor.writers.options import Options, distinct, folder_names


def extraction_json(extraction: Extraction, *, indent: int | None = 2) -> str:
    """The JSON text of an extraction; on one line where `indent` is None."""
    try:
        return extraction.model_dump_json(indent=indent)
    except PydanticSerializationError:
        # A half of UTF-16 alone. No PDF gives one, but an extraction made or changed by hand may have it.
        between = (",", ":") if indent is None else (",", ": ")
        data = extraction.model_dump(mode="json")
        return whole(json.dumps(data, indent=indent, separators=between, ensure_ascii=False))


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
