"""The charts of a query on the screen: walked, measured in another way, followed to the rows and back, exported."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot

from tui.conftest import MakeApp, explorer, settled, still, until
from tui.driving import MIDDLE, SIZES, SMALL, WIDE, drawn, press
from tui.watched import WatchedApp
from tuiapp.analysis.chart_list import RANKED
from tuiapp.catalog.query import Query
from tuiapp.render.cells import plain
from tuiapp.render.charts import REST
from tuiapp.tui.screens.event import EventScreen
from tuiapp.tui.screens.export import ExportScreen
from tuiapp.tui.screens.figure_panes import PLACES
from tuiapp.tui.screens.figures import FiguresScreen
from tuiapp.tui.widgets.bars import Footer, TitleBar


async def figures(pilot: Pilot[None]) -> FiguresScreen:
    """Open the charts and wait for all of them."""
    await settled(pilot)
    await press(pilot, "f")
    return await charts(pilot)


async def charts(pilot: Pilot[None]) -> FiguresScreen:
    """The charts, when all are drawn."""
    await until(pilot, lambda: isinstance(pilot.app.screen, FiguresScreen))
    screen = cast("FiguresScreen", pilot.app.screen)
    await until(pilot, lambda: screen.settled and screen.pane(screen.standing.place).count() > 0)
    return screen


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_all_charts_are_reached_by_tab(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        screen = await figures(pilot)
        places = [place for place in PLACES if place != "indicators" or not screen.without_indicators]
        for place in [*places[1:], places[0]]:
            await press(pilot, "tab")
            await until(pilot, lambda at=place: screen.pane(at).has_focus)  # type: ignore[misc]
            assert screen.pane(place).size.height > 4
        seen = [place for place in places if screen.pane(place).region.area]
        assert seen == (places if size == WIDE else [places[0]])
        await press(pilot, "shift+tab")
        await until(pilot, lambda: screen.pane(places[-1]).has_focus)


async def test_enter_on_a_bar_shows_its_rows_and_their_total_is_its_number(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await figures(pilot)
        await press(pilot, "down")
        bar = screen.bar
        assert bar is not None
        assert bar.total is not None
        await press(pilot, "enter")
        await until(pilot, lambda: app.screen is explorer(app))
        shown = await settled(pilot)
        assert shown.view.query == bar.query
        assert shown.totals is not None
        total = shown.totals.lanes[0]
        assert (total.lane, total.projects) == (bar.lane, bar.total.projects)
        assert total.investment.cny == bar.total.investment.cny
        await press(pilot, "escape")
        again = await charts(pilot)
        assert again.bar == bar
        assert explorer(app).view.query == ""
        await press(pilot, "escape")
        await until(pilot, lambda: app.screen is explorer(app))
        assert (await settled(pilot)).history == []


async def test_back_leads_to_the_chart_the_measure_and_the_lane_that_were_left(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=MIDDLE) as pilot:
        screen = await figures(pilot)
        await press(pilot, "m", "L", "tab")
        await until(pilot, lambda: screen.settled)
        before = screen.standing
        assert before.by == "projects"
        assert before.lane
        assert screen.lane != screen.lanes[0]
        await press(pilot, "enter")
        await until(pilot, lambda: app.screen is explorer(app))
        await settled(pilot)
        await press(pilot, "escape")
        again = await charts(pilot)
        assert again.standing._replace(target=None) == before._replace(target=None)
        assert again.lane == screen.lane


async def test_the_rankings_take_turns_and_empty_ones_are_passed_over(make_app: MakeApp) -> None:
    app = make_app("province:jiangsu")
    async with app.run_test(size=WIDE) as pilot:
        screen = await figures(pilot)
        seen = [screen.standing.ranking]
        for _ranking in RANKED:
            await press(pilot, "n")
            await until(pilot, lambda: screen.settled)
            if screen.standing.ranking == seen[0]:
                break
            seen.append(screen.standing.ranking)
        assert "cities" not in seen, "of a province its regions are its cities"
        assert len(seen) >= 3
        await press(pilot, "p")
        await until(pilot, lambda: screen.settled)
        assert screen.standing.ranking == seen[-1]


async def test_a_query_of_a_city_begins_with_its_signings(make_app: MakeApp) -> None:
    app = make_app("city:changzhou")
    async with app.run_test(size=WIDE) as pilot:
        screen = await figures(pilot)
        assert screen.standing.ranking == "signings"
        assert "Largest signings" in drawn(screen.pane("ranking"))


async def test_other_lanes_are_reached_and_named(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await figures(pilot)
        lanes = []
        for _lane in screen.lanes:
            lanes.append(screen.lane)
            assert screen.lane.stage in drawn(screen.pane("years")).splitlines()[0]
            await press(pilot, "L")
            await until(pilot, lambda: screen.settled)
        assert lanes == list(screen.lanes) == [one.lane for one in screen.catalog.totals(Query()).lanes]
        assert screen.lane == lanes[0]
        assert screen.view.lane == ""


async def test_the_rest_of_a_ranking_is_a_line_that_shows_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 34)) as pilot:
        screen = await figures(pilot)
        await press(pilot, "tab", "tab", "tab")
        pane = screen.pane("sectors")
        await until(pilot, lambda: pane.has_focus and pane.count() > 0)
        rests = [index for index in range(pane.count()) if pane._lines[index].target == REST]
        if rests:
            pane.move(rests[0])
            await press(pilot, "enter")
            await until(pilot, lambda: screen.zoomed and not any(line.target == REST for line in pane._lines))
            await press(pilot, "escape")
            await until(pilot, lambda: not screen.zoomed)
        await press(pilot, "plus")
        await until(pilot, lambda: pane.size.width == 120)
        await press(pilot, "underscore")
        await until(pilot, lambda: pane.size.width < 120)


async def test_who_comes_back_from_the_rows_of_a_zoomed_chart_finds_it_zoomed(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await figures(pilot)
        await press(pilot, "tab", "plus")
        await until(pilot, lambda: screen.zoomed and screen.pane("years").has_focus and screen.bar is not None)
        assert not {"next-ranking", "previous-ranking"} & {command.id for command in screen.commands()}
        await press(pilot, "n")
        await still(pilot)
        assert screen.standing.place == "years"
        await press(pilot, "enter")
        await until(pilot, lambda: app.screen is explorer(app))
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, FiguresScreen) and app.screen.settled)
        again = app.screen
        assert isinstance(again, FiguresScreen)
        assert again.zoomed
        assert again.standing.place == "years"
        await press(pilot, "escape")
        assert {"next-ranking", "previous-ranking"} <= {command.id for command in again.commands()}


async def test_enter_on_an_indicator_opens_its_event(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await figures(pilot)
        if screen.without_indicators:
            assert not screen.pane("indicators").display
            return
        await press(pilot, "shift+tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, EventScreen))
        await press(pilot, "escape")
        await until(pilot, lambda: app.screen is screen)


async def test_a_query_that_finds_nothing_says_so(make_app: MakeApp) -> None:
    app = make_app("year:1850")
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await press(pilot, "f")
        await until(pilot, lambda: isinstance(app.screen, FiguresScreen))
        screen = cast("FiguresScreen", app.screen)
        await until(pilot, lambda: screen.settled)
        assert screen.bar is None
        await press(pilot, "enter", "n", "m", "L")
        await until(pilot, lambda: screen.settled)
        assert app.screen is screen


async def test_export_offers_all_charts_and_the_one_in_use(make_app: MakeApp, working_folder: Path) -> None:
    app = make_app("province:jiangsu")
    async with app.run_test(size=WIDE) as pilot:
        await figures(pilot)
        await press(pilot, "tab", "e")
        await until(pilot, lambda: isinstance(app.screen, ExportScreen))
        dialog = cast("ExportScreen", app.screen)
        assert dialog.command == "tuiapp export province:jiangsu --view charts --format md --out jiangsu-charts.md"
        dialog.query_one("#what").focus()
        await press(pilot, "right")
        await until(pilot, lambda: "chart:years" in dialog.command)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, FiguresScreen))
        [written] = working_folder.iterdir()
        assert "## By year" in written.read_text(encoding="utf-8")


async def test_the_title_and_the_footer_say_what_is_looked_at(make_app: MakeApp) -> None:
    app = make_app("province:jiangsu")
    async with app.run_test(size=WIDE) as pilot:
        screen = await figures(pilot)
        title = drawn(screen.query_one("#title", TitleBar))
        assert "Figures" in title
        assert "province:jiangsu" in title
        assert "bn CNY" in title
        assert screen.bar is not None
        assert screen.bar.query in drawn(screen.query_one("#footer", Footer))
        await press(pilot, "m")
        await until(pilot, lambda: screen.settled)
        assert "projects" in drawn(screen.query_one("#title", TitleBar))


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_way_back_is_shown_at_every_size(make_app: MakeApp, size: tuple[int, int]) -> None:
    app: WatchedApp = make_app()
    async with app.run_test(size=size) as pilot:
        screen = await figures(pilot)
        assert "esc back" in drawn(screen.query_one("#footer", Footer))


async def test_what_is_below_a_pane_is_counted_and_the_last_line_comes_up(make_app: MakeApp) -> None:
    app = make_app("city:changzhou")
    async with app.run_test(size=(140, 32)) as pilot:
        screen = await figures(pilot)
        await until(pilot, lambda: screen.pane("sectors").count() > 0)
        pane = screen.pane("sectors")
        assert pane.below == pane.count() - (pane.room - 1) > 0
        assert drawn(pane).splitlines()[-1].strip().startswith(f"▾ {pane.below} more line")
        await press(pilot, "tab", "tab", "tab")
        await until(pilot, lambda: pane.has_focus)
        assert "+ shows this chart alone" in drawn(pane).splitlines()[-1]
        last = plain(pane.line(pane.count() - 1, pane.size.width)).strip()
        assert last not in drawn(pane)
        for _press in range(pane.count()):
            await press(pilot, "down")
        await until(pilot, lambda: last in drawn(pane))
        assert pane.below == 0
        await press(pilot, "g")
        await until(pilot, lambda: pane.below > 0)
        await pilot.click(pane, offset=(5, pane.size.height - 1))
        await until(pilot, lambda: last in drawn(pane))
        await press(pilot, "plus")
        await until(pilot, lambda: pane.size.width == 140)
        assert last in drawn(pane)


async def test_the_title_of_an_empty_query_says_that_it_is_of_everything(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await figures(pilot)
        everything = f"all {screen.catalog.about.signings} signings"
        assert everything in drawn(screen.query_one("#title", TitleBar))


async def test_a_bar_is_chosen_and_opened_with_the_mouse(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await figures(pilot)
        years = screen.pane("years")
        await until(pilot, lambda: years.count() > 1)
        await pilot.click(years, offset=(4, years.HEAD + 1))
        await until(pilot, lambda: screen.standing.place == "years" and screen.bar is not None)
        bar = screen.bar
        assert bar is not None
        assert years.cursor == 1
        await pilot.click(years, offset=(4, years.HEAD + 1))
        await until(pilot, lambda: app.screen is explorer(app))
        assert explorer(app).view.query == bar.query
        await settled(pilot)
        await press(pilot, "escape")
        back = await charts(pilot)
        await until(pilot, lambda: back.bar is not None and back.bar.id == bar.id)
        assert back.standing.place == "years"
