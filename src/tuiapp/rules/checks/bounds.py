"""What a printed number can mean at the least and at the most."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from tuiapp.rules.checks.registry import Context
from tuiapp.values.dates import Period
from tuiapp.values.qualifier import Qualifier
from tuiapp.values.quantity import Quantity

LOOSE = Decimal("0.1")
"""How far `about` and `nearly` are taken to reach: farther than careful writers would, so that findings are certain."""
COARSEST = Decimal("0.05")
"""How much rounding is granted at most: `2 billion` is hardly printed for 2.9, though its one digit allows it."""
RATE_TOLERANCE = Decimal("0.05")
"""How far a source's own conversion may be off: it used the rate of some day of the month or the year."""
_DIGITS = re.compile(r"\d[\d.,'’ ]*")
_NO_DIGIT = re.compile(r"\D")


class Bounds(NamedTuple):
    """The least and the most it can mean; no `high` where it is open upwards."""

    low: Decimal
    high: Decimal | None

    def below(self, other: Bounds) -> bool:
        """Whether it is certainly less."""
        return self.high is not None and self.high < other.low

    def apart(self, other: Bounds) -> bool:
        """Whether nothing is in both."""
        return self.below(other) or other.below(self)

    def times(self, low: Decimal, high: Decimal) -> Bounds:
        """What it can be when multiplied by any factor between two."""
        return Bounds(self.low * low, None if self.high is None else self.high * high)


def last_digit(quantity: Quantity) -> Decimal:
    """What one in the last printed digit is worth: 10 million for `2.35 billion`, 1 for `267`.

    A number in words counts as printed in full thousands, millions and so on.
    """
    return _last_digit(quantity.text, abs(quantity.value))


@lru_cache(maxsize=1024)
def _last_digit(text: str, value: Decimal) -> Decimal:
    # Remembered, because a whole is compared with each of its parts.
    if not value:
        return Decimal(1)
    for match in _DIGITS.finditer(text):
        digits = Decimal(_NO_DIGIT.sub("", match.group()))
        if digits == value:
            return Decimal(1)
        # A number of the text is the value's own when they differ by a power of ten: by scale and decimal mark.
        if digits and (value / digits).normalize().as_tuple().digits == (1,):
            return value / digits
    zeros = len(str(int(value))) - len(str(int(value)).rstrip("0"))
    return Decimal(10) ** (zeros - zeros % 3)


def rounding(quantity: Quantity) -> Bounds:
    """The numbers that a printed one is rounded or cut from, whatever word stands beside it.

    A number that is printed to the last one (`267`) is rounded from nothing.
    """
    step = last_digit(quantity)
    slack = Decimal(0) if step == 1 else min(step, abs(quantity.value) * COARSEST)
    return Bounds(quantity.value - slack / 2, quantity.value + slack)


def bounds(quantity: Quantity) -> Bounds:
    """The least and the most that a number with the word beside it can mean."""
    value = quantity.value
    match quantity.qualifier:
        case Qualifier.AT_LEAST | Qualifier.OVER:
            return Bounds(value, None)
        case Qualifier.UP_TO | Qualifier.BELOW:
            return Bounds(Decimal(0), value)
        case Qualifier.NEARLY:
            return Bounds(value * (1 - LOOSE), value)
        case Qualifier.ABOUT:
            return Bounds(value * (1 - LOOSE), value * (1 + LOOSE))
        case Qualifier.RANGE:
            return Bounds(value if quantity.low is None else quantity.low, quantity.high)
        case Qualifier.EXACT:
            return rounding(quantity)


def months(*spans: Period | None) -> Iterator[tuple[int, int | None]]:
    """The month and the year of the last day of each span; without the month where it is longer or not known."""
    for span in spans:
        if span is not None:
            last = span.last
            if span.first is not None and (span.first.year, span.first.month) == (last.year, last.month):
                yield last.year, last.month
            yield last.year, None


def in_one_currency(amounts: Sequence[Quantity], when: Period, context: Context) -> list[Bounds] | None:
    """The bounds of amounts as printed where they share a currency, else in yuan at the year's rates.

    Returns:
        None where that needs a rate which is not known.
    """
    if len({amount.unit for amount in amounts}) == 1:
        return [bounds(amount) for amount in amounts]
    result: list[Bounds] = []
    for amount in amounts:
        rate = Decimal(1) if amount.unit == "CNY" else context.rates(amount.unit, when.last.year, None)
        if rate is None:
            return None
        slack = RATE_TOLERANCE if amount.unit != "CNY" else Decimal(0)
        result.append(bounds(amount).times(rate * (1 - slack), rate * (1 + slack)))
    return result
