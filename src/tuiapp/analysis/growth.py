"""Growth as printed, beside growth as the records of two years give it, and the earlier value that a growth implies.

What is derived says from what: implied previous value = value / (1 + growth). It is given with as many digits as the
printed growth bears: 240.572 that grew by 25.48 % were 191.7, for the growth may have been 25.475 or 25.485.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.analysis.alike import Key, Measured, bounded_count, bounded_money, key_of, months_of
from tuiapp.analysis.bounds import Bounded, flip
from tuiapp.values.qualifier import Qualifier, join

if TYPE_CHECKING:
    from tuiapp.catalog.records import SigningRow
    from tuiapp.values.quantity import Quantity

_YEAR = 12
_MOST, _LEAST = 6, 3
"""Significant digits of a derived amount; one that bears fewer than the least is about."""


class Growth(NamedTuple):
    """How one number of a signing grew."""

    signing: SigningRow
    measured: Measured
    value: Bounded
    """Yuan, or projects."""
    printed: Quantity | None
    """The growth on the year before that the source prints: percent, or a number of projects."""
    implied: Bounded | None
    """The value of the year before that the printed growth implies, in the unit of `value`."""
    previous: SigningRow | None
    """The signing of the year before that is like for like."""
    computed: Bounded | None
    """The growth on it in percent, where its sign is certain; `value` may be negative."""

    @property
    def before(self) -> Bounded | None:
        """The number of the signing of the year before."""
        return None if self.previous is None else _number(self.previous, self.measured)


def growths(
    rows: Sequence[SigningRow], printing: Iterable[SigningRow], series: Mapping[str, str], shares: Container[str] = ()
) -> list[Growth]:
    """What grew: each signing that prints a growth, or has a like of the year before; the newest first.

    Args:
        rows: the added signings of one column.
        printing: others that print a growth, parts of these among them.
        series: the series of their events, by the event's id; what is no edition of one has no like.
        shares: the ids of signings that are a region's share of a wider total.
    """
    known = {row.id: row for row in (*rows, *printing)}
    places = {row.id: _place(row, series, shares) for row in known.values()}
    likes: dict[_Place, list[SigningRow]] = {}
    for row in known.values():
        place = places[row.id]
        if place is not None:
            likes.setdefault(place, []).append(row)
    ordered = sorted(known.values(), key=lambda row: (-months_of(row)[1], row.n))
    return [growth for row in ordered for growth in _of(row, _previous(places[row.id], likes))]


def implied_previous(value: Bounded, growth: Quantity, *, whole: bool) -> Bounded | None:
    """The value a year before one that has grown: value / (1 + growth), or value - growth where that is a number.

    Args:
        value: what it grew to.
        growth: in percent, or in the unit of the value; negative for a fall.
        whole: whether it counts things.

    Returns:
        None where the growth leaves nothing to have grown from, or either number is a range.
    """
    if Qualifier.RANGE in (value.qualifier, growth.qualifier):
        return None
    qualifier = join((value.qualifier, flip(growth.qualifier)))
    if growth.unit != "percent":
        before = Decimal(value.value) - growth.value
        return Bounded(int(before), qualifier) if before > 0 and before == before.to_integral_value() else None
    if growth.value <= -100:
        return None
    half = Decimal(1).scaleb(_exponent(growth.value)) / 2
    if growth.value - half <= -100:
        return None
    most, mid, least = (_before(value.value, growth.value + step) for step in (-half, Decimal(0), half))
    if whole:
        rounded = mid.quantize(Decimal(1), ROUND_HALF_EVEN)
        sure = all(end.quantize(Decimal(1), ROUND_HALF_EVEN) == rounded for end in (most, least))
        return Bounded(int(rounded), qualifier if sure else join((qualifier, Qualifier.ABOUT)))
    amount, sure = _common_digits(most, mid, least)
    return Bounded(amount, qualifier if sure else join((qualifier, Qualifier.ABOUT)))


def computed_growth(value: Bounded, before: Bounded) -> Bounded | None:
    """The growth from one number to another in percent; None where the bounds leave its sign open."""
    if not before.value:
        return None
    growth = ((Decimal(value.value) / Decimal(before.value) - 1) * 100).quantize(Decimal("0.1"), ROUND_HALF_EVEN)
    qualifier = join((value.qualifier, flip(before.qualifier)))
    rises = qualifier in (Qualifier.OVER, Qualifier.AT_LEAST) and growth > 0
    falls = qualifier in (Qualifier.BELOW, Qualifier.NEARLY, Qualifier.UP_TO) and growth < 0
    return Bounded(growth, qualifier) if rises or falls or qualifier is Qualifier.EXACT else None


def _of(row: SigningRow, previous: SigningRow | None) -> Iterator[Growth]:
    printed: tuple[tuple[Measured, Quantity | None], ...] = (
        ("projects", row.yoy_count),
        ("investment", row.yoy_investment),
    )
    for measured, growth in printed:
        value = _number(row, measured)
        if value is None:
            continue
        implied = implied_previous(value, growth, whole=measured == "projects") if growth is not None else None
        before = _number(previous, measured) if previous is not None else None
        computed = computed_growth(value, before) if before is not None else None
        if growth is not None or before is not None:
            yield Growth(row, measured, value, growth, implied, previous if before is not None else None, computed)


def _number(row: SigningRow, measured: Measured) -> Bounded | None:
    return bounded_count(row.count) if measured == "projects" else bounded_money(row.investment)


class _Place(NamedTuple):
    """What two signings of successive years have in common, and when this one is."""

    key: Key
    regions: tuple[str, ...]
    series: str
    """Of an event's signing its series."""
    subject: str
    time: int
    """Of an event the year, for it need not return in its month; of a period total its last month."""


def _place(row: SigningRow, series: Mapping[str, str], shares: Container[str]) -> _Place | None:
    key = key_of(row, shares)
    of = "" if row.period else series.get(row.event.id)
    if key is None or of is None:
        return None
    last = months_of(row)[1]
    regions = tuple(region.id for region in row.regions)
    return _Place(key, regions, of, _subject(row), last if row.period else last // _YEAR)


def _subject(row: SigningRow) -> str:
    """A part is like the part of the same sectors, a whole like a whole."""
    return "" if row.part_of is None else ",".join(sector.id for sector in row.sectors) or row.label


def _previous(place: _Place | None, likes: Mapping[_Place, Sequence[SigningRow]]) -> SigningRow | None:
    """The one like of the year before; None where there are several, for nobody says which of them grew."""
    if place is None or len(likes[place]) > 1:
        return None
    step = 1 if place.series else _YEAR
    found = likes.get(place._replace(time=place.time - step), ())
    return found[0] if len(found) == 1 else None


def _before(value: int | Decimal, percent: Decimal) -> Decimal:
    return Decimal(value) / (1 + percent / 100)


def _exponent(number: Decimal) -> int:
    """The place of the last digit that a number is printed with."""
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent


def _common_digits(most: Decimal, mid: Decimal, least: Decimal) -> tuple[int, bool]:
    """The number with the digits that both ends of what it may be have in common, and whether these are enough."""
    for digits in range(_MOST, _LEAST - 1, -1):
        step = Decimal(1).scaleb(mid.adjusted() - digits + 1)
        ends = {end.quantize(step, ROUND_HALF_EVEN) for end in (most, mid, least)}
        if len(ends) == 1:
            return int(ends.pop()), True
    return int(mid.quantize(step, ROUND_HALF_EVEN)), False
