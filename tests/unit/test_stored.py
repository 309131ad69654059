"""What is stored for the query that finds everything, and how totals are packed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tuiapp.catalog.query import Query
from tuiapp.catalog.totals import Added, pack_lanes, unpack_lanes
from tuiapp.rules.records import Lane
from tuiapp.rules.results import LaneSum, LeftSum, MoneySum, SumOf
from tuiapp.rules.totals import total
from tuiapp.values.qualifier import Qualifier

if TYPE_CHECKING:
    from tuiapp.catalog.catalog import Catalog


def test_totals_are_unpacked_as_they_were_packed() -> None:
    dollars = MoneySum(710, Qualifier.ABOUT, None, None, 1, 710, ("USD", Decimal("100.5")))
    left = (LeftSum("wider", 2, None, None), LeftSum("inside", 1, 10**12, Qualifier.OVER))
    lanes = (
        LaneSum(Lane(), 3, SumOf(30, Qualifier.OVER, None, None, 1), dollars, left),
        LaneSum(Lane("started"), 1, SumOf(None, None, None, None, 1), MoneySum(None, None, None, None, 1, 0, None), ()),
        LaneSum(Lane(basis="period"), 1, SumOf(3, Qualifier.RANGE, 3, 5, 0), dollars, ()),
    )
    assert unpack_lanes(pack_lanes(lanes)) == lanes
    assert isinstance(unpack_lanes(pack_lanes(lanes))[0].projects.qualifier, Qualifier)


def test_added_holds_the_positions_it_was_made_of() -> None:
    added = Added.marked(bytes(n in (0, 7, 8, 15) for n in range(16)))
    assert [n for n in range(30) if n in added] == [0, 7, 8, 15]
    assert "7" not in added
    assert added == Added.marked(bytes(n in (0, 7, 8, 15) for n in range(40)))
    assert added != Added.marked(bytes(n == 15 for n in range(16)))
    assert not Added.marked(bytes(5)).bits


def test_what_is_stored_is_what_adding_and_counting_come_to(catalog: Catalog) -> None:
    lanes = total(*catalog.found(Query()))
    chosen = {signing for lane in lanes for signing in lane.added}
    stored = catalog.totals(None)
    assert stored.lanes == tuple(lane.summary() for lane in lanes)
    with catalog.select_all() as rows:
        everything = rows.window(0, len(rows))
    assert {row.id for row in everything if row.n in stored.added} == chosen
    assert catalog.region_counts(None)["china"] == sum(
        any("china" in region.path for region in row.regions) for row in everything
    )
