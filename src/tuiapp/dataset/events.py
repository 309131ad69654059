"""Resolves the drafts of events into events."""

from __future__ import annotations

from tuiapp.dataset.drafts import EventDraft
from tuiapp.dataset.figures import resolve_figures
from tuiapp.dataset.lookups import Lookups
from tuiapp.dataset.reports import Reports
from tuiapp.dataset.resolved import Event
from tuiapp.dataset.signings import Signings
from tuiapp.i18n import _
from tuiapp.values.dates import PartialDate, Period

_NO_DAYS = Period(None, PartialDate(1))


def resolve_event(look: Lookups, draft: EventDraft) -> Event:
    """The event of a draft; what is wrong with it is remembered.

    Its edition and the depths of its signings are those that the event itself says, until `tuiapp.dataset.load` has
    seen its parents and the wholes in other events.
    """
    entry, where = draft.entry, draft.where
    dates = look.period(where, "dates", entry.dates) or _NO_DAYS
    regions = look.regions(where, "region", entry.region)
    if entry.edition is not None and entry.series is None:
        look.wrong(where, "edition", _("an edition is one of a `series`, which is missing"))
    counterparts = look.regions(where, "counterparts", entry.counterparts)
    reports = Reports(look, entry, where)
    signings = Signings(
        look, reports, dates, is_period=entry.kind == "period", regions=regions, counterparts=counterparts
    )
    return Event(
        id=entry.id,
        name=entry.name,
        name_zh=entry.name_zh,
        kind=entry.kind,
        series=entry.series,
        edition=entry.edition,
        edition_key=entry.id if entry.series is None or entry.edition is None else f"{entry.series}/{entry.edition}",
        parent=entry.parent,
        dates=dates,
        held_in=look.regions(where, "held_in", entry.held_in),
        regions=regions,
        theme=entry.theme,
        summary=entry.summary,
        organisers=entry.organisers,
        counterparts=counterparts,
        guests=look.regions(where, "guests", entry.guests),
        reports=reports.all,
        signings=tuple(signings.resolve(one) for one in draft.in_tree_order()),
        figures=tuple(resolve_figures(look, draft, reports, regions)),
        notes=look.notes(where, entry.notes),
        where=where,
    )
