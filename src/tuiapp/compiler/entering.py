"""Enters waiting rows into the index, under their final numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

from tuiapp.catalog import schema
from tuiapp.compiler.staging import STAGE, columns

_ROWS = 5000
"""Signings entered between two reports of progress."""


def enter(connection: sqlite3.Connection, told: Callable[[int], None]) -> None:
    """Enter all that waits; `told` is called with so many more signings.

    Numbers are looked up in the tables of `tuiapp.compiler.numbering`; signings are entered as `ordered` has them.
    """
    _enter_events(connection)
    last = connection.execute("SELECT max(place) FROM temp.ordered").fetchone()[0]
    low = -1
    ahead = "SELECT place FROM temp.ordered WHERE place > ? ORDER BY place LIMIT ?"
    while last is not None and low < last:
        high, entered = connection.execute(
            f"SELECT max(place), count(*) FROM ({ahead})",
            (low, _ROWS),
        ).fetchone()
        _enter_signings(connection, low, high)
        told(entered)
        low = high
    _enter_pairs(connection)


def _number(of: str, column: str) -> str:
    """The final number of an event, a report, a figure or a signing, whose provisional one is in a column of `t`."""
    if of == "signing":
        return f"(SELECT place FROM temp.placed WHERE n = t.{column})"
    return f"(SELECT number FROM temp.{of}_number WHERE {of} = t.{column})"


def _enter_events(connection: sqlite3.Connection) -> None:
    event, report = {"event": _number("event", "event")}, {"report": _number("report", "report")}
    found = {of: f"(SELECT {of} FROM {STAGE}.held_event WHERE event = t.event)" for of in ("findings", "gaps")}
    _copy(connection, "event", event | found, order="1")
    _copy(connection, "report", event | report, order="1")
    _copy(connection, "source_event", event, order="1")
    _copy(connection, "event_region", event, order="1, 2")
    _copy(connection, "event_venue", event, order="1, 2")
    _copy(connection, "figure", {"n": _number("figure", "n")} | event | report, order="1")
    _copy(connection, "across_note", event, order="1, t.rowid")
    about = event | {of: _number(of, of) for of in ("signing", "figure")}
    _copy(connection, "finding", about | {"finding": "NULL"}, order="2, t.finding")
    _copy(connection, "flag", about, order="2")
    connection.execute(
        f"INSERT INTO name SELECT 'event', folded, {event['event']} AS number, shown, label "
        f"FROM {STAGE}.held_name AS t ORDER BY folded, number"
    )
    for of in ("event", "figure"):
        texts = ", ".join(schema.WORD_COLUMNS)
        connection.execute(
            f"INSERT INTO {of}_words (rowid, {texts}) SELECT {_number(of, 'n')} AS number, {texts} "
            f"FROM {STAGE}.{of}_words AS t ORDER BY number"
        )


def _copy(connection: sqlite3.Connection, table: str, changes: Mapping[str, str], *, order: str) -> None:
    """Copy a whole table, with other expressions for some of its columns."""
    values = ", ".join(changes.get(column, f't."{column}"') for column in columns(connection, table))
    connection.execute(f"INSERT INTO main.{table} SELECT {values} FROM {STAGE}.{table} AS t ORDER BY {order}")


def _enter_signings(connection: sqlite3.Connection, low: int, high: int) -> None:
    """Enter the signings whose places are above the first number and not above the second."""
    fact = {
        "n": "o.place",
        "doc": "p.doc",
        "event": "e.number",
        "root": "r.place",
        "id_key": "p.id_key",
        "event_key": "e.key",
        "label_key": "k.key",
        "publisher_key": "b.key",
    }
    joins = (
        f"CROSS JOIN {STAGE}.held AS h ON h.n = o.n CROSS JOIN temp.placed AS p ON p.n = o.n "
        f"CROSS JOIN temp.placed AS r ON r.n = h.root "
        f"CROSS JOIN temp.event_number AS e ON e.event = t.event "
        f"CROSS JOIN temp.report_number AS b ON b.report = h.report "
        "CROSS JOIN text_key AS k ON k.field = 'label' AND k.text = h.text"
    )
    _place(connection, "fact", fact, joins, low, high)
    reports = "CROSS JOIN temp.report_number AS b ON b.report = t.report"
    _place(connection, "signing", {"n": "o.place", "report": "b.number"}, reports, low, high)
    texts = ", ".join(schema.WORD_COLUMNS)
    connection.execute(
        f"INSERT INTO signing_words (rowid, {texts}) SELECT p.doc, {texts} "
        f"FROM temp.ordered AS o CROSS JOIN {STAGE}.signing_words AS t ON t.n = o.n "
        f"CROSS JOIN temp.placed AS p ON p.n = o.n WHERE o.place > ? AND o.place <= ? ORDER BY o.place",
        (low, high),
    )


def _place(
    connection: sqlite3.Connection, table: str, changes: Mapping[str, str], joins: str, low: int, high: int
) -> None:
    values = ", ".join(changes.get(column, f't."{column}"') for column in columns(connection, table))
    connection.execute(
        f"INSERT INTO main.{table} SELECT {values} "
        f"FROM temp.ordered AS o CROSS JOIN {STAGE}.{table} AS t ON t.n = o.n {joins} "
        f"WHERE o.place > ? AND o.place <= ? ORDER BY o.place",
        (low, high),
    )


def _enter_pairs(connection: sqlite3.Connection) -> None:
    place, report = {"n": _number("signing", "n")}, {"report": _number("report", "report")}
    for table in ("signing_region", "signing_sector", "signing_counterpart"):
        _copy(connection, table, place, order="1, 2")
    for table in ("signing_report", "other"):
        _copy(connection, table, place | report, order="1, 2")
    doc = {"doc": "(SELECT doc FROM temp.placed WHERE n = t.doc)"}
    _copy(connection, "link", doc, order="1")
    _copy(connection, "across_key", doc, order="1, 2")
