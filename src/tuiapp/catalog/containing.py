"""What one column adds that lies in what another adds, and whether all that one finds is found by another.

All is asked of packed columns and of the bits of what is added: no row is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import compress
from typing import TYPE_CHECKING

from tuiapp.catalog.adding.hits import WIDER
from tuiapp.catalog.adding.lanes import LANE_BITS
from tuiapp.catalog.adding.layout import DEPTH, POSITION

if TYPE_CHECKING:
    from tuiapp.catalog.adding.packs import Packs
    from tuiapp.catalog.totals import Added

_NEAR = (1 << POSITION) - 1
_WHOLLY = bytes(verdict not in (0, WIDER) for verdict in range(256))
"""A table for `translate`: 1 for what lies wholly in a query, 0 for every other verdict."""


class Holding:
    """What a column adds of one lane, and which of it can lie in another signing of that lane."""

    def __init__(self, packs: Packs, added: Added, positions: Sequence[int]) -> None:
        """Take what is known.

        Args:
            packs: the columns of the index.
            added: all that the column adds.
            positions: what it adds of the lane, ascending.
        """
        self._added = added
        self._kin, self._area, self._alike = packs["kin"], packs["area"], packs["alike"]
        self._packs = packs
        self._parts = list(compress(positions, map(self._kin.__getitem__, positions)))
        self._placed = list(compress(positions, map(self._area.__getitem__, positions)))

    def inside(self, other: Holding) -> dict[int, int]:
        """By position what this column adds inside a signing that the other adds, with the position of that.

        It is inside when that is a whole it is stated to be a part of, at any depth and through whichever lanes; or
        when it, or such a whole of it, has narrower regions than an outermost whole of the same edition.
        """
        found: dict[int, int] = {}
        for n in self._parts:
            for whole in self.wholes(n):
                if whole in other._added and self._in_one_lane(whole, n):
                    found[n] = whole
                    break
        around = self._around(other)
        for n in (*self._parts, *self._placed) if around else ():
            areas = ((self._area[one], one) for one in (n, *self.wholes(n)))
            wider = (around.get(area - 1 >> 1) for area, one in areas if area and self._in_one_lane(one, n))
            first = next((whole for whole in wider if whole is not None), None)
            if first is not None:
                found.setdefault(n, first)
        return found

    def _in_one_lane(self, one: int, other: int) -> bool:
        return self._alike[one] >> LANE_BITS == self._alike[other] >> LANE_BITS

    def wholes(self, n: int) -> Iterator[int]:
        """The positions of all that a signing is stated to be inside, the nearest first."""
        while before := self._kin[n] >> DEPTH & _NEAR:
            n -= before
            yield n

    def _around(self, other: Holding) -> dict[int, int]:
        """By area the first outermost whole of a wider area of its edition that the other column adds."""
        # To the area, doubled, 1 is added, and 1 more for an outermost whole: that makes it even.
        outermost = {self._area[n] - 1 >> 1: n for n in reversed(other._placed) if not self._area[n] & 1}
        if not outermost or not (self._parts or self._placed):
            return {}
        around: dict[int, list[int]] = defaultdict(list)
        for narrow, wide in zip(self._packs["narrow"], self._packs["wide"], strict=True):
            if wide in outermost:
                around[narrow].append(outermost[wide])
        return {area: min(wholes) for area, wholes in around.items()}


def lies_in(some: Added, other: Added) -> bool:
    """Whether there is something wholly in one query, and all of it is wholly in the other."""
    if some.verdicts is None or other.verdicts is None:
        return some.verdicts is not None and other.verdicts is None  # that one finds everything
    mine, theirs = (int.from_bytes(one.translate(_WHOLLY), "little") for one in (some.verdicts, other.verdicts))
    return bool(mine) and mine & theirs == mine
