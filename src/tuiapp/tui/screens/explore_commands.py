"""What the explorer's keys do, beyond moving in a pane."""

from __future__ import annotations

from abc import abstractmethod
from contextlib import suppress
from typing import TYPE_CHECKING

from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.errors import QueryError
from tuiapp.catalog.view import View
from tuiapp.i18n import _
from tuiapp.render.columns import ADDED
from tuiapp.tui.rows import parse
from tuiapp.tui.screens.explore_panes import Panes
from tuiapp.tui.screens.searching import Searching

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from textual import events

    from tuiapp.analysis.leftout import Explained
    from tuiapp.catalog.query import Query
    from tuiapp.catalog.totals import Totals
    from tuiapp.tui.jobs import Job
    from tuiapp.tui.screens.figure_panes import Standing
    from tuiapp.tui.widgets.bars import Footer
    from tuiapp.tui.widgets.search import QueryInput, Suggestions
    from tuiapp.tui.widgets.tree import RegionTree


class ExploreCommands(Panes):
    """The explorer's commands over its view."""

    def __init__(self, catalog: Catalog, view: View) -> None:
        super().__init__()
        self.catalog = catalog
        self.view = view
        self.totals: Totals | None = None
        self.history: list[View] = []
        self.searching = Searching(self)
        self.left_job: Job[Explained]
        self._compared: tuple[str, ...] = ()
        """The queries that were compared, the latest first."""
        self._left_figures: Standing | None = None
        """Where the charts were left for the rows behind a bar."""

    @abstractmethod
    def add_ahead(self, columns: Sequence[str]) -> None:
        """Add what these queries find, which may be compared next."""

    @abstractmethod
    def take_totals(self) -> Mapping[Query, Totals]:
        """By query what is added already; nothing more is added ahead then."""

    @abstractmethod
    def go(self, view: View, *, remember: bool = True, typing: bool = False) -> None:
        """Show another view."""

    @property
    @abstractmethod
    def contexts(self) -> tuple[str, ...]:
        """Where the keys pressed now go."""

    @property
    def added(self) -> Container[int]:
        """The positions of the signings that a total adds."""
        return self.totals.added if self.totals is not None else ()

    def hold_key(self, event: events.Key) -> bool:
        """Whether a key is kept for the search line that is being opened."""
        return self.searching.hold(event)

    def action_search(self) -> None:
        """Open the search line."""
        self.searching.open()

    def action_left_out(self) -> None:
        """Find out why each signing is left out, and show it."""
        from tuiapp.analysis.leftout import Explained, explained

        query, totals = parse(self.view.query), self.totals
        if totals is None:
            return

        def ask(catalog: Catalog) -> Explained:
            with suppress(QueryError):  # a dataset read again may have lost what the query names
                return explained(catalog, query, totals)
            return Explained(())

        self.left_job.ask(ask)

    def left_out_ready(self, answer: Explained) -> None:
        """Show what the totals leave out, unless another screen was opened meanwhile; then look at the rest of it."""
        from tuiapp.tui.screens.left_out import LeftOutScreen

        shown = next((screen for screen in self.app.screen_stack if isinstance(screen, LeftOutScreen)), None)
        if shown is not None:
            shown.show_lanes(answer.lanes)
        elif answer.first and self.app.screen is self:
            self.app.push_screen(LeftOutScreen(self.catalog, self.view, answer.lanes, self.added))
        else:
            return
        if answer.more is not None:
            self.left_job.ask(lambda _catalog: answer.go_on())

    def action_events(self) -> None:
        """List the events that the query finds."""
        from tuiapp.tui.screens.events import EventsScreen

        self.app.push_screen(EventsScreen(self.catalog, self.view, self.added, self))

    def action_open_event(self) -> None:
        """Open the event of the row."""
        from tuiapp.tui.screens.event import EventScreen

        row = self.table.row_at_cursor
        if row is not None:
            self.app.push_screen(EventScreen(self.catalog, self.view, row.event.id, row.id, self.added))

    def action_export(self) -> None:
        """Open the export dialog."""
        from tuiapp.tui.screens.export import ExportScreen

        row = self.table.row_at_cursor
        shown = tuple(column.id for column in self.table.columns if column.id != ADDED)
        self.app.push_screen(ExportScreen(self.catalog, self.view, event_id=row.event.id if row else None, shown=shown))

    def action_copy(self) -> None:
        """Copy the row."""
        row = self.table.row_at_cursor
        if row is not None:
            self.app.copy_row(row)  # type: ignore[attr-defined]

    def action_open_source(self) -> None:
        """Open the source of the row."""
        row = self.table.row_at_cursor
        if row is not None:
            self.app.open_source(row.report)  # type: ignore[attr-defined]

    def action_help(self) -> None:
        """Show the keys of the focused pane."""
        self.app.show_help(self.contexts)  # type: ignore[attr-defined]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Commands without an object are not offered."""
        if action == "left_out":
            return bool(self.totals and self.totals.lanes)
        if action in ("open_source", "copy"):
            return bool(self.table.row_at_cursor) if self.is_mounted else False
        if action == "back":
            return bool(self.history) or self.pane_apart
        return True

    def action_back(self) -> None:
        """One step back: among the panes, then to the view before."""
        if self.pane_apart:
            self.pane_back()
            return
        if not self.history:
            return
        view = self.history.pop()
        if view.screen == "charts":
            self._return(view._replace(screen="signings"))
            self._show_figures(self._left_figures)
        elif view.screen == "compare":
            self._return(self.history.pop())
            self.open_compare(view)
        else:
            self._return(view)

    def _return(self, view: View) -> None:
        """Show a view of before; what is marked stays marked."""
        self.go(view._replace(marks=self.view.marks, compared=self.view.compared), remember=False)

    # Charts.

    def action_figures(self) -> None:
        """Show the charts of the query."""
        self._show_figures()

    def _show_figures(self, standing: Standing | None = None) -> None:
        from tuiapp.tui.screens.figures import FiguresScreen

        known = self.totals if standing is None else None
        self.app.push_screen(FiguresScreen(self.catalog, self.view, known, self._open_from_figures, standing))

    def _open_from_figures(self, query: str, standing: Standing) -> None:
        """Show the rows behind a bar; back leads to where the bar is."""
        self.history.append(self.view._replace(screen="charts"))
        self._left_figures = standing
        self.go(self.view.with_query(query), remember=False)

    # Comparing.

    def on_region_tree_mark_asked(self, event: RegionTree.MarkAsked) -> None:
        """Mark or unmark a region."""
        from tuiapp.catalog.query import term_of

        self.toggle_term(str(term_of(event.region)))

    def toggle_term(self, term: str) -> None:
        """Mark something to be compared by the term that asks for it, or unmark it."""
        marked = self.view.compared
        kept = tuple(one for one in marked if one != term) if term in marked else (*marked, term)
        self.view = self.view._replace(compared=kept)
        self.add_ahead(self.columns)
        self.show_compared()
        self.show_footer()

    def show_compared(self) -> None:
        """Show in the tree which regions are marked."""
        self.regions.show_marks([term.partition(":")[2] for term in self.view.compared])

    @property
    def columns(self) -> tuple[str, ...]:
        """The queries that the marks stand for: of a marked signing its event."""
        from tuiapp.analysis.sides import column_of
        from tuiapp.catalog.query import Query

        base = Query.parse(self.view.query)
        events = (f"event:{mark.partition('/')[0]}" for mark in self.view.marks)
        terms = dict.fromkeys((*self.view.compared, *events))
        return tuple(str(column_of(base, Query.parse(term))) for term in terms)

    def action_compare(self) -> None:
        """Compare what is marked; where that is less than two things, ask what."""
        from tuiapp.analysis.sides import FEWEST, MOST

        columns = self.columns
        if len(columns) > MOST:
            self.notify(_("{n} are marked; the first four are compared.").format(n=len(columns)))
        if len(columns) >= FEWEST:
            self.open_compare(View(screen="compare", compared=columns[:MOST]))
            return
        from tuiapp.tui.screens.columns import ColumnsScreen

        first = columns or ((self.view.query,) if self.view.query else ())
        base = self.view.query
        chosen, ahead = self._compare_chosen, self.add_ahead
        self.app.push_screen(ColumnsScreen(self.catalog, base, chosen, ahead, first, earlier=self.earlier))

    @property
    def earlier(self) -> tuple[str, ...]:
        """The queries that can be compared again: those compared, then those asked, the latest first."""
        asked = (view.query for view in (self.view, *reversed(self.history)))
        return tuple(query for query in dict.fromkeys((*self._compared, *asked)) if query)

    def keep(self, columns: tuple[str, ...]) -> None:
        """Keep queries to be offered for comparing, as long as the program runs."""
        self._compared = tuple(dict.fromkeys((*columns, *self._compared)))

    def _compare_chosen(self, columns: tuple[str, ...]) -> None:
        self.open_compare(View(screen="compare", compared=columns))

    def open_compare(self, view: View) -> None:
        """Show a comparison, and keep its columns to be offered again."""
        from tuiapp.tui.screens.compare import CompareScreen

        self.keep(view.compared)
        self.app.push_screen(CompareScreen(self.catalog, view, self))

    def show_behind(self, view: View, query: str) -> None:
        """Show the rows behind a number of a comparison; the way back leads to the comparison."""
        while self.app.screen is not self:
            self.app.pop_screen()
        self.history += [self.view, view]
        self.go(self.view._replace(query=query, sort=()), remember=False)
        self.action_pane_2()

    def action_reload(self) -> None:
        """Read the dataset again."""
        self.app.reload()  # type: ignore[attr-defined]

    # What is clicked, and the keys of the search line.

    def on_title_bar_clicked(self) -> None:
        """The query wants to be edited."""
        self.action_search()

    def on_input_changed(self) -> None:
        """The table follows each key of the search line."""
        self.searching.typed()

    def on_query_input_command(self, event: QueryInput.Command) -> None:
        """A key of the search line that is no letter."""
        self.searching.command(event.name)

    def on_suggestions_taken(self, event: Suggestions.Taken) -> None:
        """A suggestion was clicked."""
        self.searching.take(event.suggestion)

    def on_totals_pane_clicked(self) -> None:
        """What the totals leave out."""
        self.action_left_out()

    async def on_footer_pressed(self, event: Footer.Pressed) -> None:
        """A command of the footer, as if its key had been pressed."""
        await self.app.press_command(event.command)  # type: ignore[attr-defined]
