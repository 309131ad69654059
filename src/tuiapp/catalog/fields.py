"""The field catalogue: everything a signing can be asked for, shown and sorted by, each declared once.

The SQL of search and sort, the columns of the table and of the exports, and the reference of the query language
all come from here. In the SQL, `t` is the row asked about: of `fact` for signings, `figure` or `event` for those.
"""

from typing import Literal, NamedTuple

from tuiapp.i18n import _
from tuiapp.rules.records import GAPS, Because

Kind = Literal["words", "tree", "choice", "days", "count", "money", "id", "text"]
"""What a value of the field is: words; a node of a tree; one of a list of names; days; a whole number; yuan; a
global id; or text that is shown and not asked."""

Subject = Literal["signing", "figure", "event"]


class Ask(NamedTuple):
    """How one kind of record is asked for a field.

    `column` is what is compared; `frame` holds the comparison at `{match}`. `outside` finds the records that meet
    a term but do not lie wholly within it, where a record can hold several values: `within` is the column that it
    compares at `{match}`, `only` the one that it compares at `{alone}`. `many` finds the same as `frame`, where that is
    most of all. `bits` is the column that is asked for values which are numbers, each a bit of it.
    """

    column: str
    frame: str = "{match}"
    outside: str | None = None
    within: str = ""
    only: str = ""
    many: str = ""
    bits: str | None = None


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

    @property
    def names(self) -> str:
        """The list of names in which its values are looked up."""
        return self.named_in or self.id

    def ask(self, subject: Subject) -> Ask | None:
        """How such a record is asked, or None when it has no such field."""
        return dict(self.asks).get(subject)


def _counterparts() -> Ask:
    """Countries and regions, of which a signing can have several, or none."""
    table = "signing_counterpart"
    return Ask(
        "region",
        f"t.n IN (SELECT n FROM {table} WHERE {{match}})",
        f"t.n IN (SELECT n FROM {table} WHERE NOT {{match}})",
        within="region",
    )


def _nodes(tree: str) -> Ask:
    """Regions or sectors, of which a signing can have several; of most signings the only one stands beside it."""
    # Of what has none, which its empty key tells, nothing is looked up.
    looked_up = f"CASE WHEN t.{tree} IS NOT NULL THEN {{own}} WHEN t.{tree}_key IS NULL THEN 0 ELSE {{all}} END"
    among = f"EXISTS (SELECT 1 FROM {tree}_many AS m WHERE m.n = t.n AND {{which}})"
    return Ask(
        tree,
        f"t.n IN (SELECT n FROM signing_{tree} WHERE {{match}})",
        looked_up.format(own="NOT {alone}", all=among.format(which="NOT {match}")),
        within="m.rank",
        only=f"t.{tree}",
        many=looked_up.format(own="{alone}", all=among.format(which="{match}")),
    )


def _regions() -> tuple[tuple[Subject, Ask], ...]:
    return (
        ("signing", _nodes("region")),
        ("figure", Ask("t.region")),
        ("event", Ask("region", "t.event IN (SELECT event FROM event_region WHERE {match})")),
    )


def _of_event(column: str, table: str = "event") -> tuple[tuple[Subject, Ask], ...]:
    ask = Ask(column, f"t.event IN (SELECT event FROM {table} WHERE {{match}})")
    return (("signing", ask), ("figure", ask), ("event", ask))


def _of_report(column: str) -> tuple[tuple[Subject, Ask], ...]:
    reports = f"SELECT report FROM report WHERE {column} IS NOT NULL AND {{match}}"
    return (
        ("signing", Ask(column, f"t.n IN (SELECT n FROM signing_report WHERE report IN ({reports}))")),
        ("figure", Ask(column, f"t.report IN ({reports})")),
        ("event", Ask(column, "t.event IN (SELECT event FROM report WHERE {match})")),
    )


def _of_checks() -> tuple[tuple[Subject, Ask], ...]:
    frame = "{key} IN (SELECT {column} FROM flag WHERE {{match}})"
    return (
        ("signing", Ask("flag", frame.format(key="t.n", column="signing"), bits="t.gaps")),
        ("figure", Ask("flag", frame.format(key="t.n", column="figure"), bits="t.gaps")),
        ("event", Ask("flag", frame.format(key="t.event", column="event"), bits="t.gaps")),
    )


