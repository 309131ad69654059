"""A comparison as lines: coverage, totals, like for like, sizes, sectors, years, growth, indicators, reasons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.i18n import _
from tuiapp.render.cells import Line, Piece, Span, width, wrap
from tuiapp.render.compare_coverage import coverage
from tuiapp.render.compare_grid import Numbers, Out, cut, emit, grid, of_sums, row_of
from tuiapp.render.compare_more import growth, indicators, sectors, years
from tuiapp.render.compare_words import (
    REASON_TITLES,
    difference_text,
    formula,
    no_pair_text,
    pair_title,
    reason_text,
    verdict_text,
)
from tuiapp.render.dates import prose
from tuiapp.render.numbers import AMOUNT_TITLE_END, COUNT, amount_cell, count_cell
from tuiapp.render.signs import UNICODE, Signs
from tuiapp.render.totals import lane_name

if TYPE_CHECKING:
    from tuiapp.analysis.alike import Pair
    from tuiapp.analysis.bounds import Bounded
    from tuiapp.analysis.comparison import Comparison
    from tuiapp.catalog.records import SigningRow
    from tuiapp.render.lines import DetailLine

_REASON = 19
"""Cells of a reason's name and the gap behind it."""
_SMALL = 80


class Rendered(NamedTuple):
    """The lines of a comparison, and what can be asked of them."""

    lines: list[DetailLine]
    sections: tuple[int, ...]
    """The first line of each section."""
    asks: dict[str, tuple[str | None, ...]]
    """By target the query of the rows behind a line, one for each column; None where a column has nothing there."""


def compare_lines(comparison: Comparison, cells: int, *, signs: Signs = UNICODE) -> Rendered:
    """The comparison below its heading.

    Args:
        comparison: what is shown; without details it says that they are still being added up.
        cells: the width.
        signs: the alphabet.
    """
    out = Out(grid(cells, [side.name for side in comparison.sides], signs))
    coverage(out, comparison)
    _totals(out, comparison)
    _alike(out, comparison)
    if comparison.details is None:
        out.section(_("Size of a project"), _("being added up…"))
    else:
        _sizes(out, comparison)
        sectors(out, comparison)
        years(out, comparison)
        growth(out, comparison)
        indicators(out, comparison)
    _reasons(out, comparison)
    return Rendered(out.lines, tuple(out.sections), out.asks)


def heading(comparison: Comparison, cells: int, column: int, signs: Signs, *, focused: bool) -> Line:
    """The rule over the comparison, with the name of each column over its numbers; the chosen one stands out."""
    dash, style = (signs.rule_focused, "accent") if focused else (signs.rule, "rule")
    places = grid(cells, [side.name for side in comparison.sides], signs)
    spans: list[Span] = []
    at = 0
    for index, side in enumerate(comparison.sides):
        x = places.columns[index] if places.wide else at + 2
        last = index == len(comparison.sides) - 1
        following = cells if last else places.columns[index + 1] if places.wide else cells
        spans.append(Span(dash * (x - at - 1), style))
        local = f" {side.title.name_zh}" if side.title.name_zh and signs.wide else ""
        room = following - x - 2 if places.wide else cells - x - 2 - 6 * (len(comparison.sides) - 1 - index)
        name = signs.text(side.name)
        if width(name + local) > room:
            local = ""
        shown = cut(name, max(room, 1), signs)
        chosen = index == column
        sign = signs.cursor if chosen else " "
        spans += [Span(sign, "accent"), Span(shown, "accent+" if chosen else "strong")]
        spans += [Span(local, "dim"), Span(" ", "text")]
        at = x + width(shown + local) + 1
    spans.append(Span(dash * max(cells - at, 0), style))
    return tuple(spans)


def _totals(out: Out, comparison: Comparison) -> None:
    out.section(_("Totals by lane"))
    _number_heads(out, _("amounts"))
    for line in comparison.lanes:
        numbers = [
            of_sums(total and total.projects, total and total.investment, total.signings if total else 0)
            for total in line.totals
        ]
        asks = [str(comparison.ask(at, line.lane)) if total else None for at, total in enumerate(line.totals)]
        looked_at = line.lane == comparison.lane
        names = [side.name for side in comparison.sides]
        emit(
            out,
            lane_name(line.lane, out.grid.signs),
            numbers,
            asks,
            verdict=verdict_text(line.verdict, names) if line.verdict else "",
            style="strong" if looked_at else "text",
        )
    if not comparison.lanes:
        out.add(((out.grid.label, _("Nothing is added in any column."), "dim"),))


def _number_heads(out: Out, note: str) -> None:
    """The titles of the numbers, over each column or over the rows."""
    projects, amount = _("Projects"), _("bn CNY")
    places = out.grid
    pieces: list[Piece] = []
    if places.wide:
        for x in places.columns:
            pieces.append((x + COUNT - width(projects), projects, "dim"))
            pieces.append((x + COUNT + 1 + AMOUNT_TITLE_END - width(amount), amount, "dim"))
            room = places.column_width - COUNT - 13
            pieces.append((x + COUNT + 13, cut(note, room, places.signs) if room >= width(note) else "", "dim"))
    else:
        row = row_of(places)
        pieces.append((row.count + COUNT - width(projects), projects, "dim"))
        pieces.append((row.amount + AMOUNT_TITLE_END - width(amount), amount, "dim"))
        if places.cells - row.note >= width(note):
            pieces.append((row.note, note, "dim"))
    out.add(pieces)


