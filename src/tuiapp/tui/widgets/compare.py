"""The pane of a comparison: its rule has the names of the columns, one of which is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from tuiapp.i18n import _
from tuiapp.render.compare import Rendered, heading
from tuiapp.tui.commands import bindings
from tuiapp.tui.widgets.lines import LinesPane
from tuiapp.tui.widgets.strips import strip

if TYPE_CHECKING:
    from tuiapp.analysis.comparison import Comparison


class ComparePane(LinesPane):
    """Lines with numbers, and a cursor for columns beside the one for lines."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("sides")]

    class ColumnPicked(Message):
        """Another column is to be chosen, by key or by a click on its name."""

        def __init__(self, column: int) -> None:
            self.column = column
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(title=_("Compare"), id=id)
        self._comparison: Comparison | None = None
        self._rendered: Rendered | None = None
        self.column = 0
        """The chosen column: enter opens its rows."""

    def show_comparison(self, comparison: Comparison, rendered: Rendered, *, asked: str | None = None) -> None:
        """Show a comparison that was rendered for this width.

        Args:
            comparison: whose columns are named in the rule.
            rendered: its lines.
            asked: the query behind the line that the cursor goes to; None where it stays on its line.
        """
        self._comparison, self._rendered = comparison, rendered
        self.column = min(self.column, len(comparison.sides) - 1)
        target = None
        for name, asks in rendered.asks.items() if asked is not None else ():
            if asked in asks:
                target, self.column = name, asks.index(asked)
                break
        self.show(rendered.lines, target=target)

    def choose(self, column: int) -> None:
        """Choose a column."""
        if self._comparison is not None:
            self.column = max(0, min(column, len(self._comparison.sides) - 1))
            self.refresh()

    @property
    def query_at_cursor(self) -> str | None:
        """The query of the rows behind the line under the cursor: those of the chosen column, where it has some."""
        asks = self._rendered.asks.get(self.target or "") if self._rendered is not None else None
        if not asks:
            return None
        return asks[self.column] or next((query for query in asks if query is not None), None)

    def step_section(self, by: int) -> None:
        """Go to the first line of the next section that stands for something, or of the one before."""
        sections = self._rendered.sections if self._rendered is not None else ()
        here = max((at for at, first in enumerate(sections) if first <= self.cursor), default=0)
        for at in range(here + by, len(sections) if by > 0 else -1, by):
            end = sections[at + 1] if at + 1 < len(sections) else self.count()
            stop = next((index for index in range(sections[at], end) if self.can_stop(index)), None)
            if stop is not None:
                self.move(stop)
                self.scroll_to(y=min(sections[at], stop), animate=False, immediate=True)
                self.reveal()
                return

    def render_line(self, y: int) -> Strip:
        """The names of the columns stand in the rule."""
        if y or self._comparison is None:
            return super().render_line(y)
        cells = self.size.width
        line = heading(self._comparison, cells, self.column, self.signs, focused=self.has_focus)
        return strip(line, self.roles, cells, self.rich_style)

    def action_column_left(self) -> None:
        """The column to the left."""
        self.post_message(self.ColumnPicked(self.column - 1))

    def action_column_right(self) -> None:
        """The column to the right."""
        self.post_message(self.ColumnPicked(self.column + 1))

    def clicked_head(self, x: int, y: int) -> None:
        """A click on a column's name chooses it."""
        if self._comparison is None:
            return
        at, column = 0, -1
        for span in heading(self._comparison, self.size.width, self.column, self.signs, focused=True):
            if span.style in ("strong", "accent+"):
                column += 1
            at += len(span.text)
            if at > x:
                break
        self.post_message(self.ColumnPicked(max(column, 0)))
