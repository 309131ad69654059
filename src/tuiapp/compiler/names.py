"""The names by which values can be asked for, and the words under which records are found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from tuiapp.catalog.fold import fold, index_tokens
from tuiapp.catalog.schema import WORD_COLUMNS
from tuiapp.dataset.resolved import Dataset, Event, Figure, Region, Sector, Signing
from tuiapp.i18n import _
from tuiapp.rules.checks import CHECKS
from tuiapp.rules.records import BASES, MEASURES, STAGES, UNITS

STATUSES = ("offered", "planned", "attracted", "agreed", "signed", "contracted", "started", "completed", "mixed")
"""The sources' words for a stage, in the order of the stages."""

_AGREED = ("signed", "contracted")
"""Sources' words that mean the stage "agreed", and that people ask for."""

NameRow = tuple[str, str, int | str, str, str]
"""The field, a folded name, what it stands for, how that is typed, what it is called."""


def name_rows(dataset: Dataset, events: Sequence[Event]) -> Iterator[NameRow]:
    """All names of all fields whose values have names; some come twice.

    Args:
        dataset: the dataset.
        events: its events, in the order of their numbers.
    """
    for region in dataset.regions:
        for field in _region_fields(region):
            yield from _rows(field, region.rank, region.id, region.name, _names(region))
    for rank, sector in enumerate(dataset.sectors):
        yield from _rows("sector", rank, sector.id, sector.name, _names(sector))
    for number, event in enumerate(events):
        names = [event.id, event.name, event.name_zh, event.series]
        yield from _rows("event", number, event.id, event.name, names)
        if event.series:
            yield from _rows("series", event.series, event.series, event.series, [event.series])
        yield from _rows("kind", event.kind, event.kind, event.kind, [event.kind])
        for report in event.reports:
            publisher = report.publisher
            yield from _rows("publisher", publisher, publisher, publisher, [publisher, report.publisher_zh])
            yield from _rows("lang", report.language, report.language, report.language, [report.language])
    for field, values in (
        ("stage", STAGES),
        ("measure", MEASURES),
        ("unit", UNITS),
        ("basis", BASES),
        ("status", STATUSES),
    ):
        for position, value in enumerate(values):
            also = _AGREED if (field, value) == ("stage", "agreed") else ()
            yield from _rows(field, position, value.replace(" ", "-"), value, [value, *also])
    for check in CHECKS:
        yield from _rows("check", check.id, check.id, check.title, [check.id])
    for flag, label in (("any", _("any check")), ("error", _("errors")), ("warning", _("warnings"))):
        yield from _rows("check", flag, flag, label, [flag])


def _region_fields(region: Region) -> Iterator[str]:
    yield "region"
    if region.kind in ("province", "city", "zone"):
        yield region.kind
    if region.municipality:
        yield "city"


def _rows(field: str, target: int | str, shown: str, label: str, names: Iterable[str | None]) -> Iterator[NameRow]:
    for name in filter(None, names):
        if folded := fold(name):
            yield field, folded, target, shown, label


def _names(node: Region | Sector) -> list[str | None]:
    return [node.id, node.name, node.name_zh, *node.aliases]


class Words:
    """Gathers the words under which a record is found, a text for each of `WORD_COLUMNS`."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._texts: dict[str, str] = {}

    def of_signing(self, event: Event, signing: Signing) -> tuple[str, ...]:
        """A signing's own words with its event's, and those of its regions, sectors and counterparts."""
        own = [signing.label, signing.project, signing.investor, *signing.sector_words]
        return self._columns(
            own=_tokens([*own, event.name, event.name_zh, event.series]),
            regions=self._of_nodes(signing.regions),
            sectors=self._of_nodes(signing.sectors),
            counterparts=self._of_nodes(signing.counterparts),
        )

    def of_figure(self, event: Event, figure: Figure) -> tuple[str, ...]:
        """The words of a figure's title and indicator with its event's, and those of its region."""
        indicator = figure.indicator
        own = [figure.title, indicator.name, indicator.name_zh, *indicator.aliases]
        return self._columns(
            own=_tokens([*own, event.name, event.name_zh, event.series]), regions=self._of_nodes([figure.region])
        )

    def of_event(self, event: Event) -> tuple[str, ...]:
        """The words of an event's names, and those of its regions."""
        return self._columns(
            own=_tokens([event.name, event.name_zh, event.series]), regions=self._of_nodes(event.regions)
        )

    def _columns(self, **texts: str) -> tuple[str, ...]:
        # A blank at both ends lets a scan for whole words find the first and the last one.
        return tuple(f" {texts.get(column, '')} " for column in WORD_COLUMNS)

    def _of_nodes(self, nodes: Iterable[Region | Sector]) -> str:
        ids = dict.fromkeys(f"{type(node).__name__} {id_}" for node in nodes for id_ in self._holding(node))
        return " ".join(self._of_node(id_) for id_ in ids)

    def _holding(self, node: Region | Sector) -> Iterator[str]:
        """The ids of what a node lies in, itself among them: first along the tree, then named groups."""
        yield from node.path
        if isinstance(node, Region):
            for id_ in node.path:
                yield from self._groups.get(id_, ())

    @cached_property
    def _groups(self) -> dict[str, list[str]]:
        """The ids of the named groups that each member is in."""
        groups: dict[str, list[str]] = {}
        for region in self._dataset.regions:
            for member in region.members:
                groups.setdefault(member, []).append(region.id)
        return groups

    def _of_node(self, key: str) -> str:
        if key not in self._texts:
            self._texts[key] = _tokens(_names(self._nodes[key]))
        return self._texts[key]

    @cached_property
    def _nodes(self) -> dict[str, Region | Sector]:
        nodes: tuple[Region | Sector, ...] = (*self._dataset.regions, *self._dataset.sectors)
        return {f"{type(node).__name__} {node.id}": node for node in nodes}


def _tokens(texts: Iterable[str | None]) -> str:
    return " ".join(token for text in filter(None, texts) for token in index_tokens(text))
