"""The app: themes, signs, the screens, and what every screen can ask for."""

from __future__ import annotations

import asyncio
import inspect
import signal
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.command import Provider
from textual.screen import Screen

from tuiapp import settings
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.errors import IndexDamaged, QueryError
from tuiapp.catalog.records import Report, SigningRow
from tuiapp.catalog.view import View
from tuiapp.i18n import _
from tuiapp.render.cells import safe
from tuiapp.render.signs import ASCII, UNICODE
from tuiapp.tui.commands import Command, bindings
from tuiapp.tui.theme import DARK, LIGHT, MONO, SIXTEEN, THEME_NAMES, THEMES, Roles, can_show, theme_for_terminal

if TYPE_CHECKING:
    from subprocess import Popen

    from tuiapp.tui.loading import Built
    from tuiapp.tui.watching import Status, Watch

USAGE = 2
_TERMINATED = 128 + signal.SIGTERM
"""The exit code of a program that SIGTERM ended, as shells count it."""
_READING = 20.0
"""Seconds in which a link can be read off the screen, where it may be all that one gets of it."""


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

    def __init__(
        self,
        dataset: Path,
        index: Path | None,
        view: View,
        *,
        ascii_only: bool = False,
        settings_file: Path | None = None,
        compiler: Popen[bytes] | None = None,
    ) -> None:
        """Prepare the explorer.

        Args:
            dataset: the dataset's folder.
            index: its fresh index; None where it has yet to be built.
            view: what to show first.
            ascii_only: draw with ASCII signs.
            settings_file: the file of what the user chose before; None keeps nothing.
            compiler: the process that builds the index, where it has been started already.
        """
        self._settings = settings_file
        self._settings_trouble = ""
        theme = self._chosen_theme(theme_for_terminal())  # before Textual takes NO_COLOR out of the environment
        super().__init__()
        self.dataset = dataset
        self.view = view
        self.signs = ASCII if ascii_only else UNICODE
        self.failure: tuple[int, str] | None = None
        """Why the program could not go on: an exit code and what to say."""
        self._index = index
        self._compiler = compiler
        self._watch: Watch | None = None
        self._said_again = True
        self._ending = False
        for known in THEMES:
            self.register_theme(known)
        # Set without its watchers: nothing is drawn yet, and reading all style sheets again costs 25 ms.
        self.set_reactive(App.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self.roles = Roles(self.get_theme(theme) or DARK)

    def _chosen_theme(self, suitable: str) -> str:
        """The theme that the user chose, if the terminal can show it; else the one that suits the terminal."""
        try:
            chosen = settings.read(self._settings).get("theme") if self._settings else None
        except settings.SettingsError as error:
            self._settings_trouble = str(error)
            return suitable
        if chosen is None:
            return suitable
        if not isinstance(chosen, str) or chosen not in THEME_NAMES:
            self._settings_trouble = _("{file}: no theme `{name}`; accepted: {names}").format(
                file=self._settings, name=chosen, names=", ".join(THEME_NAMES)
            )
            return suitable
        return THEME_NAMES[chosen] if can_show(suitable, THEME_NAMES[chosen]) else suitable

    def get_default_screen(self) -> Screen[None]:
        """The explorer at once where the index is fresh; else the one that builds it."""
        if self._index is not None:
            return self._explorer(self._index)
        from tuiapp.tui.screens.loading import LoadingScreen

        return LoadingScreen(self.dataset, self._compiler)

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

    def loaded(self, index: Path, at: str | None = None) -> None:
        """The index is built: open the explorer, at a signing if somebody has gone to one meanwhile."""
        self.view = self.view._replace(selection=at)
        try:
            self._open(index)
        except QueryError as error:
            self.give_up(USAGE, str(error))

    def open_outdated(self, index: Path, reading: Awaitable[Built]) -> Watch | None:
        """Open the explorer at how the dataset was while it is read again.

        Args:
            index: made of the dataset as it was.
            reading: what comes of reading it again.

        Returns:
            Who is to be told how far that is; None where `index` does not open, or has nothing of what is asked for.
        """
        from tuiapp.tui.watching import Watch

        try:
            self._open(index)
        except (QueryError, IndexDamaged, OSError):
            return None
        self._watch = Watch(self.dataset, index, self._follow, reading)
        self.run_worker(self._watch.run(), group="watch")
        return self._watch

    def _open(self, index: Path) -> None:
        from tuiapp.catalog.query import Query

        with Catalog.open(index) as catalog:
            catalog.check(Query.parse(self.view.query))
        self._index = index
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

    def on_mount(self) -> None:
        """Who ends the program by a signal gets the terminal back as well; settings that are no good are said."""
        with suppress(NotImplementedError, RuntimeError, ValueError):  # no such signals, or not in the main thread
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self._terminate)
        if self._settings_trouble:
            message = _("{trouble}. The file is left as it is.").format(trouble=self._settings_trouble)
            self.notify(message, severity="warning", timeout=_READING)

    def _terminate(self) -> None:
        self._ending = True
        self.exit(return_code=_TERMINATED)

    async def action_quit(self) -> None:
        """Leave the program."""
        self._ending = True
        self.exit()

    def action_help_quit(self) -> None:
        """Say how to leave: ctrl+c, which ends a command, may mean copying here."""
        self.notify(_("ctrl+q leaves the program."))

    def give_up(self, code: int, message: str) -> None:
        """End the program; the message is printed when the terminal is restored."""
        self.failure = (code, message)
        self.exit(return_code=code)

    def follow(self) -> None:
        """Keep what is shown as the dataset is, from now on."""
        from tuiapp.tui.watching import Watch

        if self._watch is None and (index := self._index) is not None:
            self._watch = Watch(self.dataset, index, self._follow)
            self.run_worker(self._watch.run(), group="watch")

    @property
    def status(self) -> Status | None:
        """How what is shown stands to the dataset; None until somebody looks."""
        return self._watch.status if self._watch is not None else None

    def reload(self) -> None:
        """Read the dataset again and show the same view of it."""
        self.follow()
        if self._watch is not None:
            self._said_again = False
            self._watch.ask()

    def say_failure(self, error: Exception) -> None:
        """Say why the index gave no answer; one that is gone or broken is built again, and then asked again."""
        if not isinstance(error, IndexDamaged):
            self.notify(str(error), severity="error")
        elif self._said_again:  # else it is being built
            self.notify(_("The index cannot be read any more; it is built again."))
            self.reload()

    def _follow(self, status: Status) -> None:
        from tuiapp.tui.following import show

        show(self, status)
        if not self._said_again and status.progress is None:
            self._said_again = True
            if status.failure is None:
                self.notify(_("Read again."), markup=False)

    def dress(self, screen: Screen[Any]) -> None:
        """Give a new screen the line that says what is wrong with the dataset, if anything is."""
        if self.status is not None and (self.status.failure is not None or self.status.outdated):
            from tuiapp.tui.following import say

            say(screen, self.status)

    def on_banner_clicked(self) -> None:
        """All of what is wrong."""
        self.action_problems()

    def action_problems(self) -> None:
        """Show what keeps the dataset from being read."""
        from tuiapp.tui.screens.problems import ProblemsScreen

        if self.status is not None and self.status.failure is not None:
            self.push_screen(ProblemsScreen(self.status.failure))
        else:
            self.notify(_("Nothing is wrong with the dataset's files."), markup=False)

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

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open a link in the browser; where none can be opened, say so and leave the link in the clipboard."""
        if self.is_web:
            super().open_url(url, new_tab=new_tab)
        else:
            self.run_worker(self._open_link(url), group="link", exclusive=False)

    async def _open_link(self, url: str) -> None:
        from tuiapp.tui.browser import open_link

        if not await asyncio.to_thread(open_link, url):
            self.copy_to_clipboard(url)
            message = _("No browser can be opened here. The link is copied: {url}")
            self.notify(message.format(url=url), timeout=_READING)

    def use_theme(self, name: str) -> None:
        """Change the colours, and keep the choice for the next time."""
        self.theme = name
        if self._settings is None:
            return
        try:
            settings.change(
                self._settings, "theme", next(short for short, known in THEME_NAMES.items() if known == name)
            )
        except (settings.SettingsError, OSError) as error:
            self.notify(_("The theme is not kept: {error}").format(error=error), severity="warning", timeout=_READING)

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
