"""What is read and worked out of an index and shared by all connections to it, for as long as one is open.

An index never changes, so that nothing of it ever has to be forgotten but for the memory it takes.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

if TYPE_CHECKING:
    from array import array
    from pathlib import Path

    from tuiapp.catalog.clause import Clause
    from tuiapp.catalog.connection import Connection

_ANSWERS = 32
"""Answers that are kept, 125 kB each of a million signings: those of the terms of a query and of what they are of."""


class Kept:
    """What is kept of one index."""

    def __init__(self) -> None:
        self.columns: dict[str, array[int]] = {}
        """Packed columns, by name."""
        self._found: dict[Clause, int] = {}
        self._lock = Lock()

    def found(self, clause: Clause) -> int | None:
        """The bits of what a clause was seen to find, not too long ago."""
        with self._lock:
            bits = self._found.pop(clause, None)
            if bits is not None:
                self._found[clause] = bits  # the last asked for is the last to go
            return bits

    def keep(self, clause: Clause, bits: int) -> None:
        """Remember what a clause finds."""
        with self._lock:
            while len(self._found) >= _ANSWERS:
                del self._found[next(iter(self._found))]
            self._found[clause] = bits


_KEPT: WeakValueDictionary[Path, Kept] = WeakValueDictionary()


def kept_of(connection: Connection) -> Kept:
    """What is kept of the index of a connection; the connection holds on to it until it is closed."""
    if connection.kept is None:
        connection.kept = _KEPT.setdefault(connection.index, Kept())
    kept: Kept = connection.kept
    return kept
