"""Indicators that are reported for several points in time: how they moved, and which cannot be drawn so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.analysis.bounds import Bounded, flip
from tuiapp.analysis.indicators import time_of
from tuiapp.values.dates import Period
from tuiapp.values.qualifier import Qualifier, join

if TYPE_CHECKING:
    from tuiapp.catalog.records import FigurePoint, FigureRow, Region

MOST = 40
"""Series that are drawn; more are counted."""


class Series(NamedTuple):
    """One indicator of one region, in one unit, over like periods; between its points nothing is known."""

    title: str
    region: Region
    unit: str
    """A currency's code, `percent`, or what is counted."""
    points: tuple[FigureRow, ...]
    """The oldest first; two at least, no two of one time."""
    change: Bounded | None
    """In percent, from the first to the last: derived, last / first - 1. None where the first is not above zero."""


class Indicators(NamedTuple):
    """What the figures of a query show of time."""

    series: tuple[Series, ...]
    """Those of the most points first, then by title."""
    more: int
    """How many more series there are."""
    alone: int
    """How many figures stand for one point in time alone, or for one that is told in two ways."""


def indicators(points: Iterable[FigurePoint], read: Callable[[Sequence[int]], Mapping[int, FigureRow]]) -> Indicators:
    """Figures as series; what is of one series says `tuiapp.catalog.points`.

    Args:
        points: the figures, as points.
        read: reads those that are drawn, by their numbers.
    """
    grouped: dict[int, list[FigurePoint]] = defaultdict(list)
    total = 0
    for point in points:
        total += 1
        if point.series:
            grouped[point.series].append(point)
    told = [times for group in grouped.values() if len(times := _told_once(group)) > 1]
    told.sort(key=lambda times: (-len(times), times[0].series))
    drawn = told[:MOST]
    rows = read([point.n for times in drawn for point in times])
    series = (_series([rows[point.n] for point in times]) for times in drawn)
    return Indicators(tuple(series), len(told) - len(drawn), total - sum(map(len, told)))


def _told_once(group: Sequence[FigurePoint]) -> list[FigurePoint]:
    """Those whose time is told once, or always with the same value; one of each time."""
    by_time: dict[int, FigurePoint] = {}
    twice: set[int] = set()
    for point in group:
        if by_time.setdefault(point.time, point).meaning != point.meaning:
            twice.add(point.time)
    return [point for time, point in by_time.items() if time not in twice]


def _series(told: list[FigureRow]) -> Series:
    told.sort(key=lambda figure: Period.parse(time_of(figure)))
    first, last = told[0], told[-1]
    return Series(first.title, first.region, first.value.unit, tuple(told), _change(first, last))


def _change(first: FigureRow, last: FigureRow) -> Bounded | None:
    if first.value.value <= 0:
        return None
    kind = join((last.value.qualifier, flip(first.value.qualifier)))
    growth = (last.value.value / first.value.value - 1) * 100
    return Bounded(
        growth.quantize(Decimal("0.1"), ROUND_HALF_EVEN), Qualifier.ABOUT if kind is Qualifier.RANGE else kind
    )
