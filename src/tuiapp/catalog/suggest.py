"""What the term being typed can become, with the signings that would be left if it were taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tuiapp.catalog.clause import Clause
from tuiapp.catalog.compile_sql import Compiler
from tuiapp.catalog.connection import Connection
from tuiapp.catalog.counts import Counts
from tuiapp.catalog.fields import ASKED, REGION_FIELDS, Field
from tuiapp.catalog.fields import field as field_of
from tuiapp.catalog.finding import Finder
from tuiapp.catalog.fold import fold
from tuiapp.catalog.names import Name, Names
from tuiapp.catalog.query import Query, Term, Token, split_excluded, split_head, split_values, term_of, tokens
from tuiapp.catalog.records import Region, Sector
from tuiapp.catalog.ways import all_of
from tuiapp.i18n import _

MOST = 12
"""More are not read while typing."""


class Suggestion(NamedTuple):
    """One thing the term at the cursor can become."""

    replacement: str
    """What to put in its place; ends in `:` when a value has to follow."""
    start: int
    end: int
    """The part of the text that is replaced."""
    label: str
    """What to show, as `field:Name`."""
    label_zh: str | None
    note: str
    """Where a region lies, or what a field asks for."""
    count: int  # type: ignore[assignment]  # hides tuple.count, which no record needs
    """Signings left if it is taken."""


class _Place(NamedTuple):
    """The term at the cursor, and the query around it."""

    token: Token
    field: str
    typed: str
    """The value being typed: the one after the last comma."""
    head: str
    """What stays before that value: an exclusion, the field, values already there."""
    negated: bool
    """Whether the value is meant to be excluded, also by a sign that stands where the language has none."""


class Suggester:
    """Completes terms from the names of one index."""

    def __init__(self, connection: Connection, names: Names, counts: Counts, compiler: Compiler) -> None:
        self._connection = connection
        self._names = names
        self._counts = counts
        self._compiler = compiler

    def suggest(self, text: str, cursor: int, regions: Sequence[Region], sectors: Sequence[Sector]) -> list[Suggestion]:
        """What the term at the cursor can become: the likeliest first, at most `MOST`."""
        place, around = _place(text, cursor)
        where = self._compiler.where(around, typing=True)
        field = field_of(place.field)
        offers = self._offers(place, where, field, regions, sectors)[:MOST]
        if place.negated or "," in place.head:
            # What excludes, or joins values already there, leaves other signings than the value alone.
            return [self._recounted(offer, where) for offer in offers]
        return offers

    def _offers(
        self, place: _Place, where: Clause, field: Field | None, regions: Sequence[Region], sectors: Sequence[Sector]
    ) -> list[Suggestion]:
        if field is None or not place.field:
            if not fold(place.typed):
                return []
            return [
                *_field_names(place, self._count(where)),
                *self._regions(place, where, regions, _field("region")),
                *self._sectors(place, where, sectors),
            ]
        if field.id in REGION_FIELDS:
            return self._regions(place, where, regions, field)
        if field.id == "sector":
            return self._sectors(place, where, sectors)
        if field.id == "year":
            return self._years(place, where)
        return self._values(place, where, field) if field.kind in ("choice", "tree") else []

    def _recounted(self, offer: Suggestion, where: Clause) -> Suggestion:
        taken = Query.parse(offer.replacement, typing=True)
        return offer._replace(count=self._count(self._both(where, taken)))

    def _both(self, where: Clause, query: Query) -> Clause:
        return all_of([where, self._compiler.where(query, typing=True)])

    def _count(self, where: Clause) -> int:
        return Finder(self._connection).find(where).bit_count()

    def _regions(self, place: _Place, where: Clause, regions: Sequence[Region], field: Field) -> list[Suggestion]:
        """Regions of the kind asked for first, the others after them; each by how much it leaves."""
        counts = self._counts.tree(_field("region"), where)
        named = self._names.starting(_field("region"), place.typed)
        found = [regions[int(name.target)] for name in named]
        own = {name.target for name in self._names.starting(field, place.typed)}
        offers = []
        for region in sorted(found, key=lambda one: (one.rank not in own, -counts.get(one.rank, 0), one.rank)):
            count = counts.get(region.rank, 0)
            if count:
                kind = field.id if region.rank in own and field.id != "region" else term_of(region).field
                path = ", ".join(reversed(region.names[1:-1]))
                offers.append(_offer(place, kind, region.id, region.name, region.name_zh, path, count))
        return offers

    def _sectors(self, place: _Place, where: Clause, sectors: Sequence[Sector]) -> list[Suggestion]:
        counts = self._counts.tree(_field("sector"), where)
        names = {sector.id: sector.name for sector in sectors}
        offers = []
        for name in self._names.starting(_field("sector"), place.typed):
            sector, count = sectors[int(name.target)], counts.get(int(name.target), 0)
            if count:
                group = ", ".join(names[one] for one in reversed(sector.path[:-1]))
                offers.append(_offer(place, "sector", sector.id, sector.name, sector.name_zh, group, count))
        return _by_count(offers)

    def _years(self, place: _Place, where: Clause) -> list[Suggestion]:
        counts = self._counts.years(where)
        years = sorted((year for year in counts if str(year).startswith(place.typed)), reverse=True)
        return [_offer(place, "year", str(year), str(year), None, "", counts[year]) for year in years]

    def _values(self, place: _Place, where: Clause, field: Field) -> list[Suggestion]:
        offers = []
        for name in self._names.starting(field, place.typed)[: 8 * MOST]:
            count = self._count(self._both(where, Query((Term(field.id, (name.shown,)),))))
            if count:
                offers.append(_named_offer(place, field, name, count))
        return _by_count(offers)


def _place(text: str, cursor: int) -> tuple[_Place, Query]:
    found = tokens(text)
    token = next((one for one in found if one.start <= cursor <= one.end), Token("", cursor, cursor))
    typed = token.text[: cursor - token.start]
    negated, name, op, rest = split_head(typed)
    last = rest.rpartition(",")[2]
    excluded = split_excluded(last) if op == ":" else ()
    value = " ".join(excluded or split_values(last))
    head = typed[: len(typed) - len(last)] if op == ":" else typed
    misplaced = bool(excluded) or op == "!="
    if misplaced and "," in rest:
        name, value = "", ""  # no term excludes one of several values: there is nothing that it can become
    place = _Place(token, name, value, head, negated or misplaced)
    around = text[: token.start] + " " + text[token.end :]
    return place, Query.parse(around, typing=True)


def _offer(
    place: _Place, field: str, value: str, label: str, label_zh: str | None, note: str, count: int
) -> Suggestion:
    negation = "-" if place.negated else ""
    several = "," in place.head
    head = place.head if several and place.field == field else f"{negation}{field}:"
    replacement = head + str(Term("", (value,)))
    return Suggestion(replacement, place.token.start, place.token.end, f"{field}:{label}", label_zh, note, count)


def _named_offer(place: _Place, field: Field, name: Name, count: int) -> Suggestion:
    note = "" if fold(name.shown) == fold(name.label) else name.shown
    return _offer(place, field.id, name.shown, name.label, None, note, count)


def _field_names(place: _Place, count: int) -> list[Suggestion]:
    if place.typed != place.typed.strip() or " " in place.typed:
        return []
    negation = "-" if place.negated else ""
    offers = []
    for field in ASKED:
        if field.id.startswith(place.typed.lower()):
            op = ">" if field.kind in ("count", "money") else ":"
            example = _("such as {example}").format(example=field.example)
            at = (place.token.start, place.token.end)
            offers.append(Suggestion(f"{negation}{field.id}{op}", *at, f"{field.id}{op}", None, example, count))
    return offers


def _by_count(offers: Iterable[Suggestion]) -> list[Suggestion]:
    return sorted(offers, key=lambda offer: (-offer.count, offer.label))


def _field(name: str) -> Field:
    field = field_of(name)
    assert field is not None
    return field
