"""Getting an explorer to each place where keys work, and pressing them there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any, cast

from textual import events
from textual.app import App
from textual.geometry import Region
from textual.keys import key_to_character
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tui.conftest import explorer, settled, still, until
from tui.watched import WatchedApp
from tuiapp.catalog.view import View
from tuiapp.tui.commands import Command, in_context
from tuiapp.tui.screens.columns import ColumnsScreen
from tuiapp.tui.screens.compare import CompareScreen
from tuiapp.tui.screens.event import EventScreen
from tuiapp.tui.screens.events import EventsScreen
from tuiapp.tui.screens.explore import ExploreScreen
from tuiapp.tui.screens.export import ExportScreen
from tuiapp.tui.screens.figures import FiguresScreen
from tuiapp.tui.screens.finding import FindingScreen
from tuiapp.tui.screens.help import HelpScreen
from tuiapp.tui.screens.left_out import LeftOutScreen
from tuiapp.tui.widgets.pane import Pane

WIDE, MIDDLE, SMALL = (140, 40), (80, 24), (60, 20)
SIZES = (WIDE, MIDDLE, SMALL)
FINDS_NOTHING = "year:1850"


_NAMES = {
    "/": "slash",
    ":": "colon",
    "=": "equals_sign",
    "<": "less_than_sign",
    ">": "greater_than_sign",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    "?": "question_mark",
    "{": "left_curly_bracket",
    "}": "right_curly_bracket",
}


def type_at_once(app: App[None], keys: Iterable[str]) -> None:
    """Press keys before the app has time for any of them: characters, or names like `enter`."""
    for key in keys:
        name = _NAMES.get(key, key)
        app.post_message(events.Key(name, key_to_character(name)))


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after the other; the app does what one asks for before the next comes."""
    for key in keys:
        type_at_once(pilot.app, [key])
        await still(pilot)


# What is drawn.


def text_of(strip: Strip) -> str:
    """The characters of a strip."""
    return "".join(segment.text for segment in strip)


def strips(widget: Widget) -> list[Strip]:
    """What a widget draws, line by line, as Textual puts it on the screen."""
    return widget.render_lines(Region(0, 0, *widget.outer_size))


def drawn(widget: Widget) -> str:
    """What a widget draws, as text."""
    return "\n".join(map(text_of, strips(widget)))


def visible(screen: Screen[Any]) -> list[Widget]:
    """The widgets of a screen that draw themselves and are seen; boxes around them draw nothing of their own."""
    return [w for w in screen.walk_children(Widget) if w.outer_size.area and w.is_on_screen and not w.children]


# Where keys work.


@dataclass(frozen=True)
class Place:
    """Somewhere the focus can be."""

    name: str
    contexts: tuple[str, ...]
    """The contexts of the command catalogue whose keys work there."""
    pane: bool
    """Whether the focus is in a pane with rows, so that the keys for moving work too."""
    enter: Callable[[Pilot[None]], Awaitable[None]]
    """Goes there from the table of the explorer."""
    is_here: Callable[[WatchedApp], bool]
    query: str = ""

    @property
    def commands(self) -> list[Command]:
        """Every command whose keys work there."""
        return in_context(*self.contexts, *(("rows",) if self.pane else ()))

    async def reach(self, pilot: Pilot[None]) -> None:
        """Go there from wherever the keys pressed so far have led."""
        app = pilot.app
        assert isinstance(app, WatchedApp)
        screen = await settled(pilot)  # what a key asked of the index may open a screen when the answer comes
        if self.is_here(app) and screen.view == View(query=self.query) and not screen.history:
            return
        await restore(pilot, self.query)
        if not self.is_here(app):
            await self.enter(pilot)
            await until(pilot, lambda: self.is_here(app))


async def restore(pilot: Pilot[None], query: str) -> ExploreScreen:
    """Leave all other screens and show a query with nothing else chosen, as at the start."""
    app = pilot.app
    assert isinstance(app, WatchedApp)
    screen = explorer(app)
    while app.screen is not screen:
        app.pop_screen()
    if screen.searching.is_open:
        screen.searching.command("leave")
    if screen._zoomed:  # not always: it lays the screen out again
        screen.action_unzoom()
    if screen.view != View(query=query):
        screen.go(View(query=query), remember=False)
        await settled(pilot)
    screen.history.clear()
    return screen


def _focused(name: str) -> Callable[[WatchedApp], bool]:
    def is_here(app: WatchedApp) -> bool:
        screen = app.screen
        searching = isinstance(screen, ExploreScreen) and screen.searching.is_open
        return isinstance(screen, ExploreScreen) and not searching and screen.query_one(f"#{name}").has_focus

    return is_here


