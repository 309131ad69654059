"""From a dataset to its published index.

What reads TOML is imported when it is known how much there is to read: processes that are to help import it at once.
"""

from __future__ import annotations

import gc
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

from tuiapp.catalog import freshness, location
from tuiapp.catalog.connection import share
from tuiapp.compiler import processes
from tuiapp.compiler.progress import Progress, Report, Teller
from tuiapp.source_files import is_of_events

__all__ = ["Progress", "compile_dataset"]


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
            old = location.published_index(index_dir)
            if old is None or not _patch(data, states, old, index, teller):
                _build(data, states, index, teller)
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


def _build(data: Path, states: dict[str, freshness.State], index: Path, teller: Teller) -> None:
    """Make an index of all files."""
    number = processes.wanted([state.size for name, state in states.items() if is_of_events(name)])
    with processes.Pool(number) if number > 1 else nullcontext() as pool:
        from tuiapp.compiler.whole import Whole

        Whole(data, index, states, teller, pool).run()


def _patch(data: Path, states: dict[str, freshness.State], old: Path, index: Path, teller: Teller) -> bool:
    """Make an index of the current one and of what has changed since; whether that could be done."""
    from tuiapp.catalog import stored
    from tuiapp.compiler import staging
    from tuiapp.compiler.patching import NotPatchable, Patch
    from tuiapp.compiler.whole import without_journal

    size = sum(state.size for state in states.values())
    try:
        with share(old):
            patch = Patch(data, states, freshness.sources(old))
            shutil.copyfile(old, index)
        with (
            closing(sqlite3.connect(index.resolve().as_uri(), uri=True, isolation_level=None)) as connection,
            processes.Pool(1) if processes.worth_preparing(size) else nullcontext() as pool,
        ):
            without_journal(connection)
            connection.execute(f"ATTACH ? AS {staging.OLD}", (f"{old.resolve().as_uri()}?mode=ro&immutable=1",))
            patch.run(connection, teller)
            stored.bake(connection, index, teller.baked, pool.prepare(index) if pool else None)
    except (NotPatchable, sqlite3.Error, FileNotFoundError):
        # The current index may be damaged where nobody has looked, or go at this very moment: it is made anew.
        os.truncate(index, 0)
        return False
    return True
