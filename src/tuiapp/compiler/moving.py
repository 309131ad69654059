"""Finds the positions of signings that come between others, and moves the others."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from typing import NamedTuple

from tuiapp.compiler.staging import OLD, columns

PAIRS = ("signing_region", "signing_sector", "signing_counterpart", "signing_report")
"""The tables of what a signing can have several of."""
_END = 2**62


class Tree(NamedTuple):
    """Signings that follow each other in the default order, the first of which is in no whole."""

    last: int
    """Its last day."""
    event: str
    """The id of its event."""
    root: int
    rows: tuple[int, ...]
    """The signings in their order: provisional numbers, or the present positions of those that move."""


class Moves:
    """The positions of all signings after some have gone and others have come.

    Until it is applied the index has the positions as they were.
    """

    def __init__(self, connection: sqlite3.Connection, going: Collection[int], trees: Sequence[Tree]) -> None:
        """Find them.

        Args:
            connection: to the index.
            going: the present positions of those that do not stay where they are; a table `going` has them as well.
            trees: those that are at no place yet, in the default order.
        """
        self._connection = connection
        going = sorted(going)
        self.positions: dict[int, int] = {}
        """The positions from now on of what is in the trees."""
        befores: list[int] = []
        come = [0]
        for tree in trees:
            before = self._following(tree)
            first = before - bisect_left(going, before) + come[-1]
            self.positions.update(zip(tree.rows, range(first, first + len(tree.rows)), strict=True))
            befores.append(before)
            come.append(come[-1] + len(tree.rows))
        points = sorted({0, *befores, *(n + 1 for n in going)})
        self._shifts = [(point, come[bisect_right(befores, point)] - bisect_left(going, point)) for point in points]
        """From which present position on all that stay shift by how much."""

    def _following(self, tree: Tree) -> int:
        """The present position of the first tree that stays and comes after another; or that after the last one."""
        end: int = self._connection.execute("SELECT coalesce(max(n), -1) + 1 FROM main.fact").fetchone()[0]
        low, high = 0, end
        while low < high:
            middle = (low + high) // 2
            found = self._root_from(middle)
            if found is None or (-found[1], found[2], found[0]) > (-tree.last, tree.event, tree.root):
                high = middle
            else:
                low = found[0] + 1
        found = self._root_from(low)
        return end if found is None else found[0]

    def _root_from(self, n: int) -> tuple[int, int, str] | None:
        """The first tree that stays from a position on: that of its root, its last day, its event's id."""
        row: tuple[int, int, str] | None = self._connection.execute(
            "SELECT t.n, t.last, e.id FROM main.fact AS t JOIN main.event AS e USING (event) "
            "WHERE t.n >= ? AND t.root = t.n AND t.n NOT IN (SELECT n FROM temp.going) ORDER BY t.n LIMIT 1",
            (n,),
        ).fetchone()
        return row

    def apply(self, guests: Collection[int]) -> None:
        """Move all that stay, and those of the index that are in the trees; what goes has been deleted.

        The rows are read from the index as it was, which is open as `OLD`; a table `leaving` has those to leave out.

        Args:
            guests: the present positions of those in the trees.
        """
        shifted = [place for place, (_point, by) in enumerate(self._shifts) if by]
        if not shifted and not guests:
            return
        points = [point for point, _by in self._shifts]
        low = min([*(points[place] for place in shifted[:1]), *guests])
        # Behind the last point all may be as it was.
        high = max(
            [
                *(points[place + 1] if place + 1 < len(points) else _END for place in shifted[-1:]),
                *(n + 1 for n in guests),
            ]
        )
        run = self._connection.execute
        run("CREATE TEMP TABLE shift (low INTEGER PRIMARY KEY, by INTEGER)")
        self._connection.executemany("INSERT INTO shift VALUES (?, ?)", self._shifts)
        run("CREATE TEMP TABLE guest (n INTEGER PRIMARY KEY, place INTEGER)")
        self._connection.executemany("INSERT INTO guest VALUES (?, ?)", [(n, self.positions[n]) for n in guests])
        for table in ("fact", "signing", "other", *PAIRS):
            names = columns(self._connection, table)
            values = ", ".join(_moved(f"t.{name}") if name in ("n", "root") else f't."{name}"' for name in names)
            within = "n >= ? AND n < ?"
            run(f"DELETE FROM main.{table} WHERE {within}", (low, high))
            run(
                f"INSERT INTO main.{table} SELECT {values} FROM {OLD}.{table} AS t "
                f"WHERE {within} AND n NOT IN (SELECT n FROM temp.leaving)",
                (low, high),
            )
        for table in ("finding", "flag"):
            run(
                f"UPDATE main.{table} SET signing = {_moved('signing')} WHERE signing >= ? AND signing < ?", (low, high)
            )
        run("DROP TABLE shift")
        run("DROP TABLE guest")


def _moved(column: str) -> str:
    """The position from now on of a signing whose present one is in a column."""
    by = f"SELECT by FROM temp.shift WHERE low <= {column} ORDER BY low DESC LIMIT 1"
    return f"coalesce((SELECT place FROM temp.guest WHERE n = {column}), {column} + ({by}))"
