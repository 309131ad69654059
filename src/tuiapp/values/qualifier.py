"""How a printed number bounds the true one, and what bounds a sum of such numbers has."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Qualifier(StrEnum):
    """The word beside a number, as far as it says on which side of it the truth lies."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    """No less than the number: `X or more`, 以上."""
    OVER = "over"
    """More than the number: `over`, `exceeding`, 超, 多, 余."""
    UP_TO = "up_to"
    """No more than the number: `up to`, 以下."""
    BELOW = "below"
    """Less than the number, by how much is not said: `less than`."""
    NEARLY = "nearly"
    """Less than the number, and close to it: `nearly`, 近."""
    ABOUT = "about"
    """On either side of the number: `about`, 约, and every converted amount."""
    RANGE = "range"
    """Between two printed numbers, both included."""


RISING = (Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.OVER)
FALLING = (Qualifier.EXACT, Qualifier.UP_TO, Qualifier.BELOW, Qualifier.NEARLY)


def join(qualifiers: Iterable[Qualifier]) -> Qualifier:
    """The least qualifier that covers a sum whose terms have these.

    Two chains rise from exact: exact < at_least < over < about, and exact < up_to < below < nearly < about; a
    range is between exact and about on a line of its own. Terms of one chain give the later of them; terms of
    two chains bound nothing any more and give about. No terms at all give exact: an empty sum is exactly zero.
    """
    seen = set(qualifiers)
    seen.discard(Qualifier.EXACT)
    if not seen:
        return Qualifier.EXACT
    if seen == {Qualifier.RANGE}:
        return Qualifier.RANGE
    for chain in (RISING, FALLING):
        if seen <= set(chain):
            return max(seen, key=chain.index)
    return Qualifier.ABOUT


def largest(amounts: Iterable[tuple[int | None, Qualifier | None]]) -> tuple[int | None, Qualifier | None]:
    """The largest of some amounts and what covers all that are equal to it; of a range the lower end is told.

    Args:
        amounts: each with its qualifier; without one it is none. Of none at all nothing is the largest.
    """
    known = [(amount, kind) for amount, kind in amounts if amount is not None and kind is not None]
    if not known:
        return None, None
    most = max(amount for amount, _kind in known)
    joined = join(kind for amount, kind in known if amount == most)
    return most, Qualifier.AT_LEAST if joined is Qualifier.RANGE else joined
