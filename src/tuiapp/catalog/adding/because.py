"""What stands in the way of the signings that a total leaves out: of some of each lane and reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tuiapp.catalog.adding.lanes import LANE, lane_of
from tuiapp.catalog.adding.summing import SOME, Summing
from tuiapp.catalog.adding.verdicts import DOUBT, INSIDE, SAME, SIBLING, WIDER, Verdicts, listed
from tuiapp.rules.records import Lane
from tuiapp.rules.results import REASONS, LaneSum
from tuiapp.rules.totals import LeftOut

if TYPE_CHECKING:
    from tuiapp.catalog.clause import Clause
    from tuiapp.catalog.connection import Connection


def left_out(connection: Connection, where: Clause, wider: Clause) -> list[tuple[LaneSum, list[LeftOut]]]:
    """The totals of what is found, each with the first signings it leaves out for each reason, and why.

    For the arguments see `Verdicts`. A lane has at most `SOME` signings for one reason.
    """
    verdicts = Verdicts(connection, where, wider)
    try:
        summing = Summing(connection, verdicts)
        lanes = sorted(summing.lanes(), key=lambda one: one.lane.order)
        explained = _Explained(connection, verdicts, summing)
        return [(one, list(explained.of(one.lane))) for one in lanes]
    finally:
        verdicts.close()


class _Explained:
    def __init__(self, connection: Connection, verdicts: Verdicts, summing: Summing) -> None:
        self._connection = connection
        self._verdicts = verdicts
        self._summing = summing
        self._added = set(summing.positions)
        self._lanes = {lane_of(number): number for number, _reason in summing.left}
        self._chosen = {n: chosen for chosen in summing.chosen for n in chosen.totals}

    def of(self, lane: Lane) -> Iterator[LeftOut]:
        """Those left out of a lane, by reason."""
        number = self._lanes.get(lane)
        if number is None:
            return
        yield from self._same(number)
        for reason in range(SAME + 1, len(REASONS)):
            left = self._summing.left.get((number, reason))
            for n in sorted(left.first) if left else ():
                because = self._because(n, reason)
                ((id_, yuan),) = self._connection.rows(
                    "SELECT s.id, t.yuan FROM signing AS s JOIN fact AS t ON t.n = s.n WHERE s.n = ?", (n,)
                )
                yield LeftOut(id_, REASONS[reason], because, yuan)

    def _same(self, lane: int) -> Iterator[LeftOut]:
        for id_, of, yuan in self._connection.rows(
            f"SELECT o.id, s.id, o.yuan FROM other AS o CROSS JOIN {self._verdicts.hits} AS h ON h.n = o.n "
            f"CROSS JOIN fact AS t ON t.n = o.n CROSS JOIN signing AS s ON s.n = o.n WHERE {LANE} = {lane} LIMIT {SOME}"
        ):
            yield LeftOut(id_, REASONS[SAME], of, yuan)

    def _because(self, n: int, reason: int) -> str | None:
        """The id of what stands in the way; of a wider one what of it is not in the query; None where it is doubt."""
        if reason == WIDER:
            why: str = self._connection.value(f"SELECT why FROM {self._verdicts.hits} WHERE n = ?", (n,))
            return why
        if reason == DOUBT:
            return None
        if reason == INSIDE:
            other = self._container(n)
        elif reason == SIBLING:
            other = self._stronger(n)
        else:
            chosen = self._chosen[n]
            other = chosen.covered.first_met(chosen.totals[n])
        if other is None:
            return None
        id_: str = self._connection.value("SELECT id FROM signing WHERE n = ?", (other,))
        return id_

    def _container(self, n: int) -> int | None:
        """The nearest whole that is added; else the largest added one of a wider area, of it or of its wholes."""
        rows = self._connection.rows(
            f"SELECT i.whole FROM inside AS i JOIN {self._verdicts.hits} AS h ON h.n = i.whole "
            "WHERE i.n = ? AND h.why IS NULL ORDER BY i.whole DESC",
            (n,),
        )
        wholes: list[int] = [whole for (whole,) in rows]
        added: int | None = next((whole for whole in wholes if whole in self._added), None)
        if added is not None:
            return added
        around = (self._around(one) for one in (n, *wholes))
        return next((one for one in around if one is not None), None)

    def _around(self, n: int) -> int | None:
        wider = "SELECT a.wider FROM around AS a JOIN place AS q ON q.place = a.place WHERE q.n = ?"
        rows = self._connection.rows(f"SELECT p.n FROM place AS p WHERE p.outermost AND p.place IN ({wider})", (n,))
        return self._largest(one for (one,) in rows if one in self._added)

    def _stronger(self, n: int) -> int | None:
        """The largest added part of another branch of one of its wholes, the nearest whole first."""
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
            lane = self._connection.value(f"SELECT {LANE} FROM fact AS t WHERE t.n = ?", (n,))
            others = [
                part
                for part in tree.keys() & self._added
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
