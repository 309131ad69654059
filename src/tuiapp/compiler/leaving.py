"""Takes the rows of events out of an index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from tuiapp.catalog import schema
from tuiapp.catalog.packing import unpack_ranks, unpack_texts
from tuiapp.compiler.moving import PAIRS
from tuiapp.compiler.names import EventWords, Words
from tuiapp.dataset.base import Base

_WORDS = ", ".join(schema.WORD_COLUMNS)


class Leaving:
    """Deletes rows; what a full text is told to forget has to be what it was told to keep."""

    def __init__(self, connection: sqlite3.Connection, base: Base, *, full_text: bool) -> None:
        self._connection = connection
        self._full_text = full_text
        self._words = Words(base.regions, base.sectors)
        self._indicators = {indicator.id: indicator for indicator in base.indicators}

    def delete_events(self) -> None:
        """Delete all rows of the events in the table `replaced`."""
        run = self._connection.execute
        run("CREATE TEMP TABLE leaving (n INTEGER PRIMARY KEY, doc INTEGER)")
        events = "event IN (SELECT event FROM temp.replaced)"
        run(f"INSERT INTO leaving SELECT n, doc FROM main.fact WHERE {events}")
        self._forget("signing_words", self._of_signings(f"t.{events}"))
        self._forget("figure_words", self._of_figures(f"t.{events}"))
        self._forget("event_words", self._of_events(events))
        for table in ("fact", "signing", "other", *PAIRS):
            run(f"DELETE FROM main.{table} WHERE n IN (SELECT n FROM temp.leaving)")
        for table in ("link", "across_key"):
            run(f"DELETE FROM main.{table} WHERE doc IN (SELECT doc FROM temp.leaving)")
        run("DELETE FROM main.name WHERE field = 'event' AND target IN (SELECT event FROM temp.replaced)")
        for table in (
            "across_note",
            "finding",
            "flag",
            "figure",
            "report",
            "event_region",
            "event_venue",
            "source_event",
            "event",
        ):
            run(f"DELETE FROM main.{table} WHERE {events}")

    def _forget(self, table: str, rows: Iterable[tuple[int, tuple[str, ...]]]) -> None:
        if self._full_text:
            marks = ", ".join("?" * (1 + len(schema.WORD_COLUMNS)))
            sql = f"INSERT INTO {table} ({table}, rowid, {_WORDS}) VALUES ('delete', {marks})"
            self._connection.executemany(sql, sorted((n, *texts) for n, texts in rows))
        else:
            self._connection.executemany(f"DELETE FROM {table} WHERE rowid = ?", [(n,) for n, _texts in rows])

    def _of_signings(self, where: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        sql = (
            "SELECT t.doc, e.name, e.name_zh, e.series, s.label, s.project, s.investor, s.sector_words, s.regions, "
            "s.sectors, s.counterparts FROM main.fact AS t JOIN main.signing AS s USING (n) "
            f"JOIN main.event AS e USING (event) WHERE {where}"
        )
        for doc, name, name_zh, series, *own, wordings, regions, sectors, counterparts in self._connection.execute(sql):
            event = EventWords(name, name_zh, series)
            ranks = map(unpack_ranks, (regions, sectors, counterparts))
            yield doc, self._words.signing(event, own, unpack_texts(wordings), *ranks)

    def _of_figures(self, where: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        sql = (
            "SELECT t.n, e.name, e.name_zh, e.series, t.title, t.indicator, t.region "
            f"FROM main.figure AS t JOIN main.event AS e USING (event) WHERE {where}"
        )
        for n, name, name_zh, series, title, indicator, region in self._connection.execute(sql):
            event = EventWords(name, name_zh, series)
            yield n, self._words.figure(event, title, self._indicators[indicator], region)

    def _of_events(self, where: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        sql = f"SELECT event, name, name_zh, series, regions FROM main.event WHERE {where}"
        for event, name, name_zh, series, regions in self._connection.execute(sql):
            yield event, self._words.event(EventWords(name, name_zh, series), unpack_ranks(regions))
