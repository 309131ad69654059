"""The totals of a query: what is added, lane by lane, and how much is not, by reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from heapq import merge
from itertools import compress, islice
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.catalog.adding.events import Events
from tuiapp.catalog.adding.hits import ADDED, OVERLAP, SAME, only, reason_of, settled
from tuiapp.catalog.adding.lanes import LANE_BITS, NO_QUALIFIER, lane_of, qualifier_at
from tuiapp.catalog.adding.packs import Packs
from tuiapp.catalog.adding.periods import Chosen, Periods
from tuiapp.catalog.packing import QUALIFIERS
from tuiapp.catalog.rows import chunks, listed
from tuiapp.catalog.totals import Added, Totals
from tuiapp.rules.results import LaneSum, LeftSum, MoneySum, SumOf
from tuiapp.values.qualifier import Qualifier, join, largest

if TYPE_CHECKING:
    from tuiapp.catalog.clause import Clause
    from tuiapp.catalog.connection import Connection

_IS_ADDED = only(ADDED)
_MANY = 0.6
"""The share of all that is not found up to which it is sooner done to go through all."""


class Alike(NamedTuple):
    """Signings of one lane whose numbers are bounded in the same way, and what is added of them."""

    kind: int
    """See `ALIKE`."""
    start: int
    """Where they begin in the order by this number, and where they end."""
    stop: int
    signings: int
    """How many are added."""
    projects: int
    yuan: int

    @property
    def counted(self) -> bool:
        """Whether they print a count."""
        return self.kind >> 5 & 15 != NO_QUALIFIER

    @property
    def priced(self) -> bool:
        """Whether they print an amount."""
        return self.kind >> 1 & 15 != NO_QUALIFIER

    @property
    def count_qualifier(self) -> Qualifier:
        """How their counts are bounded."""
        return QUALIFIERS[self.kind >> 5 & 15]

    @property
    def yuan_qualifier(self) -> Qualifier:
        """How their yuan are bounded: about, where we converted them."""
        return Qualifier.ABOUT if self.foreign else QUALIFIERS[self.kind >> 1 & 15]

    @property
    def foreign(self) -> bool:
        """Whether their amounts are printed in another currency than yuan."""
        return bool(self.kind & 1)


class Inner(NamedTuple):
    """What stands for the amount of an added whole that prints none."""

    n: int
    yuan: int
    qualifiers: int
    converted: int


def totals(connection: Connection, where: Clause, wider: Clause) -> Totals:
    """The totals of what is found.

    Args:
        connection: to the index.
        where: what is found.
        wider: what of a found signing is not wholly in the query, null where all of it is.
    """
    summing = Summing(connection, where, wider)
    verdicts = bytes(summing.verdicts)
    return Totals(tuple(summing.lanes()), Added.marked(verdicts.translate(_IS_ADDED), verdicts))


class Summing:
    """Settles what becomes of all that is found, and adds up; for the arguments see `totals`."""

    def __init__(self, connection: Connection, where: Clause, wider: Clause) -> None:
        self._connection = connection
        self.packs = Packs(connection)
        self.verdicts = settled(connection, self.packs, where, wider)
        """What becomes of each signing, by position."""
        connection.check()
        periods = Periods(connection, self.packs, self.verdicts.translate(_IS_ADDED))
        if len(periods.turns) < self.verdicts.count(ADDED):
            Events(connection, self.packs, self.verdicts)
        connection.check()
        self.chosen = Chosen(periods, periods.by_lane())
        """The period totals."""
        self.chosen.mark(self.verdicts)

    def lanes(self) -> Iterator[LaneSum]:
        """The total of each lane in which anything is found, the default lane first."""
        for lane in sorted(self._lanes, key=lambda number: lane_of(number).order):
            several = self._lanes[lane]
            self._connection.check()
            signings = sum(one.signings for one in several)
            yield LaneSum(lane_of(lane), signings, self._count(several), self._money(lane), tuple(self._left(lane)))

    def left(self, lane: int, verdict: int, most: int) -> Sequence[int]:
        """The first positions of a lane that are left out for one reason."""
        mask = only(verdict)
        order = self.packs["order"]
        positions = (
            compress(order[one.start : one.stop], self._inked[one.start : one.stop].translate(mask))
            for one in self._lanes[lane]
            if verdict in self._inked[one.start : one.stop]
        )
        return list(islice(merge(*positions), most))

    @cached_property
    def _inked(self) -> bytes:
        """The verdicts by `order`, so that those of one lane stand together."""
        slots, verdicts = self.packs["slot"], self.verdicts
        if verdicts.count(0) < _MANY * len(verdicts):
            return bytes(map(verdicts.__getitem__, self.packs["order"]))
        inked = bytearray(len(verdicts))
        for n in compress(range(len(verdicts)), verdicts):
            inked[slots[n]] = verdicts[n]
        return bytes(inked)

    @cached_property
    def _lanes(self) -> dict[int, list[Alike]]:
        """By the number of the lane, what is found in it."""
        counts, yuan = memoryview(self.packs["count"]), memoryview(self.packs["yuan"])
        lanes: dict[int, list[Alike]] = defaultdict(list)
        for kind, start, stop in self.packs.alike:
            self._connection.check()
            verdicts = self._inked[start:stop]
            if verdicts.count(0) == stop - start:
                continue
            signings = verdicts.count(ADDED)
            added = verdicts.translate(_IS_ADDED) if signings else b""
            projects, money = (sum(compress(column[start:stop], added)) for column in (counts, yuan))
            lanes[kind >> LANE_BITS].append(Alike(kind, start, stop, signings, projects, money))
        return lanes

    def _left(self, lane: int) -> Iterator[LeftSum]:
        """How much is left out, by reason."""
        if lane in self._others:
            amounts = self._others[lane]
            yield LeftSum(reason_of(SAME), len(amounts), *largest(amounts))
        yuan = memoryview(self.packs["yuan"])
        for verdict in range(SAME + 1, OVERLAP + 1):
            signings, most = 0, list[tuple[int, Qualifier]]()
            mask = only(verdict)
            for one in self._lanes[lane]:
                verdicts = self._inked[one.start : one.stop]
                here = verdicts.count(verdict)
                if here and one.priced:
                    amounts_here = compress(yuan[one.start : one.stop], verdicts.translate(mask))
                    most.append((max(amounts_here), one.yuan_qualifier))
                signings += here
            if signings:
                yield LeftSum(reason_of(verdict), signings, *largest(most))

    @cached_property
    def _others(self) -> dict[int, list[tuple[int, Qualifier | None]]]:
        """By lane the amounts of the other reports there are of what is found, and how they are bounded."""
        alike, verdicts = self.packs["alike"], self.verdicts
        found: dict[int, list[tuple[int, Qualifier | None]]] = defaultdict(list)
        columns = (self.packs[name] for name in ("other", "other yuan", "other bound"))
        for n, yuan, bound in zip(*columns, strict=True):
            if verdicts[n]:
                found[alike[n] >> LANE_BITS].append((yuan, qualifier_at(bound)))
        return found

    @cached_property
    def _inner(self) -> dict[int, list[Inner]]:
        """By lane what stands for the amounts that are not printed."""
        alike, verdicts = self.packs["alike"], self.verdicts
        inner: dict[int, list[Inner]] = defaultdict(list)
        columns = (self.packs[name] for name in ("inner", "inner yuan", "inner qualifiers", "inner converted"))
        for one in map(Inner._make, zip(*columns, strict=True)):
            if verdicts[one.n] == ADDED:
                inner[alike[one.n] >> LANE_BITS].append(one)
        return inner

    def _count(self, several: Sequence[Alike]) -> SumOf:
        counted = [one for one in several if one.counted and one.signings]
        without = sum(one.signings for one in several if not one.counted)
        if not counted:
            return SumOf(None, None, None, None, without)
        value = sum(one.projects for one in counted)
        qualifier = join(one.count_qualifier for one in counted)
        if qualifier is not Qualifier.RANGE:
            return SumOf(value, qualifier, None, None, without)
        ranges = [one for one in counted if one.count_qualifier is Qualifier.RANGE]
        return SumOf(value, qualifier, value, value + self._beyond("count", ranges), without)

    def _money(self, lane: int) -> MoneySum:
        inner = self._inner.get(lane, [])
        priced = [one for one in self._lanes[lane] if one.priced and one.signings]
        without = sum(one.signings for one in self._lanes[lane] if not one.priced) - len(inner)
        if not priced and not inner:
            return MoneySum(None, None, None, None, without, 0, None)
        qualifiers = {one.yuan_qualifier for one in priced}
        qualifiers |= {kind for one in inner for bit, kind in enumerate(QUALIFIERS) if one.qualifiers >> bit & 1}
        qualifier = join(qualifiers)
        value = sum(one.yuan for one in priced) + sum(one.yuan for one in inner)
        low, high = None, None
        if qualifier is Qualifier.RANGE:
            ranges = [one for one in priced if one.yuan_qualifier is Qualifier.RANGE]
            low, high = value, value + self._beyond("yuan", ranges)
        converted = sum(one.yuan for one in priced if one.foreign) + sum(one.converted for one in inner)
        original = self._original(priced, inner) if all(one.foreign for one in priced) else None
        return MoneySum(value, qualifier, low, high, without, converted, original)

    def _added_of(self, several: Sequence[Alike]) -> list[int]:
        """The positions of what is added of them."""
        order = self.packs["order"]
        return [
            n
            for one in several
            for n in compress(order[one.start : one.stop], self._inked[one.start : one.stop].translate(_IS_ADDED))
        ]

    def _beyond(self, column: str, ranges: Sequence[Alike]) -> int:
        """How far the upper ends of added ranges lie above their lower ones, together."""
        sql = f"SELECT sum({column}_high - {column}) FROM fact WHERE n IN "
        values = (self._connection.value(f"{sql}({listed(some)})") for some in chunks(self._added_of(ranges)))
        return sum(value or 0 for value in values)

    def _original(self, priced: Sequence[Alike], inner: Sequence[Inner]) -> tuple[str, Decimal] | None:
        """The sum in the currency in which all amounts are printed, where that is one and not yuan."""
        printed: list[tuple[str, str | None]] = []
        for table, positions in (("fact", self._added_of(priced)), ("inner", [one.n for one in inner])):
            for some in chunks(positions):
                rows = self._connection.rows(f"SELECT currency, original FROM {table} WHERE n IN ({listed(some)})")
                printed += [(currency, text) for currency, text in rows]
        currencies = {currency for currency, _text in printed}
        known = [Decimal(text) for _currency, text in printed if text is not None]
        if len(currencies) != 1 or currencies <= {"", "CNY"} or len(known) < len(printed):
            return None
        return currencies.pop(), sum(known, Decimal(0))
