"""Numbers in sentences: ours rounded and in words, the source's in quotation marks."""

from __future__ import annotations

import re
from decimal import Decimal

from tuiapp.i18n import _
from tuiapp.values.format import format_quantity
from tuiapp.values.qualifier import Qualifier
from tuiapp.values.quantity import Quantity

_DIGITS = 4
"""A computed number is said with this many significant digits: enough to tell it from the printed one."""
_DIGIT_RUN = re.compile(r"[0-9]+")


def wording(text: str) -> str:
    """The text with each run of digits made one: the few wordings of numbers return, so what they say is remembered."""
    return _DIGIT_RUN.sub("0", text)


def quoted(text: str) -> str:
    """The source's words in quotation marks."""
    return _("“{text}”").format(text=text)


def printed(quantity: Quantity) -> str:
    """A number as the source prints it, in quotation marks."""
    return quoted(quantity.text)


def number(value: Decimal) -> str:
    """A number with comma thousands; one that is not whole has at most four significant digits."""
    return f"{_rounded(value):,f}"


def money(value: Decimal, currency: str) -> str:
    """An amount in prose: `336 billion yuan`, `473.5 million U.S. dollars`."""
    return format_quantity(Quantity("", _rounded(value, whole=False), Qualifier.EXACT, currency))


def _rounded(value: Decimal, *, whole: bool = True) -> Decimal:
    if whole and value == value.to_integral_value():
        return value.quantize(Decimal(1))
    return round(value, _DIGITS - 1 - value.adjusted()).normalize()


def percent(value: Decimal) -> str:
    """A share: `56.98 %`."""
    return f"{number(value.quantize(Decimal('0.01')))} %"
