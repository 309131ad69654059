"""What the signings that a total adds come to by year, sector and size.

They are divided by lane once, as positions; each grouping then reads the packed columns of one lane. A screen is given
the groups, and the largest signings by their positions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date
from heapq import nsmallest
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.catalog.adding.lanes import LANE_BITS, NO_QUALIFIER, lane_of, number_of
from tuiapp.catalog.adding.layout import ends
from tuiapp.catalog.adding.packs import Packs
from tuiapp.catalog.adding.tallying import tally
from tuiapp.catalog.containing import Holding
from tuiapp.catalog.rows import chunks, listed
from tuiapp.rules.records import BASES, Lane
from tuiapp.rules.results import MoneySum, SumOf

if TYPE_CHECKING:
    from tuiapp.catalog.connection import Connection
    from tuiapp.catalog.totals import Added

MOST_SPANS = 500
"""Different spans, of period totals and of events each, that are told apart; more are not drawn."""


class Sums(NamedTuple):
    """What a group of added signings of one lane comes to."""

    signings: int
    projects: SumOf
    investment: MoneySum


class YearSums(NamedTuple):
    """What is added of a year."""

    year: int | None
    """None for signings whose days lie in several years."""
    sums: Sums


class SectorSums(NamedTuple):
    """What is added of signings with one sector."""

    sector: int
    """The rank of the sector."""
    sums: Sums


class Sizes(NamedTuple):
    """The signings that print how many projects and how much, and what these numbers come to."""

    signings: int
    projects: SumOf
    investment: MoneySum
    middle: tuple[tuple[int, int], ...]
    """Yuan and projects of the signing of middle size; of two where their number is even."""


class Span(NamedTuple):
    """Days of a period total, or of an event of no single month, as months counted from the year 0."""

    first: int | None
    """None where it is open at the start."""
    last: int

    @property
    def iso(self) -> str:
        """As a period is written: `2019` for all of a year, else its months, `2024-02/2024-04`."""
        if self.first is None:
            return f"../{iso_month(self.last)}"
        if self.first % 12 or self.last % 12 != 11:
            return f"{iso_month(self.first)}/{iso_month(self.last)}"
        return "/".join(dict.fromkeys(f"{month // 12:04d}" for month in (self.first, self.last)))

    @property
    def months(self) -> range:
        """All of its months; of one that is open at the start the last alone."""
        return range(self.last if self.first is None else self.first, self.last + 1)


class Months(NamedTuple):
    """When something was signed."""

    events: frozenset[int]
    """The months in which an event's signings are, counted from the year 0; of those whose days lie in one month."""
    spans: tuple[Span, ...]
    """What period totals cover."""
    wide: tuple[Span, ...] = ()
    """When the other events are: dated by their year alone, or over several months. In which of them is not guessed."""


