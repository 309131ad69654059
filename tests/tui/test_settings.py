"""What is chosen in the palette is there the next time, as far as the terminal can show it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import support
from tui.conftest import settled, still
from tui.watched import WatchedApp
from tuiapp.catalog.view import View
from tuiapp.tui.theme import DARK, LIGHT, MONO, SIXTEEN

SIZE = (80, 24)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the settings are kept; the terminal has all colours."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return tmp_path / "settings.json"


def started(index: Path, file: Path) -> WatchedApp:
    return WatchedApp(support.FIXED, index, View(), settings_file=file)


async def test_a_theme_is_kept(fixed_index: Path, file: Path) -> None:
    app = started(fixed_index, file)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert app.theme == DARK.name
        app.use_theme(LIGHT.name)
        await still(pilot)
    assert json.loads(file.read_text()) == {"theme": "light"}
    again = started(fixed_index, file)
    async with again.run_test(size=SIZE) as pilot:
        screen = await settled(pilot)
        assert again.theme == LIGHT.name
        assert screen.styles.background.hex.lower() == LIGHT.background
        assert not again.said


@pytest.mark.parametrize(
    ("environment", "chosen", "theme"),
    [
        ({"NO_COLOR": "1"}, "light", MONO),
        ({"TERM": "linux", "COLORTERM": ""}, "light", SIXTEEN),
        ({"TERM": "linux", "COLORTERM": ""}, "none", MONO),
        ({}, "16", SIXTEEN),
        ({}, "none", MONO),
    ],
)
def test_a_theme_is_taken_as_far_as_the_terminal_can_show_it(
    fixed_index: Path,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    chosen: str,
    theme: object,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    file.write_text(json.dumps({"theme": chosen}))
    app = started(fixed_index, file)
    assert app.get_theme(app.theme) is theme


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"theme": "pink"}', "no theme `pink`; accepted: dark, light, 16, none"),
        ('{"theme": ["dark"]}', "no theme `['dark']`; accepted: dark, light, 16, none"),
        ('{"theme": dark}', ":1: no JSON"),
    ],
)
async def test_settings_that_are_no_good_are_said_and_left_as_they_are(
    fixed_index: Path, file: Path, text: str, said: str
) -> None:
    file.write_text(text)
    app = started(fixed_index, file)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert app.theme == DARK.name
        [message] = app.said
        assert said in message
        assert message.endswith("The file is left as it is.")
    assert file.read_text() == text


async def test_a_theme_that_cannot_be_kept_is_shown_all_the_same(fixed_index: Path, file: Path) -> None:
    file.write_text("{")
    app = started(fixed_index, file)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        app.said.clear()
        app.use_theme(LIGHT.name)
        await still(pilot)
        assert app.theme == LIGHT.name
        [message] = app.said
        assert message.startswith("The theme is not kept:")
    assert file.read_text() == "{"
