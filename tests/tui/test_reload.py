"""Reading the dataset again while something else is looked at: asked for, or because its files have changed."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

import support
from tui.conftest import MakeApp, settled, until
from tui.driving import MIDDLE, SIZES, SMALL, WIDE, drawn, press
from tui.watched import WatchedApp
from tuiapp.analysis.charts import Chart
from tuiapp.catalog.location import index_directory
from tuiapp.catalog.view import View
from tuiapp.compiler.build import Progress, compile_dataset
from tuiapp.dataset.problems import DatasetError
from tuiapp.tui import loading, watching
from tuiapp.tui.loading import Built, Problem
from tuiapp.tui.screens.columns import ColumnsScreen
from tuiapp.tui.screens.compare import CompareScreen
from tuiapp.tui.screens.event import EventScreen
from tuiapp.tui.screens.events import EventsScreen
from tuiapp.tui.screens.explore import ExploreScreen
from tuiapp.tui.screens.export import ExportScreen
from tuiapp.tui.screens.figures import FiguresScreen
from tuiapp.tui.screens.left_out import LeftOutScreen
from tuiapp.tui.screens.problems import ProblemLines, ProblemsScreen
from tuiapp.tui.widgets.banner import Banner
from tuiapp.tui.widgets.bars import TitleBar
from tuiapp.tui.widgets.choice import ChoiceRow


class Gate:
    """A reload that lasts until it is let go."""

    def __init__(self, index: Path) -> None:
        self._index = index
        self.opened = asyncio.Event()

    async def build(self, *_arguments: object) -> Built:
        await self.opened.wait()
        return Built(self._index)


class Compiler:
    """Compiles in this process, which spares the second that another one needs to begin."""

    def __init__(self) -> None:
        self.builds = 0
        self.free = asyncio.Event()
        """Compiling ends when this is set."""
        self.free.set()

    async def build(self, dataset: Path, progress: Callable[[dict[str, int]], None] | None = None) -> Built:
        self.builds += 1

        def tell(step: Progress) -> None:
            if progress is not None:
                progress({"files_done": step.files_done, "files": step.files, "rows": step.rows})

        try:
            index = compile_dataset(dataset, index_directory(dataset), progress=tell)
        except DatasetError as error:
            problems = tuple(Problem(one.file, one.line, one.key, one.message) for one in error.problems)
            return Built(None, 3, "\n".join(map(str, problems)), problems, len(problems))
        except OSError as error:
            return Built(None, 4, f"tuiapp: {error}")
        finally:
            await self.free.wait()
        return Built(index)


@pytest.fixture
def other_index(fixed_index: Path, tmp_path: Path) -> Path:
    """The same dataset, indexed again."""
    return Path(shutil.copy(fixed_index, tmp_path / "again.db"))


@pytest.fixture
def compiler(monkeypatch: pytest.MonkeyPatch) -> Compiler:
    """What the explorer runs, and looks at the files that follow each other at once."""
    made = Compiler()
    monkeypatch.setattr(loading, "build_index", made.build)
    monkeypatch.setattr(watching, "INTERVAL", 0.01)
    monkeypatch.setattr(watching, "SETTLING", 0.01)
    return made


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The labelled dataset, and forty events more, so that the table scrolls."""
    return support.write_dataset(tmp_path / "data", {**support.EVENTS, "many": "".join(map(small_event, range(40)))})


@pytest.fixture
def app(data: Path, compiler: Compiler, make_app: MakeApp) -> WatchedApp:
    """An explorer of that dataset."""
    index = compile_dataset(data, index_directory(data))
    return WatchedApp(data, index, View())


def small_event(number: int) -> str:
    """An event with one signing."""
    return f"""
[[event]]
id = "small-{number}"
name = "Meeting {number}"
kind = "conference"
dates = 2021-{1 + number // 20:02}-{1 + number % 20:02}
region = "Suzhou"
  [[event.report]]
  id = "r1"
  publisher = "Suzhou Daily"
  publisher_kind = "media"
  url = "https://example.org/{number}"
  published = 2021-12-01
  language = "en"
  [[event.signing]]
  id = "all"
  label = "Projects of meeting {number}"
  count = "{number + 100}"
"""


async def followed(pilot: Pilot[None]) -> ExploreScreen:
    """The explorer, when its dataset is watched."""
    screen = await settled(pilot)
    app = pilot.app
    assert isinstance(app, WatchedApp)
    app.follow()
    return screen


