"""Two to four queries side by side: the screen behind `c`."""

from __future__ import annotations

from collections.abc import Container
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from textual.app import ComposeResult
from textual.binding import BindingType

from tuiapp.analysis.comparison import Comparison, Details, details, outline
from tuiapp.analysis.lanes import lane_text, read_lane
from tuiapp.analysis.sides import FEWEST, MOST, read_columns, shared_terms
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.query import Query
from tuiapp.catalog.view import View
from tuiapp.i18n import _
from tuiapp.render.cells import Line, Span, line_width, safe, width
from tuiapp.render.chart_words import lane_words
from tuiapp.render.compare import compare_lines
from tuiapp.render.lines import DetailLine
from tuiapp.tui.commands import bindings
from tuiapp.tui.jobs import Job
from tuiapp.tui.screens.explore_panes import WIDE
from tuiapp.tui.screens.lines import LinesScreen
from tuiapp.tui.widgets.bars import Footer, TitleBar
from tuiapp.tui.widgets.compare import ComparePane

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tuiapp.analysis.leftout import Explained
    from tuiapp.catalog.totals import Totals

ADDING_DELAY = 0.15
"""Seconds after which totals that are still being added say so."""


class Explorer(Protocol):
    """What a comparison asks of the explorer it was opened from."""

    view: View
    catalog: Catalog

    def add_ahead(self, columns: Sequence[str]) -> None:
        """Add what these queries find, which may be compared next."""

    def take_totals(self) -> Mapping[Query, Totals]:
        """By query what of its index is added already."""

    @property
    def earlier(self) -> tuple[str, ...]:
        """The queries of this session that can be compared again, the latest first."""

    def keep(self, columns: tuple[str, ...]) -> None:
        """Keep queries to be offered for comparing."""

    def show_behind(self, view: View, query: str) -> None:
        """Show the rows behind a number of a view; the way back leads to that view."""


