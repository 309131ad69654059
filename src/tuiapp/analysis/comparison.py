"""Two to four columns side by side: what each adds by lane, year and sector, and what of it may be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.analysis.alike import Pair, best_pair
from tuiapp.analysis.bounds import Bounded, Difference, difference, flip, percent_of
from tuiapp.analysis.growth import Growth, growths
from tuiapp.analysis.indicators import IndicatorLine, in_common
from tuiapp.analysis.lanes import in_lane
from tuiapp.analysis.overlap import shared, wholes
from tuiapp.analysis.reasons import BLOCKING, Given, Reason, reasons
from tuiapp.analysis.sides import LISTED, Side, titles
from tuiapp.catalog.totals import Added, Totals
from tuiapp.rules.records import DEFAULT_LANE, Lane
from tuiapp.values.qualifier import FALLING, RISING, Qualifier, join

if TYPE_CHECKING:
    from tuiapp.analysis.alike import Measured
    from tuiapp.catalog.aggregates import Aggregates, Sizes, Sums
    from tuiapp.catalog.catalog import Catalog
    from tuiapp.catalog.containing import Holding
    from tuiapp.catalog.query import Query
    from tuiapp.catalog.records import Sector, SigningRow
    from tuiapp.rules.results import LaneSum, MoneySum, SumOf

_NAMED = 2
"""Signings fetched to show what a reason says of a column."""
_NO_TOTALS: Mapping[Query, Totals] = MappingProxyType({})
_SECTORS = 8
"""Sectors of a mix that are told apart; the others stand together."""


class Verdict(NamedTuple):
    """What may be said of a lane's two totals."""

    said: str
    """`one side only`, `amounts missing`, `not certain`, `not comparable`, `not examined` or `difference`."""
    measured: Measured = "investment"
    difference: Difference | None = None


class LaneLine(NamedTuple):
    """A lane and its total in each column."""

    lane: Lane
    totals: tuple[LaneSum | None, ...]
    """None where the column finds nothing of it, or adds nothing."""
    verdict: Verdict | None
    """None where more than two columns are compared."""


class SizeOf(NamedTuple):
    """How large a project of a column is, in yuan, over the signings that print both numbers."""

    signings: int
    of: int
    """How many signings the column adds in the lane."""
    average: Bounded
    """Their yuan / their projects."""
    median: Bounded
    """Of the signings' own averages."""


class SectorLine(NamedTuple):
    """A sector and what each column adds of it, over signings that have no other sector."""

    sector: Sector | None
    """None for all others together."""
    sums: tuple[Sums | None, ...]
    shares: tuple[Bounded | None, ...]
    """Its yuan in percent of the column's total, with the bounds of both; None where a column has no amounts."""


class SectorMix(NamedTuple):
    """The sectors, largest first, and what share of each column's total they cover."""

    lines: tuple[SectorLine, ...]
    covered: tuple[Bounded | None, ...]
    """In percent; None where a column has no amounts."""


class YearLine(NamedTuple):
    """A year and what each column adds of it."""

    year: int | None
    """None for signings whose days lie in several years."""
    sums: tuple[Sums | None, ...]


class Details(NamedTuple):
    """What takes longer to find out than the totals."""

    sizes: tuple[SizeOf | None, ...]
    mix: SectorMix
    years: tuple[YearLine, ...]
    growth: tuple[tuple[Growth, ...], ...]
    indicators: tuple[IndicatorLine, ...]


class Comparison(NamedTuple):
    """Columns and what may be said of them together."""

    sides: tuple[Side, ...]
    lane: Lane
    """The lane that all but coverage and totals are about."""
    lanes: tuple[LaneLine, ...]
    pairs: tuple[Pair | None, ...]
    """The best like-for-like pair of the first column with each other one."""
    reasons: tuple[Reason, ...]
    details: Details | None = None
    """None until it is asked for."""

    def ask(self, side: int, lane: Lane) -> Query:
        """The query whose rows stand behind a column's number of a lane."""
        return in_lane(self.sides[side].query, lane)


def compare(catalog: Catalog, queries: Sequence[Query], lane: Lane | None = None) -> Comparison:
    """Compare what queries find, with all details.

    Args:
        catalog: the index that is asked.
        queries: one for each column.
        lane: what to look at; None for the default lane, or the first there is where nothing of it is found.

    Raises:
        QueryError: a query names what does not exist.
    """
    outlined = outline(catalog, queries, lane)
    return outlined._replace(details=details(catalog, outlined))


