"""Checks that look across events: what one says is held against what others say of the same place, series or days.

They are not run event by event but once over all signings. To look again after some events have changed, take their
keys as they were and as they are; the events that share one of them, changed or not, are those whose findings may be
others; and run the checks over these and all that share a key with them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from tuiapp.rules.checks.across import growth, same, sizes, totals
from tuiapp.rules.checks.across.batches import AcrossRule, Batch
from tuiapp.rules.checks.across.sizes import Medians, medians
from tuiapp.rules.checks.registry import Check, Context, Fault
from tuiapp.rules.facts import Finding

__all__ = ["CHECKS", "RULES", "Batch", "Key", "keys", "medians", "run"]

RULES: tuple[AcrossRule, ...] = (*totals.RULES, *growth.RULES, *same.RULES)

CHECKS: tuple[Check, ...] = tuple(dict.fromkeys([*(rule.check for rule in RULES), sizes.CHECK]))


class Key(NamedTuple):
    """What a batch is held against others by."""

    rule: int
    """The position of the rule whose key it is."""
    text: str
    asks: bool
    """Whether something can be found because of this batch."""


def keys(batch: Batch) -> Iterator[Key]:
    """The keys by which a batch is held against others."""
    for number, rule in enumerate(RULES):
        for key in rule.keys(batch):
            yield Key(number, key, rule.asks(batch))


def run(
    batches: Sequence[Batch],
    context: Context,
    *,
    usual: Medians | None = None,
    about: Collection[str] | None = None,
) -> list[Finding]:
    """All findings, one for each check and subject, in the order of the checks and of the ids.

    Args:
        batches: all signings; or those of the events asked for and of all that share a key with them.
        context: where exchange rates come from.
        usual: the medians of all signings, where these are not all.
        about: the ids of the events whose findings are asked for; None for all.
    """
    faults: dict[tuple[str, str], list[Fault]] = {}

    def note(check: Check, found: Iterable[Fault]) -> None:
        for fault in found:
            if about is None or fault.subject.partition("/")[0] in about:
                faults.setdefault((check.id, fault.subject), []).append(fault)

    for rule in RULES:
        groups: dict[str, list[Batch]] = {}
        for batch in batches:
            for key in rule.keys(batch):
                groups.setdefault(key, []).append(batch)
        for several in groups.values():
            if len(several) > 1:
                note(rule.check, rule.find(several, context))
    ordinary = medians(batches) if usual is None else usual
    for batch in batches:
        note(sizes.CHECK, sizes.find_size(batch, ordinary))
    order = {check.id: (position, check) for position, check in enumerate(CHECKS)}
    return [
        _finding(order[check_id][1], subject, same)
        for (check_id, subject), same in sorted(faults.items(), key=lambda one: (order[one[0][0]][0], one[0][1]))
    ]


def _finding(check: Check, subject: str, faults: Sequence[Fault]) -> Finding:
    # Two signings can meet under two keys, and are found to be the same under both.
    messages = dict.fromkeys(f"{fault.message}." for fault in faults)
    involved = dict.fromkeys(other for fault in faults for other in fault.involves)
    return Finding(check.id, check.severity, subject, " ".join(messages), tuple(involved))
