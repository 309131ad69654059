"""Period totals that overlap in time and region, and which of them comes first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from math import inf
from typing import NamedTuple, Protocol

from tuiapp.rules.containment import Size
from tuiapp.rules.records import RegionPath, SumRow


class Spanning(Protocol):
    """A period total, as far as overlapping looks at it."""

    @property
    def id(self) -> str:
        """Its global id."""

    @property
    def first(self) -> int | None:
        """Its first day; None when it is open at the start."""

    @property
    def last(self) -> int:
        """Its last day."""

    @property
    def regions(self) -> tuple[RegionPath, ...]:
        """Where."""


Precedence = tuple[tuple[float, ...], tuple[int, int], int, int, int, str]


def precedence(row: SumRow, size: Callable[[SumRow], Size]) -> Precedence:
    """Sorts totals in the order in which they are taken.

    Wider region (a shorter path from the country; more regions), longer (open at the start is longest, and of
    two such the later end), later report (unknown is earliest), larger amount, larger count, id.
    """
    # Without the infinity at the end, (province,) would come before (province, province).
    width = (*sorted(float(len(region)) for region in row.regions), inf)
    length = (0, -row.last) if row.first is None else (1, row.first - row.last)
    yuan, count = size(row)
    return width, length, -(row.published or 0), -yuan, -count, row.id


class _Entry(NamedTuple):
    last: int
    serial: int
    root: str
    id: str


class _Ends:
    """The last days of totals by their first day, so that one question finds an overlap without a scan.

    A binary indexed tree over the ranks of the first days. Each cell holds the entry that ends last and, of
    another root, the one that ends last after it: enough to answer for all roots but one.
    """

    def __init__(self, ranks: int) -> None:
        self._ranks = ranks
        self._cells: dict[int, tuple[_Entry, ...]] = {}

    def add(self, rank: int, entry: _Entry) -> None:
        while rank <= self._ranks:
            cell = self._cells.get(rank, ())
            ordered = sorted((*cell, entry), key=lambda e: (-e.last, e.serial))
            other = next((e for e in ordered if e.root != ordered[0].root), None)
            self._cells[rank] = (ordered[0],) if other is None else (ordered[0], other)
            rank += rank & -rank

    def find(self, rank: int, not_before: int, root: str) -> _Entry | None:
        """The earliest kept entry it meets of those with at most this rank, this last day or later, another root."""
        best: _Entry | None = None
        while rank > 0:
            for entry in self._cells.get(rank, ()):
                if entry.last >= not_before and entry.root != root and (best is None or entry.serial < best.serial):
                    best = entry
            rank -= rank & -rank
        return best


class Kept:
    """The period totals kept so far, to be asked whether another overlaps one of them.

    Totals under one outermost whole are never said to overlap: those that are chosen together there are always
    of one split, because loose parts and other splits have lost before.
    """

    def __init__(self, rows: Iterable[Spanning]) -> None:
        self._firsts = sorted({_first(row) for row in rows})
        self._at: dict[RegionPath, _Ends] = {}
        self._inside: dict[RegionPath, _Ends] = {}
        self._serial = 0

    def add(self, row: Spanning, root: str) -> None:
        """Keep a total; `root` is the id of its outermost whole."""
        self._serial += 1
        entry = _Entry(row.last, self._serial, root, row.id)
        rank = bisect_right(self._firsts, _first(row))
        for region in set(row.regions):
            self._ends(self._at, region).add(rank, entry)
        for above in {region[:depth] for region in row.regions for depth in range(1, len(region) + 1)}:
            self._ends(self._inside, above).add(rank, entry)

    def overlapping(self, row: Spanning, root: str) -> str | None:
        """The id of a kept total that shares a day and a region (the same, or one inside the other) with it."""
        rank = bisect_right(self._firsts, row.last)
        first = _first(row)
        best: _Entry | None = None
        for region in row.regions:
            places = [self._inside.get(region)]
            places += [self._at.get(region[:depth]) for depth in range(1, len(region))]
            for ends in places:
                hit = ends.find(rank, first, root) if ends is not None else None
                if hit is not None and (best is None or hit.serial < best.serial):
                    best = hit
        return best.id if best else None

    def _ends(self, index: dict[RegionPath, _Ends], region: RegionPath) -> _Ends:
        if region not in index:
            index[region] = _Ends(len(self._firsts))
        return index[region]


def _first(row: Spanning) -> int:
    # The first day of the proleptic calendar is 1: an open start lies before all of them.
    return 0 if row.first is None else row.first
