from __future__ import annotations

import pytest

from ruling import figure, findings, rate, report, signing
from tuiapp.rules.checks import CHECKS, Context, check_by_id, run
from tuiapp.rules.facts import EventFacts
from tuiapp.rules.records import GAPS
from tuiapp.values.dates import Period


def test_every_check_is_named_once_and_explained_in_sentences() -> None:
    assert len({check.id for check in CHECKS}) == len(CHECKS)
    for check in CHECKS:
        assert check.id == check.id.lower().replace(" ", "-")
        assert not check.title.endswith(".")
        assert check.explanation.endswith(".")


def test_errors_are_contradictions_inside_one_record() -> None:
    assert {check.id for check in CHECKS if check.severity == "error"} == {
        "part-exceeds-whole",
        "split-exceeds-whole",
        "share",
        "threshold-exceeds-amount",
        "currency-pair",
        "capital-per-firm",
    }
    assert {check.id for check in CHECKS if check.severity == "gap"} == set(GAPS)


def test_a_check_is_found_by_its_id() -> None:
    assert check_by_id("share").severity == "error"
    with pytest.raises(KeyError):
        check_by_id("shares")


def test_findings_come_in_the_order_of_the_checks_and_name_known_ones() -> None:
    event = EventFacts(
        id="e",
        when=Period.parse("2023"),
        reports=(report(published=None),),
        signings=(
            signing("e/w", "28", "30 billion yuan"),
            signing("e/p", "29", "31.5 billion yuan", part_of="e/w", share="10%"),
        ),
        figures=(figure("e/f", "21.61 billion USD", "USD"),),
    )
    found = [finding.check for finding in run(event, Context(rate))]
    order = [check.id for check in CHECKS]
    assert found == sorted(found, key=order.index)
    assert found == ["part-exceeds-whole", "share", "no-period"]


def test_a_sound_event_has_no_findings() -> None:
    event = EventFacts(
        id="lj23",
        when=Period.parse("2023-01-11"),
        reports=(report(published="2023-01-12"),),
        signings=(
            signing("lj23/all", "28", "over 30 billion yuan", also="$4.4 billion", when="2023-01-11"),
            signing(
                "lj23/m", "Twenty", "over 24.9 billion yuan", part_of="lj23/all", split="sector", when="2023-01-11"
            ),
            signing("lj23/s", "eight", "5.2 billion yuan", part_of="lj23/all", split="sector", when="2023-01-11"),
        ),
        figures=(figure("lj23/f", "11", "consultants", period=Period.parse("2023")),),
    )
    assert run(event, Context(rate)) == []


def test_two_faults_of_one_subject_are_one_finding() -> None:
    (found,) = findings(
        signing("e/w", "28", "30 billion yuan", label="All"),
        signing("e/p", "29", "40 billion yuan", part_of="e/w"),
        check="part-exceeds-whole",
    )
    assert found.message == (
        "The part prints “29”, more than the “28” of “All”, which it is inside. "
        "The part prints “40 billion yuan”, more than the “30 billion yuan” of “All”, which it is inside."
    )
    assert (found.subject, found.involves, found.severity) == ("e/p", ("e/w",), "error")
