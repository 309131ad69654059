"""A dataset read for questions: what a query finds, in which order, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from naive.terms import STATUSES, Asked
from naive.texts import days_of, folded
from tuiapp.catalog.query import Query
from tuiapp.catalog.view import Sort
from tuiapp.compiler.batches import batches, groups_of
from tuiapp.compiler.findings import Judged, acknowledge, context_of, judge, notes_across
from tuiapp.compiler.money import Conversions
from tuiapp.dataset.resolved import Dataset, Event, Region, Report, Same, Sector, Signing
from tuiapp.rules.checks import across
from tuiapp.rules.records import BASES, GAP_BITS, MEASURES, STAGES, UNITS, Amount, Because, Count, SumRow
from tuiapp.rules.totals import Found, LaneTotal, total
from tuiapp.values.money import to_yuan
from tuiapp.values.qualifier import Qualifier
from tuiapp.values.quantity import Quantity

BECAUSE: tuple[Because, ...] = ("days", "regions", "sectors", "counterparts")
"""What of a signing can lie outside of a query, in the order in which it is said."""


class Reading:
    """A dataset, and what is asked of it."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.events = {event.id: event for event in dataset.events}
        self.signings = list(_in_default_order(dataset.events))
        """In the default order."""
        self._judgements = {event.id: judge(event, dataset.rates) for event in dataset.events}

    # What is found, and in which order.

    def found(self, query: Query) -> list[Signing]:
        """The signings that meet every term and none that excludes, in the default order."""
        asked = [(Asked(self, term), term.negated) for term in query.terms]
        return [one for one in self.signings if all(term.meets(one) != negated for term, negated in asked)]

    def ordered(self, found: Sequence[Signing], sort: Sort) -> list[Signing]:
        """Signings by some keys, missing values last in both directions, ties by id; no keys leave them as they are."""
        if not sort:
            return list(found)
        ordered = sorted(found, key=lambda one: one.id)
        for key in reversed(sort):
            values = [(one, self.value(one, key.field)) for one in ordered]
            there = sorted((v for v in values if v[1] is not None), key=lambda v: v[1], reverse=key.descending)
            ordered = [one for one, _value in (*there, *(v for v in values if v[1] is None))]
        return ordered

    def value(self, one: Signing, field: str) -> Any:
        """What a signing is sorted by, a text by its folded form; None where it is missing."""

        def named(nodes: Sequence[Region | Sector]) -> str | None:
            return folded(nodes[0].name) if nodes else None

        match field:
            case "date":
                first, last = days_of(one.when)
                return last, first
            case "region":
                return named(one.regions)
            case "sector":
                return named(one.sectors)
            case "counterpart":
                return named(one.counterparts)
            case "event":
                return folded(self.events[one.event].name)
            case "signing":
                return folded(one.label)
            case "publisher":
                return folded(one.report.publisher)
            case "projects":
                return int(one.count.value) if one.count else None
            case "investment":
                return self.yuan(one)
            case "threshold":
                # Of two alternatives the one that is printed in yuan.
                printed = sorted(one.threshold, key=lambda quantity: quantity.unit != "CNY")
                amount = self.amount_of(printed[0], one) if printed else None
                return amount.cny if amount else None
            case "checks":
                return self._concern(one)
            case "status":
                return STATUSES.index(one.status)
        words = {"stage": STAGES, "measure": MEASURES, "unit": UNITS, "basis": BASES}[field]
        return words.index(getattr(one.lane, field))

    # What it comes to.

    def hits(self, query: Query) -> list[Found]:
        """What is found, each with its other reports, and the first of it that is not wholly in the query."""
        asked = [Asked(self, term) for term in query.terms if not term.negated]
        hits = []
        for one in self.found(query):
            outside = {because for term in asked for because in term.outside(one)}
            because = next((because for because in BECAUSE if because in outside), None)
            rows = [self.rows[one.id], *(self._other(one, same) for same in one.same)]
            hits += [Found(row, because) for row in rows]
        return hits

    def totals(self, query: Query) -> tuple[LaneTotal, ...]:
        """What is found added up, by lane."""
        return total(self.hits(query), self.rows)

    @cached_property
    def rows(self) -> dict[str, SumRow]:
        """All signings as adding looks at them, by id."""
        return {one.id: self._row(one) for one in self.signings}

    def _row(self, one: Signing) -> SumRow:
        """A named group stands for the regions that it is made of."""
        paths = {region.id: region.path for region in self.dataset.regions}
        first, last = days_of(one.when)
        return SumRow(
            id=one.id,
            event=one.event,
            edition=self.events[one.event].edition_key,
            lane=one.lane,
            first=first or None,
            last=last,
            regions=tuple(paths[id_] for region in one.regions for id_ in region.members or (region.id,)),
            part_of=one.part_of,
            split=one.split,
            count=_count(one.count),
            amount=self.amount(one),
            doubt=one.id in self._doubted,
            published=_published(one.report),
            unconverted=one.investment is not None and self.amount(one) is None,
        )

    def _other(self, one: Signing, same: Same) -> SumRow:
        """Another report of a signing."""
        return self.rows[one.id]._replace(
            id=f"{one.id}@{same.report.id.rpartition('/')[2]}",
            same_as=one.id,
            part_of=None,
            split=None,
            count=_count(same.count),
            amount=self.amount_of(same.investment, one),
            doubt=False,
            published=_published(same.report),
        )

    def amount(self, one: Signing) -> Amount | None:
        """The amount of a signing in yuan; None where none is printed, or it cannot be converted."""
        return self.amount_of(one.investment, one)

    def yuan(self, one: Signing) -> int | None:
        """The same as a number, of a range its low end."""
        amount = self.amount(one)
        return amount.cny if amount else None

    def amount_of(self, quantity: Quantity | None, one: Signing) -> Amount | None:
        """A foreign amount at the average rate of the year in which the signing's days end."""
        rate = self.dataset.rates.of(quantity.unit, one.when.last.year) if quantity else None
        if quantity is None or rate is None:
            return None
        yuan = to_yuan(quantity.value, rate)
        return Amount(
            yuan,
            quantity.qualifier,
            quantity.unit,
            original=None if quantity.unit == "CNY" else quantity.value,
            low=yuan if quantity.qualifier is Qualifier.RANGE else None,
            high=None if quantity.high is None else to_yuan(quantity.high, rate),
        )

    # What checks find.

    @cached_property
    def _findings(self) -> dict[str, list[Judged]]:
        """The findings of each signing: those of its own event, and those of looking across events."""
        dataset = self.dataset
        conversions, groups = Conversions(dataset.rates), groups_of(dataset.regions)
        yuan = {one.id: conversions.yuan(one.investment, one.when.last.year) for one in self.signings}
        several = [one for event in dataset.events for one in batches(event, groups, yuan)]
        notes = {key: note for event in dataset.events for key, note in notes_across(event).items()}
        every = [one for judgement in self._judgements.values() for one in judgement.findings]
        every += acknowledge(across.run(several, context_of(dataset.rates)), notes)
        found: dict[str, list[Judged]] = {}
        for one in every:
            found.setdefault(one.finding.subject, []).append(one)
        return found

    @cached_property
    def _doubted(self) -> set[str]:
        """The signings with a number under an error that nobody acknowledged, or which a note says not to use."""
        found = [one for several in self._findings.values() for one in several]
        open_errors = [one.finding for one in found if one.finding.severity == "error" and one.note is None]
        noted = {one.id for one in self.signings for note in one.notes if not note.use}
        return noted | {id_ for error in open_errors for id_ in (error.subject, *error.involves)}

    def flags(self, one: Signing) -> set[str]:
        """The names under which a signing is found for what is found in it, or missing of it."""
        found = [judged.finding for judged in self._findings.get(one.id, ())]
        # A gap is found by what is missing, whatever somebody noted of it.
        flags = {name for each in found if each.severity != "gap" for name in (each.check, each.severity)}
        gaps = {gap for gap, bit in GAP_BITS.items() if self._gaps(one) & bit}
        return flags | gaps | ({"gap"} if gaps else set()) | ({"any"} if found else set())

    def _gaps(self, one: Signing) -> int:
        return self._judgements[one.event].gaps.get(one.id, 0)

    def _concern(self, one: Signing) -> tuple[int, int] | None:
        """How much there is to look into: what is found weighs more than all that is missing, and what is open most."""
        found = self._findings.get(one.id, ())
        weight = max((1 if each.note else 3 if each.finding.severity == "error" else 2 for each in found), default=0)
        return (weight, self._gaps(one)) if weight or self._gaps(one) else None


def _count(quantity: Quantity | None) -> Count | None:
    if quantity is None:
        return None
    low, high = (None if end is None else int(end) for end in (quantity.low, quantity.high))
    return Count(int(quantity.value), quantity.qualifier, low, high)


def _published(report: Report) -> int | None:
    return report.published.last.toordinal() if report.published else None


def _in_default_order(events: Sequence[Event]) -> Iterator[Signing]:
    """Newest first, then by event; each whole directly followed by its parts, those of its own event before others."""
    every = [one for event in sorted(events, key=lambda event: event.id) for one in event.signings]

    def with_parts(whole: Signing) -> Iterator[Signing]:
        yield whole
        parts = [one for one in every if one.part_of == whole.id]
        for part in sorted(parts, key=lambda one: one.event != whole.event):
            yield from with_parts(part)

    for whole in sorted((one for one in every if one.part_of is None), key=lambda one: one.when.last, reverse=True):
        yield from with_parts(whole)
