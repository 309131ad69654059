"""Dates in the table and in prose."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuiapp.render.cells import width
from tuiapp.render.dates import compact, date_cell, prose
from tuiapp.values.dates import PartialDate, Period


@pytest.mark.parametrize(
    ("when", "long", "short", "sentence"),
    [
        ("2023-10-08", "2023-10-08", "23-10-08", "8 Oct 2023"),
        ("2023-10", "2023-10", "23-10", "Oct 2023"),
        ("2023", "2023", "2023", "2023"),
        ("2023-01/2023-08", "2023-01/08", "23-01/08", "Jan–Aug 2023"),
        ("2023-05-18/2023-05-21", "2023-05-18/21", "23-05-18/21", "18–21 May 2023"),
        ("2023-06-28/2023-07-02", "2023-06-28/07-02", "23-06-28/07-02", "28 Jun–2 Jul 2023"),
        ("2022-12-30/2023-01-02", "2022-12-30/2023-01-02", "22-12-30/23-01-02", "30 Dec 2022–2 Jan 2023"),
        ("2022-07/2023-06", "2022-07/2023-06", "22-07/23-06", "Jul 2022–Jun 2023"),
        ("2021/2023", "2021/2023", "2021/2023", "2021–2023"),
        ("../2023-10", "to 2023-10", "to 23-10", "to Oct 2023"),
        ("../2020-08-31", "to 2020-08-31", "to 20-08-31", "to 31 Aug 2020"),
        ("2023-01/2023-06-15", "2023-01/2023-06-15"[:7] + "/06-15", "23-01/06-15", "Jan 2023–15 Jun 2023"),
    ],
)
def test_forms(when: str, long: str, short: str, sentence: str) -> None:
    assert compact(when) == long
    assert compact(when, two_digits=True) == short
    assert prose(when) == sentence


@pytest.mark.parametrize(
    ("when", "cells", "shown"),
    [
        ("2023-10-08", 10, "2023-10-08"),
        ("2023-05-18/2023-05-21", 10, "23-05-18/21"),
        ("2023-05-18/2023-05-21", 13, "2023-05-18/21"),
        ("2023-05-18/2023-05-21", 8, "23-05-18…"),
        ("2022-07/2023-06", 10, "22-07/23-06"),
        ("../2020-08-31", 10, "to 20-08-31"),
        ("../2020-08-31", 8, "to 20-08"),
        ("2023-06-28/2023-07-02", 10, "2023-06-28…"),
        ("2023-10-08", 5, "23-10…"),
    ],
)
def test_a_date_in_its_column(when: str, cells: int, shown: str) -> None:
    assert date_cell(when, cells) == shown


days = st.dates(date(1990, 1, 1), date(2040, 12, 31))


@settings(deadline=None)
@given(
    st.tuples(days, days).map(sorted), st.sampled_from(["day", "month", "year", "open"]), st.sampled_from([8, 10, 13])
)
def test_a_date_takes_at_most_one_cell_of_the_gap(ends: list[date], kind: str, cells: int) -> None:
    first, last = (PartialDate(each.year, each.month, each.day) for each in ends)
    if kind == "month":
        first, last = PartialDate(first.year, first.month), PartialDate(last.year, last.month)
    elif kind == "year":
        first, last = PartialDate(first.year), PartialDate(last.year)
    when = str(Period(None if kind == "open" else first, last))
    assert width(date_cell(when, cells)) <= cells + 1
    assert prose(when)
