"""Adding numbers that are bounded in different ways."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from tuiapp.rules.amounts import Effective
from tuiapp.rules.records import Amount, Count
from tuiapp.rules.results import MoneySum, SumOf
from tuiapp.values.qualifier import Qualifier, join


def sum_counts(counts: Sequence[Count | None]) -> SumOf:
    """The sum of the counts of signings, None for one that prints none."""
    printed = [count for count in counts if count is not None]
    without = len(counts) - len(printed)
    if not printed:
        return SumOf(None, None, None, None, without)
    qualifier = join(count.qualifier for count in printed)
    low, high = _ends(qualifier, ((c.value, c.low, c.high) for c in printed))
    return SumOf(sum(count.value for count in printed), qualifier, low, high, without)


def sum_money(signings: Sequence[Effective]) -> MoneySum:
    """The sum of the amounts of signings.

    An amount converted by us is about; amounts from inside a whole make the sum at least what they are.
    """
    amounts = [amount for signing in signings for amount in signing.amounts]
    without = sum(1 for signing in signings if not signing.amounts)
    if not amounts:
        return MoneySum(None, None, None, None, without, 0, None)
    qualifiers = {Qualifier.ABOUT if amount.converted else amount.qualifier for amount in amounts}
    if any(signing.from_inside for signing in signings):
        qualifiers.add(Qualifier.AT_LEAST)
    qualifier = join(qualifiers)
    low, high = _ends(qualifier, ((a.cny, a.low, a.high) for a in amounts))
    converted = sum(amount.cny for amount in amounts if amount.converted)
    total = sum(amount.cny for amount in amounts)
    return MoneySum(total, qualifier, low, high, without, converted, _original(amounts))


def _ends(qualifier: Qualifier, terms: Iterable[tuple[int, int | None, int | None]]) -> tuple[int | None, int | None]:
    if qualifier is not Qualifier.RANGE:
        return None, None
    low = high = 0
    for value, bottom, top in terms:
        low += value if bottom is None else bottom
        high += value if top is None else top
    return low, high


def _original(amounts: Sequence[Amount]) -> tuple[str, Decimal] | None:
    currency = amounts[0].currency
    printed = [amount.original for amount in amounts if amount.currency == currency and amount.original is not None]
    if currency == "CNY" or len(printed) < len(amounts):
        return None
    return currency, sum(printed, Decimal(0))
