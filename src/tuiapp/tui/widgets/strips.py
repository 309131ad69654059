"""Lines of role spans turned into the strips that Textual draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tuiapp.render.cells import Line, Span, line_width, width

if TYPE_CHECKING:
    from tuiapp.render.signs import Signs
    from tuiapp.tui.theme import Roles


def strip(line: Line, roles: Roles, cells: int, base: Style, *, cursor: Style | None = None) -> Strip:
    """The line in its styles, exactly `cells` wide; `cursor` is what the cursor row lies on."""
    ground = base + cursor if cursor else base
    segments = [Segment(span.text, ground + roles.style(span.style, on_cursor=cursor is not None)) for span in line]
    return Strip(segments).adjust_cell_length(cells, ground)


def rule(number: str, title: str, right: str, cells: int, signs: Signs, *, focused: bool) -> Line:
    """The line a pane begins with: its number, its title, its count; heavy and in the accent colour with focus."""
    from tuiapp.render.cells import fit

    dash, style = (signs.rule_focused, "accent") if focused else (signs.rule, "rule")
    heading = f" {number} " if number else " "
    tail = f" {right} " if right else ""
    room = cells - 3 - width(heading) - width(tail)
    if tail and width(title) > room:  # no room for both: the title matters more
        tail, room = "", cells - 3 - width(heading)
    name = title if width(title) <= room else fit(title, max(room, 1), ellipsis=signs.ellipsis).rstrip()
    dashes = cells - 1 - width(heading) - width(name) - 1 - width(tail) - 1
    return (
        Span(dash, style),
        Span(heading, "accent+" if focused else "dim"),
        Span(name, "accent+" if focused else "text"),
        Span(" ", "text"),
        Span(dash * max(dashes, 0), style),
        Span(tail, "dim"),
        Span(dash, style),
    )


def join_ends(left: Line, right: Line, cells: int) -> Line:
    """One line with a part at each end; the right part gives way when both do not fit."""
    gap = cells - line_width(left) - line_width(right)
    if gap < 1:
        return left
    return (*left, Span(" " * gap, "text"), *right)
