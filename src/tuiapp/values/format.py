"""A quantity in English words that parse to the same quantity."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from tuiapp.i18n import _
from tuiapp.values.decimals import FRACTION_DIGITS, canonical
from tuiapp.values.qualifier import Qualifier
from tuiapp.values.quantity import Quantity
from tuiapp.values.units import PERCENT, is_money

_QUALIFIERS = {
    Qualifier.AT_LEAST: lambda: _("at least {number}"),
    Qualifier.OVER: lambda: _("over {number}"),
    Qualifier.UP_TO: lambda: _("up to {number}"),
    Qualifier.BELOW: lambda: _("less than {number}"),
    Qualifier.NEARLY: lambda: _("nearly {number}"),
    Qualifier.ABOUT: lambda: _("about {number}"),
}
_CURRENCIES = {
    "CNY": lambda: _("yuan"),
    "USD": lambda: _("U.S. dollars"),
    "EUR": lambda: _("euros"),
    "HKD": lambda: _("Hong Kong dollars"),
    "TWD": lambda: _("New Taiwan dollars"),
    "GBP": lambda: _("pounds"),
    "JPY": lambda: _("yen"),
    "KRW": lambda: _("won"),
    "SGD": lambda: _("Singapore dollars"),
}
_SCALES: tuple[tuple[Decimal, Callable[[], str]], ...] = (
    (Decimal(10**12), lambda: _("trillion")),
    (Decimal(10**9), lambda: _("billion")),
    (Decimal(10**6), lambda: _("million")),
)
_SINGULARS: dict[str, Callable[[], str]] = {
    "projects": lambda: _("project"),
    "agreements": lambda: _("agreement"),
    "firms": lambda: _("firm"),
    "results": lambda: _("result"),
}


def format_quantity(quantity: Quantity, *, signed: bool = False) -> str:
    """Say a quantity in English: `over 30 billion yuan`, `10–50 million U.S. dollars`, `about 12 projects`, `10.7 %`.

    Parsed as what it is, the text gives the quantity again, but for the printed text.

    Args:
        quantity: any quantity that was parsed.
        signed: whether to print the plus of a rise, as a change of a number of things needs it: `+38 projects`.
    """
    low, high = quantity.low, quantity.high
    if low is None or high is None:
        words = _with_unit(_number(quantity.value, quantity.unit, signed), quantity.unit, quantity.value)
    else:
        words = _with_unit(_range(low, high, quantity.unit, signed), quantity.unit, high)
    if quantity.qualifier in _QUALIFIERS:
        words = _QUALIFIERS[quantity.qualifier]().format(number=words)
    return f"{words} ({format_quantity(quantity.also)})" if quantity.also else words


def _number(value: Decimal, unit: str, signed: bool = False) -> str:
    size = abs(value)
    sign = "−" if value < 0 else "+" if signed else ""
    for scale, word in _SCALES if is_money(unit) else ():
        if size >= scale:
            scaled = canonical(size / scale)
            if -int(scaled.as_tuple().exponent) <= FRACTION_DIGITS:
                return f"{sign}{scaled:,f} {word()}"
    return f"{sign}{size:,f}"


def _range(low: Decimal, high: Decimal, unit: str, signed: bool) -> str:
    """Both ends with a dash; the scale once where they share it, and none where the low end is too small for one."""
    first, last = _number(low, unit, signed), _number(high, unit)
    number, _space, scale = first.partition(" ")
    if scale:
        return f"{number if last.endswith(f' {scale}') else first}–{last}"
    return f"{first}–{last if not low else f'{abs(high):,f}'}"


def _with_unit(number: str, unit: str, value: Decimal) -> str:
    if unit == PERCENT:
        return f"{number} %"
    if unit in _CURRENCIES:
        return f"{number} {_CURRENCIES[unit]()}"
    return f"{number} {_SINGULARS[unit]() if value == 1 and unit in _SINGULARS else unit}"
