"""Reads files of events, one at a time, and makes the rows of what is in them."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import NamedTuple

from tuiapp.catalog.freshness import YOUNG, SourceFile
from tuiapp.compiler import staging
from tuiapp.compiler.findings import judge, notes_across
from tuiapp.compiler.progress import Step
from tuiapp.compiler.tables import EventTables, Row
from tuiapp.dataset.base import Base
from tuiapp.dataset.drafts import read_drafts
from tuiapp.dataset.events import resolve_event
from tuiapp.dataset.files import Files
from tuiapp.dataset.problems import Problem

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


class FileRead(NamedTuple):
    """What has come of a file of events."""

    source: SourceFile
    broken: frozenset[str]
    """The ids of events whose tables are malformed."""
    problems: tuple[Problem, ...]
    same: tuple[bytes, ...]
    """The digests of the events whose rows were not asked for."""


class Task(NamedTuple):
    """A file to be read."""

    number: int
    """Its own among the files, from 1."""
    file: str
    known: Collection[bytes] = ()
    """The digests of events whose rows there are already."""


Deliver = Callable[[dict[str, list[Row]], Step], None]
"""Takes rows by table, and what has been read with them."""


class Reader:
    """Reads the files of events of one dataset."""

    def __init__(self, root: Path, base: Base) -> None:
        self._root = root
        self._base = base
        self._look = base.lookups(Files(root))

    def read(self, task: Task, deliver: Deliver) -> FileRead:
        """Read a file, and deliver the rows of its events.

        Raises:
            OSError: it cannot be read.
        """
        fetch = Fetcher(self._root)
        files = Files(self._root, fetch)
        look = self._look.within(files)
        tables = EventTables(self._base, task.number * staging.FIRST)
        broken: set[str] = set()
        same: list[bytes] = []
        told = Step(0, 0)
        for drafted in read_drafts(files, task.file):
            if drafted.broken is not None:
                broken.add(drafted.broken)
            if drafted.draft is None:
                continue
            digest = hashlib.blake2b(repr(drafted.raw).encode(), digest_size=16).digest()
            if digest in task.known:
                same.append(digest)
                continue
            event = resolve_event(look, drafted.draft)
            if files.has_problems():
                continue  # the dataset is invalid: its problems are all that is still asked for
            tables.add(event, judge(event, self._base.rates), notes_across(event), digest)
            if tables.signings - told.signings >= _BATCH:
                now = Step(tables.signings, round(drafted.share * fetch.taken[task.file].size))
                deliver(tables.take(), _since(told, now))
                told = now
        source = fetch.taken[task.file]
        deliver(tables.take(), _since(told, Step(tables.signings, source.size)))
        return FileRead(source, frozenset(broken), tuple(files.problems()), tuple(same))


def _since(before: Step, now: Step) -> Step:
    return Step(now.signings - before.signings, now.size - before.size)
