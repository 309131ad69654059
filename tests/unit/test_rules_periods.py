from __future__ import annotations

import pytest

from ruling import CHANGZHOU, FUJIAN, JIANGSU, PERIOD, SUZHOU, WUJIN, row
from tuiapp.rules.containment import Size
from tuiapp.rules.periods import Kept, precedence
from tuiapp.rules.records import RegionPath, SumRow


def size(one: SumRow) -> Size:
    return (one.amount.cny if one.amount else 0, one.count.value if one.count else 0)


def total(row_id: str, when: str, *regions: RegionPath) -> SumRow:
    return row(row_id, when=when, regions=regions or (CHANGZHOU,), lane=PERIOD)


def test_totals_are_taken_in_this_order() -> None:
    ordered = [
        row("country", 1, when="2023-01", regions=(("china",),)),
        row("two provinces", 1, when="2023-01", regions=(JIANGSU, FUJIAN)),
        row("province and city", 1, when="2023-01", regions=(JIANGSU, (*FUJIAN, "xiamen"))),
        row("province", 1, when="2023-01", regions=(JIANGSU,)),
        row("two cities", 1, when="2023-01", regions=(CHANGZHOU, SUZHOU)),
        row("so far, later end", 1, when="../2023-02"),
        row("so far", 1, when="../2023-01"),
        row("year", 1, when="2023"),
        row("late report", 1, when="2023-01", published=738001),
        row("early report", 9, when="2023-01", published=738000),
        row("large", 9, 1, when="2023-01"),
        row("many", 8, 9, when="2023-01"),
        row("few", 8, 1, when="2023-01"),
        row("first name", None, 1, when="2023-01"),
        row("second name", None, 1, when="2023-01"),
    ]
    shuffled = [*ordered[1::2], *ordered[::2]]
    assert sorted(shuffled, key=lambda one: precedence(one, size)) == ordered


@pytest.mark.parametrize(
    ("kept", "asked", "overlaps"),
    [
        (total("k", "2023", JIANGSU), total("a", "2023-03", CHANGZHOU), True),
        (total("k", "2023", WUJIN), total("a", "2023-03", JIANGSU), True),
        (total("k", "2023", CHANGZHOU), total("a", "2023-03", CHANGZHOU), True),
        (total("k", "2023", CHANGZHOU), total("a", "2023-03", SUZHOU), False),
        (total("k", "2023", CHANGZHOU, FUJIAN), total("a", "2023", SUZHOU, FUJIAN), True),
        (total("k", "2023-01/2023-06"), total("a", "2023-07/2023-12"), False),
        (total("k", "2023-01-01/2023-06-30"), total("a", "2023-06-30"), True),
        (total("k", "../2023-02"), total("a", "../2019"), True),
        (total("k", "2023-02"), total("a", "../2019"), False),
    ],
)
def test_totals_overlap_when_they_share_a_day_and_a_region(kept: SumRow, asked: SumRow, overlaps: bool) -> None:
    index = Kept([kept, asked])
    index.add(kept, "k")
    assert index.overlapping(asked, "a") == ("k" if overlaps else None)
    assert index.overlapping(asked, "k") is None, "of one outermost whole"


def test_of_several_that_overlap_the_first_kept_is_named() -> None:
    rows = [total("one", "2023-05"), total("two", "2023-03"), total("three", "2023-01/2023-12", WUJIN)]
    index = Kept([*rows, total("year", "2023")])
    for one in rows:
        index.add(one, one.id)
    assert index.overlapping(total("year", "2023"), "year") == "one"
    assert index.overlapping(total("year", "2023"), "one") == "two"
