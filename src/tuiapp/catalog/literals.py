"""The written forms of numbers, amounts and days in a query: read, put into one form, printed in words."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tuiapp.values.dates import DateError, PartialDate

_SCALES = {
    "": 1,
    "k": 10**3,
    "万": 10**4,
    "m": 10**6,
    "mn": 10**6,
    "million": 10**6,
    "亿": 10**8,
    "b": 10**9,
    "bn": 10**9,
    "billion": 10**9,
    "t": 10**12,
    "tn": 10**12,
    "trillion": 10**12,
    "万亿": 10**12,
}
_NUMBER = re.compile(r"([0-9]{1,19}(?:\.[0-9]{1,12})?) ?([^\W\d]*)")
_DIGITS = re.compile("[0-9.]+")
_CURRENCIES = ("yuan", "rmb", "cny", "元")
_CURRENCY = re.compile(rf" ?(?:{'|'.join(_CURRENCIES)})$")
UNITS = "|".join(sorted((*filter(None, _SCALES), *_CURRENCIES), key=len, reverse=True))
"""What can stand behind a number, as alternatives of a regular expression."""
_LARGEST = 10**18
"""Above any amount, below what the index can hold."""

FIRST_DAY, LAST_DAY = 0, 10**7
"""Before and after every ordinal of a day; 0 stands for `open at the start`."""


class Span(NamedTuple):
    """From one number to another, both included; None is open."""

    low: int | None
    high: int | None


def read_number(text: str, *, money: bool) -> int:
    """A count (`20`), or an amount in yuan (`10bn`, `500m`, `1.2tn`, `100亿`).

    Raises:
        ValueError: it has another form, or is not whole.
    """
    plain = text.strip().lower()
    match = _NUMBER.fullmatch(_CURRENCY.sub("", plain) if money else plain)
    if not match or (match[2] and not money) or match[2] not in _SCALES:
        raise ValueError(text)
    value = Decimal(match[1]) * _SCALES[match[2]]
    if value != value.to_integral_value() or value > _LARGEST:
        raise ValueError(text)
    return int(value)


def write_number(value: int, *, money: bool) -> str:
    """The shortest form that `read_number` reads as this number."""
    if money:
        for unit, scale in (("tn", 10**12), ("bn", 10**9), ("m", 10**6)):
            if value >= scale and value % (scale // 1000) == 0:
                return f"{Decimal(value) / scale:f}" + unit
    return str(value)


def _partial(text: str, *, year: bool) -> PartialDate:
    day = PartialDate.parse(text)
    if year and day.month is not None:
        raise DateError(text)
    return day


def _ends(text: str, *, slash: bool = False) -> tuple[str, str]:
    """Both ends of a range, equal for a single value; `..` parts them, of days also the slash of a printed period."""
    low, dots, high = text.partition("/" if slash and ".." not in text else "..")
    return (low.strip(), high.strip()) if dots else (text.strip(), text.strip())


def tidy_number(text: str, *, money: bool) -> str:
    """The one form of a number or a range of numbers.

    Raises:
        ValueError: it is neither.
    """
    low, high = read_numbers(text, money=money)
    if low == high:
        assert low is not None
        return write_number(low, money=money)
    written = ["" if end is None else write_number(end, money=money) for end in (low, high)]
    if _DIGITS.fullmatch(written[0]) and high is not None:
        written[1] = str(high)  # a unit behind it would be that of both
    return "..".join(written)


def read_numbers(text: str, *, money: bool) -> Span:
    """A number, or a range of them, open where an end is left out.

    Of amounts a unit that stands once, at the end, holds for both: `10..20bn` is from 10 bn.

    Raises:
        ValueError: it is neither, or it ends before it begins.
    """
    low, high = _ends(text)
    if not low and not high:
        raise ValueError(text)
    if money and _DIGITS.fullmatch(low):
        low += high.lstrip("0123456789.")
    first = read_number(low, money=money) if low else None
    last = read_number(high, money=money) if high else None
    if first is not None and last is not None and last < first:
        raise ValueError(text)
    return Span(first, last)


def tidy_days(text: str, *, year: bool) -> str:
    """The one form of a date or a range of dates: `2023`, `2023-01..2023-06`, `2020..`.

    Raises:
        DateError: it is neither.
    """
    low, high = _ends(text, slash=True)
    read_days(text, year=year)
    if low == high:
        return str(_partial(low, year=year))
    return "..".join(str(_partial(end, year=year)) if end else "" for end in (low, high))


def read_days(text: str, *, year: bool) -> Span:
    """The first and last day, as ordinals; an open end is before or after every day.

    Raises:
        DateError: it is neither a date nor a range of dates, or it ends before it begins.
    """
    low, high = _ends(text, slash=True)
    if not low and not high:
        raise DateError(text)
    first = _partial(low, year=year).first.toordinal() if low else FIRST_DAY
    last = _partial(high, year=year).last.toordinal() if high else LAST_DAY
    if last < first:
        raise DateError(text)
    return Span(first, last)


def end_of_year(day: int) -> int:
    """The last day of the year in which a day lies, as ordinals; an open end is its own."""
    return PartialDate(date.fromordinal(day).year).last.toordinal() if FIRST_DAY < day < LAST_DAY else day


def read_unfinished_days(text: str, *, year: bool) -> Span | None:
    """The days that a date can still become while it is typed, or None when it says nothing yet."""
    low, dots, high = text.partition("..")
    try:
        return read_days(text, year=year)
    except DateError:
        pass
    if dots and high:
        start, end = read_unfinished_days(low, year=year), read_unfinished_days(high, year=year)
        first = start.low if start else FIRST_DAY
        return Span(first, end.high) if end and end.high is not None and first is not None else None
    digits = (low if dots else text).strip()
    for known in range(len(digits) - 1, 3, -1):
        try:
            return read_days(digits[:known], year=year)
        except DateError:
            continue
    if not re.fullmatch("[0-9]{1,3}", digits):
        return None
    first_year, last_year = max(int(digits.ljust(4, "0")), 1), int(digits.ljust(4, "9"))
    return read_days(f"{first_year:04d}..{last_year:04d}", year=True)


def join_days(spans: list[Span]) -> list[Span]:
    """The same days as few spans: neighbours and overlaps become one, so that two years hold what crosses them."""
    joined: list[Span] = []
    for span in sorted(spans):
        assert span.low is not None
        assert span.high is not None
        last = joined[-1].high if joined else None
        if last is not None and span.low <= last + 1:
            joined[-1] = Span(joined[-1].low, max(last, span.high))
        else:
            joined.append(span)
    return joined
