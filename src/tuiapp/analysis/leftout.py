"""What the totals leave out: by lane and reason, each signing with what stands in its way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.catalog.fields import field
from tuiapp.catalog.query import Query
from tuiapp.rules.results import REASONS, LaneSum, Reason
from tuiapp.rules.totals import LaneTotal, LeftOut, total

if TYPE_CHECKING:
    from tuiapp.catalog.catalog import Catalog
    from tuiapp.catalog.records import OtherReport, SigningRow
    from tuiapp.catalog.totals import Totals
    from tuiapp.rules.records import Lane

FEW = 3000
"""Signings found up to which the rules are asked themselves; of more, some are explained for each reason."""
MOST = 1000
"""Signings that are listed one by one; more are counted. Nobody reads more, and each is a look-up in the index."""

_SCREENFUL = 60
"""Signings that are more than a screen has room for."""


class LeftOutRow(NamedTuple):
    """A signing, or another report of one, that no total adds."""

    id: str
    """The signing's id; that of another report is `event/signing@report`."""
    signing: SigningRow
    reason: Reason
    blocker: SigningRow | None = None
    """The signing that stands in its way."""
    whole: SigningRow | None = None
    """The signing it is stated to be directly inside."""
    beyond: str | None = None
    """Of a wider one, what is not wholly in the query: days, regions, sectors or counterparts."""
    asked: tuple[str, ...] = ()
    """Of a wider one, the names or dates that the query asks for instead."""
    other: OtherReport | None = None
    """Of another report, what it prints."""


class ReasonGroup(NamedTuple):
    """All that is left out of one lane for one reason."""

    reason: Reason
    signings: int
    """How many there are; more than `rows` where only the first are listed."""
    rows: tuple[LeftOutRow, ...]


class LaneLeftOut(NamedTuple):
    """A lane's total and what it leaves out, by reason in the order in which reasons are tried."""

    total: LaneSum
    groups: tuple[ReasonGroup, ...]


class Explained(NamedTuple):
    """What the totals leave out, as far as it was looked at."""

    lanes: tuple[LaneLeftOut, ...]
    """All of them; what those leave out that were not looked at is counted, and none of it listed."""
    more: Iterator[tuple[LaneLeftOut, ...]] | None = None
    """Gives all of them looked at; None where these are."""
    first: bool = True
    """Whether this was asked for, or is what came of going on."""

    def go_on(self) -> Explained:
        """Look at the other lanes."""
        return Explained(self.lanes if self.more is None else next(self.more, self.lanes), first=False)


def left_out(
    catalog: Catalog,
    query: Query,
    *,
    most: int = MOST,
    lane: Lane | None = None,
    totals: Totals | None = None,
) -> tuple[LaneLeftOut, ...]:
    """For each lane that a query finds its total and what this leaves out, and why.

    Args:
        catalog: the index that is asked.
        query: what is asked for.
        most: how many signings are listed at most; the rest are only counted.
        lane: the only one that is asked about; None for all.
        totals: those of the query, where they are known.

    Raises:
        QueryError: a field or a value that does not exist.
    """
    if catalog.count(query) <= FEW:
        lanes = [one for one in total(*catalog.found(query)) if lane in (None, one.lane)]
        lookup = _Lookup(catalog, query)
        lookup.fetch([one for lane in lanes for one in lane.not_added][:most])
        return _explain(lookup, lanes, most)
    lookup = _Lookup(catalog, query)
    return tuple(lookup.lane(one, some) for one, some in catalog.left_out(query, totals) if lane in (None, one.lane))


def explained(catalog: Catalog, query: Query, totals: Totals | None) -> Explained:
    """The same, where much is found of the first lanes only, with which a screen is full: all takes longer.

    Args:
        catalog: the index that is asked.
        query: what is asked for.
        totals: those of the query, where they are known.

    Raises:
        QueryError: a field or a value that does not exist.
    """
    if catalog.count(query) <= FEW:
        return Explained(left_out(catalog, query))
    steps = _steps(catalog, query, totals or catalog.totals(query))
    return Explained(next(steps), steps)


def _steps(catalog: Catalog, query: Query, totals: Totals) -> Iterator[tuple[LaneLeftOut, ...]]:
    lookup = _Lookup(catalog, query)
    counted = [
        LaneLeftOut(one, tuple(ReasonGroup(each.reason, each.signings, ()) for each in one.not_added))
        for one in totals.lanes
    ]
    known: list[LaneLeftOut] = []
    listed = 0
    for one, some in catalog.left_out(query, totals):
        known.append(lookup.lane(one, some))
        before, listed = listed, listed + len(some)
        if before < _SCREENFUL <= listed:
            yield (*known, *counted[len(known) :])
    yield tuple(known)


