"""The search line and what else has the keys: never both, never neither."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from threading import Event

import pytest

from tui.conftest import LIMIT, MakeApp, settled, still, until
from tui.driving import MIDDLE, PLACES, WIDE, drawn, press, type_at_once
from tui.watched import WatchedApp
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.suggest import Suggestion
from tuiapp.tui.screens.explore import ExploreScreen
from tuiapp.tui.widgets.search import QueryInput, SearchBar

SEARCH = next(place for place in PLACES if place.name == "search")


def agrees(screen: ExploreScreen) -> bool:
    """Whether the line is open exactly when it has the keys."""
    return screen.searching.is_open == isinstance(screen.focused, QueryInput)


async def test_closing_and_opening_again_starts_with_the_query(make_app: MakeApp) -> None:
    app = make_app("year:2023")
    async with app.run_test(size=MIDDLE) as pilot:
        screen = await settled(pilot)
        for _ in range(2):
            await press(pilot, "slash")
            await until(pilot, lambda: isinstance(app.focused, QueryInput))
            assert agrees(screen)
            line = app.focused
            assert isinstance(line, QueryInput)
            assert line.value == "year:2023 "
            await press(pilot, *"fo")
            await until(pilot, lambda: screen.view.query == "year:2023 fo")
            await press(pilot, "escape")
            await until(pilot, lambda: screen.table.has_focus)
            assert agrees(screen)
            assert screen.view.query == "year:2023"
            assert screen.history == []


async def test_suggestions_are_walked_round_and_taken(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        await SEARCH.reach(pilot)
        await press(pilot, "ctrl+u", "c")
        await settled(pilot)  # suggestions come beside the event loop
        shown = screen.searching._list
        assert shown is not None
        first = shown.at_cursor
        assert first is not None
        await press(pilot, "down")
        second = shown.at_cursor
        assert second != first
        await press(pilot, "up")
        assert shown.at_cursor == first
        await press(pilot, "up", "down")
        assert shown.at_cursor == first
        await press(pilot, "ctrl+u")
        await until(pilot, lambda: screen.view.query == "" and shown.at_cursor is None)


async def test_a_suggestion_is_taken_that_is_still_to_come(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, suggest = Event(), Catalog.suggest

    def late(catalog: Catalog, text: str, cursor: int) -> list[Suggestion]:
        gate.wait(LIMIT)
        return suggest(catalog, text, cursor)

    monkeypatch.setattr(Catalog, "suggest", late)
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        await SEARCH.reach(pilot)
        await press(pilot, "ctrl+u")
        type_at_once(app, [*"foshan", "tab", *"2023"])
        await until(pilot, lambda: screen.view.query == "foshan")
        await still(pilot)
        line = app.focused
        assert isinstance(line, QueryInput)
        assert line.value == "foshan"
        gate.set()
        await until(pilot, lambda: screen.view.query == "city:foshan 2023")


async def test_another_order_keeps_the_totals(make_app: MakeApp) -> None:
    app = make_app("year:2023")
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        before, rows = screen.totals, screen.table.plain()
        await press(pilot, "right", "right", "right", "right", "right_square_bracket")
        await settled(pilot)
        assert screen.table.plain() != rows
        assert screen.totals is before


async def test_what_is_typed_right_after_the_slash_goes_into_the_line(make_app: MakeApp) -> None:
    app = make_app()
    app.stays = True
    async with app.run_test(size=MIDDLE) as pilot:
        screen = await settled(pilot)
        type_at_once(app, "/qing")
        await until(pilot, lambda: screen.searching.is_open and isinstance(app.focused, QueryInput))
        assert app.quits == 0
        await until(pilot, lambda: screen.view.query == "qing")


@pytest.mark.parametrize("way", ["shift+tab", "click"])
async def test_whoever_leaves_the_line_closes_it_or_stays_in_it(make_app: MakeApp, way: str) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        await SEARCH.reach(pilot)
        if way == "click":
            await pilot.click("#table", offset=(40, 6))
        else:
            await press(pilot, way)
        await still(pilot)
        assert agrees(screen)
        await press(pilot, "escape")
        await still(pilot)
        assert not screen.searching.is_open
        await press(pilot, "slash")
        await until(pilot, lambda: isinstance(app.focused, QueryInput))
        assert agrees(screen)


async def test_two_fast_keys_close_the_line_once(make_app: MakeApp) -> None:
    app = make_app("year:2023")
    async with app.run_test(size=MIDDLE) as pilot:
        screen = await settled(pilot)
        for keys in (("enter", "enter"), ("escape", "enter"), ("enter", "escape"), ("enter", "tab"), ("escape", "tab")):
            await SEARCH.reach(pilot)
            type_at_once(app, keys)
            await until(pilot, lambda: not screen.searching.is_open)
            await settled(pilot)
            assert app.is_running
            assert agrees(screen)


FAST: tuple[tuple[Sequence[str], ...], ...] = (
    ("/", "foshan", ["enter"], "l", "l", "]"),
    ("/", "foshan", ["enter"], ["enter"]),
    ("/", "foshan", ["enter"], ["escape"]),
    ("/", "fo", ["escape"], "3"),
    ("/", "fo", ["backspace"], ["ctrl+u"], "city:chang", ["backspace"], ["down"], ["up"], ["tab"], ["enter"], "e"),
    ("/", "city:nowhere", ["enter"], ["ctrl+u"], "wujin", ["enter"], "v"),
)


async def end_of(app: WatchedApp, bursts: Iterable[Iterable[str]]) -> tuple[object, ...]:
    """Where keys lead that are typed in bursts."""
    app.stays = True
    async with app.run_test(size=MIDDLE) as pilot:
        screen = await settled(pilot)
        for keys in bursts:
            type_at_once(app, keys)
            await still(pilot)
            await settled(pilot)
        await until(pilot, lambda: app.focused is not None and not screen.searching.is_open)
        assert app.focused is not None
        # Not the row: it depends on which rows had come when the cursor was moved.
        return screen.view, screen.table.column, type(app.screen), app.focused.id


@pytest.mark.parametrize("bursts", FAST, ids=lambda bursts: " ".join("".join(keys) for keys in bursts))
async def test_keys_mean_the_same_however_fast_they_are_typed(
    make_app: MakeApp, bursts: tuple[Sequence[str], ...]
) -> None:
    assert await end_of(make_app(), [list(chain(*bursts))]) == await end_of(make_app(), bursts)


async def test_the_open_line_says_what_is_found_before_a_key_is_typed(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        found = f"{screen.table.count()} signings"
        await press(pilot, "slash")
        await until(pilot, lambda: isinstance(app.focused, QueryInput))
        await still(pilot)
        bar = app.screen.query_one(SearchBar)
        assert found in " ".join(drawn(widget) for widget in bar.children)


async def test_a_word_without_a_letter_is_said_with_enter_and_not_before(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        rows = screen.table.plain()
        await SEARCH.reach(pilot)
        await press(pilot, "ctrl+u", "-", "quotation_mark", "quotation_mark")
        await settled(pilot)
        shown = screen.searching._list
        assert shown is not None
        assert screen.table.plain() == rows
        assert "letter" not in drawn(shown)
        await press(pilot, "enter")
        await settled(pilot)
        assert screen.searching.is_open
        assert '`-""` has no letter or digit to look for' in drawn(shown)
