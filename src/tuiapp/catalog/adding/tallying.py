"""What added signings of one lane come to, from columns of their numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tuiapp.catalog.adding.layout import BITS, FOREIGN, MISSING
from tuiapp.catalog.packing import QUALIFIERS
from tuiapp.rules.results import MoneySum, SumOf
from tuiapp.values.qualifier import Qualifier, join

NOTHING = SumOf(None, None, None, None, 0), MoneySum(None, None, None, None, 0, 0, None)


def tally(
    counts: Sequence[int],
    amounts: Sequence[int],
    flags: Sequence[int],
    inside: Callable[[], int],
    highs: Callable[[], tuple[int, int]],
) -> tuple[SumOf, MoneySum]:
    """The sums of some signings; each column has a number for each.

    Args:
        counts: their counts, `MISSING` where none is printed.
        amounts: their yuan.
        flags: how these are bounded; see `layout`.
        inside: gives how many yuan of what stands for missing amounts are converted.
        highs: gives the upper ends of both sums; asked only where one of them is a range.
    """
    if not counts:
        return NOTHING
    # What is missing is -1: as many are taken away from a sum as are added back.
    uncounted, unpriced = counts.count(MISSING), amounts.count(MISSING)
    bits = 0
    for each in set(flags):
        bits |= each
    converted = inside()
    if bits & FOREIGN:
        converted += sum(yuan for yuan, each in zip(amounts, flags, strict=True) if each & FOREIGN)
    value = None if uncounted == len(counts) else sum(counts) + uncounted
    cny = None if unpriced == len(amounts) else sum(amounts) + unpriced
    how = None if value is None else _joined(bits)
    bound = None if cny is None else _joined(bits >> BITS)
    count_high, yuan_high = highs() if Qualifier.RANGE in (how, bound) else (None, None)
    ends = (value, count_high) if how is Qualifier.RANGE else (None, None)
    projects = SumOf(value, how, *ends, uncounted)
    ends = (cny, yuan_high) if bound is Qualifier.RANGE else (None, None)
    return projects, MoneySum(cny, bound, *ends, unpriced, converted, None)


def bound_of(flags: int) -> Qualifier:
    """How an amount is bounded."""
    return _joined(flags >> BITS & (1 << BITS) - 1)


def _joined(bits: int) -> Qualifier:
    return join(qualifier for position, qualifier in enumerate(QUALIFIERS) if bits >> position & 1)
