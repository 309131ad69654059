"""Indicators that are reported for several points in time: how they moved, and which cannot be drawn so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.analysis.bounds import Bounded, flip
from tuiapp.analysis.indicators import time_of
from tuiapp.values.dates import Period
from tuiapp.values.qualifier import Qualifier, join

if TYPE_CHECKING:
    from tuiapp.catalog.records import FigureRow, Region

MOST = 40
"""Series that are drawn; more are counted."""
_MONTHS = 12


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


def indicators(figures: Iterable[FigureRow]) -> Indicators:
    """The figures as series: what has the same indicator, name, region and unit, and is of periods of one length."""
    grouped: dict[tuple[object, ...], list[FigureRow]] = {}
    total = 0
    for figure in figures:
        total += 1
        if time_of(figure) and not _doubted(figure):
            key = (figure.indicator, figure.title, figure.region.id, figure.value.unit, _length(figure))
            grouped.setdefault(key, []).append(figure)
    found = [series for group in grouped.values() if (series := _series(group)) is not None]
    found.sort(key=lambda one: (-len(one.points), one.title, one.region.id))
    drawn = sum(len(one.points) for one in found)
    return Indicators(tuple(found[:MOST]), max(len(found) - MOST, 0), total - drawn)


def _series(group: Sequence[FigureRow]) -> Series | None:
    """A series of those whose time is told once, or always with the same value."""
    by_time: dict[str, list[FigureRow]] = {}
    for figure in group:
        by_time.setdefault(time_of(figure), []).append(figure)
    told = [same[0] for same in by_time.values() if len({figure.value[1:] for figure in same}) == 1]
    if len(told) < 2:
        return None
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


def _length(figure: FigureRow) -> tuple[int, int] | None:
    """The months of a period, and the one it begins in: half a year is not like a whole one. None for a day."""
    if figure.period is None:
        return None
    period = Period.parse(figure.period)
    if period.first is None:
        return 0, 0
    first, last = period.first, period.last
    return (last.year - first.year) * _MONTHS + last.month - first.month + 1, first.month


def _doubted(figure: FigureRow) -> bool:
    return any(finding.severity == "error" and finding.use is not True for finding in figure.findings)
