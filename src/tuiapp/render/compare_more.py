"""Sectors, years, growth and indicators of a comparison."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tuiapp.i18n import _
from tuiapp.render.bars import axis, bar
from tuiapp.render.cells import Piece, width, wrap
from tuiapp.render.compare_grid import Numbers, Out, cut, emit, most_of, of_sums, only
from tuiapp.render.compare_words import growth_facts
from tuiapp.render.event_parts import figure_text, figure_time
from tuiapp.render.numbers import AMOUNT_TITLE_END, amount_text, amount_width, bn, count_text, share_cell
from tuiapp.values.qualifier import Qualifier
from tuiapp.values.quantity import Quantity

if TYPE_CHECKING:
    from tuiapp.analysis.bounds import Difference
    from tuiapp.analysis.comparison import Comparison, SectorLine
    from tuiapp.analysis.growth import Growth
    from tuiapp.analysis.indicators import IndicatorLine
    from tuiapp.render.signs import Signs

_SMALL = 80
_VALUE = 18
"""Cells of an indicator's value."""


def sectors(out: Out, comparison: Comparison) -> None:
    """What each column adds of each sector, over signings that have one sector, and the share that these cover."""
    assert comparison.details is not None
    mix = comparison.details.mix
    if not mix.lines:
        out.section(_("Sectors"), _("No amount of this lane names exactly one sector."))
        return
    out.section(_("Sectors"), _("bn CNY, of amounts that name one sector, and their share of all"))
    numbers = [_sector_numbers(line, out.grid.signs) for line in mix.lines]
    most = most_of(one for line in numbers for one in line)
    for line, columns in zip(mix.lines, numbers, strict=True):
        emit(out, _sector_name(line), columns, _sector_asks(line, comparison), most=most)
    signs = out.grid.signs
    covered = [
        _("{share} covered").format(share=share_cell(one, signs)) if one is not None else "" for one in mix.covered
    ]
    names = [side.name for side in comparison.sides]
    if out.grid.wide:
        places = out.grid
        pieces: list[Piece] = [(places.label, _("all that name one sector"), "dim")]
        for x, text in zip(places.columns, covered, strict=True):
            pieces.append((x + places.column_width - 1 - width(text), text, "dim"))
        out.add(pieces)
    else:
        told = "; ".join(f"{name} {text}" for name, text in zip(names, covered, strict=True) if text)
        for text in wrap(out.grid.signs.text(told), out.grid.cells - 3):
            out.add(((out.grid.label, text, "dim"),))


def _sector_name(line: SectorLine) -> str:
    return line.sector.name if line.sector is not None else _("other sectors")


def _sector_numbers(line: SectorLine, signs: Signs) -> list[Numbers]:
    found = []
    for sums, share in zip(line.sums, line.shares, strict=True):
        note = share_cell(share, signs) if share is not None and share.value else ""
        money = sums.investment if sums is not None else None
        known = (money.cny, money.qualifier, money.high) if money is not None else (None, None, None)
        found.append(Numbers(None, known, note))
    return found


def _sector_asks(line: SectorLine, comparison: Comparison) -> list[str | None]:
    if line.sector is None:
        return [None for _side in comparison.sides]
    term = f"sector:{line.sector.id}"
    return [
        f"{comparison.ask(at, comparison.lane)} {term}" if sums is not None else None
        for at, sums in enumerate(line.sums)
    ]


def years(out: Out, comparison: Comparison) -> None:
    """What each column adds of each year, on one axis."""
    assert comparison.details is not None
    lines = comparison.details.years
    if not lines:
        out.section(_("By year"), _("Nothing is added in this lane."))
        return
    places, signs = out.grid, out.grid.signs
    amounts = [sums.investment.cny or 0 for line in lines for sums in line.sums if sums is not None]
    counts = [sums.projects.value or 0 for line in lines for sums in line.sums if sums is not None]
    money = any(amounts)
    most = max(amounts) if money else max(counts, default=0)
    small = places.cells < _SMALL
    longest = max(width(name) for name in places.names) if places.wide else 0
    name_x, name_width = places.label + (5 if small else 6), 10 if small else min(max(longest, 13), 30)
    number_x = name_x + name_width + 1
    bar_x = max(number_x + amount_width() + 1, places.columns[0] if places.sectioned else 0)
    note_x = places.cells - (7 if small else 10)
    bar_cells = max(note_x - bar_x - 2, 1)
    out.section(_("By year"), _("one axis, ended by the largest") if places.sectioned else "")
    unit = _("bn CNY") if money else _("Projects")
    end = bn(most) if money else f"{most:,}"
    head_x = number_x + (AMOUNT_TITLE_END if money else 7) - width(unit)
    out.add([(head_x, unit, "dim"), (bar_x, axis(end, bar_cells), "dim")])
    for line in lines:
        for at, sums in enumerate(line.sums):
            total = of_sums(sums and sums.projects, sums and sums.investment, sums.signings if sums else 0)
            asked = f"{comparison.ask(at, comparison.lane)} year:{line.year}" if sums and line.year else None
            year = str(line.year) if line.year is not None else _("longer")
            pieces: list[Piece] = [(places.label, year, "strong")] if at == 0 else []
            pieces.append((name_x, cut(places.names[at], name_width, signs), "dim"))
            value, qualifier, high = (total.yuan if money else total.count) or (None, None, None)
            form = amount_text(value, qualifier, high, signs) if money else count_text(value, qualifier, high, signs)
            pieces.append((number_x, form, "text"))
            if value:
                drawn = bar(value, most, bar_cells, qualifier or Qualifier.EXACT, signs, "bar" if at == 0 else "bar2")
                pieces.append((bar_x, drawn[0].text, drawn[0].style))
            pieces.append((note_x, cut(total.note, places.cells - note_x, signs) if total.note else "", "dim"))
            out.add(pieces, only(at, asked, len(comparison.sides)))


