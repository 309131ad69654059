from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ruling import figure, findings, report, signing
from support import replace
from tuiapp.rules.facts import OtherNumbers
from tuiapp.values.dates import Period
from tuiapp.values.parse import parse_amount, parse_value
from tuiapp.values.qualifier import Qualifier
from tuiapp.values.quantity import Quantity


class TestCurrencyPair:
    CHECK = "currency-pair"

    def test_a_pair_no_rate_connects_is_found(self) -> None:
        one = signing("e/s", "52", "approximately 58.1 billion yuan", also="$8.4 trillion")
        (found,) = findings(one, check=self.CHECK)
        assert found.message == (
            "“approximately 58.1 billion yuan” and “$8.4 trillion” make 0.006917 CNY for one USD; the rate was 6.885."
        )

    @pytest.mark.parametrize(
        ("amount", "also"),
        [
            ("over 30 billion yuan", "$4.4 billion"),
            ("$4.4 billion", "30 billion yuan"),
            ("7 billion yuan", "about $1 billion"),
            ("1 billion euros", "1.09 billion dollars"),
            ("30 billion yuan", "4 billion pounds"),
            ("0 yuan", "$0"),
            ("30 billion yuan", "99 billion yuan"),
        ],
    )
    def test_a_pair_that_some_rate_connects_or_that_no_rate_is_known_for_is_not(self, amount: str, also: str) -> None:
        assert findings(signing("e/s", None, amount, also=also), check=self.CHECK) == []

    def test_the_rate_of_the_year_or_of_the_reports_month_will_do(self) -> None:
        january = signing("e/s", None, "67.90 billion yuan", also="$10.00 billion", when="2023-04-27")
        assert findings(january, check=self.CHECK) == []
        too_low = signing("e/s", None, "64.60 billion yuan", also="$10.00 billion", when="2023-04-27")
        assert len(findings(too_low, check=self.CHECK)) == 1
        assert findings(too_low, reports=(report(published="2023-01-02"),), check=self.CHECK) == []

    def test_a_gloss_in_brackets_a_second_report_and_a_figure_are_looked_at(self) -> None:
        glossed = parse_amount("58.1 billion yuan ($8.4 trillion)")
        one = signing("e/s", None, "58.1 billion yuan ($8.4 trillion)")
        assert len(findings(one, check=self.CHECK)) == 1
        others = (OtherNumbers("e/r", None, glossed), OtherNumbers("e/r2", None, None))
        assert len(findings(signing("e/s", None, "58.1 billion yuan", same=others), check=self.CHECK)) == 1
        exports = replace(figure("e/f", "1 billion yuan", "CNY"), value=glossed, period=Period.parse("2023"))
        (found,) = findings(figures=(exports,), check=self.CHECK)
        assert found.subject == "e/f"

    @pytest.mark.parametrize(("also", "found"), [("$8.4 trillion", 1), ("$8.2 billion", 0)])
    def test_what_another_report_converts_beside_its_amount_is_looked_at(self, also: str, found: int) -> None:
        other = OtherNumbers("e/r", None, parse_amount("58.1 billion yuan"), parse_amount(also))
        assert len(findings(signing("e/s", None, "58.1 billion yuan", same=(other,)), check=self.CHECK)) == found

    def test_two_foreign_currencies_are_compared_through_the_yuan(self) -> None:
        one = signing("e/s", None, "1.00 billion euros", also="$2.00 billion")
        (found,) = findings(one, check=self.CHECK)
        assert "make 2 USD for one EUR; the rate was 1.081" in found.message


class TestTwoCurrencies:
    CHECK = "two-currencies"

    def overridden(self, text: str, currency: str = "CNY") -> int:
        amount = Quantity(text, Decimal(10**9), Qualifier.EXACT, currency)
        return len(findings(replace(signing("e/s"), investment=amount), check=self.CHECK))

    @pytest.mark.parametrize("text", ["1 billion yuan dollars", "10亿元美元", "US$1 billion yuan", "RMB 1 bn euros"])
    def test_two_names_in_one_text_are_found(self, text: str) -> None:
        assert self.overridden(text) == 1

    @pytest.mark.parametrize("text", ["1 billion yuan", "10亿美元", "10亿港元", "1 billion yuan ($140 million)"])
    def test_one_name_or_one_in_brackets_is_not(self, text: str) -> None:
        assert self.overridden(text) == 0

    def test_a_conversion_that_was_read_as_one_is_not(self) -> None:
        one = signing("e/s", None, "30 billion yuan, 4.4 billion U.S. dollars")
        assert findings(one, check=self.CHECK) == []


class TestCapitalPerFirm:
    CHECK = "capital-per-firm"
    FIRMS = figure("changzhou-2022/firms", "234", "firms")
    CAP = Decimal(250_000_000)

    def messages(self, capital: str, **others: object) -> list[str]:
        fields: dict[str, Any] = {"firms": self.FIRMS.id, "cap_per_firm": self.CAP} | others
        one = replace(figure("changzhou-2022/capital", "1", "firms"), value=parse_value(capital, unit="USD"), **fields)
        return [finding.message for finding in findings(figures=(self.FIRMS, one), check=self.CHECK)]

    def test_the_110_8_billion_dollars_of_234_german_invested_firms_are_found(self) -> None:
        assert self.messages("110.8 billion dollars") == [
            "“110.8 billion dollars” for 234 firms is 473.5 million U.S. dollars for each of them; "
            "more than 250 million U.S. dollars is not plausible."
        ]

    def test_what_the_firms_can_hold_is_not(self) -> None:
        assert self.messages("1.108 billion dollars") == []

    def test_without_a_cap_or_a_number_of_firms_nothing_is_said(self) -> None:
        assert self.messages("110.8 billion dollars", cap_per_firm=None) == []
        assert self.messages("110.8 billion dollars", firms=None) == []

    def test_more_than_so_many_firms_could_hold_anything(self) -> None:
        many = figure("e/firms", "over 234", "firms")
        one = figure("e/capital", "110.8 billion dollars", "USD", firms="e/firms", cap_per_firm=self.CAP)
        assert findings(figures=(many, one), check=self.CHECK) == []
