"""The page of one event as a grid: where its columns stand, and a row with the source's words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from tuiapp.render.cells import Line, Piece, Span, compose, fit, width, wrap
from tuiapp.render.lines import DetailLine
from tuiapp.render.numbers import COUNT, EVENT_DECIMALS, amount_width
from tuiapp.render.table import flag

if TYPE_CHECKING:
    from tuiapp.catalog.records import ShownFinding
    from tuiapp.render.event_parts import SourceNumbers
    from tuiapp.render.signs import Signs

LEFT = 2
"""The left margin."""
WIDE = 110
"""From here on a row is one line: bars, printed words and sources beside the numbers."""
NARROW = 80
"""From here on there are bars."""
_USUAL = 140
_AMOUNT = amount_width(EVENT_DECIMALS)
_SOURCE = 6
"""Cells of the numbers of sources: three of them."""
_PRINTED = 23
"""Cells of the printed words where the page has its usual width, or less."""


class Page(NamedTuple):
    """The grid for a width, with what every row of it needs; a place is 0 where the width has no room for it."""

    cells: int
    label_cells: int
    count: int  # type: ignore[assignment]  # hides tuple.count, which no record needs
    amount: int
    bar: int
    bar_cells: int
    """Without the cell of an open end."""
    flag: int
    printed: int
    printed_cells: int
    numbers: SourceNumbers
    signs: Signs

    @property
    def wide(self) -> bool:
        """Whether a row is one line."""
        return self.printed > 0

    @property
    def label_end(self) -> int:
        """The cell after the last one of labels."""
        return LEFT + self.label_cells

    def line(self, text: str, style: str, x: int = LEFT) -> DetailLine:
        """A line with one text."""
        return self.row([(x, text, style)])

    def row(self, pieces: Sequence[Piece], target: str | None = None) -> DetailLine:
        """A line of texts at their places, in any order."""
        ordered = sorted((piece for piece in pieces if piece[1]), key=lambda piece: piece[0])
        return DetailLine(compose(ordered, self.cells), target)

    def blank(self) -> DetailLine:
        """An empty line."""
        return self.row(())

    def paragraph(self, text: str, style: str, x: int = LEFT) -> list[DetailLine]:
        """A text in as many lines as it needs; no lines for none."""
        return [self.line(line, style, x) for line in wrap(text, self.cells - x - 1)] if text else []

    def section(self, title: str) -> list[DetailLine]:
        """A blank line and a rule that carries a title."""
        shown = title if width(title) <= self.cells - 4 else fit(title, self.cells - 4, ellipsis=self.signs.ellipsis)
        dashes = self.signs.rule * (self.cells - width(shown) - 3)
        line: Line = (Span(self.signs.rule, "rule"), Span(f" {shown} ", "strong"), Span(dashes, "rule"))
        return [self.blank(), DetailLine(line)]


def page(cells: int, numbers: SourceNumbers, signs: Signs) -> Page:
    """The grid for a width. At 140 it is the one that was drawn first; wider, the label and the bars share the rest."""
    if cells >= WIDE:
        spare = cells - _USUAL
        label = 56 + (spare // 2 if spare > 0 else spare * 18 // 30)
        bars = 22 + (spare // 4 if spare > 0 else spare * 12 // 30)
        count = LEFT + label + 2
        amount = count + COUNT + 2
        bar = amount + _AMOUNT + 2
        printed = bar + bars + 4
        words = cells - 1 - _SOURCE - 1 - printed
        return Page(cells, label, count, amount, bar, bars, printed - 2, printed, words, numbers, signs)
    flag_x = cells - 2
    bars = 10 + (cells - NARROW) // 4 if cells >= NARROW else 0
    bar = flag_x - 2 - bars if bars else 0
    amount = (bar or flag_x) - 1 - _AMOUNT
    count = amount - 1 - COUNT
    return Page(cells, count - 1 - LEFT, count, amount, bar, bars, flag_x, 0, cells - LEFT - 1, numbers, signs)


class Words(NamedTuple):
    """What a row is about beside its numbers."""

    printed: Sequence[str]
    """The source's words for its numbers, each of them."""
    further: str
    """What else is reported of it; beside the label where it fits whole, else under it."""
    sources: str
    """The numbers of its sources."""
    target: str
    findings: Sequence[ShownFinding]


def row_with_words(sheet: Page, label: Piece, numbers: Sequence[Piece], words: Words) -> list[DetailLine]:
    """A row: a label, numbers, the source's words and where they are from; what does not fit follows in dim lines.

    Args:
        sheet: the grid.
        label: the label at its place; one that is too long goes on in the lines below.
        numbers: what stands in the columns of numbers and bars.
        words: what else the row says.
    """
    signs = sheet.signs
    x, text, style = label
    room = sheet.label_end - x
    shown, *rest = wrap(text, room)
    sign, role = flag(words.findings, signs)
    pieces = [(x, shown, style), *numbers, (sheet.flag, sign, role)]
    further = words.further
    if further and not rest and width(shown) + 3 + width(further) <= room:
        pieces.append((x + width(shown), f" {signs.middot} {further}", "dim"))
        further = ""
    source: Piece = (sheet.cells - 1 - width(words.sources), words.sources, "accent")
    if not sheet.wide:
        said = signs.quote("; ".join(words.printed)) if words.printed else ""
        lines = wrap(signs.join(said, further), sheet.cells - x - 4 - width(words.sources))
        taken = max(at + width(said.rstrip()) for at, said, _style in pieces if said.strip())
        if not any(lines) and not rest and taken < source[0]:
            return [sheet.row([*pieces, source], words.target)]
        below = [sheet.line(line, style, x) for line in rest]
        below.append(sheet.row([(x + 2, lines[0], "dim"), source]))
        below += [sheet.line(line, "dim", x + 2) for line in lines[1:]]
        return [sheet.row(pieces, words.target), *below]
    printed = [line for text in words.printed for line in wrap(signs.text(text), sheet.printed_cells)]
    pieces += [*((sheet.printed, line, "dim") for line in printed[:1]), source]
    beside = [(x, line, style) for line in rest]
    beside += [(x + 2, line, "dim") for line in (wrap(further, sheet.bar - x - 3) if further else [])]
    right = [(sheet.printed, line, "dim") for line in printed[1:]]
    below = [
        sheet.row([piece for piece in pair if piece is not None]) for pair in zip_longest(beside, right, fillvalue=None)
    ]
    return [sheet.row(pieces, words.target), *below]
