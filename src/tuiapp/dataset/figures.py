"""Resolves the figures of an event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tuiapp.dataset import quantities
from tuiapp.dataset.drafts import EventDraft
from tuiapp.dataset.lookups import Lookups
from tuiapp.dataset.models import FigureEntry
from tuiapp.dataset.reports import Reports
from tuiapp.dataset.resolved import Figure, Indicator, Region, Where
from tuiapp.dataset.slugs import slug
from tuiapp.i18n import _
from tuiapp.values.qualifier import Qualifier
from tuiapp.values.quantity import Quantity

_UNKNOWN = Indicator("unknown", "", None, "", "")
_NOWHERE = Region("unknown", "", None, "", (), (), 0, 0)
_NO_VALUE = Quantity("", quantities.ZERO, Qualifier.EXACT, "")
_LEAST_POINTS = 2


def resolve_figures(
    look: Lookups, draft: EventDraft, reports: Reports, regions: tuple[Region, ...]
) -> Iterator[Figure]:
    """The event's figures in the file's order; a series gives one for each of its points.

    Args:
        look: what names, numbers and dates mean.
        draft: the event as written.
        reports: its reports.
        regions: the event's regions; a figure that names none describes the one there is.
    """
    ids = {entry.id: entry for entry in draft.entry.figure}
    for index, entry in enumerate(draft.entry.figure):
        where = Where(draft.where.file, (*draft.where.keys, "figure", index))
        if entry.firms is not None:
            look.known(where, "firms", _("no figure"), entry.firms, ids)
        figure = _figure(look, draft.entry.id, entry, where, reports, regions)
        if entry.series:
            yield from _points(look, draft, entry, figure)
        else:
            yield figure


def _figure(
    look: Lookups, event: str, entry: FigureEntry, where: Where, reports: Reports, regions: tuple[Region, ...]
) -> Figure:
    if entry.region is None and len(regions) > 1:
        look.wrong(where, "region", _("missing; the event has several regions"))
    if not entry.series and entry.value is None:
        look.wrong(where, "value", _("missing; a figure has a `value` or a `series`"))
    found = look.regions(where, "region", entry.region) or regions or (_NOWHERE,)
    indicator = look.indicator(where, entry.indicator) or _UNKNOWN
    report = reports.of(where, entry.report)
    read = _reader(entry, indicator)
    return Figure(
        id=f"{event}/{entry.id}",
        event=event,
        indicator=indicator,
        title=entry.label or indicator.name,
        region=found[0],
        value=look.quantity(where, "value", read, entry.value, report.language) or _NO_VALUE,
        period=look.period(where, "period", entry.period),
        as_of=look.period(where, "as_of", entry.as_of),
        yoy=look.quantity(where, "yoy", quantities.growth, entry.yoy, report.language),
        series=None,
        firms=f"{event}/{entry.firms}" if entry.firms else None,
        report=report,
        note=entry.note,
        notes=look.notes(where, entry.notes),
        where=where,
    )


def _reader(entry: FigureEntry, indicator: Indicator) -> quantities.Reader:
    """What reads its values; of an indicator that does not exist the unit is not known, and no value is wrong."""
    unit = entry.unit or indicator.unit
    return quantities.value_of(unit) if unit else lambda _printed, _language: _NO_VALUE


def _points(look: Lookups, draft: EventDraft, entry: FigureEntry, series: Figure) -> Iterator[Figure]:
    where = series.where
    for key in ("value", "period", "as_of", "yoy"):
        if getattr(entry, key) is not None:
            look.wrong(where, key, _("only the points of a series have a value and a period of their own"))
    if len(entry.series) < _LEAST_POINTS:
        look.wrong(where, "series", _("found one point; accepted: two or more, or a `value`"))
    read = _reader(entry, series.indicator)
    for index, point in enumerate(entry.series):
        period = look.period(where, ("series", index, "period"), point.period)
        local = f"{entry.id}-{slug(str(period))}"
        draft.take(look.files, where, ("series", index, "period"), local, _("figure"))
        value = look.quantity(where, ("series", index, "value"), read, point.value, series.report.language)
        yield replace(
            series,
            id=f"{draft.entry.id}/{local}",
            series=series.id,
            period=period,
            value=value or _NO_VALUE,
            where=Where(where.file, (*where.keys, "series", index)),
        )
