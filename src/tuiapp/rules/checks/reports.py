"""What is said by whom, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tuiapp.i18n import _
from tuiapp.rules.checks.bounds import in_one_currency
from tuiapp.rules.checks.registry import Check, Context, EventRule, Fault
from tuiapp.rules.checks.words import printed, quoted
from tuiapp.rules.facts import EventFacts, ReportFacts, SigningFacts
from tuiapp.values.quantity import Quantity

_PLACEHOLDER = re.compile(
    r"unknown|untitled|n/?a|none|null|nil|tb[acd]|todo|xxx+|\?+|-+|—+|\.+|…|不详|未知|待定|无", re.IGNORECASE
)
_AHEAD = ("offered", "planned")
"""Stages that speak of the future: a report of them may come before."""


def find_disagreement(event: EventFacts, context: Context) -> Iterator[Fault]:
    """Two reports of one signing whose numbers cannot both be true."""
    names = {report.id: report.publisher for report in event.reports}
    for signing in event.signings:
        for other in signing.same:
            for mine, theirs in ((signing.count, other.count), (signing.investment, other.investment)):
                both = in_one_currency((mine, theirs), signing.when, context) if mine and theirs else None
                if mine and theirs and both and both[0].apart(both[1]):
                    yield Fault(signing.id, _disagree(signing, mine, other.report, theirs, names))


def _disagree(signing: SigningFacts, mine: Quantity, report: str, theirs: Quantity, names: dict[str, str]) -> str:
    return _("{first} prints {mine}, {second} prints {theirs}").format(
        first=names.get(signing.report, signing.report),
        mine=printed(mine),
        second=names.get(report, report),
        theirs=printed(theirs),
    )


def find_published_before(event: EventFacts, _context: Context) -> Iterator[Fault]:
    """A report of what had not happened yet when it was published."""
    reports = {report.id: report for report in event.reports}
    early: dict[str, tuple[ReportFacts, SigningFacts]] = {}
    for signing in event.signings:
        if signing.lane.stage in _AHEAD:
            continue
        # A total may be printed in the last month of its period, an event on its first day.
        counted = (
            signing.when.end if signing.lane.basis == "period" or signing.when.start is None else signing.when.start
        )
        for report_id in (signing.report, *(other.report for other in signing.same)):
            report = reports.get(report_id)
            if report is not None and report.published is not None and report.published.last < counted.first:
                early.setdefault(report_id, (report, signing))
    for report, signing in early.values():
        message = _("{publisher} published on {published} what happened on {when}")
        text = message.format(publisher=report.publisher, published=report.published, when=signing.when)
        yield Fault(report.id, text)


def find_no_source(event: EventFacts, _context: Context) -> Iterator[Fault]:
    """An event without a report, or a report of which neither the title nor the place is recorded.

    Of a page that was only seen on a copy no address can be given, and its own title is not always known: there the
    publisher is the source.
    """
    if not event.reports:
        yield Fault(event.id, _("No report is named"))
    for report in event.reports:
        if not report.title and not report.url and not report.seen_on_copy:
            message = _("The report by {publisher} has neither a title nor an address")
            yield Fault(report.id, message.format(publisher=report.publisher))


def find_placeholder(event: EventFacts, _context: Context) -> Iterator[Fault]:
    """A word that stands where a fact belongs."""
    texts = [(report.id, text) for report in event.reports for text in (report.publisher, report.title)]
    texts += [(signing.id, signing.label) for signing in event.signings]
    for subject, text in texts:
        if text is not None and _PLACEHOLDER.fullmatch(text.strip()):
            yield Fault(subject, _("{text} stands where a fact belongs").format(text=quoted(text)))


RULES = (
    EventRule(
        Check(
            "reports-disagree",
            "warning",
            _("Two reports disagree"),
            _("Two reports of one signing print counts or amounts that cannot both be true; rounding is allowed for."),
        ),
        find_disagreement,
    ),
    EventRule(
        Check(
            "published-before",
            "warning",
            _("Published before it happened"),
            _("A report of signings, starts or completions is older than they are. Plans and offers may be ahead."),
        ),
        find_published_before,
    ),
    EventRule(
        Check(
            "no-source",
            "warning",
            _("No source"),
            _(
                "No report is named, or one that has neither a title nor an address and cannot be looked up. A page"
                " that was only seen on a copy has its publisher as its source."
            ),
        ),
        find_no_source,
    ),
    EventRule(
        Check(
            "placeholder",
            "warning",
            _("Placeholder"),
            _("A publisher, a title or a label is a word such as unknown or n/a."),
        ),
        find_placeholder,
    ),
)
