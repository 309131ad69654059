"""What adding works on, as packed columns of numbers: a total then moves numbers in memory and asks the index little.

by position   alike             the lane of each signing and how its numbers are bounded, as one number (`ALIKE`)
              turn of           the turn of a period total, 0 of what has a day
              region, sector    the rank of the only one, after which 1 is added; 0 where there are several, or none
              slot              where it stands in `order`
              event, days, …    what `layout.PACKED` says
by alike      order             the positions, sorted by that number; count, yuan: theirs, 0 where none is printed
pairs         part, whole       a signing with a day, and each whole of its own lane that it is stated to be inside;
              period part, …    the same of period totals; sorted by part, then by whole
              narrow, wide      an area of an edition, and each wider one that has a whole of its own
some          doubt             the signings with a number that must not be used
              mixed             parts under an outermost whole whose parts are not all of one branch
              placed            signings of an edition whose regions nest; place: their area, doubled, odd for an
                                outermost whole; period placed, …: the same of period totals
              inner             wholes that print no amount; inner yuan, …: what the amounts of their parts come to
              other             signings with another report; other yuan: its amount, 0 where it prints none;
                                  other bound: how that is bounded (`BOUND`)
              region several    signings of several regions; region set: which regions, as a number; the ranks of each
                                such set are in `region ranks`, each list of them beginning where `region at` says;
                                region among: the same signings by node, beginning for each where `region from` says;
                                sector several, …: the same
in turn       turn              the period totals lane by lane, in the order in which they are taken; root: their
                                outermost wholes; shape: when and where they are
by shape      first, last       the days, 0 where the start is open; at: where its regions begin in `regions`, the
                                end of the last one behind them
"""

from __future__ import annotations

from array import array
from functools import cached_property
from itertools import compress, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from tuiapp.catalog.adding.lanes import ALIKE, BOUND, LANE_BITS
from tuiapp.catalog.adding.layout import PACKED
from tuiapp.catalog.columns import Packed, pack, read_numbers, read_packed
from tuiapp.catalog.kept import kept_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tuiapp.catalog.connection import Connection


class Turn(NamedTuple):
    """A period total, as it is packed."""

    n: int
    root: int
    first: int
    """0 where the start is open."""
    last: int
    regions: tuple[int, ...]
    """Their ranks."""


