"""Hostile texts in every widget of every screen: shown, never obeyed, and no line wider than its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from hostile import NAME, TEXTS, has_controls, write_dataset
from tui.conftest import MakeApp, settled, still, until
from tui.driving import SIZES, WIDE, drawn, open_event, press, strips, text_of, visible
from tui.watched import WatchedApp
from tuiapp.catalog.view import View
from tuiapp.compiler.build import compile_dataset
from tuiapp.render.cells import width
from tuiapp.tui.following import say
from tuiapp.tui.loading import Built, Problem
from tuiapp.tui.screens.columns import ColumnsScreen
from tuiapp.tui.screens.compare import CompareScreen
from tuiapp.tui.screens.events import EventsScreen
from tuiapp.tui.screens.figures import FiguresScreen
from tuiapp.tui.screens.left_out import LeftOutScreen
from tuiapp.tui.screens.problems import ProblemLines, ProblemsScreen
from tuiapp.tui.watching import Status
from tuiapp.tui.widgets.bars import Bar
from tuiapp.tui.widgets.lines import LinesPane
from tuiapp.tui.widgets.pane import Pane

QUERY = '"[bold]markup" \x1b[31mred \u202eleft'
"""A query as hostile as the data; the command line takes any text."""
TYPED = "[bold]markup[/] 武汉 👨‍👩‍👧 Z͑ͫ̓A"


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The hostile dataset and its index."""
    folder = write_dataset(tmp_path_factory.mktemp("hostile"))
    return folder, compile_dataset(folder, tmp_path_factory.mktemp("hostile-index"))


def check_strip(widget: Widget, strip: Strip) -> None:
    """No control character, exactly as wide as the widget, and nothing that can be clicked in the text."""
    text = text_of(strip)
    assert not has_controls(text), f"{widget}: {text!r}"
    assert "\n" not in text
    assert strip.cell_length == widget.outer_size.width, f"{widget}: {text!r}"
    assert width(text) == widget.outer_size.width, f"{widget}: {text!r}"
    for segment in strip:
        assert segment.control is None
        if segment.style is not None and isinstance(widget, (Pane, Bar)):
            assert segment.style.link is None
            assert not segment.style.meta


def check_screen(screen: Screen[Any]) -> str:
    """Check every line of every widget that is seen.

    Returns:
        All that is seen.
    """
    seen = []
    for widget in visible(screen):
        for strip in strips(widget):
            check_strip(widget, strip)
        seen.append(drawn(widget))
    return "\n".join(seen)


def check_whole_pane(pane: Pane) -> str:
    """Check every line of a pane, those out of sight too."""
    text = []
    for top in range(0, pane.count(), max(pane.body_height, 1)):
        pane.scroll_to(y=top, animate=False, immediate=True)
        for y in range(pane.size.height):
            strip = pane.render_line(y)
            check_strip(pane, strip)
            text.append(text_of(strip))
    return "\n".join(text)


async def visit(pilot: Pilot[None], *, ascii_only: bool) -> None:
    """Go through all screens and check each."""
    app = pilot.app
    assert isinstance(app, WatchedApp)
    screen = await settled(pilot)
    assert screen.table.count() == len(TEXTS) + 1
    seen = check_screen(screen) + check_whole_pane(screen.table)
    if not ascii_only:
        assert "武汉" in seen
    for pane in ("tree", "detail"):
        await press(pilot, "1" if pane == "tree" else "3")
        await until(pilot, lambda pane=pane: screen.query_one(f"#{pane}").has_focus)  # type: ignore[misc]
        check_screen(screen)
        check_whole_pane(screen.regions if pane == "tree" else screen.detail)
    # Search: suggestions of a region and a sector with hostile names.
    await press(pilot, "2", "slash")
    await until(pilot, lambda: isinstance(app.focused, Input))
    await press(pilot, *"new")
    check_screen(screen)
    line = app.focused
    assert isinstance(line, Input)
    line.value = TYPED
    await still(pilot)
    check_screen(screen)
    await press(pilot, "escape")
    await settled(pilot)
    # The event, its findings, the export of it, the help.
    await press(pilot, "2")
    await until(pilot, lambda: screen.table.has_focus)
    await open_event(pilot)
    page = check_screen(app.screen) + check_whole_pane(app.screen.query_one("#lines", LinesPane))
    assert "[bold]markup[/bold]" in " ".join(page.split())
    for key in ("e", "question_mark"):
        below = app.screen
        await press(pilot, key)
        await until(pilot, lambda below=below: app.screen is not below and app.focused is not None)  # type: ignore[misc]
        check_screen(app.screen)
        await press(pilot, "escape")
    await press(pilot, "escape", "t")
    await until(pilot, lambda: isinstance(app.screen, LeftOutScreen) and app.screen.lines.count() > 0)
    check_screen(app.screen)
    check_whole_pane(app.screen.query_one("#lines", LinesPane))
    await press(pilot, "escape", "ctrl+p")
    await until(pilot, lambda: isinstance(app.screen, CommandPalette))
    check_screen(app.screen)
    assert app.is_running


