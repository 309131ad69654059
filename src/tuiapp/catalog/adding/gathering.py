"""What a query finds in one lane, as columns of numbers, picked out once: to be divided and added again and again.

Columns, because a hundred thousand signings are looked at again for each chart: a list of numbers takes a tenth of the
time of a question to the index. Few, because picking costs by the value: small numbers share one.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING

from tuiapp.catalog.adding.hits import ADDED, again, find
from tuiapp.catalog.adding.lanes import LANE_BITS, number_of
from tuiapp.catalog.adding.layout import (
    ABOUT,
    ALONE,
    BITS,
    DEPTH,
    FOREIGN,
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
    event: array[int]
    days: array[int]
    """The first and the last day in one number; see `layout.ends`."""
    count: array[int]
    yuan: array[int]
    """With what stands for a missing amount."""
    kin: array[int]
    """Of a part how far before it its outermost whole and its whole stand; 0 of a whole."""
    place: array[int]
    """The area where the regions of its edition nest, doubled; odd for an outermost whole."""
    flags: array[int]

    def __init__(
        self, connection: Connection, where: Clause, wider: Clause, lane: Lane, settled: bytes | None = None
    ) -> None:
        """Find them.

        Args:
            connection: to the index.
            where: what is found.
            wider: what of a found signing is not wholly in the query, null where all of it is.
            lane: which of it.
            settled: what becomes of each signing in the total of all that is found, where that is known.
        """
        self._connection = connection
        self.packs = packs = Packs(connection)
        found, verdicts = find(connection, packs, where, wider) if settled is None else again(settled)
        self._found = found
        alike, number = packs["alike"], number_of(lane)
        self.n = array("i", [n for n in found if alike[n] >> LANE_BITS == number])
        self.event, self.days, self.kin = map(self._column, ("event", "days", "kin"))
        # To the numbers that can be missing 1 was added.
        self.count, self.yuan, self.place = (self._column(name, -1) for name in ("told", "worth", "area"))
        self.flags = self._column("bounds")
        for index, n in enumerate(self.n):
            if verdicts[n] == ADDED:
                self.flags[index] |= ALONE

    def _column(self, name: str, more: int = 0) -> array[int]:
        """A packed column of what is found, with a number added to each of its own."""
        values = map(self.packs[name].__getitem__, self.n)
        return array("q", map(more.__add__, values) if more else values)

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
        return [index for index, flags in enumerate(self.flags) if flags & ALONE]

    @cached_property
    def parts(self) -> list[tuple[int, int]]:
        """Those of them that are parts, each with the position of its outermost whole."""
        n, kin = self.n, self.kin
        return [(index, n[index] - (kin[index] >> POSITION + DEPTH)) for index in self.alone if kin[index]]

    @cached_property
    def mixed_parts(self) -> list[tuple[int, int]]:
        """Of these parts those under an outermost whole whose parts are not all of one branch."""
        n, mixed = self.n, set(self.packs["mixed"])
        return [(index, root) for index, root in self.parts if n[index] in mixed]

    def at(self, n: int) -> int | None:
        """Where the signing at a position of the default order stands, if it is found."""
        index = bisect_left(self.n, n)
        return index if index < len(self.n) and self.n[index] == n else None

    @cached_property
    def pairs(self) -> list[tuple[int, int]]:
        """A part and each found whole of the lane that it is stated to be inside, where nothing is against either."""
        n, kin, flags = self.n, self.kin, self.flags
        mask = (1 << POSITION) - 1
        places = {position: index for index, position in enumerate(n)}
        found: list[tuple[int, int]] = []
        deep: list[int] = []
        for index, _root in self.parts:
            if kin[index] & 1:
                deep.append(n[index])
                continue
            above = places.get(n[index] - (kin[index] >> DEPTH & mask))
            if above is not None and flags[above] & ALONE:
                found.append((index, above))
        for some in chunks(deep):
            for part, whole in self._connection.rows(f"SELECT n, whole FROM inside WHERE n IN ({listed(some)})"):
                above = places.get(whole)
                if above is not None and flags[above] & ALONE:
                    found.append((places[part], above))
        return found

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
        lacking = [index for index in self.alone if self.flags[index] & (ABOUT << BITS | FOREIGN) == ABOUT << BITS]
        found: dict[int, int] = {}
        for some in chunks(lacking):
            at = {self.n[index]: index for index in some}
            sql = f"SELECT n, converted FROM inner WHERE converted > 0 AND n IN ({listed(at)})"
            found.update((at[n], converted) for n, converted in self._connection.rows(sql))
        return found
