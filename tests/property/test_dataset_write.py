"""Events that are written and read again are the same events."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import tomli
from hypothesis import given
from hypothesis import strategies as st

from tuiapp.dataset.models import (
    EventEntry,
    EventsFile,
    FigureEntry,
    NoteEntry,
    PointEntry,
    QuantityEntry,
    ReportEntry,
    SameEntry,
    SectorUse,
    SigningEntry,
)
from tuiapp.dataset.write import to_toml

DATA = Path(__file__).parents[2] / "data"

texts = st.text(min_size=1, max_size=12).map(str.strip).filter(bool)
slugs = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3})?", fullmatch=True)
dates = st.dates(date(1, 1, 1)) | texts
quantities = st.builds(
    QuantityEntry,
    text=texts,
    value=st.integers(0, 10**15) | st.decimals(0, 10**6, places=2) | texts,
    qualifier=st.sampled_from(["exact", "over", "about"]),
    currency=st.none() | st.sampled_from(["CNY", "USD"]),
    why=texts,
)
printed = texts | quantities
maybe_printed = st.none() | printed
notes = st.lists(st.builds(NoteEntry, check=texts, date=dates, why=texts, use=st.booleans()), max_size=1).map(tuple)
reports = st.builds(
    ReportEntry,
    id=slugs,
    publisher=texts,
    publisher_kind=st.sampled_from(["government", "wire", "media", "company"]),
    title=st.none() | texts,
    published=st.none() | dates,
    language=st.sampled_from(["en", "zh"]),
    seen_on_copy=st.booleans(),
    notes=notes,
)
same = st.builds(SameEntry, report=slugs, count=maybe_printed, investment=maybe_printed)
uses = texts | st.builds(SectorUse, words=texts, sector=texts | st.lists(texts, min_size=1, max_size=2).map(tuple))


def _signing(parts: st.SearchStrategy[SigningEntry]) -> st.SearchStrategy[SigningEntry]:
    several = st.lists(parts, max_size=2).map(tuple)
    return st.builds(
        SigningEntry,
        id=st.none() | slugs,
        label=texts,
        count=maybe_printed,
        investment=maybe_printed,
        status=st.none() | st.sampled_from(["signed", "started"]),
        period=st.none() | dates,
        region=st.none() | texts | st.lists(texts, min_size=1, max_size=2).map(tuple),
        sectors=st.lists(uses, max_size=2).map(tuple),
        counterpart=st.none() | texts | st.lists(texts, max_size=2).map(tuple),
        same=st.lists(same, max_size=1).map(tuple),
        split=st.dictionaries(slugs, several, max_size=2),
        of_which=several,
        notes=notes,
    )


signings = st.recursive(st.builds(SigningEntry, label=texts), _signing, max_leaves=4)
points = st.builds(PointEntry, period=dates, value=printed)
figures = st.builds(
    FigureEntry,
    id=slugs,
    indicator=slugs,
    value=maybe_printed,
    series=st.lists(points, max_size=2).map(tuple),
    as_of=st.none() | dates,
)
events = st.builds(
    EventEntry,
    id=slugs,
    name=texts,
    kind=st.sampled_from(["forum", "period"]),
    edition=st.none() | st.integers(1, 99),
    dates=dates,
    region=texts,
    organisers=st.lists(texts, max_size=2).map(tuple),
    report=st.lists(reports, min_size=1, max_size=2).map(tuple),
    signing=st.lists(signings, max_size=2).map(tuple),
    figure=st.lists(figures, max_size=2).map(tuple),
)


def read(text: str) -> tuple[EventEntry, ...]:
    return EventsFile.model_validate(tomli.loads(text, parse_float=Decimal)).event


@given(st.lists(events, max_size=2))
def test_what_is_written_is_read_again(entries: list[EventEntry]) -> None:
    assert read(to_toml(entries)) == tuple(entries)


def test_the_shipped_events_are_written_and_read_again() -> None:
    files = sorted((DATA / "events").rglob("*.toml"))
    assert files
    for file in files:
        entries = read(file.read_text(encoding="utf-8"))
        assert read(to_toml(entries)) == entries


def test_a_short_part_is_written_inside_its_whole() -> None:
    part = SigningEntry(label="Large", count="3")
    report = ReportEntry(id="r", publisher="P", publisher_kind="media")
    signing = SigningEntry(id="all", label="All", of_which=(part,))
    event = EventEntry(
        id="e", name="E", kind="fair", dates=date(2023, 1, 2), region="X", report=(report,), signing=(signing,)
    )
    assert to_toml([event]) == (
        "[[event]]\n"
        'id = "e"\n'
        'name = "E"\n'
        'kind = "fair"\n'
        "dates = 2023-01-02\n"
        'region = "X"\n'
        "report = [\n"
        '    { id = "r", publisher = "P", publisher_kind = "media" },\n'
        "]\n"
        "\n"
        "[[event.signing]]\n"
        'id = "all"\n'
        'label = "All"\n'
        "of_which = [\n"
        '    { label = "Large", count = "3" },\n'
        "]\n"
    )
