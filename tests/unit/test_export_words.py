"""Numbers in words: bounds, ranges, growth, conversions and totals, as an export prints them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from samples import DOLLARS, FULL, SIGNING, fake
from support import replace
from tuiapp import export
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.query import Query
from tuiapp.catalog.records import Money
from tuiapp.catalog.view import SortKey, View
from tuiapp.export import words
from tuiapp.export.markdown_text import escape
from tuiapp.export.signing_table import Labels
from tuiapp.rules.records import Lane
from tuiapp.rules.results import REASONS, LaneSum, LeftSum, MoneySum, SumOf
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


@pytest.mark.parametrize(
    ("threshold", "text"),
    [
        (None, "18"),
        ("10亿元以上", "18 (each “10亿元以上”)"),
        ("over 1 billion yuan each", "18 (“over 1 billion yuan each”)"),
        ("Each over 100 million", "18 (“Each over 100 million”)"),
    ],
)
def test_a_threshold_stands_with_the_count_and_says_each_once(threshold: str | None, text: str) -> None:
    eighteen = Quantity("18", Decimal(18), EXACT, "projects")
    assert words.count_with_threshold(replace(SIGNING, count=eighteen, threshold=threshold)) == text
    assert words.count_with_threshold(replace(SIGNING, count=None, threshold=threshold)) == ""


def test_money_says_what_was_printed_and_at_which_rate() -> None:
    assert words.money(DOLLARS) == "about 0.7 bn CNY (0.1 bn USD at 7.0467)"
    assert words.money(Money(DOLLARS.printed, None)) == "0.1 bn USD (no rate for its year, so not converted)"
    assert words.money(None) == ""


def test_a_range_has_both_its_ends() -> None:
    printed = Quantity("10-50亿元", Decimal(10**9), RANGE, "CNY", Decimal(10**9), Decimal(5 * 10**9))
    assert words.money(Money(printed, 10**9, 5 * 10**9)) == "1–5 bn CNY"


def _total(investment: MoneySum, projects: SumOf, signings: int = 4) -> LaneSum:
    return LaneSum(Lane(), signings, projects, investment, ())


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
    assert words.total(total) == "no number of projects printed; no amount in CNY; from 1 signing"
    assert words.total(replace(total, signings=0)) == "nothing to add"


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


def test_the_words_of_every_report_stand_beside_the_numbers() -> None:
    assert words.printed(SIGNING, lambda _report: 9) == "“nearly 55 billion yuan”"
    assert words.printed(FULL, lambda _report: 9) == "“nearly 55 billion yuan”; 9: “18个”; “近550亿元”"
    worded = replace(SIGNING, count=Quantity("Twenty", Decimal(20), EXACT, "projects"), investment=None)
    assert words.printed(worded, lambda _report: 9) == "“Twenty”"
    assert words.printed(replace(SIGNING, investment=None), lambda _report: 9) == "“18”"
    assert words.printed(replace(SIGNING, investment=None, count=None), lambda _report: 9) == ""


def test_what_is_reported_beside_the_numbers() -> None:
    noted = replace(FULL, status="contracted", share="56.9%", note="Told late.", lane=Lane(measure="fund size"))
    assert words.further(noted, None).split("; ") == [
        "contracted",
        "fund size",
        "over 1 billion yuan each",
        "56.9% of the whole",
        "count +38 projects on the year before",
        "amount +21.36 % on the year before",
        "with Changzhou",
        "project A plant",
        "investor A firm",
        "New energy",
        "Told late.",
    ]
    part = replace(noted, threshold=None, share=None, yoy_count=None, yoy_investment=None, project=None, note=None)
    assert words.further(part, noted) == "investor A firm; New energy"
    assert words.further(replace(SIGNING, sector_words=("green power",)), None) == "New energy (“green power”)"
    assert words.further(replace(SIGNING, sectors=(), sector_words=("investment",)), None) == "“investment”"


def test_reasons_for_leaving_out_are_told_in_words() -> None:
    assert {reason: words.not_added(LeftSum(reason, 1, None, None)) for reason in REASONS} == {
        "same": "1 reported again",
        "wider": "1 not wholly in the query",
        "doubt": "1 with a number in doubt",
        "inside": "1 inside one that is added",
        "sibling": "1 of another division of the same whole",
        "overlap": "1 overlapping one that is added",
    }
    over, converted = LeftSum("same", 2, 95 * 10**9, Qualifier.OVER), LeftSum("same", 2, 1_234_567_890, Qualifier.ABOUT)
    assert words.not_added(over) == "2 reported again (the largest over 95 bn CNY)"
    assert words.not_added(converted) == "2 reported again (the largest about 1.23 bn CNY)"


def test_the_page_of_an_event_holds_all_that_is_printed_of_it(fixed_catalog: Catalog) -> None:
    for row in fixed_catalog.events(Query()):
        event = fixed_catalog.event(row.event.id)
        page = "".join(export.render(fixed_catalog, View(screen=f"event:{row.event.id}"), "md"))
        texts = [text for one in event.signings for text in (one.threshold, one.note) if text]
        texts += [one.investment.printed.text for one in event.signings if one.investment]
        texts += [one.count.text for one in event.signings if one.count]
        texts += [text for one in event.figures for text in (one.value.text, one.note) if text]
        texts += [finding.message for finding in event.findings]
        texts += [report.note for report in event.reports if report.note]
        assert [text for text in texts if escape(text) not in page] == []
        grown = [one.yoy_count for one in event.signings] + [one.yoy_investment for one in event.signings]
        assert [one for one in grown if one and escape(words.growth(one)) not in page] == []


def test_what_checks_found_is_told_where_figures_are_listed(fixed_catalog: Catalog) -> None:
    page = "".join(export.render(fixed_catalog, View(screen="figures"), "md"))
    assert "## Findings\n\n- no-period" in page
    assert "is not plausible. 110.8 billion dollars would be" in page
    assert "The number is not used." in page


def test_a_part_stands_under_its_whole_or_names_it() -> None:
    whole, part, inner = (
        replace(SIGNING, id=f"e/{name}", label=name, part_of=above, depth=depth)
        for name, above, depth in (("whole", None, 0), ("part", "e/whole", 1), ("inner", "e/part", 2))
    )
    other = replace(SIGNING, id="e/other", label="other")
    second = replace(part, id="e/second", label="second")
    in_order = Labels(str.upper)
    assert [in_order(row) for row in (whole, part, inner, second, other)] == [
        "whole",
        "└ part",
        "└└ inner",
        "└ second",
        "other",
    ]
    sorted_otherwise = Labels(str.upper)
    assert [sorted_otherwise(row) for row in (inner, other, part, whole, second)] == [
        "inner (part of “E/PART”)",
        "other",
        "part (part of “E/WHOLE”)",
        "whole",
        "└ second",
    ]
