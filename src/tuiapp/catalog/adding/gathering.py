"""What a query finds in one lane, as columns of numbers: read once, to be divided and added as often as it is asked.

Columns, because a hundred thousand signings are looked at again for each chart: a list of numbers takes a tenth of the
time of a question to the index. Few, because reading costs by the value: small numbers share one.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final

from tuiapp.catalog.packing import QUALIFIERS, unpack_ranks
from tuiapp.catalog.rows import chunks
from tuiapp.rules.records import BASES, MEASURES, STAGES, UNITS, Lane
from tuiapp.values.qualifier import Qualifier

if TYPE_CHECKING:
    from tuiapp.catalog.clause import Clause
    from tuiapp.catalog.connection import Connection

SEVERAL, NONE = -1, -2
"""In place of a sector's rank where a signing has several, or none; of a region's the first stands for both."""
MISSING: Final = -1
"""In place of a number that is not printed."""
BITS = len(QUALIFIERS)
"""The bits of a qualifier: of the flags the lowest are the count's, the next the amount's."""
FOREIGN: Final = 1 << 2 * BITS
"""The amount is converted by us."""
ALONE: Final = FOREIGN << 1
"""Nothing stands against it by itself: all of it is in the query, and it is in no doubt."""
_ABOUT = 1 << QUALIFIERS.index(Qualifier.ABOUT)
_SECTOR, _SECTORS, _REGION = 2 * BITS + 2, 12, 2 * BITS + 14
"""Where the only sector stands in the flags, how many bits it has, and where the only region does."""
_DAY = 24
"""Bits of a day."""
_DEPTH, _POSITION = 1, 30
"""Bits of whether a part is a part of a part, and of how far before it its whole stands."""
_AT_ONCE = 5000

_COLUMNS = (
    ("n", "i", "t.n"),
    ("event", "i", "t.event"),
    ("days", "q", f"t.first << {_DAY} | t.last"),
    ("count", "q", f"coalesce(t.count, {MISSING})"),
    ("yuan", "q", f"coalesce(t.yuan, i.yuan, {MISSING})"),
    ("kin", "q", f"coalesce((t.n - t.root << {_POSITION} | t.n - p.whole) << {_DEPTH} | (t.depth > 1), 0)"),
    ("place", "i", f"coalesce(l.place * 2 + l.outermost, {MISSING})"),
    # An amount converted by us is about, and what stands for a missing one has qualifiers of its own.
    (
        "flags",
        "q",
        "coalesce(1 << t.count_qualifier, 0) "
        f"| (CASE WHEN t.yuan IS NULL THEN coalesce(i.qualifiers, 0) WHEN t.currency <> 'CNY' THEN {_ABOUT} "
        f"ELSE 1 << t.yuan_qualifier END << {BITS}) "
        f"| CASE WHEN t.yuan IS NOT NULL AND t.currency <> 'CNY' THEN {FOREIGN} ELSE 0 END "
        f"| (coalesce(t.sector, CASE WHEN t.sector_key IS NULL THEN {NONE} ELSE {SEVERAL} END) - {NONE} << {_SECTOR}) "
        f"| (coalesce(t.region, {SEVERAL}) - {NONE} << {_REGION})",
    ),
)


class Gathered:
    """The found signings of a lane, in the default order; each column has a number for each."""

    n: array[int]
    event: array[int]
    days: array[int]
    """The first and the last day in one number; see `ends`."""
    count: array[int]
    yuan: array[int]
    """With what stands for a missing amount."""
    kin: array[int]
    """Of a part how far before it its outermost whole and its whole stand; 0 of a whole."""
    place: array[int]
    """The area where the regions of its edition nest, doubled; odd for an outermost whole."""
    flags: array[int]

    def __init__(self, connection: Connection, where: Clause, wider: Clause, lane: Lane) -> None:
        """Find them.

        Args:
            connection: to the index.
            where: what is found.
            wider: what of a found signing is not wholly in the query, null where all of it is.
            lane: which of it.
        """
        self._connection = connection
        for name, code, _sql in _COLUMNS:
            setattr(self, name, array(code))
        numbers = (STAGES.index(lane.stage), MEASURES.index(lane.measure), UNITS.index(lane.unit))
        alone = f"CASE WHEN ({wider.sql}) IS NULL AND NOT t.doubt THEN {ALONE} ELSE 0 END"
        columns = ", ".join(sql for _name, _code, sql in _COLUMNS)
        found = connection.each(
            f"SELECT {columns} | {alone} FROM fact AS t LEFT JOIN inner AS i ON t.yuan IS NULL AND i.n = t.n "
            "LEFT JOIN part AS p ON t.depth > 0 AND p.n = t.n LEFT JOIN place AS l ON l.n = t.n "
            "WHERE t.stage = ? AND t.measure = ? AND t.unit = ? AND t.basis = ? "
            f"AND {where.sql} ORDER BY t.n",
            (*wider.parameters, *numbers, BASES.index(lane.basis), *where.parameters),
        )
        arrays = [getattr(self, name) for name, _code, _sql in _COLUMNS]
        while rows := list(islice(found, _AT_ONCE)):
            for column, values in zip(arrays, zip(*rows, strict=True), strict=True):
                column.extend(values)

    def __len__(self) -> int:
        return len(self.n)

    @staticmethod
    def ends(days: int) -> tuple[int, int]:
        """The first and the last day; the first is 0 where it is open."""
        return days >> _DAY, days & (1 << _DAY) - 1

    @cached_property
    def sectors(self) -> list[int]:
        """The only sector of each, `SEVERAL` or `NONE`."""
        return [(flags >> _SECTOR & (1 << _SECTORS) - 1) + NONE for flags in self.flags]

    @cached_property
    def regions(self) -> list[int]:
        """The only region of each, or `SEVERAL`."""
        return [(flags >> _REGION) + NONE for flags in self.flags]

    @cached_property
    def alone(self) -> list[int]:
        """Those that nothing stands against by itself."""
        return [index for index, flags in enumerate(self.flags) if flags & ALONE]

    @cached_property
    def parts(self) -> list[tuple[int, int]]:
        """Those of them that are parts, each with the position of its outermost whole."""
        n, kin = self.n, self.kin
        return [(index, n[index] - (kin[index] >> _POSITION + _DEPTH)) for index in self.alone if kin[index]]

    def at(self, n: int) -> int | None:
        """Where the signing at a position of the default order stands, if it is found."""
        index = bisect_left(self.n, n)
        return index if index < len(self.n) and self.n[index] == n else None

    @cached_property
    def pairs(self) -> list[tuple[int, int]]:
        """A part and each found whole of the lane that it is stated to be inside, where nothing is against either."""
        n, kin, flags = self.n, self.kin, self.flags
        mask = (1 << _POSITION) - 1
        places = {position: index for index, position in enumerate(n)}
        found: list[tuple[int, int]] = []
        deep: list[int] = []
        for index, _root in self.parts:
            if kin[index] & 1:
                deep.append(n[index])
                continue
            above = places.get(n[index] - (kin[index] >> _DEPTH & mask))
            if above is not None and flags[above] & ALONE:
                found.append((index, above))
        for some in chunks(deep):
            listed = ",".join(map(str, some))
            for part, whole in self._connection.rows(f"SELECT n, whole FROM inside WHERE n IN ({listed})"):
                above = places.get(whole)
                if above is not None and flags[above] & ALONE:
                    found.append((places[part], above))
        return found

    def members(self, column: str, indexes: Iterable[int]) -> dict[int, tuple[int, ...]]:
        """All `regions` or `sectors` of some of them, by rank."""
        known: dict[str, tuple[int, ...]] = {}
        found: dict[int, tuple[int, ...]] = {}
        for some in chunks(list(indexes)):
            at = {self.n[index]: index for index in some}
            sql = f"SELECT n, {column} FROM signing WHERE n IN ({','.join(map(str, at))})"
            for n, packed in self._connection.rows(sql):
                if packed not in known:
                    known[packed] = unpack_ranks(packed)
                found[at[n]] = known[packed]
        return found

    def highs(self, indexes: Sequence[int]) -> Mapping[int, tuple[int, int]]:
        """The sums' upper ends of some of them: of the count, and of the yuan."""
        found: dict[int, tuple[int, int]] = {}
        for some in chunks(indexes):
            at = {self.n[index]: index for index in some}
            sql = (
                "SELECT n, coalesce(count_high, count, 0), coalesce(yuan_high, yuan, 0) FROM fact "
                f"WHERE n IN ({','.join(map(str, at))})"
            )
            found.update((at[n], (count, yuan)) for n, count, yuan in self._connection.rows(sql))
        return found

    def converted_inside(self) -> dict[int, int]:
        """Of those that print no amount, how many yuan of what stands for it are converted."""
        lacking = [index for index in self.alone if self.flags[index] & (_ABOUT << BITS | FOREIGN) == _ABOUT << BITS]
        found: dict[int, int] = {}
        for some in chunks(lacking):
            at = {self.n[index]: index for index in some}
            sql = f"SELECT n, converted FROM inner WHERE converted > 0 AND n IN ({','.join(map(str, at))})"
            found.update((at[n], converted) for n, converted in self._connection.rows(sql))
        return found
