"""The columns of a chart for a width: what gives way first where there is less room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.i18n import _
from tuiapp.render.cells import width
from tuiapp.render.chart_words import first_column

if TYPE_CHECKING:
    from tuiapp.analysis.charts import Chart

LEFT, GAP = 2, 2
DATE, REGION = 10, 10
_LABEL_LEAST, _LABEL_ENOUGH, _LABEL_MOST = 8, 24, 44
_BAR_LEAST, _BAR_ENOUGH, _BAR_WANTED, _BAR_MOST = 8, 10, 14, 60
_WITH_PLACE = 76
"""Cells from which on a ranking of signings says when and where."""


class Cells(NamedTuple):
    """One bar's texts, before they are put in their columns."""

    label: str
    count: str  # type: ignore[assignment]  # hides tuple.count, which no record needs
    """With its qualifier."""
    sign: str
    """The qualifier of the amount."""
    amount: str
    """Aligned on the point with the others."""
    found: str
    """How many signings are added, of how many found."""
    priced: str
    """How many of those have an amount, where not all do."""


class Grid(NamedTuple):
    """Where the columns of a chart begin, and how wide they are; a column that is not shown is 0 wide."""

    label: int
    count: int  # type: ignore[assignment]  # hides tuple.count, which no record needs
    amount: int
    bar: int
    found: int
    priced: int
    place: int

    @property
    def count_x(self) -> int:
        """Where projects begin."""
        return LEFT + self.place + self.label + GAP

    @property
    def amount_x(self) -> int:
        """Where the qualifier of the amount begins."""
        return self.count_x + _with_gap(self.count)

    @property
    def bar_x(self) -> int:
        """Where the axis begins."""
        return self.amount_x + _with_gap(self.amount)

    @property
    def found_x(self) -> int:
        """Where the number of signings begins."""
        return self.bar_x + self.bar + 1 + GAP

    @property
    def priced_x(self) -> int:
        """Where the number of amounts begins."""
        return self.found_x + self.found + GAP


def _with_gap(cells: int) -> int:
    return cells + GAP if cells else 0


def count_title(chart: Chart) -> str:
    """What stands over the numbers of projects."""
    return _("Proj.") if chart.lane.unit == "projects" else chart.lane.unit.capitalize()


def with_place(chart: Chart, cells: int) -> bool:
    """Whether it says in columns of their own when and where."""
    return chart.id == "signings" and cells >= _WITH_PLACE


def grid_of(chart: Chart, texts: Sequence[Cells], cells: int) -> Grid:
    """The columns that fit.

    Names give way first, down to what still tells them apart; then the number that the bars are not as long as (it
    comes back when bars are drawn by it); then the number of amounts. The bar takes what is left.
    """

    def widest(*parts: str) -> int:
        return max(map(width, parts), default=0)

    wanted = min(max(widest(first_column(chart.id), *(one.label for one in texts)), _LABEL_LEAST), _LABEL_MOST)
    count = widest(count_title(chart), *(one.count for one in texts))
    amount = 2 + widest(_("bn CNY"), *(one.amount for one in texts))
    found = widest(_("added"), *(one.found for one in texts)) if chart.id != "signings" else 0
    priced = widest(*(one.priced for one in texts))
    priced = max(priced, width(_("amounts"))) if priced else 0
    place = DATE + REGION + 2 * GAP if with_place(chart, cells) else 0

    def left(label: int) -> int:
        columns = sum(map(_with_gap, (label, count, amount, found, priced)))
        return cells - LEFT - place - columns - 2

    def fitting() -> int:
        lacking = max(_BAR_WANTED - left(wanted), 0)
        return max(wanted - lacking, min(wanted, max(_LABEL_LEAST, cells // 4)))

    if fitting() < min(wanted, _LABEL_ENOUGH):
        count, amount = (0, amount) if chart.by == "investment" else (count, 0)
    if fitting() < min(wanted, _LABEL_ENOUGH):
        priced = 0
    label = fitting()
    # A bar a little shorter is read as well as a longer one; half a name is not.
    label = max(label, min(wanted, _LABEL_ENOUGH, label + left(label) - _BAR_ENOUGH))
    if priced and left(label) < _BAR_ENOUGH:
        priced = 0
        label = fitting()
    if left(label) < _BAR_LEAST:
        label = max(label - (_BAR_LEAST - left(label)), _LABEL_LEAST)
    return Grid(label, count, amount, min(max(left(label), 1), _BAR_MOST), found, priced, place)
