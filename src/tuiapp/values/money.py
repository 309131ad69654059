"""Money in whole yuan."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal

_EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)
"""Wide enough that a product of a printed amount and a rate is exact, so that it is rounded once."""


def to_yuan(value: Decimal, rate: Decimal | None) -> int:
    """Convert an amount to whole yuan, half to even.

    Args:
        value: whole units of its currency, as parsed.
        rate: yuan for one unit of it; None when it is in yuan already.
    """
    yuan = value if rate is None else _EXACT.multiply(value, rate)
    return int(yuan.to_integral_value(context=_EXACT))
