"""How far compiling is."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

_READING = 0.75
"""The share of the whole time that reading the files takes; the rest is for entering what is in them."""
_KNOWN = 1.0
"""Seconds before which nothing can be said of the time left."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What has been done so far."""

    files_done: int
    """Files read."""
    files: int
    rows: int
    """Signings read."""
    left: int | None = None
    """Seconds that are likely left; None where that cannot be said yet."""


Report = Callable[[Progress], None]


class Teller:
    """Tells how far compiling is."""

    def __init__(self, report: Report | None) -> None:
        self._report = report
        self._began = time.monotonic()
        self._files = self._files_done = self._rows = self._entered = 0
        self._bytes = self._bytes_done = 0

    def begin(self, files: int, size: int) -> None:
        """There are so many files, and so many bytes of events in them."""
        self._files, self._bytes = files, size
        self._tell()

    def read_files(self, files: int, size: int = 0) -> None:
        """So many more files with so many bytes of events have been read."""
        self._files_done += files
        self._bytes_done += size
        self._tell()

    def read(self, signings: int) -> None:
        """So many more signings have been read."""
        self._rows += signings
        self._tell()

    def entered(self, signings: int) -> None:
        """So many more signings have been entered."""
        self._entered += signings
        self._tell()

    def _tell(self) -> None:
        if self._report is not None:
            self._report(Progress(self._files_done, self._files, self._rows, self._left()))

    def _left(self) -> int | None:
        passed = time.monotonic() - self._began
        done = _READING * (self._bytes_done / self._bytes if self._bytes else 1)
        if self._rows:
            done += (1 - _READING) * self._entered / self._rows
        if passed < _KNOWN or not done:
            return None
        return round(passed / done * (1 - min(done, 1)))
