from __future__ import annotations

from itertools import pairwise

import pytest

from ruling import PERIOD, figure, report, signing
from tuiapp.rules.checks.gaps import CHECKS, find_gaps
from tuiapp.rules.facts import EventFacts, FigureFacts, OtherNumbers, ReportFacts, SigningFacts
from tuiapp.rules.records import GAP_BITS, GAPS, gaps_in
from tuiapp.values.dates import Period

LINKED = report(url="https://example.org/1")
FULL = signing("e/all", "28", "30 billion yuan", sectors=("energy",))


def gaps(
    *signings: SigningFacts, reports: tuple[ReportFacts, ...] = (LINKED,), figures: tuple[FigureFacts, ...] = ()
) -> dict[str, tuple[str, ...]]:
    event = EventFacts("e", Period.parse("2023"), reports=reports, signings=signings, figures=figures)
    return {id_: gaps_in(bits) for id_, bits in find_gaps(event).items()}


def test_they_are_all_explained_and_sort_by_the_weightiest() -> None:
    assert tuple(check.id for check in CHECKS) == GAPS
    assert all(check.explanation.endswith(".") for check in CHECKS)
    for weightier, lighter in pairwise(GAPS):
        assert GAP_BITS[weightier] > sum(GAP_BITS[gap] for gap in GAPS[GAPS.index(lighter) :])
    assert gaps_in(sum(GAP_BITS.values())) == GAPS


def test_what_has_everything_has_none() -> None:
    assert gaps(FULL) == {}


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (signing("e/s", "28", sectors=("energy",)), ("no-amount",)),
        (signing("e/s", None, "30 billion yuan", sectors=("energy",)), ("no-count",)),
        (signing("e/s", "28", "30 billion yuan"), ("no-sector",)),
        (signing("e/s", "28", "30 billion yuan", when="2023-04", sectors=("energy",)), ("no-day",)),
        (signing("e/s", when="2023"), ("no-amount", "no-count", "no-day", "no-sector")),
    ],
)
def test_each_is_named(one: SigningFacts, expected: tuple[str, ...]) -> None:
    assert gaps(one) == {"e/s": expected}


def test_a_period_needs_no_day_and_days_of_a_fair_are_known() -> None:
    period = signing("e/p", "28", "30 billion yuan", when="2023-01/2023-06", sectors=("energy",), lane=PERIOD)
    fair = signing("e/f", "28", "30 billion yuan", when="2023-05-18/2023-05-21", sectors=("energy",))
    assert gaps(period, fair) == {}


def test_a_sector_of_a_part_at_any_depth_is_enough_and_a_part_needs_none() -> None:
    whole = signing("e/w", "28", "30 billion yuan")
    part = signing("e/p", "20", "20 billion yuan", part_of="e/w")
    inner = signing("e/i", "10", "10 billion yuan", part_of="e/p", sectors=("energy",))
    assert gaps(whole, part, inner) == {}
    assert gaps(whole, part) == {"e/w": ("no-sector",)}


def test_what_is_missing_of_a_source_is_missing_of_what_it_tells() -> None:
    bare = report(url=None, published=None)
    number = figure("e/f", "12", "firms", report="e/r")
    expected = ("no-link", "undated-report")
    assert gaps(FULL, reports=(bare,), figures=(number,)) == dict.fromkeys(("e/r", "e/all", "e/f"), expected)


def test_one_source_with_an_address_is_enough() -> None:
    bare, linked = report(url=None), report("e/other", url="https://example.org/2")
    told_twice = signing(
        "e/s", "28", "30 billion yuan", sectors=("energy",), same=(OtherNumbers("e/other", None, None),)
    )
    assert gaps(told_twice, reports=(bare, linked)) == {"e/r": ("no-link",)}
