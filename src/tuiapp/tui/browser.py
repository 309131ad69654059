"""Opens a link in the user's browser, without letting the browser near the terminal.

`webbrowser` alone will not do: what it starts may write over the screen, a text browser would take the terminal
away from it, and some ways of starting one wait until the browser is closed.
"""

from __future__ import annotations

import subprocess
import webbrowser
from pathlib import Path

_IN_TERMINAL = frozenset({"www-browser", "links", "elinks", "lynx", "w3m"})
"""What `webbrowser` falls back to where there is no desktop; all of them need the terminal for themselves."""

_PATIENCE = 3.0
"""Seconds in which a launcher such as xdg-open says that it found no browser; one that is still there found one."""


def open_link(url: str) -> bool:
    """Open a link; it may take some seconds, so not on the event loop.

    Returns:
        Whether a browser has it, as far as can be known.
    """
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    if not isinstance(browser, webbrowser.GenericBrowser):
        return browser.open(url)
    if Path(browser.name).name in _IN_TERMINAL:
        return False
    return _started([browser.name, *(argument.replace("%s", url) for argument in browser.args)])


def _started(command: list[str]) -> bool:
    nowhere = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # noqa: S603 - no shell; the link is http or https
            command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
        )
    except OSError:
        return False
    try:
        return process.wait(_PATIENCE) == 0
    except subprocess.TimeoutExpired:
        return True