def explain(
    catalog: Catalog, query: Query | str, lanes: Sequence[LaneTotal], *, most: int = MOST
) -> tuple[LaneLeftOut, ...]:
    """For each total what it leaves out, and why.

    Args:
        catalog: the index that the totals come from.
        query: what they were asked for.
        lanes: the totals.
        most: how many signings are listed at most; the rest are only counted.
    """
    return _explain(_Lookup(catalog, Query.parse(query) if isinstance(query, str) else query), lanes, most)


def _explain(lookup: _Lookup, lanes: Sequence[LaneTotal], most: int) -> tuple[LaneLeftOut, ...]:
    out = []
    room = most
    for lane in lanes:
        groups = []
        for reason in REASONS:
            found = [one for one in lane.not_added if one.reason == reason]
            if found:
                listed = found[: max(room, 0)]
                room -= len(listed)
                groups.append(ReasonGroup(reason, len(found), tuple(map(lookup.row, listed))))
        out.append(LaneLeftOut(lane.summary(), tuple(groups)))
    return tuple(out)


def left_out_rows(lanes: Iterable[LaneLeftOut]) -> list[LeftOutRow]:
    """All listed signings in their order on the screen."""
    return [row for lane in lanes for group in lane.groups for row in group.rows]


class _Lookup:
    """Signings of the index by id, each fetched once."""

    def __init__(self, catalog: Catalog, query: Query) -> None:
        self._catalog = catalog
        self._query = query
        self._known: dict[str, SigningRow] = {}

    def lane(self, total: LaneSum, some: Sequence[LeftOut]) -> LaneLeftOut:
        """A lane, of which some are left out for each reason."""
        self.fetch(some)
        return LaneLeftOut(
            total,
            tuple(
                ReasonGroup(
                    each.reason, each.signings, tuple(self.row(one) for one in some if one.reason == each.reason)
                )
                for each in total.not_added
            ),
        )

    def fetch(self, some: Sequence[LeftOut]) -> None:
        """Fetch what explanations name, together: one by one takes three times as long."""
        named = {_signing_id(one.id): None for one in some}
        named |= {_signing_id(one.because_of): None for one in some if one.because_of and one.reason != "wider"}
        self._fetch(named)
        rows = (self._known.get(_signing_id(one.id)) for one in some if one.reason not in ("wider", "same"))
        self._fetch({row.part_of: None for row in rows if row is not None and row.part_of})

    def _fetch(self, named: Iterable[str]) -> None:
        self._known |= self._catalog.excerpts.signings_named([each for each in named if each not in self._known])

    def row(self, one: LeftOut) -> LeftOutRow:
        """A left-out signing with all that its explanation names."""
        signing_id, _at, report_id = one.id.partition("@")
        signing = self._signing(signing_id)
        if one.reason == "wider":
            beyond = one.because_of or "days"
            return LeftOutRow(one.id, signing, one.reason, beyond=beyond, asked=self._asked(beyond))
        if one.reason == "same":
            other = next((each for each in signing.others if _is_report(each.report.id, report_id)), None)
            return LeftOutRow(one.id, signing, one.reason, blocker=signing, other=other)
        blocker = self._signing(_signing_id(one.because_of)) if one.because_of else None
        whole = self._signing(signing.part_of) if signing.part_of else None
        return LeftOutRow(one.id, signing, one.reason, blocker=blocker, whole=whole)

    def _signing(self, signing_id: str) -> SigningRow:
        if signing_id not in self._known:
            self._known[signing_id] = self._catalog.signing(signing_id)
        return self._known[signing_id]

    def _asked(self, beyond: str) -> tuple[str, ...]:
        """What the query asks for of days, regions, sectors or counterparts."""
        names = []
        for term in self._query.terms:
            known = field(term.field)
            if known is not None and known.because == beyond and not term.negated:
                names += [self._name(value) if beyond == "regions" else value for value in term.values]
        return tuple(names)

    def _name(self, value: str) -> str:
        """A region's name for its id; what else a person may have typed stays."""
        try:
            return self._catalog.region(value).name
        except KeyError:
            return value


def _signing_id(id_: str) -> str:
    """The id of a signing, or of the one that another report tells of."""
    return id_.partition("@")[0]


def _is_report(report_id: str, suffix: str) -> bool:
    return report_id == suffix or report_id.endswith(f"/{suffix}")
