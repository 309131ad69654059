"""The panes of the charts: which are seen, what they show, and how they come by it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Container, Iterable
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from tuiapp.analysis.alike import Measured
from tuiapp.analysis.chart_list import Drawn, first_of, is_empty, make
from tuiapp.analysis.charts import Bar, Chart, Scope
from tuiapp.analysis.lanes import read_lane
from tuiapp.analysis.points import Indicators
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.query import Query
from tuiapp.catalog.totals import Totals
from tuiapp.render.cells import Span, safe
from tuiapp.render.chart_pane import draw
from tuiapp.render.lines import DetailLine
from tuiapp.render.signs import Signs
from tuiapp.rules.records import DEFAULT_LANE, Lane
from tuiapp.tui.jobs import Job
from tuiapp.tui.screens.explore_panes import WIDE
from tuiapp.tui.widgets.bars import Footer, TitleBar
from tuiapp.tui.widgets.chart import ChartPane
from tuiapp.tui.widgets.divider import Divider

PLACES = ("ranking", "years", "stages", "sectors", "indicators")
"""The panes, in the order in which `tab` goes through them."""
_COLUMN = {"ranking": "left", "stages": "left", "years": "right", "sectors": "right"}
HIGH = 32
"""Lines from which on all are shown at once, where it is wide enough as well."""


class Standing(NamedTuple):
    """Where one is on this screen, to come back to."""

    place: str = "ranking"
    ranking: str | None = None
    """Which ranking is shown; None for the one that says most of the query."""
    target: str | None = None
    """The line under the cursor."""
    by: Measured = "investment"
    lane: str = ""
    """The terms of the lane; empty for the first of the query."""
    zoomed: bool = False
    """Whether one chart has the whole screen."""


class Answer(NamedTuple):
    """A chart, with what it has in common with the others of the query."""

    chart: str
    drawn: Drawn
    scope: Scope


class FigurePanes(Screen[None]):
    """A ranking, the years, the stages, the sectors, and the indicators: all at once where there is room for them."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    FigurePanes { background: $background; }
    FigurePanes #body { height: 1fr; }
    FigurePanes .column { height: 1fr; }
    FigurePanes #left { width: 11fr; }
    FigurePanes #right { width: 9fr; }
    FigurePanes ChartPane { height: 1fr; }
    FigurePanes #indicators { height: 14; }
    FigurePanes.-single #divider { display: none; }
    FigurePanes.-single #body, FigurePanes.-single .column, FigurePanes.-single ChartPane { display: none; }
    FigurePanes.-single #body.-shown, FigurePanes.-single ChartPane.-shown { display: block; }
    FigurePanes.-single .column.-shown { display: block; width: 1fr; }
    FigurePanes.-single #indicators { height: 1fr; }
    """

    def __init__(self, catalog: Catalog, query: Query, totals: Totals | None, standing: Standing) -> None:
        super().__init__()
        self.catalog = catalog
        self.asked = query
        self.standing = standing
        self.drawn: dict[str, Drawn] = {}
        self.lanes: tuple[Lane, ...] = ()
        """Those in which the query adds anything."""
        self.first_lane = DEFAULT_LANE
        """That of the bars where none is asked for."""
        self.lane = DEFAULT_LANE
        """That of the bars."""
        self._known = totals
        self._scope: Scope | None = None
        self._waiting: list[str] = []
        self._job: Job[Answer]

    @abstractmethod
    def show_title(self) -> None:
        """Say what is looked at."""

    @abstractmethod
    def show_footer(self) -> None:
        """Show the commands that work now."""

    @abstractmethod
    def step_over_empty(self, chart: str) -> bool:
        """Whether a ranking in which there is nothing to draw is passed over, and the next one asked for."""

    # Layout.

    def compose(self) -> ComposeResult:
        """Title; two columns of charts with a line between; the indicators below; footer."""
        yield TitleBar(id="title")
        with Horizontal(id="body"):
            with Vertical(id="left", classes="column"):
                yield ChartPane(id="ranking")
                yield ChartPane(id="stages")
            yield Divider(id="divider")
            with Vertical(id="right", classes="column"):
                yield ChartPane(id="years")
                yield ChartPane(id="sectors")
        yield ChartPane(id="indicators")
        yield Footer(id="footer")

    def on_mount(self) -> None:
        """Ask for the charts; the one in focus first."""
        self._job = Job(self, self.catalog, self._ready, self._failed)
        self.fit()
        self.ask()
        self.app.dress(self)  # type: ignore[attr-defined]

    def on_unmount(self) -> None:
        """Stop what is being asked."""
        self._job.close()

    def use(self, catalog: Catalog, _added: Container[int]) -> None:
        """Show the same of an index that was read again."""
        self.catalog = catalog
        self._known = None
        if self.is_mounted:
            self._job.use(catalog.index)
            self.ask()

    def on_resize(self) -> None:
        """All at once where there is room, else one at a time."""
        self.fit()

    def fit(self) -> None:
        """Show the charts that there is room for, the one in use among them."""
        size, place = self.app.size, self.standing.place
        self.set_class(self.zoomed or size.width < WIDE or size.height < HIGH, "-single")
        for pane in self.query(ChartPane):
            pane.set_class(pane.id == place, "-shown")
            pane.alone = self.single
        for column in ("left", "right"):
            self.query_one(f"#{column}").set_class(column == _COLUMN.get(place), "-shown")
        self.query_one("#body").set_class(place in _COLUMN, "-shown")
        self.pane("indicators").display = place == "indicators" if self.single else not self.without_indicators
        self.pane(place).focus()
        self.show_title()
        self.call_after_refresh(self._knot)

    def _knot(self) -> None:
        """The knots of the divider, where rules meet it."""
        if not self.is_attached:
            return  # the screen was left before it was drawn
        divider = self.query_one(Divider)
        row = self.pane("stages").region.y - divider.region.y
        divider.show({0: self.signs.knot_down, row: self.signs.knot_both})

    def pane(self, place: str) -> ChartPane:
        """One of `PLACES`."""
        return self.query_one(f"#{place}", ChartPane)

    @property
    def zoomed(self) -> bool:
        """Whether one chart has the whole screen though there may be room for all."""
        return self.standing.zoomed

    @property
    def single(self) -> bool:
        """Whether one chart is shown at a time."""
        return self.has_class("-single")

    @property
    def signs(self) -> Signs:
        """The signs of the app."""
        signs: Signs = self.app.signs  # type: ignore[attr-defined]
        return signs

    # The charts.

    @property
    def settled(self) -> bool:
        """Whether all charts are shown: for tests that wait."""
        return not self._waiting and not self._job.waiting

    @property
    def without_indicators(self) -> bool:
        """Whether it is known that no indicator can be drawn."""
        drawn = self.drawn.get("indicators")
        return drawn is not None and is_empty(drawn)

    def chart_of(self, place: str) -> str:
        """The chart that a place shows; empty while nobody knows which."""
        return self.standing.ranking or "" if place == "ranking" else place

    def ask(self, *places: str) -> None:
        """Ask for the charts of some places, of all anew without any: the one in focus first."""
        if not places:
            self._scope = None
            self.drawn.clear()
        kept = [place for place in self._waiting if place not in places] if places else []
        self._waiting = sorted((*(places or PLACES), *kept), key=lambda place: place != self.standing.place)
        self._ask_next()

    def _ask_next(self) -> None:
        if not self._waiting:
            return
        place, query, standing, known, scope = self._waiting[0], self.asked, self.standing, self._known, self._scope

        def question(catalog: Catalog) -> Answer:
            lane = read_lane(standing.lane) if standing.lane else None
            own = scope or Scope(catalog, query, lane, standing.by, known)
            chart = place if place != "ranking" else standing.ranking or first_of(own)
            return Answer(chart, make(own, chart), own)

        self._job.ask(question)

    def _ready(self, answer: Answer) -> None:
        place = self._waiting.pop(0)
        self._scope = answer.scope
        self.lane = answer.scope.lane
        self.first_lane = answer.scope.first_lane
        self.lanes = tuple(total.lane for total in answer.scope.totals.lanes if total.signings)
        self.drawn[answer.chart] = answer.drawn
        if place == "ranking":
            self.standing = self.standing._replace(ranking=answer.chart)
            if is_empty(answer.drawn) and self.step_over_empty(answer.chart):
                return
        self._ask_next()  # and draw meanwhile
        if place == "indicators":
            self.fit()
        self.draw(place)
        self.show_title()
        self.show_footer()

    def _failed(self, error: Exception) -> None:
        self._waiting.clear()
        if self._scope is None:  # nothing was drawn: what is still shown is of files that are not there any more
            line = (Span(f"  {self.signs.error} ", "error"), Span(self.signs.text(safe(str(error))), "text"))
            for pane in self.query(ChartPane):
                pane.show_chart(pane.heading, "", (), [DetailLine(line)], None)
        self.app.say_failure(error)  # type: ignore[attr-defined]

    def on_chart_pane_resized(self, event: ChartPane.Resized) -> None:
        """Draw the chart for the size."""
        self.draw(str(event.pane.id))

    def draw(self, place: str) -> None:
        """Draw the chart of a place, if it is known and there is room."""
        pane, chart = self.pane(place), self.chart_of(place)
        drawn = self.drawn.get(chart)
        if drawn is None or not pane.size.width:
            return
        here = self.standing.target if place == self.standing.place else None
        room = None if self.single else pane.room
        shown = draw(chart, drawn, self.lane, self.standing.by, pane.size.width, room=room, signs=self.signs)
        pane.show_chart(shown.title, shown.right, shown.header, shown.lines, pane.target or here)

    @property
    def target(self) -> str:
        """What the cursor's line of the chart in use stands for."""
        return self.pane(self.standing.place).target or ""

    @property
    def bar(self) -> Bar | None:
        """The bar under the cursor."""
        drawn = self.drawn.get(self.chart_of(self.standing.place))
        return next((bar for bar in _bars(drawn) if f"bar:{bar.id}" == self.target), None)


def _bars(drawn: Drawn | None) -> Iterable[Bar]:
    if isinstance(drawn, Chart):
        return drawn.bars
    if drawn is None or isinstance(drawn, Indicators):
        return ()
    return [bar for one in drawn for bar in (one.whole, *one.parts)]
