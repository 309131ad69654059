"""One line of choices, one of them chosen."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.message import Message
from textual.reactive import reactive

from tuiapp.render.cells import Line, Span, fit, width
from tuiapp.tui.widgets.bars import Bar

LABEL = 12


class ChoiceRow(Bar, can_focus=True):
    """A label and some choices; left and right choose."""

    DEFAULT_CSS = """
    ChoiceRow { height: 1; }
    """
    chosen = reactive(0)

    class Changed(Message):
        """Another choice."""

        def __init__(self, row: ChoiceRow) -> None:
            self.row = row
            super().__init__()

    def __init__(self, label: str, choices: Sequence[tuple[str, str]], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._label = label
        self._choices = choices
        self._spots: list[tuple[int, int]] = []

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Call the same choices by other titles."""
        self._choices = choices
        self.refresh()

    @property
    def value(self) -> str:
        """The key of the choice."""
        return self._choices[self.chosen][0]

    def whole(self, cells: int) -> Line:
        """The label and the choices, the chosen one with a full point."""
        spans: list[Span] = [Span(fit(self._label, LABEL), "dim")]
        at, self._spots = LABEL, []
        for index, (_key, title) in enumerate(self._choices):
            here = index == self.chosen
            sign = (self.signs.point if here else "○") if not self.signs.ascii else ("(x)" if here else "( )")
            style = "strong" if here else "text"
            if here and self.has_focus:
                spans += [Span(f"{self.signs.cursor}{sign} ", "accent+"), Span(title, "strong"), Span("  ", "text")]
            else:
                spans += [Span(f" {sign} ", "accent" if here else "dim"), Span(title, style), Span("  ", "text")]
            size = 2 + width(sign) + width(title)
            self._spots.append((at, at + size))
            at += size + 2
        return tuple(spans)

    def watch_chosen(self) -> None:
        """Say so."""
        self.refresh()
        if self.is_mounted:
            self.post_message(self.Changed(self))

    def step(self, by: int) -> None:
        """Choose another one, around the ends."""
        self.chosen = (self.chosen + by) % len(self._choices)

    def on_click(self, event: events.Click) -> None:
        """A click chooses."""
        for index, (start, end) in enumerate(self._spots):
            if start <= event.x < end:
                self.chosen = index

    def on_focus(self) -> None:
        """The chosen one shows the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """The focus is elsewhere."""
        self.refresh()
