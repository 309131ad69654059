"""What a query finds, one byte for each signing: what becomes of it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from tuiapp.catalog import bits
from tuiapp.catalog.finding import Finder
from tuiapp.rules.results import REASONS, Reason

if TYPE_CHECKING:
    from tuiapp.catalog.adding.packs import Packs
    from tuiapp.catalog.clause import Clause
    from tuiapp.catalog.connection import Connection

ADDED: Final = 1
"""It is added; 0 stands for what is not found, and 2 and more for the reasons why something is left out."""
SAME, WIDER, DOUBT, INSIDE, SIBLING, OVERLAP = range(2, 2 + len(REASONS))
_TO_WIDER: Final = bytes([0, WIDER - ADDED]) + bytes(range(2, 256))
"""Turns the mark of what is wider into what has to be added to the verdict that it is added."""


def reason_of(verdict: int) -> Reason:
    """The reason that a verdict stands for."""
    return REASONS[verdict - SAME]


@cache
def only(verdict: int) -> bytes:
    """A table for `translate`: 1 for a verdict, 0 for every other."""
    return bytes(each == verdict for each in range(256))


def settled(connection: Connection, packs: Packs, where: Clause, wider: Clause) -> bytearray:
    """The verdicts known of each signing found by itself: wider, in doubt, or else to be added.

    Args:
        connection: to the index.
        packs: its columns.
        where: what is found.
        wider: what of a found signing is not wholly in the query, null where all of it is.
    """
    finder = Finder(connection)
    found = finder.find(where)
    partly = found & finder.find(wider)
    verdicts = bytearray(bits.marks_of(found, finder.total))
    if partly:
        marks = bits.marks_of(partly, finder.total).translate(_TO_WIDER)
        both = int.from_bytes(verdicts, "little") + int.from_bytes(marks, "little")
        verdicts[:] = both.to_bytes(finder.total, "little")
    for n in packs["doubt"]:
        if verdicts[n] == ADDED:
            verdicts[n] = DOUBT
    return verdicts


def by_itself(verdicts: bytes) -> bytes:
    """What `settled` gave, of the verdicts that have been decided on since."""
    return verdicts.translate(_BY_ITSELF)


_BY_ITSELF = bytes(ADDED if verdict in (INSIDE, SIBLING, OVERLAP) else verdict for verdict in range(256))
"""What is known of a signing by itself: nothing stands against one that another stands in the way of."""
