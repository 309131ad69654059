"""Random keys leave the explorer alive, and what it shows true."""

from __future__ import annotations

import random
import string
from pathlib import Path

import pytest
from textual import events
from textual.keys import key_to_character
from textual.pilot import Pilot

from tui.conftest import MakeApp, explorer, settled
from tui.driving import SIZES, WIDE, drawn, restore
from tui.watched import WatchedApp
from tuiapp.analysis.totals import totals
from tuiapp.catalog.query import Query
from tuiapp.catalog.view import View
from tuiapp.render.cells import plain
from tuiapp.tui.commands import COMMANDS
from tuiapp.tui.loading import Built
from tuiapp.tui.screens.explore import ExploreScreen
from tuiapp.tui.titles import query_line
from tuiapp.tui.widgets.bars import TitleBar
from tuiapp.tui.widgets.pane import Pane

TYPED: tuple[str, ...] = (*string.ascii_lowercase, *string.digits, "colon", "minus", "quotation_mark", "backspace")
KEYS = 200
BURST = 5
"""At most so many keys are pressed before the app has had time for any."""


@pytest.fixture(autouse=True)
def harmless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shipped_index: Path) -> None:
    """Exports go to a folder of the test; a reload finds the index as it was."""

    async def built(*_arguments: object) -> Built:
        return Built(shipped_index)

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


def check_truth(screen: ExploreScreen) -> None:
    """Rows, title and totals are those of the view."""
    typing = screen.searching.is_open
    query = Query.parse(screen.view.query, typing=typing)
    with_rows = screen.catalog.select(query, screen.view.sort, typing=typing)
    assert screen.table.plain() == list(with_rows.ids(0, len(with_rows)))
    with_rows.close()
    assert screen.totals == totals(screen.catalog, query, typing=typing)
    if not typing and screen.size.width == WIDE[0]:
        title = drawn(screen.query_one("#title", TitleBar))
        assert plain(query_line("", screen.view.query)).split() == title.split("   ")[0].split()[2:]


async def burst(pilot: Pilot[None], keys: list[str]) -> None:
    """Press keys as fast as they come."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key_to_character(key)))
    await pilot.pause()


@pytest.mark.parametrize("seed", range(3))
async def test_random_keys_leave_the_app_alive_and_true(make_app: MakeApp, seed: int) -> None:
    chance = random.Random(seed)
    app = make_app()
    app.stays = True
    pressed: list[str] = []
    async with app.run_test(size=SIZES[seed]) as pilot:
        screen = await settled(pilot)
        try:
            while len(pressed) < KEYS:
                keys = [stroke(chance) for _ in range(chance.randint(1, BURST))]
                pressed += keys
                await burst(pilot, keys)
                check_cursors(app)
                if app.screen is screen:
                    await settled(pilot)
                    check_truth(screen)
            await restore(pilot, "")
            await settled(pilot)
            assert screen.view == View()
            check_truth(screen)
        except Exception as error:
            error.add_note(f"after {' '.join(pressed)}")
            raise
