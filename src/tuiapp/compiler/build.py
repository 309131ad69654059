"""From a dataset to its published index."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from itertools import chain
from pathlib import Path

from tuiapp.catalog import freshness, location, schema, stored
from tuiapp.catalog.connection import share
from tuiapp.compiler import tables
from tuiapp.compiler.across import judge_all
from tuiapp.compiler.findings import Judgement
from tuiapp.compiler.money import Conversions
from tuiapp.compiler.names import Words, name_rows, node_words
from tuiapp.compiler.order import in_order, place
from tuiapp.compiler.progress import Progress, Report
from tuiapp.dataset.load import load
from tuiapp.dataset.resolved import Dataset, Event

__all__ = ["Progress", "compile_dataset"]

_STEP = 1000
"""Rows between two reports of progress."""


def compile_dataset(data: Path, index_dir: Path, *, progress: Report | None = None) -> Path:
    """Bake a dataset into a new index, and make it the current one.

    Args:
        data: the dataset's folder.
        index_dir: where its indexes are; made, readable by this user only, when it is not there.
        progress: told how far it is.

    Returns:
        The path of the new index.

    Raises:
        DatasetError: the dataset is invalid; what was published before stays.
        OSError: the dataset cannot be read, or the index cannot be written.
    """
    tell = progress or (lambda _progress: None)
    files = freshness.take(data)
    tell(Progress(0, len(files), 0))
    dataset = load(data)
    tell(Progress(len(files), len(files), 0))
    digest = freshness.digest(files, data)
    location.prepare(index_dir)
    location.clear(index_dir)
    index = location.new_index(index_dir)
    index.touch(mode=0o600, exist_ok=False)
    # The lock keeps another compiler from clearing the file away before it is published.
    with share(index):
        try:
            _write(index, dataset, files, digest, tell)
            location.publish(index)
        except BaseException as error:
            index.unlink(missing_ok=True)
            if isinstance(error, sqlite3.OperationalError):
                raise OSError(f"{index}: {error}") from error
            raise
    return index


def _write(index: Path, dataset: Dataset, files: list[freshness.SourceFile], digest: str, tell: Report) -> None:
    with closing(sqlite3.connect(index, isolation_level=None)) as connection:
        # Nobody reads it before it is complete, and an incomplete one is thrown away: no journal is needed.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        full_text = schema.has_full_text(connection)
        schema.create(connection, full_text=full_text)
        connection.execute("BEGIN")
        writer = _Writer(connection, dataset, files, tell)
        writer.write()
        about = _about(dataset) | {"digest": digest, "full_text": str(int(full_text))}
        writer.insert("meta", about.items())
        if full_text:
            for table in schema.WORD_TABLES:
                connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
        connection.execute("COMMIT")
        connection.executescript(schema.INDEXES)
        connection.execute("ANALYZE")
        stored.bake(connection, index)
    with index.open("rb") as file:
        os.fsync(file.fileno())


def _about(dataset: Dataset) -> dict[str, str]:
    spans = [event.dates for event in dataset.events]
    years = [day.year for span in spans for day in (span.first, span.last) if day is not None]
    return {
        "title": dataset.title,
        "version": dataset.version,
        "licence": dataset.licence,
        "events": str(len(dataset.events)),
        "signings": str(sum(len(event.signings) for event in dataset.events)),
        "figures": str(sum(len(event.figures) for event in dataset.events)),
        "first_year": str(min(years, default="")),
        "last_year": str(max(years, default="")),
    }


class _Writer:
    """Fills the tables of an index."""

    def __init__(
        self, connection: sqlite3.Connection, dataset: Dataset, files: list[freshness.SourceFile], tell: Report
    ) -> None:
        self._connection = connection
        self._dataset = dataset
        self._files = files
        self._tell = tell
        self._events = in_order(dataset.events)
        self._numbers = {event.id: number for number, event in enumerate(self._events)}
        reports = chain.from_iterable(event.reports for event in self._events)
        self._reports = {report.id: number for number, report in enumerate(reports)}
        self._placed = place(dataset.events)
        self._figures = [
            (number, event, figure) for number, event in enumerate(self._events) for figure in event.figures
        ]
        self._conversions = Conversions(dataset.rates)

    def insert(self, table: str, rows: Iterable[Iterable[int | str | None]], columns: str = "") -> None:
        """Write rows into a table, in the order of its columns or of those named."""
        ready = map(tuple, rows)
        first = next(ready, None)
        if first is not None:
            marks = ", ".join("?" * len(first))
            sql = f"INSERT INTO {table} {columns} VALUES ({marks})"
            self._connection.executemany(sql, chain([first], ready))

    def write(self) -> None:
        """Write everything but what the index says of itself."""
        dataset, events = self._dataset, self._events
        judgements = judge_all(dataset)
        self.insert("source_file", self._files)
        self.insert("region", tables.region_rows(dataset))
        self.insert("sector", tables.sector_rows(dataset))
        self.insert("span", sorted(set(tables.span_rows(dataset))))
        self.insert("name", dict.fromkeys(name_rows(dataset, events)))
        self.insert("report", tables.report_rows(self._reports, events))
        self.insert("event", tables.event_rows(events, judgements))
        self._write_pairs_of_events(events)
        self._write_signings(judgements)
        self.insert("figure", tables.figure_rows(self._figures, self._reports, judgements))
        self._write_findings(judgements)
        self._write_words()
        self.insert("conversion", self._conversions.rows())

    def _write_pairs_of_events(self, events: list[Event]) -> None:
        for number, event in enumerate(events):
            self.insert("event_region", ((rank, number) for rank in {region.rank for region in event.regions}))
            self.insert("event_venue", ((rank, number) for rank in {region.rank for region in event.held_in}))

    def _write_signings(self, judgements: dict[str, Judgement]) -> None:
        ranks = {sector.id: rank for rank, sector in enumerate(self._dataset.sectors)}
        signings = tables.Signings(self._placed, ranks, self._numbers, self._reports, self._conversions, judgements)
        self.insert("fact", signings.facts())
        for table, pairs in zip(
            ("signing_region", "signing_sector", "signing_counterpart", "signing_report"),
            signings.members(),
            strict=True,
        ):
            self.insert(table, pairs)
        self.insert("signing", self._told(signings.wide()))
        self.insert("other", signings.others())

    def _told(self, rows: Iterable[tables.Row]) -> Iterable[tables.Row]:
        files = len(self._files)
        for done, row in enumerate(rows, 1):
            yield row
            if done % _STEP == 0 or done == len(self._placed):
                self._tell(Progress(files, files, done))

    def _write_findings(self, judgements: dict[str, Judgement]) -> None:
        signings = {one.signing.id: one.n for one in self._placed}
        figures = {figure.id: n for n, (_number, _event, figure) in enumerate(self._figures)}
        columns = "(event, signing, figure, check_id, severity, subject, message, acknowledged, why, date, use)"
        for row, flags in tables.finding_rows(judgements, self._numbers, signings, figures):
            self.insert("finding", [row], columns)
            self.insert("flag", flags)

    def _write_words(self) -> None:
        regions, sectors = self._dataset.regions, self._dataset.sectors
        self.insert("node_words", node_words(regions, sectors))
        words = Words(regions, sectors)
        columns = f"(rowid, {', '.join(schema.WORD_COLUMNS)})"
        self.insert(
            "signing_words", ((one.n, *words.of_signing(one.event, one.signing)) for one in self._placed), columns
        )
        self.insert(
            "figure_words",
            ((n, *words.of_figure(event, figure)) for n, (_number, event, figure) in enumerate(self._figures)),
            columns,
        )
        self.insert(
            "event_words", ((number, *words.of_event(event)) for number, event in enumerate(self._events)), columns
        )
