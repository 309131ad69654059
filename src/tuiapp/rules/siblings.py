"""Of the parts of a whole that is not added, those that may be added together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from tuiapp.rules.containment import Group, Size, by_size, climb, group_of
from tuiapp.rules.records import SumRow

Branches = dict[Group, list[SumRow]]


def of_one_split(
    candidates: Iterable[SumRow],
    known: Mapping[str, SumRow],
    settled: Mapping[str, Group],
    size: Callable[[SumRow], Size],
) -> list[SumRow]:
    """The candidates that may be added together, whole by whole from the innermost outwards.

    Below a whole that is not added, all branches of one split stay together, and a loose part stays alone; of
    several such groups the largest stays: by the sum of its yuan, then of its counts, then by the first id.

    Args:
        candidates: signings of one lane, none of which contains another.
        known: every signing by id, to walk upwards.
        settled: for a whole, the group that has members which are already added; it stays.
        size: yuan and count of a signing.
    """
    chosen: list[SumRow] = []
    below: dict[str, Branches] = {}
    levels: list[list[str]] = []

    def place(part: SumRow, members: list[SumRow]) -> None:
        if part.part_of is None:
            chosen.extend(members)
            return
        if part.part_of not in below:
            below[part.part_of] = {}
            depth = sum(1 for _ in climb(part, known)) - 1
            levels.extend([] for _ in range(depth + 1 - len(levels)))
            levels[depth].append(part.part_of)
        below[part.part_of].setdefault(group_of(part), []).extend(members)

    for row in candidates:
        place(row, [row])
    for depth in reversed(range(len(levels))):
        # Placing what a whole keeps adds wholes of lesser depth only.
        for whole in levels[depth]:
            members = _strongest(below[whole], settled.get(whole), size)
            itself = known.get(whole)
            if itself is None:
                chosen.extend(members)
            else:
                place(itself, members)
    return chosen


def _strongest(groups: Branches, settled: Group | None, size: Callable[[SumRow], Size]) -> list[SumRow]:
    if settled is not None:
        return groups.get(settled, [])
    if len(groups) == 1:
        return next(iter(groups.values()))

    def strength(members: list[SumRow]) -> tuple[int, int, str]:
        sizes = [size(row) for row in members]
        return -sum(yuan for yuan, _ in sizes), -sum(count for _, count in sizes), min(row.id for row in members)

    return min(groups.values(), key=strength)


def settle(row: SumRow, known: Mapping[str, SumRow], settled: dict[str, Group]) -> None:
    """Note for each whole a signing is inside that its group is the one that is added."""
    for part, whole in climb(row, known):
        settled[whole] = group_of(part)


def finder(
    added: Iterable[SumRow], known: Mapping[str, SumRow], size: Callable[[SumRow], Size]
) -> Callable[[SumRow], str | None]:
    """A function from a signing to the id of the largest added one of another group of the same whole, if any."""
    settled: dict[str, Group] = {}
    largest: dict[str, SumRow] = {}
    for row in added:
        settle(row, known, settled)
        for _part, whole in climb(row, known):
            largest[whole] = min(largest.get(whole, row), row, key=lambda r: by_size(r, size))

    def find(row: SumRow) -> str | None:
        for part, whole in climb(row, known):
            if whole in settled and settled[whole] != group_of(part):
                return largest[whole].id
        return None

    return find
