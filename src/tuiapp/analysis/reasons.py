"""Why the numbers of two or more columns are not comparable, each reason with the signings that show it.

What is said of single signings is said of those that were looked at: all that a column adds, or its largest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from tuiapp.analysis.alike import is_on_site, is_tentative, months_of, thresholds
from tuiapp.rules.records import BASES, Lane
from tuiapp.values.qualifier import Qualifier

if TYPE_CHECKING:
    from tuiapp.analysis.overlap import Shared
    from tuiapp.analysis.sides import Side
    from tuiapp.catalog.records import OtherReport, SigningRow
    from tuiapp.values.quantity import Quantity

Kind = Literal[
    "thresholds",
    "event or period",
    "periods differ",
    "stages differ",
    "measures differ",
    "units differ",
    "bounds",
    "converted",
    "overlap",
    "on site",
    "share of a whole",
    "preliminary",
    "months differ",
    "amounts missing",
    "counts missing",
    "sources disagree",
    "growth",
]

BLOCKING: frozenset[Kind] = frozenset(
    {"thresholds", "event or period", "periods differ", "overlap", "on site", "share of a whole", "preliminary"}
)
"""Reasons that forbid a difference of whole totals, whatever their bounds say."""

_EDITION = re.compile(r"(?:previous|last|preceding) (?:edition|session)|edition before|上届|上一届", re.IGNORECASE)
_NAMED = 2
"""Signings that a reason names of a column; the others are counted."""


class Fact(NamedTuple):
    """What a reason says of one column."""

    side: int
    rows: tuple[SigningRow, ...]
    """Signings that show it, at most a few."""
    n: int = 0
    """How many there are; of months how many are covered."""
    of: int = 0
    """Among how many; of what two columns share the other column."""
    wholes: tuple[SigningRow, ...] = ()
    """Where one column adds what is inside what the other adds, in what each of `rows` is."""
    certain: bool = True
    """Of months whether no more than `of` can be in common."""


class Reason(NamedTuple):
    """One way in which the columns are not comparable."""

    kind: Kind
    facts: tuple[Fact, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The signings it names."""
        return tuple(dict.fromkeys(row.id for fact in self.facts for row in (*fact.rows, *fact.wholes)))


class Given(NamedTuple):
    """What the reasons are looked for in."""

    sides: Sequence[Side]
    lane: Lane
    """The lane that is looked at."""
    wholes: Mapping[str, SigningRow]
    """By id of an added signing that is a region's share of a wider total that total."""
    shared: Mapping[tuple[int, int], Shared]
    """By two columns what they have in common."""
    silent: Mapping[tuple[int, str], tuple[SigningRow, ...]]
    """By column and number (`count`, `yuan`) some signings of the lane that print none."""
    others: Mapping[tuple[int, Lane], tuple[SigningRow, ...]]
    """By column and another lane some signings that are added in it."""


def reasons(given: Given) -> tuple[Reason, ...]:
    """All that hold, in the order in which they are told."""
    return tuple(Reason(kind, facts) for kind, find in _FINDERS.items() if (facts := tuple(find(given))))


def _rows(given: Given, at: int, basis: str | None = None) -> list[SigningRow]:
    return [row for row in given.sides[at].rows if basis is None or row.lane.basis == basis]


def _some(at: int, rows: Sequence[SigningRow], of: int = 0, n: int | None = None) -> Fact:
    return Fact(at, tuple(rows[:_NAMED]), len(rows) if n is None else n, of)


def _thresholds(given: Given) -> Iterator[Fact]:
    """Some count only what exceeds a threshold, others what exceeds another one, or all."""
    found = [{thresholds(row) for row in side.rows} for side in given.sides if side.rows]
    if len(found) < 2 or all(one == found[0] for one in found):
        return
    for at, side in enumerate(given.sides):
        if side.rows:
            distinct = {thresholds(row): row for row in reversed(side.rows) if row.threshold is not None}
            yield _some(at, list(reversed(distinct.values())), len(side.rows))


def _event_or_period(given: Given) -> Iterator[Fact]:
    """What one column tells of events another tells of spans of time alone, or the other way round."""
    own = [_rows(given, at, given.lane.basis) for at in range(len(given.sides))]
    lacking = [at for at, rows in enumerate(own) if not rows and given.sides[at].rows]
    if lacking and any(own):
        for at, rows in enumerate(own):
            if found := rows or _rows(given, at):
                yield _some(at, found)


