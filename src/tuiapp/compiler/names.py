"""The names by which values can be asked for, and the words under which records are found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from tuiapp.catalog.fold import fold, index_tokens, node_word
from tuiapp.dataset.resolved import Dataset, Event, Figure, Region, Sector, Signing
from tuiapp.i18n import _
from tuiapp.rules.checks import CHECKS
from tuiapp.rules.records import BASES, GAP_BITS, MEASURES, STAGES, UNITS

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
        ("sectors", ("none", "one", "several")),
    ):
        for position, value in enumerate(values):
            also = _AGREED if (field, value) == ("stage", "agreed") else ()
            yield from _rows(field, position, value.replace(" ", "-"), value, [value, *also])
    for check in CHECKS:
        yield from _rows("check", GAP_BITS.get(check.id, check.id), check.id, check.title, [check.id])
    yield from _rows("check", sum(GAP_BITS.values()), "gap", _("anything missing"), ["gap"])
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


def node_words(regions: Sequence[Region], sectors: Sequence[Sector]) -> Iterator[tuple[str, int, str]]:
    """The words of each region and sector: its tree, its rank, and the words of its names."""
    yield from (("region", rank, _tokens(_names(region))) for rank, region in enumerate(regions))
    yield from (("sector", rank, _tokens(_names(sector))) for rank, sector in enumerate(sectors))


class Words:
    """Gathers the words under which a record is found, a text for each of `WORD_COLUMNS`."""

    def __init__(self, regions: Sequence[Region], sectors: Sequence[Sector]) -> None:
        groups: dict[str, list[str]] = {}
        for region in regions:
            for member in region.members:
                groups.setdefault(member, []).append(region.id)
        self._regions = _holding(regions, groups)
        self._sectors = _holding(sectors, {})

    def of_signing(self, event: Event, signing: Signing) -> tuple[str, ...]:
        """A signing's own words with its event's, and those that stand for its regions, sectors and counterparts."""
        own = [signing.label, signing.project, signing.investor, *signing.sector_words, *_of_event(event)]
        return (
            _tokens(own),
            _nodes(self._regions, signing.regions),
            _nodes(self._sectors, signing.sectors),
            _nodes(self._regions, signing.counterparts),
        )

    def of_figure(self, event: Event, figure: Figure) -> tuple[str, ...]:
        """The words of a figure's title and indicator with its event's, and those that stand for its region."""
        indicator = figure.indicator
        own = [figure.title, indicator.name, indicator.name_zh, *indicator.aliases, *_of_event(event)]
        return _tokens(own), _nodes(self._regions, [figure.region]), "", ""

    def of_event(self, event: Event) -> tuple[str, ...]:
        """The words of an event's names, and those that stand for its regions."""
        return _tokens(_of_event(event)), _nodes(self._regions, event.regions), "", ""


def _of_event(event: Event) -> tuple[str | None, ...]:
    return event.name, event.name_zh, event.series


def _holding(nodes: Sequence[Region | Sector], groups: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """By the id of a node the words of all that it lies in: along the tree, and named groups."""
    words = {node.id: node_word(rank) for rank, node in enumerate(nodes)}
    holding = {}
    for node in nodes:
        inside = [group for id_ in node.path for group in groups.get(id_, ())]
        holding[node.id] = [words[id_] for id_ in (*node.path, *inside)]
    return holding


def _nodes(holding: Mapping[str, Sequence[str]], nodes: Sequence[Region | Sector]) -> str:
    if not nodes:
        return ""
    return f" {' '.join(dict.fromkeys(word for node in nodes for word in holding[node.id]))} "


def _tokens(texts: Iterable[str | None]) -> str:
    """All tokens of some texts, each between blanks, so that a scan finds the first and the last one as well."""
    return f" {' '.join(filter(None, map(_tokens_of, filter(None, texts))))} "


@lru_cache(maxsize=4096)
def _tokens_of(text: str) -> str:
    # Remembered, for an event's names are among the words of each of its signings.
    return " ".join(index_tokens(text))
