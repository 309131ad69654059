"""What totals are made of: the parts that their sources divide them into, and what these leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.analysis.alike import Measured
from tuiapp.analysis.bounds import Bounded, flip
from tuiapp.analysis.charts import Bar, Scope, value
from tuiapp.catalog.query import Query, Term
from tuiapp.values.qualifier import Qualifier, join

if TYPE_CHECKING:
    from tuiapp.catalog.divisions import GroupSum
    from tuiapp.catalog.records import SigningRow

MOST = 5
"""Totals that are taken apart, the largest first."""


class Remainder(NamedTuple):
    """What the parts of one split leave of their whole; derived: whole - parts."""

    investment: Bounded | None
    """Yuan; None where either side prints none, or the bounds leave open whether anything is left."""
    projects: Bounded | None
    lacking: int
    """How many of the parts print no amount; what they have is in the remainder."""


class Composition(NamedTuple):
    """A whole divided by one split of its parts."""

    whole: Bar
    split: str
    parts: tuple[Bar, ...]
    """As the source orders them."""
    remainder: Remainder
    elsewhere: int
    """How many parts of the split are of another lane than the whole, and so not drawn."""


def compositions(scope: Scope) -> tuple[Composition, ...]:
    """The largest of the signings that the total adds and that are divided, by each of their splits."""
    wholes = scope.divisions.divided(MOST)
    ids = scope.divisions.signings(wholes)
    parts = {ids[n]: scope.divisions.parts(n) for n in wholes}
    alone = _Alone(scope, [each for whole in parts for each in (whole, *parts[whole])])
    divided: list[_Divided] = []
    for whole, inside in parts.items():
        rows = [alone.rows[part] for part in inside]
        splits = dict.fromkeys(row.split for row in rows if row.split is not None)
        divided += [_Divided(alone.rows[whole], split, [row for row in rows if row.split == split]) for split in splits]
    divided = [one for one in divided if one.own]
    together = alone.together([one.own for one in divided])
    return tuple(_composition(alone, one, total) for one, total in zip(divided, together, strict=True))


def share_of(part: Bar, whole: Bar, by: Measured) -> Bounded | None:
    """A part in percent of its whole: derived, part / whole; None where either number is missing."""
    some, all_ = value(part, by), value(whole, by)
    if some is None or not all_:
        return None
    kind = join((_qualifier(part, by), flip(_qualifier(whole, by))))
    share = (Decimal(some) * 100 / Decimal(all_)).quantize(Decimal("0.1"))
    return Bounded(share, Qualifier.ABOUT if kind is Qualifier.RANGE else kind)


class _Divided(NamedTuple):
    """A whole, one of its splits, and the parts of that."""

    whole: SigningRow
    split: str
    rows: list[SigningRow]

    @property
    def own(self) -> list[SigningRow]:
        """Those of the lane of the whole."""
        return [row for row in self.rows if row.lane == self.whole.lane]


class _Alone:
    """Signings of the lane of the chart, and what they come to by themselves, and each without the others."""

    def __init__(self, scope: Scope, ids: Sequence[str]) -> None:
        self.rows: dict[str, SigningRow] = {}
        self._sums: Mapping[int, GroupSum] = {}
        if ids:
            query = Query((Term("id", tuple(dict.fromkeys(ids))),))
            with scope.catalog.select(query) as rows:
                self.rows = {row.id: row for row in rows.window(0, len(rows))}
            self._divisions = scope.catalog.divisions(query, scope.lane)
            self._sums = self._divisions.by_signing().sums

    def together(self, groups: Sequence[Sequence[SigningRow]]) -> list[GroupSum | None]:
        """What groups of them come to, no two of which have one in common."""
        if not groups:
            return []
        sums = self._divisions.by_group({row.n: at for at, rows in enumerate(groups) for row in rows}).sums
        return [sums.get(at) for at in range(len(groups))]

    def bar(self, row: SigningRow) -> Bar:
        """A signing as a bar."""
        query = Query((Term("id", (row.id,)),))
        return Bar(row.id, row.label, str(query), row.lane, self._sums.get(row.n), signing=row)


def _composition(alone: _Alone, divided: _Divided, together: GroupSum | None) -> Composition:
    bar = alone.bar(divided.whole)
    elsewhere = len(divided.rows) - len(divided.own)
    return Composition(bar, divided.split, tuple(map(alone.bar, divided.own)), _remainder(bar, together), elsewhere)


def _remainder(whole: Bar, together: GroupSum | None) -> Remainder:
    parts = Bar("", "", "", whole.lane, together)
    lacking = together.investment.signings_without if together is not None else 0
    return Remainder(_left(whole, parts, "investment"), _left(whole, parts, "projects"), lacking)


def _left(whole: Bar, parts: Bar, by: Measured) -> Bounded | None:
    """Whole - parts, with the bounds of both; None where nothing certain is left."""
    all_, some = value(whole, by), value(parts, by)
    if all_ is None or some is None:
        return None
    ends = (_qualifier(whole, by), _qualifier(parts, by))
    if Qualifier.RANGE in ends:
        return None
    kind = join((ends[0], flip(ends[1])))
    left = all_ - some
    return Bounded(left, kind) if left > 0 or (left == 0 and kind is Qualifier.EXACT) else None


def _qualifier(bar: Bar, by: Measured) -> Qualifier:
    assert bar.total is not None
    number = bar.total.investment if by == "investment" else bar.total.projects
    return number.qualifier or Qualifier.EXACT
