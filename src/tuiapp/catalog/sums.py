"""What adding works on: the signings found, how far they lie within the query, and what they are inside of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from tuiapp.catalog.clause import Clause
from tuiapp.catalog.connection import Connection, Row, Value
from tuiapp.catalog.packing import QUALIFIERS, unpack_ranks, unpack_texts
from tuiapp.catalog.rows import lane
from tuiapp.catalog.ways import Joined, any_of
from tuiapp.catalog.words import Outside
from tuiapp.rules.records import Amount, Because, Count, RegionPath, SumRow
from tuiapp.rules.totals import Found
from tuiapp.values.qualifier import Qualifier

_STRETCH = 20_000
"""Positions read at a time."""

_ORDER: tuple[Because, ...] = ("days", "regions", "sectors", "counterparts")

_NUMBERS = "count_qualifier, {p}count_high, {p}yuan, {p}yuan_qualifier, {p}yuan_high, {p}currency, {p}original"
_ROW = (
    "t.n, s.id, e.id, e.edition_key, t.stage, t.measure, t.unit, t.basis, t.first, t.last, s.regions, s.part_of, "
    "s.split, t.doubt, t.published, t.yuan IS NULL AND s.investment IS NOT NULL, t.count, t." + _NUMBERS.format(p="t.")
)
_FROM = "fact AS t CROSS JOIN signing AS s ON s.n = t.n JOIN event AS e ON e.event = t.event"


class FoundRows(NamedTuple):
    """What a query finds, ready to be added."""

    found: list[Found]
    """The signings, each followed by its other reports."""
    context: dict[str, SumRow]
    """By id every row of the trees of wholes that the found ones stand in."""
    positions: dict[str, int]
    """The position of each signing of the context in the default order."""


def found(connection: Connection, where: Clause, outside: Sequence[Outside]) -> FoundRows:
    """The signings and other reports that are found, and every row of the trees of wholes they stand in."""
    wider = wider_of(outside)
    hits: dict[int, Because | None] = dict(
        connection.rows(
            f"SELECT t.n, {wider.sql} FROM fact AS t WHERE {where.sql} ORDER BY t.n",
            (*wider.parameters, *where.parameters),
        )
    )
    if not hits:
        return FoundRows([], {}, {})
    roots = f"SELECT root FROM fact AS t WHERE {where.sql}"
    by_n = Reader(connection.rows).sum_rows(f"t.root IN ({roots})", where.parameters)
    result: list[Found] = []
    others = _others(connection, where, by_n)
    for n, because in hits.items():
        result.append(Found(by_n[n], because))
        result += (Found(other, because) for other in others.get(n, ()))
    context = {row.id: row for row in by_n.values()}
    return FoundRows(result, context, {row.id: n for n, row in by_n.items()})


def wider_of(outside: Sequence[Outside]) -> Clause:
    """An expression: the first of what is not wholly in the query, null where all is."""
    clauses = [(why, any_of(one.clause for one in outside if one.because == why)) for why in _ORDER]
    some = [(why, clause) for why, clause in clauses if clause.sql != "0"]
    cases = " ".join(f"WHEN {clause.sql} THEN '{why}'" for why, clause in some)
    parameters = tuple(value for _why, clause in some for value in clause.parameters)
    # What any of them finds is what the expression is not null of.
    way = Joined("OR", tuple(clause for _why, clause in some))
    return Clause(f"CASE {cases} END" if some else "NULL", parameters, way)


class Reader:
    """Reads the rows that rules work on from an index, through whatever connection to it.

    Args:
        rows: all rows that a statement gives.
    """

    def __init__(self, rows: Callable[[str, Sequence[Value]], list[Row]]) -> None:
        self.rows = rows
        self._paths: list[RegionPath] = [
            unpack_texts(path) for (path,) in rows("SELECT path FROM region ORDER BY rank", ())
        ]
        # The paths of the members of each named group: the group itself is on no path to them.
        self._groups: dict[int, tuple[RegionPath, ...]] = {}
        sql = "SELECT rank, low FROM span WHERE tree = 'region' AND low != rank ORDER BY rank, low"
        for rank, member in rows(sql, ()):
            self._groups[rank] = (*self._groups.get(rank, ()), self._paths[member])
        self._known: dict[str, tuple[RegionPath, ...]] = {}
        self._ranks = {path: rank for rank, path in enumerate(self._paths)}

    def paths(self, packed: str) -> tuple[RegionPath, ...]:
        """The paths of packed ranks of regions, those of its members for a group."""
        if packed not in self._known:
            ranks = unpack_ranks(packed)
            self._known[packed] = tuple(p for rank in ranks for p in self._groups.get(rank) or (self._paths[rank],))
        return self._known[packed]

    def ranks(self, paths: Iterable[RegionPath]) -> tuple[int, ...]:
        """The ranks of paths."""
        return tuple(self._ranks[path] for path in paths)

    def stretches(self) -> Iterator[tuple[int, int]]:
        """The positions of all signings, a stretch at a time: the first and the last of each."""
        ((last,),) = self.rows("SELECT max(n) FROM fact", ())
        for low in range(0, 0 if last is None else last + 1, _STRETCH):
            yield low, low + _STRETCH - 1

    def sum_rows(self, where: str, parameters: Sequence[Value] = ()) -> dict[int, SumRow]:
        """The signings that a condition on `t` (the narrow table) selects, by position."""
        sql = f"SELECT {_ROW} FROM {_FROM} WHERE {where} ORDER BY t.n"
        return {row[0]: self._sum_row(row) for row in self.rows(sql, parameters)}

    def _sum_row(self, row: Row) -> SumRow:
        (_n, id_, event, edition, stage, measure, unit, basis, first, last, ranks, part_of, split, doubt) = row[:14]
        return SumRow(
            id=id_,
            event=event,
            edition=edition,
            lane=lane(stage, measure, unit, basis),
            first=first or None,
            last=last,
            regions=self.paths(ranks),
            part_of=part_of,
            split=split,
            count=_count(*row[16:19]),
            amount=_amount(*row[19:24]),
            doubt=bool(doubt),
            published=row[14],
            unconverted=bool(row[15]),
        )


def _others(connection: Connection, where: Clause, rows: dict[int, SumRow]) -> dict[int, list[SumRow]]:
    columns = "o.n, o.id, o.published, o.count_value, o." + _NUMBERS.format(p="o.")
    hits = f"SELECT t.n FROM fact AS t WHERE {where.sql}"
    sql = f"SELECT {columns} FROM other AS o WHERE o.n IN ({hits}) ORDER BY o.n, o.position"
    result: dict[int, list[SumRow]] = {}
    for n, id_, published, *numbers in connection.rows(sql, where.parameters):
        of = rows[n]
        other = SumRow(
            id=id_,
            event=of.event,
            edition=of.edition,
            lane=of.lane,
            first=of.first,
            last=of.last,
            regions=of.regions,
            same_as=of.id,
            count=_count(*numbers[:3]),
            amount=_amount(*numbers[3:]),
            published=published,
        )
        result.setdefault(n, []).append(other)
    return result


def _count(value: int | None, qualifier: int | None, high: int | None) -> Count | None:
    if value is None or qualifier is None:
        return None
    low = value if QUALIFIERS[qualifier] is Qualifier.RANGE else None
    return Count(value, QUALIFIERS[qualifier], low, high)


def _amount(
    cny: int | None, qualifier: int | None, high: int | None, currency: str | None, original: str | None
) -> Amount | None:
    if cny is None or qualifier is None:
        return None
    low = cny if QUALIFIERS[qualifier] is Qualifier.RANGE else None
    return Amount(cny, QUALIFIERS[qualifier], currency or "CNY", Decimal(original) if original else None, low, high)
