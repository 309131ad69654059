"""A pane: a rule with its title, lines drawn on demand, and a cursor that walks them.

Panes draw by line (`render_line`) from data they are handed, so a pane with a million lines costs what a
screenful costs. They know nothing of each other: what happened goes up as a message.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tuiapp.render.cells import Line
from tuiapp.render.signs import UNICODE, Signs
from tuiapp.tui.commands import bindings
from tuiapp.tui.theme import Roles
from tuiapp.tui.widgets.strips import rule, strip

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events


class Pane(ScrollView, can_focus=True):
    """Lines under a rule, one of them under the cursor."""

    DEFAULT_CSS = """
    Pane { scrollbar-size: 0 0; background: $background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("rows")]
    HEAD = 1
    """Lines that do not scroll: the rule, and whatever stands under it."""

    cursor = reactive(0)
    """The line under the cursor, counted from the first under the head."""

    class CursorMoved(Message):
        """The cursor came to another line, by key or mouse."""

        def __init__(self, pane: Pane) -> None:
            self.pane = pane
            super().__init__()

        @property
        def control(self) -> Pane:
            """The pane it happened in."""
            return self.pane

    class Chosen(CursorMoved):
        """The line under the cursor was clicked once more, or opened by key."""

    def __init__(self, number: str = "", title: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.number = number
        self.heading = title
        self.others = ""
        """The panes that are not seen, with their numbers, where one is seen at a time."""
        self._clicked_at: int | None = None
        self._mouse: tuple[int, int] | None = None
        """Where the mouse is, as cells and lines of the pane; None while it is elsewhere."""
        self._ground: Style | None = None

    # What a kind of pane supplies.

    @abstractmethod
    def count(self) -> int:
        """How many lines there are under the head."""

    @abstractmethod
    def line(self, index: int, cells: int) -> Line:
        """The line at an index, at most so many cells wide."""

    def head(self, y: int, cells: int) -> Line:
        """A line of the head other than the rule."""
        return ()

    def right(self) -> str:
        """What stands at the right of the rule."""
        return self.others

    def can_stop(self, index: int) -> bool:
        """Whether the cursor may rest on a line."""
        return True

    # Drawing.

    @property
    def signs(self) -> Signs:
        """The signs of the app: Unicode or ASCII."""
        return getattr(self.app, "signs", UNICODE)

    @property
    def roles(self) -> Roles:
        """The styles of the app's theme."""
        roles: Roles = self.app.roles  # type: ignore[attr-defined]
        return roles

    @property
    def body_height(self) -> int:
        """How many lines under the head are visible."""
        return max(self.size.height - self.HEAD, 0)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of the pane; what they lie on is the same for all, and looked up once."""
        self._ground = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the pane, as Textual asks for it."""
        cells, base = self.size.width, self._ground or self.rich_style
        if y == 0:
            focused = self.has_focus
            line = rule(self.number, self.heading, self.right(), cells, self.signs, focused=focused)
            return strip(line, self.roles, cells, base)
        if y < self.HEAD:
            return strip(self.head(y, cells), self.roles, cells, base)
        index = y - self.HEAD + self.scroll_offset.y
        if index >= self.count():
            return Strip.blank(cells, base)
        ground = self.roles.row(focused=self.has_focus) if self.shows_cursor(index) else None
        if ground is None and self._mouse is not None and self._mouse[1] == y and self.can_stop(index):
            base += self.roles.hovered
        return strip(self.line(index, cells), self.roles, cells, base, cursor=ground)

    def shows_cursor(self, index: int) -> bool:
        """Whether a line is drawn as the cursor's."""
        return index == self.cursor

    def changed(self) -> None:
        """Call when the lines are others: fits the scrolling to them and draws again."""
        self.virtual_size = Size(self.size.width, self.HEAD + self.count())
        self.set_reactive(Pane.cursor, self._nearest_stop(min(self.cursor, max(self.count() - 1, 0)), 1))
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor in sight."""
        self.changed()
        self.reveal()

    # Moving.

    def move(self, index: int, *, direction: int = 1) -> None:
        """Put the cursor on a line, or on the next one in `direction` that it may rest on."""
        self.cursor = self._nearest_stop(max(0, min(index, self.count() - 1)), direction)
        self.reveal()

    def _nearest_stop(self, index: int, direction: int) -> int:
        count = self.count()
        for step in (direction, -direction):
            at = index
            while 0 <= at < count:
                if self.can_stop(at):
                    return at
                at += step
        return max(0, min(index, count - 1))

    def reveal(self) -> None:
        """Scroll as little as needed to show the cursor's line."""
        top, height = self.scroll_offset.y, self.body_height
        if height <= 0:
            return
        if self.cursor < top:
            top = 0 if not any(map(self.can_stop, range(self.cursor))) else self.cursor
        elif self.cursor >= top + height:
            top = self.cursor - height + 1
        else:
            return
        self.scroll_to(y=top, animate=False, immediate=True)

    def watch_cursor(self, old: int, new: int) -> None:
        """Say that the cursor moved."""
        self.refresh()
        if self.is_mounted and old != new:
            self.post_message(self.CursorMoved(self))

    def action_cursor_up(self) -> None:
        """One line up."""
        self.move(self.cursor - 1, direction=-1)

    def action_cursor_down(self) -> None:
        """One line down."""
        self.move(self.cursor + 1)

    def action_cursor_first(self) -> None:
        """To the first line."""
        self.move(0)

    def action_cursor_last(self) -> None:
        """To the last line."""
        self.move(self.count() - 1, direction=-1)

    def action_half_down(self) -> None:
        """Half a page down."""
        self.move(self.cursor + max(self.body_height // 2, 1))

    def action_half_up(self) -> None:
        """Half a page up."""
        self.move(self.cursor - max(self.body_height // 2, 1), direction=-1)

    def action_page_down(self) -> None:
        """A page down."""
        self.move(self.cursor + max(self.body_height - 1, 1))

    def action_page_up(self) -> None:
        """A page up."""
        self.move(self.cursor - max(self.body_height - 1, 1), direction=-1)

    def action_open_event(self) -> None:
        """Open what the cursor's line stands for."""
        if self.count():
            self.post_message(self.Chosen(self))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The line under the mouse is the one that a click would choose."""
        at = event.get_content_offset(self)
        self._point(None if at is None else (at.x, at.y))

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self._point(None)

    def _point(self, mouse: tuple[int, int] | None) -> None:
        before, self._mouse = self._mouse, mouse
        lines = {at[1] for at in (before, mouse) if at is not None}
        if None in (before, mouse) or len(lines) > 1 or min(lines) < self.HEAD:  # within a line nothing changes
            for y in lines:
                self.refresh(Region(0, y, self.size.width, 1))

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on the line; a click on the cursor's line chooses it."""
        at = event.get_content_offset(self)
        if at is None:
            return
        if at.y < self.HEAD:
            self.clicked_head(at.x, at.y)
            return
        index = at.y - self.HEAD + self.scroll_offset.y
        if index >= self.count() or not self.can_stop(index):
            return
        if index == self.cursor and self._clicked_at == index:
            self.post_message(self.Chosen(self))
            return
        self._clicked_at = index
        self.move(index)

    def clicked_head(self, x: int, y: int) -> None:
        """A click on the head."""

    def on_focus(self) -> None:
        """The rule and the cursor's line show the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """The rule and the cursor's line show that the focus is elsewhere."""
        self.refresh()
