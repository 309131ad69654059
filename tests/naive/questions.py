"""Random questions to a dataset: terms of every field whose values exist, most of them right at a boundary."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random

from hypothesis import strategies as st

from naive.reading import Reading
from naive.terms import STATUSES, Nodes, names_of
from naive.texts import days_of, folded
from tuiapp.catalog.fields import SORTED
from tuiapp.catalog.view import Sort, SortKey
from tuiapp.rules.records import BASES, MEASURES, STAGES, UNITS

SORTS: st.SearchStrategy[Sort] = st.lists(
    st.builds(SortKey, st.sampled_from([field.id for field in SORTED]), st.booleans()),
    max_size=3,
    unique_by=lambda key: key.field,
).map(tuple)
"""No key, or one to three of them, each in either direction."""

_MOST_TERMS = 3
_CHECKS = ("any", "error", "warning", "gap", "no-amount", "no-day", "share", "likely-same")
_CHINESE = range(0x4E00, 0xA000)


class Questions:
    """Writes terms that a dataset has answers to, from a source of chance."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._fields: tuple[Callable[[Random], str], ...] = (
            self._region, self._region, self._sector, self._counterpart, self._date, self._date, self._year,
            self._amount, self._count, self._word, self._word, self._lane, self._of_event, self._of_report, self._other,
        )  # fmt: skip

    def query(self, random: Random) -> str:
        """The text of a query of no term up to three."""
        terms = [random.choice(self._fields)(random) for _ in range(random.choice((0, 1, 1, 2, 2, _MOST_TERMS)))]
        return " ".join(f"-{term}" if random.random() < 0.2 else term for term in terms)

    def _values(self, random: Random, of: Sequence[str | None]) -> str:
        """One value or two, as whoever types might write them."""
        values = random.choices([value for value in of if value and folded(value)], k=random.choice((1, 1, 2)))
        return ",".join(f'"{value.upper() if random.random() < 0.3 else value}"' for value in values)

    def _region(self, random: Random) -> str:
        # Regions of signings, and what these lie in: of many others there is nothing.
        dataset = self._reading.dataset
        known = {id_ for one in self._reading.signings for region in one.regions for id_ in region.path}
        nodes = [region for region in dataset.regions if region.id in known or region.members]
        node = random.choice(nodes)
        fields = ["region", *([node.kind] if node.kind in ("province", "city", "zone") else [])]
        field = random.choice([*fields, *(["city"] if node.municipality else [])])
        alike = [one for one in nodes if field in ("region", one.kind) or (field == "city" and one.municipality)]
        names = [name for one in (node, random.choice(alike)) for name in names_of(one)]
        return f"{field}:{self._values(random, names)}"

    def _sector(self, random: Random) -> str:
        known = {id_ for one in self._reading.signings for sector in one.sectors for id_ in sector.path}
        nodes = [sector for sector in self._reading.dataset.sectors if sector.id in known]
        return f"sector:{self._values(random, [name for one in random.choices(nodes, k=2) for name in names_of(one)])}"

    def _counterpart(self, random: Random) -> str:
        nodes = [region for one in self._reading.signings for region in one.counterparts]
        return f"counterpart:{self._values(random, [n for one in random.choices(nodes, k=2) for n in names_of(one)])}"

    def _day(self, random: Random) -> str:
        """The first or last day of a signing, the day before or after it, or its month."""
        first, last = days_of(random.choice(self._reading.signings).when)
        day = date.fromordinal(random.choice((first or last, last))) + timedelta(random.choice((-1, 0, 0, 1)))
        return f"{day:%Y-%m-%d}" if random.random() < 0.6 else f"{day:%Y-%m}"

    def _range(self, random: Random, low: str, high: str) -> str:
        low, high = sorted((low, high))
        return random.choice((low, f"{low}..{high}", f"{low}..{high}", f"{low}..", f"..{high}"))

    def _date(self, random: Random) -> str:
        spans = [self._range(random, self._day(random), self._day(random)) for _ in range(random.choice((1, 1, 2)))]
        return f"date:{','.join(spans)}"

    def _year(self, random: Random) -> str:
        years = [self._day(random)[:4] for _ in range(2)]
        return f"year:{random.choice((','.join(years), self._range(random, *years)))}"

    def _number(self, random: Random, field: str, known: Sequence[int]) -> str:
        low, high = sorted(random.choices(known, k=2))
        compared = f"{field}{random.choice(('>', '>=', '<', '<='))}{low}"
        return random.choice((compared, compared, f"{field}:{low}..{high}", f"{field}:{low}", f"{field}:{low}.."))

    def _amount(self, random: Random) -> str:
        amounts = [yuan for one in self._reading.signings if (yuan := self._reading.yuan(one)) is not None]
        return self._number(random, "investment", amounts)

    def _count(self, random: Random) -> str:
        known = [int(one.count.value) for one in self._reading.signings if one.count]
        return self._number(random, random.choice(("projects", "count")), known)

    def _word(self, random: Random) -> str:
        """A name, a word or two of it, some of its characters, or the last word of one and the first of another."""
        one = random.choice(self._reading.signings)
        event = self._reading.events[one.event]
        nodes: Nodes = (*one.regions, *one.sectors, *one.counterparts)
        texts = [one.label, one.project, one.investor, event.name, event.name_zh, *one.sector_words]
        texts += [name for node in nodes for name in names_of(node)]
        there = [text for text in texts if text and folded(text)]
        text = random.choice(there)
        if random.random() < 0.15:
            return f'"{text}"'
        if random.random() < 0.1:  # which are no neighbours, though one may be written behind the other
            at = random.randrange(len(there))
            return f'"{folded(there[at - 1]).split()[-1]} {folded(there[at]).split()[0]}"'
        chinese = "".join(c for c in text if ord(c) in _CHINESE)
        if chinese:
            at, size = random.randrange(len(chinese)), random.randint(1, 4)
            return chinese[at : at + size]
        words = folded(text).split()
        at = random.randrange(len(words))
        return random.choice((words[at], f'"{" ".join(words[at : at + 2])}"', f"{words[at]},{random.choice(words)}"))

    def _lane(self, random: Random) -> str:
        field, of = random.choice((("stage", STAGES), ("measure", MEASURES), ("unit", UNITS), ("basis", BASES)))
        of = (*of, "signed", "contracted") if field == "stage" else of
        return f"{field}:{self._values(random, of)}"

    def _of_event(self, random: Random) -> str:
        event = random.choice(list(self._reading.events.values()))
        venues = [name for region in event.held_in for name in names_of(region)]
        ways = [
            f"kind:{event.kind}",
            f"event:{self._values(random, [event.id, event.name, event.name_zh, event.series])}",
            f'event:"{random.choice(folded(event.name).split())}"',
            *([f"held:{self._values(random, venues)}"] if venues else []),
            *(
                [f"series:{self._values(random, [event.series, event.series.partition('-')[0]])}"]
                if event.series
                else []
            ),
        ]
        return random.choice(ways)

    def _of_report(self, random: Random) -> str:
        report = random.choice(self._reading.signings).report
        words = [report.publisher, report.publisher_zh, report.publisher.split()[0]]
        return random.choice((f"lang:{report.language}", f"publisher:{self._values(random, words)}"))

    def _other(self, random: Random) -> str:
        ids = [one.id for one in random.choices(self._reading.signings, k=3)]
        return random.choice(
            (
                f"status:{random.choice(STATUSES)}",
                f"sectors:{random.choice(('none', 'one', 'several'))}",
                f"check:{random.choice(_CHECKS)}",
                f"id:{','.join(ids)}",
            )
        )
