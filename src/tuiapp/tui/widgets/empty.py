"""What stands in place of the rows when nothing is found: each term, and what leaving it out would find."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from tuiapp.i18n import _
from tuiapp.render.cells import Line, Span, fit, safe
from tuiapp.tui.commands import bindings
from tuiapp.tui.widgets.bars import key_line
from tuiapp.tui.widgets.pane import Pane

_NUMBERS = {2: _("both"), 3: _("all three"), 4: _("all four"), 5: _("all five")}
INDENT = 10


class EmptyPane(Pane):
    """The terms of a query that finds nothing; enter drops the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("empty")]

    class Dropped(Message):
        """A term is to be left out."""

        def __init__(self, term: str) -> None:
            self.term = term
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("2", _("Signings"), id=id)
        self._terms: Sequence[tuple[str, int | None]] = ()
        self._of = 0
        self._lines: list[tuple[Line, str | None]] = []

    def show(self, terms: Sequence[tuple[str, int | None]], of: int) -> None:
        """Show the terms with the signings found without each, None where that is not known yet.

        Fewest come first; a term without which nothing is found either comes last.
        """
        self._terms, self._of = sorted(terms, key=lambda term: (term[1] == 0, term[1] or 0)), of
        self._lines = []
        self.set_reactive(Pane.cursor, 0)
        self.changed()

    @property
    def term(self) -> str | None:
        """The term under the cursor."""
        return self._lines[self.cursor][1] if self.cursor < len(self._lines) else None

    def count(self) -> int:
        """How many lines the explanation has."""
        if not self._lines:
            self._lines = self._explain()
        return len(self._lines)

    def on_resize(self, event: events.Resize) -> None:
        """The margins are others; the cursor stays on its term."""
        term, self._lines = self.term, self._explain()
        at = next((index for index, (_line, each) in enumerate(self._lines) if term is not None and each == term), 0)
        self.set_reactive(Pane.cursor, at)
        super().on_resize(event)

    def _explain(self) -> list[tuple[Line, str | None]]:
        n = len(self._terms)
        if n == 1:
            sentence = _("No signing meets `{term}`.").format(term=safe(self._terms[0][0]))
        else:
            sentence = _("No signing meets {all} terms.").format(all=_NUMBERS.get(n, _("all {n}").format(n=n)))
        indent = " " * min(INDENT, max(self.size.width // 12, 1))
        lines: list[tuple[Line, str | None]] = [((), None)] * max(min(4, self.body_height // 6), 0)
        lines += [((Span(f"{indent} {sentence}", "strong"),), None), ((), None)]
        lines.append(((Span(f"{indent} {fit(_('Without'), 32)}{_('Signings'):>12}", "dim"),), None))
        for term, found in self._terms:
            number = "" if found is None else f"{found:,}"
            lines.append(((Span(f"{fit(safe(term), 32)}{number:>12}", "text"),), term))
        foot = key_line(("enter", _("drop the term")), ("escape", _("last query")), ("slash", _("edit")))
        lines += [((), None), ((Span(f"{indent} ", "text"), *foot), None)]
        return lines

    def line(self, index: int, cells: int) -> Line:
        """A line, with the cursor's mark where it stands."""
        line, term = self._lines[index]
        if term is None:
            return line
        indent = " " * min(INDENT, max(self.size.width // 12, 1))
        mark = (
            Span(f"{indent}", "text") if index != self.cursor else Span(f"{indent[:-1]}{self.signs.cursor}", "accent")
        )
        return (mark, Span(" ", "text"), *line)

    def can_stop(self, index: int) -> bool:
        """On terms alone."""
        return self._lines[index][1] is not None

    def right(self) -> str:
        """None of all."""
        return _("{shown} of {all}").format(shown=0, all=f"{self._of:,}")

    def action_drop_term(self) -> None:
        """Leave the term out."""
        if self.term is not None:
            self.post_message(self.Dropped(self.term))

    def on_pane_chosen(self, event: Pane.Chosen) -> None:
        """A click on the term under the cursor leaves it out."""
        event.stop()
        self.action_drop_term()
