"""The table of signings: a window on a selection of the index, of which it owns no rows."""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence
from typing import ClassVar, Protocol

from textual import events
from textual.binding import BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from tuiapp.catalog.records import SigningRow
from tuiapp.catalog.view import Sort, SortKey
from tuiapp.i18n import _
from tuiapp.render import table as render
from tuiapp.render.cells import Line, scroll
from tuiapp.render.columns import ADDED, Column, column_at, layout, pinned
from tuiapp.tui.commands import bindings
from tuiapp.tui.widgets.pane import Pane

PAGE = 80
"""Rows fetched at once: a few screens, so that scrolling rarely asks the index, and no more: each takes 0.1 ms."""
FOLLOWING = 200
"""Rows looked at for one that is still there when the dataset was read again."""
STEP = 2
"""Cells a column grows or shrinks by at each key."""
NARROWEST = 6


class Rows(Protocol):
    """Where the rows come from: a selection of the catalog."""

    def __len__(self) -> int: ...
    def window(self, start: int, stop: int) -> list[SigningRow]:
        """The rows of these positions."""

    def ids(self, start: int, stop: int) -> list[str]:
        """The ids of the rows of these positions."""

    def position_of(self, signing_id: str) -> int | None:
        """Where a signing stands, or None when it is not among the rows."""

    def nearest(self, signing_id: str) -> int:
        """Where the nearest following row stands."""


