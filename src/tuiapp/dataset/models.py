"""What a person writes in the files of events: their keys, the types of their values, what may be left out.

Strings that stand for something else — quantities, periods, names of regions and sectors, ids — are checked
where they are looked up (`tuiapp.dataset.load`), so that one wrong name does not hide the next.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt, StringConstraints

from tuiapp.dataset.entry import Currency, DateText, Entry, Names, Slug, Text

EventKind = Literal["conference", "forum", "expo", "fair", "ceremony", "tour", "period", "report"]
PublisherKind = Literal["government", "wire", "media", "company"]
Status = Literal["signed", "contracted", "agreed", "attracted", "planned", "offered", "started", "completed", "mixed"]
Stage = Literal["offered", "planned", "agreed", "started", "completed", "mixed"]
Measure = Literal[
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
]
Unit = Literal["projects", "agreements", "firms", "results"]
OverrideQualifier = Literal["exact", "at_least", "over", "up_to", "below", "nearly", "about"]


class QuantityEntry(Entry):
    """A quantity whose printed text cannot be read, with what it means."""

    text: Text
    """The number as printed."""
    value: StrictInt | Decimal | Text
    """Its value in the base unit: whole yuan or dollars, projects, percent. A string keeps every digit."""
    qualifier: OverrideQualifier = "exact"
    """On which side of the value the truth lies."""
    currency: Currency | None = None
    """Of an amount: its ISO code; CNY where none is given."""
    why: Text
    """Why the text means this value."""


Printed = Text | QuantityEntry
"""A number as the source prints it, in its language; a table where the text cannot be read."""


class NoteEntry(Entry):
    """An acknowledged finding: it stays visible as such."""

    check: Text
    """The check's id, such as `share`."""
    date: DateText
    """When it was looked into."""
    why: Text
    """Why the source says what it says, as far as is known."""
    use: StrictBool
    """Whether the number may still be added."""


class ReportEntry(Entry):
    """One source's account of an event."""

    id: Slug
    """Unique among the event's reports, signings and figures."""
    publisher: Text
    """Whose text it is, in English."""
    publisher_zh: Text | None = None
    """The publisher's Chinese name."""
    publisher_kind: PublisherKind
    """Who speaks: a government, a wire, a medium, a company."""
    title: Text | None = None
    """The page's own title, word for word, in its language."""
    url: Text | None = None
    """Where the publisher, or the wire that carried it, has it: http or https, never a copy on another site."""
    published: DateText | None = None
    """A day; a month or a year where no more is certain."""
    language: Annotated[str, StringConstraints(pattern="^[a-z]{2}$")] = "en"
    """ISO 639-1 code of the text."""
    seen_on_copy: StrictBool = False
    """Whether only a copy on another site was seen; the copy is not linked."""
    note: Text | None = None
    """A remark for the reader."""
    notes: tuple[NoteEntry, ...] = ()
    """Acknowledged findings about the report."""


class SameEntry(Entry):
    """Another report of the same signing, with the numbers it prints."""

    report: Slug
    """The id of the other report in this event."""
    count: Printed | None = None
    """The count it prints."""
    investment: Printed | None = None
    """The amount it prints."""
    also: Printed | None = None
    """Its own conversion of the amount."""


class SectorUse(Entry):
    """A wording of the source that is no sector's name or alias, with the sectors it means."""

    words: Text
    """The source's wording."""
    sector: Names
    """The sectors, by id, name or alias."""


