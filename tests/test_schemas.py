"""The JSON Schemas in schemas/ are those of the models."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.schema import FILES, SCHEMAS, schema_text
from extractor.writers.rows import COLUMNS, FigureRow

FOLDER = Path(__file__).parents[1] / "schemas"


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_in_the_repository_is_not_stale(name: str) -> None:
    assert (FOLDER / FILES[name]).read_text("utf-8") == schema_text(name) + "\n", (
        f"run: python -m extractor schema {name} > schemas/{FILES[name]}"
    )


def test_the_data_dictionary_describes_every_column_of_figures_csv() -> None:
    schema = json.loads(schema_text("figures"))
    assert tuple(schema["properties"]) == COLUMNS
    assert all(FigureRow.model_fields[name].description for name in COLUMNS)


def test_the_schema_of_an_extraction_is_closed() -> None:
    assert json.loads(schema_text("extraction"))["additionalProperties"] is False
