"""Of period totals, those that are not added: inside another, the weaker of siblings, or overlapping a stronger one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.catalog.adding.lanes import LANE
from tuiapp.catalog.adding.siblings import Size, Tree, of_one_branch
from tuiapp.catalog.packing import unpack_texts
from tuiapp.rules.periods import Kept
from tuiapp.rules.results import REASONS

if TYPE_CHECKING:
    from tuiapp.catalog.connection import Connection

INSIDE, SIBLING, OVERLAP = (REASONS.index(reason) for reason in ("inside", "sibling", "overlap"))


class PeriodTotal(NamedTuple):
    """A period total that may be added."""

    n: int
    lane: int
    first: int | None
    """Its first day as a proleptic ordinal; None when it is open at the start."""
    last: int
    ranks: tuple[int, ...]
    root: int
    """The position of its outermost whole."""
    size: Size
    printed: int | None
    """The amount it prints itself, in yuan."""


class Relations(NamedTuple):
    """What the period totals that a query finds are to each other."""

    tree: Tree
    containers: Mapping[int, Sequence[int]]
    """By position the found wholes of its lane that it is stated to be inside, the nearest first."""
    places: Mapping[int, int]
    """By position its area, where the regions of its edition nest."""
    outermost: frozenset[int]
    """Those with an area that are in no whole."""
    around: Mapping[int, Sequence[int]]
    """By area the wider ones that have a whole."""


class Regions:
    """The regions above each region."""

    def __init__(self, connection: Connection) -> None:
        self.paths = [unpack_texts(path) for (path,) in connection.rows("SELECT path FROM region ORDER BY rank")]
        self._ranks = {path: rank for rank, path in enumerate(self.paths)}
        self._above: dict[int, tuple[int, ...]] = {}

    def above(self, rank: int) -> tuple[int, ...]:
        """The ranks from the country down to the one it lies in."""
        if rank not in self._above:
            path = self.paths[rank]
            self._above[rank] = tuple(self._ranks[path[:depth]] for depth in range(1, len(path)))
        return self._above[rank]


class _Spans(NamedTuple):
    """A total as `Kept` looks at it."""

    id: str
    first: int | None
    last: int
    regions: tuple[tuple[str, ...], ...]


class Covered:
    """The days that kept totals cover in each region: one whole number of as many bits as days.

    That says at once that a total overlaps nothing, which most questions come to, and that it overlaps something.
    Who that is, is asked of `Kept`, for totals under one outermost whole never overlap.
    """

    def __init__(self, totals: Sequence[PeriodTotal], regions: Regions) -> None:
        self._totals = totals
        self._regions = regions
        self._base = min(total.first or total.last for total in totals)
        self._masks: dict[tuple[int | None, int], int] = {}
        self._at: dict[int, int] = defaultdict(int)
        self._inside: dict[int, int] = defaultdict(int)
        self._roots: set[int] = set()
        self._kept: Kept | None = None
        self._waiting: list[PeriodTotal] = []

    def add(self, total: PeriodTotal) -> None:
        """Keep a total."""
        mask = self._mask(total)
        for rank in total.ranks:
            self._at[rank] |= mask
            self._inside[rank] |= mask
            for above in self._regions.above(rank):
                self._inside[above] |= mask
        self._roots.add(total.root)
        self._waiting.append(total)

    def meets(self, total: PeriodTotal) -> bool:
        """Whether it shares a day and a region with a kept total of another outermost whole."""
        mask, at, inside = self._mask(total), self._at, self._inside
        for rank in total.ranks:
            if mask & inside.get(rank, 0) or any(mask & at.get(above, 0) for above in self._regions.above(rank)):
                return total.root not in self._roots or self.first_met(total) is not None
        return False

    def first_met(self, total: PeriodTotal) -> int | None:
        """The position of the first kept one of another outermost whole that it overlaps."""
        if self._kept is None:
            self._kept = Kept(map(self._spans, self._totals))
        for kept in self._waiting:
            self._kept.add(self._spans(kept), str(kept.root))
        self._waiting.clear()
        met = self._kept.overlapping(self._spans(total), str(total.root))
        return None if met is None else int(met)

    def _spans(self, total: PeriodTotal) -> _Spans:
        paths = tuple(self._regions.paths[rank] for rank in total.ranks)
        return _Spans(str(total.n), total.first, total.last, paths)

    def _mask(self, total: PeriodTotal) -> int:
        span = (total.first, total.last)
        if span not in self._masks:
            first = self._base if total.first is None else total.first
            self._masks[span] = ((1 << (total.last - first + 1)) - 1) << (first - self._base)
        return self._masks[span]


class Chosen:
    """The totals of one lane that are added, and why each other is not."""

    def __init__(self, totals: Sequence[PeriodTotal], relations: Relations, regions: Regions) -> None:
        self._relations = relations
        self._tree = relations.tree
        self.totals = {total.n: total for total in totals}
        self.covered = Covered(totals, regions)
        self.added: set[int] = set()
        self._settled: dict[int, int] = {}
        self._eligible = set(self.totals)
        self._wholes = Counter(relations.places[n] for n in self._eligible & relations.outermost)
        trees = Counter(total.root for total in totals)
        self._related = {n for n, one in self.totals.items() if trees[one.root] > 1 or n in relations.places}
        self._choose(totals)

    def reasons(self) -> Iterator[tuple[int, int]]:
        """Those that are not added, each with its reason."""
        wholes = {self._relations.places[n] for n in self.added & self._relations.outermost}
        for n in self.totals.keys() - self.added:
            yield n, self._reason(n, wholes) if n in self._related else OVERLAP

    def _choose(self, totals: Sequence[PeriodTotal]) -> None:
        """Take what nothing contains, then what was inside those that could not be kept, and so on."""
        out: list[int] = []
        chosen = self._of_one_branch(n for n in self._related if self._is_free(n))
        for total in totals:
            if total.n not in self._related or total.n in chosen:
                self._keep(total, out)
        waiting = self._related - self.added
        while out:
            self._remove(out)
            waiting -= self.added
            waiting.difference_update(out)
            free = [self.totals[n] for n in waiting if self._is_free(n)]
            met = {total.n for total in free if self.covered.meets(total)}
            chosen = self._of_one_branch(total.n for total in free if total.n not in met)
            out = list(met)
            for total in totals if chosen else ():
                if total.n in chosen:
                    self._keep(total, out)

    def _keep(self, total: PeriodTotal, out: list[int]) -> None:
        if self.covered.meets(total):
            out.append(total.n)
            return
        self.covered.add(total)
        self.added.add(total.n)
        for whole, branch in self._climb(total.n):
            self._settled[whole] = branch

    def _remove(self, out: Iterable[int]) -> None:
        for n in out:
            self._eligible.discard(n)
            if n in self._relations.outermost:
                self._wholes[self._relations.places[n]] -= 1

    def _of_one_branch(self, candidates: Iterable[int]) -> set[int]:
        groups: dict[int, dict[int, Size]] = defaultdict(dict)
        for n in candidates:
            total = self.totals[n]
            groups[total.root][n] = total.size
        return {n for sizes in groups.values() for n in of_one_branch(sizes, self._tree, self._settled)}

    def _is_free(self, n: int) -> bool:
        if any(whole in self._eligible for whole in self._relations.containers.get(n, ())):
            return False
        return not any(self._wholes[wider] > 0 for wider in self._wider(n))

    def _wider(self, n: int) -> Sequence[int]:
        place = self._relations.places.get(n)
        return () if place is None else self._relations.around.get(place, ())

    def _climb(self, n: int) -> Iterator[tuple[int, int]]:
        while n in self._tree:
            whole, branch = self._tree[n]
            yield whole, branch
            n = whole

    def _reason(self, n: int, wholes: set[int]) -> int:
        row: int | None = n
        while row is not None:
            containers = self._relations.containers.get(row, ())
            if any(whole in self.added for whole in containers) or not wholes.isdisjoint(self._wider(row)):
                return INSIDE
            # Its whole may be inside an added one though the part's own regions do not say so.
            row = next((whole for whole in containers if whole in self._eligible), None)
        settled = self._settled
        return SIBLING if any(settled.get(whole, branch) != branch for whole, branch in self._climb(n)) else OVERLAP


def chosen(connection: Connection, hits: str, home: str = "0") -> list[Chosen]:
    """For each lane of period totals, those of the found ones that are added.

    Args:
        connection: to the index.
        hits: the table `h` of what is found.
        home: what parts the found ones into groups that are added each by itself, in SQL; null leaves one out.
    """
    lanes: dict[tuple[int, int], list[PeriodTotal]] = defaultdict(list)
    for group, n, lane, first, last, ranks, root, printed, *size in connection.rows(
        f"SELECT {home}, r.n, {LANE}, t.first, t.last, r.regions, t.root, t.yuan, "
        f"coalesce(t.yuan, i.yuan, 0), coalesce(t.count, 0), t.id_key FROM {hits} AS h "
        "CROSS JOIN turn AS r ON r.n = h.n CROSS JOIN fact AS t ON t.n = r.n "
        f"LEFT JOIN inner AS i ON i.n = t.n WHERE h.why IS NULL AND {home} IS NOT NULL ORDER BY r.turn"
    ):
        regions = tuple(map(int, ranks.split()))
        lanes[lane, group].append(PeriodTotal(n, lane, first or None, last, regions, root, Size(*size), printed))
    if not lanes:
        return []
    relations, regions_above = _relations(connection, hits), Regions(connection)
    return [Chosen(totals, relations, regions_above) for totals in lanes.values()]


def _relations(connection: Connection, hits: str) -> Relations:
    """What stands in the index of the found period totals."""
    containers: dict[int, list[int]] = defaultdict(list)
    for n, whole in connection.rows(
        f"SELECT i.n, i.whole FROM {hits} AS h CROSS JOIN inside AS i ON i.n = h.n CROSS JOIN {hits} AS w "
        "ON w.n = i.whole WHERE i.period AND h.why IS NULL AND w.why IS NULL ORDER BY i.n, i.whole DESC"
    ):
        containers[n].append(whole)
    placed = connection.rows(
        f"SELECT p.n, p.place, p.outermost FROM place AS p CROSS JOIN {hits} AS h ON h.n = p.n "
        "WHERE p.period AND h.why IS NULL"
    )
    around: dict[int, list[int]] = defaultdict(list)
    for place, wider in connection.rows("SELECT place, wider FROM around") if placed else ():
        around[place].append(wider)
    return Relations(
        _tree(connection, hits),
        containers,
        {n: place for n, place, _outermost in placed},
        frozenset(n for n, _place, outermost in placed if outermost),
        around,
    )


def _tree(connection: Connection, hits: str) -> Tree:
    """The parts among the found period totals, and all wholes above them."""
    columns = "p.n, p.whole, p.branch"
    tree: dict[int, tuple[int, int]] = {}
    rows = connection.rows(
        f"SELECT {columns} FROM {hits} AS h CROSS JOIN part AS p ON p.n = h.n CROSS JOIN turn AS r ON r.n = h.n "
        "WHERE h.why IS NULL"
    )
    while rows:
        tree.update((n, (whole, branch)) for n, whole, branch in rows)
        above = sorted({whole for _n, whole, _branch in rows} - tree.keys())
        listed = ",".join(map(str, above))
        rows = connection.rows(f"SELECT {columns} FROM part AS p WHERE p.n IN ({listed})")
    return tree
