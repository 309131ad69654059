"""The rows a query finds, in an order, any window of which is read at once."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING

from tuiapp.catalog.clause import ALL, Clause
from tuiapp.catalog.connection import Connection
from tuiapp.catalog.records import SigningRow
from tuiapp.catalog.rows import Rows
from tuiapp.catalog.view import Sort
from tuiapp.i18n import _

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    from tuiapp.catalog.ordering import Key, Ordered, Picked


class SortError(ValueError):
    """A sort names a field that does not exist or has no order; the message says the nearest that has."""


class Before:
    """What the last sorted query found, and its order by its first key: to sort it by one more needs neither again."""

    def __init__(self) -> None:
        self._where: Clause | None = None
        self._positions: Sequence[int] = ()
        self.picked: Picked = {}
        """What `ordered` picked of it."""

    def find(self, connection: Connection, where: Clause, total: int) -> Sequence[int]:
        """The positions that meet a condition."""
        if where != self._where:
            self._positions = range(total) if where == ALL else _positions(connection, where)
            self._where, self.picked = where, {}
        return self._positions


class Selection:
    """Found signings in an order. Close it when it is no longer shown.

    Numbers alone are held: where each found signing stands in the default order. Rows are read for a window.
    """

    def __init__(
        self, connection: Connection, rows: Rows, where: Clause, sort: Sort, total: int, before: Before | None = None
    ) -> None:
        self._connection = connection
        self._rows = rows
        self._order: Ordered = _All(total)
        if sort:
            from tuiapp.catalog.ordering import ordered

            keys = _keys(connection, sort)
            before = before or Before()
            self._order = ordered(before.find(connection, where, total), keys, total, before.picked)
        elif where != ALL:
            from tuiapp.catalog.bits import Places

            self._order = Places(_found(connection, where))
        self._length = len(self._order)

    def __len__(self) -> int:
        return self._length

    def __enter__(self) -> Selection:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def window(self, start: int, stop: int) -> list[SigningRow]:
        """The rows at the places from start up to stop, cut at both ends of what there is."""
        return self._rows.signings_at(self._numbers(start, stop))

    def ids(self, start: int, stop: int) -> list[str]:
        """The ids of the rows at these places."""
        return self._rows.ids_at(self._numbers(start, stop))

    def position_of(self, signing_id: str) -> int | None:
        """Where this signing stands, or None when it was not found."""
        n = self._number(signing_id)
        if n is None:
            return None
        place = self._order.place(n)
        return place if self._numbers(place, place + 1) == [n] else None

    def nearest(self, signing_id: str) -> int:
        """Where this signing stands, or the one that follows where it would stand, or the last one.

        0 when nothing was found, or when there is no such signing.
        """
        n = self._number(signing_id)
        return 0 if n is None or not self._length else min(self._order.place(n), self._length - 1)

    def close(self) -> None:
        """Give its memory back."""
        self._order, self._length = _All(0), 0

    def _numbers(self, start: int, stop: int) -> list[int]:
        start, stop = max(start, 0), min(stop, self._length)
        return self._order.window(start, stop) if start < stop else []

    def _number(self, signing_id: str) -> int | None:
        n: int | None = self._connection.value("SELECT n FROM signing WHERE id = ?", (signing_id,))
        return n


class _All:
    """All signings in the default order: a place is the signing's own number."""

    def __init__(self, total: int) -> None:
        self._total = total

    def __len__(self) -> int:
        return self._total

    def window(self, start: int, stop: int) -> list[int]:
        """The numbers at the places from start up to stop."""
        return list(range(start, stop))

    def place(self, n: int) -> int:
        """Where a signing stands."""
        return n


def _found(connection: Connection, where: Clause) -> int:
    """The bits of what is found; a start without a query finds all without what this needs."""
    from tuiapp.catalog.finding import Finder

    return Finder(connection).find(where)


def _positions(connection: Connection, where: Clause) -> array[int]:
    from tuiapp.catalog.bits import positions_of

    return positions_of(_found(connection, where))


def _keys(connection: Connection, sort: Sort) -> list[Key]:
    """The keys of a sort, and the id as the last.

    Raises:
        SortError: a field does not exist or cannot be sorted by.
    """
    from functools import partial

    from tuiapp.catalog.columns import ID, Columns
    from tuiapp.catalog.fields import SORTED
    from tuiapp.catalog.fields import field as field_of
    from tuiapp.catalog.ordering import Key
    from tuiapp.values.near import nearest

    fields: dict[str, bool] = {}
    for key in sort:
        field = field_of(key.field) if key.field else None
        if field is None or not field.sort:
            near = nearest(key.field, [one.id for one in SORTED])
            hint = _("No sort `{name}`; nearest: `{near}`.") if near else _("No sort `{name}`.")
            raise SortError(hint.format(name=key.field, near=near))
        fields.setdefault(field.id, key.descending)
    columns = Columns(connection)
    return [
        Key(columns.ranks(name), partial(columns.order, name), descending, name)
        for name, descending in [*fields.items(), (ID, False)]
    ]
