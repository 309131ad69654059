"""Events that are written and read again are the same events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

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

TEXTS = st.text(min_size=1, max_size=12).map(str.strip).filter(bool)
SLUGS = ("a", "0", "new-energy", "z9-1")
DATES = (date(1, 1, 1), date(2023, 5, 18), date(9999, 12, 31))
VALUES = (0, 10**15, Decimal("0.01"), Decimal("12.50"), Decimal(10**6))
Made = TypeVar("Made")


class Lots:
    """What an entry holds, decided by a few texts and many bytes: a draw for each field costs thirty times as much."""

    def __init__(self, texts: Sequence[str], numbers: bytes) -> None:
        self._texts = texts
        self._numbers = iter(numbers)

    def one_of(self, *options: Made) -> Made:
        """One of these; the first when there are no more numbers."""
        return options[next(self._numbers, 0) % len(options)]

    def maybe(self, make: Callable[[], Made]) -> Made | None:
        """None, or what is made."""
        return make() if self.one_of(False, True) else None

    def several(self, make: Callable[[], Made], most: int, least: int = 0) -> tuple[Made, ...]:
        """From least to most of what is made."""
        return tuple(make() for _ in range(least + self.one_of(*range(most - least + 1))))

    def text(self) -> str:
        return self.one_of(*self._texts)

    def slug(self) -> str:
        return self.one_of(*SLUGS)

    def date(self) -> date | str:
        return self.one_of(*DATES) if self.one_of(False, True) else self.text()

    def texts(self) -> str | tuple[str, ...]:
        return self.several(self.text, 2, 1) if self.one_of(False, True) else self.text()

    def quantity(self) -> QuantityEntry:
        return QuantityEntry(
            text=self.text(),
            value=self.one_of(*VALUES) if self.one_of(False, True) else self.text(),
            qualifier=self.one_of("exact", "over", "about"),
            currency=self.one_of(None, "CNY", "USD"),
            why=self.text(),
        )

    def printed(self) -> str | QuantityEntry:
        return self.quantity() if self.one_of(False, True) else self.text()

    def note(self) -> NoteEntry:
        return NoteEntry(check=self.text(), date=self.date(), why=self.text(), use=self.one_of(False, True))

    def report(self) -> ReportEntry:
        return ReportEntry(
            id=self.slug(),
            publisher=self.text(),
            publisher_kind=self.one_of("government", "wire", "media", "company"),
            title=self.maybe(self.text),
            published=self.maybe(self.date),
            language=self.one_of("en", "zh"),
            seen_on_copy=self.one_of(False, True),
            notes=self.several(self.note, 1),
        )

    def same(self) -> SameEntry:
        return SameEntry(report=self.slug(), count=self.maybe(self.printed), investment=self.maybe(self.printed))

    def use(self) -> str | SectorUse:
        return SectorUse(words=self.text(), sector=self.texts()) if self.one_of(False, True) else self.text()

    def signing(self, depth: int = 0) -> SigningEntry:
        """A signing, and parts in parts as far as the numbers go."""

        def part() -> SigningEntry:
            return self.signing(depth + 1)

        if self.one_of(False, True):
            return SigningEntry(label=self.text())
        most = 2 if depth < 3 else 0
        return SigningEntry(
            id=self.maybe(self.slug),
            label=self.text(),
            count=self.maybe(self.printed),
            investment=self.maybe(self.printed),
            status=self.one_of(None, "signed", "started"),
            period=self.maybe(self.date),
            region=self.maybe(self.texts),
            sectors=self.several(self.use, 2),
            counterpart=self.one_of(None, self.text(), self.several(self.text, 2)),
            same=self.several(self.same, 1),
            split={slug: self.several(part, most) for slug in self.several(self.slug, most)},
            of_which=self.several(part, most),
            notes=self.several(self.note, 1),
        )

    def point(self) -> PointEntry:
        return PointEntry(period=self.date(), value=self.printed())

    def figure(self) -> FigureEntry:
        return FigureEntry(
            id=self.slug(),
            indicator=self.slug(),
            value=self.maybe(self.printed),
            series=self.several(self.point, 2),
            as_of=self.maybe(self.date),
        )

    def event(self) -> EventEntry:
        return EventEntry(
            id=self.slug(),
            name=self.text(),
            kind=self.one_of("forum", "period"),
            edition=self.one_of(None, 1, 99),
            dates=self.date(),
            region=self.text(),
            organisers=self.several(self.text, 2),
            report=self.several(self.report, 2, 1),
            signing=self.several(self.signing, 2),
            figure=self.several(self.figure, 2),
        )


EVENTS = st.builds(Lots, st.lists(TEXTS, min_size=1, max_size=8), st.binary(min_size=400, max_size=400)).map(
    lambda lots: lots.several(lots.event, 2)
)


def read(text: str) -> tuple[EventEntry, ...]:
    return EventsFile.model_validate(tomli.loads(text, parse_float=Decimal)).event


@given(EVENTS)
def test_what_is_written_is_read_again(entries: tuple[EventEntry, ...]) -> None:
    assert read(to_toml(entries)) == entries


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
