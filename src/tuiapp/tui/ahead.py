"""Adds what is marked while somebody looks for the next thing to mark: a comparison then waits for nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tuiapp.catalog.catalog import Catalog
from tuiapp.tui.jobs import Job
from tuiapp.tui.rows import parse

if TYPE_CHECKING:
    from pathlib import Path

    from textual.screen import Screen

    from tuiapp.catalog.query import Query
    from tuiapp.catalog.totals import Totals


class Ahead(Job["tuple[Query, Totals]"]):
    """The totals of what is marked, one after the other."""

    def __init__(self, screen: Screen[None], catalog: Catalog) -> None:
        super().__init__(screen, catalog, self._ready, self._give_up)
        self._known: dict[Query, Totals] = {}
        self._wanted: tuple[Query, ...] = ()

    @property
    def known(self) -> Mapping[Query, Totals]:
        """Those that are there."""
        return self._known

    def want(self, queries: Sequence[str]) -> None:
        """Add what these find, and forget the totals of others."""
        wanted = tuple(map(parse, queries))
        if wanted == self._wanted:
            return
        self._wanted = wanted
        self._known = {query: totals for query, totals in self._known.items() if query in self._wanted}
        self._ask_next()

    def use(self, index: Path) -> None:
        """Answer from another index, of which nothing is known yet."""
        super().use(index)
        self._known.clear()

    def _ask_next(self) -> None:
        missing = next((query for query in self._wanted if query not in self._known), None)
        if missing is None:
            self.drop()
        else:
            self.ask(lambda catalog: (missing, catalog.totals(missing)))

    def _ready(self, answer: tuple[Query, Totals]) -> None:
        query, totals = answer
        self._known[query] = totals
        self._ask_next()

    def _give_up(self, _error: Exception) -> None:
        """Nothing was asked for yet: who compares is told what is wrong."""
        self._wanted = ()
