"""Printed numbers as the integers that are filtered, sorted and added."""

from __future__ import annotations

from typing import NamedTuple

from tuiapp.catalog.packing import QUALIFIERS
from tuiapp.dataset.resolved import Rates
from tuiapp.values.money import to_yuan
from tuiapp.values.quantity import Quantity

HOME = "CNY"


class CountNumbers(NamedTuple):
    """A count in the columns of the index; all None when none was printed."""

    value: int | None = None
    qualifier: int | None = None
    high: int | None = None


class YuanNumbers(NamedTuple):
    """An amount in the columns of the index; all None when none was printed or its year has no rate."""

    yuan: int | None = None
    qualifier: int | None = None
    high: int | None = None
    currency: str | None = None
    original: str | None = None


_NO_COUNT, _NO_YUAN = CountNumbers(), YuanNumbers()


class Conversions:
    """Makes yuan of foreign amounts, and numbers the rates."""

    def __init__(self, rates: Rates) -> None:
        self._rates = rates
        known = sorted(
            (currency, year) for currency, annual in rates.annual.items() if currency != HOME for year in annual
        )
        self._numbers = {one: number for number, one in enumerate(known)}

    def number(self, quantity: Quantity | None, year: int) -> int | None:
        """The number of the rate that an amount is converted at; None for yuan, or where no rate is known."""
        return None if quantity is None else self._numbers.get((quantity.unit, year))

    def yuan(self, quantity: Quantity | None, year: int) -> YuanNumbers:
        """An amount in whole yuan, with the qualifier as printed; that a converted one is about is said when adding."""
        if quantity is None:
            return _NO_YUAN
        rate = None if quantity.unit == HOME else self._rates.annual.get(quantity.unit, {}).get(year)
        if rate is None and quantity.unit != HOME:
            return _NO_YUAN
        yuan = to_yuan(quantity.value, rate)
        high = None if quantity.high is None else to_yuan(quantity.high, rate)
        original = (None, None) if rate is None else (quantity.unit, str(quantity.value))
        return YuanNumbers(yuan, QUALIFIERS.index(quantity.qualifier), high, *original)

    def rows(self) -> list[tuple[int, str, int, str, str]]:
        """All rates: number, currency, year, yuan for one unit, and where they are from."""
        return [
            (number, currency, year, str(self._rates.annual[currency][year]), self._source(currency))
            for (currency, year), number in self._numbers.items()
        ]

    def _source(self, currency: str) -> str:
        source = self._rates.sources.get(currency)
        return f"{source.publisher}, {source.title}" if source else ""


def count_numbers(quantity: Quantity | None) -> CountNumbers:
    """A count as integers."""
    if quantity is None:
        return _NO_COUNT
    high = None if quantity.high is None else int(quantity.high)
    return CountNumbers(int(quantity.value), QUALIFIERS.index(quantity.qualifier), high)


def threshold_yuan(alternatives: tuple[Quantity, ...], conversions: Conversions, year: int) -> int | None:
    """What a threshold is sorted by: its yuan, of two alternatives those that are printed in yuan."""
    if not alternatives:
        return None
    printed = sorted(alternatives, key=lambda one: one.unit != HOME)
    return conversions.yuan(printed[0], year).yuan
