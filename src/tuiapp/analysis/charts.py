"""The charts of a query: what they have in common, and the bars they are made of.

Nothing in a chart is added up here: the number of each bar is the total of a query of its own, by the rules of sums,
so that a bar and the rows behind it always agree. Blank is not zero: where a query finds nothing in the lane the bar
has no total.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.analysis.alike import Measured
from tuiapp.analysis.bounds import Bounded
from tuiapp.analysis.lanes import in_lane
from tuiapp.catalog.query import Query, Term
from tuiapp.rules.records import DEFAULT_LANE, Lane
from tuiapp.rules.results import LaneSum
from tuiapp.values.qualifier import Qualifier

if TYPE_CHECKING:
    from tuiapp.analysis.growth import Growth
    from tuiapp.catalog.catalog import Catalog
    from tuiapp.catalog.divisions import Divisions, GroupSum
    from tuiapp.catalog.records import SigningRow
    from tuiapp.catalog.totals import Totals

TOP = 30
"""Bars that a ranking has; the rest is counted."""


class Bar(NamedTuple):
    """One bar: a query and what it comes to in one lane."""

    id: str
    """What it stands for, unique in its chart: `jiangsu`, `2023`, `started`."""
    label: str
    query: str
    """The query whose total it is, and whose rows are behind it."""
    lane: Lane
    total: GroupSum | None
    """None where the query finds nothing in the lane."""
    elsewhere: LaneSum | None = None
    """Where it finds nothing in the lane, its total in the first lane in which it does."""
    signing: SigningRow | None = None
    """The signing that it is, in a ranking of signings."""


class Share(NamedTuple):
    """How much of a total some of its signings are."""

    part: GroupSum
    whole: LaneSum


class Chart(NamedTuple):
    """Bars on one axis, with what they leave out."""

    id: str
    """Its name in `CHARTS`."""
    about: str
    """Whose regions are ranked; empty where that needs no saying."""
    lane: Lane
    """The lane of the bars; stages have one each, of which this is the default one's."""
    by: Measured
    """Which of its two numbers a bar is as long as."""
    bars: tuple[Bar, ...]
    more: int = 0
    """How many bars a ranking has beyond these."""
    next_bar: Bar | None = None
    """The largest of those."""
    nothing: tuple[str, ...] = ()
    """The groups of a ranking that have signings of which none is added, and so no bar."""
    homeless: int = 0
    """How many signings of the lane lie wholly in no bar, those beyond included."""
    largest_cny: int | None = None
    """The largest amount of these, in yuan."""
    largest_qualifier: Qualifier | None = None
    """How it is bounded."""
    share: Share | None = None
    """How much of the total its single bars cover."""
    unlike: tuple[str, ...] = ()
    """The periods that the bars of years add, the oldest first, where these are not of the same months."""
    growth: tuple[Growth, ...] = ()
    """What the sources print of growth, or two years of one series give, the newest first."""


class Scope:
    """What the charts of one query have in common."""

    def __init__(
        self,
        catalog: Catalog,
        query: Query,
        lane: Lane | None = None,
        by: Measured = "investment",
        totals: Totals | None = None,
    ) -> None:
        """Prepare; nothing is asked yet.

        Args:
            catalog: the index that is asked.
            query: what is asked for.
            lane: the lane of the bars; None for the first in which anything is added.
            by: which of its two numbers a bar is as long as, where both are printed.
            totals: those of the query, where they are known already.
        """
        self.catalog = catalog
        self.query = query
        self.by: Measured = by
        self._lane = lane
        if totals is not None:
            self.totals = totals

    @cached_property
    def totals(self) -> Totals:
        """The totals of the query."""
        return self.catalog.totals(self.query)

    @cached_property
    def lane(self) -> Lane:
        """The lane of the bars."""
        return self._lane if self._lane is not None else self.first_lane

    @property
    def first_lane(self) -> Lane:
        """The first lane in which anything is added; where nothing is, the first in which anything is found."""
        lanes = self.totals.lanes
        added = next((total.lane for total in lanes if total.signings), None)
        return added or (lanes[0].lane if lanes else DEFAULT_LANE)

    @cached_property
    def total(self) -> LaneSum | None:
        """The total of the query in that lane; None where nothing is found in it."""
        return in_lanes(self.totals.lanes, self.lane)

    @cached_property
    def divisions(self) -> Divisions:
        """What the query finds in that lane, to be divided."""
        return self.catalog.divisions(self.query, self.lane, self.totals)

    def behind(self, query: Query) -> str:
        """The query behind a bar: of another lane than the default one it asks for that lane alone."""
        return str(query if self.lane == DEFAULT_LANE else in_lane(query, self.lane))

    def length(self, bars: Iterable[Bar]) -> Measured:
        """Which number bars are as long as: projects where none of them has an amount."""
        amounts = any(bar.total is not None and bar.total.investment.cny is not None for bar in bars)
        return self.by if amounts else "projects"


def in_lanes(lanes: Iterable[LaneSum], lane: Lane) -> LaneSum | None:
    """The total of one lane, if it is among them."""
    return next((total for total in lanes if total.lane == lane), None)


def group_sum(total: LaneSum) -> GroupSum:
    """The total of a whole query as that of a group."""
    from tuiapp.catalog.divisions import GroupSum

    again = sum(left.signings for left in total.not_added if left.reason == "same")
    return GroupSum(total.signings, total.signings + total.left_out - again, total.projects, total.investment)


def narrowed(query: Query, term: Term, drop: Iterable[Term] = ()) -> Query:
    """The query with one more term at its end, and without those that this one makes needless."""
    for needless in drop:
        query = query.without(needless)
    return query.with_term(term)


def value(bar: Bar, by: Measured) -> int | None:
    """The number that a bar is as long as; the low end of a range."""
    if bar.total is None:
        return None
    return bar.total.investment.cny if by == "investment" else bar.total.projects.value


def by_size(bars: Iterable[Bar], by: Measured) -> list[Bar]:
    """The largest first; those without the number last, by the other one, then by name."""
    other: Measured = "projects" if by == "investment" else "investment"

    def key(bar: Bar) -> tuple[int, int, str, str]:
        sizes = [value(bar, each) for each in (by, other)]
        first, second = (-1 if size is None else size for size in sizes)
        return -first, -second, bar.label, bar.id

    return sorted(bars, key=key)


def in_doubt(bars: Sequence[Bar], by: Measured) -> Bar | None:
    """The first bar of a ranking whose bound leaves its place open."""
    numbers = [(bar, _number(bar, by)) for bar in bars]
    known = [(bar, number) for bar, number in numbers if number is not None]
    for (upper, larger), (lower, smaller) in pairwise(known):
        if smaller.highest is None:
            return lower
        if smaller.highest > larger.lowest:
            return lower if larger.lowest == larger.value else upper
    return None


def _number(bar: Bar, by: Measured) -> Bounded | None:
    size = value(bar, by)
    if bar.total is None or size is None:
        return None
    number = bar.total.investment if by == "investment" else bar.total.projects
    return Bounded(size, number.qualifier or Qualifier.EXACT, number.high)
