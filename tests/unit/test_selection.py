"""Orders and windows of what is found."""

from __future__ import annotations

import pytest

import support
from tuiapp.catalog.catalog import Catalog, SortError
from tuiapp.catalog.fields import SORTED
from tuiapp.catalog.query import Query
from tuiapp.catalog.view import parse_sort


@pytest.mark.parametrize(
    ("query", "sort", "expected"),
    [
        ("kind:period", "", "half-22/total half-22/suzhou half-22/so-far"),
        # By the last day, then by the first; what is open at the start begins before all.
        ("kind:period", "date", "half-22/so-far half-22/suzhou half-22/total"),
        ("year:2022,2024", "date:desc", "fair-24/fund fair-24/xian half-22/suzhou half-22/total half-22/so-far"),
        ("kind:fair", "region", "fair-24/fund fair-24/xian"),
        ("kind:fair", "region:desc", "fair-24/xian fair-24/fund"),
        ("kind:forum", "signing", "forum-23/all forum-23/ne forum-23/wujin forum-23/zoe"),
        ("kind:forum", "label:desc", "forum-23/zoe forum-23/wujin forum-23/ne forum-23/all"),
        ("kind:forum", "projects", "forum-23/zoe forum-23/ne forum-23/all forum-23/wujin"),
        ("kind:forum", "investment:desc", "forum-23/all forum-23/ne forum-23/zoe forum-23/wujin"),
        # A missing value comes last in both directions.
        ("kind:forum", "investment", "forum-23/zoe forum-23/ne forum-23/all forum-23/wujin"),
        ("kind:forum", "sector", "forum-23/all forum-23/ne forum-23/wujin forum-23/zoe"),
        ("kind:forum", "sector:desc", "forum-23/all forum-23/ne forum-23/wujin forum-23/zoe"),
        ("kind:forum", "counterpart", "forum-23/zoe forum-23/all forum-23/ne forum-23/wujin"),
        ("kind:forum", "stage,projects", "forum-23/zoe forum-23/ne forum-23/all forum-23/wujin"),
        ("kind:forum", "stage:desc,projects", "forum-23/wujin forum-23/zoe forum-23/ne forum-23/all"),
        ("kind:forum", "publisher,projects:desc", "forum-23/wujin forum-23/all forum-23/ne forum-23/zoe"),
        ("kind:fair", "measure:desc", "fair-24/fund fair-24/xian"),
        ("kind:fair", "unit", "fair-24/fund fair-24/xian"),
        ("count:3..20", "event", "forum-23/all forum-23/ne forum-23/wujin fair-24/fund fair-24/xian"),
        ("kind:fair", "basis", "fair-24/fund fair-24/xian"),
        ("kind:forum", "status", "forum-23/all forum-23/ne forum-23/zoe forum-23/wujin"),
        ("kind:fair", "threshold", "fair-24/fund fair-24/xian"),
        ("kind:fair", "checks", "fair-24/xian fair-24/fund"),
    ],
)
def test_a_sort_orders(catalog: Catalog, query: str, sort: str, expected: str) -> None:
    assert support.short(support.ids(catalog, query, sort)) == expected


@pytest.mark.parametrize("field", [field.id for field in SORTED])
@pytest.mark.parametrize("direction", ["", ":desc"])
def test_every_sort_is_a_permutation(catalog: Catalog, field: str, direction: str) -> None:
    assert sorted(support.ids(catalog, "", field + direction)) == sorted(support.ids(catalog))


@pytest.mark.parametrize(
    ("sort", "message"),
    [
        ("invesment", "No sort `invesment`; nearest: `investment`."),
        ("year", "No sort `year`."),
        ("qqqq", "No sort `qqqq`."),
    ],
)
def test_a_sort_that_does_not_exist_is_said(catalog: Catalog, sort: str, message: str) -> None:
    with pytest.raises(SortError) as caught:
        catalog.select(Query(), parse_sort(sort))
    if sort != "year":
        assert str(caught.value) == message


@pytest.mark.parametrize("sort", ["", "investment:desc"])
@pytest.mark.parametrize("query", ["", "projects>=1"])
def test_windows_show_the_same_rows_as_the_whole(catalog: Catalog, query: str, sort: str) -> None:
    with catalog.select(Query.parse(query), parse_sort(sort)) as selection:
        whole = [row.id for row in selection.window(0, len(selection))]
        assert whole == selection.ids(0, len(selection))
        pieces = [row.id for start in range(0, len(selection), 2) for row in selection.window(start, start + 2)]
        assert pieces == whole
        assert [row.id for row in selection.window(-3, 100)] == whole
        assert selection.window(50, 60) == []
        assert selection.ids(-3, 100) == whole
        assert [selection.position_of(signing_id) for signing_id in whole] == list(range(len(whole)))
        assert [selection.nearest(signing_id) for signing_id in whole] == list(range(len(whole)))


@pytest.mark.parametrize(
    ("query", "sort", "signing", "nearest"),
    [
        ("kind:forum,period", "", "fair-24/fund", "forum-23/all"),
        ("kind:forum,period", "", "half-22/so-far", "half-22/so-far"),
        ("kind:fair,forum", "", "half-22/total", "forum-23/wujin"),
        ("-id:forum-23/ne", "", "forum-23/ne", "forum-23/zoe"),
        ("-id:forum-23/ne", "investment:desc", "forum-23/ne", "fair-24/fund"),
        ("-id:forum-23/ne", "investment", "forum-23/ne", "half-22/suzhou"),
        ("kind:forum", "", "nothing/at-all", "forum-23/all"),
    ],
)
def test_the_row_that_takes_the_cursor(catalog: Catalog, query: str, sort: str, signing: str, nearest: str) -> None:
    with catalog.select(Query.parse(query), parse_sort(sort)) as selection:
        assert selection.ids(0, 99)[selection.nearest(signing)] == nearest


def test_nothing_found_has_no_rows(catalog: Catalog) -> None:
    with catalog.select(Query.parse("year:2030")) as selection:
        assert len(selection) == 0
        assert selection.window(0, 10) == []
        assert selection.nearest("forum-23/all") == 0
        assert selection.position_of("forum-23/all") is None


def test_two_selections_do_not_disturb_each_other(catalog: Catalog) -> None:
    first = catalog.select(Query.parse("kind:fair"))
    second = catalog.select(Query.parse("kind:forum"))
    first.close()
    assert second.ids(0, 1) == ["forum-23/all"]
    second.close()
    second.close()
