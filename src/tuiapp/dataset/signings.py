"""Resolves the signings of an event: what each says itself, and what it has from its whole or its event."""

from __future__ import annotations

from functools import cache

from tuiapp.dataset import quantities
from tuiapp.dataset.drafts import SigningDraft
from tuiapp.dataset.lookups import Lookups
from tuiapp.dataset.models import QuantityEntry, SameEntry, SigningEntry
from tuiapp.dataset.reports import Reports
from tuiapp.dataset.resolved import Region, Report, Same, Signing
from tuiapp.i18n import _
from tuiapp.rules.records import Lane
from tuiapp.values.dates import Period
from tuiapp.values.quantity import Quantity

_STAGES = {"signed": "agreed", "contracted": "agreed", "attracted": "agreed"}
"""The stage of a status; every other status is a stage itself."""
_DEFAULT_CURRENCY = "CNY"

_lane = cache(Lane)
_count_of = cache(quantities.count_of)


class Signings:
    """Resolves the signings of one event, each after the whole it inherits from."""

    def __init__(
        self,
        look: Lookups,
        reports: Reports,
        dates: Period,
        *,
        is_period: bool,
        regions: tuple[Region, ...],
        counterparts: tuple[Region, ...],
    ) -> None:
        self._look = look
        self._reports = reports
        self._dates = dates
        self._is_period = is_period
        self._regions = regions
        self._counterparts = counterparts
        self._done: dict[str, Signing] = {}

    def resolve(self, draft: SigningDraft) -> Signing:
        """The signing of a draft whose whole in the same event, if it has one, has been resolved."""
        look, entry, where = self._look, draft.entry, draft.where
        # A whole in another event has its own report, place and days: only one in this event is inherited from.
        whole = self._done[draft.whole.id] if draft.whole else None
        report = self._reports.of(where, entry.report, whole.report if whole else None)
        language = report.language
        status = entry.status or (whole.status if whole else "signed")
        when, basis = self._when(draft, whole)
        unit = entry.unit or (whole.lane.unit if whole else "projects")
        sectors, words = look.sectors(where, entry.sectors)
        investment = look.quantity(where, "investment", quantities.amount, entry.investment, language)
        also = look.quantity(where, "also", quantities.amount, entry.also, language)
        signing = Signing(
            id=draft.id,
            event=draft.event,
            label=entry.label,
            project=entry.project,
            investor=entry.investor,
            status=status,
            lane=_lane(
                self._stage(entry, whole, status),
                entry.measure or (whole.lane.measure if whole else "investment"),
                unit,
                basis,
            ),
            when=when,
            regions=look.regions(where, "region", entry.region) or (whole.regions if whole else self._regions),
            sectors=sectors,
            sector_words=words,
            counterparts=self._of_counterparts(draft, whole),
            count=look.quantity(where, "count", _count_of(unit), entry.count, language),
            investment=investment,
            also=also or (investment.also if investment else None),
            threshold=look.threshold(where, entry.threshold, language, _currency(investment, whole)),
            threshold_text=_text(entry),
            share=look.quantity(where, "share", quantities.percent, entry.share, language),
            yoy_count=look.quantity(where, "yoy_count", quantities.growth, entry.yoy_count, language),
            yoy_investment=look.quantity(where, "yoy_investment", quantities.growth, entry.yoy_investment, language),
            part_of=draft.whole.id if draft.whole else draft.outer,
            split=draft.split,
            depth=draft.depth,
            report=report,
            same=tuple(self._same(draft, index, same, unit, report) for index, same in enumerate(entry.same)),
            note=entry.note,
            notes=look.notes(where, entry.notes),
            where=where,
        )
        self._done[draft.id] = signing
        return signing

    def _stage(self, entry: SigningEntry, whole: Signing | None, status: str) -> str:
        if entry.stage is None and entry.status is None and whole is not None:
            return whole.lane.stage
        return entry.stage or _STAGES.get(status, status)

    def _when(self, draft: SigningDraft, whole: Signing | None) -> tuple[Period, str]:
        """Its days and its basis."""
        entry = draft.entry
        period = self._look.period(draft.where, "period", entry.period)
        own_date = self._look.period(draft.where, "date", entry.date)
        if period and own_date:
            self._look.wrong(draft.where, "date", _("a signing has a `period` or a `date`, not both"))
        if period:
            return period, "period"
        if own_date:
            return own_date, "event"
        if whole is not None:
            return whole.when, whole.lane.basis
        return self._dates, "period" if self._is_period else "event"

    def _of_counterparts(self, draft: SigningDraft, whole: Signing | None) -> tuple[Region, ...]:
        if draft.entry.counterpart is not None:
            return self._look.regions(draft.where, "counterpart", draft.entry.counterpart)
        return whole.counterparts if whole else self._counterparts

    def _same(self, draft: SigningDraft, index: int, entry: SameEntry, unit: str, own: Report) -> Same:
        look, where = self._look, draft.where
        key = ("same", index)
        report = self._reports.other(where, index, entry.report, own)
        language = report.language
        investment = look.quantity(where, (*key, "investment"), quantities.amount, entry.investment, language)
        return Same(
            report,
            look.quantity(where, (*key, "count"), _count_of(unit), entry.count, language),
            investment,
            look.quantity(where, (*key, "also"), quantities.amount, entry.also, language)
            or (investment.also if investment else None),
        )


def _currency(investment: Quantity | None, whole: Signing | None) -> str:
    """The currency of a threshold that names none."""
    if investment is None and whole is not None:
        investment = whole.investment
    return investment.unit if investment else _DEFAULT_CURRENCY


def _text(entry: SigningEntry) -> str | None:
    return entry.threshold.text if isinstance(entry.threshold, QuantityEntry) else entry.threshold
