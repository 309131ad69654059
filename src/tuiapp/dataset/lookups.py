"""Looks up what the events' files name, and remembers what is not there."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from copy import copy
from datetime import date
from typing import TypeVar

from tuiapp.dataset import quantities
from tuiapp.dataset.files import INDICATORS, RATES, REGIONS, SECTORS, Files
from tuiapp.dataset.models import NoteEntry, Printed, QuantityEntry, SectorUse
from tuiapp.dataset.names import RegionNames, SectorNames, UnclearNameError
from tuiapp.dataset.quantities import Reader
from tuiapp.dataset.resolved import Indicator, Note, Region, Sector, Where
from tuiapp.i18n import _
from tuiapp.values.dates import DateError, Period
from tuiapp.values.near import nearest
from tuiapp.values.quantity import Quantity, QuantityError
from tuiapp.values.vocabulary import CURRENCY_CODES, currency_called

_URL = re.compile(r"https?://[^\s/?#]+\.[^\s]+", re.IGNORECASE)
_NO_DAY = date(1, 1, 1)
_Found = TypeVar("_Found")


class Lookups:
    """What the names, numbers and dates of the events' files mean.

    Each method takes the place of a record and one of its keys. What means nothing is remembered as a problem there and
    replaced by nothing, so that the rest of the record is looked at as well; a dataset with a problem is never used.
    """

    def __init__(
        self,
        files: Files,
        regions: Sequence[Region],
        sectors: Sequence[Sector],
        unmapped: Sequence[str],
        indicators: Sequence[Indicator],
        currencies: Collection[str],
        checks: Collection[str],
        malformed: Collection[str],
    ) -> None:
        self.files = files
        self._indicators = {indicator.id: indicator for indicator in indicators}
        self._regions = RegionNames(regions)
        self._sectors = SectorNames(sectors, unmapped)
        self._sector_ids = {sector.id for sector in sectors}
        self._currencies = dict.fromkeys((*CURRENCY_CODES, *currencies))
        self._checks = checks
        self._uses: dict[tuple[str | SectorUse, ...], tuple[tuple[Sector, ...], tuple[str, ...]]] = {}
        # In a malformed table nearly every name is missing: one problem there says more than a thousand here.
        self._regions_known = REGIONS not in malformed
        self._sectors_known = SECTORS not in malformed
        self._indicators_known = INDICATORS not in malformed
        self._rates_known = RATES not in malformed

    def within(self, files: Files) -> Lookups:
        """The same for other files, whose problems are remembered there."""
        other = copy(self)
        other.files = files
        return other

    def wrong(self, where: Where, key: str | int | tuple[str | int, ...], message: str) -> None:
        """Remember a problem of a record at one of its keys."""
        self.files.wrong(where.file, (*where.keys, *(key if isinstance(key, tuple) else (key,))), message)

    def known(
        self, where: Where, key: str | tuple[str | int, ...], what: str, id: str, records: Mapping[str, _Found]
    ) -> _Found | None:
        """The record of an id; `what` says what is looked for: `no report`."""
        found = records.get(id)
        if found is None:
            near = nearest(id, records)
            text = _("{what} `{id}`; nearest: `{near}`") if near else _("{what} `{id}`; accepted: {known}")
            known = ", ".join(f"`{one}`" for one in records) or _("none, for there is none")
            self.wrong(where, key, text.format(what=what, id=id, near=near, known=known))
        return found

    def indicator(self, where: Where, id: str) -> Indicator | None:
        """The indicator of an id."""
        if id not in self._indicators and not self._indicators_known:
            return None
        return self.known(where, "indicator", _("no indicator"), id, self._indicators)

    def regions(self, where: Where, key: str, names: str | tuple[str, ...] | None) -> tuple[Region, ...]:
        """The regions of one name or several."""
        if names is None:
            return ()
        if isinstance(names, str):
            found = self._region(where, (key,), names)
            return (found,) if found else ()
        several = (self._region(where, (key, index), name) for index, name in enumerate(names))
        return tuple(region for region in several if region)

    def _region(self, where: Where, key: tuple[str | int, ...], name: str) -> Region | None:
        try:
            return self._regions.region(name)
        except UnclearNameError as error:
            if self._regions_known:
                self.wrong(where, key, str(error))
            return None

    def sectors(self, where: Where, uses: tuple[str | SectorUse, ...]) -> tuple[tuple[Sector, ...], tuple[str, ...]]:
        """The sectors of the uses, each once, and what the source calls them: nothing where all are plain ids.

        Beside a wording a plain id stands by its name, so that who shows the wordings shows all sectors.
        """
        found = self._uses.get(uses)
        if found is None:
            found = self._sectors_of(where, uses)
            if not self.files.has_problems():  # else the same is wrong elsewhere too
                self._uses[uses] = found
        return found

    def _sectors_of(
        self, where: Where, uses: tuple[str | SectorUse, ...]
    ) -> tuple[tuple[Sector, ...], tuple[str, ...]]:
        sectors: dict[str, Sector] = {}
        words: list[str] = []
        plain: set[int] = set()
        for index, use in enumerate(uses):
            if isinstance(use, str):
                names: Sequence[str] = (use,)
                if use in self._sector_ids:
                    plain.add(index)
                words.append(use)
            else:
                names = (use.sector,) if isinstance(use.sector, str) else use.sector
                words.append(use.words)
            for name in names:
                try:
                    found = self._sectors.sectors(name)
                    sectors.update((sector.id, sector) for sector in found)
                    if index in plain:
                        words[index] = found[0].name
                except UnclearNameError as error:
                    if self._sectors_known:
                        self.wrong(where, ("sectors", index), str(error))
        return tuple(sectors.values()), tuple(words) if len(plain) < len(words) else ()

    def quantity(
        self, where: Where, key: str | tuple[str | int, ...], read: Reader, printed: Printed | None, language: str
    ) -> Quantity | None:
        """What a printed number means; None where none is printed."""
        if printed is None:
            return None
        try:
            quantity = read(printed, language)
        except QuantityError as error:
            self.wrong(where, key, str(error))
            return None
        self._currency(where, key, printed)
        return quantity

    def _currency(self, where: Where, key: str | tuple[str | int, ...], printed: Printed) -> None:
        """Remember a stated currency that is none: its amount would be in no total, and nobody would be told.

        One that no report writes in words known here is known all the same where the dataset has rates for it.
        """
        code = printed.currency if isinstance(printed, QuantityEntry) else None
        if code is None or code in self._currencies or not self._rates_known:
            return
        near = currency_called(code) or nearest(code, self._currencies)
        text = _("no currency `{code}`; nearest: `{near}`") if near else _("no currency `{code}`; accepted: {known}")
        known = _("{codes}, or one that {file} has").format(codes=", ".join(self._currencies), file=RATES)
        path = key if isinstance(key, tuple) else (key,)
        self.wrong(where, (*path, "currency"), text.format(code=code, near=near, known=known))

    def threshold(self, where: Where, printed: Printed | None, language: str, currency: str) -> tuple[Quantity, ...]:
        """What each project exceeds."""
        if printed is None:
            return ()
        try:
            amounts = quantities.threshold(printed, language, currency)
        except QuantityError as error:
            self.wrong(where, "threshold", str(error))
            return ()
        self._currency(where, "threshold", printed)
        return amounts

    def period(self, where: Where, key: str | tuple[str | int, ...], text: date | str | None) -> Period | None:
        """A date or a span; None where none is given."""
        return None if text is None else self._date(where, key, quantities.period, text, None)

    def _date(
        self,
        where: Where,
        key: str | tuple[str | int, ...],
        read: Callable[[date | str], _Found],
        text: date | str,
        otherwise: _Found,
    ) -> _Found:
        try:
            return read(text)
        except DateError as error:
            self.wrong(where, key, str(error))
            return otherwise

    def notes(self, where: Where, entries: Sequence[NoteEntry]) -> tuple[Note, ...]:
        """Acknowledged findings; the check of each must exist."""
        notes = []
        for index, entry in enumerate(entries):
            if entry.check not in self._checks:
                near = nearest(entry.check, self._checks)
                text = _("no check `{id}`; nearest: `{near}`") if near else _("no check `{id}`; accepted: {known}")
                message = text.format(id=entry.check, near=near, known=", ".join(self._checks))
                self.wrong(where, ("notes", index, "check"), message)
            when = self._date(where, ("notes", index, "date"), quantities.day, entry.date, _NO_DAY)
            notes.append(Note(entry.check, when, entry.why, entry.use))
        return tuple(notes)

    def url(self, where: Where, url: str | None) -> str | None:
        """A link that opens in a browser and nowhere else."""
        if url is not None and not _URL.fullmatch(url):
            message = _("found `{url}`; accepted: an address that begins with http:// or https://")
            self.wrong(where, "url", message.format(url=url))
        return url
