"""The total of one lane accounted for: the signings it adds, and those it leaves out with what stands in their way.

What a page has to list so that who sees only the page can tell what its numbers are made of.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.analysis.charts import in_lanes
from tuiapp.analysis.leftout import left_out, left_out_rows

if TYPE_CHECKING:
    from tuiapp.analysis.leftout import LeftOutRow
    from tuiapp.catalog.catalog import Catalog
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


def account(catalog: Catalog, query: Query, totals: Totals, lane: Lane, *, most: int = MOST) -> Account | None:
    """The total of one lane accounted for; None where the query finds nothing in it.

    Args:
        catalog: the index that is asked.
        query: what is asked for.
        totals: its totals.
        lane: which of them.
        most: how many signings are listed at most as added, and as many as left out.

    Raises:
        QueryError: the query names what does not exist.
    """
    total = in_lanes(totals.lanes, lane)
    if total is None:
        return None
    excerpts = catalog.excerpts
    positions = excerpts.aggregates(totals.added, lane.stage).largest(lane, most, both=False)
    found = [one for one in left_out(catalog, query, most=most, lane=lane, totals=totals) if one.total.lane == lane]
    rows = tuple(excerpts.signings_at(positions))
    inside = excerpts.from_inside(row.n for row in rows if row.investment is None)
    return Account(total, rows, tuple(left_out_rows(found))[:most], inside)