def edit(path: Path, old: str, new: str) -> None:
    """Save a file with another text in it, as an editor does: written beside it, then put in its place."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    beside = path.with_suffix(".toml~")
    beside.write_text(text.replace(old, new), encoding="utf-8")
    beside.replace(path)


def forum(data: Path) -> Path:
    return data / "events" / "forum.toml"


def count_of(screen: ExploreScreen, signing_id: str) -> str | None:
    """The count of a signing as the table has it."""
    rows = (screen.table.row(index) for index in range(screen.table.count()))
    return next((row.count.text for row in rows if row.id == signing_id and row.count), None)


def banner(app: WatchedApp) -> str:
    """What the screen on top says is wrong; nothing where nothing is."""
    found = app.screen.query(Banner)
    return drawn(found.first()).strip() if found and found.first().display else ""


# Asked for with a key.


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
        await until(pilot, lambda: bool(banner(app)))
        assert "events/x.toml:12" in banner(app)
        assert screen.catalog is before
        assert screen.table.plain() == rows
        assert not app.said
        await press(pilot, "down")
        assert screen.table.cursor == 1


# Because a file has changed.


async def test_an_edit_shows_without_a_key(app: WatchedApp, data: Path) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await followed(pilot)
        assert count_of(screen, "forum-23/all") == "18"
        edit(forum(data), 'count = "18"', 'count = "31"')
        await until(pilot, lambda: count_of(screen, "forum-23/all") == "31")
        await settled(pilot)
        assert screen.totals is not None
        assert not app.said


async def test_files_that_come_and_go_show(app: WatchedApp, data: Path) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await followed(pilot)
        before = screen.table.plain()
        added = data / "events" / "2025" / "more.toml"
        added.parent.mkdir()
        added.write_text(small_event(77), encoding="utf-8")
        await until(pilot, lambda: "small-77/all" in screen.table.plain())
        assert len(screen.table.plain()) == len(before) + 1
        added.unlink()
        await until(pilot, lambda: screen.table.plain() == before)
        (data / "events" / "many.toml").unlink()
        await until(pilot, lambda: len(screen.table.plain()) == len(before) - 40)


async def test_an_edit_during_a_rebuild_is_read_after_it(app: WatchedApp, data: Path, compiler: Compiler) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await followed(pilot)
        compiler.free.clear()
        edit(forum(data), 'count = "18"', 'count = "31"')
        await until(pilot, lambda: compiler.builds == 1)
        edit(forum(data), 'count = "31"', 'count = "32"')
        compiler.free.set()
        await until(pilot, lambda: count_of(screen, "forum-23/all") == "32")
        assert compiler.builds == 2


async def test_what_is_looked_at_stays(app: WatchedApp, data: Path) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await followed(pilot)
        await press(pilot, "space", "right_square_bracket", "G", "space", *["up"] * 8)
        await settled(pilot)
        screen.go(screen.view.with_query("year:2021"))
        await settled(pilot)
        await press(pilot, *["up"] * 4, "tab")
        await until(pilot, lambda: screen.detail.has_focus)
        here = screen.table.row_at_cursor
        assert here is not None
        seen = screen.table.cursor - screen.table.scroll_offset.y
        assert screen.table.scroll_offset.y > 0
        view, history = screen.view, list(screen.history)
        more = data / "events" / "more.toml"
        more.write_text("".join(map(small_event, range(100, 103))).replace("2021-06", "2021-12"), encoding="utf-8")
        await until(pilot, lambda: "small-101/all" in screen.table.plain())
        await settled(pilot)
        assert screen.table.row_at_cursor is not None
        assert screen.table.row_at_cursor.id == here.id
        assert screen.table.cursor - screen.table.scroll_offset.y == seen
        assert (screen.view, screen.history) == (view, history)
        assert screen.detail.has_focus


async def test_at_the_top_what_is_new_is_seen(app: WatchedApp, data: Path) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await followed(pilot)
        here = screen.table.row_at_cursor
        newer = small_event(50).replace("2021-03-11", "2026-01-01")
        (data / "events" / "newer.toml").write_text(newer, encoding="utf-8")
        await until(pilot, lambda: screen.table.plain()[0] == "small-50/all")
        assert screen.table.row_at_cursor is not None
        assert here is not None
        assert screen.table.row_at_cursor.id == here.id
        assert (screen.table.cursor, screen.table.scroll_offset.y) == (1, 0)


async def test_a_row_that_is_gone_gives_the_cursor_to_the_one_after_it(app: WatchedApp, data: Path) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await followed(pilot)
        screen.table.go_to("small-39/all")
        await press(pilot, "space", "space")
        await until(pilot, lambda: len(screen.view.marks) == 2)
        screen.table.go_to("small-39/all")
        following = screen.table.row(screen.table.cursor + 2).id
        many = data / "events" / "many.toml"
        gone = small_event(39) + small_event(38)
        many.write_text(many.read_text(encoding="utf-8").replace(small_event(39), "").replace(small_event(38), ""))
        assert gone.count("[[event]]") == 2
        await until(pilot, lambda: "small-39/all" not in screen.table.plain())
        assert screen.table.row_at_cursor is not None
        assert screen.table.row_at_cursor.id == following
        assert screen.view.marks == ()
        await settled(pilot)


async def test_what_is_typed_stays_while_the_dataset_is_read_again(app: WatchedApp, data: Path) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await followed(pilot)
        await press(pilot, "slash")
        await until(pilot, lambda: app.focused is not None and app.focused.id is None)
        await press(pilot, *"meeti")
        await settled(pilot)
        (data / "events" / "more.toml").write_text(small_event(70), encoding="utf-8")
        await until(pilot, lambda: "small-70/all" in screen.table.plain())
        assert screen.searching.is_open
        await press(pilot, *"ng")
        await until(pilot, lambda: screen.view.query == "meeting")
        await settled(pilot)
        assert screen.table.count() == 41


@pytest.mark.parametrize("typed", ["-", "city:"])
async def test_what_is_not_finished_stays_while_the_dataset_is_read_again(
    app: WatchedApp, data: Path, typed: str
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await followed(pilot)
        await press(pilot, "slash")
        await until(pilot, lambda: app.focused is not None and app.focused.id is None)
        await press(pilot, *typed)
        await settled(pilot)
        (data / "events" / "more.toml").write_text(small_event(70), encoding="utf-8")
        await until(pilot, lambda: "small-70/all" in screen.table.plain())
        await settled(pilot)
        assert screen.searching.is_open
        assert screen.view.query == typed


async def test_a_query_for_what_is_gone_finds_nothing_until_it_is_back(app: WatchedApp, data: Path) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await followed(pilot)
        screen.go(screen.view.with_query("event:forum-23"))
        await settled(pilot)
        rows = screen.table.plain()
        edit(forum(data), 'id = "forum-23"', 'id = "forum-24"')
        await until(pilot, lambda: screen.table.count() == 0)
        await settled(pilot)
        assert screen.view.query == "event:forum-23"
        await press(pilot, "right_square_bracket")
        edit(forum(data), 'id = "forum-24"', 'id = "forum-23"')
        await until(pilot, lambda: sorted(screen.table.plain()) == sorted(rows))
        assert not app.said


async def test_files_that_are_only_touched_are_not_compiled(app: WatchedApp, data: Path, compiler: Compiler) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await followed(pilot)
        before = screen.catalog
        for path in data.rglob("*.toml"):
            os.utime(path)
        edit(forum(data), 'count = "18"', 'count = "31"')
        edit(forum(data), 'count = "31"', 'count = "18"')
        compiler.free.clear()
        await press(pilot, "r")
        await until(pilot, lambda: compiler.builds > 0)
        assert compiler.builds == 1, "the files were looked at before the key had its way"
        assert screen.catalog is before


# Broken by an edit.


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_broken_edit_keeps_the_last_good_data_until_it_is_mended(
    app: WatchedApp, data: Path, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        screen = await followed(pilot)
        rows, before = screen.table.plain(), screen.catalog
        edit(forum(data), 'count = "18"', 'count = "many"')
        line = forum(data).read_text(encoding="utf-8").splitlines().index('  count = "many"') + 1
        await until(pilot, lambda: bool(banner(app)))
        await settled(pilot)
        said = banner(app)
        assert f"forum.toml:{line}" in said
        assert "signing[0].count" in said
        assert "more" not in said
        assert "+" not in said
        assert screen.catalog is before
        assert screen.table.plain() == rows
        shown = screen.query_one(Banner)
        assert shown.region.y == screen.query_one("#title").region.bottom
        assert shown.region.bottom == screen.query_one("#body").region.y
        edit(forum(data), 'label = "Projects of Wujin"', 'label = "Projects of Wujin"\nregions = "Wujin"')
        await until(pilot, lambda: "1 more" in banner(app) or "+1" in banner(app))
        edit(forum(data), '\nregions = "Wujin"', "")
        edit(forum(data), 'count = "many"', 'count = "19"')
        await until(pilot, lambda: not shown.display)
        await until(pilot, lambda: count_of(screen, "forum-23/all") == "19")
        assert not app.said


async def test_a_broken_edit_that_is_undone_is_forgotten_at_once(
    app: WatchedApp, data: Path, compiler: Compiler
) -> None:
    async with app.run_test(size=MIDDLE) as pilot:
        screen = await followed(pilot)
        before = screen.catalog
        edit(forum(data), 'count = "18"', 'count = = "18"')
        await until(pilot, lambda: "forum.toml:" in banner(app))
        edit(forum(data), 'count = = "18"', 'count = "18"')
        await until(pilot, lambda: not banner(app))
        assert screen.catalog is before
        assert compiler.builds == 1


async def test_a_folder_that_is_gone_is_said_until_it_is_back(app: WatchedApp, data: Path, tmp_path: Path) -> None:
    async with app.run_test(size=SMALL) as pilot:
        screen = await followed(pilot)
        rows = screen.table.plain()
        data.rename(tmp_path / "elsewhere")
        await until(pilot, lambda: bool(banner(app)))
        assert screen.table.plain() == rows
        await press(pilot, "exclamation_mark")
        await until(pilot, lambda: isinstance(app.screen, ProblemsScreen))
        lines = app.screen.query_one(ProblemLines)
        await until(pilot, lambda: "The dataset cannot be read" in drawn(lines) and "data" in drawn(lines))
        (tmp_path / "elsewhere").rename(data)
        await until(pilot, lambda: app.screen is screen)
        assert not banner(app)


async def test_a_link_to_nothing_is_said_until_it_leads_somewhere(
    app: WatchedApp, data: Path, tmp_path: Path, compiler: Compiler
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await followed(pilot)
        (data / "events" / ".#forum.toml").symlink_to("somebody@somewhere.4711")
        edit(forum(data), 'count = "18"', 'count = "19"')
        await until(pilot, lambda: count_of(screen, "forum-23/all") == "19")
        assert not banner(app)
        (data / "events" / "linked.toml").symlink_to(tmp_path / "linked.toml")
        await until(pilot, lambda: "linked.toml" in banner(app))
        builds = compiler.builds
        (tmp_path / "linked.toml").write_text(small_event(70), encoding="utf-8")
        await until(pilot, lambda: "small-70/all" in screen.table.plain())
        assert not banner(app)
        assert compiler.builds == builds + 1, "what cannot be read was tried again and again"


async def test_an_index_that_is_gone_is_built_again_and_asked_again(
    app: WatchedApp, data: Path, compiler: Compiler
) -> None:
    async with app.run_test(size=SMALL) as pilot:
        screen = await followed(pilot)
        shutil.rmtree(index_directory(data))
        await press(pilot, "t")  # a kind of question not asked before, so that it has no connection yet
        await until(pilot, lambda: compiler.builds == 1 and "Read again." in app.said)
        assert app.said.count("The index cannot be read any more; it is built again.") == 1
        screen.go(screen.view.with_query("city:suzhou"))
        await settled(pilot)
        assert screen.table.count() > 0
        await press(pilot, "t")
        await until(pilot, lambda: isinstance(app.screen, LeftOutScreen))


@pytest.mark.parametrize("how", ["key", "click"])
async def test_all_problems_are_shown_and_follow_the_files(app: WatchedApp, data: Path, how: str) -> None:
    async with app.run_test(size=SMALL) as pilot:
        screen = await followed(pilot)
        text = forum(data).read_text(encoding="utf-8")
        forum(data).write_text(text.replace('count = "', 'count = "wrong '), encoding="utf-8")
        await until(pilot, lambda: bool(banner(app)))
        await until(pilot, lambda: screen.query_one(Banner).region.height == 1)
        if how == "key":
            await press(pilot, "exclamation_mark")
        else:
            await pilot.click(Banner)
        await until(pilot, lambda: isinstance(app.screen, ProblemsScreen) and app.focused is not None)
        lines = app.screen.query_one(ProblemLines)
        await until(pilot, lambda: lines.count() > 0)
        wrong = text.count(' count = "')
        assert wrong > 3
        assert f"{wrong} problems" in lines.heading
        assert lines.failure is not None
        keys = [problem.key for problem in lines.failure.problems]
        await press(pilot, "G")
        assert "close" in drawn(lines)
        edit(forum(data), 'count = "wrong 18"', 'count = "18"')
        await until(pilot, lambda: f"{wrong - 1} problems" in lines.heading)
        assert [problem.key for problem in lines.failure.problems] == keys[1:]
        forum(data).write_text(text, encoding="utf-8")
        await until(pilot, lambda: app.screen is screen)


async def test_without_a_problem_the_key_says_so(app: WatchedApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await press(pilot, "exclamation_mark")
        await until(pilot, lambda: app.said == ["Nothing is wrong with the dataset's files."])


# While other screens lie above.


@pytest.mark.parametrize(("key", "kind"), [("enter", EventScreen), ("v", EventsScreen), ("t", LeftOutScreen)])
async def test_screens_above_show_what_has_changed(
    app: WatchedApp, data: Path, key: str, kind: type[EventScreen | EventsScreen | LeftOutScreen]
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await followed(pilot)
        screen.table.go_to("forum-23/all")
        await press(pilot, key)
        await until(pilot, lambda: isinstance(app.screen, kind) and app.focused is not None)
        above = app.screen
        assert isinstance(above, kind)
        await until(pilot, lambda: above.lines.count() > 0)
        screen_above = above
        above.lines.move(next(i for i in range(above.lines.count()) if above.lines.can_stop(i)))
        target, old = above.lines.target, screen.catalog.index
        edit(forum(data), 'name = "2023 Changzhou Forum"', 'name = "Changzhou Day"')
        edit(forum(data), 'label = "New energy projects"', 'label = "Sun and wind"')
        wanted = "Sun and wind" if key == "t" else "Changzhou Day"

        def text() -> str:
            return "\n".join("".join(span.text for span in line.line) for line in screen_above.lines._lines)

        await until(pilot, lambda: wanted in text() + drawn(screen_above.query_one("#title")))
        await settled(pilot)
        assert above.lines.target == target
        assert above.catalog is screen.catalog
        assert screen.catalog.index != old
        assert readers(old) == 0, "nobody needs the old index any more"
        await press(pilot, "escape")
        await until(pilot, lambda: app.screen is screen)


def readers(index: Path) -> int:
    """How many have this index open, by the locks that say so: none or some."""
    import fcntl

    with index.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return 1
    return 0


async def test_an_event_that_is_gone_is_closed(app: WatchedApp, data: Path) -> None:
    async with app.run_test(size=MIDDLE) as pilot:
        screen = await followed(pilot)
        await press(pilot, "v")
        await until(pilot, lambda: isinstance(app.screen, EventsScreen) and app.focused is not None)
        events = app.screen
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, EventScreen) and app.focused is not None)
        assert isinstance(app.screen, EventScreen)
        gone = app.screen.event.ref.id
        (data / "events" / f"{gone.partition('-')[0]}.toml").unlink()
        await until(pilot, lambda: app.screen is events)
        assert app.said == ["What was shown here is not in the dataset any more."]
        assert not any(row.startswith(gone) for row in screen.table.plain())


async def test_an_export_is_of_what_there_is_when_it_is_written(
    app: WatchedApp, data: Path, working_folder: Path
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await followed(pilot)
        before = screen.table.count()
        await press(pilot, "e")
        await until(pilot, lambda: isinstance(app.screen, ExportScreen))
        (data / "events" / "more.toml").write_text(small_event(91), encoding="utf-8")
        what = app.screen.query_one("#what", ChoiceRow)
        await until(pilot, lambda: f"{before + 1} signings" in drawn(what))
        await press(pilot, "enter")
        await until(pilot, lambda: any(working_folder.iterdir()))
        (written,) = working_folder.iterdir()
        assert "meeting 91" in written.read_text(encoding="utf-8")


# How far it is.


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_title_says_that_it_is_read(
    app: WatchedApp, data: Path, compiler: Compiler, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        screen = await followed(pilot)
        screen.go(screen.view.with_query("-changzhou -wujin -foshan -chongqing -hydrogen -biomedicine"))
        await settled(pilot)
        title = screen.query_one("#title", TitleBar)
        quiet = drawn(title)
        compiler.free.clear()
        edit(forum(data), 'count = "18"', 'count = "31"')
        await until(pilot, lambda: "reading" in drawn(title))
        assert "changzhou" in drawn(title)
        compiler.free.set()
        await until(pilot, lambda: drawn(title) == quiet)


async def test_a_comparison_follows_the_files(app: WatchedApp, data: Path) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await followed(pilot)
        explorer.open_compare(View(screen="compare", compared=("city:suzhou", "city:changzhou")))
        await until(pilot, lambda: isinstance(screen := app.screen, CompareScreen) and screen.settled)
        screen = app.screen
        assert isinstance(screen, CompareScreen)

        def projects() -> int | None:
            lines = screen.comparison.lanes if screen.comparison is not None else ()
            return next((t.projects.value for line in lines if (t := line.totals[0]) is not None), None)

        before = projects()
        assert before is not None
        await press(pilot, "t")
        await until(pilot, lambda: isinstance(app.screen, LeftOutScreen))
        (data / "events" / "more.toml").write_text(small_event(70), encoding="utf-8")
        await until(pilot, lambda: screen.settled and projects() == before + 170)
        left_out = app.screen
        assert isinstance(left_out, LeftOutScreen)
        await until(pilot, lambda: "42 added" in drawn(left_out.query_one("#title")))
        assert left_out.view.query == "city:suzhou"
        await press(pilot, "escape", "a")
        await until(pilot, lambda: isinstance(dialog := app.screen, ColumnsScreen) and dialog.pane.count() > 1)
        (data / "events" / "more.toml").write_text(small_event(71), encoding="utf-8")
        await until(pilot, lambda: screen.settled and projects() == before + 171)
        await press(pilot, "tab", *"year:2021", "enter", "enter")
        await until(pilot, lambda: screen.settled and len(screen.view.compared) == 3)
        assert screen.is_current


async def test_a_comparison_of_an_event_that_is_gone_says_so(app: WatchedApp, data: Path) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await followed(pilot)
        explorer.open_compare(View(screen="compare", compared=("event:forum-23", "city:suzhou")))
        await until(pilot, lambda: isinstance(screen := app.screen, CompareScreen) and screen.settled)
        screen = app.screen
        assert isinstance(screen, CompareScreen)
        edit(forum(data), 'id = "forum-23"', 'id = "forum-24"')
        await until(pilot, lambda: "forum-23" in "".join(drawn(screen.pane).splitlines()[1:]))
        assert screen.comparison is None
        edit(forum(data), 'id = "forum-24"', 'id = "forum-23"')
        await until(pilot, lambda: screen.settled)


async def test_charts_follow_the_files(app: WatchedApp, data: Path) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await followed(pilot)
        await press(pilot, "f")
        await until(pilot, lambda: isinstance(app.screen, FiguresScreen))
        screen = app.screen
        assert isinstance(screen, FiguresScreen)

        def projects() -> int | None:
            drawn = screen.drawn.get("years")
            bars = drawn.bars if isinstance(drawn, Chart) else ()
            return next((bar.total.projects.value for bar in bars if bar.id == "2021" and bar.total is not None), None)

        await until(pilot, lambda: projects() is not None)
        before = projects()
        assert before is not None
        (data / "events" / "more.toml").write_text(small_event(70), encoding="utf-8")
        await until(pilot, lambda: projects() == before + 170)
        assert screen.is_current
        assert screen.catalog is explorer.catalog


async def test_charts_of_what_is_gone_say_so_until_it_is_back(app: WatchedApp, data: Path) -> None:
    async with app.run_test(size=WIDE) as pilot:
        explorer = await followed(pilot)
        explorer.go(explorer.view.with_query("event:forum-23"))
        await settled(pilot)
        await press(pilot, "f")
        await until(pilot, lambda: isinstance(screen := app.screen, FiguresScreen) and screen.settled)
        screen = app.screen
        assert isinstance(screen, FiguresScreen)
        assert screen.bar is not None
        edit(forum(data), 'id = "forum-23"', 'id = "forum-24"')
        await until(pilot, lambda: "forum-23" in drawn(screen.pane("years")).partition("By year")[2])
        assert screen.bar is None
        edit(forum(data), 'id = "forum-24"', 'id = "forum-23"')
        await until(pilot, lambda: screen.settled and screen.bar is not None)
