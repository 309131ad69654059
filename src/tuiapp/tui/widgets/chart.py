"""A pane with one chart: its heading with the axis stays, the bars scroll."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from tuiapp.i18n import _, plural
from tuiapp.render.cells import Line, Span, pad_line
from tuiapp.render.lines import DetailLine
from tuiapp.tui.widgets.lines import LinesPane
from tuiapp.tui.widgets.strips import strip


class ChartPane(LinesPane):
    """Shows ready lines under a heading of their own."""

    BINDINGS: ClassVar[list[BindingType]] = []
    HEAD = 2

    class Resized(Message):
        """The pane has another size, for which its chart has to be drawn again."""

        def __init__(self, pane: ChartPane) -> None:
            self.pane = pane
            super().__init__()

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._header: Line = ()
        self._right = ""
        self.alone = False
        """Whether it has the whole screen already."""

    def show_chart(self, title: str, right: str, header: Line, lines: Sequence[DetailLine], target: str | None) -> None:
        """Show a chart, with the cursor on a target where it has that."""
        self.heading, self._right, self._header = title, right, header
        self.show(lines, target=target)

    @property
    def room(self) -> int:
        """Lines that a chart can take without being scrolled."""
        return super().body_height

    @property
    def body_height(self) -> int:
        """How many lines are visible; where some are below, the last line of the pane says how many instead."""
        room = self.room
        return room - 1 if self.count() > room > 1 else room

    @property
    def below(self) -> int:
        """How many lines are below those that are visible."""
        room, left = self.room, self.count() - self.scroll_offset.y
        return left - (room - 1) if left > room > 1 else 0

    def render_line(self, y: int) -> Strip:
        """Nothing is cut off silently: what is below is counted on the last line."""
        below = self.below
        if not below or y != self.size.height - 1:
            return super().render_line(y)
        cells = self.size.width
        text = plural("{n} more line", "{n} more lines", below)
        if self.has_focus and not self.alone:
            text = _("{more}: + shows this chart alone").format(more=text)
        line = (Span(f"  {self.signs.open} ", "accent"), Span(self.signs.text(text), "accent"))
        return strip(pad_line(line, cells), self.roles, cells, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """A click on what is below shows it."""
        at = event.get_content_offset(self)
        if at is not None and self.below and at.y == self.size.height - 1:
            event.prevent_default()  # the line under it is not the one that is clicked
            self.scroll_relative(y=max(self.room - 1, 1), animate=False, immediate=True)

    def head(self, y: int, cells: int) -> Line:
        """The heading with the axis."""
        return pad_line(self._header, cells)

    def right(self) -> str:
        """The lane of the bars."""
        return self._right

    def on_resize(self, event: events.Resize) -> None:
        """Another width has other bars."""
        self.post_message(self.Resized(self))
