"""The field catalogue: complete, consistent, and true of the dataset that ships."""

from __future__ import annotations

import pytest

from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.fields import ASKED, COLUMNS, FIELDS, REGION_FIELDS, SORTED, WORDS, Field, field
from tuiapp.catalog.query import Query


def test_each_name_means_one_field() -> None:
    names = [name for one in FIELDS for name in (one.id, *one.aliases)]
    assert len(names) == len(set(names))
    assert [field(name) for name in names] == [one for one in FIELDS for _name in (one.id, *one.aliases)]
    assert field("INVESTMENT") is field("investment")
    assert field("") is WORDS
    assert field("nothing") is None


def test_every_field_is_good_for_something() -> None:
    assert {*ASKED, *COLUMNS, *SORTED} == set(FIELDS)
    assert all(one.ask("signing") for one in ASKED)
    assert all(field(name) in ASKED for name in REGION_FIELDS)


def test_what_is_asked_for_alone_is_shown_and_sorted_by_as_another_field() -> None:
    for one in FIELDS:
        shown = field(one.like) if one.like else None
        if shown is not None:
            assert not one.sort
            assert not one.column
            assert shown in SORTED
            assert shown in COLUMNS
            assert one.asks[0][1].column in shown.sort
    assert [one.id for one in FIELDS if one.like] == ["count"]


@pytest.mark.parametrize("one", ASKED, ids=lambda one: one.id)
def test_every_example_is_a_query_that_works_on_the_dataset_that_ships(shipped_catalog: Catalog, one: Field) -> None:
    query = Query.parse(one.example)
    assert [term.field for term in query.terms] == [one.id]
    assert str(query) == one.example
    assert one.noun
    shipped_catalog.check(query)


def test_every_number_of_the_dataset_that_ships_is_found_and_shown(shipped_catalog: Catalog) -> None:
    with shipped_catalog.select(Query()) as selection:
        rows = selection.window(0, len(selection))
    assert len(rows) == shipped_catalog.about.signings > 0
    assert [row.n for row in rows] == list(range(len(rows)))
    assert len(shipped_catalog.figures(Query())) == shipped_catalog.about.figures
    events = [shipped_catalog.event(row.event.id) for row in shipped_catalog.events(Query())]
    assert len(events) == shipped_catalog.about.events
    assert sorted(row.id for event in events for row in event.signings) == sorted(row.id for row in rows)
