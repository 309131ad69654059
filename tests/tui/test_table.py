"""The table: cursor, sort, columns, marks; state first, drawing by the strips it makes."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from tui.conftest import MakeApp, explorer, settled, still, until
from tui.driving import drawn, press
from tuiapp.catalog.view import SortKey, View
from tuiapp.render.columns import Column
from tuiapp.tui.rows import Rows, select
from tuiapp.tui.theme import DARK
from tuiapp.tui.widgets.table import SigningsTable

WIDE, MIDDLE, SMALL = (140, 40), (80, 24), (60, 20)


def amounts(table: SigningsTable) -> list[int | None]:
    rows = (table.row(index) for index in range(table.count()))
    return [row.investment.cny if row.investment else None for row in rows]


async def test_default_order_has_parts_under_their_whole(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        rows = [screen.table.row(index) for index in range(screen.table.count())]
        for index, row in enumerate(rows):
            if row.part_of and row.depth:
                above = [other.id for other in rows[:index]]
                assert row.part_of in above


async def test_brackets_sort_by_the_column_under_the_cursor_and_missing_values_stay_last(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        table = screen.table
        while table.columns[table.column].id != "investment":
            await press(pilot, "right")
        await press(pilot, "]")
        await settled(pilot)
        await until(pilot, lambda: screen.view.sort == (SortKey("investment", descending=True),))
        found = amounts(table)
        printed = [value for value in found if value is not None]
        assert printed == sorted(printed, reverse=True)
        assert found[: len(printed)] == printed
        await press(pilot, "[")
        await settled(pilot)
        found = amounts(table)
        printed = [value for value in found if value is not None]
        assert printed == sorted(printed)
        assert found[: len(printed)] == printed


async def test_braces_add_keys_and_their_ranks_are_shown(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        table = screen.table
        while table.columns[table.column].id != "projects":
            await press(pilot, "l")
        await press(pilot, "]")
        await settled(pilot)
        while table.columns[table.column].id != "date":
            await press(pilot, "h")
        await press(pilot, "{")
        await settled(pilot)
        assert screen.view.sort == (SortKey("projects", descending=True), SortKey("date"))
        head = "".join(segment.text for segment in table.render_line(1))
        assert "↓1" in head
        assert "↑2" in head
        await press(pilot, "=")
        await settled(pilot)
        assert not screen.view.sort


async def test_a_click_on_a_title_sorts_and_a_third_one_returns_to_the_default_order(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        column = next(c for c in screen.table.columns if c.id == "projects")
        for expected in ((SortKey("projects", True),), (SortKey("projects"),), ()):
            await pilot.click("#table", offset=(column.x + 3, 1))
            await until(pilot, lambda expected=expected: screen.view.sort == expected)  # type: ignore[misc]


async def test_the_cursor_stays_on_its_signing_through_sort_and_filter(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        table = screen.table
        target = next(table.row(i).id for i in range(table.count()) if "Foshan" in table.row(i).regions[0].name)
        table.go_to(target)
        while table.columns[table.column].id != "projects":
            await press(pilot, "right")
        await press(pilot, "]")
        await settled(pilot)
        assert table.row_at_cursor is not None
        assert table.row_at_cursor.id == target
        screen.go(screen.view.with_query("city:foshan"))
        await until(pilot, lambda: table.count() < screen.catalog.about.signings)
        assert table.row_at_cursor is not None
        assert table.row_at_cursor.id == target


async def test_when_its_row_is_filtered_out_the_cursor_takes_the_nearest_following_one(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        table = screen.table
        ids = table.plain()
        foshan = next(i for i in range(table.count()) if "Foshan" in table.row(i).regions[0].name)
        table.move(foshan)
        screen.go(screen.view.with_query("-city:foshan"))
        await until(pilot, lambda: table.count() < len(ids))
        following = [i for i in ids[foshan:] if i in set(table.plain())]
        assert table.row_at_cursor is not None
        assert table.row_at_cursor.id == (following[0] if following else table.plain()[-1])


@pytest.mark.parametrize("size", [WIDE, MIDDLE, SMALL])
async def test_every_line_is_exactly_as_wide_as_the_table(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        screen = await settled(pilot)
        table = screen.table
        assert {table.render_line(y).cell_length for y in range(table.size.height)} == {table.size.width}


async def test_space_marks_and_the_footer_says_how_many(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        first = screen.table.plain()[0]
        await press(pilot, "space", "space")
        await still(pilot)
        assert screen.view.marks == tuple(screen.table.plain()[:2])
        await press(pilot, "g", "space")
        await still(pilot)
        assert first not in screen.view.marks


async def test_x_hides_a_column_and_capital_x_brings_all_back(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        table = screen.table
        usual = [c.id for c in table.columns]
        await press(pilot, "right", "x")
        await until(pilot, lambda: usual[1] not in [c.id for c in table.columns])
        await press(pilot, "X")
        await until(pilot, lambda: [c.id for c in table.columns] == usual)


async def test_a_wider_column_takes_its_cells_and_gives_them_back(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        table = screen.table
        await press(pilot, "right")
        before = table.columns[1].width
        await press(pilot, ">")
        assert table.columns[1].width == before + 2
        await press(pilot, "<")
        assert table.columns[1].width == before


async def test_a_click_puts_the_cursor_on_a_row_and_another_opens_its_event(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        await pilot.click("#table", offset=(40, 4))
        await until(pilot, lambda: screen.table.cursor == 2)
        await pilot.click("#table", offset=(40, 4))
        await until(pilot, lambda: app.screen is not explorer(app))


async def test_scrolling_does_not_move_the_cursor(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(60, 14)) as pilot:
        screen = await settled(pilot)
        table = screen.table
        table.scroll_to(y=2, animate=False, immediate=True)
        await still(pilot)
        assert table.cursor == 0
        assert table.scroll_offset.y > 0


def places(columns: tuple[Column, ...]) -> dict[str, int]:
    return {column.id: column.x for column in columns if column.id in ("projects", "investment")}


async def test_totals_stand_under_their_columns_wherever_these_go(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        table, totals = screen.table, screen.totals_pane

        def aligned() -> bool:
            """Whether the first line of totals has its count's last digit where the columns of the table end."""
            assert screen.totals is not None
            (first, *_others) = screen.totals.lanes
            number = f"{first.projects.value:,}"
            projects = next(column for column in table.columns if column.id == "projects")
            return drawn(totals).split("\n")[1][projects.x : projects.end].endswith(number)

        assert aligned()
        before = places(table.columns)
        for query in ("year:1850", "city:foshan"):  # a table that is not seen has no width
            screen.go(View(query))
            await settled(pilot)
        assert places(table.columns) == before
        assert aligned()
        while table.columns[table.column].id != "investment":
            await press(pilot, "right")
        await press(pilot, "x")
        await settled(pilot)
        assert places(table.columns)["projects"] != before["projects"]
        assert aligned()


