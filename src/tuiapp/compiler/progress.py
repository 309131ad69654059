"""How far compiling is."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

_READING, _JUDGING, _ENTERING, _BAKING = 0.3, 0.36, 0.22, 0.12
"""The shares of the whole time that it takes to read the files, to look through their events, to enter these, and to
work out what follows from all of them, as measured of a hundred thousand signings."""
_KNOWN = 0.5
"""Seconds of reading before which nothing can be said of the time left."""


class Step(NamedTuple):
    """What has been done since it was last told."""

    signings: int = 0
    """Read."""
    read: int = 0
    """Bytes of the files read."""
    judged: int = 0
    """Bytes of the files whose events have been looked through."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What has been done so far."""

    files_done: int
    """Files read."""
    files: int
    rows: int
    """Signings read."""
    share: float = 0.0
    """How much of all there is to do is done, from 0 to 1."""
    left: int | None = None
    """Seconds that are likely left; None where that cannot be said yet."""
    waiting: Path | None = None
    """The database in which the signings read wait, where there is one that can be looked into."""


Report = Callable[[Progress], None]


class Teller:
    """Tells how far compiling is."""

    def __init__(self, report: Report | None) -> None:
        self._report = report
        self._began: float | None = None
        """When the first events had been read: until then processes start, which says nothing of the rest."""
        self._share_then = 0.0
        self._files = self._files_done = self._rows = self._entered = 0
        self._bytes = self._bytes_read = self._bytes_judged = 0
        self._changed, self._baked = 1.0, 0.0
        self._waiting: Path | None = None
        self._finished = False

    def begin(self, files: int, size: int, *, changed: float = 1.0) -> None:
        """There are so many files, and so many bytes of events to be read, which are that share of all of them."""
        self._files, self._bytes, self._changed = files, size, changed
        # An index that could not be changed is made anew: what was read for the other, and how fast, does not count.
        self._began = None
        self._files_done = self._rows = self._entered = self._bytes_read = self._bytes_judged = 0
        self._baked = 0.0
        self._tell()

    def wait_in(self, database: Path) -> None:
        """What is read waits in a database that others can look into."""
        self._waiting = database

    def read_files(self, files: int) -> None:
        """So many more files have been read."""
        self._files_done += files
        self._tell()

    def read(self, step: Step) -> None:
        """So much more of the events has been read, or looked through."""
        self._rows += step.signings
        self._bytes_read += step.read
        self._bytes_judged += step.judged
        if self._began is None:
            self._began, self._share_then = time.monotonic(), self._share()
        self._tell()

    def entered(self, signings: int) -> None:
        """So many more signings have been entered."""
        self._entered += signings
        self._tell()

    def baked(self, share: float) -> None:
        """So much has been worked out of what follows from all events."""
        self._baked = share
        self._tell()

    def finish(self) -> None:
        """All is done."""
        self._finished = True
        self._tell()

    def _tell(self) -> None:
        if self._report is not None:
            share = self._share()
            self._report(Progress(self._files_done, self._files, self._rows, share, self._left(share), self._waiting))

    def _share(self) -> float:
        if self._finished:
            return 1.0
        read, judged = (min(done / max(self._bytes, 1), 1) for done in (self._bytes_read, self._bytes_judged))
        entered = min(self._entered / max(self._rows, 1), 1)
        # Who changes an index reads a part of the events, and works out as much as ever from all of them.
        of_events = self._changed * (_READING * read + _JUDGING * judged + _ENTERING * entered)
        return (of_events + _BAKING * self._baked) / (self._changed * (1 - _BAKING) + _BAKING)

    def _left(self, share: float) -> int | None:
        if self._began is None or share <= self._share_then:
            return None
        passed = time.monotonic() - self._began
        return None if passed < _KNOWN else round(passed / (share - self._share_then) * (1 - share))
