"""What a quantity's unit can be, beside a plain noun."""

from __future__ import annotations

PERCENT = "percent"
"""The unit of shares and of growth rates."""


def is_money(unit: str) -> bool:
    """Whether a unit is a currency's code: `CNY`, `USD`."""
    return len(unit) == 3 and unit.isascii() and unit.isupper()
