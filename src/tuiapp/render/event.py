"""The event pane under the table: what is reported of one event, its numbers in the cells of the table's."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.i18n import _
from tuiapp.render.bars import bar
from tuiapp.render.cells import Line, Piece, compose, cut, fit, width
from tuiapp.render.columns import ADDED, WITH_EVENT, WITH_STAGE, by_id, layout
from tuiapp.render.dates import prose
from tuiapp.render.event_page import event_full
from tuiapp.render.event_parts import (
    Node,
    agreement,
    event_subtitle,
    figure_cells,
    figure_time,
    publisher,
    tree,
)
from tuiapp.render.lines import DetailLine
from tuiapp.render.numbers import (
    AMOUNT_TITLE_END,
    COUNT,
    DECIMALS,
    amount_cell,
    count_cell,
    each,
    percent,
    shown_qualifier,
)
from tuiapp.render.signs import UNICODE, Signs
from tuiapp.render.table import flag
from tuiapp.rules.records import DEFAULT_LANE

if TYPE_CHECKING:
    from tuiapp.catalog.records import Event, FigureRow, SigningRow

__all__ = ["event_full", "event_pane", "event_subtitle"]

_LEFT = 2
_FIGURE_X = 13
"""Where what is named by `Figures` and `Sources` begins."""
_BAR = 17
"""Cells of a bar with its end beside a label of 28."""
_LABEL_AND_BAR = 46


class _Grid(NamedTuple):
    """Where things stand: the numbers in the table's cells, the rest in what is left of them."""

    cells: int
    label: int
    bar: int
    """Where the bar begins; 0 for none."""
    bar_cells: int
    printed: int
    """Where the printed words begin; 0 when they have a line of their own."""
    printed_cells: int
    count: int  # type: ignore[assignment]  # hides tuple.count, which no record needs
    amount: int
    unit: int


def _grid(cells: int) -> _Grid:
    columns = layout(cells)
    at = {column.id: column.x for column in columns}
    count, amount, unit = at["projects"], at["investment"], at[ADDED]
    label = by_id(columns, "signing")
    assert label is not None
    if cells >= WITH_EVENT:
        area = label.x - 2 - _LEFT
        bar_cells = _BAR * area // _LABEL_AND_BAR
        words = area - bar_cells - 1
        return _Grid(cells, words, _LEFT + words + 1, bar_cells, label.x, count - label.x - 2, count, amount, unit)
    area = count - _LEFT - 1
    if cells >= WITH_STAGE:
        words = area * 11 // 20
        return _Grid(cells, words, 0, 0, _LEFT + words + 1, area - words - 1, count, amount, unit)
    return _Grid(cells, area, 0, 0, 0, area, count, amount, unit)


def event_pane(
    event: Event,
    cells: int,
    *,
    cursor: str | None = None,
    added: Container[int] | None = None,
    signs: Signs = UNICODE,
) -> list[DetailLine]:
    """An event as lines, to be scrolled where the pane is lower: facts, signings with bars, figures, sources.

    Targets are `signing:ID`, `figure:ID` and `report:ID`. Bars share one axis from 0; those of the default lane are
    in the first colour.

    Args:
        event: what is shown.
        cells: the width, which is also the table's above.
        cursor: the id of the signing under the table's cursor, shown in bold.
        added: the positions of the signings that totals add, while known; others are dim.
        signs: the alphabet.
    """
    grid = _grid(cells)
    out = [DetailLine(line) for line in _facts(event, cells, signs)]
    if event.signings:
        out += [DetailLine(compose((), cells)), DetailLine(_head(grid))]
        out += _signings(event, grid, cursor, added, signs)
    if event.figures:
        out.append(DetailLine(compose((), cells)))
        for index, figure in enumerate(event.figures):
            out += _figure(figure, grid, signs, first=index == 0)
    out += _sources(event, grid, signs)
    return out


