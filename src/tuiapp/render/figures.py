"""Figures as a plain table: what is measured, where, when, how much, how it grew, who says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tuiapp.i18n import _
from tuiapp.render.cells import Align, Line, Piece, compose, fit, width
from tuiapp.render.event_parts import figure_text, figure_time
from tuiapp.render.lines import DetailLine
from tuiapp.render.numbers import percent
from tuiapp.render.signs import UNICODE, Signs
from tuiapp.render.table import flag_or_gap

if TYPE_CHECKING:
    from tuiapp.catalog.records import FigureRow

_TIME, _REGION, _VALUE, _GROWTH = 13, 14, 18, 9
_PRINTED, _SOURCE = 24, 20
_WITH_SOURCE, _WITH_PRINTED, _WITH_REGION, _WITH_GROWTH = 150, 116, 80, 70
_LABEL_LEAST = 12


def _grid(cells: int) -> dict[str, tuple[int, int]]:
    """Where each column begins and how wide it is; columns go from the last one when room ends."""
    shown = [("time", _TIME)]
    if cells >= _WITH_REGION:
        shown.append(("region", _REGION))
    shown += [("title", 0), ("value", _VALUE)]
    if cells >= _WITH_GROWTH:
        shown.append(("growth", _GROWTH))
    if cells >= _WITH_PRINTED:
        shown.append(("printed", _PRINTED))
    if cells >= _WITH_SOURCE:
        shown.append(("source", _SOURCE))
    gaps = 2 * (len(shown) - 1)
    title = max(cells - 2 - sum(size for _name, size in shown) - gaps - 3, _LABEL_LEAST)
    grid: dict[str, tuple[int, int]] = {}
    x = 2
    for name, size in shown:
        grid[name] = (x, size or title)
        x += (size or title) + 2
    return grid


def figure_header(cells: int) -> Line:
    """The titles of the columns that fit."""
    titles = {
        "time": _("Period"),
        "region": _("Region"),
        "title": _("Figure"),
        "value": _("Value"),
        "growth": _("Growth"),
        "printed": _("as printed"),
        "source": _("Source"),
    }
    pieces: list[Piece] = []
    for name, (x, size) in _grid(cells).items():
        text = titles[name]
        pieces.append((x + size - width(text) if name in ("value", "growth") else x, text, "dim"))
    return compose(pieces, cells)


def figure_lines(figures: Sequence[FigureRow], cells: int, *, signs: Signs = UNICODE) -> list[DetailLine]:
    """One line a figure, with the target `figure:ID`; money is in billions of its own currency.

    Args:
        figures: in the order they are shown in.
        cells: the width.
        signs: the alphabet.
    """
    return [DetailLine(_row(figure, cells, signs), f"figure:{figure.id}") for figure in figures]


def _row(figure: FigureRow, cells: int, signs: Signs) -> Line:
    sign, role = flag_or_gap(figure, signs)
    undated = figure.period is None and figure.as_of is None
    texts = {
        "time": (
            _("no period") if undated and sign else figure_time(figure, signs),
            "dim" if not undated or not sign else role,
        ),
        "region": (signs.text(figure.region.name), "text"),
        "title": (signs.text(figure.title), "text"),
        "value": (figure_text(figure.value, signs), "text"),
        "growth": (growth_text(figure), "text"),
        "printed": (signs.quote(figure.value.text), "dim"),
        "source": (signs.text(figure.report.publisher), "dim"),
    }
    pieces: list[Piece] = []
    for name, (x, size) in _grid(cells).items():
        text, style = texts[name]
        align: Align = "right" if name in ("value", "growth") else "left"
        pieces.append((x, fit(text, size, align, signs.ellipsis), style))
    pieces.append((cells - 2, sign, role))
    return compose(pieces, cells)


def growth_text(figure: FigureRow) -> str:
    """Growth on the year before: `+23.3 %`, or as printed when it is no percentage."""
    growth = figure.yoy
    if growth is None:
        return ""
    return percent(growth.value, signed=True) if growth.unit == "percent" else growth.text
