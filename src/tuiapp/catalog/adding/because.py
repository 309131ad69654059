"""What stands in the way of the signings that a total leaves out: of some of each lane and reason."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from tuiapp.catalog.adding.hits import ADDED, DOUBT, INSIDE, OVERLAP, SAME, SIBLING, WIDER, reason_of
from tuiapp.catalog.adding.lanes import LANE, LANE_BITS, number_of
from tuiapp.catalog.adding.summing import Summing
from tuiapp.catalog.rows import listed
from tuiapp.rules.records import Lane
from tuiapp.rules.results import LaneSum
from tuiapp.rules.totals import LeftOut

if TYPE_CHECKING:
    from tuiapp.catalog.clause import Clause
    from tuiapp.catalog.connection import Connection

SOME = 100
"""Signings of a lane that are left out for one reason and can be named, where there are more than anybody reads."""


def left_out(connection: Connection, where: Clause, wider: Clause) -> list[tuple[LaneSum, list[LeftOut]]]:
    """The totals of what is found, each with the first signings it leaves out for each reason, and why.

    For the arguments see `totals`. A lane has at most `SOME` signings for one reason.
    """
    summing = Summing(connection, where, wider)
    explained = _Explained(connection, wider, summing)
    return [(one, list(explained.of(one.lane))) for one in summing.lanes()]


class _Explained:
    def __init__(self, connection: Connection, wider: Clause, summing: Summing) -> None:
        self._connection = connection
        self._wider = wider
        self._summing = summing
        self._verdicts = summing.verdicts

    def of(self, lane: Lane) -> Iterator[LeftOut]:
        """Those left out of a lane, by reason."""
        number = number_of(lane)
        yield from self._same(number)
        for verdict in range(SAME + 1, OVERLAP + 1):
            for n in self._summing.left(number, verdict, SOME):
                because = self._because(n, verdict)
                ((id_, yuan),) = self._connection.rows(
                    "SELECT s.id, t.yuan FROM signing AS s JOIN fact AS t ON t.n = s.n WHERE s.n = ?", (n,)
                )
                yield LeftOut(id_, reason_of(verdict), because, yuan)

    def _same(self, lane: int) -> Iterator[LeftOut]:
        packs = self._summing.packs
        found = (n for n in packs["other"] if self._verdicts[n] and packs["alike"][n] >> LANE_BITS == lane)
        # Of a signing that is told three times there are two.
        some = islice(dict.fromkeys(found), SOME)
        rows = self._connection.rows(
            "SELECT o.id, s.id, o.yuan FROM other AS o CROSS JOIN signing AS s ON s.n = o.n "
            f"WHERE o.n IN ({listed(some)}) ORDER BY o.n, o.position LIMIT {SOME}"
        )
        for id_, of, yuan in rows:
            yield LeftOut(id_, reason_of(SAME), of, yuan)

    def _because(self, n: int, verdict: int) -> str | None:
        """The id of what stands in the way; of a wider one what of it is not in the query; None where it is doubt."""
        if verdict == WIDER:
            sql = f"SELECT {self._wider.sql} FROM fact AS t WHERE t.n = ?"
            why: str = self._connection.value(sql, (*self._wider.parameters, n))
            return why
        if verdict == DOUBT:
            return None
        if verdict == INSIDE:
            other = self._container(n)
        elif verdict == SIBLING:
            other = self._stronger(n)
        else:
            other = self._summing.chosen.first_met(n)
        if other is None:
            return None
        id_: str = self._connection.value("SELECT id FROM signing WHERE n = ?", (other,))
        return id_

    def _is_added(self, n: int) -> bool:
        return self._verdicts[n] == ADDED

    def _container(self, n: int) -> int | None:
        """The nearest whole that is added; else the largest added one of a wider area, of it or of its wholes."""
        rows = self._connection.rows("SELECT whole FROM inside WHERE n = ? ORDER BY whole DESC", (n,))
        wholes: list[int] = [whole for (whole,) in rows if self._verdicts[whole] not in (0, WIDER, DOUBT)]
        added: int | None = next(filter(self._is_added, wholes), None)
        if added is not None:
            return added
        around = (self._around(one) for one in (n, *wholes))
        return next((one for one in around if one is not None), None)

    def _around(self, n: int) -> int | None:
        wider = "SELECT a.wider FROM around AS a JOIN place AS q ON q.place = a.place WHERE q.n = ?"
        rows = self._connection.rows(f"SELECT p.n FROM place AS p WHERE p.outermost AND p.place IN ({wider})", (n,))
        return self._largest(one for (one,) in rows if self._is_added(one))

    def _stronger(self, n: int) -> int | None:
        """The largest added part of another branch of one of its wholes, the nearest whole first."""
        lane = self._connection.value(f"SELECT {LANE} FROM fact AS t WHERE t.n = ?", (n,))  # its wholes' may be others
        while True:
            rows = self._connection.rows("SELECT whole, branch FROM part WHERE n = ?", (n,))
            if not rows:
                return None
            ((whole, branch),) = rows
            root = self._connection.value("SELECT root FROM fact WHERE n = ?", (n,))
            tree = {
                part: (over, of)
                for part, over, of in self._connection.rows(
                    "SELECT p.n, p.whole, p.branch FROM fact AS t JOIN part AS p ON p.n = t.n WHERE t.root = ?", (root,)
                )
            }
            others = [
                part
                for part in filter(self._is_added, tree)
                if any(over == whole and of != branch for over, of in _climb(part, tree))
            ]
            same_lane = {
                one
                for (one,) in self._connection.rows(
                    f"SELECT t.n FROM fact AS t WHERE t.n IN ({listed(others)}) AND {LANE} = ?", (lane,)
                )
            }
            if same_lane:
                return self._largest(iter(same_lane))
            n = whole

    def _largest(self, positions: Iterator[int]) -> int | None:
        rows = self._connection.rows(
            "SELECT t.n FROM fact AS t LEFT JOIN inner AS i ON i.n = t.n "
            f"WHERE t.n IN ({listed(positions)}) "
            "ORDER BY coalesce(t.yuan, i.yuan, 0) DESC, coalesce(t.count, 0) DESC, t.id_key LIMIT 1"
        )
        return int(rows[0][0]) if rows else None


def _climb(part: int, tree: dict[int, tuple[int, int]]) -> Iterator[tuple[int, int]]:
    while part in tree:
        whole, branch = tree[part]
        yield whole, branch
        part = whole
