"""The explorer: regions, signings with their totals, and the event of the row under the cursor."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message

from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.view import View
from tuiapp.i18n import _, plural
from tuiapp.tui.commands import Command, bindings, in_context
from tuiapp.tui.jobs import Job
from tuiapp.tui.rows import Rows, parse, select
from tuiapp.tui.screens.explore_panes import PANES, WIDE
from tuiapp.tui.screens.explore_sums import ExploreSums
from tuiapp.tui.titles import dataset_line, query_line
from tuiapp.tui.widgets.bars import Footer, TitleBar
from tuiapp.tui.widgets.pane import Pane
from tuiapp.tui.widgets.table import SigningsTable

if TYPE_CHECKING:
    from pathlib import Path

    from textual import events
    from textual.timer import Timer

    from tuiapp.catalog.query import Query
    from tuiapp.tui.widgets.empty import EmptyPane
    from tuiapp.tui.widgets.tree import RegionTree


LOOKING_DELAY = 0.15
"""Seconds after which it is said that rows are looked for; nearly always they are there before."""
DETAIL_DELAY = 0.1
"""Seconds the cursor rests on a row before its event is fetched: held keys fetch nothing."""
AT_ONCE = 2000
"""Signings up to which a start counts and adds on the event loop: it takes less than a frame there."""
FOLLOWING_DELAY = 0.3
"""Seconds after the panes are made from which the dataset's files are watched: a start does not wait for it. What
changed before is seen all the same, for the index says what its files were."""


class ExploreScreen(ExploreSums):
    """One value, the `View`, decides what is shown; every command makes another one."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("explore")]
    AUTO_FOCUS = "#table"

    class ViewChanged(Message):
        """Another view is shown."""

    def __init__(self, catalog: Catalog, view: View) -> None:
        super().__init__(catalog, view)
        self._rows: Rows | None = None
        self._index = catalog.index
        """What is asked for rows: the index shown, or the one about to be."""
        self._retired: list[Catalog] = []
        """What was shown before the dataset was read again, while screens above still show it."""
        self._detail_timer: Timer | None = None
        self._looking_timer: Timer | None = None

    # Layout.

    def compose(self) -> ComposeResult:
        """Title, table, footer; the other panes follow when these are seen."""
        yield TitleBar(id="title")
        with Horizontal(id="body"), Vertical(id="main"):
            yield SigningsTable(id="table")
        yield Footer(id="footer")

    def on_mount(self) -> None:
        """Rows at once, then the other panes, and what takes longer beside the event loop."""
        self._open_jobs()
        self.keep_places()
        self._rows_ready(self._first_rows())

    def first_seen(self) -> None:
        """The rows are on the screen: make what else belongs there."""
        self.call_later(self._begin)

    async def _begin(self) -> None:
        await self.furnish()
        self.app.dress(self)  # type: ignore[attr-defined]
        self._rows_shown()
        if not self.view.query or self.catalog.about.signings <= AT_ONCE:
            self.add_at_once()
        else:
            # Not before these are drawn: two threads that share one interpreter lock would each wait for the other.
            self.call_after_refresh(self.ask_sums, parse(self.view.query), typing=False)
        # Garbage is collected again from here; what a start makes is kept to the end and need not be looked through.
        gc.freeze()
        gc.enable()
        self.set_timer(FOLLOWING_DELAY, self.app.follow)  # type: ignore[attr-defined]

    def _first_rows(self) -> Rows:
        # All rows in the default order need no table of their own, so they need no connection of their own either.
        if not self.view.query and not self.view.sort:
            return Rows(self.view, self.catalog, self.catalog.select_all(), own=False)
        return select(self.catalog, self.view)

    def _open_jobs(self) -> None:
        self._rows_job: Job[Rows] = Job(self, self.catalog, self._rows_ready, self._failed)
        self._empty_job: Job[list[tuple[str, int]]] = Job(self, self.catalog, self._empty_ready, self._failed)
        self.left_job = Job(self, self.catalog, self.left_out_ready, self._failed)
        self.searching.job = Job(self, self.catalog, self.searching.suggested, self._failed)
        self._jobs = (self._rows_job, *self.sums_jobs(), self._empty_job, self.left_job, self.searching.job)

    def on_unmount(self) -> None:
        """Stop what is being asked."""
        for job in self._jobs:
            job.close()

    # The view.

    def go(self, view: View, *, remember: bool = True, typing: bool = False) -> None:
        """Show another view; the one before can be gone back to.

        Args:
            view: what to show.
            remember: whether `back` returns to the view shown now.
            typing: whether the query is still being written, so that its last value matches by its beginning.
        """
        if view == self.view and not typing and remember:
            return
        if remember:
            self.history.append(self.view)
        self.view = view
        self.show_title()
        here = self.table.row_at_cursor
        near = here.id if here is not None else None
        self._rows_job.ask(lambda catalog: select(catalog, view, typing=typing, near=near))
        if self._looking_timer is not None:
            self._looking_timer.stop()
        self._looking_timer = self.set_timer(LOOKING_DELAY, self._show_looking)
        self.forget_sums(typing=typing)

    def _show_looking(self) -> None:
        self.table.show_looking(self._rows_job.waiting)

    @property
    def settled(self) -> bool:
        """Whether everything shown belongs to the view: for tests that wait."""
        asking = self.is_to_add or any(job.waiting for job in self._jobs)
        return self.furnished and self.totals is not None and not asking

    def _rows_ready(self, rows: Rows) -> None:
        again = rows.catalog.index != self.catalog.index
        if again:
            rows = self._change_index(rows)
        before, self._rows = self._rows, rows
        self.table.show(
            rows.selection,
            self.catalog.about.signings,
            sort=rows.view.sort,
            columns=rows.view.columns,
            hits=parse(rows.view.query, typing=True).plain_words if rows.view.query else (),
            again=again,
        )
        if before is not None:  # not sooner: the table asks the old rows where its cursor was
            before.close()
        elif self.view.selection is not None:
            self.table.go_to(self.view.selection)
            self.view = self.view._replace(selection=None)
        self.table.show_marks(self.view.marks)
        if self.totals is not None:
            self.table.show_added(self.added)
        if self.furnished:
            self._rows_shown()
            if again:
                self._ask_again()
            else:
                # Not before they are drawn: threads that share one interpreter lock wait for each other.
                self.call_after_refresh(self._ask_what_follows)

    def _ask_what_follows(self) -> None:
        self.searching.ask()
        self.ask_remembered_sums()

    def sums_shown(self) -> None:
        """The totals are there: what was shown before the dataset was read again is not needed any more."""
        if self._retired:
            self._release()

    def _rows_shown(self) -> None:
        """What the other panes say of the rows."""
        assert self._rows is not None
        self.set_class(self.found == 0, "-empty")
        if self.found == 0:
            self._show_empty(parse(self._rows.view.query, typing=True))
        elif self.empty.has_focus:
            self.table.focus()
        self.searching.found(self.found)
        self._row_changed()
        self.show_title()
        self.show_footer()
        self.post_message(self.ViewChanged())

    def _show_empty(self, query: Query) -> None:
        terms = [str(term) for term in query.terms]
        self.empty.show([(term, None) for term in terms], self.catalog.about.signings)
        if self.table.has_focus:
            self.empty.focus()
        self._empty_job.ask(
            lambda catalog: [(str(term), catalog.count(query.without(term), typing=True)) for term in query.terms]
        )

    def _empty_ready(self, terms: list[tuple[str, int]]) -> None:
        self.empty.show(terms, self.catalog.about.signings)

    def _failed(self, error: Exception) -> None:
        self.searching.suggested([])  # a key may wait for some
        self._show_looking()
        self.app.say_failure(error)  # type: ignore[attr-defined]

    # What the panes say.

    def on_pane_cursor_moved(self, event: Pane.CursorMoved) -> None:
        """Another row has another event; wait until the cursor rests."""
        if event.pane is not self.table:
            return
        if self._detail_timer is not None:
            self._detail_timer.stop()
        self._detail_timer = self.set_timer(DETAIL_DELAY, self._row_changed)
        self.totals_pane.show_row(self.table.row_at_cursor)

    def _row_changed(self) -> None:
        row = self.table.row_at_cursor
        self.detail.show_event(self.catalog.event(row.event.id) if row else None, row.id if row else None)
        self.totals_pane.show_row(self.table.row_at_cursor)

    def on_pane_chosen(self, event: Pane.Chosen) -> None:
        """A click on the cursor's line opens its event."""
        if event.pane in (self.table, self.detail):
            self.action_open_event()

    def on_signings_table_sort_asked(self, event: SigningsTable.SortAsked) -> None:
        """Another order."""
        self.go(self.view._replace(sort=event.sort))

    def on_signings_table_columns_asked(self, event: SigningsTable.ColumnsAsked) -> None:
        """Other columns."""
        self.go(self.view._replace(columns=event.columns))

    def on_signings_table_mark_asked(self, event: SigningsTable.MarkAsked) -> None:
        """Mark or unmark."""
        marks = self.view.marks
        marked = event.signing_id in marks
        kept = tuple(m for m in marks if m != event.signing_id) if marked else (*marks, event.signing_id)
        self.view = self.view._replace(marks=kept)
        self.table.show_marks(kept)
        self.add_ahead(self.columns)
        self.show_footer()

    def on_region_tree_picked(self, event: RegionTree.Picked) -> None:
        """Another region in place of the one in the query."""
        self.go(self.view.with_query(str(parse(self.view.query).with_region(event.region))))

    def on_empty_pane_dropped(self, event: EmptyPane.Dropped) -> None:
        """The query without a term."""
        query = parse(self.view.query)
        term = next((term for term in query.terms if str(term) == event.term), None)
        if term is not None:
            self.go(self.view.with_query(str(query.without(term))))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The footer has what works in the focused pane."""
        if event.widget.id in (*PANES, "empty"):
            self._pane = "table" if event.widget.id == "empty" else str(event.widget.id)
            self.searching.lost()
        self.show_footer()

    # Title and footer.

    @property
    def contexts(self) -> tuple[str, ...]:
        """Where the keys pressed now go."""
        if self.searching.is_open:
            return ("search",)
        focused = self.focused.id if self.focused else None
        return (focused if focused in (*PANES, "empty") else "table", "explore", "app")

    def commands(self) -> list[Command]:
        """The commands that work now."""
        return [c for c in in_context(*self.contexts) if self.check_action(c.action, ())]

    def show_title(self) -> None:
        """The screen's name and query, and how much the dataset holds."""
        bar = self.query_one("#title", TitleBar)
        if self.tiny:
            self.show_need()
            return
        small = self.app.size.width < WIDE
        bar.show(
            query_line(_("Signed projects"), self.view.query, small=small),
            dataset_line(self.catalog.about, self.found, self.signs, small=small),
        )

    @property
    def found(self) -> int:
        """How many rows there are."""
        return len(self._rows.selection) if self._rows is not None else 0

    def show_footer(self) -> None:
        """What works now."""
        marked = len(self.view.marks) + len(self.view.compared)
        state = plural("{n} marked", "{n} marked", marked) if marked else ""
        if self.searching.is_open:
            state = _("the table follows each key")
        self.query_one("#footer", Footer).show_commands(self.commands(), state)

    # The dataset, read again.

    def use(self, index: Path) -> None:
        """Show the same view of another index: all at once, when its rows are there."""
        if index == self._index:
            return
        self._index = index
        view, typing = self.view, self.searching.is_open
        self._rows_job.use(index)
        self._rows_job.ask(lambda catalog: select(catalog, view, typing=typing))

    def _change_index(self, rows: Rows) -> Rows:
        """Make an index that was read again the one that is shown; what was found in the last one is not true of it."""
        self._retired.append(self.catalog)
        self.catalog, self.totals = rows.catalog, None
        if self.furnished:
            self.detail.show_added(None)
        for job in self._jobs:
            if job is not self._rows_job:  # which has been asked of it already
                job.use(self.catalog.index)
        present = self.catalog.select_all()
        kept = tuple(mark for mark in self.view.marks if present.position_of(mark) is not None)
        self.view = self.view._replace(marks=kept)
        return rows._replace(own=False)

    def _ask_again(self) -> None:
        typing = self.searching.is_open
        self.searching.suggest_again()
        if not self.view.query or self.catalog.about.signings <= AT_ONCE:
            self.add_at_once(typing=typing)
        else:
            self.ask_sums(parse(self.view.query, typing=typing), typing=typing)

    def _release(self) -> None:
        """Have the screens above show this index too; then nobody needs those before it."""
        from tuiapp.tui.following import show_above

        show_above(self)
        while self._retired:
            self._retired.pop().close()
