"""What totals are made of: a whole over its parts, each on the axis of the whole, and what the parts leave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.analysis.bounds import Bounded
from tuiapp.analysis.charts import Bar, value
from tuiapp.analysis.compositions import share_of
from tuiapp.i18n import _, plural
from tuiapp.render.bars import bar
from tuiapp.render.cells import Line, Piece, compose, fit, width, wrap
from tuiapp.render.dates import compact
from tuiapp.render.lines import BLANK, DetailLine
from tuiapp.render.numbers import bn, share_cell
from tuiapp.render.signs import UNICODE, Signs
from tuiapp.rules.records import DEFAULT_LANE
from tuiapp.values.qualifier import Qualifier

if TYPE_CHECKING:
    from tuiapp.analysis.alike import Measured
    from tuiapp.analysis.compositions import Composition

_LEFT, _GAP, _INDENT = 2, 2, 2
_BAR_MOST, _LABEL_MOST = 48, 44
_SMALL = 70
"""Cells below which numbers stand closer."""


class _Row(NamedTuple):
    """A line of a composition."""

    label: str
    count: Bounded | None  # type: ignore[assignment]  # hides tuple.count, which no record needs
    amount: Bounded | None
    share: Bounded | None
    style: str
    target: str | None = None
    depth: int = 1


def draw_parts(found: Sequence[Composition], by: Measured, cells: int, *, signs: Signs = UNICODE) -> list[DetailLine]:
    """Each whole and its parts, with the target `bar:ID`, what the parts leave, and how it is worked out."""
    if not found:
        return [DetailLine(compose([(_LEFT, signs.text(_("No total of this query is divided.")), "dim")], cells))]
    lines: list[DetailLine] = []
    for one in found:
        lines += [DetailLine(BLANK)] if lines else []
        length = length_of(one, by)
        lines.append(DetailLine(_heading(one, cells, signs)))
        whole = _number(one.whole, length)
        most = int(whole.value) if whole is not None else 0
        for row in _rows(one, length):
            lines.append(DetailLine(_line(row, length, most, cells, signs), row.target))
        for text in _told(one, length):
            lines += [
                DetailLine(compose([(_LEFT + _INDENT, part, "dim")], cells))
                for part in wrap(signs.text(text), cells - _LEFT - _INDENT - 1)
            ]
    formula = _("each line is one signing; share = part / whole; remainder = whole - parts; both derived")
    lines += [DetailLine(BLANK)]
    return lines + [
        DetailLine(compose([(_LEFT, part, "dim")], cells)) for part in wrap(signs.text(formula), cells - _LEFT - 1)
    ]


def parts_header(cells: int, signs: Signs = UNICODE) -> Line:
    """The headings over all of them; each has an axis of its own, from 0 to its whole."""
    grid = _grid(cells)
    x = _LEFT + grid.label + grid.count
    pieces: list[Piece] = [
        (_LEFT, _("Part"), "dim"),
        (x - width(_("Proj.")), _("Proj."), "dim"),
        (x + grid.amount - width(_("bn CNY")), _("bn CNY"), "dim"),
        (x + grid.amount + _GAP, fit(_("0 to the whole"), grid.bar, ellipsis=signs.ellipsis), "dim"),
        (cells - 1 - width(_("share")), _("share"), "dim"),
    ]
    return compose([(at, signs.text(text), style) for at, text, style in pieces], cells)


def split_words(one: Composition) -> str:
    """By what it is divided: `by sector`."""
    return _("by {split}").format(split=one.split.replace("-", " ").replace("_", " "))


def left_words(one: Composition, by: Measured) -> list[str]:
    """What there is to say of a composition beside its numbers."""
    return list(_told(one, length_of(one, by)))


def length_of(one: Composition, by: Measured) -> Measured:
    """What its bars are as long as: projects where the whole has no amount."""
    return "projects" if by == "projects" or value(one.whole, "investment") is None else "investment"


class _Grid(NamedTuple):
    """How wide the columns are."""

    label: int
    count: int  # type: ignore[assignment]  # hides tuple.count, which no record needs
    amount: int
    bar: int
    share: int


def _grid(cells: int) -> _Grid:
    count, amount, share = (7, 10, 7) if cells < _SMALL else (9, 11, 8)
    room = cells - _LEFT - count - amount - _GAP - 1 - share - 1
    label = min(room * 3 // 5, _LABEL_MOST)
    return _Grid(label, count, amount, max(min(room - label, _BAR_MOST), 1), share)


def _heading(one: Composition, cells: int, signs: Signs) -> Line:
    row = one.whole.signing
    where = ", ".join(region.name for region in row.regions) if row is not None else ""
    when = compact(row.when) if row is not None else ""
    text = signs.join(signs.text(where), signs.text(when), signs.text(split_words(one)))
    return compose([(_LEFT, fit(text, cells - _LEFT - 1, ellipsis=signs.ellipsis), "dim")], cells)


def _rows(one: Composition, by: Measured) -> Iterator[_Row]:
    style = "bar" if one.whole.lane == DEFAULT_LANE else "bar2"
    yield _Row(one.whole.label, *_numbers(one.whole), None, style, f"bar:{one.whole.id}", 0)
    for part in one.parts:
        yield _Row(part.label, *_numbers(part), share_of(part, one.whole, by), style, f"bar:{part.id}")
    left = one.remainder
    if left.investment is not None or left.projects is not None:
        yield _Row(_("remainder"), left.projects, left.investment, None, "bar2")


def _told(one: Composition, by: Measured) -> Iterator[str]:
    left = one.remainder
    nothing = left.investment if by == "investment" else left.projects
    lacking = sum(value(part, by) is None for part in one.parts)
    if lacking == len(one.parts):
        yield (
            _("None of the parts prints an amount.") if by == "investment" else _("None of the parts prints a number.")
        )
        return
    if nothing is None and value(one.whole, by) is not None:
        yield _("What the parts leave is not certain.")
    if left.lacking and nothing is not None and by == "investment":
        yield plural(
            "{n} part prints no amount: it is in the remainder.",
            "{n} parts print no amount: they are in the remainder.",
            left.lacking,
        )
    if one.elsewhere:
        yield plural("{n} part is of another lane.", "{n} parts are of another lane.", one.elsewhere)


def _numbers(one: Bar) -> tuple[Bounded | None, Bounded | None]:
    return _number(one, "projects"), _number(one, "investment")


def _number(one: Bar, by: Measured) -> Bounded | None:
    size = value(one, by)
    if one.total is None or size is None:
        return None
    number = one.total.investment if by == "investment" else one.total.projects
    return Bounded(size, number.qualifier or Qualifier.EXACT, number.high)


def _line(row: _Row, by: Measured, most: int, cells: int, signs: Signs) -> Line:
    grid = _grid(cells)
    x = _LEFT + grid.label
    indent = _LEFT + _INDENT * row.depth
    sign = f"{signs.part} " if row.depth else ""
    name = fit(sign + signs.text(row.label), grid.label - _INDENT * row.depth, ellipsis=signs.ellipsis)
    count, amount = _written(row.count, signs, projects=True), _written(row.amount, signs, projects=False)
    pieces: list[Piece] = [
        (indent, name, "text" if row.target else "dim"),
        (x, fit(count, grid.count, "right", signs.ellipsis), "dim"),
        (x + grid.count, fit(amount, grid.amount, "right", signs.ellipsis), "text"),
    ]
    number = row.amount if by == "investment" else row.count
    if number is not None and most:
        drawn = bar(int(number.value), most, grid.bar, number.qualifier, signs, row.style, fine=True)
        pieces.append((x + grid.count + grid.amount + _GAP, "".join(span.text for span in drawn), row.style))
    if row.share is not None:
        share = share_cell(row.share, signs)
        pieces.append((cells - 1 - width(share), share, "dim"))
    return compose(pieces, cells)


def _written(number: Bounded | None, signs: Signs, *, projects: bool) -> str:
    if number is None:
        return signs.missing

    def form(one: int) -> str:
        return f"{one:,}" if projects else bn(one)

    if number.qualifier is Qualifier.RANGE and number.high is not None:
        return f"{form(int(number.value))}{signs.to}{form(int(number.high))}"
    return f"{signs.qualifier(number.qualifier)} {form(int(number.value))}".strip()
