"""Groups of added signings: by year, sector, size and month, each as the rules would add it."""

from __future__ import annotations

import pytest

import support
from tuiapp.catalog.aggregates import Span
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.query import Query
from tuiapp.rules.records import Lane
from tuiapp.values.qualifier import Qualifier

EVENT = """
[[event]]
id = "{id}"
name = "{id}"
kind = "ceremony"
dates = "{dates}"
region = "Changzhou"
  [[event.report]]
  id = "r1"
  publisher = "Daily"
  publisher_kind = "media"
  url = "https://example.org"
  published = 2024-12-01
{signings}
"""

SPRING = """
  [[event.signing]]
  id = "a"
  label = "A"
  count = "10"
  investment = "over 20 billion yuan"
  sectors = ["new energy"]
  [[event.signing]]
  id = "b"
  label = "B"
  count = "4"
  investment = "$1 billion"
  sectors = ["new energy", "biomedicine"]
    [[event.signing.of_which]]
    id = "inside"
    label = "Inside"
    investment = "2 billion yuan"
    sectors = ["biomedicine"]
  [[event.signing]]
  id = "c"
  label = "C"
"""

AUTUMN = """
  [[event.signing]]
  id = "d"
  label = "D"
  count = "2"
  investment = "3 billion to 5 billion yuan"
  [[event.signing]]
  id = "whole"
  label = "Whole without an amount"
  count = "6"
  split.sector = [
    { id = "x", label = "X", investment = "1 billion yuan", sectors = ["hydrogen"] },
    { id = "y", label = "Y", investment = "2 billion yuan", sectors = ["new energy"] } ]
  [[event.signing]]
  id = "year"
  label = "All of the year"
  period = "2022-01/2022-12"
  count = "50"
  investment = "9 billion yuan"
  [[event.signing]]
  id = "so-far"
  label = "So far"
  unit = "agreements"
  period = "../2021-06"
  count = "70"
"""


@pytest.fixture(scope="module")
def grouped(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Two events of two years, with a whole that prints no amount and one of several sectors."""
    events = {
        "spring": EVENT.format(id="spring", dates="2023-04-05", signings=SPRING),
        "autumn": EVENT.format(id="autumn", dates="2022-09-30/2022-10-01", signings=AUTUMN),
    }
    return support.compiled(tmp_path_factory.mktemp("grouped"), events)


def test_years_are_the_total_taken_apart(grouped: Catalog) -> None:
    query = Query.parse("city:changzhou")
    totals = grouped.totals(query)
    aggregates = grouped.excerpts.aggregates(totals.added, "agreed")
    years = aggregates.years(Lane())
    longer = aggregates.years(Lane(unit="agreements", basis="period"))
    assert [(one.year, one.sums.signings) for one in years] == [(2022, 2), (2023, 3)]
    bounds = [(one.sums.investment.cny, one.sums.investment.qualifier) for one in years]
    # A range and what stands for a missing amount bound nothing together, nor does what is converted.
    assert bounds == [(6_000_000_000, Qualifier.ABOUT), (27_000_000_000, Qualifier.ABOUT)]
    assert years[1].sums.investment.converted_cny == 7_000_000_000
    assert [one.sums.investment.signings_without for one in years] == [0, 1]
    [total] = [lane for lane in totals.lanes if lane.lane == Lane()]
    assert sum(one.sums.investment.cny or 0 for one in years) == total.investment.cny
    assert sum(one.sums.projects.value or 0 for one in years) == total.projects.value
    assert [(one.year, one.sums.projects.value) for one in longer] == [(None, 70)]


@pytest.mark.parametrize("text", ["", "region:jiangsu", "year:2022", "sector:new-energy", "stage:started"])
def test_one_group_of_a_lane_is_its_total(catalog: Catalog, text: str) -> None:
    query = Query.parse(text)
    totals = catalog.totals(query)
    for total in totals.lanes:
        aggregates = catalog.excerpts.aggregates(totals.added, total.lane.stage)
        years = aggregates.years(total.lane)
        assert sum(one.sums.signings for one in years) == total.signings
        if len(years) == 1:
            assert years[0].sums.projects == total.projects
            assert years[0].sums.investment == total.investment._replace(original=None)


def test_a_mix_of_sectors_takes_what_has_one_sector(grouped: Catalog) -> None:
    single = grouped.totals(Query.parse("city:changzhou sectors:one"))
    aggregates = grouped.excerpts.aggregates(single.added, "agreed")
    mix = {grouped.sectors[one.sector].id: one.sums.investment.cny for one in aggregates.sectors(Lane())}
    # Of the whole with two sectors its part is taken, of the one without any all that divides it.
    assert mix == {"new-energy": 22_000_000_000, "biomedicine": 2_000_000_000, "hydrogen": 1_000_000_000}


def test_sizes_are_of_signings_that_print_both_numbers(grouped: Catalog) -> None:
    query = Query.parse("city:changzhou")
    totals = grouped.totals(query)
    aggregates = grouped.excerpts.aggregates(totals.added, "agreed")
    sizes = aggregates.sizes(Lane())
    none = aggregates.sizes(Lane(measure="credit"))
    assert none is None
    assert sizes is not None
    assert (sizes.signings, sizes.projects.value, sizes.investment.cny) == (3, 16, 30_000_000_000)
    assert sizes.middle == ((7_000_000_000, 4),)


def test_months_are_of_all_lanes_of_the_stage(grouped: Catalog) -> None:
    query = Query.parse("city:changzhou")
    aggregates = grouped.excerpts.aggregates(grouped.totals(query).added, "agreed")
    months = aggregates.months()
    started = len(aggregates.largest(Lane(), 2))
    assert months.events == {2023 * 12 + 3}
    # The last day of September and the first of October are in neither month.
    assert months.wide == (Span(2022 * 12 + 8, 2022 * 12 + 9),)
    assert {(span.first, span.last) for span in months.spans} == {
        (None, 2021 * 12 + 5),
        (2022 * 12, 2022 * 12 + 11),
    }
    assert started == 2


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (2019 * 12, 2019 * 12 + 11, "2019"),
        (2019 * 12, 2021 * 12 + 11, "2019/2021"),
        (2024 * 12 + 1, 2024 * 12 + 3, "2024-02/2024-04"),
        (2024 * 12, 2024 * 12 + 3, "2024-01/2024-04"),
        (None, 2021 * 12 + 11, "../2021-12"),
    ],
)
def test_a_span_is_written_as_periods_are(first: int | None, last: int, written: str) -> None:
    assert Span(first, last).iso == written


def test_the_largest_and_those_without_a_number(grouped: Catalog) -> None:
    query = Query.parse("city:changzhou")
    aggregates = grouped.excerpts.aggregates(grouped.totals(query).added, "agreed")
    largest = [row.id for row in grouped.excerpts.signings_at(aggregates.largest(Lane(), 3))]
    silent = [row.id for row in grouped.excerpts.signings_at(aggregates.without(Lane(), "yuan", 9))]
    assert largest == ["spring/a", "autumn/year", "spring/b"]
    assert silent == ["spring/c"]
