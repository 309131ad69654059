"""What the checks find, joined with what the dataset says of it, and which signings are in doubt for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import NamedTuple

from tuiapp.dataset.facts import event_facts
from tuiapp.dataset.resolved import Event, Figure, Note, Rates, Report, Signing
from tuiapp.rules import checks
from tuiapp.rules.checks import across
from tuiapp.rules.checks.gaps import find_gaps
from tuiapp.rules.facts import Finding
from tuiapp.rules.records import GAP_BITS

_BY_HAND = "The check does not point at this record; whoever read it noted that its numbers are not to be used."

_ACROSS = frozenset(check.id for check in across.CHECKS)


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding, and the note that acknowledges it."""

    finding: Finding
    note: Note | None

    @property
    def doubtful(self) -> bool:
        """Whether the numbers it is about may not be added: an open error, or one the dataset says not to use."""
        if self.note is None:
            return self.finding.severity == "error"
        return not self.note.use

    @property
    def weight(self) -> int:
        """3 for an open error, 2 for an open warning, 1 for what is acknowledged."""
        if self.note is not None:
            return 1
        return 3 if self.finding.severity == "error" else 2


Notes = dict[tuple[str, str], Note]
"""What the dataset says of findings, by the id of the record and of the check."""


class Judgement(NamedTuple):
    """What checks say of an event."""

    findings: list[Judged]
    """In the order of the checks; then what is missing and has a note, then what notes alone say is not to be used."""
    gaps: dict[str, int]
    """What is missing of its reports, signings and figures, as bits by id; what has no gap is left out."""

    @property
    def all_gaps(self) -> int:
        """What is missing of any of its records."""
        return reduce(or_, self.gaps.values(), 0)


def judge(event: Event, rates: Rates) -> Judgement:
    """What is found in an event alone."""
    facts = event_facts(event, rates)
    gaps = find_gaps(facts)
    notes = {key: note for key, note in _notes(event) if key[1] not in _ACROSS}
    known = [Finding(gap, "gap", id_, _told(gap)) for id_, gap in notes if gaps.get(id_, 0) & GAP_BITS.get(gap, 0)]
    return Judgement(acknowledge([*checks.run(facts, context_of(rates)), *known], notes), gaps)


def notes_across(event: Event) -> Notes:
    """What an event says of findings that come of looking across events."""
    return {key: note for key, note in _notes(event) if key[1] in _ACROSS}


def acknowledge(found: Iterable[Finding], notes: Notes) -> list[Judged]:
    """Findings with the notes that acknowledge them, and then what notes alone say is not to be used."""
    left = dict(notes)
    judged = [Judged(finding, left.pop((finding.subject, finding.check), None)) for finding in found]
    # A number can be known to be wrong though no check sees it; leaving it out silently would be worse than either.
    judged += (Judged(_noted(subject, note), note) for (subject, _check), note in left.items() if not note.use)
    return judged


def context_of(rates: Rates) -> checks.Context:
    """What checks may know beyond the data they look at."""
    return checks.Context(rates=_rate_of(rates))


def in_doubt(judged: Sequence[Judged]) -> frozenset[str]:
    """The ids of all records with a number that may not be added.

    An open error puts all its numbers in doubt, for it is not known which is wrong; a note says so of its own record
    alone.
    """
    doubtful = [one for one in judged if one.doubtful]
    involved = (id_ for one in doubtful if one.note is None for id_ in one.finding.involves)
    return frozenset((*(one.finding.subject for one in doubtful), *involved))


def _notes(event: Event) -> Iterator[tuple[tuple[str, str], Note]]:
    records: tuple[Event | Report | Signing | Figure, ...] = (event, *event.reports, *event.signings, *event.figures)
    for record in records:
        for note in record.notes:
            yield (record.id, note.check), note


def _told(gap: str) -> str:
    return checks.check_by_id(gap).explanation


def _noted(subject: str, note: Note) -> Finding:
    severity = checks.check_by_id(note.check).severity
    return Finding(note.check, severity, subject, _BY_HAND)


def _rate_of(rates: Rates) -> checks.registry.Rates:
    def rate(currency: str, year: int, month: int | None) -> Decimal | None:
        if currency == "CNY":
            return Decimal(1)
        if month is None:
            return rates.annual.get(currency, {}).get(year)
        return rates.monthly.get(currency, {}).get((year, month))

    return rate
