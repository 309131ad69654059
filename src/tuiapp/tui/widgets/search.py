"""The search line and the suggestions under it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.message_pump import MessagePump
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from tuiapp.catalog.suggest import Suggestion
from tuiapp.i18n import _
from tuiapp.render.cells import Line, Span, fit, line_width, safe, width
from tuiapp.tui.commands import bindings
from tuiapp.tui.widgets.bars import Bar
from tuiapp.tui.widgets.strips import strip

MOST = 8
"""Suggestions shown at once: more are not read while typing."""


class QueryInput(Input):
    """The line typed into."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("search")]

    def __init__(self) -> None:
        super().__init__(compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._undecided = False
        self._held: list[events.Key] = []

    async def on_key(self, event: events.Key) -> None:
        """Take keys in the order they are typed, however fast.

        Textual asks the app what a key means when the line has let it pass: by then the line has taken the letters
        typed after it, which were meant for what the key does. And whether the line still has the keys after `enter`
        is known when the screen has answered.
        """
        if self._undecided or self.screen.focused is not self:
            event.stop()
            event.prevent_default()
            self._held.append(event)
            if not self._undecided:
                self._pass_on(self.app)
            return
        bound = self.screen.active_bindings.get(event.key)
        if bound is not None and bound.node is self:
            event.stop()
            await self.app.run_action(bound.binding.action, self)

    def stays(self) -> None:
        """The line stays open: what was typed meanwhile is for it."""
        self._pass_on(self)

    def on_blur(self) -> None:
        """The line is closed: what was typed meanwhile is for whoever has the keys now."""
        self._pass_on(self.app)

    def _pass_on(self, receiver: MessagePump) -> None:
        held, self._held, self._undecided = self._held, [], False
        for event in held:
            receiver.post_message(events.Key(event.key, event.character))

    def validate_value(self, value: str) -> str:
        """Control characters, pasted or from a query, are shown and not obeyed."""
        return safe(value)

    class Command(Message):
        """A key of the search line was pressed."""

        def __init__(self, name: str) -> None:
            self.name = name
            super().__init__()

    def _ask(self, name: str) -> None:
        self._undecided = True
        self.post_message(self.Command(name))

    def action_take_suggestion(self) -> None:
        """Put the suggestion under the cursor into the line."""
        self._ask("take")

    def action_next_suggestion(self) -> None:
        """The suggestion below."""
        self._ask("next")

    def action_previous_suggestion(self) -> None:
        """The suggestion above."""
        self._ask("previous")

    def action_keep_query(self) -> None:
        """Search for what is written."""
        self._ask("keep")

    def action_leave_search(self) -> None:
        """Return to the query before."""
        self._ask("leave")

    def action_clear_query(self) -> None:
        """Empty the line."""
        self.value = ""


class SearchBar(Horizontal):
    """A slash, the line typed into, and how much it finds."""

    DEFAULT_CSS = """
    SearchBar { height: 1; background: $surface; display: none; }
    SearchBar.-open { display: block; }
    SearchBar QueryInput, SearchBar QueryInput:focus {
        width: 2fr; height: 1; border: none; padding: 0; color: $role-strong;
        background: $surface; background-tint: $surface 0%;
    }
    SearchBar #slash { width: 3; background: $surface; }
    SearchBar #found { width: 1fr; background: $surface; }
    """

    def compose(self) -> ComposeResult:
        """Slash, line, count."""
        yield Bar(id="slash")
        yield QueryInput()
        yield Bar(id="found")

    def on_mount(self) -> None:
        """The slash stays."""
        self.query_one("#slash", Bar).show((Span(" / ", "accent+"),))

    @property
    def input(self) -> QueryInput:
        """The line typed into."""
        return self.query_one(QueryInput)

    def found(self, text: str) -> None:
        """Say how much the line finds."""
        self.query_one("#found", Bar).show((), (Span(f"{text} ", "strong"),))


class Suggestions(Widget):
    """What the word being typed may become, with the signings left if it is taken."""

    DEFAULT_CSS = """
    Suggestions {
        layer: overlay; display: none; height: auto; background: $surface;
    }
    Suggestions.-open { display: block; }
    """

    class Taken(Message):
        """A suggestion was clicked."""

        def __init__(self, suggestion: Suggestion) -> None:
            self.suggestion = suggestion
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._suggestions: Sequence[Suggestion] = ()
        self._error = ""
        self._word = ""
        self.chosen = 0

    def show(self, suggestions: Sequence[Suggestion], word: str, error: str = "") -> None:
        """Show these for the word being typed; an error stands above them."""
        self._suggestions, self._word, self._error = suggestions[:MOST], word, error
        self.chosen = 0
        self.styles.height = len(self._lines(80))
        self.refresh()

    @property
    def at_cursor(self) -> Suggestion | None:
        """The suggestion under the cursor."""
        return self._suggestions[self.chosen] if self.chosen < len(self._suggestions) else None

    def step(self, by: int) -> None:
        """Move the cursor, around the ends."""
        if self._suggestions:
            self.chosen = (self.chosen + by) % len(self._suggestions)
            self.refresh()

    def _lines(self, cells: int) -> list[tuple[Line, int | None]]:
        lines: list[tuple[Line, int | None]] = []
        if self._error:
            lines += [((Span(f" {safe(self._error)}", "warning"),), None), ((), None)]
        for index, suggestion in enumerate(self._suggestions):
            lines.append((self._suggestion(suggestion, cells, here=index == self.chosen), index))
        if self._suggestions:
            lines.append(((), None))
        if self._word and ":" not in self._word:
            lines.append(
                (
                    _hint(
                        _("as words"),
                        _("“{word}” anywhere: place, event, project, investor").format(word=safe(self._word)),
                    ),
                    None,
                )
            )
        lines.append((_hint(_("narrow"), "sector:  stage:  year:  investment>10bn  projects>=20  -exclude"), None))
        if self._suggestions:
            lines.append((_hint(_("counts"), _("signings left if the term is taken")), None))
        return lines

    def _suggestion(self, suggestion: Suggestion, cells: int, *, here: bool) -> Line:
        signs = self.app.signs  # type: ignore[attr-defined]
        mark = Span(signs.cursor if here else " ", "accent")
        widest = max(width(f"{each.count:,}") for each in self._suggestions)
        count = f"{suggestion.count:>{widest},} "
        note = safe(suggestion.note)
        note_room = min(26, max(cells // 3, 8)) if cells >= 44 else 0
        room = cells - 1 - note_room - width(count)
        name = safe(suggestion.label)
        field, colon, value = name.partition(":")
        head = (
            [Span(f"{field}{colon}", "dim"), Span(value, "strong" if here else "text")]
            if colon
            else [Span(name, "text")]
        )
        local = f" {safe(suggestion.label_zh)}" if suggestion.label_zh and signs.wide else ""
        used = line_width(tuple(head))
        if used > room:
            head = [Span(fit(name, room, ellipsis=signs.ellipsis), "text")]
        else:
            spare = room - used
            head.append(Span(fit(local if width(local) < spare else "", spare), "dim"))
        return (
            mark,
            *head,
            Span(fit(note, note_room, ellipsis=signs.ellipsis), "dim"),
            Span(count, "strong" if here else "text"),
        )

    def render_line(self, y: int) -> Strip:
        """One line of the list."""
        cells = self.size.width
        lines = self._lines(cells)
        roles = self.app.roles  # type: ignore[attr-defined]
        if y >= len(lines):
            return Strip.blank(cells, self.rich_style)
        line, index = lines[y]
        ground = roles.row(focused=True) if index == self.chosen and index is not None else None
        return strip(line, roles, cells, self.rich_style, cursor=ground)

    def on_click(self, event: object) -> None:
        """A click takes the suggestion."""
        y = getattr(event, "y", 0)
        lines = self._lines(self.size.width)
        index = lines[y][1] if 0 <= y < len(lines) else None
        if index is not None:
            self.post_message(self.Taken(self._suggestions[index]))


def _hint(title: str, text: str) -> Line:
    return (Span(f" {title:<9}", "dim"), Span(text, "text"))
