"""Checks: what the data says against itself, one small named rule each.

A rule that needs one event is an `EventRule` in the list of its module. One that looks across events will be a
function of all of them, with a list of its own beside `_EVENT_RULES`, and its check joins `CHECKS`.
"""

from __future__ import annotations

from tuiapp.rules.checks import currencies, kinds, parts, reports, thresholds
from tuiapp.rules.checks.registry import Check, Context, findings
from tuiapp.rules.facts import EventFacts, Finding

__all__ = ["CHECKS", "Check", "Context", "check_by_id", "run"]

_EVENT_RULES = (*parts.RULES, *thresholds.RULES, *currencies.RULES, *reports.RULES, *kinds.RULES)

CHECKS: tuple[Check, ...] = tuple(rule.check for rule in _EVENT_RULES)
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