def outline(
    catalog: Catalog, queries: Sequence[Query], lane: Lane | None = None, known: Mapping[Query, Totals] = _NO_TOTALS
) -> Comparison:
    """The columns with their totals, like-for-like pairs and reasons; see `compare`.

    Totals that are known already are not asked for again: most of the time goes there.
    """
    for query in queries:
        catalog.check(query)
    totals = [known.get(query) or catalog.totals(query) for query in queries]
    found = {total.lane for one in totals for total in one.lanes if total.signings}
    ordered = sorted(found, key=lambda one: one.order)
    if lane is None:
        lane = DEFAULT_LANE if DEFAULT_LANE in found or not ordered else _nearest_default(ordered)
    sides: list[Side] = []
    holdings: list[Holding] = []
    silent: dict[tuple[int, str], tuple[SigningRow, ...]] = {}
    others: dict[tuple[int, Lane], tuple[SigningRow, ...]] = {}
    for at, (query, title, one) in enumerate(zip(queries, titles(catalog, queries), totals, strict=True)):
        aggregates = catalog.excerpts.aggregates(one.added, lane.stage)
        rows = catalog.excerpts.signings_at(aggregates.largest(lane, LISTED))
        sides.append(Side(query, title, one, aggregates.months(), tuple(rows)))
        holdings.append(aggregates.holding(lane))
        for number in ("count", "yuan"):
            silent[at, number] = tuple(catalog.excerpts.signings_at(aggregates.without(lane, number, _NAMED)))
        others |= _others(catalog, at, sides[at], lane, aggregates)
    common = shared(catalog, sides, holdings)
    given = Given(sides, lane, wholes(catalog, sides, holdings), common, silent, others)
    why = reasons(given)
    pairs = tuple(
        # Where one column lies in the other, each pair would be of a whole and what is a part of it.
        best_pair(sides[0].rows, side.rows, given.wholes, common[0, at].unpaired)
        if common[0, at].within is None
        else None
        for at, side in enumerate(sides[1:], 1)
    )
    lines = tuple(_lane_line(one, sides, given) for one in ordered)
    return Comparison(tuple(sides), lane, lines, pairs, why)


def details(catalog: Catalog, outlined: Comparison) -> Details:
    """The sizes, sectors, years, growth and indicators of a comparison."""
    sides, lane = outlined.sides, outlined.lane
    sizes, years, mixes, growth = [], [], [], []
    for side in sides:
        aggregates = catalog.excerpts.aggregates(side.totals.added, lane.stage)
        sizes.append(_size(aggregates.sizes(lane), side.total(lane)))
        years.append({line.year: line.sums for line in aggregates.years(lane)})
        single = Added.at(catalog.divisions(side.query, lane, side.totals).of_one_sector())
        aggregates = catalog.excerpts.aggregates(single, lane.stage)
        mixes.append({line.sector: line.sums for line in aggregates.sectors(lane)})
        printing = _growing(catalog, side)
        series = catalog.excerpts.series({row.event.id for row in (*side.rows, *printing)})
        growth.append(tuple(growths(side.rows, printing, series)))
    keys = sorted({year for by_year in years for year in by_year}, key=lambda year: (year is None, year or 0))
    lines = tuple(YearLine(year, tuple(by_year.get(year) for by_year in years)) for year in keys)
    mix = _mix(mixes, [side.total(lane) for side in sides], catalog.sectors)
    common = in_common(catalog, [side.query for side in sides])
    return Details(tuple(sizes), mix, lines, tuple(growth), common)


def _growing(catalog: Catalog, side: Side) -> list[SigningRow]:
    """What prints a growth, of what the column finds among its largest and all in the same trees of wholes."""
    excerpts, positions, verdicts = catalog.excerpts, [row.n for row in side.rows], side.totals.added.verdicts
    if verdicts is None:
        return excerpts.growing(positions, side.query)
    # What is found is known: to find it again takes longer than all else.
    return [row for row in excerpts.growing(positions) if verdicts[row.n]]


def _nearest_default(ordered: Sequence[Lane]) -> Lane:
    """The lane that differs least from the default one."""

    def distance(lane: Lane) -> int:
        return sum(mine != theirs for mine, theirs in zip(lane, DEFAULT_LANE, strict=True))

    return min(ordered, key=lambda lane: (distance(lane), lane.order))


def _lane_line(lane: Lane, sides: Sequence[Side], given: Given) -> LaneLine:
    totals = tuple(total if (total := side.total(lane)) and total.signings else None for side in sides)
    return LaneLine(lane, totals, _verdict(lane, totals, given) if len(sides) == 2 else None)


def _verdict(lane: Lane, totals: Sequence[LaneSum | None], given: Given) -> Verdict:
    """A difference only where nothing of this lane forbids it and the bounds decide it, missing numbers included."""
    first, second = totals
    if first is None or second is None:
        return Verdict("one side only")
    measured: Measured = "investment"
    a, b = bounded_money(first.investment), bounded_money(second.investment)
    if a is None and b is None:
        measured, a, b = "projects", bounded_sum(first.projects), bounded_sum(second.projects)
    if a is None or b is None:
        return Verdict("amounts missing")
    certain = difference(a, b)
    if certain is None:
        return Verdict("not certain", measured)
    if lane != given.lane._replace(basis=lane.basis):
        return Verdict("not examined", measured)  # nothing is known of what in its signings forbids a difference
    alone = [side._replace(rows=tuple(row for row in side.rows if row.lane == lane)) for side in given.sides]
    if any(reason.kind in BLOCKING for reason in reasons(given._replace(sides=alone, lane=lane))):
        return Verdict("not comparable", measured)
    return Verdict("difference", measured, certain)


