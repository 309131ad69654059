"""Random keys leave the explorer alive, and what it shows true."""

from __future__ import annotations

import random
import string
from contextlib import suppress
from pathlib import Path

import pytest
from textual.command import CommandList, CommandPalette
from textual.pilot import Pilot

from tui.conftest import MakeApp, explorer, settled, still, until
from tui.driving import SIZES, WIDE, drawn, type_at_once
from tui.watched import WatchedApp
from tuiapp.analysis.totals import totals
from tuiapp.catalog.errors import QueryError
from tuiapp.catalog.query import Query
from tuiapp.catalog.totals import Totals
from tuiapp.render.cells import plain
from tuiapp.tui.commands import COMMANDS
from tuiapp.tui.loading import Built
from tuiapp.tui.screens.explore import ExploreScreen
from tuiapp.tui.titles import query_line
from tuiapp.tui.widgets.bars import TitleBar
from tuiapp.tui.widgets.pane import Pane

TYPED: tuple[str, ...] = (*string.ascii_lowercase, *string.digits, "colon", "minus", "quotation_mark", "backspace")
KEYS = 100
"""For each size."""
BURST = 5
"""At most so many keys are pressed before the app has had time for any."""
LONG_AWAY = 3
"""After so many bursts on other screens escape leads back to the explorer, where most can be compared."""


@pytest.fixture(autouse=True)
def harmless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fixed_index: Path) -> None:
    """Exports go to a folder of the test; a reload finds the index as it was."""

    async def built(*_arguments: object) -> Built:
        return Built(fixed_index)

    monkeypatch.setattr("tuiapp.tui.loading.build_index", built)
    monkeypatch.chdir(tmp_path)


def stroke(chance: random.Random) -> str:
    """A key of the catalogue, or a letter as it is typed into a search."""
    if chance.random() < 0.25:
        return chance.choice(TYPED)
    return chance.choice(chance.choice(COMMANDS).keys)


def check_cursors(app: WatchedApp) -> None:
    """Every cursor is on a line that is there."""
    for screen in app.screen_stack:
        for pane in (widget for widget in screen.query("*") if isinstance(widget, Pane)):
            assert 0 <= pane.cursor < max(pane.count(), 1)
            assert 0 <= pane.scroll_offset.y <= max(pane.count() - 1, 0)
    table = explorer(app).table
    assert 0 <= table.column < len(table.columns)


def truth(screen: ExploreScreen, *, typing: bool) -> tuple[list[str], Totals]:
    """The rows and the totals of the view, asked of the index anew."""
    query = Query.parse(screen.view.query, typing=typing)
    with screen.catalog.select(query, screen.view.sort, typing=typing) as found:
        return list(found.ids(0, len(found))), totals(screen.catalog, query, typing=typing)


async def check_truth(pilot: Pilot[None], screen: ExploreScreen) -> None:
    """Rows, totals and title are those of the view, as soon as all answers are there."""
    # A query opened in the search line is whole until its last word is typed on.
    told = []
    for typing in {False, screen.searching.is_open}:
        with suppress(QueryError):  # not a whole query yet
            told.append(truth(screen, typing=typing))
    await until(pilot, lambda: (screen.table.plain(), screen.totals) in told)
    if not screen.searching.is_open and screen.size.width == WIDE[0]:
        title = drawn(screen.query_one("#title", TitleBar))
        assert plain(query_line("", screen.view.query)).split() == title.split("   ")[0].split()[2:]


async def patient(pilot: Pilot[None]) -> None:
    """Wait for the palette's list: Textual's own palette stops on a key that comes before it is drawn."""
    palette = pilot.app.screen
    if isinstance(palette, CommandPalette):
        await until(pilot, lambda: palette.query_one(CommandList).size.height > 0)


def some_keys(chance: random.Random, app: WatchedApp) -> list[str]:
    """A few keys at once; one at a time around the palette."""
    if isinstance(app.screen, CommandPalette):
        return [chance.choice(("escape", "enter", "down", "x"))]
    keys = [stroke(chance) for _ in range(chance.randint(1, BURST))]
    return keys[: keys.index("ctrl+p") + 1] if "ctrl+p" in keys else keys


@pytest.mark.parametrize("seed", range(3))
async def test_random_keys_leave_the_app_alive_and_true(make_app: MakeApp, seed: int) -> None:
    chance = random.Random(seed)
    app = make_app()
    app.stays = True
    pressed: list[str] = []
    away = checked = 0
    async with app.run_test(size=SIZES[seed]) as pilot:
        screen = await settled(pilot)
        try:
            while len(pressed) < KEYS:
                keys = some_keys(chance, app) if away < LONG_AWAY else ["escape"]
                pressed += keys
                type_at_once(app, keys)
                await still(pilot)
                await patient(pilot)
                check_cursors(app)
                away = 0 if app.screen is screen else away + 1
                if not away:
                    await check_truth(pilot, screen)
                    checked += 1
            assert checked > KEYS / BURST / 4
        except Exception as error:
            error.add_note(f"after {' '.join(pressed)}")
            raise
