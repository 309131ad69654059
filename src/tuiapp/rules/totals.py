"""What may be added: one total for each lane, and the reason for each signing that is left out.

A total adds signings of one lane. Within it, in this order: another report of a signing is `same`; a signing not
all of which is in the query is `wider`; one with a contradicted number is in `doubt`. Of the rest a signing inside
an added one is `inside`; the parts of a whole that is not added are added only where they are of one split, others
are `sibling`; of period totals that overlap in time and region one is added, others are `overlap`. What is inside
a total that is not added is tried in its turn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tuiapp.rules import siblings
from tuiapp.rules.amounts import Amounts
from tuiapp.rules.containment import Eligible, Group, root_id
from tuiapp.rules.periods import Kept, precedence
from tuiapp.rules.records import Amount, Because, Lane, SumRow
from tuiapp.rules.results import REASONS, LaneSum, LeftSum, MoneySum, Reason, SumOf
from tuiapp.rules.sums import sum_counts, sum_money
from tuiapp.values.qualifier import Qualifier, largest


class Found(NamedTuple):
    """A signing, or another report of one, in which something meets the query."""

    row: SumRow
    wider: Because | None
    """The first of its days, regions, sectors and counterparts that are not wholly in the query."""


class LeftOut(NamedTuple):
    """A found signing that is not added."""

    id: str
    reason: Reason
    because_of: str | None
    """The id of the signing that stands in its way; for `wider` what of it is not in the query; None for `doubt`."""
    cny: int | None
    """The amount it prints itself."""
    qualifier: Qualifier | None
    """How that is bounded; what we converted is about."""


class LaneTotal(NamedTuple):
    """The total of one lane; every signing found in it is either in `added` or in `not_added`, in the order given."""

    lane: Lane
    added: tuple[str, ...]
    projects: SumOf
    investment: MoneySum
    not_added: tuple[LeftOut, ...]

    def summary(self) -> LaneSum:
        """The same without the signings: how many are added, and how many are not, by reason."""
        return LaneSum(self.lane, len(self.added), self.projects, self.investment, tuple(self._by_reason()))

    def _by_reason(self) -> Iterator[LeftSum]:
        for reason in REASONS:
            left = [one for one in self.not_added if one.reason == reason]
            if left:
                yield LeftSum(reason, len(left), *largest((one.cny, one.qualifier) for one in left))


def _printed(amount: Amount | None) -> tuple[int | None, Qualifier | None]:
    return (amount.cny, Qualifier.ABOUT if amount.converted else amount.qualifier) if amount else (None, None)


def total(found: Sequence[Found], context: Mapping[str, SumRow]) -> tuple[LaneTotal, ...]:
    """Add what may be added, the default lane first and the others in the order of the word table.

    Args:
        found: what the query finds, other reports included. The result does not depend on its order, save that
            ids are listed in it.
        context: by id every signing that a found one is stated to be inside, and the parts of found ones; more
            does no harm.

    Raises:
        ValueError: a signing is stated to be inside itself.
    """
    known = dict(context)
    known.update((one.row.id, one.row) for one in found)
    amounts = Amounts(known)
    lanes: dict[Lane, list[Found]] = {}
    for one in found:
        lanes.setdefault(one.row.lane, []).append(one)
    return tuple(_lane_total(lane, lanes[lane], known, amounts) for lane in sorted(lanes, key=lambda lane: lane.order))


def _lane_total(lane: Lane, found: Sequence[Found], known: Mapping[str, SumRow], amounts: Amounts) -> LaneTotal:
    left = {one.row.id: reason for one in found if (reason := _before_adding(one)) is not None}
    rows = [one.row for one in found if one.row.id not in left]
    choose = _without_overlap if lane.basis == "period" else _once
    added, explain = choose(rows, known, amounts)
    for row in rows:
        if row.id not in added:
            left[row.id] = explain(row)
    chosen = [row for row in rows if row.id in added]
    return LaneTotal(
        lane=lane,
        added=tuple(row.id for row in chosen),
        projects=sum_counts([row.count for row in chosen]),
        investment=sum_money([amounts.of(row) for row in chosen]),
        not_added=tuple(
            LeftOut(one.row.id, *left[one.row.id], *_printed(one.row.amount)) for one in found if one.row.id in left
        ),
    )


_Why = tuple[Reason, str | None]
_Choice = tuple[dict[str, SumRow], Callable[[SumRow], _Why]]
"""What is added, by id, and a function that says of any other why it is not."""


def _before_adding(one: Found) -> _Why | None:
    if one.row.same_as is not None:
        return "same", one.row.same_as
    if one.wider is not None:
        return "wider", one.wider
    if one.row.doubt:
        return "doubt", None
    return None


def _once(rows: Sequence[SumRow], known: Mapping[str, SumRow], amounts: Amounts) -> _Choice:
    eligible = Eligible(rows, known)
    free = [row for row in rows if eligible.is_free(row)]
    added = {row.id: row for row in siblings.of_one_split(free, known, {}, amounts.size)}
    return added, _explain(eligible, added, {}, known, amounts)


def _without_overlap(rows: Sequence[SumRow], known: Mapping[str, SumRow], amounts: Amounts) -> _Choice:
    """Take the totals that nothing contains, then what was inside those that could not be kept, and so on.

    A total that is kept stays. One that overlaps a kept total is out before siblings are compared: what cannot be
    added does not make a split the larger one, and forty parts that all overlap are dealt with at once.
    """
    eligible = Eligible(rows, known)
    kept = Kept(rows)
    added: dict[str, SumRow] = {}
    settled: dict[str, Group] = {}
    overlapped: dict[str, str] = {}
    waiting = list(rows)
    while True:
        out: list[tuple[SumRow, str]] = []
        clear: list[SumRow] = []
        for row in waiting:
            if eligible.is_free(row):
                other = kept.overlapping(row, root_id(row, known))
                if other is None:
                    clear.append(row)
                else:
                    out.append((row, other))
        chosen = siblings.of_one_split(clear, known, settled, amounts.size)
        for row in sorted(chosen, key=lambda row: precedence(row, amounts.size)):
            root = root_id(row, known)
            other = kept.overlapping(row, root)
            if other is None:
                kept.add(row, root)
                added[row.id] = row
                siblings.settle(row, known, settled)
            else:
                out.append((row, other))
        if not out:
            return added, _explain(eligible, added, overlapped, known, amounts)
        for row, other in out:
            overlapped[row.id] = other
            eligible.remove(row)
        waiting = [row for row in waiting if row.id not in added and row.id not in overlapped]


def _explain(
    eligible: Eligible,
    added: Mapping[str, SumRow],
    overlapped: Mapping[str, str],
    known: Mapping[str, SumRow],
    amounts: Amounts,
) -> Callable[[SumRow], _Why]:
    container = eligible.finder(added, amounts.size)
    sibling = siblings.finder(added.values(), known, amounts.size)

    def explain(row: SumRow) -> _Why:
        if (other := container(row)) is not None:
            return "inside", other
        if (other := sibling(row)) is not None:
            return "sibling", other
        return "overlap", overlapped[row.id]

    return explain