def bounded_money(total: MoneySum) -> Bounded | None:
    """A sum of amounts with its bounds; where amounts are missing it is at least what it is."""
    return _bounded(total.cny, total.qualifier, total.low, total.high, total.signings_without)


def bounded_sum(total: SumOf) -> Bounded | None:
    """A sum of counts with its bounds; where counts are missing it is at least what it is."""
    return _bounded(total.value, total.qualifier, total.low, total.high, total.signings_without)


def _bounded(
    value: int | None, qualifier: Qualifier | None, low: int | None, high: int | None, without: int
) -> Bounded | None:
    if value is None or qualifier is None:
        return None
    if not without:
        return Bounded(low if low is not None else value, qualifier, high)
    missing = join((Qualifier.EXACT if qualifier is Qualifier.RANGE else qualifier, Qualifier.AT_LEAST))
    return Bounded(low if low is not None else value, missing)


def _others(
    catalog: Catalog, at: int, side: Side, lane: Lane, aggregates: Aggregates
) -> dict[tuple[int, Lane], tuple[SigningRow, ...]]:
    """The largest signings of the lanes that differ from the one looked at in stage, measure or unit alone."""
    found: dict[tuple[int, Lane], tuple[SigningRow, ...]] = {}
    for total in side.totals.lanes:
        one = total.lane
        apart = [name for name in ("stage", "measure", "unit") if getattr(one, name) != getattr(lane, name)]
        if len(apart) == 1 and total.signings:
            largest = aggregates.of_stage(one.stage).largest(one, 1)
            found[at, one] = tuple(catalog.excerpts.signings_at(largest))
    return found


def _size(sizes: Sizes | None, total: LaneSum | None) -> SizeOf | None:
    if sizes is None or total is None or not sizes.projects.value or sizes.investment.cny is None:
        return None
    assert sizes.projects.qualifier is not None
    assert sizes.investment.qualifier is not None
    bound = join((sizes.investment.qualifier, flip(sizes.projects.qualifier)))
    if bound is Qualifier.RANGE:
        bound = Qualifier.ABOUT
    average = Bounded(Decimal(sizes.investment.cny) / sizes.projects.value, bound)
    middle = bound if sizes.signings == 1 else _of_the_middle(bound)
    own = [Decimal(yuan) / count for yuan, count in sizes.middle]
    return SizeOf(sizes.signings, total.signings, average, Bounded(sum(own, Decimal(0)) / len(own), middle))


def _of_the_middle(bound: Qualifier) -> Qualifier:
    """How the middle one of several numbers is bounded that together are bounded so."""
    if bound is Qualifier.EXACT:
        return bound
    if bound in RISING:
        return Qualifier.AT_LEAST
    return Qualifier.UP_TO if bound in FALLING else Qualifier.ABOUT


def _mix(mixes: Sequence[dict[int, Sums]], totals: Sequence[LaneSum | None], sectors: Sequence[Sector]) -> SectorMix:
    def yuan(sums: Sums | None) -> int:
        return (sums.investment.cny or 0) if sums is not None else 0

    ranks = {rank for mix in mixes for rank in mix if any(yuan(one.get(rank)) for one in mixes)}
    ordered = sorted(ranks, key=lambda rank: (-max(yuan(mix.get(rank)) for mix in mixes), rank))

    def shares(some: Sequence[int]) -> tuple[Bounded | None, ...]:
        return tuple(
            _share_of([mix[rank] for rank in some if rank in mix], total)
            for mix, total in zip(mixes, totals, strict=True)
        )

    lines = [
        SectorLine(sectors[rank], tuple(mix.get(rank) for mix in mixes), shares([rank])) for rank in ordered[:_SECTORS]
    ]
    if len(ordered) > _SECTORS:
        lines.append(SectorLine(None, tuple(None for _mix in mixes), shares(ordered[_SECTORS:])))
    return SectorMix(tuple(lines), shares(ordered))


def _share_of(some: Sequence[Sums], total: LaneSum | None) -> Bounded | None:
    """What several groups come to, in percent of a total; None where that has no amount."""
    if total is None or total.investment.cny is None:
        return None
    amounts = [one.investment for one in some if one.investment.cny]
    part = Bounded(sum(one.cny or 0 for one in amounts), join(one.qualifier or Qualifier.EXACT for one in amounts))
    return percent_of(part, Bounded(total.investment.cny, total.investment.qualifier or Qualifier.EXACT))
