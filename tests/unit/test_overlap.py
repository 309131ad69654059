"""A whole is not compared with its own part: what columns have in common, at any depth, is said and not paired."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import support
from tuiapp.analysis.comparison import Comparison, compare
from tuiapp.analysis.sides import read_columns
from tuiapp.export.comparing import records
from tuiapp.render.compare import compare_lines
from tuiapp.render.compare_words import difference_text, reason_text

EVENT = """
[[event]]
id = "{id}"
name = "{id}"
kind = "fair"
dates = "{dates}"
region = "{region}"
  [[event.report]]
  id = "r1"
  publisher = "Daily"
  publisher_kind = "media"
  published = 2025-01-01
{signings}
"""
SIGNING = """
  [[event.signing]]
  id = "{id}"
  label = "{id} of it"
  report = "r1"
  count = "{count}"
  investment = "{amount} billion yuan"
  {more}
"""


def signing(id: str, amount: int, *more: str, count: int = 10) -> str:
    return SIGNING.format(id=id, amount=amount, count=count, more="\n  ".join(more))


def fair(*signings: str, id: str = "fair", dates: str = "2023-05-05", region: str = "China") -> str:
    return EVENT.format(id=id, dates=dates, region=region, signings="".join(signings))


NESTED = fair(
    signing("all", 100),
    signing("on-site", 60, 'part_of = "fair/all"'),
    signing("energy", 20, 'part_of = "fair/on-site"', 'sectors = ["new energy"]'),
)

Compared = Callable[..., Comparison]


@pytest.fixture
def compared(tmp_path_factory: pytest.TempPathFactory) -> Compared:
    """Compares queries over some events."""

    def make(first: str, second: str, *events: str) -> Comparison:
        texts = {f"e{number}": text for number, text in enumerate(events)}
        with support.compiled(tmp_path_factory.mktemp("overlapping"), texts) as catalog:
            return compare(catalog, read_columns((first, second)))

    return make


def overlap(comparison: Comparison) -> list[str]:
    return [reason_text(reason, comparison) for reason in comparison.reasons if reason.kind == "overlap"]


def verdicts(comparison: Comparison) -> list[str]:
    return [line.verdict.said for line in comparison.lanes if line.verdict is not None]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("event:fair", "event:fair sector:energy"),
        ("event:fair sector:energy", "event:fair"),
        ("year:2023", "sector:energy"),
        ("event:fair", "id:fair/energy"),
        ("region:china", "investment<50bn"),
    ],
)
def test_a_whole_is_not_compared_with_a_part_of_a_part_of_it(compared: Compared, first: str, second: str) -> None:
    found = compared(first, second, NESTED)
    assert found.pairs == (None,)
    assert verdicts(found) == ["not comparable"]
    [told] = overlap(found)
    assert "adds parts of what" in told
    assert "of it” of “all of it”" in told


def test_both_the_part_and_its_whole_can_be_looked_at(compared: Compared) -> None:
    found = compared("event:fair", "sector:energy", NESTED)
    [reason] = [reason for reason in found.reasons if reason.kind == "overlap"]
    assert reason.ids == ("fair/energy", "fair/all")
    assert {"fair/energy", "fair/all"} <= {str(id) for one in records(found) for id in one["ids"]}  # type: ignore[union-attr]
    assert not [one for one in records(found) if one["section"] == "like_for_like"]


def test_a_share_that_is_not_stated_to_be_a_part_is_inside_the_wider_region_of_its_edition(compared: Compared) -> None:
    event = fair(signing("all", 100), signing("suzhou", 20, 'region = "Suzhou"'))
    found = compared("region:china", "city:suzhou", event)
    assert found.pairs == (None,)
    assert overlap(found) == ["Suzhou adds parts of what China adds: “suzhou of it” of “all of it”"]
    assert verdicts(found) == ["not comparable"]


def test_two_parts_of_one_whole_are_not_inside_each_other(compared: Compared) -> None:
    event = fair(
        signing("all", 100),
        signing("energy", 20, 'part_of = "fair/all"', 'sectors = ["new energy"]'),
        signing("health", 30, 'part_of = "fair/all"', 'sectors = ["biomedicine"]'),
    )
    found = compared("sector:new-energy", "sector:biomedicine", event)
    assert overlap(found) == []
    assert found.pairs[0] is not None


def test_what_is_beside_the_overlap_is_still_paired(compared: Compared) -> None:
    other = fair(signing("all", 40, 'sectors = ["new energy"]'), id="later", dates="2024-05-05")
    [pair] = compared("year:2023", "sector:energy", NESTED, other).pairs
    assert pair is not None
    assert (pair.first.id, pair.second.id) == ("fair/all", "later/all")


def test_a_column_that_finds_nothing_else_than_another_lies_in_it(compared: Compared) -> None:
    # The year's total is left out beside the longer one, and is not paired with another city's for that.
    period = 'period = "{}"\n  region = "{}"'
    events = [
        fair(signing("wide", 90, period.format("2022-07/2023-12", "Jiangsu")), id="a", dates="2023-12-31"),
        fair(signing("own", 20, period.format("2022-08/2022-12", "Suzhou")), id="b", dates="2023-12-31"),
        fair(signing("other", 30, period.format("2024-08/2024-12", "Changzhou")), id="c", dates="2024-12-31"),
    ]
    found = compared("province:jiangsu basis:period", "city:suzhou basis:period", *events)
    assert [row.id for row in found.sides[0].rows] == ["a/wide", "c/other"]
    assert found.pairs == (None,)
    assert overlap(found) == ["Suzhou lies in Jiangsu"]


def test_more_terms_find_a_part_of_what_fewer_find(compared: Compared) -> None:
    events = [
        fair(signing("all", 100, 'sectors = ["new energy"]'), id="x", region="Suzhou"),
        fair(signing("all", 100), id="y", region="Suzhou", dates="2024-05-05"),
    ]
    found = compared("city:suzhou", "city:suzhou sector:energy", *events)
    assert found.pairs == (None,)
    assert overlap(found) == ["all signings and Energy both add “all of it”"]


def test_a_part_of_a_region_s_share_is_a_share_too(compared: Compared) -> None:
    event = fair(
        signing("all", 100),
        signing("suzhou", 50, 'part_of = "fair/all"', 'region = "Suzhou"'),
        signing("stage", 20, 'part_of = "fair/suzhou"', 'region = "Suzhou"', 'sectors = ["new energy"]'),
    )
    other = fair(signing("all", 40), id="own", region="Changzhou", dates="2023-05-06")
    found = compared("city:suzhou sector:energy", "city:changzhou", event, other)
    assert "share of a whole" in [reason.kind for reason in found.reasons]
    assert found.pairs == (None,)


def test_the_screen_says_why_nothing_is_paired(compared: Compared) -> None:
    lines = compare_lines(compared("event:fair", "event:fair sector:energy", NESTED), 160).lines
    text = "\n".join("".join(span.text for span in one.line) for one in lines)
    assert "What is in both columns is not paired" in text
    assert "Nothing stands against" not in text


@pytest.mark.parametrize(
    ("smaller", "said"), [("Suzhou", "Suzhou’s is"), ("all signings", "all signings’ is"), ("Laos", "Laos’ is")]
)
def test_a_name_that_ends_in_s_takes_no_other(compared: Compared, smaller: str, said: str) -> None:
    other = fair(signing("all", 40), id="later", dates="2024-05-05")
    [pair] = compared("event:fair", "event:later", NESTED, other).pairs
    assert pair is not None
    text = difference_text(pair.difference, "investment", ["China", smaller])
    assert text == f"{said} 40 % of China’s, 60 bn less"
