"""The source of a row opens in a browser; where there is none, the link is said and copied."""

from __future__ import annotations

from functools import partial

import pytest

from tui.conftest import MakeApp, settled, until
from tui.driving import press
from tuiapp.tui import browser
from tuiapp.tui.app import TuiApp


@pytest.mark.parametrize("opens", [True, False])
async def test_a_source_opens_or_its_link_is_copied(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, opens: bool
) -> None:
    asked: list[str] = []

    def open_link(url: str) -> bool:
        asked.append(url)
        return opens

    monkeypatch.setattr(browser, "open_link", open_link)
    app = make_app("city:foshan")
    monkeypatch.setattr(app, "open_url", partial(TuiApp.open_url, app))  # the explorer's own, not the tests'
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settled(pilot)
        link = screen.table.row(screen.table.cursor).report.url
        await press(pilot, "o")
        await until(pilot, lambda: bool(asked) and not any(worker.group == "link" for worker in app.workers))
        assert asked == [link]
        assert app.clipboard == ("" if opens else link)
        assert app.said == ([] if opens else [f"No browser can be opened here. The link is copied: {link}"])
