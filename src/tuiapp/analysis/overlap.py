"""What columns have in common: what two of them add both, what one adds inside what the other adds, what is a share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, islice
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.catalog.containing import lies_in

if TYPE_CHECKING:
    from tuiapp.analysis.sides import Side
    from tuiapp.catalog.catalog import Catalog
    from tuiapp.catalog.containing import Holding
    from tuiapp.catalog.records import SigningRow

_NAMED = 2
"""Signings fetched to show what is in common."""


class Inside(NamedTuple):
    """What one column adds inside what another adds."""

    n: int
    """How many signings."""
    parts: tuple[SigningRow, ...]
    """Some of them."""
    wholes: tuple[SigningRow, ...]
    """What each of these is inside, in the same order."""


class Shared(NamedTuple):
    """What two columns have in common."""

    n: int
    """How many signings both add."""
    rows: tuple[SigningRow, ...]
    """Some of these."""
    inside: tuple[Inside, Inside]
    """What the first adds inside what the second adds, and the other way round; of the lane looked at."""
    within: int | None
    """Which of the two, 0 or 1, finds nothing that the other does not find; None where neither is so."""
    unpaired: frozenset[int]
    """The positions of signings of one that are in the other: added by it, or inside what it adds."""


def shared(catalog: Catalog, sides: Sequence[Side], holdings: Sequence[Holding]) -> dict[tuple[int, int], Shared]:
    """By two columns what they have in common.

    Args:
        catalog: the index that is asked.
        sides: the columns.
        holdings: what each adds of the lane looked at.
    """
    found = {}
    for at, other in combinations(range(len(sides)), 2):
        one, two = sides[at].totals.added, sides[other].totals.added
        both = one.shared(two)
        ways = holdings[at].inside(holdings[other]), holdings[other].inside(holdings[at])
        first, second = (_inside(catalog, way) for way in ways)
        listed = {row.n for side in (sides[at], sides[other]) for row in side.rows}
        unpaired = frozenset(n for n in listed if n in both or n in ways[0] or n in ways[1])
        within = 0 if lies_in(one, two) else 1 if lies_in(two, one) else None
        rows = tuple(catalog.excerpts.signings_at(both.first(_NAMED)))
        found[at, other] = Shared(both.count, rows, (first, second), within, unpaired)
    return found


def _inside(catalog: Catalog, found: Mapping[int, int]) -> Inside:
    some = dict(islice(sorted(found.items()), _NAMED))
    rows = {row.n: row for row in catalog.excerpts.signings_at([*{*some, *some.values()}])}
    return Inside(len(found), tuple(rows[n] for n in some), tuple(rows[n] for n in some.values()))


def wholes(catalog: Catalog, sides: Iterable[Side], holdings: Iterable[Holding]) -> dict[str, SigningRow]:
    """By id of a signing that is a region's share of a wider total the nearest whole that is of other regions."""
    above = {
        row.id: (row, list(holding.wholes(row.n)))
        for side, holding in zip(sides, holdings, strict=True)
        for row in side.rows
        if row.part_of is not None
    }
    positions = {n for _row, chain in above.values() for n in chain}
    known = {row.n: row for row in catalog.excerpts.signings_at([*positions])}
    found: dict[str, SigningRow] = {}
    for row, chain in above.values():
        whole = next((known[n] for n in chain if known[n].regions != row.regions), None)
        if whole is not None:
            found[row.id] = whole
    return found
