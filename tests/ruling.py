"""Short ways to the records that the rules work on, for their tests."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from tuiapp.rules.checks import Context, run
from tuiapp.rules.checks.across import Batch
from tuiapp.rules.checks.across import run as run_across
from tuiapp.rules.facts import EventFacts, FigureFacts, Finding, ReportFacts, SigningFacts
from tuiapp.rules.records import Amount, Count, Lane, RegionPath, SumRow
from tuiapp.rules.totals import Found, LaneTotal, total
from tuiapp.values.dates import Period
from tuiapp.values.parse import (
    parse_amount,
    parse_count,
    parse_growth,
    parse_percent,
    parse_threshold,
    parse_value,
)
from tuiapp.values.qualifier import Qualifier

JIANGSU: RegionPath = ("china", "jiangsu")
CHANGZHOU: RegionPath = (*JIANGSU, "changzhou")
WUJIN: RegionPath = (*CHANGZHOU, "wujin")
SUZHOU: RegionPath = (*JIANGSU, "suzhou")
FUJIAN: RegionPath = ("china", "fujian")

PERIOD = Lane(basis="period")


def row(
    row_id: str,
    bn: float | None = None,
    projects: int | None = None,
    *,
    when: str = "2023-01-28",
    regions: tuple[RegionPath, ...] = (CHANGZHOU,),
    lane: Lane | None = None,
    qualifier: Qualifier = Qualifier.EXACT,
    **others: Any,
) -> SumRow:
    """A signing for sums: an amount in billions of yuan, a count; each is its own edition unless said otherwise."""
    days = Period.parse(when)
    fields: dict[str, Any] = {"event": row_id, "edition": row_id} | others
    return SumRow(
        id=row_id,
        lane=lane or Lane(),
        first=days.first.toordinal() if days.first else None,
        last=days.last.toordinal(),
        regions=regions,
        count=None if projects is None else Count(projects, Qualifier.EXACT),
        amount=None if bn is None else Amount(int(bn * 10**9), qualifier),
        **fields,
    )


def totals(*rows: SumRow | Found, context: tuple[SumRow, ...] = ()) -> tuple[LaneTotal, ...]:
    """The totals of rows that are found, with others that are only known."""
    found = [one if isinstance(one, Found) else Found(one, None) for one in rows]
    known = {one.id: one for one in (*(one.row for one in found), *context)}
    return total(found, known)


def reasons(lane_total: LaneTotal) -> dict[str, tuple[str, str | None]]:
    """Why each signing is left out, and because of which."""
    return {one.id: (one.reason, one.because_of) for one in lane_total.not_added}


def signing(
    signing_id: str = "e/s",
    count: str | None = None,
    amount: str | None = None,
    *,
    threshold: str | None = None,
    also: str | None = None,
    share: str | None = None,
    when: str = "2023-04-27",
    **others: Any,
) -> SigningFacts:
    """A signing for checks, with its numbers as printed."""
    fields: dict[str, Any] = {"label": signing_id, "lane": Lane(), "regions": (CHANGZHOU,), "report": "e/r"} | others
    return SigningFacts(
        id=signing_id,
        when=Period.parse(when),
        count=parse_count(count) if count else None,
        investment=parse_amount(amount) if amount else None,
        also=parse_amount(also) if also else None,
        threshold=parse_threshold(threshold) if threshold else (),
        share=parse_percent(share) if share else None,
        **fields,
    )


def figure(figure_id: str, value: str, unit: str, **others: Any) -> FigureFacts:
    """A figure for checks."""
    fields: dict[str, Any] = {"indicator": figure_id, "region": CHANGZHOU} | others
    return FigureFacts(id=figure_id, value=parse_value(value, unit=unit), **fields)


def report(report_id: str = "e/r", published: str | None = "2023-04-28", **others: Any) -> ReportFacts:
    """A report for checks."""
    fields: dict[str, Any] = {"publisher": "Xinhua", "title": "Projects signed", "url": None} | others
    return ReportFacts(id=report_id, published=Period.parse(published) if published else None, **fields)


RATES: Mapping[tuple[str, int, int | None], Decimal] = {
    ("USD", 2023, None): Decimal("7.0846"),
    ("USD", 2023, 1): Decimal("6.7902"),
    ("USD", 2023, 4): Decimal("6.8853"),
    ("EUR", 2023, None): Decimal("7.66"),
}


def rate(currency: str, year: int, month: int | None) -> Decimal | None:
    """Yuan for one unit, for a few months."""
    return RATES.get((currency, year, month))


def findings(
    *signings: SigningFacts,
    figures: tuple[FigureFacts, ...] = (),
    reports: tuple[ReportFacts, ...] | None = None,
    check: str,
    when: str = "2023-04-27",
    **others: Any,
) -> list[Finding]:
    """What one check finds in an event of these."""
    event = EventFacts(
        id="e",
        when=Period.parse(when),
        reports=(report(),) if reports is None else reports,
        signings=signings,
        figures=figures,
        **others,
    )
    return [finding for finding in run(event, Context(rate)) if finding.check == check]


def batch(
    batch_id: str,
    count: str | None = None,
    amount: str | None = None,
    *,
    when: str = "2023-04-27",
    yoy: tuple[str | None, str | None] = (None, None),
    **others: Any,
) -> Batch:
    """A signing for checks across events, of an event of its own unless it is said otherwise."""
    days, money = Period.parse(when), parse_amount(amount) if amount else None
    rates = None if money is None else rate(money.unit, 2023, None) if money.unit != "CNY" else Decimal(1)
    event = batch_id.partition("/")[0]
    fields: dict[str, Any] = {"kind": "fair", "series": None, "edition": None, "edition_key": event} | others
    if fields["series"] and fields["edition"]:
        fields["edition_key"] = f"{fields['series']}/{fields['edition']}"
    return Batch(
        id=batch_id,
        event=event,
        when=days,
        first=days.first.toordinal() if days.first else 0,
        last=days.last.toordinal(),
        count=parse_count(count) if count else None,
        investment=money,
        cny=int(money.value * rates) if money and rates else None,
        yoy_count=parse_growth(yoy[0]) if yoy[0] else None,
        yoy_investment=parse_growth(yoy[1]) if yoy[1] else None,
        **({"lane": Lane(), "status": "signed", "regions": (CHANGZHOU,)} | fields),
    )


def across(*batches: Batch, check: str, **others: Any) -> list[Finding]:
    """What one check finds across the events of these."""
    return [finding for finding in run_across(batches, Context(rate), **others) if finding.check == check]
