from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ruling import SUZHOU, figure, findings, signing
from support import replace
from tuiapp.rules.records import Lane
from tuiapp.values.dates import Period
from tuiapp.values.qualifier import Qualifier
from tuiapp.values.quantity import Quantity


class TestMeasureWords:
    CHECK = "measure-words"

    @pytest.mark.parametrize(
        ("label", "measure"),
        [
            ("Trade projects", "trade"),
            ("Purchase agreements", "trade"),
            ("采购协议", "trade"),
            ("Bank credit agreements", "credit"),
            ("授信协议", "credit"),
            ("Firms by registered capital", "registered capital"),
            ("Funds in place of 2021", "funds in place"),
            ("到位资金", "funds in place"),
        ],
    )
    def test_words_of_another_measure_are_found(self, label: str, measure: str) -> None:
        (found,) = findings(signing("e/s", None, "3 billion yuan", label=label), check=self.CHECK)
        assert found.message == f"“{label}” speaks of {measure}, and “3 billion yuan” is filed as investment."

    @pytest.mark.parametrize(
        "label", ["Free trade zone projects", "Foreign trade base", "International Trade Center", "New energy projects"]
    )
    def test_names_that_hold_such_a_word_are_not(self, label: str) -> None:
        assert findings(signing("e/s", None, "3 billion yuan", label=label), check=self.CHECK) == []

    def test_another_measure_or_no_amount_is_not(self) -> None:
        trade = signing("e/s", None, "3 billion yuan", label="Trade projects", lane=Lane(measure="trade"))
        assert findings(trade, signing("e/t", "3", label="Trade projects"), check=self.CHECK) == []


def test_a_label_that_says_started_on_what_is_filed_as_agreed_is_found() -> None:
    (found,) = findings(signing("e/s", label="Signed and started together"), check="started-words")
    assert found.message == "“Signed and started together” says started, and the signing is filed as agreed."
    assert len(findings(signing("e/s", label="集中开工项目"), check="started-words")) == 1


def test_a_label_that_says_started_on_what_is_filed_so_is_not() -> None:
    filed = signing("e/s", label="Projects started", lane=Lane(stage="started"))
    upstarts = signing("e/t", label="Startups")
    assert findings(filed, upstarts, check="started-words") == []


@pytest.mark.parametrize("label", ["Enterprises that started operation", "Firms that started production in 2021"])
def test_firms_that_started_to_work_are_not(label: str) -> None:
    assert findings(signing("e/s", label=label), check="started-words") == []


class TestPlanEqualsResult:
    CHECK = "plan-equals-result"
    PLAN = signing("e/plan", "12", "30 billion yuan", lane=Lane(stage="planned"))

    def test_equal_numbers_are_found(self) -> None:
        result = signing("e/result", "12", "30 billion yuan", lane=Lane(stage="completed"), label="Done")
        (found,) = findings(self.PLAN, result, check=self.CHECK)
        assert (found.subject, found.involves) == ("e/plan", ("e/result",))
        assert found.message == "The plan and the result “Done” print the same numbers: “12”, “30 billion yuan”."

    def test_an_annual_plan_and_what_was_invested_are_found(self) -> None:
        plan = signing("e/plan", None, "30 billion yuan", lane=Lane(stage="started", measure="annual plan"))
        result = signing("e/result", "9", "30 billion yuan", lane=Lane(measure="completed investment"))
        assert len(findings(plan, result, check=self.CHECK)) == 1

    @pytest.mark.parametrize(
        ("count", "amount", "others"),
        [
            ("11", "30 billion yuan", {}),
            ("12", "31 billion yuan", {}),
            ("12", None, {}),
            ("12", "30 billion yuan", {"regions": (SUZHOU,)}),
            ("12", "30 billion yuan", {"lane": Lane()}),
        ],
    )
    def test_what_differs_is_not(self, count: str, amount: str | None, others: dict[str, object]) -> None:
        fields: dict[str, Any] = {"lane": Lane(stage="completed")} | others
        result = signing("e/result", count, amount, **fields)
        assert findings(self.PLAN, result, check=self.CHECK) == []


def test_a_count_that_is_not_whole_is_found() -> None:
    count = Quantity("1.154", Decimal("1.154"), Qualifier.EXACT, "projects")
    (found,) = findings(replace(signing("e/s"), count=count), check="count-not-whole")
    assert found.message == "“1.154” is no whole number."
    assert findings(signing("e/s", "1,154"), signing("e/t"), check="count-not-whole") == []


def test_a_figure_without_a_period_is_found_where_it_needs_one() -> None:
    exports = figure("e/f", "21.61 billion USD", "USD")
    (found,) = findings(figures=(exports,), check="no-period")
    assert found.message == "No period is printed for “21.61 billion USD”."
    timed = [
        replace(exports, period=Period.parse("2023")),
        replace(exports, as_of=Period.parse("2023")),
        replace(exports, needs_time=False),
    ]
    assert findings(figures=tuple(timed), check="no-period") == []
