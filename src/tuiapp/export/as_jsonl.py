"""JSON Lines: one record a line and nothing else, for tools that read line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tuiapp.export.as_json import compact
from tuiapp.export.model import Record


def render(rows: Iterable[Record]) -> Iterator[str]:
    """One line for each row; the dataset, the query and the totals are in the JSON export."""
    for row in rows:
        yield compact(row) + "\n"
