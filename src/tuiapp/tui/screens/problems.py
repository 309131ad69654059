"""What keeps the dataset from being read: every problem with its file, line and key."""

from __future__ import annotations

from itertools import groupby
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from tuiapp.i18n import _, plural
from tuiapp.render.cells import Line, Span, wrap
from tuiapp.render.lines import DetailLine
from tuiapp.render.signs import Signs
from tuiapp.tui.commands import bindings
from tuiapp.tui.loading import Built
from tuiapp.tui.screens.dialog import Dialog
from tuiapp.tui.widgets.lines import LinesPane

LINE_WIDTH = 7
"""Cells of a line's number, with the blanks around it."""


class ProblemsScreen(Dialog):
    """The problems by file; it follows the files, and closes itself when they are mended."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("help"), ("exclamation_mark,enter,q", "cancel")]
    DEFAULT_CSS = """
    ProblemsScreen #lines { height: auto; max-height: 1fr; }
    """

    def __init__(self, failure: Built) -> None:
        super().__init__()
        self._failure = failure

    def compose(self) -> ComposeResult:
        """A rule and the lines."""
        with Vertical(id="dialog"):
            yield ProblemLines("", "", id="lines")

    def on_mount(self) -> None:
        """Scrolls at once."""
        super().on_mount()
        lines = self.query_one(ProblemLines)
        lines.show_failure(self._failure)
        lines.focus()

    def show(self, failure: Built) -> None:
        """Show another failure."""
        self._failure = failure
        if self.is_mounted:
            self.query_one(ProblemLines).show_failure(failure)


class ProblemLines(LinesPane):
    """The text, wrapped for the width."""

    failure: Built | None = None

    def show_failure(self, failure: Built) -> None:
        """Show what is wrong, from where it was scrolled to."""
        self.failure = failure
        self.heading = (
            plural("{n} problem in the dataset's files", "{n} problems in the dataset's files", failure.count)
            if failure.problems
            else _("The dataset cannot be read")
        )
        self._draw(self.size.width)

    def right(self) -> str:
        """What is seen meanwhile."""
        return _("the last good data is shown") if self.size.width > 70 else ""

    def on_resize(self, event: events.Resize) -> None:
        """Another width wraps otherwise."""
        self._draw(event.size.width)
        super().on_resize(event)

    def _draw(self, cells: int) -> None:
        if self.failure is None or not cells:
            return
        lines = problem_lines(self.failure, cells, self.signs)
        self.styles.height = len(lines) + 1
        self.show([DetailLine(line) for line in lines])


def problem_lines(failure: Built, cells: int, signs: Signs) -> list[Line]:
    """Every problem that was told, by file; of what is no problem of a file, what was said."""
    room = max(cells - LINE_WIDTH - 4, 20)
    lines: list[Line] = [()]
    for file, problems in groupby(failure.problems, key=lambda one: one.file):
        lines.append((Span(f"  {signs.error} ", "error"), Span(signs.text(file), "strong")))
        for problem in problems:
            number = "" if problem.line is None else str(problem.line)
            head = f"{number:>{LINE_WIDTH - 1}}  "
            for index, part in enumerate(wrap(signs.text(problem.key), room) if problem.key else []):
                lines.append((Span(head if index == 0 else " " * len(head), "accent"), Span(part, "strong")))
                head = " " * len(head)
            for part in wrap(signs.text(problem.message), room):
                lines.append((Span(head, "accent"), Span(part, "text")))
                head = " " * len(head)
        lines.append(())
    if failure.problems:
        more = failure.count - len(failure.problems)
        if more > 0:
            text = plural("{n} more; `tuiapp check` names them all", "{n} more; `tuiapp check` names them all", more)
            lines += [(Span(f"  {text}", "dim"),), ()]
    else:
        for said in failure.error.splitlines():
            parts = wrap(signs.text(said.removeprefix("tuiapp: ")), cells - 6)
            lines += [(Span(f"    {part}", "text"),) for part in parts]
        lines.append(())
    lines.append((Span("    esc", "accent+"), Span(" " + _("close"), "text")))
    return lines
