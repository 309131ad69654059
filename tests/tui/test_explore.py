"""The explorer as a whole: tree, search, totals, panes, history, empty results, reload."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tui.conftest import MakeApp, settled, still, until
from tui.driving import press
from tuiapp.analysis import leftout
from tuiapp.analysis.leftout import LaneLeftOut, left_out_rows
from tuiapp.catalog.query import Query
from tuiapp.render.cells import plain
from tuiapp.rules.records import DEFAULT_LANE
from tuiapp.tui.app import TuiApp
from tuiapp.tui.screens.event import EventScreen
from tuiapp.tui.screens.explore import ExploreScreen
from tuiapp.tui.screens.left_out import LeftOutScreen
from tuiapp.tui.widgets.bars import Footer, TitleBar
from tuiapp.tui.widgets.lines import LinesPane
from tuiapp.tui.widgets.pane import Pane

WIDE, MIDDLE, SMALL = (140, 40), (80, 24), (60, 20)


def drawn(pane: Pane) -> str:
    return "\n".join("".join(segment.text for segment in pane.render_line(y)) for y in range(pane.size.height))


async def choose(screen: ExploreScreen, name: str) -> None:
    rows = screen.regions.plain()
    screen.regions.move(next(index for index, (_depth, shown, _count) in enumerate(rows) if shown == name))


async def test_the_tree_counts_what_the_query_finds_without_its_region(make_app: MakeApp) -> None:
    app = make_app("year:2023")
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        counts = {name: count for _depth, name, count in screen.regions.plain()}
        assert counts["China"] == screen.table.count()
        assert counts["China"] == counts["Jiangsu"] + counts["Guangdong"] + counts["Chongqing"]
        screen.go(screen.view.with_query("year:2023 city:changzhou"))
        await settled(pilot)
        again = {name: count for _depth, name, count in screen.regions.plain()}
        assert again["China"] == counts["China"]
        assert screen.table.count() == counts["Changzhou"]


async def test_choosing_a_region_filters_and_choosing_it_again_does_not(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        await press(pilot, "1")
        await until(pilot, lambda: screen.regions.has_focus)
        await choose(screen, "Foshan")
        await press(pilot, "enter")
        await until(pilot, lambda: screen.view.query == "city:foshan")
        await settled(pilot)
        assert all("Foshan" in screen.table.row(i).regions[0].names for i in range(screen.table.count()))
        assert screen.regions.selected == "foshan"
        await press(pilot, "enter")
        await until(pilot, lambda: screen.view.query == "")


async def test_the_tree_closes_and_opens(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        await press(pilot, "1")
        await until(pilot, lambda: screen.regions.has_focus)
        before = screen.regions.plain()
        await press(pilot, "g", "h")
        assert [name for _d, name, _c in screen.regions.plain()] == ["China"]
        await press(pilot, "l")
        assert screen.regions.plain() == before


async def test_typing_narrows_and_enter_keeps(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        await press(pilot, "slash")
        await until(pilot, lambda: screen.searching.is_open and app.focused is not None and app.focused.id != "table")
        await press(pilot, *"fosh")
        await until(pilot, lambda: 0 < screen.table.count() < screen.catalog.about.signings)
        await press(pilot, *"an", "enter")
        await until(pilot, lambda: not screen.searching.is_open)
        await settled(pilot)
        assert screen.view.query == "foshan"
        assert {row.regions[0].name for row in map(screen.table.row, range(screen.table.count()))} == {"Foshan"}


async def test_escape_returns_to_the_query_before(make_app: MakeApp) -> None:
    app = make_app("year:2023")
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        before = screen.table.plain()
        await press(pilot, "slash")
        await until(pilot, lambda: screen.searching.is_open and app.focused is not None and app.focused.id != "table")
        await press(pilot, *"liangjiang")
        await until(pilot, lambda: screen.table.plain() != before)
        await press(pilot, "escape")
        await until(pilot, lambda: screen.view.query == "year:2023" and screen.table.plain() == before)


async def test_an_unknown_value_is_said_with_the_nearest_one(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        await press(pilot, "slash")
        await until(pilot, lambda: screen.searching.is_open and app.focused is not None and app.focused.id != "table")
        await press(pilot, *"city:chanzhou", "enter")
        await still(pilot)
        assert screen.searching.is_open
        suggestions = screen.query_one("#suggestions")
        shown = "\n".join("".join(s.text for s in suggestions.render_line(y)) for y in range(4))
        assert "changzhou" in shown


async def test_tab_takes_the_suggestion(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        await press(pilot, "slash")
        await until(pilot, lambda: screen.searching.is_open and app.focused is not None and app.focused.id != "table")
        await press(pilot, *"city:fo")
        await still(pilot)
        await press(pilot, "tab", "enter")
        await until(pilot, lambda: screen.view.query == "city:foshan")


@pytest.mark.parametrize("word", ["changzhou", "常州", "xinnengyuan", "changzhou 新能源"])
async def test_words_find_places_in_english_and_chinese(make_app: MakeApp, word: str) -> None:
    app = make_app(word)
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        assert screen.table.count() > 0


async def test_liangjiang_adds_its_whole_and_not_the_two_parts(make_app: MakeApp) -> None:
    app = make_app("zone:liangjiang")
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        assert screen.totals is not None
        total = screen.totals.lanes[0]
        assert total.lane == DEFAULT_LANE
        assert (total.projects.value, total.investment.cny) == (28, 30_000_000_000)
        assert total.investment.qualifier == "over"
        assert [(left.reason, left.signings) for left in total.not_added] == [("inside", 2)]
        await press(pilot, "t")
        await until(pilot, lambda: isinstance(app.screen, LeftOutScreen))
        left_out = app.screen
        assert isinstance(left_out, LeftOutScreen)
        await until(pilot, lambda: left_out.lines.count() > 3)
        assert "2 inside" in drawn(left_out.lines)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, EventScreen))
        await press(pilot, "escape", "escape")
        await until(pilot, lambda: app.screen is screen)


async def test_of_much_that_is_left_out_the_first_lanes_are_shown_first(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leftout, "FEW", 0)
    monkeypatch.setattr(leftout, "_SCREENFUL", 1)
    shown: list[int] = []
    show_lanes = LeftOutScreen.show_lanes

    def watched(self: LeftOutScreen, lanes: Sequence[LaneLeftOut]) -> None:
        shown.append(len(left_out_rows(lanes)))
        show_lanes(self, lanes)

    monkeypatch.setattr(LeftOutScreen, "show_lanes", watched)
    app = make_app("region:china")
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        await press(pilot, "t")
        await until(pilot, lambda: isinstance(app.screen, LeftOutScreen) and bool(shown))
        left_out = app.screen
        assert isinstance(left_out, LeftOutScreen)
        assert shown == [len(left_out_rows(leftout.left_out(screen.catalog, Query.parse("region:china"))))]
        await press(pilot, "escape")
        await until(pilot, lambda: app.screen is screen)


async def test_the_detail_follows_the_cursor(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        last = screen.table.row(screen.table.count() - 1)
        await press(pilot, "G")
        await until(pilot, lambda: screen.detail.heading == last.event.name)


async def test_enter_opens_the_event_and_escape_returns(make_app: MakeApp) -> None:
    app = make_app("zone:liangjiang")
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, EventScreen))
        event = app.screen
        assert isinstance(event, EventScreen)
        await until(pilot, lambda: event.lines.count() > 3)
        text = "\n".join(plain(event.lines.line(index, 140)) for index in range(event.lines.count()))
        assert "over 30 billion yuan" in text
        assert "Sources" in text
        await press(pilot, "escape")
        await until(pilot, lambda: app.screen is screen)


async def test_a_finding_is_explained(make_app: MakeApp) -> None:
    app = make_app("check:any event:germany")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        app.push_screen(EventScreen(_explore(app).catalog, _explore(app).view, _germany(app), None, frozenset()))
        await until(pilot, lambda: isinstance(app.screen, EventScreen))
        event = app.screen
        assert isinstance(event, EventScreen)
        await until(pilot, lambda: event.lines.count() > 3)
        event.lines.move(_first_target(event.lines, "finding:"))
        await press(pilot, "enter")
        await until(pilot, lambda: app.screen is not event)
        text = drawn(app.screen.query_one("#lines", LinesPane))
        assert "110.8" in text
        assert "Acknowledged" in text


async def test_what_is_missing_is_explained(make_app: MakeApp) -> None:
    app = make_app("event:germany")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        app.push_screen(EventScreen(_explore(app).catalog, _explore(app).view, _germany(app), None, frozenset()))
        await until(pilot, lambda: isinstance(app.screen, EventScreen))
        event = app.screen
        assert isinstance(event, EventScreen)
        await until(pilot, lambda: event.lines.count() > 3)
        event.lines.move(_first_target(event.lines, "gap:no-amount"))
        await press(pilot, "enter")
        await until(pilot, lambda: app.screen is not event)
        text = drawn(app.screen.query_one("#lines", LinesPane))
        assert "No amount  missing" in text
        assert "No amount is printed for the signing itself" in text


def _explore(app: TuiApp) -> ExploreScreen:
    return next(screen for screen in app.screen_stack if isinstance(screen, ExploreScreen))


def _germany(app: TuiApp) -> str:
    from tuiapp.catalog.query import Query

    catalog = _explore(app).catalog
    return next(row.event.id for row in catalog.events(Query.parse("")) if "germany" in row.event.id)


def _first_target(pane: Pane, kind: str) -> int:
    lines = pane._lines  # type: ignore[attr-defined]
    return next(index for index, line in enumerate(lines) if (line.target or "").startswith(kind))


async def test_back_returns_through_the_views(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        for query in ("year:2023", "year:2023 city:foshan"):
            screen.go(screen.view.with_query(query))
            await settled(pilot)
        await press(pilot, "escape")
        await until(pilot, lambda: screen.view.query == "year:2023")
        await press(pilot, "escape")
        await until(pilot, lambda: screen.view.query == "")


async def test_nothing_found_says_why_and_enter_drops_a_term(make_app: MakeApp) -> None:
    app = make_app("city:foshan year:2022")
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        await until(pilot, lambda: screen.empty.has_focus)
        text = drawn(screen.empty)
        assert "No signing meets both terms." in text
        assert "city:foshan" in text
        await press(pilot, "enter")
        await until(pilot, lambda: screen.table.count() > 0)
        await until(pilot, lambda: screen.table.has_focus)


async def test_terms_to_drop_have_numbers_when_these_are_known_and_the_useless_ones_come_last(
    make_app: MakeApp,
) -> None:
    app = make_app("city:foshan year:2021 stage:started")
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        empty = screen.empty
        empty.show([("a", None), ("b", None)], 9)
        assert not any(character.isdigit() for character in drawn(empty).split("Signings")[-1])
        empty.show([("a", 0), ("b", 7), ("c", 2), ("d", 0)], 9)
        assert empty.term == "c"
        assert drawn(empty).split("Signings")[-1].split()[:8] == ["▌", "c", "2", "b", "7", "a", "0", "d"]


async def test_nothing_found_has_the_margins_of_its_size(make_app: MakeApp) -> None:
    app = make_app("year:1850 stage:completed city:changzhou")
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        empty = screen.empty
        await until(pilot, lambda: empty.has_focus)
        await press(pilot, "G")
        wide, term = drawn(empty), empty.term
        assert f"{' ' * 10}No signing meets all three terms." in wide
        await pilot.resize_terminal(*SMALL)
        small = drawn(empty)
        assert "\n      No signing" in small
        assert empty.term == term
        await pilot.resize_terminal(*WIDE)
        assert (drawn(empty), empty.term) == (wide, term)


@pytest.mark.parametrize("pane", ["1", "2", "3"])
async def test_keys_work_again_when_a_screen_that_was_too_small_grows(make_app: MakeApp, pane: str) -> None:
    app = make_app()
    async with app.run_test(size=MIDDLE) as pilot:
        screen = await settled(pilot)
        await press(pilot, pane)
        await until(pilot, lambda: screen.focused is (screen.regions, screen.table, screen.detail)[int(pane) - 1])
        focused = screen.focused
        await pilot.resize_terminal(39, 20)
        await until(pilot, lambda: screen.focused is None)
        await pilot.resize_terminal(*MIDDLE)
        await until(pilot, lambda: screen.focused is focused)


@pytest.mark.parametrize("size", [MIDDLE, SMALL])
async def test_on_a_small_screen_one_pane_is_shown_and_keys_switch(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        screen = await settled(pilot)
        assert (screen.regions.display, screen.table.display, screen.detail.display) == (False, True, False)
        await press(pilot, "1")
        await until(pilot, lambda: screen.regions.has_focus)
        assert screen.regions.size.width == size[0]
        await press(pilot, "3")
        await until(pilot, lambda: screen.detail.has_focus)
        assert not screen.table.display
        await press(pilot, "escape")
        await until(pilot, lambda: screen.table.has_focus)
        assert screen.table.display


async def test_zoom_gives_a_pane_the_screen_and_back_takes_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        await press(pilot, "plus")
        await until(pilot, lambda: not screen.regions.display)
        await press(pilot, "escape")
        await until(pilot, lambda: screen.regions.display)


async def test_the_footer_offers_what_works_and_a_click_does_it(make_app: MakeApp) -> None:
    app = make_app("zone:liangjiang")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        footer = app.screen.query_one("#footer", Footer)
        text = "".join(segment.text for segment in footer.render_line(0))
        assert "search" in text
        assert text.rstrip().endswith("help")
        await pilot.click("#footer", offset=(text.index("left out"), 0))
        await until(pilot, lambda: isinstance(app.screen, LeftOutScreen))


async def test_the_title_says_query_and_dataset(make_app: MakeApp) -> None:
    app = make_app("city:changzhou year:2023")
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        text = "".join(segment.text for segment in screen.query_one("#title", TitleBar).render_line(0))
        assert "city:changzhou year:2023" in text
        assert f"{screen.catalog.about.signings} signings" in text


async def test_reload_keeps_query_sort_and_cursor(make_app: MakeApp) -> None:
    app = make_app("year:2023")
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        await press(pilot, "down", "down")
        assert screen.table.row_at_cursor is not None
        here, before = screen.table.row_at_cursor.id, screen.catalog
        await press(pilot, "r")
        await until(pilot, lambda: screen.catalog is not before)
        await settled(pilot)
        assert screen.view.query == "year:2023"
        assert screen.table.row_at_cursor is not None
        assert screen.table.row_at_cursor.id == here
