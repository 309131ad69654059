"""What can go wrong when the index is asked."""

from __future__ import annotations

import sqlite3


class QueryError(ValueError):
    """A query names a field or a value that does not exist, or has no form of its kind."""

    def __init__(self, term: str, message: str, nearest: str | None = None) -> None:
        super().__init__(message)
        self.term = term
        """The term as it would be printed."""
        self.message = message
        self.nearest = nearest
        """The nearest thing that exists, as it would be typed."""


class Interrupted(sqlite3.OperationalError):
    """The answer was given up because `Catalog.interrupt` was called."""


class IndexDamaged(sqlite3.DatabaseError):
    """The index cannot be read; it has to be built again."""
