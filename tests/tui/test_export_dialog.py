"""The export dialog: what it writes is what the command that it shows prints, and nothing is lost by it."""

from __future__ import annotations

import os
import shlex
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

import support
from tui.conftest import MakeApp, explorer, settled, still, until
from tui.driving import MIDDLE, SIZES, WIDE, drawn, open_event, press
from tui.watched import WatchedApp
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.query import Query
from tuiapp.cli.main import main
from tuiapp.export import FORMATS
from tuiapp.tui.screens.export import ExportScreen
from tuiapp.tui.screens.left_out import LeftOutScreen
from tuiapp.tui.widgets.bars import Bar
from tuiapp.tui.widgets.choice import ChoiceRow

Prepare = Callable[[Pilot[None]], Awaitable[None]]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that file names are meant in."""
    path = tmp_path / "exports"
    path.mkdir()
    monkeypatch.chdir(path)
    return path


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command line's cache, so that it compiles the dataset once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def run(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Runs a command as it is shown."""

    def run_command(command: str) -> None:
        program, *arguments = shlex.split(command)
        assert program == "tuiapp"
        with monkeypatch.context() as patch:
            patch.setenv("XDG_CACHE_HOME", str(cache))
            assert main([f"--data={support.FIXED}", *arguments]) == 0

    return run_command


async def dialog(pilot: Pilot[None]) -> ExportScreen:
    """Open the dialog."""
    await press(pilot, "e")
    await until(pilot, lambda: isinstance(pilot.app.screen, ExportScreen) and pilot.app.focused is not None)
    assert isinstance(pilot.app.screen, ExportScreen)
    return pilot.app.screen


async def pick(pilot: Pilot[None], row_id: str, value: str) -> None:
    """Choose in a row, by its keys."""
    row = pilot.app.screen.query_one(f"#{row_id}", ChoiceRow)
    row.focus()
    while row.value != value:
        before = row.value
        await press(pilot, "right")
        assert row.value != before


def name_file(screen: ExportScreen, name: str) -> None:
    """Type a file name in place of the one suggested."""
    line = screen.query_one("#file", Input)
    line.focus()
    line.value = name


def says(screen: ExportScreen) -> str:
    """The line under the command: what went wrong."""
    return drawn(screen.query_one("#state", Bar)).strip()


async def write(pilot: Pilot[None]) -> None:
    """Press enter and wait for the dialog to go."""
    screen = pilot.app.screen
    await press(pilot, "enter")
    await until(pilot, lambda: pilot.app.screen is not screen)


# What is shown is what is written, and what the command prints.


async def as_it_is(pilot: Pilot[None]) -> None:
    """The table at the start."""


async def sorted_rows(pilot: Pilot[None]) -> None:
    """The table in another order."""
    screen = explorer(watched(pilot))
    while screen.table.columns[screen.table.column].sort != "investment":
        screen.table.action_column_right()
    await press(pilot, "right_square_bracket")
    await until(pilot, lambda: bool(screen.view.sort))
    await settled(pilot)


async def marked_rows(pilot: Pilot[None]) -> None:
    """Two rows marked, the later one first."""
    await press(pilot, "down", "down", "space", "g", "space")


async def left_out(pilot: Pilot[None]) -> None:
    """The list of what the total leaves out."""
    await press(pilot, "t")
    await until(pilot, lambda: isinstance(pilot.app.screen, LeftOutScreen))


async def event(pilot: Pilot[None]) -> None:
    """The page of an event."""
    await open_event(pilot)


def watched(pilot: Pilot[None]) -> WatchedApp:
    assert isinstance(pilot.app, WatchedApp)
    return pilot.app