def _facts(event: Event, cells: int, signs: Signs) -> list[Line]:
    room = cells - _LEFT - 1
    with_names = event_subtitle(event, signs, local_names=True)
    text = with_names if width(with_names) <= room else event_subtitle(event, signs)
    if event.edition:
        longer = signs.join(text, _("edition {n}").format(n=event.edition))
        text = longer if width(longer) <= room else text
    lines = [compose([(_LEFT, fit(text, room, ellipsis=signs.ellipsis), "text")], cells)]
    second = ""
    if event.theme:
        second = _("Theme {theme}").format(theme=signs.quote(event.theme))
    elif event.summary:
        second = signs.text(event.summary)
    if second:
        lines.append(compose([(_LEFT, fit(second, room, ellipsis=signs.ellipsis), "dim")], cells))
    return lines


def _head(grid: _Grid) -> Line:
    projects, amount = (_("Projects") if grid.bar else _("Proj.")), _("bn CNY")
    pieces: list[Piece] = [(_LEFT, _("Signed"), "dim")]
    if grid.printed:
        pieces.append((grid.printed, _("as printed"), "dim"))
    pieces.append((grid.count + COUNT - width(projects), projects, "dim"))
    pieces.append((grid.amount + AMOUNT_TITLE_END - width(amount), amount, "dim"))
    return compose(pieces, grid.cells)


def _signings(
    event: Event, grid: _Grid, cursor: str | None, added: Container[int] | None, signs: Signs
) -> list[DetailLine]:
    maximum = max((s.investment.cny for s in event.signings if s.investment and s.investment.cny), default=0)
    depth = 0  # of the last signing: headings of splits do not indent here
    out: list[DetailLine] = []
    heading_depths: list[int] = []
    for node in tree(event.signings):
        while heading_depths and heading_depths[-1] >= node.depth:
            heading_depths.pop()
        if node.signing is None:
            heading_depths.append(node.depth)
            continue
        depth = node.depth - len(heading_depths)
        out += _signing(node, depth, grid, maximum, node.signing.id == cursor, added, signs)
    return out


