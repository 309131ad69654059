"""The JSON Schema of the dataset's files."""

from __future__ import annotations

import json

from tuiapp.dataset.schema import json_schema


def test_every_kind_of_file_is_one_branch() -> None:
    schema = json_schema()
    branches = [branch["$ref"].rpartition("/")[2] for branch in schema["anyOf"]]
    assert branches == ["DatasetFile", "RegionsFile", "SectorsFile", "IndicatorsFile", "RatesFile", "EventsFile"]
    assert set(branches) <= schema["$defs"].keys()


def test_every_key_says_what_it_is_for_and_no_other_is_allowed() -> None:
    models = [model for model in json_schema()["$defs"].values() if model["type"] == "object"]
    assert models
    for model in models:
        assert model["additionalProperties"] is False
        for name, key in model["properties"].items():
            assert key.get("description"), f"{model['title']}.{name}"


def test_it_is_json() -> None:
    assert json.loads(json.dumps(json_schema())) == json_schema()
