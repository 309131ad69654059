"""The program as a person meets it: a real terminal, real keys, a real end."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

import support
from e2e.terminal import Terminal

pytestmark = [pytest.mark.terminal, pytest.mark.xdist_group("terminal")]

HIDE_CURSOR, SHOW_CURSOR = b"\x1b[?25l", b"\x1b[?25h"
ENTER_SCREEN, LEAVE_SCREEN = b"\x1b[?1049h", b"\x1b[?1049l"


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return {"XDG_CACHE_HOME": str(tmp_path / "cache"), "XDG_CONFIG_HOME": str(tmp_path / "config")}


def test_search_sort_export_and_quit(tmp_path: Path, env: dict[str, str]) -> None:
    file = tmp_path / "foshan-2023-h1.md"
    with Terminal([], env=env, cwd=tmp_path) as terminal:
        terminal.wait_for("Regions", "Signings", "China", "Σ")
        terminal.press("/")
        terminal.wait_for("choose")
        terminal.press("event:foshan-2023-h1")
        terminal.wait(lambda screen: "267" in screen and "Fund projects" not in screen, "the rows of Foshan")
        terminal.press("\r")
        terminal.wait_for("/ event:foshan-2023-h1", "240.57")
        terminal.press("llll")
        terminal.press("]")
        terminal.wait(lambda screen: "bn CNY ↓" in screen, "the order by amount")
        terminal.press("e")
        terminal.wait_for("Export the current view", "foshan-2023-h1.md", "tuiapp export event:foshan-2023-h1")
        terminal.press("\r")
        terminal.wait(lambda _screen: file.exists(), "the file")
        terminal.wait(lambda screen: "Export the current view" not in screen, "the end of the dialog")
        terminal.press("q")
        assert terminal.end() == 0
        raw = terminal.raw
    assert raw.rfind(LEAVE_SCREEN) > raw.rfind(ENTER_SCREEN), "the screen from before is shown again"
    assert raw.rfind(SHOW_CURSOR) > raw.rfind(HIDE_CURSOR), "the cursor is shown again"
    written = file.read_text(encoding="utf-8")
    assert "240.572" in written
    assert "tuiapp export event:foshan-2023-h1" in written


def test_a_broken_dataset_ends_with_its_errors_and_code_3(tmp_path: Path, env: dict[str, str]) -> None:
    broken = tmp_path / "broken"
    (broken / "events").mkdir(parents=True)
    (broken / "dataset.toml").write_text('format = 1\ntitle = "Broken"\nversio = "1"\n', encoding="utf-8")
    with Terminal(["--data", str(broken)], env=env, cwd=tmp_path, size=(100, 30)) as terminal:
        assert terminal.end() == 3
        said = terminal.raw.decode("utf-8", "replace")
    assert "dataset.toml:3" in said
    assert "Traceback" not in said


def test_a_query_that_asks_for_nothing_known_ends_with_code_2(tmp_path: Path, env: dict[str, str]) -> None:
    with Terminal(["explore", "city:chanzhou"], env=env, cwd=tmp_path) as terminal:
        assert terminal.end() == 2
        assert "changzhou" in terminal.raw.decode("utf-8", "replace")


def test_a_terminal_that_is_too_small_says_what_it_needs(tmp_path: Path, env: dict[str, str]) -> None:
    with Terminal([], env=env, cwd=tmp_path, size=(39, 11)) as terminal:
        terminal.wait_for("40×12")
        terminal.press("q")
        assert terminal.end() == 0


def test_keys_pressed_while_it_ends_do_nothing(tmp_path: Path, env: dict[str, str]) -> None:
    with Terminal([], env=env, cwd=tmp_path) as terminal:
        terminal.wait_for("Regions", "Signings", "China")
        terminal.press("qe?t/")
        assert terminal.end() == 0
        assert b"Traceback" not in terminal.raw


def test_a_signal_ends_it_and_the_terminal_is_as_before(tmp_path: Path, env: dict[str, str]) -> None:
    with Terminal([], env=env, cwd=tmp_path) as terminal:
        terminal.wait_for("Regions", "Signings", "China", "Σ")
        terminal.signal(signal.SIGTERM)
        assert terminal.end() == 128 + signal.SIGTERM
        raw = terminal.raw
    assert raw.rfind(LEAVE_SCREEN) > raw.rfind(ENTER_SCREEN)
    assert raw.rfind(SHOW_CURSOR) > raw.rfind(HIDE_CURSOR)


def test_a_theme_that_is_chosen_is_there_the_next_time(tmp_path: Path, env: dict[str, str]) -> None:
    dark, light = b"48;2;18;22;27", b"48;2;252;251;248"
    with Terminal([], env=env, cwd=tmp_path) as terminal:
        terminal.wait_for("Regions", "Signings", "China", "Σ")
        assert light not in terminal.raw
        terminal.press("\x10")
        terminal.wait_for("Search for commands")
        terminal.press("theme light")
        terminal.wait(lambda screen: "Theme: light" in screen and "Theme: dark" not in screen, "the theme alone")
        terminal.press("\r")
        terminal.wait(lambda _screen: light in terminal.raw, "the light theme")
        terminal.press("q")
        assert terminal.end() == 0
    with Terminal([], env=env, cwd=tmp_path) as terminal:
        terminal.wait_for("Regions", "Signings", "China", "Σ")
        assert light in terminal.raw
        assert dark not in terminal.raw
        terminal.press("q")
        assert terminal.end() == 0


def test_a_terminal_without_a_cursor_is_none(tmp_path: Path, env: dict[str, str]) -> None:
    with Terminal([], env={**env, "TERM": "dumb"}, cwd=tmp_path) as terminal:
        assert terminal.end() == 2
        assert b"\x1b" not in terminal.raw
        assert b"TERM is dumb; `tuiapp export` prints data" in terminal.raw


def test_interrupting_a_command_is_130_and_ends_the_line(tmp_path: Path, env: dict[str, str]) -> None:
    with Terminal(["new"], env=env, cwd=tmp_path) as terminal:
        terminal.wait_for("Name of the event:")
        terminal.press("\x03")
        assert terminal.end() == 130
        assert terminal.raw.endswith(b"\n")
        assert b"Traceback" not in terminal.raw


def test_what_an_editor_saves_shows_and_what_it_breaks_is_named(tmp_path: Path, env: dict[str, str]) -> None:
    data = support.write_dataset(tmp_path / "data")
    path = data / "events" / "forum.toml"
    text = path.read_text(encoding="utf-8")
    with Terminal(["--data", str(data)], env=env, cwd=tmp_path, size=(60, 20)) as terminal:
        terminal.wait_for("Industrial projects", "? help")
        path.write_text(text.replace("Industrial projects", "Industry and more"), encoding="utf-8")
        terminal.wait_for("reading")
        terminal.wait(lambda screen: "Industry and more" in screen and "reading" not in screen, "the edit")
        path.write_text(text.replace('"18"', '"many"'), encoding="utf-8")
        terminal.wait_for("forum.toml:", "signing[0].count", "Industry and more")
        terminal.press("!")
        terminal.wait_for("1 problem", "names no number")
        path.write_text(text, encoding="utf-8")
        terminal.wait(lambda screen: "Industrial projects" in screen and "problem" not in screen, "what was mended")
        assert "forum.toml" not in terminal.text
        path.write_text(text + "# more", encoding="utf-8")
        terminal.wait_for("reading")
        terminal.press("q")
        assert terminal.end() == 0
        assert b"Traceback" not in terminal.raw
