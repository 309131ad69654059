"""One term of a query: whether a signing meets it, and what of the signing lies outside of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from naive.texts import Names, all_days_in, called, days_of, holds, meets_days, meets_number, span_of
from tuiapp.catalog.query import Term
from tuiapp.dataset.resolved import Region, Sector, Signing
from tuiapp.rules.records import BASES, MEASURES, STAGES, UNITS, Because

if TYPE_CHECKING:
    from naive.reading import Reading

STATUSES = ("offered", "planned", "attracted", "agreed", "signed", "contracted", "started", "completed", "mixed")
"""The sources' words, in the order in which a project comes about."""
TREES: dict[str, Because | None] = {
    "region": "regions",
    "province": "regions",
    "city": "regions",
    "zone": "regions",
    "sector": "sectors",
    "counterpart": "counterparts",
    "held": None,  # the venue is the event's, and says nothing of what was signed
}
"""The fields whose values lie in each other, with what of a signing can be outside of such a term."""
PARTLY = ("event", "series", "publisher")
"""The fields whose values are found by some words of a name."""

Nodes = Sequence[Region | Sector]


def names_of(node: Region | Sector) -> Names:
    """All that a region or sector is called, its id first."""
    return node.id, node.name, node.name_zh, *node.aliases


def lies_in(node: Region | Sector, asked: Iterable[Region | Sector]) -> bool:
    """Whether a node is one that is asked for or lies in it: along the tree, or in a member of a named group."""
    return any(
        id_ in node.path
        for whole in asked
        if type(whole) is type(node)
        for id_ in (whole.id, *(whole.members if isinstance(whole, Region) else ()))
    )


def of_several(one: Signing) -> bool:
    """Whether it is of several sectors, or told in several wordings of them: none of these says what all of it is."""
    return len(one.sectors) > 1 or len(one.sector_words) > 1


class Asked:
    """A term with its values looked up in a dataset; whether it excludes is left to whoever asks."""

    def __init__(self, reading: Reading, term: Term) -> None:
        self._reading = reading
        self._term = term
        field = term.field
        self._nodes: Nodes = ()
        self._values: Collection[str] = term.values
        if not field:
            self._nodes = [node for node in self._all_nodes() if self._says(names_of(node))]
        elif field in TREES:
            known = [(node, names_of(node)) for node in self._all_nodes() if self._is_asked_by(node)]
            self._nodes = [node for value in term.values for node in called(value, known)]
        elif field not in ("id", "check", "date", "year", "projects", "count", "investment"):
            named = [(names[0], names) for names in self._names()]
            partly = field in PARTLY
            self._values = {str(one) for value in term.values for one in called(value, named, partly=partly)}

    def meets(self, one: Signing) -> bool:
        """Whether anything in a signing meets the term."""
        field = self._term.field
        match field:
            case "":
                nodes: Nodes = (*one.regions, *one.sectors, *one.counterparts)
                return self._says((*self._own(one), *one.sector_words)) or any(map(self._inside, nodes))
            case "investment":
                return meets_number(self._reading.yuan(one), self._term)
            case "projects":
                return one.lane.unit == "projects" and self._counts(one)
            case "count":
                return self._counts(one)
            case "date" | "year":
                return any(meets_days(days_of(one.when), span_of(value)) for value in self._values)
        if field in TREES:
            return any(map(self._inside, self._nodes_of(one)))
        return not set(self._values).isdisjoint(self._said(one))

    def outside(self, one: Signing) -> Iterator[Because]:
        """What of a signing that meets the term is not wholly in it."""
        field = self._term.field
        because = TREES.get(field)
        if not field:
            yield from self._outside_words(one)
        elif field in ("date", "year"):
            if not all_days_in(days_of(one.when), [span_of(value) for value in self._values]):
                yield "days"
        elif because and not all(map(self._inside, self._nodes_of(one))):
            yield because

    def _counts(self, one: Signing) -> bool:
        return meets_number(int(one.count.value) if one.count else None, self._term)

    def _inside(self, node: Region | Sector) -> bool:
        return lies_in(node, self._nodes)

    # Regions and sectors.

    def _all_nodes(self) -> Iterator[Region | Sector]:
        dataset = self._reading.dataset
        if self._term.field != "sector":
            yield from dataset.regions
        if self._term.field in ("", "sector"):
            yield from dataset.sectors

    def _is_asked_by(self, node: Region | Sector) -> bool:
        """A province, a city or a zone by the field of that name; a municipality is a province and a city at once."""
        field = self._term.field
        if field not in ("province", "city", "zone"):
            return True
        return isinstance(node, Region) and (node.kind == field or (field == "city" and node.municipality))

    def _nodes_of(self, one: Signing) -> Nodes:
        match self._term.field:
            case "sector":
                return one.sectors
            case "counterpart":
                return one.counterparts
            case "held":
                return self._reading.events[one.event].held_in
        return one.regions

    # Words.

    def _says(self, texts: Iterable[str | None]) -> bool:
        return any(holds(text, words) for text in texts for words in self._term.values)

    def _own(self, one: Signing) -> list[str | None]:
        """What says of all of a signing what it is."""
        event = self._reading.events[one.event]
        wordings = () if of_several(one) else one.sector_words
        return [one.label, one.project, one.investor, *wordings, event.name, event.name_zh, event.series]

    def _outside_words(self, one: Signing) -> Iterator[Because]:
        """Its own names describe all of it, and so do all its regions, sectors or counterparts; one of several not."""
        kinds: tuple[tuple[Because, Nodes], ...] = (
            ("regions", one.regions),
            ("sectors", one.sectors),
            ("counterparts", one.counterparts),
        )
        said = [(because, list(map(self._inside, nodes))) for because, nodes in kinds]
        if self._says(self._own(one)) or any(nodes and all(nodes) for _because, nodes in said):
            return
        yield from (because for because, nodes in said if any(nodes))
        if self._says(one.sector_words):
            yield "sectors"

    # Words of a list.

    def _names(self) -> Iterator[Names]:
        """All values of a field that is asked for by names, each with its names."""
        events = self._reading.dataset.events
        match self._term.field:
            case "stage":
                yield from ((one, "signed", "contracted") if one == "agreed" else (one,) for one in STAGES)
            case "measure":
                yield from ((one,) for one in MEASURES)
            case "unit":
                yield from ((one,) for one in UNITS)
            case "basis":
                yield from ((one,) for one in BASES)
            case "status":
                yield from ((one,) for one in STATUSES)
            case "sectors":
                yield from (("none",), ("one",), ("several",))
            case "kind":
                yield from ((event.kind,) for event in events)
            case "series":
                yield from ((event.series,) for event in events if event.series)
            case "event":
                yield from ((event.id, event.name, event.name_zh, event.series) for event in events)
            case "publisher":
                yield from ((one.publisher, one.publisher_zh) for event in events for one in event.reports)
            case "lang":
                yield from ((one.language,) for event in events for one in event.reports)

    def _said(self, one: Signing) -> Iterable[str | None]:
        """What a signing says in such a field."""
        event = self._reading.events[one.event]
        reports = (one.report, *(same.report for same in one.same))
        match self._term.field:
            case "id":
                return (one.id,)
            case "check":
                return self._reading.flags(one)
            case "status":
                return (one.status,)
            case "sectors":
                return (("none", "one", "several")[min(len(one.sectors), 2)],)
            case "kind":
                return (event.kind,)
            case "series":
                return (event.series,)
            case "event":
                return (event.id,)
            case "publisher":
                return (report.publisher for report in reports)
            case "lang":
                return (report.language for report in reports)
        return (getattr(one.lane, self._term.field),)
