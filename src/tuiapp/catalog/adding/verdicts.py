"""Marks what a query finds, strikes out what may not be added, and sums the rest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from tuiapp.catalog.adding import periods, siblings, summing
from tuiapp.catalog.adding.lanes import LANE
from tuiapp.catalog.totals import Added, Totals
from tuiapp.rules.results import REASONS

if TYPE_CHECKING:
    from tuiapp.catalog.clause import Clause
    from tuiapp.catalog.connection import Connection, Row

INSIDE, SIBLING = (REASONS.index(reason) for reason in ("inside", "sibling"))
AROUND: Final = 1
"""Marks what is inside a signing of a wider region, whatever its whole is."""


def totals(connection: Connection, where: Clause, wider: Clause, signings: int) -> Totals:
    """The totals of what is found, of so many signings in all.

    Args:
        connection: to the index; its temporary tables are used.
        where: what is found.
        wider: what of a found signing is not wholly in the query, null where all of it is.
        signings: how many the index has.
    """
    verdicts = Verdicts(connection, where, wider)
    try:
        verdicts.strike_events()
        verdicts.strike_periods()
        lanes = summing.lanes(connection, verdicts)
        added = Added.of((n for (n,) in connection.rows(f"SELECT h.n FROM {verdicts.added}")), signings)
        return Totals(lanes, added)
    finally:
        verdicts.close()


class Verdicts:
    """Two temporary tables: what is found, with what stands against it alone; and what gives way to others."""

    def __init__(self, connection: Connection, where: Clause, wider: Clause) -> None:
        self._connection = connection
        self.hits = connection.temporary()
        """Found signings: their position, and `why` those are out that are out by themselves; null else."""
        self.out = connection.temporary()
        """Those of the others that are not added: their position, and the reason's."""
        connection.rows(f"CREATE TABLE {self.hits} (n INTEGER PRIMARY KEY, why TEXT)")
        connection.rows(f"CREATE TABLE {self.out} (n INTEGER PRIMARY KEY, reason INTEGER, around INTEGER)")
        connection.rows(
            f"INSERT INTO {self.hits} SELECT t.n, coalesce({wider.sql}, CASE WHEN t.doubt THEN 'doubt' END) "
            f"FROM fact AS t WHERE {where.sql}",
            (*wider.parameters, *where.parameters),
        )

    @property
    def added(self) -> str:
        """The rows `h` that are added, and a condition on them."""
        return f"{self.hits} AS h WHERE h.why IS NULL AND h.n NOT IN (SELECT n FROM {self.out})"

    def close(self) -> None:
        """Give the memory back."""
        self._connection.drop(self.hits)
        self._connection.drop(self.out)

    def strike_events(self) -> None:
        """Of what has a day: what is inside another found signing, and the weaker of siblings."""
        blocked = self._blocked_areas()
        if blocked:
            self._strike(
                f"SELECT p.n, {INSIDE}, {AROUND} FROM place AS p CROSS JOIN {self.hits} AS h ON h.n = p.n "
                f"WHERE NOT p.period AND h.why IS NULL AND p.place IN ({_listed(blocked)})"
            )
        self._strike(
            f"SELECT DISTINCT i.n, {INSIDE}, 0 FROM {self.hits} AS h CROSS JOIN inside AS i ON i.n = h.n "
            f"CROSS JOIN {self.hits} AS w ON w.n = i.whole WHERE NOT i.period AND h.why IS NULL AND w.why IS NULL"
        )
        weaker = siblings.weaker(self._connection, self._contested())
        if weaker:
            self.strike((n, SIBLING) for n in weaker)
            self._blame_siblings()

    def strike_periods(self) -> None:
        """Of period totals: what is inside another, the weaker of siblings, and what overlaps a stronger one."""
        for lane in periods.chosen(self._connection, self.hits):
            self.strike(lane.reasons())

    def strike(self, rows: Iterable[tuple[int, int]]) -> None:
        """Strike out positions, each for a reason."""
        self._connection.many(f"INSERT OR REPLACE INTO {self.out} VALUES (?, ?, 0)", rows)

    def _blocked_areas(self) -> list[int]:
        """The areas inside which nothing with a day is added, because a wider one has a whole that may be."""
        rows = self._connection.rows(
            "SELECT DISTINCT a.place FROM around AS a WHERE a.wider IN (SELECT p.place FROM place AS p "
            f"CROSS JOIN {self.hits} AS h ON h.n = p.n WHERE p.outermost AND NOT p.period AND h.why IS NULL)"
        )
        return [place for (place,) in rows]

    def _strike(self, select: str) -> None:
        self._connection.rows(f"INSERT OR IGNORE INTO {self.out} {select}")

    def _contested(self) -> list[Row]:
        """Parts that no found signing contains, of outermost wholes below which they are not all of one branch."""
        parts = (
            f"{self.hits} AS h CROSS JOIN part AS p ON p.n = h.n CROSS JOIN fact AS t ON t.n = h.n "
            f"WHERE t.basis = 0 AND h.why IS NULL AND h.n NOT IN (SELECT n FROM {self.out})"
        )
        several = (
            f"SELECT t.root AS root, {LANE} AS lane FROM {parts} GROUP BY 1, 2 "
            "HAVING count(*) > 1 AND (min(p.whole) <> max(p.whole) OR min(p.branch) <> max(p.branch))"
        )
        contested = self._connection.rows(several)
        if not contested:
            return []
        roots = _listed(sorted({root for root, _lane in contested}))
        rows = self._connection.rows(
            f"SELECT t.root, {LANE}, t.n, coalesce(t.yuan, i.yuan, 0), coalesce(t.count, 0), t.id_key "
            f"FROM fact AS t LEFT JOIN inner AS i ON i.n = t.n WHERE t.n IN (SELECT h.n FROM {parts} "
            f"AND t.root IN ({roots}))"
        )
        known = set(contested)
        return [row for row in rows if (row[0], row[1]) in known]

    def _blame_siblings(self) -> None:
        """What is inside a weaker sibling gives way to the stronger one as that does."""
        self._connection.rows(
            f"UPDATE {self.out} SET reason = {SIBLING} WHERE reason = {INSIDE} AND NOT around AND n IN ("
            f"SELECT i.n FROM {self.out} AS s CROSS JOIN inside AS i ON i.whole = s.n WHERE s.reason = {SIBLING} "
            f"AND NOT EXISTS (SELECT 1 FROM inside AS j JOIN {self.out} AS o ON o.n = j.whole "
            "WHERE j.n = i.n AND o.around))"
        )


def _listed(numbers: Iterable[int]) -> str:
    # Our own whole numbers, of which there can be more than a statement takes parameters.
    return ",".join(map(str, numbers))
