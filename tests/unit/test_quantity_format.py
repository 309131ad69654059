"""Quantities in canonical English."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tuiapp.values.format import format_quantity
from tuiapp.values.parse import parse_amount, parse_count, parse_growth, parse_percent, parse_value
from tuiapp.values.qualifier import Qualifier
from tuiapp.values.quantity import Quantity


@pytest.mark.parametrize(
    ("printed", "language", "words"),
    [
        ("超300亿元", "zh", "over 30 billion yuan"),
        ("300亿元以上", "zh", "at least 30 billion yuan"),
        ("近550亿元", "zh", "nearly 55 billion yuan"),
        ("1亿元以下", "zh", "up to 100 million yuan"),
        ("不足1亿元", "zh", "less than 100 million yuan"),
        ("约1.5亿美元", "zh", "about 150 million U.S. dollars"),
        ("6.4万亿元", "zh", "6.4 trillion yuan"),
        ("5000元", "zh", "5,000 yuan"),
        ("10-50亿元", "zh", "1–5 billion yuan"),
        ("5亿元至10亿元", "zh", "500 million–1 billion yuan"),
        ("5000元至100万元", "zh", "5,000–1,000,000 yuan"),
        ("0-5亿元", "zh", "0–500 million yuan"),
        ("1234567891234元", "zh", "1,234.567891234 billion yuan"),
        ("5,342 Milliarden Yuan", "de", "5.342 billion yuan"),
        ("200 billion yuan ($28.04 billion)", "en", "200 billion yuan (28.04 billion U.S. dollars)"),
        ("€5 million", "en", "5 million euros"),
        ("5 million CHF", "en", "5 million CHF"),
        ("0 yuan", "en", "0 yuan"),
    ],
)
def test_amount(printed: str, language: str, words: str) -> None:
    assert format_quantity(parse_amount(printed, language)) == words


def test_count_has_its_noun() -> None:
    assert format_quantity(parse_count("超1500个", "zh")) == "over 1,500 projects"
    assert format_quantity(parse_count("one")) == "1 project"
    assert format_quantity(parse_count("10-15", unit="agreements")) == "10–15 agreements"


def test_percent_stands_apart_from_its_sign() -> None:
    assert format_quantity(parse_percent("80%以上", "zh")) == "at least 80 %"
    assert format_quantity(parse_growth("down 2.60%")) == "−2.6 %"
    assert format_quantity(parse_growth("down over 5%")) == "less than −5 %"


def test_plus_is_printed_when_asked() -> None:
    assert format_quantity(parse_growth("up 38 projects"), signed=True) == "+38 projects"
    assert format_quantity(parse_growth("down 38 projects"), signed=True) == "−38 projects"


def test_indicator_has_its_unit() -> None:
    assert format_quantity(parse_value("1,168.1 GWh", unit="GWh")) == "1,168.1 GWh"


def test_a_unit_that_only_looks_short_is_no_currency() -> None:
    assert format_quantity(Quantity("", Decimal(5_000_000), Qualifier.EXACT, "GWh")) == "5,000,000 GWh"
