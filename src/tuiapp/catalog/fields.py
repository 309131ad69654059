"""The field catalogue: everything a signing can be asked for, shown and sorted by, each declared once.

The SQL of search and sort, the columns of the table and of the exports, and the reference of the query language
all come from here. In the SQL, `t` is the row asked about: of `fact` for signings, `figure` or `event` for those.
"""

from typing import Literal, NamedTuple

from tuiapp.catalog.asks import (
    IDS,
    ON_DAYS,
    Ask,
    Subject,
    counterparts,
    nodes,
    of_checks,
    of_event,
    of_report,
    of_signing,
    regions,
)
from tuiapp.i18n import _
from tuiapp.rules.records import GAPS, Because

Kind = Literal["words", "tree", "choice", "days", "count", "money", "id", "text"]
"""What a value of the field is: words; a node of a tree; one of a list of names; days; a whole number; yuan; a
global id; or text that is shown and not asked."""


class Field(NamedTuple):
    """One field: a column, a query term, a sort key, or several of these."""

    id: str
    title: str
    """The heading of its column."""
    kind: Kind
    formatter: str = "text"
    """Which way of writing a cell fits it: date, region, event, label, count, money, sector, checks, text."""
    asks: tuple[tuple[Subject, Ask], ...] = ()
    """Empty when it cannot be asked for; a record of a kind that is missing here has no such field."""
    sort: tuple[str, ...] = ()
    """What to order by, most significant first; empty when it cannot be sorted by."""
    because: Because | None = None
    """What of a signing is outside the query when it is not wholly within a term of this field."""
    noun: str = ""
    """What one of its values is called in a sentence: No `noun` `value`."""
    example: str = ""
    """A term that shows how it is asked for."""
    column: bool = False
    """Whether it can be a column of the table of signings."""
    aliases: tuple[str, ...] = ()
    """Other names it answers to."""
    named_in: str = ""
    """The list of names in which its values are looked up; its own id where none is said."""
    partly: bool = False
    """Whether some words of a name are enough, because nobody remembers the whole."""
    like: str = ""
    """The field that is shown and sorted by in its place, where that has the same values."""

    @property
    def names(self) -> str:
        """The list of names in which its values are looked up."""
        return self.named_in or self.id

    def ask(self, subject: Subject) -> Ask | None:
        """How such a record is asked, or None when it has no such field."""
        return dict(self.asks).get(subject)


_CONCERN = f"nullif(coalesce(t.flagged, 0) << {len(GAPS)} | t.gaps, 0)"
"""How much there is to look into: what was found weighs more than all that is missing; null is nothing."""


