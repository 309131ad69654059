"""What found signings come to by year, region, sector or event: for each group the total of a query of its own.

A group's total is that of the query with one term more: `year:2023`, `city:changzhou`. By the rules of sums a signing
that lies only partly in a group is wider than it, and what contains a signing or stands beside it counts only as far
as it is in the group too: a city's share is added where the country's total is not asked for. No signing lies wholly
in two groups of one division, so each has at most one `home`, and one pass over what is found serves all groups: it
strikes out what `catalog.adding` strikes out, in each home by itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from heapq import nsmallest
from itertools import compress, zip_longest
from operator import eq
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.catalog.adding.gathering import Gathered
from tuiapp.catalog.adding.layout import MISSING, NONE, SEVERAL, ends
from tuiapp.catalog.adding.periods import Chosen, Periods
from tuiapp.catalog.adding.siblings import Size, of_one_branch, tree_of
from tuiapp.catalog.adding.tallying import bound_of, tally
from tuiapp.catalog.rows import listed
from tuiapp.values.qualifier import Qualifier, largest

if TYPE_CHECKING:
    from tuiapp.catalog.clause import Clause
    from tuiapp.catalog.connection import Connection
    from tuiapp.catalog.records import Region
    from tuiapp.rules.records import Lane
    from tuiapp.rules.results import MoneySum, SumOf

__all__ = ["NONE", "SEVERAL", "Divisions", "GroupSum", "Groups"]

_LOOKED_AT = 1000
"""Signings in which splits are looked for, the largest first."""
Homes = Sequence[int | None]
"""For each found signing the group that it lies wholly in."""


class GroupSum(NamedTuple):
    """What a group comes to in one lane."""

    signings: int
    """How many are added."""
    found: int
    """How many its query finds in the lane."""
    projects: SumOf
    investment: MoneySum


class Groups(NamedTuple):
    """The totals of the groups of a division."""

    sums: Mapping[int, GroupSum]
    """By group: the year, the rank of the region or sector, the number of the event; of those in which anything of
    the lane is found, all or the largest."""
    count: int  # type: ignore[assignment]  # hides tuple.count, which no record needs
    """How many groups there are."""
    homeless: int
    """How many signings of the lane, wholly in the query and in no doubt, lie wholly in no group."""
    largest_cny: int | None
    """The largest amount of these, in yuan."""
    largest_qualifier: Qualifier | None
    """How it is bounded; of several equal ones what covers all of them."""


class Divisions:
    """Divides what is found in one lane, as often as it is asked; raises what a `Connection` does."""

    def __init__(
        self, connection: Connection, where: Clause, wider: Clause, lane: Lane, decided: bytes | None = None
    ) -> None:
        """Find the signings; for the arguments see `Gathered`."""
        self._connection = connection
        self._period = lane.basis == "period"
        self._rows = Gathered(connection, where, wider, lane, decided)

    def years(self) -> set[int]:
        """The years in which something wholly lies that the query finds, in whichever lane."""
        spans = (ends(days) for days in self._rows.all_days)
        years = ((date.fromordinal(first).year, date.fromordinal(last).year) for first, last in spans if first)
        return {first for first, last in years if first == last}

    def finds(self, n: int) -> bool:
        """Whether the signing at a position is found in the lane."""
        return self._rows.at(n) is not None

    def by_year(self, years: range) -> Groups:
        """The totals of some years."""
        rows = self._rows
        signings_on = Counter(rows.days)
        known = {days: _year(*ends(days), years) for days in signings_on}
        homes = list(map(known.__getitem__, rows.days))
        touched: Counter[int] = Counter()
        for days, signings in signings_on.items():
            if known[days] is None:
                first, last = ends(days)
                end = date.fromordinal(last).year
                # As it is found: what is open at the start in the year only in which it ends.
                start = date.fromordinal(first).year if first else end
                for year in range(max(start, years.start), min(end + 1, years.stop)):
                    touched[year] += signings
        return self._groups(homes, touched)

    def by_region(self, nodes: Sequence[Region]) -> Groups:
        """The totals of regions, none of which lies in another."""
        holder = {rank: node.rank for node in nodes for rank in range(node.rank, node.last + 1)}
        homes = list(map(holder.get, self._rows.regions))
        touched: Counter[int] = Counter()
        several = [index for index, rank in enumerate(self._rows.regions) if rank == SEVERAL]
        sets = self._rows.sets("region", several)
        ranks_of = self._rows.packs.ranks_of("region")
        held = {number: {holder.get(rank) for rank in ranks_of(number)} for number in set(sets)}
        for index, number in zip(several, sets, strict=True):
            if len(held[number]) == 1:
                (homes[index],) = held[number]
            else:
                touched.update(node for node in held[number] if node is not None)
        return self._groups(homes, touched)

    def by_sector(self) -> Groups:
        """The totals of sectors, of the signings that name this one alone; and of `SEVERAL` and `NONE`.

        A signing of several is found under each of them as well: under a group only where it names none of its
        sectors.
        """
        last: dict[int, int] = dict(self._connection.rows("SELECT rank, last FROM sector"))
        several = [index for index, rank in enumerate(self._rows.sectors) if rank == SEVERAL]
        touched: Counter[int] = Counter()
        ranks_of = self._rows.packs.ranks_of("sector")
        for number, signings in Counter(self._rows.sets("sector", several)).items():
            ranks = ranks_of(number)
            # They ascend, in preorder: what lies in one would be the next.
            for one, following in zip_longest(ranks, ranks[1:]):
                if following is None or following > last[one]:
                    touched[one] += signings
        return self._groups(self._rows.sectors, touched)

    def by_event(self, most: int, *, projects: bool = False) -> Groups:
        """The totals of the events with the largest, by investment or by projects."""
        return self._groups(self._rows.event, Counter(), most, projects=projects)

    def by_signing(self) -> Groups:
        """What each signing comes to by itself, by position: where few are found, for each is a group."""
        return self._groups(self._rows.n, Counter())

    def by_group(self, groups: Mapping[int, int]) -> Groups:
        """The totals of groups of signings: by position which group each is in."""
        return self._groups(list(map(groups.get, self._rows.n)), Counter())

    def largest(self, most: int, *, projects: bool = False) -> Groups:
        """The largest of the signings that the total of the query adds, by position; each with its own numbers."""
        rows = self._rows
        first, second = (rows.count, rows.yuan) if projects else (rows.yuan, rows.count)
        chosen = nsmallest(most, self._added, key=lambda index: (-first[index], -second[index], index))
        return Groups({rows.n[index]: self._sum(1, (index,)) for index in chosen}, len(self._added), 0, None, None)

    def divided(self, most: int) -> list[int]:
        """The largest of the signings that the total of the query adds and that have a split, by position."""
        rows = self._rows
        priced = (index for index in self._added if rows.yuan[index] != MISSING)
        largest = nsmallest(_LOOKED_AT, priced, key=lambda index: (-rows.yuan[index], index))
        found: list[int] = []
        for start in range(0, len(largest), 100):
            some = [rows.n[index] for index in largest[start : start + 100]]
            roots = f"SELECT root FROM fact WHERE n IN ({listed(some)})"
            divided = self._connection.rows(
                "SELECT DISTINCT p.whole FROM fact AS t INDEXED BY fact_root CROSS JOIN part AS p ON p.n = t.n "
                f"WHERE t.root IN ({roots}) AND p.branch >= 0"
            )
            wholes = {whole for (whole,) in divided}
            found += [n for n in some if n in wholes]
            if len(found) >= most:
                break
        return found[:most]

    def parts(self, n: int) -> list[str]:
        """The ids of the parts of a signing that belong to a split, in the order of the dataset."""
        sql = (
            "SELECT s.id FROM fact AS t INDEXED BY fact_root CROSS JOIN part AS p ON p.n = t.n "
            "CROSS JOIN signing AS s ON s.n = p.n WHERE t.root = (SELECT root FROM fact WHERE n = ?) "
            "AND p.whole = ? AND p.branch >= 0 ORDER BY s.n"
        )
        return [id_ for (id_,) in self._connection.rows(sql, (n, n))]

    def events(self, numbers: Iterable[int]) -> dict[int, tuple[str, str]]:
        """The id and the name of events, by number."""
        sql = f"SELECT event, id, name FROM event WHERE event IN ({listed(numbers)})"
        return {number: (id_, name) for number, id_, name in self._connection.rows(sql)}

    def signings(self, positions: Iterable[int]) -> dict[int, str]:
        """The ids of signings, by position, in the order given."""
        ordered = list(positions)
        sql = f"SELECT n, id FROM signing WHERE n IN ({listed(ordered)})"
        ids: dict[int, str] = dict(self._connection.rows(sql))
        return {n: ids[n] for n in ordered}

    def one_sector(self) -> GroupSum:
        """What the signings come to that name one sector: the total of the query with `sectors:one`."""
        homes = self._in_one_sector
        return self._sum(homes.count(0), self._at_home(homes))

    def of_one_sector(self) -> list[int]:
        """The positions of what that adds."""
        return [self._rows.n[index] for index in self._at_home(self._in_one_sector)]

    @property
    def _in_one_sector(self) -> Homes:
        return [0 if rank >= 0 else None for rank in self._rows.sectors]

    # What may be added.

    @cached_property
    def _added(self) -> list[int]:
        """Those that the total of the query adds."""
        return self._at_home([0] * len(self._rows))

    def _at_home(self, homes: Homes) -> list[int]:
        """Those that are added where they are at home."""
        out = bytearray(len(homes))
        for index in self._out_of_periods(homes) if self._period else self._out_of_events(homes, out):
            out[index] = 1
        return [index for index in self._rows.alone if not out[index] and homes[index] is not None]

    @cached_property
    def _surrounding(self) -> list[tuple[int, Sequence[int]]]:
        """The outermost wholes of areas in which others lie that something is found in, each with these."""
        inside: dict[int, list[int]] = defaultdict(list)
        wholes = [(index, place >> 1) for index, place in self._rows.placed if place & 1]
        known = {area for _index, area in wholes}
        present = {place >> 1 for _index, place in self._rows.placed}
        packs = self._rows.packs
        for area, wider in zip(packs["narrow"], packs["wide"], strict=True) if known else ():
            if wider in known and area in present:
                inside[wider].append(area)
        return [(index, inside[area]) for index, area in wholes if area in inside]

    @cached_property
    def _surrounded(self) -> list[tuple[int, int]]:
        """Those in an area which lies in one of an outermost whole, with the area."""
        areas = {area for _index, inside in self._surrounding for area in inside}
        return [(index, place >> 1) for index, place in self._rows.placed if place >> 1 in areas]

    def _out_of_events(self, homes: Homes, out: bytearray) -> Iterator[int]:
        """What is inside another at the same home, marked as it is found, then the weaker of siblings there."""
        blocked = {(area, homes[index]) for index, inside in self._surrounding for area in inside}
        for index, area in self._surrounded:
            if (area, homes[index]) in blocked:
                out[index] = 1
        parts, wholes = self._rows.pairs
        for index in compress(parts, map(eq, map(homes.__getitem__, parts), map(homes.__getitem__, wholes))):
            out[index] = 1
        return self._weaker(homes, out)

    def _weaker(self, homes: Homes, out: bytearray) -> Iterator[int]:
        """Of parts at one home below one outermost whole that are not all of one branch, those not of the strongest."""
        rows = self._rows
        seen: dict[tuple[int, int | None], int] = {}
        several: dict[tuple[int, int | None], list[int]] = {}
        for index, root in rows.mixed_parts:
            if out[index] or homes[index] is None:
                continue
            group = (root, homes[index])
            if group in several:
                several[group].append(index)
            elif group in seen:
                several[group] = [seen[group], index]
            else:
                seen[group] = index
        if not several:
            return
        tree = tree_of(self._connection, {root for root, _home in several})
        contested = [parts for parts in several.values() if len({tree[rows.n[index]] for index in parts}) > 1]
        positions = listed(rows.n[index] for parts in contested for index in parts)
        keys: dict[int, int] = dict(self._connection.rows(f"SELECT n, id_key FROM fact WHERE n IN ({positions})"))
        for parts in contested:
            sizes = {
                rows.n[index]: Size(max(rows.yuan[index], 0), max(rows.count[index], 0), keys[rows.n[index]])
                for index in parts
            }
            chosen = of_one_branch(sizes, tree, {})
            yield from (index for index in parts if rows.n[index] not in chosen)

    def _out_of_periods(self, homes: Homes) -> Iterator[int]:
        rows, packs = self._rows, self._rows.packs
        ok = bytearray(len(packs))
        for index in rows.alone:
            ok[rows.n[index]] = homes[index] is not None
        home = dict(zip(rows.n, homes, strict=True))
        periods = Periods(self._connection, packs, ok, home)
        turns: dict[int | None, list[int]] = defaultdict(list)
        for at in periods.turns:
            turns[home[packs["turn"][at]]].append(at)
        for n in Chosen(periods, turns.values()).others:
            yield bisect_left(rows.n, n)

    # What that comes to.

    def _groups(
        self, homes: Homes, touched: Mapping[int, int], most: int | None = None, *, projects: bool = False
    ) -> Groups:
        """The totals by home.

        Args:
            homes: for each found signing the group it lies wholly in.
            touched: by group how many signings its query finds that are not at home there.
            most: how many groups are wanted, the largest; without it all, those to which nothing is added too.
            projects: whether the largest are those of the most projects.
        """
        added = self._at_home(homes)
        members = self._members(homes, added)
        known: Counter[int | None] = Counter(homes)
        found = Counter({home: signings for home, signings in known.items() if home is not None})
        found.update(touched)
        chosen: Iterable[int] = found
        if most is not None:
            chosen = nsmallest(
                most, members, key=lambda home: (*self._size(members[home], projects=projects), members[home][0])
            )
        sums = {home: self._sum(found[home], members.get(home, ())) for home in chosen}
        strays = [index for index in self._rows.alone if homes[index] is None]
        return Groups(sums, len(found), len(strays), *self._largest(strays))

    def _largest(self, indexes: Sequence[int]) -> tuple[int | None, Qualifier | None]:
        """The largest amount, and how it is bounded."""
        yuan, flags = self._rows.yuan, self._rows.flags
        most = max((yuan[index] for index in indexes), default=MISSING)
        # Of a million only what is as large is looked at once more.
        equal = (index for index in indexes if yuan[index] == most != MISSING)
        return largest((most, bound_of(flags[index])) for index in equal)

    def _members(self, homes: Homes, added: Iterable[int]) -> dict[int, list[int]]:
        """What is added, by home."""
        members: dict[int, list[int]] = defaultdict(list)
        for index in added:
            members[homes[index]].append(index)  # type: ignore[index]  # what is added has a home
        return members

    def _size(self, indexes: Sequence[int], *, projects: bool) -> tuple[int, int]:
        """Sorts the largest first, what prints no number last."""
        rows = self._rows
        yuan, count = (
            sum(numbers) if (numbers := [column[index] for index in indexes if column[index] != MISSING]) else MISSING
            for column in (rows.yuan, rows.count)
        )
        return (-count, -yuan) if projects else (-yuan, -count)

    @cached_property
    def _converted(self) -> Mapping[int, int]:
        return self._rows.converted_inside()

    def _sum(self, found: int, indexes: Sequence[int]) -> GroupSum:
        rows = self._rows
        counts, amounts, flags = (
            [column[index] for index in indexes] for column in (rows.count, rows.yuan, rows.flags)
        )

        def inside() -> int:
            known = self._converted
            return sum(map(known.__getitem__, filter(known.__contains__, indexes))) if known else 0

        def highs() -> tuple[int, int]:
            ends = rows.highs(indexes).values()
            return sum(high for high, _yuan in ends), sum(high for _count, high in ends)

        return GroupSum(len(indexes), found, *tally(counts, amounts, flags, inside, highs))


def _year(first: int, last: int, years: range) -> int | None:
    """The year that days lie wholly in, where it is one of those."""
    end = date.fromordinal(last).year
    return end if first and date.fromordinal(first).year == end and end in years else None
