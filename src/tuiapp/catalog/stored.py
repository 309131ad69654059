"""Answers to the query that finds everything, computed when an index is made: a start neither adds nor counts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tuiapp.catalog.totals import Added, Totals, pack_lanes, unpack_lanes

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from tuiapp.catalog.catalog import Catalog
    from tuiapp.catalog.connection import Connection

TOTALS, ADDED = "totals", "added"
YEARS = "year"
_COUNTED = ("region", "sector", YEARS)
"""What signings are counted by: nodes of trees, and years."""
_COUNTS = "counts by "


def bake(connection: sqlite3.Connection, index: Path) -> None:
    """Write what follows from an index into it: what is inside what, the columns of sorts, and the answers.

    What was there is replaced.

    Args:
        connection: to the index, for writing, with nothing begun.
        index: its file.
    """
    from tuiapp.catalog import columns, common
    from tuiapp.catalog.adding.relations import derive
    from tuiapp.catalog.catalog import Catalog
    from tuiapp.catalog.sums import Reader

    derive(connection, Reader(lambda sql, parameters: connection.execute(sql, parameters).fetchall()))
    columns.write(connection)
    connection.execute("DELETE FROM stored")
    with Catalog.open(index) as catalog:
        answers = _answers(catalog)
    connection.executemany("INSERT INTO stored VALUES (?, ?)", [*answers, *common.answers(connection)])


def _answers(catalog: Catalog) -> list[tuple[str, str | bytes]]:
    totals = catalog.totals(None)
    counted = [(f"{_COUNTS}{what}", json.dumps(list(catalog.counts_of_all(what).items()))) for what in _COUNTED]
    return [(TOTALS, pack_lanes(totals.lanes)), (ADDED, totals.added.bits), *counted]


def totals(connection: Connection) -> Totals | None:
    """The totals of all signings; None in an index that is still being made."""
    known: dict[str, Any] = dict(connection.rows("SELECT key, value FROM stored WHERE key IN (?, ?)", (TOTALS, ADDED)))
    return Totals(unpack_lanes(known[TOTALS]), Added(known[ADDED])) if known else None


def counts(connection: Connection, what: str) -> dict[int, int] | None:
    """How many of all signings there are, by the rank of a tree's node or by year; None while the index is made."""
    text = connection.value("SELECT value FROM stored WHERE key = ?", (f"{_COUNTS}{what}",))
    return dict(json.loads(text)) if text else None
