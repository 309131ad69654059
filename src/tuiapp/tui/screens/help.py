"""The keys that work where the focus is, the signs, and search by example: all from the one command catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from tuiapp.i18n import _
from tuiapp.render.cells import Line, Span, fit, line_width, wrap
from tuiapp.render.lines import DetailLine
from tuiapp.render.signs import Signs
from tuiapp.tui.commands import GROUPS, Command, bindings, in_context, key_name
from tuiapp.tui.screens.dialog import Dialog
from tuiapp.tui.widgets.lines import LinesPane

NAMES = {
    "table": _("Signings"),
    "so-far": _("Signings read so far"),
    "tree": _("Regions"),
    "detail": _("Detail"),
    "event": _("Event"),
    "events": _("Events"),
    "left-out": _("What the total leaves out"),
    "compare": _("Comparison"),
    "columns": _("What to compare"),
    "figures": _("Figures"),
    "search": _("Search"),
    "empty": _("Nothing found"),
}
KEYS_WIDTH = 12
COLUMN = 36
"""A column of keys; three stand side by side from 114 cells on."""


class HelpScreen(Dialog):
    """Help for what has focus; it scrolls where the screen is small."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("help"), ("question_mark,f1,q", "cancel")]
    DEFAULT_CSS = """
    HelpScreen #lines { height: auto; max-height: 1fr; }
    """

    def __init__(self, contexts: tuple[str, ...]) -> None:
        super().__init__()
        self._contexts = contexts

    def compose(self) -> ComposeResult:
        """A rule and the lines."""
        title = _("Help: {pane}").format(pane=NAMES.get(self._contexts[0], self._contexts[0]))
        with Vertical(id="dialog"):
            yield HelpLines("", title, id="lines")

    def on_mount(self) -> None:
        """Scrolls at once."""
        self.query_one(HelpLines).contexts = self._contexts
        self.query_one(HelpLines).focus()


class HelpLines(LinesPane):
    """The text of the help, laid out for the width."""

    contexts: tuple[str, ...] = ()

    def right(self) -> str:
        """Where all commands are."""
        return _("the palette has all: ctrl+p") if self.size.width > 70 else ""

    def on_resize(self, event: events.Resize) -> None:
        """Another width has other columns."""
        lines = help_lines(in_context(*self.contexts), event.size.width, self.signs, self.contexts)
        self.styles.height = len(lines) + 1
        self.show([DetailLine(line) for line in lines])
        super().on_resize(event)


