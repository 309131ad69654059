"""The charts of the query: the screen behind `f`."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType

from tuiapp.analysis.alike import Measured
from tuiapp.analysis.chart_list import RANKED, is_empty
from tuiapp.analysis.lanes import lane_text
from tuiapp.analysis.points import Indicators
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.query import Query
from tuiapp.catalog.totals import Totals
from tuiapp.catalog.view import SortKey, View
from tuiapp.i18n import _, plural
from tuiapp.render.cells import Line, Span
from tuiapp.render.charts import REST
from tuiapp.tui.commands import Command, bindings, in_context
from tuiapp.tui.screens.explore_panes import WIDE
from tuiapp.tui.screens.figure_panes import PLACES, FigurePanes, Standing
from tuiapp.tui.titles import query_line
from tuiapp.tui.widgets.bars import Footer, TitleBar
from tuiapp.tui.widgets.chart import ChartPane


class FiguresScreen(FigurePanes):
    """Enter goes to the rows behind a bar; everything else is another way to look at the same query."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("figures")]

    def __init__(
        self,
        catalog: Catalog,
        view: View,
        totals: Totals | None,
        opened: Callable[[str, Standing], None],
        standing: Standing | None = None,
    ) -> None:
        """Prepare the screen.

        Args:
            catalog: the index.
            view: what is looked at; its query is charted.
            totals: those of the query, where they are known.
            opened: called when somebody wants to see the rows of a query, with where this was.
            standing: where to begin; None for the first chart.
        """
        super().__init__(catalog, Query.parse(view.query), totals, standing or Standing())
        self._base = view._replace(sort=(), columns=(), selection=None)
        self._opened = opened
        self._direction = 1

    # What is shown around the charts.

    @property
    def view(self) -> View:
        """What an export of this screen holds."""
        sort = (SortKey("projects", True),) if self.standing.by == "projects" else ()
        return self._base._replace(screen="charts", sort=sort, lane=self.standing.lane)

    @property
    def contexts(self) -> tuple[str, ...]:
        """Where the keys pressed now go."""
        return ("figures", "app")

    def commands(self) -> list[Command]:
        """The commands that work now."""
        return [c for c in in_context(*self.contexts) if self.check_action(c.action, ())]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Another lane is offered where there is one, another ranking where that is seen."""
        if action in ("next_ranking", "previous_ranking"):
            return self.standing.place == "ranking" or not self.single
        return bool(set(self.lanes) - {self.lane}) if action == "next_lane" else True

    def show_title(self) -> None:
        """The query, the unit, and events or periods."""
        unit = self.lane.unit if self.standing.by == "projects" else _("bn CNY")
        basis = _("periods only") if self.lane.basis == "period" else _("events only")
        right: Line = (Span(f"{self.signs.join(unit, basis)} ", "dim"),)
        small = self.app.size.width < WIDE
        everything = plural("all {n} signing", "all {n} signings", self.catalog.about.signings)
        left = query_line(_("Figures"), self._base.query, small=small, everything=everything)
        self.query_one("#title", TitleBar).show(left, right)

    def show_footer(self) -> None:
        """The commands, and the query behind the bar under the cursor."""
        bar = self.bar
        self.query_one("#footer", Footer).show_commands(self.commands(), bar.query if bar is not None else "")

    def on_pane_cursor_moved(self) -> None:
        """Another bar has another query."""
        self.show_footer()

    async def on_footer_pressed(self, event: Footer.Pressed) -> None:
        """A command of the footer."""
        await self.app.press_command(event.command)  # type: ignore[attr-defined]

    def on_descendant_focus(self) -> None:
        """Another chart is looked at."""
        focused = self.focused
        if isinstance(focused, ChartPane) and focused.id is not None and focused.id != self.standing.place:
            self.standing = self.standing._replace(place=focused.id, target=None)
            self.show_footer()

    # What the keys do.

    def action_next_chart(self) -> None:
        """The next chart."""
        self._step(1)

    def action_previous_chart(self) -> None:
        """The chart before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        places = [place for place in PLACES if place != "indicators" or not self.without_indicators]
        at = places.index(self.standing.place) if self.standing.place in places else 0
        self.standing = self.standing._replace(place=places[(at + by) % len(places)], target=None)
        self.fit()
        self.show_footer()

    def action_next_ranking(self) -> None:
        """Divide the query in another way."""
        self._rank(1)

    def action_previous_ranking(self) -> None:
        """Divide it in the way before."""
        self._rank(-1)

    def _rank(self, by: int) -> None:
        self._direction = by
        at = RANKED.index(self.standing.ranking) if self.standing.ranking else 0
        for step in range(1, len(RANKED)):
            ranking = RANKED[(at + by * step) % len(RANKED)]
            drawn = self.drawn.get(ranking)
            if drawn is None or not is_empty(drawn):
                break
        self.standing = self.standing._replace(place="ranking", ranking=ranking, target=None)
        self.fit()
        if drawn is None:
            self.ask("ranking")
        else:
            self.draw("ranking")
            self.show_footer()

    def step_over_empty(self, chart: str) -> bool:
        """Go on to the next ranking, unless all are known to be empty."""
        if all(name in self.drawn and is_empty(self.drawn[name]) for name in RANKED):
            return False
        self._rank(self._direction)
        return True

    def action_switch_length(self) -> None:
        """Draw the other number: projects for investment, or back."""
        by: Measured = "investment" if self.standing.by == "projects" else "projects"
        self.standing = self.standing._replace(by=by)
        self.ask()

    def action_next_lane(self) -> None:
        """The next lane in which something is added."""
        if set(self.lanes) - {self.lane}:
            at = self.lanes.index(self.lane) if self.lane in self.lanes else -1
            lane = self.lanes[(at + 1) % len(self.lanes)]
            # The default lane needs no name, unless another one is drawn without it.
            text = "" if lane == self.first_lane else lane_text(lane) or "stage:agreed"
            self.standing = self.standing._replace(lane=text)
            self.ask()

    def action_open_bar(self) -> None:
        """The rows behind the bar; the event of an indicator; the bars that are not shown."""
        bar, target = self.bar, self.target
        if bar is not None:
            self.app.pop_screen()
            self._opened(bar.query, self.standing._replace(target=target))
        elif target == REST:
            self.action_zoom()
        elif target:
            self._open_indicator(target)

    def _open_indicator(self, target: str) -> None:
        from tuiapp.tui.screens.event import EventScreen

        drawn = self.drawn.get("indicators")
        for one in drawn.series if isinstance(drawn, Indicators) else ():
            if target == f"figure:{one.points[-1].id}":
                self.app.push_screen(EventScreen(self.catalog, self._base, one.points[-1].event.id, None, ()))

    def on_pane_chosen(self) -> None:
        """A click on the cursor's line opens it."""
        self.action_open_bar()

    def action_zoom(self) -> None:
        """The chart alone, with all its bars."""
        self.standing = self.standing._replace(zoomed=True)
        self.fit()

    def action_unzoom(self) -> None:
        """All charts."""
        self.standing = self.standing._replace(zoomed=False)
        self.fit()

    def action_back(self) -> None:
        """Out of a zoomed chart, or back to the screen before."""
        if self.zoomed:
            self.action_unzoom()
        else:
            self.app.pop_screen()

    def action_help(self) -> None:
        """Show the keys that work here."""
        self.app.show_help(self.contexts)  # type: ignore[attr-defined]

    def action_export(self) -> None:
        """Export all charts, or the one in use."""
        from tuiapp.tui.screens.export import ExportScreen

        chart = self.chart_of(self.standing.place) or None
        self.app.push_screen(ExportScreen(self.catalog, self.view, chart=chart))
