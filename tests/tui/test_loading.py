"""The first screen where a dataset has yet to be read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

import support
from tui.conftest import MakeApp, explorer, until
from tui.driving import SIZES, drawn, press
from tui.watched import WatchedApp
from tuiapp.catalog.location import index_directory, published_index
from tuiapp.catalog.view import View
from tuiapp.compiler.build import compile_dataset
from tuiapp.tui.loading import Built
from tuiapp.tui.screens.loading import LoadingScreen


class Compiler:
    """One that waits to be told how far it is."""

    def __init__(self) -> None:
        self.tell: Callable[[dict[str, int]], None] | None = None
        self.index: asyncio.Future[Built] = asyncio.Future()
        self.ended = False

    async def build(self, _dataset: Path, progress: Callable[[dict[str, int]], None]) -> Built:
        self.tell = progress
        try:
            return await self.index
        finally:
            self.ended = True


@pytest.fixture
async def compiler(monkeypatch: pytest.MonkeyPatch) -> Compiler:
    made = Compiler()
    monkeypatch.setattr("tuiapp.tui.screens.loading.build_index", made.build)
    return made


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return support.write_dataset(tmp_path / "data")


@pytest.fixture
def app(data: Path, make_app: MakeApp) -> WatchedApp:
    return WatchedApp(data, None, View())


def said(app: WatchedApp) -> str:
    return "\n".join(drawn(bar) for bar in app.screen.children)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_it_says_how_far_it_is_and_then_shows_the_dataset(
    app: WatchedApp, data: Path, compiler: Compiler, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: compiler.tell is not None)
        assert isinstance(app.screen, LoadingScreen)
        assert "Reading the dataset" in said(app)
        assert "files" not in said(app)
        assert compiler.tell is not None
        compiler.tell({"files_done": 3, "files": 12, "rows": 0})
        await until(pilot, lambda: "3 of 12 files" in said(app))
        compiler.tell({"files_done": 12, "files": 12, "rows": 1234})
        await until(pilot, lambda: "1,234 signings" in said(app))
        compiler.index.set_result(Built(compile_dataset(data, index_directory(data))))
        await until(pilot, lambda: not isinstance(app.screen, LoadingScreen))
        await until(pilot, lambda: explorer(app).settled)
        assert explorer(app).table.count() > 0


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_leaving_it_ends_the_compiler_and_leaves_the_old_index(
    app: WatchedApp, data: Path, compiler: Compiler, key: str
) -> None:
    old = compile_dataset(data, index_directory(data))
    async with app.run_test() as pilot:
        await until(pilot, lambda: compiler.tell is not None)
        await press(pilot, key)
    assert [done.handled for done in app.done if done.action.endswith("quit")] == [True]
    assert compiler.ended
    assert app.failure is None
    assert published_index(index_directory(data)) == old


async def test_a_dataset_that_cannot_be_read_ends_the_program(app: WatchedApp, compiler: Compiler) -> None:
    async with app.run_test() as pilot:
        await until(pilot, lambda: compiler.tell is not None)
        compiler.index.set_result(Built(None, 3, "events/x.toml:12: no day"))
        await until(pilot, lambda: app.failure is not None)
    assert app.failure == (3, "events/x.toml:12: no day")
