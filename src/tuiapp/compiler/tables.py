"""The rows of the index's tables: those of the trees, and those of an event with numbers of its own.

An event's rows are made before it is known where its signings stand among all others. Until then events, reports,
signings and figures have provisional numbers, and `HELD` tables beside those of the index have what the final ones
are found by.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence

from tuiapp.catalog.fold import fold
from tuiapp.catalog.packing import pack_quantity, pack_ranks, pack_texts
from tuiapp.compiler.batches import batches, groups_of, key_rows
from tuiapp.compiler.findings import Judged, Judgement, Notes, in_doubt
from tuiapp.compiler.money import Conversions, count_numbers, threshold_yuan
from tuiapp.compiler.names import STATUSES, Words, event_names
from tuiapp.dataset.base import Base
from tuiapp.dataset.resolved import Event, Figure, Region, Report, Sector, Signing
from tuiapp.rules.records import BASES, MEASURES, STAGES, UNITS
from tuiapp.values.dates import Period

Row = tuple[int | str | bytes | None, ...]

STAGED = (
    "event",
    "event_region",
    "event_venue",
    "report",
    "fact",
    "signing_region",
    "signing_sector",
    "signing_counterpart",
    "signing_report",
    "signing",
    "other",
    "figure",
    "finding",
    "flag",
    "source_event",
    "link",
    "across_key",
    "across_note",
)
"""The tables of the index that have an event's rows; the tables of words and the names of events go beside them."""

HELD = """
CREATE TABLE {schema}.held_event (event INTEGER PRIMARY KEY, text TEXT, at INTEGER);
CREATE TABLE {schema}.held_report (report INTEGER PRIMARY KEY, event INTEGER, text TEXT);
CREATE TABLE {schema}.held (
    n INTEGER PRIMARY KEY, event INTEGER, root INTEGER, last INTEGER, place INTEGER, report INTEGER, text TEXT
);
CREATE TABLE {schema}.held_name (event INTEGER, folded TEXT, shown TEXT, label TEXT);
CREATE TABLE {schema}.held_link (n INTEGER PRIMARY KEY, keys TEXT);
"""
"""What is held beside the rows: the texts that keys order by; where in its file an event or a `part_of` is written; and
of a signing the event, the last day and the number of its outermost whole, and its place below that."""


def region_rows(regions: Sequence[Region]) -> Iterator[Row]:
    """The region tree in preorder."""
    for one in regions:
        yield one.rank, one.id, one.name, one.name_zh, one.kind, pack_texts(one.path), pack_texts(one.names), one.last


def sector_rows(sectors: Sequence[Sector]) -> Iterator[Row]:
    """The sectors in preorder."""
    for rank, one in enumerate(sectors):
        yield rank, one.id, one.name, one.name_zh, pack_texts(one.path), _last_inside(sectors, rank)


def span_rows(regions: Sequence[Region], sectors: Sequence[Sector]) -> Iterator[tuple[str, int, int, int]]:
    """What lies in each node: its own stretch of the tree, and for a group those of its members; some come twice."""
    by_id = {region.id: region for region in regions}
    for region in regions:
        for part in (region, *(by_id[member] for member in region.members)):
            yield "region", region.rank, part.rank, part.last
    for rank in range(len(sectors)):
        yield "sector", rank, rank, _last_inside(sectors, rank)


def _last_inside(sectors: Sequence[Sector], rank: int) -> int:
    path = sectors[rank].path
    last = rank
    while last + 1 < len(sectors) and sectors[last + 1].path[: len(path)] == path:
        last += 1
    return last


