"""A difference holds for all values that two bounded numbers may mean, and is said only then."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tuiapp.analysis.bounds import Bounded, difference
from tuiapp.analysis.growth import computed_growth, implied_previous
from tuiapp.values.qualifier import Qualifier
from tuiapp.values.quantity import Quantity

NUMBERS = st.integers(0, 60)


@st.composite
def bounded(draw: st.DrawFn) -> Bounded:
    qualifier = draw(st.sampled_from(Qualifier))
    value = draw(NUMBERS)
    return Bounded(value, qualifier, value + draw(NUMBERS) if qualifier is Qualifier.RANGE else None)


def may_mean(number: Bounded) -> list[Decimal]:
    """Some of the values it may mean: its ends, values next to them, and far ones."""
    value, near, far = Decimal(number.value), Decimal("0.001"), Decimal(500)
    match number.qualifier:
        case Qualifier.EXACT:
            return [value]
        case Qualifier.AT_LEAST:
            return [value, value + near, value + far]
        case Qualifier.OVER:
            return [value + near, value + far]
        case Qualifier.UP_TO:
            return [value, max(value - near, Decimal(0)), Decimal(0)]
        case Qualifier.BELOW | Qualifier.NEARLY:
            # Nothing is below nothing; sources do not write it.
            return [max(value - near, Decimal(0)), Decimal(0)] if value else []
        case Qualifier.ABOUT:
            return [Decimal(0), value, value + far]
        case _:
            assert number.high is not None
            return [value, Decimal(number.high), (value + number.high) / 2]


@given(bounded(), bounded())
def test_a_difference_is_true_whatever_the_numbers_mean(first: Bounded, second: Bounded) -> None:
    found = difference(first, second)
    pairs = [(a, b) for a in may_mean(first) for b in may_mean(second)]
    if found is None:
        return
    for a, b in pairs:
        larger, smaller = (b, a) if found.larger else (a, b)
        assert holds(found.by, larger - smaller)
        if found.share is not None and larger:
            percent = smaller * 100 / larger
            assert holds(found.share, percent) or abs(percent - Decimal(found.share.value)) <= Decimal("0.05")


@given(bounded(), bounded())
def test_no_percentage_where_the_bounds_do_not_decide(first: Bounded, second: Bounded) -> None:
    pairs = [(a, b) for a in may_mean(first) for b in may_mean(second)]
    signs = {(a > b) - (a < b) for a, b in pairs}
    if {1, -1} <= signs:
        assert difference(first, second) is None


@given(bounded(), bounded())
def test_the_order_of_two_numbers_does_not_matter(first: Bounded, second: Bounded) -> None:
    one, other = difference(first, second), difference(second, first)
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert one.by == other.by
        assert one.share == other.share
        assert one.equal or one.larger != other.larger


def holds(bound: Bounded, value: Decimal) -> bool:
    """Whether a value is one that a bound allows."""
    match bound.qualifier:
        case Qualifier.EXACT:
            return value == bound.value
        case Qualifier.OVER:
            return value > bound.value
        case Qualifier.AT_LEAST:
            return value >= bound.value
        case Qualifier.BELOW:
            return value < bound.value
        case Qualifier.UP_TO:
            return value <= bound.value
        case _:
            return bound.high is not None and bound.value <= value <= bound.high


@given(st.integers(1, 10**6), st.integers(-9000, 90000))
def test_growing_again_gives_back_the_value(before: int, hundredths: int) -> None:
    growth = Decimal(hundredths) / 100
    value = int(before * (1 + growth / 100))
    implied = implied_previous(Bounded(value), Quantity(str(growth), growth, Qualifier.EXACT, "percent"), whole=True)
    if implied is not None and implied.qualifier is Qualifier.EXACT:
        # The digits that were printed decide it to the whole number.
        for step in (Decimal("-0.004"), Decimal("0.004")):
            assert round(Decimal(value) / (1 + (growth + step) / 100)) == implied.value


@given(bounded(), bounded())
def test_computed_growth_is_of_certain_sign(value: Bounded, before: Bounded) -> None:
    growth = computed_growth(value, before)
    if growth is None or Qualifier.RANGE in (value.qualifier, before.qualifier):
        return
    for after in may_mean(value):
        for was in (one for one in may_mean(before) if one):
            assert (after > was) == (growth.value > 0) or after == was or abs(Decimal(growth.value)) < 1
