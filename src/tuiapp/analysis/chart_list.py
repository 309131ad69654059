"""Which charts there are of a query, and how each is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from tuiapp.analysis import rankings, series
from tuiapp.analysis.charts import Chart, Scope
from tuiapp.analysis.compositions import Composition, compositions
from tuiapp.analysis.points import Indicators, indicators

if TYPE_CHECKING:
    from collections.abc import Callable

Drawn: TypeAlias = "Chart | tuple[Composition, ...] | Indicators"

_MAKERS: dict[str, Callable[[Scope], Chart]] = {
    "regions": rankings.regions,
    "cities": rankings.cities,
    "events": rankings.events,
    "signings": rankings.signings,
    "years": series.years,
    "stages": series.stages,
    "sectors": rankings.sectors,
}
CHARTS = ("regions", "cities", "events", "signings", "splits", "years", "stages", "sectors", "indicators")
"""All there are, in the order in which they are shown."""
RANKED = CHARTS[:5]
"""Those that take turns in one place on the screen: what the query is made of, divided in several ways."""


def make(scope: Scope, chart_id: str) -> Drawn:
    """One of `CHARTS`.

    Raises:
        QueryError: the query names what does not exist.
        KeyError: there is no such chart.
    """
    if chart_id == "splits":
        return compositions(scope)
    if chart_id == "indicators":
        excerpts = scope.catalog.excerpts
        return indicators(excerpts.figure_points(scope.query), excerpts.figures_at)
    return _MAKERS[chart_id](scope)


def is_empty(drawn: Drawn) -> bool:
    """Whether there is nothing to draw."""
    if isinstance(drawn, Chart):
        return not drawn.bars
    return not drawn.series if isinstance(drawn, Indicators) else not drawn


def first_of(scope: Scope) -> str:
    """The ranking that says most of a query: of a city its signings, of all else its regions."""
    return "signings" if rankings.is_narrow(scope) else "regions"
