"""The card of the dataset, `data/README.md`: what it counts is what ships.

`UPDATE_GOLDEN=1 pytest -n 0 tests/unit/test_dataset_card.py` writes its tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

import made
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.query import Query
from tuiapp.dataset.load import load
from tuiapp.dataset.resolved import Dataset, Event, Region
from tuiapp.rules import checks

CARD = Path(__file__).parents[2] / "data" / "README.md"


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(CARD.parent)


def numbers(*counts: int) -> list[str]:
    return [f"{count:,}" if count else "" for count in counts]


def provinces_of(regions: Iterable[Region]) -> set[str]:
    """The provinces that regions are or lie in; what lies in none of them is the country's."""
    return {region.path[1] if len(region.path) > 1 and region.path[0] == "china" else "china" for region in regions}


def year_of(event: Event) -> int:
    """The year in which the last of an event's days lies."""
    return int(str(event.dates).rpartition("/")[2][:4])


def test_it_says_how_much_there_is(dataset: Dataset) -> None:
    reports = [report for event in dataset.events for report in event.reports]
    figures = sum(len(event.figures) for event in dataset.events)
    signings = [one for event in dataset.events for one in event.signings]
    rows = [
        ("events", *numbers(len(dataset.events))),
        ("signings, with their parts", *numbers(len(signings))),
        ("of these with an amount", *numbers(sum(one.investment is not None for one in signings))),
        ("of these with a count", *numbers(sum(one.count is not None for one in signings))),
        ("figures", *numbers(figures)),
        ("reports", *numbers(len(reports))),
        ("of these linked", *numbers(sum(report.url is not None for report in reports))),
        ("publishers", *numbers(len({report.publisher for report in reports}))),
        ("regions", *numbers(len(dataset.regions))),
        ("sectors", *numbers(len(dataset.sectors))),
        ("indicators", *numbers(len(dataset.indicators))),
    ]
    made.compare(CARD, "counts", made.table(("", "number"), rows, numbers=True))


def test_it_says_what_is_covered(dataset: Dataset) -> None:
    names = {region.id: f"{region.name} {region.name_zh}" for region in dataset.regions}
    order = ["china", *(one.id for one in dataset.regions if one.kind == "province" and one.path[0] == "china")]
    held: Counter[tuple[str, int]] = Counter()
    signed: Counter[str] = Counter()
    for event in dataset.events:
        told = [region for one in event.signings for region in one.regions] or list(event.regions)
        held.update((province, year_of(event)) for province in provinces_of(told))
        signed.update(province for one in event.signings for province in provinces_of(one.regions))
    years = range(min(year for _id, year in held), max(year for _id, year in held) + 1)
    rows = [
        [
            names[id] if id != "china" else "China, and groups of provinces",
            *numbers(*(held[id, year] for year in years), sum(held[id, year] for year in years), signed[id]),
        ]
        for id in order
        if signed[id]
    ]
    head = ("events by the year they end in", *map(str, years), "all", "signings")
    made.compare(CARD, "coverage", made.table(head, rows, numbers=True))


def test_it_says_who_is_quoted(dataset: Dataset) -> None:
    reports = [report for event in dataset.events for report in event.reports]
    kinds = Counter(report.publisher_kind for report in reports)
    languages = Counter(report.language for report in reports)
    rows = [(kind, *numbers(count)) for kind, count in kinds.most_common()]
    rows += [(f"in `{language}`", *numbers(count)) for language, count in languages.most_common()]
    made.compare(CARD, "sources", made.table(("reports", "number"), rows, numbers=True))


def test_it_says_what_checks_found(shipped_catalog: Catalog) -> None:
    events = [row.event.id for row in shipped_catalog.events(Query()) if row.findings]
    findings = [one for event in events for one in shipped_catalog.event(event).findings]
    found = Counter(one.check for one in findings)
    unused = Counter(one.check for one in findings if one.use is False)
    rows = [
        (f"`{check.id}`", check.severity, check.title, *numbers(found[check.id], unused[check.id]))
        for check in checks.CHECKS
        if found[check.id]
    ]
    text = made.table(("check", "", "finds", "found", "not used"), rows)
    made.compare(CARD, "findings", text)
