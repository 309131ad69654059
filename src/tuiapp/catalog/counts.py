"""How many of the signings found are in each region, sector, year, …: what a tree shows and a suggestion promises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import compress

from tuiapp.catalog.adding.layout import ends
from tuiapp.catalog.adding.packs import Packs
from tuiapp.catalog.clause import ALL, Clause
from tuiapp.catalog.connection import Connection
from tuiapp.catalog.fields import Field
from tuiapp.catalog.finding import Finder
from tuiapp.catalog.names import Names
from tuiapp.catalog.stored import YEARS, counts

_KEPT = 4
"""Answers that are kept: regions and sectors of what is found, and of what was found before."""


class Counts:
    """Counts found signings by the values of a field; a signing of two values counts for both, for one only once."""

    def __init__(self, connection: Connection, names: Names) -> None:
        self._connection = connection
        self._names = names
        self._known: dict[tuple[str, Clause], dict[int, int]] = {}
        """The last answers: while a term is typed, what stands around it stays."""

    def tree(self, field: Field, where: Clause) -> dict[int, int]:
        """Found signings in each node of a tree and all that lies in it, by the node's rank; empty ones are absent.

        Signings with one node are counted and added up along the tree; so are those with the same several, each once
        in a node that holds two of theirs.

        Args:
            field: `region` or `sector`.
            where: what is found.
        """
        return self._of(field.id, where, lambda: self._count(field, where))

    def years(self, where: Clause) -> dict[int, int]:
        """Found signings by each year that some day of theirs lies in; an open start counts from its last year only."""
        return self._of(YEARS, where, lambda: self._years(where))

    def _of(self, what: str, where: Clause, count: Callable[[], dict[int, int]]) -> dict[int, int]:
        """Counts that are stored, or were the last, or have to be made."""
        if where == ALL and (stored := counts(self._connection, what)):
            return stored
        if (what, where) not in self._known:
            while len(self._known) >= _KEPT:
                del self._known[next(iter(self._known))]
            self._known[what, where] = count()
        return self._known[what, where]

    def _count(self, field: Field, where: Clause) -> dict[int, int]:
        packs, marks = self._found(where)
        alone = Counter(compress(packs[field.id], marks))
        self._connection.check()
        several = map(marks.__getitem__, packs[f"{field.id} several"])
        sets = Counter(compress(packs[f"{field.id} set"], several))
        counts: Counter[int] = Counter()
        for rank, number in alone.items():
            for holder in self._holding(field, rank - 1) if rank else ():
                counts[holder] += number
        ranks = packs.ranks_of(field.id)
        for one, number in sets.items():
            for holder in frozenset().union(*(self._holding(field, rank) for rank in ranks(one))):
                counts[holder] += number
        return dict(counts)

    def _years(self, where: Clause) -> dict[int, int]:
        packs, marks = self._found(where)
        counts: Counter[int] = Counter()
        for days, number in Counter(compress(packs["days"], marks)).items():
            first, last = ends(days)
            end = date.fromordinal(last).year
            for year in range(date.fromordinal(first).year if first else end, end + 1):
                counts[year] += number
        return dict(counts)

    def _found(self, where: Clause) -> tuple[Packs, bytes]:
        marks = Finder(self._connection).marks(where)
        self._connection.check()
        return Packs(self._connection), marks

    def _holding(self, field: Field, rank: int) -> frozenset[int]:
        return self._names.holders(field).get(rank, frozenset((rank,)))
