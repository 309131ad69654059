"""Of period totals, those that are not added: inside another, the weaker of siblings, or overlapping a stronger one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import chain, compress
from operator import gt
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
_IS_ADDED = bytes(each == ADDED for each in range(256))
_IS_LEFT = bytes(each in (OPEN, OUT) for each in range(256))
_IS_NOT_OUT = bytes(each != OUT for each in range(256))
_OTHER = bytes([1, 0]) + bytes(254)
"""Turns marks round."""
_NOWHERE: Final = -1


class Periods:
    """The period totals that may be added, and what they are to each other; `Chosen` decides on them.

    They are known by their turns: what is before another is taken before it.
    """

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
        self.connection = connection
        self.packs = packs
        self._ok = ok
        self._home = home
        turn, self.turn_of = packs["turn"], packs["turn of"]
        self.state = bytearray(map(ok.__getitem__, turn))
        """By turn what is decided."""
        self.turns = list(compress(range(len(turn)), self.state))
        """Their turns, ascending."""
        parts, wholes = packs.pairs("period ", ok)
        if home is not None:
            together = [home[part] == home[whole] for part, whole in zip(parts, wholes, strict=True)]
            parts, wholes = list(compress(parts, together)), list(compress(wholes, together))
        self.parts = list(map(self.turn_of.__getitem__, parts))
        """What is stated to be inside another, once for each of `wholes`, which are those others."""
        self.wholes = list(map(self.turn_of.__getitem__, wholes))
        placed = packs["period placed"]
        marked = bytes(map(ok.__getitem__, placed))
        self.places = dict(
            zip(
                map(self.turn_of.__getitem__, compress(placed, marked)),
                compress(packs["period place"], marked),
                strict=True,
            )
        )
        """By turn its area, where the regions of its edition nest: doubled, odd for an outermost whole."""

    def by_lane(self) -> Iterator[list[int]]:
        """The turns of each lane: in the index these stand together."""
        alike, turn, turns = self.packs["alike"], self.packs["turn"], self.turns

        def lane(at: int) -> int:
            return alike[turn[at]] >> LANE_BITS

        start = 0
        while start < len(turns):
            stop = bisect_right(turns, lane(turns[start]), start, key=lane)
            yield turns[start:stop]
            start = stop

    @cached_property
    def covering(self) -> Covered:
        """A blank sheet of days and regions; see `Covered.blank`."""
        return Covered(self.connection, self.packs)

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
        """By turn, of those under an outermost whole whose parts are not all of one branch."""
        return {self.turn_of[n]: Size(*size) for _root, _lane, n, *size in self._contested}

    @cached_property
    def roots(self) -> Mapping[int, int]:
        """By turn the outermost wholes of these, each by its position."""
        return {self.turn_of[n]: root for root, _lane, n, *_size in self._contested}

    @cached_property
    def tree(self) -> Tree:
        """By position all parts under those outermost wholes."""
        roots = set(self.roots.values())
        return tree_of(self.connection, roots) if roots else {}

    @cached_property
    def _contested(self) -> list[tuple[int, ...]]:
        ok, alike = self._ok, self.packs["alike"]
        return sized(self.connection, (n for n in self.packs["mixed"] if ok[n] and alike[n] >> LANE_BITS & 1))

    def held(self) -> bytearray:
        """By turn, 1 for each that is stated to be inside another which is not out."""
        held = bytearray(len(self.state))
        for turn in compress(self.parts, map(self.state.translate(_IS_NOT_OUT).__getitem__, self.wholes)):
            held[turn] = 1
        return held

    def inside(self) -> Iterator[int]:
        """The turns of those that are stated to be inside an added one."""
        return compress(self.parts, map(self.state.translate(_IS_ADDED).__getitem__, self.wholes))

    def wider(self, turn: int) -> Sequence[int]:
        """The areas around that of a total which have a whole."""
        return self.around.get(self.places.get(turn, _NOWHERE) >> 1, ())

    def wholes_of(self, turn: int) -> Iterator[int]:
        """The wholes of its lane that it is stated to be inside, the nearest first."""
        part, whole = self.packs["period part"], self.packs["period whole"]
        n = self.packs["turn"][turn]
        at = bisect_left(part, n + 1) - 1
        while at >= 0 and part[at] == n:
            if self._ok[whole[at]] and (self._home is None or self._home[n] == self._home[whole[at]]):
                yield self.turn_of[whole[at]]
            at -= 1

    def climb(self, turn: int) -> Iterator[tuple[int, int]]:
        """The wholes above a part with the branch of each that it is in; only where branches differ."""
        n, tree = self.packs["turn"][turn], self.tree
        while n in tree:
            whole, branch = tree[n]
            yield whole, branch
            n = whole


class _Group:
    """Totals of which those are chosen that may be added together, a lane of what is found.

    Here is what few of them have: an area among others of their edition, or siblings of another branch.
    """

    def __init__(self, periods: Periods, turns: Sequence[int]) -> None:
        self._of = periods
        self.turns = turns
        self.covered = periods.covering.blank()
        self.placed, self._mixed = (
            set(filter(some.__contains__, turns)) if some else set[int]() for some in (periods.places, periods.sizes)
        )
        self._wholes = Counter(place >> 1 for turn in self.placed if (place := periods.places[turn]) & 1)
        self._settled: dict[int, int] = {}
        self._around = self._enclosed(self.placed)
        """What lies in a wider area that has a whole which is not out."""
        self._lost: set[int] = set()
        """Siblings of what was stronger, until that is out."""

    @property
    def odd(self) -> Set[int]:
        """What may not be added for another reason than most."""
        return self.placed | self._mixed

    def begin(self, held: bytearray) -> list[int]:
        """Take what nothing contains; what is out then."""
        self._lost = self._weaker({turn for turn in self._mixed - self._around if not held[turn]})
        aside = self._around | self._lost
        free = held.translate(_OTHER)
        first = compress(self.turns, map(free.__getitem__, self.turns))
        return self._take([turn for turn in first if turn not in aside] if aside else list(first))

    def go_on(self, out: Sequence[int], freed: bytes, held: bytearray) -> list[int]:
        """Take of what was inside those that are out now; what is out then.

        Args:
            out: what is out since it was last asked.
            freed: by turn, 1 for each that is held no more since then.
            held: see `Periods.held`.
        """
        free = list(compress(self.turns, map(freed.__getitem__, self.turns)))
        if self._around or self._lost:
            for turn in self.placed.intersection(out):
                place = self._of.places[turn]
                self._wholes[place >> 1] -= place & 1
            still = self._enclosed(self._around)
            others = {turn for turn in self._around - still if not held[turn]} | self._lost
            self._around &= still
            free = sorted((others | set(free)) - still)
        clear, met = self.covered.part(free)
        self._lost = self._weaker(self._mixed.intersection(clear)) if self._mixed else set()
        return met + self._take([turn for turn in clear if turn not in self._lost] if self._lost else clear)

    def _take(self, turns: Iterable[int]) -> list[int]:
        """Keep each that overlaps nothing that is kept; the others."""
        state = self._of.state
        kept, out = self.covered.take(turns)
        for turn in kept:
            state[turn] = ADDED
            if self._mixed:
                self._settled.update(self._of.climb(turn))
        return out

    def _enclosed(self, turns: Set[int]) -> set[int]:
        """Those in a wider area that has a whole which is not out."""
        wholes = self._wholes
        return {turn for turn in turns if any(wholes[wider] > 0 for wider in self._of.wider(turn))}

    def _weaker(self, candidates: Set[int]) -> set[int]:
        """Of some that have sizes, those that may not be added together with the others."""
        turn_of, turn = self._of.turn_of, self._of.packs["turn"]
        groups: dict[int, dict[int, Size]] = defaultdict(dict)
        for one in candidates:
            groups[self._of.roots[one]][turn[one]] = self._of.sizes[one]
        chosen = (of_one_branch(group, self._of.tree, self._settled) for group in groups.values())
        return set(candidates).difference(*({turn_of[n] for n in some} for some in chosen))

    def reasons(self, turns: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Some that are not added, each with why."""
        state, places = self._of.state, self._of.places
        areas = {place >> 1 for turn in self.placed if (place := places[turn]) & 1 and state[turn] == ADDED}
        known: dict[int, bool] = {}
        for turn in turns:
            if self._is_inside(turn, areas, known):
                yield turn, INSIDE
            elif any(self._settled.get(whole, branch) != branch for whole, branch in self._of.climb(turn)):
                yield turn, SIBLING
            else:
                yield turn, OVERLAP

    def _is_inside(self, turn: int, areas: set[int], known: dict[int, bool]) -> bool:
        """Whether an added one contains it, or the nearest of its wholes that is not out."""
        if turn not in known:
            state = self._of.state
            wholes = [whole for whole in self._of.wholes_of(turn) if state[whole] != OUT]
            around = any(state[whole] == ADDED for whole in wholes) or not areas.isdisjoint(self._of.wider(turn))
            # Its whole may be inside an added one though the part's own regions do not say so.
            known[turn] = around or (bool(wholes) and self._is_inside(wholes[0], areas, known))
        return known[turn]


