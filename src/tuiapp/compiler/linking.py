"""What events name of each other, looked for among the waiting rows and those of the index that stay."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from typing import Any

from tuiapp.catalog.schema import run
from tuiapp.compiler.staging import STAGE
from tuiapp.dataset.links import Link, Parent, check_links, duplicate_event, edition_key
from tuiapp.dataset.resolved import KeyPath, Where

_EVENT = "e.event, e.id, e.series, e.edition, s.parent, s.file"
_KNOWN = f"""
CREATE TEMP TABLE replaced (event INTEGER PRIMARY KEY);
CREATE TEMP VIEW known_event AS
    SELECT {_EVENT} FROM {STAGE}.event AS e JOIN {STAGE}.source_event AS s USING (event)
    UNION ALL SELECT {_EVENT} FROM main.event AS e JOIN main.source_event AS s USING (event)
    WHERE e.event NOT IN (SELECT event FROM temp.replaced)
    UNION ALL SELECT event, id, series, edition, parent, file FROM {STAGE}.outlined_event;
CREATE TEMP VIEW known_signing AS
    SELECT n, id, part_of FROM {STAGE}.signing
    UNION ALL SELECT NULL, id, part_of FROM {STAGE}.outlined_signing
    UNION ALL SELECT s.n, s.id, s.part_of FROM main.signing AS s JOIN main.fact AS t USING (n)
    WHERE t.event NOT IN (SELECT event FROM temp.replaced);
CREATE INDEX IF NOT EXISTS {STAGE}.look_event ON event (id);
CREATE INDEX {STAGE}.waiting_signing ON signing (id);
CREATE INDEX {STAGE}.outlined_event_id ON outlined_event (id);
CREATE INDEX {STAGE}.outlined_signing_id ON outlined_signing (id);
"""


class KnownRows:
    """All events and signings: those whose rows or outlines wait, and those of the index whose events stay."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Make the views `known_event` and `known_signing`, and the table `replaced` of events that do not stay."""
        self._connection = connection
        run(connection, _KNOWN)

    def event_ids(self) -> list[str]:
        """The ids of all events."""
        return [id_ for (id_,) in self._connection.execute("SELECT DISTINCT id FROM known_event ORDER BY id")]

    def has_event(self, event: str) -> bool:
        """Whether there is such an event."""
        return self._row("SELECT 1 FROM known_event WHERE id = ?", event) is not None

    def has_signing(self, signing: str) -> bool:
        """Whether there is such a signing."""
        return self._row("SELECT 1 FROM known_signing WHERE id = ?", signing) is not None

    def local_ids(self, event: str) -> list[str]:
        """The ids of an event's signings, each without the event's."""
        sql = "SELECT id FROM known_signing WHERE id > ? AND id < ?"
        rows = self._connection.execute(sql, (f"{event}/", f"{event}0"))  # a zero follows the slash
        return [id_.partition("/")[2] for (id_,) in rows]

    def whole_of(self, signing: str) -> str | None:
        """As `tuiapp.dataset.links.Known` has it."""
        whole: str | None = self._found("SELECT part_of FROM known_signing WHERE id = ?", signing)[0]
        return whole

    def edition_of(self, event: str) -> tuple[str | None, int | None, str | None]:
        """As `tuiapp.dataset.links.Known` has it."""
        series, edition, parent = self._found("SELECT series, edition, parent FROM known_event WHERE id = ?", event)
        return series, edition, parent

    def _row(self, sql: str, id_: str) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._connection.execute(sql, (id_,)).fetchone()
        return row

    def _found(self, sql: str, id_: str) -> tuple[Any, ...]:
        row = self._row(sql, id_)
        if row is None:
            raise KeyError(id_)
        return row


