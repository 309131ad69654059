"""What the index answers with: one plain record for each thing a screen or an export shows.

Texts are as the dataset has them; whoever prints them makes them safe (`render.cells.safe`).
"""

# Annotations are evaluated here and in the other modules of records that a start needs: NamedTuple compiles each
# one that is a text, which costs half of what making such a class costs.

from decimal import Decimal
from typing import NamedTuple

from tuiapp.rules.records import Lane, Severity
from tuiapp.values.quantity import Quantity


class About(NamedTuple):
    """The dataset as a whole."""

    title: str
    version: str
    licence: str
    digest: str
    """SHA-256 over the sorted paths and bytes of its files, in hexadecimal."""
    events: int
    signings: int
    figures: int
    first_year: int | None
    last_year: int | None


class Region(NamedTuple):
    """A node of the region tree; rows of one tree come in preorder."""

    id: str
    name: str
    name_zh: str | None
    kind: str
    """country, province, city, zone or group."""
    path: tuple[str, ...]
    """Ids from the root down to this one."""
    names: tuple[str, ...]
    """The English names along the path."""
    rank: int
    """Its position in the tree's preorder."""
    last: int
    """The rank of the last node inside it; its own rank when it is a leaf."""

    @property
    def depth(self) -> int:
        """0 for a country."""
        return len(self.path) - 1


class Sector(NamedTuple):
    """A node of the two-level sector taxonomy."""

    id: str
    name: str
    name_zh: str | None
    path: tuple[str, ...]


class Report(NamedTuple):
    """One source's account of an event."""

    id: str
    publisher: str
    publisher_zh: str | None
    publisher_kind: str
    """government, wire, media or company."""
    title: str | None
    url: str | None
    published: str | None
    language: str
    note: str | None = None


class ShownFinding(NamedTuple):
    """A finding with what the dataset says of it."""

    check: str
    severity: Severity
    subject: str
    message: str
    acknowledged: bool
    why: str | None = None
    date: str | None = None
    use: bool | None = None
    """Of an acknowledged finding: whether the number may still be added."""


class Conversion(NamedTuple):
    """How a foreign amount became yuan."""

    currency: str
    year: int
    rate: Decimal
    """Yuan for one unit, the average of the year."""
    source: str


class Money(NamedTuple):
    """A printed amount and its yuan."""

    printed: Quantity
    cny: int | None
    """None where no rate is known; the low end of a range."""
    high_cny: int | None = None
    also: str | None = None
    """The source's own conversion, as printed."""
    conversion: Conversion | None = None


class EventRef(NamedTuple):
    """What a row says of its event."""

    id: str
    name: str
    name_zh: str | None
    kind: str
    dates: str
    """As in the dataset: `2023-10-08`, `2023-05-18/2023-05-21`, `2023-01/2023-06`."""
    start: str | None
    end: str | None
    held_in: tuple[Region, ...]


class OtherReport(NamedTuple):
    """Another report of a signing, with the numbers it prints."""

    report: Report
    count: Quantity | None  # type: ignore[assignment]  # hides tuple.count, which no record needs
    investment: Money | None


class SigningRow(NamedTuple):
    """One batch of projects reported together: a row of the table."""

    n: int
    """Its position in the default order of the whole dataset, from 0."""
    id: str
    """`event/signing`; it never changes."""
    event: EventRef
    regions: tuple[Region, ...]
    label: str
    project: str | None
    investor: str | None
    status: str
    """The stage in the source's word: signed, contracted, started, …."""
    lane: Lane
    when: str
    """The day or days it is counted on: its own date or period, else its event's."""
    period: bool
    sectors: tuple[Sector, ...]
    sector_words: tuple[str, ...]
    """The source's own wordings of its sectors, and beside them the names of those that have none."""
    counterparts: tuple[Region, ...]
    count: Quantity | None  # type: ignore[assignment]  # hides tuple.count, which no record needs
    investment: Money | None
    threshold: str | None
    share: str | None
    yoy_count: Quantity | None
    yoy_investment: Quantity | None
    part_of: str | None
    split: str | None
    depth: int
    """0 for a whole, 1 for a part of it, and so on."""
    report: Report
    others: tuple[OtherReport, ...] = ()
    findings: tuple[ShownFinding, ...] = ()
    note: str | None = None
    """What whoever recorded it found worth saying."""
    gaps: tuple[str, ...] = ()
    """What is missing, by the ids of checks, the weightiest first."""


class FigureRow(NamedTuple):
    """Any other indicator a source reports."""

    id: str
    indicator: str
    """The indicator's id."""
    title: str
    region: Region
    value: Quantity
    period: str | None
    as_of: str | None
    yoy: Quantity | None
    event: EventRef
    report: Report
    note: str | None = None
    findings: tuple[ShownFinding, ...] = ()
    gaps: tuple[str, ...] = ()
    """What is missing, by the ids of checks, the weightiest first."""


class FigurePoint(NamedTuple):
    """A figure as far as it can be a point of a series: of very many, few are shown. See `catalog.points`."""

    n: int
    """Where it stands among all figures."""
    series: int
    """Which series it is of, these in the order of their titles; 0 of none."""
    time: int
    """Equal for points of one time."""
    meaning: int
    """Equal for equal values, however they are printed."""


class EventRow(NamedTuple):
    """An event in a list of events."""

    event: EventRef
    regions: tuple[Region, ...]
    signings: int
    figures: int
    reports: int
    findings: int


class Event(NamedTuple):
    """An event with all that is reported of it, in the dataset's order."""

    ref: EventRef
    series: str | None
    edition: int | None
    theme: str | None
    summary: str | None
    organisers: tuple[str, ...]
    reports: tuple[Report, ...]
    signings: tuple[SigningRow, ...]
    """Wholes before their parts, in tree order."""
    figures: tuple[FigureRow, ...]
    findings: tuple[ShownFinding, ...]
    """All of them: the event's own, its signings', its figures' and its reports'."""
    guests: tuple[Region, ...] = ()
    """Countries that attended without signing."""
