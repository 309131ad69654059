"""The total of one lane accounted for: the signings it adds, and those it leaves out with what stands in their way.

What a page has to list so that who sees only the page can tell what its numbers are made of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.analysis.charts import in_lanes
from tuiapp.analysis.leftout import left_out, left_out_rows

if TYPE_CHECKING:
    from tuiapp.analysis.leftout import LeftOutRow
    from tuiapp.catalog.catalog import Catalog
    from tuiapp.catalog.excerpts import Excerpts
    from tuiapp.catalog.query import Query
    from tuiapp.catalog.records import SigningRow
    from tuiapp.catalog.totals import Totals
    from tuiapp.rules.records import Lane
    from tuiapp.rules.results import LaneSum

MOST = 60
"""Signings that are listed as added, and as left out; more are counted."""


class Account(NamedTuple):
    """What the total of a lane adds and leaves out."""

    total: LaneSum
    added: tuple[SigningRow, ...]
    """The largest first; at most as many as were asked for."""
    left: tuple[LeftOutRow, ...]
    """By reason; at most as many as were asked for."""
    inside: Mapping[int, int]
    """By position the yuan that added signings without an amount take from a split of their parts."""

    @property
    def more_added(self) -> int:
        """How many signings are added and not listed."""
        return self.total.signings - len(self.added)

    @property
    def more_left(self) -> int:
        """How many signings are left out and not listed."""
        return self.total.left_out - len(self.left)


def accounts(
    catalog: Catalog, query: Query, totals: Totals, lanes: Sequence[Lane], *, most: int = MOST
) -> list[Account]:
    """The totals of some lanes accounted for, but for those in which the query finds nothing.

    Args:
        catalog: the index that is asked.
        query: what is asked for.
        totals: its totals.
        lanes: which of them.
        most: how many signings of a lane are listed at most as added, and as many as left out.

    Raises:
        QueryError: the query names what does not exist.
    """
    known = [total for lane in lanes if (total := in_lanes(totals.lanes, lane)) is not None]
    if not known:
        return []
    only = known[0].lane if len(known) == 1 else None
    left = left_out(catalog, query, most=most * len(totals.lanes), lane=only, totals=totals)
    by_lane = {one.total.lane: tuple(left_out_rows([one]))[:most] for one in left}
    return [_account(catalog.excerpts, total, totals, by_lane.get(total.lane, ()), most) for total in known]


def _account(excerpts: Excerpts, total: LaneSum, totals: Totals, left: tuple[LeftOutRow, ...], most: int) -> Account:
    positions = excerpts.aggregates(totals.added, total.lane.stage).largest(total.lane, most, both=False)
    rows = tuple(excerpts.signings_at(positions))
    inside = excerpts.from_inside(row.n for row in rows if row.investment is None)
    return Account(total, rows, left, inside)
