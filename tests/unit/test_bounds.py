"""What is certain of two bounded numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tuiapp.analysis.bounds import Bounded, Difference, difference, flip, percent_of
from tuiapp.values.qualifier import Qualifier

EXACT, OVER, LEAST, BELOW = Qualifier.EXACT, Qualifier.OVER, Qualifier.AT_LEAST, Qualifier.BELOW
NEARLY, UP_TO, ABOUT, RANGE = Qualifier.NEARLY, Qualifier.UP_TO, Qualifier.ABOUT, Qualifier.RANGE


def test_exact_numbers_differ_by_what_they_differ() -> None:
    found = difference(Bounded(397), Bounded(3719))
    assert found == Difference(1, Bounded(3322), Bounded(Decimal("10.7")))
    assert difference(Bounded(3719), Bounded(397)) == found._replace(larger=0)


def test_over_three_hundred_is_more_than_a_hundred_more_than_two_hundred() -> None:
    found = difference(Bounded(300, OVER), Bounded(200))
    assert found is not None
    assert (found.larger, found.by) == (0, Bounded(100, OVER))
    # The smaller is less than 66.7 percent: rounded so that it stays true.
    assert found.share == Bounded(Decimal("66.7"), Qualifier.BELOW)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Bounded(300, OVER), Bounded(200, OVER)),
        (Bounded(300), Bounded(200, OVER)),
        (Bounded(55, NEARLY), Bounded(40)),
        (Bounded(10), Bounded(9, ABOUT)),
        (Bounded(1000, ABOUT), Bounded(1)),
        (Bounded(10, RANGE, 50), Bounded(30)),
        (Bounded(30, OVER), Bounded(30, OVER)),
        (Bounded(30, LEAST), Bounded(30)),
        (Bounded(30, UP_TO), Bounded(30)),
    ],
)
def test_where_either_may_be_more_nothing_is_said(first: Bounded, second: Bounded) -> None:
    assert difference(first, second) is None
    assert difference(second, first) is None


@pytest.mark.parametrize(
    ("first", "second", "by"),
    [
        (Bounded(300, LEAST), Bounded(200), Bounded(100, LEAST)),
        (Bounded(300, LEAST), Bounded(200, NEARLY), Bounded(100, OVER)),
        (Bounded(300), Bounded(200, UP_TO), Bounded(100, LEAST)),
        (Bounded(30, OVER), Bounded(30), Bounded(0, OVER)),
        (Bounded(30), Bounded(30, NEARLY), Bounded(0, OVER)),
        (Bounded(10, RANGE, 50), Bounded(5), Bounded(5, RANGE, 45)),
        (Bounded(60, RANGE, 80), Bounded(10, RANGE, 50), Bounded(10, RANGE, 70)),
    ],
)
def test_bounds_are_carried_into_the_difference(first: Bounded, second: Bounded, by: Bounded) -> None:
    found = difference(first, second)
    assert found is not None
    assert (found.larger, found.by) == (0, by)


def test_equal_numbers_are_equal_only_when_both_are_exact() -> None:
    found = difference(Bounded(7), Bounded(7))
    assert found is not None
    assert found.equal
    assert found.share == Bounded(Decimal(100))
    nothing = difference(Bounded(0), Bounded(0))
    assert nothing is not None
    assert nothing.share is None


@pytest.mark.parametrize(
    ("smaller", "larger", "said"),
    [(1, 3, "33.3"), (9999, 10000, "99.99"), (1, 3_000_000, "0.000033"), (2999, 3000, "99.97"), (0, 5, "0.0")],
)
def test_a_share_never_reads_as_all_or_nothing(smaller: int, larger: int, said: str) -> None:
    found = difference(Bounded(smaller), Bounded(larger))
    assert found is not None
    assert found.share == Bounded(Decimal(said))


def test_flipping_is_for_what_is_divided_by() -> None:
    assert flip(OVER) is Qualifier.BELOW
    assert flip(UP_TO) is LEAST
    assert flip(EXACT) is EXACT
    assert flip(ABOUT) is ABOUT


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [(78, 142, 55), (10, 1000, 1), (999, 1000, 99), (5, 5, 100), (0, 9, 0), (1, 0, None)],
)
def test_a_share_in_whole_percent(part: int, whole: int, percent: int | None) -> None:
    assert percent_of(Bounded(part), Bounded(whole)) == (None if percent is None else Bounded(Decimal(percent)))


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [
        (Bounded(1), Bounded(1000), Bounded(Decimal(1), BELOW)),
        (Bounded(1, ABOUT), Bounded(1000, OVER), Bounded(Decimal(1), BELOW)),
        # 157.28 of over 300 is less than 52.43 %, and so less than 53 %: of less than 52 % nothing is known.
        (Bounded(15728), Bounded(30000, OVER), Bounded(Decimal(53), BELOW)),
        (Bounded(996), Bounded(1000, LEAST), Bounded(Decimal(100), UP_TO)),
        (Bounded(47, OVER), Bounded(186), Bounded(Decimal(25), OVER)),
        (Bounded(31), Bounded(55, NEARLY), Bounded(Decimal(56), OVER)),
        (Bounded(16, OVER), Bounded(100_000), Bounded(Decimal("0.01"), OVER)),
        (Bounded(47, OVER), Bounded(186, ABOUT), Bounded(Decimal(25), ABOUT)),
        (Bounded(3, RANGE, 5), Bounded(10), Bounded(Decimal(30), ABOUT)),
        (Bounded(285, ABOUT), Bounded(285, ABOUT), Bounded(Decimal(100))),
    ],
)
def test_a_share_is_bounded_as_its_numbers_are(part: Bounded, whole: Bounded, percent: Bounded) -> None:
    assert percent_of(part, whole) == percent
