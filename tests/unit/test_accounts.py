"""A total accounted for: each signing of its lane is listed as added, or as left out with the reason, and once."""

from __future__ import annotations

from pathlib import Path

import pytest

import support
from tuiapp.analysis import leftout
from tuiapp.analysis.accounts import Account, accounts
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.query import Query
from tuiapp.catalog.view import View
from tuiapp.export import render
from tuiapp.export.markdown_text import code_span
from tuiapp.rules.records import DEFAULT_LANE, Lane
from tuiapp.rules.totals import total

QUERIES = ("", "city:changzhou", "city:foshan", "sector:new-energy", "zone:liangjiang")


def accounted(catalog: Catalog, text: str, lane: Lane, *, most: int = 1000) -> Account | None:
    query = Query.parse(text)
    return next(iter(accounts(catalog, query, catalog.totals(query), [lane], most=most)), None)


@pytest.mark.parametrize("few", [leftout.FEW, 0], ids=["few", "many"])
@pytest.mark.parametrize("text", QUERIES)
def test_each_signing_of_a_lane_is_listed_exactly_once(
    fixed_catalog: Catalog, text: str, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leftout, "FEW", few)
    for lane in total(*fixed_catalog.found(Query.parse(text))):
        found = accounted(fixed_catalog, text, lane.lane)
        assert found is not None
        assert sorted(row.id for row in found.added) == sorted(lane.added)
        assert sorted(row.id for row in found.left) == sorted(one.id for one in lane.not_added)
        assert (found.more_added, found.more_left) == (0, 0)
        assert found.total == lane.summary()


@pytest.mark.parametrize("few", [leftout.FEW, 0], ids=["few", "many"])
@pytest.mark.parametrize("text", QUERIES)
def test_several_lanes_are_accounted_for_as_each_alone(
    fixed_catalog: Catalog, text: str, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leftout, "FEW", few)
    query = Query.parse(text)
    totals = fixed_catalog.totals(query)
    lanes = [one.lane for one in totals.lanes]
    together = accounts(fixed_catalog, query, totals, [*lanes, Lane("completed", "fund size", "firms")], most=2)
    assert together == [accounted(fixed_catalog, text, lane, most=2) for lane in lanes]


def test_what_is_not_listed_is_counted(fixed_catalog: Catalog) -> None:
    found = accounted(fixed_catalog, "city:changzhou", DEFAULT_LANE, most=1)
    assert found is not None
    assert (len(found.added), len(found.left)) == (1, 1)
    assert 1 + found.more_added == found.total.signings
    assert 1 + found.more_left == found.total.left_out


def test_a_lane_in_which_nothing_is_found_has_no_account(fixed_catalog: Catalog) -> None:
    assert accounted(fixed_catalog, "zone:liangjiang", Lane(stage="completed")) is None


LIANGJIANG = (
    "### agreed · investment · events\n\n28 projects; over 30 bn CNY; from 1 signing. "
    "Not added: 2 inside one that is added",
    "| added | 2023-01-11 |",
    "| inside | 2023-01-11 |",
)


@pytest.mark.parametrize("screen", ["charts", "chart:sectors"])
def test_a_page_of_charts_says_what_is_added_and_what_is_not(fixed_catalog: Catalog, screen: str) -> None:
    page = "".join(render(fixed_catalog, View(query="zone:liangjiang", screen=screen), "md"))
    for text in LIANGJIANG:
        assert text in page
    assert page.count("| inside | 2023-01-11 |") == 2


def test_a_page_of_a_comparison_accounts_for_each_number_of_its_lanes(fixed_catalog: Catalog) -> None:
    columns = ("city:foshan", "city:changzhou")
    page = "".join(render(fixed_catalog, View(screen="compare", compared=columns), "md"))
    lanes = [
        line.split(" | ")[0].removeprefix("| ") for line in page.partition("## Totals by lane")[2].splitlines()[4:]
    ]
    told = [lane for lane in lanes[: lanes.index("")] if lane]
    made_of = page.partition("## What is added, and what is not")[2]
    assert len(told) > 1
    for lane in told:
        assert f", {lane}\n" in made_of


def test_a_page_of_what_is_left_out_names_the_source_of_each_row(fixed_catalog: Catalog) -> None:
    page = "".join(render(fixed_catalog, View(query="city:changzhou", screen="left-out"), "md"))
    rows = [line for line in page.splitlines() if line.startswith(("| added |", "| same |", "| inside |"))]
    assert rows
    assert all(line.split("|")[-2].strip().isdecimal() for line in rows)
    assert "## Sources\n\n1. " in page


def test_a_page_of_a_comparison_says_it_of_each_column_and_of_its_period_totals(fixed_catalog: Catalog) -> None:
    columns = ("event:changzhou-forum-2023", "event:foshan-2023-h1")
    page = "".join(render(fixed_catalog, View(screen="compare", compared=columns), "md"))
    made_of = page.partition("## What is added, and what is not")[2]
    assert "### Changzhou’s 2023 forum, agreed · investment · events" in made_of
    assert "### Foshan’s 2023 period total, agreed · investment · periods" in made_of
    assert "| added | 2023-01/06 | Foshan | Projects signed in the first half of the year | 267 | 240.572 bn CNY |" in (
        made_of
    )
    assert "| inside | 2023-01/06 | Foshan | Major industrial projects | 52 |" in made_of


def test_the_list_of_a_total_names_what_it_adds(fixed_catalog: Catalog) -> None:
    view = View(query="zone:liangjiang", screen="left-out")
    for format_id, text in (("md", "| added | 2023-01-11 |"), ("csv", ",added,,liangjiang-2023/all,")):
        assert text in "".join(render(fixed_catalog, view, format_id))


@pytest.mark.parametrize(("text", "code"), [("a b", "`a b`"), ("a`b", "``a`b``"), ("`a", "`` `a ``")])
def test_code_within_a_line(text: str, code: str) -> None:
    assert code_span(text) == code


WITHOUT_AMOUNT = """
[[event]]
id = "fair"
name = "Fair"
kind = "fair"
dates = "2023-05-18"
region = "Suzhou"
  [[event.report]]
  id = "wire"
  publisher = "Labelled Wire"
  publisher_kind = "wire"
  published = 2023-05-19
  language = "en"
  [[event.signing]]
  id = "all"
  label = "All projects"
  count = "30"
  report = "wire"
  split.place = [
    { label = "On site", count = "20", investment = "20 billion yuan" },
    { label = "Elsewhere", count = "10", investment = "over 10 billion yuan" } ]
"""


def test_an_amount_that_is_taken_from_the_parts_says_so(tmp_path: Path) -> None:
    cells = "| added | 2023-05-18 | Suzhou | All projects | 30 |  | adds its parts’ amounts: at least 30 bn CNY |"
    with support.compiled(tmp_path, {"fair": WITHOUT_AMOUNT}) as catalog:
        for screen in ("left-out", "charts"):
            page = "".join(render(catalog, View(screen=screen), "md"))
            assert "over 30 bn CNY" in page
            assert cells in page
