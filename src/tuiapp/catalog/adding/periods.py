"""Of period totals, those that are not added: inside another, the weaker of siblings, or overlapping a stronger one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING

from tuiapp.catalog.adding.covered import Covered
from tuiapp.catalog.adding.events import sized
from tuiapp.catalog.adding.hits import INSIDE, OVERLAP, SIBLING
from tuiapp.catalog.adding.lanes import LANE_BITS
from tuiapp.catalog.adding.siblings import Size, Tree, of_one_branch, tree_of

if TYPE_CHECKING:
    from tuiapp.catalog.adding.packs import Packs
    from tuiapp.catalog.connection import Connection


class Periods:
    """The period totals that may be added, and what they are to each other."""

    def __init__(self, connection: Connection, packs: Packs, ok: bytearray) -> None:
        """Look at them.

        Args:
            connection: to the index.
            packs: its columns.
            ok: 1 for each signing that may be added, by position.
        """
        self._connection = connection
        self.packs = packs
        self._ok = ok
        self.containers: dict[int, list[int]] = {}
        """By position the wholes of its lane that it is stated to be inside, the nearest last."""
        self.parts: dict[int, list[int]] = defaultdict(list)
        """By position what is stated to be inside it."""
        for part, whole in packs.pairs("period ", ok):
            self.containers.setdefault(part, []).append(whole)
            self.parts[whole].append(part)
        placed = packs["period placed"]
        marked = bytes(map(ok.__getitem__, placed))
        self.places = dict(zip(compress(placed, marked), compress(packs["period place"], marked), strict=True))
        """By position its area, where the regions of its edition nest: doubled, odd for an outermost whole."""

    @property
    def turns(self) -> Iterator[tuple[int, int]]:
        """The turn and the position of each, in the order in which they are taken."""
        ok = self._ok
        return ((turn, n) for turn, n in enumerate(self.packs["turn"]) if ok[n])

    @cached_property
    def covering(self) -> Covered:
        """A blank sheet of days and regions; see `Covered.blank`."""
        return Covered(self._connection, self.packs)

    @cached_property
    def around(self) -> Mapping[int, Sequence[int]]:
        """By area the wider ones that have a whole."""
        around: dict[int, list[int]] = defaultdict(list)
        if self.places:
            for narrow, wide in zip(self.packs["narrow"], self.packs["wide"], strict=True):
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
        place = self.places.get(n)
        return () if place is None else self.around.get(place >> 1, ())

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
            periods: what the totals are to each other.
            turns: the turns of those to choose from, ascending.
        """
        self._of = periods
        self._covered = periods.covering.blank()
        self._turn, self._turn_of = periods.packs["turn"], periods.packs["turn of"]
        self._turns = turns
        self.added: set[int] = set()
        """The positions of what is added."""
        self._settled: dict[int, int] = {}
        self._eligible = set(map(self._turn.__getitem__, turns))
        self._placed = periods.places.keys() & self._eligible
        self._inside = periods.containers.keys() & self._eligible
        self._mixed = periods.sizes.keys() & self._eligible
        self._wholes = Counter(place >> 1 for n in self._placed if (place := periods.places[n]) & 1)
        self._choose()

    @property
    def others(self) -> Iterator[int]:
        """The positions of what is not added."""
        return (n for n in map(self._turn.__getitem__, self._turns) if n not in self.added)

    def mark(self, verdicts: bytearray) -> None:
        """Set the verdicts on those that are not added."""
        containers, added, eligible = self._of.containers, self.added, self._eligible
        odd = self._placed | self._mixed
        wholes = {place >> 1 for n in self._placed & added if (place := self._of.places[n]) & 1}
        known: dict[int, bool] = {}
        for n in self.others:
            verdicts[n] = OVERLAP
        for n in self._inside - added:
            if not added.isdisjoint(containers[n]):
                verdicts[n] = INSIDE
            elif n not in odd and not eligible.isdisjoint(containers[n]):
                verdicts[n] = self._reason(n, wholes, known)
        for n in odd - added:
            verdicts[n] = self._reason(n, wholes, known)

    def first_met(self, n: int) -> int | None:
        """The position of the first kept one of another outermost whole that a total overlaps."""
        return self._covered.first_met(self._turn_of[n])

    def _choose(self) -> None:
        """Take what nothing contains, then what was inside those that could not be kept, and so on."""
        waiting = self._contained(self._inside | self._placed)
        mixed = self._mixed - waiting
        lost = mixed - self._of_one_branch(mixed)
        aside = waiting | lost
        turn = self._turn
        out = self._take([at for at in self._turns if turn[at] not in aside] if aside else self._turns)
        while out:
            freed = self._freed(out) & waiting
            freed -= self._contained(freed)
            waiting -= freed
            clear, met = self._covered.part(sorted(map(self._turn_of.__getitem__, freed | lost)))
            candidates = {turn[at] for at in clear}
            chosen = self._of_one_branch(candidates)
            lost = candidates - chosen
            out = [turn[at] for at in met] + self._take([at for at in clear if turn[at] in chosen])

    def _take(self, turns: Iterable[int]) -> list[int]:
        """Keep each that overlaps nothing that is kept; the positions of the others."""
        turn = self._turn
        kept, out = self._covered.take(turns)
        for at in kept:
            self.added.add(turn[at])
            self._settled.update(self._of.climb(turn[at]))
        return [turn[at] for at in out]

    def _freed(self, out: Sequence[int]) -> set[int]:
        """What may be free now that these cannot be added."""
        self._eligible.difference_update(out)
        freed = {part for whole in self._of.parts.keys() & set(out) for part in self._of.parts[whole]}
        for n in self._placed.intersection(out):
            place = self._of.places[n]
            self._wholes[place >> 1] -= place & 1
        return freed | self._placed

    def _of_one_branch(self, candidates: Set[int]) -> Set[int]:
        """Those that may be added together; of one branch are all but those that have sizes."""
        chosen = candidates - self._mixed
        groups: dict[int, dict[int, Size]] = defaultdict(dict)
        for n in candidates & self._mixed:
            groups[self._of.roots[n]][n] = self._of.sizes[n]
        for group in groups.values():
            chosen |= of_one_branch(group, self._of.tree, self._settled)
        return chosen

    def _contained(self, positions: Set[int]) -> set[int]:
        """Those that one which may still be added contains."""
        eligible, containers, wholes = self._eligible, self._of.containers, self._wholes
        inside = {n for n in positions & self._inside if not eligible.isdisjoint(containers[n])}
        around = {n for n in positions & self._placed if any(wholes[wider] > 0 for wider in self._of.wider(n))}
        return inside | around

    def _reason(self, n: int, wholes: set[int], inside: dict[int, bool]) -> int:
        if self._is_inside(n, wholes, inside):
            return INSIDE
        settled = self._settled
        return SIBLING if any(settled.get(whole, branch) != branch for whole, branch in self._of.climb(n)) else OVERLAP

    def _is_inside(self, n: int, wholes: set[int], known: dict[int, bool]) -> bool:
        """Whether an added one contains it, or the nearest of its wholes that may still be added."""
        if n not in known:
            containers = self._of.containers.get(n, ())
            around = not self.added.isdisjoint(containers) or not wholes.isdisjoint(self._of.wider(n))
            if not around:
                # Its whole may be inside an added one though the part's own regions do not say so.
                above = next((whole for whole in reversed(containers) if whole in self._eligible), None)
                around = above is not None and self._is_inside(above, wholes, known)
            known[n] = around
        return known[n]
