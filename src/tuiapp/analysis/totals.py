"""The totals of what a query finds."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from tuiapp.rules.totals import LaneTotal, total

if TYPE_CHECKING:
    from tuiapp.catalog.catalog import Catalog
    from tuiapp.catalog.query import Query


def totals(catalog: Catalog, query: Query, *, typing: bool = False) -> tuple[LaneTotal, ...]:
    """One total for each lane in which something is found, the default lane first.

    Args:
        catalog: the index that is asked.
        query: what is asked for.
        typing: whether the last term is still being typed, and is met by prefix.

    Raises:
        QueryError: a field or a value that does not exist.
    """
    found, context = catalog.found(query, typing=typing)
    return total(found, context)


def added_ids(lanes: Iterable[LaneTotal]) -> frozenset[str]:
    """The ids of all signings that any total adds."""
    return frozenset(signing for lane in lanes for signing in lane.added)


def converted_share(lane: LaneTotal) -> Decimal | None:
    """What share of a total's yuan we converted, from 0 to 1; None when it adds no amount."""
    if not lane.investment.cny:
        return None
    return Decimal(lane.investment.converted_cny) / lane.investment.cny