class EventTables:
    """Gathers the rows of events."""

    def __init__(self, base: Base, first: int) -> None:
        """Begin without rows.

        Args:
            base: what the events refer to.
            first: the provisional numbers begin here, and nobody else's are among the next four thousand million.
        """
        self.rows: dict[str, list[Row]] = {}
        self.signings = 0
        """How many signings have been added so far."""
        self._numbers = dict.fromkeys(("event", "report", "signing", "figure"), first)
        self._conversions = Conversions(base.rates)
        self._groups = groups_of(base.regions)
        self._words = Words(base.regions, base.sectors)
        self._sector_ranks = {sector.id: rank for rank, sector in enumerate(base.sectors)}
        self._region_keys = _keys(base.regions)
        self._sector_keys = _keys(base.sectors)
        self._figures: dict[str, int] = {}

    def take(self) -> dict[str, list[Row]]:
        """The rows gathered since it was last asked, by table."""
        rows, self.rows = self.rows, {}
        return rows

    def add(self, event: Event, judgement: Judgement, notes: Notes, digest: bytes) -> None:
        """Gather the rows of an event.

        Args:
            event: it and all that is reported of it.
            judgement: what is found in it.
            notes: what it says of findings that come of looking across events.
            digest: of what is written of it.
        """
        number = self._next("event")
        reports = {report.id: self._next("report") for report in event.reports}
        signings = {signing.id: self._next("signing") for signing in event.signings}
        figures = {figure.id: self._next("figure") for figure in event.figures}
        self.signings += len(signings)
        self._put("event", _event(number, event, judgement))
        self._put("source_event", (number, event.where.file, digest, event.parent))
        self._put("held_event", (number, fold(event.name), event.where.keys[-1]))
        self._put("event_words", (number, *self._words.of_event(event)))
        self._extend("held_name", event_names(number, event))
        self._extend("event_region", ((rank, number) for rank in {region.rank for region in event.regions}))
        self._extend("event_venue", ((rank, number) for rank in {region.rank for region in event.held_in}))
        for report in event.reports:
            self._put("report", _report(reports[report.id], number, report))
            self._put("held_report", (reports[report.id], number, fold(report.publisher)))
        doubtful = in_doubt(judgement.findings) | {subject for (subject, _check), note in notes.items() if not note.use}
        self._add_signings(event, number, judgement, doubtful, signings, reports)
        for batch in batches([event], self._groups, self._conversions):
            self._extend("across_key", key_rows(batch, signings[batch.id]))
        for (subject, check), note in notes.items():
            self._put("across_note", (number, subject, check, note.why, str(note.date), note.use))
        for figure in event.figures:
            n = figures[figure.id]
            self._put("figure", _figure(n, number, event, figure, reports[figure.report.id], judgement))
            self._put("figure_words", (n, *self._words.of_figure(event, figure)))
        for row, flags in _findings(number, judgement.findings, signings, figures):
            self._put("finding", row)
            self._extend("flag", flags)

    def _next(self, what: str) -> int:
        number = self._numbers[what]
        self._numbers[what] = number + 1
        return number

    def _put(self, table: str, row: Row) -> None:
        self.rows.setdefault(table, []).append(row)

    def _extend(self, table: str, rows: Iterable[Row]) -> None:
        self.rows.setdefault(table, []).extend(rows)

    def _add_signings(
        self,
        event: Event,
        number: int,
        judgement: Judgement,
        doubtful: Collection[str],
        signings: dict[str, int],
        reports: dict[str, int],
    ) -> None:
        weights: dict[str, int] = {}
        for each in judgement.findings:
            subject = each.finding.subject
            weights[subject] = max(weights.get(subject, 0), each.weight)
        root = last = 0
        for one in event.signings:
            n = signings[one.id]
            if one.part_of not in signings:
                root, last = n, one.when.last.toordinal()
                if one.part_of is not None:
                    self._put("link", (n, one.part_of))
                    self._put("held_link", (n, json.dumps(one.where.keys)))
            found = one.id in doubtful, weights.get(one.id), judgement.gaps.get(one.id, 0)
            self._put("fact", (n, None, number, root, one.depth, *self._numbers_of(one), *found, *self._order_of(one)))
            self._put("signing", self._signing(n, one, reports[one.report.id]))
            self._put("held", (n, number, root, last, n, reports[one.report.id], fold(one.label)))
            self._put("signing_words", (n, *self._words.of_signing(event, one)))
            self._pairs(n, one, reports)
            if one.same:
                self._others(n, one, reports)

    def _numbers_of(self, one: Signing) -> Row:
        lane, last = one.lane, one.when.last
        return (
            one.when.first.toordinal() if one.when.first else 0,
            last.toordinal(),
            STAGES.index(lane.stage),
            MEASURES.index(lane.measure),
            UNITS.index(lane.unit),
            BASES.index(lane.basis),
            STATUSES.index(one.status),
            *count_numbers(one.count),
            *self._conversions.yuan(one.investment, last.year),
            threshold_yuan(one.threshold, self._conversions, last.year),
        )

    def _order_of(self, one: Signing) -> Row:
        """The columns after the findings: when it was published, its only sector and region, the keys known already."""
        return (
            _published(one.report),
            self._sector_ranks[one.sectors[0].id] if len(one.sectors) == 1 else None,
            one.regions[0].rank if len(one.regions) == 1 else None,
            None,
            self._region_keys[one.regions[0].id] if one.regions else None,
            None,
            None,
            self._sector_keys[one.sectors[0].id] if one.sectors else None,
            self._region_keys[one.counterparts[0].id] if one.counterparts else None,
            None,
        )

    def _signing(self, n: int, one: Signing, report: int) -> Row:
        return (
            n,
            one.id,
            one.label,
            one.project,
            one.investor,
            one.status,
            str(one.when),
            _ranks(one.regions),
            pack_ranks(self._sector_ranks[sector.id] for sector in one.sectors),
            pack_texts(one.sector_words),
            _ranks(one.counterparts),
            pack_quantity(one.count),
            pack_quantity(one.investment),
            one.also.text if one.also else None,
            self._conversions.number(one.investment, one.when.last.year),
            one.threshold_text,
            one.share.text if one.share else None,
            pack_quantity(one.yoy_count),
            pack_quantity(one.yoy_investment),
            one.part_of,
            one.split,
            report,
            one.note,
        )

    def _pairs(self, n: int, one: Signing, reports: dict[str, int]) -> None:
        self._extend("signing_region", ((rank, n) for rank in {region.rank for region in one.regions}))
        self._extend("signing_sector", ((rank, n) for rank in {self._sector_ranks[each.id] for each in one.sectors}))
        self._extend("signing_counterpart", ((rank, n) for rank in {region.rank for region in one.counterparts}))
        told = {reports[report.id] for report in (one.report, *(same.report for same in one.same))}
        self._extend("signing_report", ((report, n) for report in told))

    def _others(self, n: int, one: Signing, reports: dict[str, int]) -> None:
        year = one.when.last.year
        for position, same in enumerate(one.same):
            self._put(
                "other",
                (
                    n,
                    position,
                    reports[same.report.id],
                    f"{one.id}@{same.report.id.rpartition('/')[2]}",
                    _published(same.report),
                    pack_quantity(same.count),
                    pack_quantity(same.investment),
                    same.also.text if same.also else None,
                    self._conversions.number(same.investment, year),
                    *count_numbers(same.count),
                    *self._conversions.yuan(same.investment, year),
                ),
            )


