from __future__ import annotations

from decimal import Decimal

import pytest

from tuiapp.rules.amounts import Effective
from tuiapp.rules.records import Amount, Count
from tuiapp.rules.results import MoneySum, SumOf
from tuiapp.rules.sums import sum_counts, sum_money
from tuiapp.values.qualifier import Qualifier

RANGE = Count(10, Qualifier.RANGE, low=10, high=15)


def money(*amounts: Amount | None, inside: bool = False) -> MoneySum:
    return sum_money([Effective(() if amount is None else (amount,), inside) for amount in amounts])


def test_an_empty_sum_is_null() -> None:
    assert sum_counts([]) == SumOf(None, None, None, None, 0)
    assert sum_money([]) == MoneySum(None, None, None, None, 0, 0, None)


def test_a_sum_without_numbers_is_null_and_says_how_many_there_are() -> None:
    assert sum_counts([None, None]) == SumOf(None, None, None, None, 2)
    assert money(None).signings_without == 1


def test_a_range_adds_its_low_and_its_high_among_exact_terms() -> None:
    assert sum_counts([RANGE, Count(5, Qualifier.EXACT)]) == SumOf(15, Qualifier.RANGE, 15, 20, 0)


@pytest.mark.parametrize("qualifier", [Qualifier.OVER, Qualifier.NEARLY, Qualifier.ABOUT])
def test_a_range_beside_any_bound_is_about(qualifier: Qualifier) -> None:
    assert sum_counts([RANGE, Count(5, qualifier)]) == SumOf(15, Qualifier.ABOUT, None, None, 0)


def test_a_range_of_money_keeps_both_ends() -> None:
    low_high = Amount(10, Qualifier.RANGE, low=10, high=50)
    assert money(low_high, Amount(1, Qualifier.EXACT)) == MoneySum(11, Qualifier.RANGE, 11, 51, 0, 0, None)
    assert money(low_high, inside=True).qualifier is Qualifier.ABOUT


def test_a_converted_amount_is_about_whatever_was_printed() -> None:
    dollars = Amount(70, Qualifier.OVER, "USD", original=Decimal(10))
    assert money(dollars) == MoneySum(70, Qualifier.ABOUT, None, None, 0, 70, ("USD", Decimal(10)))


def test_two_foreign_currencies_have_no_common_original() -> None:
    dollars = Amount(70, Qualifier.EXACT, "USD", original=Decimal(10))
    euros = Amount(80, Qualifier.EXACT, "EUR", original=Decimal(10))
    assert money(dollars, euros).original is None


def test_a_signing_without_an_amount_does_not_hide_the_original() -> None:
    dollars = Amount(70, Qualifier.EXACT, "USD", original=Decimal(10))
    assert money(dollars, None).original == ("USD", Decimal(10))
