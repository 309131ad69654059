"""What a chart says in words: its title, and what its bars leave open or leave out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tuiapp.analysis.bounds import Bounded, percent_of
from tuiapp.analysis.charts import in_doubt, value
from tuiapp.i18n import _, plural
from tuiapp.render.cells import width
from tuiapp.render.dates import prose
from tuiapp.render.numbers import bn, prose_bn, prose_count, share_text
from tuiapp.render.signs import UNICODE, Signs
from tuiapp.render.totals import lane_name
from tuiapp.values.qualifier import FALLING, RISING, Qualifier

if TYPE_CHECKING:
    from tuiapp.analysis.alike import Measured
    from tuiapp.analysis.charts import Bar, Chart, Share
    from tuiapp.rules.records import Lane

TITLES = {
    "regions": _("Regions"),
    "cities": _("Cities"),
    "events": _("Events"),
    "signings": _("Largest signings"),
    "years": _("By year"),
    "stages": _("Stages"),
    "sectors": _("Sectors"),
    "splits": _("What totals are made of"),
    "indicators": _("Points in time"),
}
"""The charts there are, in the order in which they are shown, with their titles."""

_FIRST = {
    "regions": _("Region"),
    "cities": _("City"),
    "events": _("Event"),
    "signings": _("Signing"),
    "years": _("Year"),
    "stages": _("Stage"),
    "sectors": _("Sector"),
    "splits": _("Part"),
    "indicators": _("Indicator"),
}

_NAMED = 6
"""Periods, and groups without a bar, that a note names."""

ASIDE = frozenset({"several", "none"})
"""The bars that stand beside the ranking of sectors: of several of them, and of none."""
UNRANKED = ("years", "stages")
"""The charts that have an order of their own."""


def ranked(chart: Chart) -> list[Bar]:
    """The bars that are in the order of their length."""
    return [bar for bar in chart.bars if chart.id != "sectors" or bar.id not in ASIDE]


def title(chart: Chart) -> str:
    """Its title; of regions, whose they are."""
    name = TITLES[chart.id]
    return _("{charts} of {region}").format(charts=name, region=chart.about) if chart.about else name


def first_column(chart_id: str) -> str:
    """What its bars stand for, in the singular."""
    return _FIRST[chart_id]


def lane_words(lane: Lane, signs: Signs = UNICODE, *, without_stage: bool = False, room: int | None = None) -> str:
    """The lane of the bars: `agreed · investment · projects · events`.

    Args:
        lane: it.
        signs: the alphabet.
        without_stage: leave that out.
        room: cells; where not all of it fits, the measure and the unit are left out if they are the usual ones.
    """
    shown = lane._replace(stage="") if without_stage else lane
    basis = _("periods") if lane.basis == "period" else _("events")
    whole = signs.join(shown.stage, lane.measure, lane.unit, basis)
    return whole if room is None or width(whole) <= room else lane_name(shown, signs, short=True)


def unit_words(by: Measured, lane: Lane) -> str:
    """The unit of the bars."""
    return _("bn CNY") if by == "investment" else lane.unit


def more_words(chart: Chart, shown: int | None = None, signs: Signs = UNICODE) -> str:
    """How many bars a ranking has beyond those shown, and the largest of them; empty where there are none.

    Args:
        chart: the ranking.
        shown: how many of its ranked bars are shown; None for all there are.
        signs: the alphabet.
    """
    hidden = ranked(chart)[shown:] if shown is not None else []
    if not hidden and not chart.more:
        return ""
    largest = hidden[0] if hidden else chart.next_bar
    text = plural("{n} more", "{n} more", len(hidden) + chart.more)
    number = sum_words(largest, chart.by) if largest is not None else ""
    if not number:  # the largest comes first: none of them has one
        lacking = _("{more}, no amount in CNY") if chart.by == "investment" else _("{more}, no number printed")
        return signs.text(lacking.format(more=text))
    return signs.text(_("{more}, the largest {number}").format(more=text, number=number))


def sum_words(bar: Bar, by: Measured) -> str:
    """The number that a bar is as long as, in words: `over 47 bn CNY`."""
    size = value(bar, by)
    if bar.total is None or size is None:
        return ""
    if by == "investment":
        money = bar.total.investment
        return prose_bn(size, money.qualifier or Qualifier.EXACT, money.high, exact=not money.converted_cny)
    count = bar.total.projects
    return _("{count} {unit}").format(
        count=prose_count(size, count.qualifier or Qualifier.EXACT, count.high), unit=bar.lane.unit
    )


def notes(chart: Chart) -> Iterator[str]:
    """What has to be known to read the bars right, a sentence or two each."""
    if chart.id not in UNRANKED and (bar := in_doubt(ranked(chart), chart.by)) is not None:
        yield _doubt(bar, chart.by)
    if chart.unlike:
        yield _unlike(chart.unlike)
    if chart.homeless:
        yield _homeless(chart)
    if chart.nothing:
        yield _nothing(chart.nothing)
    if chart.share is not None and (said := _share(chart.share)):
        yield said
    if chart.id == "signings":
        n = len(chart.bars) + chart.more
        yield plural("The total adds {n} signing.", "The total adds {n} signings.", n)
    if chart.id == "stages":
        yield _(
            "Separate counts, not one pipeline: no source follows a project from one stage to the next, so no rate "
            "between them is shown."
        )
    elif chart.id in ("regions", "cities", "sectors") and len(chart.bars) > 1:
        yield _("Each bar is the total of its own query; bars are not added up.")


def _doubt(bar: Bar, by: Measured) -> str:
    assert bar.total is not None
    number = bar.total.investment if by == "investment" else bar.total.projects
    said = sum_words(bar, by)
    if number.qualifier in RISING:
        why = _("“{number}” has no upper bound.").format(number=said)
    elif number.qualifier in FALLING:
        why = _("“{number}” has no lower bound.").format(number=said)
    else:
        why = _("“{number}” may be more or less.").format(number=said)
    return _("Bounds may change the order: {why}").format(why=why)


def _nothing(names: Sequence[str]) -> str:
    text = plural(
        "{n} more has signings, but none that is added",
        "{n} more have signings, but none that is added",
        len(names),
    )
    told = ", ".join(names[:_NAMED])
    more = len(names) - _NAMED
    told += plural(", {n} more", ", {n} more", more) if more > 0 else ""
    return _("{text}: {names}.").format(text=text, names=told)


def _unlike(periods: Sequence[str]) -> str:
    told = "; ".join(map(prose, periods[:_NAMED]))
    more = len(periods) - _NAMED
    told += plural("; {n} more", "; {n} more", more) if more > 0 else ""
    return _("Years are not alike, for they add periods of different months: {periods}.").format(periods=told)


def _homeless(chart: Chart) -> str:
    n = chart.homeless
    if chart.id == "years":
        text = plural(
            "{n} signing is in no bar: its days lie in several years",
            "{n} signings are in no bar: their days lie in several years",
            n,
        )
    else:
        text = plural(
            "{n} signing is in no bar: it lies in no single one of these",
            "{n} signings are in no bar: they lie in no single one of these",
            n,
        )
    if chart.largest_cny is None or chart.largest_qualifier is None:
        return f"{text}."
    return _("{text}; the largest {amount}.").format(
        text=text, amount=prose_bn(chart.largest_cny, chart.largest_qualifier, exact=False)
    )


def _share(share: Share) -> str:
    part, whole = share.part.investment.cny, share.whole.investment.cny
    if not part or not whole or part >= whole:
        return ""
    kinds = [one.investment.qualifier or Qualifier.EXACT for one in share]
    covered = percent_of(Bounded(part, kinds[0]), Bounded(whole, kinds[1]))
    if covered is None:
        return ""
    text = _("{share} of the amounts are of signings that name one sector: {part} / {whole}.").format(
        share=share_text(covered), part=bn(part), whole=bn(whole)
    )
    return text[:1].upper() + text[1:]
