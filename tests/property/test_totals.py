from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import plain_reading
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
LANES = [Lane(), Lane(basis="period")]
WIDER: list[Because | None] = ["days", "sectors", None, None, None, None]


@st.composite
def one_row(draw: st.DrawFn, row_id: str, before: list[SumRow], lanes: list[Lane]) -> SumRow:
    last = draw(st.integers(1, 8))
    whole = draw(st.sampled_from([None, "elsewhere", *(row.id for row in before if row.same_as is None)]))
    return SumRow(
        id=row_id,
        event=row_id,
        edition=draw(st.sampled_from(["e1", "e2", row_id])),
        lane=draw(st.sampled_from(lanes)),
        first=draw(st.one_of(st.none(), st.integers(1, last))),
        last=last,
        regions=tuple(draw(st.lists(st.sampled_from(REGIONS), min_size=1, max_size=2))),
        part_of=whole,
        split=draw(st.sampled_from([None, "a", "b"])) if whole else None,
        same_as=draw(st.sampled_from([None] * 9 + ["r0"])) if row_id != "r0" and whole is None else None,
        count=Count(draw(st.integers(0, 9)), draw(st.sampled_from(BOUNDS))) if draw(st.booleans()) else None,
        amount=Amount(draw(st.integers(1, 9)), draw(st.sampled_from(BOUNDS))) if draw(st.booleans()) else None,
        doubt=draw(st.integers(0, 9)) == 0,
        published=draw(st.one_of(st.none(), st.integers(1, 3))),
    )


@st.composite
def founds(draw: st.DrawFn, lanes: list[Lane] = LANES, prefix: str = "r") -> tuple[list[Found], dict[str, SumRow]]:
    rows: list[SumRow] = []
    for index in range(draw(st.integers(1, 9))):
        rows.append(draw(one_row(f"{prefix}{index}", rows, lanes)))
    found = [Found(row, draw(st.sampled_from(WIDER))) for row in rows if draw(st.integers(0, 5))]
    return found, {row.id: row for row in rows}


def by_id(lane_total: LaneTotal) -> tuple[Any, ...]:
    """All that may not depend on the order of what is found."""
    left = sorted(lane_total.not_added, key=lambda one: one.id)
    return lane_total.lane, sorted(lane_total.added), lane_total.projects, lane_total.investment, left


@given(founds())
def test_every_found_signing_is_accounted_for_exactly_once(given_: tuple[list[Found], dict[str, SumRow]]) -> None:
    found, context = given_
    totals = total(found, context)
    verdicts = [one for lane in totals for one in (*lane.added, *(left.id for left in lane.not_added))]
    assert sorted(verdicts) == sorted(one.row.id for one in found)
    assert [lane.lane for lane in totals] == sorted({one.row.lane for one in found}, key=lambda lane: lane.order)


@given(founds())
def test_what_stands_in_the_way_is_itself_added(given_: tuple[list[Found], dict[str, SumRow]]) -> None:
    found, context = given_
    for lane in total(found, context):
        for left in lane.not_added:
            if left.reason in ("inside", "sibling", "overlap"):
                assert left.because_of in lane.added


@given(founds(), st.randoms(use_true_random=False))
def test_order_does_not_matter(given_: tuple[list[Found], dict[str, SumRow]], random: Any) -> None:
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
def test_the_fast_way_gives_what_the_plain_reading_gives(given_: tuple[list[Found], dict[str, SumRow]]) -> None:
    found, context = given_
    for lane in total(found, context):
        eligible = [
            one.row
            for one in found
            if one.row.lane == lane.lane and one.row.same_as is None and one.wider is None and not one.row.doubt
        ]
        assert set(lane.added) == plain_reading.added(eligible, context, periods=lane.lane.basis == "period")


@given(founds())
def test_nothing_is_counted_twice(given_: tuple[list[Found], dict[str, SumRow]]) -> None:
    found, context = given_
    for lane in total(found, context):
        rows = [context[one] for one in lane.added]
        for one in rows:
            for other in rows:
                assert one is other or not plain_reading.contains(one, other, context)
                if one is not other and lane.lane.basis == "period":
                    assert not plain_reading.overlap(one, other, context)


@given(founds(), st.integers(1, 9), st.sampled_from([None, "a", "new"]))
def test_a_part_of_a_counted_whole_changes_nothing(
    given_: tuple[list[Found], dict[str, SumRow]], amount: int, split: str | None
) -> None:
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


@given(founds())
def test_a_lone_signing_gives_its_own_numbers(given_: tuple[list[Found], dict[str, SumRow]]) -> None:
    row = replace(given_[0][0].row if given_[0] else next(iter(given_[1].values())), same_as=None, doubt=False)
    (lane,) = total([Found(row, None)], {})
    assert lane.added == (row.id,)
    assert lane.projects.value == (row.count.value if row.count else None)
    assert lane.projects.qualifier == (row.count.qualifier if row.count else None)
    assert lane.investment.cny == (row.amount.cny if row.amount else None)
    assert lane.investment.qualifier == (row.amount.qualifier if row.amount else None)