def _on(kind: type[Screen[None]]) -> Callable[[WatchedApp], bool]:
    return lambda app: isinstance(app.screen, kind) and app.focused is not None


def _to(pane: str, *keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Focus a pane, then press keys in it."""

    async def enter(pilot: Pilot[None]) -> None:
        explorer(cast("WatchedApp", pilot.app)).focus_pane(pane)
        await still(pilot)
        await press(pilot, *keys)

    return enter


async def _search(pilot: Pilot[None]) -> None:
    await _to("table", "slash")(pilot)
    await until(pilot, lambda: pilot.app.focused is not None and pilot.app.focused.id is None)
    await press(pilot, *"fo")


async def _finding(pilot: Pilot[None]) -> None:
    await open_event(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, EventScreen)
    screen.lines.move(first_target(screen.lines, "finding:"))
    await press(pilot, "enter")


async def open_event(pilot: Pilot[None]) -> None:
    """Open the event of the table's row and wait until it is drawn."""
    await _to("table", "enter")(pilot)
    await until(pilot, lambda: isinstance(pilot.app.screen, EventScreen) and pilot.app.screen.lines.count() > 0)


def first_target(pane: Pane, kind: str) -> int:
    """The first line that stands for something of a kind."""
    before, found = pane.cursor, -1
    for index in range(pane.count()):
        pane.move(index)
        if (getattr(pane, "target", None) or "").startswith(kind):
            found = pane.cursor
            break
    pane.move(before)
    assert found >= 0, f"no line for {kind}"
    return found


COMPARED = ("city:changzhou", "city:foshan", "zone:liangjiang")
"""More than two columns, so that one can be dropped, and less than four, so that one can be added."""


async def _compare(pilot: Pilot[None]) -> None:
    await _to("table")(pilot)
    explorer(cast("WatchedApp", pilot.app)).open_compare(View(screen="compare", compared=COMPARED))
    await until(pilot, lambda: _is_comparing(cast("WatchedApp", pilot.app)))


def _is_comparing(app: WatchedApp) -> bool:
    screen = app.screen
    return isinstance(screen, CompareScreen) and screen.settled and len(screen.view.compared) == len(COMPARED)


async def _figures(pilot: Pilot[None]) -> None:
    await _to("table", "f")(pilot)
    await until(pilot, lambda: _is_charted(cast("WatchedApp", pilot.app)))


def _is_charted(app: WatchedApp) -> bool:
    screen = app.screen
    return isinstance(screen, FiguresScreen) and screen.settled and not screen.zoomed


async def _columns(pilot: Pilot[None]) -> None:
    await _to("table", "c")(pilot)
    await until(pilot, lambda: _offers(cast("WatchedApp", pilot.app)))


def _offers(app: WatchedApp) -> bool:
    screen = app.screen
    return isinstance(screen, ColumnsScreen) and screen.pane.has_focus and screen.offer_at_cursor is not None


def _search_is_open(app: WatchedApp) -> bool:
    screen = app.screen
    return isinstance(screen, ExploreScreen) and screen.searching.is_open and app.focused is not None


_EXPLORER = ("explore", "app")
WITH_FINDING, WITH_LEFT_OUT = "zone:liangjiang", "zone:liangjiang"

PLACES = (
    Place("table", ("table", *_EXPLORER), True, _to("table"), _focused("table")),
    Place("tree", ("tree", *_EXPLORER), True, _to("tree"), _focused("tree")),
    Place("detail", ("detail", *_EXPLORER), True, _to("detail"), _focused("detail")),
    Place("empty", ("empty", *_EXPLORER), True, _to("table"), _focused("empty"), FINDS_NOTHING),
    Place("search", ("search",), False, _search, _search_is_open),
    Place("event", ("event", "app"), True, _to("table", "enter"), _on(EventScreen), WITH_FINDING),
    Place("events", ("events", "app"), True, _to("table", "v"), _on(EventsScreen)),
    Place("left-out", ("left-out", "app"), True, _to("table", "t"), _on(LeftOutScreen), WITH_LEFT_OUT),
    Place("compare", ("compare", "sides", "app"), True, _compare, _is_comparing),
    Place("figures", ("figures", "app"), True, _figures, _is_charted),
    Place("columns", ("columns",), True, _columns, _offers),
    Place("export", ("export",), False, _to("table", "e"), _on(ExportScreen)),
    Place("help", ("help",), True, _to("table", "question_mark"), _on(HelpScreen)),
    Place("finding", ("help",), True, _finding, _on(FindingScreen), WITH_FINDING),
)
