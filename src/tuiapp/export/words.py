"""Rows and totals in words, for a reader who has no legend of signs beside the text.

Amounts are in bn CNY with every digit that is printed. What was converted is rounded: more would be a precision
that the rate does not have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from tuiapp.i18n import _, plural
from tuiapp.render.numbers import (
    digits,
    each,
    percent,
    prose_bn,
    prose_money,
    qualified,
    signless_original,
    whole_percent,
)
from tuiapp.rules.records import DEFAULT_LANE
from tuiapp.values.qualifier import Qualifier

if TYPE_CHECKING:
    from tuiapp.catalog.records import Event, Money, Region, Report, ShownFinding, SigningRow
    from tuiapp.rules.results import LaneSum, LeftSum, MoneySum, Reason, SumOf
    from tuiapp.values.quantity import Quantity


def names(regions: Iterable[Region]) -> str:
    """The names of regions."""
    return "; ".join(region.name for region in regions)


def edition(event: Event) -> str:
    """The series of an event and its number in it: `changzhou-forum, edition 18`."""
    if event.series is None or event.edition is None:
        return event.series or ""
    return _("{series}, edition {n}").format(series=event.series, n=event.edition)


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


def count_with_threshold(row: SigningRow) -> str:
    """A count with the printed size that each of its projects has: `336 (each “over 1 billion yuan”)`."""
    number = count(row.count, row.lane.unit)
    return f"{number} ({each(row.threshold, '“{}”')})" if number and row.threshold else number


def money(amount: Money | None) -> str:
    """An amount: `nearly 55 bn CNY`, `about 0.7 bn CNY (0.1 bn USD at 7.0467)`, and why it is in no yuan."""
    if amount is None:
        return ""
    yuan = prose_money(amount)
    if amount.cny is None:
        return f"{yuan} ({_('no rate for its year, so not converted')})"
    if amount.conversion is None:
        return yuan
    original, rate = signless_original(amount.printed), amount.conversion.rate
    return f"{yuan} ({_('{amount} at {rate}').format(amount=original, rate=digits(rate))})"


def printed(row: SigningRow, number: Callable[[Report], int]) -> str:
    """The numbers in the sources' own words: the amount with its own conversion, the count where it is no mere number.

    What other reports of the signing print stands after the number of each in the list of sources.
    """
    own = _texts(row.count, row.investment)
    texts = [_quoted(own or ([row.count.text] if row.count else []))]
    for other in row.others:
        of_other = [*([other.count.text] if other.count else []), *_texts(None, other.investment)]
        texts.append(f"{number(other.report)}: {_quoted(of_other)}" if of_other else "")
    return "; ".join(filter(None, texts))


def further(row: SigningRow, whole: SigningRow | None) -> str:
    """What is reported of a signing beside its numbers; of a part, only what its whole does not say as well."""
    lane, usual = row.lane, DEFAULT_LANE
    parts = [
        row.status
        if row.status not in (lane.stage, "signed") and (whole is None or whole.status != row.status)
        else "",
        lane.measure if lane.measure != usual.measure and (whole is None or whole.lane != lane) else "",
        each(row.threshold) if row.threshold else "",
        _("{share} of the whole").format(share=row.share) if row.share else "",
    ]
    for noun, grown in ((_("count"), row.yoy_count), (_("amount"), row.yoy_investment)):
        if grown is not None:
            parts.append(_("{noun} {growth} on the year before").format(noun=noun, growth=growth(grown)))
    if row.counterparts and (whole is None or whole.counterparts != row.counterparts):
        parts.append(_("with {names}").format(names=", ".join(region.name for region in row.counterparts)))
    if row.project:
        parts.append(_("project {name}").format(name=row.project))
    if row.investor:
        parts.append(_("investor {name}").format(name=row.investor))
    parts.append(_sectors(row))
    parts.append(row.note or "")
    return "; ".join(filter(None, parts))


def _sectors(row: SigningRow) -> str:
    """Its sectors by their names, and the source's own wordings where these are others."""
    known = [sector.name for sector in row.sectors]
    printed_as = [f"“{text}”" for text in row.sector_words if text.lower() not in map(str.lower, known)]
    if not known:
        return ", ".join(printed_as)  # a wording that names no sector
    return ", ".join(known) + (f" ({', '.join(printed_as)})" if printed_as else "")


def _texts(count: Quantity | None, amount: Money | None) -> list[str]:
    texts = [amount.printed.text, amount.also] if amount is not None else []
    if count is not None and count.text.replace(",", "").strip() != f"{count.value:f}":
        texts.append(count.text)
    return [text for text in texts if text]


def _quoted(texts: Iterable[str]) -> str:
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


def total(of: LaneSum) -> str:
    """What a lane's total says: how many projects, how much, from how many signings, what of it is converted."""
    return sums(of.projects, of.investment, of.lane.unit, of.signings)


def sums(projects: SumOf, investment: MoneySum, unit: str, signings: int) -> str:
    """The same of any group of signings that is added up."""
    if not signings:
        return _("nothing to add")
    found = plural("from {n} signing", "from {n} signings", signings)
    return "; ".join((_projects(projects, unit, signings), amount_sum(investment, signings), found))


def not_added(left: LeftSum) -> str:
    """How many signings a total leaves out for one reason: `3 inside one that is added (the largest over 5 bn CNY)`."""
    text = f"{left.signings:,} {_NOT_ADDED[left.reason]}"
    if left.largest_cny is None or left.largest_qualifier is None:
        return text
    amount = prose_bn(left.largest_cny, left.largest_qualifier, exact=left.largest_qualifier is not Qualifier.ABOUT)
    return f"{text} {_('(the largest {amount})').format(amount=amount)}"


_NOT_ADDED: dict[Reason, str] = {
    "same": _("reported again"),
    "wider": _("not wholly in the query"),
    "doubt": _("with a number in doubt"),
    "inside": _("inside one that is added"),
    "sibling": _("of another division of the same whole"),
    "overlap": _("overlapping one that is added"),
}


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


def amount_sum(amount: MoneySum, n: int) -> str:
    """A sum of amounts of so many signings, and what of it is converted."""
    if amount.cny is None or amount.qualifier is None:
        return _("no amount in CNY")
    low = amount.cny if amount.low is None else amount.low
    text = prose_bn(low, amount.qualifier, amount.high, exact=not amount.converted_cny)
    text += _in_k_of_n(n - amount.signings_without, n)
    if amount.converted_cny:
        text += ", " + _("{share} % of it converted").format(share=whole_percent(amount.converted_cny, amount.cny))
    if amount.original is not None:
        currency, original = amount.original
        text += " " + _("(printed: {amount})").format(amount=f"{digits(original / 10**9)} bn {currency}")
    return text


def _in_k_of_n(k: int, n: int) -> str:
    return "" if k == n else " " + _("in {k} of {n}").format(k=f"{k:,}", n=f"{n:,}")
