"""On the page of an event: what is missing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuiapp.i18n import _
from tuiapp.render.cells import Piece, fit, width
from tuiapp.render.missing import missing
from tuiapp.render.page import LEFT, Page

if TYPE_CHECKING:
    from tuiapp.catalog.records import Event
    from tuiapp.render.lines import DetailLine

_COUNT = 24
"""Where it stands of how many records something is missing."""
_NAMES = 46
"""Where their names stand: behind three digits of each number."""


def missing_lines(sheet: Page, event: Event) -> list[DetailLine]:
    """A line for each thing that is missing: what, of how many, and of which; their targets are `gap:CHECK`."""
    signs = sheet.signs
    lines: list[DetailLine] = []
    for one in missing(event):
        name = signs.text(one.gap.replace("-", " "))
        shape = _("{n} of {all} sources") if one.of_sources else _("{n} of {all} signings")
        told = shape.format(n=len(one.subjects), all=one.of)
        count_x = _COUNT if sheet.wide else LEFT + width(name) + 2
        names_x = _NAMES if sheet.wide else count_x + width(told) + 2
        pieces: list[Piece] = [(LEFT, name, "text"), (count_x, told, "dim")]
        room = sheet.cells - names_x - 1
        if len(one.subjects) < one.of and room > 0:
            names = signs.text("; ".join(one.names))
            pieces.append((names_x, fit(names, room, ellipsis=signs.ellipsis).rstrip(), "dim"))
        lines.append(sheet.row(pieces, f"gap:{one.gap}"))
    return lines
