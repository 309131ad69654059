"""Money in whole yuan."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tuiapp.values.money import to_yuan


@pytest.mark.parametrize(
    ("value", "rate", "yuan"),
    [
        ("30000000000", None, 30_000_000_000),
        ("1000000", "7.0467", 7_046_700),
        ("0.5", None, 0),
        ("1.5", None, 2),
        ("2.5", None, 2),
        ("-2.5", None, -2),
        ("1", "0.5", 0),
        ("3", "0.5", 2),
        # 28 digits, where the usual context would round a first time and turn the half into a whole
        ("999999999999999999", "6.4999999999", 6_499_999_999_899_999_994),
    ],
)
def test_yuan_are_whole_half_to_even(value: str, rate: str | None, yuan: int) -> None:
    assert to_yuan(Decimal(value), Decimal(rate) if rate else None) == yuan


def test_is_an_integer() -> None:
    assert type(to_yuan(Decimal("7.5"), None)) is int
