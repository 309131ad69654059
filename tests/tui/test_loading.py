"""The first screen where a dataset has yet to be read."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

import support
import synthetic
from tui.conftest import MakeApp, explorer, settled, until
from tui.driving import SIZES, WIDE, drawn, press
from tui.watched import WatchedApp
from tuiapp.catalog.location import index_directory, published_index
from tuiapp.catalog.view import View
from tuiapp.compiler.build import compile_dataset
from tuiapp.tui import loading, watching
from tuiapp.tui.loading import Built, Problem
from tuiapp.tui.screens.explore import ExploreScreen
from tuiapp.tui.screens.help import HelpScreen
from tuiapp.tui.screens.loading import MOST, LoadingScreen
from tuiapp.tui.screens.so_far import SoFar
from tuiapp.tui.widgets.banner import Banner
from tuiapp.tui.widgets.bars import Bar, TitleBar
from tuiapp.tui.widgets.detail import DetailPane
from tuiapp.tui.widgets.table import SigningsTable


class Compiler:
    """One that waits to be told how far it is."""

    def __init__(self) -> None:
        self.tell: Callable[[dict[str, Any]], None] | None = None
        self.index: asyncio.Future[Built] = asyncio.Future()
        self.ended = False

    async def build(self, _dataset: Path, progress: Callable[[dict[str, Any]], None], _compiler: object) -> Built:
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
        compiler.tell({"files_done": 12, "files": 12, "rows": 1234, "share": 0.5, "left": 70})
        await until(pilot, lambda: "1,234 signings · about 70 s left" in said(app))
        cells = min(size[0] - 2, MOST)
        assert drawn(app.screen.query_one("#measure", Bar)).strip() == "━" * (cells // 2) + "─" * (cells - cells // 2)
        compiler.tell({"files_done": 12, "files": 12, "rows": 1234, "share": 0.6, "left": 130})
        await until(pilot, lambda: "about 2 min left" in said(app))
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


# What is read so far.


@pytest.fixture(scope="module")
def in_view(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An index, and what waited for its place when all was read."""
    folder = tmp_path_factory.mktemp("in-view")
    index, told = support.compiled_in_view(support.write_dataset(folder / "data"), folder)
    return index, next(one.waiting for one in reversed(told) if one.waiting is not None and one.share < 1)


def read(waiting: Path, *, left: int | None = 9) -> dict[str, Any]:
    """How far the compiler is when all rows wait."""
    return {"files_done": 8, "files": 8, "rows": 9, "share": 0.6, "left": left, "waiting": str(waiting)}


