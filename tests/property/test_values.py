"""What holds of every quantity, qualifier, date and period."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import replace
from tuiapp.values.dates import DateError, PartialDate, Period
from tuiapp.values.format import format_quantity
from tuiapp.values.frames import Reader, framed
from tuiapp.values.money import to_yuan
from tuiapp.values.parse import parse_amount, parse_count, parse_growth, parse_percent, parse_threshold, parse_value
from tuiapp.values.qualifier import Qualifier, join
from tuiapp.values.quantity import Quantity, QuantityError
from tuiapp.values.readings import (
    read_amount,
    read_balance,
    read_count,
    read_growth,
    read_number,
    read_rate,
    read_share,
    read_single_threshold,
)
from tuiapp.values.vocabulary import vocabulary

LANGUAGES = st.sampled_from(["en", "zh", "de", "fr", "it", "pt", "zh-Hant", "xx"])
CURRENCIES = st.sampled_from(["CNY", "USD", "EUR", "HKD", "TWD", "GBP", "JPY", "KRW", "SGD", "MOP", "CHF"])
BOUNDS = st.sampled_from([qualifier for qualifier in Qualifier if qualifier is not Qualifier.RANGE])

# Quantities that a parse can give


def wholes(low: int, high: int) -> st.SearchStrategy[Decimal]:
    return st.integers(low, high).map(Decimal)


def decimals(low: int, high: int) -> st.SearchStrategy[Decimal]:
    return (
        st.decimals(low, high, places=4)
        .map(lambda value: Decimal(str(value + 0)))
        .filter(lambda v: v != 0 or v == abs(v))
    )


@st.composite
def quantities(draw: st.DrawFn, values: st.SearchStrategy[Decimal], units: st.SearchStrategy[str]) -> Quantity:
    unit = draw(units)
    if draw(st.booleans()):
        return Quantity("", draw(values), draw(BOUNDS), unit)
    low, high = sorted(draw(st.lists(values, min_size=2, max_size=2, unique=True)))
    if low < 0 < high:
        low = -low
        low, high = min(low, high), max(low, high) + 1
    if low < 0 and high == 0:
        high = low / 2
    return Quantity("", low, Qualifier.RANGE, unit, low, high)


AMOUNTS = quantities(wholes(0, 10**17 - 2) | decimals(0, 10**9), CURRENCIES)


@st.composite
def glossed(draw: st.DrawFn) -> Quantity:
    amount, also = draw(AMOUNTS), draw(AMOUNTS)
    return replace(amount, also=also) if also.unit != amount.unit else amount


def without_text(quantity: Quantity) -> Quantity:
    return replace(quantity, text="", also=without_text(quantity.also) if quantity.also else None)


@given(glossed())
def test_a_formatted_amount_parses_to_itself(amount: Quantity) -> None:
    assert without_text(parse_amount(format_quantity(amount))) == amount


@given(AMOUNTS)
def test_a_formatted_threshold_parses_to_itself(threshold: Quantity) -> None:
    assert [without_text(quantity) for quantity in parse_threshold(format_quantity(threshold))] == [threshold]


@given(quantities(wholes(0, 10**12), st.sampled_from(["projects", "agreements", "firms", "results"])))
def test_a_formatted_count_parses_to_itself(count: Quantity) -> None:
    assert without_text(parse_count(format_quantity(count), unit=count.unit)) == count


@given(quantities(decimals(0, 10**6), st.just("percent")))
def test_a_formatted_share_parses_to_itself(share: Quantity) -> None:
    assert without_text(parse_percent(format_quantity(share))) == share


@given(quantities(decimals(0, 10**6), st.just("percent")), st.booleans())
def test_a_formatted_rise_parses_to_itself(rise: Quantity, signed: bool) -> None:
    assert without_text(parse_growth(format_quantity(rise, signed=signed))) == rise


@given(quantities(wholes(0, 10**6), st.just("projects")))
def test_a_formatted_rise_in_number_parses_to_itself(rise: Quantity) -> None:
    assert without_text(parse_growth(format_quantity(rise, signed=True))) == rise


@given(decimals(-(10**6), -1), BOUNDS)
def test_a_formatted_fall_parses_to_itself(value: Decimal, qualifier: Qualifier) -> None:
    fall = Quantity("", value, qualifier, "percent")
    assert without_text(parse_growth(format_quantity(fall))) == fall


@given(quantities(decimals(0, 10**9), st.sampled_from(["GWh", "firms", "square kilometres", "vehicles"])))
def test_a_formatted_value_parses_to_itself(value: Quantity) -> None:
    assert without_text(parse_value(format_quantity(value), unit=value.unit)) == value


# Any text

WORDS = st.sampled_from(sorted(vocabulary("de").words) + sorted(vocabulary("pt").words))
NUMBERS = (
    st.integers(0, 10**6).map(str) | st.decimals(0, 1000, places=2).map(str) | st.integers(0, 10**9).map("{:,}".format)
)
MIXED = st.lists(WORDS | NUMBERS, max_size=7).flatmap(
    lambda words: st.sampled_from([" ", "", "-"]).map(lambda by: by.join(words))
)
TEXTS = st.text(max_size=30) | MIXED | st.builds("{}{}{}".format, MIXED, st.characters(), MIXED)
AROUND_ONE = st.builds(
    "{}{}{}{}{}".format, WORDS, st.sampled_from(["", " "]), NUMBERS, st.sampled_from(["", " "]), WORDS
)

PARSES: list[Callable[[str, str], object]] = [
    parse_amount,
    parse_count,
    parse_threshold,
    parse_growth,
    parse_percent,
    partial(parse_value, unit="percent"),
    partial(parse_value, unit="USD"),
    partial(parse_value, unit="GWh"),
]


@given(TEXTS, LANGUAGES)
def test_a_text_parses_or_is_a_quantity_error(text: str, language: str) -> None:
    for parse in PARSES:
        with contextlib.suppress(QuantityError):
            parse(text, language)


@given(TEXTS, LANGUAGES)
def test_what_parses_keeps_its_text_and_is_a_decimal(text: str, language: str) -> None:
    with contextlib.suppress(QuantityError):
        quantity = parse_amount(text, language, currency="CNY")
        assert quantity.text == text
        assert type(quantity.value) is Decimal
        assert abs(quantity.value) < 10**18
        assert quantity.value.as_tuple().exponent in range(-9, 1)
        assert without_text(parse_amount(format_quantity(quantity))) == without_text(quantity)


READERS: list[tuple[Reader, str | None]] = [
    (read_amount, None),
    (read_balance, "CNY"),
    (read_single_threshold, "CNY"),
    (read_count, "projects"),
    (read_growth, None),
    (read_share, None),
    (read_rate, None),
    (read_number, "GWh"),
]


@given(AROUND_ONE | TEXTS, LANGUAGES)
def test_the_fast_way_gives_what_the_slow_way_gives(text: str, language: str) -> None:
    for read, unit in READERS:
        fast: Quantity | None = None
        with contextlib.suppress(QuantityError):
            fast = framed(read, text, language, unit)
        if fast:
            assert fast == read(text, language, unit)


# Number words

ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
ONES += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def english(n: int) -> str:
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10 - 2] + (f"-{ONES[n % 10]}" if n % 10 else "")
    for size, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= size:
            return f"{english(n // size)} {word}" + (f" {english(n % size)}" if n % size else "")
    raise AssertionError


def chinese(n: int) -> str:
    if n < 10:
        return "零一二三四五六七八九"[n]
    for size, word in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if n >= size:
            rest = n % size
            gap = "零" if rest and rest < size // 10 else ""
            return f"{chinese(n // size)}{word}" + (gap + chinese(rest) if rest else "")
    raise AssertionError


@given(st.integers(0, 10**12 - 1) | st.integers(0, 2000))
def test_number_words_parse_to_their_number(n: int) -> None:
    assert parse_count(english(n)).value == n
    assert parse_count(chinese(n), "zh").value == n


# Money


@given(decimals(-(10**9), 10**9), st.decimals("0.001", 20, places=5) | st.none())
def test_yuan_are_off_by_no_more_than_a_half(value: Decimal, rate: Decimal | None) -> None:
    exact = value if rate is None else value * rate
    assert abs(to_yuan(value, rate) - exact) <= Decimal("0.5")


# The lattice

QUALIFIERS = st.sampled_from(list(Qualifier))


@given(QUALIFIERS, QUALIFIERS, QUALIFIERS)
def test_join_is_associative(a: Qualifier, b: Qualifier, c: Qualifier) -> None:
    assert join([join([a, b]), c]) is join([a, join([b, c])]) is join([a, b, c])


@given(QUALIFIERS, QUALIFIERS)
def test_join_is_commutative(a: Qualifier, b: Qualifier) -> None:
    assert join([a, b]) is join([b, a])


@given(QUALIFIERS)
def test_join_is_idempotent_from_exact_to_about(a: Qualifier) -> None:
    assert join([a, a]) is a
    assert join([a, Qualifier.EXACT]) is a
    assert join([a, Qualifier.ABOUT]) is Qualifier.ABOUT


@given(st.lists(QUALIFIERS), st.lists(QUALIFIERS))
def test_join_of_sums_is_the_join_of_their_terms(some: list[Qualifier], others: list[Qualifier]) -> None:
    assert join([join(some), join(others)]) is join(some + others)


# Dates

DAYS = st.dates().map(lambda day: PartialDate(day.year, day.month, day.day))
PARTIALS = DAYS | DAYS.map(lambda day: PartialDate(day.year, day.month)) | DAYS.map(lambda day: PartialDate(day.year))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start, end = draw(PARTIALS), draw(PARTIALS)
    if start.first > end.last:
        start, end = end, start
    return Period(draw(st.sampled_from([start, start, None])), end)


@given(PARTIALS)
def test_a_partial_date_round_trips(partial_date: PartialDate) -> None:
    assert PartialDate.parse(str(partial_date)) == partial_date
    assert partial_date.first <= partial_date.last


@given(periods())
def test_a_period_round_trips(period: Period) -> None:
    assert Period.parse(str(period)) == period
    assert period.contains(period)
    assert period.overlaps(period)


@given(periods(), periods())
def test_what_contains_overlaps_and_ends_no_earlier(one: Period, other: Period) -> None:
    assert one.overlaps(other) is other.overlaps(one)
    if one.contains(other):
        assert one.overlaps(other)
        assert other.last <= one.last


@given(st.lists(periods()))
def test_periods_sort_in_one_order(some: list[Period]) -> None:
    in_order = sorted(some)
    assert in_order == sorted(in_order)
    assert [period.last for period in in_order] == sorted(period.last for period in some)


@given(st.lists(PARTIALS))
def test_partial_dates_sort_in_one_order(some: list[PartialDate]) -> None:
    firsts = [partial_date.first for partial_date in sorted(some)]
    assert firsts == sorted(firsts)


@given(st.text(max_size=25))
def test_a_text_is_a_period_or_a_date_error(text: str) -> None:
    with contextlib.suppress(DateError):
        assert Period.parse(str(Period.parse(text))) == Period.parse(text)


@pytest.mark.parametrize("text", ["(" * 200, "1" * 200, "1,1" * 60, "a-" * 100, "1-" * 100, "超" * 200, "u.s." * 50])
def test_awkward_texts_are_read_quickly(text: str) -> None:
    for parse in PARSES:
        with pytest.raises(QuantityError):
            parse(text, "en")
