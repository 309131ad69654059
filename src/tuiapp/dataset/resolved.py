"""A dataset with every name looked up, every quantity read and every id made global: what the compiler bakes.

Local ids of signings, reports and figures have become global here (`event/id`), regions and sectors are records
instead of names, dates are periods, and what a part inherits from its whole has been filled in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from tuiapp.rules.records import Lane
from tuiapp.values.dates import Period
from tuiapp.values.quantity import Quantity

KeyPath = tuple[str | int, ...]
"""Where a value stands in its file: `("event", 0, "signing", 1, "investment")`."""


class Where(NamedTuple):
    """The place of a record in the dataset's files."""

    file: str
    """Relative to the dataset's folder, with forward slashes."""
    keys: KeyPath


@dataclass(frozen=True, slots=True)
class Region:
    """A node of the region tree, or a named group of regions."""

    id: str
    name: str
    name_zh: str | None
    kind: str
    """country, province, city, zone or group."""
    path: tuple[str, ...]
    """Ids from the country down to this one."""
    names: tuple[str, ...]
    """The English names along the path."""
    rank: int
    """Its position in the tree's preorder, from 0."""
    last: int
    """The rank of the last node inside it; its own rank when it is a leaf."""
    code: str | None = None
    """The administrative division code (GB/T 2260), a country's ISO 3166 code, where one exists."""
    latitude: Decimal | None = None
    """Degrees north, two decimals."""
    longitude: Decimal | None = None
    """Degrees east, two decimals."""
    aliases: tuple[str, ...] = ()
    """Other names, in any script; the English and the Chinese name are not repeated."""
    municipality: bool = False
    """Whether it is a province and a city at once: Beijing, Tianjin, Shanghai, Chongqing."""
    members: tuple[str, ...] = ()
    """Of a group: the ids of the regions it is made of."""


@dataclass(frozen=True, slots=True)
class Sector:
    """A node of the two-level sector taxonomy."""

    id: str
    name: str
    name_zh: str | None
    path: tuple[str, ...]
    """Its group's id and its own; a group's is its own alone."""
    aliases: tuple[str, ...] = ()
    """Wordings that mean it; one wording may mean several sectors."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a figure measures."""

    id: str
    name: str
    name_zh: str | None
    unit: str
    """`money` (in whichever currency is printed), `percent`, or a plain noun."""
    what: str
    """What it measures, in one sentence."""
    direction: str | None = None
    """`up` when more is better, `down` when less is, None when neither can be said."""
    cap_per_firm: Quantity | None = None
    """What one firm can plausibly hold of it."""
    needs_time: bool = True
    """Whether it means nothing without a period or an as-of date."""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where exchange rates come from."""

    id: str
    publisher: str
    title: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Rates:
    """Yuan for one unit of a foreign currency."""

    annual: Mapping[str, Mapping[int, Decimal]]
    """By currency and year: the average of the year."""
    monthly: Mapping[str, Mapping[tuple[int, int], Decimal]]
    """By currency and (year, month): the average of the month."""
    sources: Mapping[str, Source]
    """By currency."""

    def of(self, currency: str, year: int, month: int | None = None) -> Decimal | None:
        """The rate of a year, or of a month of it; 1 for yuan, None where none is known."""
        if currency == "CNY":
            return Decimal(1)
        if month is None:
            return self.annual.get(currency, {}).get(year)
        return self.monthly.get(currency, {}).get((year, month))


class Note(NamedTuple):
    """What the dataset says of a finding: it is known, why it is so, and whether the number may still be added."""

    check: str
    date: date
    why: str
    use: bool


class Report(NamedTuple):
    """One source's account of an event."""

    id: str
    """`event/report`."""
    publisher: str
    publisher_zh: str | None
    publisher_kind: str
    """government, wire, media or company."""
    title: str | None
    url: str | None
    published: Period | None
    """A day, or only a month or a year where no more is certain."""
    language: str
    seen_on_copy: bool
    """Whether only a copy on someone else's site was seen; it is not linked."""
    note: str | None
    notes: tuple[Note, ...]
    where: Where


class Same(NamedTuple):
    """Another report of a signing, with the numbers it prints; None where it prints none."""

    report: Report
    count: Quantity | None  # type: ignore[assignment]  # hides tuple.count, which no record needs
    investment: Quantity | None
    also: Quantity | None = None