def _event(number: int, one: Event, judgement: Judgement) -> Row:
    dates = one.dates
    return (
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
        len(judgement.findings),
        judgement.all_gaps,
    )


def _report(number: int, event: int, one: Report) -> Row:
    published = str(one.published) if one.published else None
    source = (one.publisher, one.publisher_zh, one.publisher_kind)
    return number, event, one.id, *source, one.title, one.url, published, one.language, one.note


def _figure(n: int, number: int, event: Event, one: Figure, report: int, judgement: Judgement) -> Row:
    return (
        n,
        one.id,
        number,
        one.indicator.id,
        one.title,
        one.region.rank,
        *_days(one.period or one.as_of or event.dates),
        pack_quantity(one.value),
        str(one.period) if one.period else None,
        str(one.as_of) if one.as_of else None,
        pack_quantity(one.yoy),
        report,
        one.note,
        judgement.gaps.get(one.id, 0),
    )


def _findings(
    event: int, judged: Sequence[Judged], signings: dict[str, int], figures: dict[str, int]
) -> Iterator[tuple[Row, list[Row]]]:
    """Each finding, with the flags under which `check:` finds what it is about."""
    for one in judged:
        found, note = one.finding, one.note
        about = (event, signings.get(found.subject), figures.get(found.subject))
        said = (note.why, str(note.date), note.use) if note else (None, None, None)
        row = (None, *about, found.check, found.severity, found.subject, found.message, note is not None, *said)
        # What is missing is found by its bit, whether somebody has said why or not.
        flags = ("any",) if found.severity == "gap" else (found.check, found.severity, "any")
        yield row, [(flag, *about) for flag in flags]


def _keys(nodes: Sequence[Region] | Sequence[Sector]) -> dict[str, int]:
    """For each node the rank of its folded name among the different ones."""
    names = {node.id: fold(node.name) for node in nodes}
    ranks = {name: rank for rank, name in enumerate(sorted(set(names.values())))}
    return {id_: ranks[name] for id_, name in names.items()}


def _ranks(regions: Iterable[Region]) -> str:
    return pack_ranks(region.rank for region in regions)


def _days(period: Period) -> tuple[int, int]:
    return period.first.toordinal() if period.first else 0, period.last.toordinal()


def _published(report: Report) -> int | None:
    return report.published.last.toordinal() if report.published else None
