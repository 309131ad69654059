"""The default order: newest first, each whole directly followed by its parts, those of its own event before others.

Rows wait with the order of their own event. Wholes in other events move them; that is entered here.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tuiapp.compiler.linking import KnownRows
from tuiapp.compiler.staging import STAGE


class Placed(NamedTuple):
    """A waiting signing in the tree of its outermost whole."""

    n: int
    """Its provisional number."""
    depth: int
    """How many wholes it is inside of."""


class _Waiting(NamedTuple):
    n: int
    id: str
    depth: int


def arrange(connection: sqlite3.Connection, known: KnownRows) -> None:
    """Enter the outermost whole, the place below it and the depth of all signings in trees of several events."""
    links = connection.execute(f"SELECT doc, whole FROM {STAGE}.link").fetchall()
    if not links:
        return
    connection.execute(f"CREATE INDEX IF NOT EXISTS {STAGE}.waiting_root ON fact (root)")
    attached: dict[str, list[int]] = defaultdict(list)
    for n, whole in _in_order(connection):
        attached[whole].append(n)
    for top in dict.fromkeys(_outermost(known, whole) for _n, whole in links):
        _enter(connection, list(_tree(connection, attached, _number(connection, top), 0)))


def _in_order(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """The links from signings to wholes in other events, by event and as in the dataset."""
    sql = (
        f"SELECT t.n, k.whole FROM {STAGE}.link AS k JOIN {STAGE}.fact AS t ON t.n = k.doc "
        "JOIN known_event AS e ON e.event = t.event ORDER BY e.id, t.n"
    )
    return connection.execute(sql).fetchall()


def _outermost(known: KnownRows, signing: str) -> str:
    whole = known.whole_of(signing)
    while whole is not None:
        signing, whole = whole, known.whole_of(whole)
    return signing


def _number(connection: sqlite3.Connection, signing: str) -> int:
    n: int
    (n,) = connection.execute(f"SELECT n FROM {STAGE}.signing WHERE id = ?", (signing,)).fetchone()
    return n


def _tree(
    connection: sqlite3.Connection, attached: Mapping[str, Sequence[int]], root: int, depth: int
) -> Iterator[Placed]:
    """A signing that is in no whole of its event, and all that is inside of it, in the default order."""
    sql = f"SELECT n, id, depth FROM {STAGE}.fact AS t JOIN {STAGE}.signing USING (n) WHERE t.root = ? ORDER BY n"
    open_wholes: list[_Waiting] = []

    def close(level: int) -> Iterator[Placed]:
        """What is in other events of the wholes on this level of the event's own tree and below."""
        while len(open_wholes) > level:
            whole = open_wholes.pop()
            for n in attached.get(whole.id, ()):
                yield from _tree(connection, attached, n, depth + whole.depth + 1)

    for waiting in map(_Waiting._make, connection.execute(sql, (root,)).fetchall()):
        yield from close(waiting.depth)
        yield Placed(waiting.n, depth + waiting.depth)
        open_wholes.append(waiting)
    yield from close(0)


def _enter(connection: sqlite3.Connection, tree: Sequence[Placed]) -> None:
    top = tree[0].n
    event, last = connection.execute(f"SELECT event, last FROM {STAGE}.held WHERE n = ?", (top,)).fetchone()
    connection.executemany(
        f"UPDATE {STAGE}.held SET event = ?, root = ?, last = ?, place = ? WHERE n = ?",
        ((event, top, last, place, one.n) for place, one in enumerate(tree)),
    )
    connection.executemany(f"UPDATE {STAGE}.fact SET depth = ? WHERE n = ?", ((one.depth, one.n) for one in tree))
