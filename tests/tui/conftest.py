"""The explorer under test, on the dataset that ships."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tui.watched import WatchedApp
from tuiapp.catalog.location import shipped_dataset
from tuiapp.catalog.view import View
from tuiapp.tui.app import TuiApp
from tuiapp.tui.screens.explore import ExploreScreen

TURNS = 300
"""Turns of the event loop after which a condition is not expected to come true any more."""

MakeApp = Callable[..., WatchedApp]


@pytest.fixture
def make_app(shipped_index: Path, monkeypatch: pytest.MonkeyPatch) -> MakeApp:
    """Makes an explorer at a query."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)

    def make(query: str = "", *, ascii_only: bool = False) -> WatchedApp:
        return WatchedApp(shipped_dataset(), shipped_index, View(query=query), ascii_only=ascii_only)

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


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Let the app run until a condition holds."""
    for _turn in range(TURNS):
        await pilot.pause()
        if condition():
            return
        if not pilot.app.is_running:
            break
    raise AssertionError(f"the condition did not come true; said: {getattr(pilot.app, 'said', [])}")


async def settled(pilot: Pilot[None]) -> ExploreScreen:
    """The explorer, when all it shows belongs to its view."""
    app = pilot.app
    assert isinstance(app, TuiApp)
    screen = explorer(app)
    await until(pilot, lambda: screen.settled)
    await pilot.pause()
    return screen
