"""The records of the machine-readable exports: their keys and the order of these are a promise to scripts.

Yuan and counts of things are integers, every other number is a decimal in a string, what is absent is null, and
a list of strings holds ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from tuiapp.render.missing import missing
from tuiapp.rules.results import LaneSum

if TYPE_CHECKING:
    from tuiapp.catalog.records import (
        About,
        Event,
        EventRef,
        EventRow,
        FigureRow,
        Money,
        OtherReport,
        Region,
        Report,
        ShownFinding,
        SigningRow,
    )
    from tuiapp.rules.records import Lane
    from tuiapp.values.quantity import Quantity

FORMAT = 1
"""The version of this contract; it rises when a key changes its meaning or goes."""

JsonValue: TypeAlias = "bool | int | str | Sequence[JsonValue] | Record | None"
Record: TypeAlias = dict[str, JsonValue]


def decimal_text(value: Decimal | None) -> str | None:
    """A decimal in digits: never an exponent, and no zeros that say nothing."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def header(about: About, query: str, sort: str) -> Record:
    """What stands before the rows: which data was asked for what, in which order."""
    return {
        "format": FORMAT,
        "dataset": {"title": about.title, "version": about.version, "digest": about.digest},
        "query": query,
        "sort": sort,
    }


def signing_record(row: SigningRow) -> Record:
    """One signing."""
    return {
        "id": row.id,
        "event": event_ref(row.event),
        "regions": [_region(region) for region in row.regions],
        "label": row.label,
        "project": row.project,
        "investor": row.investor,
        "status": row.status,
        "basis": row.lane.basis,
        "stage": row.lane.stage,
        "measure": row.lane.measure,
        "unit": row.lane.unit,
        "date": None if row.period else row.when,
        "period": row.when if row.period else None,
        "sectors": [sector.id for sector in row.sectors],
        "counterparts": [region.id for region in row.counterparts],
        "count": count_record(row.count),
        "investment": money_record(row.investment),
        "threshold": row.threshold,
        "yoy_count": _quantity(row.yoy_count),
        "yoy_investment": _quantity(row.yoy_investment),
        "part_of": row.part_of,
        "source": _source(row.report),
        "other_reports": [_other_report(other) for other in row.others],
        "checks": [_check(finding) for finding in row.findings],
    }


def figure_record(row: FigureRow) -> Record:
    """One figure."""
    return {
        "id": row.id,
        "indicator": row.indicator,
        "region": _region(row.region),
        "value": _quantity(row.value),
        "period": row.period,
        "as_of": row.as_of,
        "yoy": _quantity(row.yoy),
        "event": event_ref(row.event),
        "source": _source(row.report),
        "checks": [_check(finding) for finding in row.findings],
        "label": row.title,
    }


def event_ref(ref: EventRef) -> Record:
    """What a signing or a figure says of its event."""
    return {
        "id": ref.id,
        "name": ref.name,
        "kind": ref.kind,
        "start": ref.start,
        "end": ref.end,
        "held_in": [region.id for region in ref.held_in],
    }


def event_row_record(row: EventRow) -> Record:
    """One event of a list; signings, figures, reports and checks are how many it has."""
    return {
        **event_ref(row.event),
        "regions": [_region(region) for region in row.regions],
        "signings": row.signings,
        "figures": row.figures,
        "reports": row.reports,
        "checks": row.findings,
    }


def event_record(event: Event) -> Record:
    """One event with all that is reported of it."""
    return {
        **event_ref(event.ref),
        "series": event.series,
        "edition": event.edition,
        "theme": event.theme,
        "summary": event.summary,
        "organisers": list(event.organisers),
        "guests": [region.id for region in event.guests],
        "reports": [_source(report) for report in event.reports],
        "signings": [signing_record(row) for row in event.signings],
        "figures": [figure_record(row) for row in event.figures],
        "checks": [_check(finding) for finding in event.findings],
        "missing": [{"check": one.gap, "subjects": list(one.subjects)} for one in missing(event)],
    }


def total_records(totals: Iterable[LaneSum]) -> list[Record]:
    """One record a lane, the default lane first.

    The value of a range is its low end, and `high` its other one. What was not added is counted by reason, with
    the largest amount in yuan; its sum would be the very sum that the rules forbid.
    """
    return [
        {
            **lane_record(total.lane),
            "signings": total.signings,
            "projects": {
                "value": total.projects.value,
                "qualifier": total.projects.qualifier,
                "signings_without": total.projects.signings_without,
                "high": total.projects.high,
            },
            "investment": {
                "cny": total.investment.cny,
                "qualifier": total.investment.qualifier,
                "signings_without": total.investment.signings_without,
                "converted_cny": total.investment.converted_cny,
                "high_cny": total.investment.high,
            },
            "not_added": [
                {"reason": reason, "signings": signings, "largest_cny": largest, "largest_qualifier": qualifier}
                for reason, signings, largest, qualifier in total.not_added
            ],
        }
        for total in totals
    ]


def lane_record(lane: Lane) -> Record:
    """What a total adds, and what a signing of it is."""
    return {"stage": lane.stage, "measure": lane.measure, "unit": lane.unit, "basis": lane.basis}


def _region(region: Region) -> Record:
    return {"id": region.id, "name": region.name, "name_zh": region.name_zh, "path": list(region.path)}


def _quantity(quantity: Quantity | None) -> Record | None:
    if quantity is None:
        return None
    return {
        "text": quantity.text,
        "value": decimal_text(quantity.value),
        "unit": quantity.unit,
        "qualifier": quantity.qualifier,
        "low": decimal_text(quantity.low),
        "high": decimal_text(quantity.high),
    }


def count_record(quantity: Quantity | None) -> Record | None:
    """A printed count; the value of a range is its low end."""
    if quantity is None:
        return None
    return {
        "text": quantity.text,
        "value": int(quantity.value),
        "qualifier": quantity.qualifier,
        "low": None if quantity.low is None else int(quantity.low),
        "high": None if quantity.high is None else int(quantity.high),
    }


def money_record(money: Money | None) -> Record | None:
    """A printed amount: `value`, `low` and `high` are in its currency, `cny` is in whole yuan."""
    if money is None:
        return None
    printed = money.printed
    return {
        "text": printed.text,
        "value": decimal_text(printed.value),
        "currency": printed.unit,
        "qualifier": printed.qualifier,
        "low": decimal_text(printed.low),
        "high": decimal_text(printed.high),
        "cny": money.cny,
        "also": money.also,
    }


def _source(report: Report) -> Record:
    return {
        "publisher": report.publisher,
        "publisher_kind": report.publisher_kind,
        "title": report.title,
        "url": report.url,
        "published": report.published,
        "language": report.language,
    }


def _other_report(other: OtherReport) -> Record:
    return {
        "source": _source(other.report),
        "count": count_record(other.count),
        "investment": money_record(other.investment),
    }


def _check(finding: ShownFinding) -> Record:
    return {
        "check": finding.check,
        "severity": finding.severity,
        "subject": finding.subject,
        "message": finding.message,
        "acknowledged": finding.acknowledged,
        "why": finding.why,
        "date": finding.date,
        "use": finding.use,
    }