def _signing(
    node: Node,
    depth: int,
    grid: _Grid,
    maximum: int,
    cursor: bool,
    added: Container[int] | None,
    signs: Signs,
) -> list[DetailLine]:
    signing = node.signing
    assert signing is not None
    label_style = "strong" if cursor else "text"
    number_style = label_style if added is None or signing.n in added else "dim"
    lead = f"{'  ' * depth}{signs.part} " if depth else ""
    lead = lead[-grid.label // 2 :]
    pieces: list[Piece] = [(_LEFT, lead, "dim")] if lead else []
    label = fit(signs.text(signing.label), grid.label - width(lead), ellipsis=signs.ellipsis)
    pieces.append((_LEFT + width(lead), label, label_style))
    money = signing.investment
    if grid.bar and money is not None and money.cny:
        style = "bar" if signing.lane == DEFAULT_LANE else "bar2"
        x = grid.bar
        for span in bar(money.cny, maximum, grid.bar_cells - 1, shown_qualifier(money), signs, style):
            pieces.append((x, span.text, span.style))
            x += width(span.text)
    quoted = _quoted(signing, signs)
    sign, role = flag(signing.findings, signs)
    # A pane with bars stands below the table and has few lines; on a smaller screen it is alone.
    below = bool(quoted) and not grid.bar and (not grid.printed or width(quoted) > grid.printed_cells)
    if grid.printed:
        pieces.append((grid.printed - 2, sign, role))
        shown = "" if below else _cut_quote(quoted or _("no amount"), grid.printed_cells, signs)
        pieces.append((grid.printed, shown, "dim"))
    pieces.append((grid.count, count_cell(signing.count, signs), number_style))
    pieces.append((grid.amount, amount_cell(money, signs), number_style))
    target = f"signing:{signing.id}"
    out = [DetailLine(compose(sorted(pieces, key=lambda piece: piece[0]), grid.cells), target)]
    if below:
        text = fit(quoted, grid.cells - _LEFT - 5, ellipsis=signs.ellipsis)
        beside = [] if grid.printed else [(_LEFT, sign, role)]
        out.append(DetailLine(compose([*beside, (_LEFT + 2 + width(lead), text, "dim")], grid.cells)))
    return out


def _quoted(signing: SigningRow, signs: Signs) -> str:
    """The words for the amount, or for that of each project where there is no other; nothing where there is neither."""
    if signing.investment is not None:
        return signs.quote(signing.investment.printed.text)
    return each(signs.text(signing.threshold), signs.quote("{}")) if signing.threshold else ""


def _cut_quote(quoted: str, cells: int, signs: Signs) -> str:
    """A quotation that fits; one that is cut keeps its closing mark."""
    if width(quoted) <= cells:
        return quoted
    return cut(quoted, cells - width(signs.ellipsis) - 1).rstrip() + signs.ellipsis + signs.close_quote


def _figure(figure: FigureRow, grid: _Grid, signs: Signs, *, first: bool) -> list[DetailLine]:
    """One figure; where printed words have lines of their own, its time and growth have one too."""
    shown = figure_cells(figure.value, signs, DECIMALS)
    growth = percent(figure.yoy.value, signed=True) if figure.yoy and figure.yoy.unit == "percent" else ""
    time = figure_time(figure, signs)
    undated = figure.period is None and figure.as_of is None
    sign, role = flag(figure.findings, signs)
    time_role = role if undated and sign else "dim"
    target = f"figure:{figure.id}"
    pieces: list[Piece] = []
    x = _FIGURE_X if grid.bar else _LEFT
    if first and grid.bar:
        pieces.append((_LEFT, _("Figures"), "dim"))
    dated = grid.printed > 0 and bool(time or sign)
    end = (grid.printed if dated else grid.count + 2) - 3
    pieces.append((x, fit(signs.text(figure.title), end - x, ellipsis=signs.ellipsis), "text"))
    if dated:
        pieces.append((grid.printed - 2, sign, role))
        pieces.append((grid.printed, fit(time, grid.printed_cells, ellipsis=signs.ellipsis), time_role))
    numbers: list[Piece] = [(grid.count, shown.count, "text")] if shown.count.strip() else []
    if shown.amount.strip():
        numbers.append((grid.amount, shown.amount.rstrip(), "text"))
    right = grid.cells - 1 - width(growth)
    unit_room = (right if growth else grid.cells) - grid.unit - 1
    unit = shown.unit if width(shown.unit) <= unit_room else ""
    numbers.append((grid.unit, unit, "dim"))
    if growth and grid.printed and right > grid.unit + width(unit):
        numbers.append((right, growth, "text"))
    out = [DetailLine(compose(pieces + numbers, grid.cells), target)]
    if not grid.printed:
        text = signs.join(time, growth)
        out.append(DetailLine(compose([(_LEFT, sign, role), (_LEFT + 2, text, time_role)], grid.cells)))
    return out


def _sources(event: Event, grid: _Grid, signs: Signs) -> list[DetailLine]:
    """The sources in as many lines as they need, each with its number, then whether they agree."""
    verdict = agreement(event)
    style = "warning" if verdict == _("they disagree") else "dim"
    items: list[tuple[str, str, str | None]] = []
    for index, report in enumerate(event.reports, 1):
        dated = signs.text(prose(report.published)) if report.published else _("undated")
        text = f"{publisher(report, signs)}, {dated}, {signs.text(report.language)}"
        items.append((str(index), text, f"report:{report.id}"))
    if verdict:
        items.append(("", verdict if style == "dim" else f"{signs.warning} {verdict}", None))
    start = _FIGURE_X if grid.bar else _LEFT
    lines: list[DetailLine] = []
    pieces: list[Piece] = [(_LEFT, _("Sources"), "dim")] if grid.bar else []
    x, target = start, None
    for number, words, item_target in items:
        cost = (width(number) + 1 if number else 0) + width(words)
        if x > start and x + cost > grid.cells - 1:
            lines.append(DetailLine(compose(pieces, grid.cells), target))
            pieces, x, target = [], start, None
        room = grid.cells - x - 1 - (width(number) + 1 if number else 0)
        if number:
            pieces.append((x, number, "accent"))
            x += width(number) + 1
        shown = words if width(words) <= room else fit(words, room, ellipsis=signs.ellipsis)
        pieces.append((x, shown, style if not number else "text"))
        x += width(shown) + 3
        target = target or item_target
    if items:
        lines.append(DetailLine(compose(pieces, grid.cells), target))
    return lines