@pytest.mark.parametrize(
    ("query", "prepare", "what", "columns", "formats"),
    [
        ("", as_it_is, "shown", "usual", ("md", "csv", "json", "jsonl")),
        ("year:2023", sorted_rows, "shown", "shown", ("md", "csv")),
        ("", marked_rows, "marked", "usual", ("md", "csv")),
        ("year:2023", sorted_rows, "event", "usual", ("md", "json")),
        ("zone:liangjiang", left_out, "shown", "", ("md", "jsonl")),
        ("zone:liangjiang", event, "shown", "", ("md", "json")),
        ("year:1850", as_it_is, "shown", "usual", ("md", "csv", "jsonl")),
    ],
    ids=["all", "sort and columns", "marked", "this event", "left out", "event page", "nothing found"],
)
async def test_a_file_has_the_bytes_of_the_command(
    make_app: MakeApp,
    folder: Path,
    run: Callable[[str], None],
    query: str,
    prepare: Prepare,
    what: str,
    columns: str,
    formats: Sequence[str],
) -> None:
    app = make_app(query)
    commands: list[str] = []
    written: list[bytes] = []
    async with app.run_test(size=MIDDLE) as pilot:
        await settled(pilot)
        await prepare(pilot)
        for format_id in formats:
            screen = await dialog(pilot)
            await pick(pilot, "what", what)
            await pick(pilot, "format", format_id)
            if columns:
                await pick(pilot, "columns", columns)
            path = screen.path
            assert path.suffix == f".{format_id}"
            commands.append(screen.command)
            await write(pilot)
            assert app.said[-1] == f"Written: {path}"
            assert [found.name for found in folder.iterdir()] == [path.name]
            written.append(path.read_bytes())
            path.unlink()
    for command, expected in zip(commands, written, strict=True):
        run(command)
        (path,) = folder.iterdir()
        assert path.read_bytes() == expected, command
        path.unlink()


def test_every_format_is_compared() -> None:
    assert set(FORMATS) == {"md", "csv", "json", "jsonl"}


async def test_marked_rows_are_the_query_of_their_ids(make_app: MakeApp, fixed_catalog: Catalog) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        explore = await settled(pilot)
        await marked_rows(pilot)
        marks = explore.view.marks
        screen = await dialog(pilot)
        assert "2 marked" in drawn(screen.query_one("#what", ChoiceRow))
        await pick(pilot, "what", "marked")
        assert screen.view.query == f"id:{','.join(marks)}"
        rows = fixed_catalog.select(Query.parse(screen.view.query))
        assert sorted(row.id for row in rows.window(0, len(rows))) == sorted(marks)
        rows.close()


async def test_marked_rows_are_exported_from_the_page_of_an_event_too(make_app: MakeApp) -> None:
    app = make_app("year:2023")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await marked_rows(pilot)
        await open_event(pilot)
        screen = await dialog(pilot)
        assert "year:2023" not in screen.command
        await pick(pilot, "what", "marked")
        assert screen.view.screen == "signings"
        assert screen.view.query.startswith("id:")


