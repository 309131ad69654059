"""What the totals leave out, and why: the screen behind `t`."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from tuiapp.analysis.leftout import LaneLeftOut, LeftOutRow, left_out_rows
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.view import View
from tuiapp.i18n import _, plural
from tuiapp.render.cells import Line, Span
from tuiapp.render.leftout import left_out_lines, sentence, summary
from tuiapp.tui.commands import bindings
from tuiapp.tui.screens.lines import LinesScreen
from tuiapp.tui.titles import query_line
from tuiapp.tui.widgets.bars import Bar


class LeftOutScreen(LinesScreen):
    """Lane by lane, reason by reason, each row with the one it gives way to."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("left-out")]
    CONTEXT = "left-out"

    def __init__(self, catalog: Catalog, view: View, lanes: Sequence[LaneLeftOut], added: Container[int]) -> None:
        super().__init__(catalog, view._replace(screen="left-out", sort=(), columns=()), added)
        self._take(lanes)

    def show_lanes(self, lanes: Sequence[LaneLeftOut]) -> None:
        """Show what is left out now that the dataset was read again."""
        self._take(lanes)
        self.show_title()
        self._redraw()

    def _take(self, lanes: Sequence[LaneLeftOut]) -> None:
        self._lanes = lanes
        self._rows = {f"signing:{row.id}": row for row in left_out_rows(self._lanes)}

    def compose(self) -> ComposeResult:
        """A line under the list says the row's case in a sentence."""
        title, lines, footer = super().compose()
        yield title
        yield lines
        yield Bar(id="sentence-rule")
        yield Bar(id="sentence")
        yield Bar(id="sentence-more")
        yield footer

    def title_line(self) -> Line:
        """The screen's name and the query."""
        return query_line(_("What the total leaves out"), self.view.query)

    def title_right(self) -> Line:
        """How many were found, added, left out."""
        return (Span(f"{self.signs.text(summary(self._lanes))} ", "dim"),)

    def heading(self) -> tuple[str, str]:
        """How many lanes."""
        return plural("{n} lane", "{n} lanes", len(self._lanes)), ""

    def draw(self) -> None:
        """Render the lanes for the width."""
        here = self.lines.target
        self.lines.show(left_out_lines(self._lanes, self.lines.size.width, signs=self.signs), target=here)
        self._say()

    def on_pane_cursor_moved(self) -> None:
        """The sentence is that of the row."""
        super().on_pane_cursor_moved()
        self._say()

    @property
    def row_at_cursor(self) -> LeftOutRow | None:
        """What the cursor's line stands for."""
        return self._rows.get(self.lines.target or "")

    def _say(self) -> None:
        row = self.row_at_cursor
        lines = sentence(row, self.size.width, self.signs) if row is not None else []
        for name, line in zip(("#sentence", "#sentence-more"), (*lines, (), ()), strict=False):
            self.query_one(name, Bar).show(line)
        self.query_one("#sentence-rule", Bar).show((Span(self.signs.rule * self.size.width, "rule"),))

    def show_footer(self, state: str = "") -> None:
        """Say the rule that holds here."""
        super().show_footer(state or _("left-out signings are never summed"))

    def action_open_signing(self) -> None:
        """Open the event of the row."""
        row = self.row_at_cursor
        if row is not None:
            self.open_event(row.signing.event.id, row.signing.id)

    def on_pane_chosen(self) -> None:
        """A click on the cursor's line opens it."""
        self.action_open_signing()

    def action_next_reason(self) -> None:
        """The first row of the next reason."""
        self._step_reason(1)

    def action_previous_reason(self) -> None:
        """The first row of the reason before."""
        self._step_reason(-1)

    def _step_reason(self, by: int) -> None:
        pane = self.lines
        starts = [i for i in range(pane.count()) if pane.can_stop(i) and (i == 0 or not pane.can_stop(i - 1))]
        if by > 0:
            target = next((i for i in starts if i > pane.cursor), None)
        else:
            target = next((i for i in reversed(starts) if i < pane.cursor), None)
        if target is not None:
            pane.move(target)

    def action_copy(self) -> None:
        """Copy the row."""
        if self.row_at_cursor is not None:
            self.app.copy_row(self.row_at_cursor.signing)  # type: ignore[attr-defined]

    def action_open_source(self) -> None:
        """Open the source of the row."""
        row = self.row_at_cursor
        if row is not None:
            report = row.other.report if row.other is not None else row.signing.report
            self.app.open_source(report)  # type: ignore[attr-defined]
