"""What stands in the way of the signings that a total leaves out: of some of each lane and reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING

from tuiapp.catalog.adding.hits import ADDED, DOUBT, INSIDE, OVERLAP, SAME, SIBLING, WIDER, by_itself, only, reason_of
from tuiapp.catalog.adding.lanes import BOUND, LANE, LANE_BITS, number_of, qualifier_at
from tuiapp.catalog.adding.packs import Packs
from tuiapp.catalog.adding.periods import Chosen, Periods
from tuiapp.catalog.adding.summing import totals as add
from tuiapp.catalog.rows import listed
from tuiapp.rules.records import Lane
from tuiapp.rules.results import LaneSum
from tuiapp.rules.totals import LeftOut

if TYPE_CHECKING:
    from tuiapp.catalog.clause import Clause
    from tuiapp.catalog.connection import Connection
    from tuiapp.catalog.totals import Totals

SOME = 100
"""Signings of a lane that are left out for one reason and can be named, where there are more than anybody reads."""
_PRINTED = f"{{0}}.yuan, {BOUND}"
_IS_LEFT = bytes(verdict > SAME for verdict in range(256))


def left_out(
    connection: Connection, where: Clause, wider: Clause, totals: Totals | None = None
) -> Iterator[tuple[LaneSum, list[LeftOut]]]:
    """The totals of what is found, each with the first signings it leaves out for each reason, and why.

    For the arguments see `summing.totals`, which gave `totals` where they are known. Each lane is looked at when it is
    its turn, so that who shows them need not wait for the last. A lane has at most `SOME` signings for one reason.
    """
    if totals is None or totals.added.verdicts is None:
        totals = add(connection, where, wider)
    assert totals.added.verdicts is not None
    explained = _Explained(connection, wider, totals.added.verdicts)
    for one in totals.lanes:
        connection.check()
        yield one, list(explained.of(one.lane))


class _Explained:
    def __init__(self, connection: Connection, wider: Clause, verdicts: bytes) -> None:
        self._connection = connection
        self._wider = wider
        self._packs = Packs(connection)
        self._verdicts = verdicts
        self._areas: dict[int, int | None] = {}

    def of(self, lane: Lane) -> Iterator[LeftOut]:
        """Those left out of a lane, by reason."""
        number = number_of(lane)
        yield from self._same(number)
        for verdict in range(SAME + 1, OVERLAP + 1):
            some = self._left.get((number, verdict), [])
            because = self._because(some, verdict)
            rows = self._connection.rows(
                f"SELECT s.n, s.id, {_PRINTED.format('t')} FROM signing AS s JOIN fact AS t ON t.n = s.n "
                f"WHERE s.n IN ({listed(some)}) ORDER BY s.n"
            )
            for n, id_, yuan, bound in rows:
                yield LeftOut(id_, reason_of(verdict), because.get(n), yuan, qualifier_at(bound))

    @cached_property
    def _left(self) -> Mapping[tuple[int, int], list[int]]:
        """By lane and verdict the first positions of what is left out."""
        alike, verdicts = self._packs["alike"], self._verdicts
        found: dict[tuple[int, int], list[int]] = defaultdict(list)
        for n in compress(range(len(verdicts)), verdicts.translate(_IS_LEFT)):
            some = found[alike[n] >> LANE_BITS, verdicts[n]]
            if len(some) < SOME:
                some.append(n)
        return found

    @cached_property
    def _told_again(self) -> Mapping[int, dict[int, None]]:
        """By lane the first positions of what has another report, or several."""
        alike, verdicts = self._packs["alike"], self._verdicts
        found: dict[int, dict[int, None]] = defaultdict(dict)
        for n in self._packs["other"]:
            if verdicts[n] and len(some := found[alike[n] >> LANE_BITS]) < SOME:
                some[n] = None
        return found

    def _same(self, lane: int) -> Iterator[LeftOut]:
        rows = self._connection.rows(
            f"SELECT o.id, s.id, {_PRINTED.format('o')} FROM other AS o CROSS JOIN signing AS s ON s.n = o.n "
            f"WHERE o.n IN ({listed(self._told_again.get(lane, ()))}) ORDER BY o.n, o.position LIMIT {SOME}"
        )
        for id_, of, yuan, bound in rows:
            yield LeftOut(id_, reason_of(SAME), of, yuan, qualifier_at(bound))

    def _because(self, some: Sequence[int], verdict: int) -> Mapping[int, str]:
        """By position the id of what stands in the way; of a wider one what is not in the query; none of doubt."""
        if not some or verdict == DOUBT:
            return {}
        if verdict == WIDER:
            sql = f"SELECT t.n, {self._wider.sql} FROM fact AS t WHERE t.n IN ({listed(some)})"
            return dict(self._connection.rows(sql, self._wider.parameters))
        if verdict == INSIDE:
            others = self._containers(some)
        elif verdict == SIBLING:
            others = {n: self._stronger(n) for n in some}
        else:
            others = {n: self._chosen.first_met(n) for n in some}
        known = {other for other in others.values() if other is not None}
        ids: dict[int, str] = dict(self._connection.rows(f"SELECT n, id FROM signing WHERE n IN ({listed(known)})"))
        return {n: ids[other] for n, other in others.items() if other is not None}

    @cached_property
    def _chosen(self) -> Chosen:
        """The period totals of each lane: chosen again, for who has a total did not keep them."""
        alone = by_itself(self._verdicts).translate(only(ADDED))
        periods = Periods(self._connection, self._packs, bytearray(alone))
        return Chosen(periods, periods.by_lane())

    def _is_added(self, n: int) -> bool:
        return self._verdicts[n] == ADDED

    def _containers(self, some: Iterable[int]) -> Mapping[int, int | None]:
        """The nearest whole that is added; else the largest added one of a wider area, of it or of its wholes."""
        wholes: dict[int, list[int]] = {n: [] for n in some}
        sql = f"SELECT n, whole FROM inside WHERE n IN ({listed(wholes)}) ORDER BY n, whole DESC"
        for n, whole in self._connection.rows(sql):
            if self._verdicts[whole] not in (0, WIDER, DOUBT):
                wholes[n].append(whole)
        return {n: self._container(n, of) for n, of in wholes.items()}

    def _container(self, n: int, wholes: Sequence[int]) -> int | None:
        added: int | None = next(filter(self._is_added, wholes), None)
        if added is not None:
            return added
        around = (self._around(one) for one in (n, *wholes))
        return next((one for one in around if one is not None), None)

    def _around(self, n: int) -> int | None:
        place: int | None = self._connection.value("SELECT place FROM place WHERE n = ?", (n,))
        if place is None:
            return None
        if place not in self._areas:  # an edition has many signings in few areas
            wider = "SELECT wider FROM around WHERE place = ?"
            rows = self._connection.rows(
                f"SELECT p.n FROM place AS p WHERE p.outermost AND p.place IN ({wider})", (place,)
            )
            self._areas[place] = self._largest(one for (one,) in rows if self._is_added(one))
        return self._areas[place]

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
