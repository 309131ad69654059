"""Numbers in words: bounds, ranges, growth, conversions and totals, as an export prints them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from samples import DOLLARS, SIGNING, fake
from support import replace
from tuiapp import export
from tuiapp.catalog.records import Money
from tuiapp.catalog.view import SortKey, View
from tuiapp.export import words
from tuiapp.rules.records import Lane
from tuiapp.rules.sums import MoneySum, SumOf
from tuiapp.rules.totals import LaneTotal
from tuiapp.values.qualifier import Qualifier
from tuiapp.values.quantity import Quantity

EXACT, OVER, RANGE = Qualifier.EXACT, Qualifier.OVER, Qualifier.RANGE


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (Quantity("23.3%", Decimal("23.3"), EXACT, "percent"), "+23.3 %"),
        (Quantity("-4%", Decimal(-4), EXACT, "percent"), "-4 %"),
        (Quantity("0%", Decimal(0), EXACT, "percent"), "0 %"),
        (Quantity("over 20%", Decimal(20), OVER, "percent"), "over +20 %"),
        (Quantity("+38", Decimal(38), EXACT, "projects"), "+38 projects"),
        (None, ""),
    ],
)
def test_growth_has_its_sign(quantity: Quantity | None, text: str) -> None:
    assert words.growth(quantity) == text


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (Quantity("404.22bn", Decimal("404.22e9"), EXACT, "CNY"), "404.22 bn CNY"),
        (Quantity("3,000", Decimal(3000), Qualifier.NEARLY, "companies"), "nearly 3,000 companies"),
        (Quantity("1", Decimal(1), EXACT, "firms"), "1 firm"),
        (Quantity("over 1", Decimal(1), OVER, "firms"), "over 1 firms"),
        (Quantity("10-20%", Decimal(10), RANGE, "percent", Decimal(10), Decimal(20)), "10 %–20 %"),
    ],
)
def test_a_figures_value_has_its_unit(quantity: Quantity, text: str) -> None:
    assert words.value(quantity) == text


def test_money_says_what_was_printed_and_at_which_rate() -> None:
    assert words.money(DOLLARS) == "about 0.7 bn CNY (0.1 bn USD at 7.0467)"
    assert words.money(Money(DOLLARS.printed, None)) == "0.1 bn USD"
    assert words.money(None) == ""


def test_a_range_has_both_its_ends() -> None:
    printed = Quantity("10-50亿元", Decimal(10**9), RANGE, "CNY", Decimal(10**9), Decimal(5 * 10**9))
    assert words.money(Money(printed, 10**9, 5 * 10**9)) == "1–5 bn CNY"


def _total(investment: MoneySum, projects: SumOf, signings: int = 4) -> LaneTotal:
    return LaneTotal(Lane(), tuple(f"e/{n}" for n in range(signings)), projects, investment, ())


def test_a_total_says_from_how_many_and_what_is_converted() -> None:
    money = MoneySum(2 * 10**9, Qualifier.ABOUT, None, None, 1, 10**9, ("USD", Decimal(142_000_000)))
    said = words.total(_total(money, SumOf(30, OVER, None, None, 2)))
    assert said == (
        "over 30 projects in 2 of 4; about 2 bn CNY in 3 of 4, 50 % of it converted (printed: 0.142 bn USD); "
        "from 4 signings"
    )


@pytest.mark.parametrize(("part", "share"), [(1, "under 1"), (999, "99"), (1000, "100"), (995, "99"), (10, "1")])
def test_a_converted_share_is_never_nothing_nor_all(part: int, share: str) -> None:
    money = MoneySum(1000, Qualifier.ABOUT, None, None, 0, part, None)
    assert f"{share} % of it converted" in words.total(_total(money, SumOf(None, None, None, None, 4)))


def test_a_sum_of_nothing_is_no_zero() -> None:
    nothing = MoneySum(None, None, None, None, 1, 0, None)
    total = _total(nothing, SumOf(None, None, None, None, 1), signings=1)
    assert words.total(total) == "no number of projects printed; no amount printed; from 1 signing"
    assert words.total(replace(total, added=())) == "nothing to add"


def test_a_view_is_fitted_to_what_a_format_can_have() -> None:
    view = View(query="year:2023", sort=(SortKey("date"),), columns=("date",))
    assert export.fitting(view, "csv") == view
    assert export.fitting(view, "json") == replace(view, columns=())
    assert export.fitting(replace(view, screen="figures"), "md") == View(query="year:2023", screen="figures")


@pytest.mark.parametrize(
    "view",
    [
        View(screen="nothing"),
        View(screen="event:nothing"),
        View(columns=("nothing",)),
        View(sort=(SortKey("sectr"),)),
        View(screen="events", columns=("date",)),
    ],
)
def test_what_is_wrong_with_a_view_is_said_before_the_first_piece(view: View) -> None:
    with pytest.raises(export.ViewError):
        export.render(fake([SIGNING]), view, "md")


def test_a_format_that_does_not_exist_is_said() -> None:
    with pytest.raises(export.ViewError, match="there are md, csv, json, jsonl"):
        export.render(fake(), View(), "xls")
