"""What a total leaves out, signing by signing, with what stands in its way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from tuiapp.analysis.leftout import explain, left_out_rows
from tuiapp.export import model, words
from tuiapp.render.dates import compact
from tuiapp.render.leftout import because
from tuiapp.rules.results import REASONS

if TYPE_CHECKING:
    from tuiapp.analysis.leftout import LeftOutRow
    from tuiapp.catalog.catalog import Catalog
    from tuiapp.catalog.query import Query
    from tuiapp.catalog.records import Money
    from tuiapp.export.model import Record
    from tuiapp.rules.records import Lane
    from tuiapp.rules.totals import LaneTotal
    from tuiapp.values.quantity import Quantity

WINDOW: Final = 500
"""Signings looked up at a time: an export lists them all, a million of them too, without holding them."""


def rows(catalog: Catalog, query: Query, total: LaneTotal) -> Iterator[LeftOutRow]:
    """The signings of a lane that are not added, by reason."""
    waiting = sorted(total.not_added, key=lambda one: REASONS.index(one.reason))
    for start in range(0, len(waiting), WINDOW):
        some = total._replace(not_added=tuple(waiting[start : start + WINDOW]))
        yield from left_out_rows(explain(catalog, query, [some], most=WINDOW))


def record(lane: Lane, row: LeftOutRow) -> Record:
    """One row for machines."""
    signing = row.signing
    return {
        **model.lane_record(lane),
        "reason": row.reason,
        "because_of": row.beyond if row.blocker is None else row.blocker.id,
        "id": row.id,
        "label": signing.label,
        "date": None if signing.period else signing.when,
        "period": signing.when if signing.period else None,
        "count": model.count_record(_count(row)),
        "investment": model.money_record(_investment(row)),
    }


def cells(row: LeftOutRow) -> tuple[str, ...]:
    """One row for a reader: why, date, region, signing, projects, investment, because of what."""
    signing = row.signing
    return (
        row.reason,
        compact(signing.when),
        words.names(signing.regions),
        signing.label,
        words.count(_count(row), signing.lane.unit),
        words.money(_investment(row)),
        because(row),
    )


def _count(row: LeftOutRow) -> Quantity | None:
    return row.signing.count if row.other is None else row.other.count


def _investment(row: LeftOutRow) -> Money | None:
    return row.signing.investment if row.other is None else row.other.investment