_IDS: tuple[tuple[Subject, Ask], ...] = (
    ("signing", Ask("id", "t.n IN (SELECT n FROM signing WHERE {match})")),
    ("figure", Ask("t.id")),
    ("event", Ask("t.id")),
)

# What is told "so far" is open at the start, and nobody knows when it began: it is found from the year on in which it
# ends, the third day being the last of the year that is asked for. Else every total so far would be one of 1850.
_DAYS = Ask("", "t.last >= ? AND t.first <= ? AND (t.first > 0 OR t.last <= ?)", "NOT (t.first >= ? AND t.last <= ?)")
_ON_DAYS: tuple[tuple[Subject, Ask], ...] = (("signing", _DAYS), ("figure", _DAYS), ("event", _DAYS))


_CONCERN = f"nullif(coalesce(t.flagged, 0) << {len(GAPS)} | t.gaps, 0)"
"""How much there is to look into: what was found weighs more than all that is missing; null is nothing."""


def _of_signing(column: str) -> tuple[tuple[Subject, Ask], ...]:
    return (("signing", Ask(column)),)


FIELDS: tuple[Field, ...] = (
    Field(
        "date",
        _("Date"),
        "days",
        "date",
        asks=_ON_DAYS,
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
        asks=_regions(),
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
        asks=_of_event("event"),
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
        asks=_of_signing("t.count"),
        sort=("t.count",),
        noun=_("number of projects"),
        example="projects>=20",
        column=True,
        aliases=("count",),
    ),
    Field(
        "investment",
        _("Investment"),
        "money",
        "money",
        asks=_of_signing("t.yuan"),
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
        asks=_of_signing("t.stage"),
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
        asks=(("signing", _nodes("sector")),),
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
        asks=_of_signing("(CASE WHEN t.sector IS NOT NULL THEN 1 WHEN t.sector_key IS NULL THEN 0 ELSE 2 END)"),
        noun=_("number of sectors"),
        example="sectors:several",
    ),
    Field("checks", _("Checks"), "text", "checks", sort=(_CONCERN,), column=True),
    Field(
        "status",
        _("Status"),
        "choice",
        "text",
        asks=_of_signing("t.status"),
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
        asks=_of_signing("t.measure"),
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
        asks=_of_signing("t.unit"),
        sort=("t.unit",),
        noun=_("unit"),
        example="unit:agreements",
        column=True,
    ),
    Field(
        "basis",
        _("Basis"),
        "choice",
        "text",
        asks=_of_signing("t.basis"),
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
        asks=(("signing", _counterparts()),),
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
        asks=_of_report("publisher"),
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
        asks=_regions(),
        because="regions",
        noun=_("province"),
        example="province:jiangsu",
    ),
    Field(
        "city",
        _("City"),
        "tree",
        "region",
        asks=_regions(),
        because="regions",
        noun=_("city"),
        example="city:changzhou",
    ),
    Field(
        "zone",
        _("Zone"),
        "tree",
        "region",
        asks=_regions(),
        because="regions",
        noun=_("zone"),
        example="zone:liangjiang",
    ),
    Field("year", _("Year"), "days", "date", asks=_ON_DAYS, because="days", noun=_("year"), example="year:2020..2024"),
    Field(
        "held",
        _("Held in"),
        "tree",
        "region",
        asks=_of_event("region", "event_venue"),
        noun=_("venue"),
        example="held:berlin",
        named_in="region",
    ),
    Field("kind", _("Kind"), "choice", "text", asks=_of_event("kind"), noun=_("kind of event"), example="kind:forum"),
    Field(
        "series",
        _("Series"),
        "choice",
        "text",
        asks=_of_event("series"),
        noun=_("series"),
        example="series:changzhou-forum",
        partly=True,
    ),
    Field("lang", _("Language"), "choice", "text", asks=_of_report("language"), noun=_("language"), example="lang:en"),
    Field("check", _("Check"), "choice", "checks", asks=_of_checks(), noun=_("check"), example="check:error"),
    Field("id", _("Id"), "id", "text", asks=_IDS, noun=_("id"), example="id:liangjiang-2023/all"),
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