class SigningEntry(Entry):
    """One batch of projects reported together; one named project is a signing with count 1."""

    id: Slug | None = None
    """Unique among the event's reports, signings and figures. Asked of every signing; a part written inside its
    whole may leave it out and then has its label's slug."""
    label: Text
    """What was signed, in a few words of our own."""
    project: Text | None = None
    """The project's name, where it is one."""
    investor: Text | None = None
    """Who invests, where it is one party."""
    count: Printed | None = None
    """How many."""
    investment: Printed | None = None
    """The amount; what it measures says `measure`."""
    also: Printed | None = None
    """The source's own conversion of the amount."""
    status: Status | None = None
    """The stage in the source's word; `signed` where none is given."""
    stage: Stage | None = None
    """Where the status does not say it: `mixed` for a total typed `signed` that covers several stages."""
    measure: Measure | None = None
    """What the amount measures; `investment` where none is given."""
    unit: Unit | None = None
    """What the count counts; `projects` where none is given."""
    period: DateText | None = None
    """The span a total over time covers, `..` for an open start; it makes the basis `period`."""
    date: DateText | None = None
    """The day it was signed, where that is not the event's."""
    region: Names | None = None
    """Whose projects they are; the whole's, else the event's, where none is given."""
    sectors: tuple[Text | SectorUse, ...] = ()
    """In the source's wording."""
    counterpart: Text | tuple[Text, ...] | None = None
    """Whose capital or cooperation it is, `[]` for nobody's; the whole's, else the event's, where none is given."""
    threshold: Printed | None = None
    """What each project exceeds, where only such are counted."""
    share: Printed | None = None
    """The printed share of the whole."""
    yoy_count: Printed | None = None
    """Growth of the count against the year before."""
    yoy_investment: Printed | None = None
    """Growth of the amount against the year before."""
    report: Slug | None = None
    """The report's id; the event's only report where none is given."""
    part_of: Text | None = None
    """The whole it is inside: the id of a signing of this event, or `event/signing`."""
    in_split: Slug | None = None
    """With `part_of`: the split of that whole it belongs to; without it the part is a loose one."""
    same: tuple[SameEntry, ...] = ()
    """Other reports of it."""
    split: dict[Slug, tuple[SigningEntry, ...]] = Field(default_factory=dict)
    """Parts that divide it without overlap, by what divides them: sector, investor, region, size."""
    of_which: tuple[SigningEntry, ...] = ()
    """Parts that may overlap each other."""
    note: Text | None = None
    """A remark for the reader."""
    notes: tuple[NoteEntry, ...] = ()
    """Acknowledged findings about it."""


class PointEntry(Entry):
    """One point of a series."""

    period: DateText
    """When."""
    value: Printed
    """How much."""


class FigureEntry(Entry):
    """Any other indicator a source reports: one value, or a series of points."""

    id: Slug
    """Unique among the event's reports, signings and figures."""
    indicator: Slug
    """The indicator's id."""
    label: Text | None = None
    """What is measured, where the indicator's name does not say it all."""
    value: Printed | None = None
    """The value; none beside a series."""
    series: tuple[PointEntry, ...] = ()
    """Two or more points in time."""
    unit: Text | None = None
    """What is counted, where it is not the indicator's unit."""
    period: DateText | None = None
    """The span a flow covers."""
    as_of: DateText | None = None
    """The day, month or year at which a stock was counted."""
    yoy: Printed | None = None
    """Growth against the year before."""
    region: Text | None = None
    """The region it describes; the event's, where that is one."""
    firms: Slug | None = None
    """Of an amount of capital: the id of the figure that counts the firms it belongs to."""
    report: Slug | None = None
    """The report's id; the event's only report where none is given."""
    note: Text | None = None
    """A remark for the reader."""
    notes: tuple[NoteEntry, ...] = ()
    """Acknowledged findings about it."""


class EventEntry(Entry):
    """One holding of a conference, forum, fair, ceremony or tour; a reporting period; or a report without an event."""

    id: Slug
    """Unique in the dataset; it never changes."""
    name: Text
    """Its English name, or one of our own for a reporting period."""
    name_zh: Text | None = None
    """Its Chinese name."""
    kind: EventKind
    """What it is."""
    series: Slug | None = None
    """What its editions have in common."""
    edition: Annotated[StrictInt, Field(ge=1)] | None = None
    """Its number in the series, as counted by the source."""
    parent: Slug | None = None
    """The id of the event of the same edition that it is a part of."""
    dates: DateText
    """The day, `first/last`, or the span reported on."""
    held_in: Names | None = None
    """The venue or venues; never whose projects were signed."""
    region: Names
    """Whose projects its signings are, unless a signing says otherwise."""
    theme: Text | None = None
    """Its motto, as printed."""
    summary: Text | None = None
    """What happened, in one or two sentences of our own."""
    organisers: tuple[Text, ...] = ()
    """Who held it."""
    counterparts: tuple[Text, ...] = ()
    """Whose capital or cooperation its signings are, unless a signing says otherwise."""
    guests: tuple[Text, ...] = ()
    """Countries that attended without signing."""
    notes: tuple[NoteEntry, ...] = ()
    """Acknowledged findings about the event."""
    report: Annotated[tuple[ReportEntry, ...], Field(min_length=1)]
    """Its sources; an event without one is not in the dataset."""
    signing: tuple[SigningEntry, ...] = ()
    """What was signed."""
    figure: tuple[FigureEntry, ...] = ()
    """What else was reported."""


class EventsFile(Entry):
    """`events/*.toml`: one file a province, or a series for national fairs."""

    event: tuple[EventEntry, ...] = ()
    """The events."""
