"""What the signings that a total adds come to by year, sector and size: grouped in the index, never fetched.

The signings of one stage that a query adds are copied once, as a few integers each, into a temporary table of the
connection; every grouping then reads that. A screen fetches the groups, and the largest signings by their positions.
"""

from __future__ import annotations

from types import TracebackType
from typing import NamedTuple

from tuiapp.catalog.clause import Clause
from tuiapp.catalog.connection import Connection, Row
from tuiapp.catalog.packing import QUALIFIERS
from tuiapp.catalog.totals import Added
from tuiapp.rules.records import BASES, MEASURES, STAGES, UNITS, Lane
from tuiapp.rules.results import MoneySum, SumOf
from tuiapp.values.qualifier import Qualifier, join

_FIRST_DAY = "1721424.5"
"""What makes a proleptic ordinal the Julian day that the date functions of SQLite take."""
_YEAR = (
    f"CASE WHEN strftime('%Y', max(first, 1) + {_FIRST_DAY}) = strftime('%Y', last + {_FIRST_DAY}) "
    f"THEN CAST(strftime('%Y', last + {_FIRST_DAY}) AS INTEGER) END"
)
"""None where the days lie in several years, or reach back without end."""
_MONTH = f"(CAST(strftime('%Y', {{day}} + {_FIRST_DAY}) AS INTEGER) * 12 + strftime('%m', {{day}} + {_FIRST_DAY}) - 1)"
_ABOUT = 1 << QUALIFIERS.index(Qualifier.ABOUT)
_COLUMNS = (
    "t.n, t.measure, t.unit, t.basis, t.first, t.last, t.sector, t.count, 1 << t.count_qualifier AS count_bits, "
    "coalesce(t.count_high, t.count) AS count_high, coalesce(t.yuan, i.yuan) AS yuan, "
    "coalesce(t.yuan_high, t.yuan, i.yuan) AS yuan_high, t.yuan IS NULL AS inside, "
    "CASE WHEN t.yuan IS NULL THEN coalesce(i.converted, 0) WHEN t.currency <> 'CNY' THEN t.yuan ELSE 0 END AS "
    "converted, "
    f"CASE WHEN t.yuan IS NULL THEN i.qualifiers WHEN t.currency <> 'CNY' THEN {_ABOUT} "
    "ELSE 1 << t.yuan_qualifier END AS yuan_bits"
)
"""An amount converted by us is about; what stands for a missing one comes with its qualifiers."""


def _any_bit(column: str) -> str:
    return " + ".join(f"coalesce(max({column} & {1 << bit}), 0)" for bit in range(len(QUALIFIERS)))


_SUMS = (
    f"count(*), sum(count), {_any_bit('count_bits')}, sum(count_high), sum(count IS NULL), "
    f"sum(yuan), {_any_bit('yuan_bits')}, sum(yuan_high), sum(yuan IS NULL), sum(converted)"
)
MOST_SPANS = 500
"""Period totals of different spans that are told apart; more are not drawn."""


class Sums(NamedTuple):
    """What a group of added signings of one lane comes to."""

    signings: int
    projects: SumOf
    investment: MoneySum


class YearSums(NamedTuple):
    """What is added of a year."""

    year: int | None
    """None for signings whose days lie in several years."""
    sums: Sums


class SectorSums(NamedTuple):
    """What is added of signings with one sector."""

    sector: int
    """The rank of the sector."""
    sums: Sums


class Sizes(NamedTuple):
    """The signings that print how many projects and how much, and what these numbers come to."""

    signings: int
    projects: SumOf
    investment: MoneySum
    middle: tuple[tuple[int, int], ...]
    """Yuan and projects of the signing of middle size; of two where their number is even."""


class Span(NamedTuple):
    """Days that a period total covers, as months counted from the year 0."""

    first: int | None
    """None where it is open at the start."""
    last: int


class Months(NamedTuple):
    """When something was signed."""

    events: frozenset[int]
    """The months in which an event's signings are, counted from the year 0."""
    spans: tuple[Span, ...]
    """What period totals cover."""