class SigningsTable(Pane):
    """One line a signing; a column cursor for what is done with columns."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("table")]
    HEAD = 2

    class SortAsked(Message):
        """Another order is wanted; an empty one is the default order."""

        def __init__(self, sort: Sort) -> None:
            self.sort = sort
            super().__init__()

    class ColumnsAsked(Message):
        """Other columns are wanted; none stands for the usual ones."""

        def __init__(self, columns: tuple[str, ...]) -> None:
            self.columns = columns
            super().__init__()

    class LaidOut(Message):
        """Its columns are others, or stand in other cells."""

    class MarkAsked(Message):
        """The row under the cursor is to be marked, or not any more."""

        def __init__(self, signing_id: str) -> None:
            self.signing_id = signing_id
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("2", _("Signings"), id=id)
        self._rows: Rows | None = None
        self._page: list[SigningRow] = []
        self._page_start = 0
        self._of = 0
        self._sort: Sort | None = ()
        self._wanted: tuple[str, ...] = ()
        self._extra: dict[str, int] = {}
        self._added: Container[int] | None = None
        self._marks: Collection[str] = ()
        self._hits: Sequence[str] = ()
        self._shift = 0
        self._looking = False
        self._drawn: dict[tuple[int, bool, bool, bool], Line] = {}
        self.columns: tuple[Column, ...] = ()
        self.column = 0
        """The index of the column under the column cursor."""

    # What is shown.

    def show(
        self,
        rows: Rows,
        of: int,
        *,
        sort: Sort | None,
        columns: tuple[str, ...],
        hits: Sequence[str] = (),
        again: bool = False,
    ) -> None:
        """Show other rows; the cursor stays on its signing, or goes to the nearest following one.

        Args:
            rows: what the query selects.
            of: how many signings the dataset has.
            sort: the order they are in; None for no order at all.
            columns: ids of the columns asked for; empty for the usual ones.
            hits: words to show as found.
            again: whether they are of a dataset read again: the cursor's row then stays where it is on the screen.
        """
        before, top = self.cursor, self.scroll_offset.y
        cursor = self._place_among(rows, again=again)
        self._rows, self._of, self._sort, self._hits = rows, of, sort, hits
        self._wanted = columns
        self._page, self._page_start = [], 0
        self._drawn.clear()
        self._added = None
        self._looking = False
        self.set_reactive(Pane.cursor, cursor)
        self.lay_out()
        self.changed()
        if again and top:  # at the top one stays there, and sees what is new
            self.scroll_to(y=top + self.cursor - before, animate=False, immediate=True)
        self.reveal()

    def clear(self) -> None:
        """Show no rows any more, and ask for none."""
        self._rows = None
        self._page, self._page_start = [], 0
        self._drawn.clear()
        self.changed()

    def _place_among(self, rows: Rows, *, again: bool) -> int:
        """Where the cursor goes in other rows."""
        here = self.row_at_cursor
        if here is None or self._rows is None or not len(rows):
            return 0
        position = rows.position_of(here.id)
        if position is not None or not again:
            return rows.nearest(here.id) if position is None else position
        # The signing may be gone for good, so that only the rows it stood among know what followed it.
        following = map(rows.position_of, self._rows.ids(self.cursor + 1, self.cursor + FOLLOWING))
        return next((found for found in following if found is not None), min(self.cursor, len(rows) - 1))

    def show_looking(self, looking: bool) -> None:
        """Whether others are looked for, which takes a while: how many there are is not known until then."""
        if looking != self._looking:
            self._looking = looking
            self.refresh()

    def show_added(self, added: Container[int]) -> None:
        """Which rows the totals add: they are bright and have a `+` under Σ."""
        self._added = added
        self._redraw()

    def show_marks(self, marks: Collection[str]) -> None:
        """Which rows are marked."""
        self._marks = marks
        self._redraw()

    def go_to(self, signing_id: str) -> None:
        """Put the cursor on a signing, if it is among the rows."""
        position = self._rows.position_of(signing_id) if self._rows else None
        if position is not None:
            self.move(position)

    @property
    def row_at_cursor(self) -> SigningRow | None:
        """The row under the cursor."""
        return self.row(self.cursor) if self.cursor < self.count() else None

    def row(self, index: int) -> SigningRow:
        """A row by position; fetches a page when it is not at hand."""
        assert self._rows is not None
        if not self._page_start <= index < self._page_start + len(self._page):
            size = max(PAGE, 2 * self.body_height)
            start = max(0, min(index - size // 2, len(self._rows) - size))
            self._page = self._rows.window(start, min(start + size, len(self._rows)))
            self._page_start = start
            self._drawn = {key: line for key, line in self._drawn.items() if start <= key[0] < start + size}
        return self._page[index - self._page_start]

    def plain(self) -> list[str]:
        """The ids of the rows in order, as data for tests and exports of what is seen."""
        return [self.row(index).id for index in range(self.count())]

    # Drawing.

    def lay_out(self) -> None:
        """Choose the columns for the width; while it is not seen it has none, and keeps those it had."""
        if self.columns and not self.size.width:
            return
        columns = layout(self.size.width, self._wanted, extra=self._extra)
        if columns == self.columns:
            return
        self.columns = columns
        self._drawn.clear()
        self.column = max(0, min(self.column, len(self.columns) - 1))
        self._reveal_column()
        self.post_message(self.LaidOut())

    def _reveal_column(self) -> None:
        """Scroll sideways as little as needed to show the column under the column cursor; the first one stays."""
        if not self.columns:
            return
        column, fixed, cells = self.columns[self.column], pinned(self.columns), self.size.width
        furthest = max(render.total_width(self.columns) - cells, 0)
        if self.column == 0 or furthest == 0:
            self._shift = 0
        elif column.end + 1 - self._shift > cells:
            self._shift = min(column.end + 1 - cells, furthest)
        elif column.x - self._shift < fixed:
            self._shift = max(column.x - fixed, 0)

    def render_lines(self, crop: Region) -> list[Strip]:
        """A part of the table; Textual draws it once before it says how wide it is, and rows should be seen then."""
        self.lay_out()
        return super().render_lines(crop)

    def on_resize(self, event: events.Resize) -> None:
        """Another width has other columns."""
        self.lay_out()
        super().on_resize(event)

    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows) if self._rows is not None else 0

    def right(self) -> str:
        """How many of all."""
        if self._rows is None:
            return ""
        if self._looking:
            return self.signs.text(_("looking…"))
        if self.others:
            return self.others
        return _("{shown} of {all}").format(shown=f"{len(self._rows):,}", all=f"{self._of:,}")

    def head(self, y: int, cells: int) -> Line:
        """The columns' titles with the marks of the order."""
        cursor = self.columns[self.column].id if self.columns and self.has_focus else None
        under = self._column_under(self._mouse[0]) if self._mouse is not None and self._mouse[1] == y else None
        hovered = under.id if under is not None and under.sort is not None else None
        line = render.header(self.columns, self._sort, cursor, self.signs, hovered=hovered)
        return scroll(line, pinned(self.columns), self._shift, cells)

    def line(self, index: int, cells: int) -> Line:
        """One signing."""
        here, focused = index == self.cursor, self.has_focus
        first = index in (0, self.scroll_offset.y)
        key = (index, first, here, focused)
        if key not in self._drawn:
            self._drawn[key] = self._draw(index, first or here, cursor=here, focused=focused)
        return scroll(self._drawn[key], pinned(self.columns), self._shift, cells)

    def _draw(self, index: int, whole: bool, *, cursor: bool, focused: bool) -> Line:
        row = self.row(index)
        return render.row(
            self.columns,
            row,
            None if whole else self.row(index - 1),
            added=None if self._added is None else row.n in self._added,
            marked=row.id in self._marks,
            cursor=cursor,
            focused=focused,
            indented=not self._sort,
            hits=self._hits,
            signs=self.signs,
        )

    def _redraw(self) -> None:
        """Forget the lines that were drawn: what they show is another."""
        self._drawn.clear()
        self.refresh()

    # Columns and order.

    def action_column_left(self) -> None:
        """The column cursor one to the left."""
        self._move_column(-1)

    def action_column_right(self) -> None:
        """The column cursor one to the right."""
        self._move_column(1)

    def _move_column(self, step: int) -> None:
        if self.columns:
            self.column = max(0, min(self.column + step, len(self.columns) - 1))
            self._reveal_column()
            self.refresh()

    def _sort_by(self, column_id: str, *, descending: bool, add: bool) -> None:
        key = SortKey(column_id, descending)
        kept = tuple(old for old in self._sort or () if old.field != column_id) if add else ()
        self.post_message(self.SortAsked((*kept, key)))

    def _sort_cursor_column(self, *, descending: bool, add: bool = False) -> None:
        column = self.columns[self.column] if self.columns else None
        if column is not None and column.sort is not None:
            self._sort_by(column.sort, descending=descending, add=add)

    def action_sort_up(self) -> None:
        """Lowest first."""
        self._sort_cursor_column(descending=False)

    def action_sort_down(self) -> None:
        """Highest first."""
        self._sort_cursor_column(descending=True)

    def action_add_sort_up(self) -> None:
        """Then by this column, lowest first."""
        self._sort_cursor_column(descending=False, add=True)

    def action_add_sort_down(self) -> None:
        """Then by this column, highest first."""
        self._sort_cursor_column(descending=True, add=True)

    def action_default_order(self) -> None:
        """Newest first, parts under their whole."""
        self.post_message(self.SortAsked(()))

    def clicked_head(self, x: int, y: int) -> None:
        """A click on a title sorts by it: highest first, then lowest first, then the default order again."""
        column = self._column_under(x) if y == 1 else None
        if column is None:
            return
        self.column = self.columns.index(column)
        if column.sort is None:
            return
        current = next((key for key in self._sort or () if key.field == column.sort), None)
        if current is None:
            self._sort_by(column.sort, descending=True, add=False)
        elif current.descending:
            self._sort_by(column.sort, descending=False, add=False)
        else:
            self.post_message(self.SortAsked(()))

    def _column_under(self, x: int) -> Column | None:
        """The column at a cell of the screen."""
        found = column_at(self.columns, x if x < pinned(self.columns) else x + self._shift)
        return None if found is None else self.columns[found]

    def action_hide_column(self) -> None:
        """Take the column under the cursor out."""
        if len(self.columns) > 1:
            hidden = self.columns[self.column].id
            self.post_message(self.ColumnsAsked(tuple(c.id for c in self.columns if c.id not in (hidden, ADDED))))

    def action_all_columns(self) -> None:
        """The usual columns in their usual widths."""
        self._extra = {}
        self.post_message(self.ColumnsAsked(()))

    def action_narrower(self) -> None:
        """The column under the cursor gives cells to the label."""
        self._resize_column(-STEP)

    def action_wider(self) -> None:
        """The column under the cursor takes cells from the label."""
        self._resize_column(STEP)

    def _resize_column(self, step: int) -> None:
        if not self.columns:
            return
        column = self.columns[self.column]
        if column.width + step < NARROWEST:
            return
        self._extra = {**self._extra, column.id: self._extra.get(column.id, 0) + step}
        self.lay_out()
        self.refresh()

    def action_mark(self) -> None:
        """Mark the row and go to the next."""
        row = self.row_at_cursor
        if row is not None:
            self.post_message(self.MarkAsked(row.id))
            self.move(self.cursor + 1)
