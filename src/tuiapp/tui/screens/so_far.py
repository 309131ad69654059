"""The signings that have been read so far, with the event of the one under the cursor, while the rest is read."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message

from tuiapp.catalog.errors import IndexDamaged
from tuiapp.catalog.waiting import Waiting
from tuiapp.i18n import _
from tuiapp.tui.widgets.detail import DetailPane
from tuiapp.tui.widgets.pane import Pane
from tuiapp.tui.widgets.table import SigningsTable

if TYPE_CHECKING:
    from textual import events

    from tuiapp.catalog.records import SigningRow

OFTEN = 0.3
"""Seconds from one look for more to the next: each takes time from those who read."""
_SPARING = 10
"""A look is followed by a pause at least so many times as long: of thousands of files it takes a while."""
_DETAIL_DELAY = 0.1
"""Seconds the cursor rests on a row before its event is fetched."""
_TALL = 26
"""Lines from which on table and event are seen at once; below, `enter` shows one in place of the other."""


class _Rows(Waiting):
    """The rows that wait; those that cannot be read any more look like the last that could, until all are closed."""

    def __init__(self, database: Path, failed: Callable[[], object]) -> None:
        """Open them; `failed` is called when they cannot be read any more."""
        super().__init__(database)
        self._failed = failed
        self._last: list[SigningRow] = []

    def window(self, start: int, stop: int) -> list[SigningRow]:
        """As `Waiting` has it, once it has given any."""
        try:
            rows = super().window(start, stop)
        except IndexDamaged:
            if not self._last:
                raise
            self._failed()
            return self._last * (stop - start)
        self._last = rows[-1:] or self._last
        return rows


class _Table(SigningsTable):
    """Rows that become more."""

    def read_again(self) -> None:
        """Show the same rows with what has been found in them since."""
        self._page = []
        self._redraw()

    def right(self) -> str:
        """How many there are yet."""
        return _("{n} so far").format(n=f"{self.count():,}")


class SoFar(Vertical):
    """A table that grows, and the event of its row."""

    DEFAULT_CSS = """
    SoFar { height: 1fr; margin: 1 0 0 0; }
    SoFar SigningsTable { height: 1fr; }
    SoFar DetailPane { height: 14; }
    SoFar.-low DetailPane { height: 1fr; display: none; }
    SoFar.-low.-on-detail SigningsTable { display: none; }
    SoFar.-low.-on-detail DetailPane { display: block; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "to_table")]

    class Asked(Message):
        """Something is asked of the table that needs all rows."""

    def __init__(self, database: Path) -> None:
        """Open the rows that wait, of which there must be some.

        Raises:
            IndexDamaged: they cannot be read.
        """
        super().__init__(id="so-far")
        self._rows = _Rows(database, lambda: self.call_later(self.close))
        try:
            self._rows.look()
            self._rows.window(0, 1)
        except IndexDamaged:
            self._rows.close()
            raise
        self._ended = False
        self._next = 0.0

    def compose(self) -> ComposeResult:
        """The table over the event."""
        yield _Table(id="table")
        yield DetailPane(id="detail")

    def on_mount(self) -> None:
        """Show what there is."""
        self._table.show(self._rows, len(self._rows), sort=None, columns=())
        self._show_event()

    def close(self) -> None:
        """Stop: the rows have found their places, or nobody knows any more where they are."""
        self._ended = True
        for table in self.query(_Table):
            table.clear()
        self.display = False
        self._rows.close()

    @property
    def row(self) -> SigningRow | None:
        """The signing under the cursor."""
        return next((table.row_at_cursor for table in self.query(_Table)), None)

    @property
    def left_at(self) -> str | None:
        """The id of the signing that somebody has moved the cursor to; None where it stands as it did at first."""
        return self.row.id if self.row is not None and self._table.cursor else None

    def focus_table(self) -> None:
        """Keys go to the rows."""
        self._table.focus()

    @property
    def _table(self) -> _Table:
        return self.query_one("#table", _Table)

    @property
    def _detail(self) -> DetailPane:
        return self.query_one("#detail", DetailPane)

    def follow(self, rows: int, *, whole: bool) -> None:
        """Look for more, where something has been done and the last look is a while ago.

        Args:
            rows: how many signings have been read.
            whole: whether these are all; what is said of them still grows then.
        """
        now, more = time.perf_counter(), rows > len(self._rows)
        if self._ended or (now < self._next and not (whole and more)):
            return
        try:
            self._rows.look()
        except IndexDamaged:
            self.close()  # the compiler ends, and says itself how
            return
        if more:
            self._table.changed()
        else:
            self._table.read_again()
            self._show_event()
        self._next = now + max(OFTEN, _SPARING * (time.perf_counter() - now))

    def on_resize(self, event: events.Resize) -> None:
        """Both are seen where there is room."""
        self.set_class(event.size.height < _TALL, "-low")

    def on_pane_cursor_moved(self, event: Pane.CursorMoved) -> None:
        """Another row has another event."""
        if event.pane is self._table:
            self.set_timer(_DETAIL_DELAY, self._show_event)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Back to the table from an event that stands in its place."""
        if action == "to_table":
            return self.has_class("-low") and self.has_class("-on-detail")
        return super().check_action(action, parameters)

    def action_to_table(self) -> None:
        """Show the rows again."""
        self.set_class(False, "-on-detail")
        self._table.focus()

    def _show_event(self) -> None:
        row = self._table.row_at_cursor
        if row is None:
            return
        try:
            self._detail.show_event(self._rows.event(row.event.id), row.id)
        except IndexDamaged:
            self.close()

    def on_pane_chosen(self, event: Pane.Chosen) -> None:
        """Go from the row to its event, and back."""
        event.stop()
        if event.pane is not self._table:
            self.action_to_table()
        else:
            self.set_class(True, "-on-detail")
            self._detail.focus()

    def on_signings_table_sort_asked(self, event: SigningsTable.SortAsked) -> None:
        """Only all rows can be put in order."""
        self._refuse(event)

    def on_signings_table_columns_asked(self, event: SigningsTable.ColumnsAsked) -> None:
        """Columns are chosen in the explorer."""
        self._refuse(event)

    def on_signings_table_mark_asked(self, event: SigningsTable.MarkAsked) -> None:
        """What is marked is compared or exported, in the explorer."""
        self._refuse(event)

    def _refuse(self, event: Message) -> None:
        event.stop()
        self.post_message(self.Asked())
