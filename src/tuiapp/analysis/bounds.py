"""What is certain of two numbers that a source only bounds: which is more, by how much, and their ratio.

A number with a qualifier stands for all values it may mean: “over 300” for what lies above 300, “nearly 55” for what
lies below 55, “about 40” for anything. A difference is known only where each value of the one is more than each value
of the other.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import NamedTuple

from tuiapp.values.qualifier import Qualifier, join

Number = int | Decimal

_ABOVE = (Qualifier.AT_LEAST, Qualifier.OVER)
_BELOW = (Qualifier.UP_TO, Qualifier.BELOW, Qualifier.NEARLY)
_OPEN = (Qualifier.OVER, Qualifier.BELOW, Qualifier.NEARLY)
_FLIPPED = {
    Qualifier.AT_LEAST: Qualifier.UP_TO,
    Qualifier.OVER: Qualifier.BELOW,
    Qualifier.UP_TO: Qualifier.AT_LEAST,
    Qualifier.BELOW: Qualifier.OVER,
    Qualifier.NEARLY: Qualifier.OVER,
}
_SMALL = Decimal("0.1")
"""Percentages below this have two significant digits."""


class Bounded(NamedTuple):
    """A number that is not negative, as a source bounds it; a range has its low end as `value`."""

    value: Number
    qualifier: Qualifier = Qualifier.EXACT
    high: Number | None = None
    """The high end of a range."""

    @property
    def lowest(self) -> Number:
        """No value it may mean is below this."""
        return 0 if self.qualifier in _BELOW or self.qualifier is Qualifier.ABOUT else self.value

    @property
    def highest(self) -> Number | None:
        """No value it may mean is above this; None where nothing limits it."""
        if self.qualifier is Qualifier.RANGE:
            return self.high
        return None if self.qualifier in _ABOVE or self.qualifier is Qualifier.ABOUT else self.value

    @property
    def is_open(self) -> bool:
        """Whether the printed number itself is none of the values it may mean."""
        return self.qualifier in _OPEN

    def exceeds(self, other: Bounded) -> bool:
        """Whether each value it may mean is more than each value that the other may mean."""
        shut = other.is_open and other.qualifier in _BELOW
        if other.highest is None or (shut and not other.highest):
            return False  # nothing is less than nothing: such a number says nothing
        open_ends = self.qualifier is Qualifier.OVER or shut
        return self.lowest > other.highest or (self.lowest == other.highest and open_ends)


class Difference(NamedTuple):
    """How much more one number is than another, where that is certain."""

    larger: int
    """0 when the first is more or both are equal, 1 when the second is."""
    by: Bounded
    """How much more, in the numbers' unit; 0 where both are equal."""
    share: Bounded | None
    """The smaller in percent of the larger; None where the larger may be nothing."""

    @property
    def equal(self) -> bool:
        """Whether the two are the same number."""
        return self.by.value == 0 and self.by.qualifier is Qualifier.EXACT


def difference(first: Bounded, second: Bounded) -> Difference | None:
    """What is certain of two numbers; None where either may be the larger."""
    if first.qualifier is second.qualifier is Qualifier.EXACT and first.value == second.value:
        return Difference(0, Bounded(0), Bounded(Decimal(100)) if first.value else None)
    if first.exceeds(second):
        return Difference(0, _excess(first, second), _share(second, first))
    if second.exceeds(first):
        return Difference(1, _excess(second, first), _share(first, second))
    return None


def _excess(larger: Bounded, smaller: Bounded) -> Bounded:
    assert smaller.highest is not None
    least = larger.lowest - smaller.highest
    ends = (larger.qualifier, smaller.qualifier)
    if ends == (Qualifier.EXACT, Qualifier.EXACT):
        return Bounded(least)
    if all(end in (Qualifier.EXACT, Qualifier.RANGE) for end in ends):
        assert larger.highest is not None
        return Bounded(least, Qualifier.RANGE, larger.highest - smaller.lowest)
    is_open = larger.qualifier is Qualifier.OVER or smaller.qualifier in (Qualifier.BELOW, Qualifier.NEARLY)
    return Bounded(least, Qualifier.OVER if is_open else Qualifier.AT_LEAST)


def _share(smaller: Bounded, larger: Bounded) -> Bounded | None:
    if not larger.lowest:
        return None
    assert smaller.highest is not None
    most = Decimal(smaller.highest) * 100 / Decimal(larger.lowest)
    ends = (larger.qualifier, smaller.qualifier)
    if ends == (Qualifier.EXACT, Qualifier.EXACT):
        return Bounded(_rounded(most, ROUND_HALF_EVEN))
    is_open = larger.qualifier is Qualifier.OVER or smaller.qualifier in (Qualifier.BELOW, Qualifier.NEARLY)
    # Rounded up, so that what is said stays true.
    return Bounded(_rounded(most, ROUND_CEILING), Qualifier.BELOW if is_open else Qualifier.UP_TO)


def _rounded(percent: Decimal, rounding: str) -> Decimal:
    """A percentage with one decimal, with more where it would else read as 0 or 100 and is neither."""
    places = 1 if percent >= _SMALL or not percent else 1 - percent.adjusted()
    shown = percent.quantize(Decimal(1).scaleb(-places), rounding)
    while percent < 100 <= shown:
        places += 1
        shown = percent.quantize(Decimal(1).scaleb(-places), rounding)
    return shown


def flip(qualifier: Qualifier) -> Qualifier:
    """How 1/x is bounded where x is bounded so: more projects for the same money are smaller ones."""
    return _FLIPPED.get(qualifier, qualifier)


def percent_of(part: Bounded, whole: Bounded) -> Bounded | None:
    """A part in whole percent of a whole, with the bounds of both; None where the whole is nothing.

    Something is never 0 %, but below 1 %, and what leaves a rest is never 100 %. A bound is rounded away from what it
    bounds, so that what is said stays true: 157 of over 300 is less than 53 %.
    """
    if whole.value <= 0:
        return None
    if part == whole or not part.value:
        return Bounded(Decimal(100 if part.value else 0))  # the same amounts, however they are bounded
    kind = join((part.qualifier, flip(whole.qualifier)))
    share = Decimal(part.value) * 100 / Decimal(whole.value)
    if kind in _ABOVE:
        # Nothing is over 0 %: that would say nothing.
        place = Decimal(1) if share >= 1 else Decimal(1).scaleb(share.adjusted())
        return Bounded(share.quantize(place, ROUND_FLOOR), kind)
    if share < 1:
        return Bounded(Decimal(1), Qualifier.BELOW)
    if kind in _BELOW:
        return Bounded(share.quantize(Decimal(1), ROUND_CEILING), kind)
    shown = share.quantize(Decimal(1), ROUND_HALF_EVEN)
    if share < 100 <= shown:
        shown = Decimal(99)
    return Bounded(shown, Qualifier.ABOUT if kind is Qualifier.RANGE else kind)
