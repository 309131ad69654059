"""When something was signed, month by month: dots for events, lines for what period totals cover.

An event that is dated by its year alone, or over several months, has no dot: in which month it was is not guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.i18n import _, plural
from tuiapp.render.cells import Piece, width, wrap
from tuiapp.render.compare_grid import Out, cut, only
from tuiapp.render.dates import prose

if TYPE_CHECKING:
    from tuiapp.analysis.comparison import Comparison
    from tuiapp.analysis.sides import Side
    from tuiapp.render.signs import Signs

_NAME, _NAME_MOST = 14, 32
_LEGEND = 14
_TOLD = 6
"""Spans of events that are named under the row of a column; the others are counted."""
_STEPS = ((1, 2), (1, 1), (3, 2), (3, 1), (6, 1), (12, 1))
"""Months that stand together, and the cells they take: the first that fits."""


class _Axis(NamedTuple):
    """Which months stand where."""

    first: int
    """The first month, a January, counted from the year 0."""
    years: int
    months: int
    cells: int

    @property
    def year_cells(self) -> int:
        return 12 // self.months * self.cells

    @property
    def width(self) -> int:
        return self.years * self.year_cells

    def place(self, month: int) -> int:
        """The first cell of a month."""
        return (month - self.first) // self.months * self.cells


def coverage(out: Out, comparison: Comparison) -> None:
    """One row a column under the years."""
    places, signs = out.grid, out.grid.signs
    stage = comparison.lane.stage
    months = [month for side in comparison.sides for month in _ends(side)]
    if not months:
        out.section(_("Coverage"), _("Nothing {stage} is dated.").format(stage=stage))
        return
    name_x = places.label
    beside = _LEGEND + 2 if places.sectioned else 0
    name_width = min(max(_NAME, *map(width, places.names)), _NAME_MOST)
    if (max(months) // 12 - min(months) // 12 + 1) * 24 > places.cells - name_x - name_width - 2 - beside:
        name_width = _NAME  # the months need the room more
    start = name_x + name_width + 2 + beside
    axis = _axis(min(months), max(months), places.cells - start)
    grouped = {1: _("by month"), 3: _("by quarter"), 6: _("by half-year"), 12: _("by year")}[axis.months]
    legend = _("{dot} event  {line} period total").format(dot=signs.point, line=signs.rule)
    out.section(_("Coverage"), "" if places.sectioned else f"{stage}, {grouped}   {legend}")
    heads: list[Piece] = [(name_x, f"{stage}, {grouped}", "dim")] if places.sectioned else []
    for at in range(axis.years):
        if axis.year_cells >= 5 or at % (5 // max(axis.year_cells, 1) + 1) == 0:
            heads.append((start + at * axis.year_cells, f"{axis.first // 12 + at}", "dim"))
    out.add(heads)
    legends = [legend.partition("  ")[0], legend.partition("  ")[2]] if places.sectioned else []
    for at, side in enumerate(comparison.sides):
        pieces: list[Piece] = [(name_x, cut(side.name, name_width, signs), "accent" if at == 0 else "text")]
        if at < len(legends):
            pieces.append((name_x + name_width + 2, legends[at], "dim"))
        pieces += _row(side, axis, start, signs, "bar" if at == 0 else "bar2")
        asked = str(side.query) if covered_any(side) else None
        out.add(pieces, only(at, asked, len(comparison.sides)))
        if side.months.wide:
            text = signs.text(f"{signs.about} {wide_text(side, _TOLD)}")
            for line in wrap(text, places.cells - name_x - 3):
                out.add(((name_x + 2, line, "dim"),))


def covered_any(side: Side) -> bool:
    """Whether anything of the stage has a date."""
    return bool(side.months.events or side.months.spans or side.months.wide)


def wide_text(side: Side, most: int | None = None) -> str:
    """When the events of a column are that lie in no single month: `events of no single month: 2019, Feb–Apr 2024`.

    Args:
        side: the column; of one that has none the text is empty.
        most: how many spans are named, the last of them; None for all.
    """
    spans = side.months.wide
    if not spans:
        return ""
    named = spans if most is None else spans[-most:]
    told = _("events of no single month: {spans}").format(spans=", ".join(prose(span.iso) for span in named))
    hidden = len(spans) - len(named)
    return told + (plural(" and {n} more", " and {n} more", hidden) if hidden else "")


def _ends(side: Side) -> Iterable[int]:
    yield from side.months.events
    for span in (*side.months.spans, *side.months.wide):
        yield span.last
        if span.first is not None:
            yield span.first


def _axis(first: int, last: int, room: int) -> _Axis:
    january, years = first // 12 * 12, last // 12 - first // 12 + 1
    for months, cells in _STEPS:
        axis = _Axis(january, years, months, cells)
        if axis.width <= room:
            return axis
    # More years than cells: the oldest go.
    return _Axis((last // 12 - room + 1) * 12, room, 12, 1)


def _row(side: Side, axis: _Axis, start: int, signs: Signs, style: str) -> list[Piece]:
    """The row of a column, in runs of one sign and one style."""
    cells = ["" for _cell in range(axis.width)]
    empty = _empty(signs)
    for step in range(0, axis.width, axis.cells):
        cells[step] = empty
    for span in side.months.wide:
        for month in span.months:
            if 0 <= (at := axis.place(month)) < axis.width:
                cells[at] = signs.about
    for span in side.months.spans:
        first = axis.first if span.first is None else span.first
        low, high = max(axis.place(first), 0), axis.place(span.last) + axis.cells - 1
        for at in range(low, min(high + 1, axis.width)):
            cells[at] = signs.rule
    for month in side.months.events:
        at = axis.place(month)
        if 0 <= at < axis.width:
            cells[at] = signs.point
    return list(_runs(cells, start, signs, style))


def _empty(signs: Signs) -> str:
    """A month without anything; in ASCII the dot between facts is the sign of a period total."""
    return signs.leader if signs.ascii else signs.middot


def _runs(cells: Sequence[str], start: int, signs: Signs, style: str) -> Iterable[Piece]:
    at = 0
    while at < len(cells):
        end = at
        quiet = cells[at] in ("", _empty(signs))
        while end < len(cells) and (cells[end] in ("", _empty(signs))) == quiet:
            end += 1
        yield start + at, "".join(cell or " " for cell in cells[at:end]), "rule" if quiet else style
        at = end
