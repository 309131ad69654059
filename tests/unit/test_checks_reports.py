from __future__ import annotations

import pytest

from ruling import figure, findings, report, signing
from tuiapp.rules.facts import OtherNumbers
from tuiapp.rules.records import Lane
from tuiapp.values.parse import parse_amount, parse_count


class TestReportsDisagree:
    CHECK = "reports-disagree"
    REPORTS = (report(), report("e/other", publisher="The Paper"))

    def messages(self, mine: tuple[str, str], theirs: tuple[str | None, str | None]) -> list[str]:
        count, amount = theirs
        numbers = parse_count(count) if count else None, parse_amount(amount) if amount else None
        other = OtherNumbers("e/other", *numbers)
        one = signing("e/s", *mine, same=(other,))
        return [finding.message for finding in findings(one, reports=self.REPORTS, check=self.CHECK)]

    def test_numbers_that_cannot_both_be_true_are_found(self) -> None:
        assert self.messages(("18", "55 billion yuan"), ("19", "65 billion yuan")) == [
            "Xinhua prints “18”, The Paper prints “19”. "
            "Xinhua prints “55 billion yuan”, The Paper prints “65 billion yuan”."
        ]

    @pytest.mark.parametrize(
        ("mine", "theirs"),
        [
            (("18", "nearly 55 billion yuan"), ("18", "近550亿元")),
            (("84", "285.415 billion yuan"), (None, "超2850亿元")),
            (("638", "484.57 billion yuan"), ("638", "484.5 billion yuan")),
            (("10", "7 billion yuan"), (None, "$1 billion")),
            (("10", "7 billion yuan"), (None, "1 billion pounds")),
            (("10", "7 billion yuan"), (None, None)),
        ],
    )
    def test_words_rounding_and_rates_are_allowed_for(
        self, mine: tuple[str, str], theirs: tuple[str | None, str | None]
    ) -> None:
        assert self.messages(mine, theirs) == []


class TestPublishedBefore:
    CHECK = "published-before"

    def found(self, published: str | None, when: str, lane: Lane | None = None) -> list[str]:
        one = signing("e/s", "3", when=when, lane=lane or Lane())
        return [found.message for found in findings(one, reports=(report(published=published),), check=self.CHECK)]

    def test_a_report_older_than_what_it_reports_is_found_once(self) -> None:
        assert self.found("2023-04-26", "2023-04-27") == ["Xinhua published on 2023-04-26 what happened on 2023-04-27."]
        twice = (signing("e/s", "3"), signing("e/t", "3"))
        (found,) = findings(*twice, reports=(report(published="2022"),), check=self.CHECK)
        assert found.subject == "e/r"

    @pytest.mark.parametrize(
        ("published", "when"),
        [
            ("2023-04-27", "2023-04-27"),
            ("2023-04", "2023-04-27"),
            (None, "2023-04-27"),
            ("2023-05-19", "2023-05-18/2023-05-21"),
        ],
    )
    def test_one_that_may_be_younger_is_not(self, published: str | None, when: str) -> None:
        assert self.found(published, when) == []

    def test_a_total_may_be_printed_in_the_last_month_of_its_period(self) -> None:
        period = Lane(basis="period")
        assert self.found("2023-06-28", "2023-01/2023-06", period) == []
        assert self.found("2023-12-01", "../2023", period) == []
        assert len(self.found("2023-05-28", "2023-01/2023-06", period)) == 1
        assert len(self.found("2022-12-31", "../2023", period)) == 1

    def test_plans_and_offers_are_ahead_of_time(self) -> None:
        assert self.found("2022-12-31", "2023", Lane(stage="planned")) == []
        assert self.found("2022-12-31", "2023", Lane(stage="offered")) == []

    def test_another_report_of_it_is_looked_at_too(self) -> None:
        one = signing("e/s", "3", same=(OtherNumbers("e/early", None, None),))
        (found,) = findings(one, reports=(report(), report("e/early", published="2023-04-01")), check=self.CHECK)
        assert found.subject == "e/early"

    def test_a_report_of_another_event_is_not_looked_at(self) -> None:
        assert findings(signing("e/s", "3", report="other/r"), reports=(), check=self.CHECK) == []


def test_an_event_without_a_report_is_found() -> None:
    (found,) = findings(reports=(), check="no-source")
    assert (found.subject, found.message) == ("e", "No report is named.")


def test_a_report_that_cannot_be_looked_up_is_found() -> None:
    titled, linked = report("e/a"), report("e/b", title=None, url="https://example.org/b")
    (found,) = findings(reports=(titled, linked, report("e/c", title=None)), check="no-source")
    assert (found.subject, found.message) == ("e/c", "The report by Xinhua has neither a title nor an address.")


def test_of_a_page_seen_on_a_copy_the_publisher_is_the_source() -> None:
    assert findings(reports=(report("e/c", title=None, seen_on_copy=True),), check="no-source") == []


@pytest.mark.parametrize("word", ["Unknown", "n/a", "TBD", "?", "—", "不详", " none "])
def test_a_placeholder_is_found(word: str) -> None:
    (found,) = findings(reports=(report(publisher=word),), check="placeholder")
    assert found.subject == "e/r"
    (found,) = findings(signing("e/s", label=word), check="placeholder")
    assert found.subject == "e/s"


@pytest.mark.parametrize("word", ["Unknown Pleasures Ltd", "None of the above", "无锡", "China–ASEAN"])
def test_a_word_of_a_name_is_no_placeholder(word: str) -> None:
    assert findings(signing("e/s", label=word), reports=(report(title=word),), check="placeholder") == []


def test_a_figure_needs_no_signing() -> None:
    assert findings(figures=(figure("e/f", "12", "firms"),), check="published-before") == []
