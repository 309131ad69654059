"""The total of a group is that of its own query, whatever is divided how."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import synthetic
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.divisions import NONE, SEVERAL, GroupSum
from tuiapp.catalog.query import Query, term_of
from tuiapp.catalog.totals import Added
from tuiapp.compiler.build import compile_dataset
from tuiapp.rules.records import DEFAULT_LANE, Lane

SEEDS = (4, 5)
LANES = (DEFAULT_LANE, Lane(basis="period"), Lane(stage="started"), Lane(stage="mixed", basis="period"))
TERMS = (
    "", "check:any", "-check:any", "province:guangdong", "region:jiangsu,chongqing", "sector:energy", "year:2019..2021",
    "date:2020-03..2021-06", "investment>1bn", "projects>20", "new", "energy", "counterpart:germany",
)  # fmt: skip


@pytest.fixture(scope="module")
def catalogs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Catalog]]:
    """Datasets with parts, splits, editions, periods, second reports and doubts."""
    opened = []
    for seed in SEEDS:
        folder: Path = tmp_path_factory.mktemp(f"divided-{seed}")
        synthetic.write(300, 3, folder / "data", seed)
        opened.append(Catalog.open(compile_dataset(folder / "data", folder / "index")))
    yield opened
    for catalog in opened:
        catalog.close()


def own(catalog: Catalog, query: str, lane: Lane) -> GroupSum | None:
    """What a query comes to in a lane when it is asked by itself."""
    asked = Query.parse(query)
    total = next((one for one in catalog.totals(asked).lanes if one.lane == lane), None)
    if total is None:
        return None
    found = total.signings + sum(left.signings for left in total.not_added if left.reason != "same")
    # A currency of their own is for a total that is looked at by itself.
    return GroupSum(total.signings, found, total.projects, total.investment._replace(original=None))


def every(catalog: Catalog, queries: dict[int, str], lane: Lane) -> dict[int, GroupSum]:
    return {group: total for group, query in queries.items() if (total := own(catalog, query, lane)) is not None}


ASKED = st.tuples(st.integers(0, len(SEEDS) - 1), st.sampled_from(TERMS), st.sampled_from(LANES))
PROPERTY = settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])


@PROPERTY
@given(ASKED)
def test_years(catalogs: list[Catalog], asked: tuple[int, str, Lane]) -> None:
    at, query, lane = asked
    years = range(2016, 2024)
    divisions = catalogs[at].divisions(Query.parse(query), lane)
    groups = divisions.by_year(years)
    assert groups.sums == every(catalogs[at], {year: f"{query} year:{year}" for year in years}, lane)
    assert groups.count == len(groups.sums)


@PROPERTY
@given(ASKED, st.sampled_from(["china", "guangdong", "chongqing"]))
def test_regions(catalogs: list[Catalog], asked: tuple[int, str, Lane], above: str) -> None:
    at, query, lane = asked
    catalog = catalogs[at]
    nodes = [one for one in catalog.regions if one.path[-2:-1] == (above,) and one.kind != "group"]
    divisions = catalog.divisions(Query.parse(query), lane)
    groups = divisions.by_region(nodes)
    assert groups.sums == every(catalog, {one.rank: f"{query} {term_of(one)}" for one in nodes}, lane)


@PROPERTY
@given(ASKED, st.integers(0, 3))
def test_sectors(catalogs: list[Catalog], asked: tuple[int, str, Lane], first: int) -> None:
    at, query, lane = asked
    catalog = catalogs[at]
    queries = {}
    for rank, one in enumerate(catalog.sectors):
        inside = [other.id for other in catalog.sectors if other.path[:-1] == one.path]
        queries[rank] = f"{query} sector:{one.id}" + (f" -sector:{','.join(inside)}" if inside else "")
    some = {rank: queries[rank] for rank in list(queries)[first::4]}
    divisions = catalog.divisions(Query.parse(query), lane)
    groups = divisions.by_sector()
    some |= {SEVERAL: f"{query} sectors:several", NONE: f"{query} sectors:none"}
    named = {rank: total for rank, total in groups.sums.items() if rank in some}
    assert named == every(catalog, some, lane)
    alone = own(catalog, f"{query} sectors:one", lane)
    assert divisions.one_sector() == (alone or divisions.one_sector()._replace(signings=0, found=0))


@PROPERTY
@given(ASKED, st.booleans())
def test_the_largest_events(catalogs: list[Catalog], asked: tuple[int, str, Lane], projects: bool) -> None:
    at, query, lane = asked
    catalog = catalogs[at]
    with catalog.select(Query.parse(query)) as rows:
        queries = {row.event.id: f"{query} event:{row.event.id}" for row in rows.window(0, len(rows))}
    divisions = catalog.divisions(Query.parse(query), lane)
    groups = divisions.by_event(1000, projects=projects)
    first = divisions.by_event(3, projects=projects)
    own_totals = [total for one in queries.values() if (total := own(catalog, one, lane)) is not None]
    assert groups.count == first.count == len(own_totals)
    assert sorted(map(str, groups.sums.values())) == sorted(str(one) for one in own_totals if one.signings)
    assert list(first.sums.items()) == list(groups.sums.items())[:3]
    sizes = [(one.projects.value if projects else one.investment.cny) or 0 for one in groups.sums.values()]
    assert sizes == sorted(sizes, reverse=True)


@PROPERTY
@given(ASKED, st.booleans())
def test_the_largest_signings(catalogs: list[Catalog], asked: tuple[int, str, Lane], projects: bool) -> None:
    at, query, lane = asked
    catalog = catalogs[at]
    whole = own(catalog, query, lane)
    divisions = catalog.divisions(Query.parse(query), lane)
    groups = divisions.largest(5, projects=projects)
    every_one = divisions.largest(10_000)
    ids = divisions.signings(groups.sums)
    assert groups.count == len(every_one.sums) == (whole.signings if whole is not None else 0)
    assert {n: own(catalog, f"id:{ids[n]}", lane) for n in ids} == groups.sums
    amounts = [one.investment.cny for one in every_one.sums.values() if one.investment.cny is not None]
    assert sum(amounts) == (whole.investment.cny or 0 if whole is not None else 0)
    sizes = [(one.projects.value if projects else one.investment.cny) or 0 for one in groups.sums.values()]
    assert sizes == sorted(sizes, reverse=True)


@PROPERTY
@given(ASKED)
def test_what_is_added_of_one_sector(catalogs: list[Catalog], asked: tuple[int, str, Lane]) -> None:
    at, text, lane = asked
    catalog, query = catalogs[at], Query.parse(text)
    totals = catalog.totals(query)
    added = catalog.totals(Query.parse(f"{text} sectors:one")).added.positions
    rows = zip(added, catalog.excerpts.signings_at(added), strict=True)
    expected = [n for n, row in rows if row.lane == lane]
    assert catalog.divisions(query, lane, totals).of_one_sector() == expected
    assert catalog.divisions(query, lane).of_one_sector() == expected
    assert Added.at(expected).positions == expected


@PROPERTY
@given(ASKED)
def test_known_totals_change_nothing(catalogs: list[Catalog], asked: tuple[int, str, Lane]) -> None:
    at, text, lane = asked
    catalog, query = catalogs[at], Query.parse(text)
    found, known = catalog.divisions(query, lane), catalog.divisions(query, lane, catalog.totals(query))
    assert known.by_signing() == found.by_signing()
    assert known.by_sector() == found.by_sector()
    assert known.largest(9) == found.largest(9)
    assert known.years() == found.years()
    again = catalog.left_out(query, catalog.totals(query))
    assert list(again) == list(catalog.left_out(query))


def test_what_is_open_at_the_start_belongs_to_the_year_it_ends_in(catalog: Catalog) -> None:
    years = range(2018, 2026)
    lane = Lane(basis="period")
    groups = catalog.divisions(Query(), lane).by_year(years)
    assert groups.sums == every(catalog, {year: f"year:{year}" for year in years}, lane)
    assert set(groups.sums) == {2022}
    assert catalog.count(Query.parse("id:half-22/so-far year:2022")) == 1