class Aggregates:
    """Groups the added signings of one stage. Close it when it is no longer asked.

    Raises what a `Connection` does.
    """

    def __init__(self, connection: Connection, where: Clause, added: Added, stage: str) -> None:
        self._connection = connection
        self._table = connection.temporary()
        connection.rows(
            f"CREATE TABLE {self._table} AS SELECT {_COLUMNS} FROM fact AS t LEFT JOIN inner AS i ON i.n = t.n "
            f"WHERE {where.sql} AND t.stage = ? AND substr(?, t.n + 1, 1) = x'31'",
            (*where.parameters, STAGES.index(stage), added.mask),
        )

    def __enter__(self) -> Aggregates:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give its memory back."""
        self._connection.drop(self._table)

    def largest(self, lane: Lane, most: int, *, both: bool = True) -> list[int]:
        """The positions of the largest signings of a lane and, with `both`, of its other basis: by yuan, then count."""
        measure, unit, basis = _lane(lane)
        where, asked = ("measure = ? AND unit = ?", (measure, unit)) if both else (_LANE, (measure, unit, basis))
        sql = f"SELECT n FROM {self._table} WHERE {where} ORDER BY yuan IS NULL, yuan DESC, count DESC, n LIMIT ?"
        return [n for (n,) in self._connection.rows(sql, (*asked, most))]

    def without(self, lane: Lane, number: str, most: int) -> list[int]:
        """The positions of some signings of a lane that print no `count`, or that have no `yuan`; the newest first."""
        sql = f"SELECT n FROM {self._table} WHERE {_LANE} AND {number} IS NULL ORDER BY n LIMIT ?"
        return [n for (n,) in self._connection.rows(sql, (*_lane(lane), most))]

    def years(self, lane: Lane) -> list[YearSums]:
        """What is added of each year in which something is, the oldest first; of several years together at the end."""
        sql = f"SELECT {_YEAR} AS y, {_SUMS} FROM {self._table} WHERE {_LANE} GROUP BY y ORDER BY y IS NULL, y"
        return [YearSums(year, _sums(row)) for year, *row in self._connection.rows(sql, _lane(lane))]

    def sectors(self, lane: Lane) -> list[SectorSums]:
        """What is added of each sector, of signings that have no other; the largest first."""
        sql = (
            f"SELECT sector, {_SUMS} FROM {self._table} WHERE {_LANE} AND sector IS NOT NULL GROUP BY sector "
            "ORDER BY sum(yuan) IS NULL, sum(yuan) DESC, sum(count) DESC, sector"
        )
        return [SectorSums(sector, _sums(row)) for sector, *row in self._connection.rows(sql, _lane(lane))]

    def sizes(self, lane: Lane) -> Sizes | None:
        """The signings that print both numbers; None where none does."""
        both = f"{_LANE} AND yuan > 0 AND count > 0 AND NOT inside"
        [row] = self._connection.rows(f"SELECT {_SUMS} FROM {self._table} WHERE {both}", _lane(lane))
        sums = _sums(row)
        if not sums.signings:
            return None
        half, even = divmod(sums.signings - 1, 2)
        sql = f"SELECT yuan, count FROM {self._table} WHERE {both} ORDER BY yuan / count, n LIMIT ? OFFSET ?"
        middle = self._connection.rows(sql, (*_lane(lane), 1 + even, half))
        return Sizes(*sums, tuple((yuan, count) for yuan, count in middle))

    def months(self) -> Months:
        """When the signings of the stage are, of all its lanes."""
        days = f"SELECT DISTINCT last FROM {self._table} WHERE basis = 0"
        events = self._connection.rows(f"SELECT DISTINCT {_MONTH.format(day='last')} FROM ({days})")
        spans = self._connection.rows(
            f"SELECT DISTINCT CASE WHEN first > 0 THEN {_MONTH.format(day='first')} END, {_MONTH.format(day='last')} "
            f"FROM (SELECT DISTINCT first, last FROM {self._table} WHERE basis = 1) ORDER BY 2, 1 LIMIT {MOST_SPANS}"
        )
        return Months(frozenset(month for (month,) in events), tuple(Span(first, last) for first, last in spans))


_LANE = "measure = ? AND unit = ? AND basis = ?"


def _lane(lane: Lane) -> tuple[int, int, int]:
    return MEASURES.index(lane.measure), UNITS.index(lane.unit), BASES.index(lane.basis)


def _sums(row: Row | list[int | None]) -> Sums:
    signings, count, count_bits, count_high, no_count, yuan, yuan_bits, yuan_high, no_yuan, converted = row
    how = _joined(count_bits) if count is not None else None
    projects = SumOf(count, how, *_ends(how, count, count_high), no_count or 0)
    how = _joined(yuan_bits) if yuan is not None else None
    money = MoneySum(yuan, how, *_ends(how, yuan, yuan_high), no_yuan or 0, converted or 0, None)
    return Sums(signings or 0, projects, money)


def _joined(bits: int | None) -> Qualifier:
    return join(qualifier for position, qualifier in enumerate(QUALIFIERS) if (bits or 0) >> position & 1)


def _ends(how: Qualifier | None, low: int | None, high: int | None) -> tuple[int | None, int | None]:
    return (low, high) if how is Qualifier.RANGE else (None, None)
