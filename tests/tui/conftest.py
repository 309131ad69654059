"""The explorer under test, on the dataset that ships."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot

from tuiapp.catalog.location import shipped_dataset
from tuiapp.catalog.view import View
from tuiapp.compiler.build import compile_dataset
from tuiapp.tui.app import TuiApp
from tuiapp.tui.screens.explore import ExploreScreen

TURNS = 300
"""Turns of the event loop after which a condition is not expected to come true any more."""


@pytest.fixture(scope="session")
def shipped_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the shipped dataset."""
    return compile_dataset(shipped_dataset(), tmp_path_factory.mktemp("index"))


MakeApp = Callable[..., TuiApp]


@pytest.fixture
def make_app(shipped_index: Path, monkeypatch: pytest.MonkeyPatch) -> MakeApp:
    """Makes an explorer at a query."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)

    def make(query: str = "", *, ascii_only: bool = False) -> TuiApp:
        return TuiApp(shipped_dataset(), shipped_index, View(query=query), ascii_only=ascii_only)

    return make


def explorer(app: TuiApp) -> ExploreScreen:
    """The explorer's screen."""
    return cast("ExploreScreen", next(s for s in app.screen_stack if isinstance(s, ExploreScreen)))


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Let the app run until a condition holds."""
    for _turn in range(TURNS):
        await pilot.pause()
        if condition():
            return
    raise AssertionError("the condition did not come true")


async def settled(pilot: Pilot[None]) -> ExploreScreen:
    """The explorer, when all it shows belongs to its view."""
    app = cast("TuiApp", pilot.app)
    screen = explorer(app)
    await until(pilot, lambda: screen.settled)
    await pilot.pause()
    return screen
