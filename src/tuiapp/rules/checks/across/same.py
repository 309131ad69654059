"""Events that are told twice, and plans that return as results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tuiapp.i18n import _
from tuiapp.rules.checks.across.batches import NEAR, AcrossRule, Batch, linked, place_key, value_key
from tuiapp.rules.checks.kinds import is_plan, is_result
from tuiapp.rules.checks.registry import Check, Context, Fault
from tuiapp.rules.checks.words import printed, quoted
from tuiapp.values.quantity import Quantity

_TELLING = 10
"""Smaller counts return by chance."""
_COARSE = 31
"""Days. An event whose days are known no better than this is near to everything."""
_SOON = 366
"""Days. Within so much time a plan can return as its own result."""


def _same_keys(batch: Batch) -> Iterator[str]:
    if batch.lane.basis == "event" and batch.last - batch.first >= _COARSE:
        return
    place = f"{batch.lane.measure}|{batch.lane.basis}|{place_key(batch.regions)}"
    if batch.investment is not None:
        yield f"same|{place}|{value_key(batch.investment)}"
    if batch.count is not None and batch.count.value >= _TELLING:
        yield f"same|{place}|{value_key(batch.count)}"


def find_same(batches: Sequence[Batch], _context: Context) -> Iterator[Fault]:
    """Signings of one region and a few days that print equal numbers in events which nothing relates."""
    before: list[Batch] = []
    for batch in sorted(batches, key=lambda one: one.order):
        before = [one for one in before if one.last + NEAR >= batch.first]
        for other in before:
            if not linked(batch, other) and _near(batch, other) and (numbers := equal_numbers(batch, other)):
                message = _("{other} prints the same numbers for the same place and days: {numbers}")
                text = message.format(other=quoted(other.id), numbers=", ".join(map(printed, numbers)))
                yield Fault(batch.id, text, (other.id,))
                break
        before.append(batch)


def _near(one: Batch, other: Batch) -> bool:
    """Whether two days, or two ends of two spans, are no more than three days apart."""
    if one.lane.basis == "period":
        return abs(one.last - other.last) <= NEAR and abs(one.first - other.first) <= NEAR
    return other.first - one.last <= NEAR and one.first - other.last <= NEAR


def equal_numbers(one: Batch, other: Batch) -> list[Quantity]:
    """The numbers that both print, if all of these are equal; none where any differ."""
    both = [(one.count, other.count), (one.investment, other.investment)]
    pairs = [(mine, theirs) for mine, theirs in both if mine is not None and theirs is not None]
    same = all((mine.value, mine.unit) == (theirs.value, theirs.unit) for mine, theirs in pairs)
    return [mine for mine, _theirs in pairs] if same else []


def _plan_keys(batch: Batch) -> Iterator[str]:
    # A single project keeps its numbers from its plan to its end.
    if batch.investment is None or batch.count is None or batch.count.value < _TELLING:
        return
    if is_plan(batch.lane) or is_result(batch.lane):
        yield f"plan|{place_key(batch.regions)}|{value_key(batch.count)}|{value_key(batch.investment)}"


def find_plan_returned(batches: Sequence[Batch], _context: Context) -> Iterator[Fault]:
    """A result that prints the numbers of a plan of the year before it."""
    plans = [batch for batch in batches if is_plan(batch.lane)]
    for result in batches:
        if is_plan(result.lane):
            continue
        for plan in plans:
            if plan.event != result.event and 0 <= result.last - plan.last <= _SOON:
                assert plan.count is not None
                assert plan.investment is not None
                message = _("The result prints the numbers of the plan {plan}: {numbers}")
                numbers = f"{printed(plan.count)}, {printed(plan.investment)}"
                yield Fault(result.id, message.format(plan=quoted(plan.id), numbers=numbers), (plan.id,))
                break


RULES = (
    AcrossRule(
        Check(
            "likely-same",
            "warning",
            _("Perhaps one event told twice"),
            _(
                "Two events that no series, edition, parent or part relates print equal numbers for the same regions,"
                " no more than three days apart. A count alone has to be ten or more."
            ),
        ),
        _same_keys,
        find_same,
        within=_COARSE + NEAR,
    ),
    AcrossRule(
        Check(
            "plan-returned",
            "warning",
            _("A result equals an earlier plan"),
            _("What was started or completed has the count, ten or more, and the amount of a plan of the year before."),
        ),
        _plan_keys,
        find_plan_returned,
        asks=lambda batch: is_plan(batch.lane),
        within=_SOON,
    ),
)
