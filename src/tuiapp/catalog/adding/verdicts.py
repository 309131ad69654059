"""Marks what a query finds, and says of each what becomes of it: added, or the reason why not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tuiapp.catalog.adding import siblings
from tuiapp.catalog.adding.lanes import LANE
from tuiapp.rules.results import REASONS

if TYPE_CHECKING:
    from tuiapp.catalog.clause import Clause
    from tuiapp.catalog.connection import Connection, Row

SAME, WIDER, DOUBT, INSIDE, SIBLING = (
    REASONS.index(reason) for reason in ("same", "wider", "doubt", "inside", "sibling")
)
ADDED = -1
"""The verdict on what is added; that on another is the position of its reason."""


class Verdicts:
    """Two temporary tables: what is found, with what stands against it alone; and the rarer verdicts.

    Nearly all that is known of a signing with a day follows from whether its whole is found, and is asked for with
    its numbers, in one pass. Only what areas and siblings decide is written down.
    """

    def __init__(self, connection: Connection, where: Clause, wider: Clause) -> None:
        """Find.

        Args:
            connection: to the index; its temporary tables are used.
            where: what is found.
            wider: what of a found signing is not wholly in the query, null where all of it is.
        """
        self._connection = connection
        self.hits = connection.temporary()
        """Found signings: their position, and `why` those are out that are out by themselves; null else."""
        self._out = connection.temporary()
        connection.rows(f"CREATE TABLE {self.hits} (n INTEGER PRIMARY KEY, why TEXT)")
        connection.rows(f"CREATE TABLE {self._out} (n INTEGER PRIMARY KEY, reason INTEGER)")
        connection.rows(
            f"INSERT INTO {self.hits} SELECT t.n, coalesce({wider.sql}, CASE WHEN t.doubt THEN 'doubt' END) "
            f"FROM fact AS t WHERE {where.sql}",
            (*wider.parameters, *where.parameters),
        )
        self._strike_narrower()
        self._strike_siblings()

    def close(self) -> None:
        """Give the memory back."""
        self._connection.drop(self.hits)
        self._connection.drop(self._out)

    @property
    def events(self) -> str:
        """The found signings that have a day: `h` of the hits, `a` of `addend`, `o` of what is out."""
        return f"{self.hits} AS h CROSS JOIN addend AS a ON a.n = h.n LEFT JOIN {self._out} AS o ON o.n = h.n"

    alone = f"CASE h.why WHEN 'doubt' THEN {DOUBT} ELSE {WIDER} END"
    """The verdict on a hit that is out by itself."""

    @property
    def verdict(self) -> str:
        """The verdict on one of the events."""
        whole_found = f"EXISTS (SELECT 1 FROM {self.hits} AS w WHERE w.n = a.up AND w.why IS NULL)"
        other_found = (
            f"EXISTS (SELECT 1 FROM inside AS c CROSS JOIN {self.hits} AS w ON w.n = c.whole "
            "WHERE c.n = a.n AND w.why IS NULL)"
        )
        return (
            f"CASE WHEN h.why IS NOT NULL THEN {self.alone} "
            f"WHEN o.reason IS NOT NULL THEN o.reason WHEN a.up IS NULL THEN {ADDED} WHEN {whole_found} THEN {INSIDE} "
            f"WHEN a.several AND {other_found} THEN {INSIDE} ELSE {ADDED} END"
        )

    def _strike_narrower(self) -> None:
        """What lies in a wider area of its edition, which has a whole that may be added."""
        rows = self._connection.rows(
            "SELECT DISTINCT a.place FROM around AS a WHERE a.wider IN (SELECT p.place FROM place AS p "
            f"CROSS JOIN {self.hits} AS h ON h.n = p.n WHERE p.outermost AND NOT p.period AND h.why IS NULL)"
        )
        if rows:
            self._connection.rows(
                f"INSERT INTO {self._out} SELECT p.n, {INSIDE} FROM place AS p "
                f"CROSS JOIN {self.hits} AS h ON h.n = p.n WHERE NOT p.period AND h.why IS NULL "
                f"AND p.place IN ({listed(place for (place,) in rows)})"
            )

    def _strike_siblings(self) -> None:
        """The weaker of the parts of one whole, and what is inside them and in no wider area."""
        contested = self._contested()
        weaker = siblings.weaker(self._connection, contested)
        if not weaker:
            return
        roots = {row[0] for row in contested if row[2] in weaker}
        wholes: dict[int, list[int]] = defaultdict(list)
        for n, whole in self._connection.rows(
            "SELECT i.n, i.whole FROM fact AS t INDEXED BY fact_root CROSS JOIN inside AS i ON i.n = t.n "
            f"CROSS JOIN {self.hits} AS h ON h.n = i.n WHERE t.root IN ({listed(roots)}) AND h.why IS NULL"
        ):
            wholes[n].append(whole)
        narrower = {n for (n,) in self._connection.rows(f"SELECT n FROM {self._out}")} if wholes else set()
        inside = (n for n, of in wholes.items() if not weaker.isdisjoint(of) and narrower.isdisjoint((n, *of)))
        self._connection.many(
            f"INSERT OR REPLACE INTO {self._out} VALUES (?, {SIBLING})", ((n,) for n in {*weaker, *inside})
        )

    def _contested(self) -> list[Row]:
        """Parts that no found signing contains, under wholes that have parts which are not of one branch.

        Of each: the outermost whole, the lane, the position, yuan, count, and the key of the id.
        """
        return self._connection.rows(
            f"SELECT t.root, {LANE}, t.n, coalesce(t.yuan, i.yuan, 0), coalesce(t.count, 0), t.id_key "
            f"FROM part AS p INDEXED BY part_mixed CROSS JOIN {self.hits} AS h ON h.n = p.n "
            f"CROSS JOIN addend AS a ON a.n = p.n LEFT JOIN {self._out} AS o ON o.n = p.n "
            "CROSS JOIN fact AS t ON t.n = p.n LEFT JOIN inner AS i ON i.n = p.n "
            f"WHERE p.mixed AND {self.verdict} = {ADDED}"
        )


def listed(numbers: Iterable[int]) -> str:
    """Our own whole numbers as SQL; there can be more of them than a statement takes parameters."""
    return ",".join(map(str, sorted(numbers)))