FIELDS: tuple[Field, ...] = (
    Field(
        "date",
        _("Date"),
        "days",
        "date",
        asks=ON_DAYS,
        sort=("t.last", "t.first"),
        because="days",
        noun=_("date"),
        example="date:2023-01..2023-06",
        column=True,
    ),
    Field(
        "region",
        _("Region"),
        "tree",
        "region",
        asks=regions(),
        sort=("t.region_key",),
        because="regions",
        noun=_("region"),
        example='region:"Inner Mongolia"',
        column=True,
    ),
    Field(
        "event",
        _("Event"),
        "choice",
        "event",
        asks=of_event("event"),
        sort=("t.event_key",),
        noun=_("event"),
        example="event:liangjiang-2023",
        column=True,
        partly=True,
    ),
    Field("signing", _("Signing"), "text", "label", sort=("t.label_key",), column=True, aliases=("label",)),
    Field(
        "projects",
        _("Projects"),
        "count",
        "count",
        asks=of_signing("t.count", unit="projects"),
        sort=("t.count",),
        noun=_("number of projects"),
        example="projects>=20",
        column=True,
    ),
    Field(
        "investment",
        _("Investment"),
        "money",
        "money",
        asks=of_signing("t.yuan"),
        sort=("t.yuan",),
        noun=_("amount"),
        example="investment>10bn",
        column=True,
    ),
    Field(
        "stage",
        _("Stage"),
        "choice",
        "text",
        asks=of_signing("t.stage"),
        sort=("t.stage",),
        noun=_("stage"),
        example="stage:started",
        column=True,
    ),
    Field(
        "sector",
        _("Sector"),
        "tree",
        "sector",
        asks=(("signing", nodes("sector")),),
        sort=("t.sector_key",),
        because="sectors",
        noun=_("sector"),
        example="sector:new-energy",
        column=True,
    ),
    Field(
        "sectors",
        _("Sectors"),
        "choice",
        asks=of_signing("(CASE WHEN t.sector IS NOT NULL THEN 1 WHEN t.sector_key IS NULL THEN 0 ELSE 2 END)"),
        noun=_("number of sectors"),
        example="sectors:several",
    ),
    Field("checks", _("Checks"), "text", "checks", sort=(_CONCERN,), column=True),
    Field(
        "status",
        _("Status"),
        "choice",
        "text",
        asks=of_signing("t.status"),
        sort=("t.status",),
        noun=_("status"),
        example="status:contracted",
        column=True,
    ),
    Field(
        "measure",
        _("Measure"),
        "choice",
        "text",
        asks=of_signing("t.measure"),
        sort=("t.measure",),
        noun=_("measure"),
        example="measure:fund-size",
        column=True,
    ),
    Field(
        "unit",
        _("Unit"),
        "choice",
        "text",
        asks=of_signing("t.unit"),
        sort=("t.unit",),
        noun=_("unit"),
        example="unit:agreements",
        column=True,
    ),
    Field(
        "count", _("Count"), "count", asks=of_signing("t.count"), noun=_("number"), example="count>=20", like="projects"
    ),
    Field(
        "basis",
        _("Basis"),
        "choice",
        "text",
        asks=of_signing("t.basis"),
        sort=("t.basis",),
        noun=_("basis"),
        example="basis:period",
        column=True,
    ),
    Field("threshold", _("Threshold"), "text", "text", sort=("t.threshold",), column=True),
    Field(
        "counterpart",
        _("Counterpart"),
        "tree",
        "region",
        asks=(("signing", counterparts()),),
        sort=("t.counterpart_key",),
        because="counterparts",
        noun=_("counterpart"),
        example="counterpart:germany",
        column=True,
        named_in="region",
    ),
    Field(
        "publisher",
        _("Publisher"),
        "choice",
        "text",
        asks=of_report("publisher"),
        sort=("t.publisher_key",),
        noun=_("publisher"),
        example="publisher:asianet",
        column=True,
        partly=True,
    ),
    Field(
        "province",
        _("Province"),
        "tree",
        "region",
        asks=regions(),
        because="regions",
        noun=_("province"),
        example="province:jiangsu",
    ),
    Field(
        "city",
        _("City"),
        "tree",
        "region",
        asks=regions(),
        because="regions",
        noun=_("city"),
        example="city:changzhou",
    ),
    Field(
        "zone",
        _("Zone"),
        "tree",
        "region",
        asks=regions(),
        because="regions",
        noun=_("zone"),
        example="zone:liangjiang",
    ),
    Field("year", _("Year"), "days", "date", asks=ON_DAYS, because="days", noun=_("year"), example="year:2020..2024"),
    Field(
        "held",
        _("Held in"),
        "tree",
        "region",
        asks=of_event("region", "event_venue"),
        noun=_("venue"),
        example="held:berlin",
        named_in="region",
    ),
    Field("kind", _("Kind"), "choice", "text", asks=of_event("kind"), noun=_("kind of event"), example="kind:forum"),
    Field(
        "series",
        _("Series"),
        "choice",
        "text",
        asks=of_event("series"),
        noun=_("series"),
        example="series:changzhou-forum",
        partly=True,
    ),
    Field("lang", _("Language"), "choice", "text", asks=of_report("language"), noun=_("language"), example="lang:en"),
    Field("check", _("Check"), "choice", "checks", asks=of_checks(), noun=_("check"), example="check:error"),
    Field("id", _("Id"), "id", "text", asks=IDS, noun=_("id"), example="id:liangjiang-2023/all"),
)

WORDS = Field("", _("Words"), "words", noun=_("words"), example='"new energy"')
"""What is asked for without naming a field."""

_BY_NAME = {name: field for field in FIELDS for name in (field.id, *field.aliases)}

ASKED: tuple[Field, ...] = tuple(field for field in FIELDS if field.asks)
"""The fields that a query can name."""

SORTED: tuple[Field, ...] = tuple(field for field in FIELDS if field.sort)
"""The fields that a table can be sorted by."""

COLUMNS: tuple[Field, ...] = tuple(field for field in FIELDS if field.column)
"""The columns of the table of signings, in their order."""

REGION_FIELDS = ("region", "province", "city", "zone")
"""The fields that say whose projects they are, widest first."""


def field(name: str) -> Field | None:
    """The field of this id or other name, `WORDS` for the empty one, or None."""
    return WORDS if not name else _BY_NAME.get(name.lower())
