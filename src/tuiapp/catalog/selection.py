"""The rows a query finds, in an order, any window of which is read at once."""

from __future__ import annotations

from types import TracebackType

from tuiapp.catalog.clause import ALL, Clause
from tuiapp.catalog.connection import Connection
from tuiapp.catalog.records import SigningRow
from tuiapp.catalog.rows import Rows
from tuiapp.catalog.view import Sort
from tuiapp.i18n import _


class SortError(ValueError):
    """A sort names a field that does not exist or has no order; the message says the nearest that has."""


def order_by(sort: Sort) -> str:
    """The ORDER BY of a sort on the narrow table `t`: missing values last either way, ties by id.

    Raises:
        SortError: a field does not exist or cannot be sorted by.
    """
    if not sort:
        return "t.n"
    from tuiapp.catalog.fields import SORTED
    from tuiapp.catalog.fields import field as field_of
    from tuiapp.values.near import nearest

    keys = []
    for key in sort:
        field = field_of(key.field) if key.field else None
        if field is None or not field.sort:
            near = nearest(key.field, [one.id for one in SORTED])
            hint = _("No sort `{name}`; nearest: `{near}`.") if near else _("No sort `{name}`.")
            raise SortError(hint.format(name=key.field, near=near))
        direction = " DESC" if key.descending else ""
        for column in field.sort:
            keys += [f"{column} IS NULL", f"{column}{direction}"]
    return ", ".join([*keys, "t.id_key"])


class Selection:
    """Found signings in an order. Close it when it is no longer shown.

    They are numbered once, into a temporary table whose rowid is the position; every signing in the default order
    needs none, for there the position is the row's own number.
    """

    def __init__(self, connection: Connection, rows: Rows, where: Clause, sort: Sort, total: int) -> None:
        self._connection = connection
        self._rows = rows
        self._order = order_by(sort)
        self._table: str | None = None
        self._length = total
        if where == ALL and not sort:
            return
        self._table = connection.temporary()
        connection.rows(f"CREATE TABLE {self._table} (n INTEGER)")
        connection.rows(
            f"INSERT INTO {self._table} SELECT t.n FROM fact AS t WHERE {where.sql} ORDER BY {self._order}",
            where.parameters,
        )
        self._length = connection.value(f"SELECT count(*) FROM {self._table}")

    def __len__(self) -> int:
        return self._length

    def __enter__(self) -> Selection:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def window(self, start: int, stop: int) -> list[SigningRow]:
        """The rows at the positions from start up to stop, cut at both ends of what there is."""
        return self._rows.signings_at(self._numbers(start, stop))

    def ids(self, start: int, stop: int) -> list[str]:
        """The ids of the rows at these positions."""
        if self._table is None:
            sql = "SELECT id FROM signing WHERE n >= ? AND n < ? ORDER BY n"
        else:
            sql = (
                f"SELECT s.id FROM {self._table} AS o JOIN signing AS s ON s.n = o.n "
                "WHERE o.rowid > ? AND o.rowid <= ? ORDER BY o.rowid"
            )
        return [id_ for (id_,) in self._connection.rows(sql, (max(start, 0), stop))]

    def position_of(self, signing_id: str) -> int | None:
        """Where this signing stands, or None when it was not found."""
        n = self._number(signing_id)
        if n is None or self._table is None:
            return n
        rowid = self._connection.value(f"SELECT rowid FROM {self._table} WHERE n = ?", (n,))
        return None if rowid is None else rowid - 1

    def nearest(self, signing_id: str) -> int:
        """Where this signing stands, or the one that follows where it would stand, or the last one.

        0 when nothing was found, or when there is no such signing.
        """
        position = self.position_of(signing_id)
        if position is not None:
            return position
        n = self._number(signing_id)
        if n is None or not self._length:
            return 0
        with_it = f"SELECT n FROM {self._table} UNION ALL SELECT ?"
        numbered = (
            f"SELECT t.n, row_number() OVER (ORDER BY {self._order}) AS p FROM fact AS t WHERE t.n IN ({with_it})"
        )
        place: int = self._connection.value(f"SELECT p FROM ({numbered}) WHERE n = ?", (n, n))
        return min(place - 1, self._length - 1)

    def close(self) -> None:
        """Give its memory back."""
        if self._table is not None:
            self._connection.drop(self._table)
            self._length = 0

    def _numbers(self, start: int, stop: int) -> list[int]:
        if self._table is None:
            return list(range(max(start, 0), min(stop, self._length)))
        sql = f"SELECT n FROM {self._table} WHERE rowid > ? AND rowid <= ? ORDER BY rowid"
        return [n for (n,) in self._connection.rows(sql, (max(start, 0), stop))]

    def _number(self, signing_id: str) -> int | None:
        n: int | None = self._connection.value("SELECT n FROM signing WHERE id = ?", (signing_id,))
        return n
