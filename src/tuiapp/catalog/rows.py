"""From the tables of the index to the records that a screen or an export shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from copy import copy
from decimal import Decimal
from typing import TypeVar, cast

from tuiapp.catalog.connection import Row, Statements
from tuiapp.catalog.packing import unpack_quantity, unpack_ranks, unpack_texts
from tuiapp.catalog.records import (
    Conversion,
    Event,
    EventRef,
    EventRow,
    FigureRow,
    Money,
    OtherReport,
    Region,
    Report,
    Sector,
    ShownFinding,
    SigningRow,
)
from tuiapp.rules.records import BASES, MEASURES, STAGES, UNITS, Lane, Severity, gaps_in
from tuiapp.values.quantity import Quantity

_CHUNK = 900
"""Values in one list of SQL; older SQLite takes 999."""

Key = TypeVar("Key", int, str)


def chunks(keys: Collection[Key]) -> Iterable[Sequence[Key]]:
    """The keys, a list of SQL at a time."""
    ordered = list(keys)
    return (ordered[at : at + _CHUNK] for at in range(0, len(ordered), _CHUNK))


def listed(numbers: Iterable[int]) -> str:
    """Our own whole numbers as SQL; there can be more of them than a statement takes parameters."""
    return ",".join(map(str, sorted(numbers)))


def lane(stage: int, measure: int, unit: int, basis: int) -> Lane:
    """The lane whose words stand at these positions."""
    return Lane(STAGES[stage], MEASURES[measure], UNITS[unit], BASES[basis])


_SIGNING = (
    "s.n, s.id, t.event, s.regions, s.label, s.project, s.investor, s.status, t.stage, t.measure, t.unit, t.basis, "
    's."when", s.sectors, s.sector_words, s.counterparts, s.count, s.investment, s.also, s.conversion, t.yuan, '
    "t.yuan_high, s.threshold, s.share, s.yoy_count, s.yoy_investment, s.part_of, s.split, t.depth, s.report, s.note, "
    "t.gaps"
)
_REPORT = "report, id, publisher, publisher_zh, publisher_kind, title, url, published, language, note"
_REF = 'event, id, name, name_zh, kind, dates, start, "end", held_in'
_FINDING = "check_id, severity, subject, message, acknowledged, why, date, use"
_FIGURE = "n, id, event, indicator, title, region, value, period, as_of, yoy, report, note, gaps"


class Rows:
    """Reads records; regions and sectors are read once, the rest when it is asked for."""

    def __init__(self, connection: Statements) -> None:
        self._connection = connection
        self.regions = tuple(
            Region(id_, name, name_zh, kind, unpack_texts(path), unpack_texts(names), rank, last)
            for rank, id_, name, name_zh, kind, path, names, last in connection.rows(
                "SELECT rank, id, name, name_zh, kind, path, names, last FROM region ORDER BY rank"
            )
        )
        self.sectors = tuple(
            Sector(id_, name, name_zh, unpack_texts(path))
            for id_, name, name_zh, path in connection.rows("SELECT id, name, name_zh, path FROM sector ORDER BY rank")
        )

    def over(self, connection: Statements) -> Rows:
        """The same over another connection to the same index."""
        other = copy(self)
        other._connection = connection
        return other

    def signings(self, where: str, parameters: Sequence[int | str] = ()) -> list[SigningRow]:
        """The signings that a condition on `s` (the wide table) and `t` (the narrow one) selects, in default order."""
        sql = f"SELECT {_SIGNING} FROM signing AS s JOIN fact AS t ON t.n = s.n WHERE {where} ORDER BY s.n"
        return self._signings(self._connection.rows(sql, parameters))

    def signings_at(self, numbers: Sequence[int]) -> list[SigningRow]:
        """The signings of these numbers, in the order given."""
        found: dict[int, SigningRow] = {}
        for chunk in chunks(numbers):
            found.update((row.n, row) for row in self.signings(f"s.n IN ({_marks(chunk)})", chunk))
        return [found[n] for n in numbers]

    def ids_at(self, positions: Sequence[int]) -> list[str]:
        """The ids of the signings at these positions of the default order, in the order given."""
        ids: dict[int, str] = dict(self._of("SELECT n, id FROM signing WHERE n", positions))
        return [ids[n] for n in positions]

    def events(self, where: str, parameters: Sequence[int | str] = ()) -> list[EventRow]:
        """The events that a condition on `t` selects, newest first."""
        columns = f"{_REF}, regions, signings, figures, reports, findings"
        rows = self._connection.rows(
            f"SELECT {columns} FROM event AS t WHERE {where} ORDER BY last DESC, id", parameters
        )
        return [
            EventRow(self._ref(row), self._regions(regions), *counts)
            for *row, regions, a, b, c, d in rows
            for counts in [(a, b, c, d)]
        ]

    def event(self, event_id: str) -> Event:
        """An event with all that is reported of it.

        Raises:
            KeyError: there is no such event.
        """
        columns = f"{_REF}, series, edition, theme, summary, organisers, guests"
        rows = self._connection.rows(f"SELECT {columns} FROM event WHERE id = ?", (event_id,))
        if not rows:
            raise KeyError(event_id)
        *ref, series, edition, theme, summary, organisers, guests = rows[0]
        number = ref[0]
        reports = self._connection.rows(f"SELECT {_REPORT} FROM report WHERE event = ? ORDER BY report", (number,))
        findings = self._connection.rows(f"SELECT {_FINDING} FROM finding WHERE event = ? ORDER BY finding", (number,))
        return Event(
            ref=self._ref(ref),
            series=series,
            edition=edition,
            theme=theme,
            summary=summary,
            organisers=unpack_texts(organisers),
            reports=tuple(_report(row) for row in reports),
            signings=tuple(self.signings("t.event = ?", (number,))),
            figures=tuple(self.figures("t.event = ?", (number,))),
            findings=tuple(_finding(row) for row in findings),
            guests=self._regions(guests),
        )

    def figures(self, where: str, parameters: Sequence[int | str] = ()) -> list[FigureRow]:
        """The figures that a condition on `t` selects: newest event first, then as in the dataset."""
        # The newest first is said of the event, for an event that was edited has other numbers than its neighbours.
        order = "(SELECT -last FROM event WHERE event = t.event), (SELECT id FROM event WHERE event = t.event), n"
        rows = self._connection.rows(f"SELECT {_FIGURE} FROM figure AS t WHERE {where} ORDER BY {order}", parameters)
        events = self._refs({row[2] for row in rows})
        reports = self._reports({row[10] for row in rows})
        findings = self._findings("figure", {row[0] for row in rows})
        return [
            FigureRow(
                id=id_,
                indicator=indicator,
                title=title,
                region=self.regions[region],
                value=_known(unpack_quantity(value)),
                period=period,
                as_of=as_of,
                yoy=unpack_quantity(yoy),
                event=events[event],
                report=reports[report],
                note=note,
                findings=findings[n],
                gaps=gaps_in(gaps),
            )
            for n, id_, event, indicator, title, region, value, period, as_of, yoy, report, note, gaps in rows
        ]

    def figures_at(self, numbers: Sequence[int]) -> dict[int, FigureRow]:
        """The figures with these numbers, by number."""
        found: dict[int, FigureRow] = {}
        for chunk in chunks(numbers):
            ids: dict[str, int] = dict(
                self._connection.rows(f"SELECT id, n FROM figure WHERE n IN ({_marks(chunk)})", chunk)
            )
            found.update((ids[row.id], row) for row in self.figures(f"t.n IN ({_marks(chunk)})", chunk))
        return found

    def _signings(self, rows: list[Row]) -> list[SigningRow]:
        numbers = {row[0] for row in rows}
        events = self._refs({row[2] for row in rows})
        others = self._others(numbers)
        reports = self._reports({row[29] for row in rows})
        conversions = self._conversions({row[19] for row in rows} - {None})
        findings = self._findings("signing", numbers)
        return [
            SigningRow(
                n=row[0],
                id=row[1],
                event=events[row[2]],
                regions=self._regions(row[3]),
                label=row[4],
                project=row[5],
                investor=row[6],
                status=row[7],
                lane=lane(*row[8:12]),
                when=row[12],
                period=BASES[row[11]] == "period",
                sectors=tuple(self.sectors[rank] for rank in unpack_ranks(row[13])),
                sector_words=unpack_texts(row[14]),
                counterparts=self._regions(row[15]),
                count=unpack_quantity(row[16]),
                investment=_money(row[17], row[18], row[20], row[21], conversions.get(row[19])),
                threshold=row[22],
                share=row[23],
                yoy_count=unpack_quantity(row[24]),
                yoy_investment=unpack_quantity(row[25]),
                part_of=row[26],
                split=row[27],
                depth=row[28],
                report=reports[row[29]],
                others=others[row[0]],
                findings=findings[row[0]],
                note=row[30],
                gaps=gaps_in(row[31]),
            )
            for row in rows
        ]

    def _regions(self, ranks: str) -> tuple[Region, ...]:
        return tuple(self.regions[rank] for rank in unpack_ranks(ranks))

    def _ref(self, row: Sequence[str | None]) -> EventRef:
        _number, id_, name, name_zh, kind, dates, start, end, held_in = row
        return EventRef(
            _known(id_), _known(name), name_zh, _known(kind), _known(dates), start, end, self._regions(_known(held_in))
        )

    def _refs(self, numbers: Collection[int]) -> dict[int, EventRef]:
        rows = self._of(f"SELECT {_REF} FROM event WHERE event", numbers)
        return {row[0]: self._ref(row) for row in rows}

    def _reports(self, numbers: Collection[int]) -> dict[int, Report]:
        return {row[0]: _report(row) for row in self._of(f"SELECT {_REPORT} FROM report WHERE report", numbers)}

    def _conversions(self, numbers: Collection[int]) -> dict[int, Conversion]:
        rows = self._of("SELECT conversion, currency, year, rate, source FROM conversion WHERE conversion", numbers)
        return {n: Conversion(currency, year, Decimal(rate), source) for n, currency, year, rate, source in rows}

    def _others(self, numbers: Collection[int]) -> dict[int, tuple[OtherReport, ...]]:
        columns = "n, position, report, count, investment, also, conversion, yuan, yuan_high"
        rows = sorted(self._of(f"SELECT {columns} FROM other WHERE n", numbers))
        reports = self._reports({row[2] for row in rows})
        conversions = self._conversions({row[6] for row in rows} - {None})
        found: dict[int, tuple[OtherReport, ...]] = defaultdict(tuple)
        for n, _position, report, count, investment, also, conversion, yuan, high in rows:
            money = _money(investment, also, yuan, high, conversions.get(conversion))
            found[n] += (OtherReport(reports[report], unpack_quantity(count), money),)
        return found

    def _findings(self, column: str, numbers: Collection[int]) -> dict[int, tuple[ShownFinding, ...]]:
        found: dict[int, tuple[ShownFinding, ...]] = defaultdict(tuple)
        for _number, n, *row in sorted(
            self._of(f"SELECT finding, {column}, {_FINDING} FROM finding WHERE {column}", numbers)
        ):
            found[n] += (_finding(row),)
        return found

    def _of(self, sql: str, numbers: Collection[int]) -> list[Row]:
        """The rows of a statement that ends in a column, for these values of it."""
        return [row for chunk in chunks(numbers) for row in self._connection.rows(f"{sql} IN ({_marks(chunk)})", chunk)]


Kept = TypeVar("Kept")


def _known(value: Kept | None) -> Kept:
    """A value that the compiler always writes."""
    assert value is not None
    return value


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _report(row: Sequence[str | None]) -> Report:
    _number, id_, publisher, publisher_zh, kind, title, url, published, language, note = row
    return Report(
        _known(id_), _known(publisher), publisher_zh, _known(kind), title, url, published, _known(language), note
    )


def _finding(row: Row | Sequence[object]) -> ShownFinding:
    check, severity, subject, message, acknowledged, why, date, use = row
    return ShownFinding(
        str(check),
        cast(Severity, severity),
        str(subject),
        str(message),
        bool(acknowledged),
        None if why is None else str(why),
        None if date is None else str(date),
        None if use is None else bool(use),
    )


def _money(
    printed: str | None, also: str | None, yuan: int | None, high: int | None, conversion: Conversion | None
) -> Money | None:
    quantity: Quantity | None = unpack_quantity(printed)
    return None if quantity is None else Money(quantity, yuan, high, also, conversion)
