"""Printed numbers to quantities: amounts, counts, thresholds, growth, shares and the values of indicators.

A text is read in the words of its report's language, with English and Chinese always understood. Nothing is
guessed: a text that could mean two numbers, or none, is an error that says so.
"""

from __future__ import annotations

from tuiapp.i18n import _
from tuiapp.values.frames import Reader, framed
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
    read_threshold,
)
from tuiapp.values.units import PERCENT, is_money

_LONGEST_SHOWN = 60


def parse_amount(text: str, language: str = "en", *, currency: str | None = None) -> Quantity:
    """Read money: `over 30 billion yuan ($4.4 billion)`, `近550亿元`, `10-50亿元`.

    Args:
        text: as the source prints it.
        language: the report's language, `en`, `zh`, `de`, …
        currency: the currency to take where the text prints none; without it such a text is an error.

    Returns:
        The amount in whole units of the currency, which is the quantity's unit; what a bracket, `or` or a comma
        adds in another currency is its `also`.

    Raises:
        QuantityError: it is no amount of one currency.
    """
    return _parse(read_amount, text, language, currency, _AMOUNTS)


def parse_count(text: str, language: str = "en", *, unit: str = "projects") -> Quantity:
    """Read a whole number of things: `28`, `Twenty-eight`, `more than 200`, `10余个`.

    Args:
        text: as the source prints it.
        language: the report's language.
        unit: what is counted, which is the quantity's unit; a printed noun must be the same.

    Raises:
        QuantityError: it is no whole number, or counts something else.
    """
    return _parse(read_count, text, language, unit, _COUNTS)


def parse_threshold(text: str, language: str = "en", *, currency: str | None = "CNY") -> tuple[Quantity, ...]:
    """Read what each project exceeds: `over 100 million yuan each`, `10亿元以上`, `50亿级`.

    Args:
        text: as the source prints it.
        language: the report's language.
        currency: the currency to take where the text prints none: that of the amount it belongs to.

    Returns:
        One amount, or two where the text names it in two currencies: `50亿元人民币或3亿美元以上`.

    Raises:
        QuantityError: it is no amount, or its alternatives are of one currency.
    """
    try:
        one = framed(read_single_threshold, text, language, currency)
        return (one,) if one else read_threshold(text, language, currency)
    except QuantityError as error:
        raise _told(text, error, _THRESHOLDS) from None


def parse_growth(text: str, language: str = "en", *, unit: str | None = None) -> Quantity:
    """Read a change: `+21.36%`, `up 46 percent`, `doubled`, `同比增长4倍` (+400 %), `+38 projects`.

    Args:
        text: as the source prints it; without a sign it is a rise.
        language: the report's language.
        unit: what a change without a unit of its own counts; without it such a text is an error.

    Returns:
        The signed change in percent, or in what is counted.

    Raises:
        QuantityError: it is no change.
    """
    return _parse(read_growth, text, language, unit, _CHANGES)


def parse_percent(text: str, language: str = "en") -> Quantity:
    """Read a share: `56.9%`, `exceeding 30%`, `15 percent`, `百分之十五`.

    Raises:
        QuantityError: it is no percentage, or has a sign.
    """
    return _parse(read_share, text, language, None, _SHARES)


def parse_value(text: str, language: str = "en", *, unit: str) -> Quantity:
    """Read an indicator's value.

    Args:
        text: as the source prints it.
        language: the report's language.
        unit: `percent`, a currency's code, or a plain noun such as `GWh` or `firms`. Of an amount the printed
            currency goes before this one; a number of things need not be whole, and `50th` is 50.

    Raises:
        QuantityError: it is no number of that unit.
    """
    if unit == PERCENT:
        return _parse(read_rate, text, language, None, _SHARES)
    if is_money(unit):
        return _parse(read_balance, text, language, unit, _AMOUNTS)
    return _parse(read_number, text, language, unit, _VALUES)


# The accepted forms, as each kind of error names them.
_AMOUNTS = "over 30 billion yuan, 近550亿元, $4.4 billion, 10-50亿元"
_COUNTS = "28, twenty-eight, over 200, 10余个, 10-15"
_THRESHOLDS = "over 100 million yuan, 10亿元以上, 1 billion yuan or 150 million dollars"
_CHANGES = "+21.36%, up 46 percent, doubled, 增长4倍, +38 projects"
_SHARES = "56.9%, over 30 percent, 80%以上"
_VALUES = "1,668, over 330,000, 168.1 GWh, 超1500家"


def _parse(read: Reader, text: str, language: str, unit: str | None, forms: str) -> Quantity:
    try:
        return framed(read, text, language, unit) or read(text, language, unit)
    except QuantityError as error:
        raise _told(text, error, forms) from None


def _told(text: str, error: QuantityError, forms: str) -> QuantityError:
    """An error with the text and the accepted forms around its reason."""
    shown = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
    return QuantityError(_("{text!r}: {reason}; accepted: {forms}").format(text=shown, reason=error, forms=forms))
