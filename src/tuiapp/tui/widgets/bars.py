"""The first and the last line of a screen: what is looked at, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tuiapp.render.cells import Line, Span, fit, line_width, width
from tuiapp.render.signs import UNICODE, Signs
from tuiapp.tui.commands import BY_ID, Command, key_name
from tuiapp.tui.theme import Roles
from tuiapp.tui.widgets.strips import join_ends, strip

if TYPE_CHECKING:
    from tuiapp.tui.watching import Status

_NARROW = 90
"""Cells below which a title says how far the compiler is in a word."""
FOOTER_COMMANDS = 9
"""More than nine are not read; the help is one of them."""
_ALWAYS = ("back", "help")
"""Room is kept for the way back and for the help, whatever else has to go."""


class Bar(Widget):
    """One line."""

    DEFAULT_CSS = """
    Bar { height: 1; width: 1fr; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._left: Line = ()
        self._right: Line = ()

    def show(self, left: Line, right: Line = ()) -> None:
        """Show a line with two ends."""
        self._left, self._right = left, right
        self.refresh()

    @property
    def signs(self) -> Signs:
        """The signs of the app."""
        return getattr(self.app, "signs", UNICODE)

    @property
    def roles(self) -> Roles:
        """The styles of the app's theme."""
        roles: Roles = self.app.roles  # type: ignore[attr-defined]
        return roles

    def whole(self, cells: int) -> Line:
        """The line for a width."""
        return join_ends(self._left, self._right, cells)

    def render_line(self, y: int) -> Strip:
        """The line, cut at the right; a bar that is higher is blank below."""
        if y:
            return Strip.blank(self.size.width, self.rich_style)
        return strip(self.whole(self.size.width), self.roles, self.size.width, self.rich_style + Style())


class TitleBar(Bar):
    """Name, query, dataset."""

    class Clicked(Message):
        """The query was clicked: it wants to be edited."""

    def on_click(self, event: events.Click) -> None:
        """A click edits the query."""
        event.stop()
        self.post_message(self.Clicked())

    def __init__(self, *, id: str | None = None, keeps_right: bool = False) -> None:
        """Prepare; `keeps_right` says that the right end is no less than the left one, which is cut for it."""
        super().__init__(id=id)
        self._keeps_right = keeps_right

    def whole(self, cells: int) -> Line:
        """Name and query come first; what does not fit is the dataset's line, but how far the compiler is stays."""
        status: Status | None = getattr(self.app, "status", None)
        if status is not None and status.progress is not None:
            from tuiapp.tui.titles import reading_line

            right = reading_line(status.progress, small=cells < _NARROW)
            return self._with_right(right, cells)
        if self._keeps_right:
            return self._with_right(self._right, cells)
        return self._cut(super().whole(cells), cells)

    def _with_right(self, right: Line, cells: int) -> Line:
        return join_ends(self._cut(self._left, cells - line_width(right) - 1), right, cells)

    def _cut(self, line: Line, cells: int) -> Line:
        if line_width(line) <= cells:
            return line
        kept: list[Span] = []
        room = cells - 1
        for span in line:
            if width(span.text) > room:
                kept.append(Span(fit(span.text, max(room, 0), ellipsis=self.signs.ellipsis), span.style))
                break
            kept.append(span)
            room -= width(span.text)
        return tuple(kept)


class Footer(Bar):
    """The commands that work now, likeliest first; `?` is last and always there."""

    class Pressed(Message):
        """A command was clicked."""

        def __init__(self, command: Command) -> None:
            self.command = command
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._commands: list[tuple[tuple[str, ...], str, Command]] = []
        self._state = ""
        self._spots: list[tuple[int, int, Command]] = []

    def show_commands(self, commands: Sequence[Command], state: str = "") -> None:
        """Show these, at most nine with the help; `state` stands at the right."""
        ranked = sorted((c for c in commands if c.footer is not None), key=lambda c: c.footer or 0)
        # Two commands of one rank and title are one entry with two keys: `[ ] sort`.
        entries: list[tuple[tuple[str, ...], str, Command]] = []
        for command in ranked:
            if entries and entries[-1][2].footer == command.footer and entries[-1][1] == command.title:
                entries[-1] = ((*entries[-1][0], command.shown), command.title, entries[-1][2])
            else:
                entries.append(((command.shown,), command.title, command))
        last = [entry for entry in entries if entry[2].id in _ALWAYS]
        others = [entry for entry in entries if entry[2].id not in _ALWAYS]
        self._commands = others[: FOOTER_COMMANDS - len(last)] + last
        self._state = state
        self.refresh()

    def whole(self, cells: int) -> Line:
        """As many commands as fit beside the way back and the help."""
        spans: list[Span] = [Span(" ", "text")]
        self._spots = []
        at = 1
        costs = [sum(width(key) + 1 for key in keys) + width(title) + 2 for keys, title, _command in self._commands]
        kept = [command.id in _ALWAYS for _keys, _title, command in self._commands]
        reserve = sum(cost for cost, keep in zip(costs, kept, strict=True) if keep) - 2
        for (keys, title, command), cost, keep in zip(self._commands, costs, kept, strict=True):
            if keep:
                reserve -= cost
            elif at + cost + reserve > cells:
                continue
            self._spots.append((at, at + cost - 2, command))
            for key in keys:
                spans += [Span(key, "accent+"), Span(" ", "text")]
            spans += [Span(title, "dim"), Span("  ", "text")]
            at += cost
        right: Line = (Span(f"{self._state} ", "dim"),) if self._state else ()
        return join_ends(tuple(spans), right, cells)

    def on_click(self, event: events.Click) -> None:
        """A click on a command does it."""
        event.stop()
        for start, end, command in self._spots:
            if start <= event.x < end:
                self.post_message(self.Pressed(command))
                return


def key_line(*entries: tuple[str, str]) -> Line:
    """Keys and what they do, for the foot of a dialog: `("enter", "export")`."""
    spans: list[Span] = []
    for key, title in entries:
        spans += [Span(key_name(key), "accent+"), Span(f" {title}   ", "text")]
    return tuple(spans)


def command_line(*ids: str, cells: int) -> Line:
    """Keys and titles of commands, for the foot of a dialog; where not all fit, the ones in the middle go."""
    kept = list(ids)
    while True:
        line = key_line(*((BY_ID[command_id].keys[0], BY_ID[command_id].title) for command_id in kept))
        if len(kept) <= 1 or line_width(line) - 3 <= cells:
            return line
        del kept[len(kept) // 2]
