"""The plain records that the checks look at; whoever runs the checks fills these in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from tuiapp.rules.records import Lane, RegionPath, Severity
from tuiapp.values.dates import Period
from tuiapp.values.quantity import Quantity


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """A report as the checks look at it."""

    id: str
    publisher: str
    title: str | None
    url: str | None
    published: Period | None
    seen_on_copy: bool = False
    """Whether only a copy on another site was seen: no address can be given."""


class OtherNumbers(NamedTuple):
    """What another report of a signing prints."""

    report: str
    count: Quantity | None  # type: ignore[assignment]  # hides tuple.count, which no record needs
    investment: Quantity | None
    also: Quantity | None = None
    """Its own conversion of the amount."""


@dataclass(frozen=True, slots=True)
class SigningFacts:
    """A signing as the checks look at it: numbers still as printed."""

    id: str
    label: str
    lane: Lane
    when: Period
    regions: tuple[RegionPath, ...]
    report: str
    part_of: str | None = None
    split: str | None = None
    count: Quantity | None = None
    investment: Quantity | None = None
    also: Quantity | None = None
    """The source's own conversion of the amount into another currency."""
    threshold: tuple[Quantity, ...] = ()
    """What each project exceeds; two where the source names it in two currencies."""
    share: Quantity | None = None
    """The printed share of the whole, in percent."""
    same: tuple[OtherNumbers, ...] = ()
    """Other reports of it."""
    sectors: tuple[str, ...] = ()
    """The ids of its sectors."""
    counterparts: tuple[RegionPath, ...] = ()
    """Whose capital or cooperation it is."""


@dataclass(frozen=True, slots=True)
class FigureFacts:
    """An indicator's value as the checks look at it."""

    id: str
    indicator: str
    value: Quantity
    region: RegionPath
    report: str = ""
    period: Period | None = None
    as_of: Period | None = None
    firms: str | None = None
    """The id of the figure in the same event that counts the firms which this amount of capital belongs to."""
    cap_per_firm: Decimal | None = None
    """What one firm of the indicator can plausibly hold, in the value's currency; None where no cap is stated."""
    needs_time: bool = True
    """Whether the indicator means nothing without a period or an as-of date."""
    label: str | None = None
    """What it measures, where that is not all of the indicator."""


class Venue(NamedTuple):
    """Where an event was held."""

    path: RegionPath
    names: tuple[str, ...]
    """The English names along the path."""


@dataclass(frozen=True, slots=True)
class EventFacts:
    """An event with all that is reported of it, as the checks look at it."""

    id: str
    when: Period
    name: str = ""
    """Its English name."""
    kind: str = "conference"
    """conference, fair, expo, period, …."""
    venues: tuple[Venue, ...] = ()
    reports: tuple[ReportFacts, ...] = ()
    signings: tuple[SigningFacts, ...] = ()
    figures: tuple[FigureFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: a contradiction, an impossible value, a missing piece."""

    check: str
    """The check's id: `split-exceeds-whole`."""
    severity: Severity
    subject: str
    """The global id of the signing, figure or report (`event/id`), or the id of the event, that it is about."""
    message: str
    """One sentence with the numbers it used; one for each of several contradictions."""
    involves: tuple[str, ...] = ()
    """The ids of other signings whose numbers it contradicts: an open error puts them in doubt with the subject, a
    note that acknowledges it only the record it is written on."""
