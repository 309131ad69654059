"""Positions in an order of several keys, of which only what is looked at is ever sorted.

By the first key all positions stand in their packed order already; those that are found are picked out of it. Rows
equal by it are a group, and a group is sorted by the other keys when a window reaches into it: a large one again by
picking out of an order, a small one by sorting. So the length, the place of a row and any window, the last one
included, are had at once.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import compress
from typing import NamedTuple, Protocol

from tuiapp.catalog.columns import Ranks

_SMALL = 20_000
"""Positions that are sorted rather than picked out of an order of all: both take some 10 ms of a million."""
_KEPT = 4
"""Sorted groups that are kept: the one under the cursor, and those beside it."""


class Key(NamedTuple):
    """One key of an order."""

    ranks: Ranks
    order: Callable[[], array[int]]
    """Reads the positions of all rows by this key, lowest first, missing values last, equal ones by id."""
    descending: bool = False
    name: str = ""
    """The field, by which what was picked is found again."""

    def value(self, n: int) -> int:
        """What grows along the order."""
        rank, known = self.ranks.of[n], self.ranks.known
        return known - 1 - rank if self.descending and rank < known else rank

    def sort(self, positions: list[int]) -> list[int]:
        """The positions by this key, missing values last; equal ones stay as they are."""
        ranks, known = self.ranks
        if not self.descending:
            return sorted(positions, key=ranks.__getitem__)
        there = [n for n in positions if ranks[n] < known]
        there.sort(key=ranks.__getitem__, reverse=True)
        return there + [n for n in positions if ranks[n] == known]

    def pick(self, chosen: bytearray | None) -> array[int]:
        """The positions of chosen rows, of all where that is None, by this key; equal ones by id, or backwards."""
        order, ranks = self.order(), self.ranks
        if chosen is not None:
            order = array("I", compress(order, map(chosen.__getitem__, order)))
        if self.descending:
            there = bisect_left(order, ranks.known, key=ranks.of.__getitem__)
            missing = order[there:]
            del order[there:]
            order.reverse()
            order += missing
        return order


Picked = dict[tuple[str, bool], "array[int]"]
"""Positions by a key: by its name, and whether it is turned round."""


class Ordered(Protocol):
    """Positions in an order."""

    def __len__(self) -> int: ...
    def window(self, start: int, stop: int) -> list[int]:
        """The positions from start up to stop, which lie within what there is."""

    def place(self, n: int) -> int:
        """Where a position stands, or would stand."""


class _Sorted:
    """Positions that are sorted by all keys."""

    def __init__(self, positions: Sequence[int], keys: Sequence[Key]) -> None:
        self._positions = positions
        self._keys = keys

    def __len__(self) -> int:
        return len(self._positions)

    def window(self, start: int, stop: int) -> list[int]:
        """As in `Ordered`."""
        return list(self._positions[start:stop])

    def place(self, n: int) -> int:
        """As in `Ordered`."""
        return bisect_left(self._positions, self._values(n), key=self._values)

    def _values(self, n: int) -> list[int]:
        return [key.value(n) for key in self._keys]


class _Grouped:
    """Many positions, by the first key; groups are sorted by the others when they are looked at."""

    def __init__(self, positions: Sequence[int], keys: Sequence[Key], total: int, picked: Picked) -> None:
        self._first, *self._others = keys
        self._total = total
        by = (self._first.name, self._first.descending)
        if by not in picked:
            picked.clear()  # one order is enough: mostly a key is added behind the others
            picked[by] = self._first.pick(None if len(positions) == total else _flags(positions, total))
        self._positions = picked[by]
        self._groups: dict[int, Ordered] = {}

    def __len__(self) -> int:
        return len(self._positions)

    def window(self, start: int, stop: int) -> list[int]:
        """As in `Ordered`."""
        found: list[int] = []
        while start < stop:
            low, high = self._around(start)
            end = min(stop, high)
            found += self._group(low, high).window(start - low, end - low)
            start = end
        return found

    def place(self, n: int) -> int:
        """As in `Ordered`."""
        low, high = self._bounds(self._first.value(n), 0, len(self._positions))
        return low + self._group(low, high).place(n) if low < high else low

    def _around(self, at: int) -> tuple[int, int]:
        """Where the group begins and ends that a place lies in; most groups of many values are one row."""
        positions, key = self._positions, self._first.value
        value = key(positions[at])
        first = at == 0 or key(positions[at - 1]) != value
        last = at + 1 == len(positions) or key(positions[at + 1]) != value
        return self._bounds(value, at if first else 0, at + 1 if last else len(positions))

    def _bounds(self, value: int, low: int, high: int) -> tuple[int, int]:
        """Where the group of a value begins and ends, between two places."""
        positions, key = self._positions, self._first.value
        low = bisect_left(positions, value, low, high, key=key)
        return low, bisect_right(positions, value, low, high, key=key)

    def _group(self, low: int, high: int) -> Ordered:
        if low not in self._groups:
            while len(self._groups) >= _KEPT:
                del self._groups[next(iter(self._groups))]
            self._groups[low] = self._sorted(self._positions[low:high])
        return self._groups[low]

    def _sorted(self, group: array[int]) -> Ordered:
        if len(group) > 1 and len(self._others) > 1:
            return ordered(group, self._others, self._total)
        # By id they are already, but for a column that was turned round.
        if self._first.descending and self._first.ranks.of[group[0]] < self._first.ranks.known:
            group.reverse()
        return _Sorted(group, self._others)


def ordered(positions: Sequence[int], keys: Sequence[Key], total: int, picked: Picked | None = None) -> Ordered:
    """Positions in an order.

    Args:
        positions: what is found, each once.
        keys: most significant first, the last of them different for all.
        total: how many signings there are.
        picked: these positions as they were picked last by a first key; changed.
    """
    if len(positions) > _SMALL:
        return _Grouped(positions, keys, total, {} if picked is None else picked)
    found = list(positions)
    for key in reversed(keys):
        found = key.sort(found)
    return _Sorted(found, keys)


def _flags(positions: Iterable[int], total: int) -> bytearray:
    """1 at each of these positions, of so many."""
    marks = bytearray(total)
    for n in positions:
        marks[n] = 1
    return marks
