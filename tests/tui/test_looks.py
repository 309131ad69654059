"""A few pictures of the screens, on a synthetic dataset that is theirs alone; what the screens say is tested elsewhere.

A picture that differs is shown beside the old one in `snapshot_report.html`. Where the new one is meant, renew it:

    pytest -n 0 tests/tui/test_looks.py --snapshot-update
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from pictures.make import mended
from tui.conftest import settled, still, until
from tui.driving import MIDDLE, SMALL, WIDE, open_event, press
from tui.watched import WatchedApp
from tuiapp.catalog.view import View
from tuiapp.compiler.build import compile_dataset
from tuiapp.tui.screens.event import EventScreen
from tuiapp.tui.screens.explore import ExploreScreen
from tuiapp.tui.screens.export import ExportScreen
from tuiapp.tui.screens.help import HelpScreen
from tuiapp.tui.screens.left_out import LeftOutScreen
from tuiapp.tui.theme import LIGHT

RENEW = "pytest -n 0 tests/tui/test_looks.py --snapshot-update"
DATA = Path(__file__).with_name("looks")
QUERY = "year:2023"
FORUM, MARKED = "forum-2023/main", "dialogue-2023/key"
FAIR = "fair-5/foreign-firms"

Steps = Callable[[Pilot[None]], Awaitable[None]]
Looks = Callable[..., None]


class PicturedApp(WatchedApp):
    """The explorer, photographed in the same way as for the README."""

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        return mended(super().export_screenshot(title=title, simplify=simplify))


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the pictures' dataset."""
    return compile_dataset(DATA, tmp_path_factory.mktemp("looks"))


@pytest.fixture
def looks(index: Path, snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch) -> Looks:
    """Compares what the explorer looks like, after some steps, with the picture that is kept."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")

    def compare(steps: Steps, *, size: tuple[int, int] = WIDE, query: str = QUERY, ascii_only: bool = False) -> None:
        app = PicturedApp(DATA, index, View(query=query), ascii_only=ascii_only)
        same = snap_compare(app, terminal_size=size, run_before=steps)
        assert same, f"it looks otherwise, see snapshot_report.html; where it is meant to: {RENEW}"

    return compare


async def at(pilot: Pilot[None], signing_id: str = FORUM) -> ExploreScreen:
    """The explorer with the cursor on a signing, and its event beside it."""
    screen = await settled(pilot)
    screen.table.go_to(signing_id)
    await until(pilot, lambda: screen.detail.target == f"signing:{signing_id}")
    return screen


async def with_a_mark(pilot: Pilot[None]) -> None:
    """The explorer with a row marked, the cursor on the forum's main signing."""
    await at(pilot, MARKED)
    await press(pilot, "space")
    await at(pilot)


@pytest.mark.parametrize("size", [WIDE, MIDDLE, SMALL], ids=["140x40", "80x24", "60x20"])
def test_explorer(looks: Looks, size: tuple[int, int]) -> None:
    looks(with_a_mark, size=size)


def test_explorer_light(looks: Looks) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, PicturedApp)
        app.use_theme(LIGHT.name)
        await with_a_mark(pilot)

    looks(steps)


def test_explorer_without_colour(looks: Looks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    looks(with_a_mark)


def test_explorer_in_ascii(looks: Looks) -> None:
    looks(with_a_mark, ascii_only=True)


def test_event(looks: Looks) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await at(pilot, FAIR)
        await open_event(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, EventScreen)
        assert screen.signing_at_cursor == FAIR

    looks(steps)


def test_what_the_total_leaves_out(looks: Looks) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await at(pilot)
        await press(pilot, "t")
        await until(pilot, lambda: isinstance(pilot.app.screen, LeftOutScreen) and pilot.app.screen.lines.count() > 0)

    looks(steps, query="city:changzhou year:2023")


def test_search(looks: Looks) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        screen = await at(pilot)
        await press(pilot, "/")
        await until(pilot, lambda: isinstance(pilot.app.focused, Input))
        await press(pilot, *"chang")
        await until(pilot, lambda: screen.view.query == "year:2023 chang")
        await settled(pilot)

    looks(steps)


def test_nothing_found(looks: Looks) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        screen = await settled(pilot)
        await until(pilot, lambda: screen.empty.has_focus)

    looks(steps, query="city:changzhou year:2021 stage:completed")


def test_export(looks: Looks) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await with_a_mark(pilot)
        await press(pilot, "e")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExportScreen) and pilot.app.focused is not None)

    looks(steps)


def test_help(looks: Looks) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await at(pilot)
        await press(pilot, "?")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen) and pilot.app.focused is not None)
        await still(pilot)

    looks(steps)
