from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import plain_reading
from support import replace
from tuiapp.rules.records import Amount, Because, Count, Lane, SumRow
from tuiapp.rules.totals import Found, LaneTotal, total
from tuiapp.values.qualifier import Qualifier, join

CHINA = ("china",)
REGIONS = [
    CHINA,
    (*CHINA, "js"),
    (*CHINA, "js", "cz"),
    (*CHINA, "js", "cz", "wj"),
    (*CHINA, "js", "sz"),
    (*CHINA, "gd"),
    (*CHINA, "gd", "fs"),
]
BOUNDS = [Qualifier.EXACT, Qualifier.OVER, Qualifier.NEARLY]
Given = tuple[list[Found], dict[str, SumRow]]
LANES = [Lane(), Lane(basis="period")]
WIDER: list[Because | None] = ["days", None, None, None, None, None, None]


Numbers = tuple[int, ...]
LOTS: st.SearchStrategy[Numbers] = st.binary(min_size=15, max_size=15).map(lambda raw: tuple(one % 60 for one in raw))
"""One draw a row: a draw for each field costs ten times as much."""


def one_row(row_id: str, lots: Numbers, before: list[SumRow], lanes: list[Lane]) -> SumRow:
    """The row that these numbers stand for."""
    edition, lane, open_, day, other_day, place, place2, whole, split, same, count, bound, amount, doubt, published = (
        lots
    )
    first, last = sorted((1 + day % 8, 1 + other_day % 8))
    wholes = [None, None, "elsewhere", *(row.id for row in before if row.same_as is None)]
    part_of = wholes[whole % len(wholes)]
    regions = (REGIONS[place % 7],) if place2 > 12 else (REGIONS[place % 7], REGIONS[place2 % 7])
    return SumRow(
        id=row_id,
        event=row_id,
        edition=("e1", "e2", row_id)[edition % 3],
        lane=lanes[lane % len(lanes)],
        first=None if open_ > 50 else first,
        last=last,
        regions=regions,
        part_of=part_of,
        split=(None, "a", "b")[split % 3] if part_of else None,
        same_as=before[0].id if same > 54 and before and part_of is None else None,
        count=Count(count % 10, BOUNDS[bound % 3]) if count > 20 else None,
        amount=Amount(1 + amount % 9, BOUNDS[bound // 3 % 3]) if amount > 20 else None,
        doubt=doubt > 54,
        published=published % 4 or None,
    )


@st.composite
def founds(draw: st.DrawFn, lanes: list[Lane] = LANES, prefix: str = "r") -> Given:
    rows: list[SumRow] = []
    found: list[Found] = []
    for index, lots in enumerate(draw(st.lists(LOTS, min_size=1, max_size=9))):
        rows.append(one_row(f"{prefix}{index}", lots, rows, lanes))
        if sum(lots) % 6:
            found.append(Found(rows[-1], WIDER[sum(lots) % len(WIDER)]))
    return found, {row.id: row for row in rows}


def by_id(lane_total: LaneTotal) -> tuple[Any, ...]:
    """All that may not depend on the order of what is found."""
    left = sorted(lane_total.not_added, key=lambda one: one.id)
    return lane_total.lane, sorted(lane_total.added), lane_total.projects, lane_total.investment, left


@given(founds())
def test_every_found_signing_is_accounted_for_exactly_once(given_: Given) -> None:
    found, context = given_
    totals = total(found, context)
    verdicts = [one for lane in totals for one in (*lane.added, *(left.id for left in lane.not_added))]
    assert sorted(verdicts) == sorted(one.row.id for one in found)
    assert [lane.lane for lane in totals] == sorted({one.row.lane for one in found}, key=lambda lane: lane.order)
    for lane in totals:
        for left in lane.not_added:
            if left.reason in ("inside", "sibling", "overlap"):
                assert left.because_of in lane.added, "what stands in the way is itself added"


@given(founds(), st.randoms(use_true_random=False))
def test_order_does_not_matter(given_: Given, random: Any) -> None:
    found, context = given_
    shuffled = list(found)
    random.shuffle(shuffled)
    names = list(context)
    random.shuffle(names)
    again = total(shuffled, {name: context[name] for name in names})
    assert [by_id(one) for one in again] == [by_id(one) for one in total(found, context)]
    places = {one.row.id: place for place, one in enumerate(shuffled)}
    for lane in again:
        assert list(lane.added) == sorted(lane.added, key=places.__getitem__)


@given(founds())
def test_the_fast_way_gives_what_the_plain_reading_gives_and_counts_nothing_twice(given_: Given) -> None:
    found, context = given_
    for lane in total(found, context):
        eligible = [
            one.row
            for one in found
            if one.row.lane == lane.lane and one.row.same_as is None and one.wider is None and not one.row.doubt
        ]
        periods = lane.lane.basis == "period"
        assert set(lane.added) == plain_reading.added(eligible, context, periods=periods)
        for one, other in combinations([context[added] for added in lane.added], 2):
            assert not plain_reading.contains(one, other, context)
            assert not plain_reading.contains(other, one, context)
            assert not (periods and plain_reading.overlap(one, other, context))


@given(founds(), st.integers(1, 9), st.sampled_from([None, "a", "new"]))
def test_a_part_of_a_counted_whole_changes_nothing(given_: Given, amount: int, split: str | None) -> None:
    found, context = given_
    for lane in total(found, context):
        for whole in (context[one] for one in lane.added):
            if whole.amount is None:
                continue
            part = replace(
                whole, id="part", part_of=whole.id, split=split, amount=Amount(amount, Qualifier.EXACT), count=None
            )
            more = total([*found, Found(part, None)], {**context, part.id: part})
            (same,) = [one for one in more if one.lane == lane.lane]
            assert (same.added, same.projects, same.investment) == (lane.added, lane.projects, lane.investment)
            assert same.not_added[-1].reason == "inside"


@pytest.mark.parametrize("basis", LANES, ids=["events", "periods"])
@given(st.data())
def test_sums_of_what_does_not_touch_are_a_monoid(basis: Lane, data: st.DataObject) -> None:
    one, other = data.draw(founds([basis])), data.draw(founds([basis], prefix="s"))

    def elsewhere(row: SumRow) -> SumRow:
        regions = tuple(("moon", *region) for region in row.regions)
        whole = "elsewhere else" if row.part_of == "elsewhere" else row.part_of
        return replace(row, edition=f"moon {row.edition}", regions=regions, part_of=whole)

    there = [Found(elsewhere(found.row), found.wider) for found in other[0]]
    known = {row.id: elsewhere(row) for row in other[1].values()}
    apart = [*total(one[0], one[1]), *total(there, known)]
    together = total([*one[0], *there], {**one[1], **known})
    assert [row for lane in together for row in lane.added] == [row for lane in apart for row in lane.added]
    for lane in together:
        projects = [part.projects for part in apart]
        money = [part.investment for part in apart]
        assert (lane.projects.value or 0) == sum(part.value or 0 for part in projects)
        assert (lane.investment.cny or 0) == sum(part.cny or 0 for part in money)
        assert lane.investment.signings_without == sum(part.signings_without for part in money)
        for whole, parts in ((lane.projects.qualifier, projects), (lane.investment.qualifier, money)):
            known_qualifiers = [part.qualifier for part in parts if part.qualifier is not None]
            assert whole == (join(known_qualifiers) if known_qualifiers else None)


@given(LOTS)
def test_a_lone_signing_gives_its_own_numbers(lots: Numbers) -> None:
    row = replace(one_row("r0", lots, [], LANES), doubt=False)
    (lane,) = total([Found(row, None)], {})
    assert lane.added == (row.id,)
    assert lane.projects.value == (row.count.value if row.count else None)
    assert lane.projects.qualifier == (row.count.qualifier if row.count else None)
    assert lane.investment.cny == (row.amount.cny if row.amount else None)
    assert lane.investment.qualifier == (row.amount.qualifier if row.amount else None)
