"""The rows of the index's tables: those of the trees, and those of an event that say more than what it prints.

Events, reports, signings and figures have provisional numbers yet, as `tuiapp.compiler.printed` gives them; `HELD`
tables beside those of the index have what the final ones are found by.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence

from tuiapp.catalog.fold import fold
from tuiapp.catalog.packing import pack_quantity, pack_texts
from tuiapp.compiler.batches import batches, groups_of, key_rows
from tuiapp.compiler.findings import Judged, Judgement, Notes, in_doubt
from tuiapp.compiler.money import Conversions, YuanNumbers, count_numbers, threshold_yuan
from tuiapp.compiler.names import STATUSES, Words, event_names
from tuiapp.compiler.printed import Gathered, Numbers, Row, days, lane_numbers, published
from tuiapp.dataset.base import Base
from tuiapp.dataset.resolved import Event, Figure, Region, Sector, Signing

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
CREATE TABLE {schema}.held_event (event INTEGER PRIMARY KEY, text TEXT, at INTEGER, findings INTEGER, gaps INTEGER);
CREATE TABLE {schema}.held_report (report INTEGER PRIMARY KEY, event INTEGER, text TEXT);
CREATE TABLE {schema}.held (
    n INTEGER PRIMARY KEY, event INTEGER, root INTEGER, last INTEGER, place INTEGER, report INTEGER, text TEXT
);
CREATE TABLE {schema}.held_name (event INTEGER, folded TEXT, shown TEXT, label TEXT);
CREATE TABLE {schema}.held_link (n INTEGER PRIMARY KEY, keys TEXT);
CREATE TABLE {schema}.outlined_event (
    event INTEGER, id TEXT, series TEXT, edition INTEGER, parent TEXT, file TEXT, at INTEGER
);
CREATE TABLE {schema}.outlined_signing (id TEXT, part_of TEXT, file TEXT, keys TEXT);
"""
"""What is held beside the rows: the texts that keys order by; where in its file an event or a `part_of` is written; how
much is found in an event, and what is missing there; and of a signing the event, the last day and the number of its
outermost whole, and its place below that. Of events with which something is wrong there is an outline instead: what
others may name of them, and what they name."""


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


class EventTables(Gathered):
    """Gathers the rows of events but for those that `PrintedRows` does."""

    def __init__(self, base: Base) -> None:
        """Begin without rows; the base is what the events refer to."""
        super().__init__()
        self._conversions = Conversions(base.rates)
        self._groups = groups_of(base.regions)
        self._words = Words(base.regions, base.sectors)
        self._sector_ranks = {sector.id: rank for rank, sector in enumerate(base.sectors)}
        self._region_keys = _keys(base.regions)
        self._sector_keys = _keys(base.sectors)

    def add(self, event: Event, numbers: Numbers, judgement: Judgement, notes: Notes, digest: bytes) -> None:
        """Gather the rows of an event.

        Args:
            event: it and all that is reported of it.
            numbers: those that `PrintedRows` has given it.
            judgement: what is found in it.
            notes: what it says of findings that come of looking across events.
            digest: of what is written of it.
        """
        number, reports = numbers.event, numbers.reports
        found = len(judgement.findings), judgement.all_gaps
        self.put("source_event", (number, event.where.file, digest, event.parent))
        self.put("held_event", (number, fold(event.name), event.where.keys[-1], *found))
        self.put("event_words", (number, *self._words.of_event(event)))
        self.extend("held_name", event_names(number, event))
        self.extend("event_region", ((rank, number) for rank in {region.rank for region in event.regions}))
        self.extend("event_venue", ((rank, number) for rank in {region.rank for region in event.held_in}))
        self.extend("held_report", ((reports[one.id], number, fold(one.publisher)) for one in event.reports))
        doubtful = in_doubt(judgement.findings) | {subject for (subject, _check), note in notes.items() if not note.use}
        self._add_signings(event, numbers, judgement, doubtful)
        for batch in batches(event, self._groups, numbers.yuan):
            self.extend("across_key", key_rows(batch, numbers.signings[batch.id]))
        for (subject, check), note in notes.items():
            self.put("across_note", (number, subject, check, note.why, str(note.date), note.use))
        for figure in event.figures:
            n = numbers.figures[figure.id]
            self.put("figure", _figure(n, number, event, figure, reports[figure.report.id], judgement))
            self.put("figure_words", (n, *self._words.of_figure(event, figure)))
        for row, flags in _findings(numbers, judgement.findings):
            self.put("finding", row)
            self.extend("flag", flags)

    def _add_signings(self, event: Event, numbers: Numbers, judgement: Judgement, doubtful: Collection[str]) -> None:
        number, signings, reports = numbers.event, numbers.signings, numbers.reports
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
                    self.put("link", (n, one.part_of))
                    self.put("held_link", (n, json.dumps(one.where.keys)))
            found = one.id in doubtful, weights.get(one.id), judgement.gaps.get(one.id, 0)
            order = self._order_of(one)
            figures = self._numbers_of(one, numbers.yuan[one.id])
            self.put("fact", (n, None, number, root, one.depth, *figures, *found, *order))
            self.put("held", (n, number, root, last, n, reports[one.report.id], fold(one.label)))
            self.put("signing_words", (n, *self._words.of_signing(event, one)))
            self._pairs(n, one, reports)

    def _numbers_of(self, one: Signing, yuan: YuanNumbers) -> Row:
        last = one.when.last
        return (
            one.when.first.toordinal() if one.when.first else 0,
            last.toordinal(),
            *lane_numbers(one.lane),
            STATUSES.index(one.status),
            *count_numbers(one.count),
            *yuan,
            threshold_yuan(one.threshold, self._conversions, last.year),
        )

    def _order_of(self, one: Signing) -> Row:
        """The columns after the findings: when it was published, its only sector and region, the keys known already."""
        return (
            published(one.report),
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

    def _pairs(self, n: int, one: Signing, reports: dict[str, int]) -> None:
        self.extend("signing_region", ((rank, n) for rank in {region.rank for region in one.regions}))
        self.extend("signing_sector", ((rank, n) for rank in {self._sector_ranks[each.id] for each in one.sectors}))
        self.extend("signing_counterpart", ((rank, n) for rank in {region.rank for region in one.counterparts}))
        told = {reports[report.id] for report in (one.report, *(same.report for same in one.same))}
        self.extend("signing_report", ((report, n) for report in told))


def _figure(n: int, number: int, event: Event, one: Figure, report: int, judgement: Judgement) -> Row:
    return (
        n,
        one.id,
        number,
        one.indicator.id,
        one.title,
        one.region.rank,
        *days(one.period or one.as_of or event.dates),
        pack_quantity(one.value),
        str(one.period) if one.period else None,
        str(one.as_of) if one.as_of else None,
        pack_quantity(one.yoy),
        report,
        one.note,
        judgement.gaps.get(one.id, 0),
    )


def _findings(numbers: Numbers, judged: Sequence[Judged]) -> Iterator[tuple[Row, list[Row]]]:
    """Each finding, with the flags under which `check:` finds what it is about."""
    for one in judged:
        found, note = one.finding, one.note
        about = (numbers.event, numbers.signings.get(found.subject), numbers.figures.get(found.subject))
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
