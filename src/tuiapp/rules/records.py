"""The plain records that the rules work on; whoever calls them fills these in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tuiapp.values.dates import Period
from tuiapp.values.qualifier import Qualifier
from tuiapp.values.quantity import Quantity

STAGES = ("offered", "planned", "agreed", "started", "completed", "mixed")
MEASURES = (
    "investment",
    "agreed foreign capital",
    "funds in place",
    "registered capital",
    "annual plan",
    "completed investment",
    "fund size",
    "credit",
    "trade",
    "mixed",
)
UNITS = ("projects", "agreements", "firms", "results")
BASES = ("event", "period")

RegionPath = tuple[str, ...]
"""Region ids from the country down: `("china", "jiangsu", "changzhou")`."""


@dataclass(frozen=True, slots=True)
class Lane:
    """What must be equal for two numbers to be added: stage × measure × unit × basis."""

    stage: str = "agreed"
    measure: str = "investment"
    unit: str = "projects"
    basis: str = "event"

    @property
    def order(self) -> tuple[bool, int, int, int, int]:
        """Sorts the default lane first, then by the order of the word table."""
        return (
            self != DEFAULT_LANE,
            STAGES.index(self.stage),
            MEASURES.index(self.measure),
            UNITS.index(self.unit),
            BASES.index(self.basis),
        )


DEFAULT_LANE = Lane()


@dataclass(frozen=True, slots=True)
class Amount:
    """Money in whole yuan, with the currency it was printed in.

    A range has its low end as `cny` and both ends in `low` and `high`; they are None otherwise.
    """

    cny: int
    qualifier: Qualifier
    currency: str = "CNY"
    original: Decimal | None = None
    """The printed value in `currency`, where that is not yuan."""
    low: int | None = None
    high: int | None = None

    @property
    def converted(self) -> bool:
        """Whether the yuan are ours, not the source's."""
        return self.currency != "CNY"


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number of things, with its bounds as in `Amount`."""

    value: int
    qualifier: Qualifier
    low: int | None = None
    high: int | None = None


Because = Literal["days", "regions", "sectors", "counterparts"]
"""What of a found signing is not in the query, in the order in which it is looked for."""


@dataclass(frozen=True, slots=True)
class SumRow:
    """A signing, or another report of one, as far as adding looks at it."""

    id: str
    event: str
    edition: str
    """Equal for two signings exactly when they are of one edition: `series/number`, else the event's id."""
    lane: Lane
    first: int | None
    """Its first day as a proleptic ordinal; None when a period is open at the start."""
    last: int
    regions: tuple[RegionPath, ...]
    part_of: str | None = None
    """The id of the whole it is stated to be inside, in this event or another."""
    split: str | None = None
    """The name of the split of that whole it belongs to; None for a loose part."""
    same_as: str | None = None
    """The id of the signing it is another report of."""
    count: Count | None = None
    amount: Amount | None = None
    doubt: bool = False
    """One of its numbers is contradicted and may not be used."""
    published: int | None = None
    """The day its report was published, where it is known."""


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """A report as the checks look at it."""

    id: str
    publisher: str
    title: str | None
    url: str | None
    published: Period | None


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
    same: tuple[tuple[str, Quantity | None, Quantity | None], ...] = ()
    """Other reports of it: the report's id, the count and the amount it prints."""


@dataclass(frozen=True, slots=True)
class FigureFacts:
    """An indicator's value as the checks look at it."""

    id: str
    indicator: str
    value: Quantity
    region: RegionPath
    period: Period | None = None
    as_of: Period | None = None
    firms: str | None = None
    """The id of the figure in the same event that counts the firms which this amount of capital belongs to."""
    cap_per_firm: Decimal | None = None
    """What one firm of the indicator can plausibly hold, in the value's currency; None where no cap is stated."""
    needs_time: bool = True
    """Whether the indicator means nothing without a period or an as-of date."""


@dataclass(frozen=True, slots=True)
class EventFacts:
    """An event with all that is reported of it, as the checks look at it."""

    id: str
    when: Period
    reports: tuple[ReportFacts, ...] = ()
    signings: tuple[SigningFacts, ...] = ()
    figures: tuple[FigureFacts, ...] = ()


Severity = Literal["error", "warning"]


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
    """The ids of other signings whose numbers it contradicts: an error puts them in doubt with the subject."""
