"""Charts as plain lines of cells: a label, what it is of, its numbers, and a bar from 0 on one axis.

Drawn here and not by a plotting library. Rich's and Textual's own bars are a progress bar and a sparkline, without
labels, axis or bounds. plotext (and textual-plotext on it) draws axes, titles and grids well, but as one picture for
the terminal it finds: its bars have no open end for "over", no line a cursor could stand on and lead to the rows behind
it, its ASCII marks are not told apart, and an export would need a second drawing. What is needed is one line a bar,
of the same cells as every other line of this program; that is what `render.bars` draws.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.analysis.charts import value
from tuiapp.i18n import _
from tuiapp.render.bars import axis, bar
from tuiapp.render.cells import Line, Piece, compose, fit, width, wrap
from tuiapp.render.chart_grid import DATE, GAP, LEFT, REGION, Cells, Grid, count_title, grid_of, with_place
from tuiapp.render.chart_labels import fitted, label_of
from tuiapp.render.chart_words import ASIDE, UNRANKED, first_column, more_words, notes, ranked, unit_words
from tuiapp.render.compare_words import growth_facts
from tuiapp.render.dates import compact, date_cell
from tuiapp.render.lines import BLANK, DetailLine
from tuiapp.render.numbers import BILLION, bn
from tuiapp.render.signs import UNICODE, Signs
from tuiapp.rules.records import DEFAULT_LANE
from tuiapp.values.qualifier import Qualifier

if TYPE_CHECKING:
    from tuiapp.analysis.charts import Bar, Chart
    from tuiapp.rules.results import MoneySum, SumOf

REST = "rest"
"""The target of the line that counts the bars not shown."""
NO_SECTOR = "none"
_SMALL = 70
"""Cells below which numbers are written short: large amounts in whole billions, `3/12` for 3 of 12."""
_THOUSAND = 1000 * BILLION


class Drawing(NamedTuple):
    """A chart laid out for a width."""

    header: Line
    lines: list[DetailLine]


def draw(chart: Chart, cells: int, *, most: int | None = None, signs: Signs = UNICODE) -> Drawing:
    """A chart's heading with its axis, and one line a bar with the target `bar:ID`; what it leaves out, below.

    Args:
        chart: the bars.
        cells: the width.
        most: how many bars of a ranking are shown; the rest is counted in a line of its own. None for all there are.
        signs: the alphabet.
    """
    shown = _shown(chart, most)
    texts = _texts(shown, signs, small=cells < _SMALL, placed=with_place(chart, cells))
    grid = grid_of(chart, texts, cells)
    longest = longest_of(chart)
    names = fitted([text.label for text in texts], grid.label, signs)
    lines = [
        DetailLine(_line(chart, one, text._replace(label=name), grid, longest, cells, signs), f"bar:{one.id}")
        for one, text, name in zip(shown, texts, names, strict=True)
    ]
    in_order = [one for one in shown if one in ranked(chart)]
    more = more_words(chart, len(in_order), signs) if chart.id not in UNRANKED else ""
    if more:
        lines.insert(len(in_order), DetailLine(compose([(LEFT, more, "dim")], cells), REST))
    if not shown:
        lines.append(DetailLine(compose([(LEFT, signs.text(_("Nothing in this lane.")), "dim")], cells)))
    lines += _growth(chart, cells, signs)
    told = [part for note in notes(chart) for part in wrap(signs.text(note), cells - LEFT - 1)]
    lines += [DetailLine(line) for line in ([BLANK] if told else [])]
    lines += [DetailLine(compose([(LEFT, text, "dim")], cells)) for text in told]
    return Drawing(_header(chart, grid, longest, cells, signs), lines)


def _growth(chart: Chart, cells: int, signs: Signs) -> list[DetailLine]:
    """Growth as printed, with what it implies, beside what two years give."""
    lines: list[DetailLine] = []
    named = ""
    for one in chart.growth:
        if one.signing.id != named:
            named = one.signing.id
            where = ", ".join(region.name for region in one.signing.regions)
            text = signs.join(signs.text(compact(one.signing.when)), signs.text(where), signs.text(one.signing.label))
            lines.append(DetailLine(compose([(LEFT, fit(text, cells - 3, ellipsis=signs.ellipsis), "text")], cells)))
        said = signs.join(*map(signs.text, growth_facts(one)))
        lines += [DetailLine(compose([(LEFT + 2, part, "dim")], cells)) for part in wrap(said, cells - LEFT - 3)]
    if not lines:
        return []
    title = signs.text(_("Growth; what it implies is derived"))
    heading = [DetailLine(compose([(LEFT, part, "dim")], cells)) for part in wrap(title, cells - LEFT - 1)]
    return [DetailLine(BLANK), *heading, *lines]


def longest_of(chart: Chart) -> int:
    """What the axis ends with; what names no sector has no bar, which would dwarf those of the sectors."""
    return max((value(one, chart.by) or 0 for one in chart.bars if one.id != NO_SECTOR), default=0)


def _shown(chart: Chart, most: int | None) -> Sequence[Bar]:
    """The bars that fit, those beside the ranking always among them."""
    if most is None or chart.id in UNRANKED:
        return chart.bars
    in_order = ranked(chart)
    aside = chart.bars[len(in_order) :]
    return [*in_order[: max(most - len(aside), 1)], *aside]


def _texts(bars: Sequence[Bar], signs: Signs, *, small: bool, placed: bool) -> list[Cells]:
    large = small and any(one.total is not None and (one.total.investment.cny or 0) >= _THOUSAND for one in bars)
    form = _whole_bn if large else bn
    amounts = _aligned([_amount(one.total.investment, form, signs) if one.total is not None else "" for one in bars])
    return [
        Cells(
            label_of(one, signs, placed=placed),
            _count(one.total.projects, signs) if one.total is not None else "",
            _sign(one.total.investment, signs) if one.total is not None else "",
            amount,
            _k_of_n(one.total.signings, one.total.found, small=small) if one.total is not None else "",
            _priced(one, small=small),
        )
        for one, amount in zip(bars, amounts, strict=True)
    ]


def _priced(one: Bar, *, small: bool) -> str:
    if one.total is None or not one.total.investment.signings_without or one.total.investment.cny is None:
        return ""
    return _k_of_n(one.total.signings - one.total.investment.signings_without, one.total.signings, small=small)


def _k_of_n(k: int, n: int, *, small: bool) -> str:
    return f"{k:,}/{n:,}" if small else _("{k} of {n}").format(k=f"{k:,}", n=f"{n:,}")


def _count(total: SumOf, signs: Signs) -> str:
    if total.value is None or total.qualifier is None:
        return signs.missing
    if total.qualifier is Qualifier.RANGE and total.high is not None:
        return f"{total.value:,}{signs.to}{total.high:,}"
    return f"{signs.qualifier(total.qualifier)} {total.value:,}".strip()


def _sign(total: MoneySum, signs: Signs) -> str:
    return signs.qualifier(total.qualifier) if total.qualifier is not None else ""


def _amount(total: MoneySum, form: Callable[[int], str], signs: Signs) -> str:
    if total.cny is None:
        return signs.missing
    if total.qualifier is Qualifier.RANGE and total.high is not None:
        return f"{form(total.cny)}{signs.to}{form(total.high)}"
    return form(total.cny)


def _whole_bn(cny: int) -> str:
    """Yuan as billions, whole where that loses little."""
    return f"{round(Decimal(cny) / BILLION):,}" if cny >= 10 * BILLION else bn(cny)


def _aligned(numbers: Sequence[str]) -> list[str]:
    """Numbers of one width, their points under each other."""
    wholes = [number.partition(".")[0] for number in numbers]
    before = max(map(width, wholes), default=0)
    after = max((width(number) - width(whole) for number, whole in zip(numbers, wholes, strict=True)), default=0)
    return [
        " " * (before - width(whole)) + number + " " * (after - width(number) + width(whole))
        for number, whole in zip(numbers, wholes, strict=True)
    ]


def _header(chart: Chart, grid: Grid, longest: int, cells: int, signs: Signs) -> Line:
    count, unit = count_title(chart), unit_words("investment", chart.lane)
    form = _whole_bn if cells < _SMALL and longest >= _THOUSAND else bn
    end = form(longest) if chart.by == "investment" else f"{longest:,}"
    pieces: list[Piece] = [(LEFT, first_column(chart.id), "dim")]
    if grid.place:
        pieces = [(LEFT, _("Date"), "dim"), (LEFT + DATE + GAP, _("Region"), "dim")]
        pieces.append((LEFT + grid.place, first_column(chart.id), "dim"))
    if grid.count:
        pieces.append((grid.count_x + grid.count - width(count), count, "dim"))
    if grid.amount:
        pieces.append((grid.amount_x + grid.amount - width(unit), unit, "dim"))
    pieces.append((grid.bar_x, axis(end, grid.bar) if longest else "0", "dim"))
    if grid.found:
        pieces.append((grid.found_x + grid.found - width(_("added")), _("added"), "dim"))
    if grid.priced:
        pieces.append((grid.priced_x + grid.priced - width(_("amounts")), _("amounts"), "dim"))
    return compose([(x, signs.text(text), style) for x, text, style in pieces], cells)


def _line(chart: Chart, one: Bar, text: Cells, grid: Grid, longest: int, cells: int, signs: Signs) -> Line:
    pieces: list[Piece] = []
    if grid.place and one.signing is not None:
        regions = signs.text(", ".join(region.name for region in one.signing.regions))
        pieces.append((LEFT, date_cell(one.signing.when, DATE, signs.ellipsis), "dim"))
        pieces.append((LEFT + DATE + GAP, fit(regions, REGION, ellipsis=signs.ellipsis), "dim"))
    pieces.append((LEFT + grid.place, text.label, "text"))
    if one.total is None:
        words = blank_words(one, signs)
        if width(words) > cells - 1 - grid.count_x:  # half a number is none
            words = blank_words(one, signs, numbers=False)
        x = max(min(grid.bar_x, cells - 1 - width(words)), grid.count_x)  # the numbers it stands for leave room
        return compose([*pieces, (x, fit(words, cells - x - 1, ellipsis=signs.ellipsis).rstrip(), "dim")], cells)
    strong = "text" if chart.by == "investment" else "dim"
    if grid.count:
        style = "dim" if strong == "text" else "text"
        pieces.append((grid.count_x, fit(text.count, grid.count, "right", signs.ellipsis), style))
    if grid.amount:
        pieces.append((grid.amount_x, text.sign, strong))
        pieces.append((grid.amount_x + grid.amount - width(text.amount), text.amount, strong))
    size = value(one, chart.by)
    end = _qualifier(one, chart)
    if size is None or one.id == NO_SECTOR:
        pieces.append((grid.bar_x, fit(signs.text(_nothing(one, chart)), grid.bar, ellipsis=signs.ellipsis), "dim"))
    else:
        style = "bar" if one.lane == DEFAULT_LANE and one.id not in ASIDE else "bar2"
        drawn = bar(size, longest, grid.bar, end, signs, style, fine=True)
        pieces.append((grid.bar_x, "".join(span.text for span in drawn), style))
    if grid.found:
        pieces.append((grid.found_x, fit(text.found, grid.found, "right"), "dim"))
    if grid.priced:
        pieces.append((grid.priced_x, fit(text.priced, grid.priced, "right"), "dim"))
    return compose(pieces, cells)


def _qualifier(one: Bar, chart: Chart) -> Qualifier:
    assert one.total is not None
    number = one.total.investment if chart.by == "investment" else one.total.projects
    return number.qualifier or Qualifier.EXACT


def _nothing(one: Bar, chart: Chart) -> str:
    assert one.total is not None
    if not one.total.signings:
        return _("nothing to add")
    if one.id == NO_SECTOR:
        return _("not ranked")
    return _("no amount") if chart.by == "investment" else _("no number")


def blank_words(one: Bar, signs: Signs = UNICODE, *, numbers: bool = True) -> str:
    """Why a bar has no number: nothing is told, or what is told is of another lane, with its number if asked for."""
    other = one.elsewhere
    if other is None:
        return signs.text(_("nothing is told"))
    differing = [own for own, wanted in zip(other.lane, one.lane, strict=True) if own != wanted]
    words = {"period": _("periods"), "event": _("events")}
    text = _("other lane: {lane}").format(lane=" ".join(words.get(word, word) for word in differing))
    if not numbers:
        return signs.text(text)
    if other.investment.cny is not None and other.investment.qualifier is not None:
        sign = signs.qualifier(other.investment.qualifier)
        text = _("{lane}, {amount} bn").format(lane=text, amount=f"{sign} {bn(other.investment.cny)}".strip())
    elif other.projects.value is not None:
        text = _("{lane}, {n} {unit}").format(lane=text, n=_count(other.projects, signs), unit=other.lane.unit)
    return signs.text(text)


def plain_bar(one: Bar, chart: Chart, cells: int) -> str:
    """A bar for a text that is read without colours: full and half blocks, its open end as a sign."""
    size = value(one, chart.by)
    if size is None or one.total is None or one.id == NO_SECTOR:
        return ""
    drawn = bar(size, longest_of(chart), cells, _qualifier(one, chart), UNICODE)
    return "".join(span.text for span in drawn).rstrip()
