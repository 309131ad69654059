"""The rows that a view shows: selected beside the event loop, then read from by the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tuiapp.catalog.catalog import Catalog, Selection
from tuiapp.catalog.view import View
from tuiapp.tui.jobs import leniently

if TYPE_CHECKING:
    from tuiapp.catalog.query import Query


_AROUND = 40
"""Rows before and after one that are looked at when it is shown."""


class Rows(NamedTuple):
    """What a query selects, with the view it was asked for."""

    view: View
    catalog: Catalog
    """The connection that the selection lives on."""
    selection: Selection
    own: bool = True
    """Whether the connection is the selection's alone."""

    def close(self) -> None:
        """Give the selection back, and its connection if nobody else uses it."""
        self.selection.close()
        if self.own:
            self.catalog.close()


def parse(text: str, *, typing: bool = False) -> Query:
    """The query of a text; its module is read when there is first a query to read."""
    from tuiapp.catalog.query import Query

    return Query.parse(text, typing=typing)


def select(catalog: Catalog, view: View, *, typing: bool = False, near: str | None = None) -> Rows:
    """Select what a view shows, over a connection of its own.

    Args:
        catalog: the index.
        view: what is to be shown.
        typing: whether its query is still being written.
        near: the id of a signing around which rows are looked at next: what is not sorted yet is sorted there now.
    """
    own = catalog.fork()
    try:
        if not view.query and not view.sort:
            return Rows(view, own, own.select_all())
        query = parse(view.query, typing=typing)
        selection = leniently(lambda typing: own.select(query, view.sort, typing=typing), typing=typing)
        if view.sort and near is not None:
            at = selection.nearest(near)
            selection.ids(at - _AROUND, at + _AROUND)
        return Rows(view, own, selection)
    except BaseException:
        own.close()
        raise
