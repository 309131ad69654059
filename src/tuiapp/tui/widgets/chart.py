"""A pane with one chart: its heading with the axis stays, the bars scroll."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from tuiapp.render.cells import Line, pad_line
from tuiapp.render.lines import DetailLine
from tuiapp.tui.widgets.lines import LinesPane


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

    def show_chart(self, title: str, right: str, header: Line, lines: Sequence[DetailLine], target: str | None) -> None:
        """Show a chart, with the cursor on a target where it has that."""
        self.heading, self._right, self._header = title, right, header
        self.show(lines, target=target)

    def head(self, y: int, cells: int) -> Line:
        """The heading with the axis."""
        return pad_line(self._header, cells)

    def right(self) -> str:
        """The lane of the bars."""
        return self._right

    def on_resize(self, event: events.Resize) -> None:
        """Another width has other bars."""
        self.post_message(self.Resized(self))
