from __future__ import annotations

from typing import Any

import pytest

from ruling import SUZHOU, WUJIN, figure, findings, signing
from support import replace
from tuiapp.rules.facts import FigureFacts
from tuiapp.rules.records import Lane
from tuiapp.values.dates import Period
from tuiapp.values.parse import parse_value

WHOLE = signing("e/w", "28", "30 billion yuan", label="All")


class TestPartExceedsWhole:
    CHECK = "part-exceeds-whole"

    @pytest.mark.parametrize(
        ("count", "amount"),
        [("29", None), ("more than 28", "31.6 billion yuan"), (None, "$8 billion"), (None, "over 40 billion yuan")],
    )
    def test_more_projects_or_more_money_is_found(self, count: str | None, amount: str | None) -> None:
        part = signing("e/p", count, amount, part_of="e/w")
        (found,) = findings(WHOLE, part, check=self.CHECK)
        assert (found.subject, found.involves) == ("e/p", ("e/w",))

    @pytest.mark.parametrize(
        ("count", "amount"),
        [("28", "30 billion yuan"), (None, "30.4 billion yuan"), (None, "$4.3 billion"), ("nearly 30", None)],
    )
    def test_what_rounding_or_a_word_allows_is_not(self, count: str | None, amount: str | None) -> None:
        assert findings(WHOLE, signing("e/p", count, amount, part_of="e/w"), check=self.CHECK) == []

    def test_an_open_whole_bounds_nothing(self) -> None:
        whole = signing("e/w", "over 28", "over 30 billion yuan")
        assert findings(whole, signing("e/p", "99", "99 billion yuan", part_of="e/w"), check=self.CHECK) == []

    def test_other_units_and_measures_are_not_compared(self) -> None:
        part = signing("e/p", "99", "99 billion yuan", part_of="e/w", lane=Lane(measure="trade", unit="agreements"))
        assert findings(WHOLE, part, check=self.CHECK) == []

    def test_without_a_rate_nothing_is_compared(self) -> None:
        part = signing("e/p", None, "$99 billion", part_of="e/w", when="2019")
        assert findings(WHOLE, part, check=self.CHECK) == []

    def test_a_whole_in_another_event_is_not_looked_at(self) -> None:
        assert findings(signing("e/p", "99", part_of="other/w"), check=self.CHECK) == []


class TestFigureExceedsWhole:
    CHECK = "part-exceeds-whole"
    YEAR = figure("e/year", "98 billion yuan", "CNY", indicator="gdp", period=Period.parse("2021"))

    def found(self, *parts: FigureFacts, whole: FigureFacts = YEAR) -> list[str]:
        return [one.subject for one in findings(figures=(whole, *parts), check=self.CHECK)]

    def test_a_quarter_with_more_than_its_year_is_found(self) -> None:
        quarter = figure("e/q", "980 billion yuan", "CNY", indicator="gdp", period=Period.parse("2021-01/2021-03"))
        (found,) = findings(figures=(self.YEAR, quarter), check=self.CHECK)
        assert (found.subject, found.involves) == ("e/q", ("e/year",))
        assert found.message == "“980 billion yuan” is more than the “98 billion yuan” of what it is a part of."

    def test_a_district_with_more_than_its_city_is_found(self) -> None:
        district = replace(self.YEAR, id="e/d", region=WUJIN, value=parse_value("980 billion yuan", unit="CNY"))
        assert self.found(district) == ["e/d"]

    @pytest.mark.parametrize(
        "others",
        [
            {"period": Period.parse("2022")},
            {"period": None, "as_of": Period.parse("2021-06")},
            {"region": SUZHOU},
            {"indicator": "exports"},
            {"value": parse_value("97 billion yuan", unit="CNY")},
            {"value": parse_value("120 billion dollars", unit="USD")},
        ],
    )
    def test_what_is_no_part_or_not_certainly_more_is_not(self, others: dict[str, Any]) -> None:
        part = figure("e/p", "980 billion yuan", "CNY", indicator="gdp", period=Period.parse("2021-01/2021-03"))
        assert self.found(replace(part, **others)) == []

    def test_a_whole_of_something_else_is_none(self) -> None:
        services = replace(self.YEAR, label="Services alone")
        quarter = figure("e/q", "980 billion yuan", "CNY", indicator="gdp", period=Period.parse("2021-01/2021-03"))
        assert self.found(quarter, whole=services) == []
        assert self.found(replace(quarter, label="Services alone"), whole=services) == ["e/q"]

    def test_shares_and_averages_may_be_higher_in_a_part(self) -> None:
        share = figure("e/share", "2.8%", "percent", indicator="rd", period=Period.parse("2021"))
        assert (
            self.found(replace(share, id="e/d", region=WUJIN, value=parse_value("5%", unit="percent")), whole=share)
            == []
        )
        patents = figure("e/patents", "28.6", "patents", indicator="patents", period=Period.parse("2021"))
        dense = replace(patents, id="e/d", region=WUJIN, value=parse_value("44", unit="patents"))
        assert self.found(dense, whole=patents) == []


