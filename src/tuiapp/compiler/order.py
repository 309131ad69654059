"""The default order: newest first, each whole directly followed by its parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tuiapp.dataset.resolved import Event, Signing


class Placed(NamedTuple):
    """A signing at its position in the default order."""

    n: int
    root: int
    """The position of the outermost whole it is inside of; its own when it is inside of none."""
    event: Event
    signing: Signing


def in_order(events: Iterable[Event]) -> list[Event]:
    """Events by their last day, the newest first, then by id."""
    return sorted(events, key=lambda event: (-event.dates.last.toordinal(), event.id))


def place(events: Iterable[Event]) -> list[Placed]:
    """All signings in the default order.

    Outermost wholes come by their last day, the newest first, then by event and as in the dataset. Parts follow
    their whole, those of its own event before those of others.
    """
    roots: list[tuple[Event, Signing]] = []
    parts: dict[str, list[tuple[Event, Signing]]] = defaultdict(list)
    for event in sorted(events, key=lambda event: event.id):
        for signing in event.signings:
            (roots if signing.part_of is None else parts[signing.part_of]).append((event, signing))
    # Sorting is stable, so that within an event the dataset's order stays.
    roots.sort(key=lambda one: (-one[1].when.last.toordinal(), one[0].id))
    placed: list[Placed] = []
    for root in roots:
        at = len(placed)
        placed += (Placed(n, at, *one) for n, one in enumerate(_with_parts(root, parts), at))
    return placed


def _with_parts(
    whole: tuple[Event, Signing], parts: dict[str, list[tuple[Event, Signing]]]
) -> Iterator[tuple[Event, Signing]]:
    event, signing = whole
    yield whole
    for part in sorted(parts.get(signing.id, ()), key=lambda one: one[0].id != event.id):
        yield from _with_parts(part, parts)