def _alike(out: Out, comparison: Comparison) -> None:
    pairs = [(at, pair) for at, pair in enumerate(comparison.pairs, 1) if pair is not None]
    out.section(_("Like for like"), "" if pairs else no_pair_text(comparison))
    for at, pair in pairs:
        names = [comparison.sides[0].name, comparison.sides[at].name]
        sentence = difference_text(pair.difference, pair.measured, names)
        made_of = formula(pair, out.grid.signs) if pair.difference is not None else ""
        others = range(1, len(comparison.sides))
        ask = [f"id:{pair.first.id}", *(f"id:{pair.second.id}" if n == at else None for n in others)]
        if out.grid.wide and len(comparison.sides) == 2:
            _pair_side(out, pair, ask)
        else:
            _pair_rows(out, pair, names, ask, at)
        _sentence(out, sentence, made_of)


def _pair_side(out: Out, pair: Pair, asks: Sequence[str | None]) -> None:
    places, signs = out.grid, out.grid.signs
    pieces: list[Piece] = [(places.label, cut(pair_title(pair), places.label_width, signs), "text")]
    for x, row in zip(places.columns, (pair.first, pair.second), strict=True):
        pieces += [
            (x, count_cell(row.count, signs), "strong"),
            (x + COUNT + 1, amount_cell(row.investment, signs), "strong"),
        ]
    out.add(pieces, asks)
    told: list[Piece] = []
    for x, row in zip(places.columns, (pair.first, pair.second), strict=True):
        told.append((x, cut(_told(row), places.column_width - 1, signs), "dim"))
    out.add(told)


def _pair_rows(out: Out, pair: Pair, names: Sequence[str], asks: Sequence[str | None], second: int) -> None:
    places, signs, row = out.grid, out.grid.signs, row_of(out.grid)
    base = places.label - 2
    out.add(((places.label, pair_title(pair), "dim"),))
    for at, name, signing in ((0, names[0], pair.first), (second, names[1], pair.second)):
        pieces: list[Piece] = [
            (base + row.name + 1, cut(name, row.name_width - 1, signs), "dim"),
            (base + row.count, count_cell(signing.count, signs), "strong"),
            (base + row.count + COUNT + 1, amount_cell(signing.investment, signs), "strong"),
        ]
        x = base + row.count + COUNT + 13
        pieces.append((x, cut(_told(signing), places.cells - x, signs), "dim"))
        out.add(pieces, [ask if n == at else None for n, ask in enumerate(asks)])


def _told(signing: SigningRow) -> str:
    return f"{prose(signing.when)}  {signing.label}"


def _sentence(out: Out, sentence: str, made_of: str) -> None:
    places = out.grid
    room = places.cells - places.label - 1
    both = f"{sentence}   {made_of}"
    if width(both) <= room:
        x = places.label + width(sentence) + 3
        out.add(((places.label, sentence, "strong"), (x, made_of, "dim")))
        return
    for line in wrap(places.signs.text(sentence), room):
        out.add(((places.label, line, "strong"),))
    if made_of:
        out.add(((places.label, cut(made_of, room, places.signs), "dim"),))


def _sizes(out: Out, comparison: Comparison) -> None:
    assert comparison.details is not None
    sizes = comparison.details.sizes
    if not any(sizes):
        out.section(_("Size of a project"), _("No signing of this lane prints both numbers."))
        return
    out.section(_("Size of a project"), _("amount / count, of signings that print both"))
    asks = [str(comparison.ask(at, comparison.lane)) if one else None for at, one in enumerate(sizes)]

    def numbers(of: Callable[[int], Bounded | None], *, noted: bool) -> list[Numbers]:
        found = []
        for at, one in enumerate(sizes):
            value = of(at)
            note = f"{one.signings:,} of {one.of:,}" if one and noted else ""
            yuan = (None, None, None) if value is None else (int(value.value), value.qualifier, None)
            found.append(Numbers(None, yuan, note))
        return found

    emit(out, _("average, bn CNY"), numbers(lambda at: one.average if (one := sizes[at]) else None, noted=True), asks)
    emit(
        out,
        _("median of signings, bn CNY"),
        numbers(lambda at: one.median if (one := sizes[at]) else None, noted=False),
        asks,
    )


def _reasons(out: Out, comparison: Comparison) -> None:
    if not comparison.reasons:
        out.section(_("Not comparable"), _("Nothing stands against comparing these numbers."))
        return
    out.section(_("Not comparable"), more=_("because"))
    places, small = out.grid, out.grid.cells < _SMALL
    x = places.label + (2 if small else _REASON)
    for reason in comparison.reasons:
        title = REASON_TITLES[reason.kind]
        asks = [f"id:{','.join(reason.ids)}", *(None for _side in comparison.sides[1:])] if reason.ids else None
        if small:
            out.add(((places.label, title, "dim"),))
        for at, line in enumerate(wrap(reason_text(reason, comparison, places.signs), places.cells - x - 1)):
            head: list[Piece] = [(places.label, title, "dim")] if at == 0 and not small else []
            out.add([*head, (x, line, "text")], asks if at == 0 else None)
