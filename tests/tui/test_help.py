"""The help: the keys of each place, read to the end on a small screen, closed by any of its keys."""

from __future__ import annotations

import pytest

from tui.conftest import MakeApp, settled, until
from tui.driving import MIDDLE, PLACES, SMALL, WIDE, Place, drawn, press
from tuiapp.render.cells import line_width, plain
from tuiapp.render.signs import ASCII, UNICODE, Signs
from tuiapp.tui.commands import Command, in_context, key_name
from tuiapp.tui.screens.help import HelpLines, HelpScreen, help_lines

WITH_HELP = [place for place in PLACES if any(command.id == "help" for command in place.commands)]


def shown_somehow(command: Command, text: str) -> bool:
    """Whether the help names a key of the command: keys that begin alike share the beginning, as in `ctrl+d u`."""
    names = [key_name(key) for key in command.keys]
    return any(f" {name} " in text for name in (*names, *(name.removeprefix("ctrl+") for name in names)))


@pytest.mark.parametrize("size", [WIDE, MIDDLE, SMALL], ids=str)
@pytest.mark.parametrize("place", WITH_HELP, ids=lambda place: place.name)
def test_the_help_has_a_key_of_every_command_of_the_place(place: Place, size: tuple[int, int]) -> None:
    lines = help_lines(in_context(*place.contexts), size[0], UNICODE)
    text = " ".join(" ".join(plain(line).split()) for line in lines) + " "
    # A shifted key is named in words beside the one without shift.
    commands = [command for command in in_context(*place.contexts) if not command.keys[0].startswith("shift+")]
    assert [command.id for command in commands if not shown_somehow(command, text)] == []


@pytest.mark.parametrize("signs", [UNICODE, ASCII], ids=["unicode", "ascii"])
@pytest.mark.parametrize("cells", [114, 80, 60, 40])
def test_no_line_of_the_help_is_wider_than_the_screen(cells: int, signs: Signs) -> None:
    for place in WITH_HELP:
        for line in help_lines(in_context(*place.contexts), cells, signs, place.contexts):
            assert line_width(line) <= cells


@pytest.mark.parametrize(
    ("context", "sign", "meaning"),
    [
        ("figures", "2/4", "2 of 4 found are added"),
        ("figures", "▾", "lines below"),
        ("compare", "●", "a month with an event"),
        ("compare", "━▸", "longer: over, at least"),
        ("table", "Σ +", "the total adds this row"),
    ],
)
def test_the_signs_are_those_of_the_place(context: str, sign: str, meaning: str) -> None:
    text = [plain(line) for line in help_lines(in_context(context, "app"), 114, UNICODE, (context, "app"))]
    assert any(f"{sign} " in line and meaning in line for line in text)
    assert ("Search" in "".join(text)) == (context == "table")


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("table", "Signings"),
        ("tree", "Regions"),
        ("detail", "Detail"),
        ("empty", "Nothing found"),
        ("event", "Event"),
        ("events", "Events"),
        ("left-out", "What the total leaves out"),
    ],
)
async def test_it_is_about_the_place_it_was_asked_for_in(make_app: MakeApp, name: str, title: str) -> None:
    place = next(place for place in PLACES if place.name == name)
    app = make_app(place.query)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await place.reach(pilot)
        below, focused = app.screen, app.focused
        await press(pilot, "question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen) and app.focused is not None)
        lines = app.screen.query_one(HelpLines)
        assert f"Help: {title}" in drawn(lines).split("\n")[0]
        assert lines.contexts == place.contexts
        await press(pilot, "escape")
        assert app.screen is below
        assert app.focused is focused


async def test_on_a_small_screen_it_scrolls_to_its_end_and_back(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await press(pilot, "question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen) and app.focused is not None)
        lines = app.screen.query_one(HelpLines)
        assert lines.region.bottom <= SMALL[1]
        first = drawn(lines)
        assert "Move" in first
        assert "esc close" not in first
        await press(pilot, "pagedown", "pagedown")
        assert lines.scroll_offset.y > 0
        await press(pilot, "pageup", "pageup")
        assert drawn(lines) == first
        await press(pilot, "G")
        assert "esc close" in drawn(lines)
        await press(pilot, "g")
        assert drawn(lines) == first


@pytest.mark.parametrize(("there", "back"), [("down", "up"), ("j", "k"), ("ctrl+d", "ctrl+u"), ("pagedown", "pageup")])
async def test_it_scrolls_with_the_first_key(make_app: MakeApp, there: str, back: str) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await press(pilot, "question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen) and app.focused is not None)
        lines = app.screen.query_one(HelpLines)
        await press(pilot, there)
        assert lines.scroll_offset.y > 0
        await press(pilot, back)
        assert lines.scroll_offset.y == 0


@pytest.mark.parametrize("key", ["escape", "question_mark", "f1", "q"])
async def test_its_keys_close_it_and_nothing_more(make_app: MakeApp, key: str) -> None:
    app = make_app()
    async with app.run_test(size=MIDDLE) as pilot:
        screen = await settled(pilot)
        await press(pilot, "f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen) and app.focused is not None)
        await press(pilot, key)
        assert app.screen is screen
        assert app.is_running
        assert screen.table.has_focus
