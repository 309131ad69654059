"""Of what has a day, what is not added: inside another, or the weaker of siblings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import compress
from typing import TYPE_CHECKING

from tuiapp.catalog.adding import siblings
from tuiapp.catalog.adding.hits import ADDED, INSIDE, SIBLING, only
from tuiapp.catalog.adding.lanes import LANE, LANE_BITS
from tuiapp.catalog.rows import chunks, listed

if TYPE_CHECKING:
    from tuiapp.catalog.adding.packs import Packs
    from tuiapp.catalog.connection import Connection, Row


class Events:
    """Leaves out, of the found signings that have a day, those that others stand in the way of."""

    def __init__(self, connection: Connection, packs: Packs, verdicts: bytearray) -> None:
        """Set the verdicts.

        Args:
            connection: to the index.
            packs: its columns.
            verdicts: what is known of each signing by itself; changed.
        """
        self._connection = connection
        self._packs = packs
        self._verdicts = verdicts
        self._ok = verdicts.translate(only(ADDED))
        narrower = self._narrower()
        connection.check()
        for n in narrower:
            verdicts[n] = INSIDE
        self._parts, self._wholes = packs.pairs("", self._ok)
        for part in self._parts:
            verdicts[part] = INSIDE
        connection.check()
        self._strike_siblings(narrower)

    def _narrower(self) -> set[int]:
        """What lies in a wider area of its edition, which has a whole that may be added."""
        packs, ok = self._packs, self._ok
        marked = bytes(map(ok.__getitem__, packs["placed"]))
        places = list(compress(packs["place"], marked))
        wholes = {place >> 1 for place in places if place & 1}
        inside = {narrow for narrow, wide in zip(packs["narrow"], packs["wide"], strict=True) if wide in wholes}
        return {n for n, place in zip(compress(packs["placed"], marked), places, strict=True) if place >> 1 in inside}

    def _strike_siblings(self, narrower: set[int]) -> None:
        """The weaker of the parts of one whole, and what is inside them and in no wider area."""
        weaker = siblings.weaker(self._connection, self._contested())
        if not weaker:
            return
        within = set(compress(self._parts, map(weaker.__contains__, self._wholes)))
        wholes: dict[int, list[int]] = defaultdict(list)
        for part, whole in zip(self._parts, self._wholes, strict=True) if within else ():
            if part in within:
                wholes[part].append(whole)
        for n in weaker:
            self._verdicts[n] = SIBLING
        for n, of in wholes.items():
            if narrower.isdisjoint((n, *of)):
                self._verdicts[n] = SIBLING

    def _contested(self) -> list[Row]:
        """Parts that no found signing contains, under wholes that have parts which are not of one branch.

        Of each what `siblings.weaker` looks at.
        """
        alike, verdicts = self._packs["alike"], self._verdicts
        return sized(
            self._connection,
            (n for n in self._packs["mixed"] if verdicts[n] == ADDED and not alike[n] >> LANE_BITS & 1),
        )


def sized(connection: Connection, positions: Iterable[int]) -> list[Row]:
    """Of each: the outermost whole, the lane, the position, yuan, count, and the key of the id."""
    rows: list[Row] = []
    for some in chunks(list(positions)):
        rows += connection.rows(
            f"SELECT t.root, {LANE}, t.n, coalesce(t.yuan, i.yuan, 0), coalesce(t.count, 0), t.id_key "
            f"FROM fact AS t LEFT JOIN inner AS i ON i.n = t.n WHERE t.n IN ({listed(some)})"
        )
    return rows
