"""The list of events: those without a signing are reached here."""

from __future__ import annotations

from tui.conftest import MakeApp, settled, until
from tui.driving import press
from tuiapp.catalog.query import Query
from tuiapp.tui.screens.event import EventScreen
from tuiapp.tui.screens.events import EventsScreen


async def test_every_event_is_listed_and_opens(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settled(pilot)
        events = screen.catalog.events(Query.parse(""))
        without = next(index for index, row in enumerate(events) if row.signings == 0)
        await press(pilot, "v")
        await until(pilot, lambda: isinstance(app.screen, EventsScreen))
        listed = app.screen
        assert isinstance(listed, EventsScreen)
        await until(pilot, lambda: listed.lines.count() == len(events) + 1)
        listed.lines.move(without + 1)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, EventScreen))
        opened = app.screen
        assert isinstance(opened, EventScreen)
        assert opened.event.ref.id == events[without].event.id
        await press(pilot, "escape", "escape")
        await until(pilot, lambda: app.screen is screen)


async def test_the_list_follows_the_query(make_app: MakeApp) -> None:
    app = make_app("city:foshan")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await settled(pilot)
        await press(pilot, "v")
        await until(pilot, lambda: isinstance(app.screen, EventsScreen))
        listed = app.screen
        assert isinstance(listed, EventsScreen)
        expected = len(screen.catalog.events(Query.parse("city:foshan")))
        await until(pilot, lambda: listed.lines.count() == expected + 1)
        assert listed.heading()[0] == f"{expected} events"