class Aggregates:
    """Groups the added signings of one stage. Raises what a `Connection` does."""

    def __init__(self, connection: Connection, added: Added, stage: str) -> None:
        self._connection = connection
        self._added = added
        self._packs = packs = Packs(connection)
        self._stage = stage
        alike = packs["alike"]
        self._lanes: dict[int, list[int]] = defaultdict(list)
        """By the number of the lane, of all stages, the positions of what is added of it, ascending."""
        for n in added.positions:
            self._lanes[alike[n] >> LANE_BITS].append(n)
        # To both numbers 1 was added; 0 stands for what is missing.
        self._told, self._worth, self._days = packs["told"], packs["worth"], packs["days"]

    def of_stage(self, stage: str) -> Aggregates:
        """The same for another stage."""
        other = copy(self)
        other._stage = stage
        return other

    def _of(self, lane: Lane) -> list[int]:
        return self._lanes.get(number_of(lane._replace(stage=self._stage)), [])

    def holding(self, lane: Lane) -> Holding:
        """What is added of a lane and of its other basis, to be held against what another column adds."""
        both = (n for basis in BASES for n in self._of(lane._replace(basis=basis)))
        return Holding(self._packs, self._added, sorted(both))

    def largest(self, lane: Lane, most: int, *, both: bool = True) -> list[int]:
        """The positions of the largest signings of a lane and, with `both`, of its other basis: by yuan, then count."""
        told, worth = self._told, self._worth
        lanes = [lane._replace(basis=basis) for basis in BASES] if both else [lane]
        some = (n for one in lanes for n in self._of(one))
        return nsmallest(most, some, key=lambda n: (-worth[n], -told[n], n))

    def without(self, lane: Lane, number: str, most: int) -> list[int]:
        """The positions of some signings of a lane that print no `count`, or that have no `yuan`; the newest first."""
        column = self._told if number == "count" else self._worth
        return list(islice((n for n in self._of(lane) if not column[n]), most))

    def years(self, lane: Lane) -> list[YearSums]:
        """What is added of each year in which something is, the oldest first; of several years together at the end."""
        known: dict[int, int | None] = {}
        by_year: dict[int | None, list[int]] = defaultdict(list)
        for n in self._of(lane):
            days = self._days[n]
            if days not in known:
                known[days] = _year(*ends(days))
            by_year[known[days]].append(n)
        ordered = sorted(by_year, key=lambda year: (year is None, year or 0))
        return [YearSums(year, self._sums(by_year[year])) for year in ordered]

    def sectors(self, lane: Lane) -> list[SectorSums]:
        """What is added of each sector, of signings that have no other; the largest first."""
        only = self._packs["sector"]
        by_sector: dict[int, list[int]] = defaultdict(list)
        for n in self._of(lane):
            if only[n]:
                by_sector[only[n] - 1].append(n)
        found = [SectorSums(sector, self._sums(some)) for sector, some in by_sector.items()]
        return sorted(found, key=_by_size)

    def sizes(self, lane: Lane) -> Sizes | None:
        """The signings that print both numbers; None where none does."""
        told, worth, alike = self._told, self._worth, self._packs["alike"]
        both = [n for n in self._of(lane) if told[n] > 1 and worth[n] > 1 and alike[n] >> 1 & 15 != NO_QUALIFIER]
        if not both:
            return None
        half, even = divmod(len(both) - 1, 2)
        ordered = nsmallest(half + 1 + even, both, key=lambda n: ((worth[n] - 1) // (told[n] - 1), n))
        return Sizes(*self._sums(both), tuple((worth[n] - 1, told[n] - 1) for n in ordered[half:]))

    def months(self) -> Months:
        """When the signings of the stage are, of all its lanes."""
        days: dict[str, set[int]] = {basis: set() for basis in BASES}
        for number, some in self._lanes.items():
            lane = lane_of(number)
            if lane.stage == self._stage:
                days[lane.basis].update(map(self._days.__getitem__, some))
        spans, dated = (
            {Span(_month(first) if first else None, _month(last)) for first, last in map(ends, days[basis])}
            for basis in ("period", "event")
        )
        single = {span for span in dated if span.first == span.last}
        return Months(frozenset(span.last for span in single), _in_order(spans), _in_order(dated - single))

    def _sums(self, some: Sequence[int]) -> Sums:
        counts, amounts = ([column[n] - 1 for n in some] for column in (self._told, self._worth))
        flags = [self._packs["bounds"][n] for n in some]
        return Sums(len(some), *tally(counts, amounts, flags, lambda: self._inside(some), lambda: self._highs(some)))

    def _inside(self, some: Iterable[int]) -> int:
        known = self._packs.converted
        return sum(map(known.__getitem__, filter(known.__contains__, some))) if known else 0

    def _highs(self, some: Sequence[int]) -> tuple[int, int]:
        """The upper ends of the sums of ranges."""
        sums = (f"coalesce(sum(coalesce({one}_high, {one})), 0)" for one in ("count", "yuan"))
        sql = f"SELECT {', '.join(sums)} FROM fact"
        rows = (self._connection.rows(f"{sql} WHERE n IN ({listed(chunk)})") for chunk in chunks(some))
        counts, amounts = zip(*(row for (row,) in rows), strict=True)
        return sum(counts), sum(amounts)


def _by_size(one: SectorSums) -> tuple[int, int, int]:
    """Sorts the largest first, what has no number last."""
    yuan, count = one.sums.investment.cny, one.sums.projects.value
    return 1 if yuan is None else -yuan, 1 if count is None else -count, one.sector


def _year(first: int, last: int) -> int | None:
    """The year that days lie in; None where they lie in several, or reach back without end."""
    year = date.fromordinal(last).year
    return year if date.fromordinal(max(first, 1)).year == year else None


def iso_month(month: int) -> str:
    """A month counted from the year 0 as `2024-02`."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def _in_order(spans: Iterable[Span]) -> tuple[Span, ...]:
    ordered = sorted(spans, key=lambda span: (span.last, span.first is not None, span.first or 0))
    return tuple(ordered[:MOST_SPANS])


def _month(day: int) -> int:
    of = date.fromordinal(day)
    return of.year * 12 + of.month - 1
