"""What the checks look at, from a resolved event."""

from __future__ import annotations

from decimal import Decimal

from tuiapp.dataset.resolved import Event, Figure, Indicator, Rates, Report, Signing
from tuiapp.rules.facts import EventFacts, FigureFacts, OtherNumbers, ReportFacts, SigningFacts, Venue
from tuiapp.values.quantity import Quantity


def event_facts(event: Event, rates: Rates) -> EventFacts:
    """An event as the checks look at it; all ids in it are global.

    Args:
        event: the event.
        rates: to state the cap of an indicator in the currency of a value.
    """
    return EventFacts(
        id=event.id,
        when=event.dates,
        name=event.name,
        kind=event.kind,
        venues=tuple(Venue(region.path, region.names) for region in event.held_in),
        reports=tuple(map(_report, event.reports)),
        signings=tuple(map(_signing, event.signings)),
        figures=tuple(_figure(figure, event, rates) for figure in event.figures),
    )


def _report(report: Report) -> ReportFacts:
    return ReportFacts(report.id, report.publisher, report.title, report.url, report.published, report.seen_on_copy)


def _signing(signing: Signing) -> SigningFacts:
    return SigningFacts(
        id=signing.id,
        label=signing.label,
        lane=signing.lane,
        when=signing.when,
        regions=tuple(region.path for region in signing.regions),
        report=signing.report.id,
        part_of=signing.part_of,
        split=signing.split,
        count=signing.count,
        investment=signing.investment,
        also=signing.also,
        threshold=signing.threshold,
        share=signing.share,
        same=tuple(OtherNumbers(one.report.id, one.count, one.investment, one.also) for one in signing.same),
        sectors=tuple(sector.id for sector in signing.sectors),
        counterparts=tuple(region.path for region in signing.counterparts),
    )


def _figure(figure: Figure, event: Event, rates: Rates) -> FigureFacts:
    when = figure.period or figure.as_of or event.dates
    return FigureFacts(
        id=figure.id,
        indicator=figure.indicator.id,
        value=figure.value,
        region=figure.region.path,
        report=figure.report.id,
        period=figure.period,
        as_of=figure.as_of,
        firms=figure.firms,
        cap_per_firm=_cap(figure.indicator, figure.value, when.last.year, rates),
        needs_time=figure.indicator.needs_time,
        label=None if figure.title == figure.indicator.name else figure.title,
    )


def _cap(indicator: Indicator, value: Quantity, year: int, rates: Rates) -> Decimal | None:
    """The indicator's cap in the value's currency; None without a cap, or without a rate for the year."""
    cap = indicator.cap_per_firm
    if cap is None or cap.unit == value.unit:
        return cap.value if cap else None
    dear, cheap = rates.of(cap.unit, year), rates.of(value.unit, year)
    return cap.value * dear / cheap if dear and cheap else None
