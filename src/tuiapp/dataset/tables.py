"""What a person writes in the files beside the events: the dataset, its regions, sectors, indicators and rates."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt, StringConstraints

from tuiapp.dataset.entry import Currency, Entry, Slug, Text

FORMAT = 1
"""The format of the dataset's files that this program reads."""

RegionKind = Literal["country", "province", "city", "zone", "group"]
Degrees = Annotated[Decimal, Field(ge=-180, le=180)]


class DatasetFile(Entry):
    """`dataset.toml`: the dataset as a whole."""

    format: Annotated[StrictInt, Field(ge=1)]
    """The format of the files; this program reads format 1."""
    title: Text
    """Its title."""
    version: Text
    """Its version."""
    licence: Text
    """Under which licence it may be used."""


class RegionEntry(Entry):
    """A country, province, city or zone, or a named group of them."""

    id: Slug | None = None
    """Unique in the dataset; the name's slug where none is given."""
    name: Text
    """Its English name."""
    name_zh: Text | None = None
    """Its Chinese name."""
    kind: RegionKind
    """What it is; a district, county-level city, new area or park is a zone."""
    within: Text | None = None
    """The region it lies in; none for a country."""
    code: Annotated[str, StringConstraints(pattern="^([0-9]{6}|[A-Z]{2})$")] | None = None
    """Its administrative division code (GB/T 2260); a country's ISO 3166 code."""
    at: Annotated[tuple[Degrees, ...], Field(min_length=2, max_length=2)] | None = None
    """Latitude and longitude in degrees, to two decimals."""
    aliases: tuple[Text, ...] = ()
    """Other names, in any script."""
    municipality: StrictBool = False
    """Whether this province is a city as well."""
    members: tuple[Text, ...] = ()
    """Of a group: the regions it is made of."""


class RegionsFile(Entry):
    """`regions.toml`: the region tree."""

    region: tuple[RegionEntry, ...] = ()
    """The regions, each after the one it lies in."""


class SectorEntry(Entry):
    """A sector, or a group of sectors."""

    id: Slug | None = None
    """Unique in the dataset; the name's slug where none is given."""
    name: Text
    """Its English name."""
    name_zh: Text | None = None
    """Its Chinese name."""
    within: Text | None = None
    """The group it is in; none for a group."""
    aliases: tuple[Text, ...] = ()
    """Wordings that mean it; a wording that several sectors list means all of them."""


class SectorsFile(Entry):
    """`sectors.toml`: the sector taxonomy."""

    unmapped: tuple[Text, ...] = ()
    """Wordings of sources that name no sector, such as `foreign investment`: a signing keeps them, without a sector."""
    sector: tuple[SectorEntry, ...] = ()
    """The sectors, each after its group."""


class IndicatorEntry(Entry):
    """What a figure measures."""

    id: Slug
    """Unique in the dataset."""
    name: Text
    """Its English name."""
    name_zh: Text | None = None
    """Its Chinese name."""
    unit: Text
    """`money`, `percent`, or what is counted."""
    what: Text
    """What it measures, in one sentence."""
    direction: Literal["up", "down"] | None = None
    """Whether more of it is better or less; neither where none is given."""
    cap_per_firm: Text | None = None
    """The most that one firm can plausibly hold of it."""
    needs_time: StrictBool = True
    """Whether it means nothing without a period or an as-of date."""
    aliases: tuple[Text, ...] = ()
    """Other wordings."""


class IndicatorsFile(Entry):
    """`indicators.toml`: what figures measure."""

    indicator: tuple[IndicatorEntry, ...] = ()
    """The indicators."""


class SourceEntry(Entry):
    """Where exchange rates come from."""

    publisher: Text
    """Who publishes them."""
    title: Text
    """What they are called."""
    url: Text | None = None
    """Where they are."""


Rate = Annotated[str, StringConstraints(pattern=r"^[0-9]+\.[0-9]+$")]


class CurrencyEntry(Entry):
    """The yuan that one unit of a currency was worth."""

    name: Text
    """The currency's English name."""
    source: Slug
    """The id of the source."""
    annual: dict[Annotated[str, StringConstraints(pattern="^[0-9]{4}$")], Rate]
    """The average of each year."""
    monthly: dict[Annotated[str, StringConstraints(pattern="^[0-9]{4}-[0-9]{2}$")], Rate] = Field(default_factory=dict)
    """The average of each month."""


class RatesFile(Entry):
    """`rates.toml`: exchange rates."""

    source: dict[Slug, SourceEntry] = Field(default_factory=dict)
    """By id."""
    currency: dict[Currency, CurrencyEntry] = Field(default_factory=dict)
    """By ISO code."""
