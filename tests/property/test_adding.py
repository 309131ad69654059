"""Totals in SQL are those of the rules, whatever is asked of whatever dataset."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import support
import synthetic
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.query import Query
from tuiapp.compiler.build import compile_dataset
from tuiapp.rules.totals import LaneTotal, total

SEEDS = (1, 2, 3)
TERMS = (
    "stage:agreed", "stage:started", "stage:mixed", "basis:period", "basis:event", "measure:investment", "check:any",
    "province:jiangsu", "province:guangdong", "city:suzhou", "city:foshan", "region:china", "sector:energy",
    "sector:vehicles,finance", "sector:manufacturing", "counterpart:germany", "year:2018", "year:2019..2022",
    "date:2020-01..2020-06", "investment>1bn", "investment<500m", "projects>20", "new", "energy", "常州", "unit:firms",
)  # fmt: skip


Known = tuple[Catalog, dict[str, int]]
"""A catalog, and where each of its signings stands."""


@pytest.fixture(scope="module")
def catalogs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Known]]:
    """Datasets of several hundred signings: parts, splits, editions, periods, second reports, doubts."""
    opened: list[Known] = []
    for seed in SEEDS:
        folder: Path = tmp_path_factory.mktemp(f"synthetic-{seed}")
        synthetic.write(500, 3, folder / "data", seed)
        catalog = Catalog.open(compile_dataset(folder / "data", folder / "index"))
        with catalog.select_all() as rows:
            opened.append((catalog, {row.id: row.n for row in rows.window(0, len(rows))}))
    yield opened
    for catalog, _positions in opened:
        catalog.close()


def check_explanations(catalog: Catalog, query: Query, lanes: Sequence[LaneTotal]) -> None:
    """What SQL says of why signings are left out is what the rules say."""
    why = {one.id: (one.reason, one.because_of, one.cny) for lane in lanes for one in lane.not_added}
    for _lane, some in catalog.left_out(query):
        assert {one.id: (one.reason, one.because_of, one.cny) for one in some}.items() <= why.items()


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(0, len(SEEDS) - 1), st.lists(st.tuples(st.booleans(), st.sampled_from(TERMS)), max_size=3, unique=True)
)
def test_totals_are_those_of_the_rules(catalogs: list[Known], at: int, terms: list[tuple[bool, str]]) -> None:
    catalog, positions = catalogs[at]
    query = Query.parse(" ".join(f"-{term}" if out else term for out, term in terms))
    lanes = total(*catalog.found(query))
    totals = catalog.totals(query)
    assert totals.lanes == tuple(lane.summary() for lane in lanes)
    check_explanations(catalog, query, lanes)
    chosen = {positions[signing] for lane in lanes for signing in lane.added}
    assert {n for n in range(catalog.about.signings) if n in totals.added} == chosen


PARTS = """
[[event]]
id = "list"
name = "List of projects"
kind = "report"
dates = "2025-01/2025-06"
region = "Changzhou"
  [[event.report]]
  id = "r1"
  publisher = "Daily"
  publisher_kind = "media"
  url = "https://example.org"
  published = 2025-07-01
  language = "en"
  [[event.signing]]
  id = "all"
  label = "On the list"
  count = "75"
  status = "planned"
  of_which = [
    { id = "new", label = "New ones", count = "25", investment = "35 billion yuan", status = "started" },
    { id = "provincial", label = "Provincial ones", count = "11", of_which = [
      { id = "provincial-new", label = "New", count = "4", investment = "10 billion yuan", status = "started" } ] } ]
"""


@pytest.mark.parametrize("query", ["", "stage:started"])
def test_a_part_inside_a_whole_of_another_stage_is_explained(tmp_path: Path, query: str) -> None:
    with support.compiled(tmp_path, {"list": PARTS}) as catalog:
        asked = Query.parse(query)
        lanes = total(*catalog.found(asked))
        left = {one.id: (one.reason, one.because_of) for lane in lanes for one in lane.not_added}
        assert left["list/provincial-new"] == ("sibling", "list/new")
        check_explanations(catalog, asked, lanes)


def test_the_labelled_dataset_is_explained_as_by_the_rules(catalog: Catalog) -> None:
    for query in map(Query.parse, ("", "city:changzhou", "sector:energy", "year:2022", "new energy", "basis:period")):
        check_explanations(catalog, query, total(*catalog.found(query)))
