"""The rows of the index's tables, from a resolved dataset."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tuiapp.catalog.fold import fold
from tuiapp.catalog.packing import pack_quantity, pack_ranks, pack_texts
from tuiapp.compiler.findings import Judgement, in_doubt
from tuiapp.compiler.money import Conversions, count_numbers, threshold_yuan
from tuiapp.compiler.names import STATUSES
from tuiapp.compiler.order import Placed
from tuiapp.dataset.resolved import Dataset, Event, Figure, Region, Report, Sector
from tuiapp.rules.records import BASES, MEASURES, STAGES, UNITS
from tuiapp.values.dates import Period

Row = tuple[int | str | None, ...]


def region_rows(dataset: Dataset) -> Iterator[Row]:
    """The region tree in preorder."""
    for one in dataset.regions:
        yield one.rank, one.id, one.name, one.name_zh, one.kind, pack_texts(one.path), pack_texts(one.names), one.last


def sector_rows(dataset: Dataset) -> Iterator[Row]:
    """The sectors in preorder."""
    for rank, one in enumerate(dataset.sectors):
        yield rank, one.id, one.name, one.name_zh, pack_texts(one.path), _last_inside(dataset.sectors, rank)


def span_rows(dataset: Dataset) -> Iterator[tuple[str, int, int, int]]:
    """What lies in each node: its own stretch of the tree, and for a group those of its members."""
    by_id = {region.id: region for region in dataset.regions}
    for region in dataset.regions:
        for part in (region, *(by_id[member] for member in region.members)):
            yield "region", region.rank, part.rank, part.last
    for rank in range(len(dataset.sectors)):
        yield "sector", rank, rank, _last_inside(dataset.sectors, rank)


def _last_inside(sectors: Sequence[Sector], rank: int) -> int:
    path = sectors[rank].path
    last = rank
    while last + 1 < len(sectors) and sectors[last + 1].path[: len(path)] == path:
        last += 1
    return last


def report_rows(reports: Mapping[str, int], events: Sequence[Event]) -> Iterator[Row]:
    """All reports, by event."""
    for number, event in enumerate(events):
        for one in event.reports:
            published = str(one.published) if one.published else None
            source = (one.publisher, one.publisher_zh, one.publisher_kind)
            yield reports[one.id], number, one.id, *source, one.title, one.url, published, one.language, one.note


def event_rows(events: Sequence[Event], judgements: Mapping[str, Judgement]) -> Iterator[Row]:
    """All events, in the order of their numbers."""
    for number, one in enumerate(events):
        dates = one.dates
        yield (
            number,
            one.id,
            one.name,
            one.name_zh,
            one.kind,
            str(dates),
            *_days(dates),
            str(dates.start) if dates.start else None,
            str(dates.end),
            _ranks(one.held_in),
            _ranks(one.regions),
            one.series,
            one.edition,
            one.edition_key,
            one.theme,
            one.summary,
            pack_texts(one.organisers),
            _ranks(one.guests),
            len(one.signings),
            len(one.figures),
            len(one.reports),
            len(judgements[one.id].findings),
            judgements[one.id].all_gaps,
        )


class Signings(NamedTuple):
    """Everything the rows of signings are made from."""

    placed: Sequence[Placed]
    sector_ranks: Mapping[str, int]
    event_numbers: Mapping[str, int]
    reports: Mapping[str, int]
    conversions: Conversions
    judgements: Mapping[str, Judgement]

    def facts(self) -> Iterator[Row]:
        """The narrow table."""
        doubtful = frozenset[str]().union(*(in_doubt(one.findings) for one in self.judgements.values()))
        weights: dict[str, int] = {}
        for judgement in self.judgements.values():
            for each in judgement.findings:
                subject = each.finding.subject
                weights[subject] = max(weights.get(subject, 0), each.weight)
        for (n, root, event, one), keys in zip(self.placed, self._keys(), strict=True):
            lane, year = one.lane, one.when.last.year
            yield (
                n,
                self.event_numbers[event.id],
                root,
                one.depth,
                *_days(one.when),
                STAGES.index(lane.stage),
                MEASURES.index(lane.measure),
                UNITS.index(lane.unit),
                BASES.index(lane.basis),
                STATUSES.index(one.status),
                *count_numbers(one.count),
                *self.conversions.yuan(one.investment, year),
                threshold_yuan(one.threshold, self.conversions, year),
                one.id in doubtful,
                weights.get(one.id),
                self.judgements[event.id].gaps.get(one.id, 0),
                _published(one.report),
                self.sector_ranks[one.sectors[0].id] if len(one.sectors) == 1 else None,
                one.regions[0].rank if len(one.regions) == 1 else None,
                *keys,
            )

    def _keys(self) -> Iterator[Row]:
        """What texts are ordered by: the rank of the folded text among all of its column."""
        signings = [one.signing for one in self.placed]
        columns = (
            _order(one.id for one in signings),
            _order(fold(one.regions[0].name) if one.regions else None for one in signings),
            _order(fold(one.event.name) for one in self.placed),
            _order(fold(one.label) for one in signings),
            _order(fold(one.sectors[0].name) if one.sectors else None for one in signings),
            _order(fold(one.counterparts[0].name) if one.counterparts else None for one in signings),
            _order(fold(one.report.publisher) for one in signings),
        )
        return zip(*columns, strict=True)

    def members(self) -> tuple[list[Row], list[Row], list[Row], list[Row]]:
        """The pairs of regions, sectors, counterparts and reports with signings."""
        regions: list[Row] = []
        sectors: list[Row] = []
        counterparts: list[Row] = []
        reports: list[Row] = []
        for n, _root, _event, one in self.placed:
            regions += ((rank, n) for rank in {region.rank for region in one.regions})
            sectors += ((rank, n) for rank in {self.sector_ranks[sector.id] for sector in one.sectors})
            counterparts += ((rank, n) for rank in {region.rank for region in one.counterparts})
            own = (one.report, *(same.report for same in one.same))
            reports += ((number, n) for number in {self.reports[report.id] for report in own})
        return sorted(regions), sorted(sectors), sorted(counterparts), sorted(reports)

    def wide(self) -> Iterator[Row]:
        """The rest of each row."""
        for n, _root, _event, one in self.placed:
            yield (
                n,
                one.id,
                one.label,
                one.project,
                one.investor,
                one.status,
                str(one.when),
                _ranks(one.regions),
                pack_ranks(self.sector_ranks[sector.id] for sector in one.sectors),
                pack_texts(one.sector_words),
                _ranks(one.counterparts),
                pack_quantity(one.count),
                pack_quantity(one.investment),
                one.also.text if one.also else None,
                self.conversions.number(one.investment, one.when.last.year),
                one.threshold_text,
                one.share.text if one.share else None,
                pack_quantity(one.yoy_count),
                pack_quantity(one.yoy_investment),
                one.part_of,
                one.split,
                self.reports[one.report.id],
                one.note,
            )

    def others(self) -> Iterator[Row]:
        """Other reports of signings."""
        for n, _root, _event, one in self.placed:
            year = one.when.last.year
            for position, same in enumerate(one.same):
                yield (
                    n,
                    position,
                    self.reports[same.report.id],
                    f"{one.id}@{same.report.id.rpartition('/')[2]}",
                    _published(same.report),
                    pack_quantity(same.count),
                    pack_quantity(same.investment),
                    same.also.text if same.also else None,
                    self.conversions.number(same.investment, year),
                    *count_numbers(same.count),
                    *self.conversions.yuan(same.investment, year),
                )


def figure_rows(
    figures: Sequence[tuple[int, Event, Figure]], reports: Mapping[str, int], judgements: Mapping[str, Judgement]
) -> Iterator[Row]:
    """All figures, newest event first and as in the dataset."""
    for n, (event_number, event, one) in enumerate(figures):
        yield (
            n,
            one.id,
            event_number,
            one.indicator.id,
            one.title,
            one.region.rank,
            *_days(one.period or one.as_of or event.dates),
            pack_quantity(one.value),
            str(one.period) if one.period else None,
            str(one.as_of) if one.as_of else None,
            pack_quantity(one.yoy),
            reports[one.report.id],
            one.note,
            judgements[event.id].gaps.get(one.id, 0),
        )


def finding_rows(
    judgements: Mapping[str, Judgement],
    event_numbers: Mapping[str, int],
    signings: Mapping[str, int],
    figures: Mapping[str, int],
) -> Iterator[tuple[Row, list[Row]]]:
    """Each finding, with the flags under which `check:` finds what it is about."""
    for event_id, judgement in judgements.items():
        for one in judgement.findings:
            found, note = one.finding, one.note
            about = (event_numbers[event_id], signings.get(found.subject), figures.get(found.subject))
            said = (note.why, str(note.date), note.use) if note else (None, None, None)
            row = (*about, found.check, found.severity, found.subject, found.message, note is not None, *said)
            # What is missing is found by its bit, whether somebody has said why or not.
            flags = ("any",) if found.severity == "gap" else (found.check, found.severity, "any")
            yield row, [(flag, *about) for flag in flags]


def _order(texts: Iterable[str | None]) -> list[int | None]:
    """For each text its rank among the different ones; None for a missing one."""
    wanted = list(texts)
    ranks = {text: rank for rank, text in enumerate(sorted({text for text in wanted if text is not None}))}
    return [None if text is None else ranks[text] for text in wanted]


def _ranks(regions: Iterable[Region]) -> str:
    return pack_ranks(region.rank for region in regions)


def _days(period: Period) -> tuple[int, int]:
    return period.first.toordinal() if period.first else 0, period.last.toordinal()


def _published(report: Report) -> int | None:
    return report.published.last.toordinal() if report.published else None
