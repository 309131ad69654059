"""A signing or a source in one line of text, to be pasted where somebody will ask where the number is from."""

from __future__ import annotations

from tuiapp.catalog.records import Report, SigningRow
from tuiapp.i18n import _
from tuiapp.render.cells import safe
from tuiapp.render.dates import prose


def source(report: Report) -> str:
    """Publisher, title, date and link, as far as they are known: `AsiaNet, “The Opening of …”, 2023-10-09, https://…`."""
    parts = [report.publisher, f"“{report.title}”" if report.title else "", report.published or _("undated")]
    parts.append(report.url if report.url and report.url.startswith(("https://", "http://")) else "")
    return safe(", ".join(filter(None, parts)))


def citation(row: SigningRow) -> str:
    """Where, when, what and how much, each number as printed, with its source."""
    where = ", ".join(region.name for region in row.regions)
    numbers = []
    if row.count is not None:
        numbers.append(f"{row.count.text} {row.lane.unit}" if row.count.text.strip().isdigit() else row.count.text)
    if row.investment is not None:
        numbers.append(f"“{row.investment.printed.text}”")
    facts = ", ".join(numbers) or _("no number printed")
    head = _("{label} ({where}, {when}; {stage}, {measure}): {facts}").format(
        label=row.label, where=where, when=prose(row.when), stage=row.lane.stage, measure=row.lane.measure, facts=facts
    )
    return f"{safe(head)}. {source(row.report)}"
