"""The event of the row under the cursor."""

from __future__ import annotations

from collections.abc import Container
from typing import ClassVar

from textual import events
from textual.binding import BindingType

from tuiapp.catalog.records import Event
from tuiapp.i18n import _
from tuiapp.render.cells import safe
from tuiapp.render.event import event_pane
from tuiapp.tui.commands import bindings
from tuiapp.tui.widgets.lines import LinesPane


class DetailPane(LinesPane):
    """What is reported of one event, its signing under the table's cursor marked."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("detail")]

    def __init__(self, *, cells: int = 0, id: str | None = None) -> None:
        """Make the pane.

        Args:
            cells: the width it is going to have, so that it is drawn once and not again after the first layout.
            id: the widget's id.
        """
        super().__init__("3", _("Detail"), id=id)
        self._cells = cells
        self._event: Event | None = None
        self._signing: str | None = None
        self._added: Container[int] | None = None

    def show_event(self, event: Event | None, signing: str | None) -> None:
        """Show an event, with the cursor on one of its signings."""
        before = self._event.ref.id if self._event else None
        here = self.target if signing == self._signing else None
        self._event, self._signing = event, signing
        self.heading = safe(event.ref.name) if event else _("Detail")
        if before != (event.ref.id if event else None):
            self.scroll_to(y=0, animate=False, immediate=True)
            here = None
        self._draw(here)

    def show_added(self, added: Container[int] | None) -> None:
        """Which signings the totals add; None where that is not known yet."""
        self._added = added
        self._draw(self.target)

    def _draw(self, here: str | None = None) -> None:
        if self._event is None:
            self.show(())
            return
        if not self._cells:  # not laid out yet; it is drawn when it is
            return
        lines = event_pane(self._event, self._cells, cursor=self._signing, added=self._added, signs=self.signs)
        kept = here is not None and any(line.target == here for line in lines)
        self.show(lines, target=here if kept else f"signing:{self._signing}" if self._signing else None)

    def on_resize(self, event: events.Resize) -> None:
        """Another width has other lines."""
        if self.size.width and self.size.width != self._cells:
            self._cells = self.size.width
            self._draw(self.target)
        super().on_resize(event)
