"""Bars on an axis that begins at 0, thin lines or blocks; the end says which way the truth may lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuiapp.render.cells import Line, Span, pad, width
from tuiapp.values.qualifier import Qualifier

if TYPE_CHECKING:
    from tuiapp.render.signs import Signs

_EIGHTHS = "▏▎▍▌▋▊▉█"
"""Blocks of one to eight eighths of a cell."""


def bar(
    value: int, maximum: int, cells: int, qualifier: Qualifier, signs: Signs, style: str = "bar", *, fine: bool = False
) -> Line:
    """A bar of at most `cells` cells and one more for its open end; always `cells + 1` wide.

    Args:
        value: how long it is; nothing is drawn for zero.
        maximum: what the full width stands for.
        cells: the full width.
        qualifier: what the end says.
        signs: the alphabet.
        style: `bar` for the default lane, `bar2` for another.
        fine: in blocks of eighths of a cell, where the bar is what is read; else a thin line in halves.
    """
    if value <= 0 or maximum <= 0 or cells <= 0:
        return (Span(" " * (cells + 1), "text"),)
    if fine and not signs.ascii:
        eighths = max(1, min(round(8 * cells * value / maximum), 8 * cells))
        text = _EIGHTHS[-1] * (eighths // 8) + (_EIGHTHS[eighths % 8 - 1] if eighths % 8 else "")
        return _ended(text, cells, qualifier, signs, style)
    # At least half a cell: what is there is seen.
    halves = max(1, min(round(2 * cells * value / maximum), 2 * cells))
    text = signs.bar * (halves // 2) + (signs.half_bar if halves % 2 else "")
    return _ended(text or signs.bar, cells, qualifier, signs, style)


def _ended(bar: str, cells: int, qualifier: Qualifier, signs: Signs, style: str) -> Line:
    text = bar + signs.bar_end(qualifier)
    drawn = width(text)
    blank: Line = (Span(" " * (cells + 1 - drawn), "text"),) if drawn <= cells else ()
    return (Span(text, style), *blank)


def axis(maximum: str, cells: int) -> str:
    """The ends of the axis, as a heading over bars of so many cells, `cells + 1` wide; 0 goes where both do not fit."""
    if width(maximum) + 2 > cells:
        return pad(pad(maximum, cells, "right"), cells + 1)
    return pad("0" + pad(maximum, cells - 1, "right"), cells + 1)
