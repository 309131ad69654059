"""The days that kept period totals cover in each region."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.catalog.packing import unpack_texts
from tuiapp.rules.periods import Kept

if TYPE_CHECKING:
    from tuiapp.catalog.adding.packs import Packs
    from tuiapp.catalog.connection import Connection
    from tuiapp.rules.records import RegionPath


class _Spans(NamedTuple):
    """A total as `Kept` looks at it."""

    id: str
    first: int | None
    last: int
    regions: tuple[RegionPath, ...]


class Covered:
    """By region the days on which a total there would overlap a kept one: one whole number of as many bits as days.

    That says at once that a total overlaps nothing, and of most that it overlaps something: many of one shape come one
    after another, and what one of them overlaps the next does too. Only where one under the same outermost whole is
    kept, which never counts as overlapping, is it asked of `Kept` who that is.
    """

    def __init__(self, connection: Connection, packs: Packs) -> None:
        """A blank one, over the period totals of an index."""
        self._packs = packs
        regions = connection.rows("SELECT path, last FROM region ORDER BY rank")
        self._paths = [unpack_texts(path) for path, _last in regions]
        ranks = {path: rank for rank, path in enumerate(self._paths)}
        self._touched = [
            [*(ranks[path[:depth]] for depth in range(1, len(path))), *range(rank, regions[rank][1] + 1)]
            for rank, path in enumerate(self._paths)
        ]
        """By region those above it, itself, and those in it."""
        self._shape, self._root, self._turn = packs["shape"], packs["root"], packs["turn"]
        self._first, self._last = packs["first"], packs["last"]
        self._base = min(first or last for first, last in zip(self._first, self._last, strict=True))
        self._spans_of: dict[int, tuple[int, Sequence[int]]] = {}
        """By shape its days, as bits, and the ranks of its regions."""
        self._clear()

    def blank(self) -> Covered:
        """Another over the same totals, of which none is kept."""
        other = copy(self)
        other._clear()
        return other

    def _clear(self) -> None:
        self._blocked: dict[int, int] = {}
        self._met: set[int] = set()
        self._roots: set[int] = set()
        self._kept: Kept | None = None
        self._waiting: list[int] = []

    def take(self, turns: Iterable[int]) -> tuple[list[int], list[int]]:
        """Keep each total that overlaps nothing that is kept.

        Args:
            turns: the totals, in the order in which they are taken.

        Returns:
            The turns of those that are kept, and of the others.
        """
        kept: list[int] = []
        out: list[int] = []
        shapes, roots, met, known, blocked = self._shape, self._root, self._met, self._roots, self._blocked
        for turn in turns:
            # As `_meets` asks, but here: of a hundred thousand totals some thousand are kept.
            shape = shapes[turn]
            if shape not in met:
                mask, ranks = self._spans_of.get(shape) or self._span(shape)
                for rank in ranks:
                    if mask & blocked.get(rank, 0):
                        met.add(shape)
                        break
                else:
                    self._add(turn)
                    kept.append(turn)
                    continue
            if roots[turn] not in known or self.first_met(turn) is not None:
                out.append(turn)
            else:
                self._add(turn)
                kept.append(turn)
        return kept, out

    def part(self, turns: Iterable[int]) -> tuple[list[int], list[int]]:
        """The totals that overlap nothing that is kept, and those that do; none of them is kept."""
        shapes, roots, met, known = self._shape, self._root, self._met, self._roots
        clear: list[int] = []
        meeting: list[int] = []
        for turn in turns:
            meets = (shapes[turn] in met and roots[turn] not in known) or self._meets(turn)
            (meeting if meets else clear).append(turn)
        return clear, meeting

    def _meets(self, turn: int) -> bool:
        """Whether a total shares a day and a region with a kept one of another outermost whole."""
        shape = self._shape[turn]
        if shape not in self._met:
            mask, ranks = self._spans_of.get(shape) or self._span(shape)
            for rank in ranks:
                if mask & self._blocked.get(rank, 0):
                    self._met.add(shape)
                    break
            else:
                return False
        return self._root[turn] not in self._roots or self.first_met(turn) is not None

    def _add(self, turn: int) -> None:
        shape, blocked = self._shape[turn], self._blocked
        mask, ranks = self._spans_of.get(shape) or self._span(shape)
        for rank in ranks:
            for touched in self._touched[rank]:
                blocked[touched] = blocked.get(touched, 0) | mask
        self._roots.add(self._root[turn])
        self._waiting.append(turn)

    def first_met(self, turn: int) -> int | None:
        """The position of the first kept one of another outermost whole that a total overlaps."""
        if self._kept is None:
            self._kept = Kept(_Spans("", first or None, first, ()) for first in {*self._first})
        for kept in self._waiting:
            self._kept.add(self._spans(kept), str(self._root[kept]))
        self._waiting.clear()
        met = self._kept.overlapping(self._spans(turn), str(self._root[turn]))
        return None if met is None else int(met)

    def _ranks(self, shape: int) -> Sequence[int]:
        at = self._packs["at"]
        return self._packs["regions"][at[shape] : at[shape + 1]]

    def _spans(self, turn: int) -> _Spans:
        shape = self._shape[turn]
        paths = tuple(self._paths[rank] for rank in self._ranks(shape))
        return _Spans(str(self._turn[turn]), self._first[shape] or None, self._last[shape], paths)

    def _span(self, shape: int) -> tuple[int, Sequence[int]]:
        first = self._first[shape] or self._base
        mask = ((1 << (self._last[shape] - first + 1)) - 1) << (first - self._base)
        self._spans_of[shape] = mask, tuple(self._ranks(shape))
        return self._spans_of[shape]
