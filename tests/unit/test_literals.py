"""Days that are still being typed, days that join, and ranges of numbers."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tuiapp.catalog.literals import FIRST_DAY, LAST_DAY, Span, join_days, read_days, read_numbers, read_unfinished_days


def days(first: str, last: str) -> Span:
    return Span(date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal())


@pytest.mark.parametrize(
    ("typed", "span"),
    [
        ("2", days("2000-01-01", "2999-12-31")),
        ("202", days("2020-01-01", "2029-12-31")),
        ("2023", days("2023-01-01", "2023-12-31")),
        ("2023-", days("2023-01-01", "2023-12-31")),
        ("2023-0", days("2023-01-01", "2023-12-31")),
        ("2023-06-1", days("2023-06-01", "2023-06-30")),
        ("2023-13", days("2023-01-01", "2023-12-31")),
        ("2020..202", days("2020-01-01", "2029-12-31")),
        ("2020..", Span(date(2020, 1, 1).toordinal(), LAST_DAY)),
        ("..2020", Span(FIRST_DAY, date(2020, 12, 31).toordinal())),
        ("0", days("0001-01-01", "0999-12-31")),
        ("x", None),
        ("..", None),
        ("x..y", None),
    ],
)
def test_an_unfinished_date_is_what_it_can_become(typed: str, span: Span | None) -> None:
    assert read_unfinished_days(typed, year=False) == span


def test_neighbouring_years_hold_what_crosses_them() -> None:
    years = [read_days(text, year=True) for text in ("2022", "2020", "2021", "2024")]
    assert join_days(years) == [days("2020-01-01", "2022-12-31"), days("2024-01-01", "2024-12-31")]


@pytest.mark.parametrize(("text", "money"), [("20bn..10bn", True), ("1bn..500m", True), ("50..10", False)])
def test_a_range_that_ends_before_it_begins_is_none(text: str, money: bool) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        read_numbers(text, money=money)
