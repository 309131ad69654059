"""The rows of events on their way into an index: the tables they wait in until it is known where they stand."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

from tuiapp.catalog import schema
from tuiapp.catalog.waiting import OF_A_FILE, SEEN
from tuiapp.compiler.money import Conversions
from tuiapp.compiler.printed import Row
from tuiapp.compiler.tables import HELD, STAGED, region_rows, sector_rows
from tuiapp.dataset.base import Base

STAGE = "stage"
"""The name under which a connection has the waiting rows beside an index."""
OLD = "old"
"""The name under which a connection has the index that was there before beside the copy of it that is changed."""
FIRST = OF_A_FILE
"""Provisional numbers begin here: final ones stay far below."""
_CACHE = 16 * 2**10
"""Kilobytes of pages at hand: what is written at once fits, so that it is written to the file in one go at its end."""
_LOOKS = """
CREATE INDEX {schema}.look_event ON event (id);
CREATE INDEX {schema}.look_signing ON signing (seen_event);
CREATE INDEX {schema}.look_report ON report (event);
CREATE INDEX {schema}.look_figure ON figure (event);
CREATE INDEX {schema}.look_other ON other (n);
CREATE INDEX {schema}.look_finding_event ON finding (event);
CREATE INDEX {schema}.look_finding_signing ON finding (signing);
CREATE INDEX {schema}.look_finding_figure ON finding (figure);
"""


def attach(connection: sqlite3.Connection, path: Path | None) -> None:
    """Open the database of waiting rows beside what a connection has open; one in memory when no path is given."""
    connection.execute(f"ATTACH ? AS {STAGE}", (":memory:" if path is None else str(path),))
    # It is thrown away whether all goes well or not.
    connection.execute(f"PRAGMA {STAGE}.journal_mode = OFF")
    connection.execute(f"PRAGMA {STAGE}.synchronous = OFF")
    connection.execute(f"PRAGMA {STAGE}.cache_size = -{_CACHE}")


def create(connection: sqlite3.Connection) -> None:
    """Make the empty tables in the database that is attached as `STAGE`; they have no constraints."""
    index = sqlite3.connect(":memory:")
    index.executescript(schema.TABLES)
    for table in STAGED:
        info = index.execute('SELECT name, "notnull" FROM pragma_table_info(?) ORDER BY cid', (table,)).fetchall()
        columns = [f'"{name}"' for name, _not_null in info]
        if _is_keyed_by_number(index, table):
            columns[0] += " INTEGER PRIMARY KEY"
        if table == "signing":
            columns += SEEN.values()
        connection.execute(f"CREATE TABLE {STAGE}.{table} ({', '.join(columns)})")
    index.close()
    connection.executescript(HELD.format(schema=STAGE))
    words = ", ".join(schema.WORD_COLUMNS)
    for table in schema.WORD_TABLES:
        connection.execute(f"CREATE TABLE {STAGE}.{table} (n INTEGER PRIMARY KEY, {words})")


def open_to_looks(connection: sqlite3.Connection, base: Base) -> None:
    """Enter beside the rows that will wait what `catalog.waiting` needs to show them; they must still be empty."""
    connection.execute("BEGIN")
    for table, rows in (
        ("region", region_rows(base.regions)),
        ("sector", sector_rows(base.sectors)),
        ("conversion", Conversions(base.rates).rows()),
    ):
        connection.execute(f"CREATE TABLE {STAGE}.{table} AS SELECT * FROM main.{table} WHERE 0")
        ready = [tuple(row) for row in rows]
        if ready:
            marks = ", ".join("?" * len(ready[0]))
            connection.executemany(f"INSERT INTO {STAGE}.{table} VALUES ({marks})", ready)
    schema.run(connection, _LOOKS.format(schema=STAGE))
    connection.execute("COMMIT")


def _is_keyed_by_number(index: sqlite3.Connection, table: str) -> bool:
    """Whether the first column is the row's number."""
    try:
        index.execute(f"SELECT rowid FROM {table}")
    except sqlite3.OperationalError:
        return False
    keys = "SELECT cid FROM pragma_table_info(?) WHERE pk > 0 AND type = 'INTEGER'"
    return index.execute(keys, (table,)).fetchall() == [(0,)]


def insert(connection: sqlite3.Connection, rows: Mapping[str, Sequence[Row]]) -> None:
    """Write rows of events, by table, all at once."""
    connection.execute("BEGIN IMMEDIATE")
    for table, several in rows.items():
        if several:
            marks = ", ".join("?" * len(several[0]))
            connection.executemany(f"INSERT INTO {STAGE}.{table} VALUES ({marks})", several)
    connection.execute("COMMIT")


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table of the index."""
    rows = connection.execute("SELECT name FROM pragma_table_info(?) ORDER BY cid", (table,))
    return [name for (name,) in rows]
