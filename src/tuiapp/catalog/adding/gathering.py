"""What a query finds in one lane, as columns of numbers, picked out once: to be divided and added again and again.

Columns, because a hundred thousand signings are looked at again for each chart: a list of numbers takes a tenth of the
time of a question to the index. Few, because picking costs by the value: small numbers share one.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import compress
from operator import itemgetter
from typing import TYPE_CHECKING

from tuiapp.catalog.adding.hits import ADDED, by_itself, only, settled
from tuiapp.catalog.adding.lanes import LANE_BITS, number_of
from tuiapp.catalog.adding.layout import (
    DEPTH,
    NONE,
    POSITION,
    REGION,
    SECTOR,
    SECTORS,
)
from tuiapp.catalog.adding.packs import Packs
from tuiapp.catalog.rows import chunks, listed

if TYPE_CHECKING:
    from tuiapp.catalog.clause import Clause
    from tuiapp.catalog.connection import Connection
    from tuiapp.rules.records import Lane


class Gathered:
    """The found signings of a lane, in the default order; each column has a number for each."""

    n: array[int]
    """Their positions, ascending."""
    count: array[int]
    yuan: array[int]
    """With what stands for a missing amount."""
    kin: array[int]
    """Of a part how far before it its outermost whole and its whole stand; 0 of a whole."""
    flags: array[int]

    def __init__(
        self, connection: Connection, where: Clause, wider: Clause, lane: Lane, decided: bytes | None = None
    ) -> None:
        """Find them.

        Args:
            connection: to the index.
            where: what is found.
            wider: what of a found signing is not wholly in the query, null where all of it is.
            lane: which of it.
            decided: what becomes of each signing in the total of all that is found, where that is known.
        """
        self._connection = connection
        self.packs = packs = Packs(connection)
        verdicts = settled(connection, packs, where, wider) if decided is None else by_itself(decided)
        self._found = found = list(compress(range(len(verdicts)), verdicts))
        alike, number = packs["alike"], number_of(lane)
        self.n = array("i", [n for n in found if alike[n] >> LANE_BITS == number])
        self.kin = self._column("kin")
        # To the numbers that can be missing 1 was added.
        self.count, self.yuan = self._column("told", -1), self._column("worth", -1)
        self.flags = self._column("bounds")
        self._alone = bytes(self._pick(verdicts)).translate(only(ADDED))
        """1 for each that nothing stands against by itself."""

    def _column(self, name: str, more: int = 0) -> array[int]:
        """A packed column of what is found, with a number added to each of its own."""
        values = self._pick(self.packs[name])
        return array("q", map(more.__add__, values) if more else values)

    def _pick(self, column: Sequence[int]) -> Sequence[int]:
        """What a column has of each that is found."""
        # In half the time that a step for each takes; of one alone it would be no sequence.
        return self._picker(column) if len(self.n) > 1 else [column[n] for n in self.n]

    @cached_property
    def _picker(self) -> Callable[[Sequence[int]], tuple[int, ...]]:
        return itemgetter(*self.n)

    @cached_property
    def event(self) -> array[int]:
        """The event of each."""
        return self._column("event")

    @cached_property
    def days(self) -> array[int]:
        """The first and the last day of each in one number; see `layout.ends`."""
        return self._column("days")

    @cached_property
    def placed(self) -> list[tuple[int, int]]:
        """Those that nothing stands against in an area of an edition whose regions nest, and that area.

        It is doubled, and odd for an outermost whole.
        """
        areas = self._pick(self.packs["area"])
        return [(index, areas[index] - 1) for index in compress(self.alone, map(areas.__getitem__, self.alone))]

    @property
    def all_days(self) -> set[int]:
        """The days of all that is found, in whichever lane; see `layout.ends`."""
        return set(map(self.packs["days"].__getitem__, self._found))

    def __len__(self) -> int:
        return len(self.n)

    @cached_property
    def sectors(self) -> list[int]:
        """The only sector of each, `SEVERAL` or `NONE`."""
        return [(flags >> SECTOR & (1 << SECTORS) - 1) + NONE for flags in self.flags]

    @cached_property
    def regions(self) -> list[int]:
        """The only region of each, or `SEVERAL`."""
        return [(flags >> REGION) + NONE for flags in self.flags]

    @cached_property
    def alone(self) -> list[int]:
        """Those that nothing stands against by itself."""
        return list(compress(range(len(self._alone)), self._alone))

    @cached_property
    def _parts(self) -> list[int]:
        """Those of them that are parts."""
        return list(compress(self.alone, map(self.kin.__getitem__, self.alone)))

    @cached_property
    def mixed_parts(self) -> list[tuple[int, int]]:
        """Of these those under an outermost whole whose parts are not all of one branch, each with its position."""
        n, kin, mixed = self.n, self.kin, set(self.packs["mixed"])
        return [(index, n[index] - (kin[index] >> POSITION + DEPTH)) for index in self._parts if n[index] in mixed]

    def at(self, n: int) -> int | None:
        """Where the signing at a position of the default order stands, if it is found."""
        index = bisect_left(self.n, n)
        return index if index < len(self.n) and self.n[index] == n else None

    @cached_property
    def pairs(self) -> tuple[list[int], list[int]]:
        """Parts, and of each a found whole of the lane that it is stated to be inside; nothing is against either."""
        n, kin, alone = self.n, self.kin, self._alone
        mask = (1 << POSITION) - 1
        places = dict(zip(n, range(len(n)), strict=True))
        shallow = [index for index in self._parts if not kin[index] & 1]
        above = [places.get(n[index] - (kin[index] >> DEPTH & mask), -1) for index in shallow]
        both = [index >= 0 and alone[index] for index in above]
        parts, wholes = list(compress(shallow, both)), list(compress(above, both))
        for some in chunks([n[index] for index in self._parts if kin[index] & 1]):
            for part, whole in self._connection.rows(f"SELECT n, whole FROM inside WHERE n IN ({listed(some)})"):
                index = places.get(whole)
                if index is not None and alone[index]:
                    parts.append(places[part])
                    wholes.append(index)
        return parts, wholes

    def sets(self, tree: str, indexes: Iterable[int]) -> list[int]:
        """Which regions or sectors some of them have, each several, in the order of positions; see `Packs.ranks_of`."""
        wanted = bytearray(len(self.packs))
        for index in indexes:
            wanted[self.n[index]] = 1
        return list(compress(self.packs[f"{tree} set"], map(wanted.__getitem__, self.packs[f"{tree} several"])))

    def highs(self, indexes: Sequence[int]) -> Mapping[int, tuple[int, int]]:
        """The sums' upper ends of some of them: of the count, and of the yuan."""
        found: dict[int, tuple[int, int]] = {}
        for some in chunks(indexes):
            at = {self.n[index]: index for index in some}
            sql = (
                "SELECT n, coalesce(count_high, count, 0), coalesce(yuan_high, yuan, 0) FROM fact "
                f"WHERE n IN ({listed(at)})"
            )
            found.update((at[n], (count, yuan)) for n, count, yuan in self._connection.rows(sql))
        return found

    def converted_inside(self) -> dict[int, int]:
        """Of those that print no amount, how many yuan of what stands for it are converted."""
        found: dict[int, int] = {}
        for n, yuan in self.packs.converted.items():
            index = self.at(n)
            if index is not None and self._alone[index]:
                found[index] = yuan
        return found
