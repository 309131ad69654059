"""What a query comes to year by year, and stage by stage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from tuiapp.analysis.alike import months_of
from tuiapp.analysis.charts import Bar, Chart, Scope, group_sum, in_lanes, narrowed
from tuiapp.analysis.growth import growths
from tuiapp.analysis.lanes import in_lane
from tuiapp.catalog import literals
from tuiapp.catalog.fields import field
from tuiapp.catalog.query import Query, Term
from tuiapp.rules.records import DEFAULT_LANE, STAGES

if TYPE_CHECKING:
    from tuiapp.analysis.growth import Growth
    from tuiapp.catalog.records import SigningRow
    from tuiapp.rules.results import LaneSum

FEW_YEARS = 15
"""So many years are drawn from end to end where they are asked for."""
MOST_YEARS = 60
"""Years that are drawn, the last ones of more."""
LOOKED_AT, MOST_GROWTH = 60, 6
"""Signings of which growth is looked for, and how much of it is shown."""
ALWAYS = ("agreed", "started", "completed")
"""The stages that have a bar even where nothing is reported of them."""


def years(scope: Scope) -> Chart:
    """One bar for each year from the first to the last of which anything is told; those asked for, if they are few."""
    days = [term for term in scope.query.terms if _asks_for_days(term)]
    shown = _years(scope, days)
    groups = scope.divisions.by_year(shown)
    bars = []
    for year in shown:
        needless = [term for term in days if _holds_year(term, year)]
        query = narrowed(scope.query, Term("year", (str(year),)), needless)
        total = groups.sums.get(year)
        elsewhere = None if total is not None else _first(scope, query)
        bars.append(Bar(str(year), str(year), scope.behind(query), scope.lane, total, elsewhere))
    by = scope.length(bars)
    positions = list(scope.divisions.largest(LOOKED_AT, projects=scope.by == "projects").sums)
    rows = scope.catalog.excerpts.signings_at(positions) if positions else []
    return Chart(
        "years",
        "",
        scope.lane,
        by,
        tuple(bars),
        homeless=groups.homeless,
        largest_cny=groups.largest_cny,
        largest_qualifier=groups.largest_qualifier,
        unlike=_unlike(rows, [str(year) for year in shown]),
        growth=_growth(scope, positions, rows),
    )


def stages(scope: Scope) -> Chart:
    """One bar for each stage that is told of, whatever stage the query asks for; each is a count of its own."""
    query = Query(tuple(term for term in scope.query.terms if term.field != "stage" or term.negated))
    lanes = scope.totals.lanes if query == scope.query else scope.catalog.totals(query).lanes
    bars = []
    for stage in STAGES:
        lane = scope.lane._replace(stage=stage)
        total = in_lanes(lanes, lane)
        elsewhere = next((one for one in lanes if one.lane.stage == stage), None)
        if total is None and elsewhere is None and stage not in ALWAYS:
            continue
        asked = narrowed(query, Term("stage", (stage,)))
        if lane._replace(stage=DEFAULT_LANE.stage) != DEFAULT_LANE:
            asked = in_lane(query, lane)
        sums = group_sum(total) if total is not None else None
        bars.append(Bar(stage, stage, str(asked), lane, sums, None if total is not None else elsewhere))
    return Chart("stages", "", scope.lane, scope.length(bars), tuple(bars))


def _growth(scope: Scope, positions: Sequence[int], rows: Sequence[SigningRow]) -> tuple[Growth, ...]:
    """The growth of the largest signings that are added, and of parts of these that print one."""
    if not positions:
        return ()
    excerpts = scope.catalog.excerpts
    # What is found of the lane is known: to find it again takes longer than all else.
    printing = [row for row in excerpts.growing(positions) if scope.divisions.finds(row.n)]
    series = excerpts.series({row.event.id for row in (*rows, *printing)})
    return tuple(growths(rows, printing, series)[:MOST_GROWTH])


def _unlike(rows: Sequence[SigningRow], years: Sequence[str]) -> tuple[str, ...]:
    """The periods of the years' bars, unless each year adds those of the same months: a half-year is not a year."""
    by_year: dict[int, set[tuple[int, int]]] = {}
    told: dict[str, tuple[int, int]] = {}
    for row in rows:
        first, last = months_of(row)
        if row.period and first is not None and first // 12 == last // 12 and str(last // 12) in years:
            by_year.setdefault(last // 12, set()).add((first % 12, last % 12))
            told[row.when] = (first, last)
    if len({frozenset(months) for months in by_year.values()}) < 2:
        return ()
    return tuple(sorted(told, key=lambda when: (told[when], when)))


def _first(scope: Scope, query: Query) -> LaneSum | None:
    """The total of the first lane in which a query finds anything."""
    return next(iter(scope.catalog.totals(query).lanes), None)


def _asks_for_days(term: Term) -> bool:
    known = field(term.field)
    return known is not None and known.kind == "days" and not term.negated


def _years(scope: Scope, days: list[Term]) -> range:
    """The years to draw: all that are asked for, where they are few; else from the first told to the last."""
    spans = [literals.join_days(_spans(term)) for term in days]
    low = max((term[0].low or literals.FIRST_DAY for term in spans), default=literals.FIRST_DAY)
    high = min((term[-1].high or literals.LAST_DAY for term in spans), default=literals.LAST_DAY)
    if literals.FIRST_DAY < low <= high < literals.LAST_DAY:
        first, last = date.fromordinal(low).year, date.fromordinal(high).year
        if last - first < FEW_YEARS:
            return range(first, last + 1)
    told = scope.divisions.years()
    return range(max(min(told), max(told) + 1 - MOST_YEARS), max(told) + 1) if told else range(0)


def _holds_year(term: Term, year: int) -> bool:
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    joined = literals.join_days(_spans(term))
    return any((span.low or 0) <= first and last <= (span.high or 0) for span in joined)


def _spans(term: Term) -> list[literals.Span]:
    return [literals.read_days(value, year=term.field == "year") for value in term.values]