def help_lines(commands: Sequence[Command], cells: int, signs: Signs, contexts: Sequence[str] = ()) -> list[Line]:
    """The keys by purpose, the signs of the place, the search by example, in one, two or three columns."""
    columns = max(1, min(3, (cells - 4) // COLUMN))
    width = (cells - 4) // columns
    blocks = [_block(group, [c for c in commands if c.group == group], width) for group in GROUPS]
    blocks = [block for block in blocks if block]
    drawing = next((signs_of for name, signs_of in _DRAWINGS.items() if name in contexts), _of_rows)
    blocks.append(_signs_block([*_of_numbers(signs), *drawing(signs)], width))
    stacks: list[list[Line]] = [[] for _ in range(columns)]
    total = sum(len(block) + 1 for block in blocks)
    for block in blocks:  # in reading order, each column filled to an even share
        stack = next((s for s in stacks if len(s) + len(block) <= total / columns + 5), stacks[-1])
        stack += [*block, ()]
    lines: list[Line] = [()]
    for y in range(max(map(len, stacks))):
        spans: list[Span] = [Span("   ", "text")]
        for stack in stacks:
            line = stack[y] if y < len(stack) else ()
            spans += [*line, Span(" " * max(width - line_width(line), 0), "text")]
        lines.append(tuple(spans))
    lines.append((Span("   " + signs.rule * (cells - 6), "rule"),))
    told = next((_told(notes(), cells) for name, notes in _NOTES.items() if name in contexts), _search_block(cells))
    lines += [(Span("   ", "text"), *line) for line in told]
    lines += [(), (Span("   ", "text"), Span("esc", "accent+"), Span(" " + _("close"), "text"))]
    return lines


def _block(title: str, commands: Sequence[Command], cells: int) -> list[Line]:
    if not commands:
        return []
    known = {command.id: command for command in commands}
    lines: list[Line] = [(Span(_(title), "strong"),)]
    done: set[str] = set()
    for command in commands:
        if command.id in done:
            continue
        ids, name = next(((ids, name) for ids, name in _TOGETHER if command.id in ids), ((command.id,), command.title))
        together = [known[each] for each in ids if each in known]
        done |= {each.id for each in together}
        text = fit(name, max(cells - KEYS_WIDTH - 2, 4)).rstrip()
        lines.append((Span(fit(_keys(together), KEYS_WIDTH), "accent+"), Span(text, "text")))
    return lines


def _keys(commands: Sequence[Command]) -> str:
    """The keys of commands that share a line, as people write them: `↑ ↓ j k`, `ctrl+d u`, `1 2 3`."""
    first = [command.keys[0] for command in commands]
    if all(key.startswith("ctrl+") for key in first):
        return "ctrl+" + " ".join(key.removeprefix("ctrl+") for key in first)
    letters = [key for command in commands for key in command.keys[1:2] if len(key) == 1]
    shown = [key_name(key) for key in first if not key.startswith("shift+")]
    return " ".join([*shown, *letters] if len(commands) > 1 else [key_name(key) for key in commands[0].keys[:2]])


_TOGETHER: tuple[tuple[tuple[str, ...], str], ...] = (
    (("cursor-up", "cursor-down"), _("row")),
    (("cursor-first", "cursor-last"), _("first, last")),
    (("half-down", "half-up"), _("half a page")),
    (("page-down", "page-up"), _("a page")),
    (("column-left", "column-right"), _("column")),
    (("close-node", "open-node"), _("close, open")),
    (("next-pane", "previous-pane"), _("next pane; shift: back")),
    (("pane-1", "pane-2", "pane-3"), _("pane")),
    (("zoom", "unzoom"), _("zoom pane, all panes")),
    (("sort-up", "sort-down"), _("by column, up, down")),
    (("add-sort-up", "add-sort-down"), _("then by column")),
    (("narrower", "wider"), _("narrower, wider")),
    (("next-reason", "previous-reason"), _("next, previous reason")),
    (("next-chart", "previous-chart"), _("next chart; shift: back")),
    (("next-ranking", "previous-ranking"), _("other ranking")),
    (("next-suggestion", "previous-suggestion"), _("choose")),
    (("next-field", "previous-field"), _("next field; shift: back")),
    (("choice-left", "choice-right"), _("choose")),
)
"""Commands of opposite effect share a line, under one name."""


_Explained = list[tuple[str, str]]


def _of_numbers(signs: Signs) -> _Explained:
    return [
        (signs.over, _("over, more than")),
        (signs.at_least, _("at least, or more")),
        (signs.below, _("nearly, less than")),
        (signs.up_to, _("up to")),
        (signs.about, _("about, or converted")),
        ("$ €" if not signs.ascii else "$", _("the original currency")),
        (signs.missing, _("not printed, never zero")),
    ]


def _of_rows(signs: Signs) -> _Explained:
    return [
        (f"{signs.total} {signs.added}", _("the total adds this row")),
        (signs.warning, _("a finding; enter explains")),
        (signs.error, _("a contradiction")),
        (signs.acknowledged, _("a finding acknowledged")),
        (signs.gap, _("a source without a link or a date")),
        (signs.part, _("part of the row above")),
        (signs.marked, _("marked")),
    ]


def _of_bars(signs: Signs) -> _Explained:
    return [
        (signs.bar + signs.bar_over, _("longer: over, at least")),
        (signs.bar + signs.bar_under, _("shorter: nearly, up to")),
        (signs.bar + signs.bar_about, _("either way: about")),
    ]


def _of_charts(signs: Signs) -> _Explained:
    return [
        *_of_bars(signs),
        ("2/4", _("2 of 4 found are added")),
        (_("grey"), _("another lane, or unranked")),
        (signs.point, _("a point that is reported")),
        (signs.open, _("lines below: + shows them")),
    ]


def _of_columns(signs: Signs) -> _Explained:
    return [
        *_of_bars(signs),
        ("3/4", _("3 of 4 added have an amount")),
        (signs.point, _("a month with an event")),
        (signs.rule, _("months of a period total")),
        (signs.cursor, _("column of enter, b and x")),
    ]


_DRAWINGS = {"compare": _of_columns, "figures": _of_charts}
"""What signs mean where bars are drawn; elsewhere they are those of rows."""


def _signs_block(rows: _Explained, cells: int) -> list[Line]:
    return [
        (Span(_("Signs"), "strong"),),
        *((Span(fit(sign, 6), "accent"), Span(fit(text, max(cells - 8, 4)).rstrip(), "text")) for sign, text in rows),
    ]


def _search_block(cells: int) -> list[Line]:
    rows = [
        ("changzhou 新能源", _("words in English, Chinese or pinyin, in any order")),
        ("city: province: zone: region:", _("where; a,b is any of")),
        ("year:2023  date:2023-01..2023-06", _("when")),
        ("sector: stage: measure: basis:", _("what is counted")),
        ("investment>10bn  projects>=20", _("how much, compared in yuan")),
        ('check:  -status:planned  "new energy"', _("findings, exclude, exact words")),
    ]
    lines: list[Line] = [(Span(_("Search"), "strong"),)]
    for example, meaning in rows:
        if cells >= 84:
            lines.append((Span(fit(example, 41), "text"), Span(meaning, "dim")))
        else:
            room = max(cells - 8, 20)
            lines += [(Span(part, "text"),) for part in wrap(example, room)]
            lines += [(Span(f"  {part}", "dim"),) for part in wrap(meaning, room)]
    notes = [
        _("A row is one signing: projects reported together. Amounts keep the digits as printed."),
        _("A bright number is in a total, a dim one is not."),
        _("Nothing is added across stage, measure, unit, basis."),
        _("Where a terminal draws signs two cells wide: tuiapp --ascii."),
    ]
    return [*lines, (), *_told(notes, cells)]


def _told(notes: Sequence[str], cells: int) -> list[Line]:
    return [(Span(part, "dim"),) for note in notes for part in wrap(note, cells - 6)]


def _on_charts() -> list[str]:
    return [
        _("Each bar is the total of the query that the footer shows; enter opens its rows, esc comes back to the bar."),
        _("Bars are drawn in one lane; what is told in another is said in its place, and L goes there."),
        _("Blank is not zero."),
        _("Growth: the number, the growth printed, what it implies of the year before (derived), the growth computed."),
        _("Bars are never added up. Where a terminal draws signs two cells wide: tuiapp --ascii."),
    ]


def _on_columns() -> list[str]:
    return [
        _("A percentage stands only between two signings of one kind, lane and length of time."),
        _("not certain: the bounds leave open which is more. not comparable: see the reasons at the end."),
        _("not examined: the bounds would decide; L looks at that lane, and for what stands against it."),
        _("Both columns' bars of a line have one axis; a number that stands alone has no bar."),
        _("Columns can be regions, sectors, years, events and queries: a adds one."),
    ]


_NOTES = {"compare": _on_columns, "figures": _on_charts}
"""What has to be known where there is nothing to search."""
