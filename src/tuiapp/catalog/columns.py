"""What signings are sorted by, as packed columns: a sort then moves numbers in memory and asks the index nothing.

For each field there are two columns: `rank`, by position in the default order, equal where values are equal and
largest where one is missing; and `order`, the positions sorted by rank, then by id. Each is one value of a table,
read whole: a million signings are 1 to 4 MB in a millisecond or two, where SQLite sorts them in a second. Where the
field is asked for by the numbers it is sorted by, `value` has that of each rank: what is asked is then decided once
for each different value, and not for each signing.
"""

from __future__ import annotations

from array import array
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from tuiapp.catalog.adding.layout import DAY
from tuiapp.catalog.fields import SORTED
from tuiapp.catalog.packing import unpack_numbers

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from tuiapp.catalog.connection import Connection

ID = "id"
"""The name of the last key of every sort."""
VALUED = ("date", "projects", "investment", "stage", "status", "measure", "unit", "basis", "checks")
"""The fields of whose ranks the values are known; of a date both days, see `values`."""
_BY_DOC = "position by doc"
_MISSING = 1 << 62
"""Sorts after every value."""
_CODES = "BHIQ"
"""Numbers of 1, 2, 4 and 8 bytes."""


class Ranks(NamedTuple):
    """The ranks of all signings by one field."""

    of: array[int]
    """By position in the default order."""
    known: int
    """How many different values there are; it is the rank of a missing one."""


class Columns:
    """The packed columns of one index."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ranks(self, field: str) -> Ranks:
        """The rank of each signing by a field."""
        return Ranks(*self._column(f"rank {field}"))

    def order(self, field: str) -> array[int]:
        """The positions of all signings by a field, lowest first, missing values last, equal ones by id."""
        return self._column(f"order {field}")[0]

    def values(self, field: str) -> array[int]:
        """The value of each rank by a field of `VALUED`, ascending: of a date the last day, then the first."""
        return self._column(f"value {field}")[0]

    def by_doc(self) -> array[int]:
        """The position of each signing by its `doc`, in an index where these differ; 0 for those that no one has."""
        return self._column(_BY_DOC)[0]

    def _column(self, name: str) -> tuple[array[int], int]:
        return read_packed(self._connection, name)


def read_packed(connection: Connection, name: str) -> tuple[array[int], int]:
    """A packed column, and what is known of it."""
    [(code, items, known)] = connection.rows("SELECT code, items, known FROM packed WHERE name = ?", (name,))
    column: array[int] = array(code)
    column.frombytes(items)
    return column, known


class Packed(NamedTuple):
    """A packed column, as a row of its table."""

    name: str
    code: str
    items: bytes
    known: int


def pack(name: str, column: Sequence[int], known: int = 0) -> Packed:
    """A column of numbers, none of them negative, packed as closely as its largest allows."""
    most = max(column, default=0)
    code = next(code for code in _CODES if most < 1 << 8 * array(code).itemsize)
    return Packed(name, code, array(code, column).tobytes(), known)


def write(connection: sqlite3.Connection, columns: Iterable[Packed]) -> None:
    """Write columns into their table."""
    connection.executemany("INSERT INTO packed VALUES (?, ?, ?, ?)", columns)


def packed(connection: sqlite3.Connection) -> Iterator[Packed]:
    """The columns of an index whose tables of signings are complete; it is only read."""
    names = dict.fromkeys(chain(["t.id_key"], *(field.sort for field in SORTED)))
    values = [f"ifnull({name}, {_MISSING})" for name in names]
    columns = dict(zip(names, read_numbers(connection, values, "(SELECT * FROM fact ORDER BY n) AS t"), strict=True))
    ids = columns["t.id_key"]
    by_id = sorted(range(len(ids)), key=ids.__getitem__)
    yield from _packed(ID, ids, by_id)
    yield from _docs(connection)
    for field in SORTED:
        keys = [columns[name] for name in field.sort]
        yield from _packed(field.id, keys[0] if len(keys) == 1 else list(zip(*keys, strict=True)), by_id)


def _docs(connection: sqlite3.Connection) -> Iterator[Packed]:
    """Where each signing stands whose words are under another number: after an edit all of many are."""
    (docs,) = read_numbers(connection, ("doc",), "(SELECT doc FROM fact ORDER BY n)")
    if docs != list(range(len(docs))):
        positions = [0] * (max(docs) + 1)
        for n, doc in enumerate(docs):
            positions[doc] = n
        yield pack(_BY_DOC, positions)


def read_numbers(connection: sqlite3.Connection, values: Sequence[str], rows: str) -> list[list[int]]:
    """Some values of rows, none of them null, each as a list of numbers."""
    texts = ", ".join(f"group_concat({value})" for value in values)
    [row] = connection.execute(f"SELECT {texts} FROM {rows}")
    return list(map(unpack_numbers, row))


def _packed(name: str, keys: Sequence[Any], by_id: Sequence[int]) -> Iterator[Packed]:
    """The rank and the order by keys, one for each signing."""
    different = sorted({*keys})
    numbers = dict(zip(different, range(len(different)), strict=True))
    ranks = list(map(numbers.__getitem__, keys))
    order = sorted(by_id, key=ranks.__getitem__)
    known = len(different) - (_MISSING in numbers)
    yield pack(f"rank {name}", ranks, known)
    yield pack(f"order {name}", order, known)
    if name in VALUED:
        values = different[:known]
        if name == "date":
            values = [last << DAY | first for last, first in values]
        yield pack(f"value {name}", values)
