"""The names by which values are asked for: looked up, completed, and the nearest of them found."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from copy import copy
from typing import NamedTuple

from tuiapp.catalog.connection import Connection
from tuiapp.catalog.fields import Field
from tuiapp.catalog.fold import fold
from tuiapp.values.near import nearest

Target = int | str
"""What a name stands for: the rank of a node, the number of an event, the position in a word table, a text."""

_FEW = 12
"""Values that a sentence can list."""

LAST_CHARACTER = "\U0010ffff"
"""Sorts after every continuation of a text."""


class Name(NamedTuple):
    """One value that can be asked for."""

    target: Target
    shown: str
    """How it is typed: an id, or a name that is its own id."""
    label: str
    """What it is called."""


class Names:
    """The names in one index."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._trees: dict[str, tuple[dict[int, list[tuple[int, int]]], dict[int, frozenset[int]]]] = {}

    def over(self, connection: Connection) -> Names:
        """The same over another connection to the same index."""
        other = copy(self)
        other._connection = connection
        return other

    def find(self, field: Field, value: str) -> list[Name]:
        """What a finished value names: by id, else by name or alias, else by some words where the field allows it."""
        folded = fold(value)
        exact = self._names("field = ? AND folded = ?", field.names, folded)
        exact = [name for name in exact if fold(name.shown) == folded] or exact
        if exact or not field.partly or not folded:
            return exact
        if folded.isascii():
            return self._names("field = ? AND instr(' ' || folded || ' ', ?)", field.names, f" {folded} ")
        return self._names("field = ? AND instr(folded, ?)", field.names, folded)

    def complete(self, field: Field, value: str) -> list[Name]:
        """What an unfinished value can still become: exact names alone when there are any, else continuations."""
        folded = fold(value)
        found = self.find(field, value)
        if found or not folded:
            return found
        begins = self._names("field = ? AND folded >= ? AND folded < ?", field.names, folded, folded + LAST_CHARACTER)
        if begins or not field.partly:
            return begins
        return self._names("field = ? AND instr(' ' || folded, ?)", field.names, f" {folded}")

    def starting(self, field: Field, value: str) -> list[Name]:
        """The values of which some name has a word that begins so; all of them for the empty text."""
        folded = fold(value)
        blank = "" if folded and not folded.isascii() else " "
        return self._names("field = ? AND instr(' ' || folded, ?)", field.names, blank + folded)

    def region(self, value: str) -> tuple[str, str]:
        """The kind and the id of a region of this name, whatever its kind; two empty texts where there is none."""
        sql = (
            "SELECT kind, id FROM region JOIN name ON target = rank WHERE field = 'region' AND folded = ? ORDER BY rank"
        )
        rows = self._connection.rows(sql, (fold(value),))
        return next(((kind, found) for kind, found in rows), ("", ""))

    def nearest(self, field: Field, value: str) -> str | None:
        """The value most like one that does not exist, as it is typed."""
        rows = self._connection.rows("SELECT folded, shown FROM name WHERE field = ?", (field.names,))
        known: dict[str, str] = dict(rows)
        if field.partly:
            known = {word: word for name in known for word in name.split()} | known
        near = nearest(fold(value), known)
        return known[near] if near else None

    def few(self, field: Field) -> list[str]:
        """All values of a field as they are typed, where they are a list and short enough to be read out; else none."""
        if field.kind != "choice":
            return []
        sql = "SELECT shown FROM name WHERE field = ? GROUP BY shown ORDER BY min(target), shown LIMIT ?"
        shown = [value for (value,) in self._connection.rows(sql, (field.names, _FEW + 1))]
        return shown if len(shown) <= _FEW else []

    def has_id(self, value: str) -> bool:
        """Whether an event, a signing or a figure has this global id."""
        sql = " UNION ALL ".join(f"SELECT 1 FROM {table} WHERE id = ?" for table in ("event", "signing", "figure"))
        return self._connection.value(sql, (value,) * 3) is not None

    def nearest_id(self, value: str) -> str | None:
        """The global id most like one that does not exist: of the same event, else the nearest event's."""
        event = value.partition("/")[0]
        begins = (f"{event}/", f"{event}/{LAST_CHARACTER}")
        tables = ("signing", "figure")
        sql = " UNION ALL ".join(f"SELECT id FROM {table} WHERE id >= ? AND id < ?" for table in tables)
        ids = self._connection.rows(sql, begins * 2) or self._connection.rows("SELECT id FROM event")
        return nearest(value, (one for (one,) in ids))

    def label(self, field: Field, value: str) -> str:
        """What a value is called, or the value itself when nothing or more than one thing is."""
        labels = {name.label for name in self.find(field, value)}
        return labels.pop() if len(labels) == 1 else value

    def spans(self, field: Field, rank: int) -> list[tuple[int, int]]:
        """The stretches of the tree that lie in a node: one, or several for a group."""
        return self._tree(_tree_of(field))[0].get(rank, [])

    def nodes(self, field: Field) -> int:
        """How many nodes a field's tree has."""
        return len(self._tree(_tree_of(field))[0])

    def holders(self, field: Field) -> dict[int, frozenset[int]]:
        """For each node of a field's tree the nodes that it lies in, itself and groups included."""
        return self._tree(_tree_of(field))[1]

    def _tree(self, tree: str) -> tuple[dict[int, list[tuple[int, int]]], dict[int, frozenset[int]]]:
        if tree not in self._trees:
            spans: dict[int, list[tuple[int, int]]] = {}
            holders: dict[int, set[int]] = {}
            sql = "SELECT rank, low, high FROM span WHERE tree = ? ORDER BY rank, low"
            for rank, low, high in self._connection.rows(sql, (tree,)):
                spans.setdefault(rank, []).append((low, high))
                for inner in range(low, high + 1):
                    holders.setdefault(inner, set()).add(rank)
            self._trees[tree] = spans, {rank: frozenset(held) for rank, held in holders.items()}
        return self._trees[tree]

    def nodes_with(self, tree: str, phrases: Sequence[str]) -> list[int]:
        """The ranks of the regions or sectors whose own names hold one of these: words, each after a blank."""
        sql = "SELECT rank, words FROM node_words WHERE tree = ?"
        rows = self._connection.rows(sql, (tree,)) if phrases else []
        return [rank for rank, words in rows if any(phrase in words for phrase in phrases)]

    def outermost(self, tree: str, ranks: Collection[int]) -> list[int]:
        """Those of some nodes of a tree that lie in no other of them."""
        holders, among = self._tree(tree)[1], set(ranks)
        return [rank for rank in ranks if len(holders[rank] & among) == 1]  # each lies in itself

    def _names(self, where: str, *parameters: str) -> list[Name]:
        sql = f"SELECT target, min(shown), min(label) FROM name WHERE {where} GROUP BY target"
        return [Name(*row) for row in self._connection.rows(sql, parameters)]


def _tree_of(field: Field) -> str:
    return "sector" if field.id == "sector" else "region"