async def look(app: WatchedApp, pilot: Pilot[None], compiler: Compiler, waiting: Path) -> SigningsTable:
    """The table of what is read so far."""
    await until(pilot, lambda: compiler.tell is not None)
    assert compiler.tell is not None
    compiler.tell(read(waiting))
    await until(pilot, lambda: bool(app.screen.query("#table")) and app.screen.query_one(SigningsTable).has_focus)
    return app.screen.query_one(SigningsTable)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_what_is_read_can_be_looked_at_and_the_explorer_opens_there(
    app: WatchedApp, in_view: tuple[Path, Path], compiler: Compiler, size: tuple[int, int]
) -> None:
    index, waiting = in_view
    async with app.run_test(size=size) as pilot:
        table = await look(app, pilot, compiler, waiting)
        assert table.count() == 9
        assert "9 so far" in drawn(table)
        assert "↓" not in drawn(table)  # they are in no order
        await press(pilot, "y")
        await until(pilot, lambda: table.row(0).label in app.clipboard)
        await press(pilot, "j", "j")
        here = table.row_at_cursor
        assert here is not None
        assert here.label[:10] in drawn(table)
        await press(pilot, "y", "o")
        await until(pilot, lambda: here.label in app.clipboard)
        assert here.report.publisher in app.clipboard
        compiler.index.set_result(Built(index))
        await until(pilot, lambda: not isinstance(app.screen, LoadingScreen))
        await until(pilot, lambda: explorer(app).settled)
        assert explorer(app).table.row_at_cursor.id == here.id  # type: ignore[union-attr]
        assert explorer(app).view == View()


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_enter_goes_to_the_event_and_back(
    app: WatchedApp, in_view: tuple[Path, Path], compiler: Compiler, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        table = await look(app, pilot, compiler, in_view[1])
        row = table.row(4)
        await press(pilot, *"jjjj")
        detail = app.screen.query_one(DetailPane)
        await until(pilot, lambda: table.cursor == 4 and detail.heading == row.event.name)
        await press(pilot, "enter")
        await until(pilot, lambda: detail.has_focus)
        assert row.event.name[:20] in drawn(detail)
        await press(pilot, "enter")
        await until(pilot, lambda: table.has_focus)
        assert table.size.height > 0
        await press(pilot, "enter")
        if table.display:
            return
        await until(pilot, lambda: detail.has_focus)
        await press(pilot, "escape")
        await until(pilot, lambda: table.has_focus)
        assert app.is_running


@pytest.mark.parametrize("key", ["/", "]", "space", "t", "e", "x", "c", "v"])
async def test_a_key_that_needs_all_rows_says_so(
    app: WatchedApp, in_view: tuple[Path, Path], compiler: Compiler, key: str
) -> None:
    async with app.run_test() as pilot:
        table = await look(app, pilot, compiler, in_view[1])
        before = table.plain()
        await press(pilot, key)
        await until(pilot, lambda: bool(app.said))
        assert app.said == ["Not yet: the dataset is still being read, about 9 s left."]
        assert table.plain() == before


async def test_help_tells_the_keys_and_gives_way_to_the_explorer(
    app: WatchedApp, in_view: tuple[Path, Path], compiler: Compiler
) -> None:
    async with app.run_test() as pilot:
        await look(app, pilot, compiler, in_view[1])
        await press(pilot, "?")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await until(pilot, lambda: "Signings read so far" in drawn(app.screen.query_one("#lines")))
        compiler.index.set_result(Built(in_view[0]))
        await until(pilot, lambda: isinstance(app.screen, ExploreScreen))


@pytest.mark.parametrize("left", [None, 0, 2])
async def test_rows_do_not_flash(
    app: WatchedApp, in_view: tuple[Path, Path], compiler: Compiler, left: int | None
) -> None:
    async with app.run_test() as pilot:
        await until(pilot, lambda: compiler.tell is not None)
        assert compiler.tell is not None
        compiler.tell(read(in_view[1], left=left))
        await until(pilot, lambda: "9 signings" in said(app))
        assert not app.screen.query(SoFar)


async def test_what_a_query_finds_is_not_mistaken_for_what_is_read(
    data: Path, in_view: tuple[Path, Path], compiler: Compiler
) -> None:
    app = WatchedApp(data, None, View(query="energy"))
    async with app.run_test() as pilot:
        await until(pilot, lambda: compiler.tell is not None)
        assert compiler.tell is not None
        compiler.tell(read(in_view[1]))
        await until(pilot, lambda: "9 signings" in said(app))
        assert not app.screen.query(SoFar)


async def test_rows_that_are_gone_are_not_shown(
    app: WatchedApp, in_view: tuple[Path, Path], compiler: Compiler, tmp_path: Path
) -> None:
    async with app.run_test() as pilot:
        await until(pilot, lambda: compiler.tell is not None)
        assert compiler.tell is not None
        compiler.tell(read(tmp_path / "gone.db"))
        await until(pilot, lambda: "9 signings" in said(app))
        assert not app.screen.query(SoFar)
    again = WatchedApp(app.dataset, None, View())
    compiler.tell, copy = None, tmp_path / "copy.db"
    shutil.copyfile(in_view[1], copy)
    async with again.run_test() as pilot:
        await look(again, pilot, compiler, copy)
        copy.write_bytes(b"no database any more" * 1000)
        assert compiler.tell is not None
        compiler.tell(read(copy) | {"rows": 10})
        await until(pilot, lambda: not again.screen.query_one(SoFar).display)
        assert again.failure is None


async def test_rows_come_while_they_are_looked_at_and_what_is_found_in_them_after_them(
    app: WatchedApp, compiler: Compiler, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tuiapp.tui.screens.so_far.OFTEN", 0.0)
    monkeypatch.setattr("tuiapp.tui.screens.so_far._SPARING", 0)
    synthetic.write(60, 3, tmp_path / "many")
    _index, told = support.compiled_in_view(tmp_path / "many", tmp_path)
    steps = [(one, one.waiting) for one in told if one.waiting is not None and one.rows and one.share < 1]
    live = tmp_path / "live.db"
    shutil.copyfile(steps[0][1], live)
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: compiler.tell is not None)
        assert compiler.tell is not None
        for number, (step, waiting) in enumerate(steps):
            with closing(sqlite3.connect(waiting)) as source, closing(sqlite3.connect(live)) as target:
                source.backup(target)
            done = {"files_done": step.files_done, "files": step.files, "rows": step.rows, "share": step.share}
            compiler.tell({**done, "left": 9, "waiting": str(live)})
            await until(pilot, lambda: bool(app.screen.query("#table")))
            table = app.screen.query_one(SigningsTable)
            await until(pilot, lambda table=table, step=step: table.count() >= step.rows)  # type: ignore[misc]
            if number == 0:
                before = [table.row(at) for at in range(table.count())]
        assert [row.id for row in before] == table.plain()[: len(before)]
        compiler.tell({**done, "left": 9, "waiting": str(live)})  # the compiler goes on telling how far it is
        await until(pilot, lambda: any(table.row(at).findings for at in range(60)))


# What was read before the dataset changed while nobody looked.


@pytest.fixture
def old(data: Path) -> Path:
    """The index of the dataset as it was."""
    index = compile_dataset(data, index_directory(data))
    write(data, 'count = "18"', 'count = "19"')
    return index


def write(data: Path, before: str, after: str) -> None:
    forum = data / "events" / "forum.toml"
    text = forum.read_text(encoding="utf-8")
    assert before in text
    forum.write_text(text.replace(before, after), encoding="utf-8")


def count_of(screen: ExploreScreen, signing_id: str) -> str:
    """What the index that is shown says of a signing."""
    row = screen.catalog.signing(signing_id)
    assert row is not None
    assert row.count is not None
    return row.count.text


async def reread(app: WatchedApp, pilot: Pilot[None], compiler: Compiler, *, left: int = 9) -> None:
    """The compiler has read what changed and has so many seconds left."""
    await until(pilot, lambda: compiler.tell is not None)
    assert compiler.tell is not None
    compiler.tell({"files_done": 8, "files": 8, "rows": 3, "share": 0.1, "left": left, "waiting": None})


async def opened(pilot: Pilot[None]) -> ExploreScreen:
    """The explorer, when it is there and shows what belongs to its view."""
    await until(pilot, lambda: any(isinstance(screen, ExploreScreen) for screen in pilot.app.screen_stack))
    return await settled(pilot)


def banner(app: WatchedApp) -> str:
    found = app.screen.query(Banner)
    return drawn(found.first()).strip() if found and found.first().display else ""


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_how_the_dataset_was_can_be_looked_at_while_it_is_read_again(
    app: WatchedApp, data: Path, old: Path, compiler: Compiler, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await reread(app, pilot, compiler)
        screen = await opened(pilot)
        assert screen.catalog.index == old
        assert count_of(screen, "forum-23/all") == "18"
        await until(pilot, lambda: "hanged since" in banner(app))
        await until(pilot, lambda: "reading 10 %" in drawn(screen.query_one("#title", TitleBar)))
        assert compiler.tell is not None
        compiler.tell({"files_done": 8, "files": 8, "rows": 3, "share": 0.5, "left": 5})
        await until(pilot, lambda: "reading 50 %" in drawn(screen.query_one("#title", TitleBar)))
        await press(pilot, "j", "j")
        here = screen.table.row_at_cursor
        assert here is not None
        compiler.index.set_result(Built(compile_dataset(data, index_directory(data))))
        await until(pilot, lambda: screen.catalog.index != old)
        await opened(pilot)
        assert count_of(screen, "forum-23/all") == "19"
        assert screen.table.row_at_cursor is not None
        assert screen.table.row_at_cursor.id == here.id
        assert not banner(app)
        assert "reading" not in drawn(screen.query_one("#title", TitleBar))
        assert not app.said


async def test_how_a_large_dataset_was_is_shown_at_once(
    app: WatchedApp, old: Path, compiler: Compiler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tuiapp.tui.screens.loading.LARGE", old.stat().st_size)
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        assert screen.catalog.index == old
        await until(pilot, lambda: "hanged since" in banner(app) and compiler.tell is not None)
        assert not compiler.ended


async def test_a_query_is_answered_from_how_the_dataset_was(data: Path, old: Path, compiler: Compiler) -> None:
    app = WatchedApp(data, None, View(query="city:changzhou"))
    async with app.run_test(size=WIDE) as pilot:
        await reread(app, pilot, compiler)
        screen = await opened(pilot)
        assert screen.catalog.index == old
        assert 0 < screen.found < screen.catalog.about.signings


async def test_a_query_for_what_is_new_waits_for_it(data: Path, old: Path, compiler: Compiler) -> None:
    write(data, 'id = "forum-23"', 'id = "forum-23-again"')
    app = WatchedApp(data, None, View(query="event:forum-23-again"))
    async with app.run_test(size=WIDE) as pilot:
        await reread(app, pilot, compiler)
        await until(pilot, lambda: "about 9 s left" in said(app))
        assert isinstance(app.screen, LoadingScreen)
        compiler.index.set_result(Built(compile_dataset(data, index_directory(data))))
        screen = await opened(pilot)
        assert screen.catalog.index != old
        assert screen.found > 0
        assert app.failure is None


async def test_a_broken_dataset_is_told_beside_how_it_was(
    app: WatchedApp, data: Path, old: Path, compiler: Compiler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "INTERVAL", 0.01)
    monkeypatch.setattr(watching, "SETTLING", 0.01)
    async with app.run_test(size=WIDE) as pilot:
        await reread(app, pilot, compiler)
        screen = await opened(pilot)
        problem = Problem("events/forum.toml", 12, "event[0].dates", "no day")
        compiler.index.set_result(Built(None, 3, str(problem), (problem,), 1))
        await until(pilot, lambda: "forum.toml:12" in banner(app))
        assert "hanged since" not in banner(app)
        assert screen.catalog.index == old
        assert app.failure is None

        async def build(dataset: Path, *_arguments: object) -> Built:
            return Built(compile_dataset(dataset, index_directory(dataset)))

        monkeypatch.setattr(loading, "build_index", build)
        write(data, 'count = "19"', 'count = "20"')
        await until(pilot, lambda: screen.catalog.index != old)
        await until(pilot, lambda: not banner(app))
        assert count_of(screen, "forum-23/all") == "20"


async def test_what_is_read_again_soon_is_waited_for(
    app: WatchedApp, data: Path, old: Path, compiler: Compiler
) -> None:
    async with app.run_test() as pilot:
        await reread(app, pilot, compiler, left=2)
        await until(pilot, lambda: "about 2 s left" in said(app))
        assert isinstance(app.screen, LoadingScreen)
        compiler.index.set_result(Built(compile_dataset(data, index_directory(data))))
        assert (await opened(pilot)).catalog.index != old


async def test_help_gives_way_to_how_the_dataset_was(app: WatchedApp, old: Path, compiler: Compiler) -> None:
    async with app.run_test() as pilot:
        await until(pilot, lambda: compiler.tell is not None)
        await press(pilot, "?")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await reread(app, pilot, compiler)
        assert (await opened(pilot)).catalog.index == old


async def test_leaving_how_the_dataset_was_ends_the_compiler(app: WatchedApp, old: Path, compiler: Compiler) -> None:
    async with app.run_test() as pilot:
        await reread(app, pilot, compiler)
        await opened(pilot)
        await press(pilot, "q")
    assert compiler.ended
    assert published_index(index_directory(app.dataset)) == old
