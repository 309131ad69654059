"""A pane of ready lines, some of which stand for something the cursor can rest on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from tuiapp.render.cells import Line
from tuiapp.render.lines import DetailLine, emphasise
from tuiapp.tui.widgets.pane import Pane


class LinesPane(Pane):
    """Shows lines that a renderer made for its width; asks for them again when the width changes.

    A target names what a line stands for: `signing:ID`, `finding:CHECK:SUBJECT`, `report:ID`.
    """

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, number: str = "", title: str = "", *, id: str | None = None) -> None:
        super().__init__(number, title, id=id)
        self._lines: Sequence[DetailLine] = ()
        self._has_targets = False

    def show(self, lines: Sequence[DetailLine], *, target: str | None = None) -> None:
        """Show other lines, with the cursor on the line of a target where there is one.

        A line that keeps the cursor stays where it is on the screen; at the top one stays at the top.
        """
        before, top, kept = self.cursor, self.scroll_offset.y, target is not None and target == self.target
        self._lines = lines
        self._has_targets = any(line.target is not None for line in lines)
        if target is not None:
            for index, line in enumerate(lines):
                if line.target == target:
                    self.set_reactive(Pane.cursor, index)
                    break
        self.changed()
        if kept and top and self.cursor != before:
            self.scroll_to(y=top + self.cursor - before, animate=False, immediate=True)
        self.reveal()

    @property
    def target(self) -> str | None:
        """What the cursor's line stands for."""
        return self._lines[self.cursor].target if self.cursor < len(self._lines) else None

    def count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def line(self, index: int, cells: int) -> Line:
        """A line as it was rendered."""
        line = self._lines[index].line
        return emphasise(line, self.signs.cursor) if self.shows_cursor(index) else line

    def can_stop(self, index: int) -> bool:
        """The cursor rests on lines that stand for something; where none does, on any, so that it scrolls."""
        return self._lines[index].target is not None or not self._has_targets

    def shows_cursor(self, index: int) -> bool:
        """Only where the line stands for something."""
        return index == self.cursor and self._lines[index].target is not None

    def move(self, index: int, *, direction: int = 1) -> None:
        """Where no line stands for anything there is no cursor to be seen: scroll, with the top line as the cursor."""
        if self._has_targets:
            super().move(index, direction=direction)
            return
        top = max(0, min(index, self.count() - self.body_height))
        self.set_reactive(Pane.cursor, top)
        self.scroll_to(y=top, animate=False, immediate=True)

    def action_cursor_down(self) -> None:
        """The next line that stands for something; past the last one, what is left to read."""
        before = self.cursor
        super().action_cursor_down()
        if self.cursor == before and self._has_targets:
            self.scroll_relative(y=1, animate=False, immediate=True)

    def action_cursor_up(self) -> None:
        """The line before that stands for something; before the first, what is left to read."""
        before = self.cursor
        super().action_cursor_up()
        if self.cursor == before and self._has_targets:
            self.scroll_relative(y=-1, animate=False, immediate=True)
