"""What a query finds, one byte for each signing: what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tuiapp.catalog.packing import unpack_numbers
from tuiapp.rules.results import REASONS, Reason

if TYPE_CHECKING:
    from tuiapp.catalog.adding.packs import Packs
    from tuiapp.catalog.clause import Clause
    from tuiapp.catalog.connection import Connection

ADDED: Final = 1
"""It is added; 0 stands for what is not found, and 2 and more for the reasons why something is left out."""
SAME, WIDER, DOUBT, INSIDE, SIBLING, OVERLAP = range(2, 2 + len(REASONS))


def reason_of(verdict: int) -> Reason:
    """The reason that a verdict stands for."""
    return REASONS[verdict - SAME]


def only(verdict: int) -> bytes:
    """A table for `translate`: 1 for a verdict, 0 for every other."""
    return bytes(each == verdict for each in range(256))


def find(connection: Connection, packs: Packs, where: Clause, wider: Clause) -> tuple[list[int], bytearray]:
    """The positions found, ascending, and the verdicts known of each by itself: wider, in doubt, or else to be added.

    Args:
        connection: to the index.
        packs: its columns.
        where: what is found.
        wider: what of a found signing is not wholly in the query, null where all of it is.
    """
    # Two texts, read as JSON: to fetch as many rows takes twice as long.
    ((found, partly),) = connection.rows(
        f"SELECT group_concat(t.n), group_concat(CASE WHEN ({wider.sql}) IS NOT NULL THEN t.n END) "
        f"FROM fact AS t WHERE {where.sql}",
        (*wider.parameters, *where.parameters),
    )
    verdicts = bytearray(len(packs))
    positions = sorted(unpack_numbers(found))
    for n in positions:
        verdicts[n] = ADDED
    for n in unpack_numbers(partly):
        verdicts[n] = WIDER
    for n in packs["doubt"]:
        if verdicts[n] == ADDED:
            verdicts[n] = DOUBT
    return positions, verdicts


def marked(connection: Connection, packs: Packs, where: Clause) -> bytearray:
    """1 for each signing that is found."""
    found = connection.value(f"SELECT group_concat(t.n) FROM fact AS t WHERE {where.sql}", where.parameters)
    marks = bytearray(len(packs))
    for n in unpack_numbers(found):
        marks[n] = 1
    return marks
