"""The indicators that several columns report, each with its value in every column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.analysis.bounds import Bounded, Difference, difference

if TYPE_CHECKING:
    from tuiapp.catalog.catalog import Catalog
    from tuiapp.catalog.query import Query
    from tuiapp.catalog.records import FigureRow


class IndicatorLine(NamedTuple):
    """An indicator that two columns at least report."""

    indicator: str
    title: str
    figures: tuple[FigureRow | None, ...]
    """Of each column the newest, or that of the time which most columns have in common."""
    difference: Difference | None
    """Of two columns, where both values are of one time and unit and the bounds decide."""


def in_common(catalog: Catalog, queries: Sequence[Query]) -> tuple[IndicatorLine, ...]:
    """The indicators that two columns at least report, by title.

    Raises:
        QueryError: a query names what does not exist.
    """
    sides = [catalog.excerpts.newest_figures(query) for query in queries]
    by_indicator: list[dict[str, list[FigureRow]]] = []
    for figures in sides:
        grouped: dict[str, list[FigureRow]] = {}
        for figure in figures:
            grouped.setdefault(figure.indicator, []).append(figure)
        by_indicator.append(grouped)
    several = {name for one in by_indicator for name in one if sum(name in other for other in by_indicator) > 1}
    lines = [_line(name, [grouped.get(name, []) for grouped in by_indicator]) for name in several]
    return tuple(sorted(lines, key=lambda line: (line.title, line.indicator)))


def _line(indicator: str, columns: Sequence[Sequence[FigureRow]]) -> IndicatorLine:
    times = [time_of(figure) for figures in columns for figure in figures]
    common = [time for time in dict.fromkeys(times) if all(_at(figures, time) for figures in columns if figures)]
    chosen = tuple(
        (_at(figures, common[0]) if common else None) or (figures[0] if figures else None) for figures in columns
    )
    title = next(figure.title for figure in chosen if figure is not None)
    return IndicatorLine(indicator, title, chosen, _difference(chosen))


def time_of(figure: FigureRow) -> str:
    """When its value holds: its period, or the day it was taken on; empty where the source says neither."""
    return figure.period or figure.as_of or ""


def _at(figures: Sequence[FigureRow], time: str) -> FigureRow | None:
    return next((figure for figure in figures if time_of(figure) == time), None)


def _difference(figures: Sequence[FigureRow | None]) -> Difference | None:
    """Only of numbers of one time, in one unit, none of which a finding contradicts."""
    if len(figures) != 2:
        return None
    first, second = figures
    if first is None or second is None or not time_of(first) or time_of(first) != time_of(second):
        return None
    if first.value.unit != second.value.unit or first.region.kind != second.region.kind:
        return None
    doubted = any(f.severity == "error" and f.use is not True for one in (first, second) for f in one.findings)
    if doubted or min(first.value.value, second.value.value) < 0:
        return None
    a, b = (Bounded(one.value.value, one.value.qualifier, one.value.high) for one in (first, second))
    return difference(a, b)
