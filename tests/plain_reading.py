"""The rules of sums read word by word, comparing all with all: what the fast code must agree with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tuiapp.rules.amounts import Amounts
from tuiapp.rules.containment import is_narrower
from tuiapp.rules.periods import precedence
from tuiapp.rules.records import RegionPath, SumRow

Rows = Mapping[str, SumRow]


def wholes(row: SumRow, rows: Rows) -> list[str]:
    """The wholes a row is inside, from the nearest up."""
    up: list[str] = []
    while row.part_of is not None:
        up.append(row.part_of)
        if row.part_of not in rows:
            break
        row = rows[row.part_of]
    return up


def contains(one: SumRow, other: SumRow, rows: Rows) -> bool:
    """Whether the first has the second inside it."""
    if one.id in wholes(other, rows):
        return True
    return one.part_of is None and one.edition == other.edition and is_narrower(other.regions, one.regions)


def group(whole: str, row: SumRow, rows: Rows) -> str:
    """The split of a whole, or the loose part of it, that a row comes from."""
    way = [row.id, *wholes(row, rows)]
    branch = way[way.index(whole) - 1]
    split = rows[branch].split
    return f"loose {branch}" if split is None else f"split {split}"


def nested(one: RegionPath, other: RegionPath) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def overlap(one: SumRow, other: SumRow, rows: Rows) -> bool:
    """Whether two period totals share a day and a region, and are not of one split."""
    common = [whole for whole in wholes(one, rows) if whole in wholes(other, rows)]
    if common and group(common[0], one, rows) == group(common[0], other, rows):
        return False
    days = (one.first or 0) <= other.last and (other.first or 0) <= one.last
    return days and any(nested(mine, theirs) for mine in one.regions for theirs in other.regions)


def siblings_apart(candidates: list[SumRow], kept: list[SumRow], rows: Rows, amounts: Amounts) -> list[SumRow]:
    """What is left when every whole keeps one group of its parts, the innermost wholes first."""
    left = list(candidates)
    every = {whole for row in left for whole in wholes(row, rows)}

    def depth(whole: str) -> int:
        return len(wholes(rows[whole], rows)) if whole in rows else 0

    for whole in sorted(every, key=lambda whole: (-depth(whole), whole)):
        below = [row for row in left if whole in wholes(row, rows)]
        groups = {group(whole, row, rows) for row in below}
        begun = {group(whole, row, rows) for row in kept if whole in wholes(row, rows)}

        def strength(name: str, whole: str = whole, below: list[SumRow] = below) -> tuple[int, int, str]:
            members = [row for row in below if group(whole, row, rows) == name]
            sizes = [amounts.size(row) for row in members]
            return -sum(y for y, _ in sizes), -sum(c for _, c in sizes), min(row.id for row in members)

        if groups:
            best = begun or {min(groups, key=strength)}
            left = [row for row in left if row not in below or group(whole, row, rows) in best]
    return left


def added(eligible: Sequence[SumRow], rows: Rows, *, periods: bool) -> set[str]:
    """The ids of what is added of one lane."""
    amounts = Amounts(rows)
    open_ = list(eligible)
    kept: list[SumRow] = []
    while True:
        free = [row for row in open_ if not any(contains(other, row, rows) for other in open_)]
        fresh = [row for row in free if row not in kept]
        if not periods:
            return {row.id for row in siblings_apart(fresh, [], rows, amounts)}
        out = [row for row in fresh if any(overlap(row, other, rows) and apart(row, other, rows) for other in kept)]
        chosen = siblings_apart([row for row in fresh if row not in out], kept, rows, amounts)
        for row in sorted(chosen, key=lambda row: precedence(row, amounts.size)):
            if any(overlap(row, other, rows) for other in kept):
                out.append(row)
            else:
                kept.append(row)
        if not out:
            return {row.id for row in kept}
        open_ = [row for row in open_ if row not in out]


def apart(one: SumRow, other: SumRow, rows: Rows) -> bool:
    """Whether two rows have no whole in common: else they are siblings, which is looked at before overlap."""
    return [one.id, *wholes(one, rows)][-1] != [other.id, *wholes(other, rows)][-1]
