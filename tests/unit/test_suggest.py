"""What the term being typed can become."""

from __future__ import annotations

import pytest

from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.query import Query


def offers(catalog: Catalog, text: str, cursor: int | None = None) -> list[tuple[str, int]]:
    found = catalog.suggest(text, len(text) if cursor is None else cursor)
    return [(one.replacement, one.count) for one in found]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", []),
        ("city:chang", [("city:changzhou", 5)]),
        ("city:常", [("city:changzhou", 5)]),
        ("city:", [("city:changzhou", 5), ("city:suzhou", 2), ("city:xian", 1), ("city:chongqing", 1)]),
        ("year:2022 city:", [("city:suzhou", 2), ("city:changzhou", 1)]),
        ("province:ch", [("province:chongqing", 1)]),
        ("sector:bio", [("sector:biomedicine", 2)]),
        ("stage:", [("stage:agreed", 8), ("stage:started", 1)]),
        ("year:20", [("year:2024", 2), ("year:2023", 4), ("year:2022", 3)]),
        ("publisher:xin", [('publisher:"Xinhua News"', 3), ('publisher:"Xinhua Finance"', 2)]),
        ("event:fo", [("event:forum-23", 4)]),
        ("measure:fu", [("measure:fund-size", 1)]),
        ("counterpart:", [("counterpart:germany", 2), ("counterpart:france", 1)]),
        ("-city:suz", [("-city:suzhou", 7)]),
        ("city:changzhou,-suz", []),
        ("city!=changzhou,suz", []),
        ("city:changzhou,suz", [("city:changzhou,suzhou", 6)]),
        ("wuj", [("zone:wujin", 1)]),
        ("hyd", [("sector:hydrogen", 1)]),
        ("zon", [("zone:", 9)]),
        ("invest", [("investment>", 9)]),
        ("investment>", []),
        ("nofield:x", []),
        ("city:zzz", []),
    ],
)
def test_the_term_at_the_cursor_can_become(catalog: Catalog, typed: str, expected: list[tuple[str, int]]) -> None:
    found = offers(catalog, typed)
    assert [one for one in found if one in expected] == expected
    if ":" in typed or not expected:
        own = typed.rpartition(" ")[2].partition(":")[0]
        assert [one for one in found if one[0].startswith(own)] == expected


@pytest.mark.parametrize("typed", ["city:-suz", "city:!suz", "city!=suz", "-city:-suz"])
def test_a_value_that_is_not_meant_is_offered_as_an_exclusion(catalog: Catalog, typed: str) -> None:
    assert offers(catalog, typed) == [("-city:suzhou", 7)]


def test_a_count_is_what_taking_the_term_finds(catalog: Catalog) -> None:
    for typed in ("city:", "sector:", "year:20", "publisher:", "event:", "-stage:", "cha", "counterpart:", "check:"):
        for suggestion in catalog.suggest(f"year:2022..2024 {typed}", 99):
            if not suggestion.replacement.endswith((":", ">")):
                query = Query.parse(f"year:2022..2024 {suggestion.replacement}")
                assert catalog.count(query) == suggestion.count, suggestion


def test_only_the_term_at_the_cursor_is_replaced(catalog: Catalog) -> None:
    text = "year:2023 city:chang solar"
    (suggestion,) = catalog.suggest(text.replace("solar", "projects"), 20)
    assert text[suggestion.start : suggestion.end] == "city:chang"
    assert (suggestion.label, suggestion.label_zh, suggestion.note) == ("city:Changzhou", "常州", "Jiangsu")


def test_other_kinds_of_region_follow_the_kind_asked_for(catalog: Catalog) -> None:
    labels = [one.label for one in catalog.suggest("zone:c", 6)]
    assert labels == ["region:China", "city:Changzhou", "region:Twin Cities", "province:Chongqing"]
    assert [one.label for one in catalog.suggest("city:w", 6)] == ["zone:Wujin"]