@pytest.mark.parametrize("ascii_only", [False, True], ids=["unicode", "ascii"])
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_screen_shows_hostile_texts_and_obeys_none(
    hostile: tuple[Path, Path], size: tuple[int, int], ascii_only: bool
) -> None:
    app = WatchedApp(*hostile, View(), ascii_only=ascii_only)
    async with app.run_test(size=size) as pilot:
        await visit(pilot, ascii_only=ascii_only)


async def test_a_hostile_query_is_shown_where_it_finds_nothing(hostile: tuple[Path, Path]) -> None:
    app = WatchedApp(*hostile, View(query=f"{QUERY} nowhere"))
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        await until(pilot, lambda: screen.empty.has_focus)
        seen = check_screen(screen)
        assert seen.count("[bold]markup") == 2  # in the title, and as a term
        await press(pilot, "e")
        await until(pilot, lambda: app.screen is not screen and app.focused is not None)
        check_screen(app.screen)

        await press(pilot, "escape", "f")
        await until(pilot, lambda: isinstance(app.screen, FiguresScreen) and app.screen.settled)
        check_screen(app.screen)


async def drawn_figures(pilot: Pilot[None]) -> None:
    """Check each chart, in each way the query can be divided, as wide as the screen."""
    app = pilot.app
    screen = app.screen
    assert isinstance(screen, FiguresScreen)
    for _ranking in range(8):
        await until(pilot, lambda: screen.settled)
        check_screen(screen)
        await press(pilot, "plus")
        check_screen(screen)
        await press(pilot, "underscore", "n")
    for _chart in range(6):
        await press(pilot, "tab")
        await until(pilot, lambda: screen.settled)
        check_screen(screen)


@pytest.mark.parametrize("ascii_only", [False, True], ids=["unicode", "ascii"])
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_events_figures_and_comparisons_show_hostile_texts_and_obey_none(
    hostile: tuple[Path, Path], size: tuple[int, int], ascii_only: bool
) -> None:
    app = WatchedApp(*hostile, View(), ascii_only=ascii_only)
    async with app.run_test(size=size) as pilot:
        screen = await settled(pilot)
        await press(pilot, "v")
        await until(pilot, lambda: isinstance(app.screen, EventsScreen) and app.screen.lines.count() > 0)
        events_list = app.screen
        assert isinstance(events_list, EventsScreen)
        assert ascii_only or "武汉" in check_screen(events_list)
        check_whole_pane(events_list.lines)
        await press(pilot, "escape", "f")
        await until(pilot, lambda: isinstance(app.screen, FiguresScreen))
        await drawn_figures(pilot)
        await press(pilot, "escape", "c")
        await until(pilot, lambda: isinstance(app.screen, ColumnsScreen) and app.screen.offer_at_cursor is not None)
        check_screen(app.screen)
        await press(pilot, "escape")
        words = ('"[bold]markup"', '"escape [31mred"', "city:wuhan")
        screen.open_compare(View(screen="compare", compared=words))
        await until(pilot, lambda: isinstance(app.screen, CompareScreen) and app.screen.settled)
        compared = app.screen
        assert isinstance(compared, CompareScreen)
        check_screen(compared)
        check_whole_pane(compared.pane)
        assert app.is_running


@pytest.mark.parametrize("ascii_only", [False, True], ids=["unicode", "ascii"])
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_what_is_wrong_with_a_dataset_is_shown_and_not_obeyed(
    hostile: tuple[Path, Path], size: tuple[int, int], ascii_only: bool
) -> None:
    app = WatchedApp(*hostile, View(), ascii_only=ascii_only)
    problems = tuple(Problem(text, n or None, text, text) for n, text in enumerate((NAME, *TEXTS)))
    async with app.run_test(size=size) as pilot:
        screen = await settled(pilot)
        for problem in problems:
            say(screen, Status(screen.catalog.index, failure=Built(None, 3, NAME, (problem,), len(problems))))
            await still(pilot)
            check_screen(screen)
        app.push_screen(ProblemsScreen(Built(None, 3, NAME, problems, len(problems))))
        await until(pilot, lambda: isinstance(app.screen, ProblemsScreen) and app.focused is not None)
        check_screen(app.screen)
        assert "[bold]markup[/bold]" in " ".join(check_whole_pane(app.screen.query_one(ProblemLines)).split())


# What is typed and what is said.


async def test_a_hostile_query_is_shown_in_the_search_line(make_app: MakeApp) -> None:
    app = make_app(QUERY)
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        await press(pilot, "slash")
        await until(pilot, lambda: isinstance(app.focused, Input) and bool(app.focused.value))
        check_screen(screen)


async def test_pasted_controls_are_shown_and_not_obeyed(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        screen = await settled(pilot)
        await press(pilot, "slash")
        await until(pilot, lambda: isinstance(app.focused, Input))
        app.post_message(events.Paste("\x1b]0;title\x07 \u202eleft"))
        await until(pilot, lambda: "left" in screen.view.query)
        check_screen(screen)


async def test_an_error_that_quotes_hostile_text_is_shown(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        screen = await settled(pilot)

        def fail(_catalog: object) -> list[tuple[str, int]]:
            raise ValueError(NAME)

        screen._empty_job.ask(fail)
        await until(pilot, lambda: bool(app.said))
        await until(pilot, lambda: "[bold]markup[/bold]" in " ".join(check_screen(app.screen).split()))
