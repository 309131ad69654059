"""Events as a list: those without a signing are found here alone."""

from __future__ import annotations

from collections.abc import Container, Sequence

from tuiapp.catalog.records import EventRow
from tuiapp.i18n import _
from tuiapp.render.cells import Line, Piece, compose, fit, width
from tuiapp.render.dates import date_cell
from tuiapp.render.lines import DetailLine
from tuiapp.render.signs import UNICODE, Signs
from tuiapp.render.table import region_text

_MARK = 1
_DATE, _DATE_WIDTH = 2, 10
_NAME = 14
_REGION_WIDTH, _KIND_WIDTH, _NUMBER_WIDTH = 18, 12, 9
_WITH_REGION, _WITH_KIND, _WITH_REPORTS = 100, 84, 70


def _places(cells: int) -> dict[str, int]:
    """Where each column begins; those that do not fit are left out, the name takes what is left."""
    places: dict[str, int] = {}
    x = cells - 2
    for name, size, least in (
        ("findings", _NUMBER_WIDTH, _WITH_REPORTS),
        ("reports", _NUMBER_WIDTH, _WITH_REPORTS),
        ("figures", _NUMBER_WIDTH, 0),
        ("signings", _NUMBER_WIDTH, 0),
        ("kind", _KIND_WIDTH, _WITH_KIND),
        ("region", _REGION_WIDTH, _WITH_REGION),
    ):
        if cells >= least:
            x -= size
            places[name] = x
    return places


def events_lines(
    events: Sequence[EventRow], cells: int, signs: Signs = UNICODE, *, marked: Container[str] = ()
) -> list[DetailLine]:
    """A head and one line an event, newest first. Targets are `event:ID`.

    Args:
        events: what the query finds.
        cells: the width.
        signs: the alphabet.
        marked: the targets of those that are marked.
    """
    places = _places(cells)
    titles = {
        "region": _("Region"),
        "kind": _("Kind"),
        "signings": _("Signings"),
        "figures": _("Figures"),
        "reports": _("Reports"),
        "findings": _("Findings"),
    }
    head: list[Piece] = [(_DATE, _("Date"), "dim"), (_NAME, _("Event"), "dim")]
    for name, x in sorted(places.items(), key=lambda place: place[1]):
        number = name not in ("region", "kind")
        at = x + _NUMBER_WIDTH - width(titles[name]) if number else x
        head.append((at, titles[name], "dim"))
    lines = [DetailLine(compose(head, cells))]
    for row in events:
        target = f"event:{row.event.id}"
        lines.append(DetailLine(_line(row, places, cells, signs, marked=target in marked), target))
    return lines


def _line(row: EventRow, places: dict[str, int], cells: int, signs: Signs, *, marked: bool) -> Line:
    end = min(places.values()) - 2
    name = fit(signs.text(row.event.name), max(end - _NAME, 1), ellipsis=signs.ellipsis)
    pieces: list[Piece] = [
        (_MARK, signs.marked if marked else "", "accent"),
        (_DATE, date_cell(row.event.dates, _DATE_WIDTH, signs.ellipsis), "dim"),
        (_NAME, name, "text"),
    ]
    texts = {
        "region": fit(region_text(row.regions, signs), _REGION_WIDTH - 2, ellipsis=signs.ellipsis),
        "kind": fit(row.event.kind, _KIND_WIDTH - 2),
        "signings": fit(_number(row.signings), _NUMBER_WIDTH, "right"),
        "figures": fit(_number(row.figures), _NUMBER_WIDTH, "right"),
        "reports": fit(_number(row.reports), _NUMBER_WIDTH, "right"),
        "findings": fit(_number(row.findings), _NUMBER_WIDTH, "right"),
    }
    for column, x in sorted(places.items(), key=lambda place: place[1]):
        style = "dim" if column in ("region", "kind") else "text"
        pieces.append((x, texts[column], style))
    return compose(pieces, cells)


def _number(value: int) -> str:
    """A number that is counted, not printed by a source: none of a thing is blank."""
    return f"{value:,}" if value else ""
