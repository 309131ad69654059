"""Money in two currencies, and money that no firm could hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from tuiapp.i18n import _
from tuiapp.rules.checks.bounds import RATE_TOLERANCE, Bounds, bounds, months, rounding
from tuiapp.rules.checks.registry import Check, Context, EventRule, Fault
from tuiapp.rules.checks.words import money, number, printed, quoted, wording
from tuiapp.rules.facts import EventFacts
from tuiapp.values.dates import Period
from tuiapp.values.quantity import Quantity

_BRACKETS = re.compile(r"[(（\[][^)）\]]*[)）\]]")
_CURRENCIES = {
    "CNY": re.compile(r"yuan|renminbi|rmb|cny|人民币|人民幣|(?<![美欧歐港日韩韓加澳台])元", re.IGNORECASE),
    "USD": re.compile(
        r"(?<![a-z])us\s*[d$]|u\.s\.|(?<!kong )(?<!singapore )(?<!taiwan )\bdollars?\b|美元|美金", re.IGNORECASE
    ),
    "EUR": re.compile(r"euros?(?![a-z])|€|欧元|歐元", re.IGNORECASE),
    "HKD": re.compile(r"hk\$|hkd|港元|港币|港幣", re.IGNORECASE),
}


def _amounts(event: EventFacts) -> Iterator[tuple[str, str | None, Period, Quantity, Quantity | None]]:
    """Each printed amount: its subject, its report, its days, and the source's own conversion."""
    for signing in event.signings:
        if signing.investment is not None:
            also = signing.also or signing.investment.also
            yield signing.id, signing.report, signing.when, signing.investment, also
        for other in signing.same:
            if other.investment is not None:
                also = other.also or other.investment.also
                yield signing.id, other.report, signing.when, other.investment, also
    for figure in event.figures:
        yield figure.id, None, figure.period or figure.as_of or event.when, figure.value, figure.value.also


def find_currency_pair(event: EventFacts, context: Context) -> Iterator[Fault]:
    """An amount and its printed conversion that no rate of the month or the year connects."""
    published = {report.id: report.published for report in event.reports}
    for subject, report, when, amount, also in _amounts(event):
        if also is None or also.unit == amount.unit:
            continue
        foreign, home = (also, amount) if amount.unit == "CNY" else (amount, also)
        fault = _off(foreign, home, when, published.get(report or ""), context)
        if fault is not None:
            yield Fault(subject, fault)


def _off(foreign: Quantity, home: Quantity, when: Period, published: Period | None, context: Context) -> str | None:
    above, below = rounding(home), rounding(foreign)
    if above.low <= 0 or below.low <= 0 or above.high is None or below.high is None:
        return None
    printed_rate = Bounds(above.low / below.high, above.high / below.low)
    rates: list[Decimal] = []
    for year, month in dict.fromkeys(months(when, published)):
        of_foreign = context.rates(foreign.unit, year, month)
        of_home = Decimal(1) if home.unit == "CNY" else context.rates(home.unit, year, month)
        if of_foreign is not None and of_home is not None:
            rates.append(of_foreign / of_home)
    near = (Bounds(rate * (1 - RATE_TOLERANCE), rate * (1 + RATE_TOLERANCE)) for rate in rates)
    if not rates or not all(printed_rate.apart(around) for around in near):
        return None
    return _("{home} and {foreign} make {printed} {home_unit} for one {foreign_unit}; the rate was {rate}").format(
        home=printed(home),
        foreign=printed(foreign),
        printed=number(home.value / foreign.value),
        home_unit=home.unit,
        foreign_unit=foreign.unit,
        rate=number(rates[0]),
    )


def find_two_currencies(event: EventFacts, _context: Context) -> Iterator[Fault]:
    """An amount whose text names two currencies outside of brackets."""
    for subject, _report, _when, amount, _also in _amounts(event):
        if amount.also is not None:
            continue  # what is read as a conversion is no confusion
        named = _named(wording(amount.text))
        if len(named) > 1:
            message = _("{text} names {first} and {second}; it was read as {read}")
            yield Fault(
                subject,
                message.format(text=quoted(amount.text), first=named[0], second=named[1], read=amount.unit),
            )


@lru_cache(maxsize=4096)
def _named(text: str) -> tuple[str, ...]:
    """The currencies that a text names outside of brackets."""
    outside = _BRACKETS.sub("", text)
    return tuple(currency for currency, words in _CURRENCIES.items() if words.search(outside))


def find_cap(event: EventFacts, _context: Context) -> Iterator[Fault]:
    """Capital that is more for each firm than any firm can plausibly hold."""
    figures = {figure.id: figure for figure in event.figures}
    for figure in event.figures:
        firms = figures.get(figure.firms or "")
        if firms is None or figure.cap_per_firm is None:
            continue
        most = bounds(firms.value).high
        if most and bounds(figure.value).low / most > figure.cap_per_firm:
            message = _("{capital} for {firms} firms is {each} for each of them; more than {cap} is not plausible")
            yield Fault(
                figure.id,
                message.format(
                    capital=printed(figure.value),
                    firms=number(firms.value.value),
                    each=money(figure.value.value / firms.value.value, figure.value.unit),
                    cap=money(figure.cap_per_firm, figure.value.unit),
                ),
            )


RULES = (
    EventRule(
        Check(
            "currency-pair",
            "error",
            _("Two currencies do not match"),
            _(
                "An amount and the source’s own conversion of it are more than 5 % off the rates of the month and the"
                " year, of the event and of the report; rounding is allowed for."
            ),
        ),
        find_currency_pair,
    ),
    EventRule(
        Check(
            "capital-per-firm",
            "error",
            _("More capital for each firm than a firm can hold"),
            _("The capital divided by the number of firms it belongs to is above the cap stated for the indicator."),
        ),
        find_cap,
    ),
    EventRule(
        Check(
            "two-currencies",
            "warning",
            _("Two currencies in one amount"),
            _("The text of one amount names two currencies, not one as a conversion in brackets."),
        ),
        find_two_currencies,
    ),
)
