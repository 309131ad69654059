"""The signings that a compiler has read so far, to be looked at while it works.

They wait for their places in a database that has the tables of the index. What is shown of them is what each says by
itself: nothing is sorted, counted or added before all are read, and nothing has been held against other events yet.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from pathlib import Path

from tuiapp.catalog.connection import Statements
from tuiapp.catalog.errors import IndexDamaged
from tuiapp.catalog.records import Event, SigningRow
from tuiapp.catalog.rows import Rows
from tuiapp.i18n import _

OF_A_FILE = 2**32
"""The signings of a file have consecutive numbers from so many times the file's own number on, which begins at 1."""
_PATIENCE = 5.0
"""Seconds to wait for the compiler where it is writing; each time that takes it some milliseconds."""


_SHOWN = ("event", "depth", "stage", "measure", "unit", "basis", "yuan", "yuan_high")
SEEN = {name: f"seen_{name}" for name in _SHOWN}
"""What is shown of the narrow table, and the columns of `signing` that have it until then."""
_AS_INDEXED = f"""
CREATE TEMP VIEW fact AS
    SELECT n, {", ".join(f"{waiting} AS {name}" for name, waiting in SEEN.items())},
        coalesce((SELECT gaps FROM main.fact AS t WHERE t.n = s.n), 0) AS gaps
    FROM main.signing AS s;
"""
"""The narrow table also of signings that have not been looked through yet."""


class Waiting:
    """The rows of signings in the order in which they came. Close it when it is no longer shown."""

    def __init__(self, database: Path) -> None:
        """Open the database that a compiler names.

        Raises:
            IndexDamaged: it cannot be read, or is gone already.
        """
        address = f"{database.resolve().as_uri()}?mode=ro"
        try:
            sqlite = sqlite3.connect(address, timeout=_PATIENCE, isolation_level=None, uri=True)
        except sqlite3.Error as error:
            message = _("The signings read so far cannot be shown: {error}")
            raise IndexDamaged(message.format(error=error)) from error
        self._connection = Statements(sqlite)
        try:
            self._connection.rows(_AS_INDEXED)
            self._rows = Rows(self._connection)
        except IndexDamaged:
            self.close()
            raise
        self._came: list[range] = []
        self._positions: list[int] = []
        self._length = 0
        self._next: dict[int, int] = {}

    def __len__(self) -> int:
        return self._length

    def look(self) -> None:
        """Look for what has been read since.

        Raises:
            IndexDamaged: the database cannot be read any more.
        """
        file = 0
        while True:
            first = self._connection.value("SELECT min(n) FROM signing WHERE n >= ?", ((file + 1) * OF_A_FILE,))
            if first is None:
                return
            file = first // OF_A_FILE
            last = self._connection.value("SELECT max(n) FROM signing WHERE n < ?", ((file + 1) * OF_A_FILE,))
            self._add(range(self._next.get(file, first), last + 1))
            self._next[file] = last + 1

    def _add(self, numbers: range) -> None:
        if not numbers:
            return
        if self._came and self._came[-1].stop == numbers.start:
            self._came[-1] = range(self._came[-1].start, numbers.stop)
        else:
            self._came.append(numbers)
            self._positions.append(self._length)
        self._length += len(numbers)

    def window(self, start: int, stop: int) -> list[SigningRow]:
        """The rows of these positions."""
        return self._rows.signings_at(self._numbers(start, stop))

    def ids(self, start: int, stop: int) -> list[str]:
        """The ids of the rows of these positions."""
        return self._rows.ids_at(self._numbers(start, stop))

    def position_of(self, signing_id: str) -> int | None:
        """Where a signing stands, or None when it has not been seen yet."""
        number = self._connection.value("SELECT n FROM signing WHERE id = ?", (signing_id,))
        for numbers, position in zip(self._came, self._positions, strict=True):
            if number in numbers:
                return position + numbers.index(number)
        return None

    def nearest(self, signing_id: str) -> int:
        """Where a signing stands; none follows one that has not been seen yet."""
        found = self.position_of(signing_id)
        return self._length if found is None else found

    def event(self, event_id: str) -> Event:
        """An event with all that is reported of it.

        Raises:
            KeyError: there is no such event among what has been read.
        """
        return self._rows.event(event_id)

    def close(self) -> None:
        """Close it; closing twice is fine."""
        self._connection.close()

    def _numbers(self, start: int, stop: int) -> list[int]:
        found: list[int] = []
        at, stop = max(start, 0), min(stop, self._length)
        while at < stop:
            place = bisect_right(self._positions, at) - 1
            numbers, offset = self._came[place], at - self._positions[place]
            taken = numbers[offset : offset + stop - at]
            found += taken
            at += len(taken)
        return found
