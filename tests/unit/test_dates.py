"""Dates as precise as printed, and spans of them."""

from __future__ import annotations

from datetime import date

import pytest

from tuiapp.values.dates import DateError, PartialDate, Period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-06", date(2023, 6, 1), date(2023, 6, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        (" 2023-06-19 ", date(2023, 6, 19), date(2023, 6, 19)),
    ],
)
def test_partial_date_spans_what_it_can_mean(text: str, first: date, last: date) -> None:
    partial = PartialDate.parse(text)
    assert (partial.first, partial.last) == (first, last)
    assert str(partial) == text.strip()


@pytest.mark.parametrize(
    "text", ["", "23", "2023-6", "2023-06-1", "2023/06", "06-2023", "2023-06-19T10:00", "June 2023", "..", "２０２３x"]
)
def test_other_forms_are_no_dates(text: str) -> None:
    with pytest.raises(DateError, match="accepted: 2023, 2023-06, 2023-06-19"):
        PartialDate.parse(text)


@pytest.mark.parametrize("text", ["2023-13", "2023-00", "2023-02-29", "2023-04-31", "0000"])
def test_days_that_do_not_exist_are_no_dates(text: str) -> None:
    with pytest.raises(DateError, match="no day of the calendar"):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("text", "first", "last", "is_day"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31), False),
        ("2023-06-19", date(2023, 6, 19), date(2023, 6, 19), True),
        ("2023-05-18/2023-05-21", date(2023, 5, 18), date(2023, 5, 21), False),
        ("2023-01/2023-06", date(2023, 1, 1), date(2023, 6, 30), False),
        ("2023/2023-06", date(2023, 1, 1), date(2023, 6, 30), False),
        ("../2020-08-31", None, date(2020, 8, 31), False),
    ],
)
def test_period(text: str, first: date | None, last: date, is_day: bool) -> None:
    period = Period.parse(text)
    assert (period.first, period.last, period.is_day) == (first, last, is_day)
    assert str(period) == text


def test_one_day_given_twice_is_one_day() -> None:
    assert str(Period.parse("2023-06-19/2023-06-19")) == "2023-06-19"


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(DateError, match="ends before it begins"):
        Period.parse("2023-06/2023-05")


@pytest.mark.parametrize("text", ["2023/", "/2023", "2023/..", "..", "2023/2024/2025", "2023-01-01/"])
def test_other_forms_are_no_periods(text: str) -> None:
    with pytest.raises(DateError):
        Period.parse(text)


@pytest.mark.parametrize(
    ("outer", "inner", "contains", "overlaps"),
    [
        ("2023", "2023-06", True, True),
        ("2023-06", "2023", False, True),
        ("2023", "2023", True, True),
        ("2023-01/2023-06", "2023-06-30/2023-07-02", False, True),
        ("2023-01/2023-06", "2023-07", False, False),
        ("../2023", "2019-06", True, True),
        ("../2023", "../2022", True, True),
        ("../2022", "../2023", False, True),
        ("2023", "../2023", False, True),
        ("2023", "../2022", False, False),
    ],
)
def test_containing_and_overlapping(outer: str, inner: str, contains: bool, overlaps: bool) -> None:
    first, second = Period.parse(outer), Period.parse(inner)
    assert first.contains(second) is contains
    assert first.overlaps(second) is overlaps
    assert second.overlaps(first) is overlaps


def test_periods_sort_by_their_last_day_then_their_first() -> None:
    texts = ["../2023-06-30", "2023-01/2023-06", "2023-06-30", "2023-07-01", "2023"]
    assert [str(period) for period in sorted(map(Period.parse, reversed(texts)))] == texts


def test_partial_dates_sort_by_their_first_day_then_their_last() -> None:
    texts = ["2022-12-31", "2023-01-01", "2023-01", "2023", "2023-01-02"]
    assert [str(partial) for partial in sorted(map(PartialDate.parse, reversed(texts)))] == texts
