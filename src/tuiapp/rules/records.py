"""The plain records that the rules work on; whoever calls them fills these in."""

from decimal import Decimal
from typing import Literal, NamedTuple

from tuiapp.values.qualifier import Qualifier

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


class Lane(NamedTuple):
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


class Amount(NamedTuple):
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


class Count(NamedTuple):
    """A whole number of things, with its bounds as in `Amount`."""

    value: int
    qualifier: Qualifier
    low: int | None = None
    high: int | None = None


Because = Literal["days", "regions", "sectors", "counterparts"]
"""What of a found signing is not in the query, in the order in which it is looked for."""


class SumRow(NamedTuple):
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
    count: Count | None = None  # type: ignore[assignment]  # hides tuple.count, which no record needs
    amount: Amount | None = None
    doubt: bool = False
    """One of its numbers is contradicted and may not be used."""
    published: int | None = None
    """The day its report was published, where it is known."""
    unconverted: bool = False
    """It prints an amount that is not known in yuan, so that `amount` is None."""


Severity = Literal["error", "warning", "gap"]
"""A contradiction inside one record; what else may be wrong; what is only missing, which is no finding until somebody
says why."""

GAPS = ("no-amount", "no-count", "no-link", "undated-report", "no-day", "no-sector")
"""What can be missing of a record, by the ids of the checks, the weightiest first."""


GAP_BITS = {gap: 1 << place for place, gap in enumerate(reversed(GAPS))}
"""The bit of each gap in a number that holds several; such numbers sort by the weightiest of theirs."""


def gaps_in(bits: int) -> tuple[str, ...]:
    """The gaps in a number of bits, the weightiest first."""
    return tuple(gap for gap in GAPS if bits & GAP_BITS[gap])
