"""What the checks find, joined with what the dataset says of it, and which signings are in doubt for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tuiapp.dataset.facts import event_facts
from tuiapp.dataset.resolved import Event, Figure, Note, Rates, Report, Signing
from tuiapp.rules import checks
from tuiapp.rules.facts import Finding


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


def judge(event: Event, rates: Rates) -> list[Judged]:
    """All findings in an event, in the order of the checks, and then what notes alone say is not to be used."""
    context = checks.Context(rates=_rate_of(rates))
    notes = dict(_notes(event))
    found = checks.run(event_facts(event, rates), context)
    judged = [Judged(finding, notes.pop((finding.subject, finding.check), None)) for finding in found]
    # A number can be known to be wrong though no check sees it; leaving it out silently would be worse than either.
    judged += (Judged(_noted(subject, note), note) for (subject, _check), note in notes.items() if not note.use)
    return judged


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


def _noted(subject: str, note: Note) -> Finding:
    severity = checks.check_by_id(note.check).severity
    return Finding(note.check, severity, subject, note.why)


def _rate_of(rates: Rates) -> checks.registry.Rates:
    def rate(currency: str, year: int, month: int | None) -> Decimal | None:
        if currency == "CNY":
            return Decimal(1)
        if month is None:
            return rates.annual.get(currency, {}).get(year)
        return rates.monthly.get(currency, {}).get((year, month))

    return rate
