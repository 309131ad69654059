"""The index as the rest of the program knows it: ask it with a query, get plain records."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tuiapp.catalog.clause import ALL, Clause
from tuiapp.catalog.connection import Connection
from tuiapp.catalog.records import About, Event, EventRow, FigureRow, Region, Sector, SigningRow
from tuiapp.catalog.rows import Rows
from tuiapp.catalog.selection import Before, Selection, SortError
from tuiapp.catalog.view import Sort
from tuiapp.rules.records import GAP_BITS, GAPS

if TYPE_CHECKING:
    # The first rows need none of these: each is imported by what needs it, which spares a start a tenth of its time.
    from collections.abc import Iterator

    from tuiapp.catalog.compile_sql import Compiler
    from tuiapp.catalog.counts import Counts
    from tuiapp.catalog.divisions import Divisions
    from tuiapp.catalog.excerpts import Excerpts
    from tuiapp.catalog.names import Names
    from tuiapp.catalog.query import Query, Term
    from tuiapp.catalog.suggest import Suggestion
    from tuiapp.catalog.totals import Totals
    from tuiapp.rules.records import Lane, SumRow
    from tuiapp.rules.results import LaneSum
    from tuiapp.rules.totals import Found, LeftOut

__all__ = ["Catalog", "Selection", "SortError"]


class Catalog:
    """An open index. One thread at a time uses it; another thread takes a `fork`.

    Every method can raise `IndexDamaged`, or `Interrupted` when `interrupt` is called: both are errors of `sqlite3`.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._before = Before()

    @classmethod
    def open(cls, index: Path) -> Catalog:
        """Open an index for reading.

        Raises:
            IndexDamaged: it is not there, or is no index.
        """
        return cls(Connection(index))

    def fork(self) -> Catalog:
        """The same index over a connection of its own, for another thread."""
        other = Catalog(Connection(self._connection.index))
        # What was read of regions, sectors and names stays true; to read it again takes longer than many a question.
        other._rows, other._names = self._rows.over(other._connection), self._names.over(other._connection)
        other._before = self._before
        return other

    def close(self) -> None:
        """Close the connection; its selections are gone with it."""
        self._connection.close()

    def __enter__(self) -> Catalog:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def begin(self) -> None:
        """Begin a question: what was interrupted is one before it."""
        self._connection.begin()

    def interrupt(self) -> None:
        """Make what another thread asks this catalog now give up; it raises `Interrupted` there."""
        self._connection.interrupt()

    @property
    def index(self) -> Path:
        """The file that is open."""
        return self._connection.index

    @property
    def full_text(self) -> bool:
        """Whether words are looked up in a full-text index; else each search scans all of them."""
        return self._connection.full_text

    @cached_property
    def about(self) -> About:
        """The dataset as a whole."""
        known: dict[str, str] = dict(self._connection.rows("SELECT key, value FROM meta"))
        years = [int(known[key]) if known[key] else None for key in ("first_year", "last_year")]
        return About(
            known["title"],
            known["version"],
            known["licence"],
            known["digest"],
            int(known["events"]),
            int(known["signings"]),
            int(known["figures"]),
            *years,
        )

    @property
    def regions(self) -> tuple[Region, ...]:
        """All regions in preorder, China first; the position of one is its rank."""
        return self._rows.regions

    @property
    def sectors(self) -> tuple[Sector, ...]:
        """All sectors in preorder: a group, then its sectors."""
        return self._rows.sectors

    def region(self, region_id: str) -> Region:
        """The region with this id.

        Raises:
            KeyError: there is none.
        """
        return self._regions_by_id[region_id]

    def members(self, region: Region) -> list[Region]:
        """The regions that a named group is made of; none of any other region."""
        from tuiapp.catalog.fields import field as field_of

        field = field_of("region")
        assert field is not None
        spans = self._names.spans(field, region.rank)
        return [self.regions[first] for first, _last in spans if first != region.rank]

    def find_region(self, term: Term) -> Region | None:
        """The one region that a term asks for, or None when it asks for none or for several."""
        from tuiapp.catalog.fields import field as field_of

        field = field_of(term.field)
        if field is None or field.kind != "tree" or field.id == "sector" or len(term.values) != 1:
            return None
        ranks = {name.target for name in self._names.find(field, term.values[0])}
        return self.regions[int(ranks.pop())] if len(ranks) == 1 else None

    def check(self, query: Query) -> None:
        """Make sure that every value a query asks for exists.

        Raises:
            QueryError: one does not; the error has the nearest that does.
        """
        self._compiler.where(query)

    def prose(self, query: Query) -> str:
        """The query as a phrase with the names that its ids stand for: `City Changzhou, year 2023`."""
        from tuiapp.catalog.fields import field as field_of

        def name_of(field_id: str, value: str) -> str:
            field = field_of(field_id)
            return self._names.label(field, value) if field else value

        return query.words_in_prose(name_of)

    def count(self, query: Query, *, typing: bool = False) -> int:
        """How many signings meet a query.

        Args:
            query: the terms; none of them find everything.
            typing: whether it is still being typed: an unfinished value then matches by its beginning.

        Raises:
            QueryError: a value does not exist; never while typing.
        """
        if not query:
            return self.about.signings
        from tuiapp.catalog.finding import Finder

        return Finder(self._connection).find(self._where(query, typing=typing)).bit_count()

    def select(self, query: Query, sort: Sort = (), *, typing: bool = False) -> Selection:
        """The signings that meet a query, in an order.

        Args:
            query: the terms.
            sort: the keys, most significant first; none give the default order, parts under their wholes.
            typing: as in `count`.

        Raises:
            QueryError: a value does not exist; never while typing.
            SortError: a sort key does not exist, or has no order.
        """
        where = self._where(query, typing=typing)
        return Selection(self._connection, self._rows, where, sort, self.about.signings, self._before)

    def select_all(self) -> Selection:
        """All signings in the default order; `select` without terms and keys, without what reads queries."""
        return Selection(self._connection, self._rows, ALL, (), self.about.signings)

    def signing(self, signing_id: str) -> SigningRow:
        """The signing with this global id.

        Raises:
            KeyError: there is none.
        """
        rows = self._rows.signings("s.id = ?", (signing_id,))
        if not rows:
            raise KeyError(signing_id)
        return rows[0]

    def event(self, event_id: str) -> Event:
        """The event with this id and all that is reported of it.

        Raises:
            KeyError: there is none.
        """
        return self._rows.event(event_id)

    def events(self, query: Query, *, typing: bool = False) -> list[EventRow]:
        """The events that meet a query themselves or in one of their signings, newest first.

        A term that an event has no field for — a stage, an amount, a sector — is met through its signings alone. What
        a term excludes of the event itself no signing brings back: `-check:error` leaves no event with an error.

        Raises:
            QueryError: a value does not exist; never while typing.
        """
        from tuiapp.catalog.compile_sql import TABLES

        excluding = query._replace(terms=tuple(term for term in query.terms if term.negated))
        left = self._compiler.where(excluding, "event", typing=typing)
        own = self._compiler.where(query, "event", typing=typing)
        signings = self._compiler.where(query, typing=typing)
        through = f"t.event IN (SELECT t.event FROM {TABLES['signing']} WHERE {signings.sql})"
        where = f"({left.sql}) AND (({own.sql}) OR {through})"
        return self._rows.events(where, (*left.parameters, *own.parameters, *signings.parameters))

    def figures(self, query: Query, *, typing: bool = False) -> list[FigureRow]:
        """The figures that meet a query: by region, days, event, publisher, language, checks, and words.

        A term that a figure has no field for — a stage, an amount, a sector — finds none; excluding by one leaves all.

        Raises:
            QueryError: a value does not exist; never while typing.
        """
        where = self._compiler.where(query, "figure", typing=typing)
        return self._rows.figures(where.sql, where.parameters)

    def gaps(self) -> dict[str, int]:
        """How many signings each thing is missing of, by the id of the check, the weightiest first; 0 are left out."""
        sums = ", ".join(f"coalesce(sum(gaps & {bit} != 0), 0)" for bit in GAP_BITS.values())
        ((counts),) = self._connection.rows(f"SELECT {sums} FROM fact")
        known = dict(zip(GAP_BITS, counts, strict=True))
        return {gap: known[gap] for gap in GAPS if known[gap]}

    def region_counts(self, query: Query | None, *, typing: bool = False) -> dict[str, int]:
        """Found signings in each region and all that lies in it, by id, for the query without its region terms.

        A signing of two cities counts once in their province; a region with none is left out. None asks for all.

        Raises:
            QueryError: a value does not exist; never while typing.
        """
        from tuiapp.catalog import stored

        self._connection.begin()
        asked = query and query.without_regions()
        if not asked:
            return self._by_region_id(stored.counts(self._connection, "region") or self._count_regions(ALL))
        return self._by_region_id(self._count_regions(self._compiler.where(asked, typing=typing)))

    def _by_region_id(self, counts: dict[int, int]) -> dict[str, int]:
        return {self.regions[rank].id: number for rank, number in sorted(counts.items())}

    def _count_regions(self, where: Clause) -> dict[int, int]:
        from tuiapp.catalog.fields import field as field_of

        field = field_of("region")
        assert field is not None
        return self._counts.tree(field, where)

    def counts_of_all(self, what: str) -> dict[int, int]:
        """All signings by rank of the nodes of a tree, `region` or `sector`, or by `year`."""
        from tuiapp.catalog.fields import field as field_of

        field = field_of(what)
        assert field is not None
        return self._counts.tree(field, ALL) if field.kind == "tree" else self._counts.years(ALL)

    def totals(self, query: Query | None, *, typing: bool = False) -> Totals:
        """What the signings that meet a query come to, by lane; None asks for all of them.

        Args:
            query: the terms.
            typing: as in `count`.

        Raises:
            QueryError: a value does not exist; never while typing.
        """
        from tuiapp.catalog import stored

        if not query and (known := stored.totals(self._connection)):
            return known
        from tuiapp.catalog.adding import summing
        from tuiapp.catalog.query import Query

        where, wider = self._asked(query or Query(), typing=typing)
        return summing.totals(self._connection, where, wider)

    def divisions(self, query: Query, lane: Lane, totals: Totals | None = None) -> Divisions:
        """What a query finds in one lane, to be divided into groups with a total each; its totals spare half the time.

        Raises:
            QueryError: a value does not exist.
        """
        from tuiapp.catalog.divisions import Divisions

        return Divisions(self._connection, *self._asked(query), lane, totals.added.verdicts if totals else None)

    @cached_property
    def excerpts(self) -> Excerpts:
        """Groups and examples of what is found, for whoever shows neither rows nor totals."""
        from tuiapp.catalog.excerpts import Excerpts

        return Excerpts(self._connection, self._rows, self._compiler)

    def label(self, term: Term) -> str | None:
        """What the one value of a term is called; None where it has several, or names more than one thing."""
        from tuiapp.catalog.fields import field as field_of

        field = field_of(term.field)
        named = field is not None and field.kind in ("tree", "choice") and len(term.values) == 1
        return self._names.label(field, term.values[0]) if field is not None and named else None

    def left_out(self, query: Query, totals: Totals | None = None) -> Iterator[tuple[LaneSum, list[LeftOut]]]:
        """The totals of a query, each with the first signings it leaves out for each reason, and why; lane by lane.

        Raises:
            QueryError: a value does not exist.
        """
        from tuiapp.catalog.adding import because

        return because.left_out(self._connection, *self._asked(query), totals)

    def _asked(self, query: Query, *, typing: bool = False) -> tuple[Clause, Clause]:
        """What a query finds, and what of it is wider; a question begins."""
        from tuiapp.catalog import sums

        self._connection.begin()
        wider = sums.wider_of(self._compiler.outside(query, typing=typing))
        return self._compiler.where(query, typing=typing), wider

    def found(self, query: Query, *, typing: bool = False) -> tuple[list[Found], dict[str, SumRow]]:
        """What `rules.totals.total` adds: found signings and their other reports, and the rows around them by id.

        Raises:
            QueryError: a value does not exist; never while typing.
        """
        from tuiapp.catalog import sums

        where = self._compiler.where(query, typing=typing)
        outside = self._compiler.outside(query, typing=typing)
        found = sums.found(self._connection, where, outside)
        return found.found, found.context

    def suggest(self, text: str, cursor: int) -> list[Suggestion]:
        """What the term at the cursor can become, with the signings that would then be left."""
        from tuiapp.catalog.suggest import Suggester

        self._connection.begin()
        suggester = Suggester(self._connection, self._names, self._counts, self._compiler)
        return suggester.suggest(text, cursor, self.regions, self.sectors)

    def _where(self, query: Query, *, typing: bool) -> Clause:
        self._connection.begin()
        return self._compiler.where(query, typing=typing) if query else ALL

    @cached_property
    def _names(self) -> Names:
        from tuiapp.catalog.names import Names

        return Names(self._connection)

    @cached_property
    def _compiler(self) -> Compiler:
        from tuiapp.catalog.compile_sql import Compiler

        return Compiler(self._names, full_text=self._connection.full_text, aligned=self._connection.aligned)

    @cached_property
    def _counts(self) -> Counts:
        from tuiapp.catalog.counts import Counts

        return Counts(self._connection, self._names)

    @cached_property
    def _rows(self) -> Rows:
        return Rows(self._connection)

    @cached_property
    def _regions_by_id(self) -> dict[str, Region]:
        return {region.id: region for region in self.regions}
