"""What an index says, without the numbers under which it says it: two indexes of one dataset say the same."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from tuiapp.catalog import schema

_EVENT = "(SELECT id FROM event AS x WHERE x.event = t.{column})"
_REPORT = "(SELECT id FROM report AS x WHERE x.report = t.{column})"
_FIGURE = "(SELECT id FROM figure AS x WHERE x.n = t.{column})"
_SIGNING = "(SELECT id FROM signing AS x WHERE x.n = t.{column})"
_OF_DOC = "(SELECT id FROM signing AS x JOIN fact AS y USING (n) WHERE y.doc = t.{column})"
_RANK = "dense_rank() OVER (ORDER BY t.{column})"
_IN_EVENT = "row_number() OVER (PARTITION BY t.event ORDER BY t.{column})"

_SAID: dict[str, dict[str, str]] = {
    "meta": {"value": "CASE t.key WHEN 'aligned' THEN '' ELSE t.value END"},
    "source_file": {"young": "NULL"},
    "region": {},
    "sector": {},
    "span": {},
    "node_words": {},
    "conversion": {},
    "name": {"target": f"CASE t.field WHEN 'event' THEN {_EVENT} ELSE t.target END"},
    "event": {"event": _RANK.replace("t.{column}", "last DESC, id")},
    "event_region": {"event": _EVENT},
    "event_venue": {"event": _EVENT},
    "report": {"report": _IN_EVENT, "event": _EVENT},
    "fact": {"doc": "0", "event": _EVENT, "root": _SIGNING}
    | {f"{key}_key": _RANK for key in ("id", "region", "event", "label", "sector", "counterpart", "publisher")},
    "signing_region": {"n": _SIGNING},
    "signing_sector": {"n": _SIGNING},
    "signing_counterpart": {"n": _SIGNING},
    "signing_report": {"n": _SIGNING, "report": _REPORT},
    "signing": {"report": _REPORT},
    "other": {"n": _SIGNING, "report": _REPORT},
    "figure": {"n": _IN_EVENT, "event": _EVENT, "report": _REPORT},
    "finding": {"finding": _IN_EVENT, "event": _EVENT, "signing": _SIGNING, "figure": _FIGURE},
    "flag": {"event": _EVENT, "signing": _SIGNING, "figure": _FIGURE},
    "source_event": {"event": _EVENT},
    "across_key": {"doc": _OF_DOC},
    "across_fault": {},
    "across_note": {"event": _EVENT},
    "link": {"doc": _OF_DOC},
}
"""Each table of the index, and what its numbers stand for."""

NOT_COMPARED = {"stored", "text_key"}
"""What follows from the rest, and where texts may stay that nothing has any more."""


def content(index: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What the tables of an index say, each as sorted rows, and which words stand where in which record."""
    with closing(sqlite3.connect(f"{index.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        said = {table: _rows(connection, table, changes) for table, changes in _SAID.items()}
        for table in schema.WORD_TABLES:
            said[table] = _words(connection, table)
        return said


def tables() -> set[str]:
    """The tables that are compared, of those that an index is made with."""
    return {*_SAID, *schema.WORD_TABLES}


def _rows(connection: sqlite3.Connection, table: str, changes: dict[str, str]) -> list[tuple[Any, ...]]:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    said = (changes.get(column, 't."{column}"').replace("{column}", column) for column in columns)
    return sorted(connection.execute(f"SELECT {', '.join(said)} FROM {table} AS t").fetchall(), key=repr)


def _words(connection: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    of = table.removesuffix("_words")
    key = "event" if of == "event" else "n"
    source = "signing AS x JOIN fact USING (n)" if of == "signing" else f"{of} AS x"
    key = "doc" if of == "signing" else key
    connection.execute(f"CREATE VIRTUAL TABLE temp.of_{of} USING fts5vocab(main, {table}, instance)")
    sql = f"SELECT (SELECT id FROM {source} WHERE {key} = w.doc), col, offset, term FROM temp.of_{of} AS w"
    return sorted(connection.execute(sql).fetchall(), key=repr)
