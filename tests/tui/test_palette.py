"""The palette: what it lists, and that choosing does it."""

from __future__ import annotations

import pytest
from textual.command import Command as Option
from textual.command import CommandList, CommandPalette
from textual.pilot import Pilot
from textual.widgets import Input

from tui.conftest import MakeApp, settled, still, until
from tui.driving import MIDDLE, PLACES, SMALL, WIDE, Place, drawn, press
from tuiapp.tui.app import CHOICES
from tuiapp.tui.commands import in_context
from tuiapp.tui.screens.left_out import LeftOutScreen

WITH_PALETTE = [place for place in PLACES if "app" in place.contexts or place.name == "search"]


async def open_palette(pilot: Pilot[None]) -> list[Option]:
    """Open the palette and wait for its list."""
    await press(pilot, "ctrl+p")
    await until(pilot, lambda: isinstance(pilot.app.screen, CommandPalette) and bool(options(pilot)))
    return options(pilot)


def options(pilot: Pilot[None]) -> list[Option]:
    listed = pilot.app.screen.query_one(CommandList)
    return [option for option in listed.options if isinstance(option, Option)]


async def choose(pilot: Pilot[None], typed: str, title: str) -> None:
    """Open the palette, type, and take an entry by its title."""
    await open_palette(pilot)
    pilot.app.screen.query_one(Input).value = typed
    await until(pilot, lambda: bool(options(pilot)) and str(options(pilot)[0].hit.text) == title)
    await press(pilot, "enter")
    await until(pilot, lambda: not isinstance(pilot.app.screen, CommandPalette))
    await still(pilot)


@pytest.mark.parametrize("place", WITH_PALETTE, ids=lambda place: place.name)
async def test_it_lists_the_commands_that_work_and_the_themes(make_app: MakeApp, place: Place) -> None:
    app = make_app(place.query)
    async with app.run_test(size=MIDDLE) as pilot:
        await settled(pilot)
        await place.reach(pilot)
        here = app.screen
        working = [command for command in in_context(*place.contexts) if here.check_action(command.action, ())]
        listed = await open_palette(pilot)
        titles = sorted(str(option.hit.text) for option in listed)
        themes = [f"Theme: {name}" for _theme, name in CHOICES]
        assert titles == sorted([f"{command.group}: {command.title}" for command in working] + themes)
        helps = {option.hit.help for option in listed}
        assert {f"{command.help}  {command.shown}" for command in working} <= helps
        await press(pilot, "escape")
        await until(pilot, lambda: app.screen is here)
        focused = app.focused
        assert focused is not None
        for command in working:  # an entry is done by the first of these that knows how
            assert any(hasattr(node, f"action_{command.action}") for node in focused.ancestors_with_self), command.id


async def test_choosing_a_command_does_it(make_app: MakeApp) -> None:
    app = make_app("zone:liangjiang")
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        await choose(pilot, "highest", "Sort: sort")
        await until(pilot, lambda: [key.descending for key in screen.view.sort] == [True])
        await settled(pilot)
        await choose(pilot, "mark", "Take: mark")
        await until(pilot, lambda: len(screen.view.marks) == 1)
        await choose(pilot, "regions", "Move: regions")
        await until(pilot, lambda: screen.regions.has_focus)
        await choose(pilot, "left out", "Look: left out")
        await until(pilot, lambda: isinstance(app.screen, LeftOutScreen))


async def test_quit_in_the_palette_ends_the_program(make_app: MakeApp) -> None:
    app = make_app()
    app.stays = True
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await choose(pilot, "leave the program", "Look: quit")
        await until(pilot, lambda: app.quits == 1)


@pytest.mark.parametrize(("theme", "name"), [(theme.name, name) for theme, name in CHOICES])
async def test_a_theme_can_be_chosen_and_everything_is_drawn_in_it(make_app: MakeApp, theme: str, name: str) -> None:
    app = make_app()
    async with app.run_test(size=MIDDLE) as pilot:
        screen = await settled(pilot)
        before = drawn(screen.table)
        await choose(pilot, name, f"Theme: {name}")
        await until(pilot, lambda: app.theme == theme)
        assert drawn(screen.table) == before
        strong = app.roles.style("strong")
        heading = next(segment for segment in screen.table.render_line(0) if "Signings" in segment.text)
        assert heading.style is not None
        assert heading.style.bold
        assert strong.bold
        assert (strong.color is None) == app.roles.flat
