"""What a check is, and what it may know beyond the event it looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from tuiapp.rules.facts import EventFacts, Finding
from tuiapp.rules.records import Severity


@dataclass(frozen=True, slots=True)
class Check:
    """A named rule about the data itself."""

    id: str
    """What an acknowledgement names: `share`."""
    severity: Severity
    """An error is a contradiction inside one record and puts its numbers in doubt; all else warns."""
    title: str
    """A few words, for a list."""
    explanation: str
    """What it compares, and how much it lets pass."""


Rates = Callable[[str, int, int | None], Decimal | None]
"""Yuan for one unit of a currency in a year, or in a month of it; None where no rate is known."""


def no_rates(_currency: str, _year: int, _month: int | None) -> Decimal | None:
    """Knows no rate, so that nothing is compared across currencies."""
    return None


@dataclass(frozen=True, slots=True)
class Context:
    """What checks may know beyond the event."""

    rates: Rates = no_rates


class Fault(NamedTuple):
    """What a rule found, before it is signed with the check's name."""

    subject: str
    message: str
    """One sentence with the numbers it used, without its full stop."""
    involves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventRule:
    """A check that needs one event only, and the function that carries it out."""

    check: Check
    find: Callable[[EventFacts, Context], Iterator[Fault]]


def findings(rules: Iterable[EventRule], event: EventFacts, context: Context) -> Iterator[Finding]:
    """What these rules find in an event; one finding for each check and subject, whatever it rests on."""
    for rule in rules:
        faults: dict[str, list[Fault]] = {}
        for fault in rule.find(event, context):
            faults.setdefault(fault.subject, []).append(fault)
        for subject, same in faults.items():
            yield Finding(
                check=rule.check.id,
                severity=rule.check.severity,
                subject=subject,
                message=" ".join(f"{fault.message}." for fault in same),
                involves=tuple(dict.fromkeys(other for fault in same for other in fault.involves)),
            )
