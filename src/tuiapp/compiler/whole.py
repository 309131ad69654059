"""Makes an index of all files of a dataset."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, closing, suppress
from pathlib import Path

from tuiapp.catalog import freshness, location, schema, stored
from tuiapp.compiler import staging
from tuiapp.compiler.across import Across
from tuiapp.compiler.entering import enter
from tuiapp.compiler.finishing import enter_base, enter_summary
from tuiapp.compiler.linking import KnownRows, check, enter_editions
from tuiapp.compiler.messages import FileRead, Order, Task
from tuiapp.compiler.numbering import number_all
from tuiapp.compiler.order import arrange
from tuiapp.compiler.processes import Pool
from tuiapp.compiler.progress import Teller
from tuiapp.compiler.publishing import enter_faults
from tuiapp.compiler.reading import Fetcher, Reader, read_here
from tuiapp.dataset.base import Base, read_base
from tuiapp.dataset.files import Files
from tuiapp.dataset.problems import DatasetError, Problem
from tuiapp.dataset.resolved import KeyPath
from tuiapp.source_files import is_of_events

_CACHE = 64 * 2**10
"""Kilobytes of pages that a database keeps at hand while it is written."""
_LINKED = 256 * 2**10
"""Kilobytes of pages of waiting rows at hand while they are linked: with less, 300,000 were locked for 1.6 s."""
_TEXT_CACHE = 128 * 2**20
"""Bytes of full text gathered before it is written: each time that it is written costs merging it later."""


class Whole:
    """Makes one index of all files."""

    def __init__(
        self, data: Path, index: Path, states: dict[str, freshness.State], teller: Teller, pool: Pool | None
    ) -> None:
        """Prepare; `pool` are the processes that help, which import what they need meanwhile."""
        self._data = data
        self._states = states
        self._index = index
        self._teller = teller
        self._pool = pool
        self._fetch = Fetcher(data)
        self._sources: dict[str, freshness.SourceFile] = {}
        self._problems: list[Problem] = []
        self._broken: set[str] = set()

    def run(self) -> None:
        """Fill the index, which is an empty file yet."""
        with closing(sqlite3.connect(self._index, isolation_level=None)) as connection, ExitStack() as stack:
            without_journal(connection)
            full_text = schema.has_full_text(connection)
            schema.create(connection, full_text=full_text)
            base, pool = self._read(connection, stack), self._pool
            self._link(connection, base)
            find = pool.look_across() if pool else Across(connection, base, staging.STAGE).find
            connection.execute("BEGIN")
            number_all(connection)
            if full_text:
                schema.gather_text(connection, _TEXT_CACHE)
            enter(connection, self._teller.entered)
            enter_base(connection, base)
            sources = (self._sources | self._fetch.taken).values()
            enter_summary(connection, base, sources, full_text=full_text, aligned=True)
            connection.execute("COMMIT")
            connection.executescript(schema.INDEXES)
            connection.execute("BEGIN")
            enter_faults(connection, find())
            connection.execute("COMMIT")
            connection.execute("ANALYZE main")
            prepared = pool.prepare(self._index) if pool else None
            stored.bake(connection, self._index, self._teller.baked, prepared)

    def _read(self, connection: sqlite3.Connection, stack: ExitStack) -> Base:
        """Read all files; the rows of the events wait beside the index afterwards."""
        sizes = {name: state.size for name, state in self._states.items() if is_of_events(name)}
        self._teller.begin(len(self._states), sum(sizes.values()))
        tasks = [Task(number, name) for number, name in enumerate(sizes, 1)]
        tasks.sort(key=lambda task: -sizes[task.file])
        if self._pool is None:
            staging.attach(connection, None)
            staging.create(connection)
            base = self._read_base()
            read_here(connection, Reader(self._data, base), tasks, self._teller.read, self._take)
            return base
        stage = self._index.with_name(f"{location.STAGE}-{self._index.stem}.db")
        stack.callback(_remove, stage)
        staging.attach(connection, stage)
        staging.create(connection)
        base = self._read_base()
        if not self._problems:
            staging.open_to_looks(connection, base)
            self._teller.wait_in(stage)
        self._pool.read(Order(self._data, base, stage), tasks, self._teller.read, self._take)
        return base

    def _link(self, connection: sqlite3.Connection, base: Base) -> None:
        """Enter into the rows that wait what follows from other events; they do not change any more then."""
        # What is linked fits as well, so that who looks at the rows need not wait until all is.
        connection.execute(f"PRAGMA {staging.STAGE}.cache_size = -{_LINKED}")
        connection.execute("BEGIN")
        known = KnownRows(connection)
        self._refuse(base, check(connection, known, self._broken))
        if regrouped := enter_editions(connection, known):
            connection.execute(f"CREATE INDEX {staging.STAGE}.waiting_fact ON fact (event)")
            Across(connection, base, staging.STAGE).rekey(regrouped)
        arrange(connection, known)
        connection.execute("COMMIT")

    def _read_base(self) -> Base:
        files = Files(self._data, self._fetch)
        base = read_base(files)
        self._problems += files.problems()
        for name in self._states.keys() - self._fetch.taken.keys():
            if not is_of_events(name):
                self._fetch(self._data / name)  # a file that says nothing is part of the dataset all the same
        self._teller.read_files(len(self._fetch.taken))
        return base

    def _take(self, read: FileRead) -> None:
        self._sources[read.source.path] = read.source
        self._broken |= read.broken
        self._problems += read.problems
        self._teller.read_files(1)

    def _refuse(self, base: Base, wrong: list[tuple[str, KeyPath, str]]) -> None:
        """Raise an error when the dataset is invalid."""
        files = Files(self._data)
        for file in {one[0] for one in wrong}:
            files.read(file)
        for one in wrong:
            files.wrong(*one)
        problems = [*self._problems, *files.problems()]
        if problems or base.about is None:
            raise DatasetError(problems)


def _remove(stage: Path) -> None:
    """Remove the database of waiting rows; where somebody looks into it and that cannot be done, it goes later."""
    with suppress(PermissionError):
        stage.unlink(missing_ok=True)


def without_journal(connection: sqlite3.Connection) -> None:
    """Nobody reads an index before it is complete, and an incomplete one is thrown away."""
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(f"PRAGMA cache_size = -{_CACHE}")