def _periods(given: Given) -> Iterator[Fact]:
    """Period totals of different lengths."""

    def length(row: SigningRow) -> int | None:
        first, last = months_of(row)
        return None if first is None else last - first + 1

    periods = [_rows(given, at, "period") for at in range(len(given.sides))]
    lengths = [frozenset(map(length, rows)) for rows in periods if rows]
    if len(lengths) > 1 and len(set(lengths)) > 1:
        for at, found in enumerate(periods):
            if found:
                distinct = {length(row): row for row in reversed(found)}
                yield _some(at, list(reversed(distinct.values())), n=len(found))


def _other_lanes(field: str) -> Callable[[Given], Iterator[Fact]]:
    """Signings that differ from the lane looked at in one word only, in some columns and not in all."""

    def find(given: Given) -> Iterator[Fact]:
        kept = [name for name in ("stage", "measure", "unit") if name != field]
        by_side: list[dict[str, list[SigningRow]]] = []
        for at in range(len(given.sides)):
            words: dict[str, list[SigningRow]] = {}
            for (of, lane), some in given.others.items():
                if of == at and all(getattr(lane, name) == getattr(given.lane, name) for name in kept):
                    words.setdefault(getattr(lane, field), []).extend(some)
            words.pop(getattr(given.lane, field), None)
            by_side.append(words)
        everywhere = set.intersection(*(set(words) for words in by_side))
        for at, words in enumerate(by_side):
            rows = [row for word, found in words.items() if word not in everywhere for row in found[:1]]
            if rows:
                yield _some(at, rows)

    return find


def _bounds(given: Given) -> Iterator[Fact]:
    """Amounts that are not exact."""
    bounded = [
        [
            row
            for row in side.rows
            if row.investment is not None
            and row.investment.printed.unit == "CNY"
            and row.investment.printed.qualifier is not Qualifier.EXACT
        ]
        for side in given.sides
    ]
    if any(bounded):
        for at, rows in enumerate(bounded):
            amounts = sum(
                row.investment is not None and row.investment.printed.unit == "CNY" for row in given.sides[at].rows
            )
            if amounts:
                yield _some(at, rows, amounts)


def _converted(given: Given) -> Iterator[Fact]:
    """Amounts printed in another currency, against originals in yuan or converted by other rates."""
    for at, side in enumerate(given.sides):
        rows = [row for row in side.rows if row.investment is not None and row.investment.conversion is not None]
        if rows:
            yield _some(at, rows, len(side.rows))


def _overlap(given: Given) -> Iterator[Fact]:
    """One column contains another, two add the same signings, or one adds what is inside what the other adds."""
    for (at, other), common in given.shared.items():
        if common.n:
            yield Fact(at, common.rows[:_NAMED], common.n, other)
        for part, whole, inside in zip((at, other), (other, at), common.inside, strict=True):
            if inside.n:
                yield Fact(part, inside.parts[:_NAMED], inside.n, whole, inside.wholes[:_NAMED])
        if common.n or any(inside.n for inside in common.inside):
            continue
        a, b = (given.sides[one].title.path for one in (at, other))
        # A column that finds nothing lies in the one of a region around its own all the same.
        if common.within == 0 or (a and b and a[: len(b)] == b):
            yield Fact(at, (), 0, other)
        elif common.within == 1 or (a and b and b[: len(a)] == a):
            yield Fact(other, (), 0, at)


def _on_site(given: Given) -> Iterator[Fact]:
    """What was signed on the spot against all of an event."""
    found = [[row for row in _rows(given, at, "event") if is_on_site(row)] for at in range(len(given.sides))]
    whole = [len(_rows(given, at, "event")) > len(rows) for at, rows in enumerate(found)]
    for at, rows in enumerate(found):
        if rows and any(of for other, of in enumerate(whole) if other != at):
            yield _some(at, rows)


def _shares(given: Given) -> Iterator[Fact]:
    """A region's share of a fair against a total that is no share."""
    shares = given.wholes
    for at, side in enumerate(given.sides):
        rows = [row for row in side.rows if row.id in shares]
        elsewhere = any(
            row.id not in shares for other, one in enumerate(given.sides) if other != at for row in one.rows
        )
        if rows and elsewhere:
            yield _some(at, rows)


