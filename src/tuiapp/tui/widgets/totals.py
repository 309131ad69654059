"""The totals of what is shown, by lane, under the numbers they add."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tuiapp.catalog.records import SigningRow
from tuiapp.render import totals as render
from tuiapp.render.cells import Line, Span
from tuiapp.render.columns import Column
from tuiapp.render.note import row_note
from tuiapp.render.signs import UNICODE, Signs
from tuiapp.rules.results import LaneSum
from tuiapp.tui.theme import Roles
from tuiapp.tui.widgets.strips import strip


class TotalsPane(Widget):
    """A rule and two or three lines: the default lane first; `t` shows what they leave out."""

    DEFAULT_CSS = """
    TotalsPane { height: 4; }
    """

    class Clicked(Message):
        """The totals were clicked: show what they leave out."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._totals: Sequence[LaneSum] | None = None
        self._columns: tuple[Column, ...] = ()
        self._adding: int | None = None
        self._row: SigningRow | None = None

    def show(self, totals: Sequence[LaneSum], columns: tuple[Column, ...]) -> None:
        """Show totals, their numbers under the columns they add."""
        self._totals, self._columns, self._adding = totals, columns, None
        self.refresh()

    def align(self, columns: tuple[Column, ...]) -> None:
        """Stand under other columns."""
        self._columns = columns
        self.refresh()

    def adding(self, signings: int) -> None:
        """Say that these many are being added: a total of the last query must not stand under this one's rows."""
        self._totals, self._adding = None, signings
        self.refresh()

    def clear(self) -> None:
        """Show nothing until there is something to show."""
        self._totals, self._adding = None, None
        self.refresh()

    def show_row(self, row: SigningRow | None) -> None:
        """Say under the totals, on a small screen, the row's whole label and printed words."""
        self._row = row
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the totals."""
        signs: Signs = getattr(self.app, "signs", UNICODE)
        roles: Roles = self.app.roles  # type: ignore[attr-defined]
        cells, height = self.size.width, self.size.height
        small = self.has_class("-small")
        lines: list[Line] = [(Span(signs.rule * cells, "rule"),)]
        room = height - 1 - (2 if small else 0)
        if self._totals is not None:
            lines += render.total_lines(self._totals, self._columns, cells, lines=room, signs=signs)
        elif self._adding is not None:
            lines.append(render.adding_line(self._adding, signs))
        if small:
            lines += [()] * (height - 2 - len(lines))
            lines += [(Span(signs.rule * cells, "rule"),), row_note(self._row, cells, signs) if self._row else ()]
        line = lines[y] if y < len(lines) else ()
        return strip(line, roles, cells, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """A click shows what the totals leave out."""
        event.stop()
        self.post_message(self.Clicked())
