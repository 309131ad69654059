"""The totals of what a query finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuiapp.catalog.catalog import Catalog
    from tuiapp.catalog.query import Query
    from tuiapp.catalog.totals import Totals


def totals(catalog: Catalog, query: Query | None, *, typing: bool = False) -> Totals:
    """One total for each lane in which something is found, the default lane first, and what they add.

    Args:
        catalog: the index that is asked.
        query: what is asked for; None for all signings.
        typing: whether the last term is still being typed, and is met by prefix.

    Raises:
        QueryError: a field or a value that does not exist.
    """
    return catalog.totals(query, typing=typing)
