"""Every command of the catalogue, pressed by each of its keys in each place where it is declared."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from textual.pilot import Pilot

from tui.conftest import MakeApp, settled, still, until
from tui.driving import MIDDLE, PLACES, SIZES, SMALL, Place, drawn, press, type_at_once
from tui.watched import WatchedApp
from tuiapp.tui.commands import COMMANDS, GROUPS, Command, in_context
from tuiapp.tui.loading import Built
from tuiapp.tui.widgets.bars import FOOTER_COMMANDS, Footer

PLACE = pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)


@pytest.fixture(autouse=True)
def quick_reload(monkeypatch: pytest.MonkeyPatch, fixed_index: object) -> None:
    """A reload finds the index as it was, without a process of its own."""

    async def built(*_arguments: object) -> object:
        return Built(fixed_index)  # type: ignore[arg-type]

    monkeypatch.setattr("tuiapp.tui.loading.build_index", built)


def works(app: WatchedApp, command: Command) -> bool:
    """Whether the screen offers a command now: some need a row to work on."""
    return app.screen.check_action(command.action, ()) is not False


# The catalogue.


def test_ids_and_groups_are_in_order() -> None:
    assert not [id for id, count in Counter(command.id for command in COMMANDS).items() if count > 1]
    assert {command.group for command in COMMANDS} == set(GROUPS)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_a_command_says_what_it_does(command: Command) -> None:
    assert command.keys
    assert command.where
    assert 0 < len(command.title.split()) <= 4
    assert command.help.endswith(".")
    assert command.help[0].isupper()


@PLACE
def test_a_key_means_one_thing_in_a_place(place: Place) -> None:
    keys = Counter(key for command in place.commands for key in command.keys)
    assert not [key for key, count in keys.items() if count > 1]


def test_every_command_has_a_place() -> None:
    reached = {command.id for place in PLACES for command in place.commands}
    assert {command.id for command in COMMANDS} == reached


# The keys.

LEAD_ELSEWHERE = frozenset(
    {"next-pane", "previous-pane", "pane-1", "pane-2", "pane-3", "search", "open-event", "left-out", "explain"}
    | {"events", "open-listed", "compare", "open-rows", "add-column", "drop-column", "compare-marked", "other-field"}
    | {"open-signing", "back", "help", "palette", "export", "reload", "choose-region", "keep-query", "leave-search"}
    | {"drop-term", "write", "cancel", "next-field", "previous-field", "figures", "open-bar"}
)
"""After these the focus may be elsewhere, so each is pressed by itself; all others one right after the other."""


def check_binding(app: WatchedApp, command: Command, key: str) -> None:
    """The key, pressed now, runs the command's action on a node that has it."""
    bound = app.screen.active_bindings[key]
    assert bound.binding.action in (command.action, f"command_{command.action}"), f"{key} runs another command"
    assert any(hasattr(bound.node, f"{kind}_{bound.binding.action}") for kind in ("action", "_action")), (
        f"{key} is dead"
    )


async def press_all(pilot: Pilot[None], place: Place, strokes: list[tuple[Command, str]]) -> None:
    """Press keys one right after the other; those that work now, and they alone, must run their actions in turn."""
    app = pilot.app
    assert isinstance(app, WatchedApp)
    await place.reach(pilot)
    working = [(command, key) for command, key in strokes if works(app, command)]
    for command, key in working:
        check_binding(app, command, key)
    expected = [app.screen.active_bindings[key].binding.action for _command, key in working]
    before = len(app.done)
    type_at_once(app, [key for _command, key in strokes])
    await until(pilot, lambda: len(app.done) - before >= len(expected))
    assert app.is_running
    assert [done.action for done in app.done[before:] if done.handled] == expected


@PLACE
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_key_runs_its_command(make_app: MakeApp, place: Place, size: tuple[int, int]) -> None:
    app = make_app(place.query)
    app.stays = True
    strokes = [(command, key) for command in place.commands for key in command.keys]
    staying = [stroke for stroke in strokes if stroke[0].id not in LEAD_ELSEWHERE]
    runs = [staying, *([stroke] for stroke in strokes if stroke not in staying)]
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        for run in runs:
            try:
                await press_all(pilot, place, run)
            except Exception as error:
                error.add_note(f"in {place.name} at {size}: {', '.join(key for _command, key in run)}")
                raise
        assert app.quits == sum(command.id == "quit" for command, _key in strokes)


# The footer.


def footer_entries(app: WatchedApp) -> list[tuple[set[str], str]]:
    """The entries of the footer, as keys and title; what stands at the right after the help is no entry."""
    text = drawn(app.screen.query_one("#footer", Footer))
    before, help_entry, _state = text.partition("? help")
    assert help_entry
    entries = [entry.split(" ") for entry in re.split(r" {2,}", before.strip()) if entry]
    shown = {command.shown for command in COMMANDS}
    split = [(next((i for i, word in enumerate(entry) if word not in shown), len(entry)), entry) for entry in entries]
    return [(set(entry[:at]), " ".join(entry[at:])) for at, entry in split]


@pytest.mark.parametrize(
    "place",
    [place for place in PLACES if "app" in place.contexts],
    ids=lambda place: place.name,
)
async def test_the_footer_has_commands_of_the_place_and_help_last(make_app: MakeApp, place: Place) -> None:
    app = make_app(place.query)
    async with app.run_test(size=SIZES[0]) as pilot:
        await settled(pilot)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await place.reach(pilot)
            await still(pilot)
            assert app.screen.contexts == place.contexts  # type: ignore[attr-defined]
            entries = footer_entries(app)
            assert 0 < len(entries) < FOOTER_COMMANDS  # the help is the last of them
            here = [command for command in in_context(*place.contexts) if works(app, command)]
            for keys, title in entries:
                named = {command.shown for command in here if command.title == title and command.footer is not None}
                assert keys
                assert keys <= named, f"{keys} {title}"


async def test_the_footer_has_the_way_back_where_there_is_one(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        screen = await settled(pilot)
        assert all(title != "back" for _keys, title in footer_entries(app))
        for size in SIZES:
            await pilot.resize_terminal(*size)
            screen.go(screen.view.with_query(f"year:{2021 + SIZES.index(size)}"))
            await settled(pilot)
            await still(pilot)
            assert footer_entries(app)[-1] == ({"esc"}, "back"), size


async def test_ctrl_c_says_how_to_leave(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await press(pilot, "ctrl+c")
        assert app.said == ["ctrl+q leaves the program."]
        assert app.is_running


async def test_the_footer_of_the_search_line_has_its_keys_alone(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=MIDDLE) as pilot:
        await settled(pilot)
        search = next(place for place in PLACES if place.name == "search")
        await search.reach(pilot)
        text = drawn(app.screen.query_one("#footer", Footer))
        assert all(f"{key} {title}" in text for key, title in (("tab", "take"), ("enter", "keep query")))
        assert "?" not in text  # a letter like any other there
