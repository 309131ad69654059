"""What is missing of a record: no finding, for a source may not print it, but worth knowing and worth looking for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tuiapp.i18n import _
from tuiapp.rules.checks.registry import Check
from tuiapp.rules.facts import EventFacts, ReportFacts, SigningFacts
from tuiapp.rules.records import GAP_BITS, GAPS
from tuiapp.values.dates import Period

_TELLS = {
    "no-amount": (_("No amount"), _("No amount is printed for the signing itself; its parts may print some.")),
    "no-count": (_("No count"), _("It is not printed how many were signed.")),
    "no-link": (_("No link to the source"), _("None of its sources has an address that can be opened.")),
    "undated-report": (_("Report without a date"), _("It is not known when the report was published.")),
    "no-day": (_("No day"), _("The day is known only to the month or the year.")),
    "no-sector": (_("No sector"), _("Neither the signing nor a part of it has a sector.")),
}

CHECKS: tuple[Check, ...] = tuple(Check(gap, "gap", *_TELLS[gap]) for gap in GAPS)
"""The weightiest first."""


def find_gaps(event: EventFacts) -> dict[str, int]:
    """The gaps of the reports, signings and figures of an event, as bits by id; what has none is left out.

    What is missing of a source is missing of what it tells: an address where no source of a signing has one.
    """
    reports = {report.id: _of_report(report) for report in event.reports}
    found = dict(reports)
    with_sectors = _with_sectors(event)
    for signing in event.signings:
        found[signing.id] = _of_signing(signing, signing.id in with_sectors) | _of_sources(signing, reports)
    found |= {figure.id: reports.get(figure.report, 0) for figure in event.figures}
    return {id_: bits for id_, bits in found.items() if bits}


def _of_report(report: ReportFacts) -> int:
    bits = 0 if report.url else GAP_BITS["no-link"]
    return bits if report.published else bits | GAP_BITS["undated-report"]


def _of_sources(signing: SigningFacts, reports: Mapping[str, int]) -> int:
    bits = reports.get(signing.report, 0)
    for other in signing.same:
        if not reports.get(other.report, 0) & GAP_BITS["no-link"]:
            bits &= ~GAP_BITS["no-link"]
    return bits


def _of_signing(signing: SigningFacts, has_sector: bool) -> int:
    missing = (
        ("no-amount", signing.investment is None),
        ("no-count", signing.count is None),
        ("no-day", signing.lane.basis == "event" and not _has_days(signing.when)),
        ("no-sector", signing.part_of is None and not has_sector),
    )
    return sum(GAP_BITS[gap] for gap, is_missing in missing if is_missing)


def _has_days(when: Period) -> bool:
    return when.end.day is not None and (when.start is None or when.start.day is not None)


def _with_sectors(event: EventFacts) -> set[str]:
    """The ids of signings that have a sector, or a part that has one."""
    wholes = {signing.id: signing.part_of for signing in event.signings}

    def up(id_: str | None) -> Iterator[str]:
        while id_ is not None:
            yield id_
            id_ = wholes.get(id_)

    found: set[str] = set()
    for signing in event.signings:
        if signing.sectors:
            found.update(up(signing.id))
    return found
