"""The explorer with its hands tied: what it would do outside of its terminal is written down instead."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from textual.actions import ActionParseResult
from textual.dom import DOMNode

from tuiapp.tui import app as app_module
from tuiapp.tui.app import TuiApp


class Done(NamedTuple):
    """An action that a key asked for."""

    action: str
    handled: bool
    """Whether the node that declares the key had a method for it."""


class WatchedApp(TuiApp):
    """Opens no browser; keeps a list of the actions that keys ran."""

    # A relative path would be looked for beside this module.
    CSS_PATH = str(Path(app_module.__file__).parent / TuiApp.CSS_PATH)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.done: list[Done] = []
        self.opened: list[str] = []
        self.stays = False
        """Whether quitting is written down too, in `quits`, and not done."""
        self.quits = 0
        self.said: list[str] = []
        """What was notified."""

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        handled = await super().run_action(action, default_namespace, namespaces)
        self.done.append(Done(action if isinstance(action, str) else action[1], handled))
        return handled

    def notify(self, message: str, **options: Any) -> None:
        self.said.append(message)
        super().notify(message, **options)

    def open_url(self, url: str, *, new_tab: bool = True) -> None:  # noqa: ARG002
        self.opened.append(url)

    async def action_quit(self) -> None:
        if self.stays:
            self.quits += 1
        else:
            await super().action_quit()