def growth(out: Out, comparison: Comparison) -> None:
    """How the columns' numbers grew: as printed, as implied, as the years give it."""
    assert comparison.details is not None
    found = comparison.details.growth
    if not any(found):
        out.section(_("Growth"), _("No growth is printed, and no two years are like for like."))
        return
    out.section(_("Growth"), _("derived: the year before = value / (1 + growth)"))
    places = out.grid
    for at, growths in enumerate(found):
        before = None
        for one in growths:
            pieces: list[Piece] = []
            if one.signing.id != before:
                pieces = _growing(out, places.names[at], one)
                out.add(pieces, only(at, f"id:{_ids(one)}", len(comparison.sides)))
                before = one.signing.id
            text = places.signs.join(*growth_facts(one))
            for line in wrap(places.signs.text(text), places.cells - places.label - 3):
                out.add(((places.label + 2, line, "dim"),))


def _growing(out: Out, name: str, one: Growth) -> list[Piece]:
    from tuiapp.render.dates import prose

    places = out.grid
    x = places.label + min(width(name), 20) + 2
    text = f"{one.signing.label}, {prose(one.signing.when)}"
    return [
        (places.label, cut(name, 20, places.signs), "dim"),
        (x, cut(text, places.cells - x - 1, places.signs), "text"),
    ]


def _ids(one: Growth) -> str:
    return ",".join(dict.fromkeys([one.signing.id, *([one.previous.id] if one.previous is not None else [])]))


def indicators(out: Out, comparison: Comparison) -> None:
    """The indicators that several columns report."""
    assert comparison.details is not None
    found = comparison.details.indicators
    if not found:
        out.section(_("Indicators"), _("No indicator is reported of two columns."))
        return
    out.section(_("Indicators"), _("the newest of each, those of one time first"))
    for line in found:
        _indicator(out, line, comparison)


def _indicator(out: Out, line: IndicatorLine, comparison: Comparison) -> None:
    places, signs = out.grid, out.grid.signs
    asks = [f"event:{figure.event.id}" if figure is not None else None for figure in line.figures]
    if places.wide:
        pieces: list[Piece] = [(places.label, cut(line.title, places.label_width, signs), "text")]
        below: list[Piece] = []
        for at, (x, figure) in enumerate(zip(places.columns, line.figures, strict=True)):
            if figure is None:
                pieces.append((x + _VALUE - 1, signs.missing, "dim"))
                continue
            pieces += _value(out, x, figure_text(figure.value, signs))
            room = places.column_width - _VALUE - 2
            when, region = figure_time(figure, signs), _where(line, at, comparison)
            both = ", ".join(filter(None, (when, region)))
            fits = width(both) <= room
            pieces.append((x + _VALUE + 1, cut(both if fits else when, room, signs), "dim"))
            if region and not fits:  # which region a value is of is never cut away
                text = cut(region, places.column_width - 1, signs)
                below.append((x + min(_VALUE + 1, places.column_width - 1 - width(text)), text, "dim"))
        out.add(pieces, asks)
        if below:
            out.add(below)
    else:
        out.add(((places.label, cut(line.title, places.cells - 3, signs), "text"),))
        for at, figure in enumerate(line.figures):
            if figure is not None:
                pieces = [(places.label + 1, cut(places.names[at], 13, signs), "dim")]
                pieces += _value(out, places.label + 15, figure_text(figure.value, signs))
                x = places.label + 15 + _VALUE + 2
                pieces.append((x, cut(_when(line, at, comparison, out), places.cells - x - 1, signs), "dim"))
                out.add(pieces, only(at, asks[at], len(asks)))
    if line.difference is not None:
        out.add(((places.label + 2, _more(line, line.difference, out), "dim"),))


def _more(line: IndicatorLine, difference: Difference, out: Out) -> str:
    """Which value is more and by how much, in their unit."""
    if difference.equal:
        return _("equal")
    unit = next(figure.value.unit for figure in line.figures if figure is not None)
    by, high = Decimal(difference.by.value), difference.by.high
    quantity = Quantity("", by, difference.by.qualifier, unit, by, None if high is None else Decimal(high))
    name = out.grid.names[difference.larger]
    return _("{name} {by} more").format(name=name, by=figure_text(quantity, out.grid.signs).strip())


def _value(out: Out, x: int, text: str) -> list[Piece]:
    shown = cut(text.strip(), _VALUE, out.grid.signs)
    return [(x + _VALUE - width(shown), shown, "text")]


def _when(line: IndicatorLine, at: int, comparison: Comparison, out: Out) -> str:
    """When the value holds, and where, if that is only a part of the column's region."""
    figure = line.figures[at]
    assert figure is not None
    return ", ".join(filter(None, (figure_time(figure, out.grid.signs), _where(line, at, comparison))))


def _where(line: IndicatorLine, at: int, comparison: Comparison) -> str:
    """The region of the value, where that is only a part of the column's."""
    figure = line.figures[at]
    path = comparison.sides[at].title.path
    if figure is None or path[:1] != ("region",) or figure.region.path == path[1:]:
        return ""
    return _("{region} only").format(region=figure.region.name)
