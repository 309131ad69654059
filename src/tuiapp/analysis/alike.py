"""What makes two signings like for like, and the best such pair of two columns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from tuiapp.analysis.bounds import Bounded, Difference, difference
from tuiapp.values.dates import Period
from tuiapp.values.parse import parse_threshold
from tuiapp.values.qualifier import Qualifier
from tuiapp.values.quantity import QuantityError

if TYPE_CHECKING:
    from collections.abc import Container

    from tuiapp.catalog.records import Money, SigningRow
    from tuiapp.rules.records import Lane
    from tuiapp.values.quantity import Quantity

_ON_SITE = re.compile(
    r"\bon[- ](?:site|the spot|stage)\b|\bface to face\b|opening ceremon|现场|現場|集中签约", re.IGNORECASE
)
_TENTATIVE = re.compile(r"\bpreliminar|\binten(?:ded|tion|tional|d to)\b|letters? of intent|意向|初步", re.IGNORECASE)

Measured = Literal["investment", "projects"]


def is_on_site(row: SigningRow) -> bool:
    """Whether its label says that it is what was signed on the spot, not all of the event."""
    return bool(_ON_SITE.search(row.label))


def is_tentative(row: SigningRow) -> bool:
    """Whether its label or note says that it is preliminary, or intended only."""
    return bool(_TENTATIVE.search(f"{row.label} {row.note or ''}"))


def bounded_money(money: Money | None) -> Bounded | None:
    """An amount in yuan with its bounds; None where there is none. A converted one bounds nothing."""
    if money is None or money.cny is None:
        return None
    printed = money.printed
    if printed.unit != "CNY":
        return Bounded(money.cny, Qualifier.ABOUT)
    return Bounded(money.cny, printed.qualifier, money.high_cny)


def bounded_count(count: Quantity | None) -> Bounded | None:
    """A count with its bounds."""
    if count is None:
        return None
    return Bounded(int(count.value), count.qualifier, None if count.high is None else int(count.high))


def months_of(row: SigningRow) -> tuple[int | None, int]:
    """Its first and last month, counted from the year 0; the first is None where it is open at the start."""
    period = Period.parse(row.when)
    first = period.first
    return (None if first is None else first.year * 12 + first.month - 1), period.last.year * 12 + period.last.month - 1


def thresholds(row: SigningRow) -> tuple[tuple[str, str, str], ...]:
    """What each of its projects exceeds: numbers with currency and qualifier, however they are worded."""
    if row.threshold is None:
        return ()
    try:
        parsed = parse_threshold(row.threshold, row.report.language)
    except QuantityError:
        return (("", row.threshold, ""),)
    # Over and at least this much is one threshold in practice: sources of one total word it either way.
    return tuple((one.unit, f"{one.value:f}", "") for one in parsed)


class Key(NamedTuple):
    """What has to be equal for two signings to be like for like."""

    lane: Lane
    kind: str
    """Of an event's signing the kind of event; of a period total nothing."""
    months: int | None
    """Of a period total how many months it covers, None where it is open; of an event's signing 0."""
    level: tuple[str, ...]
    """The kinds of its regions: a district's total is not compared with a city's."""
    thresholds: tuple[tuple[str, str, str], ...]
    on_site: bool
    tentative: bool
    share: bool
    """Whether it is a region's share of a wider total."""


def key_of(row: SigningRow, shares: Container[str] = ()) -> Key | None:
    """The key of a signing; None of one that is like no other: a total that is open at the start."""
    months: int | None = 0
    if row.period:
        first, last = months_of(row)
        if first is None:
            return None
        months = last - first + 1
    return Key(
        row.lane,
        "" if row.period else row.event.kind,
        months,
        tuple(sorted(region.kind for region in row.regions)),
        thresholds(row),
        is_on_site(row),
        is_tentative(row),
        row.id in shares,
    )


class Pair(NamedTuple):
    """Two signings that are like for like, and what is certain of them."""

    first: SigningRow
    second: SigningRow
    measured: Measured
    """Which of their numbers are compared."""
    difference: Difference | None
    """None where the bounds leave open which is more."""


def best_pair(
    first: Sequence[SigningRow],
    second: Sequence[SigningRow],
    shares: Container[str] = (),
    unpaired: Container[int] = (),
) -> Pair | None:
    """The pair that says most: certain, of wide regions, one year, with amounts, exact, large; None if none is alike.

    Args:
        first: the added signings of one column.
        second: those of the other.
        shares: the ids of signings that are a region's share of a wider total.
        unpaired: the positions of those that are in the other column too: of a whole and its own part a percentage
            says nothing.
    """
    by_key: dict[Key, list[SigningRow]] = defaultdict(list)
    for row in second:
        key = key_of(row, shares)
        if key is not None and row.n not in unpaired:
            by_key[key].append(row)
    best: tuple[tuple[bool | int, ...], Pair] | None = None
    for row in first:
        key = key_of(row, shares)
        for other in by_key.get(key, ()) if key is not None and row.n not in unpaired else ():
            for pair in _pairs(row, other):
                rank = _rank(pair)
                if best is None or rank > best[0]:
                    best = rank, pair
    return best[1] if best else None


def _pairs(row: SigningRow, other: SigningRow) -> Iterator[Pair]:
    a, b = bounded_money(row.investment), bounded_money(other.investment)
    if a is not None and b is not None:
        yield Pair(row, other, "investment", difference(a, b))
    a, b = bounded_count(row.count), bounded_count(other.count)
    if a is not None and b is not None:
        yield Pair(row, other, "projects", difference(a, b))


def _rank(pair: Pair) -> tuple[bool | int, ...]:
    ends = [months_of(row)[1] for row in (pair.first, pair.second)]
    apart = abs(ends[0] - ends[1])
    sizes = [bounded_money(row.investment) for row in (pair.first, pair.second)]
    counts = [bounded_count(row.count) for row in (pair.first, pair.second)]
    return (
        pair.difference is not None,
        -max((len(region.path) for row in (pair.first, pair.second) for region in row.regions), default=0),
        -(abs(ends[0] // 12 - ends[1] // 12)),
        pair.measured == "investment",
        pair.difference is not None and pair.difference.by.qualifier is Qualifier.EXACT,
        -(apart if pair.first.period else 0),
        min((int(size.value) for size in sizes if size), default=0),
        min((int(count.value) for count in counts if count), default=0),
    )
