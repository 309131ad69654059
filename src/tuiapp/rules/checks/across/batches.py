"""A signing as far as those of other events are held against it, and how two of them stand to each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tuiapp.rules.checks.registry import Check, Context, Fault
from tuiapp.rules.containment import Regions
from tuiapp.rules.records import Lane
from tuiapp.values.dates import Period
from tuiapp.values.quantity import Quantity

NEAR = 3
"""Days. How far apart two reports may place one event: one gives the opening, another the close or the day it wrote."""


class Batch(NamedTuple):
    """A signing and what its event says of it: nothing here but what an index keeps."""

    id: str
    """`event/signing`."""
    event: str
    kind: str
    """The event's: fair, ceremony, period, …."""
    series: str | None
    edition: int | None
    edition_key: str
    """Equal for two events exactly when they are of one edition."""
    lane: Lane
    status: str
    """The stage in the source's word."""
    when: Period
    first: int
    """Its first day as a proleptic ordinal; 0 where it is open at the start."""
    last: int
    regions: Regions
    """Whose projects they are; a named group as its members."""
    part_of: str | None = None
    count: Quantity | None = None  # type: ignore[assignment]  # hides tuple.count, which no record needs
    investment: Quantity | None = None
    cny: int | None = None
    """The amount in whole yuan, the low end of a range; None without an amount or a rate."""
    threshold: str | None = None
    sectors: tuple[str, ...] = ()
    counterparts: tuple[str, ...] = ()
    yoy_count: Quantity | None = None
    yoy_investment: Quantity | None = None

    @property
    def order(self) -> tuple[int, int, str]:
        """Sorts by day, then by id, so that of two the later one is found."""
        return self.first, self.last, self.id


class AcrossRule(NamedTuple):
    """A check that needs several events, and the two functions that carry it out.

    Only batches that share a key are ever held against each other. What is found in a batch depends on nothing but
    those that share one of its keys: whoever has changed some needs to look at these again, and at no others.
    """

    check: Check
    keys: Callable[[Batch], Iterator[str]]
    """The keys of a batch; none where the check has nothing to do with it."""
    find: Callable[[Sequence[Batch], Context], Iterator[Fault]]
    """What is found among two or more batches that share a key."""
    asks: Callable[[Batch], bool] = lambda _batch: True
    """Whether something can be found because of a batch; where none of those that share a key asks, nothing is."""
    within: int | None = None
    """Days. Two batches whose last days are farther apart are not held against each other; None when all are."""


def linked(one: Batch, other: Batch) -> bool:
    """Whether the dataset says how two batches are related: by event, edition, series or as part and whole."""
    return (
        one.event == other.event
        or one.edition_key == other.edition_key
        or (one.series is not None and one.series == other.series)
        or one.part_of == other.id
        or other.part_of == one.id
        or (one.part_of is not None and one.part_of == other.part_of)
    )


@lru_cache(maxsize=4096)
def place_key(regions: Regions) -> str:
    """Regions as a part of a key."""
    return ",".join(path[-1] for path in regions)


def value_key(quantity: Quantity) -> str:
    """A number as a part of a key: equal for equal numbers, however many zeros they are computed with."""
    whole = int(quantity.value)  # nearly all are, and a whole number has one form
    return f"{whole if whole == quantity.value else quantity.value.normalize()} {quantity.unit}"


def restrictions(batch: Batch) -> tuple[object, ...]:
    """What makes it less than all projects of its region and time."""
    return batch.threshold, batch.sectors, batch.counterparts