class Packs:
    """The columns of one index, each read when one of its connections first asks for it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known = kept_of(connection).columns

    def __getitem__(self, name: str) -> array[int]:
        if name not in self._known:
            self._known[name] = read_packed(self._connection, f"add {name}")[0]
        return self._known[name]

    def __len__(self) -> int:
        """How many signings there are."""
        return len(self["alike"])

    @cached_property
    def alike(self) -> list[tuple[int, int, int]]:
        """Each number of `alike` there is, lowest first, with the stretch of `order` that has it."""
        starts = self["start"]
        return list(zip(self["kind"], starts, starts[1:], strict=False))

    @cached_property
    def converted(self) -> dict[int, int]:
        """Of wholes that print no amount, how many yuan of what stands for it are converted; by position."""
        columns = zip(self["inner"], self["inner converted"], strict=True)
        return {n: yuan for n, yuan in columns if yuan}

    def ranks_of(self, tree: str) -> Callable[[int], array[int]]:
        """A function from a set of several regions or sectors to their ranks."""
        at, ranks = self[f"{tree} at"], self[f"{tree} ranks"]
        return lambda number: ranks[at[number] : at[number + 1]]

    def pairs(self, kind: str, ok: bytearray) -> tuple[Sequence[int], Sequence[int]]:
        """The parts of events (``""``) or of period totals, and the whole of each, where both positions are marked."""
        parts: Sequence[int] = self[f"{kind}part"]
        wholes: Sequence[int] = self[f"{kind}whole"]
        for column in ("parts", "wholes"):
            marked = bytes(map(ok.__getitem__, parts if column == "parts" else wholes))
            if 0 in marked:
                parts, wholes = list(compress(parts, marked)), list(compress(wholes, marked))
        return parts, wholes


Numbers: TypeAlias = "dict[str, Sequence[int]]"
"""Columns by name, not packed yet."""


def by_table(connection: sqlite3.Connection) -> Numbers:
    """The columns that the tables of `relations` give, but for `inner`."""
    columns: Numbers = {**_pairs(connection), **_some(connection)}
    for tree in ("region", "sector"):
        columns |= _nodes(connection, tree)
    return columns


def packed(connection: sqlite3.Connection, columns: Numbers, turns: Sequence[Turn]) -> Iterator[Packed]:
    """All columns of an index whose other tables are complete.

    Args:
        connection: to the index.
        columns: what `by_alike` and `by_table` gave.
        turns: the period totals, in the order in which they are taken.
    """
    # Those of one lane stand together: a lane's are then a stretch of them.
    alike = columns["alike"]
    by_lane = sorted(turns, key=lambda turn: alike[turn.n] >> LANE_BITS)
    turn_of = [0] * len(alike)
    for at, turn in enumerate(by_lane):
        turn_of[turn.n] = at
    more: Numbers = {**_inner(connection), **_in_turn(by_lane), "turn of": turn_of}
    more |= zip(PACKED, read_numbers(connection, tuple(PACKED.values()), _BY_POSITION), strict=True)
    for name, column in (columns | more).items():
        yield pack(f"add {name}", column)


_BY_POSITION = (
    "(SELECT * FROM fact ORDER BY n) AS t LEFT JOIN inner AS i ON i.n = t.n LEFT JOIN part AS p ON p.n = t.n "
    "LEFT JOIN place AS l ON l.n = t.n"
)


def by_alike(connection: sqlite3.Connection) -> Numbers:
    """The columns that the table of signings gives: the lane of each, and what is sorted by it."""
    alike, count, yuan = read_numbers(
        connection,
        (ALIKE, "coalesce(t.count, 0)", "coalesce(t.yuan, 0)"),
        "(SELECT * FROM fact ORDER BY n) AS t",
    )
    order = sorted(range(len(alike)), key=alike.__getitem__)
    kinds = [alike[n] for n in order]
    slots = [0] * len(order)
    for slot, n in enumerate(order):
        slots[n] = slot
    starts = [at for at, kind in enumerate(kinds) if not at or kinds[at - 1] != kind]
    return {
        "alike": alike,
        "slot": slots,
        "order": order,
        "kind": [kinds[at] for at in starts],
        "start": [*starts, len(order)],
        "count": [count[n] for n in order],
        "yuan": [yuan[n] for n in order],
    }


def _pairs(connection: sqlite3.Connection) -> Numbers:
    columns: Numbers = {}
    for kind, period in (("", 0), ("period ", 1)):
        inside = f"(SELECT * FROM inside WHERE period = {period} ORDER BY n, whole)"
        columns[f"{kind}part"], columns[f"{kind}whole"] = read_numbers(connection, ("n", "whole"), inside)
        placed = f"(SELECT * FROM place WHERE period = {period} ORDER BY n)"
        columns[f"{kind}placed"], columns[f"{kind}place"] = read_numbers(
            connection, ("n", "place * 2 + outermost"), placed
        )
    columns["narrow"], columns["wide"] = read_numbers(connection, ("place", "wider"), "around")
    return columns


def _some(connection: sqlite3.Connection) -> Numbers:
    columns: Numbers = {}
    (columns["doubt"],) = read_numbers(connection, ("n",), "(SELECT n FROM fact WHERE doubt ORDER BY n)")
    (columns["mixed"],) = read_numbers(connection, ("n",), "(SELECT n FROM part WHERE mixed ORDER BY n)")
    others = "(SELECT * FROM other ORDER BY n, position) AS o"
    values = ("o.n", "coalesce(o.yuan, 0)", BOUND.format("o"))
    columns["other"], columns["other yuan"], columns["other bound"] = read_numbers(connection, values, others)
    return columns


def _inner(connection: sqlite3.Connection) -> Numbers:
    names = ("n", "yuan", "qualifiers", "converted")
    columns = read_numbers(connection, names, "(SELECT * FROM inner ORDER BY n)")
    return {"inner" if name == "n" else f"inner {name}": column for name, column in zip(names, columns, strict=True)}


def _nodes(connection: sqlite3.Connection, tree: str) -> Numbers:
    """Which of the nodes of a tree each signing has."""
    (only,) = read_numbers(connection, (f"coalesce({tree} + 1, 0)",), "(SELECT * FROM fact ORDER BY n)")
    sets: dict[tuple[int, ...], int] = {}
    several: list[int] = []
    numbers: list[int] = []
    rows = connection.execute(f"SELECT n, rank FROM {tree}_many ORDER BY n, rank")
    for n, group in groupby(rows, key=itemgetter(0)):
        several.append(n)
        numbers.append(sets.setdefault(tuple(rank for _n, rank in group), len(sets)))
    at, ranks = _flat(sets)
    among: list[list[int]] = [[] for _node in connection.execute(f"SELECT rank FROM {tree}")]
    for n, rank in connection.execute(f"SELECT n, rank FROM {tree}_many ORDER BY n"):
        among[rank].append(n)
    starts, members = _flat(among)
    return {
        tree: only,
        f"{tree} several": several,
        f"{tree} set": numbers,
        f"{tree} at": at,
        f"{tree} ranks": ranks,
        f"{tree} from": starts,
        f"{tree} among": members,
    }


def _flat(lists: Iterable[Sequence[int]]) -> tuple[list[int], list[int]]:
    """Lists one after another: where each begins, then where the last ends; and what is in them."""
    at, items = [0], list[int]()
    for one in lists:
        items += one
        at.append(len(items))
    return at, items


def _in_turn(turns: Sequence[Turn]) -> Numbers:
    shapes: dict[tuple[int, int, tuple[int, ...]], int] = {}
    shape = [shapes.setdefault((turn.first, turn.last, turn.regions), len(shapes)) for turn in turns]
    at, regions = _flat(ranks for _first, _last, ranks in shapes)
    return {
        "turn": [turn.n for turn in turns],
        "root": [turn.root for turn in turns],
        "shape": shape,
        "first": [first for first, _last, _ranks in shapes],
        "last": [last for _first, last, _ranks in shapes],
        "at": at,
        "regions": regions,
    }
