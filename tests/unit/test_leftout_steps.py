"""What totals leave out is looked at in two steps where much is found; both say the same of what they list."""

from __future__ import annotations

import pytest

from tuiapp.analysis import leftout
from tuiapp.analysis.comparison import compare, outline
from tuiapp.analysis.leftout import explained, left_out
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.query import Query
from tuiapp.catalog.totals import Totals

ALL = Query.parse("region:china")


@pytest.mark.parametrize("known", [True, False], ids=["known", "unknown"])
def test_the_first_lanes_come_first_and_the_others_counted(
    fixed_catalog: Catalog, known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leftout, "FEW", 0)
    monkeypatch.setattr(leftout, "_SCREENFUL", 1)
    all_ = left_out(fixed_catalog, ALL)
    first = explained(fixed_catalog, ALL, fixed_catalog.totals(ALL) if known else None)
    listed = [sum(len(group.rows) for group in lane.groups) for lane in first.lanes]
    at = next(index for index, number in enumerate(listed) if number)
    assert first.first
    assert first.lanes[: at + 1] == all_[: at + 1]
    assert not any(listed[at + 1 :])
    assert [lane.total for lane in first.lanes] == [lane.total for lane in all_]
    for lane, whole in zip(first.lanes, all_, strict=True):
        assert [(group.reason, group.signings) for group in lane.groups] == [
            (group.reason, group.signings) for group in whole.groups
        ]
    rest = first.go_on()
    assert not rest.first
    assert rest.more is None
    assert rest.lanes == all_


def test_of_little_there_is_one_step(fixed_catalog: Catalog) -> None:
    only = explained(fixed_catalog, ALL, None)
    assert only.more is None
    assert only.lanes == left_out(fixed_catalog, ALL)


def test_a_comparison_does_not_add_what_is_known(fixed_catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    queries = (Query.parse("year:2023"), Query.parse("city:changzhou"))
    compared = compare(fixed_catalog, queries)
    known = {side.query: side.totals for side in compared.sides}

    def never(*_asked: object, **_how: object) -> Totals:
        raise AssertionError("added again")

    monkeypatch.setattr(Catalog, "totals", never)
    assert outline(fixed_catalog, queries, None, known) == compared._replace(details=None)
