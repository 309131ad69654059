"""The app: themes, signs, the screens, and what every screen can ask for."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.command import Provider
from textual.screen import Screen

from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.errors import QueryError
from tuiapp.catalog.records import Report, SigningRow
from tuiapp.catalog.view import View
from tuiapp.i18n import _
from tuiapp.render.cells import safe
from tuiapp.render.signs import ASCII, UNICODE
from tuiapp.tui.commands import Command, bindings
from tuiapp.tui.theme import DARK, LIGHT, MONO, SIXTEEN, THEMES, Roles, theme_for_terminal

USAGE, INVALID = 2, 3


def _palette() -> type[Provider]:
    from tuiapp.tui.palette import CommandsProvider

    return CommandsProvider


class TuiApp(App[None]):
    """The explorer of one dataset."""

    TITLE = "tuiapp"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app")]
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_palette}
    # Textual reads no style sheet of a screen that is the first one, so the app names it.
    CSS_PATH = "screens/explore.tcss"
    CSS = """
    Toast { background: $surface; color: $foreground; }
    """

    def __init__(self, dataset: Path, index: Path | None, view: View, *, ascii_only: bool = False) -> None:
        """Prepare the explorer.

        Args:
            dataset: the dataset's folder.
            index: its fresh index; None where it has yet to be built.
            view: what to show first.
            ascii_only: draw with ASCII signs.
        """
        theme = theme_for_terminal()  # before Textual takes NO_COLOR out of the environment
        super().__init__()
        self.dataset = dataset
        self.view = view
        self.signs = ASCII if ascii_only else UNICODE
        self.failure: tuple[int, str] | None = None
        """Why the program could not go on: an exit code and what to say."""
        self._index = index
        self._ending = False
        for known in THEMES:
            self.register_theme(known)
        # Set without its watchers: nothing is drawn yet, and reading all style sheets again costs 25 ms.
        self.set_reactive(App.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self.roles = Roles(self.get_theme(theme) or DARK)

    def get_default_screen(self) -> Screen[None]:
        """The explorer at once where the index is fresh; else the one that builds it."""
        if self._index is not None:
            return self._explorer(self._index)
        from tuiapp.tui.screens.loading import LoadingScreen

        return LoadingScreen(self.dataset)

    def _explorer(self, index: Path) -> Screen[None]:
        from tuiapp.tui.screens.explore import ExploreScreen

        return ExploreScreen(Catalog.open(index), self.view)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The roles, for style sheets that are read before a theme is set."""
        return dict(DARK.variables)

    def watch_theme(self, theme: str) -> None:
        """Other colours: everything is drawn again."""
        self.roles = Roles(self.get_theme(theme) or DARK)
        for screen in self.screen_stack if self.is_running else ():
            screen.refresh(layout=True)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """None of Textual's own: the command catalogue has all there are."""
        return ()

    # The dataset.

    def loaded(self, index: Path) -> None:
        """The index is built: open the explorer."""
        from tuiapp.catalog.query import Query

        catalog = Catalog.open(index)
        try:
            catalog.check(Query.parse(self.view.query))
        except QueryError as error:
            self.give_up(USAGE, str(error))
            return
        finally:
            catalog.close()
        # Over the loading screen, not in its place: Textual cannot replace a first screen.
        self.push_screen(self._explorer(index))

    async def on_event(self, event: events.Event) -> None:
        """Keys pressed while the program ends do nothing: what they would open is not there any more."""
        if not (self._ending and isinstance(event, events.InputEvent)):
            await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """Keys typed faster than the search line opens go into the line, not to the pane that had them before."""
        hold = getattr(self.screen, "hold_key", None)
        if hold is not None and hold(event):
            event.stop()
            event.prevent_default()

    async def action_quit(self) -> None:
        """Leave the program."""
        self._ending = True
        self.exit()

    def give_up(self, code: int, message: str) -> None:
        """End the program; the message is printed when the terminal is restored."""
        self.failure = (code, message)
        self.exit(return_code=code)

    def reload(self) -> None:
        """Read the dataset again and show the same view of it."""
        from tuiapp.tui.loading import build_index

        async def work() -> None:
            result = await build_index(self.dataset)
            if result.index is not None:
                self._show_again(result.index)
            else:
                self.notify(
                    result.error, title=_("The dataset is broken; the last good one is shown"), severity="error",
                    timeout=20, markup=False,
                )  # fmt: skip

        self.run_worker(work(), exclusive=True, group="reload")

    def _show_again(self, index: Path) -> None:
        from tuiapp.tui.screens.explore import ExploreScreen

        for screen in self.screen_stack:
            if isinstance(screen, ExploreScreen):
                screen.use(Catalog.open(index))
        self.notify(_("Read again."), markup=False)

    # What every screen can ask for.

    def notify(self, message: str, **options: Any) -> None:
        """Show a note; what it quotes is made safe, and is no markup."""
        title = str(options.pop("title", ""))
        super().notify(safe(message), title=safe(title), **{**options, "markup": False})

    async def press_command(self, command: Command) -> None:
        """Do a command as if its key had been pressed where the focus is."""
        nodes = [*self.focused.ancestors_with_self] if self.focused else [self.screen, self]
        for node in nodes:
            action = getattr(node, f"action_{command.action}", None)
            if action is not None:
                result = action()
                if inspect.isawaitable(result):
                    await result
                return

    def show_help(self, contexts: tuple[str, ...]) -> None:
        """Show the keys of these contexts."""
        from tuiapp.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(contexts))

    def copy_row(self, row: SigningRow) -> None:
        """Copy a signing as a line of text that names its source."""
        from tuiapp.export.citation import citation

        self.copy_to_clipboard(citation(row))
        self.notify(_("Row copied."), markup=False)

    def copy_source(self, report: Report) -> None:
        """Copy a source."""
        from tuiapp.export.citation import source

        self.copy_to_clipboard(source(report))
        self.notify(_("Source copied."), markup=False)

    def open_source(self, report: Report) -> None:
        """Open a report's page in the browser; only http and https are opened."""
        if report.url and report.url.startswith(("https://", "http://")):
            self.open_url(report.url)
        else:
            self.notify(_("This report has no link: {publisher}.").format(publisher=report.publisher), markup=False)

    def use_theme(self, name: str) -> None:
        """Change the colours."""
        self.theme = name

    def action_palette(self) -> None:
        """Find a command by name."""
        self.action_command_palette()


CHOICES = (
    (DARK, _("dark")),
    (LIGHT, _("light")),
    (SIXTEEN, _("the terminal's sixteen colours")),
    (MONO, _("no colour")),
)
"""The themes the palette offers."""