class Signing(NamedTuple):
    """One batch of projects reported together."""

    id: str
    """`event/signing`."""
    event: str
    label: str
    project: str | None
    investor: str | None
    status: str
    """The stage in the source's word: signed, contracted, agreed, attracted, planned, offered, started, …."""
    lane: Lane
    when: Period
    """The days it is counted on: its own period or date, else its event's dates."""
    regions: tuple[Region, ...]
    sectors: tuple[Sector, ...]
    """Without repetition, in the order in which they are named."""
    sector_words: tuple[str, ...]
    """The source's own wordings, and beside them the names of sectors that have none."""
    counterparts: tuple[Region, ...]
    count: Quantity | None  # type: ignore[assignment]  # hides tuple.count, which no record needs
    investment: Quantity | None
    also: Quantity | None
    """The source's own conversion of the amount: stated, or from the brackets behind it."""
    threshold: tuple[Quantity, ...]
    threshold_text: str | None
    """The threshold as printed."""
    share: Quantity | None
    yoy_count: Quantity | None
    yoy_investment: Quantity | None
    part_of: str | None
    """The global id of the whole it is inside, in this event or another."""
    split: str | None
    """The name of the split of that whole it belongs to; None for a loose part."""
    depth: int
    """How many wholes it is inside of: 0 for a whole, 1 for a part of it, and so on."""
    report: Report
    same: tuple[Same, ...]
    note: str | None
    notes: tuple[Note, ...]
    where: Where


@dataclass(frozen=True, slots=True)
class Figure:
    """A value of an indicator. A series of several points has become one figure a point."""

    id: str
    """`event/figure`; a point of a series is `event/figure-2017`."""
    event: str
    indicator: Indicator
    title: str
    """The figure's own label, else the indicator's name."""
    region: Region
    value: Quantity
    period: Period | None
    as_of: Period | None
    yoy: Quantity | None
    series: str | None
    """The global id of the series it is a point of, equal for all its points; None outside a series."""
    firms: str | None
    """The global id of the figure that counts the firms which this amount of capital belongs to."""
    report: Report
    note: str | None
    notes: tuple[Note, ...]
    where: Where


class Event(NamedTuple):
    """An event with all that is reported of it."""

    id: str
    name: str
    name_zh: str | None
    kind: str
    """conference, forum, expo, fair, ceremony, tour, period or report."""
    series: str | None
    edition: int | None
    edition_key: str
    """Equal for two events exactly when they are of one edition: `series/number`, else the parent's, else the id."""
    parent: str | None
    dates: Period
    held_in: tuple[Region, ...]
    regions: tuple[Region, ...]
    """Whose projects its signings are, unless a signing says otherwise."""
    theme: str | None
    summary: str | None
    organisers: tuple[str, ...]
    counterparts: tuple[Region, ...]
    """Whose capital or cooperation its signings are, unless a signing says otherwise."""
    guests: tuple[Region, ...]
    """Countries that attended without signing."""
    reports: tuple[Report, ...]
    signings: tuple[Signing, ...]
    """In tree order: a whole, then its parts in the file's order, each followed by its own parts."""
    figures: tuple[Figure, ...]
    notes: tuple[Note, ...]
    where: Where


@dataclass(frozen=True, slots=True)
class Dataset:
    """A whole dataset; what is in it is valid and refers only to what is in it."""

    path: Path
    title: str
    version: str
    licence: str
    format: int
    regions: tuple[Region, ...]
    """In preorder, China first."""
    sectors: tuple[Sector, ...]
    """In preorder: a group, then its sectors."""
    indicators: tuple[Indicator, ...]
    rates: Rates
    events: tuple[Event, ...]
    """Sorted by id."""
    files: tuple[str, ...]
    """The files it was read from, relative to its folder, sorted."""
    _places: dict[str, Where] = field(default_factory=dict, repr=False, compare=False)
    _lines: dict[str, dict[KeyPath, int]] = field(default_factory=dict, repr=False, compare=False)

    def line_of(self, global_id: str) -> tuple[str, int | None]:
        """The file and the line where a record begins.

        Args:
            global_id: an event's id, or `event/id` of a signing, report or figure.

        Raises:
            KeyError: there is no such record.
        """
        from tuiapp.dataset.locate import line_at, scan

        if not self._places:
            self._places.update(self._all_places())
        where = self._places[global_id]
        if where.file not in self._lines:
            self._lines[where.file] = scan((self.path / where.file).read_text(encoding="utf-8-sig"))
        return where.file, line_at(self._lines[where.file], where.keys)

    def _all_places(self) -> Iterator[tuple[str, Where]]:
        for event in self.events:
            records: tuple[Event | Signing | Figure | Report, ...] = (
                event,
                *event.signings,
                *event.figures,
                *event.reports,
            )
            yield from ((record.id, record.where) for record in records)