def check(connection: sqlite3.Connection, known: KnownRows, broken: Collection[str]) -> list[tuple[str, KeyPath, str]]:
    """What is wrong with what the waiting rows name, and with their ids: file, keys, message.

    Args:
        connection: to the index and the waiting rows.
        known: all events and signings.
        broken: the ids of events whose tables are malformed.
    """
    wrong: list[tuple[str, KeyPath, str]] = []
    waiting = (
        f"SELECT e.event, e.id, o.parent, o.file, h.at FROM {STAGE}.source_event AS o JOIN {STAGE}.event AS e "
        f"USING (event) JOIN {STAGE}.held_event AS h USING (event) "
        f"UNION ALL SELECT event, id, parent, file, at FROM {STAGE}.outlined_event"
    )
    places = f"SELECT at FROM ({waiting}) WHERE event = ?"
    others = "SELECT count(*) FROM known_event AS e WHERE e.id = w.id"
    several = f"SELECT DISTINCT id FROM ({waiting}) AS w WHERE ({others}) > 1"
    for (id_,) in connection.execute(several).fetchall():
        rows = connection.execute("SELECT event, file FROM known_event WHERE id = ? ORDER BY file, event", (id_,))
        (_event, first), *later = rows.fetchall()
        for event, file in later:
            at = connection.execute(places, (event,)).fetchone()
            wrong.append((file, ("event", at[0] if at else 0, "id"), duplicate_event(id_, first)))
    links = connection.execute(
        f"SELECT s.id, k.whole, o.file, h.keys, 0, n FROM {STAGE}.link AS k JOIN {STAGE}.signing AS s ON s.n = k.doc "
        f"JOIN {STAGE}.held_link AS h USING (n) JOIN {STAGE}.fact AS t USING (n) "
        f"JOIN {STAGE}.source_event AS o USING (event) "
        f"UNION ALL SELECT id, part_of, file, keys, 1, rowid FROM {STAGE}.outlined_signing WHERE keys IS NOT NULL "
        "ORDER BY 3, 5, 6"  # as they are written: what follows a problem in its file is outlined
    ).fetchall()
    parents = connection.execute(
        f"SELECT id, parent, file, at FROM ({waiting}) WHERE parent IS NOT NULL ORDER BY file, event"
    ).fetchall()
    check_links(
        known,
        (Link(id_, whole, Where(file, tuple(json.loads(keys)))) for id_, whole, file, keys, *_place in links),
        (Parent(id_, parent, Where(file, ("event", at))) for id_, parent, file, at in parents),
        set(broken),
        lambda file, keys, message: wrong.append((file, keys, message)),
    )
    return wrong


def lost(connection: sqlite3.Connection, known: KnownRows) -> bool:
    """Whether a row of the index that stays names one that does not."""
    gone = "SELECT id FROM main.event WHERE event IN (SELECT event FROM temp.replaced)"
    stays = "t.event NOT IN (SELECT event FROM temp.replaced)"
    parents = f"SELECT DISTINCT t.parent FROM main.source_event AS t WHERE t.parent IN ({gone}) AND {stays}"
    if not all(known.has_event(parent) for (parent,) in connection.execute(parents).fetchall()):
        return True
    links = f"SELECT doc, whole FROM main.link AS k WHERE substr(whole, 1, instr(whole, '/') - 1) IN ({gone})"
    # Whether the part stays is looked for last, and for few: it may be that nothing finds it but a scan.
    part = f"SELECT 1 FROM main.fact AS t WHERE t.doc = ? AND {stays}"
    return any(
        not known.has_signing(whole) and connection.execute(part, (doc,)).fetchone()
        for doc, whole in connection.execute(links).fetchall()
    )


def enter_editions(connection: sqlite3.Connection, known: KnownRows) -> list[str]:
    """Give each event with a parent the edition that it is of, whether it waits or is in the index and stays.

    Returns:
        The ids of those that are of another edition than they said themselves or were of before.
    """
    others = []
    for schema, kept in ((STAGE, "1"), ("main", "event NOT IN (SELECT event FROM temp.replaced)")):
        sql = f"SELECT event, id, edition_key FROM {schema}.event JOIN {schema}.source_event USING (event)"
        rows = connection.execute(f"{sql} WHERE parent IS NOT NULL AND {kept}").fetchall()
        for event, id_, before in rows:
            key = edition_key(known, id_)
            if key != before:
                others.append(id_)
                connection.execute(f"UPDATE {schema}.event SET edition_key = ? WHERE event = ?", (key, event))
    return others
