"""Totals that are smaller than what lies inside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from tuiapp.i18n import _
from tuiapp.rules.checks.across.batches import AcrossRule, Batch, place_key, restrictions
from tuiapp.rules.checks.bounds import in_one_currency
from tuiapp.rules.checks.registry import Check, Context, Fault
from tuiapp.rules.checks.words import printed, quoted
from tuiapp.rules.containment import covers, is_narrower
from tuiapp.rules.records import RegionPath
from tuiapp.values.quantity import Quantity

_LONG = 366
"""Days. A total of a series over more than a year is one of several editions."""

_Contains = Callable[[Batch, Batch], bool]
"""Whether all of the second is in the first."""


def _whole_keys(batch: Batch) -> Iterator[str]:
    if batch.part_of is None:
        yield f"whole|{batch.id}"
    elif not batch.part_of.startswith(f"{batch.event}/"):
        yield f"whole|{batch.part_of}"


def find_in_whole(batches: Sequence[Batch], context: Context) -> Iterator[Fault]:
    """A whole that prints less than a part of it in another event."""
    yield from _smaller(batches, lambda whole, part: part.part_of == whole.id, context)


def _edition_keys(batch: Batch) -> Iterator[str]:
    if batch.part_of is None and (batch.series is not None or batch.edition_key != batch.event):
        yield f"edition|{batch.edition_key}"


def find_in_edition(batches: Sequence[Batch], context: Context) -> Iterator[Fault]:
    """The largest signing of a region in an edition that prints less than one of a narrower region."""

    def contains(wide: Batch, narrow: Batch) -> bool:
        return wide.lane == narrow.lane and is_narrower(narrow.regions, wide.regions) and _comparable(wide, narrow)

    yield from _smaller(batches, contains, context, rivals=lambda batch: (batch.lane, batch.regions))


def _series_keys(batch: Batch) -> Iterator[str]:
    if batch.part_of is None and batch.series is not None:
        yield f"series|{batch.series}"


def find_in_series(batches: Sequence[Batch], context: Context) -> Iterator[Fault]:
    """A total of several editions that prints less than one of them, or than a total of fewer."""

    def contains(wide: Batch, narrow: Batch) -> bool:
        return (
            wide.event != narrow.event
            and _is_long(wide)
            and wide.first <= narrow.first
            and narrow.last <= wide.last
            and covers(wide.regions, narrow.regions)
            and _comparable(wide, narrow)
        )

    periods = [batch for batch in batches if batch.lane.basis == "period"]
    yield from _smaller(batches, contains, context, totals=_alone(periods))


def _is_long(batch: Batch) -> bool:
    return batch.last - batch.first > _LONG


def _period_keys(batch: Batch) -> Iterator[str]:
    if batch.part_of is None and batch.kind == "period" and batch.lane.basis == "period":
        stage, measure, unit, _basis = batch.lane
        what = f"{stage}|{measure}|{unit}|{batch.status}|{restrictions(batch)}"
        yield f"period|{place_key(batch.regions)}|{what}"


def find_in_period(batches: Sequence[Batch], context: Context) -> Iterator[Fault]:
    """The total of a region's longer period that prints less than that of a shorter one in it, all else equal."""

    def contains(longer: Batch, shorter: Batch) -> bool:
        return longer.event != shorter.event and longer.first <= shorter.first and shorter.last <= longer.last

    yield from _smaller(_alone(batches), contains, context)


def _alone(batches: Sequence[Batch]) -> list[Batch]:
    """Those that stand alone in their event: of two beside each other neither is the total."""

    def place(batch: Batch) -> tuple[object, ...]:
        return batch.event, batch.lane, batch.when, batch.regions

    several = Counter(map(place, batches))
    return [batch for batch in batches if several[place(batch)] == 1]


