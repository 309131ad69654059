"""Charts as records for machines: one record a bar, a part or a point, with its chart, its query and its lane."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from tuiapp.analysis.charts import Chart
from tuiapp.analysis.compositions import share_of
from tuiapp.analysis.points import Indicators
from tuiapp.export.model import decimal_text, lane_record
from tuiapp.render.chart_words import notes

if TYPE_CHECKING:
    from tuiapp.analysis.alike import Measured
    from tuiapp.analysis.bounds import Bounded
    from tuiapp.analysis.chart_list import Drawn
    from tuiapp.analysis.charts import Bar
    from tuiapp.analysis.compositions import Composition
    from tuiapp.analysis.points import Series
    from tuiapp.catalog.divisions import GroupSum
    from tuiapp.export.model import Record
    from tuiapp.rules.records import Lane

COLUMNS: Final = (
    "chart",
    "kind",
    "id",
    "label",
    "query",
    "stage",
    "measure",
    "unit",
    "basis",
    "signings",
    "found",
    "projects.value",
    "projects.qualifier",
    "projects.high",
    "projects.signings_without",
    "investment.cny",
    "investment.qualifier",
    "investment.high",
    "investment.signings_without",
    "investment.converted_cny",
    "of",
    "split",
    "percent.value",
    "percent.qualifier",
    "indicator",
    "region",
    "period",
    "as_of",
    "value.text",
    "value.value",
    "value.unit",
    "value.qualifier",
    "text",
)
"""The columns of CSV, and the keys of each record, nested ones joined with a dot.

The kind is `bar`, `more` (how many bars a ranking has beyond these), `whole`, `part`, `remainder`, `point` or `note`.
The percent is that of a part of its whole, of a point its change since the first; both are derived.
"""


def records(charts: Iterable[tuple[str, Drawn]], by: Measured) -> Iterator[Record]:
    """All that the charts show, in the order of the screen."""
    for chart_id, drawn in charts:
        if isinstance(drawn, Chart):
            yield from _chart(drawn)
        elif isinstance(drawn, Indicators):
            for one in drawn.series:
                yield from _series(one)
        else:
            for composition in drawn:
                yield from _composition(chart_id, composition, by)


def _record(chart_id: str, kind: str, **known: object) -> Record:
    record: Record = {"chart": chart_id, "kind": kind}
    for column in COLUMNS[2:]:
        record.setdefault(column.partition(".")[0], None)
    record.update(known)  # type: ignore[arg-type]  # each is what a record can hold
    return record


def _chart(chart: Chart) -> Iterator[Record]:
    for bar in chart.bars:
        yield _record(chart.id, "bar", **_bar(bar))
    if chart.more:
        yield _record(chart.id, "more", text=str(chart.more))
    for note in notes(chart):
        yield _record(chart.id, "note", text=note)


def _bar(bar: Bar) -> Record:
    return {"id": bar.id, "label": bar.label, "query": bar.query, **lane_record(bar.lane), **_total(bar.total)}


def _total(total: GroupSum | None) -> Record:
    if total is None:
        return {}
    projects, money = total.projects, total.investment
    return {
        "signings": total.signings,
        "found": total.found,
        "projects": {
            "value": projects.value,
            "qualifier": projects.qualifier,
            "high": projects.high,
            "signings_without": projects.signings_without,
        },
        "investment": {
            "cny": money.cny,
            "qualifier": money.qualifier,
            "high": money.high,
            "signings_without": money.signings_without,
            "converted_cny": money.converted_cny,
        },
    }


def _composition(chart_id: str, one: Composition, by: Measured) -> Iterator[Record]:
    yield _record(chart_id, "whole", **_bar(one.whole), split=one.split)
    for part in one.parts:
        share = _percent(share_of(part, one.whole, by))
        yield _record(chart_id, "part", **_bar(part), of=one.whole.id, split=one.split, percent=share)
    left = one.remainder
    if left.investment is not None or left.projects is not None:
        yield _record(
            chart_id,
            "remainder",
            **_left(left.projects, left.investment, one.whole.lane),
            of=one.whole.id,
            split=one.split,
        )


def _left(projects: Bounded | None, investment: Bounded | None, lane: Lane) -> Record:
    return {
        **lane_record(lane),
        "projects": None
        if projects is None
        else {"value": int(projects.value), "qualifier": projects.qualifier, "high": None, "signings_without": None},
        "investment": None
        if investment is None
        else {
            "cny": int(investment.value),
            "qualifier": investment.qualifier,
            "high": None,
            "signings_without": None,
            "converted_cny": None,
        },
    }


def _series(one: Series) -> Iterator[Record]:
    for at, point in enumerate(one.points):
        value = point.value
        yield _record(
            "indicators",
            "point",
            id=point.id,
            label=one.title,
            query=f"event:{point.event.id}",
            indicator=point.indicator,
            region=one.region.id,
            period=point.period,
            as_of=point.as_of,
            value={
                "text": value.text,
                "value": decimal_text(value.value),
                "unit": value.unit,
                "qualifier": value.qualifier,
            },
            percent=_percent(one.change) if at == len(one.points) - 1 else None,
        )


def _percent(number: Bounded | None) -> Record | None:
    if number is None:
        return None
    return {"value": decimal_text(Decimal(number.value)), "qualifier": number.qualifier}
