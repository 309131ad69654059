"""Gives waiting rows their numbers: all of them, in the order of an index that is still empty."""

from __future__ import annotations

import sqlite3

from tuiapp.catalog.schema import run
from tuiapp.compiler.staging import STAGE

_HIGHEST_KEY = 2**30
"""Keys below it take four bytes."""

TABLES = """
CREATE TABLE temp.placed (n INTEGER PRIMARY KEY, place INTEGER, doc INTEGER, id_key INTEGER);
CREATE TABLE temp.ordered (place INTEGER PRIMARY KEY, n INTEGER);
CREATE TABLE temp.event_number (event INTEGER PRIMARY KEY, number INTEGER, key INTEGER);
CREATE TABLE temp.report_number (report INTEGER PRIMARY KEY, number INTEGER, key INTEGER);
CREATE TABLE temp.figure_number (figure INTEGER PRIMARY KEY, number INTEGER);
"""
"""The final number of what waits under a provisional one, with the key that its text is ordered by."""

TEXTS = {"event": "held_event", "label": "held", "publisher": "held_report"}
"""The fields that are ordered by texts which the index keeps, and where these wait."""


def number_all(connection: sqlite3.Connection) -> None:
    """Number everything that waits for an empty index."""
    run(connection, TABLES)
    for field, table in TEXTS.items():
        texts = _in_sequence(connection, f"SELECT DISTINCT text FROM {STAGE}.{table} ORDER BY text")
        connection.execute(
            "INSERT INTO text_key SELECT ?, value, rowid * ? FROM temp.sequence ORDER BY value",
            (field, step(texts)),
        )
    _in_sequence(connection, f"SELECT event FROM {STAGE}.event ORDER BY last DESC, id")
    connection.execute(
        f"INSERT INTO temp.event_number SELECT q.value, q.rowid - 1, k.key FROM temp.sequence AS q "
        f"JOIN {STAGE}.held_event AS h ON h.event = q.value JOIN text_key AS k ON k.field = 'event' AND k.text = h.text"
    )
    number = "JOIN temp.event_number AS e ON e.event = t.event ORDER BY e.number, t.{key}"
    _in_sequence(connection, f"SELECT report FROM {STAGE}.report AS t {number.format(stage=STAGE, key='report')}")
    connection.execute(
        f"INSERT INTO temp.report_number SELECT q.value, q.rowid - 1, k.key FROM temp.sequence AS q "
        f"JOIN {STAGE}.held_report AS h ON h.report = q.value "
        "JOIN text_key AS k ON k.field = 'publisher' AND k.text = h.text"
    )
    _in_sequence(connection, f"SELECT n FROM {STAGE}.figure AS t {number.format(stage=STAGE, key='n')}")
    connection.execute("INSERT INTO temp.figure_number SELECT value, rowid - 1 FROM temp.sequence")
    signings = _in_sequence(connection, f"SELECT n FROM {STAGE}.signing ORDER BY id")
    connection.execute(
        "INSERT INTO temp.placed SELECT value, NULL, NULL, rowid * ? FROM temp.sequence ORDER BY value",
        (step(signings),),
    )
    _in_sequence(
        connection,
        f"SELECT n FROM {STAGE}.held AS h JOIN {STAGE}.event AS e ON e.event = h.event "
        "ORDER BY h.last DESC, e.id, h.root, h.place",
    )
    connection.execute("INSERT INTO temp.ordered SELECT rowid - 1, value FROM temp.sequence")
    connection.execute(
        "UPDATE temp.placed SET place = o.place, doc = o.place FROM temp.ordered AS o WHERE o.n = temp.placed.n"
    )


def step(texts: int) -> int:
    """How far apart the keys of so many texts are, so that others find room between them."""
    return max(1, min(2**16, _HIGHEST_KEY // max(texts, 1)))


def _in_sequence(connection: sqlite3.Connection, sql: str) -> int:
    """Number the values of a query from 1, in a table `sequence`; how many there are."""
    connection.execute("DROP TABLE IF EXISTS temp.sequence")
    connection.execute("CREATE TABLE temp.sequence (value)")
    return connection.execute(f"INSERT INTO temp.sequence (value) {sql}").rowcount