class TestSplitExceedsWhole:
    CHECK = "split-exceeds-whole"

    def test_parts_that_sum_to_more_money_are_found(self) -> None:
        (found,) = findings(
            WHOLE,
            signing("e/a", "20", "24.9 billion yuan", part_of="e/w", split="sector"),
            signing("e/b", "8", "7.2 billion yuan", part_of="e/w", split="sector"),
            check=self.CHECK,
        )
        assert (found.subject, found.involves) == ("e/w", ("e/a", "e/b"))
        assert found.message == (
            "The parts of the split “sector” print 32.1 billion yuan together, "
            "more than the “30 billion yuan” of the whole."
        )

    def test_parts_that_sum_to_a_rounding_more_are_not(self) -> None:
        parts = [
            signing("e/a", "20", "24.9 billion yuan", part_of="e/w", split="sector"),
            signing("e/b", "8", "5.2 billion yuan", part_of="e/w", split="sector"),
        ]
        assert findings(WHOLE, *parts, check=self.CHECK) == []

    def test_parts_that_sum_to_more_projects_are_found(self) -> None:
        (found,) = findings(
            WHOLE,
            signing("e/a", "20", part_of="e/w", split="sector"),
            signing("e/b", "9", part_of="e/w", split="sector"),
            check=self.CHECK,
        )
        assert found.message == "The parts of the split “sector” print 29 together, more than the “28” of the whole."

    def test_parts_that_leave_none_for_another_are_found(self) -> None:
        (found,) = findings(
            WHOLE,
            signing("e/a", "20", part_of="e/w", split="sector"),
            signing("e/b", "8", part_of="e/w", split="sector"),
            signing("e/c", None, "1 billion yuan", part_of="e/w", split="sector"),
            check=self.CHECK,
        )
        assert found.message == (
            "The parts of the split “sector” print 28 together and leave too few of “28” for the others."
        )

    def test_loose_parts_and_two_splits_are_not_added_up(self) -> None:
        parts = [
            signing("e/a", "20", "20 billion yuan", part_of="e/w"),
            signing("e/b", "20", "20 billion yuan", part_of="e/w"),
            signing("e/c", "20", "20 billion yuan", part_of="e/w", split="sector"),
            signing("e/d", "20", "20 billion yuan", part_of="e/w", split="origin"),
        ]
        assert findings(WHOLE, *parts, check=self.CHECK) == []

    def test_an_open_whole_or_one_without_numbers_holds_anything(self) -> None:
        for whole in (signing("e/w", "over 3", "over 1 billion yuan"), signing("e/w")):
            part = signing("e/a", "20", "20 billion yuan", part_of="e/w", split="s")
            assert findings(whole, part, check=self.CHECK) == []

    def test_two_currencies_are_compared_in_yuan(self) -> None:
        yuan = signing("e/a", None, "20 billion yuan", part_of="e/w", split="origin")
        dollars = signing("e/b", None, "$3 billion", part_of="e/w", split="origin")
        (found,) = findings(WHOLE, yuan, dollars, check=self.CHECK)
        assert "billion yuan together" in found.message
        whole = signing("e/w", "28", "30 billion yuan", when="2019")
        assert findings(whole, yuan, dollars, check=self.CHECK) == []


class TestShare:
    CHECK = "share"
    WHOLE = signing("e/w", "84", "285.415 billion yuan", label="Chongqing’s projects")

    def part(self, amount: str | None, count: str | None, share: str) -> list[str]:
        part = signing("e/p", count, amount, share=share, part_of="e/w", split="investor")
        return [finding.message for finding in findings(self.WHOLE, part, check=self.CHECK)]

    def test_a_share_that_neither_money_nor_projects_give_is_found(self) -> None:
        assert self.part("2.1 billion yuan", "3", "7%") == [
            "The printed share is “7%”; of “Chongqing’s projects” it is 0.74 % or 3.57 %."
        ]

    @pytest.mark.parametrize("share", ["56.9%", "57%", "57.0%", "exceeding 50%", "nearly 58%", "about 55%"])
    def test_a_share_of_the_money_is_not(self, share: str) -> None:
        assert self.part("162.635 billion yuan", None, share) == []

    def test_nor_is_a_share_of_the_projects(self) -> None:
        assert self.part("162.635 billion yuan", "45", "53.6%") == []

    @pytest.mark.parametrize(("share", "found"), [("55.66%", 0), ("55.67%", 0), ("55.68%", 1), ("56%", 0), ("54%", 1)])
    def test_one_off_in_the_last_digit_after_rounding_is_not(self, share: str, found: int) -> None:
        whole = signing("e/w", None, "100.000 billion yuan")
        part = signing("e/p", None, "55.658 billion yuan", share=share, part_of="e/w")
        assert len(findings(whole, part, check=self.CHECK)) == found

    def test_a_part_that_prints_its_projects_alone_may_have_a_share_of_the_money(self) -> None:
        assert self.part(None, "17", "52%") == []
        counted = signing("e/w", "170")
        (found,) = findings(counted, signing("e/p", "17", share="52%", part_of="e/w"), check=self.CHECK)
        assert found.message == "The printed share is “52%”; of “e/w” it is 10 %."
        plan = Lane(measure="annual plan")
        other = signing("e/p", "17", share="52%", part_of="e/w", lane=plan)
        assert len(findings(self.WHOLE, other, check=self.CHECK)) == 1

    def test_an_open_part_is_any_larger_share(self) -> None:
        assert self.part("over 162 billion yuan", None, "80%") == []
        assert len(self.part("over 162 billion yuan", None, "40%")) == 1

    def test_nothing_is_said_where_nothing_can_be_divided(self) -> None:
        assert self.part(None, None, "7%") == []
        assert self.part("$2.1 billion", None, "7%") == []
        nothing = signing("e/w", "less than 84")
        assert findings(nothing, signing("e/p", "3", share="7%", part_of="e/w"), check=self.CHECK) == []

    def test_an_open_whole_makes_any_smaller_share(self) -> None:
        whole = signing("e/w", None, "over 200 billion yuan")
        small = signing("e/p", None, "20 billion yuan", share="2%", part_of="e/w")
        large = signing("e/p", None, "20 billion yuan", share="13%", part_of="e/w")
        assert findings(whole, small, check=self.CHECK) == []
        assert len(findings(whole, large, check=self.CHECK)) == 1
