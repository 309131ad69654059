"""Growth as printed and as computed, and the value that a growth implies."""

from __future__ import annotations

from decimal import Decimal

import pytest

import support
from tuiapp.analysis.bounds import Bounded
from tuiapp.analysis.comparison import compare
from tuiapp.analysis.growth import Growth, computed_growth, implied_previous
from tuiapp.analysis.sides import read_columns
from tuiapp.catalog.catalog import Catalog
from tuiapp.values.qualifier import Qualifier
from tuiapp.values.quantity import Quantity

BN = 1_000_000_000


def percent(text: str, qualifier: Qualifier = Qualifier.EXACT) -> Quantity:
    return Quantity(text, Decimal(text), qualifier, "percent")


def foshan(catalog: Catalog) -> dict[tuple[str, str], Growth]:
    found = compare(catalog, read_columns(["city:foshan", "city:changzhou"])).details
    assert found is not None
    return {(one.signing.id, one.measured): one for one in found.growth[0]}


def test_foshan_s_year_before(fixed_catalog: Catalog) -> None:
    found = foshan(fixed_catalog)
    implied = {place: one.implied.value for place, one in found.items() if one.implied is not None}
    assert implied == {
        ("foshan-2023-h1/all", "projects"): 220,
        ("foshan-2023-h1/all", "investment"): 191_700_000_000,
        ("foshan-2023-h1/major", "projects"): 46,
    }
    assert all(one.printed is not None and one.previous is None for one in found.values())


def test_an_implied_amount_has_the_digits_that_the_growth_bears() -> None:
    assert implied_previous(Bounded(240_572_000_000), percent("25.48"), whole=False) == Bounded(191_700_000_000)
    assert implied_previous(Bounded(240_572_000_000), percent("25.480000"), whole=False) == Bounded(191_721_000_000)
    about = implied_previous(Bounded(240_572_000_000), percent("25"), whole=False)
    assert about == Bounded(192_000_000_000, Qualifier.ABOUT)


def test_an_implied_count_is_about_where_the_growth_does_not_decide_it() -> None:
    assert implied_previous(Bounded(100), percent("47"), whole=True) == Bounded(68)
    assert implied_previous(Bounded(1000), percent("47"), whole=True) == Bounded(680, Qualifier.ABOUT)


def test_a_growth_in_projects_is_taken_off() -> None:
    more = Quantity("+38 projects", Decimal(38), Qualifier.EXACT, "projects")
    assert implied_previous(Bounded(100), more, whole=True) == Bounded(62)
    assert implied_previous(Bounded(30), more, whole=True) is None


@pytest.mark.parametrize("growth", ["-100", "-120"])
def test_nothing_is_left_to_have_fallen_from(growth: str) -> None:
    assert implied_previous(Bounded(7), percent(growth), whole=True) is None


def test_bounds_turn_round_where_they_are_divided_by() -> None:
    over = implied_previous(Bounded(300, Qualifier.OVER), percent("50.0"), whole=True)
    assert over == Bounded(200, Qualifier.OVER)
    grown_over = implied_previous(Bounded(300), percent("50.0", Qualifier.OVER), whole=True)
    assert grown_over == Bounded(200, Qualifier.BELOW)


@pytest.mark.parametrize(
    ("value", "before", "growth"),
    [
        (Bounded(417), Bounded(367), Bounded(Decimal("13.6"))),
        (Bounded(300, Qualifier.OVER), Bounded(200), Bounded(Decimal("50.0"), Qualifier.OVER)),
        (Bounded(300, Qualifier.NEARLY), Bounded(200), None),
        (Bounded(100, Qualifier.NEARLY), Bounded(200), Bounded(Decimal("-50.0"), Qualifier.NEARLY)),
        (Bounded(300), Bounded(200, Qualifier.OVER), None),
        (Bounded(300), Bounded(0), None),
        (Bounded(300, Qualifier.ABOUT), Bounded(100), None),
    ],
)
def test_growth_is_computed_where_its_sign_is_certain(value: Bounded, before: Bounded, growth: Bounded | None) -> None:
    assert computed_growth(value, before) == growth


PERIOD = """
[[event]]
id = "half-{year}"
name = "First half of {year}"
kind = "period"
dates = "{year}-01/{year}-06"
region = "{region}"
  [[event.report]]
  id = "r1"
  publisher = "Daily"
  publisher_kind = "media"
  published = {year}-07-09
  [[event.signing]]
  id = "all"
  label = "Signed"
  count = "{count}"
  investment = "{investment}"
  {more}
"""


def half(year: int, count: int, investment: str, more: str = "", region: str = "Changzhou") -> str:
    return PERIOD.format(year=year, count=count, investment=investment, more=more, region=region)


def growth_of(catalog: Catalog) -> list[tuple[str, str | None, Bounded | None, Bounded | None]]:
    found = compare(catalog, read_columns(["city:changzhou", "city:suzhou"])).details
    assert found is not None
    return [
        (one.measured, one.printed.text if one.printed else None, one.before, one.computed) for one in found.growth[0]
    ]


def test_printed_growth_stands_beside_the_computed_one(tmp_path_factory: pytest.TempPathFactory) -> None:
    events = {
        "a": half(2022, 100, "40 billion yuan"),
        "b": half(2023, 120, "60 billion yuan", 'yoy_count = "20%"\n  yoy_investment = "45%"'),
    }
    with support.compiled(tmp_path_factory.mktemp("growth"), events) as catalog:
        found = growth_of(catalog)
    assert found == [
        ("projects", "20%", Bounded(100), Bounded(Decimal("20.0"))),
        ("investment", "45%", Bounded(40 * BN), Bounded(Decimal("50.0"))),
    ]


@pytest.mark.parametrize(
    "other",
    [
        half(2022, 100, "40 billion yuan", 'threshold = "over 1 billion yuan each"'),
        half(2022, 100, "40 billion yuan", 'period = "2022-01/2022-03"'),
        half(2022, 100, "40 billion yuan", 'status = "started"'),
        half(2022, 100, "40 billion yuan", region="Wujin"),
        half(2021, 100, "40 billion yuan"),
    ],
)
def test_nothing_is_computed_between_unlike_years(tmp_path_factory: pytest.TempPathFactory, other: str) -> None:
    events = {"a": other, "b": half(2023, 120, "60 billion yuan")}
    with support.compiled(tmp_path_factory.mktemp("unlike"), events) as catalog:
        assert growth_of(catalog) == []
