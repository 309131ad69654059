"""How the explorer's panes share the screen: side by side where it is wide, one at a time where it is not."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, cast

from textual.screen import Screen
from textual.widget import Widget

from tuiapp.i18n import _
from tuiapp.render.cells import Line, Span
from tuiapp.tui.widgets.bars import TitleBar
from tuiapp.tui.widgets.table import SigningsTable

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Size

    from tuiapp.render.signs import Signs
    from tuiapp.tui.widgets.detail import DetailPane
    from tuiapp.tui.widgets.empty import EmptyPane
    from tuiapp.tui.widgets.totals import TotalsPane
    from tuiapp.tui.widgets.tree import RegionTree

WIDE = 110
"""Columns from which tree, table and detail are shown at once."""
SMALLEST = (40, 12)
DETAIL_HEIGHT = 14
TREE_WIDTH = 24
PANES = ("tree", "table", "detail")
"""In the order of their numbers."""


class Panes(Screen[None]):
    """The explorer's panes and which of them are seen."""

    def __init__(self) -> None:
        super().__init__()
        self._pane = "table"
        self._zoomed = False
        self._fitted: Size | None = None
        self._kept: tuple[int, int, int, int] | None = None
        self.furnished = False
        """Whether all panes are there; the table is seen before the others are made."""

    @abstractmethod
    def show_title(self) -> None:
        """Draw the title line again."""

    @abstractmethod
    def show_footer(self) -> None:
        """Draw the footer again."""

    @abstractmethod
    def first_seen(self) -> None:
        """Go on with what a first glance can wait for."""

    def show_need(self) -> None:
        """Say in place of the title how much room is needed."""
        needs = _("tuiapp needs {wide}×{high}").format(wide=SMALLEST[0], high=SMALLEST[1])
        line: Line = (Span(self.signs.text(needs), "text"),)
        self.query_one("#title", TitleBar).show(line)

    @property
    def tiny(self) -> bool:
        """Whether the terminal is too small for anything."""
        return self.app.size.width < SMALLEST[0] or self.app.size.height < SMALLEST[1]

    @property
    def signs(self) -> Signs:
        """The signs of the app."""
        signs: Signs = self.app.signs  # type: ignore[attr-defined]
        return signs

    @property
    def single(self) -> bool:
        """Whether one pane is shown at a time."""
        return self.has_class("-single")

    @property
    def table(self) -> SigningsTable:
        """The table of signings."""
        return self.query_one("#table", SigningsTable)

    @property
    def regions(self) -> RegionTree:
        """The region tree."""
        return cast("RegionTree", self.query_one("#tree"))

    @property
    def totals_pane(self) -> TotalsPane:
        """The totals under the table."""
        return cast("TotalsPane", self.query_one("#totals"))

    @property
    def detail(self) -> DetailPane:
        """The event of the row."""
        return cast("DetailPane", self.query_one("#detail"))

    @property
    def empty(self) -> EmptyPane:
        """What stands in place of rows when there are none."""
        return cast("EmptyPane", self.query_one("#empty"))

    async def furnish(self) -> None:
        """Make the panes that a first glance can wait for; until then their places are kept free."""
        from tuiapp.tui.widgets.detail import DetailPane
        from tuiapp.tui.widgets.divider import Divider
        from tuiapp.tui.widgets.empty import EmptyPane
        from tuiapp.tui.widgets.totals import TotalsPane
        from tuiapp.tui.widgets.tree import RegionTree

        main = self.query_one("#main")
        with self.app.batch_update():
            beside = self.query_one("#body").mount(RegionTree(id="tree"), Divider(id="divider"), before=main)
            below = main.mount(
                EmptyPane(id="empty"), TotalsPane(id="totals"), DetailPane(cells=self.table.size.width, id="detail")
            )
            await beside
            await below
            main.styles.margin = 0
            self.furnished = True
            self.fit_panes()

    def on_resize(self, event: events.Resize) -> None:
        """Fit the panes to the size; Textual says the same size several times at a start."""
        if event.size == self._fitted and not self.furnished:
            return
        if self._fitted is None:
            self.first_seen()  # Textual says the size when it has drawn the first time
        self._fitted = event.size
        grown = self.has_class("-tiny") and not self.tiny
        self.set_class(self.tiny, "-tiny")
        self.show_title()
        self.fit_panes()
        if grown and self.furnished and self.focused is None:
            self.focus_pane(self._pane)  # what is hidden loses the focus

    def on_banner_moved(self) -> None:
        """A line came or went above the panes: the knots of the divider stand elsewhere."""
        self.call_after_refresh(self._settle)

    def on_signings_table_laid_out(self) -> None:
        """The numbers of the totals stand under their columns, wherever these went."""
        if self.furnished:
            self.totals_pane.align(self.table.columns)

    @property
    def _detail_height(self) -> int:
        return max(min(DETAIL_HEIGHT, (self.app.size.height - 10) // 2), 4)

    def keep_places(self) -> None:
        """Before the other panes are there: keep their places free, so that nothing jumps when they come."""
        single = self.app.size.width < WIDE
        self.set_class(single, "-single")
        kept = (0, 0, 5, 0) if single else (0, 0, 4 + self._detail_height, TREE_WIDTH + 1)
        if kept != self._kept:  # setting it lays the screen out again, even to the same
            self._kept = kept
            self.query_one("#main").styles.margin = kept

    def fit_panes(self) -> None:
        """Show the panes that fit, the one in use among them."""
        if not self.furnished:
            self.keep_places()
            return
        single = self.app.size.width < WIDE or self._zoomed
        self.set_class(single, "-single")
        self.set_class(single and self._pane == "tree", "-on-tree")
        self.set_class(single and self._pane == "detail", "-on-detail")
        self.totals_pane.set_class(single, "-small")
        self.detail.styles.height = None if single else self._detail_height
        names = (_("1 regions"), _("2 signings"), _("3 detail"))
        for pane, own in zip((self.regions, self.table, self.detail), names, strict=True):
            pane.others = "  ".join(name for name in names if name != own) if single and not self._zoomed else ""
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        """After a layout: the knots of the divider, the numbers of the totals under their columns."""
        if not self.furnished:
            return
        from tuiapp.tui.widgets.divider import Divider

        self.table.lay_out()
        self.totals_pane.align(self.table.columns)
        top = self.regions.region.y
        knots = {0: self.signs.knot_down}
        for widget in (self.totals_pane, self.detail):
            if widget.display:
                knots[widget.region.y - top] = self.signs.knot_right
        self.query_one("#divider", Divider).show(knots)
        self.show_title()
        self.show_footer()

    def focus_pane(self, name: str) -> None:
        """Go to a pane; where one is shown at a time, show it."""
        self._pane = name
        self.fit_panes()
        target: Widget = self.empty if name == "table" and self.has_class("-empty") else self.query_one(f"#{name}")
        self.call_after_refresh(target.focus)

    def action_pane_1(self) -> None:
        """The region tree."""
        self.focus_pane("tree")

    def action_pane_2(self) -> None:
        """The table."""
        self.focus_pane("table")

    def action_pane_3(self) -> None:
        """The detail."""
        self.focus_pane("detail")

    def action_next_pane(self) -> None:
        """The next pane in the order of their numbers."""
        self._step_pane(1)

    def action_previous_pane(self) -> None:
        """The pane before."""
        self._step_pane(-1)

    def _step_pane(self, by: int) -> None:
        self.focus_pane(PANES[(PANES.index(self._pane) + by) % len(PANES)])

    def action_zoom(self) -> None:
        """The focused pane alone."""
        self._zoomed = True
        self.fit_panes()

    def action_unzoom(self) -> None:
        """All panes."""
        self._zoomed = False
        self.fit_panes()

    @property
    def pane_apart(self) -> bool:
        """Whether there is a step back among the panes: out of a zoomed one, or to the table."""
        return self._zoomed or (self.single and self._pane != "table")

    def pane_back(self) -> None:
        """Take that step."""
        if self._zoomed:
            self.action_unzoom()
        else:
            self.focus_pane("table")
