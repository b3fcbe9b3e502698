"""The JSON Schemas in schemas/, generated from the models; a test fails when a file is stale."""

from __future__ import annotations

import json

from extractor.model import Model
from extractor.record import Extraction
from extractor.writers.findings import FindingRow
from extractor.writers.rows import FigureRow

SCHEMAS: dict[str, type[Model]] = {"extraction": Extraction, "figures": FigureRow, "findings": FindingRow}

FILES = {
    "extraction": "extraction.schema.json",
    "figures": "figures.csv.schema.json",
    "findings": "findings.csv.schema.json",
}
"""The file of each schema in schemas/."""


def schema_text(name: str) -> str:
    """The JSON Schema of what leaves the program: the whole Extraction, or one row of a CSV file."""
    schema = SCHEMAS[name].model_json_schema(mode="serialization")
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(dialect | schema, indent=2, ensure_ascii=False)
