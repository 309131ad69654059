"""A full screen of rendered lines with a cursor: what the event and the left-out list have in common."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Container
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.view import View
from tuiapp.i18n import _
from tuiapp.render.cells import Line
from tuiapp.tui.commands import Command, in_context
from tuiapp.tui.widgets.bars import Footer, TitleBar
from tuiapp.tui.widgets.lines import LinesPane

if TYPE_CHECKING:
    from tuiapp.render.signs import Signs


class LinesScreen(Screen[None]):
    """Title line, one pane, footer."""

    CONTEXT: ClassVar[str] = ""
    AUTO_FOCUS = "#lines"
    CSS = """
    LinesScreen { background: $background; }
    LinesScreen #lines { height: 1fr; }
    """

    def __init__(self, catalog: Catalog, view: View, added: Container[int] = ()) -> None:
        super().__init__()
        self.catalog = catalog
        self.view = view
        self._added = added

    def compose(self) -> ComposeResult:
        """Title, lines, footer."""
        yield TitleBar(id="title")
        yield LinesPane(id="lines")
        yield Footer(id="footer")

    @property
    def lines(self) -> LinesPane:
        """The pane."""
        return self.query_one("#lines", LinesPane)

    @property
    def signs(self) -> Signs:
        """The signs of the app."""
        signs: Signs = self.app.signs  # type: ignore[attr-defined]
        return signs

    @abstractmethod
    def title_line(self) -> Line:
        """What is looked at."""

    def title_right(self) -> Line:
        """What stands at the right of it."""
        return ()

    @abstractmethod
    def heading(self) -> tuple[str, str]:
        """The title of the rule and what stands at its right."""

    @abstractmethod
    def draw(self) -> None:
        """Render the lines for the width and show them."""

    def on_mount(self) -> None:
        """Lines need the width, so they are drawn with the first size."""
        self.show_title()
        self.show_footer()
        self.app.dress(self)  # type: ignore[attr-defined]

    def show_title(self) -> None:
        """Show what is looked at."""
        self.query_one("#title", TitleBar).show(self.title_line(), self.title_right())

    def use(self, catalog: Catalog, added: Container[int]) -> None:
        """Show the same of an index that was read again.

        Args:
            catalog: the index.
            added: the positions of the signings that a total of the view adds.

        Raises:
            KeyError: what is shown is not in it.
        """
        self.catalog, self._added = catalog, added
        self.fetch()
        if self.is_mounted:
            self.show_title()
            self._redraw()

    def fetch(self) -> None:
        """Ask the index for what is shown."""

    def on_resize(self, event: events.Resize) -> None:
        """Another width has other lines."""
        self.call_after_refresh(self._redraw)

    def _redraw(self) -> None:
        pane = self.lines
        pane.heading, right = self.heading()
        pane.right = lambda: right  # type: ignore[method-assign]
        self.draw()

    def on_pane_cursor_moved(self) -> None:
        """The footer has what works on the line."""
        self.show_footer()

    @property
    def contexts(self) -> tuple[str, ...]:
        """Where the keys pressed now go."""
        return (self.CONTEXT, "app")

    def commands(self) -> list[Command]:
        """The commands that work now."""
        return [c for c in in_context(*self.contexts) if self.check_action(c.action, ())]

    def show_footer(self, state: str = "") -> None:
        """Show the commands that work now."""
        self.query_one("#footer", Footer).show_commands(self.commands(), state)

    async def on_footer_pressed(self, event: Footer.Pressed) -> None:
        """A command of the footer."""
        await self.app.press_command(event.command)  # type: ignore[attr-defined]

    def open_event(self, event_id: str, signing: str | None) -> None:
        """Open an event; a line of a dataset that was read again since may name one that is gone."""
        from tuiapp.tui.screens.event import EventScreen

        try:
            screen = EventScreen(self.catalog, self.view, event_id, signing, self._added)
        except KeyError:
            self.notify(_("This event is not in the dataset any more."), markup=False)
        else:
            self.app.push_screen(screen)

    def action_back(self) -> None:
        """Return to the screen before."""
        self.app.pop_screen()

    def action_help(self) -> None:
        """Show the keys that work here."""
        self.app.show_help(self.contexts)  # type: ignore[attr-defined]

    def action_export(self) -> None:
        """Export what is shown."""
        from tuiapp.tui.screens.export import ExportScreen

        self.app.push_screen(ExportScreen(self.catalog, self.view))
