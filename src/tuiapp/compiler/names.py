"""The names by which values can be asked for, and the words under which records are found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from tuiapp.catalog.fold import APART, fold, index_tokens, node_word
from tuiapp.dataset.resolved import Event, Figure, Indicator, Region, Sector, Signing
from tuiapp.i18n import _
from tuiapp.rules.checks import CHECKS
from tuiapp.rules.records import BASES, GAP_BITS, MEASURES, STAGES, UNITS

STATUSES = ("offered", "planned", "attracted", "agreed", "signed", "contracted", "started", "completed", "mixed")
"""The sources' words for a stage, in the order of the stages."""

_AGREED = ("signed", "contracted")
"""Sources' words that mean the stage "agreed", and that people ask for."""

NameRow = tuple[str, str, int | str, str, str]
"""The field, a folded name, what it stands for, how that is typed, what it is called."""


def fixed_names(regions: Sequence[Region], sectors: Sequence[Sector]) -> Iterator[NameRow]:
    """The names of all fields whose values do not depend on the events; some come twice."""
    for region in regions:
        for field in _region_fields(region):
            yield from _rows(field, region.rank, region.id, region.name, _names(region))
    for rank, sector in enumerate(sectors):
        yield from _rows("sector", rank, sector.id, sector.name, _names(sector))
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


def event_names(number: int, event: Event) -> Iterator[tuple[int, str, str, str]]:
    """The names of an event, each once: its number, a folded name, its id, what it is called."""
    names = filter(None, (event.id, event.name, event.name_zh, event.series))
    for folded in filter(None, dict.fromkeys(map(fold, names))):
        yield number, folded, event.id, event.name


def shared_names(field: str, names: Iterable[tuple[str | None, ...]]) -> Iterator[NameRow]:
    """The names of the values of a field that several events or reports have.

    Args:
        field: its id.
        names: of each value the name it is shown by, and others; some may come twice.
    """
    for shown, *others in names:
        if shown is not None:
            yield from _rows(field, shown, shown, shown, [shown, *others])


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


class EventWords(NamedTuple):
    """What all records of an event are found by."""

    name: str
    name_zh: str | None
    series: str | None


class Words:
    """Gathers the words under which a record is found, a text for each of `schema.WORD_COLUMNS`."""

    def __init__(self, regions: Sequence[Region], sectors: Sequence[Sector]) -> None:
        groups: dict[str, list[str]] = {}
        for region in regions:
            for member in region.members:
                groups.setdefault(member, []).append(region.id)
        self._regions = _holding(regions, groups)
        self._sectors = _holding(sectors, {})
        self._sector_ranks = {sector.id: rank for rank, sector in enumerate(sectors)}

    def of_signing(self, event: Event, one: Signing) -> tuple[str, ...]:
        """A signing's own words with its event's, and those that stand for its regions, sectors and counterparts."""
        return self.signing(
            EventWords(event.name, event.name_zh, event.series),
            (one.label, one.project, one.investor),
            one.sector_words,
            [region.rank for region in one.regions],
            [self._sector_ranks[sector.id] for sector in one.sectors],
            [region.rank for region in one.counterparts],
        )

    def signing(
        self,
        event: EventWords,
        own: Sequence[str | None],
        sector_words: Sequence[str],
        regions: Sequence[int],
        sectors: Sequence[int],
        counterparts: Sequence[int],
    ) -> tuple[str, ...]:
        """The same of a signing's texts, and of the ranks of what it is of.

        The wording of its one sector says what all of it is; one of several wordings says what is in it.
        """
        several = len(sectors) > 1 or len(sector_words) > 1
        return (
            _tokens([*own, *event] if several else [*own, *sector_words, *event]),
            _join(self._regions, regions),
            _join(self._sectors, sectors) + (_tokens(sector_words) if several and sector_words else ""),
            _join(self._regions, counterparts),
        )

    def of_figure(self, event: Event, one: Figure) -> tuple[str, ...]:
        """The words of a figure's title and indicator with its event's, and those that stand for its region."""
        return self.figure(
            EventWords(event.name, event.name_zh, event.series), one.title, one.indicator, one.region.rank
        )

    def figure(self, event: EventWords, title: str, indicator: Indicator, region: int) -> tuple[str, ...]:
        """The same of a figure's title, its indicator and the rank of its region."""
        own = [title, indicator.name, indicator.name_zh, *indicator.aliases]
        return _tokens([*own, *event]), _join(self._regions, [region]), "", ""

    def of_event(self, event: Event) -> tuple[str, ...]:
        """The words of an event's names, and those that stand for its regions."""
        return self.event(
            EventWords(event.name, event.name_zh, event.series), [region.rank for region in event.regions]
        )

    def event(self, event: EventWords, regions: Sequence[int]) -> tuple[str, ...]:
        """The same of an event's names, and of the ranks of its regions."""
        return _tokens(event), _join(self._regions, regions), "", ""


def _holding(nodes: Sequence[Region | Sector], groups: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """By the rank of a node the words of all that it lies in: along the tree, and named groups."""
    words = {node.id: node_word(rank) for rank, node in enumerate(nodes)}
    holding = []
    for node in nodes:
        inside = [group for id_ in node.path for group in groups.get(id_, ())]
        holding.append([words[id_] for id_ in (*node.path, *inside)])
    return holding


def _join(holding: Sequence[Sequence[str]], ranks: Sequence[int]) -> str:
    if not ranks:
        return ""
    return f" {' '.join(dict.fromkeys(word for rank in ranks for word in holding[rank]))} "


def _tokens(texts: Iterable[str | None]) -> str:
    """All tokens of some texts, each between blanks, so that a scan finds the first and the last one as well."""
    return f" {f' {APART} '.join(filter(None, map(_tokens_of, filter(None, texts))))} "


@lru_cache(maxsize=4096)
def _tokens_of(text: str) -> str:
    # Remembered, for an event's names are among the words of each of its signings.
    return " ".join(index_tokens(text))
