"""The events that the query finds, with or without a signing: the screen behind `v`."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.query import Query
from tuiapp.catalog.view import View
from tuiapp.i18n import _, plural
from tuiapp.render.cells import Line
from tuiapp.render.events import events_lines
from tuiapp.tui.commands import bindings
from tuiapp.tui.jobs import leniently
from tuiapp.tui.screens.lines import LinesScreen
from tuiapp.tui.titles import query_line

if TYPE_CHECKING:
    from tuiapp.tui.screens.explore_commands import ExploreCommands


class EventsScreen(LinesScreen):
    """One line an event, newest first; enter opens it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("events")]
    CONTEXT = "events"

    def __init__(self, catalog: Catalog, view: View, added: Container[int], explorer: ExploreCommands) -> None:
        super().__init__(catalog, view._replace(screen="events", sort=(), columns=()), added)
        self._explorer = explorer
        self.fetch()

    def fetch(self) -> None:
        """The events."""
        catalog, query = self.catalog, Query.parse(self.view.query)
        self._events = leniently(lambda typing: catalog.events(query, typing=typing))

    def title_line(self) -> Line:
        """The screen's name and the query."""
        return query_line(_("Events"), self.view.query)

    def heading(self) -> tuple[str, str]:
        """How many."""
        return plural("{n} event", "{n} events", len(self._events)), ""

    def draw(self) -> None:
        """Render the list for the width."""
        here = self.lines.target
        marked = frozenset(term for term in self._explorer.view.compared if term.startswith("event:"))
        lines = events_lines(self._events, self.lines.size.width, self.signs, marked=marked)
        self.lines.show(lines, target=here)

    def show_footer(self, state: str = "") -> None:
        """How many things are marked to be compared."""
        marked = len(self._explorer.view.compared)
        super().show_footer(state or (plural("{n} marked", "{n} marked", marked) if marked else ""))

    def action_mark_event(self) -> None:
        """Mark the event under the cursor, to compare it, and go to the next."""
        if self.lines.target is not None:
            self._explorer.toggle_term(self.lines.target)
            self.draw()
            self.lines.move(self.lines.cursor + 1)
            self.show_footer()

    def action_compare(self) -> None:
        """Compare what is marked."""
        self._explorer.action_compare()

    def action_open_listed(self) -> None:
        """Open the event under the cursor."""
        target = self.lines.target
        if target is not None:
            self.open_event(target.removeprefix("event:"), None)

    def on_pane_chosen(self) -> None:
        """A click on the cursor's line opens it."""
        self.action_open_listed()