def _comparable(wide: Batch, narrow: Batch) -> bool:
    """Whether a total is of one kind with what is in it, and restricted by nothing that does not restrict that."""
    pairs = zip(restrictions(wide), restrictions(narrow), strict=True)
    return wide.lane[:2] == narrow.lane[:2] and all(not mine or mine == theirs for mine, theirs in pairs)


class _Number(NamedTuple):
    """What two signings are compared by."""

    of: Callable[[Batch], Quantity | None]
    size: Callable[[Batch], Decimal]
    """A number to sort by, -1 for none."""
    kind: Callable[[Batch], str]
    """What has to be equal for two to be compared."""


_NUMBERS = (
    _Number(
        lambda batch: None if batch.cny is None else batch.investment,
        lambda batch: Decimal(-1 if batch.cny is None else batch.cny),
        lambda batch: batch.lane.measure,
    ),
    _Number(
        lambda batch: batch.count,
        lambda batch: Decimal(-1) if batch.count is None else batch.count.value,
        lambda batch: batch.lane.unit,
    ),
)


def _smaller(
    batches: Sequence[Batch],
    contains: _Contains,
    context: Context,
    *,
    totals: Sequence[Batch] | None = None,
    rivals: Callable[[Batch], Hashable] | None = None,
) -> Iterator[Fault]:
    """Each that prints less than one which lies inside it, with the largest such.

    Args:
        batches: what may lie inside another.
        contains: whether one lies inside another.
        context: where exchange rates come from.
        totals: what others may lie inside of; all of them where none are given.
        rivals: totals for which this is equal are one, the largest.
    """
    for number in _NUMBERS:
        ordered = sorted(batches, key=lambda one: (-number.size(one), one.id))
        # The largest first: what follows one that is no more than the total is not looked at.
        held: dict[tuple[str, RegionPath], list[Batch]] = {}
        for batch in ordered:
            for above in {path[:depth] for path in batch.regions for depth in range(1, len(path) + 1)}:
                held.setdefault((number.kind(batch), above), []).append(batch)
        wides = [batch for batch in (ordered if totals is None else totals) if number.of(batch) is not None]
        if rivals is not None:
            wides = list({rivals(batch): batch for batch in reversed(wides)}.values())
        for wide in wides:
            inside = (held.get((number.kind(wide), path), []) for path in wide.regions)
            faults = (_first_larger(wide, one, number, contains, context) for one in inside)
            yield from islice(filter(None, faults), 1)


def _first_larger(
    wide: Batch, inside: Sequence[Batch], number: _Number, contains: _Contains, context: Context
) -> Fault | None:
    mine = number.of(wide)
    assert mine is not None
    for narrow in inside:
        if number.size(narrow) <= number.size(wide):
            return None
        theirs = number.of(narrow)
        if theirs is None or not contains(wide, narrow):
            continue
        both = in_one_currency((mine, theirs), narrow.when, context)
        if both is not None and both[0].below(both[1]):
            message = _("{mine} is less than the {theirs} of {narrow} ({when}), which lies inside it")
            text = message.format(
                mine=printed(mine), theirs=printed(theirs), narrow=quoted(narrow.id), when=narrow.when
            )
            return Fault(wide.id, text, (narrow.id,))
    return None


_CHECK = Check(
    "smaller-total",
    "warning",
    _("A total is smaller than what lies inside it"),
    _(
        "A whole is smaller than a part of it in another event; or a signing of an edition than one of a narrower"
        " region; or a total of several editions than one of them, or than a total of fewer; or the total of a region’s"
        " longer period than that of a shorter one in it. Bounds and rounding are allowed for."
    ),
)

RULES = (
    AcrossRule(_CHECK, _whole_keys, find_in_whole),
    AcrossRule(_CHECK, _edition_keys, find_in_edition),
    AcrossRule(
        _CHECK,
        _series_keys,
        find_in_series,
        asks=lambda batch: batch.lane.basis == "period" and _is_long(batch),
    ),
    AcrossRule(_CHECK, _period_keys, find_in_period),
)
