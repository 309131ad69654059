"""What a total adds and what it leaves out, signing by signing, with what stands in the way of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from tuiapp.analysis.leftout import explain, left_out_rows
from tuiapp.export import model, words
from tuiapp.i18n import _
from tuiapp.render.dates import compact
from tuiapp.render.leftout import because
from tuiapp.render.numbers import prose_bn
from tuiapp.rules.results import REASONS
from tuiapp.values.qualifier import Qualifier

if TYPE_CHECKING:
    from tuiapp.analysis.leftout import LeftOutRow
    from tuiapp.catalog.catalog import Catalog
    from tuiapp.catalog.query import Query
    from tuiapp.catalog.records import Money, Report, SigningRow
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


def added(catalog: Catalog, total: LaneTotal) -> Iterator[SigningRow]:
    """The signings that a lane adds."""
    return map(catalog.signing, total.added)


def record(lane: Lane, row: LeftOutRow) -> Record:
    """One row for machines."""
    because_of = row.beyond if row.blocker is None else row.blocker.id
    numbers = (_count(row), _investment(row))
    return _record(lane, row.signing, row.id, row.reason, because_of, *numbers)


def added_record(lane: Lane, signing: SigningRow) -> Record:
    """A signing that is added, in the keys of one that is not; its reason is `added`."""
    return _record(lane, signing, signing.id, "added", None, signing.count, signing.investment)


def _record(
    lane: Lane,
    signing: SigningRow,
    row_id: str,
    reason: str,
    because_of: str | None,
    count: Quantity | None,
    investment: Money | None,
) -> Record:
    return {
        **model.lane_record(lane),
        "reason": reason,
        "because_of": because_of,
        "id": row_id,
        "label": signing.label,
        "date": None if signing.period else signing.when,
        "period": signing.when if signing.period else None,
        "count": model.count_record(count),
        "investment": model.money_record(investment),
    }


def cells(row: LeftOutRow) -> tuple[str, ...]:
    """One row for a reader: why, date, region, signing, projects, investment, because of what."""
    return _cells(row.signing, row.reason, because(row), _count(row), _investment(row))


def added_cells(signing: SigningRow, inside: int | None = None) -> tuple[str, ...]:
    """A signing that is added, in the cells of one that is not.

    Args:
        signing: what is added.
        inside: the yuan that it takes from a split of its parts, having no amount of its own.
    """
    told = ""
    if inside is not None and signing.investment is None:
        told = _("adds its parts’ amounts: at least {amount}").format(amount=prose_bn(inside, Qualifier.EXACT))
    return _cells(signing, _("added"), told, signing.count, signing.investment)


def told(row: LeftOutRow) -> tuple[tuple[str, ...], Report]:
    """The cells of a row, and the report that it is from."""
    return cells(row), row.signing.report if row.other is None else row.other.report


def all_added(catalog: Catalog, total: LaneTotal) -> Iterator[tuple[tuple[str, ...], Report]]:
    """The same of each signing that a lane adds."""
    for signing in added(catalog, total):
        inside = catalog.excerpts.from_inside([signing.n]) if signing.investment is None else {}
        yield added_cells(signing, inside.get(signing.n)), signing.report


def _cells(
    signing: SigningRow, why: str, because_of: str, count: Quantity | None, investment: Money | None
) -> tuple[str, ...]:
    return (
        why,
        compact(signing.when),
        words.names(signing.regions),
        signing.label,
        words.count(count, signing.lane.unit),
        words.money(investment),
        because_of,
    )


def _count(row: LeftOutRow) -> Quantity | None:
    return row.signing.count if row.other is None else row.other.count


def _investment(row: LeftOutRow) -> Money | None:
    return row.signing.investment if row.other is None else row.other.investment
