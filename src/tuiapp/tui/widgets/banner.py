"""The line under the title that says why what is shown is not the dataset as it is."""

from __future__ import annotations

from textual import events
from textual.message import Message

from tuiapp.i18n import _, plural
from tuiapp.render.cells import Line, Span, crop, fit, line_width, plain, width
from tuiapp.render.signs import Signs
from tuiapp.tui.commands import BY_ID
from tuiapp.tui.loading import Built
from tuiapp.tui.watching import Status
from tuiapp.tui.widgets.bars import Bar
from tuiapp.tui.widgets.strips import join_ends

_FEW_WORDS, _SOME_WORDS = 8, 40
"""Cells of a message without which it is not worth showing, and for which other words give way."""


class Banner(Bar):
    """The first problem by file, line and key, and how many more there are; or that the dataset has changed.

    A click shows all problems.
    """

    DEFAULT_CSS = """
    Banner { display: none; background: $surface; }
    Banner.-shown { display: block; }
    .-tiny > Banner { display: none; }
    """

    class Moved(Message):
        """It came or went, and what lies below stands elsewhere."""

    class Clicked(Message):
        """It was clicked: show all problems."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._failure: Built | None = None
        self._outdated = False

    def say(self, status: Status) -> None:
        """Name what is wrong, or go."""
        self._failure, self._outdated = status.failure, status.outdated
        self.set_class(self._failure is not None or self._outdated, "-shown")
        self.refresh()

    def whole(self, cells: int) -> Line:
        """What is wrong, for a width."""
        if self._failure is not None:
            return failure_line(self._failure, cells, self.signs)
        return outdated_line(cells) if self._outdated else ()

    def on_show(self) -> None:
        """It came."""
        self.post_message(self.Moved())

    def on_hide(self) -> None:
        """It went."""
        self.post_message(self.Moved())

    def on_click(self, event: events.Click) -> None:
        """A click shows all problems."""
        event.stop()
        self.post_message(self.Clicked())


def failure_line(failure: Built, cells: int, signs: Signs) -> Line:
    """A failure on one line: file and line before all, then the key, then what is wrong, as far as they fit."""
    place, key, message = _what(failure, signs)
    needed = width(place) + width(key) + _SOME_WORDS
    rights = _rights(failure, signs)
    right = next((text for text in rights if needed + width(text) <= cells), rights[-1])
    room = cells - width(right) - 2
    spans = [Span(f" {signs.error} ", "error")]
    if width(place) + width(key) + 6 > room:
        place = place.rpartition("/")[2]
    for text, style, shorten in (
        (place, "strong", _tail),
        (f"{key}:" if key else "", "text", _tail),
        (message, "text", _head),
    ):
        left = room - line_width(tuple(spans))
        if text and left >= min(_FEW_WORDS, width(text)):
            spans.append(Span(f"{text if width(text) <= left else shorten(text, left, signs.ellipsis)} ", style))
    return join_ends(crop(tuple(spans), 0, room), (Span(f"{right} ", "dim"),), cells)


def outdated_line(cells: int) -> Line:
    """That the dataset has changed, as long as there is room for."""
    said = (
        _("The dataset has changed since this was read. You see what it said then, until it is read again."),
        _("The dataset has changed since. It is being read again."),
        _("Changed since; being read again."),
    )
    text = next((text for text in said if width(text) + 2 <= cells), said[-1])
    return (Span(f" {text}", "accent"),)


def _what(failure: Built, signs: Signs) -> tuple[str, str, str]:
    """File and line, key, message; of what is no problem of a file the message alone."""
    if failure.problems:
        first = failure.problems[0]
        place = first.file if first.line is None else f"{first.file}:{first.line}"
        return signs.text(place), signs.text(first.key), signs.text(first.message)
    # Of a fault's many lines the last says what happened.
    return "", "", signs.text(failure.error.strip().rpartition("\n")[2].removeprefix("tuiapp: "))


def _rights(failure: Built, signs: Signs) -> list[str]:
    """What stands at the right, the longest first."""
    command = BY_ID["problems"]
    more = failure.count - 1
    all_of_them = f"{command.shown} {command.title}"
    others = plural("{n} more", "{n} more", more) if more > 0 else ""
    few = f"+{more:,}" if more > 0 else ""
    return [
        signs.join(_("the last good data is shown"), others, all_of_them),
        signs.join(others, all_of_them),
        signs.join(few, command.shown),
    ]


def _head(text: str, cells: int, ellipsis: str) -> str:
    return fit(text, cells, ellipsis=ellipsis).rstrip()


def _tail(text: str, cells: int, ellipsis: str) -> str:
    """The end of a text: a key says most with its last parts, a file with its line."""
    room = cells - width(ellipsis)
    return ellipsis + plain(crop((Span(text, "text"),), width(text) - room, room))
