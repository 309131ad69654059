"""The theme's colours reach the style sheets at the first drawing."""

from __future__ import annotations

from tui.conftest import MakeApp, settled, still
from tuiapp.tui.theme import DARK, LIGHT


async def test_backgrounds_are_the_themes(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await settled(pilot)
        assert screen.styles.background.hex.lower() == DARK.background
        app.use_theme(LIGHT.name)
        await still(pilot)
        assert screen.styles.background.hex.lower() == LIGHT.background
