"""Shows on every open screen how what is shown stands to the dataset."""

from __future__ import annotations

from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from textual.css.query import NoMatches

from tuiapp.i18n import _
from tuiapp.tui.screens.explore import ExploreScreen
from tuiapp.tui.screens.left_out import LeftOutScreen
from tuiapp.tui.screens.problems import ProblemsScreen
from tuiapp.tui.widgets.banner import Banner
from tuiapp.tui.widgets.bars import TitleBar

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

    from tuiapp.tui.watching import Status


def show(app: App[Any], status: Status) -> None:
    """Show a new status: another index, how far the compiler is, what is wrong."""
    for screen in list(app.screen_stack):
        if isinstance(screen, ExploreScreen):
            screen.use(status.shown)
        for bar in screen.query(TitleBar):
            bar.refresh()
        say(screen, status)


def say(screen: Screen[Any], status: Status) -> None:
    """Say under a screen's title why what is shown is not the dataset as it is; nothing is said when it is."""
    if isinstance(screen, ProblemsScreen):
        if status.failure is not None:
            screen.show(status.failure)
        else:
            screen.dismiss()
        return
    found = screen.query(Banner)
    if found:
        found.first().say(status)
    elif status.failure is not None or status.outdated:
        with suppress(NoMatches):  # a dialog has no title: the screen it lies on says it
            banner = Banner()
            banner.say(status)
            screen.mount(banner, after=screen.query_one("#title"))


def show_above(explorer: ExploreScreen) -> None:
    """Have the screens above the explorer show the index it shows now; a record that is gone is closed."""
    stack = explorer.app.screen_stack
    above = stack[stack.index(explorer) + 1 :]
    for place, screen in enumerate(above):
        try:
            use = getattr(screen, "use", None)
            if use is not None:
                use(explorer.catalog, explorer.added)
        except KeyError:
            for _screen in above[place:]:
                explorer.app.pop_screen()
            explorer.notify(_("What was shown here is not in the dataset any more."), markup=False)
            return
    for below, screen in pairwise((explorer, *above)):
        # The lanes are of whoever opened the list: of the explorer's query, or of a column that is compared.
        again = getattr(below, "action_left_out", None) if isinstance(screen, LeftOutScreen) else None
        if again is not None:
            again()
