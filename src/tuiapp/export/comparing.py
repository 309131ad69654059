"""A comparison as records for machines: one record a number, with its section, its column and its lane."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from tuiapp.catalog.aggregates import iso_month
from tuiapp.export.model import decimal_text, lane_record
from tuiapp.render.compare_words import difference_text, formula, growth_facts, reason_text, verdict_text

if TYPE_CHECKING:
    from tuiapp.analysis.alike import Measured, Pair
    from tuiapp.analysis.bounds import Bounded, Difference
    from tuiapp.analysis.comparison import Comparison, Details, Verdict
    from tuiapp.analysis.growth import Growth
    from tuiapp.analysis.sides import Side
    from tuiapp.catalog.aggregates import Sums
    from tuiapp.catalog.records import SigningRow
    from tuiapp.export.model import JsonValue, Record
    from tuiapp.rules.records import Lane
    from tuiapp.rules.results import LaneSum, MoneySum, SumOf
    from tuiapp.values.quantity import Quantity

COLUMNS: Final = (
    "section",
    "line",
    "item",
    "column",
    "against",
    "stage",
    "measure",
    "unit",
    "basis",
    "signings",
    "projects.value",
    "projects.qualifier",
    "projects.signings_without",
    "investment.cny",
    "investment.qualifier",
    "investment.signings_without",
    "investment.converted_cny",
    "value.value",
    "value.unit",
    "value.qualifier",
    "value.high",
    "text",
    "ids",
)
"""The columns of CSV, and the keys of each record, nested ones joined with a dot."""


def head(comparison: Comparison) -> Record:
    """What is compared: the queries with what they are called, and the lane that is looked at."""
    columns: list[JsonValue] = [{"query": str(side.query), "name": side.name} for side in comparison.sides]
    return {"columns": columns, "lane": lane_record(comparison.lane)}


def records(comparison: Comparison) -> Iterator[Record]:
    """All numbers of a comparison, in the order of the screen."""
    assert comparison.details is not None
    yield from _coverage(comparison)
    yield from _totals(comparison)
    yield from _alike(comparison)
    yield from _details(comparison, comparison.details)
    for reason in comparison.reasons:
        yield _record("not_comparable", item=reason.kind, text=reason_text(reason, comparison), ids=reason.ids)


def _record(
    section: str,
    line: str | None = None,
    *,
    item: str | None = None,
    column: Side | None = None,
    against: Side | None = None,
    lane: Lane | None = None,
    sums: LaneSum | Sums | None = None,
    value: Record | None = None,
    text: str | None = None,
    ids: tuple[str, ...] = (),
) -> Record:
    words: Record = dict.fromkeys(("stage", "measure", "unit", "basis"))
    return {
        "section": section,
        "line": line,
        "item": item,
        "column": str(column.query) if column is not None else None,
        "against": str(against.query) if against is not None else None,
        **(lane_record(lane) if lane is not None else words),
        "signings": sums.signings if sums is not None else None,
        "projects": _projects(sums.projects) if sums is not None else None,
        "investment": _investment(sums.investment) if sums is not None else None,
        "value": value,
        "text": text,
        "ids": list(ids),
    }


def _projects(total: SumOf) -> Record:
    return {"value": total.value, "qualifier": total.qualifier, "signings_without": total.signings_without}


def _investment(total: MoneySum) -> Record:
    return {
        "cny": total.cny,
        "qualifier": total.qualifier,
        "signings_without": total.signings_without,
        "converted_cny": total.converted_cny,
    }


def _value(number: Bounded | None, unit: str) -> Record | None:
    if number is None:
        return None
    high = None if number.high is None else decimal_text(_whole(Decimal(number.high), unit))
    value = decimal_text(_whole(Decimal(number.value), unit))
    return {"value": value, "unit": unit, "qualifier": number.qualifier, "high": high}


def _whole(number: Decimal, unit: str) -> Decimal:
    """Yuan are whole, here as everywhere."""
    return number.quantize(Decimal(1)) if unit == "CNY" else number


def _unit(measured: Measured) -> str:
    return "CNY" if measured == "investment" else "projects"


def _quantity(quantity: Quantity) -> Record:
    return {
        "value": decimal_text(quantity.value),
        "unit": quantity.unit,
        "qualifier": quantity.qualifier,
        "high": decimal_text(quantity.high),
    }


def _coverage(comparison: Comparison) -> Iterator[Record]:
    for side in comparison.sides:
        for month in sorted(side.months.events):
            yield _record("coverage", "event", item=iso_month(month), column=side)
        for span in side.months.wide:
            yield _record("coverage", "event_span", item=span.iso, column=side)
        for span in side.months.spans:
            first = ".." if span.first is None else iso_month(span.first)
            yield _record("coverage", "period", item=f"{first}/{iso_month(span.last)}", column=side)


def _totals(comparison: Comparison) -> Iterator[Record]:
    names = [side.name for side in comparison.sides]
    for line in comparison.lanes:
        for side, total in zip(comparison.sides, line.totals, strict=True):
            if total is not None:
                yield _record("totals", "total", column=side, lane=line.lane, sums=total)
        if line.verdict is not None:
            yield _verdict(comparison, line.lane, line.verdict, verdict_text(line.verdict, names))


def _verdict(comparison: Comparison, lane: Lane, verdict: Verdict, text: str) -> Record:
    first, second = comparison.sides
    value = None
    if verdict.difference is not None:
        first, second = _larger_first((first, second), verdict.difference)
        value = _value(verdict.difference.by, _unit(verdict.measured))
    return _record("totals", "difference", column=first, against=second, lane=lane, value=value, text=text)


def _larger_first(sides: tuple[Side, Side], difference: Difference) -> tuple[Side, Side]:
    """A difference says how much more the first is."""
    return sides[difference.larger], sides[1 - difference.larger]


def _alike(comparison: Comparison) -> Iterator[Record]:
    for at, pair in enumerate(comparison.pairs, 1):
        if pair is not None:
            yield from _pair(pair, (comparison.sides[0], comparison.sides[at]))


def _pair(pair: Pair, sides: tuple[Side, Side]) -> Iterator[Record]:
    lane, ids = pair.first.lane, (pair.first.id, pair.second.id)
    for side, row in zip(sides, (pair.first, pair.second), strict=True):
        yield _record("like_for_like", "signing", item=row.id, column=side, lane=lane, value=_own(row, pair.measured))
    names = [side.name for side in sides]
    told = difference_text(pair.difference, pair.measured, names)
    if pair.difference is None:
        yield _record("like_for_like", "difference", column=sides[0], against=sides[1], lane=lane, text=told, ids=ids)
        return
    larger, smaller = _larger_first(sides, pair.difference)
    by = _value(pair.difference.by, _unit(pair.measured))
    yield _record(
        "like_for_like", "difference", column=larger, against=smaller, lane=lane, value=by, text=told, ids=ids
    )
    share = _value(pair.difference.share, "percent")
    yield _record(
        "like_for_like", "share", column=smaller, against=larger, lane=lane, value=share, text=formula(pair), ids=ids
    )


def _own(row: SigningRow, measured: Measured) -> Record | None:
    from tuiapp.analysis.alike import bounded_count, bounded_money

    number = bounded_money(row.investment) if measured == "investment" else bounded_count(row.count)
    return _value(number, _unit(measured))


def _details(comparison: Comparison, details: Details) -> Iterator[Record]:
    lane, sides = comparison.lane, comparison.sides
    for side, size in zip(sides, details.sizes, strict=True):
        if size is not None:
            for line, number in (("average", size.average), ("median", size.median)):
                text = f"{size.signings}/{size.of}"
                yield _record("size", line, column=side, lane=lane, value=_value(number, "CNY"), text=text)
    for one in details.mix.lines:
        item = one.sector.id if one.sector is not None else None
        for side, sums, share in zip(sides, one.sums, one.shares, strict=True):
            if share is not None and share.value:
                value = _value(share, "percent")
                yield _record("sectors", "share", item=item, column=side, lane=lane, sums=sums, value=value)
    for side, covered in zip(sides, details.mix.covered, strict=True):
        if covered is not None:
            yield _record("sectors", "covered", column=side, lane=lane, value=_value(covered, "percent"))
    for year in details.years:
        item = str(year.year) if year.year is not None else None
        for side, sums in zip(sides, year.sums, strict=True):
            if sums is not None:
                yield _record("years", "total", item=item, column=side, lane=lane, sums=sums)
    for side, growths in zip(sides, details.growth, strict=True):
        for growth in growths:
            yield from _growth(side, growth)
    for indicator in details.indicators:
        for side, figure in zip(sides, indicator.figures, strict=True):
            if figure is not None:
                when = figure.period or figure.as_of
                yield _record(
                    "indicators",
                    "figure",
                    item=indicator.indicator,
                    column=side,
                    value=_quantity(figure.value),
                    text=when,
                    ids=(figure.id,),
                )


def _growth(side: Side, growth: Growth) -> Iterator[Record]:
    lane, unit = growth.signing.lane, _unit(growth.measured)
    ids = (growth.signing.id, *((growth.previous.id,) if growth.previous is not None else ()))
    numbers: tuple[tuple[str, Record | None], ...] = (
        ("value", _value(growth.value, unit)),
        ("printed", _quantity(growth.printed) if growth.printed is not None else None),
        ("implied", _value(growth.implied, unit)),
        ("computed", _value(growth.computed, "percent")),
    )
    text = "; ".join(growth_facts(growth))
    for line, number in numbers:
        if number is not None:
            item = growth.signing.id
            yield _record("growth", line, item=item, column=side, lane=lane, value=number, text=text, ids=ids)