class Chosen:
    """Of the totals of some lanes or groups those that are added, and why each other is not."""

    def __init__(self, periods: Periods, groups: Iterable[Sequence[int]]) -> None:
        """Choose: what nothing contains, then what was inside those that could not be kept, and so on.

        Args:
            periods: what the totals are to each other; what is decided is written there.
            groups: the turns of those to choose from, ascending, of each group.
        """
        self._of = periods
        self._groups = [_Group(periods, turns) for turns in groups]
        state, held = periods.state, periods.held()
        outs = {group: self._step(group.begin(held)) for group in self._groups}
        while outs := {group: out for group, out in outs.items() if out}:
            for turn in chain.from_iterable(outs.values()):
                state[turn] = OUT
            before, held = held, periods.held()
            freed = bytes(map(gt, before, held))
            outs = {group: self._step(group.go_on(out, freed, held)) for group, out in outs.items()}

    def _step(self, out: list[int]) -> list[int]:
        self._of.connection.check()
        return out

    @property
    def others(self) -> Iterator[int]:
        """The positions of what is not added."""
        return compress(self._of.packs["turn"], self._of.state.translate(_IS_LEFT))

    def mark(self, verdicts: bytearray) -> None:
        """Set the verdicts on those that are not added."""
        turn, state = self._of.packs["turn"], self._of.state
        for n in self.others:
            verdicts[n] = OVERLAP  # as most: nothing contains it, and it overlaps something
        for at in self._of.inside():
            verdicts[turn[at]] = INSIDE
        held = self._of.held()
        for group in self._groups:
            self._of.connection.check()
            odd = chain(group.odd, compress(group.turns, map(held.__getitem__, group.turns)))
            left = {at for at in odd if state[at] != ADDED and verdicts[turn[at]] == OVERLAP}
            for at, reason in group.reasons(left):
                verdicts[turn[at]] = reason

    def first_met(self, n: int) -> int | None:
        """The position of the first kept one of another outermost whole that a total overlaps."""
        at = self._of.turn_of[n]
        group = next(one for one in self._groups if bisect_left(one.turns, at) < bisect_right(one.turns, at))
        return group.covered.first_met(at)
