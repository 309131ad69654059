"""Reads printed numbers and dates as they stand in the dataset."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from tuiapp.dataset.models import Printed, QuantityEntry
from tuiapp.i18n import _
from tuiapp.values.dates import DateError, PartialDate, Period
from tuiapp.values.decimals import FRACTION_DIGITS, WHOLE_DIGITS, canonical
from tuiapp.values.parse import (
    parse_amount,
    parse_count,
    parse_growth,
    parse_percent,
    parse_threshold,
    parse_value,
)
from tuiapp.values.qualifier import Qualifier
from tuiapp.values.quantity import Quantity, QuantityError

MONEY = "money"
"""The unit of an indicator whose values are amounts, in whichever currency is printed."""

ZERO = Decimal(0)

Reader = Callable[[Printed, str], Quantity]
"""From a printed number and its language to its meaning; raises QuantityError."""


def amount(printed: Printed, language: str) -> Quantity:
    """An amount of money; raises QuantityError."""
    if isinstance(printed, QuantityEntry):
        return _stated(printed, printed.currency or "CNY")
    return parse_amount(printed, language)


def growth(printed: Printed, language: str) -> Quantity:
    """A change against an earlier time, in percent or in what is counted; raises QuantityError."""
    if isinstance(printed, QuantityEntry):
        return _stated(printed, "percent", money=False, signed=True)
    return parse_growth(printed, language)


def percent(printed: Printed, language: str) -> Quantity:
    """A share; raises QuantityError."""
    if isinstance(printed, QuantityEntry):
        return _stated(printed, "percent", money=False)
    return parse_percent(printed, language)


def count_of(unit: str) -> Reader:
    """What reads a whole number of things."""

    def count(printed: Printed, language: str) -> Quantity:
        if not isinstance(printed, QuantityEntry):
            return parse_count(printed, language, unit=unit)
        quantity = _stated(printed, unit, money=False)
        if quantity.value != quantity.value.to_integral_value():
            raise QuantityError(_("found {value}; accepted: a whole number").format(value=quantity.value))
        return quantity

    return count


def value_of(unit: str) -> Reader:
    """What reads the value of an indicator in this unit; one that is stated may be below zero, as a loss is."""

    def value(printed: Printed, language: str) -> Quantity:
        if not isinstance(printed, QuantityEntry):
            return parse_amount(printed, language) if unit == MONEY else parse_value(printed, language, unit=unit)
        if unit == MONEY:
            return _stated(printed, printed.currency or "CNY", signed=True)
        return _stated(printed, unit, money=False, signed=True)

    return value


def threshold(printed: Printed, language: str, currency: str) -> tuple[Quantity, ...]:
    """What each project exceeds: one amount, or two that are alternatives; raises QuantityError."""
    if isinstance(printed, QuantityEntry):
        return (_stated(printed, printed.currency or currency),)
    return parse_threshold(printed, language, currency=currency)


def _stated(entry: QuantityEntry, unit: str, *, money: bool = True, signed: bool = False) -> Quantity:
    if entry.currency and not money:
        raise QuantityError(_("a number of {unit} has no `currency`").format(unit=unit))
    try:
        value = Decimal(entry.value)
    except InvalidOperation:
        raise QuantityError(_("`value` is `{found}`; accepted: a number").format(found=entry.value)) from None
    if not value.is_finite():
        raise QuantityError(_("`value` is `{found}`; accepted: a number").format(found=entry.value))
    _refuse_more_digits(value)
    if value < 0 and not signed:
        raise QuantityError(_("`value` is `{found}`; accepted: zero or more").format(found=entry.value))
    return Quantity(entry.text, canonical(value or ZERO), Qualifier(entry.qualifier), unit)


def _refuse_more_digits(value: Decimal) -> None:
    """What is stated has no more digits than what is printed may have: more would not fit the index, nor be exact."""
    fraction = -int(value.as_tuple().exponent)
    if value.adjusted() >= WHOLE_DIGITS or fraction > FRACTION_DIGITS:
        message = _(
            "the number has too many digits; accepted: up to {whole} before the decimal mark, {fraction} after it"
        )
        raise QuantityError(message.format(whole=WHOLE_DIGITS, fraction=FRACTION_DIGITS))


@lru_cache(maxsize=4096)
def period(text: date | str) -> Period:
    """A TOML date or a string as a period; raises DateError."""
    if isinstance(text, str):
        return Period.parse(text)
    day = PartialDate(text.year, text.month, text.day)
    return Period(day, day)


def day(text: date | str) -> date:
    """A TOML date or a string as a day of the calendar; raises DateError."""
    if not isinstance(text, str):
        return text
    found = Period.parse(text)
    if not found.is_day:
        raise DateError(_("found `{text}`; accepted: a day such as 2023-06-19").format(text=text))
    return found.last
