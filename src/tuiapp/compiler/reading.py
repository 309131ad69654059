"""Reads files of events, one at a time, and makes the rows of what is in them."""

from __future__ import annotations

import hashlib
import os
import pickle
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from tuiapp.catalog.freshness import YOUNG, SourceFile
from tuiapp.compiler import staging
from tuiapp.compiler.findings import judge, notes_across
from tuiapp.compiler.messages import FileRead, Task
from tuiapp.compiler.printed import Numbers, PrintedRows, Row
from tuiapp.compiler.progress import Step
from tuiapp.compiler.tables import EventTables
from tuiapp.dataset.base import Base
from tuiapp.dataset.drafts import read_drafts
from tuiapp.dataset.events import resolve_event
from tuiapp.dataset.files import Files
from tuiapp.dataset.resolved import Event

_BATCH = 2000
"""Signings whose rows are handed on at once: enough for writing them to be worth while, a few megabytes."""


class Fetcher:
    """Reads files whole, and remembers of each what it was when its bytes were read."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.taken: dict[str, SourceFile] = {}

    def __call__(self, path: Path) -> bytes:
        """The bytes of a file.

        Raises:
            OSError: it cannot be read.
        """
        with path.open("rb") as file:
            now, state = time.time_ns(), os.fstat(file.fileno())
            data = file.read()
        # What is remembered is of these very bytes. Were the file written meanwhile, its size or time would not be
        # what the state says, and the next look would compare bytes.
        digest, young = hashlib.sha256(data).hexdigest(), now - state.st_mtime_ns < YOUNG
        name = path.relative_to(self._root).as_posix()
        self.taken[name] = SourceFile(name, len(data), state.st_mtime_ns, state.st_ino, digest, young)
        return data


Deliver = Callable[[dict[str, list[Row]], Step], None]
"""Takes rows by table, and what has been done to make them."""


def _digest(raw: object) -> bytes:
    """Of what is written of an event; the same text, parsed again, has the same one."""
    return hashlib.blake2b(pickle.dumps(raw, pickle.HIGHEST_PROTOCOL), digest_size=16).digest()


class _Held(NamedTuple):
    """An event that has been read and is still to be looked through."""

    event: Event
    numbers: Numbers
    raw: object
    """Its table, as parsed."""
    size: int
    """Its bytes in the file, about."""


class Reader:
    """Reads the files of events of one dataset: first what they print, which can be shown, then what follows."""

    def __init__(self, root: Path, base: Base) -> None:
        self._root = root
        self._base = base
        self._look = base.lookups(Files(root))
        self._tables = EventTables(base)
        self._held: deque[_Held] = deque()

    def read(self, task: Task, deliver: Deliver) -> FileRead:
        """Read a file, and deliver the rows of what its events print; the events are held until `finish`.

        Raises:
            OSError: it cannot be read.
        """
        fetch = Fetcher(self._root)
        files = Files(self._root, fetch)
        look = self._look.within(files)
        rows = PrintedRows(self._base, task.number * staging.FIRST)
        broken: set[str] = set()
        same: list[bytes] = []
        told, size = Step(), 0
        for drafted in read_drafts(files, task.file):
            before, size = size, round(drafted.share * fetch.taken[task.file].size)
            if drafted.broken is not None:
                broken.add(drafted.broken)
            if drafted.draft is None:
                continue
            if task.known and (digest := _digest(drafted.raw)) in task.known:
                same.append(digest)
                continue
            event = resolve_event(look, drafted.draft)
            if self._base.malformed or files.has_problems():
                rows.outline(drafted.draft)  # the dataset is invalid: its problems are all that is still asked for
                continue
            self._held.append(_Held(event, rows.add(event), drafted.raw, size - before))
            if rows.signings - told.signings >= _BATCH:
                deliver(rows.take(), Step(rows.signings - told.signings, size - told.read))
                told = Step(rows.signings, size)
        source = fetch.taken[task.file]
        deliver(rows.take(), Step(rows.signings - told.signings, source.size - told.read))
        return FileRead(source, frozenset(broken), tuple(files.problems()), tuple(same))

    def finish(self, deliver: Deliver) -> None:
        """Look through the events that are held, deliver the rest of their rows, and hold them no more."""
        signings = size = 0
        while self._held:
            event, numbers, raw, own = self._held.popleft()
            self._tables.add(event, numbers, judge(event, self._base.rates), notes_across(event), _digest(raw))
            signings += len(event.signings)
            size += own
            if signings >= _BATCH:
                deliver(self._tables.take(), Step(judged=size))
                signings = size = 0
        deliver(self._tables.take(), Step(judged=size))


def read_here(
    connection: sqlite3.Connection,
    reader: Reader,
    tasks: Sequence[Task],
    told: Callable[[Step], None],
    done: Callable[[FileRead], None],
) -> None:
    """Read files in this process, and write what is in them into the rows waiting beside an index.

    Raises:
        OSError: a file cannot be read.
    """

    def deliver(rows: dict[str, list[Row]], step: Step) -> None:
        staging.insert(connection, rows)
        told(step)

    for task in tasks:
        done(reader.read(task, deliver))
        reader.finish(deliver)
