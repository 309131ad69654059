"""Reads the files beside the events that are no trees: the dataset itself, indicators, exchange rates."""

from __future__ import annotations

from decimal import Decimal

from tuiapp.dataset.files import DATASET, INDICATORS, RATES, Files
from tuiapp.dataset.quantities import amount
from tuiapp.dataset.resolved import Indicator, Rates, Source
from tuiapp.dataset.shape import read_entries, shaped
from tuiapp.dataset.tables import FORMAT, DatasetFile, IndicatorEntry, RatesFile
from tuiapp.i18n import _
from tuiapp.values.near import nearest
from tuiapp.values.quantity import Quantity, QuantityError

_MONTHS = 12


def read_dataset_file(files: Files) -> DatasetFile | None:
    """The dataset's title, version, licence and format; None, and the problems remembered, when it is malformed.

    Raises:
        DatasetError: it is of a newer format, of whose other files nothing can be said.
    """
    raw = files.read(DATASET)
    if raw is None:
        return None
    found = raw.get("format")
    if isinstance(found, int) and found > FORMAT:
        message = _("this is format {found}; this version of tuiapp reads up to format {known}; a newer one reads it")
        files.wrong(DATASET, ("format",), message.format(found=found, known=FORMAT))
        raise files.error()
    return shaped(files, DATASET, DatasetFile, raw)


def read_indicators(files: Files) -> tuple[Indicator, ...]:
    """What figures measure; malformed entries are left out and remembered as problems."""
    indicators: dict[str, Indicator] = {}
    for index, entry, _raw, _whole in read_entries(files, INDICATORS, "indicator", IndicatorEntry):
        if entry is None:
            continue
        keys = ("indicator", index)
        if entry.id in indicators:
            files.wrong(INDICATORS, (*keys, "id"), _("the id `{id}` is taken already").format(id=entry.id))
            continue
        cap: Quantity | None = None
        if entry.cap_per_firm:
            try:
                cap = amount(entry.cap_per_firm, "en")
            except QuantityError as error:
                files.wrong(INDICATORS, (*keys, "cap_per_firm"), str(error))
        indicators[entry.id] = Indicator(
            entry.id,
            entry.name,
            entry.name_zh,
            entry.unit,
            entry.what,
            entry.direction,
            cap,
            entry.needs_time,
            entry.aliases,
        )
    return tuple(indicators.values())


def read_rates(files: Files) -> Rates:
    """The exchange rates; none, and the problems remembered, when the file is malformed."""
    raw = files.read(RATES)
    entry = shaped(files, RATES, RatesFile, raw) if raw is not None else None
    if entry is None:
        return Rates({}, {}, {})
    known = {id: Source(id, one.publisher, one.title, one.url) for id, one in entry.source.items()}
    sources = {}
    monthly: dict[str, dict[tuple[int, int], Decimal]] = {}
    for code, currency in entry.currency.items():
        keys = ("currency", code)
        source = known.get(currency.source)
        if source is None:
            near = nearest(currency.source, known)
            message = _("no source `{id}` in this file").format(id=currency.source)
            files.wrong(
                RATES, (*keys, "source"), message + (_("; nearest: `{near}`").format(near=near) if near else "")
            )
        else:
            sources[code] = source
        monthly[code] = {}
        for month, rate in currency.monthly.items():
            year, _dash, number = month.partition("-")
            if not 1 <= int(number) <= _MONTHS:
                message = _("`{month}` is no month of the calendar").format(month=month)
                files.wrong(RATES, (*keys, "monthly", month), message)
            monthly[code][int(year), int(number)] = Decimal(rate)
    annual = {
        code: {int(year): Decimal(rate) for year, rate in one.annual.items()} for code, one in entry.currency.items()
    }
    return Rates(annual, monthly, sources)
