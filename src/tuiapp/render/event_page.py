"""One event as high as the screen: the tree of signings with bars, findings, what else is reported, sources."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tuiapp.i18n import _
from tuiapp.render.bars import axis, bar
from tuiapp.render.cells import Line, Piece, Span, compose, fit, width, wrap
from tuiapp.render.event_parts import (
    Node,
    SourceNumbers,
    closing_sentence,
    figure_cells,
    figure_time,
    pairs,
    printed_words,
    publisher,
    tree,
)
from tuiapp.render.lines import DetailLine
from tuiapp.render.numbers import (
    COUNT,
    EVENT_DECIMALS,
    amount_cell,
    amount_width,
    bn,
    count_cell,
    percent,
    shown_qualifier,
)
from tuiapp.render.signs import UNICODE, Signs
from tuiapp.render.slopes import slope
from tuiapp.render.table import flag
from tuiapp.rules.records import DEFAULT_LANE

if TYPE_CHECKING:
    from tuiapp.catalog.records import Event, FigureRow, Report, ShownFinding, SigningRow

_LEFT = 2
_TITLE_END = 9
_AMOUNT = amount_width(EVENT_DECIMALS)
_SOURCE = 6
_WIDE = 110
_USUAL = 140
_NARROW = 80
_SLOPE = 8


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the columns begin; 0 where the width has no room for one."""

    cells: int
    label_cells: int
    count: int
    amount: int
    bar: int
    bar_cells: int
    """Without the cell of an open end."""
    flag: int
    printed: int
    printed_cells: int


