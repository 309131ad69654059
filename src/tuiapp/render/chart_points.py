"""Indicators over time: two points joined by a line, more as bars by time; nothing is drawn that is not reported."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.analysis.indicators import time_of
from tuiapp.i18n import _, plural
from tuiapp.render.bars import bar
from tuiapp.render.cells import Line, Piece, compose, fit, pad, width, wrap
from tuiapp.render.dates import compact
from tuiapp.render.event_parts import figure_text
from tuiapp.render.lines import BLANK, DetailLine
from tuiapp.render.numbers import percent
from tuiapp.render.signs import UNICODE, Signs
from tuiapp.render.slopes import raster, slope

if TYPE_CHECKING:
    from tuiapp.analysis.bounds import Bounded
    from tuiapp.analysis.points import Indicators, Series

_LEFT, _GAP, _INDENT = 2, 2, 2
_WIDE = 100
"""Cells from which on a row says all, and several slopes are drawn on one axis."""
_TIME, _VALUE, _SLOPE, _CHANGE, _REGION = 8, 16, 12, 10, 12
_RASTER = 9
"""Lines of a drawing of several slopes."""
_RASTER_LEAST, _RASTER_MOST = 2, 6
_AXIS, _INDEX = 7, 5
_BAR_MOST = 40


def draw_points(found: Indicators, cells: int, *, signs: Signs = UNICODE) -> list[DetailLine]:
    """The series, each with the target `figure:ID` of its last figure, and what is not drawn.

    Args:
        found: the series.
        cells: the width.
        signs: the alphabet.
    """
    lines: list[DetailLine] = []
    together = _together_of(found, cells, signs)
    if together:
        lines += _drawing(together, cells, signs)
    for one in found.series:
        if one not in together:
            lines += _pair(one, cells, signs) if len(one.points) == 2 else _bars(one, cells, signs)
    told = list(_told(found))
    lines += [DetailLine(BLANK)] if lines and told else []
    texts = [part for text in told for part in wrap(signs.text(text), cells - _LEFT - 1)]
    return lines + [DetailLine(compose([(_LEFT, text, "dim")], cells)) for text in texts]


def points_header(found: Indicators, cells: int, signs: Signs = UNICODE) -> Line:
    """The headings over the rows."""
    change = _("change")
    together = _together_of(found, cells, signs)
    if not found.series:
        return compose((), cells)
    if together:
        first = signs.text(_("{time} = 100").format(time=time_words(together[0], 0)))
        where = signs.join(first, signs.text(together[0].region.name))
        index = (_AXIS + _across(cells) + 2, _("index"), "dim")
        return compose([(_LEFT, where, "dim"), index, (cells - 1 - width(change), change, "dim")], cells)
    pieces: list[Piece] = [(_LEFT, _("Indicator"), "dim"), (cells - 1 - width(change), change, "dim")]
    if cells >= _WIDE:
        x = _columns(cells)
        pieces += [(x.region, _("Region"), "dim"), (x.first, _("First"), "dim")]
        pieces += [(x.second + _VALUE - width(_("Last")), _("Last"), "dim")]
        pieces.sort()
    return compose([(at, signs.text(text), style) for at, text, style in pieces], cells)


class _Columns(NamedTuple):
    """Where the columns of a row begin."""

    label: int
    """How wide the name is."""
    region: int
    first: int
    slope: int
    second: int


def _columns(cells: int) -> _Columns:
    rest = _REGION + 2 * (_TIME + _VALUE + _GAP) + _SLOPE + _CHANGE + 4 * _GAP
    label = max(cells - _LEFT - rest - 1, 10)
    region = _LEFT + label + _GAP
    first = region + _REGION + _GAP
    slope = first + _TIME + _VALUE + 2 * _GAP
    return _Columns(label, region, first, slope, slope + _SLOPE + _GAP)


def _told(found: Indicators) -> Sequence[str]:
    out = []
    if found.series:
        out.append(_("change = last / first - 1, derived; between the points nothing is reported"))
    if found.more:
        out.append(plural("{n} more series", "{n} more series", found.more))
    if found.alone:
        out.append(
            plural(
                "{n} figure is of one point in time, or of periods that are not alike: not drawn.",
                "{n} figures are of one point in time, or of periods that are not alike: not drawn.",
                found.alone,
            )
        )
    return out or [_("No figure is found.")]


def change_words(change: Bounded | None, signs: Signs = UNICODE) -> str:
    """A change with its sign and bounds: `+56.6 %`, `> +26 %`; empty where there is none."""
    if change is None:
        return ""
    return f"{signs.qualifier(change.qualifier)} {percent(Decimal(change.value), signed=True)}".strip()


def point_words(one: Series, at: int, signs: Signs = UNICODE) -> str:
    """The value of a point with its unit."""
    return figure_text(one.points[at].value, signs)


def time_words(one: Series, at: int) -> str:
    """When a point is."""
    return compact(time_of(one.points[at]))


def _target(one: Series) -> str:
    return f"figure:{one.points[-1].id}"


def _pair(one: Series, cells: int, signs: Signs) -> list[DetailLine]:
    """Two points: in one row where there is room, else under a row with the name."""
    ends = [(time_words(one, at), point_words(one, at, signs)) for at in (0, 1)]
    line = slope(one.points[0].value.value, one.points[1].value.value, _SLOPE, signs, from_zero=True)
    change = change_words(one.change, signs)
    if cells < _WIDE:
        text = f"{ends[0][0]}  {ends[0][1]} {signs.to} {ends[1][1]}  {ends[1][0]}"
        pieces: list[Piece] = [
            (_LEFT + _INDENT, fit(text, cells - _LEFT - _INDENT - 1, ellipsis=signs.ellipsis), "dim")
        ]
        if _LEFT + _INDENT + width(text) + _GAP + _SLOPE < cells:
            pieces.append((cells - 1 - _SLOPE, "".join(span.text for span in line), "bar"))
        return [DetailLine(_name(one, cells, signs), _target(one)), DetailLine(compose(pieces, cells))]
    x = _columns(cells)
    pieces = [
        (_LEFT, fit(signs.text(one.title), x.label, ellipsis=signs.ellipsis), "text"),
        (x.region, fit(signs.text(one.region.name), _REGION, ellipsis=signs.ellipsis), "dim"),
        (x.first, ends[0][0], "dim"),
        (x.first + _TIME + _GAP, fit(ends[0][1], _VALUE, "right", signs.ellipsis), "dim"),
        (x.slope, "".join(span.text for span in line), "bar"),
        (x.second, fit(ends[1][1], _VALUE, "right", signs.ellipsis), "text"),
        (x.second + _VALUE + _GAP, ends[1][0], "dim"),
        (cells - 1 - width(change), change, "dim"),
    ]
    return [DetailLine(compose(pieces, cells), _target(one))]


def _name(one: Series, cells: int, signs: Signs) -> Line:
    change = change_words(one.change, signs)
    text = signs.join(signs.text(one.title), signs.text(one.region.name))
    room = cells - _LEFT - 1 - (width(change) + _GAP if change else 0)
    pieces = [(_LEFT, fit(text, room, ellipsis=signs.ellipsis), "text"), (cells - 1 - width(change), change, "dim")]
    return compose(pieces, cells)


def _bars(one: Series, cells: int, signs: Signs) -> list[DetailLine]:
    """Three points or more: a bar each, on one axis from 0."""
    values = [point_words(one, at, signs) for at in range(len(one.points))]
    wide = max(map(width, values))
    x = _LEFT + _INDENT + _TIME + _GAP
    room = min(cells - x - wide - _GAP - 2, _BAR_MOST)
    most = max(point.value.value for point in one.points)
    lines = [DetailLine(_name(one, cells, signs), _target(one))]
    for at, (point, text) in enumerate(zip(one.points, values, strict=True)):
        pieces: list[Piece] = [(_LEFT + _INDENT, time_words(one, at), "dim"), (x, pad(text, wide, "right"), "text")]
        if room > 0 and most > 0:
            drawn = bar(_scaled(point.value.value, most), _SCALE, room, point.value.qualifier, signs, "bar", fine=True)
            pieces.append((x + wide + _GAP, "".join(span.text for span in drawn), "bar"))
        lines.append(DetailLine(compose(pieces, cells)))
    return lines


_SCALE = 10**6


def _scaled(number: Decimal, most: Decimal) -> int:
    """A number in millionths of the longest: bars take whole numbers."""
    return max(int(number * _SCALE / most), 0)


# Several slopes on one axis.


class _End(NamedTuple):
    """Where a slope ends."""

    series: Series
    level: Decimal
    """The last value where the first is 100."""
    y: int


def _across(cells: int) -> int:
    """How wide the slopes are."""
    return min(max(cells // 3, 20), 50)


def _together_of(found: Indicators, cells: int, signs: Signs) -> list[Series]:
    """Those that are drawn on one axis, where there is room and braille for it."""
    if cells < _WIDE or signs.ascii:
        return []
    return _together([one for one in found.series if len(one.points) == 2])


def _together(pairs: Sequence[Series]) -> list[Series]:
    """The largest group of two points at the same two times, of one region, that has a change to draw."""
    groups: dict[tuple[str, str, str], list[Series]] = {}
    for one in pairs:
        if one.change is not None and one.points[1].value.value > 0:
            key = (one.region.id, time_of(one.points[0]), time_of(one.points[1]))
            groups.setdefault(key, []).append(one)
    largest = max(groups.values(), key=len, default=[])
    return largest[:_RASTER_MOST] if len(largest) >= _RASTER_LEAST else []


def _drawing(group: Sequence[Series], cells: int, signs: Signs) -> list[DetailLine]:
    """Slopes from 100 at the left; each ends at its index, its name and numbers beside it."""
    indexes = [one.points[1].value.value * 100 / one.points[0].value.value for one in group]
    low, high = min(Decimal(100), *indexes), max(Decimal(100), *indexes)
    across = _across(cells)
    rows = raster([(Decimal(100), index) for index in indexes], across, _RASTER, low, high)
    ends = _ends(group, indexes, low, high)
    first, last = (time_words(group[0], at) for at in (0, 1))
    lines: list[DetailLine] = []
    levels = {0: high, _RASTER - 1: low}
    for y, text in enumerate(rows):
        pieces: list[Piece] = []
        if y in levels:
            pieces.append((_LEFT, pad(f"{levels[y]:.0f}", _AXIS - _LEFT - 1, "right"), "dim"))
        pieces.append((_AXIS, text, "bar"))
        end = ends.get(y)
        if end is not None:
            pieces += _label(end, _AXIS + across, cells, signs)
        lines.append(DetailLine(compose(pieces, cells), _target(end.series) if end is not None else None))
    lines.append(
        DetailLine(
            compose([(_AXIS, first, "dim"), (_AXIS + max(across - width(last), width(first) + 1), last, "dim")], cells)
        )
    )
    return [*lines, DetailLine(BLANK)]


def _ends(group: Sequence[Series], indexes: Sequence[Decimal], low: Decimal, high: Decimal) -> dict[int, _End]:
    """A row for the label of each: that of its point, or the nearest that is free."""
    span = high - low
    taken: dict[int, _End] = {}
    for one, index in sorted(zip(group, indexes, strict=True), key=lambda pair: -pair[1]):
        share = (index - low) / span if span else Decimal("0.5")
        wanted = _RASTER - 1 - round(share * (_RASTER - 1))
        y = min((y for y in range(_RASTER) if y not in taken), key=lambda y, at=wanted: (abs(y - at), y))  # type: ignore[misc]
        taken[y] = _End(one, index, wanted)
    return taken


def _label(end: _End, x: int, cells: int, signs: Signs) -> list[Piece]:
    one = end.series
    numbers = _("{first} to {last}").format(first=point_words(one, 0, signs), last=point_words(one, 1, signs))
    change = change_words(one.change, signs)
    start = x + 2 + _INDEX + _GAP
    right = cells - 1 - _CHANGE - _GAP - width(numbers)
    pieces: list[Piece] = [(x, signs.point, "bar"), (x + 2, f"{end.level:.0f}", "strong")]
    name = signs.text(one.title)
    room = right - _GAP - start
    pieces.append((start, fit(name, max(min(room, width(name)), 6), ellipsis=signs.ellipsis), "text"))
    used = start + min(width(name), room) + 1
    if right - used - 1 > 2:
        pieces.append((used, signs.leader * (right - used - 1), "rule"))
    pieces += [(right, numbers, "dim"), (cells - 1 - width(change), change, "dim")]
    return pieces
