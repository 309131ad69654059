"""What an index says of itself and of all its rows together, entered when all of them are in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date

from tuiapp.catalog.freshness import SourceFile, digest
from tuiapp.compiler import tables
from tuiapp.compiler.money import Conversions
from tuiapp.compiler.names import fixed_names, node_words, shared_names
from tuiapp.dataset.base import Base

_SHARED = {
    "series": "SELECT DISTINCT series FROM event",
    "kind": "SELECT DISTINCT kind FROM event",
    "publisher": "SELECT DISTINCT publisher, publisher_zh FROM report",
    "lang": "SELECT DISTINCT language FROM report",
}
"""The fields whose values several events or reports have, and where they are."""


def enter_base(connection: sqlite3.Connection, base: Base) -> None:
    """Enter what does not depend on the events: trees, rates, and the names of all that is fixed."""
    _insert(connection, "region", tables.region_rows(base.regions))
    _insert(connection, "sector", tables.sector_rows(base.sectors))
    _insert(connection, "span", sorted(set(tables.span_rows(base.regions, base.sectors))))
    _insert(connection, "node_words", node_words(base.regions, base.sectors))
    _insert(connection, "conversion", Conversions(base.rates).rows())
    _insert(connection, "name", dict.fromkeys(fixed_names(base.regions, base.sectors)))


def align(connection: sqlite3.Connection) -> bool:
    """Whether the words of each signing are under its position; where they are not, it can be found by them."""
    if not connection.execute("SELECT 1 FROM main.fact WHERE doc <> n LIMIT 1").fetchone():
        return True
    connection.execute("CREATE INDEX IF NOT EXISTS main.fact_doc ON fact (doc)")
    return False


def enter_summary(
    connection: sqlite3.Connection, base: Base, files: Iterable[SourceFile], *, full_text: bool, aligned: bool
) -> None:
    """Enter what follows from all rows: shared names, and what the index says of itself."""
    for field, sql in _SHARED.items():
        connection.execute("DELETE FROM name WHERE field = ?", (field,))
        names = connection.execute(sql).fetchall()
        _insert(connection, "name", sorted(set(shared_names(field, names))))
    sources = sorted(files)
    connection.execute("DELETE FROM source_file")
    _insert(connection, "source_file", sources)
    connection.execute("DELETE FROM meta")
    about = _about(connection, base) | {
        "digest": digest(sources),
        "full_text": str(int(full_text)),
        "aligned": str(int(aligned)),
    }
    _insert(connection, "meta", about.items())


def _about(connection: sqlite3.Connection, base: Base) -> dict[str, str]:
    assert base.about is not None
    first, last = connection.execute(
        "SELECT min(CASE first WHEN 0 THEN last ELSE first END), max(last) FROM event"
    ).fetchone()
    counts = {
        f"{table}s": str(connection.execute(f"SELECT count(*) FROM {rows}").fetchone()[0])
        for table, rows in (("event", "event"), ("signing", "fact"), ("figure", "figure"))
    }
    return {
        "title": base.about.title,
        "version": base.about.version,
        "licence": base.about.licence,
        **counts,
        "first_year": "" if first is None else str(date.fromordinal(first).year),
        "last_year": "" if last is None else str(date.fromordinal(last).year),
    }


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Iterable[object]]) -> None:
    ready = [tuple(row) for row in rows]
    if ready:
        connection.executemany(f"INSERT INTO main.{table} VALUES ({', '.join('?' * len(ready[0]))})", ready)
