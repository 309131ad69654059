"""Numbers in cells and in prose."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import render_samples as samples
from tuiapp.catalog.records import Money
from tuiapp.render.cells import width
from tuiapp.render.numbers import (
    COUNT,
    DECIMALS,
    EVENT_DECIMALS,
    amount_cell,
    amount_sum_cell,
    amount_text,
    amount_width,
    bn,
    count_cell,
    count_sum_cell,
    count_text,
    digits,
    percent,
    prose_bn,
    prose_count,
    prose_money,
)
from tuiapp.render.signs import ASCII, UNICODE
from tuiapp.rules.results import MoneySum, SumOf
from tuiapp.values.qualifier import Qualifier

EXACT, AT_LEAST, OVER = Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.OVER
UP_TO, BELOW, NEARLY = Qualifier.UP_TO, Qualifier.BELOW, Qualifier.NEARLY
ABOUT, RANGE = Qualifier.ABOUT, Qualifier.RANGE
BN = 1_000_000_000


@pytest.mark.parametrize(
    ("cny", "shown", "exact"),
    [
        (55 * BN, "55", "55"),
        (371_950_000_000, "371.95", "371.95"),
        (285_415_000_000, "285.42", "285.415"),
        (1_148_400_000_000, "1,148.4", "1,148.4"),
        (100 * BN, "100", "100"),
        (0, "0", "0"),
        (10_000_000, "0.01", "0.01"),
        (5_340_000, "0.0053", "0.00534"),
        (534_000, "0.00053", "0.000534"),
        (1, "0.000000001", "0.000000001"),
        (705_000_000, "0.7", "0.705"),
    ],
)
def test_billions_keep_the_digits_that_were_printed(cny: int, shown: str, exact: str) -> None:
    assert bn(cny) == shown
    assert bn(cny, exact=True) == exact


@pytest.mark.parametrize(
    ("value", "qualifier", "high", "cell"),
    [
        (18, EXACT, None, "     18"),
        (400, NEARLY, None, "<   400"),
        (1500, OVER, None, "> 1,500"),
        (12_345, EXACT, None, " 12,345"),
        (12_345, OVER, None, ">12,345"),
        (1_234_567, EXACT, None, "1234567"),
        (12_345_678, EXACT, None, "    1e7"),
        (7, AT_LEAST, None, "≥     7"),
        (10, RANGE, 50, "  10–50"),
        (1000, RANGE, 2000, "≥ 1,000"),
        (0, EXACT, None, "      0"),
        (None, None, None, "      —"),
    ],
)
def test_a_count_in_its_cells(value: int | None, qualifier: Qualifier | None, high: int | None, cell: str) -> None:
    assert count_text(value, qualifier, high, UNICODE) == cell


@pytest.mark.parametrize(
    ("cny", "qualifier", "currency", "cell"),
    [
        (55 * BN, NEARLY, "CNY", "<   55     "),
        (31 * BN, EXACT, "CNY", "    31     "),
        (371_950_000_000, EXACT, "CNY", "   371.95  "),
        (710_000_000, ABOUT, "USD", "≈    0.71 $"),
        (1_148_400_000_000, OVER, "CNY", ">1,148.4   "),
        (90 * BN, UP_TO, "CNY", "≤   90     "),
        (90 * BN, BELOW, "CNY", "<   90     "),
        (5_340_000, EXACT, "CNY", "     0.0053"),
        (5_340_000, ABOUT, "USD", "≈  0.0053 $"),
        (0, EXACT, "CNY", "     0     "),
        (12_345 * BN, EXACT, "CNY", "12,345     "),
        (43_544_960 * BN // 1000, ABOUT, "CNY", "≈ 43,545   "),
        (None, None, "CNY", "     —     "),
        (None, None, "JPY", "     —    ¤"),
    ],
)
def test_an_amount_in_its_cells(cny: int | None, qualifier: Qualifier | None, currency: str, cell: str) -> None:
    assert amount_text(cny, qualifier, None, UNICODE, currency=currency) == cell


def test_ranges_of_amounts() -> None:
    assert amount_text(10 * BN, RANGE, 50 * BN, UNICODE) == " 10–50     "
    assert amount_text(120_500_000_000, RANGE, 150_750_000_000, UNICODE) == "≥  120.5   "


def test_an_event_shows_all_digits() -> None:
    assert amount_text(285_415_000_000, EXACT, None, UNICODE, decimals=EVENT_DECIMALS) == "   285.415  "
    assert amount_text(704_670_000, ABOUT, None, UNICODE, currency="USD", decimals=EVENT_DECIMALS) == "≈    0.7   $"


def test_ascii_cells_are_ascii() -> None:
    for qualifier in Qualifier:
        assert count_text(1200, qualifier, None, ASCII).isascii()
        for currency in ("CNY", "USD", "EUR", "JPY"):
            assert amount_text(1_148_400_000_000, qualifier, None, ASCII, currency=currency).isascii()
    assert count_text(None, None, None, ASCII) == "      -"
    assert amount_text(1_148_400_000_000, AT_LEAST, None, ASCII) == ">=1148.4   "


numbers = st.integers(0, 10**16)
qualifiers = st.sampled_from(list(Qualifier))


@settings(deadline=None)
@given(numbers, qualifiers, numbers, st.sampled_from([UNICODE, ASCII]), st.sampled_from([DECIMALS, EVENT_DECIMALS]))
def test_cells_are_as_wide_as_their_columns(
    value: int, qualifier: Qualifier, high: int, signs: object, decimals: int
) -> None:
    alphabet = ASCII if signs is ASCII else UNICODE
    assert width(count_text(value, qualifier, high, alphabet)) == COUNT
    for currency in ("CNY", "USD", "JPY"):
        text = amount_text(value, qualifier, high, alphabet, currency=currency, decimals=decimals)
        assert width(text) == amount_width(decimals)


def test_printed_numbers_in_cells() -> None:
    assert count_cell(samples.quantity("Twenty-eight", 28), UNICODE) == "     28"
    assert count_cell(None, UNICODE) == "      —"
    assert amount_cell(samples.yuan("nearly 55 billion yuan", "55", NEARLY), UNICODE) == "<   55     "
    assert amount_cell(samples.dollars("$100 million", "0.1", 704_670_000), UNICODE) == "≈    0.7  $"
    assert amount_cell(None, UNICODE) == "     —     "


def test_sums_in_cells() -> None:
    assert count_sum_cell(SumOf(44, EXACT, None, None, 0), UNICODE) == "     44"
    assert count_sum_cell(SumOf(10, RANGE, 10, 50, 0), UNICODE) == "  10–50"
    assert count_sum_cell(SumOf(None, None, None, None, 2), UNICODE) == "      —"
    assert amount_sum_cell(MoneySum(102 * BN, ABOUT, None, None, 1, 0, None), UNICODE) == "≈  102     "
    assert amount_sum_cell(MoneySum(None, None, None, None, 1, 0, None), UNICODE) == "     —     "


def test_prose() -> None:
    assert prose_bn(55 * BN, OVER) == "over 55 bn CNY"
    assert prose_bn(10 * BN, RANGE, 50 * BN) == "10–50 bn CNY"
    assert prose_count(1500, NEARLY) == "nearly 1,500"
    words = {EXACT: "7", AT_LEAST: "at least 7", UP_TO: "up to 7", BELOW: "less than 7", ABOUT: "about 7"}
    assert {qualifier: prose_count(7, qualifier) for qualifier in words} == words
    assert prose_money(samples.yuan("2854.15亿元", "285.415")) == "285.415 bn CNY"
    assert prose_money(samples.dollars("$100 million", "0.1", 704_670_000)) == "about 0.7 bn CNY"
    unconverted = Money(samples.quantity("over 1.5 bn won", 1_500_000_000, OVER, "KRW"), None)
    assert prose_money(unconverted) == "over 1.5 bn KRW"


def test_percent_and_digits() -> None:
    assert percent(Decimal("10.70")) == "10.7 %"
    assert percent(Decimal("23.3"), signed=True) == "+23.3 %"
    assert percent(Decimal("-4"), signed=True) == "-4 %"
    assert digits(Decimal("1E+3")) == "1,000"
