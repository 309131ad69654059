"""What found signings come to by year, region, sector or event: for each group the total of a query of its own.

A group's total is that of the query with one term more: `year:2023`, `city:changzhou`. By the rules of sums a signing
that lies only partly in a group is wider than it, and what contains a signing or stands beside it counts only as far
as it is in the group too: a city's share is added where the country's total is not asked for. No signing lies wholly
in two groups of one division, so each has at most one `home`, and one pass over what is found serves all groups: it
strikes out what `catalog.adding` strikes out, in each home by itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.catalog.adding import periods
from tuiapp.catalog.adding.siblings import Size, of_one_branch, tree_of
from tuiapp.catalog.packing import QUALIFIERS, unpack_ranks
from tuiapp.rules.records import BASES, MEASURES, STAGES, UNITS, Lane
from tuiapp.rules.results import MoneySum, SumOf
from tuiapp.values.qualifier import Qualifier, join

if TYPE_CHECKING:
    from tuiapp.catalog.clause import Clause
    from tuiapp.catalog.connection import Connection, Row
    from tuiapp.catalog.records import Region

SEVERAL, NONE = -1, -2
"""The groups of the signings that name several sectors, and of those that name none."""
_AT_ONCE, _LOOKED_AT = 100, 1000
"""Signings in which splits are looked for: so many at a time, and at most."""
_ABOUT = 1 << QUALIFIERS.index(Qualifier.ABOUT)
_KEPT = "root, event, first, last, sector, count, count_bits, count_high, yuan, yuan_high, converted, yuan_bits, id_key"
_COLUMNS = (
    "t.n, t.root, t.event, t.first, t.last, "
    f"coalesce(t.sector, CASE WHEN t.sector_key IS NULL THEN {NONE} ELSE {SEVERAL} END), "
    "t.count, 1 << t.count_qualifier, coalesce(t.count_high, t.count), "
    "coalesce(t.yuan, i.yuan), coalesce(t.yuan_high, t.yuan, i.yuan), "
    "CASE WHEN t.yuan IS NULL THEN coalesce(i.converted, 0) WHEN t.currency <> 'CNY' THEN t.yuan ELSE 0 END, "
    f"CASE WHEN t.yuan IS NULL THEN i.qualifiers WHEN t.currency <> 'CNY' THEN {_ABOUT} "
    "ELSE 1 << t.yuan_qualifier END, t.id_key"
)
"""An amount converted by us is about; what stands for a missing one comes with its qualifiers."""


def _any_bit(column: str) -> str:
    return " + ".join(f"coalesce(max({column} & {1 << bit}), 0)" for bit in range(len(QUALIFIERS)))


_SUMS = (
    f"count(*), sum(count), {_any_bit('count_bits')}, sum(count_high), sum(count IS NULL), "
    f"sum(yuan), {_any_bit('yuan_bits')}, sum(yuan_high), sum(yuan IS NULL), sum(converted)"
)


class GroupSum(NamedTuple):
    """What a group comes to in one lane."""

    signings: int
    """How many are added."""
    found: int
    """How many its query finds in the lane."""
    projects: SumOf
    investment: MoneySum


class Groups(NamedTuple):
    """The totals of the groups of a division."""

    sums: Mapping[int, GroupSum]
    """By group: the year, the rank of the region or sector, the number of the event; of those in which anything of
    the lane is found, all or the largest."""
    count: int  # type: ignore[assignment]  # hides tuple.count, which no record needs
    """How many groups there are."""
    homeless: int
    """How many signings of the lane, wholly in the query and in no doubt, lie wholly in no group."""
    largest_cny: int | None
    """The largest amount of these, in yuan."""


class Divisions:
    """Divides what is found in one lane, as often as it is asked. Close it when it is no longer asked.

    Raises what a `Connection` does.
    """

    def __init__(self, connection: Connection, where: Clause, wider: Clause, lane: Lane) -> None:
        """Find the signings.

        Args:
            connection: to the index; its temporary tables are used.
            where: what is found.
            wider: what of a found signing is not wholly in the query, null where all of it is.
            lane: which of it.
        """
        self._connection = connection
        self._where = where
        self._period = lane.basis == "period"
        self._hits = connection.temporary()
        """Found signings with their numbers; `why` those are out that are out by themselves; their `home`."""
        self._out = connection.temporary()
        """Those of the others that are not added at home."""
        lanes = (
            STAGES.index(lane.stage),
            MEASURES.index(lane.measure),
            UNITS.index(lane.unit),
            BASES.index(lane.basis),
        )
        connection.rows(f"CREATE TABLE {self._hits} (n INTEGER PRIMARY KEY, {_KEPT}, why TEXT, home INTEGER)")
        connection.rows(f"CREATE TABLE {self._out} (n INTEGER PRIMARY KEY)")
        connection.rows(
            f"INSERT INTO {self._hits} SELECT {_COLUMNS}, coalesce({wider.sql}, CASE WHEN t.doubt THEN 'doubt' END), "
            "NULL FROM fact AS t LEFT JOIN inner AS i ON i.n = t.n "
            f"WHERE t.stage = ? AND t.measure = ? AND t.unit = ? AND t.basis = ? AND {where.sql}",
            (*wider.parameters, *lanes, *where.parameters),
        )

    def __enter__(self) -> Divisions:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give its memory back."""
        self._connection.drop(self._hits)
        self._connection.drop(self._out)

    def years(self) -> set[int]:
        """The years in which something wholly lies that the query finds, in whichever lane."""
        sql = f"SELECT DISTINCT t.first, t.last FROM fact AS t WHERE t.first > 0 AND {self._where.sql}"
        days = self._connection.rows(sql, self._where.parameters)
        spans = {(date.fromordinal(first).year, date.fromordinal(last).year) for first, last in days}
        return {first for first, last in spans if first == last}

    def by_year(self, years: range) -> Groups:
        """The totals of some years."""
        cases = " ".join(
            f"WHEN last <= {date(year, 12, 31).toordinal()} THEN CASE WHEN first >= {date(year, 1, 1).toordinal()} "
            f"THEN {year} END"
            for year in years
        )
        self._settle(f"CASE {cases} END" if years else "NULL")
        touched: Counter[int] = Counter()
        for first, last, signings in self._strays("first, last"):
            end = date.fromordinal(last).year
            start = date.fromordinal(first).year if first else end if end < years.start else years.start
            for year in range(max(start, years.start), min(end + 1, years.stop)):
                touched[year] += signings
        return self._groups(touched)

    def by_region(self, nodes: Sequence[Region]) -> Groups:
        """The totals of regions, none of which lies in another."""
        holder = self._connection.temporary()
        homes = self._connection.temporary()
        self._connection.rows(f"CREATE TABLE {holder} (rank INTEGER PRIMARY KEY, node INTEGER)")
        self._connection.rows(
            f"CREATE TABLE {homes} (n INTEGER PRIMARY KEY, least INTEGER, most INTEGER, others INTEGER)"
        )
        inside = ((rank, node.rank) for node in nodes for rank in range(node.rank, node.last + 1))
        try:
            self._connection.many(f"INSERT INTO {holder} VALUES (?, ?)", inside)
            self._connection.rows(
                f"INSERT INTO {homes} SELECT m.n, min(r.node), max(r.node), count(*) - count(r.node) FROM "
                f"signing_region AS m CROSS JOIN {self._hits} AS h ON h.n = m.n LEFT JOIN {holder} AS r "
                "ON r.rank = m.region GROUP BY m.n"
            )
            self._settle(f"(SELECT least FROM {homes} AS o WHERE o.n = h.n AND least = most AND others = 0)")
            touched: Counter[int] = Counter()
            sql = (
                f"SELECT DISTINCT m.n, r.node FROM {homes} AS o CROSS JOIN signing_region AS m "
                f"CROSS JOIN {holder} AS r ON r.rank = m.region WHERE m.n = o.n AND least IS NOT NULL "
                "AND (least <> most OR others > 0)"
            )
            touched.update(node for _n, node in self._connection.rows(sql))
        finally:
            self._connection.drop(holder)
            self._connection.drop(homes)
        return self._groups(touched)

    def by_sector(self) -> Groups:
        """The totals of sectors, of the signings that name this one alone; and of `SEVERAL` and `NONE`.

        A signing of several is found under each of them as well: under a group only where it names none of its
        sectors.
        """
        self._settle("sector")
        last: dict[int, int] = dict(self._connection.rows("SELECT rank, last FROM sector"))
        touched: Counter[int] = Counter()
        for packed, signings in self._connection.rows(
            f"SELECT s.sectors, count(*) FROM {self._hits} AS h CROSS JOIN signing AS s ON s.n = h.n "
            f"WHERE h.sector = {SEVERAL} GROUP BY 1"
        ):
            ranks = unpack_ranks(packed)
            for one in ranks:
                if not any(one < other <= last[one] for other in ranks):
                    touched[one] += signings
        return self._groups(touched)

    def by_event(self, most: int, *, projects: bool = False) -> Groups:
        """The totals of the events with the largest, by investment or by projects."""
        self._settle("event")
        first = f"{_largest(projects)}, (SELECT id FROM event AS e WHERE e.event = home) LIMIT {most}"
        return self._groups(Counter(), first)

    def largest(self, most: int, *, projects: bool = False) -> Groups:
        """The largest of the signings that the total of the query adds, by position; each with its own numbers."""
        self._settle("0")
        added = f"why IS NULL AND n NOT IN (SELECT n FROM {self._out})"
        rows = self._connection.rows(
            f"SELECT n, {_SUMS} FROM {self._hits} WHERE {added} GROUP BY n "
            f"{_largest(projects)}, max(id_key) LIMIT {most}"
        )
        signings = self._connection.value(f"SELECT count(*) FROM {self._hits} WHERE {added}")
        return Groups({n: _sum(1, numbers) for n, *numbers in rows}, signings, 0, None)

    def divided(self, most: int) -> list[int]:
        """The largest of the signings that the total of the query adds and that have a split, by position."""
        self._settle("0")
        found: list[int] = []
        for start in range(0, _LOOKED_AT, _AT_ONCE):
            rows = self._connection.rows(
                f"SELECT n, root FROM {self._hits} WHERE why IS NULL AND yuan IS NOT NULL "
                f"AND n NOT IN (SELECT n FROM {self._out}) ORDER BY yuan DESC, id_key LIMIT {_AT_ONCE} OFFSET {start}"
            )
            roots = ",".join(str(root) for _n, root in rows)
            with_split = self._connection.rows(
                "SELECT DISTINCT p.whole FROM fact AS t INDEXED BY fact_root CROSS JOIN part AS p ON p.n = t.n "
                f"WHERE t.root IN ({roots}) AND p.branch >= 0"
            )
            divided = {whole for (whole,) in with_split}
            found += [n for n, _root in rows if n in divided]
            if len(found) >= most or len(rows) < _AT_ONCE:
                break
        return found[:most]

    def parts(self, n: int) -> list[str]:
        """The ids of the parts of a signing that belong to a split, in the order of the dataset."""
        sql = (
            "SELECT s.id FROM fact AS t INDEXED BY fact_root CROSS JOIN part AS p ON p.n = t.n "
            "CROSS JOIN signing AS s ON s.n = p.n WHERE t.root = (SELECT root FROM fact WHERE n = ?) "
            "AND p.whole = ? AND p.branch >= 0 ORDER BY s.n"
        )
        return [id_ for (id_,) in self._connection.rows(sql, (n, n))]

    def events(self, numbers: Iterable[int]) -> dict[int, tuple[str, str]]:
        """The id and the name of events, by number."""
        sql = f"SELECT event, id, name FROM event WHERE event IN ({','.join(map(str, numbers))})"
        return {number: (id_, name) for number, id_, name in self._connection.rows(sql)}

    def signings(self, positions: Iterable[int]) -> dict[int, str]:
        """The ids of signings, by position, in the order given."""
        listed = list(positions)
        sql = f"SELECT n, id FROM signing WHERE n IN ({','.join(map(str, listed))})"
        ids: dict[int, str] = dict(self._connection.rows(sql))
        return {n: ids[n] for n in listed}

    def _settle(self, home: str) -> None:
        """Give each found signing its home, and strike out what may not be added there."""
        connection = self._connection
        connection.rows(f"UPDATE {self._hits} AS h SET home = {home}")
        connection.rows(f"DELETE FROM {self._out}")
        if self._period:
            chosen = periods.chosen(connection, self._hits, "h.home")
            lost = (n for home in chosen for n in home.totals.keys() - home.added)
            connection.many(f"INSERT INTO {self._out} VALUES (?)", ((n,) for n in lost))
            return
        self._strike(
            f"SELECT p.n FROM place AS p CROSS JOIN {self._hits} AS h ON h.n = p.n "
            "WHERE NOT p.period AND h.why IS NULL "
            f"AND (p.place, h.home) IN (SELECT a.place, w.home FROM ({self._wholes()}) AS w "
            "CROSS JOIN around AS a ON a.wider = w.place)"
        )
        self._strike(
            f"SELECT i.n FROM {self._hits} AS h CROSS JOIN inside AS i ON i.n = h.n CROSS JOIN {self._hits} AS w "
            "ON w.n = i.whole WHERE h.why IS NULL AND w.why IS NULL AND w.home = h.home"
        )
        connection.many(f"INSERT INTO {self._out} VALUES (?)", ((n,) for n in self._weaker()))

    def _wholes(self) -> str:
        """The areas that have a whole of their own at a home."""
        return (
            f"SELECT DISTINCT p.place AS place, h.home AS home FROM place AS p CROSS JOIN {self._hits} AS h "
            "ON h.n = p.n WHERE p.outermost AND NOT p.period AND h.why IS NULL"
        )

    def _strike(self, select: str) -> None:
        self._connection.rows(f"INSERT OR IGNORE INTO {self._out} {select}")

    def _weaker(self) -> Iterable[int]:
        """Of parts at one home below one outermost whole that are not all of one branch, those not of the strongest."""
        parts = (
            f"{self._hits} AS h CROSS JOIN part AS p ON p.n = h.n WHERE h.why IS NULL AND h.home IS NOT NULL "
            f"AND h.n NOT IN (SELECT n FROM {self._out})"
        )
        several = (
            f"SELECT h.root, h.home FROM {parts} GROUP BY 1, 2 "
            "HAVING count(*) > 1 AND (min(p.whole) <> max(p.whole) OR min(p.branch) <> max(p.branch))"
        )
        contested = {(root, home) for root, home in self._connection.rows(several)}
        if not contested:
            return
        roots = {root for root, _home in contested}
        listed = ",".join(map(str, sorted(roots)))
        sizes: dict[tuple[int, int], dict[int, Size]] = defaultdict(dict)
        columns = "h.root, h.home, h.n, coalesce(h.yuan, 0), coalesce(h.count, 0), h.id_key"
        for root, home, n, *size in self._connection.rows(f"SELECT {columns} FROM {parts} AND h.root IN ({listed})"):
            if (root, home) in contested:
                sizes[root, home][n] = Size(*size)
        tree = tree_of(self._connection, roots)
        for group in sizes.values():
            yield from group.keys() - of_one_branch(group, tree, {})

    def _strays(self, columns: str) -> list[Row]:
        """How many signings have no home, by some columns."""
        sql = f"SELECT {columns}, count(*) FROM {self._hits} WHERE home IS NULL GROUP BY {columns}"
        return self._connection.rows(sql)

    def _groups(self, touched: Mapping[int, int], order: str = "") -> Groups:
        """The totals by home.

        Args:
            touched: by group how many signings its query finds that are not at home there.
            order: which of many groups are wanted.
        """
        rows = self._connection.rows(
            f"SELECT home, {_SUMS} FROM {self._hits} WHERE why IS NULL AND home IS NOT NULL "
            f"AND n NOT IN (SELECT n FROM {self._out}) GROUP BY home {order}"
        )
        found = Counter(touched)
        for home, signings in self._connection.rows(
            f"SELECT home, count(*) FROM {self._hits} WHERE home IS NOT NULL GROUP BY home"
        ):
            found[home] += signings
        sums = {home: _sum(found[home], numbers) for home, *numbers in rows}
        if not order:
            sums |= {home: _sum(signings, None) for home, signings in found.items() if home not in sums}
        homeless, largest = self._connection.rows(
            f"SELECT count(*), max(yuan) FROM {self._hits} WHERE home IS NULL AND why IS NULL"
        )[0]
        return Groups(sums, len(found), homeless, largest)


