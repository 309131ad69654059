"""Where the numbers of a comparison stand: in columns side by side where there is room, else a row for each column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tuiapp.render.bars import bar
from tuiapp.render.cells import Piece, compose, fit, width, wrap
from tuiapp.render.lines import DetailLine
from tuiapp.render.numbers import COUNT, amount_text, amount_width, count_text
from tuiapp.render.signs import Signs
from tuiapp.rules.results import MoneySum, SumOf
from tuiapp.values.qualifier import Qualifier

SIDE_BY_SIDE = 110
"""Cells from which columns stand side by side."""
_SECTIONED = 132
"""Cells from which the names of sections stand left of what they head, where two columns are compared."""
_LABEL = 33
_COLUMN = 25
"""Cells of a column at least: a count, an amount, and from how many signings."""
_WIDEST = 34
_VERDICT = 16
_AMOUNT = amount_width()


_Number = tuple[int | None, Qualifier | None, int | None] | None


class Numbers(NamedTuple):
    """What one column has in a line."""

    count: _Number = None  # type: ignore[assignment]  # hides tuple.count, which no record needs
    """A number of projects, its qualifier and the high end of a range; None where the line has no counts."""
    yuan: _Number = None
    note: str = ""
    """What stands beside the numbers: `3 of 4`."""


class Grid(NamedTuple):
    """The places of a width."""

    cells: int
    label: int
    """Where the name of a line begins."""
    label_width: int
    columns: tuple[int, ...]
    """Where the columns begin; empty where they stand one under another."""
    column_width: int
    verdict: int | None
    """Where it says what may be said of two columns; None where that has no place of its own."""
    names: tuple[str, ...]
    signs: Signs

    @property
    def sectioned(self) -> bool:
        """Whether the names of sections stand left of what they head."""
        return self.label > _INDENT

    @property
    def wide(self) -> bool:
        """Whether the columns stand side by side."""
        return bool(self.columns)


_INDENT = 2


def grid(cells: int, names: Sequence[str], signs: Signs) -> Grid:
    """The places of so many columns in a width."""
    n = len(names)
    if n == 2 and cells >= _SECTIONED:
        first = cells - _VERDICT - 2 * _WIDEST
        two = (first, first + _WIDEST)
        return Grid(cells, 22, first - 23, two, _WIDEST - 2, cells - _VERDICT, tuple(names), signs)
    room = (cells - _INDENT - _LABEL) // n
    if cells >= SIDE_BY_SIDE and room >= _COLUMN:
        own = min(room, _WIDEST)
        first = cells - n * own
        columns = tuple(first + at * own for at in range(n))
        return Grid(cells, _INDENT, first - _INDENT - 1, columns, own - 1, None, tuple(names), signs)
    return Grid(cells, _INDENT, cells - _INDENT - 1, (), cells, None, tuple(names), signs)


class Out:
    """The lines of a comparison as they are drawn, each with the queries that its numbers come from."""

    def __init__(self, places: Grid) -> None:
        self.grid = places
        self.lines: list[DetailLine] = []
        self.sections: list[int] = []
        """The first line of each section."""
        self.asks: dict[str, tuple[str | None, ...]] = {}
        """By target the query behind each column, None where a column has nothing there."""
        self._headings: list[str] = []

    def section(self, title: str, note: str = "", *, more: str = "") -> None:
        """Begin a section.

        Args:
            title: its name.
            note: what is said of all of it.
            more: the rest of its name, where that takes a second line.
        """
        if self.lines:
            self._headings = []
            self.add(())
        self.sections.append(len(self.lines))
        if self.grid.sectioned:
            self._headings = [title, more] if more else [title]
            if note:
                self.add(((self.grid.label, note, "dim"),))
            return
        title = f"{title} {more}".rstrip()
        x = _INDENT + width(title) + 2
        beside = bool(note) and x + width(note) < self.grid.cells
        self.add(((_INDENT - 1, title, "strong"), (x, note if beside else "", "dim")))
        for line in wrap(self.grid.signs.text(note), self.grid.cells - _INDENT - 1) if note and not beside else ():
            self.add(((_INDENT, line, "dim"),))

    def add(self, pieces: Iterable[Piece], asks: Sequence[str | None] | None = None) -> None:
        """A line; where `asks` has a query, the cursor can rest on it."""
        signs, cells = self.grid.signs, self.grid.cells
        texts = [(x, signs.text(text), style) for x, text, style in pieces]
        if self._headings:
            first = len(self.lines) == self.sections[-1]
            name = cut(self._headings.pop(0), self.grid.label - 2, signs)
            texts.insert(0, (1, name, "strong" if first else "dim"))
        target = None
        if asks is not None and any(one is not None for one in asks):
            target = f"line:{len(self.lines)}"
            self.asks[target] = tuple(asks)
        self.lines.append(DetailLine(compose(texts, cells), target))


def cut(text: str, cells: int, signs: Signs) -> str:
    """The text in at most so many cells, without blanks behind it."""
    return fit(signs.text(text), max(cells, 1), ellipsis=signs.ellipsis).rstrip()


class Row(NamedTuple):
    """The places in a row of its own for one column."""

    name: int
    name_width: int
    count: int  # type: ignore[assignment]  # hides tuple.count, which no record needs
    count_bar: int
    count_cells: int
    amount: int
    bar: int
    bar_cells: int
    note: int


def row_of(places: Grid) -> Row:
    """Where the numbers stand in rows: name, projects and their bar, amount and its bar, from how many signings."""
    cells, small = places.cells, places.cells < _SMALL
    name, name_width, count_cells = (_INDENT, 10, 5) if small else (_INDENT, 14, 10)
    count = name + name_width + 1
    count_bar = count + COUNT + 1
    amount = count_bar + count_cells + 2
    note = cells - (6 if small else 9)
    start = amount + _AMOUNT + 1
    return Row(name, name_width, count, count_bar, count_cells, amount, start, max(note - start - 2, 1), note)


_SMALL = 80


def emit(
    out: Out,
    label: str,
    columns: Sequence[Numbers],
    asks: Sequence[str | None],
    *,
    verdict: str = "",
    style: str = "text",
    most: Numbers | None = None,
) -> None:
    """A line of numbers, one of each column, and bars on an axis that the columns share.

    Args:
        out: where it is added.
        label: what the numbers are of.
        columns: the numbers of each column.
        asks: the query behind each column.
        verdict: what may be said of two columns.
        style: the role of the numbers.
        most: the ends of the axes, where several lines share them; else those of the line, which has bars then
            where two columns have the number.
    """
    emitting = _emit_side if out.grid.wide else _emit_rows
    emitting(out, label, _Line(columns, asks, verdict, style, most or _most_of_two(columns)))


def _most_of_two(columns: Sequence[Numbers]) -> Numbers:
    """The ends of the axes of one line; none where there is nothing to hold a bar against."""
    most = most_of(columns)
    counts = sum(bool(one.count and one.count[0]) for one in columns)
    amounts = sum(bool(one.yuan and one.yuan[0]) for one in columns)
    return Numbers(most.count if counts > 1 else None, most.yuan if amounts > 1 else None)


class _Line(NamedTuple):
    """What stands in a line beside its label; see `emit`."""

    columns: Sequence[Numbers]
    asks: Sequence[str | None]
    verdict: str
    style: str
    most: Numbers


def _emit_side(out: Out, label: str, line: _Line) -> None:
    places, signs = out.grid, out.grid.signs
    first, rest = _halves(signs.text(label), places.label_width, signs)
    pieces: list[Piece] = [(places.label, first, line.style)]
    bars: list[Piece] = []
    for at, (x, numbers) in enumerate(zip(places.columns, line.columns, strict=True)):
        pieces += _side_numbers(places, x, numbers, line.style)
        bars += _side_bars(places, x, numbers, line.most, "bar" if at == 0 else "bar2")
    verdict_x = places.verdict
    if verdict_x is None:  # right of the label, before the columns
        verdict_x = places.label + places.label_width - width(line.verdict) - 1
        at_right = not rest and places.label + width(first) + 2 <= verdict_x
    else:
        at_right = width(line.verdict) <= _VERDICT - 1
    if line.verdict and at_right:
        pieces.append((verdict_x, line.verdict, "dim"))
    out.add(sorted(pieces, key=lambda piece: piece[0]), line.asks)
    below: list[Piece] = [(places.label + 2, rest, line.style)] if rest else []
    if line.verdict and not at_right:
        x = places.label + 2 + (width(rest) + 2 if rest else 0)
        below.append((x, cut(line.verdict, places.label + places.label_width - x, signs), "dim"))
    if below or bars:
        out.add([*below, *bars])


def _halves(label: str, cells: int, signs: Signs) -> tuple[str, str]:
    """A label that is too long in two lines, broken between two of its facts."""
    if width(label) <= cells:
        return label, ""
    between = f" {signs.middot} "
    facts = label.split(between)
    for n in range(len(facts) - 1, 0, -1):
        head = between.join(facts[:n])
        if width(head) <= cells:
            return head, cut(between.join(facts[n:]), cells - 2, signs)
    return cut(label, cells, signs), ""


def _side_numbers(places: Grid, x: int, numbers: Numbers, style: str) -> list[Piece]:
    signs = places.signs
    pieces: list[Piece] = []
    if numbers.count is not None:
        pieces.append((x, count_text(*numbers.count, signs), style))
    if numbers.yuan is not None:
        value, qualifier, high = numbers.yuan
        pieces.append((x + COUNT + 1, amount_text(value, qualifier, high, signs), style))
    at = x + COUNT + 1 + _AMOUNT + 1
    if numbers.note:
        pieces.append((at, _note(numbers.note, places.column_width - (at - x), signs), "dim"))
    return pieces


def _side_bars(places: Grid, x: int, numbers: Numbers, most: Numbers, style: str) -> list[Piece]:
    pieces = _bar(x, numbers.count, most.count, COUNT - 1, places.signs, style)
    return pieces + _bar(x + COUNT + 1, numbers.yuan, most.yuan, places.column_width - COUNT - 3, places.signs, style)


def _emit_rows(out: Out, label: str, line: _Line) -> None:
    places, signs, row = out.grid, out.grid.signs, row_of(out.grid)
    room = places.cells - _INDENT - width(line.verdict) - 3
    verdict_x = places.cells - width(line.verdict) - 1
    out.add(((_INDENT, cut(label, room, signs), line.style), (verdict_x, line.verdict, "dim")))
    for at, (numbers, ask) in enumerate(zip(line.columns, line.asks, strict=True)):
        bar_style = "bar" if at == 0 else "bar2"
        pieces: list[Piece] = [(row.name + 1, cut(places.names[at], row.name_width - 1, signs), "dim")]
        if numbers.count is not None:
            pieces.append((row.count, count_text(*numbers.count, signs), line.style))
            pieces += _bar(row.count_bar, numbers.count, line.most.count, row.count_cells, signs, bar_style)
        if numbers.yuan is not None:
            value, qualifier, high = numbers.yuan
            pieces.append((row.amount, amount_text(value, qualifier, high, signs), line.style))
            pieces += _bar(row.bar, numbers.yuan, line.most.yuan, row.bar_cells, signs, bar_style)
        if numbers.note:
            pieces.append((row.note, _note(numbers.note, places.cells - row.note, signs), "dim"))
        out.add(pieces, only(at, ask, len(line.columns)))


def only(at: int, ask: str | None, n: int) -> list[str | None]:
    """A line of one column alone."""
    return [ask if other == at else None for other in range(n)]


def _note(note: str, room: int, signs: Signs) -> str:
    """`3 of 4`, or `3/4` where there is less room; a percentage whole or not at all, for cut it would be another."""
    if not note.endswith("%"):
        return cut(note if width(note) <= room else note.replace(" of ", "/"), room, signs)
    forms = (note, note.replace(" ", "", note.count(" ") - 1), note.replace(" ", ""))
    return next((form for form in forms if width(form) <= room), "")


def _bar(x: int, number: _Number, most: _Number, cells: int, signs: Signs, style: str) -> list[Piece]:
    if number is None or most is None or not number[0] or not most[0]:
        return []
    drawn = bar(number[0], most[0], cells, number[1] or Qualifier.EXACT, signs, style)
    return [(x, drawn[0].text, style)]


def of_sums(projects: SumOf | None, investment: MoneySum | None, signings: int) -> Numbers:
    """The numbers of a total, with from how many signings the amount is; blank numbers where there is none."""
    if projects is None or investment is None or not signings:
        return Numbers((None, None, None), (None, None, None))
    return Numbers(
        (projects.low if projects.low is not None else projects.value, projects.qualifier, projects.high),
        (investment.low if investment.low is not None else investment.cny, investment.qualifier, investment.high),
        f"{signings - investment.signings_without:,} of {signings:,}",
    )


def most_of(columns: Iterable[Numbers]) -> Numbers:
    """The ends of the axes that several columns share."""
    known = list(columns)
    counts = [one.count[0] or 0 for one in known if one.count is not None]
    yuan = [one.yuan[0] or 0 for one in known if one.yuan is not None]
    return Numbers(
        (max(counts), None, None) if counts else None,
        (max(yuan), None, None) if yuan else None,
    )
