"""The totals of a query: what is added, lane by lane, and how much is not, by reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.catalog.adding import periods
from tuiapp.catalog.adding.lanes import ALIKE, LANE, LANE_BITS, lane_of
from tuiapp.catalog.adding.verdicts import ADDED, SAME, Verdicts, listed
from tuiapp.catalog.packing import QUALIFIERS
from tuiapp.catalog.totals import Added, Totals
from tuiapp.rules.results import REASONS, LaneSum, LeftSum, MoneySum, SumOf
from tuiapp.values.qualifier import Qualifier, join

if TYPE_CHECKING:
    from tuiapp.catalog.clause import Clause
    from tuiapp.catalog.connection import Connection


class Alike:
    """Sums over what is added of one lane and prints its numbers bounded in the same way."""

    __slots__ = ("alike", "counted", "priced", "projects", "signings", "yuan")

    def __init__(self, alike: int) -> None:
        self.alike = alike
        self.signings = self.counted = self.projects = self.priced = self.yuan = 0

    def add(self, count: int | None, yuan: int | None) -> None:
        """Add a signing."""
        self.signings += 1
        if count is not None:
            self.counted += 1
            self.projects += count
        if yuan is not None:
            self.priced += 1
            self.yuan += yuan

    @property
    def count_qualifier(self) -> Qualifier:
        """How its counts are bounded."""
        return QUALIFIERS[self.alike >> 5 & 15]

    @property
    def yuan_qualifier(self) -> Qualifier:
        """How its yuan are bounded: about, where we converted them."""
        return Qualifier.ABOUT if self.foreign else QUALIFIERS[self.alike >> 1 & 15]

    @property
    def foreign(self) -> bool:
        """Whether its amounts are printed in another currency than yuan."""
        return bool(self.alike & 1)


class Left:
    """What is left out of one lane for one reason."""

    __slots__ = ("first", "largest", "signings")

    def __init__(self) -> None:
        self.signings = 0
        self.largest: int | None = None
        self.first: list[int] = []
        """The positions of some."""

    def add(self, n: int, yuan: int | None) -> None:
        """Leave out a signing."""
        if self.signings < SOME:
            self.first.append(n)
        self.more(1, yuan)

    def more(self, signings: int, yuan: int | None) -> None:
        """Leave out several, of which this is the largest amount."""
        self.signings += signings
        if yuan is not None and (self.largest is None or yuan > self.largest):
            self.largest = yuan


class Inner(NamedTuple):
    """What stands for the amount of an added whole that prints none."""

    yuan: int
    qualifiers: int
    converted: int
    currency: str
    original: str | None


SOME = 100
"""Signings of a lane that are left out for one reason and can be named, where there are more than anybody reads."""


def totals(connection: Connection, where: Clause, wider: Clause) -> Totals:
    """The totals of what is found; for the arguments see `Verdicts`."""
    verdicts = Verdicts(connection, where, wider)
    try:
        summing = Summing(connection, verdicts)
        return Totals(tuple(sorted(summing.lanes(), key=lambda one: one.lane.order)), Added.of(summing.positions))
    finally:
        verdicts.close()


class Summing:
    """Adds what is found: one pass over what has a day, and the period totals as they were chosen."""

    def __init__(self, connection: Connection, verdicts: Verdicts) -> None:
        self._connection = connection
        self._verdicts = verdicts
        self._alike: dict[int, Alike] = {}
        self.left: dict[tuple[int, int], Left] = defaultdict(Left)
        """What is left out, by lane and the position of the reason."""
        self.chosen = periods.chosen(connection, verdicts.hits)
        self.positions: list[int] = []
        """Those of all that is added."""
        self._add_events()
        self._add_periods()
        for lane, signings, largest in connection.rows(
            f"SELECT {LANE}, count(*), max(o.yuan) FROM other AS o CROSS JOIN {verdicts.hits} AS h ON h.n = o.n "
            "CROSS JOIN fact AS t ON t.n = o.n GROUP BY 1"
        ):
            self.left[lane, SAME].more(signings, largest)

    def lanes(self) -> Iterator[LaneSum]:
        """The total of each lane in which anything is found."""
        alike: dict[int, list[Alike]] = defaultdict(list)
        for one in self._alike.values():
            alike[one.alike >> LANE_BITS].append(one)
        left: dict[int, list[LeftSum]] = defaultdict(list)
        for (lane, reason), of in sorted(self.left.items()):
            left[lane].append(LeftSum(REASONS[reason], of.signings, of.largest))
        inner = self._inner()
        for lane in {*alike, *left}:
            exact = _Exact(self._connection, self._added_rows(lane))
            money = _money(alike[lane], inner[lane], exact)
            signings = sum(one.signings for one in alike[lane])
            yield LaneSum(lane_of(lane), signings, _count(alike[lane], exact), money, tuple(left[lane]))

    def _add_events(self) -> None:
        known, left, positions = self._alike, self.left, self.positions
        verdicts = self._verdicts
        for n, alike, verdict, count, yuan in self._connection.each(
            f"SELECT h.n, a.alike, {verdicts.verdict}, a.count, a.yuan FROM {verdicts.events}"
        ):
            if verdict == ADDED:
                positions.append(n)
                sums = known.get(alike)
                if sums is None:
                    sums = known[alike] = Alike(alike)
                sums.add(count, yuan)
            else:
                left[alike >> LANE_BITS, verdict].add(n, yuan)

    def _add_periods(self) -> None:
        added: list[int] = []
        for chosen in self.chosen:
            added += chosen.added
            for n, reason in chosen.reasons():
                total = chosen.totals[n]
                self.left[total.lane, reason].add(n, total.printed)
        self._periods = listed(added)
        self.positions += added
        for alike, count, yuan in self._connection.each(
            f"SELECT {ALIKE}, t.count, t.yuan FROM fact AS t WHERE t.n IN ({self._periods})"
        ):
            self._alike.setdefault(alike, Alike(alike)).add(count, yuan)
        for lane, verdict, n, yuan in self._connection.each(
            f"SELECT {LANE}, {self._verdicts.alone}, t.n, t.yuan FROM {self._verdicts.hits} AS h "
            "CROSS JOIN fact AS t ON t.n = h.n WHERE h.why IS NOT NULL AND t.basis = 1"
        ):
            self.left[lane, verdict].add(n, yuan)

    def _added_rows(self, lane: int) -> str:
        """The rows `t` of a lane that are added, and a condition on them."""
        if lane & 1:
            return f"fact AS t WHERE t.n IN ({self._periods}) AND {LANE} = {lane}"
        verdicts = self._verdicts
        return (
            f"{verdicts.events} CROSS JOIN fact AS t ON t.n = h.n "
            f"WHERE a.alike >> {LANE_BITS} = {lane} AND {verdicts.verdict} = {ADDED}"
        )

    def _inner(self) -> dict[int, list[Inner]]:
        columns = "i.yuan, i.qualifiers, i.converted, i.currency, i.original"
        verdicts = self._verdicts
        rows = self._connection.rows(
            f"SELECT a.alike >> {LANE_BITS}, {columns} FROM {verdicts.events} CROSS JOIN inner AS i ON i.n = h.n "
            f"WHERE a.yuan IS NULL AND {verdicts.verdict} = {ADDED}"
        )
        rows += self._connection.rows(
            f"SELECT {LANE}, {columns} FROM inner AS i CROSS JOIN fact AS t ON t.n = i.n WHERE i.n IN ({self._periods})"
        )
        inner: dict[int, list[Inner]] = defaultdict(list)
        for lane, *row in rows:
            inner[lane].append(Inner(*row))
        return inner


class _Exact:
    """What only a total of one lane has to be asked for, and few totals have."""

    def __init__(self, connection: Connection, rows: str) -> None:
        self._connection = connection
        self._rows = rows

    def high(self, column: str) -> int:
        """The sum of the upper ends."""
        high: int = self._connection.value(f"SELECT sum(coalesce(t.{column}_high, t.{column})) FROM {self._rows}")
        return high

    def originals(self) -> list[tuple[str, str | None]]:
        """The amounts as printed, each with its currency."""
        rows = self._connection.rows(f"SELECT t.currency, t.original FROM {self._rows} AND t.yuan IS NOT NULL")
        return [(currency, text) for currency, text in rows]


def _count(added: list[Alike], exact: _Exact) -> SumOf:
    counted = [one for one in added if one.counted]
    without = sum(one.signings - one.counted for one in added)
    if not counted:
        return SumOf(None, None, None, None, without)
    value = sum(one.projects for one in counted)
    qualifier = join(one.count_qualifier for one in counted)
    low, high = (value, exact.high("count")) if qualifier is Qualifier.RANGE else (None, None)
    return SumOf(value, qualifier, low, high, without)


def _money(added: list[Alike], inner: list[Inner], exact: _Exact) -> MoneySum:
    priced = [one for one in added if one.priced]
    without = sum(one.signings - one.priced for one in added) - len(inner)
    if not priced and not inner:
        return MoneySum(None, None, None, None, without, 0, None)
    qualifiers = {one.yuan_qualifier for one in priced}
    qualifiers |= {kind for one in inner for bit, kind in enumerate(QUALIFIERS) if one.qualifiers >> bit & 1}
    qualifier = join(qualifiers)
    value = sum(one.yuan for one in priced) + sum(one.yuan for one in inner)
    low, high = (value, exact.high("yuan")) if qualifier is Qualifier.RANGE else (None, None)
    converted = sum(one.yuan for one in priced if one.foreign) + sum(one.converted for one in inner)
    original = None if any(not one.foreign for one in priced) else _original(inner, exact)
    return MoneySum(value, qualifier, low, high, without, converted, original)


def _original(inner: list[Inner], exact: _Exact) -> tuple[str, Decimal] | None:
    """The sum in the currency in which all amounts are printed, where that is one and not yuan."""
    printed = [*exact.originals(), *((one.currency, one.original) for one in inner)]
    currencies = {currency for currency, _text in printed}
    known = [Decimal(text) for _currency, text in printed if text is not None]
    if len(currencies) != 1 or currencies <= {"", "CNY"} or len(known) < len(printed):
        return None
    return currencies.pop(), sum(known, Decimal(0))