async def test_the_clipboard_gets_what_the_command_prints(
    make_app: MakeApp, folder: Path, run: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    app = make_app("city:foshan")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        screen = await dialog(pilot)
        await pick(pilot, "format", "csv")
        await pick(pilot, "to", "clipboard")
        assert not screen.query_one("#place").display
        command = screen.command
        assert "--out" not in command
        await press(pilot, "ctrl+y")
        assert app.clipboard == command
        await write(pilot)
        copied = app.clipboard
    assert list(folder.iterdir()) == []
    capsys.readouterr()
    run(command)
    assert capsys.readouterr().out == copied


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_preview_and_command_are_those_of_the_choice(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app("city:foshan")
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        screen = await dialog(pilot)
        for format_id in ("csv", "json", "md"):
            await pick(pilot, "format", format_id)
            await still(pilot)
            shown = "".join(drawn(screen.query_one(f"#command-{index}")).strip() + " " for index in (0, 1))
            assert " ".join(shown.removeprefix("Command").split()) == screen.command
            if size == WIDE:
                first = drawn(screen.query_one("#preview-0"))
                assert {"csv": "id,event_id", "json": "{", "md": "# "}[format_id] in first
        assert screen.query_one("#keys").region.bottom <= size[1]
        assert "enter export" in drawn(screen.query_one("#keys"))


# Nothing is lost.


async def test_a_file_that_exists_is_kept_until_replacing_is_chosen(make_app: MakeApp, folder: Path) -> None:
    old = folder / "old.md"
    old.write_text("mine", encoding="utf-8")
    app = make_app("city:foshan")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        screen = await dialog(pilot)
        replace = screen.query_one("#replace", ChoiceRow)
        assert not replace.display
        name_file(screen, "old.md")
        await until(pilot, lambda: replace.display)
        assert "this file exist" in drawn(screen.query_one("#exists", Bar))
        await press(pilot, "enter")
        assert app.screen is screen
        assert "this file exists" in says(screen)
        assert old.read_text(encoding="utf-8") == "mine"
        assert app.focused is replace
        await press(pilot, "right")
        await write(pilot)
    assert old.read_text(encoding="utf-8").startswith("# ")
    assert [path.name for path in folder.iterdir()] == ["old.md"]


async def test_another_name_is_written_beside_the_file_that_exists(make_app: MakeApp, folder: Path) -> None:
    app = make_app("city:foshan")
    (folder / "foshan.md").write_text("mine", encoding="utf-8")
    async with app.run_test(size=MIDDLE) as pilot:
        await settled(pilot)
        screen = await dialog(pilot)
        assert screen.query_one("#file", Input).value == "foshan.md"
        assert screen.query_one("#replace", ChoiceRow).display
        name_file(screen, "other.md")
        await until(pilot, lambda: not screen.query_one("#replace", ChoiceRow).display)
        await write(pilot)
    assert (folder / "foshan.md").read_text(encoding="utf-8") == "mine"
    assert (folder / "other.md").exists()


async def test_a_place_that_cannot_be_written_is_said(make_app: MakeApp, folder: Path) -> None:
    (folder / "plain").write_text("a file, no folder", encoding="utf-8")
    app = make_app("city:foshan")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        screen = await dialog(pilot)
        for name in ("missing/x.md", "plain/x.md", "."):
            name_file(screen, name)
            await still(pilot)
            assert says(screen) == ""
            if screen.query_one("#replace", ChoiceRow).display:
                await pick(pilot, "replace", "replace")
            await press(pilot, "enter")
            assert app.screen is screen
            assert says(screen).startswith("×")
    assert [path.name for path in folder.rglob("*")] == ["plain"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
async def test_a_folder_without_permission_is_said(make_app: MakeApp, folder: Path) -> None:
    locked = folder / "locked"
    locked.mkdir(mode=0o500)
    app = make_app("city:foshan")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        screen = await dialog(pilot)
        name_file(screen, "locked/x.md")
        await press(pilot, "enter")
        assert app.screen is screen
        assert "ermission" in says(screen)
    assert list(locked.iterdir()) == []


async def test_escape_writes_nothing_from_any_field(make_app: MakeApp, folder: Path) -> None:
    app = make_app("city:foshan")
    async with app.run_test(size=MIDDLE) as pilot:
        explore = await settled(pilot)
        for field in ("what", "format", "columns", "to", "file"):
            screen = await dialog(pilot)
            screen.query_one(f"#{field}").focus()
            await still(pilot)
            await press(pilot, "escape")
            assert app.screen is explore
            assert list(folder.iterdir()) == []
    assert app.clipboard == ""


async def test_tab_goes_through_the_fields_and_round(make_app: MakeApp) -> None:
    app = make_app("city:foshan")
    async with app.run_test(size=MIDDLE) as pilot:
        await settled(pilot)
        await dialog(pilot)
        fields = ["format", "columns", "to", "file", "what", "format"]
        for key, expected in (("tab", fields), ("shift+tab", fields[::-1])):
            seen = [app.focused.id if app.focused else None]
            for _ in expected[1:]:
                await press(pilot, key)
                seen.append(app.focused.id if app.focused else None)
            assert seen == expected


# What is not right yet.


@pytest.mark.parametrize("name", ["~nobody-of-this-name/x.md", "x" * 300], ids=["no such user", "too long"])
async def test_an_impossible_name_is_said(make_app: MakeApp, folder: Path, name: str) -> None:
    app = make_app("city:foshan")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        screen = await dialog(pilot)
        name_file(screen, name)
        await still(pilot)
        await press(pilot, "enter")
        assert app.screen is screen
        assert says(screen)
    assert list(folder.iterdir()) == []


async def test_what_went_wrong_is_said_in_our_words(make_app: MakeApp) -> None:
    app = make_app("city:foshan")
    async with app.run_test(size=MIDDLE) as pilot:
        await settled(pilot)
        screen = await dialog(pilot)
        name_file(screen, "missing/x.md")
        await press(pilot, "enter")
        assert "missing" in says(screen)
        assert "Errno" not in says(screen)


async def test_the_command_writes_to_the_same_folder(make_app: MakeApp) -> None:
    app = make_app("city:foshan")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        screen = await dialog(pilot)
        name_file(screen, "sub/x.md")
        await still(pilot)
        assert "--out sub/x.md" in screen.command


async def test_the_command_replaces_what_the_dialog_replaces(make_app: MakeApp, folder: Path) -> None:
    (folder / "old.md").write_text("mine", encoding="utf-8")
    app = make_app("city:foshan")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        screen = await dialog(pilot)
        name_file(screen, "old.md")
        await still(pilot)
        await pick(pilot, "replace", "replace")
        assert "--replace" in screen.command


async def test_the_warning_is_not_cut(make_app: MakeApp, folder: Path) -> None:
    (folder / "foshan.md").write_text("mine", encoding="utf-8")
    app = make_app("city:foshan")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        screen = await dialog(pilot)
        await still(pilot)
        assert "this file exists" in drawn(screen.query_one("#exists", Bar))
