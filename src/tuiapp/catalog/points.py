"""The figures as points of series, packed by their numbers: to read so many from their rows takes many times as long.

series    which series a figure is a point of; 0 where it is of none, for it has no time or a finding contradicts it
time      when it holds: equal for the same period, or the same day on which it was taken
meaning   what it says: equal for equal values, however they are printed

Of one series is what has the same title, region, indicator and unit, and is of periods of one length that begin in
the same month: half a year is not like a whole one. The series are in the order of their titles and regions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from tuiapp.catalog.columns import Packed, pack, read_packed
from tuiapp.catalog.packing import meaning_of
from tuiapp.catalog.records import FigurePoint
from tuiapp.values.dates import Period

if TYPE_CHECKING:
    import sqlite3

    from tuiapp.catalog.connection import Connection

_COLUMNS = ("series", "time", "meaning")
_MONTHS = 12

_Series = tuple[str, int, int, str, str, tuple[int, int] | None]
"""Its title, the rank of its region, the number of its first figure, its indicator, its unit and its length."""


def packed(connection: sqlite3.Connection) -> Iterator[Packed]:
    """The columns of an index whose figures and findings are complete; it is only read."""
    doubted = "SELECT figure FROM finding WHERE figure IS NOT NULL AND severity = 'error' AND use IS NOT 1"
    rows = connection.execute(
        "SELECT n, title, region, indicator, value, coalesce(period, as_of, ''), period IS NOT NULL, "
        f"n IN ({doubted}) FROM figure ORDER BY n"
    ).fetchall()
    size = rows[-1][0] + 1 if rows else 0
    firsts: dict[tuple[object, ...], _Series] = {}
    of: dict[int, _Series] = {}
    times: dict[str, int] = {}
    meanings: dict[str, int] = {}
    time_of, said = [0] * size, [0] * size
    for n, title, region, indicator, value, time, period, doubt in rows:
        if time and not doubt:
            unit, meaning = meaning_of(value)
            length = _months(time) if period else None
            key = (title, region, indicator, unit, length)
            of[n] = firsts.setdefault(key, (title, region, n, indicator, unit, length))
            time_of[n] = times.setdefault(time, len(times))
            said[n] = meanings.setdefault(meaning, len(meanings))
    numbers = {first: number for number, first in enumerate(sorted(firsts.values(), key=lambda one: one[:3]), 1)}
    series = [numbers[of[n]] if n in of else 0 for n in range(size)]
    for name, column in zip(_COLUMNS, (series, time_of, said), strict=True):
        yield pack(f"point {name}", column)


def points(connection: Connection, numbers: Sequence[int]) -> list[FigurePoint]:
    """The figures with these numbers as points."""
    columns = (read_packed(connection, f"point {name}")[0] for name in _COLUMNS)
    values = (map(column.__getitem__, numbers) for column in columns)
    return list(map(FigurePoint, numbers, *values))


@cache
def _months(text: str) -> tuple[int, int]:
    """The months of a period, and the one it begins in; nothing of both where it is open at the start."""
    period = Period.parse(text)
    if period.first is None:
        return 0, 0
    first, last = period.first, period.last
    return (last.year - first.year) * _MONTHS + last.month - first.month + 1, first.month
