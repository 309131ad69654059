"""Of the parts of a whole that is not added, those that are not added either."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.catalog.rows import listed

if TYPE_CHECKING:
    from tuiapp.catalog.connection import Connection, Row


class Size(NamedTuple):
    """How large a signing is, to find the larger of several."""

    yuan: int
    projects: int
    id_key: int


Tree = Mapping[int, tuple[int, int]]
"""By part, its whole and its branch of it."""


def weaker(connection: Connection, contested: Sequence[Row]) -> set[int]:
    """Those that are not among the strongest.

    Args:
        connection: to the index.
        contested: parts none of which contains another: outermost whole, lane, position, yuan, count, key of the id.
    """
    if not contested:
        return set()
    tree = tree_of(connection, {row[0] for row in contested})
    groups: dict[tuple[int, int], dict[int, Size]] = defaultdict(dict)
    for root, lane, n, *size in contested:
        groups[root, lane][n] = Size(*size)
    lost: set[int] = set()
    for sizes in groups.values():
        lost |= sizes.keys() - of_one_branch(sizes, tree, {})
    return lost


def tree_of(connection: Connection, roots: set[int]) -> Tree:
    """All parts under these outermost wholes."""
    sql = (
        "SELECT p.n, p.whole, p.branch FROM fact AS t INDEXED BY fact_root CROSS JOIN part AS p ON p.n = t.n "
        f"WHERE t.root IN ({listed(roots)})"
    )
    return {n: (whole, branch) for n, whole, branch in connection.rows(sql)}


def of_one_branch(sizes: Mapping[int, Size], tree: Tree, settled: Mapping[int, int]) -> set[int]:
    """Those that may be added together, whole by whole from the innermost outwards.

    Args:
        sizes: the candidates under one outermost whole, of one lane.
        tree: the parts under it.
        settled: for a whole, the branch that has members which are already added; it stays.
    """
    below: dict[int, dict[int, list[int]]] = {}
    chosen: set[int] = set()

    def place(part: int, members: list[int]) -> None:
        if part not in tree:
            chosen.update(members)
            return
        whole, branch = tree[part]
        below.setdefault(whole, {}).setdefault(branch, []).extend(members)

    for n in sizes:
        place(n, [n])
    while below:
        # Parts come after their wholes, so that the last whole has nothing below it that is not placed yet.
        whole = max(below)
        branches = below.pop(whole)
        place(whole, _strongest(branches, settled.get(whole), sizes))
    return chosen


def _strongest(branches: Mapping[int, list[int]], settled: int | None, sizes: Mapping[int, Size]) -> list[int]:
    if settled is not None:
        return branches.get(settled, [])

    def strength(members: list[int]) -> tuple[int, int, int]:
        of = [sizes[n] for n in members]
        return -sum(one.yuan for one in of), -sum(one.projects for one in of), min(one.id_key for one in of)

    return min(branches.values(), key=strength)
