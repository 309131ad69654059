"""Growth as printed, against what the dataset has of the time before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from tuiapp.i18n import _
from tuiapp.rules.checks.across.batches import AcrossRule, Batch, place_key, restrictions
from tuiapp.rules.checks.bounds import LOOSE, Bounds, bounds, last_digit
from tuiapp.rules.checks.registry import Check, Context, Fault
from tuiapp.rules.checks.words import percent, printed, quoted
from tuiapp.values.qualifier import Qualifier
from tuiapp.values.quantity import Quantity
from tuiapp.values.units import PERCENT


def _keys(batch: Batch) -> Iterator[str]:
    if batch.series is not None:
        yield f"growth|{batch.series}"
    elif batch.lane.basis == "period" and (start := batch.when.start) is not None:
        end = batch.when.end
        days = f"{start.month}-{start.day}/{end.month}-{end.day}/{end.year - start.year}"
        yield f"growth|{days}|{place_key(batch.regions)}"


def find_growth(batches: Sequence[Batch], _context: Context) -> Iterator[Fault]:
    """Growth that no record of the edition or of the year before gives."""
    alike: dict[tuple[object, ...], list[Batch]] = {}
    for batch in batches:
        alike.setdefault(_kind_of(batch), []).append(batch)
    for same in alike.values():
        by_edition: dict[int | None, list[Batch]] = {}
        by_year: dict[int, list[Batch]] = {}
        for batch in same:
            by_edition.setdefault(batch.edition, []).append(batch)
            by_year.setdefault(batch.when.end.year, []).append(batch)
        for batch in same:
            if not _has_growth(batch):
                continue
            editions = by_edition.get(batch.edition - 1, []) if batch.edition is not None else []
            years = by_year.get(batch.when.end.year - 1, [])
            yield from _of(batch, list(dict.fromkeys([*editions, *years])))


def _has_growth(batch: Batch) -> bool:
    return batch.yoy_count is not None or batch.yoy_investment is not None


def _kind_of(batch: Batch) -> tuple[object, ...]:
    """What two records of different years have in common if one grew from the other."""
    part = None if batch.part_of is None else batch.id.rpartition("/")[2]
    return batch.lane, batch.regions, part, restrictions(batch)


def _of(batch: Batch, before: Sequence[Batch]) -> Iterator[Fault]:
    for growth, now, earlier in (
        (batch.yoy_count, batch.count, [one.count for one in before]),
        (batch.yoy_investment, batch.investment, [one.investment for one in before]),
    ):
        if growth is None or now is None:
            continue
        known = [
            (one, then, grown)
            for one, then in zip(before, earlier, strict=True)
            if then is not None and (grown := _grown(now, then, growth)) is not None
        ]
        if known and all(grown.apart(_stated(growth)) for _one, _then, grown in known):
            one, then, _by = known[0]
            message = _("{growth} is printed; from {then} of {before} to {now} it is {computed}")
            text = message.format(
                growth=printed(growth),
                then=printed(then),
                before=quoted(one.id),
                now=printed(now),
                computed=_computed(now, then, growth),
            )
            yield Fault(batch.id, text, (one.id,))


def _grown(now: Quantity, then: Quantity, growth: Quantity) -> Bounds | None:
    """By how much it grew, in percent or in number; None where that cannot be said."""
    if now.unit != then.unit:
        return None
    new, old = bounds(now), bounds(then)
    if growth.unit != PERCENT:
        least = None if old.high is None else new.low - old.high
        return None if least is None else Bounds(least, None if new.high is None else new.high - old.low)
    if old.low <= 0:
        return None
    least = new.low / old.high * 100 - 100 if old.high else Decimal(-100)
    return Bounds(least, None if new.high is None else new.high / old.low * 100 - 100)


def _stated(growth: Quantity) -> Bounds:
    """What the printed growth can mean: one in its last digit more or less, a tenth where it is only a word."""
    slack = last_digit(growth) if any(map(str.isdigit, growth.text)) else abs(growth.value) * LOOSE
    said = Bounds(growth.value, growth.value) if growth.qualifier is Qualifier.EXACT else bounds(growth)
    return Bounds(said.low - slack, None if said.high is None else said.high + slack)


def _computed(now: Quantity, then: Quantity, growth: Quantity) -> str:
    if growth.unit != PERCENT:
        return f"{now.value - then.value:+,f}"
    return percent(now.value / then.value * 100 - 100)


RULES = (
    AcrossRule(
        Check(
            "growth",
            "warning",
            _("Printed growth does not fit the records"),
            _(
                "The growth that is printed is not that from the edition before, nor from the same time a year before,"
                " as the dataset has them. One in the last digit and rounding are allowed for."
            ),
        ),
        _keys,
        find_growth,
        asks=_has_growth,
    ),
)
