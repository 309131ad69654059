"""Properties of queries and of what they find."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import support
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.fields import ASKED, SORTED
from tuiapp.catalog.literals import tidy_number, write_number
from tuiapp.catalog.query import Query, QueryError, Term
from tuiapp.catalog.view import SortKey

relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])

PIECES = [
    "city:",
    "year:",
    "-",
    '"',
    ",",
    "..",
    "2023",
    "chang",
    "常州",
    ">",
    "investment",
    "projects>=",
    "10bn",
    "sector:",
    "energy",
    "date:",
    "-01",
    "check:",
    "any",
    "id:",
    "event:",
    "forum",
    "：",
    "≥",
    "/",
    "0",
    " ",
]
texts = st.text(max_size=40) | st.lists(st.sampled_from(PIECES), max_size=8).map("".join)

# Signs that a Chinese keyboard writes for those of the language are read as these, and so never printed.
words = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"], exclude_characters='"“”＂：，＞＜＝－'), min_size=1
)
numbers = st.integers(0, 10**15)
years = st.integers(1, 9999).map("{:04d}".format)
terms = st.one_of(
    st.builds(Term, st.just(""), st.tuples(words.filter(str.isalpha)), st.just(":"), st.booleans()),
    st.builds(
        Term,
        st.sampled_from([field.id for field in ASKED if field.kind in ("tree", "choice", "id")]),
        st.lists(words, min_size=1, max_size=3, unique=True).map(tuple),
        st.just(":"),
        st.booleans(),
    ),
    st.builds(Term, st.just("year"), st.tuples(years), st.just(":"), st.booleans()),
    st.builds(
        Term,
        st.just("investment"),
        st.lists(numbers, min_size=2, max_size=2, unique=True).map(
            lambda ends: (tidy_number("{}..{}".format(*sorted(ends)), money=True),)
        ),
        st.just(":"),
        st.booleans(),
    ),
    st.builds(
        Term,
        st.just("investment"),
        st.tuples(numbers.map(lambda number: write_number(number, money=True))),
        st.sampled_from([":", ">", ">=", "<", "<="]),
        st.booleans(),
    ),
)
KNOWN = [
    "city:changzhou",
    "city:suzhou",
    "-city:changzhou",
    "year:2022",
    "year:2023..",
    "sector:energy",
    "stage:agreed",
    "projects>=10",
    "-projects>=10",
    "investment>10bn",
    "forum",
    "-forum",
    "常州",
    "lang:zh",
    "counterpart:germany",
]
queries = st.lists(st.sampled_from(KNOWN), max_size=3).map(" ".join)
sorts = st.lists(st.builds(SortKey, st.sampled_from([field.id for field in SORTED]), st.booleans()), max_size=3).map(
    tuple
)


@given(st.lists(terms, max_size=4).map(lambda found: Query(tuple(found))))
def test_a_printed_query_reads_as_itself(query: Query) -> None:
    assert Query.parse(str(query)) == query


@given(
    st.integers(0, 999), st.integers(0, 999), st.sampled_from(["m", "bn", "tn", "万", "亿", "亿元", " billion yuan"])
)
def test_a_unit_once_is_the_unit_twice(one: int, other: int, unit: str) -> None:
    low, high = sorted((one, other))
    assert Query.parse(f'investment:"{low}..{high}{unit}"') == Query.parse(f'investment:"{low}{unit}..{high}{unit}"')
    if low != high:
        with pytest.raises(QueryError):
            Query.parse(f'investment:"{high}..{low}{unit}"')


@given(texts)
def test_printing_is_stable(text: str) -> None:
    try:
        query = Query.parse(text)
    except QueryError:
        return
    assert Query.parse(str(query)) == query
    query.words_in_prose()


@relaxed
@given(texts, st.integers(0, 40))
def test_no_text_breaks_anything(catalog: Catalog, text: str, cursor: int) -> None:
    while_typing = Query.parse(text, typing=True)
    assert catalog.count(while_typing, typing=True) >= 0
    catalog.suggest(text, min(cursor, len(text)))
    try:
        query = Query.parse(text)
        found = catalog.count(query)
    except QueryError:
        return
    assert found == len(support.ids(catalog, text))
    catalog.found(query)
    catalog.figures(query)
    catalog.events(query)
    catalog.region_counts(query)


@relaxed
@given(queries, queries)
def test_a_filter_narrows_and_twice_is_once(catalog: Catalog, one: str, other: str) -> None:
    found = support.ids(catalog, one)
    assert support.ids(catalog, f"{one} {one}") == found
    both = support.ids(catalog, f"{one} {other}")
    assert both == [id_ for id_ in found if id_ in support.ids(catalog, other)]


@relaxed
@given(queries, sorts)
def test_a_sort_is_a_stable_permutation(catalog: Catalog, query: str, sort: tuple[SortKey, ...]) -> None:
    with catalog.select(Query.parse(query), sort) as selection:
        ordered = selection.ids(0, len(selection))
    assert sorted(ordered) == sorted(support.ids(catalog, query))
    with catalog.select(Query.parse(query), (*sort, *sort)) as again:
        assert again.ids(0, len(again)) == ordered
    everything = [id_ for id_ in support_sorted(catalog, sort) if id_ in set(ordered)]
    assert not sort or everything == ordered


def support_sorted(catalog: Catalog, sort: tuple[SortKey, ...]) -> list[str]:
    with catalog.select(Query(), sort) as selection:
        return selection.ids(0, len(selection))


@relaxed
@given(queries)
def test_region_counts_are_what_each_region_finds(catalog: Catalog, query: str) -> None:
    parsed = Query.parse(query)
    counts = catalog.region_counts(parsed)
    for region in catalog.regions:
        asked = parsed.without_regions().with_term(Term("region", (region.id,)))
        assert catalog.count(asked) == counts.get(region.id, 0)
