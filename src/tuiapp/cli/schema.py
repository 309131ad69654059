"""`tuiapp schema`: the JSON Schema of the dataset's files, for editors that complete and check while one writes."""

from __future__ import annotations

import argparse
import json
import sys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`schema` has no options of its own."""


def run(args: argparse.Namespace) -> int:  # noqa: ARG001 - every command takes its arguments
    """Print the schema as one JSON document."""
    from tuiapp.dataset.schema import json_schema

    sys.stdout.write(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n")
    return 0
