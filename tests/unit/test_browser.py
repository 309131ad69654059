"""A link opens in a browser that leaves the terminal alone, or it is said that it does not."""

from __future__ import annotations

import subprocess
import sys
import webbrowser
from pathlib import Path

import pytest

from tuiapp.tui import browser

URL = "https://example.org/a?b=c&d=%s"


def use(monkeypatch: pytest.MonkeyPatch, found: webbrowser.BaseBrowser) -> None:
    monkeypatch.setattr(webbrowser, "get", lambda: found)


def script(tmp_path: Path, code: str) -> webbrowser.GenericBrowser:
    path = tmp_path / "opener.py"
    path.write_text(code, encoding="utf-8")
    return webbrowser.GenericBrowser([sys.executable, str(path), "%s"])


def test_without_a_browser_nothing_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> webbrowser.BaseBrowser:
        raise webbrowser.Error("could not locate runnable browser")

    monkeypatch.setattr(webbrowser, "get", none)
    assert not browser.open_link(URL)


@pytest.mark.parametrize("name", ["w3m", "/usr/bin/lynx", "www-browser"])
def test_a_browser_in_the_terminal_is_none(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    use(monkeypatch, webbrowser.GenericBrowser(name))
    monkeypatch.setattr(subprocess, "Popen", pytest.fail)
    assert not browser.open_link(URL)


def test_what_is_started_gets_the_link_and_writes_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    got = tmp_path / "got"
    code = f"import sys; print('noise'); print('noise', file=sys.stderr); open({str(got)!r}, 'w').write(sys.argv[1])"
    use(monkeypatch, script(tmp_path, code))
    assert browser.open_link(URL)
    assert got.read_text() == URL
    assert capfd.readouterr() == ("", "")


def test_a_launcher_that_finds_no_browser_opened_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, script(tmp_path, "raise SystemExit(3)"))
    assert not browser.open_link(URL)
    use(monkeypatch, webbrowser.BackgroundBrowser(str(tmp_path / "gone")))
    assert not browser.open_link(URL)


def test_a_browser_that_stays_open_has_the_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "_PATIENCE", 0.0)
    use(monkeypatch, script(tmp_path, "import sys; sys.stdin.read()"))
    assert browser.open_link(URL)


def test_others_are_asked_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    class Known(webbrowser.BaseBrowser):
        def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:  # noqa: ARG002
            return url == URL

    use(monkeypatch, Known("known"))
    assert browser.open_link(URL)
