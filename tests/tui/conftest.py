"""The explorer under test, on the dataset that stays as it is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

import support
from tui.watched import WatchedApp
from tuiapp.catalog.view import View
from tuiapp.tui.app import TuiApp
from tuiapp.tui.screens.explore import ExploreScreen

LIMIT = 60.0
"""Seconds after which a condition is not expected to come true any more; it is no waiting time."""
TICK = 0.001
"""Seconds between two looks at a condition: time for the threads that ask the index."""

MakeApp = Callable[..., WatchedApp]


@pytest.fixture
def make_app(fixed_index: Path, monkeypatch: pytest.MonkeyPatch) -> MakeApp:
    """Makes an explorer at a query."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)

    def make(query: str = "", *, ascii_only: bool = False) -> WatchedApp:
        return WatchedApp(support.FIXED, fixed_index, View(query=query), ascii_only=ascii_only)

    return make


def explorer(app: TuiApp) -> ExploreScreen:
    """The explorer's screen."""
    return next(s for s in app.screen_stack if isinstance(s, ExploreScreen))


@pytest.fixture(autouse=True)
def working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where exports go: a folder of the test's own, never the checkout."""
    made = tmp_path / "working"
    made.mkdir()
    monkeypatch.chdir(made)
    return made


async def still(pilot: Pilot[None]) -> None:
    """Let the app do what it was told.

    The pilot's own pause waits until the machine is idle, at least 20 ms and up to a second while others work.
    """
    app, empty = pilot.app, 0
    while app.is_running and empty < 2:
        await pilot.pause(0)
        pumps = (app, *app.screen_stack, *app.screen.walk_children(Widget))
        empty = 0 if any(pump.message_queue_size for pump in pumps) else empty + 1


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Let the app run until a condition holds."""
    end = monotonic() + LIMIT
    while pilot.app.is_running and monotonic() < end:
        await still(pilot)
        if condition():
            return
        await asyncio.sleep(TICK)
    raise AssertionError(f"the condition did not come true; said: {getattr(pilot.app, 'said', [])}")


async def settled(pilot: Pilot[None]) -> ExploreScreen:
    """The explorer, when all it shows belongs to its view."""
    app = pilot.app
    assert isinstance(app, TuiApp)
    screen = explorer(app)
    await until(pilot, lambda: screen.settled)
    await still(pilot)
    return screen