async def test_the_column_cursor_stays_where_it_is_when_nothing_is_found(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        while screen.table.columns[screen.table.column].id != "stage":
            await press(pilot, "right")
        for query in ("year:1850", "city:foshan"):
            screen.go(View(query))
            await settled(pilot)
        assert screen.table.columns[screen.table.column].id == "stage"


def grounds(table: SigningsTable) -> list[set[str | None]]:
    """What each line of the table lies on: the names of its colours."""
    found = []
    for y in range(table.size.height):
        styles = [segment.style for segment in table.render_line(y) if segment.text]
        found.append({None if style is None or style.bgcolor is None else style.bgcolor.name for style in styles})
    return found


async def test_the_row_under_the_mouse_is_lit_until_it_leaves(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        table = (await settled(pilot)).table
        plain = grounds(table)
        lit = DARK.variables["role-hover"]
        for y in (4, 5):
            await pilot.hover("#table", offset=(40, y))
            await until(pilot, lambda y=y: grounds(table)[y] == {lit})  # type: ignore[misc]
            assert [ground for at, ground in enumerate(grounds(table)) if at != y] == plain[:y] + plain[y + 1 :]
        await pilot.hover("#table", offset=(40, table.HEAD))
        await until(pilot, lambda: grounds(table) == plain)  # the cursor's row is the cursor's all the same
        await pilot.hover("#table", offset=(40, 4))
        await until(pilot, lambda: grounds(table) != plain)
        await pilot.hover("#title")
        await until(pilot, lambda: grounds(table) == plain)


async def test_a_title_that_a_click_sorts_by_is_lit_under_the_mouse(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        table = (await settled(pilot)).table

        def strong() -> str:
            wanted = table.roles.style("strong").color
            return "".join(s.text for s in table.render_line(1) if s.style is not None and s.style.color == wanted)

        assert strong().strip() == ""
        for column in table.columns:
            await pilot.hover("#table", offset=(column.x, 1))
            expected = column.title.strip() if column.sort is not None and column.id != "date" else ""
            if column.align == "left" and expected:
                await until(pilot, lambda expected=expected: expected in strong())  # type: ignore[misc]
        await pilot.hover("#table", offset=(40, 6))
        await until(pilot, lambda: strong().strip() == "")


async def test_what_takes_a_while_is_said(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()

    def slowly(*args: Any, **options: Any) -> Rows:
        assert go_on.wait(60)
        return select(*args, **options)

    monkeypatch.setattr("tuiapp.tui.screens.explore.LOOKING_DELAY", 0.001)
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        assert "looking" not in drawn(screen.table)
        monkeypatch.setattr("tuiapp.tui.screens.explore.select", slowly)
        screen.go(screen.view.with_query("city:foshan"))
        await until(pilot, lambda: "looking…" in drawn(screen.table))
        go_on.set()
        await settled(pilot)
        assert "looking" not in drawn(screen.table)
        assert screen.table.count() < screen.catalog.about.signings


async def test_a_question_that_fails_is_not_looked_for_any_more(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def failing(*_args: Any, **_options: Any) -> Rows:
        assert go_on.wait(60)
        raise ValueError("no")

    monkeypatch.setattr("tuiapp.tui.screens.explore.LOOKING_DELAY", 0.001)
    monkeypatch.setattr("tuiapp.tui.screens.explore.select", failing)
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        screen.go(screen.view._replace(sort=(SortKey("projects"),)))
        await until(pilot, lambda: "looking…" in drawn(screen.table))
        go_on.set()
        await until(pilot, lambda: "looking" not in drawn(screen.table))
        assert app.said == ["no"]
