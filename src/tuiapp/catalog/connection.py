"""One read-only connection to the index, whose failures have the names of this program."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from tuiapp.catalog.errors import IndexDamaged, Interrupted
from tuiapp.catalog.schema import has_full_text
from tuiapp.i18n import _

Value = int | str | bytes | None
Row = tuple[Any, ...]


class Statements:
    """Runs statements over a connection of SQLite's."""

    def __init__(self, sqlite: sqlite3.Connection) -> None:
        self._sqlite = sqlite

    def rows(self, sql: str, parameters: Sequence[Value] = ()) -> list[Row]:
        """All rows that a statement gives.

        Raises:
            Interrupted: the connection was interrupted while it ran.
            IndexDamaged: the file is not what it was.
        """
        with _named():
            return self._sqlite.execute(sql, parameters).fetchall()

    def value(self, sql: str, parameters: Sequence[Value] = ()) -> Any:
        """The first column of the first row, or None when there is none."""
        rows = self.rows(sql, parameters)
        return rows[0][0] if rows else None

    def close(self) -> None:
        """Close it; closing twice is fine."""
        self._sqlite.close()


class Connection(Statements):
    """A connection to an index that never changes.

    The index is opened as immutable: SQLite then takes no lock and needs no journal, and a newer index published
    beside it disturbs nobody. A shared lock of the system on the file says that it is in use, so that it is not
    cleared away while a second connection may still be opened.
    """

    def __init__(self, index: Path) -> None:
        self.index = index
        self._stopped = False
        self.kept: Any = None
        """What others read of the index and share between its connections; let go when this one is closed."""
        self._lock: IO[bytes] | None = None
        try:
            self._lock = share(index)
            super().__init__(
                sqlite3.connect(
                    f"{index.resolve().as_uri()}?mode=ro&immutable=1",
                    uri=True,
                    check_same_thread=False,
                    isolation_level=None,
                )
            )
            self._sqlite.execute("PRAGMA temp_store = MEMORY")
            about: dict[str, str] = dict(self.rows("SELECT key, value FROM meta WHERE key IN ('full_text', 'aligned')"))
        except (OSError, sqlite3.Error) as error:
            self._unlock()
            reason = getattr(error, "strerror", None) or error
            raise IndexDamaged(
                _("The index {path} cannot be read: {error}").format(path=index, error=reason)
            ) from error
        self.full_text = about.get("full_text") == "1"
        """Whether words are looked up in a full-text index; else they are found by scanning."""
        self.aligned = about.get("aligned") == "1"
        """Whether the words of each signing are under its position; else only its `doc` is known by them."""
        if self.full_text and not has_full_text(self._sqlite):
            self.close()
            raise IndexDamaged(_("The index {path} needs a newer SQLite").format(path=index))

    def interrupt(self) -> None:
        """Make what runs now in another thread give up; it raises `Interrupted` there."""
        self._stopped = True
        with suppress(sqlite3.ProgrammingError):
            self._sqlite.interrupt()

    def begin(self) -> None:
        """Begin to answer a question part of which is worked out without a statement: see `check`."""
        self._stopped = False

    def check(self) -> None:
        """Give up here if that was asked for since the question began: between statements SQLite does not say so.

        Raises:
            Interrupted: it was.
        """
        if self._stopped:
            raise Interrupted(_("interrupted"))

    def close(self) -> None:
        """Close it; closing twice is fine."""
        self.kept = None
        super().close()
        self._unlock()

    def _unlock(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None


@contextmanager
def _named() -> Iterator[None]:
    """Failures of SQLite under this program's names."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            raise Interrupted(str(error)) from error
        raise IndexDamaged(str(error)) from error
    except sqlite3.DatabaseError as error:
        raise IndexDamaged(str(error)) from error


def share(path: Path) -> IO[bytes]:
    """Open a file and say that it is in use, for as long as it stays open.

    Windows needs no saying: it does not delete an open file.
    """
    file = path.open("rb")
    with suppress(ImportError, OSError):
        import fcntl

        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    return file
