"""Answers to the query that finds everything, computed when an index is made: a start neither adds nor counts."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from tuiapp.catalog.totals import Added, Totals, pack_lanes, unpack_lanes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

    from tuiapp.catalog.adding.packs import Numbers, Turn
    from tuiapp.catalog.adding.relations import Inner
    from tuiapp.catalog.catalog import Catalog
    from tuiapp.catalog.columns import Packed
    from tuiapp.catalog.connection import Connection
    from tuiapp.catalog.sums import Reader

TOTALS, ADDED = "totals", "added"
YEARS = "year"
_COUNTED = ("region", "sector", YEARS)
"""What signings are counted by: nodes of trees, and years."""
_COUNTS = "counts by "


class Prepared(NamedTuple):
    """What follows from the rows of an index alone, whatever else is in it by then."""

    packed: list[Packed]
    """The columns of sorts, and those of figures."""
    alike: Numbers
    """Those that begin what adding works on."""
    inner: list[Inner]
    """The rows of the table."""
    turns: list[Turn]
    """The period totals in the order in which they are taken."""


def prepare(connection: sqlite3.Connection) -> Prepared:
    """Work it out; the index is only read, so that another process can do it while this one goes on."""
    from tuiapp.catalog import columns, points
    from tuiapp.catalog.adding import packs, relations

    # One look at all of it: whoever writes meanwhile is to come before or after.
    connection.execute("BEGIN")
    reader = _reader(connection)
    inner = list(relations.inner(reader))
    turns = relations.turns(reader, inner)
    packed = [*columns.packed(connection), *points.packed(connection)]
    prepared = Prepared(packed, packs.by_alike(connection), inner, turns)
    connection.execute("COMMIT")
    return prepared


def bake(
    connection: sqlite3.Connection,
    index: Path,
    done: Callable[[float], None],
    prepared: Callable[[], Prepared] | None = None,
) -> None:
    """Write what follows from an index into it: what is inside what, the columns of sorts, and the answers.

    What was there is replaced.

    Args:
        connection: to the index, for writing, with nothing begun.
        index: its file.
        done: is told how much of it is done, as a share that was measured of a hundred thousand signings.
        prepared: gives, or waits for, what `prepare` works out of this index; it is worked out here when not given.
    """
    from tuiapp.catalog import columns, common
    from tuiapp.catalog.adding import packs, relations
    from tuiapp.catalog.catalog import Catalog

    here = prepare(connection) if prepared is None else None
    # Whoever else prepares is still reading: nothing is to be written into the file until then.
    connection.execute("PRAGMA cache_spill = OFF")
    done(0)
    connection.execute("BEGIN")
    relations.derive(connection, _reader(connection))
    done(0.3)
    added = packs.by_table(connection)
    found = list(common.answers(connection))
    done(0.45)
    ready = prepared() if prepared is not None else here
    assert ready is not None
    done(0.75)
    relations.enter_inner(connection, ready.inner)
    connection.execute("DELETE FROM packed")
    columns.write(connection, chain(ready.packed, packs.packed(connection, ready.alike | added, ready.turns)))
    connection.execute("DELETE FROM stored")
    connection.executemany("INSERT INTO stored VALUES (?, ?)", found)
    connection.execute("COMMIT")
    done(0.9)
    with Catalog.open(index) as catalog:
        answers = _answers(catalog)
    connection.executemany("INSERT INTO stored VALUES (?, ?)", answers)


def _reader(connection: sqlite3.Connection) -> Reader:
    from tuiapp.catalog.sums import Reader

    return Reader(lambda sql, parameters: connection.execute(sql, parameters).fetchall())


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
