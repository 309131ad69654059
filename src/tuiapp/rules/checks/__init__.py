"""Checks: what the data says against itself, one small named rule each.

A rule that needs one event is an `EventRule` in the list of its module, and `run` applies it. One that needs several
is an `AcrossRule` of `tuiapp.rules.checks.across`, which has a pass of its own.
"""

from __future__ import annotations

from tuiapp.rules.checks import across, currencies, gaps, kinds, parts, places, reports, thresholds
from tuiapp.rules.checks.registry import Check, Context, findings
from tuiapp.rules.facts import EventFacts, Finding

__all__ = ["CHECKS", "Check", "Context", "check_by_id", "run"]

_EVENT_RULES = (*parts.RULES, *thresholds.RULES, *currencies.RULES, *reports.RULES, *kinds.RULES, *places.RULES)

CHECKS: tuple[Check, ...] = (*(rule.check for rule in _EVENT_RULES), *across.CHECKS, *gaps.CHECKS)
"""All checks: errors of parts and currencies first, in the order in which findings are listed."""


def run(event: EventFacts, context: Context) -> list[Finding]:
    """All findings in one event, at most one for each check and subject, in the order of `CHECKS`.

    Args:
        event: the event, all ids global.
        context: where exchange rates come from.
    """
    return list(findings(_EVENT_RULES, event, context))


def check_by_id(check_id: str) -> Check:
    """The check of this id.

    Raises:
        KeyError: there is none.
    """
    for check in CHECKS:
        if check.id == check_id:
            return check
    raise KeyError(check_id)
