"""Any chart laid out for a pane: what its rule says, its heading, its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tuiapp.analysis.charts import Chart
from tuiapp.analysis.points import Indicators
from tuiapp.i18n import plural
from tuiapp.render import charts
from tuiapp.render.cells import Line, width
from tuiapp.render.chart_parts import draw_parts, parts_header
from tuiapp.render.chart_points import draw_points, points_header
from tuiapp.render.chart_words import TITLES, lane_words, title
from tuiapp.render.lines import DetailLine
from tuiapp.render.signs import UNICODE, Signs

if TYPE_CHECKING:
    from tuiapp.analysis.alike import Measured
    from tuiapp.analysis.chart_list import Drawn
    from tuiapp.rules.records import Lane

_BARS = 70
"""The share of a pane that a ranking's bars take where not all of it fits, in percent."""


_RULE = 6
"""Cells of the rule beside a title and what stands at its right: these have a blank on each side."""


class Drawing(NamedTuple):
    """What a pane shows."""

    title: str
    right: str
    """What stands at the right of its rule: the lane of the bars."""
    header: Line
    lines: list[DetailLine]


def draw(
    chart_id: str,
    drawn: Drawn,
    lane: Lane,
    by: Measured,
    cells: int,
    *,
    room: int | None = None,
    signs: Signs = UNICODE,
) -> Drawing:
    """A chart for a width.

    Args:
        chart_id: which it is.
        drawn: what it shows.
        lane: the lane of the query's bars.
        by: which number bars are as long as.
        cells: the width.
        room: lines there are for it; a ranking then shows as many bars as fit with what it leaves out. None for all.
        signs: the alphabet.
    """
    name = title(drawn) if isinstance(drawn, Chart) else TITLES[chart_id]
    right = lane_words(lane, signs, without_stage=chart_id == "stages", room=cells - width(name) - _RULE)
    if isinstance(drawn, Chart):
        whole = charts.draw(drawn, cells, signs=signs)
        if room is not None and len(whole.lines) > room:
            # Bars come before what is said of them, which can be scrolled to.
            beside = len(whole.lines) - len(drawn.bars)
            most = max(room - beside - 1, room * _BARS // 100, 1)
            whole = charts.draw(drawn, cells, most=most, signs=signs)
        return Drawing(name, right, whole.header, whole.lines)
    if isinstance(drawn, Indicators):
        n = sum(len(one.points) for one in drawn.series)
        text = plural("{n} figure as reported", "{n} figures as reported", n)
        header, lines = points_header(drawn, cells, signs), draw_points(drawn, cells, signs=signs)
        return Drawing(name, signs.text(text), header, lines)
    return Drawing(name, right, parts_header(cells, signs), draw_parts(drawn, by, cells, signs=signs))
