"""The JSON Schema of the dataset's files, for editors that complete and check while one writes."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from tuiapp.dataset.models import EventsFile
from tuiapp.dataset.tables import DatasetFile, IndicatorsFile, RatesFile, RegionsFile, SectorsFile

_FILES = (DatasetFile, RegionsFile, SectorsFile, IndicatorsFile, RatesFile, EventsFile)


def json_schema() -> dict[str, Any]:
    """One JSON Schema that each of the dataset's files meets in one of its branches."""
    references, schema = models_json_schema([(model, "validation") for model in _FILES], title="tuiapp dataset")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "anyOf": [references[model, "validation"] for model in _FILES],
    }