def _grid(cells: int) -> _Grid:
    """From 110 cells on one line has all; below, printed words and sources have a line of their own."""
    if cells >= _WIDE:
        spare = cells - _USUAL
        label = 56 + (spare // 2 if spare > 0 else spare * 16 // 30)
        bars = 22 + (spare // 4 if spare > 0 else spare * 8 // 30)
        count = _LEFT + label + 2
        amount = count + COUNT + 2
        bar_x = amount + _AMOUNT + 1
        printed = bar_x + bars + 4
        return _Grid(cells, label, count, amount, bar_x, bars, printed - 2, printed, cells - 1 - _SOURCE - 1 - printed)
    if cells >= _NARROW:
        bars = 10 + (cells - _NARROW) // 4
        flag_x = cells - 2
        bar_x = flag_x - 2 - bars
        amount = bar_x - 1 - _AMOUNT
        count = amount - 1 - COUNT
        return _Grid(cells, count - 1 - _LEFT, count, amount, bar_x, bars, flag_x, 0, cells - _LEFT - 1)
    amount = cells - 3 - _AMOUNT
    count = amount - COUNT
    return _Grid(cells, count - 1 - _LEFT, count, amount, 0, 0, cells - 2, 0, cells - _LEFT - 1)


@dataclass(frozen=True, slots=True)
class _Words:
    """What a row is about beside its numbers: the source's words, what the cursor finds there, what checks found."""

    words: str
    target: str
    findings: Sequence[ShownFinding]


def event_full(
    event: Event, cells: int, *, added: Collection[str] | None = None, signs: Signs = UNICODE
) -> list[DetailLine]:
    """All that is reported of an event, as lines for a screen of its own.

    Targets are `signing:ID`, `finding:CHECK:SUBJECT`, `figure:ID` and `report:ID`.

    Args:
        event: what is shown.
        cells: the width.
        added: ids of the signings that totals add; None while that is not known.
        signs: the alphabet.
    """
    grid = _grid(cells)
    numbers = SourceNumbers(event.reports)
    signed, also = _divide(event.signings)
    out = _introduction(event, grid, signs)
    if signed:
        out += _signed(signed, grid, numbers, added, signs)
    if event.findings:
        out += _section(_("Findings"), grid, signs)
        for finding in event.findings:
            out += _finding(finding, grid, signs)
    if also or event.figures:
        out += _section(_("Also reported, not added to any total of signed projects"), grid, signs)
        for node in tree(also):
            out += _also(node, grid, numbers, signs)
        out += _figures(event.figures, grid, numbers, signs)
    if event.reports:
        out += _section(_("Sources"), grid, signs)
        for number, report in enumerate(event.reports, 1):
            out += _source(number, report, grid, signs)
    if added is not None and event.signings:
        out += _text(closing_sentence(event, added), grid, signs)
    return out


def _divide(signings: Sequence[SigningRow]) -> tuple[list[SigningRow], list[SigningRow]]:
    """Signings of projects, and what is no signing of projects but funds, credit, trade or offers; with their parts."""
    also: set[str] = set()
    for signing in signings:
        odd = signing.lane.measure in ("fund size", "credit", "trade") or signing.lane.stage == "offered"
        if signing.part_of in also or (odd and signing.part_of is None):
            also.add(signing.id)
    if len(also) == len(signings):  # all there is: it is what was signed
        return list(signings), []
    return [s for s in signings if s.id not in also], [s for s in signings if s.id in also]


def _introduction(event: Event, grid: _Grid, signs: Signs) -> list[DetailLine]:
    texts: list[tuple[str, str]] = []
    if event.theme:
        texts.append((_("Theme {theme}").format(theme=signs.quote(event.theme)), "text"))
    if event.summary:
        texts.append((signs.text(event.summary), "dim"))
    if event.organisers:
        names = "; ".join(event.organisers)
        texts.append((signs.text(_("Organised by {names}").format(names=names)), "dim"))
    if event.guests:
        names = ", ".join(region.name for region in event.guests)
        texts.append((signs.text(_("Guests: {names}").format(names=names)), "dim"))
    lines = [_wrapped_line(line, style, grid) for text, style in texts for line in wrap(text, grid.cells - _LEFT - 1)]
    return [_blank(grid), *lines] if lines else []


def _wrapped_line(line: str, style: str, grid: _Grid, x: int = _LEFT) -> DetailLine:
    return DetailLine(compose([(x, line, style)], grid.cells))


def _blank(grid: _Grid) -> DetailLine:
    return DetailLine(compose((), grid.cells))


def _section(title: str, grid: _Grid, signs: Signs) -> list[DetailLine]:
    shown = fit(title, grid.cells - 4, ellipsis=signs.ellipsis) if width(title) > grid.cells - 4 else title
    rest = grid.cells - width(shown) - 3
    line: Line = (Span(signs.rule, "rule"), Span(f" {shown} ", "strong"), Span(signs.rule * rest, "rule"))
    return [_blank(grid), DetailLine(line)]


def _text(text: str, grid: _Grid, signs: Signs) -> list[DetailLine]:
    lines = wrap(signs.text(text), grid.cells - _LEFT - 1) if text else []
    return [_blank(grid), *(_wrapped_line(line, "dim", grid) for line in lines)] if lines else []


# Signings.


def _signed(
    signings: Sequence[SigningRow],
    grid: _Grid,
    numbers: SourceNumbers,
    added: Collection[str] | None,
    signs: Signs,
) -> list[DetailLine]:
    maximum = max((s.investment.cny for s in signings if s.investment and s.investment.cny), default=0)
    out = [_blank(grid), DetailLine(_head(grid, maximum, signs))]
    for node in tree(signings):
        if node.signing is None:
            out.append(_wrapped_line(signs.text(node.heading), "dim", grid, _LEFT + 2 * node.depth))
            continue
        bright = added is None or node.signing.id in added or not any(s.id in added for s in signings)
        out += _signing(node, node.signing, grid, maximum, numbers, signs, bright=bright)
    return out


def _head(grid: _Grid, maximum: int, signs: Signs) -> Line:
    projects, amount = _("Projects"), _("bn CNY")
    pieces: list[Piece] = [(_LEFT, _("Signed"), "strong")]
    pieces.append((grid.count + COUNT - width(projects), projects, "dim"))
    pieces.append((grid.amount + _TITLE_END - width(amount), amount, "dim"))
    if grid.bar and maximum:
        pieces.append((grid.bar, axis(bn(maximum), grid.bar_cells), "dim"))
    if grid.printed:
        pieces.append((grid.printed, fit(_("as printed"), grid.printed_cells, ellipsis=signs.ellipsis), "dim"))
        source = _("source")
        pieces.append((grid.cells - 1 - width(source), source, "dim"))
    return compose(pieces, grid.cells)


def _signing(  # one line has so many columns
    node: Node,
    signing: SigningRow,
    grid: _Grid,
    maximum: int,
    numbers: SourceNumbers,
    signs: Signs,
    *,
    bright: bool,
) -> list[DetailLine]:
    indent = min(2 * node.depth, grid.label_cells // 2)
    x = _LEFT + indent
    label_style = "strong" if node.depth == 0 or (node.depth == 1 and node.has_parts) else "text"
    number_style = label_style if bright else "dim"
    label = fit(signs.text(signing.label), grid.label_cells - indent, ellipsis=signs.ellipsis)
    pieces: list[Piece] = [(x, label, label_style)]
    pieces.append((grid.count, count_cell(signing.count, signs), number_style))
    pieces.append((grid.amount, amount_cell(signing.investment, signs, EVENT_DECIMALS), number_style))
    pieces += _bar(signing, grid, maximum, signs)
    row = _Words(printed_words(signing), f"signing:{signing.id}", signing.findings)
    return _with_words(pieces, row, _further(signing), numbers.of_signing(signing), x, grid, signs)


def _bar(signing: SigningRow, grid: _Grid, maximum: int, signs: Signs) -> list[Piece]:
    money = signing.investment
    if not grid.bar or money is None or not money.cny:
        return []
    style = "bar" if signing.lane == DEFAULT_LANE else "bar2"
    spans = bar(money.cny, maximum, grid.bar_cells, shown_qualifier(money), signs, style)
    return [(grid.bar, spans[0].text, spans[0].style)]


def _further(signing: SigningRow) -> list[str]:
    """What is reported of a signing beside its numbers, in few words."""
    parts = []
    lane = signing.lane
    if lane != DEFAULT_LANE or signing.status not in ("signed", "agreed", lane.stage):
        unit = "" if lane.unit == "projects" else lane.unit
        measure = "" if lane.measure == "investment" else lane.measure
        parts.append(" ".join(filter(None, (signing.status, measure, unit))))
    if signing.share:
        parts.append(_("share printed {share}").format(share=signing.share))
    if signing.threshold and signing.investment is not None:
        parts.append(_("each {threshold}").format(threshold=signing.threshold))
    for growth, noun in ((signing.yoy_count, _("count")), (signing.yoy_investment, _("amount"))):
        if growth is not None and growth.unit == "percent":
            parts.append(
                _("{noun} {growth} on the year before").format(noun=noun, growth=percent(growth.value, signed=True))
            )
    if signing.counterparts:
        parts.append(_("with {names}").format(names=", ".join(region.name for region in signing.counterparts)))
    if signing.investor:
        parts.append(_("investor {name}").format(name=signing.investor))
    words = signing.sector_words or tuple(sector.name for sector in signing.sectors)
    if words and signing.depth == 0:
        parts.append(", ".join(words))
    conversion = signing.investment.conversion if signing.investment else None
    if conversion is not None:
        rate = {"rate": f"{conversion.rate:f}", "currency": conversion.currency, "year": conversion.year}
        parts.append(_("converted at {rate} CNY for 1 {currency}, average of {year}").format(**rate))
    elif signing.investment is not None and signing.investment.cny is None:
        parts.append(_("no rate for its year, so not converted"))
    return parts


def _with_words(  # one line has so many columns
    pieces: list[Piece],
    row: _Words,
    further: Sequence[str],
    sources: str,
    x: int,
    grid: _Grid,
    signs: Signs,
) -> list[DetailLine]:
    """A line with printed words and sources; what does not fit follows in dim lines."""
    words, target = row.words, row.target
    sign, role = flag(row.findings, signs)
    pieces = [*pieces, (grid.flag, sign, role)]
    below: list[list[Piece]] = []
    if grid.printed:
        printed = wrap(signs.text(words), grid.printed_cells) if words else [""]
        pieces.append((grid.printed, printed[0], "dim"))
        pieces.append((grid.cells - 1 - width(sources), sources, "accent"))
        below = [[(grid.printed, line, "dim")] for line in printed[1:]]
    else:
        text = signs.quote(words) if words else ""
        room = grid.cells - x - 3 - width(sources) - 1
        lines = wrap(text, room) if text else [""]
        below = [[(x + 2, line, "dim")] for line in lines]
        below[0].append((grid.cells - 1 - width(sources), sources, "accent"))
    text = signs.join(*map(signs.text, further))
    room = (grid.bar or grid.cells) - x - 3 if grid.printed else grid.cells - x - 3
    below += [[(x + 2, line, "dim")] for line in (wrap(text, room) if text else [])]
    ordered = sorted((piece for piece in pieces if piece[1]), key=lambda piece: piece[0])
    first = DetailLine(compose(ordered, grid.cells), target)
    return [first, *(DetailLine(compose(each, grid.cells)) for each in below)]


# Findings.


def _finding(finding: ShownFinding, grid: _Grid, signs: Signs) -> list[DetailLine]:
    sign, role = flag((finding,), signs)
    name = signs.text(finding.check.replace("-", " "))
    word = _("acknowledged") if finding.acknowledged else _("error") if finding.severity == "error" else _("warning")
    message = finding.message
    if finding.acknowledged:
        use = {True: _("The number is used."), False: _("The number is left out of every total."), None: ""}[
            finding.use
        ]
        message = " ".join(filter(None, (message, finding.why and f"{finding.why.rstrip('.')}.", use)))
    style = "dim" if finding.acknowledged else "text"
    target = f"finding:{finding.check}:{finding.subject}"
    wide = grid.cells >= _WIDE
    word_x = 22 if wide else _LEFT + 2 + width(name) + 2
    text_x = 36 if wide else _LEFT + 2
    head: list[Piece] = [(_LEFT, sign, role), (_LEFT + 2, name, style)]
    if wide and width(name) > word_x - _LEFT - 3:
        head[1] = (_LEFT + 2, fit(name, word_x - _LEFT - 3, ellipsis=signs.ellipsis), style)
    head.append((word_x, word, role))
    lines = wrap(signs.text(message), grid.cells - text_x - 1)
    if wide:
        head.append((text_x, lines.pop(0), style))
    out = [DetailLine(compose(head, grid.cells), target)]
    return out + [_wrapped_line(line, style, grid, text_x) for line in lines]


# What else is reported.


def _also(node: Node, grid: _Grid, numbers: SourceNumbers, signs: Signs) -> list[DetailLine]:
    signing = node.signing
    if signing is None:
        return [_wrapped_line(signs.text(node.heading), "dim", grid, _LEFT + 2 * node.depth)]
    lane = signs.join(signing.lane.stage, signing.lane.measure)
    cells = (
        count_cell(signing.count, signs) if signing.count else "",
        amount_cell(signing.investment, signs, EVENT_DECIMALS) if signing.investment else "",
    )
    words = _Words(printed_words(signing), f"signing:{signing.id}", signing.findings)
    row = _Other(signing.label, lane, cells, words)
    return _other_line(row, numbers.of_signing(signing), _LEFT + 2 * node.depth, [], grid, signs)


@dataclass(frozen=True, slots=True)
class _Other:
    """A row of what else is reported."""

    title: str
    kind: str
    cells: tuple[str, str]
    """Count and amount."""
    words: _Words


def _figures(figures: Sequence[FigureRow], grid: _Grid, numbers: SourceNumbers, signs: Signs) -> Iterable[DetailLine]:
    earlier = pairs(figures)
    out: list[DetailLine] = []
    for figure in figures:
        shown = figure_cells(figure.value, signs, EVENT_DECIMALS)
        kind = signs.join(_("figure"), figure_time(figure, signs))
        words = figure.value.text
        if shown.amount.strip() and len(shown.unit) == 3 and shown.unit != "CNY":  # bn of another currency
            kind = signs.join(kind, _("bn {currency}").format(currency=shown.unit))
        elif shown.unit == "%":
            kind = signs.join(kind, "%")
        aside: list[Piece] = []
        if grid.bar and figure.id in earlier:
            aside = _slope(earlier[figure.id], figure, grid, signs)
        elif figure.yoy is not None and figure.yoy.unit == "percent":
            growth = percent(figure.yoy.value, signed=True)
            aside = [(grid.bar, growth, "text")] if grid.bar else []
            words = words if grid.bar else f"{words}, {growth}"
        about = _Words(words, f"figure:{figure.id}", figure.findings)
        row = _Other(figure.title, kind, (shown.count, shown.amount), about)
        out += _other_line(row, numbers.of([figure.report]), _LEFT, aside, grid, signs)
    if earlier and grid.bar:
        out.append(_wrapped_line(signs.text(_("Change = later / earlier − 1")), "dim", grid))
    return out


def _slope(before: FigureRow, after: FigureRow, grid: _Grid, signs: Signs) -> list[Piece]:
    """Two points in time: a slope and the change between its ends."""
    spans = slope(before.value.value, after.value.value, _SLOPE, signs)
    pieces: list[Piece] = [(grid.bar + index * (_SLOPE - 1), s.text, s.style) for index, s in enumerate(spans[:2])]
    if signs.ascii:
        pieces = [(grid.bar, "".join(span.text for span in spans), "bar")]
    if before.value.value > 0:
        change = (after.value.value / before.value.value - 1) * 100
        pieces.append((grid.bar + _SLOPE + 1, percent(change.quantize(Decimal("0.1")), signed=True), "text"))
    return pieces


def _other_line(
    row: _Other, sources: str, x: int, aside: Sequence[Piece], grid: _Grid, signs: Signs
) -> list[DetailLine]:
    """A title, what it is, its value in the cells of a signing's, printed words and sources."""
    title, kind = signs.text(row.title), row.kind
    end = grid.count - 1
    kind_x = 36 if grid.cells >= _WIDE else end
    further: list[str] = []
    if width(title) > kind_x - x - 1 and width(title) + width(kind) + 2 <= end - x:
        kind_x = x + width(title) + 2
    if grid.cells < _WIDE or kind_x + width(kind) > end:
        further, kind, kind_x = [kind], "", end + 1
    pieces: list[Piece] = [(x, fit(title, kind_x - x - 1, ellipsis=signs.ellipsis), "text")]
    if kind:
        pieces.append((kind_x, kind, "dim"))
    if row.cells[0].strip():
        pieces.append((grid.count, row.cells[0], "text"))
    if row.cells[1].strip():
        pieces.append((grid.amount, row.cells[1], "text"))
    pieces += aside
    return _with_words(pieces, row.words, further, sources, x, grid, signs)


# Sources.


def _source(number: int, report: Report, grid: _Grid, signs: Signs) -> list[DetailLine]:
    """A source: who, which kind, when, in which language, what of; then its title and where it is."""
    dated = report.published or _("undated")
    title = signs.quote(report.title) if report.title else ""
    note = signs.text(report.note) if report.note else ""
    target = f"report:{report.id}"
    name = publisher(report, signs)
    if grid.cells >= _WIDE:
        shown = fit(name, 31, ellipsis=signs.ellipsis)
        pieces: list[Piece] = [(_LEFT, str(number), "accent"), (_LEFT + 2, shown, "text")]
        pieces += [(36, report.publisher_kind, "dim"), (47, dated, "dim"), (59, signs.text(report.language), "dim")]
        first, *more = wrap(note or title, grid.cells - 64 - 1)
        pieces.append((64, first, "text"))
        lines = [(64, line, "text") for line in more]
        lines += [(64, line, "dim") for line in (wrap(title, grid.cells - 65) if note and title else [])]
    else:
        facts = signs.join(name, report.publisher_kind, dated, signs.text(report.language))
        first, *more = wrap(facts, grid.cells - _LEFT - 3)
        pieces = [(_LEFT, str(number), "accent"), (_LEFT + 2, first, "text")]
        lines = [(_LEFT + 2, line, "text") for line in more]
        for text in filter(None, (note, title)):
            lines += [(_LEFT + 2, line, "dim") for line in wrap(text, grid.cells - _LEFT - 3)]
    if report.url:
        lines += [(_LEFT + 2, line, "dim") for line in wrap(signs.text(report.url), grid.cells - _LEFT - 3)]
    out = [DetailLine(compose(pieces, grid.cells), target)]
    return out + [DetailLine(compose([line], grid.cells)) for line in lines]
