"""Charts as a page of Markdown: a table a chart, bars as text, and the query that gives the rows behind each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from tuiapp.analysis.charts import Chart, value
from tuiapp.analysis.compositions import share_of
from tuiapp.analysis.points import Indicators
from tuiapp.export import words
from tuiapp.export.as_markdown import Sources, beginning, ending, heading
from tuiapp.export.as_markdown_account import accounts
from tuiapp.export.markdown_text import escape, head, paragraph, row
from tuiapp.i18n import _
from tuiapp.render.bars import bar
from tuiapp.render.chart_parts import left_words, length_of, split_words
from tuiapp.render.chart_points import change_words, time_words
from tuiapp.render.chart_words import first_column, lane_words, more_words, notes, title
from tuiapp.render.charts import blank_words, plain_bar
from tuiapp.render.compare_words import growth_facts
from tuiapp.render.dates import compact
from tuiapp.render.numbers import bn, percent, qualified
from tuiapp.render.signs import UNICODE
from tuiapp.values.qualifier import Qualifier

if TYPE_CHECKING:
    from tuiapp.analysis.accounts import Account
    from tuiapp.analysis.alike import Measured
    from tuiapp.analysis.bounds import Bounded
    from tuiapp.analysis.chart_list import Drawn
    from tuiapp.analysis.charts import Bar
    from tuiapp.analysis.compositions import Composition
    from tuiapp.export.as_markdown import Frame
    from tuiapp.rules.records import Lane
    from tuiapp.rules.results import MoneySum, SumOf

_CELLS = 24
"""Letters of the longest bar."""


def page(
    frame: Frame,
    charts: Iterable[tuple[str, Drawn]],
    lane: Lane,
    by: Measured,
    made_of: Sequence[tuple[str, str, Account]],
) -> Iterator[str]:
    """The whole page, in the order of the screen; then what the total of the query is made of, see `accounts`."""
    said = _("Bars are of {lane}; each is the total of the query beside it.").format(lane=lane_words(lane))
    yield from beginning(_("Figures"), frame._replace(order=said))
    sources = Sources()
    between = ""
    for _chart_id, drawn in charts:
        yield between
        if isinstance(drawn, Chart):
            yield from _chart(drawn)
        elif isinstance(drawn, Indicators):
            yield from _indicators(drawn, sources)
        else:
            yield from _compositions(drawn, by)
        between = "\n"
    yield from accounts(made_of, sources)
    yield from sources.lines()
    yield from ending(frame)


def _chart(chart: Chart) -> Iterator[str]:
    yield heading(title(chart))
    if not chart.bars:
        yield _("Nothing in this lane.") + "\n"
        return
    unit = chart.lane.unit.capitalize()
    yield head(
        (first_column(chart.id), unit, _("bn CNY"), _("Bar"), _("Added"), _("Amounts"), _("Query")), right=(1, 2, 4, 5)
    )
    for one in chart.bars:
        yield row(_bar_cells(one, chart))
    told = [more_words(chart), *notes(chart)]
    for text in filter(None, told):
        yield f"\n{paragraph(text)}\n"
    if chart.growth:
        yield "\n" + _("Growth, as printed; what it implies of the year before is derived:") + "\n\n"
    for growth in chart.growth:
        signing = growth.signing
        where = ", ".join(region.name for region in signing.regions)
        name = ", ".join((compact(signing.when), where, signing.label))
        yield f"- {paragraph(name)}: {escape('; '.join(growth_facts(growth)))}\n"


def _bar_cells(one: Bar, chart: Chart) -> tuple[str, ...]:
    if one.total is None:
        return one.label, "", "", blank_words(one, UNICODE), "", "", one.query
    total = one.total
    n, without = total.signings, total.investment.signings_without
    drawn = plain_bar(one, chart, _CELLS)
    return (
        _signing_name(one),
        _count(total.projects),
        _amount(total.investment),
        drawn or (_("nothing to add") if not n else ""),
        _("{k} of {n}").format(k=f"{n:,}", n=f"{total.found:,}"),
        "" if not n else _("{k} of {n}").format(k=f"{n - without:,}", n=f"{n:,}"),
        one.query,
    )


def _signing_name(one: Bar) -> str:
    if one.signing is None:
        return one.label
    return ", ".join((compact(one.signing.when), words.names(one.signing.regions), one.label))


def _count(total: SumOf) -> str:
    if total.value is None or total.qualifier is None:
        return ""
    return qualified(f"{total.value:,}", total.qualifier, None if total.high is None else f"{total.high:,}")


def _amount(total: MoneySum) -> str:
    if total.cny is None or total.qualifier is None:
        return ""
    exact = not total.converted_cny
    return qualified(
        bn(total.cny, exact=exact), total.qualifier, None if total.high is None else bn(total.high, exact=exact)
    )


def _compositions(found: tuple[Composition, ...], by: Measured) -> Iterator[str]:
    yield heading(_("What totals are made of"))
    if not found:
        yield _("No total of this query is divided.") + "\n"
        return
    yield _("Share = part / whole; remainder = whole - parts; both derived.") + "\n"
    for one in found:
        length = length_of(one, by)
        most = value(one.whole, length) or 0
        yield f"\n{paragraph(f'{_signing_name(one.whole)}, {split_words(one)}')}\n\n"
        yield head((_("Part"), _("Projects"), _("bn CNY"), _("Bar"), _("Share"), _("Query")), right=(1, 2, 4))
        yield row(_part_cells(one.whole, None, length, most, ""))
        for part in one.parts:
            yield row(_part_cells(part, share_of(part, one.whole, length), length, most, "└ "))
        left = one.remainder
        if left.investment is not None or left.projects is not None:
            of = left.investment if length == "investment" else left.projects
            counted = _bounded(left.projects, money=False)
            yield row((_("└ remainder"), counted, _bounded(left.investment, money=True), _drawn(of, most), "", ""))
        for text in left_words(one, by):
            yield f"\n{paragraph(text)}\n"


def _part_cells(one: Bar, share: Bounded | None, by: Measured, most: int, mark: str) -> tuple[str, ...]:
    if one.total is None:
        return f"{mark}{one.label}", "", "", "", "", one.query
    total = one.total
    number = total.investment if by == "investment" else total.projects
    size = value(one, by)
    drawn = bar(size, most, _CELLS, number.qualifier or Qualifier.EXACT, UNICODE) if size else ()
    shown = "" if share is None else qualified(percent(Decimal(share.value)), share.qualifier)
    text = "".join(span.text for span in drawn).rstrip()
    return f"{mark}{one.label}", _count(total.projects), _amount(total.investment), text, shown, one.query


def _bounded(number: Bounded | None, *, money: bool) -> str:
    if number is None:
        return ""
    return qualified(bn(int(number.value)) if money else f"{int(number.value):,}", number.qualifier)


def _drawn(number: Bounded | None, most: int) -> str:
    if number is None or not number.value:
        return ""
    return "".join(span.text for span in bar(int(number.value), most, _CELLS, number.qualifier, UNICODE)).rstrip()


def _indicators(found: Indicators, sources: Sources) -> Iterator[str]:
    yield heading(_("Points in time"))
    if not found.series:
        yield _("No indicator is reported of two points in time that are alike.") + "\n"
        return
    yield _("Change = last / first - 1, derived; between the points nothing is reported.") + "\n\n"
    columns = (
        _("Indicator"),
        _("Region"),
        _("When"),
        _("Value"),
        _("As printed"),
        _("Change"),
        _("Query"),
        _("Source"),
    )
    yield head(columns, right=(3, 5))
    for one in found.series:
        for at, point in enumerate(one.points):
            last = at == len(one.points) - 1
            yield row(
                (
                    one.title,
                    one.region.name,
                    time_words(one, at),
                    words.value(point.value),
                    f"“{point.value.text}”",
                    change_words(one.change) if last else "",
                    f"event:{point.event.id}",
                    sources.numbers([point.report]),
                )
            )
