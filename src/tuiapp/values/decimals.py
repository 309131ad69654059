"""How decimals are held: never as floats, without exponents, inside the digits that stay exact."""

from __future__ import annotations

from decimal import Decimal

WHOLE_DIGITS = 17
"""The most digits before the decimal mark: more would not fit the index when they are converted at a rate of tens."""
FRACTION_DIGITS = 9
"""The most digits after it: with the whole ones they stay inside the 28 digits that decimals are exact to."""


def canonical(value: Decimal) -> Decimal:
    """The same number without an exponent and without zeros after its last decimal."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if whole == value else value.normalize()
