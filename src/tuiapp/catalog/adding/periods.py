"""Of period totals, those that are not added: inside another, the weaker of siblings, or overlapping a stronger one."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING, Final

from tuiapp.catalog.adding.covered import Covered
from tuiapp.catalog.adding.events import sized
from tuiapp.catalog.adding.hits import INSIDE, OVERLAP, SIBLING
from tuiapp.catalog.adding.lanes import LANE_BITS
from tuiapp.catalog.adding.siblings import Size, Tree, of_one_branch, tree_of

if TYPE_CHECKING:
    from tuiapp.catalog.adding.packs import Packs
    from tuiapp.catalog.connection import Connection

OPEN, ADDED, OUT = 1, 2, 3
"""What is decided of a total: nothing yet, that it is added, that it overlaps one that is; 0 is none of these."""
_NOWHERE: Final = -1


class Periods:
    """The period totals that may be added, and what they are to each other; several `Chosen` decide on all of them."""

    def __init__(
        self, connection: Connection, packs: Packs, ok: bytearray, home: Mapping[int, int | None] | None = None
    ) -> None:
        """Look at them.

        Args:
            connection: to the index.
            packs: its columns.
            ok: 1 for each signing that may be added, by position.
            home: by position the group in which a total is added; what is in another contains nothing of it. None
                where there is one group for each lane: those do not contain one another anyway.
        """
        self._connection = connection
        self.packs = packs
        self._ok = ok
        self.state = bytearray(len(ok))
        """By position what is decided."""
        turn = packs["turn"]
        self.turns = list(compress(range(len(turn)), map(ok.__getitem__, turn)))
        """Their turns, ascending."""
        for at in self.turns:
            self.state[turn[at]] = OPEN
        pairs = packs.pairs("period ", ok)
        if home is not None:
            pairs = ((part, whole) for part, whole in pairs if home[part] == home[whole])
        self.parts: dict[int, list[int]] = {}
        """By position what is stated to be inside it."""
        for part, whole in pairs:
            self.parts.setdefault(whole, []).append(part)
        self.above = Counter(part for parts in self.parts.values() for part in parts)
        """By position how many of the wholes that it is stated to be inside are not out."""
        placed = packs["period placed"]
        marked = bytes(map(ok.__getitem__, placed))
        self.places = dict(zip(compress(placed, marked), compress(packs["period place"], marked), strict=True))
        """By position its area, where the regions of its edition nest: doubled, odd for an outermost whole."""

    @cached_property
    def covering(self) -> Covered:
        """A blank sheet of days and regions; see `Covered.blank`."""
        return Covered(self._connection, self.packs)

    @cached_property
    def around(self) -> Mapping[int, Sequence[int]]:
        """By area the wider ones that have a whole."""
        around: dict[int, list[int]] = defaultdict(list)
        known = {place >> 1 for place in self.places.values()}
        for narrow, wide in zip(self.packs["narrow"], self.packs["wide"], strict=True) if known else ():
            if narrow in known:
                around[narrow].append(wide)
        return around

    @cached_property
    def sizes(self) -> Mapping[int, Size]:
        """Of those under an outermost whole whose parts are not all of one branch."""
        return {n: Size(*size) for _root, _lane, n, *size in self._contested}

    @cached_property
    def roots(self) -> Mapping[int, int]:
        """The outermost wholes of these."""
        return {n: root for root, _lane, n, *_size in self._contested}

    @cached_property
    def tree(self) -> Tree:
        """All parts under those outermost wholes."""
        roots = set(self.roots.values())
        return tree_of(self._connection, roots) if roots else {}

    @cached_property
    def _contested(self) -> list[tuple[int, ...]]:
        ok, alike = self._ok, self.packs["alike"]
        return sized(self._connection, (n for n in self.packs["mixed"] if ok[n] and alike[n] >> LANE_BITS & 1))

    def wider(self, n: int) -> Sequence[int]:
        """The areas around that of a total which have a whole."""
        return self.around.get(self.places.get(n, _NOWHERE) >> 1, ())

    def wholes(self, n: int) -> Iterator[int]:
        """The wholes of its lane that it is stated to be inside, the nearest first."""
        part, whole = self.packs["period part"], self.packs["period whole"]
        at = bisect_left(part, n + 1) - 1
        while at >= 0 and part[at] == n:
            if n in self.parts.get(whole[at], ()):
                yield whole[at]
            at -= 1

    def climb(self, n: int) -> Iterator[tuple[int, int]]:
        """The wholes above a part with the branch of each that it is in; only where branches differ."""
        tree = self.tree
        while n in tree:
            whole, branch = tree[n]
            yield whole, branch
            n = whole


class Chosen:
    """Of the totals of one lane those that are added, and why each other is not."""

    def __init__(self, periods: Periods, turns: Sequence[int]) -> None:
        """Choose.

        Args:
            periods: what the totals are to each other; what is decided is written there.
            turns: the turns of those to choose from, ascending.
        """
        self._of = periods
        self._covered = periods.covering.blank()
        self._turn_of = periods.packs["turn of"]
        turn = periods.packs["turn"]
        self._members = [turn[at] for at in turns]
        members = set(self._members) if periods.places or periods.sizes else set[int]()
        self._placed = periods.places.keys() & members
        self._mixed = periods.sizes.keys() & members
        self._wholes = Counter(place >> 1 for n in self._placed if (place := periods.places[n]) & 1)
        self._settled: dict[int, int] = {}
        self._choose(turns)

    @property
    def others(self) -> Iterator[int]:
        """The positions of what is not added."""
        state = self._of.state
        return (n for n in self._members if state[n] != ADDED)

    def mark(self, verdicts: bytearray) -> None:
        """Set the verdicts on those that are not added."""
        state, parts, above = self._of.state, self._of.parts, self._of.above
        odd = [*self._placed, *self._mixed]
        for n in self._members:
            if state[n] != ADDED:
                verdicts[n] = OVERLAP  # as most: nothing contains it, and it overlaps something
                if above.get(n):
                    odd.append(n)
        for n in self._members:
            if state[n] == ADDED and n in parts:
                for part in parts[n]:
                    verdicts[part] = INSIDE
        wholes = {place >> 1 for n in self._placed if (place := self._of.places[n]) & 1 and state[n] == ADDED}
        known: dict[int, bool] = {}
        for n in odd:
            if verdicts[n] == OVERLAP:
                verdicts[n] = self._reason(n, wholes, known)

    def first_met(self, n: int) -> int | None:
        """The position of the first kept one of another outermost whole that a total overlaps."""
        return self._covered.first_met(self._turn_of[n])

    def _choose(self, turns: Sequence[int]) -> None:
        """Take what nothing contains, then what was inside those that could not be kept, and so on."""
        above, turn_of = self._of.above, self._turn_of
        around = self._enclosed(self._placed)
        mixed = {n for n in self._mixed - around if not above[n]}
        lost = mixed - self._of_one_branch(mixed)
        aside = around | lost
        members = zip(turns, self._members, strict=True)
        out = self._take([at for at, n in members if n not in above and n not in aside])
        while out:
            free = self._freed(out, around)
            clear, met = self._covered.part(sorted(map(turn_of.__getitem__, free | lost)))
            turn = self._of.packs["turn"]
            candidates = {turn[at] for at in clear}
            chosen = self._of_one_branch(candidates)
            lost = candidates - chosen
            out = [turn[at] for at in met] + self._take([at for at in clear if turn[at] in chosen])

    def _take(self, turns: Iterable[int]) -> list[int]:
        """Keep each that overlaps nothing that is kept; the positions of the others."""
        turn, state = self._of.packs["turn"], self._of.state
        kept, out = self._covered.take(turns)
        for at in kept:
            state[turn[at]] = ADDED
            if self._mixed:
                self._settled.update(self._of.climb(turn[at]))
        return [turn[at] for at in out]

    def _freed(self, out: Iterable[int], around: set[int]) -> set[int]:
        """What nothing contains now that these are out.

        Args:
            out: their positions.
            around: what lies in a wider area that has a whole; what no longer does is taken out of it.
        """
        state, parts, above = self._of.state, self._of.parts, self._of.above
        free: set[int] = set()
        for n in out:
            state[n] = OUT
            for part in parts.get(n, ()):
                above[part] -= 1
                if not above[part]:
                    free.add(part)
            if n in self._placed:
                place = self._of.places[n]
                self._wholes[place >> 1] -= place & 1
        still = self._enclosed(around)
        free = (free | {n for n in around - still if not above[n]}) - still
        around &= still
        return free

    def _enclosed(self, positions: Set[int]) -> set[int]:
        """Those in a wider area that has a whole which is not out."""
        wholes = self._wholes
        return {n for n in positions if any(wholes[wider] > 0 for wider in self._of.wider(n))}

    def _of_one_branch(self, candidates: set[int]) -> set[int]:
        """Those that may be added together; of one branch are all but those that have sizes."""
        groups: dict[int, dict[int, Size]] = defaultdict(dict)
        for n in candidates & self._mixed:
            groups[self._of.roots[n]][n] = self._of.sizes[n]
        chosen = candidates - self._mixed
        for group in groups.values():
            chosen |= of_one_branch(group, self._of.tree, self._settled)
        return chosen

    def _reason(self, n: int, wholes: set[int], inside: dict[int, bool]) -> int:
        if self._is_inside(n, wholes, inside):
            return INSIDE
        settled = self._settled
        return SIBLING if any(settled.get(whole, branch) != branch for whole, branch in self._of.climb(n)) else OVERLAP

    def _is_inside(self, n: int, areas: set[int], known: dict[int, bool]) -> bool:
        """Whether an added one contains it, or the nearest of its wholes that is not out."""
        if n not in known:
            state = self._of.state
            wholes = [whole for whole in self._of.wholes(n) if state[whole] != OUT]
            around = any(state[whole] == ADDED for whole in wholes) or not areas.isdisjoint(self._of.wider(n))
            # Its whole may be inside an added one though the part's own regions do not say so.
            known[n] = around or (bool(wholes) and self._is_inside(wholes[0], areas, known))
        return known[n]
