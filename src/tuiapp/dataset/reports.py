"""Resolves the reports of an event, and finds the one that a signing or a figure is from."""

from __future__ import annotations

from tuiapp.dataset.lookups import Lookups
from tuiapp.dataset.models import EventEntry, ReportEntry
from tuiapp.dataset.resolved import Report, Where
from tuiapp.i18n import _


class Reports:
    """The reports of one event by their local ids; an event has at least one."""

    def __init__(self, look: Lookups, entry: EventEntry, where: Where) -> None:
        self._look = look
        self._by_id = {
            one.id: _report(look, one, entry.id, Where(where.file, (*where.keys, "report", index)))
            for index, one in enumerate(entry.report)
        }
        self.all = tuple(self._by_id.values())

    def of(self, where: Where, stated: str | None, inherited: Report | None = None) -> Report:
        """The report of a record: the stated one, else its whole's, else the event's only one."""
        if stated is not None:
            return self._look.known(where, "report", _("no report"), stated, self._by_id) or self.all[0]
        if inherited is None and len(self.all) > 1:
            known = ", ".join(f"`{id}`" for id in self._by_id)
            self._look.wrong(where, "report", _("missing; the event has several: {known}").format(known=known))
        return inherited or self.all[0]

    def other(self, where: Where, index: int, stated: str, own: Report) -> Report:
        """The report of the `same` entry at an index: any but the signing's own."""
        others = {id: report for id, report in self._by_id.items() if report is not own}
        return self._look.known(where, ("same", index, "report"), _("no other report"), stated, others) or own


def _report(look: Lookups, entry: ReportEntry, event: str, where: Where) -> Report:
    return Report(
        id=f"{event}/{entry.id}",
        publisher=entry.publisher,
        publisher_zh=entry.publisher_zh,
        publisher_kind=entry.publisher_kind,
        title=entry.title,
        url=look.url(where, entry.url),
        published=look.period(where, "published", entry.published),
        language=entry.language,
        seen_on_copy=entry.seen_on_copy,
        note=entry.note,
        notes=look.notes(where, entry.notes),
        where=where,
    )
