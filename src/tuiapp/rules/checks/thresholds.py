"""Thresholds: so many projects, each of at least so much, against what is printed for them together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from tuiapp.i18n import _
from tuiapp.rules.checks.bounds import bounds, in_one_currency
from tuiapp.rules.checks.parts import pairs
from tuiapp.rules.checks.registry import Check, Context, EventRule, Fault
from tuiapp.rules.checks.words import money, number, printed, quoted
from tuiapp.rules.facts import EventFacts, SigningFacts
from tuiapp.values.qualifier import Qualifier
from tuiapp.values.quantity import Quantity

_CEILINGS = (Qualifier.UP_TO, Qualifier.BELOW, Qualifier.NEARLY)
_FAR = 10
"""So many times above `more than 100 million`, the truth would have been printed: it is a wrong unit."""
_SIZE = re.compile(r"[mbtr]illion|\bbn\b|\blarge|\bmajor\b|\bbig|亿|億|[百千]?[万萬]元|以上", re.IGNORECASE)
"""Words of a label which say that its projects are chosen by their size."""


class _Floor(NamedTuple):
    """The least that so many projects above a threshold have together."""

    owner: SigningFacts
    """Whose amount it is held against: the signing itself, or the whole of a part without one."""
    amount: Quantity
    projects: Decimal
    threshold: Quantity
    least: Decimal
    """In the unit of `low` and `high`."""
    low: Decimal
    """The least that the printed amount can mean."""
    high: Decimal | None
    """The most that it can mean; None where it is open upwards."""


def _floors(event: EventFacts, context: Context) -> Iterator[tuple[SigningFacts, _Floor]]:
    wholes = {part.id: whole for part, whole in pairs(event)}
    for signing in event.signings:
        owner = signing if signing.investment is not None else wholes.get(signing.id, signing)
        amount, count, thresholds = owner.investment, signing.count, signing.threshold
        if amount is None or count is None or not thresholds or owner.lane.measure != "investment":
            continue
        # A threshold is no measured number: `1 billion yuan` is that much at the least, rounded from nothing.
        floors = [threshold._replace(qualifier=Qualifier.AT_LEAST) for threshold in thresholds]
        in_one = in_one_currency([amount, *floors], signing.when, context)
        if in_one is None or any(threshold.qualifier in _CEILINGS for threshold in thresholds):
            continue
        most, *least_each = in_one
        # Of two alternatives the lower one is all that a project needs.
        each, threshold = min(zip((one.low for one in least_each), thresholds, strict=True), key=lambda pair: pair[0])
        projects = bounds(count).low
        yield signing, _Floor(owner, amount, projects, threshold, each * projects, most.low, most.high)


def find_threshold(event: EventFacts, context: Context) -> Iterator[Fault]:
    """Projects of at least so much each that together have less than that, or than their whole has."""
    for signing, floor in _floors(event, context):
        if floor.high is not None and floor.least > floor.high:
            message = _("{count} × {threshold} is {product} at the least, more than the {amount} printed")
            of_whole = _("{count} × {threshold} is {product} at the least, more than the {amount} of {label}")
            yield _too_high(signing, floor, message, of_whole)


def find_far_above(event: EventFacts, context: Context) -> Iterator[Fault]:
    """Projects that together have many times the amount which they are said to exceed."""
    for signing, floor in _floors(event, context):
        if floor.high is None and floor.least > floor.low * _FAR:
            message = _("{count} × {threshold} is {product} at the least, far above the {amount} printed")
            of_whole = _("{count} × {threshold} is {product} at the least, far above the {amount} of {label}")
            yield _too_high(signing, floor, message, of_whole)


def _too_high(signing: SigningFacts, floor: _Floor, message: str, of_whole: str) -> Fault:
    of_itself = floor.owner.id == signing.id
    text = (message if of_itself else of_whole).format(
        count=number(floor.projects),
        threshold=printed(floor.threshold),
        product=money(floor.threshold.value * floor.projects, floor.threshold.unit),
        amount=printed(floor.amount),
        label=quoted(floor.owner.label),
    )
    return Fault(signing.id, text, () if of_itself else (floor.owner.id,))


def find_threshold_order(event: EventFacts, _context: Context) -> Iterator[Fault]:
    """Loose parts of one whole, of which fewer projects lie above the lower threshold."""
    loose = [
        (signing, signing.threshold[0], signing.count)
        for signing in event.signings
        if signing.part_of
        and signing.split is None
        and len(signing.threshold) == 1
        and signing.count
        and _SIZE.search(signing.label)
    ]
    for low, low_threshold, low_count in loose:
        for high, high_threshold, high_count in loose:
            rising = low_threshold.unit == high_threshold.unit and low_threshold.value < high_threshold.value
            if rising and _alike(low, high) and bounds(low_count).below(bounds(high_count)):
                message = _("{fewer} projects of {low} are fewer than {more} of {high}")
                text = message.format(
                    fewer=printed(low_count),
                    low=printed(low_threshold),
                    more=printed(high_count),
                    high=printed(high_threshold),
                )
                yield Fault(low.id, text, (high.id,))


def _alike(one: SigningFacts, other: SigningFacts) -> bool:
    """Whether two parts differ in nothing but their threshold."""

    def rest(signing: SigningFacts) -> tuple[object, ...]:
        return (signing.part_of, signing.lane, signing.when, signing.regions, signing.sectors, signing.counterparts)

    return rest(one) == rest(other)


RULES = (
    EventRule(
        Check(
            "threshold-exceeds-amount",
            "error",
            _("Threshold times count exceeds the amount"),
            _(
                "So many projects, each of at least the threshold, would have more money together than is printed for"
                " them, or for the whole they are inside. Looked at for investment only."
            ),
        ),
        find_threshold,
    ),
    EventRule(
        Check(
            "threshold-far-above",
            "warning",
            _("Threshold times count far above the amount"),
            _(
                "So many projects, each of at least the threshold, would have more than ten times the amount which they"
                " are said to exceed. Nothing is certain of “more than”, yet a wrong unit is likely."
            ),
        ),
        find_far_above,
    ),
    EventRule(
        Check(
            "threshold-order",
            "warning",
            _("Fewer projects above a lower threshold"),
            _(
                "Of two loose parts of one whole that differ in their size alone, the one with the lower threshold has"
                " fewer projects."
            ),
        ),
        find_threshold_order,
    ),
)
