from __future__ import annotations

from typing import Any

import pytest

from ruling import SUZHOU, findings, signing
from tuiapp.rules.records import Lane

WHOLE = signing("e/w", "28", "30 billion yuan", label="All")
TRADE = Lane(measure="trade")


class TestThresholdExceedsAmount:
    CHECK = "threshold-exceeds-amount"

    def messages(self, count: str, amount: str, threshold: str, lane: Lane | None = None) -> list[str]:
        one = signing("e/s", count, amount, threshold=threshold, lane=lane or Lane())
        return [finding.message for finding in findings(one, check=self.CHECK)]

    def test_more_than_is_printed_is_found(self) -> None:
        assert self.messages("336", "158.41 billion yuan", "over 1 billion yuan") == [
            "336 × “over 1 billion yuan” is 336 billion yuan at the least, more than the “158.41 billion yuan” printed."
        ]

    @pytest.mark.parametrize(
        ("count", "amount", "threshold"),
        [
            ("267", "240.572 billion yuan", "100 million yuan"),
            ("336", "over 158 billion yuan", "over 1 billion yuan"),
            ("336", "158.41 billion yuan", "less than 1 billion yuan"),
            ("56", "60 billion yuan", "1 billion yuan or 150 million dollars"),
            ("56", "60 billion yuan", "10 billion yuan or 1 million dollars"),
        ],
    )
    def test_what_the_amount_allows_is_not(self, count: str, amount: str, threshold: str) -> None:
        assert self.messages(count, amount, threshold) == []

    def test_of_two_alternatives_the_lower_one_counts(self) -> None:
        (message,) = self.messages("99", "10 billion yuan", "1 billion yuan or 100 million dollars")
        assert "99 × “1 billion yuan or 100 million dollars” is 9.9 billion U.S. dollars at the least" in message

    def test_another_measure_says_nothing_of_the_whole_project(self) -> None:
        plan = Lane(measure="annual plan")
        assert self.messages("336", "158.41 billion yuan", "over 1 billion yuan", plan) == []

    def test_a_part_without_an_amount_is_held_against_its_whole(self) -> None:
        whole = signing("e/w", "1,000", "143.25 billion yuan", label="Private projects")
        part = signing("e/p", "30", threshold="over 20 billion yuan", part_of="e/w")
        (found,) = findings(whole, part, check=self.CHECK)
        assert found.message == (
            "30 × “over 20 billion yuan” is 600 billion yuan at the least, "
            "more than the “143.25 billion yuan” of “Private projects”."
        )
        assert (found.subject, found.involves) == ("e/p", ("e/w",))

    def test_without_a_rate_nothing_is_compared(self) -> None:
        one = signing("e/s", "336", "1 billion yuan", threshold="over $1 billion", when="2019")
        assert findings(one, check=self.CHECK) == []


class TestThresholdFarAbove:
    CHECK = "threshold-far-above"

    def found(self, amount: str, threshold: str = "over 1 billion yuan") -> list[str]:
        one = signing("e/s", "44", amount, threshold=threshold)
        return [finding.message for finding in findings(one, check=self.CHECK)]

    def test_an_amount_they_are_said_to_exceed_many_times_over_is_found(self) -> None:
        assert self.found("more than 100 million yuan") == [
            "44 × “over 1 billion yuan” is 44 billion yuan at the least, "
            "far above the “more than 100 million yuan” printed."
        ]

    @pytest.mark.parametrize("amount", ["more than 10 billion yuan", "at least 5 billion yuan", "100 million yuan"])
    def test_a_few_times_more_and_what_is_certain_are_not(self, amount: str) -> None:
        assert self.found(amount) == []

    def test_a_part_without_an_amount_is_held_against_its_whole(self) -> None:
        whole = signing("e/w", "119", "more than 100 million yuan", label="Under construction")
        part = signing("e/p", "44", threshold="over 1 billion yuan", part_of="e/w")
        (found,) = findings(whole, part, check=self.CHECK)
        assert (found.subject, found.severity) == ("e/p", "warning")
        assert found.message.endswith("far above the “more than 100 million yuan” of “Under construction”.")


class TestThresholdOrder:
    CHECK = "threshold-order"

    def test_fewer_projects_above_a_lower_threshold_are_found(self) -> None:
        low = signing("e/low", "4", label="500 million and above", threshold="over 500 million yuan", part_of="e/w")
        high = signing("e/high", "14", label="Above a billion", threshold="over 1 billion yuan", part_of="e/w")
        (found,) = findings(WHOLE, low, high, check=self.CHECK)
        assert (found.subject, found.severity) == ("e/low", "warning")
        assert found.message == (
            "“4” projects of “over 500 million yuan” are fewer than “14” of “over 1 billion yuan”."
        )

    @pytest.mark.parametrize(
        "others",
        [
            {"split": "size"},
            {"part_of": None},
            {"regions": (SUZHOU,)},
            {"lane": TRADE},
            {"when": "2022"},
            {"sectors": ("energy",)},
            {"counterparts": (("germany",),)},
        ],
    )
    def test_bands_and_what_is_not_alike_are_not(self, others: dict[str, object]) -> None:
        low = signing("e/low", "4", label="500 million and above", threshold="over 500 million yuan", part_of="e/w")
        fields: dict[str, Any] = {"part_of": "e/w"} | others
        high = signing("e/high", "14", label="Above a billion", threshold="over 1 billion yuan", **fields)
        assert findings(WHOLE, low, high, check=self.CHECK) == []

    def test_more_above_the_lower_one_are_not(self) -> None:
        low = signing("e/low", "over 12", label="Large projects", threshold="over 500 million yuan", part_of="e/w")
        high = signing("e/high", "14", label="Above a billion", threshold="over 1 billion yuan", part_of="e/w")
        assert findings(WHOLE, low, high, check=self.CHECK) == []

    def test_a_threshold_that_a_part_has_beside_what_it_is_chosen_by_is_no_rung(self) -> None:
        firms = signing("e/low", "4", label="Of top 500 firms", threshold="over 500 million yuan", part_of="e/w")
        high = signing("e/high", "14", label="Above a billion", threshold="over 1 billion yuan", part_of="e/w")
        assert findings(WHOLE, firms, high, check=self.CHECK) == []
