"""From a dataset to its published index."""

from __future__ import annotations

import gc
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, nullcontext, suppress
from pathlib import Path

from tuiapp.catalog import freshness, location, schema, stored
from tuiapp.catalog.connection import share
from tuiapp.compiler import staging, workers
from tuiapp.compiler.across import Across
from tuiapp.compiler.entering import enter
from tuiapp.compiler.finishing import enter_base, enter_summary
from tuiapp.compiler.linking import KnownRows, check, enter_editions
from tuiapp.compiler.numbering import number_all
from tuiapp.compiler.order import arrange
from tuiapp.compiler.patching import NotPatchable, Patch
from tuiapp.compiler.progress import Progress, Report, Teller
from tuiapp.compiler.publishing import enter_faults
from tuiapp.compiler.reading import Fetcher, FileRead, Reader, Task
from tuiapp.dataset.base import Base, read_base
from tuiapp.dataset.files import EVENTS, Files
from tuiapp.dataset.problems import DatasetError, Problem
from tuiapp.dataset.resolved import KeyPath

__all__ = ["Progress", "compile_dataset"]

_CACHE = 64 * 2**10
"""Kilobytes of pages that a database keeps at hand while it is written."""
_TEXT_CACHE = 128 * 2**20
"""Bytes of full text gathered before it is written: each time that it is written costs merging it later."""


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
    teller = Teller(progress)
    states = freshness.states(data)
    location.prepare(index_dir)
    location.clear(index_dir)
    index = location.new_index(index_dir)
    index.touch(mode=0o600, exist_ok=False)
    # The lock keeps another compiler from clearing the file away before it is published.
    with share(index), _uncollected():
        try:
            if not _patched(data, states, index, teller):
                _Build(data, index, states, teller).run()
            with index.open("rb") as file:
                os.fsync(file.fileno())
            location.publish(index)
            teller.finish()
        except BaseException as error:
            index.unlink(missing_ok=True)
            if isinstance(error, sqlite3.OperationalError):
                raise OSError(f"{index}: {error}") from error
            raise
    return index


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looks for cycles among millions of objects that come and go: they would take a quarter of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _patched(data: Path, states: dict[str, freshness.State], index: Path, teller: Teller) -> bool:
    """Make an index of the current one and of what has changed since; whether that could be done."""
    old = location.published_index(index.parent)
    if old is None:
        return False
    try:
        with share(old):
            patch = Patch(data, states, freshness.sources(old))
            shutil.copyfile(old, index)
        with (
            closing(sqlite3.connect(index.resolve().as_uri(), uri=True, isolation_level=None)) as connection,
            _preparing(states) as pool,
        ):
            _without_journal(connection)
            connection.execute(f"ATTACH ? AS {staging.OLD}", (f"{old.resolve().as_uri()}?mode=ro&immutable=1",))
            patch.run(connection, teller)
            stored.bake(connection, index, pool.prepare(index) if pool else None)
    except (NotPatchable, sqlite3.Error, FileNotFoundError):
        # The current index may be damaged where nobody has looked, or go at this very moment: it is made anew.
        os.truncate(index, 0)
        return False
    return True


def _preparing(states: dict[str, freshness.State]) -> AbstractContextManager[workers.Pool | None]:
    """A process beside this one, where there is enough for it to do."""
    size = sum(state.size for state in states.values())
    return workers.Pool(1) if workers.worth_preparing(size) else nullcontext()


class _Build:
    """Makes one index of all files."""

    def __init__(self, data: Path, index: Path, states: dict[str, freshness.State], teller: Teller) -> None:
        self._data = data
        self._states = states
        self._index = index
        self._teller = teller
        self._fetch = Fetcher(data)
        self._sources: dict[str, freshness.SourceFile] = {}
        self._problems: list[Problem] = []
        self._broken: set[str] = set()

    def run(self) -> None:
        """Fill the index, which is an empty file yet."""
        with closing(sqlite3.connect(self._index, isolation_level=None)) as connection, ExitStack() as stack:
            _without_journal(connection)
            full_text = schema.has_full_text(connection)
            schema.create(connection, full_text=full_text)
            base, pool = self._read(connection, stack)
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
            stored.bake(connection, self._index, pool.prepare(self._index) if pool else None)

    def _read(self, connection: sqlite3.Connection, stack: ExitStack) -> tuple[Base, workers.Pool | None]:
        """Read all files; the rows of the events wait beside the index afterwards."""
        sizes = {name: state.size for name, state in self._states.items() if name.startswith(f"{EVENTS}/")}
        self._teller.begin(len(self._states), sum(sizes.values()))
        tasks = [Task(number, name) for number, name in enumerate(sizes, 1)]
        tasks.sort(key=lambda task: -sizes[task.file])
        number = workers.processes(list(sizes.values()))
        if number == 1:
            staging.attach(connection, None)
            staging.create(connection)
            base = self._read_base()
            workers.read_here(connection, Reader(self._data, base), tasks, self._teller.read, self._take)
            return base, None
        stage = self._index.with_name(f"{location.STAGE}-{self._index.stem}.db")
        stack.callback(_remove, stage)
        # The processes import what they need meanwhile.
        pool = stack.enter_context(workers.Pool(number))
        staging.attach(connection, stage)
        staging.create(connection)
        base = self._read_base()
        if not self._problems:
            staging.open_to_looks(connection, base)
            self._teller.wait_in(stage)
        pool.read(workers.Order(self._data, base, stage), tasks, self._teller.read, self._take)
        return base, pool

    def _link(self, connection: sqlite3.Connection, base: Base) -> None:
        """Enter into the rows that wait what follows from other events; they do not change any more then."""
        connection.execute("BEGIN")
        known = KnownRows(connection)
        self._refuse(base, check(connection, known, self._broken))
        if regrouped := enter_editions(connection, known):
            connection.execute(f"CREATE INDEX IF NOT EXISTS {staging.STAGE}.look_fact ON fact (event)")
            Across(connection, base, staging.STAGE).rekey(regrouped)
        arrange(connection, known)
        connection.execute("COMMIT")

    def _read_base(self) -> Base:
        files = Files(self._data, self._fetch)
        base = read_base(files)
        self._problems += files.problems()
        for name in self._states.keys() - self._fetch.taken.keys():
            if not name.startswith(f"{EVENTS}/"):
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


def _without_journal(connection: sqlite3.Connection) -> None:
    """Nobody reads an index before it is complete, and an incomplete one is thrown away."""
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(f"PRAGMA cache_size = -{_CACHE}")