class CompareScreen(LinesScreen):
    """Columns side by side. One value, the `View`, decides what is shown; every command makes another one."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("compare")]
    CONTEXT = "compare"

    def __init__(self, catalog: Catalog, view: View, explorer: Explorer) -> None:
        super().__init__(catalog, view)
        self._explorer = explorer
        self._asked = view.selection
        """The query behind the line that was left for its rows, until the line is there again."""
        self.comparison: Comparison | None = None
        self._adding = False

    def compose(self) -> ComposeResult:
        """Title, the columns, footer."""
        yield TitleBar(id="title", keeps_right=True)
        yield ComparePane(id="lines")
        yield Footer(id="footer")

    @property
    def pane(self) -> ComparePane:
        """The columns."""
        return cast("ComparePane", self.lines)

    def on_mount(self) -> None:
        """Ask for what the view says."""
        self._outline_job: Job[Comparison] = Job(self, self.catalog, self._outlined, self._failed)
        self._details_job: Job[Details] = Job(self, self.catalog, self._detailed, self._failed)
        self._left_job: Job[Explained] = Job(self, self.catalog, self._left_out, self._failed)
        super().on_mount()
        self._ask()

    def on_unmount(self) -> None:
        """Stop what is being asked."""
        for job in (self._outline_job, self._details_job, self._left_job):
            job.close()

    # The view.

    def go(self, view: View) -> None:
        """Show another comparison."""
        self.view = view._replace(selection=None)
        self._asked = None
        self._details_job.drop()
        self._ask()

    def _ask(self) -> None:
        queries = read_columns(self.view.compared)
        lane = read_lane(self.view.lane) if self.view.lane else None
        self._adding = False
        self.set_timer(ADDING_DELAY, self._still_adding)
        known = self._known_totals()
        self._outline_job.ask(lambda catalog: outline(catalog, queries, lane, known))

    def _known_totals(self) -> dict[Query, Totals]:
        """What of this index is added already: the columns shown, and what the explorer knows."""
        known = {} if self.comparison is None else {side.query: side.totals for side in self.comparison.sides}
        explorer = self._explorer
        if explorer.catalog.index == self.catalog.index:
            known |= explorer.take_totals()
        return known

    def _still_adding(self) -> None:
        if self._outline_job.waiting and not self._adding:
            self._adding = True
            self.draw()

    def _outlined(self, comparison: Comparison) -> None:
        self._adding = False
        self.comparison = comparison
        self._refresh()
        self._details_job.ask(lambda catalog: details(catalog, comparison))

    def _detailed(self, found: Details) -> None:
        if self.comparison is not None:
            self.comparison = self.comparison._replace(details=found)
            self._refresh()
            self._asked = None

    def _failed(self, error: Exception) -> None:
        self._adding = False
        if self.comparison is None:  # nothing is shown that could stay: a column asks for what is not there any more
            text = self.signs.text(safe(str(error)))
            self.lines.show([DetailLine((Span(f" {self.signs.error} ", "error"), Span(text, "text")))])
        self.app.say_failure(error)  # type: ignore[attr-defined]

    def use(self, catalog: Catalog, added: Container[int]) -> None:
        """Compare the same in an index that was read again; the cursor stays where it is."""
        self.catalog, self._added = catalog, added
        if not self.is_mounted:
            return
        if self.comparison is not None and self._asked is None:
            self._asked = self.pane.query_at_cursor
        for job in (self._outline_job, self._details_job, self._left_job):
            job.use(catalog.index)
        self.comparison = None  # its numbers are of files that are not there any more
        self._ask()

    @property
    def settled(self) -> bool:
        """Whether everything shown belongs to the view: for tests that wait."""
        shown = self.comparison is not None and self.comparison.details is not None
        return shown and not self._outline_job.waiting and not self._details_job.waiting

    def _refresh(self) -> None:
        self.query_one("#title", TitleBar).show(self.title_line(), self.title_right())
        self.draw()
        self.show_footer()

    # What is drawn.

    def title_line(self) -> Line:
        """The screen's name, what is compared with what, and the terms that all columns share.

        On a small screen these come first: the names of the columns stand below as well.
        """
        queries = [Query.parse(text) for text in self.view.compared]
        shared = shared_terms(queries)
        name = [Span(_("Compare"), "strong"), Span("  ", "text")]
        small = self.app.size.width < WIDE
        spans = [Span(" ", "text"), *([] if small else name), Span("/ ", "accent")]
        if shared and small:
            spans += [*_terms(Query(shared)), Span(" ", "text")]
        for at, query in enumerate(queries):
            if at:
                spans.append(Span(_(" against  "), "dim"))
            own = Query(tuple(term for term in query.terms if term not in shared))
            spans += _terms(own) or [Span(f"{_('all signings')} ", "strong")]
        if shared and not small:
            spans += [Span("  ", "text"), *_terms(Query(shared))]
        return tuple(spans)

    def title_right(self) -> Line:
        """The lane that is looked at."""
        if self.comparison is None:
            return ()
        text = _("lane: {lane} ")
        room = self.app.size.width - line_width(self.title_line()) - width(text.format(lane="")) - 1
        return (Span(text.format(lane=lane_words(self.comparison.lane, self.signs, room=room)), "dim"),)

    def heading(self) -> tuple[str, str]:
        """The rule has the names of the columns; before they are known it has that of the screen."""
        return _("Compare"), ""

    def draw(self) -> None:
        """Render the columns for the width."""
        if self.comparison is not None and not self._adding:
            rendered = compare_lines(self.comparison, self.lines.size.width, signs=self.signs)
            self.pane.show_comparison(self.comparison, rendered, asked=self._asked)
        elif self._adding:
            text = self.signs.text(_("adding up the columns…"))
            self.lines.show([DetailLine((Span(f" {self.signs.total} ", "accent"), Span(text, "dim")))])

    def show_footer(self, state: str = "") -> None:
        """Say where the rest of each total is."""
        super().show_footer(state or _("every amount: t shows what it leaves out"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Commands without an object are not offered."""
        columns = len(self.view.compared)
        match action:
            case "open_rows":
                return self.is_mounted and self.pane.query_at_cursor is not None
            case "drop_column":
                return columns > FEWEST
            case "add_column":
                return columns < MOST
            case "next_lane":
                return len(self._lanes) > 1
            case "left_out":
                return self.comparison is not None
        return True

    # Commands.

    @property
    def contexts(self) -> tuple[str, ...]:
        """Where the keys pressed now go."""
        return (self.CONTEXT, "sides", "app")

    @property
    def _lanes(self) -> list[str]:
        """The lanes that can be looked at, as a view names them."""
        if self.comparison is None:
            return []
        return list(dict.fromkeys(lane_text(line.lane) for line in self.comparison.lanes))

    def action_next_lane(self) -> None:
        """Look at the next lane."""
        assert self.comparison is not None
        lanes = self._lanes
        here = lane_text(self.comparison.lane)
        at = (lanes.index(here) + 1) % len(lanes) if here in lanes else 0
        # The default lane needs no name, unless another one is looked at without it.
        self.go(self.view._replace(lane=lanes[at] or "stage:agreed"))

    def action_next_section(self) -> None:
        """The next section."""
        self.pane.step_section(1)

    def action_previous_section(self) -> None:
        """The section before."""
        self.pane.step_section(-1)

    def on_compare_pane_column_picked(self, event: ComparePane.ColumnPicked) -> None:
        """Another column: enter opens its rows."""
        self.pane.choose(event.column)
        self.show_footer()

    def action_swap_columns(self) -> None:
        """The chosen column changes places with the one to the right; the last one with the first."""
        columns = list(self.view.compared)
        here = self.pane.column
        other = (here + 1) % len(columns)
        columns[here], columns[other] = columns[other], columns[here]
        self.pane.choose(other)
        self.go(self.view._replace(compared=tuple(columns)))

    def action_drop_column(self) -> None:
        """Leave the chosen column out."""
        kept = tuple(query for at, query in enumerate(self.view.compared) if at != self.pane.column)
        self.pane.choose(min(self.pane.column, len(kept) - 1))
        self.go(self.view._replace(compared=kept))

    def action_add_column(self) -> None:
        """Choose another column."""
        from tuiapp.tui.screens.columns import ColumnsScreen

        base = str(Query(shared_terms([Query.parse(query) for query in self.view.compared])))
        columns = self.view.compared
        earlier = self._explorer.earlier
        chosen, ahead = self._columns_chosen, self._add_ahead
        self.app.push_screen(ColumnsScreen(self.catalog, base, chosen, ahead, columns, earlier=earlier))

    def _add_ahead(self, columns: Sequence[str]) -> None:
        self._explorer.add_ahead([query for query in columns if query not in self.view.compared])

    def _columns_chosen(self, columns: tuple[str, ...]) -> None:
        self._explorer.keep(columns)
        if columns != self.view.compared:
            self.go(self.view._replace(compared=columns))

    def action_open_rows(self) -> None:
        """Show the rows behind the line in the explorer."""
        query = self.pane.query_at_cursor
        if query is not None:
            self._explorer.show_behind(self.view._replace(selection=query), query)

    def on_pane_chosen(self) -> None:
        """A click on the cursor's line opens its rows."""
        self.action_open_rows()

    def action_left_out(self) -> None:
        """Find out what the totals of the chosen column leave out."""
        from tuiapp.analysis.leftout import explained

        query = Query.parse(self.view.compared[self.pane.column])
        known = None if self.comparison is None else self.comparison.sides[self.pane.column].totals
        self._left_job.ask(lambda catalog: explained(catalog, query, known))

    def _left_out(self, answer: Explained) -> None:
        from tuiapp.tui.screens.left_out import LeftOutScreen

        stack = self.app.screen_stack  # which this is not in any more when it was left meanwhile
        above = next((over for under, over in pairwise(stack) if under is self), None)
        if isinstance(above, LeftOutScreen):
            above.show_lanes(answer.lanes)
        elif answer.first and self.app.screen is self and self.comparison is not None:
            side = self.comparison.sides[self.pane.column]
            view = View(query=str(side.query))
            self.app.push_screen(LeftOutScreen(self.catalog, view, answer.lanes, side.totals.added))
        else:
            return
        if answer.more is not None:
            self._left_job.ask(lambda _catalog: answer.go_on())


def _terms(query: Query) -> list[Span]:
    """Terms with their fields dim and their values strong."""
    spans = []
    for term in query.terms:
        field, colon, value = safe(str(term)).partition(":")
        spans += (
            [Span(f"{field}{colon}", "dim"), Span(f"{value} ", "strong")] if colon else [Span(f"{field} ", "strong")]
        )
    return spans
