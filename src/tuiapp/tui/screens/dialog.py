"""A dialog: a lighter surface with one rule on top, over the screen it was opened from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import ModalScreen

from tuiapp.render.cells import Line
from tuiapp.tui.widgets.bars import Bar
from tuiapp.tui.widgets.strips import rule

if TYPE_CHECKING:
    from tuiapp.render.signs import Signs
    from tuiapp.tui.theme import Roles


class RuleBar(Bar):
    """The rule a dialog begins with."""

    def __init__(self, title: str, right: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._title = title
        self._hint = right

    def whole(self, cells: int) -> Line:
        """Heavy, for a dialog always has the focus."""
        return rule("", self._title, self._hint, cells, self.signs, focused=True)


class Dialog(ModalScreen[None]):
    """What every dialog has: its place, its surface, escape."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > #dialog { background: $surface; width: 100%; max-width: 114; height: auto; max-height: 100%; }
    Dialog LinesPane { background: $surface; }
    """

    @property
    def signs(self) -> Signs:
        """The signs of the app."""
        signs: Signs = self.app.signs  # type: ignore[attr-defined]
        return signs

    def on_mount(self) -> None:
        """Without colours of its own the surface is no other than what lies behind it, and needs an edge."""
        roles: Roles = self.app.roles  # type: ignore[attr-defined]
        if roles.flat:
            self.query_one("#dialog").styles.border = ("round", "ansi_default")

    def action_cancel(self) -> None:
        """Close without doing anything."""
        self.dismiss()
