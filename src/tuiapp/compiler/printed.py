"""The rows of what an event prints: they can be shown while the rest is still worked out of it.

An event's rows are made before it is known where its signings stand among all others. Until then events, reports,
signings and figures have provisional numbers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from tuiapp.catalog.packing import pack_quantity, pack_ranks, pack_texts
from tuiapp.compiler.money import Conversions, YuanNumbers, count_numbers
from tuiapp.dataset.base import Base
from tuiapp.dataset.drafts import EventDraft
from tuiapp.dataset.resolved import Event, Figure, Region, Report, Signing
from tuiapp.rules.records import BASES, MEASURES, STAGES, UNITS, Lane
from tuiapp.values.dates import Period

Row = tuple[int | str | bytes | None, ...]


class Numbers(NamedTuple):
    """The provisional numbers of an event and of its records, by their ids; and the amounts of its signings."""

    event: int
    reports: dict[str, int]
    signings: dict[str, int]
    figures: dict[str, int]
    yuan: dict[str, YuanNumbers]


class Gathered:
    """Rows by table."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {}

    def take(self) -> dict[str, list[Row]]:
        """The rows gathered since it was last asked."""
        rows, self.rows = self.rows, {}
        return rows

    def put(self, table: str, row: Row) -> None:
        """Gather a row."""
        self.rows.setdefault(table, []).append(row)

    def extend(self, table: str, rows: Iterable[Row]) -> None:
        """Gather several."""
        self.rows.setdefault(table, []).extend(rows)


class PrintedRows(Gathered):
    """Numbers the records of events, and gathers the rows of what they print."""

    def __init__(self, base: Base, first: int) -> None:
        """Begin without rows.

        Args:
            base: what the events refer to.
            first: the provisional numbers begin here, and nobody else's are among the next four thousand million.
        """
        super().__init__()
        self.signings = 0
        """How many signings have been added so far."""
        self._numbers = dict.fromkeys(("event", "report", "signing", "figure"), first)
        self._conversions = Conversions(base.rates)
        self._sector_ranks = {sector.id: rank for rank, sector in enumerate(base.sectors)}

    def add(self, event: Event) -> Numbers:
        """Gather the rows of an event; the numbers it has got."""
        numbers = Numbers(
            self._number("event", (event,))[event.id],
            self._number("report", event.reports),
            self._number("signing", event.signings),
            self._number("figure", event.figures),
            {one.id: self._conversions.yuan(one.investment, one.when.end.year) for one in event.signings},
        )
        self.signings += len(event.signings)
        self.put("event", _event(numbers.event, event))
        self.extend("report", (_report(numbers.reports[one.id], numbers.event, one) for one in event.reports))
        for one in event.signings:
            n = numbers.signings[one.id]
            self.put("signing", self._signing(n, one, numbers))
            if one.same:
                self._others(n, one, numbers.reports)
        return numbers

    def outline(self, draft: EventDraft) -> None:
        """Gather what is named of an event with which something is wrong, and what it names: that is looked at, too."""
        first = self._numbers["event"]
        self._numbers["event"] = first + 1
        entry, file = draft.entry, draft.where.file
        self.put(
            "outlined_event",
            (first, entry.id, entry.series, entry.edition, entry.parent, file, draft.where.keys[-1]),
        )
        for one in draft.signings:
            keys = json.dumps(one.where.keys) if one.outer is not None else None
            self.put("outlined_signing", (one.id, one.whole.id if one.whole else one.outer, file, keys))

    def _number(self, what: str, records: Sequence[Event | Report | Signing | Figure]) -> dict[str, int]:
        first = self._numbers[what]
        self._numbers[what] = first + len(records)
        return {record.id: number for number, record in enumerate(records, first)}

    def _signing(self, n: int, one: Signing, numbers: Numbers) -> Row:
        yuan = numbers.yuan[one.id]
        return (
            n,
            one.id,
            one.label,
            one.project,
            one.investor,
            one.status,
            str(one.when),
            ranks(one.regions),
            _packed([self._sector_ranks[sector.id] for sector in one.sectors]),
            pack_texts(one.sector_words),
            ranks(one.counterparts),
            pack_quantity(one.count),
            pack_quantity(one.investment),
            one.also.text if one.also else None,
            self._conversions.number(one.investment, one.when.end.year),
            one.threshold_text,
            one.share.text if one.share else None,
            pack_quantity(one.yoy_count),
            pack_quantity(one.yoy_investment),
            one.part_of,
            one.split,
            numbers.reports[one.report.id],
            one.note,
            numbers.event,
            one.depth,
            *lane_numbers(one.lane),
            yuan.yuan,
            yuan.high,
        )

    def _others(self, n: int, one: Signing, reports: dict[str, int]) -> None:
        year = one.when.end.year
        for position, same in enumerate(one.same):
            self.put(
                "other",
                (
                    n,
                    position,
                    reports[same.report.id],
                    f"{one.id}@{same.report.id.rpartition('/')[2]}",
                    published(same.report),
                    pack_quantity(same.count),
                    pack_quantity(same.investment),
                    same.also.text if same.also else None,
                    self._conversions.number(same.investment, year),
                    *count_numbers(same.count),
                    *self._conversions.yuan(same.investment, year),
                ),
            )


def _event(number: int, one: Event) -> Row:
    dates = one.dates
    return (
        number,
        one.id,
        one.name,
        one.name_zh,
        one.kind,
        str(dates),
        *days(dates),
        str(dates.start) if dates.start else None,
        str(dates.end),
        ranks(one.held_in),
        ranks(one.regions),
        one.series,
        one.edition,
        one.edition_key,
        one.theme,
        one.summary,
        pack_texts(one.organisers),
        ranks(one.guests),
        len(one.signings),
        len(one.figures),
        len(one.reports),
        None,  # what is found in it is known later: see `held_event`
        None,
    )


def _report(number: int, event: int, one: Report) -> Row:
    day = str(one.published) if one.published else None
    source = (one.publisher, one.publisher_zh, one.publisher_kind)
    return number, event, one.id, *source, one.title, one.url, day, one.language, one.note


def ranks(regions: Sequence[Region]) -> str:
    """The ranks of regions as one column."""
    return _packed([region.rank for region in regions])


def _packed(several: Sequence[int]) -> str:
    return pack_ranks(several) if len(several) > 1 else _short(*several)


@cache
def _short(*several: int) -> str:
    """Most records have one region and one sector, or none."""
    return pack_ranks(several)


@cache
def lane_numbers(lane: Lane) -> tuple[int, int, int, int]:
    """Where the words of a lane stand: stage, measure, unit, basis."""
    return STAGES.index(lane.stage), MEASURES.index(lane.measure), UNITS.index(lane.unit), BASES.index(lane.basis)


def days(period: Period) -> tuple[int, int]:
    """The first and the last day of a period; 0 where it is open at the start."""
    return period.first.toordinal() if period.first else 0, period.last.toordinal()


def published(report: Report) -> int | None:
    """The last day on which a report may have been published."""
    return report.published.last.toordinal() if report.published else None
