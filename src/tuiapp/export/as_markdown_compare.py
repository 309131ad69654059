"""A comparison as a page of Markdown: a table a section, the reasons against it, the sources of what it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tuiapp.catalog.aggregates import iso_month
from tuiapp.export import words
from tuiapp.export.as_markdown import Sources, beginning, ending, heading, total_line
from tuiapp.export.as_markdown_account import accounts
from tuiapp.export.markdown_text import escape, head, paragraph, row
from tuiapp.i18n import _
from tuiapp.render.compare_coverage import wide_text
from tuiapp.render.compare_words import (
    REASON_TITLES,
    difference_text,
    formula,
    growth_facts,
    no_pair_text,
    number,
    reason_text,
    verdict_text,
)
from tuiapp.render.dates import prose
from tuiapp.render.numbers import share_text
from tuiapp.render.totals import lane_name

if TYPE_CHECKING:
    from tuiapp.analysis.accounts import Account
    from tuiapp.analysis.bounds import Bounded
    from tuiapp.analysis.comparison import Comparison, Details
    from tuiapp.catalog.aggregates import Sums
    from tuiapp.export.as_markdown import Frame
    from tuiapp.rules.results import LaneSum


def page(frame: Frame, comparison: Comparison, made_of: Sequence[tuple[str, str, Account]]) -> Iterator[str]:
    """The whole page, in the order of the screen; then what the totals are made of, see `accounts`."""
    assert comparison.details is not None
    sources = Sources()
    lane = _("Sizes, sectors, years and pairs are of {lane}.").format(lane=lane_name(comparison.lane))
    yield from beginning(_("Comparison"), frame._replace(order=lane))
    yield from _coverage(comparison)
    yield from _totals(comparison)
    yield from _alike(comparison, sources)
    yield from _sizes(comparison, comparison.details)
    yield from _sectors(comparison, comparison.details)
    yield from _years(comparison, comparison.details)
    yield from _growth(comparison, comparison.details, sources)
    yield from _indicators(comparison, comparison.details, sources)
    yield "\n" + heading(_("Not comparable because"))
    if not comparison.reasons:
        yield _("Nothing stands against comparing these numbers.") + "\n"
    for reason in comparison.reasons:
        yield f"- {escape(REASON_TITLES[reason.kind])}: {paragraph(reason_text(reason, comparison))}\n"
        for fact in reason.facts:
            sources.numbers(one.report for one in (*fact.rows, *fact.wholes))
    yield from accounts(made_of, sources)
    yield from sources.lines()
    yield from ending(frame)


def _names(comparison: Comparison) -> list[str]:
    return [side.name for side in comparison.sides]


def _table(first: Sequence[str], names: Sequence[str], last: Sequence[str] = ()) -> str:
    """The head of a table with a column of numbers for each column compared."""
    return head((*first, *names, *last), right=range(len(first), len(first) + len(names)))


def _coverage(comparison: Comparison) -> Iterator[str]:
    yield heading(_("Coverage"))
    for side in comparison.sides:
        events = ", ".join(iso_month(month) for month in sorted(side.months.events))
        spans = ", ".join(
            prose(f"{'..' if span.first is None else iso_month(span.first)}/{iso_month(span.last)}")
            for span in side.months.spans
        )
        told = [
            _("events in {months}").format(months=events) if events else "",
            wide_text(side),
            _("period totals for {spans}").format(spans=spans) if spans else "",
        ]
        text = "; ".join(filter(None, told)) or _("nothing {stage}").format(stage=comparison.lane.stage)
        yield f"- {escape(side.name)}: {paragraph(text)}\n"


def _totals(comparison: Comparison) -> Iterator[str]:
    yield "\n" + heading(_("Totals by lane"))
    if not comparison.lanes:
        yield _("Nothing is added in any column.") + "\n"
        return
    names, two = _names(comparison), len(comparison.sides) == 2
    yield _table([_("Lane")], names, [_("Difference")] if two else [])
    for line in comparison.lanes:
        cells = [_sum(total) for total in line.totals]
        verdict = [verdict_text(line.verdict, names) if line.verdict else ""] if two else []
        yield row([lane_name(line.lane), *cells, *verdict])
    yield "\n"
    if any(line.verdict and line.verdict.said == "not examined" for line in comparison.lanes):
        told = _(
            "Not examined: the bounds would decide, but what else stands against a difference is looked for in the "
            "lane of this page alone; `--lane` chooses another."
        )
        yield f"{paragraph(told)}\n\n"
    for side in comparison.sides:
        for total in side.totals.lanes:
            if total.left_out:
                yield f"- {escape(f'{side.name}, {lane_name(total.lane)}')}: {total_line(total)}\n"


def _sum(total: LaneSum | None) -> str:
    return words.total(total) if total is not None else ""


def _alike(comparison: Comparison, sources: Sources) -> Iterator[str]:
    yield "\n" + heading(_("Like for like"))
    pairs = [(at, pair) for at, pair in enumerate(comparison.pairs, 1) if pair is not None]
    if not pairs:
        yield no_pair_text(comparison) + "\n"
        return
    titles = (_("Column"), _("Date"), _("Event"), _("Signing"), _("Projects"), _("Investment"), _("Source"))
    yield head(titles, right=(4, 5))
    for at, pair in pairs:
        for side, signing in ((comparison.sides[0], pair.first), (comparison.sides[at], pair.second)):
            count = words.count(signing.count, signing.lane.unit)
            cells = (prose(signing.when), signing.event.name, signing.label, count, words.money(signing.investment))
            yield row((side.name, *cells, sources.numbers([signing.report])))
    yield "\n"
    for at, pair in pairs:
        names = [comparison.sides[0].name, comparison.sides[at].name]
        sentence = difference_text(pair.difference, pair.measured, names)
        made_of = f" ({formula(pair)})" if pair.difference is not None else ""
        yield f"- {escape(f'{sentence}{made_of}.')}\n"


def _sizes(comparison: Comparison, details: Details) -> Iterator[str]:
    yield "\n" + heading(_("Size of a project"))
    if not any(details.sizes):
        yield _("No signing of this lane prints both numbers.") + "\n"
        return
    yield _table([_("Amount / count")], _names(comparison))
    known = [one and number(one.average, "investment", exact=False) for one in details.sizes]
    yield row([_("average, CNY"), *(text or "" for text in known)])
    known = [one and number(one.median, "investment", exact=False) for one in details.sizes]
    yield row([_("median of signings, CNY"), *(text or "" for text in known)])
    known = [one and _("{k} of {n}").format(k=one.signings, n=one.of) for one in details.sizes]
    yield row([_("signings that print both"), *(text or "" for text in known)])


def _sectors(comparison: Comparison, details: Details) -> Iterator[str]:
    yield "\n" + heading(_("Sectors"))
    if not details.mix.lines:
        yield _("No amount of this lane names exactly one sector.") + "\n"
        return
    yield _table([_("Sector")], _names(comparison))
    for line in details.mix.lines:
        cells = [_shared(sums, share) for sums, share in zip(line.sums, line.shares, strict=True)]
        yield row([line.sector.name if line.sector is not None else _("other sectors"), *cells])
    covered = [share_text(share) if share is not None else "" for share in details.mix.covered]
    yield row([_("all that name one sector"), *covered])


def _shared(sums: Sums | None, share: Bounded | None) -> str:
    if share is None or not share.value:
        return ""
    amount = words.amount_sum(sums.investment, sums.signings) if sums is not None else ""
    return ", ".join(filter(None, (amount, share_text(share))))


def _years(comparison: Comparison, details: Details) -> Iterator[str]:
    yield "\n" + heading(_("By year"))
    yield _table([_("Year")], _names(comparison))
    for line in details.years:
        unit = comparison.lane.unit
        cells = [words.sums(one.projects, one.investment, unit, one.signings) if one else "" for one in line.sums]
        yield row([str(line.year) if line.year is not None else _("several years"), *cells])


def _growth(comparison: Comparison, details: Details, sources: Sources) -> Iterator[str]:
    if not any(details.growth):
        return
    yield "\n" + heading(_("Growth"))
    yield paragraph(_("Derived: the year before = value / (1 + growth).")) + "\n\n"
    yield head((_("Column"), _("Signing"), _("Date"), _("Growth"), _("Source")))
    for side, growths in zip(comparison.sides, details.growth, strict=True):
        for one in growths:
            rows = [one.signing, *([one.previous] if one.previous is not None else [])]
            numbers = sources.numbers(each.report for each in rows)
            told = "; ".join(growth_facts(one))
            yield row((side.name, one.signing.label, prose(one.signing.when), told, numbers))


def _indicators(comparison: Comparison, details: Details, sources: Sources) -> Iterator[str]:
    if not details.indicators:
        return
    yield "\n" + heading(_("Indicators"))
    yield head((_("Indicator"), _("Column"), _("Region"), _("Period"), _("Value"), _("Source")), right=(4,))
    for line in details.indicators:
        for side, figure in zip(comparison.sides, line.figures, strict=True):
            if figure is not None:
                when = prose(figure.period or figure.as_of or "") if figure.period or figure.as_of else ""
                cells = (side.name, figure.region.name, when, words.value(figure.value))
                yield row((line.title, *cells, sources.numbers([figure.report])))
