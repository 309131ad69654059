"""Which signings meet a clause: each term of a query by the way it is found soonest, and once.

While a query is typed, its terms but the last stay what they were; those are kept, and only the last is found anew.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from itertools import groupby, pairwise
from operator import or_
from typing import TYPE_CHECKING

from tuiapp.catalog import bits, common
from tuiapp.catalog.adding.layout import ends
from tuiapp.catalog.adding.packs import Packs
from tuiapp.catalog.clause import ALL, NONE, Clause
from tuiapp.catalog.columns import Columns
from tuiapp.catalog.kept import kept_of
from tuiapp.catalog.packing import unpack_numbers
from tuiapp.catalog.ways import Flagged, InNodes, Joined, Listed, Matching, NotOnDays, OnDays, Valued, Without

if TYPE_CHECKING:
    from tuiapp.catalog.connection import Connection

_BYTE = 256


class Finder:
    """Finds signings over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._kept = kept_of(connection)
        self.total = int(connection.value("SELECT value FROM meta WHERE key = 'signings'") or 0)
        """How many signings there are."""

    def find(self, clause: Clause) -> int:
        """The bits of the signings that meet a clause; see `bits`.

        Raises:
            Interrupted: it is not asked for any more.
        """
        if clause == ALL:
            return bits.all_of(self.total)
        if clause == NONE:
            return 0
        found = self._kept.found(clause)
        if found is None:
            self._connection.check()
            found = self._find(clause)
            self._kept.keep(clause, found)
        return found

    def marks(self, clause: Clause) -> bytes:
        """The same as marks."""
        return bits.marks_of(self.find(clause), self.total)

    def _find(self, clause: Clause) -> int:
        match clause.way:
            case Joined(word, clauses):
                return self._joined(word, clauses)
            case Without(other):
                return self.find(other) ^ bits.all_of(self.total)
            case Listed(sql):
                return self._listed(sql, clause.parameters)
            case Matching():
                return self._matching(clause.parameters)
            case Valued(field, spans):
                return self._ranked(field, lambda values: _within(values, spans))
            case Flagged(field, mask):
                return self._ranked(field, lambda values: bytes(value & mask != 0 for value in values))
            case OnDays() | NotOnDays():
                return self._ranked("date", _days(clause.way))
            case InNodes():
                return self._nodes(clause.way) if clause.way.stretches or clause.way.outside else 0
        return self._listed(f"SELECT t.n FROM fact AS t WHERE {clause.sql}", clause.parameters)

    def _joined(self, word: str, clauses: Iterable[Clause]) -> int:
        if word == "OR":
            return reduce(or_, map(self.find, clauses), 0)
        found = bits.all_of(self.total)
        for clause in clauses:
            found &= self.find(clause)
            if not found:
                break
        return found

    def _matching(self, parameters: Sequence[int | str]) -> int:
        found = common.found(self._connection, str(parameters[0]))
        if found is not None:
            return found
        docs = self._numbers("SELECT rowid FROM signing_words WHERE signing_words MATCH ?", parameters)
        if not self._connection.aligned:
            docs = list(map(Columns(self._connection).by_doc().__getitem__, docs))
        return bits.of_positions(docs, self.total)

    def _listed(self, sql: str, parameters: Sequence[int | str]) -> int:
        return bits.of_positions(self._numbers(sql, parameters), self.total)

    def _numbers(self, sql: str, parameters: Sequence[int | str]) -> list[int]:
        # One text, read as JSON: to fetch as many rows takes twice as long.
        text = self._connection.value(f"WITH found (n) AS ({sql}) SELECT group_concat(n) FROM found", parameters)
        return unpack_numbers(text)

    def _ranked(self, field: str, meet: Callable[[Sequence[int]], bytes]) -> int:
        """The signings whose value of a field meets something.

        Args:
            field: one of `columns.VALUED`.
            meet: 1 for each of some values that does, 0 for every other.
        """
        columns = Columns(self._connection)
        wanted = meet(columns.values(field))
        if len(wanted) < _BYTE:
            ranks = columns.ranks(field).of
            return bits.of_marks(ranks.tobytes().translate(wanted.ljust(_BYTE, b"\0")))
        order, key = columns.order(field), columns.ranks(field).of.__getitem__
        found = [
            (bisect_left(order, first, key=key), bisect_right(order, last, key=key)) for first, last in _runs(wanted)
        ]
        if 2 * sum(stop - start for start, stop in found) < self.total:
            return self._picked(order, found)
        others = pairwise([0, *(end for run in found for end in run), self.total])
        return self._picked(order, list(others)[::2]) ^ bits.all_of(self.total)

    def _picked(self, order: Sequence[int], stretches: Iterable[tuple[int, int]]) -> int:
        marks = bytearray(self.total)
        for start, stop in stretches:
            self._connection.check()
            for n in order[start:stop]:
                marks[n] = 1
        return bits.of_marks(marks)

    def _nodes(self, way: InNodes) -> int:
        """The signings with some node of a tree: that of most is their only one, and stands in a column."""
        packs, tree = Packs(self._connection), way.tree
        column, at = packs[tree], packs[f"{tree} from"]
        wanted = bytearray([way.outside]) * (len(at) - 1)
        for low, high in way.stretches:
            wanted[low : high + 1] = bytes([not way.outside]) * (high + 1 - low)
        # To the rank of an only node 1 is added; 0 has none, or several.
        alone = b"\0" + wanted
        if column.itemsize == 1:
            marks = bytearray(column.tobytes().translate(alone[:_BYTE].ljust(_BYTE, b"\0")))
        else:
            marks = bytearray(map(alone.__getitem__, column))
        self._connection.check()
        several = packs[f"{tree} among"]
        for first, last in _runs(wanted):
            for n in several[at[first] : at[last + 1]]:
                marks[n] = 1
        return bits.of_marks(marks)


def _within(values: Sequence[int], spans: Iterable[tuple[int, int]]) -> bytes:
    """Which of some values, ascending, are in one of some spans."""
    met = bytearray(len(values))
    for low, high in spans:
        start, stop = bisect_left(values, low), bisect_right(values, high)
        met[start:stop] = b"\1" * (stop - start)
    return bytes(met)


def _days(way: OnDays | NotOnDays) -> Callable[[Sequence[int]], bytes]:
    """Which days meet a condition, the last of them packed before the first; `fields` says the same in SQL."""

    def meet(values: Sequence[int]) -> bytes:
        days = map(ends, values)
        if isinstance(way, NotOnDays):
            return bytes(not (first >= way.first and last <= way.last) for last, first in days)
        low, high, end = way
        return bytes(last >= low and first <= high and (first > 0 or last <= end) for last, first in days)

    return meet


def _runs(wanted: bytes | bytearray) -> Iterator[tuple[int, int]]:
    """The first and the last place of each row of ones."""
    at = 0
    for one, row in groupby(wanted):
        length = len(list(row))
        if one:
            yield at, at + length - 1
        at += length
