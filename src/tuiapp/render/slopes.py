"""Two points in time joined by a line, in braille: only the ends are reported, so only the ends are marked."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from tuiapp.render.cells import Line, Span

if TYPE_CHECKING:
    from tuiapp.render.signs import Signs

_BLANK = 0x2800
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot of a braille cell, by row and column."""
_COLUMNS, _ROWS = 2, 4


def slope(start: Decimal, end: Decimal, cells: int, signs: Signs, *, from_zero: bool = False) -> Line:
    """One line, `cells` wide: up, down or level from the first value to the second, a point at the end.

    Args:
        start: the first value.
        end: the second value.
        cells: the width.
        signs: the alphabet.
        from_zero: whether the lower edge is 0, so that how steep it is says how much; else any change is as steep.
    """
    low = min(Decimal(0), start, end) if from_zero else min(start, end)
    high = max(start, end)
    if signs.ascii:
        step = (high - low) / (_ROWS - 1) / 2 if from_zero else Decimal(0)
        middle = "-" if abs(end - start) <= step else "/" if end > start else "\\"
        return (Span(signs.point, "bar"), Span(middle * (cells - 2), "bar"), Span(signs.point, "bar"))
    rows = raster([(start, end)], cells - 1, 1, low, high)
    return (Span(rows[0], "bar"), Span(signs.point, "bar"))


def raster(pairs: Sequence[tuple[Decimal, Decimal]], cells: int, height: int, low: Decimal, high: Decimal) -> list[str]:
    """Straight lines between pairs of values as rows of braille, top row first, each `cells` wide.

    Args:
        pairs: the value at the left edge and at the right one.
        cells: the width.
        height: the number of rows.
        low: the value at the lower edge.
        high: the value at the upper edge; level lines are drawn in the middle when it equals `low`.
    """
    bits = [[0] * cells for _row in range(height)]
    across, down = cells * _COLUMNS, height * _ROWS
    span = high - low
    for start, end in pairs:
        for x in range(across):
            value = start + (end - start) * x / max(across - 1, 1)
            share = (value - low) / span if span else Decimal("0.5")
            y = down - 1 - round(share * (down - 1))
            bits[y // _ROWS][x // _COLUMNS] |= _DOTS[y % _ROWS][x % _COLUMNS]
    return ["".join(chr(_BLANK + cell) for cell in row) for row in bits]
