"""Rows and totals in words, for a reader who has no legend of signs beside the text.

Amounts are in bn CNY with every digit that is printed. What was converted is rounded: more would be a precision
that the rate does not have.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from tuiapp.i18n import _, plural
from tuiapp.render.numbers import digits, percent, prose_bn, prose_money, qualified, signless_original
from tuiapp.values.qualifier import Qualifier

if TYPE_CHECKING:
    from tuiapp.catalog.records import Money, Region, ShownFinding, SigningRow
    from tuiapp.rules.sums import MoneySum, SumOf
    from tuiapp.rules.totals import LaneTotal
    from tuiapp.values.quantity import Quantity


def names(regions: Iterable[Region]) -> str:
    """The names of regions."""
    return "; ".join(region.name for region in regions)


def checks(findings: Iterable[ShownFinding]) -> str:
    """The ids of checks that found something, and which of them somebody has looked into."""
    known = _("acknowledged")
    return "; ".join(f"{one.check} ({known})" if one.acknowledged else one.check for one in findings)


def count(quantity: Quantity | None, unit: str = "projects") -> str:
    """A count; what it counts is said where it is not projects."""
    if quantity is None:
        return ""
    number = _number(quantity)
    return number if unit == "projects" else f"{number} {_of(unit, quantity.value, quantity.qualifier)}"


def money(amount: Money | None) -> str:
    """An amount: `nearly 55 bn CNY`, `about 0.7 bn CNY (0.1 bn USD at 7.0467)`, `0.1 bn USD` where no rate is known."""
    if amount is None:
        return ""
    yuan = prose_money(amount)
    if amount.conversion is None:
        return yuan
    original, rate = signless_original(amount.printed), amount.conversion.rate
    return f"{yuan} ({_('{amount} at {rate}').format(amount=original, rate=digits(rate))})"


def printed(row: SigningRow) -> str:
    """The amount in the source's own words, with its own conversion; the count's where no amount is printed."""
    if row.investment is None:
        return "" if row.count is None else f"“{row.count.text}”"
    texts = filter(None, (row.investment.printed.text, row.investment.also))
    return "; ".join(f"“{text}”" for text in texts)


def value(quantity: Quantity) -> str:
    """A figure's value with its unit: `404.22 bn CNY`, `23.3 %`, `nearly 1,900 firms`."""
    if is_currency(quantity.unit):
        return signless_original(quantity)
    if quantity.unit == "percent":
        high = None if quantity.high is None else digits(quantity.high)
        return qualified(percent(quantity.value), quantity.qualifier, None if high is None else f"{high} %")
    return f"{_number(quantity)} {_of(quantity.unit, quantity.value, quantity.qualifier)}"


def growth(quantity: Quantity | None) -> str:
    """A growth with its sign: `+23.3 %`, `over +38 projects`."""
    if quantity is None:
        return ""
    if quantity.unit == "percent":
        return qualified(percent(quantity.value, signed=True), quantity.qualifier)
    sign = "+" if quantity.value > 0 else ""
    return qualified(f"{sign}{digits(quantity.value)} {quantity.unit}", quantity.qualifier)


def is_currency(unit: str) -> bool:
    """Whether a unit is a currency's code."""
    return len(unit) == 3 and unit.isascii() and unit.isupper()


def total(of: LaneTotal) -> str:
    """What a lane's total says: how many projects, how much, from how many signings, what of it is converted."""
    n = len(of.added)
    if not n:
        return _("nothing to add")
    found = plural("from {n} signing", "from {n} signings", n)
    return "; ".join((_projects(of.projects, of.lane.unit, n), _amount(of.investment, n), found))


def largest(cny: int | None) -> str:
    """The largest amount of what was not added."""
    return "" if cny is None else " " + _("(the largest {amount})").format(amount=prose_bn(cny, Qualifier.EXACT))


def _number(quantity: Quantity) -> str:
    high = None if quantity.high is None else digits(quantity.high)
    return qualified(digits(quantity.value), quantity.qualifier, high)


def _of(unit: str, number: Decimal | int, qualifier: Qualifier) -> str:
    """The unit, in the singular for exactly one."""
    return unit.removesuffix("s") if number == 1 and qualifier is Qualifier.EXACT else unit


def _projects(projects: SumOf, unit: str, n: int) -> str:
    if projects.value is None or projects.qualifier is None:
        return _("no number of {unit} printed").format(unit=unit)
    low = projects.value if projects.low is None else projects.low
    high = None if projects.high is None else digits(Decimal(projects.high))
    number = qualified(digits(Decimal(low)), projects.qualifier, high)
    return f"{number} {_of(unit, projects.value, projects.qualifier)}" + _in_k_of_n(n - projects.signings_without, n)


def _amount(amount: MoneySum, n: int) -> str:
    if amount.cny is None or amount.qualifier is None:
        return _("no amount printed")
    low = amount.cny if amount.low is None else amount.low
    text = prose_bn(low, amount.qualifier, amount.high, exact=not amount.converted_cny)
    text += _in_k_of_n(n - amount.signings_without, n)
    if amount.converted_cny:
        text += ", " + _("{share} % of it converted").format(share=_share(amount.converted_cny, amount.cny))
    if amount.original is not None:
        currency, original = amount.original
        text += " " + _("(printed: {amount})").format(amount=f"{digits(original / 10**9)} bn {currency}")
    return text


def _in_k_of_n(k: int, n: int) -> str:
    return "" if k == n else " " + _("in {k} of {n}").format(k=f"{k:,}", n=f"{n:,}")


def _share(part: int, whole: int) -> str:
    """A share in whole percent, never 0 where there is something, nor 100 where there is a rest."""
    if part >= whole:
        return "100"
    if part * 100 < whole:
        return _("under 1")
    return str(min(99, round(Decimal(part) * 100 / Decimal(whole))))
