"""Keeps what is shown as the dataset is: watches its files, and has them compiled when they have changed.

Nothing here draws. `Watch` tells one value, the `Status`, whenever it is another.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from tuiapp.catalog.freshness import State, recorded, states
from tuiapp.catalog.location import current_index
from tuiapp.tui import loading
from tuiapp.tui.loading import Built

INTERVAL = 0.4
"""Seconds between two looks at the files: with these a small dataset's edit is seen, compiled and shown within two."""
SETTLING = 0.15
"""Seconds for which changed files have to stay as they are: an editor may write one in several steps."""
SPARING = 20
"""A look is followed by a pause at least so many times as long: thousands of files cost a twentieth of a core."""

Files = dict[str, State] | None
"""The dataset's files with their states; None while they cannot be listed."""


class Status(NamedTuple):
    """How what is shown stands to the dataset."""

    shown: Path
    """The index of the last good dataset."""
    progress: Mapping[str, Any] | None = None
    """How far the compiler is; None while nothing is being compiled."""
    failure: Built | None = None
    """Why the dataset as it is now has no index."""
    outdated: bool = False
    """Whether the dataset had changed already when what is shown was opened."""


class Watch:
    """One dataset, watched from one coroutine."""

    def __init__(
        self, dataset: Path, index: Path, tell: Callable[[Status], None], reading: Awaitable[Built] | None = None
    ) -> None:
        """Prepare.

        Args:
            dataset: the dataset's folder.
            index: what is shown, whether or not the files have changed since it was made.
            tell: called on the event loop with each new status.
            reading: what a compiler makes of the dataset, which runs already because `index` is not fresh.
        """
        self.status = Status(index) if reading is None else Status(index, {}, outdated=True)
        self._reading = reading
        self._dataset = dataset
        self._tell = tell
        self._asked = asyncio.Event()
        self._pause = INTERVAL

    def ask(self) -> None:
        """Have the dataset read again whether or not a file is seen to have changed."""
        self._asked.set()

    def told(self, progress: Mapping[str, Any]) -> None:
        """The compiler is so far."""
        self._set(self.status._replace(progress=progress))

    async def run(self) -> None:
        """Watch until cancelled. One compiler runs at a time; what changes meanwhile is compiled after it."""
        if self._reading is None:
            known = await asyncio.to_thread(_files_of, self.status.shown)
        else:
            known = await self._show(self._reading, await self._look())
        while True:
            files = await self._changed(known)
            if self._asked.is_set():
                self._asked.clear()
                known = await self._compile(files)
            elif (index := await asyncio.to_thread(current_index, self._dataset)) is not None:
                # Only touched, or changed back, or compiled by another program.
                self._set(Status(index))
                known = files
            else:
                known = await self._compile(files)

    async def _changed(self, known: Files) -> Files:
        """Wait until the files are others than those known, or somebody asks; then until they have settled."""
        while True:
            files = await self._look()
            if files != known or self._asked.is_set():
                break
            with suppress(TimeoutError):
                async with asyncio.timeout(self._pause):
                    await self._asked.wait()
        while True:
            await asyncio.sleep(SETTLING)
            before, files = files, await self._look()
            if files == before:
                return files

    async def _look(self) -> Files:
        start = time.perf_counter()
        try:
            return await asyncio.to_thread(states, self._dataset)
        except OSError:
            return None
        finally:
            self._pause = max(INTERVAL, SPARING * (time.perf_counter() - start))

    async def _compile(self, files: Files) -> Files:
        """Compile; return the files that what is then shown, or the failure, is made of."""
        self.told({})
        return await self._show(loading.build_index(self._dataset, self.told), files)

    async def _show(self, reading: Awaitable[Built], files: Files) -> Files:
        built = await reading
        if built.index is None:
            self._set(Status(self.status.shown, failure=built))
            return files
        self._set(Status(built.index))
        return await asyncio.to_thread(_files_of, built.index)

    def _set(self, status: Status) -> None:
        if status != self.status:
            self.status = status
            self._tell(status)


def _files_of(index: Path) -> Files:
    with suppress(sqlite3.Error):
        return recorded(index)
    return None  # somebody emptied the cache: compile again
