from __future__ import annotations

from decimal import Decimal

import pytest

from ruling import rate
from tuiapp.rules.checks.bounds import Bounds, bounds, in_one_currency, last_digit, months, rounding
from tuiapp.rules.checks.registry import Context
from tuiapp.rules.checks.words import money, number, percent
from tuiapp.values.dates import Period
from tuiapp.values.parse import parse_amount, parse_count
from tuiapp.values.qualifier import Qualifier
from tuiapp.values.quantity import Quantity

BN = 10**9


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("2.35 billion yuan", 10**7),
        ("5.2 billion yuan", 10**8),
        ("近550亿元", 10**8),
        ("6.4万亿元", 10**11),
        ("2,391 yuan", 1),
        ("three billion yuan", BN),
        ("twenty yuan", 1),
        ("0 yuan", 1),
    ],
)
def test_what_one_in_the_last_digit_is_worth(text: str, worth: int) -> None:
    assert last_digit(parse_amount(text)) == worth


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("over 30 billion yuan", 30, None),
        ("at least 30 billion yuan", 30, None),
        ("up to 30 billion yuan", 0, 30),
        ("less than 30 billion yuan", 0, 30),
        ("nearly 30 billion yuan", 27, 30),
        ("about 30 billion yuan", 27, 33),
        ("10-50 billion yuan", 10, 50),
        ("30 billion yuan", Decimal("29.5"), 31),
        ("3 billion yuan", Decimal("2.925"), Decimal("3.15")),
    ],
)
def test_the_word_beside_a_number_bounds_it(text: str, low: Decimal, high: Decimal | None) -> None:
    assert bounds(parse_amount(text)) == Bounds(low * BN, None if high is None else high * BN)


def test_a_number_printed_to_the_last_one_is_rounded_from_nothing() -> None:
    assert rounding(parse_count("267")) == Bounds(Decimal(267), Decimal(267))


def test_a_range_without_its_ends_begins_at_its_value() -> None:
    assert bounds(Quantity("", Decimal(5), Qualifier.RANGE, "CNY")) == Bounds(Decimal(5), None)


def test_bounds_are_apart_when_nothing_is_in_both() -> None:
    low, high, open_ = Bounds(Decimal(1), Decimal(2)), Bounds(Decimal(3), Decimal(4)), Bounds(Decimal(3), None)
    assert low.apart(high)
    assert high.apart(low)
    assert low.apart(open_)
    assert not high.apart(open_)


def test_amounts_of_two_currencies_are_compared_in_yuan_with_the_rate_as_it_may_be() -> None:
    yuan, dollars = parse_amount("30 billion yuan"), parse_amount("at least $1 billion")
    found = in_one_currency([yuan, dollars], Period.parse("2023-04"), Context(rate))
    assert found is not None
    assert found[0] == bounds(yuan)
    assert found[1].low == 10**9 * Decimal("7.0846") * Decimal("0.95")
    assert in_one_currency([yuan, dollars], Period.parse("2019"), Context(rate)) is None
    assert in_one_currency([yuan, dollars], Period.parse("2023"), Context()) is None
    assert in_one_currency([dollars], Period.parse("2019"), Context()) == [bounds(dollars)]


def test_months_are_named_where_a_span_lies_in_one() -> None:
    assert list(months(Period.parse("2023-04-27"), None)) == [(2023, 4), (2023, None)]
    assert list(months(Period.parse("2023-01/2023-06"), Period.parse("../2022-02"))) == [(2023, None), (2022, None)]


def test_computed_numbers_are_said_in_words_and_rounded() -> None:
    assert number(Decimal(1234567)) == "1,234,567"
    assert number(Decimal("0.00691666")) == "0.006917"
    assert number(Decimal("7.10")) == "7.1"
    assert money(Decimal(110_800_000_000) / 234, "USD") == "473.5 million U.S. dollars"
    assert money(Decimal(336 * BN), "CNY") == "336 billion yuan"
    assert money(Decimal(12), "EUR") == "12 euros"
    assert percent(Decimal("56.983")) == "56.98 %"
    assert percent(Decimal(20)) == "20 %"
