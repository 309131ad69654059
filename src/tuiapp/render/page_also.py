"""What an event's sources report beside signed projects: funds, offers, and figures with their growth."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from tuiapp.i18n import _
from tuiapp.render.cells import Piece, width
from tuiapp.render.event_parts import figure_cells, figure_time, pairs, printed_words, tree
from tuiapp.render.numbers import EVENT_DECIMALS, amount_cell, count_cell, each, percent
from tuiapp.render.page import LEFT, Page, Words, row_with_words
from tuiapp.render.slopes import slope

if TYPE_CHECKING:
    from tuiapp.catalog.records import FigureRow, SigningRow
    from tuiapp.render.lines import DetailLine

_KIND_X = 36
"""Where a row says what it is, if its title is short enough."""
_UNIT = 4
"""Cells of a currency's code and a blank."""
_SLOPE = 8


def signing_lines(sheet: Page, signings: Sequence[SigningRow]) -> list[DetailLine]:
    """Signings that are no signed projects, each with its stage and measure."""
    signs = sheet.signs
    out = []
    for node in tree(signings):
        x = LEFT + 2 * node.depth
        signing = node.signing
        if signing is None:
            out.append(sheet.line(signs.text(node.heading), "dim", x))
            continue
        numbers: list[Piece] = []
        if signing.count:
            numbers.append((sheet.count, count_cell(signing.count, signs), "text"))
        if signing.investment:
            numbers.append((sheet.amount, amount_cell(signing.investment, signs, EVENT_DECIMALS), "text"))
        threshold = each(signs.text(signing.threshold)) if signing.threshold else ""
        kind = signs.join(signing.lane.stage, signing.lane.measure, threshold)
        sources = sheet.numbers.of_signing(signing)
        words = Words(printed_words(signing), kind, sources, f"signing:{signing.id}", signing.findings)
        out += _row(sheet, x, signs.text(signing.label), numbers, words)
    return out


def figure_lines(sheet: Page, figures: Sequence[FigureRow]) -> list[DetailLine]:
    """Figures in the cells of the signings' numbers, with growth as printed or the change between two points."""
    signs = sheet.signs
    earlier = pairs(figures)
    out: list[DetailLine] = []
    for figure in figures:
        shown = figure_cells(figure.value, signs, EVENT_DECIMALS)
        growth = percent(figure.yoy.value, signed=True) if figure.yoy and figure.yoy.unit == "percent" else ""
        numbers: list[Piece] = [(sheet.count, shown.count.rstrip(), "text")] if shown.count.strip() else []
        if shown.amount.strip():
            numbers.append((sheet.amount, shown.amount.rstrip(), "text"))
        printed = figure.value.text
        if sheet.bar:
            unit = "" if shown.count.strip() or shown.unit == "CNY" else shown.unit
            numbers.append((sheet.bar, unit if width(unit) < _UNIT else "", "dim"))
            if figure.id in earlier:
                numbers += _slope(sheet, earlier[figure.id], figure)
            else:
                numbers.append((sheet.bar + _UNIT, growth, "text"))
        else:
            printed = ", ".join(filter(None, (printed, growth)))
        kind = signs.join(_("figure"), figure_time(figure, signs))
        words = Words([printed], kind, sheet.numbers.of([figure.report]), f"figure:{figure.id}", figure.findings)
        out += _row(sheet, LEFT, signs.text(figure.title), numbers, words)
        if figure.note:
            out += sheet.paragraph(signs.text(figure.note), "dim", LEFT + 2)
    if earlier and sheet.bar:
        out.append(sheet.line(signs.text(_("Change = later / earlier − 1")), "dim"))
    return out


def _slope(sheet: Page, before: FigureRow, after: FigureRow) -> list[Piece]:
    """Two points in time: a slope where there is room, and the change between its ends."""
    pieces: list[Piece] = []
    change = ""
    if before.value.value > 0:
        ratio = (after.value.value / before.value.value - 1) * 100
        change = percent(ratio.quantize(Decimal("0.1")), signed=True)
    x = sheet.bar + _UNIT
    if x + _SLOPE + 1 + width(change) < sheet.flag:
        drawn = slope(before.value.value, after.value.value, _SLOPE, sheet.signs)
        pieces.append((x, "".join(span.text for span in drawn), "bar"))
        x += _SLOPE + 1
    return [*pieces, (x, change, "text")]


def _row(sheet: Page, x: int, title: str, numbers: Sequence[Piece], words: Words) -> list[DetailLine]:
    """A row whose kind stands in a column of its own where title and kind are short enough."""
    plain = words._replace(further="")
    if sheet.wide and width(title) < _KIND_X - x and _KIND_X + width(words.further) <= sheet.label_end:
        kind: Piece = (_KIND_X, words.further, "dim")
        return row_with_words(sheet, (x, title, "text"), [kind, *numbers], plain)
    # That it is a figure is worth no line of its own.
    return row_with_words(sheet, (x, title, "text"), numbers, plain if words.further == _("figure") else words)