def _tentative(given: Given) -> Iterator[Fact]:
    """What is preliminary, or only intended."""
    for at, side in enumerate(given.sides):
        rows = [row for row in side.rows if is_tentative(row)]
        if rows:
            yield _some(at, rows)


def covered(side: Side) -> frozenset[int]:
    """The months in which something of a column was signed; of a total that is open at the start the last one."""
    return side.months.events.union(*(span.months for span in side.months.spans))


def _dated(side: Side) -> frozenset[int]:
    """The months in which something of a column can have been signed, those of which nothing is certain included."""
    return covered(side).union(*(span.months for span in side.months.wide))


def _of_its_year(months: frozenset[int], side: Side) -> frozenset[int]:
    """The months of a column that asks for one year, counted from that: January stands against January."""
    asked = [term.values for term in side.query.terms if term.field == "year" and not term.negated]
    if len(asked) == 1 and len(asked[0]) == 1 and asked[0][0].isdecimal():
        return frozenset(month % 12 for month in months)
    return months


def _months(given: Given) -> Iterator[Fact]:
    """The columns cover different months: `n` of them each, `of` of which are common to all.

    They differ where one covers a month in which another has nothing for certain. An event that is dated by its year
    alone covers no month, and may lie in each of them.
    """
    months = [_of_its_year(covered(side), side) for side in given.sides]
    at_most = [_of_its_year(_dated(side), side) for side in given.sides]
    some = [at for at, one in enumerate(at_most) if one]
    if any(months[at] - at_most[other] for at in some for other in some):
        common, at_best = (frozenset.intersection(*(all_[at] for at in some)) for all_ in (months, at_most))
        for at, one in enumerate(months):
            yield Fact(at, (), len(one), len(common), certain=common == at_best)


def _missing(number: str) -> Callable[[Given], Iterator[Fact]]:
    """Added signings of the lane that print no amount, or no count."""

    def find(given: Given) -> Iterator[Fact]:
        for at, side in enumerate(given.sides):
            for basis in BASES:
                total = side.total(given.lane._replace(basis=basis))
                if total is not None and total.signings and basis == given.lane.basis:
                    without = total.investment if number == "yuan" else total.projects
                    if without.signings_without:
                        rows = given.silent.get((at, number), ())
                        yield _some(at, rows, total.signings, without.signings_without)

    return find


def _disagree(given: Given) -> Iterator[Fact]:
    """Sources that print different numbers for one signing."""
    for at, side in enumerate(given.sides):
        rows = [row for row in side.rows if any(differences(row, other) for other in row.others)]
        if rows:
            yield _some(at, rows)


def differences(row: SigningRow, other: OtherReport) -> list[tuple[Quantity, Quantity]]:
    """The numbers of a signing of which another report prints other ones, in the same currency; its own first."""
    pairs = [(row.count, other.count)]
    if row.investment is not None and other.investment is not None:
        pairs.append((row.investment.printed, other.investment.printed))
    return [(a, b) for a, b in pairs if a is not None and b is not None and a.unit == b.unit and _unequal(a, b)]


def _unequal(one: Quantity, other: Quantity) -> bool:
    return (one.value, one.qualifier, one.high) != (other.value, other.qualifier, other.high)


def _growth(given: Given) -> Iterator[Fact]:
    """Growth that is told against the edition before, not against the year before."""
    for at, side in enumerate(given.sides):
        rows = [row for row in side.rows if row.note and _EDITION.search(row.note)]
        if rows:
            yield _some(at, rows)


_Finder = Callable[[Given], Iterable[Fact]]
_FINDERS: dict[Kind, _Finder] = {
    "thresholds": _thresholds,
    "event or period": _event_or_period,
    "periods differ": _periods,
    "stages differ": _other_lanes("stage"),
    "measures differ": _other_lanes("measure"),
    "units differ": _other_lanes("unit"),
    "bounds": _bounds,
    "converted": _converted,
    "overlap": _overlap,
    "on site": _on_site,
    "share of a whole": _shares,
    "preliminary": _tentative,
    "months differ": _months,
    "amounts missing": _missing("yuan"),
    "counts missing": _missing("count"),
    "sources disagree": _disagree,
    "growth": _growth,
}
"""In the order in which reasons are told."""
