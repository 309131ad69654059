"""Reading the dataset again while something else is looked at."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from tui.conftest import MakeApp, settled, until
from tui.driving import MIDDLE, press
from tuiapp.tui.loading import Built
from tuiapp.tui.screens.export import ExportScreen


class Gate:
    """A reload that lasts until it is let go."""

    def __init__(self, index: Path) -> None:
        self._index = index
        self.opened = asyncio.Event()

    async def build(self, *_arguments: object) -> Built:
        await self.opened.wait()
        return Built(self._index)


@pytest.fixture
def other_index(shipped_index: Path, tmp_path: Path) -> Path:
    """The same dataset, indexed again."""
    return Path(shutil.copy(shipped_index, tmp_path / "again.db"))


@pytest.mark.parametrize("key", ["enter", "t", "v"], ids=["event", "left out", "events"])
async def test_a_screen_opened_during_a_reload_works_after_it(
    make_app: MakeApp, other_index: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    app = make_app("zone:liangjiang")
    async with app.run_test(size=MIDDLE) as pilot:
        screen = await settled(pilot)
        gate = Gate(other_index)
        monkeypatch.setattr("tuiapp.tui.loading.build_index", gate.build)
        before = screen.catalog
        await press(pilot, "r", key)
        await until(pilot, lambda: app.screen is not screen and app.focused is not None)
        gate.opened.set()
        await until(pilot, lambda: screen.catalog is not before)
        if key != "enter":  # on to an event, which is asked of the index
            above = app.screen
            await press(pilot, "enter")
            await until(pilot, lambda: app.screen is not above and app.focused is not None)
        await press(pilot, "e")
        await until(pilot, lambda: isinstance(app.screen, ExportScreen))
        assert app.is_running


async def test_marks_and_order_stay_through_a_reload(
    make_app: MakeApp, other_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app("year:2023")
    async with app.run_test(size=MIDDLE) as pilot:
        screen = await settled(pilot)
        gate = Gate(other_index)
        gate.opened.set()
        monkeypatch.setattr("tuiapp.tui.loading.build_index", gate.build)
        await press(pilot, "space", "right_square_bracket")
        await until(pilot, lambda: bool(screen.view.sort))
        await settled(pilot)
        view, rows, before = screen.view, screen.table.plain(), screen.catalog
        await press(pilot, "r")
        await until(pilot, lambda: screen.catalog is not before)
        await settled(pilot)
        assert screen.view == view
        assert screen.table.plain() == rows
        assert app.said[-1] == "Read again."


async def test_a_broken_dataset_leaves_the_last_good_one_and_says_why(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def built(*_arguments: object) -> Built:
        return Built(None, 3, "events/x.toml:12: event[0].dates: no day is read from “soon”")

    monkeypatch.setattr("tuiapp.tui.loading.build_index", built)
    app = make_app()
    async with app.run_test(size=MIDDLE) as pilot:
        screen = await settled(pilot)
        rows, before = screen.table.plain(), screen.catalog
        await press(pilot, "r")
        await until(pilot, lambda: bool(app.said))
        assert "events/x.toml:12" in app.said[-1]
        assert screen.catalog is before
        assert screen.table.plain() == rows
        await press(pilot, "down")
        assert screen.table.cursor == 1
