"""How the signings that meet a clause are found, and clauses joined from others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from tuiapp.catalog.clause import ALL, NONE, Clause


class Joined(NamedTuple):
    """What meets all of some clauses, or any of them."""

    word: Literal["AND", "OR"]
    clauses: tuple[Clause, ...]


class Without(NamedTuple):
    """What does not meet a clause."""

    clause: Clause


class Listed(NamedTuple):
    """What a statement gives the positions of in its first column, with the parameters of the clause."""

    sql: str


class Matching(NamedTuple):
    """What full text finds, with the one parameter of the clause."""


class Valued(NamedTuple):
    """What has a value of a field within one of some spans, both ends included."""

    field: str
    spans: tuple[tuple[int, int], ...]


class Flagged(NamedTuple):
    """What has one of some bits in its value of a field."""

    field: str
    mask: int


class OnDays(NamedTuple):
    """What is on one of these days; an open start counts up to `end` only."""

    first: int
    last: int
    end: int


class NotOnDays(NamedTuple):
    """What is on other days than these as well."""

    first: int
    last: int


class InNodes(NamedTuple):
    """What has a node of a tree in one of some stretches of ranks, or, if `outside`, one in none of them."""

    tree: str
    stretches: tuple[tuple[int, int], ...]
    outside: bool = False


Way = Joined | Without | Listed | Matching | Valued | Flagged | OnDays | NotOnDays | InNodes

ROW: Final = 50
"""Conditions joined in one row, far below the 1,000 that SQLite takes."""


def _join(word: Literal["AND", "OR"], clauses: Iterable[Clause], empty: Clause) -> Clause:
    parts = tuple(clauses)
    if len(parts) < 2:
        return parts[0] if parts else empty
    sql = _nested(f" {word} ", [part.sql for part in parts])
    return Clause(sql, tuple(value for part in parts for value in part.parameters), Joined(word, parts))


def _nested(word: str, parts: list[str]) -> str:
    """The parts joined and in brackets, halved until each row is short: SQLite nests a row as deep as it is long."""
    if len(parts) <= ROW:
        return f"({word.join(parts)})"
    half = len(parts) // 2
    return f"({_nested(word, parts[:half])}{word}{_nested(word, parts[half:])})"


def any_of(clauses: Iterable[Clause]) -> Clause:
    """Met when one is; by nothing when there is none."""
    return _join("OR", clauses, NONE)


def all_of(clauses: Iterable[Clause]) -> Clause:
    """Met when each is; by everything when there is none."""
    return _join("AND", clauses, ALL)


def none_of(clause: Clause, sql: str = "NOT ({})") -> Clause:
    """Met when a clause is not."""
    return Clause(sql.format(clause.sql), clause.parameters, Without(clause))
