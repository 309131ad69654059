"""What is added and counted of the rows that the explorer shows, beside the event loop."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial
from typing import TYPE_CHECKING

from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.view import View
from tuiapp.tui.ahead import Ahead
from tuiapp.tui.jobs import Job, leniently
from tuiapp.tui.rows import parse
from tuiapp.tui.screens.explore_commands import ExploreCommands

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.timer import Timer

    from tuiapp.catalog.query import Query
    from tuiapp.catalog.totals import Totals

TYPING_DELAY = 0.05
"""Seconds after the rows of a typed query from which on it is added and counted: the next key may be on its way."""
ADDING_DELAY = 0.15
"""Seconds after which a total that is still being added says so."""


class ExploreSums(ExploreCommands):
    """The totals under the table, and the counts in the tree."""

    def __init__(self, catalog: Catalog, view: View) -> None:
        super().__init__(catalog, view)
        self._adding_timer: Timer | None = None
        self._asked: tuple[str, bool] | None = None
        """What the totals and counts are of: a query, and whether it was still being typed."""
        self._to_ask: Query | None = None
        """What they are to be asked for when its rows are there, which come first."""

    @property
    @abstractmethod
    def found(self) -> int:
        """How many rows there are."""

    @abstractmethod
    def sums_shown(self) -> None:
        """Go on with what waits for the totals."""

    @abstractmethod
    def _failed(self, error: Exception) -> None:
        """Say what went wrong."""

    def sums_jobs(self) -> tuple[Job[Totals], Job[dict[str, int]], Ahead]:
        """Make the jobs that add and count."""
        self._sums_job: Job[Totals] = Job(self, self.catalog, self._totals_ready, self._failed)
        self._counts_job: Job[dict[str, int]] = Job(self, self.catalog, self._counts_ready, self._failed)
        self._ahead = Ahead(self, self.catalog)
        return self._sums_job, self._counts_job, self._ahead

    def take_totals(self) -> Mapping[Query, Totals]:
        """By query what of the index shown is added already; nothing more is added ahead then."""
        self._ahead.drop()
        known = dict(self._ahead.known)
        if self.totals is not None:
            known[parse(self.view.query)] = self.totals
        return known

    def add_ahead(self, columns: Sequence[str]) -> None:
        """Add what these queries find, which may be compared next."""
        known = self.view.query if self.totals is not None else None
        self._ahead.want([query for query in columns if query != known])

    @property
    def is_to_add(self) -> bool:
        """Whether something is to be added and counted that was not asked for yet."""
        return self._to_ask is not None

    def forget_sums(self, *, typing: bool) -> None:
        """Another view is shown: its query is to be added and counted, unless it is the one before in another order."""
        asked = self.view.query, typing
        if self._asked == asked:
            return
        self._asked, self._to_ask = asked, parse(self.view.query, typing=typing)
        self.totals = None
        self.totals_pane.clear()
        self._sums_job.drop()
        self._counts_job.drop()

    def add_at_once(self, *, typing: bool = False) -> None:
        """Count and add here: what is stored, or small, is sooner had than another thread is told of it."""
        from tuiapp.analysis.totals import totals

        catalog, query = self.catalog, parse(self.view.query, typing=typing) if self.view.query else None
        self._asked, self._to_ask = (self.view.query, typing), None
        self._counts_ready(leniently(lambda typing: catalog.region_counts(query, typing=typing), typing=typing))
        self._totals_ready(leniently(lambda typing: totals(catalog, query, typing=typing), typing=typing))

    def ask_remembered_sums(self) -> None:
        """The rows are shown: add and count them, soon where another key may be on its way."""
        if self._to_ask is None or self._asked is None:
            return
        if self._asked[1]:
            self.set_timer(TYPING_DELAY, partial(self._unless_other, self._to_ask))
        else:
            self._unless_other(self._to_ask)

    def _unless_other(self, query: Query) -> None:
        if self._to_ask is query and self._asked is not None:
            self.ask_sums(query, typing=self._asked[1])

    def ask_sums(self, query: Query, *, typing: bool) -> None:
        """Add and count what a query finds, beside the event loop."""
        from tuiapp.analysis.totals import totals

        self._asked, self._to_ask, self.totals = (self.view.query, typing), None, None
        self.totals_pane.clear()
        if self._adding_timer is not None:
            self._adding_timer.stop()
        self._adding_timer = self.set_timer(ADDING_DELAY, self._show_adding)
        self._sums_job.ask(lambda c: leniently(lambda typing: totals(c, query, typing=typing), typing=typing))
        self._counts_job.ask(lambda c: leniently(lambda typing: c.region_counts(query, typing=typing), typing=typing))

    def _totals_ready(self, answer: Totals) -> None:
        if self._adding_timer is not None:
            self._adding_timer.stop()
        self.totals = answer
        self.totals_pane.show(answer.lanes, self.table.columns)
        self.table.show_added(self.added)
        self.detail.show_added(self.added)
        self.show_footer()
        self.sums_shown()

    def _show_adding(self) -> None:
        if self.totals is None:
            self.totals_pane.adding(self.found)

    def _counts_ready(self, counts: dict[str, int]) -> None:
        chosen = parse(self.view.query, typing=True).region_term if self.view.query else None
        region = self.catalog.find_region(chosen) if chosen is not None else None
        self.regions.show(self.catalog.regions, counts, region.id if region else None)
        self.show_compared()