def _largest(projects: bool) -> str:
    """The order of groups, the largest first."""
    keys = ["sum(count)", "sum(yuan)"] if projects else ["sum(yuan)", "sum(count)"]
    return "ORDER BY " + ", ".join(f"{key} IS NULL, {key} DESC" for key in keys)


def _sum(found: int, row: Row | list[int | None] | None) -> GroupSum:
    if row is None:
        return GroupSum(0, found, SumOf(None, None, None, None, 0), MoneySum(None, None, None, None, 0, 0, None))
    signings, count, count_bits, count_high, no_count, yuan, yuan_bits, yuan_high, no_yuan, converted = row
    how = _joined(count_bits) if count is not None else None
    projects = SumOf(count, how, *_ends(how, count, count_high), no_count or 0)
    how = _joined(yuan_bits) if yuan is not None else None
    money = MoneySum(yuan, how, *_ends(how, yuan, yuan_high), no_yuan or 0, converted or 0, None)
    return GroupSum(signings or 0, found, projects, money)


def _joined(bits: int | None) -> Qualifier:
    return join(qualifier for position, qualifier in enumerate(QUALIFIERS) if (bits or 0) >> position & 1)


def _ends(how: Qualifier | None, low: int | None, high: int | None) -> tuple[int | None, int | None]:
    return (low, high) if how is Qualifier.RANGE else (None, None)
