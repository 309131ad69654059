"""Projects that are far larger or smaller than others of their kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from statistics import median

from tuiapp.i18n import _
from tuiapp.rules.checks.across.batches import Batch
from tuiapp.rules.checks.registry import Check, Fault
from tuiapp.rules.checks.words import money, number, printed

TIMES = 40
"""How many times the median, or what part of it, is still ordinary."""
ENOUGH = 10
"""A median of fewer says nothing."""
_SEVERAL = 2
"""One project is named because it is large; an average is of several."""

Medians = Mapping[tuple[str, str], Decimal]
"""By stage and measure: the middle of all amounts for each project, in yuan."""


def medians(batches: Iterable[Batch]) -> Medians:
    """The medians of what is large enough to have one."""
    sizes: dict[tuple[str, str], list[Decimal]] = {}
    for batch in batches:
        size = _size(batch)
        if size is not None:
            sizes.setdefault((batch.lane.stage, batch.lane.measure), []).append(size)
    return {kind: median(several) for kind, several in sizes.items() if len(several) >= ENOUGH}


def find_size(batch: Batch, usual: Medians) -> Iterator[Fault]:
    """An average far from what is usual for its stage and measure."""
    size, middle = _size(batch), usual.get((batch.lane.stage, batch.lane.measure))
    if size is None or middle is None or batch.count is None or batch.count.value < _SEVERAL:
        return
    if size * TIMES < middle or size > middle * TIMES:
        assert batch.investment is not None
        message = _("{amount} for {count} is {size} for each; the median of {stage} {measure} is {median}")
        text = message.format(
            amount=printed(batch.investment),
            count=number(batch.count.value),
            size=money(size, "CNY"),
            stage=batch.lane.stage,
            measure=batch.lane.measure,
            median=money(middle, "CNY"),
        )
        yield Fault(batch.id, text)


def _size(batch: Batch) -> Decimal | None:
    """The yuan for each project; None where a number is missing or nothing."""
    if batch.cny is None or batch.count is None or not batch.count.value or not batch.cny:
        return None
    return batch.cny / batch.count.value


CHECK = Check(
    "project-size",
    "warning",
    _("Unusually large or small projects"),
    _(
        "The amount divided by two or more projects is above 40 times the median of its stage and measure, or below a"
        " fortieth of it. Often a unit is wrong, or the amount is of something else."
    ),
)
