"""The one vertical line between the tree and the rest, with a knot where a pane's rule meets it."""

from __future__ import annotations

from collections.abc import Mapping

from textual.strip import Strip
from textual.widget import Widget

from tuiapp.render.cells import Span
from tuiapp.render.signs import UNICODE, Signs
from tuiapp.tui.theme import Roles
from tuiapp.tui.widgets.strips import strip


class Divider(Widget):
    """One cell wide, as high as the screen's panes."""

    DEFAULT_CSS = """
    Divider { width: 1; height: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._knots: Mapping[int, str] = {}

    def show(self, knots: Mapping[int, str]) -> None:
        """Draw these signs at these heights, the plain line elsewhere."""
        self._knots = knots
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One cell."""
        signs: Signs = getattr(self.app, "signs", UNICODE)
        roles: Roles = self.app.roles  # type: ignore[attr-defined]
        return strip((Span(self._knots.get(y, signs.divider), "rule"),), roles, 1, self.rich_style)
