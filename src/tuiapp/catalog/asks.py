"""How each kind of record is asked for a field: the SQL of the field catalogue."""

from typing import Literal, NamedTuple

Subject = Literal["signing", "figure", "event"]


class Ask(NamedTuple):
    """How one kind of record is asked for a field.

    `column` is what is compared; `frame` holds the comparison at `{match}`. `outside` finds the records that meet
    a term but do not lie wholly within it, where a record can hold several values: `within` is the column that it
    compares at `{match}`, `only` the one that it compares at `{alone}`. `many` finds the same as `frame`, where that is
    most of all. `bits` is the column that is asked for values which are numbers, each a bit of it. `unit` is what a
    number has to count: one of agreements is none of projects.
    """

    column: str
    frame: str = "{match}"
    outside: str | None = None
    within: str = ""
    only: str = ""
    many: str = ""
    bits: str | None = None
    unit: str | None = None


def counterparts() -> Ask:
    """Countries and regions, of which a signing can have several, or none."""
    table = "signing_counterpart"
    return Ask(
        "region",
        f"t.n IN (SELECT n FROM {table} WHERE {{match}})",
        f"t.n IN (SELECT n FROM {table} WHERE NOT {{match}})",
        within="region",
    )


def nodes(tree: str) -> Ask:
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


def regions() -> tuple[tuple[Subject, Ask], ...]:
    """Whose projects they are."""
    return (
        ("signing", nodes("region")),
        ("figure", Ask("t.region")),
        ("event", Ask("region", "t.event IN (SELECT event FROM event_region WHERE {match})")),
    )


def of_event(column: str, table: str = "event") -> tuple[tuple[Subject, Ask], ...]:
    """What the event says, for all that is reported of it."""
    ask = Ask(column, f"t.event IN (SELECT event FROM {table} WHERE {{match}})")
    return (("signing", ask), ("figure", ask), ("event", ask))


def of_report(column: str) -> tuple[tuple[Subject, Ask], ...]:
    """What a report of it says; another report of the same counts too."""
    reports = f"SELECT report FROM report WHERE {column} IS NOT NULL AND {{match}}"
    return (
        ("signing", Ask(column, f"t.n IN (SELECT n FROM signing_report WHERE report IN ({reports}))")),
        ("figure", Ask(column, f"t.report IN ({reports})")),
        ("event", Ask(column, "t.event IN (SELECT event FROM report WHERE {match})")),
    )


def of_checks() -> tuple[tuple[Subject, Ask], ...]:
    """What was found in it, or is missing of it."""
    frame = "{key} IN (SELECT {column} FROM flag WHERE {{match}})"
    return (
        ("signing", Ask("flag", frame.format(key="t.n", column="signing"), bits="t.gaps")),
        ("figure", Ask("flag", frame.format(key="t.n", column="figure"), bits="t.gaps")),
        ("event", Ask("flag", frame.format(key="t.event", column="event"), bits="t.gaps")),
    )


IDS: tuple[tuple[Subject, Ask], ...] = (
    ("signing", Ask("id", "t.n IN (SELECT n FROM signing WHERE {match})")),
    ("figure", Ask("t.id")),
    ("event", Ask("t.id")),
)

# What is told "so far" is open at the start, and nobody knows when it began: it is found from the year on in which it
# ends, the third day being the last of the year that is asked for. Else every total so far would be one of 1850.
_DAYS = Ask("", "t.last >= ? AND t.first <= ? AND (t.first > 0 OR t.last <= ?)", "NOT (t.first >= ? AND t.last <= ?)")
ON_DAYS: tuple[tuple[Subject, Ask], ...] = (("signing", _DAYS), ("figure", _DAYS), ("event", _DAYS))


def of_signing(column: str, *, unit: str | None = None) -> tuple[tuple[Subject, Ask], ...]:
    """What a signing alone has; a number of a `unit` where one is said."""
    return (("signing", Ask(column, unit=unit)),)
