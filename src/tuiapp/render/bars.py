"""Bars of one thin line on an axis that begins at 0, in half cells; the end says which way the truth may lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuiapp.render.cells import Line, Span, pad, width
from tuiapp.values.qualifier import Qualifier

if TYPE_CHECKING:
    from tuiapp.render.signs import Signs


def bar(value: int, maximum: int, cells: int, qualifier: Qualifier, signs: Signs, style: str = "bar") -> Line:
    """A bar of at most `cells` cells and one more for its open end; always `cells + 1` wide.

    Args:
        value: how long it is; nothing is drawn for zero.
        maximum: what the full width stands for.
        cells: the full width.
        qualifier: what the end says.
        signs: the alphabet.
        style: `bar` for the default lane, `bar2` for another.
    """
    if value <= 0 or maximum <= 0 or cells <= 0:
        return (Span(" " * (cells + 1), "text"),)
    # At least half a cell: what is there is seen.
    halves = max(1, min(round(2 * cells * value / maximum), 2 * cells))
    text = signs.bar * (halves // 2) + (signs.half_bar if halves % 2 else "")
    text = (text or signs.bar) + signs.bar_end(qualifier)
    drawn = width(text)
    blank: Line = (Span(" " * (cells + 1 - drawn), "text"),) if drawn <= cells else ()
    return (Span(text, style), *blank)


def axis(maximum: str, cells: int) -> str:
    """The ends of the axis, as a heading over bars of so many cells; always `cells + 1` wide."""
    return pad("0" + pad(maximum, cells - 1, "right"), cells + 1)
