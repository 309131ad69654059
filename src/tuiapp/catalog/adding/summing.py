"""The sums of what is added, lane by lane, and how much is not, by reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.catalog.adding.lanes import LANE, lane_of
from tuiapp.catalog.packing import QUALIFIERS
from tuiapp.rules.results import REASONS, LaneSum, LeftSum, MoneySum, SumOf
from tuiapp.values.qualifier import Qualifier, join

if TYPE_CHECKING:
    from tuiapp.catalog.adding.verdicts import Verdicts
    from tuiapp.catalog.connection import Connection


class _Same(NamedTuple):
    """What is added of one lane whose numbers are bounded and printed in the same way."""

    count_qualifier: int | None
    yuan_qualifier: int | None
    currency: str | None
    signings: int
    counted: int
    projects: int | None
    priced: int
    yuan: int | None


class _Inner(NamedTuple):
    """What stands for the amount of an added whole that prints none."""

    yuan: int
    qualifiers: int
    converted: int
    currency: str
    original: str | None


def lanes(connection: Connection, verdicts: Verdicts) -> tuple[LaneSum, ...]:
    """The total of each lane in which anything is found, the default lane first."""
    alike: dict[int, list[_Same]] = defaultdict(list)
    joined = verdicts.added.replace(" AS h WHERE", " AS h CROSS JOIN fact AS t ON t.n = h.n WHERE")
    for lane, *row in connection.rows(
        f"SELECT {LANE}, t.count_qualifier, t.yuan_qualifier, t.currency, count(*), count(t.count), sum(t.count), "
        f"count(t.yuan), sum(t.yuan) FROM {joined} GROUP BY 1, 2, 3, 4"
    ):
        alike[lane].append(_Same(*row))
    inner: dict[int, list[_Inner]] = defaultdict(list)
    for lane, *row in connection.rows(
        f"SELECT {LANE}, i.yuan, i.qualifiers, i.converted, i.currency, i.original FROM inner AS i "
        f"CROSS JOIN {joined.replace(' ON t.n = h.n WHERE', ' ON t.n = h.n WHERE h.n = i.n AND')}"
    ):
        inner[lane].append(_Inner(*row))
    left = _left(connection, verdicts)
    summed = []
    for number in {*alike, *left}:
        exact = _Exact(connection, joined, number)
        summed.append(
            LaneSum(
                lane_of(number),
                sum(same.signings for same in alike[number]),
                _count(alike[number], exact),
                _money(alike[number], inner[number], exact),
                tuple(left[number]),
            )
        )
    return tuple(sorted(summed, key=lambda one: one.lane.order))


def _left(connection: Connection, verdicts: Verdicts) -> dict[int, list[LeftSum]]:
    """What is not added, by lane and reason in the order in which they are tried."""
    found = connection.rows(
        f"SELECT {LANE}, CASE h.why WHEN 'doubt' THEN 2 ELSE 1 END, count(*), max(t.yuan) FROM {verdicts.hits} AS h "
        "CROSS JOIN fact AS t ON t.n = h.n WHERE h.why IS NOT NULL GROUP BY 1, 2"
    )
    found += connection.rows(
        f"SELECT {LANE}, o.reason, count(*), max(t.yuan) FROM {verdicts.out} AS o "
        "CROSS JOIN fact AS t ON t.n = o.n GROUP BY 1, 2"
    )
    found += connection.rows(
        f"SELECT {LANE}, 0, count(*), max(o.yuan) FROM other AS o CROSS JOIN {verdicts.hits} AS h ON h.n = o.n "
        "CROSS JOIN fact AS t ON t.n = o.n GROUP BY 1"
    )
    left: dict[int, list[LeftSum]] = defaultdict(list)
    for lane, reason, signings, largest in sorted(found, key=lambda row: row[:2]):
        left[lane].append(LeftSum(REASONS[reason], signings, largest))
    return left


class _Exact:
    """What only a total of one lane has to be asked for, and few totals have."""

    def __init__(self, connection: Connection, joined: str, lane: int) -> None:
        self._connection = connection
        self._from = f"FROM {joined} AND {LANE} = {lane}"

    def high(self, column: str) -> int:
        """The sum of the upper ends."""
        high: int = self._connection.value(f"SELECT sum(coalesce(t.{column}_high, t.{column})) {self._from}")
        return high

    def originals(self) -> Iterable[str | None]:
        """The amounts as printed in their own currency."""
        return [text for (text,) in self._connection.rows(f"SELECT t.original {self._from} AND t.yuan IS NOT NULL")]


def _count(alike: list[_Same], exact: _Exact) -> SumOf:
    counted = [same for same in alike if same.counted]
    without = sum(same.signings - same.counted for same in alike)
    if not counted:
        return SumOf(None, None, None, None, without)
    value = sum(same.projects or 0 for same in counted)
    qualifier = join(_qualifier(same.count_qualifier) for same in counted)
    low, high = (value, exact.high("count")) if qualifier is Qualifier.RANGE else (None, None)
    return SumOf(value, qualifier, low, high, without)


def _money(alike: list[_Same], inner: list[_Inner], exact: _Exact) -> MoneySum:
    priced = [same for same in alike if same.priced]
    without = sum(same.signings - same.priced for same in alike) - len(inner)
    if not priced and not inner:
        return MoneySum(None, None, None, None, without, 0, None)
    foreign = [same for same in priced if same.currency not in (None, "CNY")]
    qualifiers = {Qualifier.ABOUT if same in foreign else _qualifier(same.yuan_qualifier) for same in priced}
    qualifiers |= {kind for one in inner for bit, kind in enumerate(QUALIFIERS) if one.qualifiers >> bit & 1}
    qualifier = join(qualifiers)
    value = sum(same.yuan or 0 for same in priced) + sum(one.yuan for one in inner)
    low, high = (value, exact.high("yuan")) if qualifier is Qualifier.RANGE else (None, None)
    converted = sum(same.yuan or 0 for same in foreign) + sum(one.converted for one in inner)
    currencies = {same.currency or "CNY" for same in priced} | {one.currency for one in inner}
    original = _original(currencies.pop(), inner, exact) if len(currencies) == 1 else None
    return MoneySum(value, qualifier, low, high, without, converted, original)


def _original(currency: str, inner: list[_Inner], exact: _Exact) -> tuple[str, Decimal] | None:
    """The sum in the currency in which all amounts are printed, where that is not yuan."""
    if currency in ("", "CNY"):
        return None
    printed = [*exact.originals(), *(one.original for one in inner)]
    known = [Decimal(text) for text in printed if text is not None]
    return (currency, sum(known, Decimal(0))) if len(known) == len(printed) else None


def _qualifier(position: int | None) -> Qualifier:
    assert position is not None
    return QUALIFIERS[position]
