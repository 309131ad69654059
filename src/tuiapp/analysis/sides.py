"""The columns of a comparison: what each asks for, what it is called, and what it adds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.catalog.errors import QueryError
from tuiapp.catalog.fields import REGION_FIELDS
from tuiapp.catalog.query import Query, Term
from tuiapp.i18n import _

if TYPE_CHECKING:
    from tuiapp.catalog.aggregates import Months
    from tuiapp.catalog.catalog import Catalog
    from tuiapp.catalog.records import EventRef, SigningRow
    from tuiapp.catalog.totals import Totals
    from tuiapp.rules.records import Lane
    from tuiapp.rules.results import LaneSum

FEWEST, MOST = 2, 4
"""Columns of a comparison."""
LISTED = 120
"""Added signings of a column, the largest of them, that are looked at one by one."""


class Title(NamedTuple):
    """What a column is called."""

    name: str
    name_zh: str | None = None
    path: tuple[str, ...] = ()
    """Of a region or a sector, where nothing else sets it apart: its tree, and the ids down to it."""
    event: EventRef | None = None
    """The one event it asks for, whose name is said in short."""


class Side(NamedTuple):
    """One column."""

    query: Query
    title: Title
    totals: Totals
    months: Months
    """When something of the lane's stage was signed."""
    rows: tuple[SigningRow, ...]
    """The added signings of the lane looked at and of its other basis, the largest first, at most `LISTED`."""

    @property
    def name(self) -> str:
        """What the column is called."""
        return self.title.name

    def total(self, lane: Lane) -> LaneSum | None:
        """The total of a lane, None where nothing of it is found."""
        return next((total for total in self.totals.lanes if total.lane == lane), None)


def read_columns(texts: Sequence[str]) -> tuple[Query, ...]:
    """The queries of the columns.

    Raises:
        QueryError: they are fewer than two or more than four, two are the same, or one is no query.
    """
    if not FEWEST <= len(texts) <= MOST:
        raise QueryError("", _("Two to four queries can be compared; these are {n}.").format(n=len(texts)))
    queries = tuple(map(Query.parse, texts))
    for at, query in enumerate(queries):
        if query in queries[:at]:
            raise QueryError(str(query), _("`{query}` is compared with itself.").format(query=query))
    return queries


def column_of(base: Query, own: Query) -> Query:
    """The column that a marked thing becomes: a query whose terms of the same family it takes the place of.

    An event stands for itself, whatever else was asked for.
    """
    fields = {term.field for term in own.terms}
    return own if "event" in fields else Query((*own.terms, *without_like(base, fields).terms))


def without_like(base: Query, fields: Collection[str]) -> Query:
    """A query without what asks for the same kind of thing as terms of some fields; what excludes stays."""
    replaced = {field for family in _FAMILIES if set(fields) & set(family) for field in family}
    return Query(tuple(term for term in base.terms if term.field not in replaced or term.negated))


_FAMILIES = (REGION_FIELDS, ("sector",), ("year", "date"))
"""Fields of which a column asks for one thing."""


def shared_terms(queries: Sequence[Query]) -> tuple[Term, ...]:
    """The terms that all columns have, in the order of the first."""
    return tuple(term for term in queries[0].terms if all(term in query.terms for query in queries))


def titles(catalog: Catalog, queries: Sequence[Query]) -> list[Title]:
    """What to call each of several columns: by what it does not share with all others; no two alike."""
    shared = shared_terms(queries)
    named = [_title(catalog, [term for term in query.terms if term not in shared]) for query in queries]
    names = [title.name for title in named]
    return [
        title if names.count(title.name) == 1 else title._replace(name=catalog.prose(query), name_zh=None)
        for title, query in zip(named, queries, strict=True)
    ]


def _title(catalog: Catalog, own: Sequence[Term]) -> Title:
    parts = [_term_title(catalog, term) for term in own]
    if len(parts) == 1:
        return parts[0]
    return Title(", ".join(part.name for part in parts) or _("all signings"))


def _term_title(catalog: Catalog, term: Term) -> Title:
    alone = len(term.values) == 1 and term.op == ":" and not term.negated
    if alone and term.field in REGION_FIELDS:
        region = catalog.find_region(term)
        if region is not None:
            return Title(region.name, region.name_zh, ("region", *region.path))
    if alone and term.field == "event":
        event = _event(catalog, term.values[0])
        if event is not None:
            return event
    label = catalog.label(term) if alone else None
    if label is not None:
        sector = next((one for one in catalog.sectors if term.field == "sector" and one.name == label), None)
        return Title(label, sector.name_zh, ("sector", *sector.path)) if sector else Title(label)
    if alone and term.field == "year" and not (term.values[0].startswith("..") or term.values[0].endswith("..")):
        return Title(term.values[0].replace("..", "–"))
    return Title(catalog.prose(Query((term,))))


def _event(catalog: Catalog, event_id: str) -> Title | None:
    """An event by where, when and what: its own name is longer than a column."""
    try:
        event = catalog.event(event_id)
    except KeyError:
        return None
    ref = event.ref
    regions = event.signings[0].regions if event.signings else ref.held_in
    where = regions[0].name if regions else ref.name
    year = (ref.end or ref.dates)[:4]
    name = _("{place}’s {year} {kind}").format(place=where, year=year, kind=_KINDS.get(ref.kind, ref.kind))
    return Title(name, event=ref)


_KINDS = {"period": _("period total"), "report": _("report")}
"""What an event of a kind is called where the word alone would not say."""
