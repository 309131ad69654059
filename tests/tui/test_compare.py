"""Comparing from the keyboard: what is marked, how columns are changed, and the way to the rows and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

import compare_samples as samples
import support
from tui.conftest import explorer, settled, until
from tui.driving import SIZES, drawn, press
from tui.watched import WatchedApp
from tuiapp.catalog.query import Query
from tuiapp.catalog.view import View
from tuiapp.compiler.build import compile_dataset
from tuiapp.export import render
from tuiapp.tui.screens.columns import ColumnsScreen
from tuiapp.tui.screens.compare import CompareScreen
from tuiapp.tui.screens.events import EventsScreen
from tuiapp.tui.screens.explore import ExploreScreen
from tuiapp.tui.screens.export import ExportScreen
from tuiapp.tui.screens.left_out import LeftOutScreen

MakeApp = Callable[..., WatchedApp]


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The labelled places: their folder and its index."""
    folder = tmp_path_factory.mktemp("places")
    data = support.write_dataset(folder / "data", samples.EVENTS)
    return data, compile_dataset(data, folder / "index")


@pytest.fixture
def make(places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> MakeApp:
    """Makes an explorer of the labelled places at a query."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    return lambda query="": WatchedApp(*places, View(query=query))


def on(pilot: Pilot[None], kind: type[CompareScreen] | type[ColumnsScreen] | type[ExploreScreen]) -> bool:
    return isinstance(pilot.app.screen, kind)


async def comparing(pilot: Pilot[None]) -> CompareScreen:
    """The comparison, when all of it is there."""
    await until(pilot, lambda: isinstance(screen := pilot.app.screen, CompareScreen) and screen.settled)
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, CompareScreen)
    return screen


async def opened(pilot: Pilot[None], *queries: str) -> CompareScreen:
    """A comparison of queries."""
    await settled(pilot)
    app = pilot.app
    assert isinstance(app, WatchedApp)
    explorer(app).open_compare(View(screen="compare", compared=queries or samples.TWO))
    return await comparing(pilot)


async def choosing(pilot: Pilot[None]) -> ColumnsScreen:
    """The dialog that asks what to compare, when it offers something."""
    await until(pilot, lambda: isinstance(screen := pilot.app.screen, ColumnsScreen) and screen.pane.count() > 1)
    screen = pilot.app.screen
    assert isinstance(screen, ColumnsScreen)
    return screen


def go_to(screen: CompareScreen, query: str, *, column: int = 0) -> None:
    """Put the cursor on the line behind which a query stands."""
    pane = screen.pane
    pane.choose(column)
    for index in range(pane.count()):
        pane.move(index)
        if pane.query_at_cursor == query:
            return
    raise AssertionError(f"no line of {query}")


# Marks.


def go_to_offer(dialog: ColumnsScreen, query: str) -> None:
    """Put the cursor on an offered query."""
    for index in range(dialog.pane.count()):
        dialog.pane.move(index)
        if dialog.offer_at_cursor == query:
            return
    raise AssertionError(query)


async def test_marked_regions_are_compared_within_the_query(make: MakeApp) -> None:
    app = make("year:2023..2025")
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await settled(pilot)
        screen.focus_pane("tree")
        await pilot.pause()
        names = [name for _depth, name, _count in screen.regions.plain()]
        for name in ("Changzhou", "Suzhou"):
            screen.regions.move(names.index(name))
            await press(pilot, "space")
        await until(pilot, lambda: len(screen.view.compared) == 2)
        assert "2 marked" in drawn(screen.query_one("#footer"))
        assert sum("•" in line for line in drawn(screen.regions).splitlines()) == 2
        await press(pilot, "c")
        found = await comparing(pilot)
        assert found.view.compared == samples.TWO
        await press(pilot, "escape")
        await until(pilot, lambda: on(pilot, ExploreScreen))
        screen.regions.move(names.index("Suzhou"))
        await press(pilot, "space")
        assert screen.view.compared == ("city:changzhou",)


async def test_marked_events_are_compared(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await settled(pilot)
        await press(pilot, "v")
        await until(pilot, lambda: isinstance(pilot.app.screen, EventsScreen) and pilot.app.screen.lines.count() > 3)
        await press(pilot, "space", "space")
        await until(pilot, lambda: len(screen.view.compared) == 2)
        events = pilot.app.screen
        assert drawn(events.query_one("#lines")).count("•") == 2
        await press(pilot, "c")
        found = await comparing(pilot)
        assert list(found.view.compared) == [f"event:{row.event.id}" for row in screen.catalog.events(Query())[:2]]


async def test_marked_signings_stand_for_their_events(make: MakeApp) -> None:
    app = make("city:suzhou")
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await settled(pilot)
        await press(pilot, "space", "space")
        await until(pilot, lambda: len(screen.view.marks) == 2)
        await press(pilot, "c")
        found = await comparing(pilot)
        events = [f"event:{mark.partition('/')[0]}" for mark in screen.view.marks]
        assert list(found.view.compared) == events


async def test_of_more_than_four_marks_the_first_four_are_compared(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await settled(pilot)
        for place in ("changzhou", "suzhou", "changsha", "wujin", "chongqing"):
            screen.toggle_term(f"region:{place}")
        await press(pilot, "c")
        found = await comparing(pilot)
        assert found.view.compared == tuple(f"region:{p}" for p in ("changzhou", "suzhou", "changsha", "wujin"))
        assert any("first four" in said for said in app.said)


# What to compare.


async def test_without_two_marks_it_is_asked_what(make: MakeApp) -> None:
    app = make("city:changzhou")
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "c")
        dialog = await choosing(pilot)
        assert dialog.columns == ["city:changzhou"]
        await press(pilot, "enter")
        assert "mark two at least" in drawn(dialog.query_one("#state"))
        await press(pilot, "tab", *"city:suzhou", "enter")
        await until(pilot, lambda: dialog.columns == ["city:changzhou", "city:suzhou"])
        await press(pilot, "enter")
        found = await comparing(pilot)
        assert found.view.compared == ("city:changzhou", "city:suzhou")


async def test_years_and_sectors_are_offered_to_be_marked(make: MakeApp) -> None:
    app = make("city:changzhou")
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "c")
        dialog = await choosing(pilot)
        await until(pilot, lambda: "Years" in drawn(dialog.pane))
        assert "Sectors" in drawn(dialog.pane)
        await press(pilot, "space")
        await until(pilot, lambda: not dialog.columns)
        assert dialog.offer_at_cursor == "city:changzhou", "what is unmarked stays to be marked again"
        await press(pilot, "down", "space", "down", "space")
        await until(pilot, lambda: len(dialog.columns) == 2)
        assert dialog.columns == ["year:2025 city:changzhou", "year:2024 city:changzhou"]
        await press(pilot, "enter")
        found = await comparing(pilot)
        assert found.comparison is not None
        assert [side.name for side in found.comparison.sides] == ["2025", "2024"]


async def test_a_typed_query_that_is_wrong_is_said(make: MakeApp) -> None:
    app = make("city:changzhou")
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "c")
        dialog = await choosing(pilot)
        await press(pilot, "tab", *"city:suzou", "enter")
        await until(pilot, lambda: "nearest: `suzhou`" in drawn(dialog.query_one("#state")))
        assert dialog.columns == ["city:changzhou"]
        await press(pilot, "escape")
        await until(pilot, lambda: on(pilot, ExploreScreen))


async def test_earlier_queries_are_offered(make: MakeApp) -> None:
    app = make("city:suzhou")
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await settled(pilot)
        screen.go(View(query="city:changzhou"))
        await settled(pilot)
        await press(pilot, "c")
        dialog = await choosing(pilot)
        await until(pilot, lambda: "Earlier queries" in drawn(dialog.pane))
        go_to_offer(dialog, "city:suzhou")
        await press(pilot, "space", "enter")
        found = await comparing(pilot)
        assert found.view.compared == ("city:changzhou", "city:suzhou")


async def test_a_query_that_was_compared_is_offered_again(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=(140, 40)) as pilot:
        await opened(pilot, "city:changzhou year:2023", "city:suzhou year:2024")
        await press(pilot, "escape")
        await until(pilot, lambda: on(pilot, ExploreScreen))
        await press(pilot, "c")
        dialog = await choosing(pilot)
        await until(pilot, lambda: "Earlier queries" in drawn(dialog.pane))
        for query in ("city:suzhou year:2024", "city:changzhou year:2023"):
            go_to_offer(dialog, query)
            await press(pilot, "space")
        await press(pilot, "enter")
        found = await comparing(pilot)
        assert found.view.compared == ("city:suzhou year:2024", "city:changzhou year:2023")


# Columns.


async def test_columns_change_places(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await opened(pilot)
        assert drawn(screen.pane).splitlines()[0].index("Changzhou") < drawn(screen.pane).splitlines()[0].index(
            "Suzhou"
        )
        await press(pilot, "b")
        screen = await comparing(pilot)
        assert screen.view.compared == samples.TWO[::-1]
        assert screen.pane.column == 1
        head = drawn(screen.pane).splitlines()[0]
        assert head.index("Suzhou") < head.index("Changzhou")


async def test_a_column_is_dropped_while_two_are_left(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await opened(pilot, *samples.FOUR)
        await press(pilot, "l", "x")
        screen = await comparing(pilot)
        assert screen.view.compared == (samples.FOUR[0], *samples.FOUR[2:])
        await press(pilot, "delete")
        screen = await comparing(pilot)
        assert screen.view.compared == (samples.FOUR[0], samples.FOUR[3])
        assert screen.check_action("drop_column", ()) is False
        await press(pilot, "x")
        await pilot.pause()
        assert len(screen.view.compared) == 2


async def test_a_column_is_added_while_there_are_less_than_four(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await opened(pilot, *samples.FOUR[:3])
        await press(pilot, "a")
        dialog = await choosing(pilot)
        assert dialog.columns == list(samples.FOUR[:3])
        await press(pilot, "tab", *"province:chongqing", "enter", "enter")
        screen = await comparing(pilot)
        assert screen.view.compared == samples.FOUR
        assert screen.check_action("add_column", ()) is False


async def test_the_keys_of_the_dialog_are_those_of_the_field_in_use(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, *samples.FOUR[:2])
        await press(pilot, "a")
        dialog = await choosing(pilot)

        def keys() -> str:
            return drawn(dialog.query_one("#keys"))

        assert "space mark" in keys()
        await press(pilot, "tab")
        await until(pilot, lambda: "space" not in keys() and "enter compare" in keys())
        await press(pilot, *"energy")
        await until(pilot, lambda: "enter mark the query" in keys())
        await press(pilot, "tab")
        await until(pilot, lambda: "space mark" in keys())


async def test_another_lane_is_looked_at(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await opened(pilot)
        seen = []
        for _press in range(5):
            seen.append(drawn(screen.query_one("#title")).rstrip().partition("lane: ")[2])
            await press(pilot, "L")
            screen = await comparing(pilot)
        assert seen[0] == "agreed · investment · projects · events"
        assert "started · investment · projects · periods" in seen
        assert "agreed · fund size · projects · events" in seen
        assert drawn(screen.query_one("#title")).rstrip().endswith(seen[0])


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_on_a_small_screen_the_lane_and_what_all_columns_share_are_seen(
    make: MakeApp, size: tuple[int, int]
) -> None:
    app = make()
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot, *(f"{column} year:2023" for column in samples.FOUR[:2]))
        title = drawn(screen.query_one("#title")).rstrip()
        assert title.startswith(f" / year:2023  {samples.FOUR[0]}")
        assert title.endswith("lane: agreed · events")
        await press(pilot, "L")
        screen = await comparing(pilot)
        title = drawn(screen.query_one("#title")).rstrip()
        assert title.startswith(" / year:2023")
        assert "lane: " in title
        assert not title.endswith("agreed · events")


async def test_the_next_section_is_a_key_away(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        tops = []
        for _press in range(4):
            await press(pilot, "tab")
            tops.append(screen.pane.cursor)
        assert tops == sorted(set(tops))
        await press(pilot, "shift+tab")
        assert screen.pane.cursor == tops[-2]


# The rows behind a number.


async def test_enter_leads_to_the_rows_and_escape_back_to_the_line(make: MakeApp) -> None:
    app = make("year:2023..2025")
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await opened(pilot)
        asked = f"{samples.TWO[1]} stage:agreed measure:investment unit:projects basis:event year:2024"
        go_to(screen, asked, column=1)
        await press(pilot, "enter")
        await until(pilot, lambda: on(pilot, ExploreScreen))
        rows = await settled(pilot)
        assert rows.view.query == asked
        assert [row.id for row in rows._rows.selection.window(0, 9)] == ["global-2024/all"]  # type: ignore[union-attr]
        await press(pilot, "escape")
        screen = await comparing(pilot)
        assert screen.pane.query_at_cursor == asked
        await press(pilot, "escape")
        await until(pilot, lambda: on(pilot, ExploreScreen))
        assert (await settled(pilot)).view.query == "year:2023..2025"


async def test_a_reason_leads_to_the_records_it_names(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await opened(pilot)
        go_to(screen, "id:wujin-2023/all", column=1)
        await press(pilot, "enter")
        await until(pilot, lambda: on(pilot, ExploreScreen))
        assert (await settled(pilot)).view.query == "id:wujin-2023/all"


async def test_what_a_column_leaves_out_is_listed(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=(140, 40)) as pilot:
        await opened(pilot)
        await press(pilot, "l", "t")
        await until(pilot, lambda: isinstance(pilot.app.screen, LeftOutScreen))
        assert "city:suzhou" in drawn(pilot.app.screen.query_one("#title"))
        await press(pilot, "escape")
        await comparing(pilot)


async def test_the_comparison_is_exported_as_it_is_shown(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "b")
        screen = await comparing(pilot)
        await press(pilot, "e")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExportScreen))
        dialog = pilot.app.screen
        assert isinstance(dialog, ExportScreen)
        assert dialog.command.startswith("tuiapp compare 'city:suzhou year:2023..2025' 'city:changzhou")
        assert dialog.path.name == "suzhou-2023-2025-changzhou-compare.md"
        pages = {"".join(render(screen.catalog, view, "md")) for view in (dialog.view, screen.view)}
        assert len(pages) == 1


async def test_what_is_marked_is_added_before_it_is_compared(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await settled(pilot)
        for term in ("city:changzhou", "city:suzhou"):
            screen.toggle_term(term)
        await until(pilot, lambda: screen.settled)
        known = dict(screen.take_totals())
        asked = [Query.parse(query) for query in screen.columns]
        assert {query: known[query].lanes for query in asked} == {
            query: screen.catalog.totals(query).lanes for query in asked
        }
        screen.toggle_term("city:suzhou")
        await until(pilot, lambda: screen.settled)
        assert set(screen.take_totals()) - {Query()} == {asked[0]}, "what is unmarked is forgotten"


async def test_what_is_chosen_in_the_dialog_is_added_before_it_is_compared(make: MakeApp) -> None:
    app = make("city:changzhou")
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await settled(pilot)
        await press(pilot, "c", "tab", *"city:suzhou", "enter")
        await until(pilot, lambda: screen.settled)
        assert set(screen.take_totals()) == {Query.parse("city:changzhou"), Query.parse("city:suzhou")}


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_it_is_drawn_at_every_size(make: MakeApp, size: tuple[int, int]) -> None:
    app = make()
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot, *samples.FOUR)
        text = drawn(screen.pane)
        assert "Coverage" in text
        assert all(name in text for name in ("Changzhou", "Suzhou", "Changsha", "Chongqing"))


async def test_a_click_on_a_name_chooses_the_column(make: MakeApp) -> None:
    app = make()
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await opened(pilot)
        x = drawn(screen.pane).splitlines()[0].index("Suzhou")
        await pilot.click(screen.pane, offset=(x + 1, 0))
        await until(pilot, lambda: screen.pane.column == 1)
